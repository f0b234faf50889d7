/* Messages that are taken back under a seal: who may, what goes and what stays, and that nothing
 * outside the seal, from another device, or sooner than its message does more or less than that. */

#include "test-messaging-said.h"

#include "messaging/messaging-files-private.h"
#include "messaging/messaging-retract.h"
#include "messaging/messaging-seal.h"
#include "store/store-db-private.h"
#include "store/store-retention.h"

#define TAKES(id) "<retract xmlns='urn:xmpp:message-retract:1' id='" id "'/>"

static void
test_theirs (void) {
  g_auto (Talk) talk = talk_begin ();

  say (&talk, "m1", "Secret", NULL, "");
  say (&talk, "m2", "Tea?", NULL, "");
  check_rows (&talk, "Secret Tea?");
  take_back (&talk, "r1", "m1");
  check_rows (&talk, "(5) Tea?");
  /* Doubled, and of what is a line by now. */
  take_back (&talk, "r2", "m1");
  check_rows (&talk, "(5) Tea?");
  take_back (&talk, "r3", "nothing");
  check_rows (&talk, "(5) Tea?");
}

/* Nothing outside the seal takes back what was in one, whoever says it. */
static void
test_outside (void) {
  g_auto (Talk) talk = talk_begin ();

  say (&talk, "m1", "Secret", NULL, "");
  arrive (&talk, DESK_FRIEND "/phone", "<message type='chat' id='r1'></message>", TAKES ("m1"));
  arrive (&talk, DESK_FRIEND, "<message type='chat' id='r2'></message>", TAKES ("m1"));
  arrive (&talk, "friend.example", "<message type='chat' id='r3'></message>", TAKES ("m1"));
  arrive (&talk, "conf.example", "<message type='chat' id='r4'></message>", TAKES ("m1"));
  arrive (&talk, "eve@evil.example/x", "<message type='chat' id='r5'></message>", TAKES ("m1"));
  say (&talk, "m2", "Tea?", NULL, TAKES ("m1"));
  check_rows (&talk, "Secret Tea?");
  /* Also where plain text was chosen since. */
  confab_model_contact_set_plain_chosen (talk.desk->friend, TRUE);
  arrive (&talk, DESK_FRIEND "/phone", "<message type='chat' id='r6'></message>", TAKES ("m1"));
  check_rows (&talk, "Secret Tea?");
}

/* The word comes first: its message comes as taken back. In the clear that is no word. */
static void
test_before (void) {
  g_auto (Talk) talk = talk_begin ();

  take_back (&talk, "r1", "m1");
  arrive (&talk, DESK_FRIEND "/phone", "<message type='chat' id='r2'></message>", TAKES ("m2"));
  check_rows (&talk, "");
  say (&talk, "m1", "Secret", NULL, "");
  check_rows (&talk, "(5)");
  say (&talk, "m2", "Tea?", NULL, "");
  check_rows (&talk, "(5) Tea?");
}

/* ---- what was said by whom, by hand ---- */

typedef struct {
  gint64 account;
  const char *peer;
  ConfabDeviceVerdict verdict;
  gint64 taken;
  gboolean has_line;
  gboolean is_heard;
} Hearing;

static gboolean
run_hear (ConfabStoreDb *db, gpointer data, GError **error) {
  Hearing *hearing = data;
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_parse (
      "<content xmlns='urn:xmpp:sce:1'>" TAKES ("m1") "</content>", -1, NULL);
  ConfabOmemoOpened opened = { .outcome = CONFAB_OMEMO_OPENED_EMPTY,
    .version = CONFAB_OMEMO_TWO,
    .verdict = hearing->verdict,
    .content = content };
  ConfabStoreMessage row = { .account = hearing->account,
    .peer = (char *)hearing->peer,
    .time_us = TEST_START_US,
    .text = (char *)"" };
  ConfabMessagingRetraction word = { &opened, NULL, FALSE, 0, TEST_START_US };
  ConfabMessagingRetractNews news = { 0 };

  CHECK (confab_messaging_retract_hear (db, &row, &word, &news, error));
  hearing->taken = news.taken;
  hearing->has_line = news.line != NULL;
  hearing->is_heard = news.is_heard;
  confab_messaging_retract_news_clear (&news);
  return TRUE;
}

