/* Tables of chats, messages and of what was seen. */

#include "test-store-common.h"

#define DAY G_TIME_SPAN_DAY

static ConfabStoreMessage *
message_at (GPtrArray *messages, guint i) {
  return g_ptr_array_index (messages, i);
}

static gboolean
job_windows (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = NULL;

  for (guint i = 0; i < 1200; i++) {
    g_autofree char *text = g_strdup_printf ("%u", i);
    gint64 id = test_add_message (db, account, i % 2 ? OTHER : PEER, text, FALSE, error);

    if (i % 2 == 0)
      g_array_append_val (ids, id);
  }
  rows = confab_store_messages_before (db, account, PEER, 0, 10, error);
  g_assert_cmpuint (rows->len, ==, 10);
  for (guint i = 0; i < 10; i++)
    g_assert_cmpint (message_at (rows, i)->id, ==, g_array_index (ids, gint64, 590 + i));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows =
      confab_store_messages_before (db, account, PEER, g_array_index (ids, gint64, 5), 10, error);
  g_assert_cmpuint (rows->len, ==, 5);
  g_assert_cmpstr (message_at (rows, 0)->text, ==, "0");
  g_assert_cmpstr (message_at (rows, 4)->text, ==, "8");
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows =
      confab_store_messages_after (db, account, PEER, g_array_index (ids, gint64, 596), 10, error);
  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpint (message_at (rows, 0)->id, ==, g_array_index (ids, gint64, 597));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = confab_store_messages_after (db, account, PEER, 0, 100000, error);
  g_assert_cmpuint (rows->len, ==, 500);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = confab_store_messages_before (db, account, "nobody@example.org", 0, 10, error);
  g_assert_cmpuint (rows->len, ==, 0);
  return TRUE;
}

static gboolean
job_rows (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreMessage message = { .account = test_add_account (db, "me@example.org", error),
    .peer = (char *)PEER,
    .is_own = TRUE,
    .is_sealed = TRUE,
    .is_unread = TRUE,
    .state = CONFAB_STORE_STATE_SENT,
    .reason = 17,
    .time_us = G_MAXINT64,
    .wire_id = (char *)"wire",
    .text = (char *)"'); DROP TABLE messages;-- % _ \xc3\xa9\n\t" };
  g_autoptr (ConfabStoreMessage) read = NULL;

  CHECK (confab_store_messages_add (db, &message, error));
  read = confab_store_messages_get (db, message.id, error);
  g_assert_cmpint (read->id, ==, message.id);
  g_assert_cmpint (read->account, ==, message.account);
  g_assert_cmpstr (read->peer, ==, PEER);
  g_assert_true (read->is_own && read->is_sealed && read->is_unread);
  g_assert_cmpint (read->state, ==, CONFAB_STORE_STATE_SENT);
  g_assert_cmpint (read->reason, ==, 17);
  g_assert_cmpint (read->time_us, ==, G_MAXINT64);
  g_assert_cmpstr (read->wire_id, ==, "wire");
  g_assert_cmpstr (read->text, ==, message.text);
  g_assert_null (confab_store_messages_get (db, 999, error));
  test_check_code (FALSE, CONFAB_STORE_ERROR_NOT_FOUND, error);

  g_assert_cmpint (
      confab_store_messages_find_wire (db, message.account, PEER, "wire", error), ==, message.id);
  g_assert_cmpint (
      confab_store_messages_find_wire (db, message.account, OTHER, "wire", error), ==, 0);
  g_assert_cmpint (confab_store_messages_find_wire (db, message.account, PEER, "x", error), ==, 0);
  /* An id that a peer chose finds nothing of ours. */
  message.id = 0;
  message.is_own = FALSE;
  message.wire_id = (char *)"theirs";
  CHECK (confab_store_messages_add (db, &message, error));
  g_assert_cmpint (
      confab_store_messages_find_wire (db, message.account, PEER, "theirs", error), ==, 0);
  g_assert_no_error (*error);
  return TRUE;
}

