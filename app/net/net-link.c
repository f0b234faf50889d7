/* One connection to a server. Plain bytes or verified TLS, nothing in between: while the handshake
 * of STARTTLS runs nobody can read or write, and if it fails the link is closed. It knows nothing
 * of what it carries. */

#include "net/net-link.h"

#include "base/base-fiber.h"
#include "base/base-text.h"
#include "net/net-counts-private.h"
#include "net/net-http.h"
#include "net/net-op-private.h"
#include "net/net-private.h"

#define READ_BYTES 16384
#define MAX_ISSUER_CHARS 200

typedef enum {
  STATE_PLAIN = 0,
  STATE_SECURING,
  STATE_SECURE,
} State;

struct _ConfabNetLink {
  GObject parent_instance;

  /* owned */
  GIOStream *base;
  GTlsConnection *tls; /* only once verified */
  GCancellable *closed;
  ConfabNetMeter *meter; /* of `base`; nullable */
  State state;
  gboolean is_relayed; /* the other end of `base` is a proxy */
};

G_DEFINE_FINAL_TYPE (ConfabNetLink, confab_net_link, G_TYPE_OBJECT)

typedef struct {
  ConfabNetRoute *route;
  ConfabNetEndpoint *endpoint;
  ConfabNetLink *link;
  guint deadline_ms;
  GCancellable *cancellable;
} OpenJob;

/* What a write needs of its link: a part, so that a peer which does not read keeps no link. */
typedef struct {
  ConfabNetOp *op;
  GBytes *bytes;
  GIOStream *base;
  GCancellable *closed;
} WriteJob;

static void
open_job_free (OpenJob *job) {
  confab_net_route_free (job->route);
  confab_net_endpoint_free (job->endpoint);
  g_clear_object (&job->link);
  g_clear_object (&job->cancellable);
  g_free (job);
}

static void
write_job_free (WriteJob *job) {
  g_bytes_unref (job->bytes);
  g_object_unref (job->base);
  g_object_unref (job->closed);
  g_free (job);
}

static void
confab_net_link_dispose (GObject *object) {
  ConfabNetLink *self = CONFAB_NET_LINK (object);

  confab_net_link_close (self);
  g_clear_pointer (&self->meter, confab_net_meter_free);
  g_clear_object (&self->tls);
  g_clear_object (&self->base);
  G_OBJECT_CLASS (confab_net_link_parent_class)->dispose (object);
}

static void
confab_net_link_finalize (GObject *object) {
  ConfabNetLink *self = CONFAB_NET_LINK (object);

  g_clear_object (&self->closed);
  G_OBJECT_CLASS (confab_net_link_parent_class)->finalize (object);
}

static void
confab_net_link_class_init (ConfabNetLinkClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = confab_net_link_dispose;
  object_class->finalize = confab_net_link_finalize;
}

static void
confab_net_link_init (ConfabNetLink *self) {
  self->closed = g_cancellable_new ();
}

static gboolean
is_usable (ConfabNetLink *self) {
  return self->state != STATE_SECURING && !g_cancellable_is_cancelled (self->closed);
}

static DexFuture *
reject_closed (void) {
  return dex_future_new_reject (
      CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED, "The connection is closed");
}

/* The other side went, in one of the ways in which that shows; anything else stays as it is. */
static GError *
new_stream_error (GError *error) {
  if (!g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_EOF) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return error;
  g_error_free (error);
  return g_error_new_literal (
      CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED, "The other side closed the connection");
}

static ConfabNetLink *
link_new (GIOStream *base, GTlsConnection *tls) {
  ConfabNetLink *self = g_object_new (CONFAB_TYPE_NET_LINK, NULL);

  self->base = g_object_ref (base);
  if (g_set_object (&self->tls, tls))
    self->state = STATE_SECURE;
  return self;
}

