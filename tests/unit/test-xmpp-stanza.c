/* Building, reading, writing and reading back of elements. */

#include <string.h>

#include "xmpp/xmpp-error.h"
#include "xmpp/xmpp-stanza.h"

static void
assert_text (ConfabStanza *stanza, const char *expected) {
  g_autofree char *text = confab_xmpp_stanza_to_string (stanza);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_building (void) {
  g_autoptr (ConfabStanza) message = confab_xmpp_stanza_new ("message", CONFAB_NS_CLIENT);
  ConfabStanza *x;

  confab_xmpp_stanza_set (message, "to", "bob@friend.example");
  confab_xmpp_stanza_set (message, "to", "eve@friend.example");
  confab_xmpp_stanza_set (message, "id", "gone");
  confab_xmpp_stanza_set (message, "id", NULL);
  confab_xmpp_stanza_set (message, "xml:lang", "en");
  confab_xmpp_stanza_add_text (message, "body", NULL, "<b>&\"'\r");
  x = confab_xmpp_stanza_add (message, "x", "urn:a");
  confab_xmpp_stanza_add (x, "y", NULL);
  confab_xmpp_stanza_add (x, "body", CONFAB_NS_CLIENT);
  confab_xmpp_stanza_add (x, "none", "");
  assert_text (message,
      "<message to='eve@friend.example' xml:lang='en'><body>&lt;b&gt;&amp;&quot;&apos;&#13;</body>"
      "<x xmlns='urn:a'><y/><body xmlns='jabber:client'/><none xmlns=''/></x></message>");
  g_assert_null (confab_xmpp_stanza_get (message, "id"));
  g_assert_cmpstr (confab_xmpp_stanza_get_child_text (message, "body", NULL), ==, "<b>&\"'\r");
  g_assert_null (confab_xmpp_stanza_get_child (message, "body", "urn:a"));
  g_assert_true (confab_xmpp_stanza_get_child (message, NULL, "urn:a") == x);
  g_assert_cmpuint (confab_xmpp_stanza_get_n_children (message), ==, 2);
  g_assert_true (confab_xmpp_stanza_is (x, "x", "urn:a"));
  g_assert_false (confab_xmpp_stanza_is (x, "x", CONFAB_NS_CLIENT));
}

static void
test_forbidden_characters (void) {
  g_autoptr (ConfabStanza) a = confab_xmpp_stanza_new ("a", "urn:a");

  confab_xmpp_stanza_set (a, "b",
      "1\x01\x1f\xff\xc0\xbc\xed\xa0\x80\xef\xbf\xbe"
      "2\n");
  confab_xmpp_stanza_append_text (a, "3\x0c\xf4\x90\x80\x80\xe2\x82");
  confab_xmpp_stanza_append_text (a, "4\xf0\x9f\x98\x80");
  assert_text (a, "<a xmlns='urn:a' b='12&#10;'>34\xf0\x9f\x98\x80</a>");
}

static void
test_round_trip (void) {
  static const char *texts[] = {
    "<message/>",
    "<message to='a@b' xml:lang='de'><body>a&amp;b&lt;c</body></message>",
    ("<iq type='get' id='&#9;&#10;&#13;&apos;&quot;'><q xmlns='urn:q'><a "
     "xmlns='urn:r'><b/></a></q></iq>"),
    "<error xmlns='http://etherx.jabber.org/streams'><conflict xmlns='urn:x'/></error>",
    "<a xmlns=''>text</a>",
    "<presence><x xmlns='&lt;&amp;&apos;'/></presence>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (texts[i], -1, &error);

    g_assert_no_error (error);
    assert_text (stanza, texts[i]);
  }
}

static void
test_prefixes (void) {
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (
      "<c:message xmlns:c='jabber:client' xmlns:e='urn:e' e:to='x' to='y'><c:body>1</c:body>"
      "<body xmlns='urn:evil'>2</body></c:message>",
      -1, &error);

  g_assert_no_error (error);
  g_assert_true (confab_xmpp_stanza_is (stanza, "message", CONFAB_NS_CLIENT));
  g_assert_cmpstr (confab_xmpp_stanza_get (stanza, "to"), ==, "y");
  assert_text (stanza, "<message to='y'><body>1</body><body xmlns='urn:evil'>2</body></message>");
  g_assert_cmpstr (confab_xmpp_stanza_get_child_text (stanza, "body", NULL), ==, "1");
}

static void
test_parse_refuses (void) {
  static const char *texts[] = {
    "",
    "text",
    "<a/><b/>",
    "<a>",
    "</stream>",
    "<a/></stream>",
    "</stream><stream>",
    "<a b='1' b='2'/>",
    "<a><!-- c --></a>",
    "<?pi x?><a/>",
    "<!DOCTYPE a><a/>",
    "<a>&unknown;</a>",
    "<p:a/>",
    "<a/>x",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (confab_xmpp_stanza_parse (texts[i], -1, &error));
    g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_XML);
  }
}

static void
test_parts_outlive_the_whole (void) {
  ConfabStanza *whole = confab_xmpp_stanza_new ("a", "urn:a");
  g_autoptr (ConfabStanza) part = NULL;

  part = confab_xmpp_stanza_ref (confab_xmpp_stanza_add_text (whole, "b", NULL, "text"));
  confab_xmpp_stanza_unref (whole);
  assert_text (part, "<b xmlns='urn:a'>text</b>");
}

static void
test_deep (void) {
  ConfabStanza *stanza = confab_xmpp_stanza_new ("a", "urn:a");
  ConfabStanza *inner = stanza;
  g_autofree char *text = NULL;

  for (guint i = 1; i < 1000000; i++)
    inner = confab_xmpp_stanza_add (inner, "a", NULL);
  text = confab_xmpp_stanza_to_string (stanza);
  g_assert_cmpuint (strlen (text), ==, 999999 * 7 + strlen ("<a xmlns='urn:a'/>"));
  confab_xmpp_stanza_unref (stanza);
}

static void
test_errors (void) {
  static const struct {
    const char *text, *condition;
  } cases[] = {
    { "<iq type='error'><error type='cancel'><item-not-found "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
        "item-not-found" },
    { "<iq type='error'/>", "undefined-condition" },
    { "<iq type='error'><error/></iq>", "undefined-condition" },
    { "<iq type='error'><error><x xmlns='urn:x'/><text "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>t</text><gone "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
        "gone" },
    { "<iq type='error'><error><Bad_Name "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
        "undefined-condition" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (cases[i].text, -1, NULL);
    g_autoptr (GError) error = confab_xmpp_stanza_dup_error (stanza);

    g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA);
    g_assert_cmpstr (error->message, ==, cases[i].condition);
  }
  {
    g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_new_iq ("result", NULL, "x");

    g_assert_null (confab_xmpp_stanza_dup_error (stanza));
    assert_text (stanza, "<iq type='result' id='x'/>");
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xmpp/stanza/building", test_building);
  g_test_add_func ("/xmpp/stanza/forbidden-characters", test_forbidden_characters);
  g_test_add_func ("/xmpp/stanza/round-trip", test_round_trip);
  g_test_add_func ("/xmpp/stanza/prefixes", test_prefixes);
  g_test_add_func ("/xmpp/stanza/parse-refuses", test_parse_refuses);
  g_test_add_func ("/xmpp/stanza/parts-outlive-the-whole", test_parts_outlive_the_whole);
  g_test_add_func ("/xmpp/stanza/deep", test_deep);
  g_test_add_func ("/xmpp/stanza/errors", test_errors);
  return g_test_run ();
}
