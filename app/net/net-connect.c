/* TCP to one endpoint. Without a proxy the system's proxy settings are not asked; with one, the
 * name goes to the proxy and there is no direct road to fall back to (no "direct://" anywhere). It
 * never looks up a service and never starts TLS. */

#include "net/net-private.h"

#include <gio/gnetworking.h>
#include <string.h>

#include "net/net-http.h"
#include "net/net-op-private.h"
#include "net/net-public-private.h"

typedef struct {
  ConfabNetOp *op;
  gboolean has_proxy;
  gboolean is_tor;
  gboolean is_proxy_reached;
} ConnectJob;

static void
append_escaped (GString *uri, const char *text) {
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);

  g_string_append (uri, escaped);
  explicit_bzero (escaped, strlen (escaped));
}

/* GIO takes credentials only inside this text, and keeps copies of its own for as long as the
 * connection is being made. */
static GProxyResolver *
new_resolver (const ConfabNetProxy *proxy) {
  GString *uri = g_string_sized_new (2048);
  GProxyResolver *resolver;

  g_string_append (uri, proxy->kind == CONFAB_NET_PROXY_HTTP ? "http://" : "socks5://");
  if (proxy->host_user != NULL) {
    append_escaped (uri, proxy->host_user);
    g_string_append_c (uri, ':');
    if (proxy->password != NULL)
      append_escaped (uri, confab_base_secret_get_string (proxy->password));
    g_string_append_c (uri, '@');
  }
  g_string_append_printf (
      uri, strchr (proxy->host, ':') != NULL ? "[%s]:%u" : "%s:%u", proxy->host, proxy->port);
  resolver = g_simple_proxy_resolver_new (uri->str, NULL);
  explicit_bzero (uri->str, uri->allocated_len);
  g_string_free (uri, TRUE);
  return resolver;
}

static gboolean
is_about_password (const GError *problem) {
  return g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PROXY_AUTH_FAILED) ||
         g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PROXY_NEED_AUTH);
}

/* Nothing but the proxy is contacted from here, so whatever fails before it was reached is its. */
static GError *
new_proxy_error (const ConnectJob *job, const GError *problem) {
  if (!job->is_proxy_reached)
    return g_error_new (CONFAB_NET_ERROR,
        job->is_tor ? CONFAB_NET_ERROR_TOR : CONFAB_NET_ERROR_PROXY, "Proxy not reached: %s",
        problem->message);
  if (is_about_password (problem) && !job->is_tor)
    return g_error_new_literal (CONFAB_NET_ERROR, CONFAB_NET_ERROR_PROXY_PASSWORD,
        "The proxy wants another name or password");
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_HOST_UNREACHABLE) ||
      g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NETWORK_UNREACHABLE) ||
      g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED))
    return g_error_new (CONFAB_NET_ERROR, CONFAB_NET_ERROR_UNREACHABLE,
        "Not reached through the proxy: %s", problem->message);
  return g_error_new (CONFAB_NET_ERROR,
      job->is_tor ? CONFAB_NET_ERROR_TOR_REFUSED : CONFAB_NET_ERROR_PROXY_REFUSED,
      "Proxy refused: %s", problem->message);
}

static GError *
new_connect_error (const ConnectJob *job, const GError *problem) {
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      problem->domain == CONFAB_NET_ERROR)
    return g_error_copy (problem);
  if (job->has_proxy)
    return new_proxy_error (job, problem);
  if (g_error_matches (problem, G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND))
    return g_error_new_literal (
        CONFAB_NET_ERROR, CONFAB_NET_ERROR_NO_SERVER, "The host name is unknown");
  if (problem->domain == G_RESOLVER_ERROR)
    return g_error_new_literal (
        CONFAB_NET_ERROR, CONFAB_NET_ERROR_LOOKUP, "The host name could not be looked up");
  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return g_error_new_literal (
        CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT, "The host did not answer");
  return g_error_new (
      CONFAB_NET_ERROR, CONFAB_NET_ERROR_UNREACHABLE, "Not reached: %s", problem->message);
}

static void
on_event (GSocketClient *client, GSocketClientEvent event, GSocketConnectable *connectable,
    GIOStream *stream, ConnectJob *job) {
  if (event == G_SOCKET_CLIENT_PROXY_NEGOTIATING)
    job->is_proxy_reached = TRUE;
}

static void
on_connected (GObject *source, GAsyncResult *result, gpointer data) {
  g_autofree ConnectJob *job = data;
  ConfabNetOp *op = job->op;
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_signal_handlers_disconnect_by_data (source, job);
  connection = g_socket_client_connect_finish (G_SOCKET_CLIENT (source), result, &error);
  if (connection == NULL) {
    confab_net_op_reject (op, new_connect_error (job, error));
    return;
  }
  g_socket_set_option (
      g_socket_connection_get_socket (connection), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  confab_net_op_resolve_object (op, connection);
}

/* A proxy looks names up by itself, and must be asked under the name. */
static GSocketConnectable *
new_address (const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint) {
  g_autoptr (GSocketConnectable) name = g_network_address_new (endpoint->host, endpoint->port);

  if (!route->is_public_only || route->proxy != NULL)
    return g_steal_pointer (&name);
  return confab_net_public_new (name);
}

/* Through a proxy nothing but what is an address already can be judged here. */
static gboolean
is_refused (const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint) {
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (endpoint->host);

  return route->is_public_only && address != NULL && !confab_net_address_is_public (address);
}

DexFuture *
confab_net_connect (const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint,
    guint deadline_ms, GCancellable *cancellable) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) address = new_address (route, endpoint);
  ConnectJob *job;
  DexFuture *future;

  if (is_refused (route, endpoint))
    return dex_future_new_reject (
        CONFAB_NET_ERROR, CONFAB_NET_ERROR_PRIVATE, "The address lies in a private network");
  job = g_new0 (ConnectJob, 1);
  job->op = confab_net_op_new (deadline_ms, cancellable);
  job->has_proxy = route->proxy != NULL;
  job->is_tor = job->has_proxy && route->proxy->kind == CONFAB_NET_PROXY_TOR;
  future = confab_net_op_dup_future (job->op);
  g_socket_client_set_enable_proxy (client, job->has_proxy);
  if (job->has_proxy) {
    g_autoptr (GProxyResolver) resolver = new_resolver (route->proxy);

    g_socket_client_set_proxy_resolver (client, resolver);
    g_signal_connect (client, "event", G_CALLBACK (on_event), job);
  }
  g_socket_client_connect_async (
      client, address, confab_net_op_get_cancellable (job->op), on_connected, job);
  return future;
}

void
confab_net_shut (GIOStream *stream) {
  if (G_IS_TLS_CONNECTION (stream)) {
    g_autoptr (GIOStream) base = NULL;

    g_object_get (stream, "base-io-stream", &base, NULL);
    confab_net_shut (base);
    return;
  }
  if (G_IS_SOCKET_CONNECTION (stream))
    g_socket_shutdown (
        g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)), TRUE, TRUE, NULL);
}
