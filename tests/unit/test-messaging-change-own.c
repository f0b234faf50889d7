/* Own messages that say something else: sealed no weaker, not behind the back of a timer, never
 * once more as they were, and each change once. */

#include "test-messaging-said.h"

#include "messaging/messaging-change.h"
#include "messaging/messaging-seal.h"
#include "store/store-db-private.h"
#include "store/store-timers.h"

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
    .time_us = TEST_START_US,
    .text = (char *)"Mine" };

  CHECK (confab_store_outbox_add (db, &message, error));
  own->id = message.id;
  return confab_store_outbox_let_be (db, own->id, error) &&
         confab_store_messages_set_state (
             db, own->id, CONFAB_STORE_STATE_SENT, CONFAB_REASON_NONE, FALSE, error);
}

/* What would leave of the change, as servers see it; NULL: it failed. */
static char *
dup_envelope (Talk *talk) {
  ConfabMessagingSealJob *job = confab_messaging_seal_job_new (talk->desk->messaging);
  char *text = NULL;

  test_write (talk->desk->me->vault, confab_messaging_seal_run, job);
  g_assert_cmpuint (job->envelopes->len + job->failed->len, ==, 1);
  if (job->envelopes->len == 1) {
    ConfabEnvelope *envelope = g_ptr_array_index (job->envelopes, 0);
    gsize size;
    const char *bytes = g_bytes_get_data (confab_base_envelope_get_bytes (envelope), &size);

    g_assert_cmpint (confab_base_envelope_get_kind (envelope), ==, CONFAB_ENVELOPE_SEALED);
    text = g_strndup (bytes, size);
  }
  confab_messaging_seal_job_free (job);
  return text;
}

/* The change of what was sealed is sealed, or fails: chosen plain text does not let it out. To
 * those who read version 2 it says only inside what it replaces. */
static void
check_ours (ConfabOmemoVersion version) {
  Talk talk = talk_meet (version);
  Desk *desk = talk.desk;
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);
  Own own = { desk->me->account, 0 };
  g_autoptr (ConfabModelMessage) message = NULL;
  g_autofree char *envelope = NULL;

  test_write (desk->me->vault, run_own, &own);
  desk->ids.last = own.id;
  message = confab_model_message_new (own.id, TRUE, TRUE, TEST_START_US, "Mine");
  confab_model_message_set_state (message, CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  g_assert_true (confab_messaging_begin_change (desk->messaging, chat, message));
  confab_messaging_set_draft (desk->messaging, chat, "draft");
  confab_messaging_set_change (desk->messaging, chat, "Ours");
  g_assert_cmpstr (confab_model_chat_get_written (chat), ==, "Ours");
  test_settle (confab_messaging_change_put (desk->messaging, chat, "Ours"));
  desk_settle (desk);
  check_rows (&talk, "Ours*");
  g_assert_cmpstr (confab_model_chat_get_written (chat), ==, "draft");
  g_assert_false (g_hash_table_contains (desk->messaging->taken, &own.id));
  confab_messaging_set_keyless (desk->messaging);
  confab_model_contact_set_plain_chosen (desk->friend, TRUE);
  envelope = dup_envelope (&talk);
  if (envelope != NULL) {
    g_assert_null (strstr (envelope, "Ours"));
    g_assert_cmpint (strstr (envelope, "<replace") != NULL, ==, version == CONFAB_OMEMO_OLD);
  }
  talk_clear (&talk);
}

static void
test_ours (void) {
  check_ours (CONFAB_OMEMO_TWO);
  check_ours (CONFAB_OMEMO_OLD);
}

/* The word that the first text arrived is heard after the change was written, or after that was
 * handed over: it leaves, and once. */
static void
test_late_word (void) {
  g_auto (Talk) talk = talk_begin ();
  Desk *desk = talk.desk;
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);
  Own own = { desk->me->account, 0 };
  g_autoptr (ConfabModelMessage) message = NULL;
  g_autofree char *first = NULL;
  ConfabMessagingSealJob *again;

  test_write (desk->me->vault, run_own, &own);
  desk->ids.last = own.id;
  g_hash_table_insert (
      desk->messaging->handed, g_memdup2 (&own.id, sizeof own.id), GUINT_TO_POINTER (1));
  message = confab_model_message_new (own.id, TRUE, TRUE, TEST_START_US, "Mine");
  confab_model_message_set_state (message, CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  g_assert_true (confab_messaging_begin_change (desk->messaging, chat, message));
  test_settle (confab_messaging_change_put (desk->messaging, chat, "Ours"));
  confab_messaging_set_keyless (desk->messaging);
  confab_model_contact_set_plain_chosen (desk->friend, TRUE);
  first = dup_envelope (&talk);
  g_assert_nonnull (first);
  again = confab_messaging_seal_job_new (desk->messaging);
  test_write (desk->me->vault, confab_messaging_seal_run, again);
  g_assert_cmpuint (again->envelopes->len, ==, 0);
  confab_messaging_seal_job_free (again);
}

/* Not the last one any more, or not there: nothing changes, and the other one still leaves. */
static void
test_too_late (void) {
  g_auto (Talk) talk = talk_begin ();
  Desk *desk = talk.desk;
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);
  Own own = { desk->me->account, 0 }, later = own;
  g_autoptr (ConfabModelMessage) message = NULL;
  g_autoptr (ConfabModelMessage) theirs = NULL;

  test_write (desk->me->vault, run_own, &own);
  test_write (desk->me->vault, run_own, &later);
  desk->ids.last = later.id;
  message = confab_model_message_new (own.id, TRUE, TRUE, TEST_START_US, "Mine");
  confab_model_message_set_state (message, CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  theirs = confab_model_message_new (own.id, FALSE, TRUE, TEST_START_US, "Theirs");
  g_assert_false (confab_messaging_begin_change (desk->messaging, chat, theirs));
  g_assert_true (confab_messaging_begin_change (desk->messaging, chat, message));
  test_fail (confab_messaging_change_put (desk->messaging, chat, "Ours"));
  g_assert_false (g_hash_table_contains (desk->messaging->taken, &own.id));
  check_rows (&talk, "Mine Mine");
}

