/* How a stream ends, and that nothing keeps it. */

#include "test-xmpp-case.h"

static void
test_close (void) {
  Case c;
  g_autoptr (DexFuture) closing = NULL;

  case_start (&c);
  peer_send (c.peer, "<message id='1'/>");
  peer_settle ();
  send_presence (&c, "last");
  closing = confab_xmpp_stream_close (c.stream);
  send_presence (&c, "too late");
  g_free (peer_expect (
      c.peer, "<presence id='last'/><a xmlns='urn:xmpp:sm:3' h='1'/></stream:stream>"));
  peer_settle ();
  g_assert_true (dex_future_is_pending (closing));
  peer_send (c.peer, "<message id='2'/></stream:stream>");
  peer_wait (closing);
  expect_closed (&c, -1);
  expect_log (&c, "message 1 1\nwill_ack 1\n");
  g_assert_null (confab_xmpp_stream_dup_resume (c.stream));
  peer_expect_end (c.peer);
  g_assert_cmpstr (peer_peek (c.peer), ==, "");
  case_clear (&c);
}

static void
test_close_without_answer (void) {
  Case c;
  g_autoptr (DexFuture) closing = NULL;
  g_autoptr (DexFuture) again = NULL;

  case_start (&c);
  c.is_slow = TRUE;
  peer_send (c.peer, "<message id='1'/>");
  peer_settle ();
  resolve (&c, 0);
  closing = confab_xmpp_stream_close (c.stream);
  again = confab_xmpp_stream_close (c.stream);
  peer_expect_none (c.peer, "</stream:stream>");
  confab_base_clock_fake_advance (c.fake, 5 * SECOND);
  peer_wait (closing);
  peer_wait (again);
  expect_closed (&c, -1);
  peer_expect_end (c.peer);
  resolve (&c, 1);
  case_clear (&c);
}

static void
test_ends (void) {
  static const struct {
    const char *text;
    int code;
    gboolean has_resume;
    const char *words;
  } cases[] = {
    { "</stream:stream>", CONFAB_XMPP_ERROR_CLOSED, TRUE, NULL },
    { "<stream:error><conflict xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>"
      "</stream:stream>",
        CONFAB_XMPP_ERROR_CONFLICT, TRUE, NULL },
    { "<stream:error><system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>",
        CONFAB_XMPP_ERROR_TRY_LATER, TRUE, NULL },
    { "<stream:error><see-other-host xmlns='urn:ietf:params:xml:ns:xmpp-streams'>evil.example"
      "</see-other-host></stream:error>",
        CONFAB_XMPP_ERROR_TRY_LATER, TRUE, NULL },
    { "<message></wrong>", CONFAB_XMPP_ERROR_XML, FALSE, "<not-well-formed" },
    { "<!-- x -->", CONFAB_XMPP_ERROR_XML, FALSE, "<not-well-formed" },
    { "words", CONFAB_XMPP_ERROR_XML, FALSE, "<not-well-formed" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Case c;
    g_autoptr (ConfabXmppResume) resume = NULL;

    case_start (&c);
    peer_send (c.peer, "<message id='before'/>");
    peer_send (c.peer, cases[i].text);
    expect_closed (&c, cases[i].code);
    expect_log (&c, "message before 1\n");
    resume = confab_xmpp_stream_dup_resume (c.stream);
    g_assert_cmpint (resume != NULL, ==, cases[i].has_resume);
    if (cases[i].words != NULL)
      g_free (peer_expect (c.peer, cases[i].words));
    peer_expect_end (c.peer);
    confab_xmpp_stream_stop (c.stream);
    expect_closed (&c, cases[i].code);
    case_clear (&c);
  }
}

static void
test_end_before_attach (void) {
  Case c;

  case_init (&c);
  case_sign_in (&c, NULL, TRUE);
  peer_send (c.peer, "<message id='1'/>");
  peer_settle ();
  peer_cut (c.peer);
  peer_settle ();
  confab_xmpp_stream_attach (c.stream, &hooks, &c);
  g_assert_cmpuint (c.n_closed, ==, 0);
  expect_closed (&c, CONFAB_XMPP_ERROR_CLOSED);
  expect_log (&c, "message 1 1\n");
  case_clear (&c);
}

/* TLS-18 */
static void
test_cut_in_a_stanza (void) {
  Case c;

  case_start (&c);
  peer_send (c.peer, "<message id='1'/><message id='2'><body>hal");
  peer_settle ();
  peer_cut (c.peer);
  expect_closed (&c, CONFAB_XMPP_ERROR_CLOSED);
  expect_log (&c, "message 1 1\n");
  case_clear (&c);
}

static void
test_huge_stanza (void) {
  Case c;
  g_autofree char *filler = g_strnfill (1000000, 'x');

  case_start (&c);
  peer_sendf (c.peer, "<message id='1'><body>%s</body></message>", filler);
  peer_sendf (c.peer, "<message id='2'><body>%s", filler);
  peer_sendf (c.peer, "%s", filler);
  peer_run_until ((gboolean (*) (gpointer))g_atomic_int_get, &c.n_closed);
  expect_closed (&c, CONFAB_XMPP_ERROR_LIMIT);
  expect_log (&c, "message 1 1\n");
  g_assert_null (confab_xmpp_stream_dup_resume (c.stream));
  case_clear (&c);
}

/* Whatever waits, dropping the stream ends it: case_drop checks that it is finalized. */
static void
test_nothing_keeps_it (void) {
  for (guint state = 0; state < 7; state++) {
    Case c;
    g_autoptr (DexFuture) waits = NULL;
    g_autofree char *id = NULL;
    gpointer weak;

    case_start (&c);
    c.is_slow = TRUE;
    if (state == 1)
      peer_send (c.peer, "<message id='1'/>");
    if (state == 2)
      send_envelope (&c, "1", 1);
    if (state == 3)
      waits = request (&c, NULL, &id);
    if (state == 4)
      confab_xmpp_stream_probe (c.stream);
    if (state == 5)
      waits = confab_xmpp_stream_close (c.stream);
    if (state == 6) {
      for (guint i = 0; i < 1000; i++)
        peer_send (c.peer, "<message id='m'/>");
    }
    if (state != 4)
      peer_settle ();
    weak = c.stream;
    g_object_add_weak_pointer (G_OBJECT (c.stream), &weak);
    g_clear_object (&c.stream);
    peer_settle ();
    g_assert_null (weak);
    g_assert_cmpuint (c.n_closed, ==, 0);
    if (waits != NULL)
      peer_wait (waits);
    peer_expect_end (c.peer);
    for (guint i = 0; i < c.promises->len; i++)
      dex_promise_resolve_boolean (g_ptr_array_index (c.promises, i), TRUE);
    case_clear (&c);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/end/close", test_close);
  g_test_add_func ("/xmpp/end/close-without-answer", test_close_without_answer);
  g_test_add_func ("/xmpp/end/ends", test_ends);
  g_test_add_func ("/xmpp/end/end-before-attach", test_end_before_attach);
  g_test_add_func ("/xmpp/end/cut-in-a-stanza", test_cut_in_a_stanza);
  g_test_add_func ("/xmpp/end/huge-stanza", test_huge_stanza);
  g_test_add_func ("/xmpp/end/nothing-keeps-it", test_nothing_keeps_it);
  return g_test_run ();
}
