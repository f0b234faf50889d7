/* Words about reading and writing: what is written reads back; what says two things, stands in a
 * room, an error or beside a text, says nothing. */

#include "xep/xep-displayed.h"
#include "xep/xep-message.h"

#define OWN "alice@conf.example"
#define STATES "http://jabber.org/protocol/chatstates"
#define MARKERS "urn:xmpp:chat-markers:0"
#define COMPOSING "<composing xmlns='" STATES "'/>"
#define PAUSED "<paused xmlns='" STATES "'/>"
#define READ "<displayed xmlns='" MARKERS "' id='a'/>"
#define WISH "<markable xmlns='" MARKERS "'/>"
#define ERROR                                                                                      \
  "<error type='cancel'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>"
#define SEALED "<encrypted xmlns='eu.siacs.conversations.axolotl'/>"

/* ---- the elements ---- */

static void
test_round (void) {
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_new ("content", "urn:xmpp:sce:1");

  g_assert_false (confab_xep_displayed_is_wished (content));
  g_assert_null (confab_xep_displayed_read (content));
  g_assert_cmpint (confab_xep_chat_state_read (content), ==, CONFAB_XEP_CHAT_STATE_NONE);
  confab_xmpp_stanza_take_child (content, confab_xep_displayed_wish_new ());
  confab_xmpp_stanza_take_child (content, confab_xep_displayed_new ("a1"));
  g_assert_true (confab_xep_displayed_is_wished (content));
  g_assert_cmpstr (confab_xep_displayed_read (content), ==, "a1");
  for (int i = CONFAB_XEP_CHAT_STATE_ACTIVE; i <= CONFAB_XEP_CHAT_STATE_GONE; i++) {
    g_autoptr (ConfabStanza) said = confab_xmpp_stanza_new ("content", "urn:xmpp:sce:1");

    confab_xmpp_stanza_take_child (said, confab_xep_chat_state_new ((ConfabXepChatState)i));
    g_assert_cmpint (confab_xep_chat_state_read (said), ==, i);
  }
}

static void
check_element (const char *inside, const char *id, ConfabXepChatState state) {
  g_autofree char *xml = g_strdup_printf ("<content xmlns='urn:xmpp:sce:1'>%s</content>", inside);
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_parse (xml, -1, NULL);

  g_assert_nonnull (content);
  g_assert_cmpstr (confab_xep_displayed_read (content), ==, id);
  g_assert_cmpint (confab_xep_chat_state_read (content), ==, state);
}

