/* Sign-in against servers that lie in SASL, in binding and in resuming. */

#include "test-cpu.h"
#include "test-xmpp-signin-case.h"

/* ---- SASL ---- */

static void
test_refused_offers (void) {
  static const char *offers[] = { "", "<mechanism>PLAIN</mechanism>",
    ("<mechanism>DIGEST-MD5</mechanism><mechanism>ANONYMOUS</mechanism>"
     "<mechanism>X-GOOGLE-TOKEN</mechanism><mechanism>EXTERNAL</mechanism>") };

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++) {
    Case c;
    g_autofree char *features = g_strdup_printf ("<mechanisms " SASL ">%s</mechanisms>", offers[i]);

    case_init (&c);
    case_start (&c);
    peer_open (c.peer, features);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR);
    g_assert_cmpstr (peer_peek (c.peer), ==, "");
    case_clear (&c);
  }
}

/* SASL-01 and its siblings */
static void
test_weaker (void) {
  Case c;

  case_init (&c);
  c.params.last_mechanism = CONFAB_MECHANISM_SHA512;
  case_start (&c);
  peer_open (c.peer, "<mechanisms " SASL ">" PEER_MECHANISM "</mechanisms>");
  expect_xmpp (&c, CONFAB_XMPP_ERROR_WEAKER);
  case_clear (&c);

  case_init (&c);
  c.params.last_had_binding = TRUE;
  case_start (&c);
  peer_open (c.peer, "<mechanisms " SASL ">" PEER_MECHANISM "</mechanisms>");
  expect_xmpp (&c, CONFAB_XMPP_ERROR_WEAKER);
  g_assert_cmpstr (peer_peek (c.peer), ==, "");
  case_clear (&c);
}

static void
test_bad_first (void) {
  static const char *formats[] = { "r=%sX,s=c2FsdA==,i=1", "r=%s,s=c2FsdA==,i=4096",
    "r=%sX,s=c2FsdA==,i=4294967295", "m=x,r=%sX,s=c2FsdA==,i=4096" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    Case c;
    g_auto (PeerScram) scram = { 0 };
    g_auto (GStrv) parts = g_strsplit (formats[i], "%s", 2);
    g_autofree char *first = NULL;

    case_init (&c);
    case_start (&c);
    peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
    first = g_strconcat (parts[0], scram.nonce, parts[1], NULL);
    peer_send_challenge (c.peer, first);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
    g_assert_cmpstr (peer_peek (c.peer), ==, "");
    case_clear (&c);
  }
}

/* XEP-0474 */
static void
test_offer_changed (void) {
  Case c;
  g_auto (PeerScram) scram = { 0 };

  case_init (&c);
  case_start (&c);
  peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
  peer_scram_make_first (&scram, 4096, ",h=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  peer_send_challenge (c.peer, scram.server_first);
  expect_xmpp (&c, CONFAB_XMPP_ERROR_INTERCEPTED);
  g_assert_cmpstr (peer_peek (c.peer), ==, "");
  case_clear (&c);
}

/* SASL-09, SASL-11 */
static void
test_success_without_proof (void) {
  static const char *lies[] = { NULL, "", "v=", "v=AAAA", "ok",
    "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" };
  Case c;
  g_auto (PeerScram) early = { 0 };

  case_init (&c);
  case_start (&c);
  peer_scram_start (c.peer, &early, PEER_MECHANISM, "");
  peer_send_success (c.peer, NULL);
  expect_xmpp (&c, CONFAB_XMPP_ERROR_SERVER_PROOF);
  case_clear (&c);
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_auto (PeerScram) scram = { 0 };

    case_init (&c);
    case_start (&c);
    peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
    peer_scram_make_first (&scram, 4096, "");
    peer_send_challenge (c.peer, scram.server_first);
    peer_scram_read_final (c.peer, &scram);
    peer_send_success (c.peer, lies[i]);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_SERVER_PROOF);
    case_clear (&c);
  }
}