static gboolean
run_keep (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 id = confab_store_messages_find_theirs (db, *(gint64 *)data, DESK_FRIEND, "m1", error);

  g_assert_cmpint (id, >, 0);
  return confab_store_retention_set_kept (db, id, TRUE, FALSE, error);
}

static void
test_who (void) {
  g_auto (Talk) talk = talk_begin ();
  gint64 account = talk.desk->me->account;
  Hearing undecided = { account, DESK_FRIEND, CONFAB_DEVICE_UNDECIDED, 0, FALSE, FALSE };
  Hearing elsewhere = { account, "eve@friend.example", CONFAB_DEVICE_TRUSTED, 0, FALSE, FALSE };
  Hearing used = { account, DESK_FRIEND, CONFAB_DEVICE_TRUSTED, 0, FALSE, FALSE };

  say (&talk, "m1", "Secret", NULL, "");
  test_write (talk.desk->me->vault, run_hear, &undecided);
  g_assert_false (undecided.is_heard);
  test_write (talk.desk->me->vault, run_hear, &elsewhere);
  g_assert_cmpint (elsewhere.taken, ==, 0);
  check_rows (&talk, "Secret");
  test_write (talk.desk->me->vault, run_hear, &used);
  g_assert_cmpint (used.taken, >, 0);
  check_rows (&talk, "(5)");
}

/* What the user kept stays, and it is said once. */
static void
test_kept (void) {
  g_auto (Talk) talk = talk_begin ();

  say (&talk, "m1", "Secret", NULL, "");
  test_write (talk.desk->me->vault, run_keep, &talk.desk->me->account);
  take_back (&talk, "r1", "m1");
  check_rows (&talk, "Secret (6)");
  take_back (&talk, "r2", "m1");
  check_rows (&talk, "Secret (6)");
}

/* ---- ours ---- */

typedef struct {
  gint64 account;
  gint64 id;
} Own;

static gboolean
run_own (ConfabStoreDb *db, gpointer data, GError **error) {
  Own *own = data;
  ConfabStoreMessage message = { .account = own->account,
    .peer = (char *)DESK_FRIEND,
    .is_sealed = TRUE,
    .wire_id = (char *)"w1",
    .time_us = 1,
    .text = (char *)"Mine" };

  CHECK (confab_store_outbox_add (db, &message, error));
  own->id = message.id;
  return confab_store_outbox_let_be (db, own->id, error) &&
         confab_store_messages_set_state (
             db, own->id, CONFAB_STORE_STATE_SENT, CONFAB_REASON_NONE, FALSE, error);
}

