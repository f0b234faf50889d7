/* Fuzz target: a signed-in session. One account stays signed in for the whole run, with one buddy
 * and nothing left to say; the input is a little program that puts stanzas together, always
 * well-formed, from what servers, buddies and strangers may send, and the server says them one
 * after the other.
 *
 * After each input it looks for broken promises: the server's ping is answered; nobody but the
 * server gets anything but a refusal of what they asked; no text leaves, since nobody wrote one;
 * nobody becomes a buddy unless the server said so; memory stays where it was. */

#define VICTIM_UNFOLDING
#include "../hostile/hostile-victim.h"

#include <stdint.h>

#define MAX_STANZAS 4
#define MAX_PARTS 6
#define MAX_DEPTH 3
#define MAX_RSS_KIB (1024 * 1024)
#define LOOK_EVERY 256   /* inputs */
#define FRESH_EVERY 4096 /* inputs: a new account, so that lists and chats stay small */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* ---- the input ---- */

typedef struct {
  const uint8_t *data;
  size_t size;
} Input;

static uint8_t
take (Input *input) {
  if (input->size == 0)
    return 0;
  input->size--;
  return *input->data++;
}

static const char *
pick (Input *input, const char *const *list, gsize n) {
  return list[take (input) % n];
}

#define PICK(input, list) pick (input, list, G_N_ELEMENTS (list))

static const char *const kinds[] = { "message", "presence", "iq" };
static const char *const senders[] = { BOB "/r", BOB, MALLORY "/x", MALLORY, OWN, OWN "/other",
  "conf.example", "room@muc.example/Bob", "", "a@b@c", "BOB@friend.example/r" };
static const char *const types[] = { "", "chat", "normal", "groupchat", "headline", "error", "get",
  "set", "result", "subscribe", "subscribed", "unsubscribe", "unsubscribed", "unavailable", "probe",
  "banana" };
static const char *const ids[] = { "", "b1", "a", "q&amp;1", "\xd1\x85" };

