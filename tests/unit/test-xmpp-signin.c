/* Sign-in against a scripted server: the good way, and every way in which it must not succeed. */

#include "../lib/peer.c"

#include "xmpp/xmpp-signin.h"

#define SASL "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'"

typedef struct {
  Peer *peer;
  ConfabXmppSigninParams params;
  DexFuture *signin;
  gboolean is_plain; /* the link is not secure */
} Case;

static DexFuture *
dial (gpointer data, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  Case *c = data;

  g_assert_null (endpoint);
  return dex_future_new_take_object (peer_new_link (c->peer, !c->is_plain));
}

static void
case_init (Case *c) {
  *c = (Case){ .peer = peer_new () };
  c->params.address = confab_base_jid_new ("alice@conf.example", NULL);
  c->params.password = confab_base_secret_new_string (PEER_PASSWORD);
  c->params.route = confab_net_route_new ("conf.example");
  c->params.resource = "0123456789abcdef";
  c->params.clock = confab_base_clock_system ();
  c->params.random = confab_base_random_system ();
  c->params.dial = dial;
  c->params.dial_data = c;
  c->params.cancellable = g_cancellable_new ();
}

static void
case_start (Case *c) {
  c->signin = confab_xmpp_signin (&c->params);
}

static void
case_clear (Case *c) {
  dex_clear (&c->signin);
  g_clear_pointer (&c->peer, peer_free);
  confab_base_jid_unref (c->params.address);
  confab_base_secret_unref (c->params.password);
  confab_net_route_free ((ConfabNetRoute *)c->params.route);
  g_clear_object (&c->params.cancellable);
  peer_settle ();
}

/* Borrowed from the future. */
static ConfabXmppSigninResult *
expect_success (Case *c) {
  g_autoptr (GError) error = NULL;
  const GValue *value;

  peer_wait (c->signin);
  value = dex_future_get_value (c->signin, &error);
  g_assert_no_error (error);
  return g_value_get_boxed (value);
}

static void
expect_failure (Case *c, GQuark domain, int code) {
  g_autoptr (GError) error = peer_wait_error (dex_ref (c->signin));

  g_assert_error (error, domain, code);
  peer_expect_end (c->peer);
}

static void
expect_xmpp (Case *c, int code) {
  expect_failure (c, CONFAB_XMPP_ERROR, code);
}

/* ---- good ---- */

static void
test_good (void) {
  Case c;
  ConfabXmppSigninResult *result;
  g_autofree char *bound = NULL;
  ConfabXmppStream *stream = NULL;

  case_init (&c);
  case_start (&c);
  peer_welcome (c.peer,
      PEER_BIND PEER_SM "<compression xmlns='http://jabber.org/features/compress'>"
                        "<method>zlib</method></compression>");
  bound = peer_bind (c.peer, NULL);
  peer_enable (c.peer, "session 1");
  result = expect_success (&c);
  g_assert_cmpint (result->mechanism, ==, CONFAB_MECHANISM_SHA256);
  g_assert_false (result->had_binding);
  g_assert_false (result->is_resumed);
  g_assert_false (result->has_resume_h);
  g_assert_cmpstr (confab_xmpp_stream_get_bound (result->stream), ==, bound);
  g_assert_cmpstr (bound, ==, "alice@conf.example/0123456789abcdef");
  g_assert_true (confab_xmpp_stream_is_managed (result->stream));
  g_assert_cmpstr (confab_xmpp_stream_get_session_id (result->stream), ==, "session 1");
  g_assert_nonnull (confab_xmpp_stanza_get_child (confab_xmpp_stream_get_features (result->stream),
      "bind", "urn:ietf:params:xml:ns:xmpp-bind"));
  peer_expect_none (c.peer, "compress");
  /* Dropping the result drops the stream and the line. */
  stream = result->stream;
  g_object_add_weak_pointer (G_OBJECT (stream), (gpointer *)&stream);
  dex_clear (&c.signin);
  peer_expect_end (c.peer);
  peer_settle ();
  g_assert_null (stream);
  case_clear (&c);
}

