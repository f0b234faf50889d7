/* Routing: who may say what, who gets which answer, and what a stranger can make leave: nothing but
 * what a server says for an account that is signed off. */

#include "test-xep-fixture.h"

#define BOB "bob@friend.example"
#define CAROL "carol@friend.example"
#define DORA "dora@friend.example"
#define MALLORY "mallory@evil.example"
#define INFO "<query xmlns='http://jabber.org/protocol/disco#info'/>"
#define ITEMS "<query xmlns='http://jabber.org/protocol/disco#items'/>"
#define PING "<ping xmlns='urn:xmpp:ping'/>"
#define PUSH                                                                                       \
  "<query xmlns='jabber:iq:roster' ver='v3'><item jid='eve@x.example' subscription='both'/>"       \
  "</query>"

static void
assert_refused (Fixture *fixture, const char *to, const char *id) {
  g_autofree char *xml =
      g_strdup_printf ("<iq type='error' to='%s' id='%s'><error type='cancel'><service-unavailable "
                       "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
          to, id);

  assert_sent (fixture, xml);
  assert_seen (fixture, "");
}

static void
ask (Fixture *fixture, const char *from, const char *type, const char *payload) {
  g_autofree char *xml = g_strdup_printf (
      "<iq from='%s' to='alice@conf.example/desk' type='%s' id='q1'>%s</iq>", from, type, payload);

  g_assert_false (arrive (fixture, xml));
}

static void
test_message (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_true (
      arrive (fixture, "<message from='" BOB "/r' type='chat' id='m1'><body>Hi</body></message>"));
  assert_seen (fixture, "message " BOB "/r id=m1 body=Hi receipt=- wants=0 error=0/- sealed=0\n");
  g_assert_true (arrive (fixture, "<message type='chat'><body>To myself</body></message>"));
  assert_seen (
      fixture, "message " OWN " id=- body=To myself receipt=- wants=0 error=0/- sealed=0\n");
  g_assert_true (arrive (fixture, "<message from='" BOB "/r' type='chat'><composing "
                                  "xmlns='http://jabber.org/protocol/chatstates'/></message>"));
  assert_seen (fixture, "message " BOB "/r id=- body=- receipt=- wants=0 error=0/- sealed=0\n");
  g_assert_false (arrive (fixture, "<message from='" BOB "/r' type='chat'><markable "
                                   "xmlns='urn:xmpp:chat-markers:0'/></message>"));
  assert_seen (fixture, "");
  assert_sent (fixture, NULL);
}

static void
test_presence (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_false (arrive (fixture, "<presence from='" BOB "/r'/>"));
  assert_seen (fixture, "presence " BOB "/r kind=1 priority=0 note=-\n");
  g_assert_false (arrive (fixture, "<presence from='" BOB "/r' type='probe'/>"));
  assert_seen (fixture, "");
  assert_sent (fixture, NULL);
}

static void
test_empty_sink (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  const ConfabXepSink nothing = { 0 };
  g_autoptr (ConfabXepTable) table = confab_xep_table_new (fixture->out, &nothing, NULL);
  static const char *const stanzas[] = {
    "<message from='" BOB "'><body>x</body></message>",
    "<presence from='" BOB "/r'/>",
    "<iq type='set' id='p1'>" PUSH "</iq>",
    "<message from='" BOB "'><event xmlns='http://jabber.org/protocol/pubsub#event'>"
    "<purge node='n'/></event></message>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (stanzas); i++) {
    g_autoptr (ConfabStanza) stanza = parse (stanzas[i]);

    g_assert_null (confab_xep_table_route (table, stanza));
  }
}

static void
test_roster_push (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_true (arrive (fixture, "<iq type='set' id='p1'>" PUSH "</iq>"));
  assert_seen (fixture, "push eve@x.example name=- subscription=3 asked=0 groups=- version=v3\n");
  assert_sent (fixture, "<iq type='result' id='p1'/>");

  g_assert_true (arrive (fixture, "<iq type='set' from='" OWN "' id='p2'>" PUSH "</iq>"));
  assert_seen (fixture, "push eve@x.example name=- subscription=3 asked=0 groups=- version=v3\n");
  assert_sent (fixture, "<iq type='result' to='" OWN "' id='p2'/>");
}

