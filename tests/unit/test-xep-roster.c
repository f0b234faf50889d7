/* The list of buddies: pushes, the whole list with versions, changes. */

#include "test-xep-fixture.h"
#include "xep/xep-roster.h"

#define LIST "<iq type='result' id='1'><query xmlns='jabber:iq:roster' ver='v2'>"
#define LIST_END "</query></iq>"

static ConfabXepRosterItem *
read_push (const char *items, char **version) {
  g_autofree char *xml =
      g_strdup_printf ("<query xmlns='jabber:iq:roster' ver='v9'>%s</query>", items);
  g_autoptr (ConfabStanza) query = parse (xml);

  return confab_xep_roster_read_push (query, version);
}

static void
test_push (void) {
  g_autofree char *version = NULL;
  ConfabXepRosterItem *item =
      read_push ("<item jid='Bob@Friend.example' name=' Bob\nB ' subscription='to' ask='subscribe'>"
                 "<group>Work</group><group>\xe2\x80\xae</group><group>Old  friends</group>"
                 "<group xmlns='urn:evil'>no</group></item>",
          &version);

  g_assert_cmpstr (version, ==, "v9");
  g_assert_cmpstr (confab_base_jid_get_full (item->jid), ==, "bob@friend.example");
  g_assert_cmpstr (item->name, ==, "Bob B");
  g_assert_cmpint (item->subscription, ==, CONFAB_XEP_SUBSCRIPTION_TO);
  g_assert_true (item->is_asked);
  g_assert_cmpstr (item->groups, ==, "Work\nOld friends");
  confab_xep_roster_item_free (item);
}

static void
test_subscriptions (void) {
  static const struct {
    const char *text;
    ConfabXepSubscription subscription;
  } cases[] = {
    { "", CONFAB_XEP_SUBSCRIPTION_NONE },
    { "subscription='none'", CONFAB_XEP_SUBSCRIPTION_NONE },
    { "subscription='to'", CONFAB_XEP_SUBSCRIPTION_TO },
    { "subscription='from'", CONFAB_XEP_SUBSCRIPTION_FROM },
    { "subscription='both'", CONFAB_XEP_SUBSCRIPTION_BOTH },
    { "subscription='remove'", CONFAB_XEP_SUBSCRIPTION_REMOVE },
    { "subscription='Both'", CONFAB_XEP_SUBSCRIPTION_NONE },
    { "subscription='everything'", CONFAB_XEP_SUBSCRIPTION_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml = g_strdup_printf ("<item jid='b@x.example' %s/>", cases[i].text);
    g_autofree char *version = NULL;
    ConfabXepRosterItem *item = read_push (xml, &version);

    g_assert_cmpint (item->subscription, ==, cases[i].subscription);
    g_assert_false (item->is_asked);
    confab_xep_roster_item_free (item);
  }
}

static void
test_bad_pushes (void) {
  static const char *const cases[] = {
    "",
    "<item jid='a@x.example'/><item jid='b@x.example'/>",
    "<item/>",
    "<item jid='@'/>",
    "<item jid='a@b@c'/>",
    "<item jid='a@x.example/r'/>",
    "<item xmlns='urn:evil' jid='a@x.example'/>",
    "<other jid='a@x.example'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *version = NULL;

    g_assert_null (read_push (cases[i], &version));
    g_assert_null (version);
  }
}

static void
test_groups_are_bounded (void) {
  g_autoptr (GString) xml = g_string_new ("<item jid='a@x.example'>");
  g_autofree char *version = NULL;
  g_auto (GStrv) groups = NULL;
  ConfabXepRosterItem *item;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (xml, "<group>g%u</group>", i);
  g_string_append (xml, "</item>");
  item = read_push (xml->str, &version);
  groups = g_strsplit (item->groups, "\n", -1);
  g_assert_cmpuint (g_strv_length (groups), ==, 32);
  confab_xep_roster_item_free (item);
}

static ConfabXepRoster *
get (Fixture *fixture, const char *version, const char *xml, GError **error) {
  g_autoptr (DexFuture) future = confab_xep_roster_get (fixture->out, version);
  const GValue *value;

  answer (fixture, xml);
  wait_for (future);
  value = dex_future_get_value (future, error);
  return value != NULL ? g_value_dup_boxed (value) : NULL;
}

static void
test_get (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabXepRoster) roster = get (fixture, NULL,
      LIST "<item jid='a@x.example' subscription='both'/><item jid='@'/><item jid='b@x.example' "
           "subscription='remove'/><item jid='A@x.example' subscription='none'/>"
           "<item jid='a@X.example'/><item jid='a@x.example'/>" LIST_END,
      &error);
  ConfabXepRosterItem *first;
  ConfabXepRosterItem *second;

  g_assert_no_error (error);
  assert_sent (fixture, "<iq type='get'><query xmlns='jabber:iq:roster'/></iq>");
  g_assert_cmpstr (roster->version, ==, "v2");
  g_assert_cmpuint (roster->items->len, ==, 2);
  first = roster->items->pdata[0];
  second = roster->items->pdata[1];
  g_assert_cmpint (first->subscription, ==, CONFAB_XEP_SUBSCRIPTION_BOTH);
  g_assert_cmpint (second->subscription, ==, CONFAB_XEP_SUBSCRIPTION_NONE);
}