static void
test_without_management (void) {
  Case c;

  case_init (&c);
  case_start (&c);
  peer_welcome (c.peer, PEER_BIND);
  g_free (peer_bind (c.peer, "alice@conf.example/other"));
  g_assert_false (confab_xmpp_stream_is_managed (expect_success (&c)->stream));
  g_assert_cmpstr (
      confab_xmpp_stream_get_bound (expect_success (&c)->stream), ==, "alice@conf.example/other");
  case_clear (&c);
}

static void
test_management_refused (void) {
  Case c;

  case_init (&c);
  case_start (&c);
  peer_welcome (c.peer, PEER_BIND PEER_SM);
  g_free (peer_bind (c.peer, NULL));
  g_free (peer_expect (c.peer, "<enable "));
  peer_send (c.peer, "<failed xmlns='urn:xmpp:sm:3'/>");
  g_assert_false (confab_xmpp_stream_is_managed (expect_success (&c)->stream));
  case_clear (&c);
}

static void
test_proof_in_challenge (void) {
  Case c;
  g_auto (PeerScram) scram = { 0 };
  g_autofree char *proof = NULL;

  case_init (&c);
  case_start (&c);
  peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
  peer_scram_make_first (&scram, 4096, "");
  peer_send_challenge (c.peer, scram.server_first);
  peer_scram_read_final (c.peer, &scram);
  proof = peer_scram_prove (&scram, NULL);
  peer_send_challenge (c.peer, proof);
  g_free (peer_expect (c.peer, "<response " SASL "/>"));
  peer_send_success (c.peer, NULL);
  peer_open (c.peer, PEER_BIND);
  g_free (peer_bind (c.peer, NULL));
  expect_success (&c);
  case_clear (&c);
}

static void
test_byte_by_byte (void) {
  Case c;

  case_init (&c);
  case_start (&c);
  g_free (peer_expect (c.peer, "version='1.0'>"));
  peer_send_split (c.peer,
      PEER_HEADER "<stream:features><mechanisms " SASL "><mechanism>PLAIN</mechanism></mechanisms>"
                  "</stream:features>",
      1);
  expect_xmpp (&c, CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR);
  case_clear (&c);
}

/* ---- not secure ---- */

/* TLS-01 */
static void
test_no_starttls (void) {
  Case c;

  case_init (&c);
  c.is_plain = TRUE;
  case_start (&c);
  peer_open (
      c.peer, "<mechanisms " SASL "><mechanism>PLAIN</mechanism>" PEER_MECHANISM "</mechanisms>");
  expect_xmpp (&c, CONFAB_XMPP_ERROR_NOT_SECURE);
  g_assert_cmpstr (peer_peek (c.peer), ==, "");
  case_clear (&c);
}