static void
test_roster_push_without_one_item (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_false (
      arrive (fixture, "<iq type='set' id='p1'><query xmlns='jabber:iq:roster'/></iq>"));
  assert_seen (fixture, "");
  assert_sent (fixture, "<iq type='error' id='p1'><error type='modify'><bad-request "
                        "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
}

static void
test_features (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  static const char *const refused[] = { CAROL "/r", MALLORY "/r", OWN "/phone" };

  ask (fixture, BOB "/r", "get", INFO);
  assert_sent (fixture,
      "<iq type='result' to='" BOB "/r' id='q1'><query "
      "xmlns='http://jabber.org/protocol/disco#info'><identity category='client' "
      "type='pc'/><feature var='eu.siacs.conversations.axolotl.devicelist+notify'/>"
      "<feature var='http://jabber.org/protocol/caps'/>"
      "<feature var='http://jabber.org/protocol/chatstates'/>"
      "<feature var='http://jabber.org/protocol/disco#info'/>"
      "<feature var='urn:xmpp:chat-markers:0'/>"
      "<feature var='urn:xmpp:ephemeral:0'/>"
      "<feature var='urn:xmpp:message-correct:0'/><feature var='urn:xmpp:message-retract:1'/>"
      "<feature var='urn:xmpp:omemo:2:devices+notify'/><feature "
      "var='urn:xmpp:ping'/><feature var='urn:xmpp:receipts'/></query></iq>");
  ask (fixture, BOB "/r", "get", ITEMS);
  assert_sent (fixture, "<iq type='result' to='" BOB "/r' id='q1'><query "
                        "xmlns='http://jabber.org/protocol/disco#items'/></iq>");
  g_assert_cmpuint (confab_safety_ledger_get (fixture->ledger, CONFAB_CLASS_FEATURES, BOB), ==, 2);
  ask (fixture, BOB "/r", "get",
      "<query xmlns='http://jabber.org/protocol/disco#info' node='https://prog#1'/>");
  assert_refused (fixture, BOB "/r", "q1");
  ask (fixture, BOB "/r", "get",
      "<query xmlns='http://jabber.org/protocol/disco#items' node='commands'/>");
  assert_refused (fixture, BOB "/r", "q1");

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++) {
    ask (fixture, refused[i], "get", INFO);
    assert_refused (fixture, refused[i], "q1");
    ask (fixture, refused[i], "get", ITEMS);
    assert_refused (fixture, refused[i], "q1");
  }
}

static void
test_hidden_answers_nobody (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  fixture->is_hidden = TRUE;
  ask (fixture, BOB "/r", "get", INFO);
  assert_refused (fixture, BOB "/r", "q1");
  ask (fixture, BOB "/r", "get", PING);
  assert_refused (fixture, BOB "/r", "q1");
}

static void
test_ping (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  ask (fixture, BOB "/r", "get", PING);
  assert_sent (fixture, "<iq type='result' to='" BOB "/r' id='q1'/>");
  ask (fixture, "conf.example", "get", PING);
  assert_sent (fixture, "<iq type='result' to='conf.example' id='q1'/>");
  g_assert_false (arrive (fixture, "<iq type='get' id='q2'>" PING "</iq>"));
  assert_sent (fixture, "<iq type='result' id='q2'/>");
  ask (fixture, MALLORY "/r", "get", PING);
  assert_refused (fixture, MALLORY "/r", "q1");
  ask (fixture, BOB "/r", "set", PING);
  assert_refused (fixture, BOB "/r", "q1");
}

/* What the machine is, nobody learns, not even the own server. */
static void
test_machine (void) {
  static const char *const who[] = { BOB "/r", MALLORY "/r", "conf.example", OWN "/phone" };
  static const char *const what[] = {
    "<query xmlns='jabber:iq:version'/>",
    "<query xmlns='jabber:iq:last'/>",
    "<query xmlns='jabber:iq:time'/>",
    "<time xmlns='urn:xmpp:time'/>",
    "<vCard xmlns='vcard-temp'/>",
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (who); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (what); j++) {
      ask (fixture, who[i], "get", what[j]);
      assert_refused (fixture, who[i], "q1");
    }
  }
}

/* Everything that speaks for somebody else, from everybody who might: nothing is read, but a copy
 * of what Bob wrote where it comes from the own account. */
