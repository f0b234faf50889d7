/* A backup of a whole profile, and what of it comes into an empty one: everything that is kept, and
 * nothing that goes or must never be used twice. Whatever is wrong with the file, or happens in the
 * middle, the profile is as empty as it was. The file is also read by another program, which knows
 * its description alone. */

#include <glib/gstdio.h>

#include "core/core-backup.h"
#include "store/store-db-private.h"
#include "store/store-omemo.h"
#include "test-core-profile.h"

#define PASSPHRASE "correct horse battery staple"
#define N_KEPT 700 /* more than one chunk */

/* All but the last test make their keys with little work. */
static const ConfabBackupCost cheap = {
  .memory = CONFAB_BACKUP_MIN_MEMORY, .passes = 1, .lanes = 1
};

typedef struct {
  Fixture from;
  Fixture to;
  char *path;
  GFile *file;
} Two;

typedef struct {
  const char *sql;
  char *text;
} Asking;

/* All cells of an answer with bars between. */
static gboolean
job_ask (ConfabStoreDb *db, gpointer data, GError **error) {
  Asking *asking = data;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Asking", asking->sql);
  GString *text = g_string_new (NULL);

  while (confab_store_query_next (&query))
    for (int i = 0; i < sqlite3_column_count (query.statement); i++) {
      const unsigned char *cell = sqlite3_column_text (query.statement, i);

      g_string_append_printf (
          text, "%s%s", text->len > 0 ? "|" : "", cell != NULL ? (const char *)cell : "-");
    }
  asking->text = g_string_free (text, FALSE);
  return confab_store_query_end (&query, error);
}

/* `sql` is a literal. */
static char *
ask (Fixture *fixture, const char *sql) {
  Asking asking = { sql, NULL };

  test_write (fixture->core->vault, job_ask, &asking);
  return asking.text;
}

static void
expect (Fixture *fixture, const char *sql, const char *text) {
  g_autofree char *found = ask (fixture, sql);

  g_assert_cmpstr (found, ==, text);
}

static gboolean
job_fill (ConfabStoreDb *db, gpointer data, GError **error) {
  CHECK (confab_store_db_run (db, "Filling",
      "UPDATE contacts SET name = 'My Ann', is_known = 1, face = 'A', has_given = 1"
      " WHERE address = 'ann@example.org';"
      "UPDATE accounts SET host = 'xmpp.example.org', port = 5223, is_direct_tls = 1,"
      " mechanism = 3, had_binding = 1, session_id = 'secret session', archive_id = 'place';"
      "INSERT INTO blocked VALUES (1, 'mallory.example');"
      "INSERT INTO chat_retention VALUES (1, 'ann@example.org', 3);"
      "INSERT INTO chat_timers VALUES (1, 'bob@example.org', 60, 1, 1, 0, 5);"
      "INSERT INTO omemo_identities VALUES (1, 'ann@example.org', zeroblob (32), 1, 2, 77, 66, 0);"
      "INSERT INTO omemo_own VALUES (1, 5, zeroblob (32), zeroblob (32), 1, 1, 1, 0, 0);"
      "INSERT INTO omemo_sessions VALUES (1, 'ann@example.org', 2, 9, zeroblob (32),"
      " zeroblob (32), NULL, 1, 0, x'00');"
      "INSERT INTO requests VALUES (1, 'eve@example.org', 'a note', 4, 0);"
      "INSERT INTO drafts VALUES (1, 'ann@example.org', 'not sent');"
      "INSERT INTO settings VALUES ('safety.links', '1');",
      error));
  return TRUE;
}

static gboolean
job_messages (ConfabStoreDb *db, gpointer data, GError **error) {
  for (int i = 0; i < N_KEPT; i++) {
    g_autofree char *text = g_strdup_printf ("kept %d %0200d", i, i);

    CHECK (test_add_message (db, 1, PEER, text, i == N_KEPT - 1, error) > 0);
  }
  return TRUE;
}