/* "%s" is what stands inside; "%t" is text of the input. */
static const char *const parts[] = {
  "<body>%t</body>",
  "<body xml:lang='%t'>x</body>",
  "<subject>%t</subject>",
  "<status>%t</status>",
  "<priority>%t</priority>",
  "<show>%t</show>",
  "<nick xmlns='http://jabber.org/protocol/nick'>%t</nick>",
  "<request xmlns='urn:xmpp:receipts'/>",
  "<received xmlns='urn:xmpp:receipts' id='%t'/>",
  "<displayed xmlns='urn:xmpp:chat-markers:0' id='%t'/>",
  "<composing xmlns='http://jabber.org/protocol/chatstates'/>",
  "<delay xmlns='urn:xmpp:delay' from='conf.example' stamp='%t'/>",
  "<delay xmlns='urn:xmpp:delay' stamp='2019-01-01T00:00:00Z'/>",
  "<origin-id xmlns='urn:xmpp:sid:0' id='%t'/>",
  "<stanza-id xmlns='urn:xmpp:sid:0' by='" OWN "' id='%t'/>",
  "<replace xmlns='urn:xmpp:message-correct:0' id='b1'/>",
  "<no-store xmlns='urn:xmpp:hints'/><no-copy xmlns='urn:xmpp:hints'/>",
  "<attention xmlns='urn:xmpp:attention:0'/>",
  "<x xmlns='jabber:x:oob'><url>%t</url></x>",
  "<x xmlns='jabber:x:conference' jid='%t'/>",
  "<x xmlns='http://jabber.org/protocol/muc#user'>%s</x>",
  "<invite from='%t'><reason>x</reason></invite>",
  "<received xmlns='urn:xmpp:carbons:2'>%s</received>",
  "<sent xmlns='urn:xmpp:carbons:2'>%s</sent>",
  "<forwarded xmlns='urn:xmpp:forward:0'>%s</forwarded>",
  "<message xmlns='jabber:client' from='" BOB "/p' to='" OWN "' type='chat'>%s</message>",
  "<message xmlns='jabber:client' from='" OWN "/p' to='" BOB "' type='chat'>%s</message>",
  "<result xmlns='urn:xmpp:mam:2' queryid='%t' id='1'>%s</result>",
  "<fin xmlns='urn:xmpp:mam:2' complete='%t'><set xmlns='http://jabber.org/protocol/rsm'/></fin>",
  "<query xmlns='jabber:iq:roster' ver='%t'>%s</query>",
  "<item jid='dora@friend.example' name='%t' subscription='both'/>",
  "<item jid='dora@friend.example' subscription='remove'/>",
  "<block xmlns='urn:xmpp:blocking'>%s</block>",
  "<unblock xmlns='urn:xmpp:blocking'>%s</unblock>",
  "<query xmlns='jabber:iq:version'/>",
  "<query xmlns='jabber:iq:last'/>",
  "<time xmlns='urn:xmpp:time'/>",
  "<ping xmlns='urn:xmpp:ping'/>",
  "<query xmlns='http://jabber.org/protocol/disco#info' node='%t'/>",
  "<query xmlns='http://jabber.org/protocol/disco#items'/>",
  "<command xmlns='http://jabber.org/protocol/commands' node='%t' action='execute'/>",
  "<pubsub xmlns='http://jabber.org/protocol/pubsub'>%s</pubsub>",
  "<event xmlns='http://jabber.org/protocol/pubsub#event'>%s</event>",
  "<items node='eu.siacs.conversations.axolotl.devicelist'>%s</items>",
  "<items node='urn:xmpp:omemo:2:devices'>%s</items>",
  "<items node='%t'>%s</items>",
  "<item id='%t'>%s</item>",
  "<list xmlns='eu.siacs.conversations.axolotl'><device id='%t'/></list>",
  "<devices xmlns='urn:xmpp:omemo:2'><device id='%t' label='x'/></devices>",
  "<encrypted xmlns='eu.siacs.conversations.axolotl'>%s</encrypted>",
  "<header sid='%t'><iv>%t</iv><key rid='1'>AAAA</key></header>",
  "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'><keys jid='%t'/></header></encrypted>",
  "<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='%t'>%s</jingle>",
  "<open xmlns='http://jabber.org/protocol/ibb' block-size='%t' sid='s'/>",
  "<data xmlns='http://jabber.org/protocol/ibb' seq='%t' sid='s'>AAAA</data>",
  "<error type='cancel'><%t xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
  "<error type='cancel'><service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>",
  "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='%t' ver='x'/>",
  "<x xmlns='vcard-temp:x:update'><photo>%t</photo></x>",
  "<ephemeral xmlns='urn:xmpp:ephemeral:0' timer='%t'/>",
  "<retract xmlns='urn:xmpp:message-retract:1' id='%t'/>",
  "<replace xmlns='urn:xmpp:message-correct:0' id='%t'/>",
  "<preauth xmlns='urn:xmpp:pars:0' token='%t'/>",
  "<unknown xmlns='urn:unknown'>%s</unknown>",
};

/* Some bytes as text that may stand in an attribute. */
static void
append_text (GString *out, Input *input) {
  gsize wanted = take (input) % 32;
  gsize n = MIN (wanted, input->size);
  g_autofree char *raw = g_strndup ((const char *)input->data, n);
  g_autofree char *valid = g_utf8_make_valid (raw, -1);
  g_autofree char *escaped = NULL;

  input->data += n;
  input->size -= n;
  for (char *at = valid; *at != '\0'; at++)
    if ((guchar)*at < ' ' || *at == 0x7f)
      *at = '.';
  escaped = g_markup_escape_text (valid, -1);
  /* What is no character of XML. */
  if (strstr (escaped, "\xef\xbf\xbe") != NULL || strstr (escaped, "\xef\xbf\xbf") != NULL)
    return;
  g_string_append (out, escaped);
}

