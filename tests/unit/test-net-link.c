/* A link as a pipe of bytes: opening, reading, writing, closing, and that nothing of it stays. */

#include <libdex.h>
#include <string.h>
#include <sys/socket.h>

#include "net/net-private.h"

#include "../lib/net-await.h"
#include "../lib/net-resolver.h"
#include "../lib/net-server.h"

#define SHORT_MS 300
#define LONG_MS 10000

static DexFuture *
open_future (const char *host, guint16 port, guint deadline_ms, GCancellable *cancellable) {
  g_autoptr (ConfabNetRoute) route = confab_net_route_new ("conf.example");
  g_autoptr (ConfabNetEndpoint) endpoint = confab_net_endpoint_new (host, port, FALSE);

  return confab_net_link_open_within (route, endpoint, deadline_ms, cancellable);
}

static ConfabNetLink *
open_link (NetServer *server) {
  g_autoptr (GError) error = NULL;
  ConfabNetLink *link =
      net_await_object (open_future ("127.0.0.1", server->port, LONG_MS, NULL), &error);

  g_assert_no_error (error);
  return link;
}

static GSocketConnection *
wrap (int fd) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GSocket) socket = g_socket_new_from_fd (fd, &error);

  g_assert_no_error (error);
  return g_socket_connection_factory_create_connection (socket);
}

/* A link over one end of a pair; the other end is `*peer`. */
static ConfabNetLink *
new_pair (GSocketConnection **peer, gboolean is_secure) {
  g_autoptr (GSocketConnection) ours = NULL;
  int fds[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), ==, 0);
  ours = wrap (fds[0]);
  *peer = wrap (fds[1]);
  return confab_net_link_new_for_stream (G_IO_STREAM (ours), is_secure);
}

static void
assert_gone (ConfabNetLink *link) {
  g_object_add_weak_pointer (G_OBJECT (link), (gpointer *)&link);
  g_object_unref (link);
  g_assert_true (net_wait_for_null ((gpointer *)&link));
}

static void
test_echo (void) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_PLAIN, NULL);
  ConfabNetLink *link = open_link (server);
  g_autoptr (GBytes) sent = g_bytes_new_static ("hello", 5);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (confab_net_link_is_secure (link));
  g_assert_true (net_await (confab_net_link_write (link, sent, NULL), &error));
  back = net_await_boxed (confab_net_link_read (link, NULL), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, sent));
  assert_gone (link);
}

/* More than a socket takes at once goes out whole, and comes in pieces of at most 16 KiB. */
static void
test_large (void) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_PLAIN, NULL);
  g_autoptr (ConfabNetLink) link = open_link (server);
  g_autofree guint8 *data = g_malloc (8 * 1024 * 1024);
  g_autoptr (GByteArray) back = g_byte_array_new ();
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GError) error = NULL;
  DexFuture *write;

  for (guint i = 0; i < 8 * 1024 * 1024; i++)
    data[i] = i * 31 >> 3;
  sent = g_bytes_new_static (data, 8 * 1024 * 1024);
  write = confab_net_link_write (link, sent, NULL);
  g_assert_false (net_await (confab_net_link_write (link, sent, NULL), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PENDING);
  g_clear_error (&error);
  while (back->len < g_bytes_get_size (sent)) {
    g_autoptr (GBytes) piece = net_await_boxed (confab_net_link_read (link, NULL), &error);

    g_assert_no_error (error);
    g_assert_cmpuint (g_bytes_get_size (piece), <=, 16384);
    g_byte_array_append (back, g_bytes_get_data (piece, NULL), g_bytes_get_size (piece));
  }
  g_assert_true (net_await (write, &error));
  g_assert_cmpmem (back->data, back->len, data, 8 * 1024 * 1024);
}

