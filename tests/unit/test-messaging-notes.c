/* Reading and writing, told under seal: in both directions, never in the clear where it can be
 * sealed, never outside of what was chosen; and whose word counts. */

#include "test-messaging-talk.h"

#include "messaging/messaging-displayed.h"
#include "messaging/messaging-keys-private.h"
#include "messaging/messaging-seal.h"
#include "store/store-marks.h"
#include "xep/xep-displayed.h"
#include "xep/xep-sce.h"

#define WISH "<markable xmlns='urn:xmpp:chat-markers:0'/>"
#define STATES "http://jabber.org/protocol/chatstates"

/* He is here, and she tells him so much. */
static Talk
talk_begin (ConfabOmemoVersion version, ConfabModelTells tells) {
  Talk talk = talk_meet (version);

  talk.desk->messaging->is_connected = TRUE;
  confab_model_contact_set_presence (talk.desk->friend, CONFAB_PRESENCE_HERE);
  confab_model_contact_set_tells (talk.desk->friend, tells);
  confab_model_chat_set_send (confab_model_contact_get_chat (talk.desk->friend), CONFAB_SEND_SEAL,
      CONFAB_REASON_NONE, FALSE);
  return talk;
}

typedef struct {
  const char *to;
  const char *id;   /* of a text; NULL: a word */
  gboolean is_wish; /* beside it */
  const ConfabStanza *content;
  GBytes *bytes;
} Sealing;

static gboolean
on_seal (const ConfabOmemoScope *scope, gpointer data, GError **error) {
  Sealing *sealing = data;
  g_autoptr (ConfabJid) to = confab_base_jid_new (sealing->to, NULL);
  g_autoptr (ConfabStanza) wish = confab_xep_displayed_wish_new ();
  g_autoptr (ConfabEnvelope) envelope = NULL;

  if (sealing->id != NULL) {
    g_autoptr (ConfabDraft) draft = confab_base_draft_new (to, sealing->id, "Are you there?");
    ConfabOmemoBeside beside = { .parts = { sealing->is_wish ? wish : NULL } };

    envelope = confab_omemo_seal (scope, CONFAB_SEND_SEAL, draft, &beside, error);
  } else
    envelope = confab_omemo_seal_word (scope, sealing->to, sealing->content, error);
  if (envelope == NULL)
    return FALSE;
  sealing->bytes = g_bytes_ref (confab_base_envelope_get_bytes (envelope));
  return TRUE;
}

static void
ben_sends (Talk *talk, Sealing sealing, const char *outside) {
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *xml = NULL;

  sealing.to = talk->desk->me->address;
  person_do (talk->ben, on_seal, &sealing);
  bytes = sealing.bytes;
  xml = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  arrive (talk, DESK_FRIEND "/phone", xml, outside);
}

static void
ben_says (Talk *talk, ConfabStanza *part) {
  g_autoptr (ConfabStanza) content = confab_xep_sce_empty_new ();

  confab_xmpp_stanza_take_child (content, part);
  ben_sends (talk, (Sealing){ .content = content }, "");
}

/* ---- what leaves ---- */

/* Each is a choice of its own, for that person. */
static void
test_chosen (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO, CONFAB_TELLS_NOTHING);
  g_autoptr (ConfabJid) to = confab_base_jid_new (DESK_FRIEND "/phone", NULL);
  g_autoptr (ConfabJid) other = confab_base_jid_new ("eve@friend.example", NULL);

  for (guint tells = 0; tells <= (CONFAB_TELLS_READ | CONFAB_TELLS_TYPING); tells++) {
    ConfabDiscloseFacts read = { .class = CONFAB_CLASS_READ };
    ConfabDiscloseFacts typing = { .class = CONFAB_CLASS_TYPING };
    ConfabDiscloseFacts of_other = { .class = CONFAB_CLASS_READ };

    confab_model_contact_set_tells (talk.desk->friend, (ConfabModelTells)tells);
    confab_messaging_disclose_facts (talk.desk->account, to, &read);
    confab_messaging_disclose_facts (talk.desk->account, to, &typing);
    confab_messaging_disclose_facts (talk.desk->account, other, &of_other);
    g_assert_cmpint (read.is_chosen, ==, (tells & CONFAB_TELLS_READ) != 0);
    g_assert_cmpint (typing.is_chosen, ==, (tells & CONFAB_TELLS_TYPING) != 0);
    g_assert_false (of_other.is_chosen);
  }
}