static void
append_part (GString *out, Input *input, guint depth) {
  const char *at = PICK (input, parts);
  gboolean is_name = strstr (at, "<%t ") != NULL;

  for (; *at != '\0'; at++) {
    if (at[0] != '%') {
      g_string_append_c (out, *at);
      continue;
    }
    at++;
    if (*at == 't' && is_name)
      g_string_append (out, "gone");
    else if (*at == 't')
      append_text (out, input);
    else if (depth < MAX_DEPTH + 3)
      for (guint n = take (input) % 3; n > 0; n--)
        append_part (out, input, depth + 1);
  }
}

static void
append_attribute (GString *out, const char *name, const char *value) {
  if (*value != '\0')
    g_string_append_printf (out, " %s='%s'", name, value);
}

static void
append_stanza (GString *out, Input *input) {
  const char *kind = PICK (input, kinds);

  g_string_append_printf (out, "<%s", kind);
  append_attribute (out, "from", PICK (input, senders));
  append_attribute (out, "to", OWN);
  append_attribute (out, "type", PICK (input, types));
  append_attribute (out, "id", PICK (input, ids));
  g_string_append_c (out, '>');
  for (guint n = take (input) % MAX_PARTS; n > 0; n--)
    append_part (out, input, 0);
  g_string_append_printf (out, "</%s>", kind);
}

/* ---- the session ---- */

static Victim *victim;
static guint n_inputs;

/* What left is what may leave. */
static void
check_written (const char *written) {
  g_autofree char *wrapped = g_strdup_printf ("<all xmlns='jabber:client'>%s</all>", written);
  g_autoptr (ConfabStanza) all = confab_xmpp_stanza_parse (wrapped, -1, NULL);

  g_assert (all != NULL);
  for (guint i = 0; i < confab_xmpp_stanza_get_n_children (all); i++) {
    ConfabStanza *stanza = confab_xmpp_stanza_get_nth (all, i);
    const char *to = confab_xmpp_stanza_get (stanza, "to");
    const char *type = confab_xmpp_stanza_get (stanza, "type");
    gboolean is_iq = g_str_equal (confab_xmpp_stanza_get_name (stanza), "iq");
    gboolean is_stranger =
        to != NULL && (strstr (to, "evil.example") != NULL || strstr (to, "muc.example") != NULL);
    g_autofree char *text = confab_xmpp_stanza_to_string (stanza);

    if (is_stranger && !(is_iq && g_strcmp0 (type, "error") == 0))
      g_error ("to a stranger: %s", text);
    if (strstr (text, "<body") != NULL)
      g_error ("a text that nobody wrote: %s", text);
    if (!is_iq && g_strcmp0 (type, "error") == 0)
      g_error ("an error in answer to no query: %s", text);
  }
}

static guint64
read_rss_kib (void) {
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtoull (words[1], NULL, 10) * (guint64)sysconf (_SC_PAGESIZE) / 1024;
}

/* Bob still gets through, and is the same buddy; memory is where it was. */
static void
look (void) {
  g_assert (read_rss_kib () < MAX_RSS_KIB);
  g_assert (confab_model_account_find_contact (victim->account, BOB) == victim->bob);
  g_assert (confab_model_account_get_state (victim->account) == CONFAB_ACCOUNT_SIGNED_IN);
  peer_settle ();
}

static void
begin (void) {
  g_clear_pointer (&victim, victim_free);
  victim = victim_new ();
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  Input input = { data, size };
  g_autoptr (GString) xml = g_string_new (NULL);
  g_autofree char *written = NULL;

  if (victim == NULL) {
    g_setenv ("G_MESSAGES_DEBUG", "", TRUE);
    dex_init ();
    confab_base_secret_init ();
  }
  if (n_inputs++ % FRESH_EVERY == 0)
    begin ();
  for (guint i = 0; i < MAX_STANZAS && input.size > 0; i++)
    append_stanza (xml, &input);
  g_string_append (xml, "<iq type='get' id='barrier'><ping xmlns='urn:xmpp:ping'/></iq>");
  peer_send (victim->peer, xml->str);
  written = victim_take (victim, "<iq type='result' id='barrier'/>");
  *g_strrstr (written, "<iq type='result' id='barrier'/>") = '\0';
  check_written (written);
  if (n_inputs % LOOK_EVERY == 0)
    look ();
  return 0;
}
