/* SOCKS5 and HTTP: the name goes to the proxy with the account's own credentials, nothing is looked
 * up here, and there is no road past it. */

#include <libdex.h>
#include <string.h>

#include "net/net-private.h"

#include "../lib/net-await.h"
#include "../lib/net-resolver.h"

#define DOMAIN "conf.example"
#define USER "us:er@1%"
#define WRONG "not-this-one"
#define PASSWORD "p@ss:/?#%20 \xc3\xa9"

/* A proxy on a thread for one connection (RFC 1928, RFC 1929). */
typedef struct {
  GSocketListener *listener;
  GThread *thread;
  guint16 port;
  gboolean wants_password;
  guint8 answer; /* REP */
  gboolean is_mute;
  const char *web; /* an HTTP proxy, that answers so */
  /* what it saw */
  char *user;
  char *password;
  char *name;
  guint16 name_port;
  guint8 kind; /* ATYP */
  char *head;  /* of HTTP */
} Proxy;

static gboolean
take (GInputStream *input, gpointer buffer, gsize size) {
  gsize n_read = 0;

  return g_input_stream_read_all (input, buffer, size, &n_read, NULL, NULL) && n_read == size;
}

static char *
take_text (GInputStream *input) {
  guint8 size = 0;
  char text[256] = "";

  return take (input, &size, 1) && take (input, text, size) ? g_strndup (text, size) : NULL;
}

static gboolean
proxy_greet (Proxy *proxy, GInputStream *input, GOutputStream *output) {
  guint8 head[2];
  guint8 methods[255];
  guint8 chosen[2] = { 5, proxy->wants_password ? 2 : 0 };

  if (!take (input, head, 2) || !take (input, methods, head[1]))
    return FALSE;
  if (memchr (methods, chosen[1], head[1]) == NULL)
    chosen[1] = 0xff;
  g_output_stream_write_all (output, chosen, 2, NULL, NULL, NULL);
  if (chosen[1] != 2)
    return chosen[1] == 0;
  take (input, head, 1);
  proxy->user = take_text (input);
  proxy->password = take_text (input);
  return g_output_stream_write_all (output,
      g_strcmp0 (proxy->password, WRONG) == 0 ? "\x01\x01" : "\x01\x00", 2, NULL, NULL, NULL);
}

static void
web_run (Proxy *proxy, GInputStream *input, GOutputStream *output) {
  GString *head = g_string_new (NULL);
  char byte;

  while (!g_str_has_suffix (head->str, "\r\n\r\n") && take (input, &byte, 1))
    g_string_append_c (head, byte);
  proxy->head = g_string_free (head, FALSE);
  g_output_stream_write_all (output, proxy->web, strlen (proxy->web), NULL, NULL, NULL);
}

static gpointer
proxy_run (gpointer data) {
  Proxy *proxy = data;
  g_autoptr (GSocketConnection) connection =
      g_socket_listener_accept (proxy->listener, NULL, NULL, NULL);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  guint8 reply[10] = { 5, proxy->answer, 0, 1 };
  guint8 head[4];
  guint8 byte;

  if (proxy->web != NULL)
    web_run (proxy, input, output);
  else if (proxy_greet (proxy, input, output) && take (input, head, 4)) {
    proxy->kind = head[3];
    proxy->name = take_text (input);
    take (input, &proxy->name_port, 2);
    proxy->name_port = GUINT16_FROM_BE (proxy->name_port);
    if (!proxy->is_mute)
      g_output_stream_write_all (output, reply, sizeof reply, NULL, NULL, NULL);
  }
  take (input, &byte, 1);
  return NULL;
}

static void
proxy_start (Proxy *proxy) {
  g_autoptr (GError) error = NULL;

  proxy->listener = g_socket_listener_new ();
  proxy->port = g_socket_listener_add_any_inet_port (proxy->listener, NULL, &error);
  g_assert_no_error (error);
  proxy->thread = g_thread_new ("proxy", proxy_run, proxy);
}