static void
test_versions (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabXepRoster) empty = NULL;
  g_autoptr (ConfabXepRoster) same = NULL;

  fixture->stream->features = parse ("<features xmlns='http://etherx.jabber.org/streams'><ver "
                                     "xmlns='urn:xmpp:features:rosterver'/></features>");
  empty = get (fixture, NULL, LIST LIST_END, &error);
  g_assert_no_error (error);
  assert_sent (fixture, "<iq type='get'><query xmlns='jabber:iq:roster' ver=''/></iq>");
  g_assert_cmpuint (empty->items->len, ==, 0);

  same = get (fixture, "v2", "<iq type='result' id='1'/>", &error);
  g_assert_no_error (error);
  assert_sent (fixture, "<iq type='get'><query xmlns='jabber:iq:roster' ver='v2'/></iq>");
  g_assert_null (same->items);
}

static void
test_get_refused (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabXepRoster) roster = get (fixture, NULL,
      "<iq type='error' id='1'><error type='cancel'><item-not-found "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
      &error);

  g_assert_null (roster);
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA);
}

static void
test_no_stream (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = NULL;

  confab_xep_out_set_stream (fixture->out, NULL);
  future = confab_xep_roster_get (fixture->out, NULL);
  wait_for (future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED);
}

/* More than any parser lets through in one stanza, so it is built here. */
static void
test_too_long_list (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (DexFuture) future = confab_xep_roster_get (fixture->out, NULL);
  g_autoptr (DexPromise) promise = g_ptr_array_steal_index (fixture->stream->promises, 0);
  ConfabStanza *iq = confab_xmpp_stanza_new_iq ("result", NULL, "1");
  ConfabStanza *query = confab_xmpp_stanza_add (iq, "query", "jabber:iq:roster");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= CONFAB_XEP_MAX_ROSTER; i++)
    confab_xmpp_stanza_add (query, "item", NULL);
  dex_promise_resolve_boxed (promise, CONFAB_TYPE_STANZA, iq);
  wait_for (future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_LIMIT);
}

/* 5,000 buddies: no turn of the loop may hold up a frame. Sanitizers make it slower. */
static void
test_long_list (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (GString) xml = g_string_new (LIST);
  g_autoptr (DexFuture) future = NULL;
  gint64 worst_us = 0;
  const GValue *value;
  ConfabXepRoster *roster;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (
        xml, "<item jid='buddy%u@friend.example' name='Buddy %u'><group>All</group></item>", i, i);
  g_string_append (xml, LIST_END);
  future = confab_xep_roster_get (fixture->out, NULL);
  answer (fixture, xml->str);
  while (dex_future_is_pending (future)) {
    gint64 start_us = g_get_monotonic_time ();

    g_main_context_iteration (NULL, FALSE);
    worst_us = MAX (worst_us, g_get_monotonic_time () - start_us);
  }
  value = dex_future_get_value (future, NULL);
  roster = g_value_get_boxed (value);
  g_assert_cmpuint (roster->items->len, ==, 5000);
  g_test_message ("longest turn: %" G_GINT64_FORMAT " us", worst_us);
}

static gboolean
is_done (Fixture *fixture, DexFuture *future, const char *xml) {
  answer (fixture, xml);
  wait_for (future);
  return dex_future_is_resolved (future);
}

static void
test_changes (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) bob = confab_base_jid_new ("bob@friend.example/r", NULL);
  g_autoptr (DexFuture) set = confab_xep_roster_set (fixture->out, bob, "Bob\n<b>", "Work\n\nOld");
  g_autoptr (DexFuture) remove = NULL;

  assert_sent (fixture,
      "<iq type='set'><query xmlns='jabber:iq:roster'><item jid='bob@friend.example' "
      "name='Bob &lt;b&gt;'><group>Work</group><group>Old</group></item></query></iq>");
  g_assert_true (is_done (fixture, set, "<iq type='result' id='1'/>"));

  remove = confab_xep_roster_remove (fixture->out, bob);
  assert_sent (fixture,
      "<iq type='set'><query xmlns='jabber:iq:roster'><item jid='bob@friend.example' "
      "subscription='remove'/></query></iq>");
  g_assert_false (is_done (fixture, remove,
      "<iq type='error' id='1'><error type='cancel'><item-not-found "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/roster/push", test_push);
  g_test_add_func ("/xep/roster/subscriptions", test_subscriptions);
  g_test_add_func ("/xep/roster/bad-pushes", test_bad_pushes);
  g_test_add_func ("/xep/roster/groups-are-bounded", test_groups_are_bounded);
  g_test_add_func ("/xep/roster/get", test_get);
  g_test_add_func ("/xep/roster/versions", test_versions);
  g_test_add_func ("/xep/roster/get-refused", test_get_refused);
  g_test_add_func ("/xep/roster/no-stream", test_no_stream);
  g_test_add_func ("/xep/roster/long-list", test_long_list);
  g_test_add_func ("/xep/roster/too-long-list", test_too_long_list);
  g_test_add_func ("/xep/roster/changes", test_changes);
  return g_test_run ();
}
