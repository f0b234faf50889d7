/* The signed-in stream: order, acknowledgement and back-pressure, in and out. */

#include "test-xmpp-case.h"

/* ---- in ---- */

static void
test_order_in (void) {
  Case c;

  case_init (&c);
  case_sign_in (&c, NULL, TRUE);
  peer_send (c.peer, "<message id='1'/><presence id='2'/>");
  peer_settle ();
  peer_send (c.peer, "<iq type='get' id='3'><q xmlns='urn:q'/></iq>");
  expect_log (&c, "");
  confab_xmpp_stream_attach (c.stream, &hooks, &c);
  g_assert_cmpstr (c.log->str, ==, "");
  expect_log (&c, "message 1 1\npresence 2 2\niq 3 3\n");
  case_clear (&c);
}

static void
test_early (void) {
  Case c;
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string (PEER_PASSWORD);
  g_autoptr (ConfabNetRoute) route = confab_net_route_new ("conf.example");
  g_autoptr (DexFuture) signin = NULL;
  ConfabXmppSigninParams params = { .password = password, .route = route, .resource = "desk" };

  case_init (&c);
  params.address = c.address;
  params.clock = confab_base_clock_fake_get (c.fake);
  params.random = confab_base_random_system ();
  params.dial = peer_dial;
  params.dial_data = c.peer;
  signin = confab_xmpp_signin (&params);
  peer_welcome (c.peer, PEER_BIND PEER_SM);
  peer_send (c.peer, "<message id='early'/>");
  g_free (peer_bind (c.peer, NULL));
  g_free (peer_expect (c.peer, "<enable "));
  peer_send (
      c.peer, "<presence id='also'/><enabled xmlns='urn:xmpp:sm:3'/><message id='first'/>" R);
  peer_wait (signin);
  c.stream = g_object_ref (
      ((ConfabXmppSigninResult *)g_value_get_boxed (dex_future_get_value (signin, NULL)))->stream);
  dex_clear (&signin);
  confab_xmpp_stream_attach (c.stream, &hooks, &c);
  expect_log (&c, "message early 0\npresence also 0\nmessage first 1\nwill_ack 1\n");
  g_free (peer_expect (c.peer, A ("1")));
  g_assert_null (confab_xmpp_stream_get_session_id (c.stream));
  case_clear (&c);
}

static void
test_what_is_counted (void) {
  Case c;

  case_start (&c);
  peer_send (c.peer, "<message xmlns='urn:evil' id='x'/><iq xmlns='jabber:server' id='x'/>"
                     "<unknown xmlns='urn:u'/><c:message xmlns:c='jabber:client' id='1'/>"
                     "<iq type='result' id='nobody asked'/><iq type='banana' id='b'/>"
                     "<iq type='get'/><iq type='error' id='e'/>" R);
  expect_log (&c, "message 1 1\nwill_ack 5\n");
  g_free (peer_expect (c.peer, A ("5")));
  g_assert_cmpstr (peer_peek (c.peer), ==, "");
  case_clear (&c);
}

static void
test_ack_waits (void) {
  Case c;

  case_start (&c);
  c.is_slow = TRUE;
  peer_send (c.peer, "<message id='1'/><message id='2'/><message id='3'/>" R "<message id='4'/>");
  expect_log (&c, "message 1 1\nmessage 2 2\nmessage 3 3\nmessage 4 4\n");
  resolve (&c, 1);
  resolve (&c, 2);
  peer_expect_none (c.peer, "<a ");
  expect_log (&c, "");
  resolve (&c, 0);
  expect_log (&c, "will_ack 3\n");
  peer_expect_none (c.peer, "<a ");
  resolve (&c, 4);
  g_free (peer_expect (c.peer, A ("3")));
  resolve (&c, 3);
  peer_expect_none (c.peer, "<a ");
  expect_log (&c, "");
  peer_send (c.peer, R R);
  expect_log (&c, "will_ack 4\n");
  resolve (&c, 5);
  g_free (peer_expect (c.peer, A ("4")));
  case_clear (&c);
}

static void
test_ack_unasked (void) {
  Case c;

  case_start (&c);
  for (guint i = 0; i < 120; i++)
    peer_send (c.peer, "<message id='m'/>");
  g_free (peer_expect (c.peer, A ("50")));
  g_free (peer_expect (c.peer, A ("100")));
  peer_expect_none (c.peer, "<a ");
  case_clear (&c);
}

