/* What the server of GIO cannot show: old versions of TLS, and sessions that are taken up again. */

#include <libdex.h>
#include <stdlib.h>

#include "net/net-private.h"

#include "../lib/net-authority.h"
#include "../lib/net-await.h"
#include "../lib/net-openssl-server.h"
#include "test-cpu.h"

#define DOMAIN "conf.example"
#define RESUMPTION "--resumption" /* an argument of this program */
#define MAX_STALL_US (100 * 1000)

#if defined(__SANITIZE_ADDRESS__)
#define MAX_CPU_US (5 * G_USEC_PER_SEC)
#else
#define MAX_CPU_US G_USEC_PER_SEC
#endif

typedef struct {
  NetAuthority *authority;
  NetAuthority *stranger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->authority = net_authority_new ("The Test Authority");
  fixture->stranger = net_authority_new ("Somebody Else");
  net_authority_trust (fixture->authority);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  net_authority_free (fixture->authority);
  net_authority_free (fixture->stranger);
}

static ConfabNetLink *
open_direct (guint16 port, GError **error) {
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (ConfabNetEndpoint) endpoint = confab_net_endpoint_new ("127.0.0.1", port, TRUE);

  return net_await_object (confab_net_link_open (route, endpoint, NULL), error);
}

static void
assert_echo (ConfabNetLink *link, const char *text) {
  g_autoptr (GBytes) sent = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (net_await (confab_net_link_write (link, sent, NULL), &error));
  g_assert_no_error (error);
  back = net_await_boxed (confab_net_link_read (link, NULL), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (sent, back));
}

static gboolean
on_accept_all (GTlsConnection *connection, GTlsCertificate *certificate,
    GTlsCertificateFlags errors, gpointer data) {
  return TRUE;
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data) {
  *(GAsyncResult **)data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result) {
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* Another user of GIO in this process takes a certificate with a fault, and leaves a session. */
static void
leave_session (guint16 port) {
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnectable) identity = g_network_address_new (DOMAIN, port);
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GIOStream) tls = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) connected = NULL;
  g_autoptr (GAsyncResult) shaken = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  char buffer[16];

  g_socket_client_connect_to_host_async (client, "127.0.0.1", port, NULL, on_done, &connected);
  connection = g_socket_client_connect_to_host_finish (client, wait_for (&connected), &error);
  g_assert_no_error (error);
  tls = g_tls_client_connection_new (G_IO_STREAM (connection), identity, &error);
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (on_accept_all), NULL);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), 0, NULL, on_done, &shaken);
  g_assert_true (
      g_tls_connection_handshake_finish (G_TLS_CONNECTION (tls), wait_for (&shaken), &error));
  /* Tickets of TLS 1.3 come with the first bytes. */
  g_assert_cmpint (
      g_output_stream_write (g_io_stream_get_output_stream (tls), "x", 1, NULL, &error), ==, 1);
  g_input_stream_read_async (
      g_io_stream_get_input_stream (tls), buffer, sizeof buffer, 0, NULL, on_done, &read);
  g_assert_cmpint (
      g_input_stream_read_finish (g_io_stream_get_input_stream (tls), wait_for (&read), &error), ==,
      1);
}

static void
test_version (Fixture *fixture, gconstpointer data) {
  int version = GPOINTER_TO_INT (data);
  NetOpensslServer *server = net_openssl_server_new (fixture->authority, DOMAIN, version, 1);
  g_autoptr (GError) error = NULL;
  ConfabNetLink *link;

  net_openssl_server_start (server);
  link = open_direct (server->port, &error);
  if (version == TLS1_2_VERSION) {
    g_autoptr (GBytes) end_point = NULL;

    g_assert_no_error (error);
    g_assert_cmpstr (confab_net_link_get_protocol (link), ==, "TLS 1.2");
    g_assert_null (confab_net_link_dup_binding (link, CONFAB_BINDING_EXPORTER));
    end_point = confab_net_link_dup_binding (link, CONFAB_BINDING_END_POINT);
    g_assert_nonnull (end_point);
  } else {
    g_assert_null (link);
    g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_PROTOCOL);
  }
  g_clear_object (&link);
  g_thread_join (g_steal_pointer (&server->thread));
  /* The TLS library speaks the old versions too, so refusing them is ours. */
  g_assert_cmpuint (server->n_done, ==, 1);
  net_openssl_server_free (server);
}

/* TLS-08: a session that somebody took although its certificate is wrong opens no door here. */
static void
refuse_foreign_session (Fixture *fixture, NetOpensslServer *server) {
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabNetLink) link = NULL;

    leave_session (server->port);
    link = open_direct (server->port, &error);
    g_assert_null (link);
    g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_UNTRUSTED);
  }
}

/* Our own sessions are not taken up again either: each link is checked anew, and has all bindings.
 */