static gboolean
run_mark_read (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_chats_mark_read (db, *(gint64 *)data, DESK_FRIEND, 1000, error);
}

/* The chat is seen; what left for it. */
static GPtrArray *
see_chat (Talk *talk) {
  g_ptr_array_unref (desk_take_sent (talk->desk));
  test_write (talk->desk->me->vault, run_mark_read, &talk->desk->me->account);
  confab_messaging_tell_read (talk->desk->messaging, talk->desk->friend);
  desk_settle (talk->desk);
  return desk_take_sent (talk->desk);
}

/* Ben opens the one message that left; what stands in it. */
static ConfabStanza *
ben_hears (Talk *talk, GPtrArray *sent) {
  const char *word = NULL;
  g_autoptr (GBytes) bytes = NULL;
  ConfabStanza *content;
  ConfabOmemoOpened opened;

  for (guint i = 0; i < sent->len; i++)
    if (strstr (sent->pdata[i], "<message") != NULL) {
      g_assert_null (word);
      word = sent->pdata[i];
    }
  g_assert_nonnull (word);
  g_assert_nonnull (strstr (word, "<no-store xmlns='urn:xmpp:hints'/>"));
  g_assert_nonnull (strstr (word, "<no-copy xmlns='urn:xmpp:hints'/>"));
  g_assert_null (strstr (word, "chat-markers"));
  g_assert_null (strstr (word, "chatstates"));
  bytes = g_bytes_new (word, strlen (word));
  g_assert_cmpint (person_hear (talk->ben, talk->desk->me->address, bytes, &opened), ==,
      CONFAB_OMEMO_OPENED_EMPTY);
  content = confab_xmpp_stanza_ref (opened.content);
  confab_omemo_opened_clear (&opened);
  return content;
}

static void
test_mark_sealed (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO, CONFAB_TELLS_READ);
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (ConfabStanza) content = NULL;

  ben_sends (&talk, (Sealing){ .id = "q1", .is_wish = TRUE }, "");
  sent = see_chat (&talk);
  content = ben_hears (&talk, sent);
  g_assert_cmpstr (confab_xep_displayed_read (content), ==, "q1");
  g_assert_cmpuint (
      confab_safety_ledger_get (talk.desk->ledger, CONFAB_CLASS_READ, DESK_FRIEND), ==, 1);
  again = see_chat (&talk);
  g_assert_cmpuint (desk_count (again, "<message"), ==, 0);
}

/* Of what every device could ask inside, nothing outside asks. */
static void
test_mark_not (void) {
  static const struct {
    ConfabModelTells tells;
    gboolean is_wish;
    const char *outside;
    ConfabModelPresence presence;
    gboolean is_hidden;
    ConfabModelRelation relation;
  } cases[] = {
    { CONFAB_TELLS_NOTHING, TRUE, WISH, CONFAB_PRESENCE_HERE, FALSE, CONFAB_RELATION_MUTUAL },
    { CONFAB_TELLS_TYPING, TRUE, WISH, CONFAB_PRESENCE_HERE, FALSE, CONFAB_RELATION_MUTUAL },
    { CONFAB_TELLS_READ, FALSE, WISH, CONFAB_PRESENCE_HERE, FALSE, CONFAB_RELATION_MUTUAL },
    { CONFAB_TELLS_READ, TRUE, "", CONFAB_PRESENCE_OFFLINE, FALSE, CONFAB_RELATION_MUTUAL },
    { CONFAB_TELLS_READ, TRUE, "", CONFAB_PRESENCE_HERE, TRUE, CONFAB_RELATION_MUTUAL },
    { CONFAB_TELLS_READ, TRUE, "", CONFAB_PRESENCE_HERE, FALSE, CONFAB_RELATION_WE_SEE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO, cases[i].tells);
    g_autoptr (GPtrArray) sent = NULL;

    g_test_message ("case %u", i);
    ben_sends (&talk, (Sealing){ .id = "q1", .is_wish = cases[i].is_wish }, cases[i].outside);
    confab_model_contact_set_presence (talk.desk->friend, cases[i].presence);
    confab_model_contact_set_relation (talk.desk->friend, cases[i].relation);
    confab_model_account_set_hidden (talk.desk->account, cases[i].is_hidden);
    sent = see_chat (&talk);
    g_assert_cmpuint (desk_count (sent, "<message"), ==, 0);
    g_assert_cmpuint (confab_safety_ledger_get_total (talk.desk->ledger, CONFAB_CLASS_READ), ==, 0);
  }
}

