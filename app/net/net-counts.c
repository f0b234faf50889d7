/* Counts what goes over each line. The kernel is asked, so that what TLS adds is in it; it is asked
 * when somebody wants to know and when a line ends. Remembers no content, no times and no
 * addresses of the network, and writes nothing down. */

#include "net/net-counts-private.h"

#include <linux/tcp.h>
#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>

struct _ConfabNetCounts {
  guint n_refs;

  /* owned */
  GPtrArray *hosts; /* ConfabNetHost; none ever leaves */
  GPtrArray *open;  /* ConfabNetMeter, borrowed: of lines that are connected */
};

struct _ConfabNetMeter {
  ConfabNetCounts *counts; /* owned */
  GSocket *socket;         /* owned; NULL until it is connected */
  ConfabNetHost *host;     /* of `counts` */
  guint64 n_in;            /* in `host` already */
  guint64 n_out;
};

static void
host_free (gpointer data) {
  ConfabNetHost *host = data;

  g_free (host->host);
  g_free (host->through);
  g_free (host);
}

ConfabNetCounts *
confab_net_counts_new (void) {
  ConfabNetCounts *self = g_new0 (ConfabNetCounts, 1);

  self->n_refs = 1;
  self->hosts = g_ptr_array_new_with_free_func (host_free);
  self->open = g_ptr_array_new ();
  return self;
}

ConfabNetCounts *
confab_net_counts_ref (ConfabNetCounts *self) {
  self->n_refs++;
  return self;
}

void
confab_net_counts_unref (ConfabNetCounts *self) {
  if (--self->n_refs > 0)
    return;
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->hosts);
  g_free (self);
}

/* ---- hosts ---- */

static gboolean
is_same (const ConfabNetHost *one, const ConfabNetHost *other) {
  return one->port == other->port && one->purpose == other->purpose &&
         g_str_equal (one->host, other->host) && g_strcmp0 (one->through, other->through) == 0;
}

static ConfabNetHost *
find_host (ConfabNetCounts *self, const ConfabNetHost *wanted) {
  for (guint i = 0; i < self->hosts->len; i++) {
    ConfabNetHost *host = g_ptr_array_index (self->hosts, i);

    if (is_same (host, wanted))
      return host;
  }
  return NULL;
}

static ConfabNetHost *
ensure_host (ConfabNetCounts *self, const ConfabNetHost *wanted) {
  static const ConfabNetHost beyond = { .host = (char *)"" };
  ConfabNetHost *host = find_host (self, wanted);

  if (host == NULL && self->hosts->len >= CONFAB_NET_COUNTS_MAX_HOSTS - 1) {
    wanted = &beyond;
    host = find_host (self, wanted);
  }
  if (host != NULL)
    return host;
  host = g_memdup2 (wanted, sizeof *wanted);
  host->host = g_strdup (wanted->host);
  host->through = g_strdup (wanted->through);
  g_ptr_array_add (self->hosts, host);
  return host;
}

void
confab_net_counts_note_name (ConfabNetCounts *self, const char *name) {
  ConfabNetHost wanted = { .host = (char *)name, .purpose = CONFAB_NET_FOR_NAMES };

  if (self != NULL)
    ensure_host (self, &wanted)->n_times++;
}

/* ---- lines ---- */

/* What the kernel says, where it says it; it never goes back. */
static void
meter_read (ConfabNetMeter *self) {
  struct tcp_info info = { 0 };
  socklen_t size = sizeof info;

  if (g_socket_is_closed (self->socket) ||
      getsockopt (g_socket_get_fd (self->socket), IPPROTO_TCP, TCP_INFO, &info, &size) != 0 ||
      size < offsetof (struct tcp_info, tcpi_bytes_sent) + sizeof info.tcpi_bytes_sent)
    return;
  self->host->n_in += info.tcpi_bytes_received - MIN (info.tcpi_bytes_received, self->n_in);
  self->host->n_out += info.tcpi_bytes_sent - MIN (info.tcpi_bytes_sent, self->n_out);
  self->n_in = MAX (self->n_in, info.tcpi_bytes_received);
  self->n_out = MAX (self->n_out, info.tcpi_bytes_sent);
}

static char *
dup_through (const ConfabNetProxy *proxy) {
  if (proxy == NULL)
    return NULL;
  if (proxy->kind == CONFAB_NET_PROXY_TOR)
    return g_strdup ("Tor");
  return g_strdup_printf ("%s:%u", proxy->host, proxy->port);
}

/* Nobody is asked where it is. */
static gboolean
is_known_here (const char *host) {
  return g_hostname_is_ip_address (host) || g_ascii_strcasecmp (host, "localhost") == 0;
}

ConfabNetMeter *
confab_net_meter_new (const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint) {
  g_autofree char *through = dup_through (route->proxy);
  ConfabNetHost wanted = {
    .host = endpoint->host,
    .through = through,
    .purpose = route->purpose,
    .port = endpoint->port,
  };
  ConfabNetMeter *self;

  if (route->counts == NULL)
    return NULL;
  if (through == NULL && !g_hostname_is_ip_address (endpoint->host))
    confab_net_counts_note_name (route->counts, endpoint->host);
  if (through != NULL && !is_known_here (route->proxy->host))
    confab_net_counts_note_name (route->counts, route->proxy->host);
  self = g_new0 (ConfabNetMeter, 1);
  self->counts = confab_net_counts_ref (route->counts);
  self->host = ensure_host (self->counts, &wanted);
  self->host->n_times++;
  return self;
}

void
confab_net_meter_start (ConfabNetMeter *self, GIOStream *connection) {
  if (self == NULL || self->socket != NULL || !G_IS_TCP_CONNECTION (connection))
    return;
  self->socket = g_object_ref (g_socket_connection_get_socket (G_SOCKET_CONNECTION (connection)));
  self->host->n_open++;
  g_ptr_array_add (self->counts->open, self);
}

void
confab_net_meter_free (ConfabNetMeter *self) {
  if (self == NULL)
    return;
  if (self->socket != NULL) {
    meter_read (self);
    self->host->n_open--;
    g_ptr_array_remove_fast (self->counts->open, self);
    g_object_unref (self->socket);
  }
  confab_net_counts_unref (self->counts);
  g_free (self);
}

GPtrArray *
confab_net_counts_list (ConfabNetCounts *self) {
  GPtrArray *list = g_ptr_array_new_with_free_func (host_free);

  for (guint i = 0; i < self->open->len; i++)
    meter_read (g_ptr_array_index (self->open, i));
  for (guint i = 0; i < self->hosts->len; i++) {
    const ConfabNetHost *host = g_ptr_array_index (self->hosts, i);
    ConfabNetHost *copy = g_memdup2 (host, sizeof *host);

    copy->host = g_strdup (host->host);
    copy->through = g_strdup (host->through);
    g_ptr_array_add (list, copy);
  }
  return list;
}
