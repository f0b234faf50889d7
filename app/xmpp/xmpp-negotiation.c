/* The stream before sign-in: opening, STARTTLS, reading in time. Refuses to go on without TLS, to
 * read one byte past <proceed/>, to follow the server elsewhere, and to wait longer than a phase
 * lasts. Nothing about the user leaves before TLS but the domain; who signs in says their address
 * under it (RFC 6120 4.7.1), since servers know tokens by it (XEP-0484). */

#include "xmpp/xmpp-negotiation.h"

#include <string.h>

#define NS_TLS "urn:ietf:params:xml:ns:xmpp-tls"
#define MAX_AHEAD 10000 /* stanzas that come between a sign-in and its features */

void
confab_xmpp_negotiation_begin_phase (ConfabNegotiation *self) {
  self->deadline_us = confab_base_clock_monotonic_us (self->clock) + CONFAB_XMPP_PHASE_US;
}

static gboolean
fail (GError **error, ConfabXmppError code, const char *message) {
  g_set_error_literal (error, CONFAB_XMPP_ERROR, code, message);
  return FALSE;
}

gboolean
confab_xmpp_negotiation_await (ConfabNegotiation *self, DexFuture *operation, GError **error) {
  g_autoptr (DexFuture) held = operation;
  gint64 left = self->deadline_us - confab_base_clock_monotonic_us (self->clock);
  DexFuture *parts[3] = { dex_ref (operation), confab_base_clock_sleep (self->clock, left), NULL };
  guint n_parts = 2;

  /* A sleep that loses is over for good, so each wait has its own. */
  if (self->cancellable != NULL)
    parts[n_parts++] = dex_cancellable_new_from_cancellable (self->cancellable);
  dex_await (dex_future_firstv (parts, n_parts), NULL);
  for (guint i = 0; i < n_parts; i++)
    dex_unref (parts[i]);
  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (dex_future_is_pending (held))
    return fail (error, CONFAB_XMPP_ERROR_TIMED_OUT, "no answer in time");
  return dex_future_get_value (held, error) != NULL;
}

static gboolean
write_bytes (ConfabNegotiation *self, GByteArray *out, GError **error) {
  g_autoptr (GBytes) bytes = g_byte_array_free_to_bytes (out);

  return confab_xmpp_negotiation_await (self,
      confab_net_link_write (confab_xmpp_wire_get_link (self->wire), bytes, self->cancellable),
      error);
}

gboolean
confab_xmpp_negotiation_write_both (
    ConfabNegotiation *self, const char *text, const char *more, GError **error) {
  GByteArray *out = g_byte_array_new ();

  confab_xmpp_wire_append (self->wire, out, text, strlen (text));
  if (more != NULL)
    confab_xmpp_wire_append (self->wire, out, more, strlen (more));
  return write_bytes (self, out, error);
}

gboolean
confab_xmpp_negotiation_write (ConfabNegotiation *self, const char *text, GError **error) {
  return confab_xmpp_negotiation_write_both (self, text, NULL, error);
}

gboolean
confab_xmpp_negotiation_send (ConfabNegotiation *self, ConfabStanza *stanza, GError **error) {
  g_autofree char *text = confab_xmpp_stanza_to_string (stanza);

  return confab_xmpp_negotiation_write (self, text, error);
}

static gboolean
write_pong (ConfabNegotiation *self, GError **error) {
  GByteArray *out = g_byte_array_new ();

  confab_xmpp_wire_append_pong (self->wire, out);
  return write_bytes (self, out, error);
}