static void
proxy_stop (Proxy *proxy) {
  /* A connection that was given up is closed by the main loop. */
  net_run_for (50);
  g_thread_join (proxy->thread);
  g_object_unref (proxy->listener);
  g_free (proxy->user);
  g_free (proxy->password);
  g_free (proxy->name);
  g_free (proxy->head);
}

static ConfabNetLink *
open_as (ConfabNetProxyKind kind, const char *host, guint16 port, const char *user,
    const char *password, guint deadline_ms, GError **error) {
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (ConfabNetEndpoint) endpoint = confab_net_endpoint_new (DOMAIN, 5222, FALSE);
  ConfabNetLink *link;

  resolver->name = NET_ANSWER_FOUND;
  route->proxy = g_new0 (ConfabNetProxy, 1);
  route->proxy->kind = kind;
  route->proxy->host = g_strdup (host);
  route->proxy->port = port;
  route->proxy->host_user = g_strdup (user);
  if (password != NULL)
    route->proxy->password = confab_base_secret_new_string (password);
  link = net_await_object (confab_net_link_open_within (route, endpoint, deadline_ms, NULL), error);
  g_assert_cmpuint (resolver->n_asked, ==, 0);
  return link;
}

static ConfabNetLink *
open_within (const char *host, guint16 port, const char *user, const char *password,
    guint deadline_ms, GError **error) {
  return open_as (CONFAB_NET_PROXY_SOCKS, host, port, user, password, deadline_ms, error);
}

static ConfabNetLink *
open_through (
    const char *host, guint16 port, const char *user, const char *password, GError **error) {
  return open_within (host, port, user, password, 10000, error);
}

static void
test_name (void) {
  Proxy proxy = { 0 };
  g_autoptr (GError) error = NULL;
  ConfabNetLink *link;

  proxy_start (&proxy);
  link = open_through ("127.0.0.1", proxy.port, NULL, NULL, &error);
  g_assert_no_error (error);
  g_object_unref (link);
  g_assert_cmpstr (proxy.name, ==, DOMAIN);
  g_assert_cmpuint (proxy.name_port, ==, 5222);
  g_assert_cmpuint (proxy.kind, ==, 3);
  proxy_stop (&proxy);
}

static void
test_password (void) {
  Proxy proxy = { .wants_password = TRUE };
  g_autoptr (GError) error = NULL;
  ConfabNetLink *link;

  proxy_start (&proxy);
  link = open_through ("127.0.0.1", proxy.port, USER, PASSWORD, &error);
  g_assert_no_error (error);
  g_object_unref (link);
  g_assert_cmpstr (proxy.user, ==, USER);
  g_assert_cmpstr (proxy.password, ==, PASSWORD);
  proxy_stop (&proxy);
}

static void
test_six (void) {
  Proxy proxy = { 0 };
  g_autoptr (GError) error = NULL;
  ConfabNetLink *link;

  proxy_start (&proxy);
  link = open_through ("::1", proxy.port, NULL, NULL, &error);
  if (link == NULL) {
    g_autoptr (GError) second = NULL;

    g_test_message ("no IPv6 here: %s", error->message);
    link = open_through ("127.0.0.1", proxy.port, NULL, NULL, &second);
    g_assert_no_error (second);
  }
  g_object_unref (link);
  proxy_stop (&proxy);
}

static void
check_refused (Proxy *proxy, const char *user, const char *password, int code) {
  g_autoptr (GError) error = NULL;

  proxy_start (proxy);
  g_assert_null (
      open_within ("127.0.0.1", proxy->port, user, password, proxy->is_mute ? 500 : 10000, &error));
  g_assert_error (error, CONFAB_NET_ERROR, code);
  /* What a log shows. */
  g_assert_null (strstr (error->message, WRONG));
  proxy_stop (proxy);
}

