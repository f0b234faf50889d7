/* One's own profile: what is read of the old card and of the nodes, what is asked and of whom, and
 * what is taken off. */

#include "test-xep-fixture.h"
#include "xep/xep-profile.h"

#define OWNER "http://jabber.org/protocol/pubsub#owner"
#define CARD                                                                                       \
  "<vCard xmlns='vcard-temp'><FN>River</FN><TEL><HOME/><NUMBER>1</NUMBER></TEL><TEL><NUMBER>2"     \
  "</NUMBER></TEL><EMAIL/><PHOTO><TYPE>image/png</TYPE><BINVAL>AAAA</BINVAL></PHOTO></vCard>"

static ConfabStanza *
element_new (const char *xml) {
  ConfabStanza *stanza = confab_xmpp_stanza_parse (xml, -1, NULL);

  g_assert_nonnull (stanza);
  return stanza;
}

/* Answers the question that is open. */
static void
reply (Fixture *fixture, DexFuture *future, const char *question, const char *xml) {
  GPtrArray *promises = fixture->stream->promises;
  g_autoptr (ConfabStanza) answer = element_new (xml);
  g_autoptr (GError) error = confab_xmpp_stanza_dup_error (answer);
  DexPromise *promise = g_ptr_array_index (promises, promises->len - 1);

  assert_sent (fixture, question);
  if (error != NULL)
    dex_promise_reject (promise, g_steal_pointer (&error));
  else
    dex_promise_resolve_boxed (promise, CONFAB_TYPE_STANZA, g_steal_pointer (&answer));
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_card (void) {
  g_autoptr (ConfabStanza) card = element_new (CARD);
  g_autoptr (GPtrArray) parts = confab_xep_profile_read_card (card);
  const ConfabXepProfilePart *part;

  g_assert_cmpuint (parts->len, ==, 4);
  part = g_ptr_array_index (parts, 0);
  g_assert_cmpstr (part->name, ==, "FN");
  g_assert_cmpstr (part->text, ==, "River");
  part = g_ptr_array_index (parts, 1);
  g_assert_cmpstr (part->text, ==, "1");
  part = g_ptr_array_index (parts, 3);
  g_assert_cmpstr (part->name, ==, "PHOTO");
  g_assert_cmpstr (part->text, ==, "");
}

static void
test_card_without (void) {
  g_autoptr (ConfabStanza) card = element_new (CARD);
  g_autoptr (ConfabStanza) left = confab_xep_profile_card_without (card, "TEL");
  g_autoptr (ConfabStanza) nothing = confab_xep_profile_card_without (card, NULL);

  g_assert_cmpuint (confab_xmpp_stanza_get_n_children (left), ==, 3);
  g_assert_null (confab_xmpp_stanza_get_child (left, "TEL", NULL));
  g_assert_cmpuint (confab_xmpp_stanza_get_n_children (nothing), ==, 0);
}

/* However much there is, little of it is read, and no character is cut in two. */
static void
test_bounds (void) {
  g_autoptr (GString) xml = g_string_new ("<vCard xmlns='vcard-temp'><FN>");
  g_autoptr (ConfabStanza) card = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  const ConfabXepProfilePart *part;

  for (guint i = 0; i < 400; i++)
    g_string_append (xml, "\342\202\254");
  g_string_append (xml, "</FN>");
  for (guint i = 0; i < 200; i++)
    g_string_append (xml, "<NOTE>n</NOTE>");
  g_string_append (xml, "</vCard>");
  card = element_new (xml->str);
  parts = confab_xep_profile_read_card (card);
  g_assert_cmpuint (parts->len, ==, CONFAB_XEP_PROFILE_MAX_PARTS);
  part = g_ptr_array_index (parts, 0);
  g_assert_cmpuint (strlen (part->text), <=, 512);
  g_assert_true (g_utf8_validate (part->text, -1, NULL));
}

static void
test_fetch (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) future = confab_xep_profile_fetch_card (fixture->out);
  ConfabStanza *card;

  reply (fixture, future, "<iq type='get'><vCard xmlns='vcard-temp'/></iq>",
      "<iq type='error'><error type='cancel'><item-not-found "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  card = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_assert_cmpuint (confab_xmpp_stanza_get_n_children (card), ==, 0);
  dex_clear (&future);
  future = confab_xep_profile_fetch_card (fixture->out);
  reply (fixture, future, "<iq type='get'><vCard xmlns='vcard-temp'/></iq>",
      "<iq type='error'><error type='cancel'><service-unavailable "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  g_assert_true (dex_future_is_resolved (future));
  dex_clear (&future);
  future = confab_xep_profile_fetch_card (fixture->out);
  reply (fixture, future, "<iq type='get'><vCard xmlns='vcard-temp'/></iq>",
      "<iq type='error'><error type='cancel'><forbidden "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  g_assert_true (dex_future_is_rejected (future));
}

static void
test_nodes (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) future = confab_xep_profile_list_nodes (fixture->out);
  char **nodes;

  reply (fixture, future,
      "<iq type='get' to='" OWN "'><query xmlns='http://jabber.org/protocol/disco#items'/></iq>",
      "<iq type='result'><query xmlns='http://jabber.org/protocol/disco#items'><item jid='" OWN
      "' node='a'/><item jid='" OWN "'/><item jid='" OWN "' node='b'/></query></iq>");
  nodes = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_assert_cmpuint (g_strv_length (nodes), ==, 2);
  g_assert_cmpstr (nodes[1], ==, "b");
}

/* What is not said counts as not known, which is shown as seen by everybody. */
static void
test_reach (void) {
  static const struct {
    const char *model;
    ConfabXepReach reach;
  } cases[] = {
    { "open", CONFAB_XEP_REACH_EVERYBODY },
    { "presence", CONFAB_XEP_REACH_BUDDIES },
    { "roster", CONFAB_XEP_REACH_BUDDIES },
    { "whitelist", CONFAB_XEP_REACH_NOBODY },
    { "authorize", CONFAB_XEP_REACH_NOBODY },
    { "somebody", CONFAB_XEP_REACH_UNKNOWN },
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i <= G_N_ELEMENTS (cases); i++) {
    g_autoptr (DexFuture) future = confab_xep_profile_ask_reach (fixture->out, "n");
    g_autofree char *form = g_strdup_printf (
        "<iq type='result'><pubsub xmlns='" OWNER "'><configure node='n'><x xmlns='jabber:x:data'>"
        "<field var='pubsub#access_model'><value>%s</value></field></x></configure></pubsub></iq>",
        i < G_N_ELEMENTS (cases) ? cases[i].model : "");

    reply (fixture, future,
        "<iq type='get'><pubsub xmlns='" OWNER "'><configure node='n'/></pubsub></iq>",
        i < G_N_ELEMENTS (cases) ? form : "<iq type='result'/>");
    g_assert_cmpint (g_value_get_int (dex_future_get_value (future, NULL)), ==,
        i < G_N_ELEMENTS (cases) ? (int)cases[i].reach : CONFAB_XEP_REACH_UNKNOWN);
  }
}

static void
test_taken_off (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) node = confab_xep_profile_delete_node (fixture->out, "n");
  g_autoptr (DexFuture) card = NULL;

  reply (fixture, node, "<iq type='set'><pubsub xmlns='" OWNER "'><delete node='n'/></pubsub></iq>",
      "<iq type='error'><error type='cancel'><item-not-found "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  g_assert_true (dex_future_is_resolved (node));
  card = confab_xep_profile_set_card (fixture->out, element_new ("<vCard xmlns='vcard-temp'/>"));
  reply (fixture, card, "<iq type='set'><vCard xmlns='vcard-temp'/></iq>",
      "<iq type='error'><error type='cancel'><not-allowed "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  g_assert_true (dex_future_is_rejected (card));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/profile/card", test_card);
  g_test_add_func ("/xep/profile/card-without", test_card_without);
  g_test_add_func ("/xep/profile/bounds", test_bounds);
  g_test_add_func ("/xep/profile/fetch", test_fetch);
  g_test_add_func ("/xep/profile/nodes", test_nodes);
  g_test_add_func ("/xep/profile/reach", test_reach);
  g_test_add_func ("/xep/profile/taken-off", test_taken_off);
  return g_test_run ();
}