/* Bob's chat goes when it is closed, but for one message. */
static void
fill (Fixture *fixture) {
  Message waiting = { .peer = PEER, .text = "waits to go out", .is_waiting = TRUE };

  test_write (fixture->core->vault, job_fill, NULL);
  add (fixture, OTHER, "goes on closing");
  add (fixture, OTHER, "kept one by one");
  test_write (fixture->core->vault, job_ask,
      &(Asking){ "UPDATE messages SET is_kept = 1 WHERE text = 'kept one by one'", NULL });
  add (fixture, PEER, "disappears");
  test_write (fixture->core->vault, job_ask,
      &(Asking){ "UPDATE messages SET timer = 60 WHERE text = 'disappears'", NULL });
  test_write (fixture->core->vault, job_messages, NULL);
  test_write (fixture->core->vault, job_add, &waiting);
  test_settle (confab_messaging_look (
      fixture->core->vault, confab_core_new_look (fixture->core, NULL, FALSE)));
}

static void
set_up_two (Two *two, gconstpointer data) {
  set_up (&two->from, NULL);
  fill (&two->from);
  two->to.folder = test_folder ();
  two->to.keyring = confab_keyring_new_in_memory ();
  two->to.fake = confab_base_clock_fake_new (NOW);
  two->to.clock = (ConfabClock){ wall, monotonic, sleep_for, &two->to };
  start (&two->to);
  confab_core_set_backup_cost (two->from.core, &cheap);
  two->path = g_build_filename (two->from.folder, "backup", NULL);
  two->file = g_file_new_for_path (two->path);
}

static void
tear_down_two (Two *two, gconstpointer data) {
  tear_down (&two->to, NULL);
  tear_down (&two->from, NULL);
  g_object_unref (two->file);
  g_free (two->path);
}

/* The problem, or CONFAB_PROBLEM_NONE. */
static int
settle (DexFuture *future) {
  g_autoptr (DexFuture) owned = future;
  g_autoptr (GError) error = NULL;

  if (test_wait (owned, &error))
    return CONFAB_PROBLEM_NONE;
  g_assert_true (error->domain == CONFAB_CORE_ERROR);
  return error->code;
}

static int
back_up (Two *two, ConfabModelBackup *progress) {
  g_autoptr (ConfabSecret) passphrase = confab_base_secret_new_string (PASSPHRASE);

  return settle (confab_core_back_up (two->from.core, two->file, passphrase, progress));
}

static int
restore (Two *two, const char *words, ConfabModelBackup *progress) {
  g_autoptr (ConfabSecret) passphrase = confab_base_secret_new_string (words);

  return settle (confab_core_restore (two->to.core, two->file, passphrase, progress));
}

/* Nothing of the backup is there, nor of a restore. */
static void
check_empty (Two *two) {
  expect (&two->to,
      "SELECT (SELECT count (*) FROM accounts), (SELECT count (*) FROM contacts),"
      " (SELECT count (*) FROM messages), (SELECT count (*) FROM omemo_identities),"
      " (SELECT count (*) FROM chat_retention), (SELECT count (*) FROM blocked),"
      " (SELECT count (*) FROM settings WHERE name LIKE 'safety.%' OR name LIKE 'restor%')",
      "0|0|0|0|0|0|0");
  g_assert_cmpuint (g_list_model_get_n_items (confab_core_get_accounts (two->to.core)), ==, 0);
}

/* ---- there and back ---- */

static void
check_same (Two *two, const char *sql) {
  g_autofree char *text = ask (&two->from, sql);

  g_assert_cmpstr (text, !=, "");
  expect (&two->to, sql, text);
}

