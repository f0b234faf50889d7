/* A vault with a bit that flipped, in each of its pages one after the other and in its log: what
 * can be read comes over as it was, nothing else does, and it is said how much is lost. A wrong key
 * is no damage; who is killed starts over; and what should be gone does not come back. */

#include <sys/wait.h>

#include "store/store-db-private.h"
#include "store/store-salvage.h"
#include "test-store-common.h"

#define N 3000
#define PAGE 4096
#define MAX_LOST 400 /* messages of one page, and of one that leads to others */

typedef struct {
  char *folder;
  char *vault;
  char *good; /* bytes of the vault before anything happened to it */
  gsize size;
} Fixture;

static char *
dup_text (int i) {
  return g_strdup_printf (
      "message %d %s", i, i % 97 == 0 ? "and more of it, so that it is longer" : "");
}

static gboolean
fill (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreAccount account = { .address = (char *)"carla@example.org",
    .session_id = (char *)"session" };

  CHECK (confab_store_accounts_add (db, &account, error));
  for (int i = 0; i < 40; i++) {
    g_autofree char *address = g_strdup_printf ("buddy%d@example.org", i);
    ConfabStoreContact contact = { .account = account.id,
      .address = address,
      .name = (char *)"A name",
      .is_known = TRUE,
      .is_on_server = TRUE };

    CHECK (confab_store_contacts_put (db, &contact, TRUE, error));
  }
  CHECK (confab_store_settings_set (db, "keep", "3", error));
  CHECK (confab_store_settings_set (db, "road", "tor", error));
  for (int i = 1; i <= N; i++) {
    g_autofree char *text = dup_text (i);
    ConfabStoreMessage message = { .account = account.id,
      .peer = (char *)(i % 3 == 0 ? OTHER : PEER),
      .is_own = i % 2 == 0,
      .is_unread = i % 100 == 1,
      .state = i == N       ? CONFAB_STORE_STATE_WAITING
               : i % 2 == 0 ? CONFAB_STORE_STATE_SENT
                            : CONFAB_STORE_STATE_RECEIVED,
      .time_us = i,
      .text = text };

    CHECK (confab_store_messages_add (db, &message, error));
    g_assert_cmpint (message.id, ==, i);
  }
  for (int i = 0; i < 40; i++) {
    g_autofree char *sql = g_strdup_printf (
        "INSERT INTO blocked (account, address) VALUES (1, 'rude%d@example.org');"
        "INSERT INTO omemo_identities (account, address, key, is_first, said, checked_us, first_us)"
        " VALUES (1, 'buddy%d@example.org', zeroblob (33), 1, 2, 0, 1);"
        "INSERT INTO chat_timers (account, peer, seconds, is_theirs, answer, before, set_us)"
        " VALUES (1, 'buddy%d@example.org', 3600, 0, 0, 0, 1)",
        i, i, i);

    CHECK (confab_store_db_run (db, "Deciding", sql, error));
  }
  return confab_store_db_run (db, "Keeping some",
      "UPDATE messages SET is_kept = 1 WHERE id % 50 = 0;"
      "INSERT INTO omemo_own (account, device, identity, secret, is_published, next_prekey,"
      " next_signed, first_list_us, refilled_us) VALUES (1, 7, x'00', x'00', 1, 1, 1, 1, 1);"
      "INSERT INTO omemo_sessions (account, address, version, device, base, identity, place,"
      " is_aside, record) VALUES (1, 'a@b', 2, 3, x'00', x'00', 0, 0, zeroblob (2000));"
      "INSERT INTO chat_retention (account, peer, keep) VALUES (1, 'ann@example.org', 4)",
      error);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabStoreVault) vault = NULL;

  fixture->folder = test_folder ();
  fixture->vault = g_build_filename (fixture->folder, "vault.db", NULL);
  vault = test_open (fixture->folder);
  test_settle (confab_store_vault_write (vault, fill, NULL, NULL));
  test_settle (confab_store_vault_close (vault));
  g_assert_true (g_file_get_contents (fixture->vault, &fixture->good, &fixture->size, NULL));
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->vault);
  g_free (fixture->good);
}

/* Nothing but the vault, with one bit that is another one. */
static void
damage (Fixture *fixture, gsize at) {
  test_folder_remove (fixture->folder);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  fixture->good[at] ^= 0x10;
  g_assert_true (g_file_set_contents (fixture->vault, fixture->good, (gssize)fixture->size, NULL));
  fixture->good[at] ^= 0x10;
}

