/* Messages that disappear, in a whole profile: at their time while it is open, at opening before a
 * row is read, however long the chat is kept; never what was not read or waits; and nothing of them
 * is found afterwards, in the index and in the pages of the vault. */

#include "store/store-db-private.h"
#include "store/store-timers.h"
#include "test-core-profile.h"

#include <string.h>

typedef struct {
  const char *text;
  guint32 timer;
  gboolean is_own, is_unread, is_waiting, is_kept;
  gint64 id;
} Timed;

static gboolean
job_timed (ConfabStoreDb *db, gpointer data, GError **error) {
  Timed *timed = data;
  ConfabStoreMessage row = { .account = 1,
    .peer = (char *)PEER,
    .is_own = timed->is_own,
    .is_unread = timed->is_unread,
    .is_sealed = TRUE,
    .time_us = NOW,
    .timer = timed->timer,
    .text = (char *)timed->text };

  CHECK (timed->is_waiting ? confab_store_outbox_add (db, &row, error)
                           : confab_store_messages_add (db, &row, error));
  if (timed->is_kept)
    CHECK (confab_store_retention_set_kept (db, row.id, TRUE, FALSE, error));
  timed->id = row.id;
  return TRUE;
}

static void
keep_for_good (Fixture *fixture) {
  test_settle (confab_core_choose_keep (
      fixture->core, CONFAB_KEEP_FOR_GOOD, CONFAB_TERM_UNTIL_CHANGED, CONFAB_CORE_REST_STAYS));
}

/* Its timer runs from now on, if it may. */
static gint64
put (Fixture *fixture, Timed timed) {
  test_write (fixture->core->vault, job_timed, &timed);
  pass (fixture, 0);
  return timed.id;
}

static void
test_at_its_time (Fixture *fixture, gconstpointer data) {
  keep_for_good (fixture);
  put (fixture, (Timed){ "hour", .timer = 3600 });
  put (fixture, (Timed){ "day", .timer = 86400, .is_own = TRUE });
  put (fixture, (Timed){ "kept", .timer = 3600, .is_kept = TRUE });
  put (fixture, (Timed){ "stays" });
  pass (fixture, HOUR - 1);
  check (fixture, PEER, "hour day kept stays");
  pass (fixture, 1);
  check (fixture, PEER, "day stays");
  pass (fixture, DAY - HOUR);
  check (fixture, PEER, "stays");
}

/* The program's own waking, to the second, in a chat that is shown. */
static void
test_while_open (Fixture *fixture, gconstpointer data) {
  GListModel *timeline = G_LIST_MODEL (confab_model_chat_get_timeline (chat (fixture, PEER)));

  keep_for_good (fixture);
  put (fixture, (Timed){ "minute", .timer = 60 });
  put (fixture, (Timed){ "stays" });
  confab_core_look_at_timers (fixture->core);
  confab_core_open_chat (fixture->core, chat (fixture, PEER));
  while (g_list_model_get_n_items (timeline) < 2 || fixture->core->ends_timer == NULL)
    g_main_context_iteration (NULL, TRUE);
  confab_base_clock_fake_advance (fixture->fake, 59 * G_USEC_PER_SEC);
  for (guint i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  check (fixture, PEER, "minute stays");
  confab_base_clock_fake_advance (fixture->fake, G_USEC_PER_SEC);
  while (g_list_model_get_n_items (timeline) != 1)
    g_main_context_iteration (NULL, TRUE);
  check (fixture, PEER, "stays");
}

static void
test_at_opening (Fixture *fixture, gconstpointer data) {
  keep_for_good (fixture);
  put (fixture, (Timed){ "day", .timer = 86400 });
  put (fixture, (Timed){ "week", .timer = 604800 });
  stop (fixture);
  confab_base_clock_fake_advance (fixture->fake, 2 * DAY);
  start (fixture);
  check (fixture, PEER, "week");
  crash (fixture);
  confab_base_clock_fake_advance (fixture->fake, 6 * DAY);
  start (fixture);
  check (fixture, PEER, "");
}

/* A timer begins when a message was read; one that waits begins when the server has it. */
static gboolean
job_read (ConfabStoreDb *db, gpointer data, GError **error) {
  CHECK (confab_store_chats_mark_read (db, 1, PEER, G_MAXINT64, error));
  return TRUE;
}

static gboolean
job_arrived (ConfabStoreDb *db, gpointer data, GError **error) {
  gboolean has;

  CHECK (confab_store_timers_has_fresh (db, &has, error));
  g_assert_false (has);
  CHECK (confab_store_outbox_fail (db, *(gint64 *)data, 0, error));
  CHECK (confab_store_timers_has_fresh (db, &has, error));
  g_assert_true (has);
  return TRUE;
}

static void
test_never_unread (Fixture *fixture, gconstpointer data) {
  gint64 waiting;

  keep_for_good (fixture);
  put (fixture, (Timed){ "unread", .timer = 5, .is_unread = TRUE });
  waiting = put (fixture, (Timed){ "waiting", .timer = 5, .is_own = TRUE, .is_waiting = TRUE });
  pass (fixture, 20 * DAY);
  stop (fixture);
  start (fixture);
  check (fixture, PEER, "unread waiting");
  test_write (fixture->core->vault, job_arrived, &waiting);
  pass (fixture, 0);
  pass (fixture, 5 * G_USEC_PER_SEC);
  check (fixture, PEER, "unread");
  test_write (fixture->core->vault, job_read, NULL);
  pass (fixture, 0);
  pass (fixture, 4 * G_USEC_PER_SEC);
  check (fixture, PEER, "unread");
  pass (fixture, G_USEC_PER_SEC);
  check (fixture, PEER, "");
}

/* A clock that is set neither erases at once nor keeps anything for ever. */
static void
test_clocks (Fixture *fixture, gconstpointer data) {
  keep_for_good (fixture);
  put (fixture, (Timed){ "day", .timer = 86400 });
  fixture->set = 20 * 365 * DAY;
  pass (fixture, HOUR);
  check (fixture, PEER, "day");
  fixture->set = -20 * 365 * DAY;
  pass (fixture, 22 * HOUR);
  check (fixture, PEER, "day");
  pass (fixture, HOUR);
  check (fixture, PEER, "");
  fixture->set = 0;
}

/* "Keep this" would break what was agreed. */
static void
test_not_kept (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (
      put (fixture, (Timed){ "day", .timer = 86400 }), FALSE, TRUE, NOW, "day");
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GError) error = NULL;

  confab_model_message_set_timer (message, 86400, 0);
  future = confab_core_keep_message (fixture->core, contact (fixture, PEER), message, TRUE);
  g_assert_false (test_wait (future, &error));
  g_assert_false (confab_model_message_is_kept (message));
}