static void
test_header_says_no_name (void) {
  Case c;
  g_autofree char *header = NULL;

  case_init (&c);
  c.is_plain = TRUE;
  case_start (&c);
  header = peer_expect (c.peer, "version='1.0'>");
  g_assert_null (strstr (header, "alice"));
  g_assert_nonnull (strstr (header, "to='conf.example'"));
  g_cancellable_cancel (c.params.cancellable);
  expect_failure (&c, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  case_clear (&c);
}

#define STARTTLS "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'><required/></starttls>"
#define PROCEED "<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"

/* TLS-03 */
static void
test_injection (void) {
  static const char *after[] = { " ", "\n", "<", "<stream:features/>", "</stream:stream>",
    "<message from='bob@friend.example'><body>hi</body></message>", "\x16\x03\x03" };

  for (gsize i = 0; i < G_N_ELEMENTS (after); i++) {
    Case c;
    g_autofree char *text = g_strconcat (PROCEED, after[i], NULL);

    case_init (&c);
    c.is_plain = TRUE;
    case_start (&c);
    peer_open (c.peer, STARTTLS);
    g_free (peer_expect (c.peer, "<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"));
    peer_send (c.peer, text);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
    g_assert_cmpstr (peer_peek (c.peer), ==, "");
    case_clear (&c);
  }
}

static void
test_starttls_refused (void) {
  Case c;

  case_init (&c);
  c.is_plain = TRUE;
  case_start (&c);
  peer_open (c.peer, STARTTLS);
  g_free (peer_expect (c.peer, "<starttls "));
  peer_send (c.peer, "<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>");
  expect_xmpp (&c, CONFAB_XMPP_ERROR_NOT_SECURE);
  case_clear (&c);
}

/* After <proceed/> the client speaks TLS, and a server that does not is no server. */
static void
test_starttls_then_nonsense (void) {
  Case c;
  g_autoptr (GError) error = NULL;

  case_init (&c);
  c.is_plain = TRUE;
  case_start (&c);
  peer_open (c.peer, STARTTLS);
  g_free (peer_expect (c.peer, "/>"));
  peer_send (c.peer, PROCEED);
  g_free (peer_expect (c.peer, "\x16\x03"));
  peer_send (c.peer, PEER_HEADER "<stream:features>" PEER_BIND "</stream:features>");
  error = peer_wait_error (dex_ref (c.signin));
  g_assert_nonnull (error);
  g_assert_true (error->domain == CONFAB_NET_ERROR);
  case_clear (&c);
}

/* ---- not XMPP ---- */

static void
test_bad_openings (void) {
  static const struct {
    const char *text;
    int code;
  } cases[] = {
    { "HTTP/1.1 400 Bad Request\r\n\r\n", CONFAB_XMPP_ERROR_XML },
    { "<stream:stream xmlns:stream='http://etherx.jabber.org/streams'>",
        CONFAB_XMPP_ERROR_PROTOCOL },
    { "<stream xmlns='jabber:client' version='1.0'>", CONFAB_XMPP_ERROR_PROTOCOL },
    { "<stream:stream xmlns:stream='urn:other' version='1.0'>", CONFAB_XMPP_ERROR_PROTOCOL },
    { PEER_HEADER "<iq/>", CONFAB_XMPP_ERROR_PROTOCOL },
    { PEER_HEADER "<features/>", CONFAB_XMPP_ERROR_PROTOCOL },
    { PEER_HEADER "</stream:stream>", CONFAB_XMPP_ERROR_CLOSED },
    { PEER_HEADER "<stream:error><host-unknown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/>"
                  "</stream:error></stream:stream>",
        CONFAB_XMPP_ERROR_STREAM },
    { PEER_HEADER "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>"
                  "evil.example</see-other-host></stream:error></stream:stream>",
        CONFAB_XMPP_ERROR_TRY_LATER },
    { PEER_HEADER "<!-- comment -->", CONFAB_XMPP_ERROR_XML },
    { "<!DOCTYPE x><x/>", CONFAB_XMPP_ERROR_XML },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Case c;

    case_init (&c);
    case_start (&c);
    g_free (peer_expect (c.peer, "version='1.0'>"));
    peer_send (c.peer, cases[i].text);
    expect_xmpp (&c, cases[i].code);
    case_clear (&c);
  }
}

static void
test_huge_features (void) {
  Case c;
  g_autofree char *filler = g_strnfill (70000, 'x');

  case_init (&c);
  case_start (&c);
  g_free (peer_expect (c.peer, "version='1.0'>"));
  peer_sendf (c.peer, PEER_HEADER "<stream:features>%s", filler);
  expect_xmpp (&c, CONFAB_XMPP_ERROR_LIMIT);
  case_clear (&c);
}

/* TLS-14 */
static void
test_silence (void) {
  g_autoptr (ConfabClockFake) fake = confab_base_clock_fake_new (1000000);

  for (guint step = 0; step < 5; step++) {
    Case c;
    g_auto (PeerScram) scram = { 0 };

    case_init (&c);
    c.params.clock = confab_base_clock_fake_get (fake);
    case_start (&c);
    if (step == 1)
      peer_send (c.peer, PEER_HEADER);
    if (step == 2)
      peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
    if (step == 3)
      peer_welcome (c.peer, PEER_BIND);
    if (step == 4) {
      peer_welcome (c.peer, PEER_BIND PEER_SM);
      g_free (peer_bind (c.peer, NULL));
    }
    peer_settle ();
    confab_base_clock_fake_advance (fake, 19 * G_USEC_PER_SEC);
    g_assert_true (dex_future_is_pending (c.signin));
    confab_base_clock_fake_advance (fake, 2 * G_USEC_PER_SEC);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_TIMED_OUT);
    case_clear (&c);
  }
}