static void
test_nothing_speaks_for_others (void) {
  static const char *const who[] = { "", "from='" OWN "'", "from='conf.example'",
    "from='" MALLORY "/r'", "from='" BOB "'" };
  static const char *const what[] = {
    "<received xmlns='urn:xmpp:carbons:2'>%s</received>",
    "<sent xmlns='urn:xmpp:carbons:2'>%s</sent>",
    "<result xmlns='urn:xmpp:mam:2' queryid='q' id='1'>%s</result>",
    "<event xmlns='http://jabber.org/protocol/pubsub#event'>%s</event>",
  };
  const char *inner =
      "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='" BOB "/r' "
      "type='chat'><body>send money</body></message></forwarded>";
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (who); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (what); j++) {
      g_auto (GStrv) parts = g_strsplit (what[j], "%s", 2);
      g_autofree char *xml =
          g_strdup_printf ("<message %s type='chat'>%s%s%s<body>outer</body></message>", who[i],
              parts[0], inner, parts[1]);

      if (i == 1 && j == 0) {
        g_assert_true (arrive (fixture, xml));
        assert_seen (fixture, "message " BOB "/r id=- body=send money receipt=- wants=0 "
                              "error=0/- sealed=0\n");
      } else
        g_assert_false (arrive (fixture, xml));
      assert_seen (fixture, "");
      assert_sent (fixture, NULL);
    }
  }
}

#define EVENT(inside) "<event xmlns='http://jabber.org/protocol/pubsub#event'>" inside "</event>"
#define LIST "<items node='n'><item id='current'><list xmlns='urn:x'/></item></items>"

/* An account tells about its own nodes: the bare address, in whatever type of message. */
static void
test_event (void) {
  static const char *const types[] = { "headline", "normal", "chat" };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autofree char *theirs =
        g_strdup_printf ("<message from='" BOB "' type='%s'>" EVENT (LIST) "</message>", types[i]);
    g_autofree char *own = g_strdup_printf (
        "<message from='" OWN "' type='%s'>" EVENT ("<purge node='n'/>") "</message>", types[i]);

    g_assert_true (arrive (fixture, theirs));
    assert_seen (fixture, "event " BOB " node=n items=1\n");
    g_assert_true (arrive (fixture, own));
    assert_seen (fixture, "event " OWN " node=n items=0\n");
  }
  assert_sent (fixture, NULL);
}

static void
test_event_refused (void) {
  static const char *const stanzas[] = {
    /* A device speaks for no account, not even for its own. */
    "<message from='" BOB "/desk' type='headline'>" EVENT (LIST) "</message>",
    "<message from='" OWN "/desk' type='headline'>" EVENT (LIST) "</message>",
    "<message type='headline'>" EVENT (LIST) "</message>",
    /* Nobody that was added; a server for its people. */
    "<message from='" MALLORY "' type='headline'>" EVENT (LIST) "</message>",
    "<message from='friend.example' type='headline'>" EVENT (LIST) "</message>",
    /* What comes back. */
    "<message from='" BOB "' type='error'>" EVENT (LIST) "</message>",
    /* A text beside it is no text. */
    "<message from='" BOB "' type='chat'>" EVENT ("") "<body>x</body></message>",
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (stanzas); i++) {
    g_assert_false (arrive (fixture, stanzas[i]));
    assert_seen (fixture, "");
    assert_sent (fixture, NULL);
  }
}

static void
test_blocked (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  static const char *const what[] = { INFO, PING, "<query xmlns='jabber:iq:version'/>" };

  for (guint i = 0; i < G_N_ELEMENTS (what); i++) {
    ask (fixture, DORA "/r", "get", what[i]);
    g_assert_cmpuint (fixture->stream->sent->len, <=, 1);
    if (fixture->stream->sent->len == 1)
      assert_refused (fixture, DORA "/r", "q1");
  }
}

/* What our own server said for a name where nobody is. */
static void
learn (Fixture *fixture, const char *answer) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (answer, -1, NULL);

  g_assert_nonnull (stanza);
  confab_xep_out_learn_refusal (fixture->out, "0123456789abcdef");
  confab_xep_out_learn_refusal (fixture->out, "asked only once");
  assert_sent (fixture, "<iq type='get' to='" OWN "/0123456789abcdef'>" PING "</iq>");
  dex_promise_resolve_boxed (g_ptr_array_index (fixture->stream->promises, 0), CONFAB_TYPE_STANZA,
      g_steal_pointer (&stanza));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

#define GONE                                                                                       \
  "<error type='cancel' code='503'><service-unavailable "                                          \
  "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text xml:lang='en' "                              \
  "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>User session not found</text></error>"