static void
check_rows (Two *two) {
  check_same (
      two, "SELECT address, host, port, is_direct_tls, mechanism, had_binding FROM accounts");
  check_same (
      two, "SELECT address, name, is_known, face, has_given FROM contacts ORDER BY address");
  check_same (two, "SELECT address FROM blocked");
  check_same (two, "SELECT peer, keep FROM chat_retention");
  check_same (two, "SELECT peer, seconds, is_theirs, answer FROM chat_timers");
  check_same (two, "SELECT address, hex (key), is_first, said, checked_us FROM omemo_identities");
  check_same (two, "SELECT value FROM settings WHERE name = 'safety.links'");
  check_same (two,
      "SELECT peer, text, time_us, is_unread, is_kept, state FROM messages"
      " WHERE (peer = 'ann@example.org' OR is_kept) AND timer = 0 AND state <> 1 ORDER BY id");
}

static void
check_left_out (Two *two) {
  expect (&two->to,
      "SELECT (SELECT count (*) FROM omemo_own), (SELECT count (*) FROM omemo_sessions),"
      " (SELECT count (*) FROM omemo_devices), (SELECT count (*) FROM omemo_prekeys),"
      " (SELECT count (*) FROM requests), (SELECT count (*) FROM drafts),"
      " (SELECT count (*) FROM outbox), (SELECT count (session_id) FROM accounts),"
      " (SELECT count (archive_id) FROM accounts), (SELECT count (*) FROM messages)",
      "0|0|0|0|0|0|0|0|0|701");
  expect (&two->to, "SELECT count (*) FROM settings WHERE name LIKE 'restor%'", "0");
}

static void
test_round (Two *two, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  g_autoptr (ConfabModelBackup) back = confab_model_backup_new ();
  ConfabModelSafety *safety = confab_core_get_safety (two->from.core);

  g_assert_cmpint (confab_model_safety_get_backup (safety)->made_us, ==, 0);
  g_assert_cmpint (back_up (two, progress), ==, CONFAB_PROBLEM_NONE);
  g_assert_cmpuint (confab_model_backup_get_n_messages (progress), ==, N_KEPT + 1);
  g_assert_cmpuint (confab_model_backup_get_n_contacts (progress), ==, 2);
  g_assert_cmpint (confab_model_backup_get_made (progress), ==, NOW);
  g_assert_cmpuint (confab_model_safety_get_backup (safety)->n_messages, ==, N_KEPT + 1);
  g_assert_cmpint (restore (two, PASSPHRASE, back), ==, CONFAB_PROBLEM_NONE);
  g_assert_cmpuint (confab_model_backup_get_n_messages (back), ==, N_KEPT + 1);
  check_rows (two);
  check_left_out (two);
  g_assert_nonnull (contact (&two->to, PEER));
  g_assert_cmpuint (confab_core_get_guide_page (two->to.core), ==, 0);
  g_assert_cmpint (
      confab_model_safety_get (confab_core_get_safety (two->to.core), CONFAB_CHOICE_LINKS), ==,
      confab_model_safety_get (safety, CONFAB_CHOICE_LINKS));
  /* A second one is refused, and changes nothing. */
  g_assert_cmpint (restore (two, PASSPHRASE, back), ==, CONFAB_PROBLEM_BACKUP_NOT_EMPTY);
  check_left_out (two);
  /* It is all there at the next start, and when it was made. */
  stop (&two->to);
  start (&two->to);
  check_rows (two);
  stop (&two->from);
  start (&two->from);
  g_assert_cmpint (
      confab_model_safety_get_backup (confab_core_get_safety (two->from.core))->made_us, ==, NOW);
}

static void
test_ages (Two *two, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  pass (&two->from, 10 * DAY);
  g_assert_cmpint (back_up (two, progress), ==, CONFAB_PROBLEM_NONE);
  /* 10 days here and 19 in the drawer: a day is left of 30. */
  two->to.set = 29 * DAY;
  stop (&two->to);
  start (&two->to);
  g_assert_cmpint (restore (two, PASSPHRASE, progress), ==, CONFAB_PROBLEM_NONE);
  expect (&two->to, "SELECT count (*) FROM messages", "701");
  /* What was not read stays, and what was kept one by one. */
  pass (&two->to, DAY + HOUR);
  expect (&two->to, "SELECT count (*) FROM messages", "2");
}