static void
test_cut_anywhere (void) {
  for (guint step = 0; step < 5; step++) {
    Case c;
    g_auto (PeerScram) scram = { 0 };
    g_autoptr (GError) error = NULL;

    case_init (&c);
    case_start (&c);
    if (step == 1)
      peer_send (c.peer, PEER_HEADER);
    if (step == 2)
      peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
    if (step == 3)
      peer_welcome (c.peer, PEER_BIND);
    if (step == 4) {
      peer_welcome (c.peer, PEER_BIND PEER_SM);
      g_free (peer_bind (c.peer, NULL));
    }
    peer_settle ();
    peer_cut (c.peer);
    error = peer_wait_error (dex_ref (c.signin));
    g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
    case_clear (&c);
  }
}

/* ---- SASL ---- */

static void
test_refused_offers (void) {
  static const char *offers[] = { "", "<mechanism>PLAIN</mechanism>",
    "<mechanism>DIGEST-MD5</mechanism><mechanism>ANONYMOUS</mechanism>"
    "<mechanism>X-GOOGLE-TOKEN</mechanism><mechanism>EXTERNAL</mechanism>" };

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
    gint64 before = g_get_monotonic_time ();

    g_main_context_iteration (NULL, FALSE);
    longest = MAX (longest, g_get_monotonic_time () - before);
  }
  g_assert_cmpint (longest, <, 50000);
  g_assert_true (dex_future_is_pending (c.signin));
  g_cancellable_cancel (c.params.cancellable);
  started = g_get_monotonic_time ();
  expect_failure (&c, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - started, <, 500000);
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
  g_test_add_func ("/xmpp/signin/good", test_good);
  g_test_add_func ("/xmpp/signin/without-management", test_without_management);
  g_test_add_func ("/xmpp/signin/management-refused", test_management_refused);
  g_test_add_func ("/xmpp/signin/proof-in-challenge", test_proof_in_challenge);
  g_test_add_func ("/xmpp/signin/byte-by-byte", test_byte_by_byte);
  g_test_add_func ("/xmpp/signin/no-starttls", test_no_starttls);
  g_test_add_func ("/xmpp/signin/header-says-no-name", test_header_says_no_name);
  g_test_add_func ("/xmpp/signin/injection", test_injection);
  g_test_add_func ("/xmpp/signin/starttls-refused", test_starttls_refused);
  g_test_add_func ("/xmpp/signin/starttls-then-nonsense", test_starttls_then_nonsense);
  g_test_add_func ("/xmpp/signin/bad-openings", test_bad_openings);
  g_test_add_func ("/xmpp/signin/huge-features", test_huge_features);
  g_test_add_func ("/xmpp/signin/silence", test_silence);
  g_test_add_func ("/xmpp/signin/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/xmpp/signin/refused-offers", test_refused_offers);
  g_test_add_func ("/xmpp/signin/weaker", test_weaker);
  g_test_add_func ("/xmpp/signin/bad-first", test_bad_first);
  g_test_add_func ("/xmpp/signin/offer-changed", test_offer_changed);
  g_test_add_func ("/xmpp/signin/success-without-proof", test_success_without_proof);
  g_test_add_func ("/xmpp/signin/failures", test_failures);
  g_test_add_func ("/xmpp/signin/many-iterations", test_many_iterations);
  g_test_add_func ("/xmpp/signin/bad-binding", test_bad_binding);
  g_test_add_func ("/xmpp/signin/no-binding-offered", test_no_binding_offered);
  g_test_add_func ("/xmpp/signin/resumed", test_resumed);
  g_test_add_func ("/xmpp/signin/not-resumed", test_not_resumed);
  g_test_add_func ("/xmpp/signin/bad-resumed", test_bad_resumed);
  g_test_add_func ("/xmpp/signin/resumed-over-ack", test_resumed_over_ack);
  g_test_add_func ("/xmpp/signin/cancelled-before", test_cancelled_before);
  return g_test_run ();
}
