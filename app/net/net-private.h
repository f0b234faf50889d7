#pragma once

/* What the files of this folder share, and what tests may shorten: the deadline of a phase. */

#include "net/net-link.h"

G_BEGIN_DECLS

#define CONFAB_NET_DEADLINE_MS 20000 /* of one phase: a lookup, TCP with the proxy, a handshake */

/* Returns: (transfer full) */
ConfabNetEndpoint *confab_net_endpoint_new (const char *host, guint16 port, gboolean is_direct_tls);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabNetEndpoint, confab_net_endpoint_free)

/* As the public functions, each phase within `deadline_ms`. */
DexFuture *confab_net_endpoints_find_within (const ConfabNetRoute *route,
    const ConfabRandom *random, guint deadline_ms, GCancellable *cancellable);
DexFuture *confab_net_link_open_within (const ConfabNetRoute *route,
    const ConfabNetEndpoint *endpoint, guint deadline_ms, GCancellable *cancellable);
DexFuture *confab_net_link_start_tls_within (
    ConfabNetLink *self, const ConfabNetRoute *route, guint deadline_ms, GCancellable *cancellable);

/* TCP to the endpoint, through the route's proxy. Resolves to a GSocketConnection. */
DexFuture *confab_net_connect (const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint,
    guint deadline_ms, GCancellable *cancellable);

/* Ends a connection without waiting: nothing more can be read or written, and what hangs in a read
 * or write returns. The descriptor goes with the last reference. */
void confab_net_shut (GIOStream *stream);

/* A handshake over `base`, which must be empty, checked against `domain`. Resolves to a
 * GTlsConnection whose certificate has no fault at all, and which speaks TLS 1.2 or 1.3; on failure
 * `base` is shut. ALPN (RFC 7301, XEP-0368) is offered for direct TLS only. */
DexFuture *confab_net_tls_handshake (GIOStream *base, const char *domain, guint16 port,
    gboolean is_direct_tls, guint deadline_ms, GCancellable *cancellable);

/* RFC 5929 4.1: NULL where the digest is not well defined. Returns: (transfer full) (nullable) */
GBytes *confab_net_binding_dup_end_point (GTlsCertificate *certificate);
/* RFC 9266: NULL below TLS 1.3. Returns: (transfer full) (nullable) */
GBytes *confab_net_binding_dup_exporter (GTlsConnection *connection);

G_END_DECLS
