/* Places in a chat of a whole profile: the first message of a day, or the next one, or the newest;
 * what came late; and the first that was not read, as it was before it was marked as read. */

#include "test-core-profile.h"

#define N_DAYS 40
#define PER_DAY 30
#define MISSING 17 /* a day on which nobody wrote */

static gint64
time_of (guint day, guint i) {
  return NOW + day * DAY + HOUR + i * G_USEC_PER_SEC;
}

static gboolean
add_row (ConfabStoreDb *db, const char *peer, gint64 time_us, gboolean is_unread, GError **error) {
  g_autofree char *text = g_strdup_printf ("at %" G_GINT64_FORMAT, (time_us - NOW) / HOUR);
  ConfabStoreMessage row = {
    .account = 1, .peer = (char *)peer, .is_unread = is_unread, .time_us = time_us, .text = text
  };

  return confab_store_messages_add (db, &row, error);
}

static gboolean
job_days (ConfabStoreDb *db, gpointer data, GError **error) {
  for (guint day = 0; day < N_DAYS; day++)
    for (guint i = 0; day != MISSING && i < PER_DAY; i++) {
      CHECK (add_row (db, PEER, time_of (day, i), day >= N_DAYS - 2, error));
      /* Somebody else's rows stand between. */
      CHECK (add_row (db, OTHER, NOW, FALSE, error));
      /* After the first of a day comes what was written the day before. */
      if (i == 0 && day > 0)
        CHECK (add_row (db, PEER, time_of (day - 1, 500), FALSE, error));
    }
  return TRUE;
}

typedef struct {
  gint64 id;
  guint n;
} Heard;

static void
on_went_to (ConfabCore *core, ConfabModelChat *chat, gint64 id, const char *asked, gpointer data) {
  Heard *heard = data;

  heard->id = id;
  heard->n++;
}

typedef struct {
  gint64 id;
  gint64 time_us;
} Row;

static gboolean
job_get (ConfabStoreDb *db, gpointer data, GError **error) {
  Row *row = data;
  g_autoptr (ConfabStoreMessage) message = confab_store_messages_get (db, row->id, error);

  CHECK (message != NULL && g_str_equal (message->peer, PEER));
  row->time_us = message->time_us;
  return TRUE;
}

/* When the message was written to which the chat went. */
static gint64
go (Fixture *fixture, gint64 from_us) {
  Heard heard = { 0, 0 };
  gulong handler = g_signal_connect (fixture->core, "went-to", G_CALLBACK (on_went_to), &heard);
  Row row = { 0, 0 };

  test_settle (confab_core_go_to_day (fixture->core, chat (fixture, PEER), from_us, from_us + DAY));
  g_signal_handler_disconnect (fixture->core, handler);
  if (heard.n == 0)
    return -1;
  row.id = heard.id;
  test_write (fixture->core->vault, job_get, &row);
  return row.time_us;
}

static void
keep_for_good (Fixture *fixture) {
  test_settle (confab_core_choose_keep (
      fixture->core, CONFAB_KEEP_FOR_GOOD, CONFAB_TERM_UNTIL_CHANGED, CONFAB_CORE_REST_STAYS));
}

static void
test_days (Fixture *fixture, gconstpointer data) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat (fixture, PEER));

  g_assert_cmpint (go (fixture, NOW), ==, -1);
  keep_for_good (fixture);
  test_write (fixture->core->vault, job_days, NULL);
  for (guint day = 0; day < N_DAYS; day++)
    g_assert_cmpint (
        go (fixture, NOW + day * DAY), ==, time_of (day == MISSING ? day + 1 : day, 0));
  g_assert_cmpint (go (fixture, 0), ==, time_of (0, 0));
  g_assert_cmpint (go (fixture, NOW + 100 * DAY), ==, time_of (N_DAYS - 1, PER_DAY - 1));
  /* It is loaded, and nothing of what lies between. */
  go (fixture, NOW + 3 * DAY);
  while (confab_model_timeline_is_loading (timeline))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (timeline)), <, 5 * PER_DAY);
  g_assert_false (confab_model_timeline_is_at_end (timeline));
}

static gint64
find_unread (Fixture *fixture) {
  g_autoptr (DexFuture) future = confab_core_find_unread (fixture->core, chat (fixture, PEER));
  g_autoptr (GError) error = NULL;

  test_wait (future, &error);
  g_assert_no_error (error);
  return g_value_get_int64 (dex_future_get_value (future, NULL));
}

static gboolean
job_read (ConfabStoreDb *db, gpointer data, GError **error) {
  CHECK (confab_store_chats_mark_read (db, 1, PEER, G_MAXINT64, error));
  return TRUE;
}

static void
test_unread (Fixture *fixture, gconstpointer data) {
  Row row = { 0, 0 };
  DexFuture *asked;
  const GValue *value;

  keep_for_good (fixture);
  g_assert_cmpint (find_unread (fixture), ==, 0);
  test_write (fixture->core->vault, job_days, NULL);
  row.id = find_unread (fixture);
  test_write (fixture->core->vault, job_get, &row);
  g_assert_cmpint (row.time_us, ==, time_of (N_DAYS - 2, 0));
  /* What is marked after the question does not change its answer. */
  asked = confab_core_find_unread (fixture->core, chat (fixture, PEER));
  test_write (fixture->core->vault, job_read, NULL);
  value = dex_future_get_value (asked, NULL);
  g_assert_nonnull (value);
  g_assert_cmpint (g_value_get_int64 (value), ==, row.id);
  dex_unref (asked);
  g_assert_cmpint (find_unread (fixture), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/place/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("days", test_days);
  ADD ("unread", test_unread);
  return g_test_run ();
}
