/* Table of the outbox: what waits, what arrived, what failed, and how much may wait. */

#include "test-store-common.h"

static ConfabStoreState
state_of (ConfabStoreDb *db, gint64 id, GError **error) {
  g_autoptr (ConfabStoreMessage) message = confab_store_messages_get (db, id, error);

  g_assert_no_error (*error);
  return message->state;
}

static ConfabStoreChat *
chat_at (GPtrArray *chats, guint i) {
  return g_ptr_array_index (chats, i);
}

static gint64
put_out (ConfabStoreDb *db, gint64 account, const char *peer, const char *wire_id, GError **error) {
  ConfabStoreMessage message = { .account = account,
    .peer = (char *)peer,
    .wire_id = (char *)wire_id,
    .time_us = 5,
    .reason = 0,
    .text = (char *)"out" };

  CHECK (confab_store_outbox_add (db, &message, error));
  return message.id;
}

static gboolean
job_rows (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 other_account = test_add_account (db, "two@example.org", error);
  g_autoptr (GBytes) envelope = g_bytes_new ("<message\0/>", 11);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) chats = NULL;
  ConfabStoreOutboxRow *row;
  gint64 first;
  gint64 second;

  CHECK (confab_store_chats_set_draft (db, account, PEER, "half a sent", error));
  first = put_out (db, account, PEER, "w1", error);
  second = put_out (db, account, OTHER, "w2", error);
  put_out (db, other_account, OTHER, "w3", error);
  chats = confab_store_chats_list (db, account, error);
  g_assert_null (chat_at (chats, 0)->draft);
  g_assert_null (chat_at (chats, 1)->draft);
  g_assert_cmpint (state_of (db, first, error), ==, CONFAB_STORE_STATE_WAITING);

  rows = confab_store_outbox_list (db, account, 0, 10, error);
  g_assert_cmpuint (rows->len, ==, 2);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->message, ==, first);
  g_assert_cmpint (row->account, ==, account);
  g_assert_cmpstr (row->peer, ==, PEER);
  g_assert_cmpstr (row->wire_id, ==, "w1");
  g_assert_cmpstr (row->text, ==, "out");
  g_assert_null (row->envelope);
  g_assert_false (row->is_sealed);
  g_assert_null (row->session_id);
  g_assert_cmpuint (row->number, ==, 0);

  CHECK (confab_store_outbox_set_envelope (db, second, envelope, TRUE, error));
  CHECK (confab_store_outbox_mark (db, second, "s1", 4294967295u, error));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = confab_store_outbox_list (db, account, first, 10, error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_true (g_bytes_equal (row->envelope, envelope));
  g_assert_true (row->is_sealed);
  g_assert_cmpstr (row->session_id, ==, "s1");
  g_assert_cmpuint (row->number, ==, 4294967295u);
  {
    g_autoptr (ConfabStoreMessage) shown = confab_store_messages_get (db, second, error);

    g_assert_true (shown->is_sealed);
  }
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = confab_store_outbox_list (db, account, 0, 1, error);
  g_assert_cmpuint (rows->len, ==, 1);

  CHECK (confab_store_outbox_mark (db, 999, "s", 1, error));
  test_check_code (confab_store_outbox_set_envelope (db, 999, envelope, TRUE, error),
      CONFAB_STORE_ERROR_NOT_FOUND, error);
  return TRUE;
}