static void
test_refusals (void) {
  Proxy rows[] = { { .wants_password = TRUE }, { .wants_password = TRUE }, { .answer = 1 },
    { .answer = 2 }, { .answer = 3 }, { .answer = 4 }, { .answer = 5 }, { .is_mute = TRUE } };

  check_refused (&rows[0], "user", WRONG, CONFAB_NET_ERROR_PROXY_PASSWORD);
  check_refused (&rows[1], NULL, NULL, CONFAB_NET_ERROR_PROXY_PASSWORD);
  check_refused (&rows[2], NULL, NULL, CONFAB_NET_ERROR_PROXY_REFUSED);
  check_refused (&rows[3], NULL, NULL, CONFAB_NET_ERROR_PROXY_REFUSED);
  check_refused (&rows[4], NULL, NULL, CONFAB_NET_ERROR_UNREACHABLE);
  check_refused (&rows[5], NULL, NULL, CONFAB_NET_ERROR_UNREACHABLE);
  check_refused (&rows[6], NULL, NULL, CONFAB_NET_ERROR_UNREACHABLE);
  check_refused (&rows[7], NULL, NULL, CONFAB_NET_ERROR_TIMED_OUT);
}

static void
test_down (void) {
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_socket_listener_close (listener);
  g_assert_null (open_through ("127.0.0.1", port, NULL, NULL, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_PROXY);
}

/* CONNECT names the host as it is; who asks is said only where that was given. */
static void
test_web (void) {
  Proxy rows[] = { { .web = "HTTP/1.1 200 There\r\n\r\n" },
    { .web = "HTTP/1.1 200 There\r\n\r\n" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    ConfabNetLink *link;

    proxy_start (&rows[i]);
    link = open_as (CONFAB_NET_PROXY_HTTP, "127.0.0.1", rows[i].port, i == 1 ? "user" : NULL,
        i == 1 ? PASSWORD : NULL, 10000, &error);
    g_assert_no_error (error);
    g_object_unref (link);
    g_assert_true (g_str_has_prefix (rows[i].head, "CONNECT " DOMAIN ":5222 HTTP/1."));
    g_assert_true ((strstr (rows[i].head, "Proxy-Authorization: Basic ") != NULL) == (i == 1));
    proxy_stop (&rows[i]);
  }
}

static void
test_web_refusals (void) {
  Proxy rows[] = { { .web = "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n" },
    { .web = "HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"x\"\r\n\r\n" },
    { .web = "HTTP/1.1 403 No\r\n\r\n" }, { .web = "HTTP/1.1 502 No\r\n\r\n" },
    { .web = "SSH-2.0-else\r\n\r\n" } };
  const int codes[] = { CONFAB_NET_ERROR_PROXY_PASSWORD, CONFAB_NET_ERROR_PROXY_PASSWORD,
    CONFAB_NET_ERROR_PROXY_REFUSED, CONFAB_NET_ERROR_PROXY_REFUSED,
    CONFAB_NET_ERROR_PROXY_REFUSED };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    proxy_start (&rows[i]);
    g_assert_null (open_as (CONFAB_NET_PROXY_HTTP, "127.0.0.1", rows[i].port,
        i == 1 ? "user" : NULL, i == 1 ? WRONG : NULL, 10000, &error));
    g_assert_error (error, CONFAB_NET_ERROR, codes[i]);
    g_assert_null (strstr (error->message, WRONG));
    proxy_stop (&rows[i]);
  }
}

/* Tor's own words: it is not there, or it finds no way. */
static void
test_tor (void) {
  Proxy proxy = { .answer = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) down = NULL;

  proxy_start (&proxy);
  g_assert_null (
      open_as (CONFAB_NET_PROXY_TOR, "127.0.0.1", proxy.port, "user", PASSWORD, 10000, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TOR_REFUSED);
  g_socket_listener_close (proxy.listener);
  g_assert_null (
      open_as (CONFAB_NET_PROXY_TOR, "127.0.0.1", proxy.port, "user", PASSWORD, 10000, &down));
  g_assert_error (down, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TOR);
  proxy_stop (&proxy);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/net/proxy/name", test_name);
  g_test_add_func ("/net/proxy/password", test_password);
  g_test_add_func ("/net/proxy/six", test_six);
  g_test_add_func ("/net/proxy/refusals", test_refusals);
  g_test_add_func ("/net/proxy/down", test_down);
  g_test_add_func ("/net/proxy/web", test_web);
  g_test_add_func ("/net/proxy/web-refusals", test_web_refusals);
  g_test_add_func ("/net/proxy/tor", test_tor);
  return g_test_run ();
}
