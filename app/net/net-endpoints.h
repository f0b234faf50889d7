#pragma once

/* Where the server of a domain is: SRV for direct TLS and STARTTLS (RFC 6120 3.2, XEP-0368), with
 * priorities and weights, the domain itself on 5222 if there is no SRV, or what the account says.
 * With a proxy nothing is looked up here (PITFALLS 0): the domain, or the host that the account
 * names, on 5223 then 5222, as names. */

#include <gio/gio.h>
#include <libdex.h>

#include "base/base-random.h"
#include "base/base-secret.h"
#include "net/net-counts.h"

G_BEGIN_DECLS

#define CONFAB_NET_ERROR (confab_net_error_quark ())
GQuark confab_net_error_quark (void);

typedef enum {
  CONFAB_NET_ERROR_NO_SERVER,   /* the domain has no chat server (name unknown, or SRV says ".") */
  CONFAB_NET_ERROR_LOOKUP,      /* names cannot be looked up now */
  CONFAB_NET_ERROR_UNREACHABLE, /* network or host not reachable, connection refused */
  CONFAB_NET_ERROR_TIMED_OUT,
  CONFAB_NET_ERROR_PROXY,          /* the proxy is down: nobody answers there */
  CONFAB_NET_ERROR_TLS_IDENTITY,   /* certificate of somebody else */
  CONFAB_NET_ERROR_TLS_EXPIRED,    /* message is its date, "2026-03-12" */
  CONFAB_NET_ERROR_TLS_NOT_YET,    /* message is its date: this computer's clock may be wrong */
  CONFAB_NET_ERROR_TLS_UNTRUSTED,  /* unknown authority, revoked, insecure */
  CONFAB_NET_ERROR_TLS_PROTOCOL,   /* no TLS 1.2 or newer could be spoken */
  CONFAB_NET_ERROR_CLOSED,         /* the other side went away */
  CONFAB_NET_ERROR_HTTP,           /* the host does not speak HTTP as it must */
  CONFAB_NET_ERROR_PRIVATE,        /* the name leads into a private network, and may not */
  CONFAB_NET_ERROR_PROXY_PASSWORD, /* the proxy wants another name or password */
  CONFAB_NET_ERROR_PROXY_REFUSED,  /* the proxy is there, and does not let one through */
  CONFAB_NET_ERROR_TOR,            /* Tor is not running */
  CONFAB_NET_ERROR_TOR_REFUSED,    /* Tor is there, and finds no way */
} ConfabNetError;

/* All of them are asked for names, which they look up themselves. */
typedef enum {
  CONFAB_NET_PROXY_SOCKS = 0, /* SOCKS5: RFC 1928, RFC 1929 */
  CONFAB_NET_PROXY_TOR,       /* SOCKS5 too; who has other credentials goes other ways */
  CONFAB_NET_PROXY_HTTP,      /* CONNECT, RFC 9110 section 9.3.6 */
} ConfabNetProxyKind;

typedef struct {
  ConfabNetProxyKind kind;
  char *host;
  guint16 port;
  char *host_user;        /* credentials of the proxy; owned, nullable */
  ConfabSecret *password; /* nullable */
} ConfabNetProxy;

/* How to reach one account's server. Plain values, deep-copied by _copy. */
typedef struct {
  char *domain;           /* of the address, ASCII form */
  char *host;             /* named by the account, or NULL */
  guint16 port;           /* 0: both standard ports */
  gboolean is_direct_tls; /* only with `host` and `port` */
  ConfabNetProxy *proxy;  /* NULL: none */
  gboolean may_web; /* where all of these are shut, through the web door: the user was asked */

  gboolean is_public_only; /* addresses of private networks and of this computer are refused */
  gboolean may_be_private; /* a road for HTTP: they are not, since the own server is there too */

  ConfabNetCounts *counts; /* a reference; NULL: nobody counts */
  ConfabNetPurpose purpose;
} ConfabNetRoute;

/* Nobody was let through at all, as where a firewall stands in between. */
gboolean confab_net_error_is_shut (const GError *error);

ConfabNetRoute *confab_net_route_new (const char *domain);
ConfabNetRoute *confab_net_route_copy (const ConfabNetRoute *route);
void confab_net_route_free (ConfabNetRoute *route);
/* What is done on it is counted there; NULL: nowhere. */
void
confab_net_route_count (ConfabNetRoute *route, ConfabNetCounts *counts, ConfabNetPurpose purpose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabNetRoute, confab_net_route_free)

typedef struct {
  char *host;
  guint16 port;
  gboolean is_direct_tls;
} ConfabNetEndpoint;

void confab_net_endpoint_free (ConfabNetEndpoint *endpoint);

/* Resolves to a boxed GPtrArray (G_TYPE_PTR_ARRAY) of ConfabNetEndpoint in the order to try, at
 * least one and at most 16; rejects with CONFAB_NET_ERROR_NO_SERVER or _LOOKUP, or
 * G_IO_ERROR_CANCELLED. `route` is copied. */
DexFuture *confab_net_endpoints_find (
    const ConfabNetRoute *route, const ConfabRandom *random, GCancellable *cancellable);

G_END_DECLS