/* ---- what is wrong with the file ---- */

static void
spoil (Two *two, gsize at, gsize cut) {
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (two->path, &bytes, &size, NULL));
  bytes[at] ^= 1;
  g_assert_true (g_file_set_contents (two->path, bytes, (gssize)(size - cut), NULL));
}

static void
test_wrong (Two *two, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  g_assert_cmpint (back_up (two, progress), ==, CONFAB_PROBLEM_NONE);
  g_assert_cmpint (
      restore (two, "incorrect horse", progress), ==, CONFAB_PROBLEM_BACKUP_PASSPHRASE);
  check_empty (two);
  /* In the last chunk: all the others are good. */
  spoil (two, 88 + 65536 + 16 + 5, 0);
  g_assert_cmpint (restore (two, PASSPHRASE, progress), ==, CONFAB_PROBLEM_BACKUP_DAMAGED);
  check_empty (two);
  spoil (two, 88 + 65536 + 16 + 5, 1);
  g_assert_cmpint (restore (two, PASSPHRASE, progress), ==, CONFAB_PROBLEM_BACKUP_DAMAGED);
  check_empty (two);
  spoil (two, 8, 0);
  g_assert_cmpint (restore (two, PASSPHRASE, progress), ==, CONFAB_PROBLEM_BACKUP_NEWER);
  spoil (two, 0, 0);
  g_assert_cmpint (restore (two, PASSPHRASE, progress), ==, CONFAB_PROBLEM_BACKUP_FOREIGN);
  g_unlink (two->path);
  g_assert_cmpint (restore (two, PASSPHRASE, progress), ==, CONFAB_PROBLEM_FILE);
  check_empty (two);
}

static void
test_short (Two *two, gconstpointer data) {
  g_autoptr (ConfabSecret) passphrase = confab_base_secret_new_string ("eleven char");
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  g_assert_cmpint (settle (confab_core_back_up (two->from.core, two->file, passphrase, progress)),
      ==, CONFAB_PROBLEM_BACKUP_PASSPHRASE);
  g_assert_false (g_file_test (two->path, G_FILE_TEST_EXISTS));
}

/* ---- in the middle ---- */

static void
on_stage (ConfabModelBackup *progress, gpointer stage) {
  if (confab_model_backup_get_stage (progress) == (ConfabModelBackupStage)GPOINTER_TO_INT (stage) &&
      confab_model_backup_get_fraction (progress) > 0)
    confab_model_backup_stop (progress);
}

static void
test_stopped (Two *two, gconstpointer data) {
  static const ConfabModelBackupStage stages[] = { CONFAB_BACKUP_STAGE_WRITING,
    CONFAB_BACKUP_STAGE_TESTING };
  g_autoptr (ConfabModelBackup) last = confab_model_backup_new ();
  g_autoptr (ConfabModelBackup) good = confab_model_backup_new ();

  /* Of one page there is no next one to be stopped at. */
  test_write (two->from.core->vault, job_messages, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++) {
    g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
    int problem;

    g_signal_connect (progress, "changed", G_CALLBACK (on_stage), GINT_TO_POINTER ((int)stages[i]));
    problem = back_up (two, progress);
    /* All of it may have been looked at already. */
    if (problem == CONFAB_PROBLEM_NONE)
      g_assert_cmpint (stages[i], ==, CONFAB_BACKUP_STAGE_TESTING);
    else
      g_assert_false (g_file_test (two->path, G_FILE_TEST_EXISTS));
  }
  g_assert_cmpint (back_up (two, good), ==, CONFAB_PROBLEM_NONE);
  g_signal_connect (
      last, "changed", G_CALLBACK (on_stage), GINT_TO_POINTER ((int)CONFAB_BACKUP_STAGE_RESTORING));
  g_assert_cmpint (restore (two, PASSPHRASE, last), ==, CONFAB_PROBLEM_STOPPED);
  check_empty (two);
  g_assert_cmpint (restore (two, PASSPHRASE, good), ==, CONFAB_PROBLEM_NONE);
  check_rows (two);
}

