/* Queries and who may answer them. */

#include "test-xmpp-case.h"

static void
test_answers (void) {
  static const struct {
    const char *to, *good, *bad;
  } cases[] = {
    { NULL, "", "from='conf.example'" },
    { NULL, "from='alice@conf.example'", "from='alice@conf.example/other'" },
    { NULL, "from='ALICE@Conf.Example'", "from='mallory@evil.example/x'" },
    { "alice@conf.example", "", "from='alice@conf.example.evil.example'" },
    { "conf.example", "from='conf.example'", "from='alice@conf.example'" },
    { "conf.example", "", "from='evil.example'" },
    { "bob@friend.example/desk", "from='bob@friend.example/desk'", "from='bob@friend.example'" },
    { "bob@friend.example/desk", "from='bob@friend.example/desk'", "" },
    { "bob@friend.example", "from='bob@friend.example'", "from='@'" },
    { "bob@friend.example", "from='bob@friend.example'", "from=''" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Case c;
    g_autofree char *id = NULL;
    g_autoptr (DexFuture) answer = NULL;
    ConfabStanza *stanza;

    case_start (&c);
    answer = request (&c, cases[i].to, &id);
    peer_sendf (c.peer, "<iq type='result' id='%s' %s><lie/></iq>", id, cases[i].bad);
    peer_sendf (c.peer, "<iq type='error' id='%s' %s><error/></iq>", id, cases[i].bad);
    peer_sendf (c.peer, "<iq type='result' id='x%s' %s/>", id, cases[i].good);
    peer_settle ();
    g_assert_true (dex_future_is_pending (answer));
    peer_sendf (c.peer, "<iq type='result' id='%s' %s><truth/></iq>", id, cases[i].good);
    peer_sendf (c.peer, "<iq type='result' id='%s' %s><again/></iq>" R, id, cases[i].good);
    peer_wait (answer);
    stanza = g_value_get_boxed (dex_future_get_value (answer, NULL));
    g_assert_nonnull (confab_xmpp_stanza_get_child (stanza, "truth", NULL));
    g_free (peer_expect (c.peer, A ("5")));
    expect_log (&c, "will_ack 5\n");
    case_clear (&c);
  }
}

static void
test_query_fails (void) {
  Case c;
  g_autofree char *id = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) answer = NULL;

  case_start (&c);
  answer = request (&c, NULL, &id);
  peer_sendf (c.peer,
      "<iq type='error' id='%s'><error type='cancel'><item-not-found "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
      id);
  error = peer_wait_error (g_steal_pointer (&answer));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_STANZA);
  g_assert_cmpstr (error->message, ==, "item-not-found");
  g_clear_error (&error);

  answer = request (&c, NULL, &second);
  peer_send (c.peer, A ("2"));
  peer_settle ();
  confab_base_clock_fake_advance (c.fake, 59 * SECOND);
  g_assert_true (dex_future_is_pending (answer));
  confab_base_clock_fake_advance (c.fake, 2 * SECOND);
  error = peer_wait_error (g_steal_pointer (&answer));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_TIMED_OUT);
  g_clear_error (&error);

  answer = request (&c, NULL, &third);
  peer_cut (c.peer);
  error = peer_wait_error (g_steal_pointer (&answer));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED);
  case_clear (&c);
}

/* Who wants the whole answer gets an error as one. */
static void
test_whole_answer (void) {
  Case c;
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", "alice@conf.example/0", NULL);
  g_autoptr (DexFuture) future = NULL;
  g_autofree char *xml = NULL;
  g_autofree char *sent = NULL;

  case_start (&c);
  confab_xmpp_stanza_add (iq, "ping", "urn:xmpp:ping");
  future = confab_xmpp_stream_request_whole (c.stream, iq);
  sent = peer_expect (c.peer, "</iq>");
  xml =
      g_strdup_printf ("<iq type='error' from='alice@conf.example/0' id='%s'><error type='cancel'>"
                       "<service-unavailable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/>"
                       "</error></iq>",
          confab_xmpp_stanza_get (iq, "id"));
  peer_send (c.peer, xml);
  peer_settle ();
  g_assert_true (dex_future_is_resolved (future));
  g_assert_cmpstr (
      confab_xmpp_stanza_get (g_value_get_boxed (dex_future_get_value (future, NULL)), "type"), ==,
      "error");
  case_clear (&c);
}

static void
test_too_many_queries (void) {
  Case c;
  g_autoptr (GPtrArray) waiting = g_ptr_array_new_with_free_func (dex_unref);
  g_autoptr (GError) error = NULL;

  case_start (&c);
  for (guint i = 0; i < 256; i++) {
    g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", NULL, NULL);

    g_ptr_array_add (waiting, confab_xmpp_stream_request (c.stream, iq));
  }
  {
    g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", NULL, NULL);

    error = peer_wait_error (confab_xmpp_stream_request (c.stream, iq));
    g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_LIMIT);
  }
  confab_xmpp_stream_stop (c.stream);
  for (guint i = 0; i < 256; i++)
    g_assert_true (dex_future_is_rejected (g_ptr_array_index (waiting, i)));
  case_clear (&c);
}

/* XML-20 */
static void
test_strange_queries (void) {
  Case c;
  g_autofree char *filler = g_strnfill (900000, 'x');

  case_start (&c);
  for (guint i = 0; i < 10000; i++)
    peer_send (c.peer, "<iq type='result' id='nobody asked' from='mallory@evil.example/x'/>");
  peer_sendf (c.peer, "<iq type='get' id='%s'><q xmlns='urn:q'/></iq>" R, filler);
  g_free (peer_expect (c.peer, A ("10001")));
  g_assert_cmpuint (c.n_stanzas, ==, 0);
  g_assert_cmpuint (c.n_closed, ==, 0);
  case_clear (&c);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/iq/answers", test_answers);
  g_test_add_func ("/xmpp/iq/query-fails", test_query_fails);
  g_test_add_func ("/xmpp/iq/whole-answer", test_whole_answer);
  g_test_add_func ("/xmpp/iq/too-many-queries", test_too_many_queries);
  g_test_add_func ("/xmpp/iq/strange-queries", test_strange_queries);
  return g_test_run ();
}