static void
begin_anew (Fixture *fixture, NetOpensslServer *server) {
  for (guint i = 0; i < 4; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabNetLink) link = open_direct (server->port, &error);
    g_autoptr (GBytes) exporter = NULL;
    g_autoptr (GBytes) end_point = NULL;

    g_assert_no_error (error);
    assert_echo (link, "x");
    exporter = confab_net_link_dup_binding (link, CONFAB_BINDING_EXPORTER);
    end_point = confab_net_link_dup_binding (link, CONFAB_BINDING_END_POINT);
    g_assert_true (exporter != NULL && end_point != NULL);
  }
}

/* The backend of GIO resumes nothing in a process that called g_test_init, so these two run in one
 * that did not. */
static int
run_resumption (const char *name) {
  gboolean is_foreign = g_str_equal (name, "foreign");
  NetOpensslServer *server;
  Fixture fixture;

  dex_init ();
  set_up (&fixture, NULL);
  server = net_openssl_server_new (
      is_foreign ? fixture.stranger : fixture.authority, DOMAIN, TLS1_3_VERSION, 4);
  net_openssl_server_start (server);
  if (is_foreign)
    refuse_foreign_session (&fixture, server);
  else
    begin_anew (&fixture, server);
  g_thread_join (g_steal_pointer (&server->thread));
  /* The foreign ones are taken up among themselves: the server does resume. */
  g_assert_cmpint (server->n_reused > 0, ==, is_foreign);
  net_openssl_server_free (server);
  tear_down (&fixture, NULL);
  return 0;
}

static void
test_resumption (Fixture *fixture, gconstpointer data) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, self, RESUMPTION, (const char *)data, NULL);

  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  g_assert_no_error (error);
}

static NetAuthority *
add_authority (GPtrArray *chain, NetAuthority *issuer, guint index) {
  g_autofree char *name = g_strdup_printf ("Authority %u", index);
  NetAuthority *authority = net_authority_new_under (issuer, name);

  g_ptr_array_insert (chain, 0, authority);
  return authority;
}

/* Runs the main loop until `future` is done. Returns: how long its longest turn kept it busy,
 * microseconds */
static gint64
watch (DexFuture *future) {
  gint64 longest_us = 0;

  while (dex_future_is_pending (future)) {
    gint64 before = test_cpu_us ();

    g_main_context_iteration (NULL, FALSE);
    longest_us = MAX (longest_us, test_cpu_us () - before);
    g_usleep (200);
  }
  return longest_us;
}

/* TLS-13: a chain of 100, below an authority that is trusted, and two authorities that issue each
 * other. Neither is accepted, and neither takes long. */
static void
test_chain (Fixture *fixture, gconstpointer data) {
  gboolean is_circle = data != NULL;
  GPtrArray *chain = g_ptr_array_new_with_free_func ((GDestroyNotify)net_authority_free);
  NetAuthority *last = is_circle ? fixture->stranger : fixture->authority;
  gint64 start_us, start_cpu_us;
  NetOpensslServer *server;
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (ConfabNetEndpoint) endpoint = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *opening;

  for (guint i = 0; i < (is_circle ? 1 : 100); i++)
    last = add_authority (chain, last, i);
  if (is_circle) {
    NetAuthority *back = net_authority_new_under (last, "Somebody Else");

    /* The stranger's name and key, issued by whom it issued. */
    X509_set_pubkey (back->x509, fixture->stranger->key);
    g_assert_cmpint (X509_sign (back->x509, last->key, EVP_sha256 ()), >, 0);
    g_ptr_array_add (chain, back);
  }
  server = net_openssl_server_new (last, DOMAIN, TLS1_3_VERSION, 1);
  server->chain = chain;
  net_openssl_server_start (server);
  endpoint = confab_net_endpoint_new ("127.0.0.1", server->port, TRUE);
  start_us = g_get_monotonic_time ();
  start_cpu_us = test_all_cpu_us ();
  opening = confab_net_link_open (route, endpoint, NULL);
  g_assert_cmpint (watch (opening), <, MAX_STALL_US);
  g_assert_null (net_await_object (opening, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_UNTRUSTED);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 10 * G_USEC_PER_SEC);
  g_assert_cmpint (test_all_cpu_us () - start_cpu_us, <, MAX_CPU_US);
  net_openssl_server_free (server);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer)) {
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  if (argc == 3 && g_str_equal (argv[1], RESUMPTION))
    return run_resumption (argv[2]);
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  add ("/hostile/TLS-12/version-1.0", GINT_TO_POINTER (TLS1_VERSION), test_version);
  add ("/hostile/TLS-12/version-1.1", GINT_TO_POINTER (TLS1_1_VERSION), test_version);
  add ("/net/session/version-1.2", GINT_TO_POINTER (TLS1_2_VERSION), test_version);
  add ("/hostile/TLS-13/long", NULL, test_chain);
  add ("/hostile/TLS-13/circle", "circle", test_chain);
  add ("/hostile/TLS-08", "foreign", test_resumption);
  add ("/net/session/resumption/own", "own", test_resumption);
  return g_test_run ();
}
