/* Entity capabilities: the hash of the specification's example, and that what presence stands for
 * is what disco answers, to those who may ask. */

#include <string.h>

#include "test-xep-fixture.h"
#include "xep/xep-caps.h"
#include "xep/xep-disco.h"
#include "xep/xep-presence.h"

#define BOB "bob@friend.example"
#define NS_INFO "http://jabber.org/protocol/disco#info"

static char *
dup_ver (const char *inside) {
  g_autofree char *xml = g_strdup_printf ("<query xmlns='" NS_INFO "'>%s</query>", inside);
  g_autoptr (ConfabStanza) info = parse (xml);

  return confab_xep_caps_dup_ver (info);
}

/* XEP-0115 5.2; in whatever order. */
static void
test_example (void) {
  static const char *const answers[] = {
    "<identity category='client' name='Exodus 0.9.1' type='pc'/>"
    "<feature var='http://jabber.org/protocol/caps'/>"
    "<feature var='http://jabber.org/protocol/disco#info'/>"
    "<feature var='http://jabber.org/protocol/disco#items'/>"
    "<feature var='http://jabber.org/protocol/muc'/>",
    "<feature var='http://jabber.org/protocol/muc'/>"
    "<feature var='http://jabber.org/protocol/disco#items'/>"
    "<feature var='http://jabber.org/protocol/caps'/>"
    "<identity category='client' name='Exodus 0.9.1' type='pc'/>"
    "<feature var='http://jabber.org/protocol/disco#info'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autofree char *ver = dup_ver (answers[i]);

    g_assert_cmpstr (ver, ==, "QgayPKawpkPSDYmwT/WM94uAlu0=");
  }
}

/* XEP-0115 5.3 without its form, which we have none of: two identities, by language. */
static void
test_languages (void) {
  g_autofree char *ver = dup_ver ("<identity xml:lang='en' category='client' name='Psi' type='pc'/>"
                                  "<identity xml:lang='el' category='client' name='P' type='pc'/>"
                                  "<feature var='f'/>");
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;
  g_autofree char *expected = NULL;

  g_checksum_update (checksum, (const guchar *)"client/pc/el/P<client/pc/en/Psi<f<", -1);
  g_checksum_get_digest (checksum, digest, &size);
  expected = g_base64_encode (digest, size);
  g_assert_cmpstr (ver, ==, expected);
}

/* Neither the presence nor what it stands for names a program. */
static void
test_names_nobody (void) {
  g_autoptr (ConfabStanza) caps = confab_xep_caps_new ();
  g_autoptr (ConfabStanza) info = confab_xep_disco_info_new (NULL);
  g_autofree char *said = confab_xmpp_stanza_to_string (caps);
  g_autofree char *answered = confab_xmpp_stanza_to_string (info);
  g_autofree char *folded = g_strconcat (said, answered, NULL);
  g_autofree char *lower = g_ascii_strdown (folded, -1);

  g_assert_null (strstr (lower, "confab"));
  g_assert_null (strstr (lower, "name="));
  g_assert_null (strstr (lower, "jabber:x:data"));
}

static void
ask (Fixture *fixture, const char *from, const char *node) {
  g_autofree char *xml =
      g_strdup_printf ("<iq from='%s' to='alice@conf.example/desk' type='get' id='q1'>"
                       "<query xmlns='" NS_INFO "' node='%s'/></iq>",
          from, node);

  g_assert_false (arrive (fixture, xml));
}

static gboolean
is_answered (Fixture *fixture) {
  gboolean is_result;

  g_assert_cmpuint (fixture->stream->sent->len, ==, 1);
  is_result = strstr (fixture->stream->sent->pdata[0], "type='result'") != NULL;
  g_ptr_array_set_size (fixture->stream->sent, 0);
  return is_result;
}

/* Servers ask in the name of the account whose nodes they keep, some in their own, some in that of
 * the device that receives the presence, or of the very device that sent it. */
static void
test_who_may_ask (void) {
  static const struct {
    const char *from;
    gboolean is_answered;
  } cases[] = {
    { OWN, TRUE },
    { OWN "/desk", TRUE },
    { OWN "/phone", FALSE },
    { "conf.example", TRUE },
    { BOB, TRUE },
    { BOB "/desk", TRUE },
    { "carol@friend.example", FALSE },
    { "friend.example", FALSE },
    { "mallory@evil.example", FALSE },
    { "evil.example", FALSE },
  };
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabStanza) caps = confab_xep_caps_new ();
  g_autofree char *node =
      g_strconcat (CONFAB_XEP_CAPS_NODE "#", confab_xmpp_stanza_get (caps, "ver"), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    ask (fixture, cases[i].from, node);
    g_assert_cmpint (is_answered (fixture), ==, cases[i].is_answered);
  }
  fixture->is_hidden = TRUE;
  ask (fixture, BOB, node);
  g_assert_false (is_answered (fixture));
}

static void
test_other_nodes (void) {
  static const char *const nodes[] = { "", "x", CONFAB_XEP_CAPS_NODE, CONFAB_XEP_CAPS_NODE "#",
    CONFAB_XEP_CAPS_NODE "#AAAAAAAAAAAAAAAAAAAAAAAAAAA=" };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (nodes); i++) {
    ask (fixture, BOB, nodes[i]);
    g_assert_false (is_answered (fixture));
  }
}

/* What is answered hashes to what presence says, and the node comes back. */
static void
test_agree (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabStanza) presence = NULL;
  g_autoptr (ConfabStanza) answer = NULL;
  g_autofree char *node = NULL;
  g_autofree char *ver = NULL;
  ConfabStanza *caps;
  ConfabStanza *info;

  g_assert_true (confab_xep_presence_announce (fixture->out));
  presence = parse (fixture->stream->sent->pdata[0]);
  g_ptr_array_set_size (fixture->stream->sent, 0);
  caps = confab_xmpp_stanza_get_child (presence, "c", "http://jabber.org/protocol/caps");
  g_assert_cmpstr (confab_xmpp_stanza_get (caps, "hash"), ==, "sha-1");
  node = g_strconcat (
      confab_xmpp_stanza_get (caps, "node"), "#", confab_xmpp_stanza_get (caps, "ver"), NULL);

  ask (fixture, BOB, node);
  answer = parse (fixture->stream->sent->pdata[0]);
  info = confab_xmpp_stanza_get_child (answer, "query", NS_INFO);
  g_assert_cmpstr (confab_xmpp_stanza_get (info, "node"), ==, node);
  ver = confab_xep_caps_dup_ver (info);
  g_assert_cmpstr (ver, ==, confab_xmpp_stanza_get (caps, "ver"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/caps/example", test_example);
  g_test_add_func ("/xep/caps/languages", test_languages);
  g_test_add_func ("/xep/caps/names-nobody", test_names_nobody);
  g_test_add_func ("/xep/caps/who-may-ask", test_who_may_ask);
  g_test_add_func ("/xep/caps/other-nodes", test_other_nodes);
  g_test_add_func ("/xep/caps/agree", test_agree);
  return g_test_run ();
}