static void
test_failures (void) {
  static const struct {
    const char *condition;
    int code;
  } cases[] = {
    { "not-authorized", CONFAB_XMPP_ERROR_WRONG_PASSWORD },
    { "temporary-auth-failure", CONFAB_XMPP_ERROR_TRY_LATER },
    { "account-disabled", CONFAB_XMPP_ERROR_ACCOUNT_DISABLED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Case c;
    g_auto (PeerScram) scram = { 0 };

    case_init (&c);
    case_start (&c);
    peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
    peer_scram_make_first (&scram, 4096, "");
    peer_send_challenge (c.peer, scram.server_first);
    peer_scram_read_final (c.peer, &scram);
    peer_sendf (c.peer, "<failure " SASL "><%s/></failure>", cases[i].condition);
    expect_xmpp (&c, cases[i].code);
    case_clear (&c);
  }
}

/* SASL-05: many iterations neither block the main loop nor withstand being cancelled. */
static void
test_many_iterations (void) {
  Case c;
  g_auto (PeerScram) scram = { 0 };
  gint64 started, longest = 0;

  case_init (&c);
  case_start (&c);
  peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
  peer_scram_make_first (&scram, 3000000, "");
  peer_send_challenge (c.peer, scram.server_first);
  started = g_get_monotonic_time ();
  while (g_get_monotonic_time () - started < 100000) {
    gint64 before = test_cpu_us ();

    g_main_context_iteration (NULL, FALSE);
    longest = MAX (longest, test_cpu_us () - before);
  }
  g_assert_cmpint (longest, <, 50000);
  g_assert_true (dex_future_is_pending (c.signin));
  g_cancellable_cancel (c.params.cancellable);
  started = test_all_cpu_us ();
  expect_failure (&c, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (test_all_cpu_us () - started, <, 500000);
  case_clear (&c);
}

/* ---- binding ---- */

static void
test_bad_binding (void) {
  static const struct {
    const char *answer;
    int code;
  } cases[] = {
    { "<iq type='result' id='%s'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
      "<jid>mallory@conf.example/x</jid></bind></iq>",
        CONFAB_XMPP_ERROR_PROTOCOL },
    { "<iq type='result' id='%s'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
      "<jid>alice@conf.example.evil.example/x</jid></bind></iq>",
        CONFAB_XMPP_ERROR_PROTOCOL },
    { "<iq type='result' id='%s'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
      "<jid>alice@conf.example</jid></bind></iq>",
        CONFAB_XMPP_ERROR_PROTOCOL },
    { "<iq type='result' id='%s'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
      "<jid>a@b@c/</jid></bind></iq>",
        CONFAB_XMPP_ERROR_PROTOCOL },
    { "<iq type='result' id='%s'/>", CONFAB_XMPP_ERROR_PROTOCOL },
    { "<iq type='banana' id='%s'/>", CONFAB_XMPP_ERROR_PROTOCOL },
    { "<iq type='error' id='%s'/>", CONFAB_XMPP_ERROR_PROTOCOL },
    { "<iq type='error' id='%s'><error type='modify'><resource-constraint "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
        CONFAB_XMPP_ERROR_TRY_LATER },
    { "<iq type='error' id='%s'><error type='modify'><conflict "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
        CONFAB_XMPP_ERROR_CONFLICT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Case c;
    g_autofree char *iq = NULL;
    g_autofree char *id = NULL;
    g_auto (GStrv) parts = g_strsplit (cases[i].answer, "%s", 2);
    g_autofree char *answer = NULL;

    case_init (&c);
    case_start (&c);
    peer_welcome (c.peer, PEER_BIND);
    iq = peer_expect (c.peer, "</iq>");
    id = peer_get_attribute (iq, "id");
    answer = g_strconcat (parts[0], id, parts[1], NULL);
    peer_send (c.peer, answer);
    expect_xmpp (&c, cases[i].code);
    case_clear (&c);
  }
}

static void
test_no_binding_offered (void) {
  Case c;

  case_init (&c);
  case_start (&c);
  peer_welcome (c.peer, "");
  expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
  case_clear (&c);
}

/* ---- resuming ---- */

static void
resuming_start (Case *c, ConfabXmppResume *resume) {
  case_init (c);
  c->params.resume = resume;
  case_start (c);
  peer_welcome (c->peer, PEER_BIND PEER_SM);
}

static void
test_resumed (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old <&'", NULL, 4294967295u);
  ConfabXmppSigninResult *result;
  Case c;

  resuming_start (&c, resume);
  g_free (peer_expect (
      c.peer, "<resume xmlns='urn:xmpp:sm:3' previd='old &lt;&amp;&apos;' h='4294967295'/>"));
  peer_send (c.peer, "<resumed xmlns='urn:xmpp:sm:3' previd='old &lt;&amp;&apos;' h='7'/>");
  result = expect_success (&c);
  g_assert_true (result->is_resumed);
  g_assert_true (result->has_resume_h);
  g_assert_cmpuint (result->resume_h, ==, 7);
  g_assert_true (confab_xmpp_stream_is_resumed (result->stream));
  g_assert_cmpstr (confab_xmpp_stream_get_session_id (result->stream), ==, "old <&'");
  g_assert_cmpstr (
      confab_xmpp_stream_get_bound (result->stream), ==, "alice@conf.example/0123456789abcdef");
  case_clear (&c);
}

static void
test_not_resumed (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  ConfabXmppSigninResult *result;
  Case c;

  resuming_start (&c, resume);
  g_free (peer_expect (c.peer, "<resume "));
  peer_send (c.peer, "<failed xmlns='urn:xmpp:sm:3' h='9'><item-not-found "
                     "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>");
  g_free (peer_bind (c.peer, NULL));
  peer_enable (c.peer, "new");
  result = expect_success (&c);
  g_assert_false (result->is_resumed);
  g_assert_true (result->has_resume_h);
  g_assert_cmpuint (result->resume_h, ==, 9);
  g_assert_cmpstr (confab_xmpp_stream_get_session_id (result->stream), ==, "new");
  case_clear (&c);
}

static void
test_bad_resumed (void) {
  static const char *answers[] = { "<resumed xmlns='urn:xmpp:sm:3' previd='other' h='1'/>",
    "<resumed xmlns='urn:xmpp:sm:3' previd='old'/>",
    "<resumed xmlns='urn:xmpp:sm:3' previd='old' h='-1'/>",
    "<resumed xmlns='urn:xmpp:sm:3' previd='old' h='4294967296'/>",
    "<resumed xmlns='urn:xmpp:sm:3' previd='old' h='1 '/>" };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
    Case c;

    resuming_start (&c, resume);
    g_free (peer_expect (c.peer, "<resume "));
    peer_send (c.peer, answers[i]);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
    case_clear (&c);
  }
}

static void
test_resumed_over_ack (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  Case c;

  resume->is_live = TRUE;
  resume->sent = 5;
  resuming_start (&c, resume);
  g_free (peer_expect (c.peer, "<resume "));
  peer_send (c.peer, "<resumed xmlns='urn:xmpp:sm:3' previd='old' h='6'/>");
  g_free (peer_expect (c.peer, "<handled-count-too-high"));
  g_free (peer_expect (c.peer, "</stream:stream>"));
  expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
  case_clear (&c);
}

static void
test_cancelled_before (void) {
  Case c;

  case_init (&c);
  g_cancellable_cancel (c.params.cancellable);
  case_start (&c);
  expect_failure (&c, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  case_clear (&c);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/authenticate/refused-offers", test_refused_offers);
  g_test_add_func ("/xmpp/authenticate/weaker", test_weaker);
  g_test_add_func ("/xmpp/authenticate/bad-first", test_bad_first);
  g_test_add_func ("/xmpp/authenticate/offer-changed", test_offer_changed);
  g_test_add_func ("/xmpp/authenticate/success-without-proof", test_success_without_proof);
  g_test_add_func ("/xmpp/authenticate/failures", test_failures);
  g_test_add_func ("/xmpp/authenticate/many-iterations", test_many_iterations);
  g_test_add_func ("/xmpp/authenticate/bad-binding", test_bad_binding);
  g_test_add_func ("/xmpp/authenticate/no-binding-offered", test_no_binding_offered);
  g_test_add_func ("/xmpp/authenticate/resumed", test_resumed);
  g_test_add_func ("/xmpp/authenticate/not-resumed", test_not_resumed);
  g_test_add_func ("/xmpp/authenticate/bad-resumed", test_bad_resumed);
  g_test_add_func ("/xmpp/authenticate/resumed-over-ack", test_resumed_over_ack);
  g_test_add_func ("/xmpp/authenticate/cancelled-before", test_cancelled_before);
  return g_test_run ();
}