static DexFuture *
open_fiber (gpointer data) {
  const OpenJob *job = data;
  g_autoptr (GIOStream) base = NULL;
  g_autoptr (GTlsConnection) tls = NULL;
  g_autoptr (ConfabNetMeter) meter = confab_net_meter_new (job->route, job->endpoint);
  g_autoptr (GError) error = NULL;
  ConfabNetLink *link;

  base = dex_await_object (
      confab_net_connect (job->route, job->endpoint, job->deadline_ms, job->cancellable), &error);
  if (base == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  confab_net_meter_start (meter, base);
  if (job->endpoint->is_direct_tls) {
    tls = dex_await_object (confab_net_tls_handshake (base, job->route->domain, job->endpoint->port,
                                TRUE, job->deadline_ms, job->cancellable),
        &error);
    if (tls == NULL)
      return dex_future_new_for_error (g_steal_pointer (&error));
  }
  link = link_new (base, tls);
  link->meter = g_steal_pointer (&meter);
  link->is_relayed = job->route->proxy != NULL;
  return dex_future_new_take_object (link);
}

static DexFuture *
start_tls_fiber (gpointer data) {
  const OpenJob *job = data;
  ConfabNetLink *self = job->link;
  g_autoptr (GTlsConnection) tls = NULL;
  g_autoptr (GError) error = NULL;

  tls = dex_await_object (confab_net_tls_handshake (self->base, job->route->domain,
                              job->route->port, FALSE, job->deadline_ms, job->cancellable),
      &error);
  if (tls == NULL) {
    confab_net_link_close (self);
    return dex_future_new_for_error (g_steal_pointer (&error));
  }
  if (g_cancellable_is_cancelled (self->closed)) {
    confab_net_shut (self->base);
    return reject_closed ();
  }
  self->tls = g_steal_pointer (&tls);
  self->state = STATE_SECURE;
  return dex_future_new_true ();
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data) {
  ConfabNetOp *op = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (bytes == NULL)
    confab_net_op_reject (op, new_stream_error (g_steal_pointer (&error)));
  else if (g_bytes_get_size (bytes) == 0)
    confab_net_op_reject (op, g_error_new_literal (CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED,
                                  "The other side closed the connection"));
  else
    confab_net_op_resolve_boxed (op, G_TYPE_BYTES, g_steal_pointer (&bytes));
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data) {
  WriteJob *job = data;
  ConfabNetOp *op = job->op;
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error);
  /* Nobody knows how much of it went out, so nothing may follow. */
  if (error != NULL) {
    confab_net_shut (job->base);
    g_cancellable_cancel (job->closed);
  }
  write_job_free (job);
  if (error != NULL)
    confab_net_op_reject (op, new_stream_error (g_steal_pointer (&error)));
  else
    confab_net_op_resolve_true (op);
}

DexFuture *
confab_net_link_open_within (const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint,
    guint deadline_ms, GCancellable *cancellable) {
  OpenJob *job;

  g_return_val_if_fail (route != NULL && route->domain != NULL, NULL);
  g_return_val_if_fail (endpoint != NULL && endpoint->host != NULL, NULL);
  if (g_cancellable_is_cancelled (cancellable))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
  job = g_new0 (OpenJob, 1);
  job->route = confab_net_route_copy (route);
  job->endpoint = confab_net_endpoint_new (endpoint->host, endpoint->port, endpoint->is_direct_tls);
  job->deadline_ms = deadline_ms;
  g_set_object (&job->cancellable, cancellable);
  return confab_base_fiber_start (open_fiber, job, (GDestroyNotify)open_job_free);
}

DexFuture *
confab_net_link_open (
    const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  return confab_net_link_open_within (route, endpoint, CONFAB_NET_DEADLINE_MS, cancellable);
}

ConfabNetLink *
confab_net_link_new_for_stream (GIOStream *stream, gboolean is_secure) {
  ConfabNetLink *self;

  g_return_val_if_fail (G_IS_IO_STREAM (stream), NULL);
  self = link_new (
      stream, is_secure && G_IS_TLS_CONNECTION (stream) ? G_TLS_CONNECTION (stream) : NULL);
  if (is_secure)
    self->state = STATE_SECURE;
  return self;
}

DexFuture *
confab_net_link_start_tls_within (ConfabNetLink *self, const ConfabNetRoute *route,
    guint deadline_ms, GCancellable *cancellable) {
  OpenJob *job;

  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), NULL);
  g_return_val_if_fail (route != NULL && route->domain != NULL, NULL);
  if (g_cancellable_is_cancelled (self->closed))
    return reject_closed ();
  if (self->state != STATE_PLAIN ||
      g_input_stream_has_pending (g_io_stream_get_input_stream (self->base)) ||
      g_output_stream_has_pending (g_io_stream_get_output_stream (self->base))) {
    confab_net_link_close (self);
    return dex_future_new_reject (
        CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_PROTOCOL, "TLS cannot begin here");
  }
  self->state = STATE_SECURING;
  job = g_new0 (OpenJob, 1);
  job->link = g_object_ref (self);
  job->route = confab_net_route_copy (route);
  job->deadline_ms = deadline_ms;
  g_set_object (&job->cancellable, cancellable);
  return confab_base_fiber_start (start_tls_fiber, job, (GDestroyNotify)open_job_free);
}

DexFuture *
confab_net_link_start_tls (
    ConfabNetLink *self, const ConfabNetRoute *route, GCancellable *cancellable) {
  return confab_net_link_start_tls_within (self, route, CONFAB_NET_DEADLINE_MS, cancellable);
}

GIOStream *
confab_net_link_get_stream (ConfabNetLink *self) {
  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), NULL);
  return self->tls != NULL ? G_IO_STREAM (self->tls) : self->base;
}

gboolean
confab_net_link_is_secure (ConfabNetLink *self) {
  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), FALSE);
  return self->state == STATE_SECURE;
}