static void
test_no_word (void) {
  g_autofree char *long_id = g_strnfill (5000, 'x');
  g_autofree char *too_long = g_strdup_printf ("<displayed xmlns='" MARKERS "' id='%s'/>", long_id);

  check_element (READ, "a", CONFAB_XEP_CHAT_STATE_NONE);
  check_element (READ READ, NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element (too_long, NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element ("<displayed xmlns='" MARKERS "'/>", NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element ("<displayed xmlns='" MARKERS "' id=''/>", NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element ("<displayed id='a'/>", NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element ("<received xmlns='" MARKERS "' id='a'/>", NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element ("<acknowledged xmlns='" MARKERS "' id='a'/>", NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element ("<x>" READ COMPOSING "</x>", NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element (COMPOSING, NULL, CONFAB_XEP_CHAT_STATE_COMPOSING);
  check_element (COMPOSING COMPOSING, NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element (COMPOSING PAUSED, NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element ("<dancing xmlns='" STATES "'/>", NULL, CONFAB_XEP_CHAT_STATE_NONE);
  check_element ("<composing/>", NULL, CONFAB_XEP_CHAT_STATE_NONE);
}

/* ---- in a message ---- */

typedef struct {
  const char *type; /* with its quotes; "": none */
  const char *inside;
  const char *displayed;
  ConfabXepChatState state;
  gboolean wants;
} Case;

static void
test_messages (void) {
  static const Case cases[] = {
    { " type='chat'", READ, "a", CONFAB_XEP_CHAT_STATE_NONE, FALSE },
    { "", READ, "a", CONFAB_XEP_CHAT_STATE_NONE, FALSE },
    { " type='chat'", COMPOSING, NULL, CONFAB_XEP_CHAT_STATE_COMPOSING, FALSE },
    { " type='chat'", READ COMPOSING, "a", CONFAB_XEP_CHAT_STATE_NONE, FALSE },
    { " type='chat'", "<body>x</body>" READ, NULL, CONFAB_XEP_CHAT_STATE_NONE, FALSE },
    { " type='chat'", "<body>x</body>" COMPOSING WISH, NULL, CONFAB_XEP_CHAT_STATE_NONE, TRUE },
    { " type='chat'", "<received xmlns='urn:xmpp:receipts' id='b'/>" READ, NULL,
        CONFAB_XEP_CHAT_STATE_NONE, FALSE },
    { " type='chat'", SEALED READ COMPOSING WISH, NULL, CONFAB_XEP_CHAT_STATE_NONE, TRUE },
    { " type='error'", READ COMPOSING WISH ERROR, NULL, CONFAB_XEP_CHAT_STATE_NONE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml = g_strdup_printf (
        "<message xmlns='jabber:client' id='m'%s>%s</message>", cases[i].type, cases[i].inside);
    g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xml, -1, NULL);
    g_autoptr (ConfabJid) own = confab_base_jid_new (OWN, NULL);
    g_autoptr (ConfabJid) from = confab_base_jid_new ("bob@friend.example/x", NULL);
    g_autoptr (ConfabXepMessage) message = confab_xep_message_read (stanza, own, from, 1);

    g_test_message ("%s", xml);
    g_assert_nonnull (message);
    g_assert_cmpstr (message->displayed, ==, cases[i].displayed);
    g_assert_cmpint (message->state, ==, cases[i].state);
    g_assert_cmpint (message->wants_displayed, ==, cases[i].wants);
  }
}

/* A wish alone, a room, one's own server's broadcast: nothing that is read. */
static void
test_nothing (void) {
  static const char *const xmls[] = {
    "<message xmlns='jabber:client' type='chat' id='m'>" WISH "</message>",
    "<message xmlns='jabber:client' type='groupchat' id='m'>" READ "</message>",
    "<message xmlns='jabber:client' type='groupchat' id='m'>" COMPOSING "</message>",
    "<message xmlns='jabber:client' type='headline' id='m'>" COMPOSING "</message>",
    "<message xmlns='jabber:client' type='chat' id='m'>" COMPOSING PAUSED "</message>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (xmls); i++) {
    g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xmls[i], -1, NULL);
    g_autoptr (ConfabJid) own = confab_base_jid_new (OWN, NULL);
    g_autoptr (ConfabJid) server = confab_base_jid_new ("conf.example", NULL);

    g_assert_null (confab_xep_message_read (stanza, own, server, 1));
  }
}

/* ---- ours ---- */

static void
test_beside (void) {
  g_autoptr (ConfabJid) to = confab_base_jid_new ("bob@friend.example/x", NULL);
  g_autoptr (ConfabDraft) draft = confab_base_draft_new (to, "i", "Hi");

  for (guint beside = 0; beside <= 3; beside++) {
    g_autoptr (ConfabStanza) message = confab_xep_message_new (draft, beside);

    g_assert_cmpint (
        confab_xep_displayed_is_wished (message), ==, (beside & CONFAB_XEP_BESIDE_WISH) != 0);
    g_assert_cmpint (confab_xep_chat_state_read (message), ==,
        beside & CONFAB_XEP_BESIDE_ACTIVE ? CONFAB_XEP_CHAT_STATE_ACTIVE
                                          : CONFAB_XEP_CHAT_STATE_NONE);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/notes/round", test_round);
  g_test_add_func ("/xep/notes/no-word", test_no_word);
  g_test_add_func ("/xep/notes/messages", test_messages);
  g_test_add_func ("/xep/notes/nothing", test_nothing);
  g_test_add_func ("/xep/notes/beside", test_beside);
  return g_test_run ();
}
