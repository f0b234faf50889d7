/* What comes live and waits for the archive without harm: what the account's own archive has by its
 * own word, and what is sealed without words. */

#include "xep/xep-mam.h"
#include "xep/xep-message.h"

#define OWN "alice@conf.example"
#define MESSAGE(attributes, inside)                                                                \
  "<message xmlns='jabber:client' " attributes ">" inside "</message>"
#define FROM_BOB(inside) MESSAGE ("from='bob@friend.example/x' type='chat'", inside)
#define ID(by) "<stanza-id xmlns='urn:xmpp:sid:0' by='" by "' id='s1'/>"
#define COPY(from, how, inside)                                                                    \
  MESSAGE ("from='" from "'", "<" how " xmlns='urn:xmpp:carbons:2'><forwarded "                    \
                              "xmlns='urn:xmpp:forward:0'>" inside "</forwarded></" how ">")
#define TWO(inside) "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='1'/>" inside "</encrypted>"
#define OLD(inside)                                                                                \
  "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/>" inside "</encrypted>"
#define NOBODY "<no-store xmlns='urn:xmpp:hints'/><no-copy xmlns='urn:xmpp:hints'/>"
#define WORDS "<payload>AAAA</payload>"

static ConfabStanza *
parse (const char *text) {
  g_autoptr (GError) error = NULL;
  ConfabStanza *stanza = confab_xmpp_stanza_parse (text, -1, &error);

  g_assert_no_error (error);
  return stanza;
}

static void
test_has (void) {
  static const struct {
    const char *text;
    gboolean has;
  } cases[] = {
    { FROM_BOB ("<body>x</body>" ID (OWN)), TRUE },
    { FROM_BOB ("<body>x</body>"), FALSE },
    { FROM_BOB ("<body>x</body>" ID ("friend.example")), FALSE },
    { FROM_BOB ("<body>x</body>" ID ("conf.example")), FALSE },
    { FROM_BOB ("<body>x</body>" ID (OWN) ID (OWN)), FALSE },
    { MESSAGE ("from='bob@friend.example/x' type='error'", "<body>x</body>" ID (OWN)), FALSE },
    { COPY (OWN, "received", FROM_BOB ("<body>x</body>" ID (OWN))), TRUE },
    { COPY (OWN, "sent", FROM_BOB ("<body>x</body>" ID (OWN))), TRUE },
    { COPY (OWN, "sent", FROM_BOB ("<body>x</body>")), FALSE },
    { COPY (OWN, "sent", ""), FALSE },
    /* Nobody else can say that something was copied. */
    { COPY ("bob@friend.example/x", "received", FROM_BOB ("<body>x</body>" ID (OWN))), FALSE },
    { COPY ("alice@conf.example/phone", "received", FROM_BOB ("<body>x</body>" ID (OWN))), FALSE },
  };
  g_autoptr (ConfabJid) own = confab_base_jid_new (OWN, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabStanza) stanza = parse (cases[i].text);

    if (confab_xep_mam_has (stanza, own) != cases[i].has)
      g_error ("case %u: %s", i, cases[i].text);
  }
}

static void
test_fleeting (void) {
  static const struct {
    const char *text;
    gboolean is_fleeting;
  } cases[] = {
    { FROM_BOB (TWO ("")), TRUE },
    { FROM_BOB (OLD ("")), TRUE },
    { FROM_BOB (TWO (WORDS)), FALSE },
    { FROM_BOB (OLD (WORDS) "<store xmlns='urn:xmpp:hints'/>"), FALSE },
    { FROM_BOB (TWO (WORDS) NOBODY), TRUE },
    { FROM_BOB (OLD (WORDS) "<no-store xmlns='urn:xmpp:hints'/>"), FALSE },
    { FROM_BOB ("<body>x</body>" NOBODY), FALSE },
    { FROM_BOB ("<openpgp xmlns='urn:xmpp:openpgp:0'>AAAA</openpgp>"), FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabStanza) stanza = parse (cases[i].text);

    if (confab_xep_message_is_fleeting (stanza) != cases[i].is_fleeting)
      g_error ("case %u: %s", i, cases[i].text);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/mam/has", test_has);
  g_test_add_func ("/xep/message/fleeting", test_fleeting);
  return g_test_run ();
}
