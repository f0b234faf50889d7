#pragma once

/* One request to a host of the test's own, with a certificate that is trusted here: the host says
 * what it is told to say, to whoever asks, and hangs up. Included by one file each. */

#include <libdex.h>
#include <string.h>

#include "base/base-fiber.h"
#include "net/net-http.h"

#include "net-authority.h"
#include "net-await.h"

#define HOST_PAUSE_US (100 * 1000)

typedef struct {
  ConfabNetRoute *road;
  ConfabNetHttpRequest request;
  GBytes *sent;           /* nullable */
  ConfabNetHttpHead head; /* after */
  GByteArray *body;
} Talk;

static DexFuture *
run_talk (gpointer data) {
  Talk *talk = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetHttp) http =
      confab_net_http_await_open (talk->road, &talk->request, NULL, &error);

  if (http == NULL ||
      (talk->sent != NULL && !confab_net_http_await_write (http, talk->sent, &error)) ||
      !confab_net_http_await_answer (http, &talk->head, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  for (;;) {
    g_autoptr (GBytes) bytes = confab_net_http_await_read (http, &error);

    if (bytes == NULL)
      return dex_future_new_for_error (g_steal_pointer (&error));
    if (g_bytes_get_size (bytes) == 0)
      return dex_future_new_true ();
    g_byte_array_append (
        talk->body, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
  }
}

/* A server that says `answer` to whoever asks, and then hangs up. */
typedef struct {
  GSocketService *service;
  GTlsCertificate *certificate;
  GString *heard;
  const char *answer;
  gsize piece; /* bytes of it at once, with a pause between */
  guint16 port;
  guint n_connections;
} Host;

static gboolean
on_run (
    GThreadedSocketService *service, GSocketConnection *connection, GObject *source, Host *host) {
  g_autoptr (GIOStream) tls = NULL;
  char piece[4096];
  gssize n;

  g_atomic_int_inc (&host->n_connections);
  tls = g_tls_server_connection_new (G_IO_STREAM (connection), host->certificate, NULL);
  while (strstr (host->heard->str, "\r\n\r\n") == NULL &&
         (n = g_input_stream_read (
              g_io_stream_get_input_stream (tls), piece, sizeof piece, NULL, NULL)) > 0)
    g_string_append_len (host->heard, piece, n);
  for (gsize at = 0, all = strlen (host->answer); at < all; at += host->piece) {
    if (at > 0)
      g_usleep (HOST_PAUSE_US);
    if (!g_output_stream_write_all (g_io_stream_get_output_stream (tls), host->answer + at,
            MIN (host->piece, all - at), NULL, NULL, NULL))
      break;
  }
  g_io_stream_close (tls, NULL, NULL);
  return TRUE;
}

typedef struct {
  NetAuthority *authority;
  Host host;
  Talk talk;
} Scene;

static inline void
scene_set_up (Scene *scene, gconstpointer answer) {
  NetCertificateSpec spec = { .host = "localhost" };

  scene->authority = net_authority_new ("Tests");
  net_authority_trust (scene->authority);
  scene->host.certificate = net_authority_issue (scene->authority, &spec);
  scene->host.heard = g_string_new (NULL);
  scene->host.answer = answer;
  scene->host.piece = MAX (strlen (answer), 1);
  scene->host.service = g_threaded_socket_service_new (4);
  scene->host.port =
      g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (scene->host.service), NULL, NULL);
  g_signal_connect (scene->host.service, "run", G_CALLBACK (on_run), &scene->host);
  g_socket_service_start (scene->host.service);

  scene->talk.road = confab_net_route_new ("conf.example");
  scene->talk.road->may_be_private = TRUE;
  scene->talk.request = (ConfabNetHttpRequest){
    .method = "GET", .host = "localhost", .port = scene->host.port, .path = "/a?b"
  };
  scene->talk.body = g_byte_array_new ();
}

static inline void
scene_tear_down (Scene *scene, gconstpointer answer) {
  GSocketService *service = scene->host.service;

  g_object_add_weak_pointer (G_OBJECT (service), (gpointer *)&scene->host.service);
  g_socket_service_stop (service);
  g_socket_listener_close (G_SOCKET_LISTENER (service));
  g_object_unref (service);
  /* A thread of it that is still at work keeps it, and so does what waits for somebody to come. */
  while (g_atomic_pointer_get (&scene->host.service) != NULL) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  g_object_unref (scene->host.certificate);
  g_string_free (scene->host.heard, TRUE);
  confab_net_route_free (scene->talk.road);
  g_byte_array_unref (scene->talk.body);
  g_clear_pointer (&scene->talk.sent, g_bytes_unref);
  net_authority_free (scene->authority);
}

static inline gboolean
talk (Scene *scene, GError **error) {
  return net_await (confab_base_fiber_start (run_talk, &scene->talk, NULL), error);
}

#define ADD(path, answer, test)                                                                    \
  g_test_add (path, Scene, answer, scene_set_up, test, scene_tear_down)
