#pragma once

/* What the tests of the signed-in stream share: a stream that is signed in to a scripted server,
 * with an owner that writes down what it is told. */

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

static inline DexFuture *
give_promise (Case *c) {
  DexPromise *promise;

  if (!c->is_slow)
    return NULL;
  promise = dex_promise_new ();
  g_ptr_array_add (c->promises, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static inline DexFuture *
will_write (gpointer data, const ConfabXmppMark *marks, guint n_marks) {
  Case *c = data;

  g_string_append (c->log, "will_write");
  for (guint i = 0; i < n_marks; i++)
    g_string_append_printf (c->log, " %d=%u", (int)marks[i].token, marks[i].number);
  g_string_append (c->log, "\n");
  return give_promise (c);
}

static inline DexFuture *
will_ack (gpointer data, guint32 h) {
  Case *c = data;

  g_string_append_printf (c->log, "will_ack %u\n", h);
  return give_promise (c);
}

static inline DexFuture *
on_stanza (gpointer data, ConfabStanza *stanza, guint32 number) {
  Case *c = data;
  const char *id = confab_xmpp_stanza_get (stanza, "id");

  c->n_stanzas++;
  g_string_append_printf (c->log, "%s %s %u\n", confab_xmpp_stanza_get_name (stanza),
      id != NULL && strlen (id) < 100 ? id : "-", number);
  return give_promise (c);
}

static inline void
on_acked (gpointer data, guint32 h) {
  Case *c = data;

  g_string_append_printf (c->log, "acked %u\n", h);
}

static inline void
on_closed (gpointer data, const GError *error) {
  Case *c = data;

  c->n_closed++;
  g_clear_error (&c->error);
  c->error = error != NULL ? g_error_copy (error) : NULL;
}

static const ConfabXmppStreamHooks hooks = { will_write, will_ack, on_stanza, on_acked, on_closed };

static inline void
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

static inline void
case_init (Case *c) {
  *c = (Case){ .peer = peer_new () };
  c->fake = confab_base_clock_fake_new (SECOND);
  c->address = confab_base_jid_new ("alice@conf.example", NULL);
  c->log = g_string_new (NULL);
  c->promises = g_ptr_array_new_with_free_func (dex_unref);
}

/* Signed in, managed, attached. */
static inline void
case_start (Case *c) {
  case_init (c);
  case_sign_in (c, NULL, TRUE);
  confab_xmpp_stream_attach (c->stream, &hooks, c);
}

static inline void
case_drop (Case *c) {
  gpointer weak = c->stream;

  g_object_add_weak_pointer (G_OBJECT (c->stream), &weak);
  confab_xmpp_stream_stop (c->stream);
  g_clear_object (&c->stream);
  peer_settle ();
  g_assert_null (weak);
}

static inline void
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
static inline void
expect_log (Case *c, const char *expected) {
  peer_settle ();
  g_assert_cmpstr (c->log->str, ==, expected);
  g_string_truncate (c->log, 0);
}

static inline void
expect_closed (Case *c, int code) {
  peer_settle ();
  g_assert_cmpuint (c->n_closed, ==, 1);
  if (code >= 0)
    g_assert_error (c->error, CONFAB_XMPP_ERROR, code);
  else
    g_assert_no_error (c->error);
}

static inline void
resolve (Case *c, guint index) {
  dex_promise_resolve_boolean (g_ptr_array_index (c->promises, index), TRUE);
  peer_settle ();
}

static inline ConfabEnvelope *
envelope_new (Case *c, const char *id) {
  g_autofree char *text = g_strdup_printf ("<message to='bob@friend.example' id='%s'/>", id);
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, c->address, id, bytes);
}

static inline void
send_envelope (Case *c, const char *id, gint64 token) {
  g_autoptr (ConfabEnvelope) envelope = envelope_new (c, id);

  confab_xmpp_stream_send_envelope (c->stream, envelope, token);
}

static inline void
send_presence (Case *c, const char *id) {
  g_autoptr (ConfabStanza) presence = confab_xmpp_stanza_new ("presence", CONFAB_NS_CLIENT);

  confab_xmpp_stanza_set (presence, "id", id);
  confab_xmpp_stream_send (c->stream, presence);
}

static inline DexFuture *
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
