/* The plain values of this folder: how to reach a server, and one place where it is. It copies and
 * frees them; it decides nothing and looks nothing up. */

#include "net/net-endpoints.h"

#include "net/net-private.h"

G_DEFINE_QUARK (confab_net_error, confab_net_error)

gboolean
confab_net_error_is_shut (const GError *error) {
  return g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_UNREACHABLE) ||
         g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT) ||
         g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_PROXY_REFUSED) ||
         g_error_matches (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TOR_REFUSED);
}

static ConfabNetProxy *
proxy_copy (const ConfabNetProxy *proxy) {
  ConfabNetProxy *copy;

  if (proxy == NULL)
    return NULL;
  copy = g_new0 (ConfabNetProxy, 1);
  copy->kind = proxy->kind;
  copy->host = g_strdup (proxy->host);
  copy->port = proxy->port;
  copy->host_user = g_strdup (proxy->host_user);
  copy->password = proxy->password != NULL ? confab_base_secret_ref (proxy->password) : NULL;
  return copy;
}

static void
proxy_free (ConfabNetProxy *proxy) {
  if (proxy == NULL)
    return;
  g_free (proxy->host);
  g_free (proxy->host_user);
  g_clear_pointer (&proxy->password, confab_base_secret_unref);
  g_free (proxy);
}

ConfabNetRoute *
confab_net_route_new (const char *domain) {
  ConfabNetRoute *route;

  g_return_val_if_fail (domain != NULL, NULL);
  route = g_new0 (ConfabNetRoute, 1);
  route->domain = g_strdup (domain);
  return route;
}

ConfabNetRoute *
confab_net_route_copy (const ConfabNetRoute *route) {
  ConfabNetRoute *copy;

  g_return_val_if_fail (route != NULL, NULL);
  copy = confab_net_route_new (route->domain);
  copy->host = g_strdup (route->host);
  copy->port = route->port;
  copy->is_direct_tls = route->is_direct_tls;
  copy->may_web = route->may_web;
  copy->is_public_only = route->is_public_only;
  copy->may_be_private = route->may_be_private;
  copy->proxy = proxy_copy (route->proxy);
  copy->counts = route->counts != NULL ? confab_net_counts_ref (route->counts) : NULL;
  copy->purpose = route->purpose;
  return copy;
}

void
confab_net_route_count (ConfabNetRoute *route, ConfabNetCounts *counts, ConfabNetPurpose purpose) {
  g_return_if_fail (route != NULL);
  g_clear_pointer (&route->counts, confab_net_counts_unref);
  route->counts = counts != NULL ? confab_net_counts_ref (counts) : NULL;
  route->purpose = purpose;
}

void
confab_net_route_free (ConfabNetRoute *route) {
  if (route == NULL)
    return;
  g_free (route->domain);
  g_free (route->host);
  proxy_free (route->proxy);
  g_clear_pointer (&route->counts, confab_net_counts_unref);
  g_free (route);
}

ConfabNetEndpoint *
confab_net_endpoint_new (const char *host, guint16 port, gboolean is_direct_tls) {
  ConfabNetEndpoint *endpoint = g_new0 (ConfabNetEndpoint, 1);

  endpoint->host = g_strdup (host);
  endpoint->port = port;
  endpoint->is_direct_tls = is_direct_tls;
  return endpoint;
}

void
confab_net_endpoint_free (ConfabNetEndpoint *endpoint) {
  if (endpoint == NULL)
    return;
  g_free (endpoint->host);
  g_free (endpoint);
}