/* v0.3 can ask, and be answered, in the clear alone. */
static void
test_mark_old (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_OLD, CONFAB_TELLS_READ);
  g_autoptr (GPtrArray) sent = NULL;

  ben_sends (&talk, (Sealing){ .id = "q1" }, WISH);
  sent = see_chat (&talk);
  g_assert_cmpuint (
      desk_count (sent, "<displayed xmlns='urn:xmpp:chat-markers:0' id='q1'/>"), ==, 1);
}

/* A text in the clear between two who can seal: any server on the way can write it, with a wish,
 * and learns nothing of when it was read. */
static void
test_mark_forged (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO, CONFAB_TELLS_READ);
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (ConfabStanza) content = NULL;

  arrive (
      &talk, DESK_FRIEND "/phone", "<message id='f1'><body>Are you there?</body></message>", WISH);
  sent = see_chat (&talk);
  content = ben_hears (&talk, sent);
  g_assert_cmpstr (confab_xep_displayed_read (content), ==, "f1");
}

/* In the clear it is answered where servers may read the chat. */
static void
test_mark_plain (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO, CONFAB_TELLS_READ);
  g_autoptr (GPtrArray) sent = NULL;

  confab_model_contact_set_plain_chosen (talk.desk->friend, TRUE);
  arrive (
      &talk, DESK_FRIEND "/phone", "<message id='p1'><body>Are you there?</body></message>", WISH);
  sent = see_chat (&talk);
  g_assert_cmpuint (
      desk_count (sent, "<displayed xmlns='urn:xmpp:chat-markers:0' id='p1'/>"), ==, 1);
}

static void
type (Talk *talk, const char *text) {
  confab_messaging_set_draft (
      talk->desk->messaging, confab_model_contact_get_chat (talk->desk->friend), text);
  desk_settle (talk->desk);
}

static void
test_typing (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO, CONFAB_TELLS_TYPING);
  g_autoptr (GPtrArray) begins = NULL;
  g_autoptr (GPtrArray) goes_on = NULL;
  g_autoptr (GPtrArray) rests = NULL;
  g_autoptr (ConfabStanza) composing = NULL;
  g_autoptr (ConfabStanza) paused = NULL;

  type (&talk, "H");
  begins = desk_take_sent (talk.desk);
  composing = ben_hears (&talk, begins);
  g_assert_cmpint (confab_xep_chat_state_read (composing), ==, CONFAB_XEP_CHAT_STATE_COMPOSING);
  type (&talk, "Hi");
  goes_on = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (goes_on, "<message"), ==, 0);
  confab_base_clock_fake_advance (talk.desk->clock, 10 * G_USEC_PER_SEC);
  desk_settle (talk.desk);
  rests = desk_take_sent (talk.desk);
  paused = ben_hears (&talk, rests);
  g_assert_cmpint (confab_xep_chat_state_read (paused), ==, CONFAB_XEP_CHAT_STATE_PAUSED);
}