/* The words are the server's own, and what was asked comes back where the server gives it back. */
static void
test_refused_as_by_the_server (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  ask (fixture, MALLORY "/x", "get", "<query xmlns='jabber:iq:version'/>");
  assert_refused (fixture, MALLORY "/x", "q1");
  learn (fixture, "<iq type='error' from='" OWN "/0123456789abcdef' id='1'>" PING GONE "</iq>");
  ask (fixture, MALLORY "/x", "get", "<query xmlns='jabber:iq:version'/>");
  assert_sent (fixture, "<iq type='error' to='" MALLORY
                        "/x' id='q1'><query xmlns='jabber:iq:version'/>" GONE "</iq>");
  ask (fixture, MALLORY "/x", "set", "<a xmlns='urn:x'/><b xmlns='urn:x'/>");
  assert_sent (fixture, "<iq type='error' to='" MALLORY
                        "/x' id='q1'><a xmlns='urn:x'/><b xmlns='urn:x'/>" GONE "</iq>");
  g_assert_false (arrive (fixture, "<message from='" MALLORY "/x' to='" OWN
                                   "/desk' type='groupchat' id='g1'><body>Hi</body></message>"));
  assert_sent (fixture,
      "<message type='error' to='" MALLORY "/x' id='g1'>" GONE "<body>Hi</body></message>");
  assert_seen (fixture, "");
}

static void
test_refused_without_an_echo (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_false (arrive (fixture, "<message from='" MALLORY "/x' to='" OWN
                                   "/desk' type='groupchat' id='g1'><body>Hi</body></message>"));
  assert_sent (fixture, NULL);
  learn (fixture, "<iq type='error' from='" OWN "/0123456789abcdef' id='1'>" GONE "</iq>");
  ask (fixture, MALLORY "/x", "get", "<query xmlns='jabber:iq:version'/>");
  assert_sent (fixture, "<iq type='error' to='" MALLORY "/x' id='q1'>" GONE "</iq>");
  g_assert_false (arrive (fixture, "<message from='" MALLORY "/x' to='" OWN
                                   "/desk' type='groupchat' id='g1'><body>Hi</body></message>"));
  assert_sent (fixture, "<message type='error' to='" MALLORY "/x' id='g1'>" GONE "</message>");
  g_assert_false (arrive (fixture, "<message from='" MALLORY "/x' to='" OWN
                                   "' type='groupchat' id='g1'><body>Hi</body></message>"));
  g_assert_false (arrive (fixture, "<message from='" DORA "/x' to='" OWN
                                   "/desk' type='groupchat' id='g1'><body>Hi</body></message>"));
  assert_sent (fixture, NULL);
}

/* A server that answers for a name where nobody is, or says something else, is not copied. */
static void
test_nothing_to_copy (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  learn (fixture, "<iq type='result' from='" OWN "/0123456789abcdef' id='1'/>");
  ask (fixture, MALLORY "/x", "get", "<query xmlns='jabber:iq:version'/>");
  assert_refused (fixture, MALLORY "/x", "q1");
}

static void
test_no_stream (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  confab_xep_out_set_stream (fixture->out, NULL);
  ask (fixture, MALLORY "/r", "get", INFO);
  ask (fixture, BOB "/r", "get", PING);
  g_assert_true (arrive (fixture, "<iq type='set' id='p1'>" PUSH "</iq>"));
  assert_sent (fixture, NULL);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/table/message", test_message);
  g_test_add_func ("/xep/table/presence", test_presence);
  g_test_add_func ("/xep/table/empty-sink", test_empty_sink);
  g_test_add_func ("/xep/table/roster-push", test_roster_push);
  g_test_add_func ("/xep/table/roster-push-without-one-item", test_roster_push_without_one_item);
  g_test_add_func ("/xep/table/features", test_features);
  g_test_add_func ("/xep/table/hidden-answers-nobody", test_hidden_answers_nobody);
  g_test_add_func ("/xep/table/ping", test_ping);
  g_test_add_func ("/xep/table/machine", test_machine);
  g_test_add_func ("/xep/table/nothing-speaks-for-others", test_nothing_speaks_for_others);
  g_test_add_func ("/xep/table/event", test_event);
  g_test_add_func ("/xep/table/event-refused", test_event_refused);
  g_test_add_func ("/xep/table/blocked", test_blocked);
  g_test_add_func ("/xep/table/refused-as-by-the-server", test_refused_as_by_the_server);
  g_test_add_func ("/xep/table/refused-without-an-echo", test_refused_without_an_echo);
  g_test_add_func ("/xep/table/nothing-to-copy", test_nothing_to_copy);
  g_test_add_func ("/xep/table/no-stream", test_no_stream);
  return g_test_run ();
}
