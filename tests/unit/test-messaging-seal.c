/* What waits is sealed, or fails with its reason: a message that said "Only you two" when it was
 * written, or that was sealed once, never leaves in plain text, whatever was chosen since. */

#include "test-messaging-desk.h"

#include "messaging/messaging-seal.h"

typedef struct {
  gint64 account;
  gboolean is_promised;
  GBytes *sealed;   /* an envelope of an earlier attempt; nullable */
  const char *text; /* nullable */
  gint64 id;
} Row;

static gboolean
run_add (ConfabStoreDb *db, gpointer data, GError **error) {
  Row *row = data;
  ConfabStoreMessage message = { .account = row->account,
    .peer = (char *)DESK_FRIEND,
    .is_sealed = row->is_promised,
    .wire_id = (char *)"w",
    .time_us = 1,
    .text = (char *)(row->text != NULL ? row->text : "meet me at nine") };

  CHECK (confab_store_outbox_add (db, &message, error));
  row->id = message.id;
  if (row->sealed != NULL)
    CHECK (confab_store_outbox_set_envelope (db, row->id, row->sealed, TRUE, error));
  return TRUE;
}

static gint64
add (Desk *desk, gboolean is_promised, const char *sealed) {
  Row row = { .account = desk->me->account, .is_promised = is_promised };

  if (sealed != NULL)
    row.sealed = g_bytes_new_static (sealed, strlen (sealed));
  test_write (desk->me->vault, run_add, &row);
  g_clear_pointer (&row.sealed, g_bytes_unref);
  desk->ids.last = MAX (desk->ids.last, row.id);
  return row.id;
}

/* Plain text was chosen for a person whose keys are gone. */
static Desk *
plain_desk (void) {
  Desk *desk = desk_new ();

  confab_messaging_set_keyless (desk->messaging);
  confab_model_contact_set_plain_chosen (desk->friend, TRUE);
  return desk;
}

static ConfabMessagingSealJob *
seal (Desk *desk) {
  ConfabMessagingSealJob *job = confab_messaging_seal_job_new (desk->messaging);

  test_write (desk->me->vault, confab_messaging_seal_run, job);
  return job;
}

static gboolean
run_read (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreMessage **message = data;
  gint64 id = (*message)->id;

  confab_store_message_free (*message);
  *message = confab_store_messages_get (db, id, error);
  return *message != NULL;
}

static ConfabStoreMessage *
read_row (Desk *desk, gint64 id) {
  ConfabStoreMessage *message = g_new0 (ConfabStoreMessage, 1);

  message->id = id;
  test_write (desk->me->vault, run_read, &message);
  return message;
}

static void
assert_failed (Desk *desk, ConfabMessagingSealJob *job, guint nth, gint64 id) {
  const ConfabMessagingFailed *failed = &g_array_index (job->failed, ConfabMessagingFailed, nth);
  g_autoptr (ConfabStoreMessage) row = read_row (desk, id);

  g_assert_cmpint (failed->id, ==, id);
  g_assert_cmpint (failed->why, ==, CONFAB_REASON_NO_KEYS);
  g_assert_cmpint (row->state, ==, CONFAB_STORE_STATE_FAILED);
  g_assert_cmpint (row->reason, ==, CONFAB_REASON_NO_KEYS);
  g_assert_true (row->is_sealed);
}

static void
test_promised (void) {
  g_autoptr (Desk) desk = plain_desk ();
  gint64 promised = add (desk, TRUE, NULL);
  gint64 plain = add (desk, FALSE, NULL);
  gint64 sealed = add (desk, FALSE, "<message id='w'><encrypted/></message>");
  ConfabMessagingSealJob *job = seal (desk);
  ConfabEnvelope *envelope;

  g_assert_cmpuint (job->failed->len, ==, 2);
  assert_failed (desk, job, 0, promised);
  assert_failed (desk, job, 1, sealed);
  g_assert_cmpuint (job->envelopes->len, ==, 1);
  g_assert_cmpint (g_array_index (job->tokens, gint64, 0), ==, plain);
  envelope = g_ptr_array_index (job->envelopes, 0);
  g_assert_cmpint (confab_base_envelope_get_kind (envelope), ==, CONFAB_ENVELOPE_PLAIN);
  confab_messaging_seal_job_free (job);
}

static void
test_not_chosen (void) {
  g_autoptr (Desk) desk = plain_desk ();
  gint64 plain = add (desk, FALSE, NULL);
  ConfabMessagingSealJob *job;

  confab_model_contact_set_plain_chosen (desk->friend, FALSE);
  job = seal (desk);
  g_assert_cmpuint (job->envelopes->len, ==, 0);
  g_assert_cmpuint (job->failed->len, ==, 1);
  g_assert_cmpint (g_array_index (job->failed, ConfabMessagingFailed, 0).id, ==, plain);
  confab_messaging_seal_job_free (job);
}

static ConfabModelMessage *
shown (Desk *desk, guint nth) {
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);

  return g_list_model_get_item (G_LIST_MODEL (confab_model_chat_get_timeline (chat)), nth);
}