static void
test_not_durable (void) {
  Case c;

  case_start (&c);
  c.is_slow = TRUE;
  peer_send (c.peer, "<message id='1'/>" R);
  peer_settle ();
  dex_promise_reject (g_ptr_array_index (c.promises, 0),
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full"));
  peer_settle ();
  g_assert_cmpuint (c.n_closed, ==, 1);
  g_assert_error (c.error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  peer_expect_end (c.peer);
  peer_expect_none (c.peer, "<a ");
  case_clear (&c);
}

static void
test_back_pressure (void) {
  Case c;
  g_autoptr (ConfabXmppResume) resume = NULL;

  case_start (&c);
  c.is_slow = TRUE;
  for (guint i = 0; i < 30000; i++)
    peer_send (c.peer, "<message id='m'/>");
  peer_run (200);
  g_assert_cmpuint (c.n_stanzas, ==, 501);
  /* The answer to a sign of life may lie unread; the stream does not give up. */
  confab_base_clock_fake_advance (c.fake, 300 * SECOND);
  g_assert_cmpuint (c.n_closed, ==, 0);
  c.is_slow = FALSE;
  for (guint i = 0; i < 501; i++)
    dex_promise_resolve_boolean (g_ptr_array_index (c.promises, i), TRUE);
  g_free (peer_expect (c.peer, A ("30000")));
  g_assert_cmpuint (c.n_stanzas, ==, 30000);
  case_clear (&c);
}

/* ---- out ---- */

static void
test_order_out (void) {
  Case c;

  case_start (&c);
  send_presence (&c, "1");
  send_envelope (&c, "2", 42);
  send_presence (&c, "3");
  send_envelope (&c, "4", 43);
  expect_log (&c, "will_write 42=2 43=4\n");
  g_free (peer_expect (c.peer, "<presence id='1'/><message to='bob@friend.example' id='2'/>"
                               "<presence id='3'/><message to='bob@friend.example' id='4'/>" R));
  peer_send (c.peer, A ("3"));
  expect_log (&c, "acked 3\n");
  peer_send (c.peer, A ("3") A ("4"));
  expect_log (&c, "acked 4\n");
  case_clear (&c);
}

static void
test_written_when_durable (void) {
  Case c;

  case_start (&c);
  c.is_slow = TRUE;
  send_envelope (&c, "1", 1);
  peer_expect_none (c.peer, "<message");
  send_envelope (&c, "2", 2);
  send_presence (&c, "3");
  peer_expect_none (c.peer, "<");
  expect_log (&c, "will_write 1=1\n");
  resolve (&c, 0);
  g_free (peer_expect (c.peer, "id='1'/>" R));
  peer_expect_none (c.peer, "<message");
  expect_log (&c, "will_write 2=2\n");
  resolve (&c, 1);
  g_free (peer_expect (c.peer, "id='2'/><presence id='3'/>" R));
  case_clear (&c);
}

static void
test_write_not_durable (void) {
  Case c;

  case_start (&c);
  c.is_slow = TRUE;
  send_presence (&c, "1");
  send_envelope (&c, "2", 1);
  peer_settle ();
  dex_promise_reject (g_ptr_array_index (c.promises, 0),
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full"));
  peer_settle ();
  g_assert_cmpuint (c.n_closed, ==, 1);
  g_assert_error (c.error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  peer_expect_none (c.peer, "<");
  peer_expect_end (c.peer);
  case_clear (&c);
}

static void
test_asks_after_twenty (void) {
  Case c;

  case_start (&c);
  for (guint i = 0; i < 19; i++)
    send_presence (&c, "p");
  peer_expect_none (c.peer, "<r ");
  send_presence (&c, "last");
  g_free (peer_expect (c.peer, "<presence id='last'/>" R));
  peer_send (c.peer, A ("20"));
  expect_log (&c, "acked 20\n");
  send_presence (&c, "one");
  g_free (peer_expect (c.peer, "<presence id='one'/>"));
  peer_expect_none (c.peer, "<r ");
  confab_base_clock_fake_advance (c.fake, 16 * SECOND);
  g_free (peer_expect (c.peer, R));
  case_clear (&c);
}

/* XML-25 */
static void
test_over_ack (void) {
  static const char *acks[] = { A ("4"), A ("4294967295"), A ("2") A ("1"), A ("-1"), A ("x"),
    A (""), A ("4294967298"), "<a xmlns='urn:xmpp:sm:3'/>" };

  for (gsize i = 0; i < G_N_ELEMENTS (acks); i++) {
    Case c;

    case_start (&c);
    send_presence (&c, "1");
    send_presence (&c, "2");
    send_envelope (&c, "3", 3);
    g_free (peer_expect (c.peer, R));
    peer_send (c.peer, acks[i]);
    expect_closed (&c, CONFAB_XMPP_ERROR_PROTOCOL);
    g_free (peer_expect (c.peer, "<stream:error><undefined-condition"));
    g_free (peer_expect (c.peer, "</stream:error></stream:stream>"));
    peer_expect_end (c.peer);
    g_assert_null (strstr (c.log->str, "acked 3"));
    g_assert_null (confab_xmpp_stream_dup_resume (c.stream));
    case_clear (&c);
  }
}

static void
test_counts_wrap (void) {
  ConfabCounts counts;
  g_autoptr (GPtrArray) kept =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xmpp_stanza_unref);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_new ("iq", CONFAB_NS_CLIENT);

  confab_xmpp_counts_init (&counts, 4294967293u, 4294967294u);
  g_assert_cmpuint (confab_xmpp_counts_send (&counts, stanza), ==, 4294967294u);
  g_assert_cmpuint (confab_xmpp_counts_send (&counts, NULL), ==, 4294967295u);
  g_assert_cmpuint (confab_xmpp_counts_send (&counts, stanza), ==, 0);
  g_assert_cmpuint (confab_xmpp_counts_send (&counts, stanza), ==, 1);
  g_assert_false (confab_xmpp_counts_acknowledge (&counts, 2));
  g_assert_false (confab_xmpp_counts_acknowledge (&counts, 4294967292u));
  g_assert_true (confab_xmpp_counts_acknowledge (&counts, 4294967295u));
  g_assert_true (confab_xmpp_counts_acknowledge (&counts, 0));
  g_assert_false (confab_xmpp_counts_acknowledge (&counts, 4294967295u));
  confab_xmpp_counts_list_unacked (&counts, kept, numbers);
  g_assert_cmpuint (kept->len, ==, 1);
  g_assert_cmpuint (g_array_index (numbers, guint32, 0), ==, 1);
  g_assert_true (confab_xmpp_counts_acknowledge (&counts, 1));
  g_assert_cmpuint (confab_xmpp_counts_get_n_unacked (&counts), ==, 0);

  g_assert_cmpuint (confab_xmpp_counts_receive (&counts), ==, 4294967295u);
  g_assert_cmpuint (confab_xmpp_counts_receive (&counts), ==, 0);
  g_assert_cmpuint (confab_xmpp_counts_receive (&counts), ==, 1);
  confab_xmpp_counts_handle (&counts, 0);
  g_assert_cmpuint (counts.handled, ==, 4294967294u);
  confab_xmpp_counts_handle (&counts, 4294967295u);
  g_assert_cmpuint (counts.handled, ==, 0);
  confab_xmpp_counts_handle (&counts, 1);
  g_assert_cmpuint (counts.handled, ==, 1);
  confab_xmpp_counts_clear (&counts);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/stream/order-in", test_order_in);
  g_test_add_func ("/xmpp/stream/early", test_early);
  g_test_add_func ("/xmpp/stream/what-is-counted", test_what_is_counted);
  g_test_add_func ("/xmpp/stream/ack-waits", test_ack_waits);
  g_test_add_func ("/xmpp/stream/ack-unasked", test_ack_unasked);
  g_test_add_func ("/xmpp/stream/not-durable", test_not_durable);
  g_test_add_func ("/xmpp/stream/back-pressure", test_back_pressure);
  g_test_add_func ("/xmpp/stream/order-out", test_order_out);
  g_test_add_func ("/xmpp/stream/written-when-durable", test_written_when_durable);
  g_test_add_func ("/xmpp/stream/write-not-durable", test_write_not_durable);
  g_test_add_func ("/xmpp/stream/asks-after-twenty", test_asks_after_twenty);
  g_test_add_func ("/xmpp/stream/over-ack", test_over_ack);
  g_test_add_func ("/xmpp/stream/counts-wrap", test_counts_wrap);
  return g_test_run ();
}
