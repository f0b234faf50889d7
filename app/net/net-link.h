#pragma once

/* One connection to a server: plain at first (STARTTLS) or TLS from the start, verified against the
 * address's domain. There is no way to accept a certificate that does not verify. */

#include "net/net-endpoints.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_NET_LINK (confab_net_link_get_type ())
G_DECLARE_FINAL_TYPE (ConfabNetLink, confab_net_link, CONFAB, NET_LINK, GObject)

typedef enum {
  CONFAB_BINDING_NONE = 0,
  CONFAB_BINDING_EXPORTER,  /* tls-exporter, RFC 9266; TLS 1.3 only */
  CONFAB_BINDING_END_POINT, /* tls-server-end-point, RFC 5929; only for digests that are well
                               defined */
} ConfabNetBinding;

/* Opens TCP (through the proxy, if the route has one) to `endpoint`; with direct TLS also does the
 * handshake. Each phase has a deadline of 20 s. Resolves to a ConfabNetLink; rejects with
 * CONFAB_NET_ERROR or G_IO_ERROR_CANCELLED. */
DexFuture *confab_net_link_open (
    const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint, GCancellable *cancellable);

/* A link over an open stream, for tests and roads that bring their own. `is_secure` says it counts
 * as verified TLS. */
ConfabNetLink *confab_net_link_new_for_stream (GIOStream *stream, gboolean is_secure);

/* STARTTLS: wraps the open stream; identity checked is `route->domain`. The caller has seen to it
 * that nothing was read past <proceed/>. Resolves to TRUE; rejects with CONFAB_NET_ERROR_TLS_…,
 * _CLOSED or _TIMED_OUT; never leaves a half secured link usable. */
DexFuture *confab_net_link_start_tls (
    ConfabNetLink *self, const ConfabNetRoute *route, GCancellable *cancellable);

/* The stream to read from and write to now (changes at start_tls). Borrowed. */
GIOStream *confab_net_link_get_stream (ConfabNetLink *self);

/* TRUE only after a verified handshake. */
gboolean confab_net_link_is_secure (ConfabNetLink *self);

/* The binding data for `binding`, or NULL where it is not available or not safe (PITFALLS, Channel
 * binding). Returns: (transfer full) (nullable) */
GBytes *confab_net_link_dup_binding (ConfabNetLink *self, ConfabNetBinding binding);

/* Facts for the screen: the server's certificate, nullable. "TLS 1.3" etc. */
const char *confab_net_link_get_protocol (ConfabNetLink *self);
char *confab_net_link_dup_issuer (ConfabNetLink *self);
/* When the server's certificate runs out, microseconds since 1970; 0: there is none. */
gint64 confab_net_link_get_valid_until (ConfabNetLink *self);

/* The other end is this computer, or in a private network. FALSE where that is not known: through a
 * proxy, which is in between. */
gboolean confab_net_link_is_private (ConfabNetLink *self);

/* Closes at once, without waiting. */
void confab_net_link_close (ConfabNetLink *self);

/* Resolves to a boxed GBytes of 1 to 16,384 bytes; rejects with CONFAB_NET_ERROR_CLOSED at the end,
 * or the I/O error. A read that is cancelled or dropped may take bytes with it: close the link
 * then. */
DexFuture *confab_net_link_read (ConfabNetLink *self, GCancellable *cancellable);
/* What can be read without waiting, 16 KiB at most; for who reads much. NULL: nothing now, or what
 * the next read will say. Returns: (transfer full) (nullable) */
GBytes *confab_net_link_read_ready (ConfabNetLink *self);

/* Writes all of `bytes`; resolves to TRUE. One writer at a time (G_IO_ERROR_PENDING). A write that
 * fails or is cancelled closes the link. */
DexFuture *confab_net_link_write (ConfabNetLink *self, GBytes *bytes, GCancellable *cancellable);

G_END_DECLS
