/* A visit without an account, to a scripted server: what counts as an answer before sign-in and as
 * a guest, who is believed to be here, and servers that take no guests or lie. */

#include "../lib/peer.c"

#include "xmpp/xmpp-visit.h"

#define OFFER(names) "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" names "</mechanisms>"
#define SCRAM "<mechanism>SCRAM-SHA-256</mechanism>"
#define GUESTS "<mechanism>ANONYMOUS</mechanism>"
#define SUCCESS "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>"
#define PUBLISHED "<query xmlns='jabber:iq:last' seconds='7'/>"

typedef struct {
  Peer *peer;
  ConfabJid *domain;
  ConfabJid *alice;
  ConfabNetRoute *route;
  DexFuture *visit;
} Case;

static ConfabXmppVisit *
case_init (Case *c, const char *offer) {
  ConfabXmppVisitParams params;
  g_autoptr (GError) error = NULL;
  const GValue *value;

  *c = (Case){ .peer = peer_new (),
    .domain = confab_base_jid_new ("conf.example", NULL),
    .alice = confab_base_jid_new ("alice@conf.example", NULL),
    .route = confab_net_route_new ("conf.example") };
  params = (ConfabXmppVisitParams){ .domain = c->domain,
    .route = c->route,
    .clock = confab_base_clock_system (),
    .random = confab_base_random_system (),
    .dial = peer_dial,
    .dial_data = c->peer };
  c->visit = confab_xmpp_visit (&params);
  peer_open (c->peer, offer);
  peer_wait (c->visit);
  value = dex_future_get_value (c->visit, &error);
  g_assert_no_error (error);
  return g_value_get_boxed (value);
}

static void
case_clear (Case *c) {
  dex_clear (&c->visit);
  peer_settle ();
  peer_expect_end (c->peer);
  peer_free (c->peer);
  confab_base_jid_unref (c->domain);
  confab_base_jid_unref (c->alice);
  confab_net_route_free (c->route);
}

/* The guest is in. */
static void
enter (Case *c, ConfabXmppVisit *visit) {
  g_autoptr (DexFuture) entered = confab_xmpp_visit_enter (visit);
  g_autofree char *auth = peer_expect (c->peer, "</auth>");
  g_autofree char *bind = NULL;
  g_autofree char *id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (strstr (auth, "mechanism='ANONYMOUS'>=<"));
  peer_send (c->peer, SUCCESS);
  peer_open (c->peer, PEER_BIND);
  bind = peer_expect (c->peer, "</iq>");
  g_assert_null (strstr (bind, "resource"));
  id = peer_get_attribute (bind, "id");
  peer_sendf (c->peer,
      "<iq type='result' id='%s'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
      "<jid>x1@conf.example/y</jid></bind></iq>",
      id);
  peer_wait (entered);
  dex_future_get_value (entered, &error);
  g_assert_no_error (error);
}

/* Asks for `to`; the server is given the id, and says what it likes. */
static DexFuture *
ask (Case *c, ConfabXmppVisit *visit, const char *to, char **id) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", to, NULL);
  DexFuture *answer;
  g_autofree char *asked = NULL;

  confab_xmpp_stanza_add (iq, "query", "jabber:iq:last");
  answer = confab_xmpp_visit_request (visit, iq);
  asked = peer_expect (c->peer, "</iq>");
  *id = peer_get_attribute (asked, "id");
  return answer;
}

