/* What is confirmed and how, and whose word counts for a message of ours: nothing that stands
 * beside a seal makes us confirm, or ticks what was sealed. Messages among one's own devices are
 * opened. */

#include "test-messaging-talk.h"

#include "messaging/messaging-keys-private.h"
#include "xep/xep-forward.h"
#include "xep/xep-sce.h"

#define REQUEST "<request xmlns='urn:xmpp:receipts'/>"

static Talk
talk_begin (ConfabOmemoVersion version) {
  Talk talk = talk_meet (version);

  talk.desk->messaging->is_connected = TRUE;
  return talk;
}

static char *
dup_xml (GBytes *bytes) {
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return g_strndup (data, size);
}

static char *
dup_said (Person *person, const char *to, const char *text) {
  g_autoptr (GBytes) bytes = person_say (person, to, text);

  return dup_xml (bytes);
}

typedef struct {
  const char *address;
  const char *id; /* NULL: a key alone */
  guint32 device;
  ConfabOmemoVersion version; /* of a key */
  GBytes *bytes;
} Sealing;

static gboolean
on_seal (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Sealing *sealing = data;
  g_autoptr (ConfabEnvelope) envelope = NULL;

  if (sealing->id != NULL)
    envelope = confab_omemo_seal_receipt (scope, sealing->address, sealing->id, error);
  else
    envelope =
        confab_omemo_seal_key (scope, sealing->address, sealing->device, sealing->version, error);
  if (envelope == NULL)
    return FALSE;
  sealing->bytes = g_bytes_ref (confab_base_envelope_get_bytes (envelope));
  return TRUE;
}

static char *
dup_sealing (Person *person, Sealing sealing) {
  g_autoptr (GBytes) bytes = NULL;

  person_do (person, on_seal, &sealing);
  bytes = sealing.bytes;
  return dup_xml (bytes);
}

static char *
dup_receipt (Person *person, const char *address, const char *id) {
  return dup_sealing (person, (Sealing){ .address = address, .id = id });
}

static char *
dup_key (Person *person, const char *address, guint32 device, ConfabOmemoVersion version) {
  return dup_sealing (
      person, (Sealing){ .address = address, .device = device, .version = version });
}

typedef struct {
  gint64 account;
  const char *peer;
  gboolean is_own;
  gboolean is_sealed;
  gint64 id;
  GPtrArray *rows;
} Rows;

static gboolean
run_rows (ConfabStoreDb *db, gpointer data, GError **error) {
  Rows *rows = data;

  rows->rows = confab_store_messages_before (db, rows->account, rows->peer, 0, 60, error);
  return rows->rows != NULL;
}

static GPtrArray *
read_rows (Talk *talk, const char *peer) {
  Rows rows = { .account = talk->desk->me->account, .peer = peer };

  test_write (talk->desk->me->vault, run_rows, &rows);
  return rows.rows;
}

static gboolean
run_sent (ConfabStoreDb *db, gpointer data, GError **error) {
  Rows *rows = data;
  ConfabStoreMessage message = { .account = rows->account,
    .peer = (char *)rows->peer,
    .is_sealed = rows->is_sealed,
    .wire_id = (char *)"w",
    .time_us = 1,
    .text = (char *)"ours" };

  CHECK (confab_store_outbox_add (db, &message, error));
  return confab_store_messages_set_state (db, message.id, CONFAB_STORE_STATE_SENT, 0, FALSE, error);
}

/* A message of ours to Ben, under the id "w", is with the server. */
static void
send_ours (Talk *talk, gboolean is_sealed) {
  Rows rows = { .account = talk->desk->me->account, .peer = DESK_FRIEND, .is_sealed = is_sealed };

  test_write (talk->desk->me->vault, run_sent, &rows);
  talk->desk->ids.last = 1;
}

static ConfabStoreState
state_of_ours (Talk *talk) {
  g_autoptr (GPtrArray) rows = read_rows (talk, DESK_FRIEND);

  return ((ConfabStoreMessage *)g_ptr_array_index (rows, 0))->state;
}

/* ---- ours ---- */

static char *
dup_id (const char *xml) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xml, -1, NULL);

  return g_strdup (confab_xmpp_stanza_get (stanza, "id"));
}

static const char *
find (GPtrArray *sent, const char *part) {
  for (guint i = 0; i < sent->len; i++)
    if (strstr (sent->pdata[i], part) != NULL)
      return sent->pdata[i];
  return NULL;
}