/* Ids that the caller chose beforehand: kept, never doubled, never used again. */
static gboolean
job_chosen_ids (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreMessage message = { .account = test_add_account (db, "me@example.org", error),
    .peer = (char *)PEER,
    .text = (char *)"x" };
  gint64 last = -1;
  gint64 again = 300;

  CHECK (confab_store_messages_get_last_id (db, &last, error));
  g_assert_cmpint (last, ==, 0);
  message.id = 100;
  CHECK (confab_store_outbox_add (db, &message, error));
  g_assert_cmpint (message.id, ==, 100);
  test_check_code (confab_store_messages_add (db, &message, error), CONFAB_STORE_ERROR_IO, error);
  message.id = 0;
  CHECK (confab_store_messages_add (db, &message, error));
  g_assert_cmpint (message.id, ==, 101);
  CHECK (confab_store_outbox_fail (db, 100, 1, error));
  CHECK (confab_store_outbox_retry (db, 100, FALSE, &again, error));
  g_assert_cmpint (again, ==, 300);
  CHECK (confab_store_outbox_fail (db, 300, 1, error));
  CHECK (confab_store_chats_erase (db, message.account, PEER, FALSE, FALSE, NULL, error));
  CHECK (confab_store_messages_get_last_id (db, &last, error));
  g_assert_cmpint (last, ==, 300);
  message.id = 0;
  CHECK (confab_store_messages_add (db, &message, error));
  g_assert_cmpint (message.id, ==, 301);
  return TRUE;
}

/* Every state to every state, against the rule written out. */
static gboolean
job_states (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);

  for (int from = 0; from <= 4; from++)
    for (int to = 0; to <= 4; to++)
      for (int is_retry = 0; is_retry <= 1; is_retry++)
        for (int is_own = 0; is_own <= 1; is_own++) {
          ConfabStoreMessage message = { .account = account,
            .peer = (char *)PEER,
            .is_own = is_own,
            .state = (ConfabStoreState)from,
            .reason = 1,
            .text = (char *)"x" };
          gboolean may_move =
              is_own && from != CONFAB_STORE_STATE_DELIVERED &&
              !(from == CONFAB_STORE_STATE_SENT && to == CONFAB_STORE_STATE_WAITING && !is_retry);
          g_autoptr (ConfabStoreMessage) read = NULL;

          CHECK (confab_store_messages_add (db, &message, error));
          CHECK (confab_store_messages_set_state (
              db, message.id, (ConfabStoreState)to, 2, is_retry, error));
          read = confab_store_messages_get (db, message.id, error);
          g_assert_cmpint (read->state, ==, may_move ? to : from);
          g_assert_cmpint (read->reason, ==, may_move ? 2 : 1);
        }
  test_check_code (
      confab_store_messages_set_state (db, 99999, CONFAB_STORE_STATE_SENT, 0, FALSE, error),
      CONFAB_STORE_ERROR_NOT_FOUND, error);
  return TRUE;
}

static ConfabStoreChat *
chat_at (GPtrArray *chats, guint i) {
  return g_ptr_array_index (chats, i);
}

static gint64
add_at (ConfabStoreDb *db, gint64 account, const char *peer, gint64 time_us, gboolean is_unread,
    GError **error) {
  ConfabStoreMessage message = { .account = account,
    .peer = (char *)peer,
    .time_us = time_us,
    .is_unread = is_unread,
    .text = (char *)"x" };

  return confab_store_messages_add (db, &message, error) ? message.id : 0;
}