static void
test_refused (void) {
  g_autoptr (GError) error = NULL;
  guint16 port;

  {
    g_autoptr (NetServer) server = net_server_new (NET_SERVER_PLAIN, NULL);

    port = server->port;
  }
  g_assert_false (net_await (open_future ("127.0.0.1", port, LONG_MS, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_UNREACHABLE);
}

static void
check_name (NetAnswer answer, int code) {
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  g_autoptr (GError) error = NULL;

  resolver->name = answer;
  g_assert_false (net_await (
      open_future ("h.example", 5222, answer == NET_ANSWER_NEVER ? SHORT_MS : LONG_MS, NULL),
      &error));
  g_assert_error (error, CONFAB_NET_ERROR, code);
}

static void
test_names (void) {
  check_name (NET_ANSWER_NOT_FOUND, CONFAB_NET_ERROR_NO_SERVER);
  check_name (NET_ANSWER_FAILED, CONFAB_NET_ERROR_LOOKUP);
  check_name (NET_ANSWER_NEVER, CONFAB_NET_ERROR_TIMED_OUT);
}

/* A listener that accepts nothing and whose queue is full: a new connection hangs. */
static void
test_hanging_connect (void) {
  g_autoptr (GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GPtrArray) fillers = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DexFuture *future;
  guint16 port;

  g_socket_set_listen_backlog (socket, 0);
  g_assert_true (g_socket_bind (socket, any, TRUE, NULL) && g_socket_listen (socket, NULL));
  bound = g_socket_get_local_address (socket, NULL);
  port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  for (guint i = 0; i < 4; i++) {
    GSocket *filler = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);

    g_socket_set_blocking (filler, FALSE);
    g_socket_connect (filler, bound, NULL, NULL);
    g_ptr_array_add (fillers, filler);
  }
  net_run_for (20);
  g_assert_false (net_await (open_future ("127.0.0.1", port, SHORT_MS, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT);
  g_clear_error (&error);

  future = open_future ("127.0.0.1", port, LONG_MS, cancellable);
  net_run_for (20);
  g_assert_true (dex_future_is_pending (future));
  g_cancellable_cancel (cancellable);
  g_assert_false (net_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_end (void) {
  g_autoptr (GSocketConnection) peer = NULL;
  g_autoptr (ConfabNetLink) link = new_pair (&peer, FALSE);
  g_autoptr (GError) error = NULL;
  DexFuture *read = confab_net_link_read (link, NULL);

  g_io_stream_close (G_IO_STREAM (peer), NULL, NULL);
  g_assert_false (net_await (read, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
}

static void
test_close (void) {
  g_autoptr (GSocketConnection) peer = NULL;
  ConfabNetLink *link = new_pair (&peer, FALSE);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;
  DexFuture *read = confab_net_link_read (link, NULL);
  char byte;

  confab_net_link_close (link);
  confab_net_link_close (link);
  g_assert_false (net_await (read, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (net_await (confab_net_link_read (link, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (net_await (confab_net_link_write (link, bytes, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
  /* The other side sees the end at once, while the link is still held. */
  g_assert_cmpint (
      g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (peer)), &byte, 1, NULL, NULL),
      ==, 0);
  assert_gone (link);
}

/* A peer that reads nothing keeps neither the writer nor the link. */
static void
test_stuck_write (void) {
  g_autoptr (GSocketConnection) peer = NULL;
  ConfabNetLink *link = new_pair (&peer, TRUE);
  g_autofree guint8 *data = g_malloc0 (4 * 1024 * 1024);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, 4 * 1024 * 1024);
  g_autoptr (GError) error = NULL;
  DexFuture *write = confab_net_link_write (link, bytes, NULL);

  g_assert_true (confab_net_link_is_secure (link));
  net_run_for (20);
  g_assert_true (dex_future_is_pending (write));
  assert_gone (link);
  g_assert_false (net_await (write, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
  net_run_for (20);
}

/* A write that is cancelled half way leaves a link that nobody can use. */
static void
test_cancelled_write (void) {
  g_autoptr (GSocketConnection) peer = NULL;
  g_autoptr (ConfabNetLink) link = new_pair (&peer, FALSE);
  g_autofree guint8 *data = g_malloc0 (4 * 1024 * 1024);
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, 4 * 1024 * 1024);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DexFuture *write = confab_net_link_write (link, bytes, cancellable);

  net_run_for (20);
  g_cancellable_cancel (cancellable);
  g_assert_false (net_await (write, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  net_run_for (20);
  g_assert_false (net_await (confab_net_link_write (link, bytes, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
}

static void
on_cancel_nested (GCancellable *cancellable, ConfabNetLink *link) {
  confab_net_link_close (link);
}

/* Cancelling may close the link, which ends what the same cancellable ends, in any order. */
static void
test_cancelled_read (void) {
  g_autoptr (GSocketConnection) peer = NULL;
  g_autoptr (ConfabNetLink) link = new_pair (&peer, FALSE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DexFuture *read = confab_net_link_read (link, cancellable);

  g_signal_connect (cancellable, "cancelled", G_CALLBACK (on_cancel_nested), link);
  net_run_for (20);
  g_cancellable_cancel (cancellable);
  g_assert_true (dex_future_is_pending (read));
  g_assert_false (net_await (read, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* What was read from the stream when nobody waits is not kept anywhere. */
static void
test_dropped_read (void) {
  g_autoptr (GSocketConnection) peer = NULL;
  ConfabNetLink *link = new_pair (&peer, FALSE);
  DexFuture *read = confab_net_link_read (link, NULL);

  net_run_for (20);
  dex_unref (read);
  assert_gone (link);
  net_run_for (20);
}

static DexFuture *
on_read_close (DexFuture *future, gpointer data) {
  g_clear_object ((ConfabNetLink **)data);
  return dex_future_new_true ();
}

/* The last reference goes inside the callback of a read. */
static void
test_gone_inside (void) {
  g_autoptr (GSocketConnection) peer = NULL;
  ConfabNetLink *link = new_pair (&peer, FALSE);
  g_autoptr (GError) error = NULL;
  DexFuture *read =
      dex_future_finally (confab_net_link_read (link, NULL), on_read_close, &link, NULL);

  g_output_stream_write (
      g_io_stream_get_output_stream (G_IO_STREAM (peer)), "hello", 5, NULL, NULL);
  g_assert_true (net_await (read, &error));
  g_assert_null (link);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/net/link/echo", test_echo);
  g_test_add_func ("/net/link/large", test_large);
  g_test_add_func ("/net/link/refused", test_refused);
  g_test_add_func ("/net/link/hanging-connect", test_hanging_connect);
  g_test_add_func ("/net/link/end", test_end);
  g_test_add_func ("/net/link/close", test_close);
  g_test_add_func ("/net/link/stuck-write", test_stuck_write);
  g_test_add_func ("/net/link/cancelled-write", test_cancelled_write);
  g_test_add_func ("/net/link/cancelled-read", test_cancelled_read);
  g_test_add_func ("/net/link/dropped-read", test_dropped_read);
  g_test_add_func ("/net/link/gone-inside", test_gone_inside);
  g_test_add_func ("/net/link/names", test_names);
  return g_test_run ();
}
