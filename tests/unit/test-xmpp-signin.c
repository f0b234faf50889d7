/* Sign-in against a scripted server: the good way, and servers that are not secure, not XMPP, or
 * silent. */

#include "test-xmpp-signin-case.h"

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
  return g_test_run ();
}
