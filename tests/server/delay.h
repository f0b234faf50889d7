#pragma once

/* A line that is as long as a test wants it: a small proxy on loopback, on a thread of its own,
 * that hands every byte on, late, and counts how often the client spoke after the server had, which
 * is how often it waited for an answer. It reads nothing of what it hands on. */

#include <gio/gio.h>
#include <string.h>

#define DELAY_BUFFER 65536

typedef struct {
  GThread *thread;
  GSocket *door; /* listens */
  GSocketAddress *server;
  gint64 late_us; /* in each direction */
  guint16 port;
  gint is_over;
  gint turns; /* of the last line */
} Delay;

typedef struct {
  gint64 due_us;
  gsize size;
  guint8 bytes[];
} DelayPiece;

static void
delay_take (GSocket *from, GQueue *queue, gint64 late_us, gboolean *is_open) {
  g_autofree guint8 *buffer = g_malloc (DELAY_BUFFER);
  gssize size = g_socket_receive (from, (char *)buffer, DELAY_BUFFER, NULL, NULL);
  DelayPiece *piece;

  if (size <= 0) {
    *is_open = FALSE;
    return;
  }
  piece = g_malloc (sizeof *piece + (gsize)size);
  piece->due_us = g_get_monotonic_time () + late_us;
  piece->size = (gsize)size;
  memcpy (piece->bytes, buffer, (gsize)size);
  g_queue_push_tail (queue, piece);
}

static void
delay_give (GSocket *to, GQueue *queue) {
  while (!g_queue_is_empty (queue)) {
    DelayPiece *piece = g_queue_peek_head (queue);

    if (piece->due_us > g_get_monotonic_time ())
      return;
    for (gsize at = 0; at < piece->size;) {
      gssize size =
          g_socket_send (to, (const char *)piece->bytes + at, piece->size - at, NULL, NULL);

      if (size <= 0)
        break;
      at += (gsize)size;
    }
    g_free (g_queue_pop_head (queue));
  }
}

static void
delay_line (Delay *self, GSocket *client, GSocket *server) {
  GQueue up = G_QUEUE_INIT, down = G_QUEUE_INIT;
  gboolean is_open = TRUE, server_spoke = TRUE;

  g_atomic_int_set (&self->turns, 0);
  while (!g_atomic_int_get (&self->is_over) &&
         (is_open || !g_queue_is_empty (&up) || !g_queue_is_empty (&down))) {
    GPollFD fds[2] = { { g_socket_get_fd (client), G_IO_IN, 0 },
      { g_socket_get_fd (server), G_IO_IN, 0 } };

    g_poll (fds, is_open ? 2 : 0, 1);
    if (is_open && fds[0].revents != 0) {
      if (server_spoke)
        g_atomic_int_inc (&self->turns);
      server_spoke = FALSE;
      delay_take (client, &up, self->late_us, &is_open);
    }
    if (is_open && fds[1].revents != 0)
      delay_take (server, &down, self->late_us, &is_open);
    if (!g_queue_is_empty (&down) &&
        ((DelayPiece *)g_queue_peek_head (&down))->due_us <= g_get_monotonic_time ())
      server_spoke = TRUE;
    delay_give (server, &up);
    delay_give (client, &down);
  }
  g_queue_clear_full (&up, g_free);
  g_queue_clear_full (&down, g_free);
}

static gpointer
delay_run (gpointer data) {
  Delay *self = data;

  while (!g_atomic_int_get (&self->is_over)) {
    g_autoptr (GSocket) client = NULL;
    g_autoptr (GSocket) server = NULL;

    if (!g_socket_condition_timed_wait (self->door, G_IO_IN, 20000, NULL, NULL))
      continue;
    client = g_socket_accept (self->door, NULL, NULL);
    server = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
    if (client == NULL || server == NULL || !g_socket_connect (server, self->server, NULL, NULL))
      continue;
    delay_line (self, client, server);
    g_socket_close (client, NULL);
    g_socket_close (server, NULL);
  }
  return NULL;
}

/* One line at a time, to `port` of 127.0.0.1. */
static Delay *
delay_new (guint16 port, gint64 late_us) {
  Delay *self = g_new0 (Delay, 1);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr (GSocketAddress) own = NULL;
  g_autoptr (GError) error = NULL;

  self->late_us = late_us;
  self->server = g_inet_socket_address_new_from_string ("127.0.0.1", port);
  self->door = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, &error);
  g_assert_no_error (error);
  g_socket_bind (self->door, any, TRUE, &error);
  g_assert_no_error (error);
  g_socket_listen (self->door, &error);
  g_assert_no_error (error);
  own = g_socket_get_local_address (self->door, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (own));
  self->thread = g_thread_new ("delay", delay_run, self);
  return self;
}

static void
delay_free (Delay *self) {
  g_atomic_int_set (&self->is_over, 1);
  g_thread_join (self->thread);
  g_socket_close (self->door, NULL);
  g_object_unref (self->door);
  g_object_unref (self->server);
  g_free (self);
}