/* Not chosen, not known to be here, hidden, locked, nothing may be written, or said too often. */
static void
test_typing_not (void) {
  for (guint i = 0; i < 7; i++) {
    g_auto (Talk) talk =
        talk_begin (CONFAB_OMEMO_TWO, i == 0 ? CONFAB_TELLS_READ : CONFAB_TELLS_TYPING);
    ConfabModelChat *chat = confab_model_contact_get_chat (talk.desk->friend);
    g_autoptr (GPtrArray) sent = NULL;

    if (i == 1)
      confab_model_contact_set_presence (talk.desk->friend, CONFAB_PRESENCE_OFFLINE);
    if (i == 2)
      confab_model_account_set_hidden (talk.desk->account, TRUE);
    if (i == 3)
      talk.desk->messaging->aside = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
    if (i == 4)
      confab_model_chat_set_send (chat, CONFAB_SEND_REFUSE, CONFAB_REASON_NO_KEYS, TRUE);
    if (i == 5)
      confab_messaging_keys_of (talk.desk->messaging, DESK_FRIEND)->states =
          (ConfabMessagingBudget){
            confab_base_clock_monotonic_us (confab_base_clock_fake_get (talk.desk->clock)), 240
          };
    if (i == 6)
      confab_model_contact_set_relation (talk.desk->friend, CONFAB_RELATION_WE_SEE);
    g_test_message ("case %u", i);
    type (&talk, "H");
    confab_base_clock_fake_advance (talk.desk->clock, 10 * G_USEC_PER_SEC);
    desk_settle (talk.desk);
    sent = desk_take_sent (talk.desk);
    g_assert_cmpuint (desk_count (sent, "<message"), ==, 0);
  }
}

static void
test_typing_old (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_OLD, CONFAB_TELLS_TYPING);
  g_autoptr (GPtrArray) sent = NULL;

  type (&talk, "H");
  sent = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (sent, "<composing xmlns='" STATES "'/>"), ==, 1);
}

/* ---- what counts ---- */

typedef struct {
  gint64 account;
  gboolean is_read;
} Ours;

static gboolean
run_sent (ConfabStoreDb *db, gpointer data, GError **error) {
  Ours *ours = data;
  ConfabStoreMessage message = { .account = ours->account,
    .peer = (char *)DESK_FRIEND,
    .is_sealed = TRUE,
    .wire_id = (char *)"w",
    .time_us = 1,
    .text = (char *)"ours" };

  CHECK (confab_store_outbox_add (db, &message, error));
  return confab_store_messages_set_state (db, message.id, CONFAB_STORE_STATE_SENT, 0, FALSE, error);
}

static gboolean
run_is_read (ConfabStoreDb *db, gpointer data, GError **error) {
  Ours *ours = data;
  g_autoptr (GPtrArray) rows =
      confab_store_messages_before (db, ours->account, DESK_FRIEND, 0, 9, error);

  g_assert_cmpuint (rows->len, ==, 1);
  ours->is_read =
      ((ConfabStoreMessage *)g_ptr_array_index (rows, 0))->mark == CONFAB_STORE_MARK_READ;
  return TRUE;
}

static gboolean
is_read (Talk *talk) {
  Ours ours = { .account = talk->desk->me->account };

  test_write (talk->desk->me->vault, run_is_read, &ours);
  return ours.is_read;
}

#define IN_CLEAR "<message id='r'><displayed xmlns='urn:xmpp:chat-markers:0' id='w'/></message>"

static void
test_counts (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO, CONFAB_TELLS_NOTHING);
  Ours ours = { .account = talk.desk->me->account };

  test_write (talk.desk->me->vault, run_sent, &ours);
  talk.desk->ids.last = 1;
  /* Of a sealed one anybody on the way could write it. */
  arrive (&talk, DESK_FRIEND "/phone", IN_CLEAR, "");
  g_assert_false (is_read (&talk));
  ben_says (&talk, confab_xep_displayed_new ("v"));
  g_assert_false (is_read (&talk));
  ben_says (&talk, confab_xep_displayed_new ("w"));
  g_assert_true (is_read (&talk));
}