/* Trying again is writing anew: what the row says of who can read it is judged anew, and where
 * nothing could be written, nothing is tried. */
static void
test_retry (void) {
  g_autoptr (Desk) desk = plain_desk ();
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);
  gint64 promised = add (desk, TRUE, NULL);
  g_autoptr (ConfabModelMessage) failed = NULL;
  g_autoptr (ConfabModelMessage) again = NULL;
  g_autoptr (ConfabStoreMessage) row = NULL;
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (DexFuture) refused = NULL;
  g_autoptr (GError) error = NULL;

  confab_messaging_open_chat (desk->messaging, chat);
  confab_messaging_connected (desk->messaging, "s");
  desk_settle (desk);
  g_assert_cmpuint (desk->stream->sent->len, ==, 0);
  failed = shown (desk, 0);
  g_assert_cmpint (confab_model_message_get_id (failed), ==, promised);
  g_assert_cmpint (confab_model_message_get_state (failed), ==, CONFAB_MESSAGE_FAILED);

  confab_model_contact_set_plain_chosen (desk->friend, FALSE);
  refused = confab_messaging_retry (desk->messaging, chat, failed);
  g_assert_false (test_wait (refused, &error));
  g_assert_error (error, CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED);
  g_assert_cmpuint (desk->stream->sent->len, ==, 0);

  confab_model_contact_set_plain_chosen (desk->friend, TRUE);
  test_settle (confab_messaging_retry (desk->messaging, chat, failed));
  desk_settle (desk);
  again = shown (desk, 0);
  g_assert_false (confab_model_message_is_sealed (again));
  row = read_row (desk, confab_model_message_get_id (again));
  g_assert_false (row->is_sealed);
  sent = desk_take_sent (desk);
  g_assert_cmpuint (desk_count (sent, "<body>meet me at nine</body>"), ==, 1);
}

/* Rows that were handed to the stream are remembered until the server has them, and no longer;
 * while they are remembered, no walk hands them over again or judges them anew. */
static void
test_handed (void) {
  g_autoptr (Desk) desk = plain_desk ();
  gint64 id = add (desk, FALSE, NULL);
  ConfabXmppMark mark = { .token = id, .number = 1 };
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (ConfabStoreMessage) row = NULL;

  confab_messaging_connected (desk->messaging, "s");
  desk_settle (desk);
  g_assert_cmpuint (g_hash_table_size (desk->messaging->handed), ==, 1);
  test_settle (confab_messaging_will_write (desk->messaging, &mark, 1));

  confab_model_contact_set_plain_chosen (desk->friend, FALSE);
  g_hash_table_insert (desk->messaging->held, g_strdup (DESK_FRIEND), g_memdup2 (&id, sizeof id));
  confab_messaging_release (desk->messaging, DESK_FRIEND);
  desk_settle (desk);
  sent = desk_take_sent (desk);
  g_assert_cmpuint (desk_count (sent, "<body>"), ==, 1);

  test_settle (confab_messaging_acknowledged (desk->messaging, "s", 1));
  g_assert_cmpuint (g_hash_table_size (desk->messaging->handed), ==, 0);
  row = read_row (desk, id);
  g_assert_cmpint (row->state, ==, CONFAB_STORE_STATE_SENT);
}

static void
hold (Desk *desk, const char *address, gint64 id) {
  g_hash_table_insert (desk->messaging->held, g_strdup (address), g_memdup2 (&id, sizeof id));
}

/* Keys of two people come in the same turn, before the walk that the first began has looked at a
 * row: what waited for the second still leaves before what was written after it. */
static void
test_released_at_once (void) {
  g_autoptr (Desk) desk = plain_desk ();
  Row later = { .account = desk->me->account, .text = "or at ten" };
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GString) bodies = g_string_new (NULL);
  gint64 id;

  confab_messaging_connected (desk->messaging, "s");
  desk_settle (desk);
  id = add (desk, FALSE, NULL);
  test_write (desk->me->vault, run_add, &later);
  desk->messaging->cursor = desk->ids.last = later.id;

  hold (desk, "cat@friend.example", later.id);
  hold (desk, DESK_FRIEND, id);
  confab_messaging_release (desk->messaging, "cat@friend.example");
  confab_messaging_release (desk->messaging, DESK_FRIEND);
  desk_settle (desk);
  sent = desk_take_sent (desk);
  for (guint i = 0; i < sent->len; i++)
    if (strstr (sent->pdata[i], "<body>") != NULL)
      g_string_append (bodies, strstr (sent->pdata[i], "<body>meet") != NULL ? "nine " : "ten ");
  g_assert_cmpstr (bodies->str, ==, "nine ten ");
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/messaging/seal/promised", test_promised);
  g_test_add_func ("/messaging/seal/not-chosen", test_not_chosen);
  g_test_add_func ("/messaging/seal/retry", test_retry);
  g_test_add_func ("/messaging/seal/handed", test_handed);
  g_test_add_func ("/messaging/seal/released-at-once", test_released_at_once);
  return g_test_run ();
}