static gboolean
salvage (Fixture *fixture, guint8 first, ConfabStoreSalvaged *salvaged, GError **error) {
  g_autoptr (ConfabSecret) key = test_key (first);

  return confab_store_salvage (fixture->folder, key, NULL, NULL, salvaged, error);
}

/* ---- what came over ---- */

typedef struct {
  guint64 n;
  gboolean is_strict, is_unsure;
} Found;

static gint64
number (ConfabStoreDb *db, const char *sql) {
  sqlite3_stmt *statement;
  gint64 value;

  g_assert_cmpint (sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_ROW);
  value = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);
  return value;
}

static gboolean
look (ConfabStoreDb *db, gpointer data, GError **error) {
  Found *found = data;
  g_autoptr (GPtrArray) rows = NULL;
  gint64 after = 0;

  for (int turn = 0; turn < 2; turn++, after = 0)
    for (;;) {
      g_clear_pointer (&rows, g_ptr_array_unref);
      rows = confab_store_messages_after (db, 1, turn == 0 ? PEER : OTHER, after, 500, error);
      g_assert_no_error (*error);
      if (rows->len == 0)
        break;
      for (guint i = 0; i < rows->len; i++) {
        const ConfabStoreMessage *row = g_ptr_array_index (rows, i);
        g_autofree char *text = dup_text ((int)row->id);

        g_assert_cmpstr (row->text, ==, text);
        g_assert_cmpstr (row->peer, ==, row->id % 3 == 0 ? OTHER : PEER);
        g_assert_cmpint (row->state, !=, CONFAB_STORE_STATE_WAITING);
        g_assert_cmpint (row->is_kept, ==, row->id % 50 == 0);
        g_assert_true (!found->is_strict || row->is_kept || row->is_unread);
        after = row->id;
        found->n++;
      }
    }
  /* Nobody goes straight who chose otherwise, also where that cannot be read. */
  g_assert_cmpint (number (db, "SELECT count(*) FROM settings WHERE name = 'road' AND"
                               " value IN ('tor', 'closed')"),
      ==, 1);
  /* What keeps somebody away is here, or is said to be lost. */
  g_assert_true (found->is_unsure ||
                 (number (db, "SELECT count(*) FROM blocked") == 40 &&
                     number (db, "SELECT count(*) FROM omemo_identities WHERE said = 2") == 40 &&
                     number (db, "SELECT count(*) FROM chat_timers") == 40 &&
                     number (db, "SELECT count(*) FROM contacts WHERE name = 'A name'") == 40));
  /* No key of this computer, no session, nothing that waits. */
  g_assert_cmpint (number (db, "SELECT count(*) FROM omemo_own"), ==, 0);
  g_assert_cmpint (number (db, "SELECT count(*) FROM omemo_sessions"), ==, 0);
  g_assert_cmpint (number (db, "SELECT count(*) FROM outbox"), ==, 0);
  g_assert_cmpint (
      number (db, "SELECT count(*) FROM accounts WHERE session_id IS NOT NULL"), ==, 0);
  return TRUE;
}

/* The new one is a vault like any other; what it says it saved is in it. */
static void
check (Fixture *fixture, const ConfabStoreSalvaged *salvaged) {
  g_autoptr (ConfabStoreVault) vault = test_open (fixture->folder);
  g_autofree char *aside = g_build_filename (fixture->folder, salvaged->set_aside, NULL);
  Found found = { .is_strict = salvaged->is_strict, .is_unsure = salvaged->is_unsure };

  test_settle (confab_store_vault_write (vault, look, &found, NULL));
  test_settle (confab_store_vault_close (vault));
  g_assert_cmpuint (found.n, ==, salvaged->n_messages);
  g_assert_true (g_file_test (aside, G_FILE_TEST_IS_REGULAR));
}