static void
test_counts_old (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_OLD, CONFAB_TELLS_NOTHING);
  Ours ours = { .account = talk.desk->me->account };

  test_write (talk.desk->me->vault, run_sent, &ours);
  talk.desk->ids.last = 1;
  arrive (&talk, DESK_FRIEND "/phone", IN_CLEAR, "");
  g_assert_true (is_read (&talk));
}

/* From the archive: what was read counts, what was written then is over, and neither is a row. */
static void
test_archived (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_OLD, CONFAB_TELLS_READ);
  ConfabModelChat *chat = confab_model_contact_get_chat (talk.desk->friend);
  static const char *const xmls[] = { IN_CLEAR,
    "<message id='s'><composing xmlns='" STATES "'/></message>" };
  Ours ours = { .account = talk.desk->me->account };

  test_write (talk.desk->me->vault, run_sent, &ours);
  talk.desk->ids.last = 1;
  for (guint i = 0; i < G_N_ELEMENTS (xmls); i++) {
    g_autoptr (ConfabJid) own = confab_base_jid_new (talk.desk->me->address, NULL);
    g_autoptr (ConfabJid) who = confab_base_jid_new (DESK_FRIEND "/phone", NULL);
    g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xmls[i], -1, NULL);
    g_autoptr (ConfabXepMessage) message =
        confab_xep_message_read (stanza, own, who, TEST_START_US);
    DexFuture *done;

    message->is_copy = message->is_archived = TRUE;
    done = confab_messaging_receive (talk.desk->messaging, message);
    if (done != NULL)
      test_settle (done);
    desk_settle (talk.desk);
  }
  g_assert_true (is_read (&talk));
  g_assert_false (confab_model_chat_is_writing (chat));
}

static void
test_writing (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO, CONFAB_TELLS_NOTHING);
  ConfabModelChat *chat = confab_model_contact_get_chat (talk.desk->friend);
  g_autoptr (GPtrArray) sent = NULL;

  ben_says (&talk, confab_xep_chat_state_new (CONFAB_XEP_CHAT_STATE_COMPOSING));
  g_assert_true (confab_model_chat_is_writing (chat));
  ben_says (&talk, confab_xep_chat_state_new (CONFAB_XEP_CHAT_STATE_PAUSED));
  g_assert_false (confab_model_chat_is_writing (chat));
  ben_says (&talk, confab_xep_chat_state_new (CONFAB_XEP_CHAT_STATE_COMPOSING));
  ben_sends (&talk, (Sealing){ .id = "q1" }, "");
  g_assert_false (confab_model_chat_is_writing (chat));
  ben_says (&talk, confab_xep_chat_state_new (CONFAB_XEP_CHAT_STATE_COMPOSING));
  confab_base_clock_fake_advance (talk.desk->clock, 61 * G_USEC_PER_SEC);
  desk_settle (talk.desk);
  g_assert_false (confab_model_chat_is_writing (chat));
  sent = desk_take_sent (talk.desk);
  g_assert_cmpuint (desk_count (sent, "chatstates"), ==, 0);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/messaging/notes/chosen", test_chosen);
  g_test_add_func ("/messaging/notes/mark-sealed", test_mark_sealed);
  g_test_add_func ("/messaging/notes/mark-not", test_mark_not);
  g_test_add_func ("/messaging/notes/mark-old", test_mark_old);
  g_test_add_func ("/messaging/notes/mark-forged", test_mark_forged);
  g_test_add_func ("/messaging/notes/mark-plain", test_mark_plain);
  g_test_add_func ("/messaging/notes/typing", test_typing);
  g_test_add_func ("/messaging/notes/typing-not", test_typing_not);
  g_test_add_func ("/messaging/notes/typing-old", test_typing_old);
  g_test_add_func ("/messaging/notes/counts", test_counts);
  g_test_add_func ("/messaging/notes/counts-old", test_counts_old);
  g_test_add_func ("/messaging/notes/archived", test_archived);
  g_test_add_func ("/messaging/notes/writing", test_writing);
  return g_test_run ();
}
