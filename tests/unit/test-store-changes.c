/* Messages that say something else, in the vault: what never left just does, what left goes once
 * more after what is on its way, and of the old text nothing is found. */

#include "test-store-common.h"

#include "store/store-db-private.h"
#include "store/store-marks.h"
#include "store/store-search.h"
#include "store/store-timers.h"

static gint64
put_out (ConfabStoreDb *db, gint64 account, const char *wire_id, const char *text, GError **error) {
  ConfabStoreMessage message = { .account = account,
    .peer = (char *)PEER,
    .is_sealed = TRUE,
    .wire_id = (char *)wire_id,
    .time_us = 5,
    .timer = 60,
    .text = (char *)text };

  CHECK (confab_store_outbox_add (db, &message, error));
  return message.id;
}

static gboolean
change (ConfabStoreDb *db, gint64 id, const char *text, const char *change_id, gboolean is_handed,
    GError **error) {
  g_autoptr (ConfabStoreMessage) row = confab_store_messages_get (db, id, error);
  ConfabStoreChange to = {
    .id = id, .text = text, .change_id = change_id, .changed_us = 9, .is_sealed = TRUE
  };
  gboolean has_left = FALSE;

  CHECK (confab_store_outbox_change (db, row, &to, is_handed, &has_left, error));
  return has_left;
}