static void
test_each_page (Fixture *fixture, gconstpointer data) {
  gsize n_pages = fixture->size / PAGE;
  guint n_whole = 0, n_part = 0, n_roots = 0, n_strict = 0, n_nothing = 0, n_wrong_key = 0;
  guint n_unsure = 0;
  guint64 worst = 0;

  for (gsize page = 0; page < n_pages; page++) {
    g_auto (ConfabStoreSalvaged) salvaged = { 0 };
    g_autoptr (GError) error = NULL;

    damage (fixture, page * PAGE + 100 + (page * 37) % 3900);
    if (salvage (fixture, 1, &salvaged, &error)) {
      check (fixture, &salvaged);
      g_assert_true (salvaged.n_messages_all == N || salvaged.n_messages_all == 0);
      n_unsure += salvaged.is_unsure ? 1 : 0;
      if (salvaged.is_strict)
        n_strict++;
      else if (salvaged.n_messages == N)
        n_whole++;
      else if (salvaged.n_messages == 0)
        n_roots++;
      else {
        n_part++;
        worst = MAX (worst, N - salvaged.n_messages);
      }
      continue;
    }
    /* What nothing can be read of is as it was. */
    if (g_error_matches (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY))
      n_wrong_key++;
    else {
      g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED);
      n_nothing++;
    }
    g_assert_true (g_file_test (fixture->vault, G_FILE_TEST_IS_REGULAR));
    g_assert_null (salvaged.set_aside);
  }
  g_test_message ("%zu pages: %u lose no message, %u some (%u at most), %u all of them, %u all but"
                  " kept ones, of %u nothing can be read, %u does not open at all",
      n_pages, n_whole, n_part, (guint)worst, n_roots, n_strict, n_nothing, n_wrong_key);
  /* The page that leads to all others of the messages; and the first of the file. */
  g_assert_cmpuint (n_roots, <=, 1);
  g_assert_cmpuint (n_unsure, >=, 4);
  g_assert_cmpuint (n_unsure, <, n_pages / 4);
  g_assert_cmpuint (n_wrong_key, ==, 1);
  g_assert_cmpuint (n_part, >, n_pages / 4);
  g_assert_cmpuint (n_whole, >, 5);
  g_assert_cmpuint (n_nothing, <=, 12);
  g_assert_cmpuint (worst, <=, MAX_LOST);
}

/* Several at once: what lies between them comes over. */
static void
test_many_places (Fixture *fixture, gconstpointer data) {
  g_auto (ConfabStoreSalvaged) salvaged = { 0 };
  g_autoptr (GError) error = NULL;
  gsize n_pages = fixture->size / PAGE;

  for (gsize page = n_pages / 2; page < n_pages; page += 7)
    fixture->good[page * PAGE + 2000] ^= 1;
  damage (fixture, (n_pages - 1) * PAGE + 50);
  salvage (fixture, 1, &salvaged, &error);
  g_assert_no_error (error);
  check (fixture, &salvaged);
  g_assert_cmpuint (salvaged.n_messages, <, N);
  g_assert_cmpuint (salvaged.n_messages, >, salvaged.is_strict ? 20 : N / 3);
}

static void
test_wrong_key (Fixture *fixture, gconstpointer data) {
  g_auto (ConfabStoreSalvaged) salvaged = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *after = NULL;
  gsize size;

  g_assert_false (salvage (fixture, 2, &salvaged, &error));
  g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY);
  g_assert_true (g_file_get_contents (fixture->vault, &after, &size, NULL));
  g_assert_cmpmem (after, size, fixture->good, fixture->size);
}

/* ---- the log ---- */

static gboolean
add_one (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreMessage message = {
    .account = 1, .peer = (char *)PEER, .time_us = 1, .text = (char *)"in the log"
  };

  return confab_store_messages_add (db, &message, error);
}

/* What was only in the log is there up to where it is damaged. */
static void
test_log (Fixture *fixture, gconstpointer data) {
  g_autofree char *log_name = g_strconcat (fixture->vault, "-wal", NULL);
  g_autoptr (ConfabStoreVault) vault = test_open (fixture->folder);
  g_autofree char *log = NULL;
  g_autofree char *file = NULL;
  gsize log_size, size;

  for (int i = 0; i < 20; i++)
    test_settle (confab_store_vault_write (vault, add_one, NULL, NULL));
  g_assert_true (g_file_get_contents (log_name, &log, &log_size, NULL));
  g_assert_true (g_file_get_contents (fixture->vault, &file, &size, NULL));
  test_settle (confab_store_vault_close (vault));
  for (gsize at = 200; at < log_size; at += log_size / 11) {
    g_auto (ConfabStoreSalvaged) salvaged = { 0 };
    g_autoptr (GError) error = NULL;

    test_folder_remove (fixture->folder);
    g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
    log[at] ^= 4;
    g_assert_true (g_file_set_contents (fixture->vault, file, (gssize)size, NULL));
    g_assert_true (g_file_set_contents (log_name, log, (gssize)log_size, NULL));
    log[at] ^= 4;
    g_assert_true (salvage (fixture, 1, &salvaged, &error));
    g_assert_no_error (error);
    g_assert_cmpuint (salvaged.n_messages, >=, N);
    g_assert_cmpuint (salvaged.n_messages, <=, N + 20);
  }
}