static void
expect_type (DexFuture *answer, const char *type) {
  g_autoptr (DexFuture) held = answer;
  g_autoptr (GError) error = NULL;
  const GValue *value;

  peer_wait (held);
  value = dex_future_get_value (held, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (confab_xmpp_stanza_get (g_value_get_boxed (value), "type"), ==, type);
}

/* ---- before sign-in ---- */

static void
test_server_only (void) {
  Case c;
  ConfabXmppVisit *visit = case_init (&c, OFFER (SCRAM));
  g_autofree char *id = NULL;
  DexFuture *answer = ask (&c, visit, "conf.example", &id);

  peer_sendf (c.peer, "<iq type='result' id='%s' from='evil.example'/>", id);
  peer_sendf (c.peer, "<iq type='result' id='%s' from='alice@conf.example'/>", id);
  peer_sendf (c.peer, "<iq type='set' id='%s' from='conf.example'/>", id);
  peer_sendf (c.peer, "<iq type='result' id='%s1' from='conf.example'/>", id);
  peer_sendf (c.peer, "<iq type='error' id='%s' from='conf.example'/>", id);
  expect_type (answer, "error");
  case_clear (&c);
}

/* ---- as a guest ---- */

static void
test_guest (void) {
  Case c;
  ConfabXmppVisit *visit = case_init (&c, OFFER (SCRAM GUESTS));
  g_autofree char *id = NULL;
  DexFuture *answer;

  enter (&c, visit);
  answer = ask (&c, visit, "alice@conf.example", &id);
  peer_sendf (c.peer, "<iq type='result' id='%s'>" PUBLISHED "</iq>", id);
  peer_sendf (c.peer, "<iq type='result' id='%s' from='conf.example'>" PUBLISHED "</iq>", id);
  peer_sendf (
      c.peer, "<iq type='result' id='%s' from='alice@conf.example/desk'>" PUBLISHED "</iq>", id);
  peer_sendf (c.peer, "<iq type='error' id='%s' from='alice@conf.example'/>", id);
  expect_type (answer, "error");
  case_clear (&c);
}

/* Only who was probed is believed to be here, and only if they say so. */
static void
test_presence (void) {
  static const struct {
    const char *presence;
    gboolean is_here;
  } cases[] = {
    { "<presence from='alice@conf.example/desk'/>", TRUE },
    { "<presence from='alice@conf.example'><show>away</show></presence>", TRUE },
    { "<presence from='alice@conf.example/desk' type='unavailable'/>", FALSE },
    { "<presence from='alice@conf.example' type='unsubscribed'/>", FALSE },
    { "<presence from='bob@conf.example/desk'/>", FALSE },
    { "<presence from='alice@conf.example.evil/desk'/>", FALSE },
    { "<presence from='x1@conf.example/y'/>", FALSE },
    { "<presence/>", FALSE },
    { "<presence from='@'/>", FALSE },
    { "<message from='alice@conf.example/desk'/>", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    Case c;
    ConfabXmppVisit *visit = case_init (&c, OFFER (SCRAM GUESTS));
    g_autofree char *id = NULL;
    g_autofree char *probe = NULL;
    g_autoptr (DexFuture) probed = NULL;
    DexFuture *answer;

    enter (&c, visit);
    probed = confab_xmpp_visit_probe (visit, c.alice);
    probe = peer_expect (c.peer, "/>");
    g_assert_nonnull (strstr (probe, "type='probe'"));
    g_assert_nonnull (strstr (probe, "to='alice@conf.example'"));
    answer = ask (&c, visit, "alice@conf.example", &id);
    peer_send (c.peer, cases[i].presence);
    peer_sendf (c.peer, "<iq type='result' id='%s' from='alice@conf.example'/>", id);
    expect_type (answer, "result");
    g_assert_cmpint (confab_xmpp_visit_has_presence (visit), ==, cases[i].is_here);
    case_clear (&c);
  }
}

static void
expect_refused (Case *c, DexFuture *entered, int code) {
  g_autoptr (GError) error = peer_wait_error (entered);

  g_assert_error (error, CONFAB_XMPP_ERROR, code);
  case_clear (c);
}

static void
test_no_guests (void) {
  static const char *const refusals[] = {
    "<failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><not-authorized/></failure>",
    "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>bmFtZT8=</challenge>",
    "<success xmlns='urn:example:other'/>",
  };
  Case c;
  ConfabXmppVisit *visit = case_init (&c, OFFER (SCRAM));

  expect_refused (&c, confab_xmpp_visit_enter (visit), CONFAB_XMPP_ERROR_STANZA);
  visit = case_init (&c, OFFER (SCRAM "<mechanism>anonymous</mechanism>"));
  expect_refused (&c, confab_xmpp_visit_enter (visit), CONFAB_XMPP_ERROR_STANZA);
  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    DexFuture *entered;

    visit = case_init (&c, OFFER (SCRAM GUESTS));
    entered = confab_xmpp_visit_enter (visit);
    g_free (peer_expect (c.peer, "</auth>"));
    peer_send (c.peer, refusals[i]);
    expect_refused (&c, entered, CONFAB_XMPP_ERROR_STANZA);
  }
}

/* A server that takes nobody but guests is no place to sign in or up. */
static void
test_only_guests (void) {
  Case c = { .peer = peer_new (),
    .domain = confab_base_jid_new ("conf.example", NULL),
    .alice = confab_base_jid_new ("alice@conf.example", NULL),
    .route = confab_net_route_new ("conf.example") };
  ConfabXmppVisitParams params = { .domain = c.domain,
    .route = c.route,
    .clock = confab_base_clock_system (),
    .random = confab_base_random_system (),
    .dial = peer_dial,
    .dial_data = c.peer };
  g_autoptr (GError) error = NULL;

  c.visit = confab_xmpp_visit (&params);
  peer_open (c.peer, OFFER (GUESTS));
  error = peer_wait_error (dex_ref (c.visit));
  g_assert_cmpint (error->domain, ==, CONFAB_XMPP_ERROR);
  case_clear (&c);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xmpp/visit/server-only", test_server_only);
  g_test_add_func ("/xmpp/visit/guest", test_guest);
  g_test_add_func ("/xmpp/visit/presence", test_presence);
  g_test_add_func ("/xmpp/visit/no-guests", test_no_guests);
  g_test_add_func ("/xmpp/visit/only-guests", test_only_guests);
  return g_test_run ();
}