/* The word about what was sealed is sealed, or fails: chosen plain text does not let it out. */
static void
test_ours (void) {
  g_auto (Talk) talk = talk_begin ();
  Desk *desk = talk.desk;
  Own own = { desk->me->account, 0 };
  g_autoptr (ConfabModelMessage) message = NULL;
  ConfabMessagingSealJob *job;

  test_write (desk->me->vault, run_own, &own);
  desk->ids.last = own.id;
  message = confab_model_message_new (own.id, TRUE, TRUE, 1, "Mine");
  confab_model_message_set_state (message, CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  test_settle (confab_messaging_take_back (
      desk->messaging, confab_model_contact_get_chat (desk->friend), message));
  desk_settle (desk);
  check_rows (&talk, "(5 own) (7 own)");
  confab_messaging_set_keyless (desk->messaging);
  confab_model_contact_set_plain_chosen (desk->friend, TRUE);
  job = confab_messaging_seal_job_new (desk->messaging);
  test_write (desk->me->vault, confab_messaging_seal_run, job);
  for (guint i = 0; i < job->envelopes->len; i++) {
    ConfabEnvelope *envelope = g_ptr_array_index (job->envelopes, i);
    gsize size;
    const char *bytes = g_bytes_get_data (confab_base_envelope_get_bytes (envelope), &size);

    g_assert_cmpint (confab_base_envelope_get_kind (envelope), ==, CONFAB_ENVELOPE_SEALED);
    g_assert_null (g_strstr_len (bytes, (gssize)size, "retract"));
    g_assert_null (g_strstr_len (bytes, (gssize)size, "<body"));
  }
  g_assert_cmpuint (job->envelopes->len + job->failed->len, ==, 1);
  g_assert_cmpuint (job->unheard->len, ==, 0);
  confab_messaging_seal_job_free (job);
}

/* One that is not there any more, as after a second press: the other one is held back all the same
 * until it is decided whether it left. */
static void
test_two (void) {
  g_auto (Talk) talk = talk_begin ();
  Desk *desk = talk.desk;
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);
  Own own = { desk->me->account, 0 };
  g_autoptr (ConfabModelMessage) gone = NULL;
  g_autoptr (ConfabModelMessage) message = NULL;
  DexFuture *first, *second;

  test_write (desk->me->vault, run_own, &own);
  desk->ids.last = own.id + 1;
  gone = confab_model_message_new (own.id + 1, TRUE, TRUE, 1, "Gone");
  message = confab_model_message_new (own.id, TRUE, TRUE, 1, "Mine");
  confab_model_message_set_state (gone, CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  confab_model_message_set_state (message, CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  first = confab_messaging_take_back (desk->messaging, chat, gone);
  second = confab_messaging_take_back (desk->messaging, chat, message);
  test_fail (first);
  g_assert_true (g_hash_table_contains (desk->messaging->taken, &own.id));
  test_settle (second);
  check_rows (&talk, "(5 own) (7 own)");
}

/* A file that is being fetched: nobody wants the rest of it. */
static void
test_fetched (void) {
  g_auto (Talk) talk = talk_begin ();
  ConfabMessagingFiles *files = talk.desk->messaging->files;
  g_autoptr (GCancellable) fetching = g_cancellable_new ();
  Reading reading = { .account = talk.desk->me->account };

  say (&talk, "m1", "Secret", NULL, "");
  say (&talk, "m2", "Tea?", NULL, "");
  test_write (talk.desk->me->vault, run_read, &reading);
  files->one[CONFAB_MESSAGING_DOWN] = g_object_ref (fetching);
  files->at[CONFAB_MESSAGING_DOWN] =
      ((const ConfabStoreMessage *)g_ptr_array_index (reading.rows, 0))->id;
  g_ptr_array_unref (reading.rows);
  take_back (&talk, "r2", "m2");
  g_assert_false (g_cancellable_is_cancelled (fetching));
  take_back (&talk, "r1", "m1");
  g_assert_true (g_cancellable_is_cancelled (fetching));
}

/* Each time the whole vault is written anew, SQLite counts one up. */
static gboolean
run_count (ConfabStoreDb *db, gpointer data, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Counting", "PRAGMA schema_version");

  if (confab_store_query_next (&query))
    *(gint64 *)data = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

static gint64
count_scrubs (Talk *talk) {
  gint64 n = 0;

  desk_settle (talk->desk);
  test_write (talk->desk->me->vault, run_count, &n);
  return n;
}

/* They let others go first. */
static void
check_scrubs (Talk *talk, gint64 expected) {
  while (count_scrubs (talk) < expected)
    g_usleep (1000);
  g_assert_cmpint (count_scrubs (talk), ==, expected);
}

/* Somebody who takes much back does not keep the disk busy: once at once, and once later. */
static void
test_much (void) {
  g_auto (Talk) talk = talk_begin ();
  gint64 before = count_scrubs (&talk);

  for (guint i = 0; i < 8; i++) {
    g_autofree char *id = g_strdup_printf ("m%u", i);
    g_autofree char *word = g_strdup_printf ("r%u", i);

    say (&talk, id, "Secret", NULL, "");
    take_back (&talk, word, id);
  }
  check_rows (&talk, "(5) (5) (5) (5) (5) (5) (5) (5)");
  check_scrubs (&talk, before + 1);
  for (guint i = 0; i < 3; i++) {
    confab_base_clock_fake_advance (talk.desk->clock, 60 * G_USEC_PER_SEC);
    check_scrubs (&talk, before + 2);
  }
  say (&talk, "m9", "Secret", NULL, "");
  take_back (&talk, "r9", "m9");
  check_scrubs (&talk, before + 3);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/messaging/retract/theirs", test_theirs);
  g_test_add_func ("/messaging/retract/outside", test_outside);
  g_test_add_func ("/messaging/retract/before", test_before);
  g_test_add_func ("/messaging/retract/who", test_who);
  g_test_add_func ("/messaging/retract/kept", test_kept);
  g_test_add_func ("/messaging/retract/ours", test_ours);
  g_test_add_func ("/messaging/retract/two", test_two);
  g_test_add_func ("/messaging/retract/fetched", test_fetched);
  g_test_add_func ("/messaging/retract/much", test_much);
  return g_test_run ();
}