static void
test_sealed (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO);
  g_autofree char *said = dup_said (talk.ben, talk.desk->me->address, "Are you there?");
  g_autofree char *id = dup_id (said);
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ConfabOmemoOpened opened;
  const char *receipt;

  arrive (&talk, DESK_FRIEND "/phone", said, "");
  sent = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (sent, "<received"), ==, 0);
  g_assert_cmpuint (desk_count (sent, id), ==, 0);
  g_assert_cmpuint (desk_count (sent, "<no-copy"), ==, 1);
  receipt = find (sent, "<no-copy");
  g_assert_nonnull (strstr (receipt, "<no-store xmlns='urn:xmpp:hints'/>"));
  g_assert_nonnull (strstr (receipt, "<private xmlns='urn:xmpp:carbons:2'/>"));
  bytes = g_bytes_new (receipt, strlen (receipt));
  g_assert_cmpint (person_hear (talk.ben, talk.desk->me->address, bytes, &opened), ==,
      CONFAB_OMEMO_OPENED_EMPTY);
  g_assert_cmpstr (confab_xep_sce_get_receipt (opened.content), ==, id);
  confab_omemo_opened_clear (&opened);
  g_assert_cmpuint (
      confab_safety_ledger_get (talk.desk->ledger, CONFAB_CLASS_RECEIPT, DESK_FRIEND), ==, 1);

  /* Again, with a wish beside it: whoever sends it may be anybody. */
  arrive (&talk, DESK_FRIEND "/phone", said, REQUEST);
  again = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (again, "<message"), ==, 0);
}

static void
test_old (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_OLD);
  g_autofree char *said = dup_said (talk.ben, talk.desk->me->address, "Are you there?");
  g_autofree char *id = dup_id (said);
  g_autoptr (GPtrArray) sent = NULL;

  arrive (&talk, DESK_FRIEND "/phone", said, "");
  sent = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (sent, "<received xmlns='urn:xmpp:receipts'"), ==, 1);
  g_assert_cmpuint (desk_count (sent, id), ==, 1);
  g_assert_cmpuint (desk_count (sent, "<no-copy"), ==, 0);
}

/* A key has no text that could have arrived, whatever stands beside it. */
static void
test_key_alone (void) {
  for (guint i = CONFAB_OMEMO_OLD; i <= CONFAB_OMEMO_TWO; i++) {
    ConfabOmemoVersion version = (ConfabOmemoVersion)i;
    g_auto (Talk) talk = talk_begin (version);
    Person *me = talk.desk->me;
    g_autofree char *key = dup_key (talk.ben, me->address, me->device, version);
    g_autoptr (GPtrArray) sent = NULL;

    arrive (&talk, DESK_FRIEND "/phone", key, REQUEST);
    sent = desk_take_sent (talk.desk);
    g_assert_cmpuint (desk_count (sent, "<received"), ==, 0);
    g_assert_cmpuint (desk_count (sent, "<no-copy"), ==, 0);
  }
}

static void
test_hidden_and_budget (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO);
  g_autofree char *first = dup_said (talk.ben, talk.desk->me->address, "one");
  g_autofree char *second = dup_said (talk.ben, talk.desk->me->address, "two");
  ConfabMessagingBudget *budget =
      &confab_messaging_keys_of (talk.desk->messaging, DESK_FRIEND)->receipts;
  g_autoptr (GPtrArray) hidden = NULL;
  g_autoptr (GPtrArray) over = NULL;

  confab_model_account_set_hidden (talk.desk->account, TRUE);
  arrive (&talk, DESK_FRIEND "/phone", first, "");
  hidden = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (hidden, "<message"), ==, 0);
  g_assert_cmpuint (budget->n, ==, 0);

  confab_model_account_set_hidden (talk.desk->account, FALSE);
  *budget = (ConfabMessagingBudget){
    confab_base_clock_monotonic_us (confab_base_clock_fake_get (talk.desk->clock)), 600
  };
  arrive (&talk, DESK_FRIEND "/phone", second, "");
  over = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (over, "<no-copy"), ==, 0);
}

/* ---- theirs ---- */

static void
test_counts (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO);
  g_autofree char *receipt = dup_receipt (talk.ben, talk.desk->me->address, "w");
  g_autofree char *other = dup_receipt (talk.ben, talk.desk->me->address, "v");
  g_autoptr (GPtrArray) rows = NULL;

  send_ours (&talk, TRUE);
  arrive (&talk, DESK_FRIEND "/phone", other, "");
  g_assert_cmpint (state_of_ours (&talk), ==, CONFAB_STORE_STATE_SENT);
  arrive (&talk, DESK_FRIEND "/phone", receipt, "");
  g_assert_cmpint (state_of_ours (&talk), ==, CONFAB_STORE_STATE_DELIVERED);
  rows = read_rows (&talk, DESK_FRIEND);
  g_assert_cmpuint (rows->len, ==, 1);
}

