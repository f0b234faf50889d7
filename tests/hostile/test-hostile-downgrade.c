/* A talk that is sealed, and servers on the way that can write whatever they like beside it. The
 * test paths are the ids of the cases. */

#include "../unit/test-messaging-desk.h"

#include "messaging/messaging-keys-private.h"
#include "xep/xep-message.h"

/* Ann at her desk, with the chat open, and Ben; both know each other's device. */
typedef struct {
  Desk *desk;
  Person *ben;
} Talk;

static void
talk_clear (Talk *talk) {
  desk_free (talk->desk);
  person_free (talk->ben);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Talk, talk_clear)

static Talk
talk_begin (ConfabOmemoVersion version) {
  Talk talk = { desk_new (), person_new (DESK_FRIEND, confab_base_random_system ()) };

  person_meet (talk.desk->me, talk.ben, version);
  person_meet (talk.ben, talk.desk->me, version);
  /* Signed off: nobody is asked for keys. */
  confab_messaging_open_chat (
      talk.desk->messaging, confab_model_contact_get_chat (talk.desk->friend));
  desk_settle (talk.desk);
  return talk;
}

static void
arrive (Talk *talk, const char *xml) {
  g_autoptr (ConfabJid) own = confab_base_jid_new (talk->desk->me->address, NULL);
  g_autoptr (ConfabJid) who = confab_base_jid_new (DESK_FRIEND "/phone", NULL);
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xml, -1, NULL);
  g_autoptr (ConfabXepMessage) message = confab_xep_message_read (stanza, own, who, TEST_START_US);
  DexFuture *done =
      message != NULL ? confab_messaging_receive (talk->desk->messaging, message) : NULL;

  if (done != NULL)
    test_settle (done);
  desk_settle (talk->desk);
}

/* Says it under seal; returns the id that servers see. */
static char *
arrive_sealed (Talk *talk, const char *text) {
  g_autoptr (GBytes) bytes = person_say (talk->ben, talk->desk->me->address, text);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *xml = g_strndup (data, size);
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xml, -1, NULL);

  arrive (talk, xml);
  return g_strdup (confab_xmpp_stanza_get (stanza, "id"));
}

/* "sealed Are you there? / plain! Pay" and so on, in the chat's order. Returns: (transfer full) */
static char *
dup_rows (Talk *talk) {
  ConfabModelChat *chat = confab_model_contact_get_chat (talk->desk->friend);
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (confab_model_message_get_kind (message) != CONFAB_MESSAGE_KIND_TEXT)
      continue;
    g_string_append_printf (text, "%s%s %s\n",
        confab_model_message_is_sealed (message) ? "sealed" : "plain",
        confab_model_message_is_exposed (message) ? "!" : "",
        confab_model_message_get_text (message));
  }
  return g_string_free_and_steal (text);
}

static void
assert_rows (Talk *talk, const char *expected) {
  g_autofree char *rows = dup_rows (talk);

  g_assert_cmpstr (rows, ==, expected);
}

/* What says in the clear that it corrects a sealed message changes nothing of it; it is a message
 * of its own, and says that servers can read it; and it does not open the chat. */
static void
test_msg_05 (void) {
  for (guint i = CONFAB_OMEMO_OLD; i <= CONFAB_OMEMO_TWO; i++) {
    g_auto (Talk) talk = talk_begin (i);
    g_autofree char *id = arrive_sealed (&talk, "Account 1");
    g_autofree char *xml =
        g_strdup_printf ("<message xmlns='jabber:client' from='" DESK_FRIEND "/phone' type='chat' "
                         "id='r1'><replace xmlns='urn:xmpp:message-correct:0' id='%s'/><body>"
                         "Account 2</body></message>",
            id);
    ConfabSendFacts facts;

    arrive (&talk, xml);
    assert_rows (&talk, "sealed Account 1\nplain! Account 2\n");
    /* The same id is no double of it either. */
    g_free (g_steal_pointer (&xml));
    xml = g_strdup_printf ("<message xmlns='jabber:client' from='" DESK_FRIEND "/phone' "
                           "type='chat' id='%s'><body>Account 3</body></message>",
        id);
    arrive (&talk, xml);
    assert_rows (&talk, "sealed Account 1\nplain! Account 2\nplain! Account 3\n");
    confab_messaging_send_facts (talk.desk->messaging, talk.desk->friend, 1, &facts);
    g_assert_cmpint (confab_safety_judge_send (&facts, NULL), ==, CONFAB_SEND_SEAL);
  }
}

/* What a server puts beside a text that was sealed rewrites nothing: not with v0.3, which could say
 * it nowhere else, and not with version 2, which says it inside. */
static void
test_msg_05_beside (void) {
  for (guint i = CONFAB_OMEMO_OLD; i <= CONFAB_OMEMO_TWO; i++) {
    g_auto (Talk) talk = talk_begin (i);
    g_autofree char *id = arrive_sealed (&talk, "Account 1");
    g_autoptr (GBytes) bytes = person_say (talk.ben, talk.desk->me->address, "Thanks");
    g_autofree char *sealed = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
    g_autofree char *xml =
        g_strdup_printf ("%.*s<replace xmlns='urn:xmpp:message-correct:0' id='%s'/></message>",
            (int)(strlen (sealed) - strlen ("</message>")), sealed, id);

    arrive (&talk, xml);
    assert_rows (&talk, "sealed Account 1\nsealed Thanks\n");
  }
}

/* Where the user chose that servers may read it, that is no news. */
static void
test_msg_05_chosen (void) {
  g_auto (Talk) talk = talk_begin (CONFAB_OMEMO_TWO);
  const char *xml = "<message xmlns='jabber:client' from='" DESK_FRIEND "/phone' type='chat' "
                    "id='p1'><body>In the clear</body></message>";

  confab_model_contact_set_plain_chosen (talk.desk->friend, TRUE);
  arrive (&talk, xml);
  assert_rows (&talk, "plain In the clear\n");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/hostile/MSG-05", test_msg_05);
  g_test_add_func ("/hostile/MSG-05/beside", test_msg_05_beside);
  g_test_add_func ("/hostile/MSG-05/chosen", test_msg_05_chosen);
  return g_test_run ();
}
