#pragma once

/* A server on the loopback interface for tests of one connection: it greets as told, then sends
 * back what it is sent. Runs in the main loop. Included by one file each. */

#include <gio/gio.h>
#include <string.h>

typedef enum {
  NET_SERVER_SILENT = 0, /* accepts and says nothing; keeps what it is sent in `heard` */
  NET_SERVER_PLAIN,      /* echo */
  NET_SERVER_TLS,        /* TLS at once, then echo */
  NET_SERVER_STARTTLS,   /* after the first bytes says `proceed`, then TLS, then echo */
  NET_SERVER_CLOSE,      /* closes at once */
  NET_SERVER_HANG_UP,    /* closes after the first bytes */
  NET_SERVER_NO_TLS,     /* answers the first bytes in plain text */
} NetServerMode;

typedef struct {
  GSocketService *service;
  guint16 port;
  NetServerMode mode;
  GTlsCertificate *certificate; /* owned; may be replaced between connections */
  const char *proceed;
  GByteArray *heard;
  GPtrArray *connections; /* kept open */
  GCancellable *cancellable;
  char *alpn;
  guint n_connections;
  gint n_pending;
} NetServer;

typedef struct {
  NetServer *server;
  GIOStream *stream;
  gboolean is_secured;
} NetPeer;

static void net_peer_read (NetPeer *peer);

static void
net_peer_free (NetPeer *peer) {
  peer->server->n_pending--;
  g_object_unref (peer->stream);
  g_free (peer);
}

static void
net_on_handshake (GObject *source, GAsyncResult *result, gpointer data) {
  NetPeer *peer = data;

  if (!g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, NULL)) {
    net_peer_free (peer);
    return;
  }
  g_free (peer->server->alpn);
  peer->server->alpn =
      g_strdup (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (source)));
  net_peer_read (peer);
}

static void
net_peer_secure (NetPeer *peer) {
  static const char *const protocols[] = { "xmpp-client", NULL };
  g_autoptr (GError) error = NULL;
  GIOStream *secured =
      g_tls_server_connection_new (peer->stream, peer->server->certificate, &error);

  g_assert_no_error (error);
  g_tls_connection_set_advertised_protocols (
      G_TLS_CONNECTION (secured), (const char *const *)protocols);
  g_object_unref (peer->stream);
  peer->stream = secured;
  peer->is_secured = TRUE;
  g_tls_connection_handshake_async (G_TLS_CONNECTION (secured), G_PRIORITY_DEFAULT,
      peer->server->cancellable, net_on_handshake, peer);
}

static void
net_on_peer_written (GObject *source, GAsyncResult *result, gpointer data) {
  NetPeer *peer = data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    net_peer_free (peer);
  else if (peer->server->mode == NET_SERVER_STARTTLS && !peer->is_secured)
    net_peer_secure (peer);
  else
    net_peer_read (peer);
}

static void
net_on_peer_read (GObject *source, GAsyncResult *result, gpointer data) {
  NetPeer *peer = data;
  NetServer *server = peer->server;
  g_autoptr (GBytes) bytes =
      g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  const char *answer;
  gsize size;

  if (bytes == NULL || g_bytes_get_size (bytes) == 0) {
    net_peer_free (peer);
    return;
  }
  answer = g_bytes_get_data (bytes, &size);
  g_byte_array_append (server->heard, (const guint8 *)answer, size);
  if (server->mode == NET_SERVER_HANG_UP) {
    g_socket_shutdown (
        g_socket_connection_get_socket (G_SOCKET_CONNECTION (peer->stream)), TRUE, TRUE, NULL);
    net_peer_free (peer);
    return;
  }
  if (server->mode == NET_SERVER_SILENT) {
    net_peer_read (peer);
    return;
  }
  if (server->mode == NET_SERVER_STARTTLS && !peer->is_secured)
    answer = server->proceed;
  else if (server->mode == NET_SERVER_NO_TLS)
    answer = "HTTP/1.1 400 Bad Request\r\n\r\n";
  else {
    g_object_set_data_full (
        G_OBJECT (peer->stream), "answer", g_bytes_ref (bytes), (GDestroyNotify)g_bytes_unref);
    g_output_stream_write_all_async (g_io_stream_get_output_stream (peer->stream), answer, size,
        G_PRIORITY_DEFAULT, server->cancellable, net_on_peer_written, peer);
    return;
  }
  g_output_stream_write_all_async (g_io_stream_get_output_stream (peer->stream), answer,
      strlen (answer), G_PRIORITY_DEFAULT, server->cancellable, net_on_peer_written, peer);
}

static void
net_peer_read (NetPeer *peer) {
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (peer->stream), 65536,
      G_PRIORITY_DEFAULT, peer->server->cancellable, net_on_peer_read, peer);
}

static gboolean
net_on_incoming (
    GSocketService *service, GSocketConnection *connection, GObject *source, NetServer *server) {
  NetPeer *peer;

  server->n_connections++;
  if (server->mode == NET_SERVER_CLOSE)
    return TRUE;
  g_ptr_array_add (server->connections, g_object_ref (connection));
  peer = g_new0 (NetPeer, 1);
  peer->server = server;
  peer->stream = G_IO_STREAM (g_object_ref (connection));
  server->n_pending++;
  if (server->mode == NET_SERVER_TLS)
    net_peer_secure (peer);
  else
    net_peer_read (peer);
  return TRUE;
}

/* `certificate` is taken, nullable. */
static G_GNUC_UNUSED NetServer *
net_server_new (NetServerMode mode, GTlsCertificate *certificate) {
  NetServer *server = g_new0 (NetServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  server->service = g_socket_service_new ();
  server->mode = mode;
  server->certificate = certificate;
  server->proceed = "<proceed/>";
  server->heard = g_byte_array_new ();
  server->connections = g_ptr_array_new_with_free_func (g_object_unref);
  server->cancellable = g_cancellable_new ();
  g_socket_listener_add_address (G_SOCKET_LISTENER (server->service), address, G_SOCKET_TYPE_STREAM,
      G_SOCKET_PROTOCOL_TCP, NULL, &bound, &error);
  g_assert_no_error (error);
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  g_signal_connect (server->service, "incoming", G_CALLBACK (net_on_incoming), server);
  g_socket_service_start (server->service);
  return server;
}

static G_GNUC_UNUSED void
net_server_free (NetServer *server) {
  g_socket_service_stop (server->service);
  g_socket_listener_close (G_SOCKET_LISTENER (server->service));
  g_signal_handlers_disconnect_by_data (server->service, server);
  g_cancellable_cancel (server->cancellable);
  while (server->n_pending > 0)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (server->service);
  g_object_unref (server->cancellable);
  g_clear_object (&server->certificate);
  g_byte_array_unref (server->heard);
  g_ptr_array_unref (server->connections);
  g_free (server->alpn);
  g_free (server);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NetServer, net_server_free)