static gboolean
run_timer (ConfabStoreDb *db, gpointer data, GError **error) {
  const Own *own = data;
  ConfabStoreTimer timer = { .seconds = (guint32)own->id, .set_us = 1 };

  return confab_store_timers_set (db, own->account, DESK_FRIEND, &timer, error);
}

/* What is said under a timer disappears: it stands in the place of nothing that stays longer, of
 * theirs and of ours. */
static void
test_timer (void) {
  g_auto (Talk) talk = talk_begin ();
  Desk *desk = talk.desk;
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);
  Own own = { desk->me->account, 0 }, timer = { desk->me->account, 3600 };
  g_autoptr (ConfabModelMessage) message = NULL;

  say (&talk, "m1", "One", NULL, "");
  test_write (desk->me->vault, run_own, &own);
  desk->ids.last = own.id;
  test_write (desk->me->vault, run_timer, &timer);
  say (&talk, "c1", "Gone soon", "m1", "");
  check_rows (&talk, "One Mine Gone soon");
  say (&talk, "c2", "Gone", "c1", "");
  check_rows (&talk, "One Mine Gone*");
  timer.id = 60;
  test_write (desk->me->vault, run_timer, &timer);
  say (&talk, "c3", "In a minute", "c1", "");
  check_rows (&talk, "One Mine Gone* In a minute");
  timer.id = 3600;
  test_write (desk->me->vault, run_timer, &timer);
  say (&talk, "c4", "Now", "c3", "");
  check_rows (&talk, "One Mine Gone* Now*");
  message = confab_model_message_new (own.id, TRUE, TRUE, TEST_START_US, "Mine");
  confab_model_message_set_state (message, CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  confab_model_chat_set_timer (chat, 3600, FALSE, CONFAB_TIMER_ASKED);
  g_assert_false (confab_messaging_begin_change (desk->messaging, chat, message));
  confab_model_chat_set_timer (chat, 0, FALSE, CONFAB_TIMER_ASKED);
  g_assert_true (confab_messaging_begin_change (desk->messaging, chat, message));
  test_fail (confab_messaging_change_put (desk->messaging, chat, "Ours"));
  check_rows (&talk, "One Mine Gone* Now*");
  confab_model_message_set_timer (message, 3600, 0);
  confab_model_chat_set_timer (chat, 3600, FALSE, CONFAB_TIMER_ASKED);
  g_assert_true (confab_messaging_begin_change (desk->messaging, chat, message));
}

static gboolean
run_slow (ConfabStoreDb *db, gpointer data, GError **error) {
  g_usleep (50 * 1000);
  return TRUE;
}

static gboolean
run_wait (ConfabStoreDb *db, gpointer data, GError **error) {
  Own *own = data;
  ConfabStoreMessage message = { .account = own->account,
    .peer = (char *)DESK_FRIEND,
    .wire_id = (char *)"w1",
    .time_us = TEST_START_US,
    .text = (char *)"Mine" };

  CHECK (confab_store_outbox_add (db, &message, error));
  own->id = message.id;
  return TRUE;
}

/* It is being made ready to leave, in the same commit that changes it: what is answered together
 * comes here in any order, and the old text leaves in none. */
static void
test_at_once (void) {
  g_auto (Talk) talk = { desk_new (), NULL };
  Desk *desk = talk.desk;
  ConfabModelChat *chat = confab_model_contact_get_chat (desk->friend);
  Own own = { desk->me->account, 0 };
  g_autoptr (ConfabModelMessage) message = NULL;
  g_autoptr (GPtrArray) sent = NULL;

  confab_messaging_set_keyless (desk->messaging);
  confab_model_contact_set_plain_chosen (desk->friend, TRUE);
  confab_messaging_connected (desk->messaging, "s");
  desk_settle (desk);
  test_write (desk->me->vault, run_wait, &own);
  desk->ids.last = own.id;
  message = confab_model_message_new (own.id, TRUE, FALSE, TEST_START_US, "Mine");
  confab_model_message_set_state (message, CONFAB_MESSAGE_WAITING, CONFAB_REASON_NONE);
  g_assert_true (confab_messaging_begin_change (desk->messaging, chat, message));
  /* The vault is busy until both wait for it. */
  dex_future_disown (confab_store_vault_write (desk->me->vault, run_slow, NULL, NULL));
  confab_messaging_walk_from (desk->messaging, own.id);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  dex_future_disown (confab_messaging_change_put (desk->messaging, chat, "Ours"));
  g_usleep (200 * 1000);
  desk_settle (desk);
  sent = desk_take_sent (desk);
  g_assert_cmpuint (desk_count (sent, "<body>Mine</body>"), ==, 0);
  g_assert_cmpuint (desk_count (sent, "<body>Ours</body>"), ==, 1);
  check_rows (&talk, "Ours!");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/messaging/change/late-word", test_late_word);
  g_test_add_func ("/messaging/change/ours", test_ours);
  g_test_add_func ("/messaging/change/too-late", test_too_late);
  g_test_add_func ("/messaging/change/timer", test_timer);
  g_test_add_func ("/messaging/change/at-once", test_at_once);
  return g_test_run ();
}