static gboolean
job_half (ConfabStoreDb *db, gpointer data, GError **error) {
  CHECK (confab_store_db_run (db, "Half",
      "INSERT INTO settings VALUES ('restoring', '1'), ('restored.safety.links', '1');"
      "INSERT INTO accounts (address) VALUES ('alice@example.org');"
      "INSERT INTO contacts (account, address) VALUES (1, 'ann@example.org');"
      "INSERT INTO messages (account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
      " text) VALUES (1, 'ann@example.org', 0, 0, 1, 0, 0, 5, 'half');",
      error));
  return TRUE;
}

/* The program ended in the middle of a restore. */
static void
test_crashed (Two *two, gconstpointer data) {
  test_write (two->to.core->vault, job_half, NULL);
  crash (&two->to);
  start (&two->to);
  check_empty (two);
}

/* ---- read by another program ---- */

static void
test_other_reader (Two *two, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  const char *arguments[] = { "python3", "-B", CONFAB_TEST_DATA "/../lib/backup-reader.py",
    two->path, NULL };
  g_auto (GStrv) environment = g_environ_setenv (g_get_environ (), "PASSPHRASE", PASSPHRASE, TRUE);
  g_autofree char *out = NULL, *said = NULL;
  int status = -1;

  confab_core_set_backup_cost (two->from.core, NULL);
  g_assert_cmpint (back_up (two, progress), ==, CONFAB_PROBLEM_NONE);
  g_assert_true (g_spawn_sync (NULL, (char **)arguments, environment, G_SPAWN_SEARCH_PATH, NULL,
      NULL, &out, &said, &status, NULL));
  g_assert_cmpstr (said, ==, "");
  g_assert_cmpint (status, ==, 0);
  /* The account, "My Ann" and "kept one by one". */
  g_assert_nonnull (strstr (out, "2=616c696365406578616d706c652e6f7267 3="));
  g_assert_nonnull (strstr (out, "3=4d7920416e6e"));
  g_assert_nonnull (strstr (out, "9=6b657074206f6e65206279206f6e65"));
  g_assert_null (strstr (out, "646973617070656172")); /* "disappear" */
  g_assert_null (strstr (out, "676f6573206f6e"));     /* "goes on" */
  /* And it notices what this one notices. */
  spoil (two, 88 + 65536 + 16 + 5, 0);
  g_clear_pointer (&out, g_free);
  g_clear_pointer (&said, g_free);
  g_assert_true (g_spawn_sync (NULL, (char **)arguments, environment, G_SPAWN_SEARCH_PATH, NULL,
      NULL, &out, &said, &status, NULL));
  g_assert_cmpstr (said, ==, "damaged\n");
}

int
main (int argc, char **argv) {
  /* No bus, no keyring. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  test_init (&argc, &argv);
  g_test_add ("/backup/round", Two, NULL, set_up_two, test_round, tear_down_two);
  g_test_add ("/backup/ages", Two, NULL, set_up_two, test_ages, tear_down_two);
  g_test_add ("/backup/wrong", Two, NULL, set_up_two, test_wrong, tear_down_two);
  g_test_add ("/backup/short", Two, NULL, set_up_two, test_short, tear_down_two);
  g_test_add ("/backup/stopped", Two, NULL, set_up_two, test_stopped, tear_down_two);
  g_test_add ("/backup/crashed", Two, NULL, set_up_two, test_crashed, tear_down_two);
  g_test_add ("/backup/other-reader", Two, NULL, set_up_two, test_other_reader, tear_down_two);
  return g_test_run ();
}