static ConfabWireItem *
next_item (ConfabNegotiation *self, GError **error) {
  for (;;) {
    g_autoptr (GError) bad = NULL;
    g_autoptr (DexFuture) read = NULL;
    ConfabWireItem *item = confab_xmpp_wire_pop (self->wire, &bad);

    if (item != NULL)
      return item;
    if (bad != NULL) {
      g_propagate_error (error, g_steal_pointer (&bad));
      return NULL;
    }
    read = confab_net_link_read (confab_xmpp_wire_get_link (self->wire), self->cancellable);
    if (!confab_xmpp_negotiation_await (self, dex_ref (read), error))
      return NULL;
    confab_xmpp_wire_take (self->wire, g_value_get_boxed (dex_future_get_value (read, NULL)));
    if (confab_xmpp_wire_has_pong (self->wire) && !write_pong (self, error))
      return NULL;
  }
}

/* The stanza, or NULL with what the item says instead. `is_rest` is nullable. */
static ConfabStanza *
next_stanza (ConfabNegotiation *self, gboolean *is_rest, GError **error) {
  g_autoptr (ConfabWireItem) item = next_item (self, error);

  if (item == NULL)
    return NULL;
  switch (item->kind) {
  case CONFAB_WIRE_OPENED:
    fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "a stream inside the stream");
    return NULL;
  case CONFAB_WIRE_CLOSED:
    fail (error, CONFAB_XMPP_ERROR_CLOSED, "the server closed the stream");
    return NULL;
  case CONFAB_WIRE_STANZA:
    break;
  }
  if (confab_xmpp_stanza_is (item->stanza, "error", CONFAB_NS_STREAMS)) {
    g_propagate_error (error, confab_xmpp_wire_dup_stream_error (item->stanza));
    return NULL;
  }
  if (is_rest != NULL)
    *is_rest = item->is_rest;
  return confab_xmpp_stanza_ref (item->stanza);
}

ConfabStanza *
confab_xmpp_negotiation_next (ConfabNegotiation *self, GError **error) {
  return next_stanza (self, NULL, error);
}

/* Servers that hand over what waited in a session before they say its features exist. */
gboolean
confab_xmpp_negotiation_await_features (ConfabNegotiation *self, GError **error) {
  g_autoptr (GPtrArray) ahead =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_xmpp_wire_item_free);

  for (;;) {
    g_autoptr (ConfabWireItem) item = next_item (self, error);

    if (item == NULL)
      return FALSE;
    if (item->kind != CONFAB_WIRE_STANZA)
      return fail (error, CONFAB_XMPP_ERROR_CLOSED, "the stream ended after the sign-in");
    if (confab_xmpp_stanza_is (item->stanza, "error", CONFAB_NS_STREAMS)) {
      g_propagate_error (error, confab_xmpp_wire_dup_stream_error (item->stanza));
      return FALSE;
    }
    if (confab_xmpp_stanza_is (item->stanza, "features", CONFAB_NS_STREAMS)) {
      g_clear_pointer (&self->features, confab_xmpp_stanza_unref);
      self->features = confab_xmpp_stanza_ref (item->stanza);
      break;
    }
    if (ahead->len >= MAX_AHEAD)
      return fail (error, CONFAB_XMPP_ERROR_LIMIT, "stanzas before the features");
    g_ptr_array_add (ahead, g_steal_pointer (&item));
  }
  while (ahead->len > 0)
    confab_xmpp_wire_put_back (self->wire, g_ptr_array_steal_index (ahead, ahead->len - 1));
  return TRUE;
}

static gboolean
is_header (ConfabWireItem *item) {
  const char *version;

  if (item->kind != CONFAB_WIRE_OPENED ||
      !confab_xmpp_stanza_is (item->stanza, "stream", CONFAB_NS_STREAMS))
    return FALSE;
  version = confab_xmpp_stanza_get (item->stanza, "version");
  return version != NULL && g_str_has_prefix (version, "1.");
}