static gboolean
job_acknowledge (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) rows = NULL;
  gint64 sent[8];
  gint64 untried = put_out (db, account, PEER, "u", error);
  gint64 elsewhere = put_out (db, account, PEER, "e", error);

  CHECK (confab_store_outbox_mark (db, elsewhere, "old", 1, error));
  /* Numbers 2^32 - 4 to 2^32 - 1, then 0 to 3. */
  for (guint i = 0; i < 8; i++) {
    sent[i] = put_out (db, account, PEER, "w", error);
    CHECK (confab_store_outbox_mark (db, sent[i], "s", (guint32)(i - 4u), error));
  }
  CHECK (confab_store_outbox_acknowledge (db, account, "s", (guint32)-5, ids, error));
  g_assert_cmpuint (ids->len, ==, 0);
  CHECK (confab_store_outbox_acknowledge (db, account, "s", (guint32)-3, ids, error));
  g_assert_cmpuint (ids->len, ==, 2);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, sent[0]);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, sent[1]);
  g_assert_cmpint (state_of (db, sent[0], error), ==, CONFAB_STORE_STATE_SENT);
  g_assert_cmpint (state_of (db, sent[2], error), ==, CONFAB_STORE_STATE_WAITING);
  CHECK (confab_store_outbox_acknowledge (db, account, "s", 1, ids, error));
  g_assert_cmpuint (ids->len, ==, 6);
  CHECK (confab_store_outbox_acknowledge (db, account, "s", 1, ids, error));
  g_assert_cmpuint (ids->len, ==, 6);
  CHECK (confab_store_outbox_acknowledge (db, account + 1, "s", 3, ids, error));
  g_assert_cmpuint (ids->len, ==, 6);
  rows = confab_store_outbox_list (db, account, 0, 100, error);
  g_assert_cmpuint (rows->len, ==, 4);
  g_assert_cmpint (state_of (db, untried, error), ==, CONFAB_STORE_STATE_WAITING);

  /* A receipt that came before the acknowledgement stays. */
  CHECK (
      confab_store_messages_set_state (db, sent[6], CONFAB_STORE_STATE_DELIVERED, 0, FALSE, error));
  CHECK (confab_store_outbox_acknowledge (db, account, "s", 3, ids, error));
  g_assert_cmpint (state_of (db, sent[6], error), ==, CONFAB_STORE_STATE_DELIVERED);
  g_assert_cmpint (state_of (db, sent[7], error), ==, CONFAB_STORE_STATE_SENT);
  return TRUE;
}

static gboolean
job_fail_and_retry (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 first = put_out (db, account, PEER, "w1", error);
  gint64 second = put_out (db, account, PEER, "w2", error);
  gint64 again = 0;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (ConfabStoreMessage) message = NULL;

  test_check_code (confab_store_outbox_retry (db, first, TRUE, &again, error),
      CONFAB_STORE_ERROR_NOT_FOUND, error);
  CHECK (confab_store_outbox_fail (db, first, 42, error));
  message = confab_store_messages_get (db, first, error);
  g_assert_cmpint (message->state, ==, CONFAB_STORE_STATE_FAILED);
  g_assert_cmpint (message->reason, ==, 42);
  rows = confab_store_outbox_list (db, account, 0, 10, error);
  g_assert_cmpuint (rows->len, ==, 1);

  CHECK (confab_store_outbox_retry (db, first, TRUE, &again, error));
  g_assert_cmpint (again, >, second);
  g_assert_null (confab_store_messages_get (db, first, error));
  g_clear_error (error);
  g_clear_pointer (&message, confab_store_message_free);
  message = confab_store_messages_get (db, again, error);
  g_assert_cmpint (message->state, ==, CONFAB_STORE_STATE_WAITING);
  g_assert_cmpint (message->reason, ==, 0);
  g_assert_cmpstr (message->wire_id, ==, "w1");
  g_assert_cmpstr (message->text, ==, "out");
  g_assert_true (message->is_own);
  g_assert_true (message->is_sealed);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = confab_store_outbox_list (db, account, 0, 10, error);
  g_assert_cmpuint (rows->len, ==, 2);
  g_assert_cmpint (((ConfabStoreOutboxRow *)g_ptr_array_index (rows, 1))->message, ==, again);
  g_assert_true (((ConfabStoreOutboxRow *)g_ptr_array_index (rows, 1))->is_promised);
  g_assert_false (((ConfabStoreOutboxRow *)g_ptr_array_index (rows, 0))->is_promised);
  CHECK (confab_store_outbox_fail (db, again, 42, error));
  CHECK (confab_store_outbox_retry (db, again, FALSE, &again, error));

  test_check_code (
      confab_store_outbox_fail (db, 999, 1, error), CONFAB_STORE_ERROR_NOT_FOUND, error);
  test_check_code (confab_store_outbox_retry (db, 999, TRUE, &again, error),
      CONFAB_STORE_ERROR_NOT_FOUND, error);
  return TRUE;
}

static gboolean
job_many (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  ConfabStoreMessage message = { .account = account, .peer = (char *)PEER, .text = (char *)"x" };
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) chats = NULL;
  guint n_gone = 0;

  for (guint i = 0; i < 10000; i++) {
    message.id = 0;
    CHECK (confab_store_outbox_add (db, &message, error));
    CHECK (confab_store_outbox_mark (db, message.id, "s", i + 1, error));
  }
  message.id = 0;
  test_check_code (confab_store_outbox_add (db, &message, error), CONFAB_STORE_ERROR_FULL, error);
  chats = confab_store_chats_list (db, account, error);
  g_assert_cmpint (chat_at (chats, 0)->n_messages, ==, 10000);
  CHECK (confab_store_outbox_acknowledge (db, account, "s", 10000, ids, error));
  g_assert_cmpuint (ids->len, ==, 10000);
  CHECK (confab_store_outbox_add (db, &message, error));
  CHECK (confab_store_chats_erase (db, account, PEER, FALSE, FALSE, &n_gone, error));
  g_assert_cmpuint (n_gone, ==, 10000);
  return TRUE;
}

