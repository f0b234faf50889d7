/* One TLS handshake, judged by us and not only by GIO: a resumed session may pass GIO's own check
 * although its certificate has faults, so the faults are read after every handshake. Any fault at
 * all refuses; nothing here, and no setting, can accept one. */

#include "net/net-private.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "net/net-certificate.h"
#include "net/net-op-private.h"

#define MAX_CHAIN 16 /* certificates looked at for a date */

typedef struct {
  ConfabNetOp *op;
  GSocketConnectable *identity;
  GIOStream *base;
  gboolean is_direct_tls;
  GTlsConnection *connection; /* made on the thread; NULL if that failed */
  guint64 n_before;           /* bytes read when the handshake began */
} HandshakeJob;

static void
handshake_job_free (HandshakeJob *job) {
  g_clear_object (&job->identity);
  g_clear_object (&job->base);
  g_clear_object (&job->connection);
  g_free (job);
}

/* Bytes that came over TCP and were read; 0 if `stream` is no TCP connection. */
static guint64
count_read (GIOStream *stream) {
  struct tcp_info info = { 0 };
  socklen_t size = sizeof info;
  GSocket *socket;

  if (!G_IS_TCP_CONNECTION (stream))
    return 0;
  socket = g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream));
  if (getsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
    return 0;
  return info.tcpi_bytes_received - MAX (g_socket_get_available_bytes (socket), 0);
}

/* A server or middlebox that is being started or is too busy: it takes the connection and closes it
 * without a word. GIO calls that "not TLS", as it calls a wrong answer. The kernel may count the
 * end as a byte. */
static gboolean
is_closed_silently (const HandshakeJob *job) {
  return G_IS_TCP_CONNECTION (job->base) && count_read (job->base) <= job->n_before + 1;
}

/* The date that makes the chain invalid: the first end, or the last beginning. */
static char *
dup_date (GTlsCertificate *certificate, gboolean is_expired) {
  g_autoptr (GDateTime) found = NULL;

  for (guint i = 0; certificate != NULL && i < MAX_CHAIN; i++) {
    g_autoptr (GDateTime) date = is_expired ? g_tls_certificate_get_not_valid_after (certificate)
                                            : g_tls_certificate_get_not_valid_before (certificate);

    if (date != NULL && (found == NULL || (g_date_time_compare (date, found) < 0) == is_expired)) {
      g_clear_pointer (&found, g_date_time_unref);
      found = g_steal_pointer (&date);
    }
    certificate = g_tls_certificate_get_issuer (certificate);
  }
  return found != NULL ? g_date_time_format (found, "%F") : NULL;
}

static GError *
new_error (ConfabNetError code, const char *message) {
  return g_error_new_literal (CONFAB_NET_ERROR, code, message);
}

static const char *
get_domain (GSocketConnectable *identity) {
  return g_network_address_get_hostname (G_NETWORK_ADDRESS (identity));
}

/* Names the gravest fault. GIO promises one flag, not all, so the identity is asked once more. */
static GError *
new_fault_error (
    GTlsCertificate *certificate, GTlsCertificateFlags faults, GSocketConnectable *identity) {
  g_autofree char *date = NULL;

  if (certificate == NULL)
    return new_error (CONFAB_NET_ERROR_TLS_UNTRUSTED, "No certificate");
  if ((faults & G_TLS_CERTIFICATE_BAD_IDENTITY) ||
      !confab_net_certificate_has_name (certificate, get_domain (identity)))
    return new_error (CONFAB_NET_ERROR_TLS_IDENTITY, "The certificate is for another name");
  if (faults & ~(G_TLS_CERTIFICATE_EXPIRED | G_TLS_CERTIFICATE_NOT_ACTIVATED))
    return new_error (CONFAB_NET_ERROR_TLS_UNTRUSTED, "The certificate is not trusted");
  if (faults & G_TLS_CERTIFICATE_NOT_ACTIVATED) {
    date = dup_date (certificate, FALSE);
    return new_error (CONFAB_NET_ERROR_TLS_NOT_YET, date != NULL ? date : "");
  }
  if (faults & G_TLS_CERTIFICATE_EXPIRED) {
    date = dup_date (certificate, TRUE);
    return new_error (CONFAB_NET_ERROR_TLS_EXPIRED, date != NULL ? date : "");
  }
  return new_error (CONFAB_NET_ERROR_TLS_UNTRUSTED, "The certificate was refused");
}