/* "ID TEXT replaces ID" of what would leave next. */
static void
check_out (ConfabStoreDb *db, gint64 account, const char *expected, GError **error) {
  g_autoptr (GPtrArray) rows = confab_store_outbox_list (db, account, 0, 10, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++) {
    const ConfabStoreOutboxRow *row = g_ptr_array_index (rows, i);

    g_string_append_printf (text, "%s%s %s", i > 0 ? " | " : "", row->wire_id, row->text);
    if (row->replaces != NULL)
      g_string_append_printf (text, " replaces %s", row->replaces);
    if (row->envelope != NULL)
      g_string_append (text, " sealed");
  }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
check_row (ConfabStoreDb *db, gint64 id, const char *text, ConfabStoreState state, guint n_changes,
    GError **error) {
  g_autoptr (ConfabStoreMessage) row = confab_store_messages_get (db, id, error);

  g_assert_cmpstr (row->text, ==, text);
  g_assert_cmpint (row->state, ==, state);
  g_assert_cmpuint (row->n_changes, ==, n_changes);
  g_assert_cmpint (row->changed_us, ==, n_changes > 0 ? 9 : 0);
}

static void
acknowledge (ConfabStoreDb *db, gint64 account, guint h, GError **error) {
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  CHECK (confab_store_outbox_acknowledge (db, account, "s", h, ids, error));
}

/* It never left: nobody need know. */
static gboolean
job_waiting (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 id = put_out (db, account, "w1", "Teh", error);
  g_autoptr (GBytes) envelope = g_bytes_new ("Teh", 3);
  gboolean is_gone = FALSE;

  CHECK (confab_store_outbox_set_envelope (db, id, envelope, TRUE, error));
  g_assert_false (change (db, id, "The", "c1", FALSE, error));
  check_out (db, account, "w1 The", error);
  check_row (db, id, "The", CONFAB_STORE_STATE_WAITING, 0, error);
  CHECK (confab_store_outbox_withdraw (db, id, FALSE, &is_gone, error));
  g_assert_true (is_gone);
  return TRUE;
}

/* It has left, and goes again; the rest of its life and its place stay. */
static gboolean
job_sent (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 id = put_out (db, account, "w1", "Teh", error);
  gboolean is_in = FALSE, is_gone = FALSE, is_last = FALSE, is_new = FALSE;
  g_autofree char *seen = confab_store_seen_dup_own (PEER, "c1");
  g_autoptr (ConfabStoreMessage) row = NULL;

  CHECK (confab_store_outbox_mark (db, id, "s", 1, error));
  acknowledge (db, account, 1, error);
  CHECK (confab_store_timers_stamp (db, 1000, error));
  g_assert_true (change (db, id, "The", "c1", FALSE, error));
  check_out (db, account, "c1 The replaces w1", error);
  check_row (db, id, "The", CONFAB_STORE_STATE_WAITING, 1, error);
  CHECK (confab_store_seen_check (db, account, seen, 10, &is_new, error));
  g_assert_false (is_new);
  /* It is no message that never left. */
  CHECK (confab_store_outbox_withdraw (db, id, FALSE, &is_gone, error));
  g_assert_false (is_gone);
  /* Another one before that left is that one alone. */
  g_assert_true (change (db, id, "This", "c2", FALSE, error));
  check_out (db, account, "c2 This replaces w1", error);
  row = confab_store_messages_get (db, id, error);
  g_assert_cmpint (row->ends_us, ==, 1000 + 60 * G_USEC_PER_SEC);
  g_assert_cmpuint (row->timer, ==, 60);
  CHECK (confab_store_changes_is_last (db, row, &is_last, error));
  g_assert_true (is_last);
  put_out (db, account, "w2", "More", error);
  CHECK (confab_store_changes_is_last (db, row, &is_last, error));
  g_assert_false (is_last);
  CHECK (confab_store_outbox_mark (db, id, "s", 2, error));
  acknowledge (db, account, 2, error);
  check_row (db, id, "This", CONFAB_STORE_STATE_SENT, 2, error);
  CHECK (confab_store_outbox_is_in (db, id, &is_in, error));
  g_assert_false (is_in);
  /* What is told of the first text is not told of this one. */
  g_assert_cmpint (confab_store_messages_find_now (db, account, PEER, "w1", error), ==, 0);
  g_assert_cmpint (confab_store_messages_find_now (db, account, PEER, "c1", error), ==, 0);
  g_assert_cmpint (confab_store_messages_find_now (db, account, PEER, "c2", error), ==, id);
  g_assert_cmpint (confab_store_messages_find_wire (db, account, PEER, "w1", error), ==, id);
  g_assert_cmpint (confab_store_messages_find_wire (db, account, PEER, "c2", error), ==, 0);
  return TRUE;
}

/* What is on its way arrives as it is, or is sent again as it is; the change goes after it. */
static gboolean
job_on_its_way (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 id = put_out (db, account, "w1", "Teh", error);
  g_autoptr (GBytes) envelope = g_bytes_new ("Teh", 3);
  gboolean is_in = FALSE;

  CHECK (confab_store_outbox_set_envelope (db, id, envelope, TRUE, error));
  g_assert_true (change (db, id, "The", "c1", TRUE, error));
  check_out (db, account, "w1 The sealed", error);
  CHECK (confab_store_outbox_mark (db, id, "s", 1, error));
  g_assert_true (change (db, id, "This", "c2", FALSE, error));
  check_out (db, account, "w1 This sealed", error);
  acknowledge (db, account, 1, error);
  CHECK (confab_store_outbox_is_in (db, id, &is_in, error));
  g_assert_true (is_in);
  check_out (db, account, "c2 This replaces w1", error);
  check_row (db, id, "This", CONFAB_STORE_STATE_WAITING, 2, error);
  /* The old number does not stand for it. */
  acknowledge (db, account, 1, error);
  CHECK (confab_store_outbox_is_in (db, id, &is_in, error));
  g_assert_true (is_in);
  CHECK (confab_store_outbox_mark (db, id, "s", 2, error));
  acknowledge (db, account, 2, error);
  check_out (db, account, "", error);
  check_row (db, id, "This", CONFAB_STORE_STATE_SENT, 2, error);
  return TRUE;
}

/* Tried again it stays in its place, and is the change. */
static gboolean
job_failed (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 id = put_out (db, account, "w1", "Teh", error);
  gint64 new_id = 77;

  CHECK (confab_store_outbox_let_be (db, id, error));
  change (db, id, "The", "c1", FALSE, error);
  CHECK (confab_store_outbox_fail (db, id, 3, error));
  check_row (db, id, "The", CONFAB_STORE_STATE_FAILED, 1, error);
  CHECK (confab_store_outbox_retry (db, id, FALSE, &new_id, error));
  g_assert_cmpint (new_id, ==, id);
  check_row (db, id, "The", CONFAB_STORE_STATE_WAITING, 1, error);
  check_out (db, account, "c1 The replaces w1", error);
  /* A seal that was promised stays promised. */
  {
    g_autoptr (GPtrArray) rows = confab_store_outbox_list (db, account, 0, 10, error);

    g_assert_true (((ConfabStoreOutboxRow *)g_ptr_array_index (rows, 0))->is_promised);
  }
  /* Taken back it is changed no more. */
  CHECK (confab_store_messages_take_back (db, id, 5, error));
  check_row (db, id, "", CONFAB_STORE_STATE_WAITING, 0, error);
  return TRUE;
}

static gboolean
is_always_due (const ConfabStoreDue *row, gpointer data) {
  return TRUE;
}

/* It does not live longer because its change waits. */
static gboolean
job_timer (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 id = put_out (db, account, "w1", "Teh", error);
  gint64 waiting = put_out (db, account, "w2", "Waits", error);
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_more;

  CHECK (confab_store_outbox_let_be (db, id, error));
  CHECK (confab_store_timers_stamp (db, 1000, error));
  change (db, id, "The", "c1", FALSE, error);
  CHECK (confab_store_timers_erase (
      db, 1000 + 60 * G_USEC_PER_SEC, is_always_due, NULL, 10, gone, &is_more, error));
  g_assert_cmpuint (gone->len, ==, 1);
  g_assert_cmpint (g_array_index (gone, gint64, 0), ==, id);
  check_out (db, account, "w2 Waits", error);
  g_assert_cmpint (waiting, >, 0);
  return TRUE;
}

static guint
count_words (ConfabStoreDb *db, const char *word, GError **error) {
  g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (word, NULL);
  ConfabStoreFind find = { .asked = asked, .limit = 10 };
  gboolean is_more;
  g_autoptr (GPtrArray) hits = confab_store_search_find (db, &find, &is_more, error);

  return hits->len;
}

/* Theirs: in its place, unread again, and the old words are in no index. */
static gboolean
job_theirs (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  ConfabStoreMessage message = { .account = account,
    .peer = (char *)PEER,
    .is_unread = TRUE,
    .is_sealed = TRUE,
    .timer = 60,
    .wire_id = (char *)"m1",
    .time_us = 5,
    .text = (char *)"embarrassing" };
  gint64 ends_us;
  ConfabStoreChange to = { .text = "harmless",
    .change_id = "m2",
    .changed_us = 9,
    .reason = 2,
    .is_sealed = TRUE,
    .is_unread = TRUE,
    .mark = CONFAB_STORE_MARK_WISHED_SEALED };
  g_autoptr (ConfabStoreMessage) row = NULL;
  g_autofree char *told = NULL;
  gboolean is_more, is_sealed = FALSE;

  CHECK (confab_store_messages_add (db, &message, error));
  CHECK (confab_store_search_check (db, error));
  CHECK (confab_store_search_follow (db, account, PEER, TRUE, &is_more, error));
  g_assert_cmpuint (count_words (db, "embarrassing", error), ==, 1);
  to.id = message.id;
  CHECK (confab_store_chats_mark_read (db, account, PEER, message.id, error));
  CHECK (confab_store_timers_stamp (db, 1000, error));
  CHECK (confab_store_changes_put (db, &to, error));
  /* Its time runs when it was read as it is now. */
  CHECK (confab_store_timers_stamp (db, 2000, error));
  CHECK (confab_store_timers_next (db, &ends_us, error));
  g_assert_cmpint (ends_us, ==, 0);
  g_assert_cmpuint (count_words (db, "embarrassing", error), ==, 0);
  CHECK (confab_store_search_follow (db, account, PEER, TRUE, &is_more, error));
  g_assert_cmpuint (count_words (db, "embarrassing", error), ==, 0);
  g_assert_cmpuint (count_words (db, "harmless", error), ==, 1);
  row = confab_store_messages_get (db, message.id, error);
  g_assert_cmpstr (row->text, ==, "harmless");
  g_assert_cmpstr (row->wire_id, ==, "m1");
  g_assert_cmpstr (row->change_id, ==, "m2");
  g_assert_true (row->is_unread);
  g_assert_cmpint (row->reason, ==, 2);
  g_assert_cmpint (row->time_us, ==, 5);
  /* That it was read is told of what it says now. */
  CHECK (confab_store_chats_mark_read (db, account, PEER, message.id, error));
  CHECK (confab_store_marks_take (db, account, PEER, &told, &is_sealed, error));
  g_assert_cmpstr (told, ==, "m2");
  /* What is no text is left as it is. */
  CHECK (confab_store_messages_take_back (db, message.id, 5, error));
  test_check_code (confab_store_changes_put (db, &to, error), CONFAB_STORE_ERROR_NOT_FOUND, error);
  return TRUE;
}

static void
test_in_vault (gconstpointer job) {
  g_autofree char *folder = test_folder ();
  g_autoptr (ConfabStoreVault) vault = test_open (folder);

  test_settle (confab_store_vault_write (vault, (ConfabStoreJob)job, NULL, NULL));
  test_settle (confab_store_vault_close (vault));
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_data_func ("/store/changes/waiting", (gconstpointer)job_waiting, test_in_vault);
  g_test_add_data_func ("/store/changes/sent", (gconstpointer)job_sent, test_in_vault);
  g_test_add_data_func ("/store/changes/on-its-way", (gconstpointer)job_on_its_way, test_in_vault);
  g_test_add_data_func ("/store/changes/failed", (gconstpointer)job_failed, test_in_vault);
  g_test_add_data_func ("/store/changes/timer", (gconstpointer)job_timer, test_in_vault);
  g_test_add_data_func ("/store/changes/theirs", (gconstpointer)job_theirs, test_in_vault);
  return g_test_run ();
}