static gint64
put_waiting (ConfabStoreDb *db, gint64 account, const char *peer, guint32 seconds, GError **error) {
  ConfabStoreMessage message = {
    .account = account, .peer = (char *)peer, .time_us = 5, .text = (char *)"out", .wait = seconds
  };

  CHECK (confab_store_outbox_add (db, &message, error));
  return message.id;
}

/* "1 0 1": which rows of the outbox may not leave yet. */
static char *
dup_waiting (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) rows = confab_store_outbox_list (db, account, 0, 10, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++) {
    const ConfabStoreOutboxRow *row = g_ptr_array_index (rows, i);

    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", row->is_waiting);
  }
  return g_string_free_and_steal (text);
}

/* What waits holds up what was written after it in its chat, and nothing else. */
static gboolean
job_waits (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 other_account = test_add_account (db, "two@example.org", error);
  gint64 first = put_waiting (db, account, PEER, 0, error);
  gint64 second = put_waiting (db, account, PEER, 10, error);
  g_autoptr (ConfabStoreMessage) row = confab_store_messages_get (db, second, error);
  g_autoptr (GArray) waits = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  put_waiting (db, account, OTHER, 0, error);
  put_waiting (db, account, PEER, 0, error);
  put_waiting (db, other_account, PEER, 0, error);
  g_assert_cmpuint (row->wait, ==, 10);
  before = dup_waiting (db, account, error);
  g_assert_cmpstr (before, ==, "0 1 0 1");
  waits = confab_store_outbox_list_waits (db, account, error);
  g_assert_cmpuint (waits->len, ==, 1);
  g_assert_cmpint (g_array_index (waits, ConfabStoreWait, 0).message, ==, second);
  g_assert_cmpuint (g_array_index (waits, ConfabStoreWait, 0).seconds, ==, 10);
  CHECK (confab_store_outbox_end_wait (db, second, error));
  CHECK (confab_store_outbox_end_wait (db, 4711, error));
  after = dup_waiting (db, account, error);
  g_assert_cmpstr (after, ==, "0 0 0 0");
  g_assert_cmpint (first, <, second);
  return TRUE;
}

/* Only what was in no attempt can be had back. */
static gboolean
job_withdraw (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 waiting = put_waiting (db, account, PEER, 10, error);
  gint64 ready = put_waiting (db, account, PEER, 0, error);
  gint64 tried = put_waiting (db, account, PEER, 0, error);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean is_gone = TRUE;

  CHECK (confab_store_outbox_mark (db, tried, "s", 1, error));
  CHECK (confab_store_outbox_withdraw (db, tried, FALSE, &is_gone, error));
  g_assert_false (is_gone);
  CHECK (confab_store_outbox_withdraw (db, ready, TRUE, &is_gone, error));
  g_assert_false (is_gone);
  CHECK (confab_store_outbox_withdraw (db, ready, FALSE, &is_gone, error));
  g_assert_true (is_gone);
  CHECK (confab_store_outbox_withdraw (db, waiting, TRUE, &is_gone, error));
  g_assert_true (is_gone);
  CHECK (confab_store_outbox_withdraw (db, waiting, TRUE, &is_gone, error));
  g_assert_false (is_gone);
  rows = confab_store_messages_after (db, account, PEER, 0, 10, error);
  g_assert_cmpuint (rows->len, ==, 1);
  return TRUE;
}

int
main (int argc, char **argv) {
  static const struct {
    const char *path;
    ConfabStoreJob job;
  } jobs[] = {
    { "/store/outbox/rows", job_rows },
    { "/store/outbox/acknowledge", job_acknowledge },
    { "/store/outbox/fail-and-retry", job_fail_and_retry },
    { "/store/outbox/many", job_many },
    { "/store/outbox/waits", job_waits },
    { "/store/outbox/withdraw", job_withdraw },
  };

  test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    g_test_add_data_func (jobs[i].path, &jobs[i].job, test_job);
  return g_test_run ();
}
