/* The way to the server: endpoints are tried one after the other until one gives a secure stream.
 * Shared by sign-in and by visits before it. Refuses to hand on a link without TLS, and to follow a
 * server's wish for another host. */

#include "xmpp/xmpp-negotiation.h"

#include "xmpp/xmpp-door.h"

/* What is told if no way works: a wrong certificate before all else, then the lack of encryption;
 * and that nobody was let through only if that is so everywhere. */
static int
get_rank (const GError *error) {
  if (g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_IDENTITY) ||
      g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_EXPIRED) ||
      g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_NOT_YET) ||
      g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_UNTRUSTED))
    return 4;
  if (g_error_matches (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_NOT_SECURE))
    return 3;
  return confab_net_error_is_shut (error) ? 1 : 2;
}

static gboolean
try_wire (ConfabNegotiation *self, ConfabWire *wire, GError **error) {
  self->wire = wire;
  if (confab_xmpp_negotiation_secure (self, error))
    return TRUE;
  g_clear_pointer (&self->wire, confab_xmpp_wire_unref);
  return FALSE;
}

/* `dialled` is taken; it resolves to a link. */
static gboolean
try_link (ConfabNegotiation *self, DexFuture *dialled, GError **error) {
  g_autoptr (ConfabNetLink) link = dex_await_object (dialled, error);

  return link != NULL && try_wire (self, confab_xmpp_wire_new (link), error);
}

static gboolean
try_web (ConfabNegotiation *self, GError **error) {
  g_autoptr (ConfabNetLink) link = confab_xmpp_door_await_open (self, error);

  if (link == NULL)
    return FALSE;
  self->is_web = try_wire (self, confab_xmpp_wire_new_framed (link, self->random), error);
  return self->is_web;
}

static gboolean
try_endpoints (ConfabNegotiation *self, GError **error) {
  g_autoptr (GPtrArray) endpoints = dex_await_boxed (
      confab_net_endpoints_find (self->route, self->random, self->cancellable), error);
  g_autoptr (GError) worst = NULL;

  if (endpoints == NULL)
    return FALSE;
  for (guint i = 0; i < endpoints->len; i++) {
    g_autoptr (GError) bad = NULL;

    if (try_link (self,
            confab_net_link_open (self->route, g_ptr_array_index (endpoints, i), self->cancellable),
            &bad))
      return TRUE;
    if (g_cancellable_is_cancelled (self->cancellable)) {
      g_propagate_error (error, g_steal_pointer (&bad));
      return FALSE;
    }
    if (worst == NULL || get_rank (bad) > get_rank (worst)) {
      g_clear_error (&worst);
      worst = g_steal_pointer (&bad);
    }
  }
  if (worst == NULL)
    worst = g_error_new_literal (CONFAB_NET_ERROR, CONFAB_NET_ERROR_NO_SERVER, "no way to try");
  g_propagate_error (error, g_steal_pointer (&worst));
  return FALSE;
}

/* The web door is nothing but a second way: it is tried anew each time that the first one is shut,
 * and never where the user has not said so. */
static gboolean
try_ways (ConfabNegotiation *self, GError **error) {
  g_autoptr (GError) shut = NULL;
  g_autoptr (GError) bad = NULL;

  if (try_endpoints (self, &shut) ||
      (self->route->may_web && confab_net_error_is_shut (shut) && try_web (self, &bad)))
    return TRUE;
  /* Where the door is not there, or is shut too, the first way is what there is to tell of. */
  if (bad != NULL && get_rank (bad) > 2)
    g_propagate_error (error, g_steal_pointer (&bad));
  else
    g_propagate_error (error, g_steal_pointer (&shut));
  return FALSE;
}

gboolean
confab_xmpp_negotiation_connect (
    ConfabNegotiation *self, ConfabXmppDial dial, gpointer dial_data, GError **error) {
  if (dial != NULL)
    return try_link (self, dial (dial_data, NULL, self->cancellable), error);
  return try_ways (self, error);
}

/* Whatever the network says, cancelled is cancelled; and a link that went is a stream that went. */
GError *
confab_xmpp_negotiation_dup_told (ConfabNegotiation *self, const GError *error) {
  GError *told = NULL;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &told))
    return told;
  if (error->domain == CONFAB_XMPP_ERROR || error->domain == CONFAB_NET_ERROR)
    return g_error_copy (error);
  return g_error_new_literal (CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED, error->message);
}