/* ---- ended in the middle ---- */

static gboolean
stop (double fraction, gpointer data) {
  int *left = data;

  return --*left > 0;
}

static void
test_stopped (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabSecret) key = test_key (1);

  for (int steps = 1; steps < 6; steps++) {
    g_auto (ConfabStoreSalvaged) salvaged = { 0 };
    g_autoptr (GError) error = NULL;
    g_autofree char *saving = g_strconcat (fixture->vault, ".saving", NULL);
    int left = steps;

    damage (fixture, fixture->size / PAGE / 2 * PAGE + 99);
    g_assert_false (confab_store_salvage (fixture->folder, key, stop, &left, &salvaged, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_false (g_file_test (saving, G_FILE_TEST_EXISTS));
    g_clear_error (&error);
    g_assert_true (salvage (fixture, 1, &salvaged, &error));
    check (fixture, &salvaged);
  }
}

static gboolean
die (double fraction, gpointer data) {
  int *left = data;

  if (--*left <= 0)
    _exit (9);
  return TRUE;
}

/* At any of its steps: the damaged one stands there, and it begins again. */
static void
test_killed (Fixture *fixture, gconstpointer data) {
  for (int steps = 1; steps < 6; steps++) {
    g_auto (ConfabStoreSalvaged) salvaged = { 0 };
    g_autoptr (GError) error = NULL;
    int status;
    pid_t child;

    damage (fixture, fixture->size / PAGE / 2 * PAGE + 99);
    child = fork ();
    if (child == 0) {
      g_autoptr (ConfabSecret) key = test_key (1);
      int left = steps;

      confab_store_salvage (fixture->folder, key, die, &left, &salvaged, NULL);
      _exit (0);
    }
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_cmpint (WEXITSTATUS (status), ==, 9);
    g_assert_true (salvage (fixture, 1, &salvaged, &error));
    g_assert_no_error (error);
    check (fixture, &salvaged);
  }
}

/* Between the two renamings, with a log of the damaged one that is still there: the next opening
 * takes the saved one, and not that log. */
static void
test_killed_at_the_end (Fixture *fixture, gconstpointer data) {
  g_auto (ConfabStoreSalvaged) salvaged = { 0 };
  g_autofree char *saved = g_strconcat (fixture->vault, ".saved", NULL);
  g_autofree char *log = g_strconcat (fixture->vault, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  damage (fixture, fixture->size / PAGE / 2 * PAGE + 99);
  g_assert_true (salvage (fixture, 1, &salvaged, &error));
  g_assert_cmpint (g_rename (fixture->vault, saved), ==, 0);
  g_assert_true (g_file_set_contents (log, "a log of another vault", -1, NULL));
  g_assert_true (confab_store_vault_exists (fixture->folder));
  check (fixture, &salvaged);
  g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
}

/* Who begins empty all the same gets an empty one. */
static void
test_begin_empty (Fixture *fixture, gconstpointer data) {
  g_autofree char *saved = g_strconcat (fixture->vault, ".saved", NULL);
  g_autoptr (ConfabStoreVault) vault = NULL;

  g_assert_true (g_file_set_contents (saved, fixture->good, (gssize)fixture->size, NULL));
  test_settle (confab_store_vault_set_aside (fixture->folder));
  g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
  g_assert_false (confab_store_vault_exists (fixture->folder));
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
#define SALVAGE_TEST(name, function)                                                               \
  g_test_add ("/store/salvage/" name, Fixture, NULL, set_up, function, tear_down)
  SALVAGE_TEST ("each-page", test_each_page);
  SALVAGE_TEST ("many-places", test_many_places);
  SALVAGE_TEST ("wrong-key", test_wrong_key);
  SALVAGE_TEST ("log", test_log);
  SALVAGE_TEST ("stopped", test_stopped);
  SALVAGE_TEST ("killed", test_killed);
  SALVAGE_TEST ("killed-at-the-end", test_killed_at_the_end);
  SALVAGE_TEST ("begin-empty", test_begin_empty);
  return g_test_run ();
}