GBytes *
confab_net_link_dup_binding (ConfabNetLink *self, ConfabNetBinding binding) {
  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), NULL);
  if (self->state != STATE_SECURE || self->tls == NULL)
    return NULL;
  switch (binding) {
  case CONFAB_BINDING_NONE:
    return NULL;
  case CONFAB_BINDING_EXPORTER:
    return confab_net_binding_dup_exporter (self->tls);
  case CONFAB_BINDING_END_POINT:
    return confab_net_binding_dup_end_point (g_tls_connection_get_peer_certificate (self->tls));
  }
  return NULL;
}

const char *
confab_net_link_get_protocol (ConfabNetLink *self) {
  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), NULL);
  if (self->tls == NULL)
    return NULL;
  switch (g_tls_connection_get_protocol_version (self->tls)) {
  case G_TLS_PROTOCOL_VERSION_TLS_1_2:
    return "TLS 1.2";
  case G_TLS_PROTOCOL_VERSION_TLS_1_3:
    return "TLS 1.3";
  default:
    return NULL;
  }
}

char *
confab_net_link_dup_issuer (ConfabNetLink *self) {
  GTlsCertificate *certificate;
  g_autofree char *issuer = NULL;

  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), NULL);
  certificate = self->tls != NULL ? g_tls_connection_get_peer_certificate (self->tls) : NULL;
  if (certificate == NULL)
    return NULL;
  issuer = g_tls_certificate_get_issuer_name (certificate);
  return confab_base_text_dup_line (issuer, MAX_ISSUER_CHARS);
}

gint64
confab_net_link_get_valid_until (ConfabNetLink *self) {
  GTlsCertificate *certificate;
  g_autoptr (GDateTime) end = NULL;

  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), 0);
  certificate = self->tls != NULL ? g_tls_connection_get_peer_certificate (self->tls) : NULL;
  end = certificate != NULL ? g_tls_certificate_get_not_valid_after (certificate) : NULL;
  return end != NULL ? g_date_time_to_unix (end) * G_USEC_PER_SEC : 0;
}

gboolean
confab_net_link_is_private (ConfabNetLink *self) {
  g_autoptr (GSocketAddress) address = NULL;

  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), FALSE);
  if (!G_IS_SOCKET_CONNECTION (self->base) || self->is_relayed)
    return FALSE;
  address = g_socket_connection_get_remote_address (G_SOCKET_CONNECTION (self->base), NULL);
  return G_IS_INET_SOCKET_ADDRESS (address) &&
         !confab_net_address_is_public (
             g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

void
confab_net_link_close (ConfabNetLink *self) {
  g_return_if_fail (CONFAB_IS_NET_LINK (self));
  if (self->base != NULL)
    confab_net_shut (self->base);
  g_cancellable_cancel (self->closed);
}

DexFuture *
confab_net_link_read (ConfabNetLink *self, GCancellable *cancellable) {
  ConfabNetOp *op;
  DexFuture *future;

  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), NULL);
  if (!is_usable (self))
    return reject_closed ();
  op = confab_net_op_new (0, cancellable);
  confab_net_op_close_with (op, self->closed);
  future = confab_net_op_dup_future (op);
  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (confab_net_link_get_stream (self)),
      READ_BYTES, G_PRIORITY_DEFAULT, confab_net_op_get_cancellable (op), on_read, op);
  return future;
}

GBytes *
confab_net_link_read_ready (ConfabNetLink *self) {
  g_autofree guint8 *bytes = NULL;
  GInputStream *input;
  gssize n;

  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), NULL);
  if (!is_usable (self))
    return NULL;
  input = g_io_stream_get_input_stream (confab_net_link_get_stream (self));
  if (!G_IS_POLLABLE_INPUT_STREAM (input) || g_input_stream_has_pending (input))
    return NULL;
  bytes = g_malloc (READ_BYTES);
  n = g_pollable_input_stream_read_nonblocking (
      G_POLLABLE_INPUT_STREAM (input), bytes, READ_BYTES, self->closed, NULL);
  return n > 0 ? g_bytes_new_take (g_steal_pointer (&bytes), (gsize)n) : NULL;
}

DexFuture *
confab_net_link_write (ConfabNetLink *self, GBytes *bytes, GCancellable *cancellable) {
  GOutputStream *output;
  WriteJob *job;
  DexFuture *future;

  g_return_val_if_fail (CONFAB_IS_NET_LINK (self), NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  if (!is_usable (self))
    return reject_closed ();
  output = g_io_stream_get_output_stream (confab_net_link_get_stream (self));
  if (g_output_stream_has_pending (output))
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_PENDING, "Another write is not done");
  job = g_new0 (WriteJob, 1);
  job->op = confab_net_op_new (0, cancellable);
  confab_net_op_close_with (job->op, self->closed);
  job->bytes = g_bytes_ref (bytes);
  job->base = g_object_ref (self->base);
  job->closed = g_object_ref (self->closed);
  future = confab_net_op_dup_future (job->op);
  g_output_stream_write_all_async (output, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
      G_PRIORITY_DEFAULT, confab_net_op_get_cancellable (job->op), on_written, job);
  return future;
}
