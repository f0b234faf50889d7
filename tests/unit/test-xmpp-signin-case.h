#pragma once

/* What the tests of sign-in share: a sign-in to a scripted server, and what is expected of it. */

#include "../lib/peer.c"

#include "xmpp/xmpp-signin.h"

#define SASL "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'"

typedef struct {
  Peer *peer;
  ConfabXmppSigninParams params;
  DexFuture *signin;
  gboolean is_plain; /* the link is not secure */
} Case;

static inline DexFuture *
dial (gpointer data, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  Case *c = data;

  g_assert_null (endpoint);
  return dex_future_new_take_object (peer_new_link (c->peer, !c->is_plain));
}

static inline void
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

static inline void
case_start (Case *c) {
  c->signin = confab_xmpp_signin (&c->params);
}

static inline void
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
static inline ConfabXmppSigninResult *
expect_success (Case *c) {
  g_autoptr (GError) error = NULL;
  const GValue *value;

  peer_wait (c->signin);
  value = dex_future_get_value (c->signin, &error);
  g_assert_no_error (error);
  return g_value_get_boxed (value);
}

static inline void
expect_failure (Case *c, GQuark domain, int code) {
  g_autoptr (GError) error = peer_wait_error (dex_ref (c->signin));

  g_assert_error (error, domain, code);
  peer_expect_end (c->peer);
}

static inline void
expect_xmpp (Case *c, int code) {
  expect_failure (c, CONFAB_XMPP_ERROR, code);
}