#define IN_CLEAR "<message id='r'><received xmlns='urn:xmpp:receipts' id='w'/></message>"

static void
test_in_clear (void) {
  static const struct {
    ConfabOmemoVersion version;
    gboolean is_sealed;
    ConfabStoreState state;
  } cases[] = {
    { CONFAB_OMEMO_TWO, TRUE, CONFAB_STORE_STATE_SENT },
    { CONFAB_OMEMO_TWO, FALSE, CONFAB_STORE_STATE_DELIVERED },
    { CONFAB_OMEMO_OLD, TRUE, CONFAB_STORE_STATE_DELIVERED },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Talk) talk = talk_begin (cases[i].version);

    send_ours (&talk, cases[i].is_sealed);
    arrive (&talk, DESK_FRIEND "/phone", IN_CLEAR, "");
    g_assert_cmpint (state_of_ours (&talk), ==, cases[i].state);
  }
}

/* A receipt that this device cannot open is nothing that was lost; a text is. */
static void
test_not_for_us (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO);
  Person *phone = person_new (talk.desk->me->address, confab_base_random_system ());
  g_autofree char *receipt = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) one = NULL;

  person_meet (talk.ben, phone, CONFAB_OMEMO_TWO);
  receipt = dup_receipt (talk.ben, talk.desk->me->address, "w");
  arrive (&talk, DESK_FRIEND "/phone", receipt, "");
  none = read_rows (&talk, DESK_FRIEND);
  g_assert_cmpuint (none->len, ==, 0);
  said = dup_said (talk.ben, talk.desk->me->address, "for the telephone");
  arrive (&talk, DESK_FRIEND "/phone", said, "");
  one = read_rows (&talk, DESK_FRIEND);
  g_assert_cmpuint (one->len, ==, 1);
  person_free (phone);
}

/* ---- among one's own devices ---- */

/* As the server hands it to a device that it was not routed to. */
static void
arrive_copied (Talk *talk, const char *xml) {
  const char *own = talk->desk->me->address;
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xml, -1, NULL);
  g_autoptr (ConfabStanza) wrapper = confab_xmpp_stanza_new ("sent", "urn:xmpp:carbons:2");
  g_autoptr (ConfabXepMessage) message = NULL;
  g_autofree char *from = g_strdup_printf ("%s/phone", own);
  DexFuture *done;

  confab_xmpp_stanza_set (stanza, "from", from);
  confab_xmpp_stanza_take_child (
      confab_xmpp_stanza_add (wrapper, "forwarded", "urn:xmpp:forward:0"),
      g_steal_pointer (&stanza));
  message = confab_xep_forward_read (talk->desk->out, wrapper, TEST_START_US);
  g_assert_nonnull (message);
  done = confab_messaging_receive (talk->desk->messaging, message);
  g_assert_nonnull (done);
  test_settle (done);
  desk_settle (talk->desk);
}

static void
test_own (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO);
  Person *phone = person_new (talk.desk->me->address, confab_base_random_system ());
  const char *own = talk.desk->me->address;
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_autofree char *from = g_strdup_printf ("%s/phone", own);
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GBytes) answer = NULL;
  const char *answered;
  ConfabOmemoOpened opened;

  person_meet (phone, talk.desk->me, CONFAB_OMEMO_TWO);
  person_know (talk.desk->me, phone, CONFAB_OMEMO_TWO);
  key = dup_key (phone, own, talk.desk->me->device, CONFAB_OMEMO_TWO);
  arrive_copied (&talk, key);
  sent = desk_take_sent (talk.desk);
  answered = find (sent, "<message");
  g_assert_nonnull (answered);
  answer = g_bytes_new (answered, strlen (answered));
  g_assert_cmpint (person_hear (phone, own, answer, &opened), ==, CONFAB_OMEMO_OPENED_EMPTY);
  confab_omemo_opened_clear (&opened);

  text = dup_said (phone, own, "a note for myself");
  arrive (&talk, from, text, "");
  rows = read_rows (&talk, own);
  g_assert_cmpuint (rows->len, ==, 0);
  person_free (phone);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/messaging/receipts/sealed", test_sealed);
  g_test_add_func ("/messaging/receipts/old", test_old);
  g_test_add_func ("/messaging/receipts/key-alone", test_key_alone);
  g_test_add_func ("/messaging/receipts/hidden-and-budget", test_hidden_and_budget);
  g_test_add_func ("/messaging/receipts/counts", test_counts);
  g_test_add_func ("/messaging/receipts/in-clear", test_in_clear);
  g_test_add_func ("/messaging/receipts/not-for-us", test_not_for_us);
  g_test_add_func ("/messaging/receipts/own", test_own);
  return g_test_run ();
}