static gboolean
has_bytes (const char *folder, const char *needle) {
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    if (g_file_get_contents (path, &bytes, &size, NULL) &&
        memmem (bytes, size, needle, strlen (needle)) != NULL)
      return TRUE;
  }
  return FALSE;
}

typedef struct {
  const char *needle;
  guint n;
} Indexed;

static gboolean
job_indexed (ConfabStoreDb *db, gpointer data, GError **error) {
  Indexed *indexed = data;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Counting hits", "SELECT count(*) FROM search WHERE search MATCH ?");

  confab_store_query_bind_text (&query, indexed->needle);
  if (confab_store_query_next (&query))
    indexed->n = (guint)confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

static void
test_gone (Fixture *fixture, gconstpointer data) {
  Indexed indexed = { .needle = "kittiwake" };

  keep_for_good (fixture);
  put (fixture, (Timed){ "kittiwake", .timer = 3600 });
  confab_core_follow_search (fixture->core);
  while (indexed.n == 0) {
    g_main_context_iteration (NULL, FALSE);
    test_write (fixture->core->vault, job_indexed, &indexed);
  }
  pass (fixture, HOUR);
  test_write (fixture->core->vault, job_indexed, &indexed);
  g_assert_cmpuint (indexed.n, ==, 0);
  check (fixture, PEER, "");
  g_assert_false (has_bytes (fixture->folder, "kittiwake"));
}

static void
test_chosen (Fixture *fixture, gconstpointer data) {
  static const guint no[] = { 1, 4, 365 * 86400 + 1, G_MAXUINT };

  test_settle (confab_core_set_timer (fixture->core, chat (fixture, PEER), 604800));
  g_assert_cmpuint (confab_model_chat_get_timer (chat (fixture, PEER)), ==, 604800);
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++) {
    g_autoptr (DexFuture) future =
        confab_core_set_timer (fixture->core, chat (fixture, PEER), no[i]);
    g_autoptr (GError) error = NULL;

    g_assert_false (test_wait (future, &error));
  }
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (confab_model_chat_get_timer (chat (fixture, PEER)), ==, 604800);
  g_assert_cmpuint (confab_model_chat_get_timer (chat (fixture, OTHER)), ==, 0);
  /* Nobody there could be told. */
  g_assert_cmpint (
      confab_model_chat_get_timer_answer (chat (fixture, PEER)), ==, CONFAB_TIMER_SILENT);
}

int
main (int argc, char **argv) {
  /* No bus, no keyring. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  test_init (&argc, &argv);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/timer/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("r10-at-its-time", test_at_its_time);
  ADD ("while-open", test_while_open);
  ADD ("r10-at-opening", test_at_opening);
  ADD ("never-unread", test_never_unread);
  ADD ("clocks", test_clocks);
  ADD ("not-kept", test_not_kept);
  ADD ("gone", test_gone);
  ADD ("chosen", test_chosen);
#undef ADD
  return g_test_run ();
}
