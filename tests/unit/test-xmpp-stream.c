/* The signed-in stream against a scripted server: order, acknowledgement both ways, queries,
 * keep-alive, closing, and that nothing keeps it for ever. */

#include "../lib/peer.c"

#include "base/base-envelope-private.h"
#include "xmpp/xmpp-counts.h"
#include "xmpp/xmpp-signin.h"

#define SECOND G_USEC_PER_SEC
#define R "<r xmlns='urn:xmpp:sm:3'/>"
#define A(h) "<a xmlns='urn:xmpp:sm:3' h='" h "'/>"

typedef struct {
  Peer *peer;
  ConfabClockFake *fake;
  ConfabJid *address;
  ConfabXmppStream *stream;
  GString *log;        /* what the owner was told */
  gboolean is_slow;    /* the hooks return promises, kept in `promises` */
  GPtrArray *promises; /* of DexPromise, in order */
  guint n_stanzas;
  GError *error;
  guint n_closed;
} Case;

static DexFuture *
give_promise (Case *c) {
  DexPromise *promise;

  if (!c->is_slow)
    return NULL;
  promise = dex_promise_new ();
  g_ptr_array_add (c->promises, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static DexFuture *
will_write (gpointer data, const ConfabXmppMark *marks, guint n_marks) {
  Case *c = data;

  g_string_append (c->log, "will_write");
  for (guint i = 0; i < n_marks; i++)
    g_string_append_printf (c->log, " %d=%u", (int)marks[i].token, marks[i].number);
  g_string_append (c->log, "\n");
  return give_promise (c);
}

static DexFuture *
will_ack (gpointer data, guint32 h) {
  Case *c = data;

  g_string_append_printf (c->log, "will_ack %u\n", h);
  return give_promise (c);
}

static DexFuture *
on_stanza (gpointer data, ConfabStanza *stanza, guint32 number) {
  Case *c = data;
  const char *id = confab_xmpp_stanza_get (stanza, "id");

  c->n_stanzas++;
  g_string_append_printf (c->log, "%s %s %u\n", confab_xmpp_stanza_get_name (stanza),
      id != NULL && strlen (id) < 100 ? id : "-", number);
  return give_promise (c);
}

static void
on_acked (gpointer data, guint32 h) {
  Case *c = data;

  g_string_append_printf (c->log, "acked %u\n", h);
}

static void
on_closed (gpointer data, const GError *error) {
  Case *c = data;

  c->n_closed++;
  g_clear_error (&c->error);
  c->error = error != NULL ? g_error_copy (error) : NULL;
}

static const ConfabXmppStreamHooks hooks = { will_write, will_ack, on_stanza, on_acked, on_closed };

static void
case_sign_in (Case *c, ConfabXmppResume *resume, gboolean is_managed) {
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string (PEER_PASSWORD);
  g_autoptr (ConfabNetRoute) route = confab_net_route_new ("conf.example");
  const ConfabXmppSigninParams params = { .address = c->address,
    .password = password,
    .route = route,
    .resource = "desk",
    .resume = resume,
    .clock = confab_base_clock_fake_get (c->fake),
    .random = confab_base_random_system (),
    .dial = peer_dial,
    .dial_data = c->peer };
  g_autoptr (DexFuture) signin = confab_xmpp_signin (&params);
  g_autoptr (GError) error = NULL;
  const GValue *value;

  peer_welcome (c->peer, is_managed ? PEER_BIND PEER_SM : PEER_BIND);
  if (resume == NULL) {
    g_free (peer_bind (c->peer, NULL));
    if (is_managed)
      peer_enable (c->peer, "session");
  } else {
    g_free (peer_expect (c->peer, "<resume "));
    g_free (peer_expect (c->peer, "/>"));
    peer_send (c->peer, "<resumed xmlns='urn:xmpp:sm:3' previd='session' h='2'/>");
  }
  peer_wait (signin);
  value = dex_future_get_value (signin, &error);
  g_assert_no_error (error);
  c->stream = g_object_ref (((ConfabXmppSigninResult *)g_value_get_boxed (value))->stream);
}

static void
case_init (Case *c) {
  *c = (Case){ .peer = peer_new () };
  c->fake = confab_base_clock_fake_new (SECOND);
  c->address = confab_base_jid_new ("alice@conf.example", NULL);
  c->log = g_string_new (NULL);
  c->promises = g_ptr_array_new_with_free_func (dex_unref);
}

/* Signed in, managed, attached. */
static void
case_start (Case *c) {
  case_init (c);
  case_sign_in (c, NULL, TRUE);
  confab_xmpp_stream_attach (c->stream, &hooks, c);
}

static void
case_drop (Case *c) {
  gpointer weak = c->stream;

  g_object_add_weak_pointer (G_OBJECT (c->stream), &weak);
  confab_xmpp_stream_stop (c->stream);
  g_clear_object (&c->stream);
  peer_settle ();
  g_assert_null (weak);
}

static void
case_clear (Case *c) {
  if (c->stream != NULL)
    case_drop (c);
  g_clear_pointer (&c->peer, peer_free);
  g_clear_pointer (&c->fake, confab_base_clock_fake_free);
  confab_base_jid_unref (c->address);
  g_string_free (c->log, TRUE);
  g_ptr_array_unref (c->promises);
  g_clear_error (&c->error);
}

/* What the owner was told since the last time. */
static void
expect_log (Case *c, const char *expected) {
  peer_settle ();
  g_assert_cmpstr (c->log->str, ==, expected);
  g_string_truncate (c->log, 0);
}

static void
expect_closed (Case *c, int code) {
  peer_settle ();
  g_assert_cmpuint (c->n_closed, ==, 1);
  if (code >= 0)
    g_assert_error (c->error, CONFAB_XMPP_ERROR, code);
  else
    g_assert_no_error (c->error);
}

static void
resolve (Case *c, guint index) {
  dex_promise_resolve_boolean (g_ptr_array_index (c->promises, index), TRUE);
  peer_settle ();
}

static ConfabEnvelope *
envelope_new (Case *c, const char *id) {
  g_autofree char *text = g_strdup_printf ("<message to='bob@friend.example' id='%s'/>", id);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, c->address, id, bytes);
}

static void
send_envelope (Case *c, const char *id, gint64 token) {
  g_autoptr (ConfabEnvelope) envelope = envelope_new (c, id);

  confab_xmpp_stream_send_envelope (c->stream, envelope, token);
}

static void
send_presence (Case *c, const char *id) {
  g_autoptr (ConfabStanza) presence = confab_xmpp_stanza_new ("presence", CONFAB_NS_CLIENT);

  confab_xmpp_stanza_set (presence, "id", id);
  confab_xmpp_stream_send (c->stream, presence);
}

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
  expect_closed (&c, CONFAB_XMPP_ERROR_CLOSED);
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

/* ---- queries ---- */

static DexFuture *
request (Case *c, const char *to, char **id) {
  g_autoptr (ConfabStanza) iq = confab_xmpp_stanza_new_iq ("get", to, NULL);
  DexFuture *answer;
  g_autofree char *text = NULL;

  confab_xmpp_stanza_add (iq, "query", "urn:q");
  answer = confab_xmpp_stream_request (c->stream, iq);
  text = peer_expect (c->peer, "</iq>");
  *id = peer_get_attribute (text, "id");
  g_assert_cmpuint (strlen (*id), ==, 32);
  return answer;
}

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

/* ---- the end ---- */

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
        CONFAB_XMPP_ERROR_STREAM, TRUE, NULL },
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
  g_test_add_func ("/xmpp/stream/resume", test_resume);
  g_test_add_func ("/xmpp/stream/unsent-is-kept", test_unsent_is_kept);
  g_test_add_func ("/xmpp/stream/answers", test_answers);
  g_test_add_func ("/xmpp/stream/query-fails", test_query_fails);
  g_test_add_func ("/xmpp/stream/too-many-queries", test_too_many_queries);
  g_test_add_func ("/xmpp/stream/strange-queries", test_strange_queries);
  g_test_add_func ("/xmpp/stream/silence-managed", test_silence_managed);
  g_test_add_func ("/xmpp/stream/silence-unmanaged", test_silence_unmanaged);
  g_test_add_func ("/xmpp/stream/acked-unmanaged", test_acked_unmanaged);
  g_test_add_func ("/xmpp/stream/probe", test_probe);
  g_test_add_func ("/xmpp/stream/close", test_close);
  g_test_add_func ("/xmpp/stream/close-without-answer", test_close_without_answer);
  g_test_add_func ("/xmpp/stream/ends", test_ends);
  g_test_add_func ("/xmpp/stream/end-before-attach", test_end_before_attach);
  g_test_add_func ("/xmpp/stream/cut-in-a-stanza", test_cut_in_a_stanza);
  g_test_add_func ("/xmpp/stream/huge-stanza", test_huge_stanza);
  g_test_add_func ("/xmpp/stream/nothing-keeps-it", test_nothing_keeps_it);
  return g_test_run ();
}