static GError *
new_handshake_error (GTlsConnection *connection, const GError *problem, const HandshakeJob *job) {
  GTlsCertificateFlags faults;
  GTlsCertificate *certificate;

  if (g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (problem);
  if (connection == NULL)
    return g_error_new (CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_PROTOCOL, "TLS is not available: %s",
        problem->message);
  faults = g_tls_connection_get_peer_certificate_errors (connection);
  certificate = g_tls_connection_get_peer_certificate (connection);
  if (faults != 0 || g_error_matches (problem, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    return new_fault_error (certificate, faults, job->identity);
  if (g_error_matches (problem, G_TLS_ERROR, G_TLS_ERROR_EOF) || problem->domain == G_IO_ERROR ||
      is_closed_silently (job))
    return g_error_new (CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED,
        "Closed during the handshake: %s", problem->message);
  return g_error_new (
      CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_PROTOCOL, "No handshake: %s", problem->message);
}

/* NULL if the handshake that succeeded is good enough. */
static GError *
judge_connection (GTlsConnection *connection, GSocketConnectable *identity) {
  GTlsCertificateFlags faults = g_tls_connection_get_peer_certificate_errors (connection);
  GTlsCertificate *certificate = g_tls_connection_get_peer_certificate (connection);
  GTlsProtocolVersion version = g_tls_connection_get_protocol_version (connection);

  if (certificate == NULL || faults != 0)
    return new_fault_error (certificate, faults, identity);
  if (!confab_net_certificate_is_for_servers (certificate))
    return new_error (CONFAB_NET_ERROR_TLS_UNTRUSTED, "The certificate is not one for servers");
  if (version != G_TLS_PROTOCOL_VERSION_TLS_1_2 && version != G_TLS_PROTOCOL_VERSION_TLS_1_3)
    return new_error (CONFAB_NET_ERROR_TLS_PROTOCOL, "The version of TLS is too old");
  return NULL;
}

/* On a thread: GIO reads the system's authorities when the first connection is made and checks
 * chains inside the handshake, both too slow for the main loop. */
static void
shake_hands (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  static const char *const protocols[] = { "xmpp-client", NULL };
  HandshakeJob *job = data;
  /* GnuTLS asks a socket's connection for the other side's address, to find an old session by, and
   * trips over its own feet where the other side has just gone. Seen through this it does neither;
   * no session is ever taken up again. */
  g_autoptr (GIOStream) plain = g_simple_io_stream_new (
      g_io_stream_get_input_stream (job->base), g_io_stream_get_output_stream (job->base));
  GError *error = NULL;
  GIOStream *connection;

  connection = g_tls_client_connection_new (plain, job->identity, &error);
  if (connection == NULL) {
    g_task_return_error (task, error);
    return;
  }
  job->connection = G_TLS_CONNECTION (connection);
  if (job->is_direct_tls)
    g_tls_connection_set_advertised_protocols (job->connection, (const char *const *)protocols);
  if (g_tls_connection_handshake (job->connection, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_handshake_done (GObject *source, GAsyncResult *result, gpointer data) {
  HandshakeJob *job = data;
  ConfabNetOp *op = job->op;
  GTlsConnection *connection = job->connection;
  g_autoptr (GError) problem = NULL;
  GError *error;

  if (g_task_propagate_boolean (G_TASK (result), &problem))
    error = judge_connection (connection, job->identity);
  else
    error = new_handshake_error (connection, problem, job);
  /* Shut before the connection goes: its end would otherwise write, and could wait. */
  if (error != NULL || confab_net_op_is_over (op))
    confab_net_shut (job->base);
  if (error != NULL)
    confab_net_op_reject (op, error);
  else
    confab_net_op_resolve_object (op, g_object_ref (connection));
}

DexFuture *
confab_net_tls_handshake (GIOStream *base, const char *domain, guint16 port, gboolean is_direct_tls,
    guint deadline_ms, GCancellable *cancellable) {
  HandshakeJob *job = g_new0 (HandshakeJob, 1);
  g_autoptr (GTask) task = NULL;
  DexFuture *future;

  job->op = confab_net_op_new (deadline_ms, cancellable);
  job->identity = g_network_address_new (domain, port);
  job->base = g_object_ref (base);
  job->is_direct_tls = is_direct_tls;
  job->n_before = count_read (base);
  future = confab_net_op_dup_future (job->op);
  task = g_task_new (NULL, confab_net_op_get_cancellable (job->op), on_handshake_done, job);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, job, (GDestroyNotify)handshake_job_free);
  g_task_run_in_thread (task, shake_hands);
  return future;
}
