/* Taking a session up again, and signs of life. */

#include "test-xmpp-case.h"

/* ---- resuming ---- */

static void
test_resume (void) {
  Case c;
  g_autoptr (ConfabXmppResume) resume = NULL;

  case_start (&c);
  c.is_slow = TRUE;
  peer_send (c.peer, "<message id='in 1'/><message id='in 2'/>");
  peer_settle ();
  resolve (&c, 0);
  c.is_slow = FALSE;
  send_presence (&c, "1");
  send_presence (&c, "2");
  send_presence (&c, "3");
  send_envelope (&c, "4", 4);
  send_presence (&c, "5");
  g_free (peer_expect (c.peer, R));
  peer_send (c.peer, A ("1"));
  peer_settle ();
  peer_cut (c.peer);
  expect_closed (&c, CONFAB_XMPP_ERROR_CLOSED);
  send_presence (&c, "too late");
  resume = confab_xmpp_stream_dup_resume (c.stream);
  g_assert_nonnull (resume);
  g_assert_cmpstr (resume->id, ==, "session");
  g_assert_cmpuint (resume->h_in, ==, 1);
  g_assert_cmpuint (resume->unacked->len, ==, 3);
  g_assert_cmpuint (resume->sent, ==, 5);
  case_clear (&c);

  case_init (&c);
  case_sign_in (&c, resume, TRUE);
  peer_send (c.peer, "<message id='in 2'/>" R);
  peer_expect_none (c.peer, "<");
  confab_xmpp_stream_attach (c.stream, &hooks, &c);
  send_envelope (&c, "4", 4);
  g_free (peer_expect (c.peer, "<presence id='3'/><presence id='5'/><message"));
  g_free (peer_expect (c.peer, A ("2")));
  peer_settle ();
  g_assert_nonnull (strstr (c.log->str, "will_write 4=5\n"));
  g_assert_nonnull (strstr (c.log->str, "message in 2 2\n"));
  g_string_truncate (c.log, 0);
  peer_send (c.peer, A ("5"));
  expect_log (&c, "acked 5\n");
  case_clear (&c);
}

static void
test_unsent_is_kept (void) {
  Case c;
  g_autoptr (ConfabXmppResume) resume = NULL;

  case_start (&c);
  send_presence (&c, "1");
  send_envelope (&c, "2", 2);
  confab_xmpp_stream_stop (c.stream);
  resume = confab_xmpp_stream_dup_resume (c.stream);
  g_assert_cmpuint (resume->unacked->len, ==, 1);
  g_assert_cmpuint (resume->sent, ==, 0);
  g_assert_cmpuint (g_array_index (resume->numbers, guint32, 0), ==, 1);
  peer_settle ();
  g_assert_cmpuint (c.n_closed, ==, 0);
  peer_expect_end (c.peer);
  g_assert_cmpstr (peer_peek (c.peer), ==, "");
  case_clear (&c);
}

/* ---- keep-alive ---- */

static void
test_silence_managed (void) {
  Case c;

  case_start (&c);
  peer_settle ();
  confab_base_clock_fake_advance (c.fake, 59 * SECOND);
  peer_expect_none (c.peer, "<");
  confab_base_clock_fake_advance (c.fake, 2 * SECOND);
  g_free (peer_expect (c.peer, R));
  peer_send (c.peer, A ("0"));
  peer_settle ();
  confab_base_clock_fake_advance (c.fake, 40 * SECOND);
  g_assert_cmpuint (c.n_closed, ==, 0);
  confab_base_clock_fake_advance (c.fake, 21 * SECOND);
  g_free (peer_expect (c.peer, R));
  confab_base_clock_fake_advance (c.fake, 28 * SECOND);
  g_assert_cmpuint (c.n_closed, ==, 0);
  confab_base_clock_fake_advance (c.fake, 2 * SECOND);
  expect_closed (&c, CONFAB_XMPP_ERROR_TIMED_OUT);
  peer_expect_end (c.peer);
  {
    g_autoptr (ConfabXmppResume) resume = confab_xmpp_stream_dup_resume (c.stream);

    g_assert_nonnull (resume);
  }
  case_clear (&c);
}

static void
test_silence_unmanaged (void) {
  Case c;
  g_autofree char *iq = NULL;
  g_autofree char *id = NULL;

  case_init (&c);
  case_sign_in (&c, NULL, FALSE);
  confab_xmpp_stream_attach (c.stream, &hooks, &c);
  peer_settle ();
  confab_base_clock_fake_advance (c.fake, 61 * SECOND);
  iq = peer_expect (c.peer, "</iq>");
  g_assert_nonnull (strstr (iq, "<ping xmlns='urn:xmpp:ping'/>"));
  id = peer_get_attribute (iq, "id");
  peer_sendf (c.peer, "<iq type='error' id='%s' from='conf.example'/>", id);
  peer_settle ();
  confab_base_clock_fake_advance (c.fake, 59 * SECOND);
  g_assert_cmpuint (c.n_closed, ==, 0);
  confab_base_clock_fake_advance (c.fake, 32 * SECOND);
  expect_closed (&c, CONFAB_XMPP_ERROR_TIMED_OUT);
  case_clear (&c);
}

/* Without management the answer to a ping says that everything before it has arrived. */
static void
test_acked_unmanaged (void) {
  Case c;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;

  case_init (&c);
  case_sign_in (&c, NULL, FALSE);
  confab_xmpp_stream_attach (c.stream, &hooks, &c);
  send_presence (&c, "1");
  send_envelope (&c, "2", 7);
  text = peer_expect (c.peer, "</iq>");
  id = peer_get_attribute (strstr (text, "<iq"), "id");
  expect_log (&c, "will_write 7=2\n");
  peer_send (c.peer, A ("2") R);
  expect_log (&c, "");
  peer_sendf (c.peer, "<iq type='result' id='%s' from='conf.example'/>", id);
  expect_log (&c, "acked 2\n");
  g_assert_null (confab_xmpp_stream_dup_resume (c.stream));
  case_clear (&c);
}

static void
test_probe (void) {
  Case c;

  case_start (&c);
  confab_xmpp_stream_probe (c.stream);
  g_free (peer_expect (c.peer, R));
  peer_send (c.peer, A ("0"));
  peer_settle ();
  confab_base_clock_fake_advance (c.fake, 11 * SECOND);
  g_assert_cmpuint (c.n_closed, ==, 0);
  confab_xmpp_stream_probe (c.stream);
  peer_send (c.peer, "<message id='1'/>");
  peer_settle ();
  confab_base_clock_fake_advance (c.fake, 9 * SECOND);
  g_assert_cmpuint (c.n_closed, ==, 0);
  confab_base_clock_fake_advance (c.fake, 2 * SECOND);
  expect_closed (&c, CONFAB_XMPP_ERROR_TIMED_OUT);
  case_clear (&c);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/session/resume", test_resume);
  g_test_add_func ("/xmpp/session/unsent-is-kept", test_unsent_is_kept);
  g_test_add_func ("/xmpp/session/silence-managed", test_silence_managed);
  g_test_add_func ("/xmpp/session/silence-unmanaged", test_silence_unmanaged);
  g_test_add_func ("/xmpp/session/acked-unmanaged", test_acked_unmanaged);
  g_test_add_func ("/xmpp/session/probe", test_probe);
  return g_test_run ();
}