static gboolean
job_chats (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 other_account = test_add_account (db, "two@example.org", error);
  gint64 middle;
  g_autoptr (GPtrArray) chats = NULL;

  add_at (db, account, PEER, 100, TRUE, error);
  middle = add_at (db, account, PEER, 200, TRUE, error);
  add_at (db, account, PEER, 300, TRUE, error);
  add_at (db, account, OTHER, 250, FALSE, error);
  add_at (db, other_account, OTHER, 900, TRUE, error);
  CHECK (confab_store_chats_set_draft (db, account, "new@example.org", "Dear", error));
  CHECK (confab_store_chats_set_draft (db, account, OTHER, "Well", error));
  CHECK (confab_store_chats_set_draft (db, account, OTHER, "Well,", error));
  chats = confab_store_chats_list (db, account, error);
  g_assert_no_error (*error);
  g_assert_cmpuint (chats->len, ==, 3);
  g_assert_cmpstr (chat_at (chats, 0)->peer, ==, PEER);
  g_assert_cmpint (chat_at (chats, 0)->account, ==, account);
  g_assert_null (chat_at (chats, 0)->draft);
  g_assert_cmpuint (chat_at (chats, 0)->n_unread, ==, 3);
  g_assert_cmpint (chat_at (chats, 0)->n_messages, ==, 3);
  g_assert_cmpint (chat_at (chats, 0)->last_us, ==, 300);
  g_assert_cmpstr (chat_at (chats, 1)->peer, ==, OTHER);
  g_assert_cmpstr (chat_at (chats, 1)->draft, ==, "Well,");
  g_assert_cmpuint (chat_at (chats, 1)->n_unread, ==, 0);
  g_assert_cmpint (chat_at (chats, 1)->n_messages, ==, 1);
  g_assert_cmpstr (chat_at (chats, 2)->peer, ==, "new@example.org");
  g_assert_cmpstr (chat_at (chats, 2)->draft, ==, "Dear");
  g_assert_cmpint (chat_at (chats, 2)->n_messages, ==, 0);
  g_assert_cmpint (chat_at (chats, 2)->last_us, ==, 0);

  CHECK (confab_store_chats_mark_read (db, account, PEER, middle, error));
  CHECK (confab_store_chats_set_draft (db, account, OTHER, "", error));
  CHECK (confab_store_chats_set_draft (db, account, "new@example.org", NULL, error));
  g_clear_pointer (&chats, g_ptr_array_unref);
  chats = confab_store_chats_list (db, account, error);
  g_assert_cmpuint (chats->len, ==, 2);
  g_assert_cmpuint (chat_at (chats, 0)->n_unread, ==, 1);
  g_assert_null (chat_at (chats, 1)->draft);
  return TRUE;
}