/* The opening tag, or what stands for it in frames (RFC 7395 3.4). */
static char *
dup_opening (ConfabNegotiation *self) {
  gboolean is_secure = confab_net_link_is_secure (confab_xmpp_wire_get_link (self->wire));
  g_autofree char *from =
      self->params != NULL && is_secure
          ? g_markup_printf_escaped (" from='%s'", confab_base_jid_get_bare (self->address))
          : NULL;
  g_autofree char *to =
      g_markup_printf_escaped (" to='%s'", confab_base_jid_get_domain (self->address));
  gboolean is_framed = confab_xmpp_wire_is_framed (self->wire);

  return g_strconcat (is_framed ? "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'"
                                : "<?xml version='1.0'?><stream:stream xmlns='" CONFAB_NS_CLIENT
                                  "' xmlns:stream='" CONFAB_NS_STREAMS "'",
      from != NULL ? from : "", to, is_framed ? " version='1.0'/>" : " version='1.0'>", NULL);
}

gboolean
confab_xmpp_negotiation_open (ConfabNegotiation *self, GError **error) {
  g_autofree char *opening = NULL;
  g_autofree char *ahead = NULL; /* what goes out behind it unasked */
  g_autoptr (ConfabWireItem) opened = NULL;

  g_clear_pointer (&self->features, confab_xmpp_stanza_unref);
  opening = dup_opening (self);
  ahead = confab_xmpp_negotiation_dup_ahead (self);
  if (!confab_xmpp_negotiation_write_both (self, opening, ahead, error))
    return FALSE;
  opened = next_item (self, error);
  if (opened == NULL)
    return FALSE;
  if (!is_header (opened))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "not a stream of XMPP 1.0");
  self->features = confab_xmpp_negotiation_next (self, error);
  if (self->features == NULL)
    return FALSE;
  if (!confab_xmpp_stanza_is (self->features, "features", CONFAB_NS_STREAMS))
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "no stream features");
  return TRUE;
}

/* The answer to <starttls/>. TLS-03: one byte more than <proceed/> may be an attacker's. */
static gboolean
await_proceed (ConfabNegotiation *self, GError **error) {
  gboolean is_rest = FALSE;
  g_autoptr (ConfabStanza) answer = NULL;

  if (!confab_xmpp_negotiation_write (self, "<starttls xmlns='" NS_TLS "'/>", error))
    return FALSE;
  answer = next_stanza (self, &is_rest, error);
  if (answer == NULL)
    return FALSE;
  if (!confab_xmpp_stanza_is (answer, "proceed", NS_TLS))
    return fail (error, CONFAB_XMPP_ERROR_NOT_SECURE, "the server refuses STARTTLS");
  if (!is_rest)
    return fail (error, CONFAB_XMPP_ERROR_PROTOCOL, "bytes between STARTTLS and TLS");
  return TRUE;
}

static gboolean
start_tls (ConfabNegotiation *self, GError **error) {
  ConfabNetLink *link = confab_xmpp_wire_get_link (self->wire);

  confab_xmpp_negotiation_begin_phase (self);
  if (confab_xmpp_stanza_get_child (self->features, "starttls", NS_TLS) == NULL)
    return fail (error, CONFAB_XMPP_ERROR_NOT_SECURE, "no STARTTLS offered");
  if (!await_proceed (self, error))
    return FALSE;
  confab_xmpp_negotiation_begin_phase (self);
  if (!confab_xmpp_negotiation_await (
          self, confab_net_link_start_tls (link, self->route, self->cancellable), error))
    return FALSE;
  confab_xmpp_wire_restart (self->wire);
  confab_xmpp_negotiation_begin_phase (self);
  return confab_xmpp_negotiation_open (self, error);
}

gboolean
confab_xmpp_negotiation_secure (ConfabNegotiation *self, GError **error) {
  ConfabNetLink *link = confab_xmpp_wire_get_link (self->wire);

  confab_xmpp_negotiation_begin_phase (self);
  if (!confab_xmpp_negotiation_open (self, error))
    return FALSE;
  if (!confab_net_link_is_secure (link) && !start_tls (self, error))
    return FALSE;
  if (!confab_net_link_is_secure (link))
    return fail (error, CONFAB_XMPP_ERROR_NOT_SECURE, "no encrypted connection");
  return TRUE;
}
