/* Whom a run talked to: every line is counted as the kernel counts it, also one that never became
 * secure; names that were looked up are there; and there is an end to how many are remembered. */

#include <libdex.h>

#include "net/net-counts-private.h"
#include "net/net-private.h"

#include "../lib/net-await.h"
#include "../lib/net-resolver.h"
#include "../lib/net-server.h"

#define DEADLINE_MS 10000
#define N_BYTES 1000

static ConfabNetRoute *
route_new (ConfabNetCounts *counts) {
  ConfabNetRoute *route = confab_net_route_new ("conf.example");

  confab_net_route_count (route, counts, CONFAB_NET_FOR_SIGN_UP);
  return route;
}

static ConfabNetLink *
open_link (ConfabNetCounts *counts, guint16 port, gboolean is_direct_tls, GError **error) {
  g_autoptr (ConfabNetRoute) route = route_new (counts);
  g_autoptr (ConfabNetEndpoint) endpoint =
      confab_net_endpoint_new ("127.0.0.1", port, is_direct_tls);

  return net_await_object (confab_net_link_open_within (route, endpoint, DEADLINE_MS, NULL), error);
}

/* The kernel may count the end of a line as one byte more. */
static void
assert_host (ConfabNetCounts *counts, guint16 port, guint n_times, guint n_open, guint64 n_bytes) {
  g_autoptr (GPtrArray) hosts = confab_net_counts_list (counts);
  const ConfabNetHost *host = g_ptr_array_index (hosts, 0);

  g_assert_cmpuint (hosts->len, ==, 1);
  g_assert_cmpstr (host->host, ==, "127.0.0.1");
  g_assert_cmpint (host->purpose, ==, CONFAB_NET_FOR_SIGN_UP);
  g_assert_null (host->through);
  g_assert_cmpuint (host->port, ==, port);
  g_assert_cmpuint (host->n_times, ==, n_times);
  g_assert_cmpuint (host->n_open, ==, n_open);
  g_assert_cmpuint (host->n_in, >=, n_bytes);
  g_assert_cmpuint (host->n_in, <=, n_bytes + n_times);
  g_assert_cmpuint (host->n_out, >=, n_bytes);
  g_assert_cmpuint (host->n_out, <=, n_bytes + n_times);
}

static void
echo (ConfabNetLink *link) {
  g_autofree guint8 *data = g_malloc0 (N_BYTES);
  g_autoptr (GBytes) sent = g_bytes_new (data, N_BYTES);
  g_autoptr (GError) error = NULL;
  gsize n = 0;

  g_assert_true (net_await (confab_net_link_write (link, sent, NULL), &error));
  while (n < N_BYTES) {
    g_autoptr (GBytes) piece = net_await_boxed (confab_net_link_read (link, NULL), &error);

    g_assert_no_error (error);
    n += g_bytes_get_size (piece);
  }
}

static void
test_lines (void) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_PLAIN, NULL);
  g_autoptr (ConfabNetCounts) counts = confab_net_counts_new ();
  g_autoptr (GError) error = NULL;
  ConfabNetLink *first = open_link (counts, server->port, FALSE, &error);
  ConfabNetLink *second;

  g_assert_no_error (error);
  echo (first);
  assert_host (counts, server->port, 1, 1, N_BYTES);
  second = open_link (counts, server->port, FALSE, &error);
  echo (second);
  echo (second);
  assert_host (counts, server->port, 2, 2, 3 * N_BYTES);
  g_object_unref (first);
  assert_host (counts, server->port, 2, 1, 3 * N_BYTES);
  confab_net_link_close (second);
  g_object_unref (second);
  assert_host (counts, server->port, 2, 0, 3 * N_BYTES);
}

/* A line that was refused is one that was there. */
static void
test_refused (void) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_NO_TLS, NULL);
  g_autoptr (ConfabNetCounts) counts = confab_net_counts_new ();
  g_autoptr (GPtrArray) hosts = NULL;
  g_autoptr (GError) error = NULL;
  const ConfabNetHost *host;

  g_assert_null (open_link (counts, server->port, TRUE, &error));
  g_assert_nonnull (error);
  hosts = confab_net_counts_list (counts);
  g_assert_cmpuint (hosts->len, ==, 1);
  host = g_ptr_array_index (hosts, 0);
  g_assert_cmpuint (host->n_times, ==, 1);
  g_assert_cmpuint (host->n_open, ==, 0);
  g_assert_cmpuint (host->n_out, >, 100); /* the beginning of a handshake */
}

static void
test_names (void) {
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  g_autoptr (ConfabNetCounts) counts = confab_net_counts_new ();
  g_autoptr (ConfabNetRoute) route = route_new (counts);
  g_autoptr (GPtrArray) hosts = NULL;
  static const char *const names[] = { "_xmpps-client._tcp.conf.example",
    "_xmpp-client._tcp.conf.example", "conf.example" };

  resolver->name = NET_ANSWER_NOT_FOUND;
  g_assert_null (net_await_boxed (
      confab_net_endpoints_find_within (route, confab_base_random_system (), DEADLINE_MS, NULL),
      NULL));
  hosts = confab_net_counts_list (counts);
  g_assert_cmpuint (hosts->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < hosts->len; i++) {
    const ConfabNetHost *host = g_ptr_array_index (hosts, i);

    g_assert_cmpstr (host->host, ==, names[i]);
    g_assert_cmpint (host->purpose, ==, CONFAB_NET_FOR_NAMES);
    g_assert_cmpuint (host->n_times, ==, 1);
  }
}

static void
test_bound (void) {
  g_autoptr (ConfabNetCounts) counts = confab_net_counts_new ();
  g_autoptr (GPtrArray) hosts = NULL;
  const ConfabNetHost *last;

  for (guint i = 0; i < CONFAB_NET_COUNTS_MAX_HOSTS + 10; i++) {
    g_autofree char *name = g_strdup_printf ("h%u.example", i);

    confab_net_counts_note_name (counts, name);
  }
  confab_net_counts_note_name (counts, "h0.example");
  hosts = confab_net_counts_list (counts);
  g_assert_cmpuint (hosts->len, ==, CONFAB_NET_COUNTS_MAX_HOSTS);
  last = g_ptr_array_index (hosts, hosts->len - 1);
  g_assert_cmpstr (last->host, ==, "");
  g_assert_cmpuint (last->n_times, ==, 11);
  g_assert_cmpuint (((const ConfabNetHost *)g_ptr_array_index (hosts, 0))->n_times, ==, 2);
}

/* Nobody has to count. */
static void
test_none (void) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_PLAIN, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) link = open_link (NULL, server->port, FALSE, &error);

  g_assert_no_error (error);
  echo (link);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/net/counts/lines", test_lines);
  g_test_add_func ("/net/counts/refused", test_refused);
  g_test_add_func ("/net/counts/names", test_names);
  g_test_add_func ("/net/counts/bound", test_bound);
  g_test_add_func ("/net/counts/none", test_none);
  return g_test_run ();
}