static gboolean
job_erase (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  ConfabStoreMessage waiting = {
    .account = account, .peer = (char *)PEER, .text = (char *)"waits"
  };
  gint64 unread;
  guint n_gone = 0;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) chats = NULL;

  add_at (db, account, PEER, 1, FALSE, error);
  unread = add_at (db, account, PEER, 2, TRUE, error);
  CHECK (confab_store_outbox_add (db, &waiting, error));
  add_at (db, account, PEER, 4, FALSE, error);
  add_at (db, account, OTHER, 5, FALSE, error);
  CHECK (confab_store_chats_set_draft (db, account, PEER, "draft", error));

  CHECK (confab_store_chats_erase (db, account, PEER, TRUE, TRUE, &n_gone, error));
  g_assert_cmpuint (n_gone, ==, 2);
  rows = confab_store_messages_after (db, account, PEER, 0, 10, error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (message_at (rows, 0)->id, ==, unread);
  g_assert_cmpint (message_at (rows, 1)->id, ==, waiting.id);
  chats = confab_store_chats_list (db, account, error);
  g_assert_cmpstr (
      chat_at (chats, 0)->draft ? chat_at (chats, 0)->draft : chat_at (chats, 1)->draft, ==,
      "draft");

  CHECK (confab_store_chats_erase (db, account, PEER, FALSE, FALSE, NULL, error));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = confab_store_messages_after (db, account, PEER, 0, 10, error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpint (message_at (rows, 0)->id, ==, waiting.id);
  g_clear_pointer (&chats, g_ptr_array_unref);
  chats = confab_store_chats_list (db, account, error);
  g_assert_cmpuint (chats->len, ==, 2);
  g_assert_null (chat_at (chats, 0)->draft);
  g_assert_null (chat_at (chats, 1)->draft);

  /* What was sent meanwhile goes; an id that was erased is not used again. */
  CHECK (confab_store_outbox_fail (db, waiting.id, 3, error));
  {
    gint64 last = add_at (db, account, PEER, 9, FALSE, error);

    CHECK (confab_store_chats_erase (db, account, PEER, FALSE, FALSE, &n_gone, error));
    g_assert_cmpuint (n_gone, ==, 2);
    g_assert_cmpint (add_at (db, account, PEER, 10, FALSE, error), >, last);
  }
  return TRUE;
}

static gboolean
job_seen (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 other = test_add_account (db, "two@example.org", error);
  gboolean is_new = FALSE;
  gint64 days = 0;
  g_autofree char *first_key = NULL;
  g_autofree char *second_key = NULL;

  CHECK (confab_store_seen_check (db, account, "a", 100 * DAY, &is_new, error));
  g_assert_true (is_new);
  first_key = confab_store_settings_get (db, "seen-key", error);
  g_assert_cmpuint (strlen (first_key), ==, 64);
  CHECK (confab_store_seen_check (db, account, "a", 101 * DAY, &is_new, error));
  g_assert_false (is_new);
  CHECK (confab_store_seen_check (db, account, "b", 101 * DAY, &is_new, error));
  g_assert_true (is_new);
  CHECK (confab_store_seen_check (db, other, "a", 101 * DAY, &is_new, error));
  g_assert_true (is_new);
  second_key = confab_store_settings_get (db, "seen-key", error);
  g_assert_cmpstr (first_key, ==, second_key);

  CHECK (confab_store_seen_expire (db, account, 130 * DAY + DAY - 1, error));
  CHECK (confab_store_seen_check (db, account, "a", 130 * DAY, &is_new, error));
  g_assert_false (is_new);
  CHECK (confab_store_seen_expire (db, account, 131 * DAY, error));
  CHECK (confab_store_seen_check (db, account, "b", 131 * DAY, &is_new, error));
  g_assert_false (is_new);
  CHECK (confab_store_seen_check (db, account, "a", 131 * DAY, &is_new, error));
  g_assert_true (is_new);

  CHECK (confab_store_seen_get_days (db, account, "d", 131 * DAY, &days, error));
  g_assert_cmpint (days, ==, -1);
  CHECK (confab_store_seen_note (db, account, "d", 131 * DAY + DAY - 1, error));
  CHECK (confab_store_seen_get_days (db, account, "d", 138 * DAY, &days, error));
  g_assert_cmpint (days, ==, 7);
  CHECK (confab_store_seen_get_days (db, other, "d", 138 * DAY, &days, error));
  g_assert_cmpint (days, ==, -1);
  CHECK (confab_store_seen_get_days (db, account, "d", 100 * DAY, &days, error));
  g_assert_cmpint (days, ==, -1);
  CHECK (confab_store_seen_note (db, account, "d", 137 * DAY, error));
  CHECK (confab_store_seen_get_days (db, account, "d", 138 * DAY, &days, error));
  g_assert_cmpint (days, ==, 1);

  CHECK (confab_store_settings_set (db, "seen-key", "0123", error));
  test_check_code (confab_store_seen_check (db, account, "c", 131 * DAY, &is_new, error),
      CONFAB_STORE_ERROR_DAMAGED, error);
  return TRUE;
}

int
main (int argc, char **argv) {
  static const struct {
    const char *path;
    ConfabStoreJob job;
  } jobs[] = {
    { "/store/messages/windows", job_windows },
    { "/store/messages/rows", job_rows },
    { "/store/messages/chosen-ids", job_chosen_ids },
    { "/store/messages/states", job_states },
    { "/store/messages/chats", job_chats },
    { "/store/messages/erase", job_erase },
    { "/store/messages/seen", job_seen },
  };

  test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    g_test_add_data_func (jobs[i].path, &jobs[i].job, test_job);
  return g_test_run ();
}
