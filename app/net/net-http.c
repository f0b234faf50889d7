/* One request and its answer. All that is read is bounded in length and in time: a host that is
 * silent for too long, or drips, says more than it announced, or something else than HTTP, has had
 * its chance. Nothing is tried again here. */

#include "net/net-http.h"

#include <string.h>

#include "net/net-private.h"

#define PATIENCE_MS (60 * 1000) /* of waiting, for each ENOUGH bytes and for each answer's head */
#define ENOUGH 16384            /* bytes; whoever gives less in that time holds all others up */
#define MAX_PASSED 8            /* answers of the kind 1xx */
#define MAX_CHUNK_LINE 128
#define PIECE 262144 /* of what is read at once */
#define MAX_READY 15 /* reads more, of what is here: a turn of the main loop costs as much */

typedef enum {
  BODY_NONE = 0,
  BODY_COUNTED, /* `left` bytes */
  BODY_CHUNKS,  /* a line with a length, that many bytes, an empty line */
} Body;

struct _ConfabNetHttp {
  ConfabNetLink *link;       /* owned */
  GCancellable *cancellable; /* owned, nullable */
  GByteArray *ahead;         /* read from the line, and not looked at */
  Body body;
  guint64 left;      /* of the body, or of the chunk */
  gboolean has_room; /* CHUNKS: the line end of a chunk is still to come */
  gint64 patience_us;
  gint64 waited_us; /* since the last ENOUGH bytes */
  gsize came;       /* meanwhile */
};

static gboolean
fail (GError **error, const char *what) {
  g_set_error_literal (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_HTTP, what);
  return FALSE;
}

/* ---- waiting ---- */

static void
begin_waiting (ConfabNetHttp *self) {
  self->waited_us = 0;
  self->came = 0;
}

/* Waits for what the line does, and not for ever; only the waiting counts, not what is done with
 * what came. Takes `future`. */
static gboolean
await_some (ConfabNetHttp *self, DexFuture *future, GError **error) {
  gint64 start_us = g_get_monotonic_time ();
  gint64 left_us = MAX (self->patience_us - self->waited_us, 0);
  g_autoptr (GError) problem = NULL;
  gboolean has_come =
      dex_await (dex_future_first (future, dex_timeout_new_usec (left_us), NULL), &problem);

  self->waited_us += g_get_monotonic_time () - start_us;
  if (has_come)
    return TRUE;
  confab_net_link_close (self->link);
  if (g_error_matches (problem, DEX_ERROR, DEX_ERROR_TIMED_OUT))
    g_set_error_literal (
        error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT, "The host does not go on");
  else
    g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static void
append (ConfabNetHttp *self, GBytes *bytes) {
  g_byte_array_append (
      self->ahead, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
}

static gboolean
await_more (ConfabNetHttp *self, GError **error) {
  g_autoptr (DexFuture) future = confab_net_link_read (self->link, self->cancellable);
  const GValue *value;
  guint was = self->ahead->len;

  if (!await_some (self, dex_ref (future), error))
    return FALSE;
  value = dex_future_get_value (future, NULL);
  append (self, g_value_get_boxed (value));
  for (guint i = 0; i < MAX_READY && self->body != BODY_NONE; i++) {
    g_autoptr (GBytes) more = confab_net_link_read_ready (self->link);

    if (more == NULL)
      break;
    append (self, more);
  }
  self->came += self->ahead->len - was;
  if (self->came >= ENOUGH)
    begin_waiting (self);
  return TRUE;
}

/* ---- asking ---- */

static gboolean
is_sendable (const char *text) {
  gsize length = text != NULL ? strnlen (text, CONFAB_NET_HTTP_MAX_VALUE + 1) : 0;

  if (length == 0 || length > CONFAB_NET_HTTP_MAX_VALUE)
    return FALSE;
  for (; *text != '\0'; text++)
    if ((guchar)*text < ' ' || (guchar)*text > '~')
      return FALSE;
  return TRUE;
}

/* NULL: something in it cannot be sent as it is. */
static GBytes *
dup_head (const ConfabNetHttpRequest *request) {
  g_autoptr (GString) head = g_string_new (NULL);
  gboolean is_bracketed = strchr (request->host, ':') != NULL;

  if (!is_sendable (request->path) || strchr (request->path, ' ') != NULL)
    return NULL;
  g_string_append_printf (head, "%s %s HTTP/1.1\r\nHost: %s%s%s", request->method, request->path,
      is_bracketed ? "[" : "", request->host, is_bracketed ? "]" : "");
  if (request->port != 443)
    g_string_append_printf (head, ":%u", request->port);
  g_string_append (head, "\r\nConnection: close\r\nAccept-Encoding: identity\r\n");
  if (g_str_equal (request->method, "PUT"))
    g_string_append_printf (head, "Content-Length: %" G_GUINT64_FORMAT "\r\n", request->length);
  if (request->start > 0)
    g_string_append_printf (head, "Range: bytes=%" G_GUINT64_FORMAT "-\r\n", request->start);
  for (const char *const *field = request->fields; field != NULL && *field != NULL; field += 2) {
    if (!is_sendable (field[0]) || !is_sendable (field[1]))
      return NULL;
    g_string_append_printf (head, "%s: %s\r\n", field[0], field[1]);
  }
  g_string_append (head, "\r\n");
  return g_string_free_to_bytes (g_steal_pointer (&head));
}

static ConfabNetRoute *
dup_route (const ConfabNetRoute *road, const ConfabNetHttpRequest *request) {
  ConfabNetRoute *route = confab_net_route_copy (road);

  g_free (route->domain);
  route->domain = g_strdup (request->host);
  g_clear_pointer (&route->host, g_free);
  route->port = request->port;
  route->is_public_only = !road->may_be_private;
  if (!request->is_for_account)
    route->purpose = CONFAB_NET_FOR_FILES;
  return route;
}

ConfabNetHttp *
confab_net_http_await_open (const ConfabNetRoute *road, const ConfabNetHttpRequest *request,
    GCancellable *cancellable, GError **error) {
  g_autoptr (GBytes) head = dup_head (request);
  g_autoptr (ConfabNetRoute) route = dup_route (road, request);
  g_autoptr (ConfabNetEndpoint) endpoint =
      confab_net_endpoint_new (request->host, request->port, FALSE);
  g_autoptr (ConfabNetHttp) self = g_new0 (ConfabNetHttp, 1);

  self->ahead = g_byte_array_new ();
  self->patience_us =
      (gint64)(request->patience_ms > 0 ? request->patience_ms : PATIENCE_MS) * 1000;
  g_set_object (&self->cancellable, cancellable);
  if (head == NULL) {
    fail (error, "The request cannot be written");
    return NULL;
  }
  self->link = dex_await_object (confab_net_link_open (route, endpoint, cancellable), error);
  /* TLS from the first byte, without the names of protocols that a chat server is offered. */
  if (self->link == NULL ||
      !dex_await (confab_net_link_start_tls (self->link, route, cancellable), error) ||
      !confab_net_http_await_write (self, head, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
confab_net_http_await_write (ConfabNetHttp *self, GBytes *bytes, GError **error) {
  begin_waiting (self);
  return g_bytes_get_size (bytes) == 0 ||
         await_some (self, confab_net_link_write (self->link, bytes, self->cancellable), error);
}

void
confab_net_http_free (ConfabNetHttp *self) {
  if (self->link != NULL)
    confab_net_link_close (self->link);
  g_clear_object (&self->link);
  g_clear_object (&self->cancellable);
  g_byte_array_unref (self->ahead);
  g_free (self);
}

/* ---- the answer ---- */

static gboolean
await_head (ConfabNetHttp *self, ConfabNetHttpHead *head, GError **error) {
  gsize length;

  while ((length = confab_net_http_head_find ((const char *)self->ahead->data, self->ahead->len)) ==
         0) {
    if (self->ahead->len >= CONFAB_NET_HTTP_MAX_HEAD)
      return fail (error, "The answer's head is too long");
    if (!await_more (self, error))
      return FALSE;
  }
  if (!confab_net_http_head_read ((const char *)self->ahead->data, length, head))
    return fail (error, "The answer cannot be read");
  g_byte_array_remove_range (self->ahead, 0, (guint)length);
  return TRUE;
}

gboolean
confab_net_http_await_answer (ConfabNetHttp *self, ConfabNetHttpHead *head, GError **error) {
  begin_waiting (self);
  for (guint i = 0; i < MAX_PASSED; i++) {
    if (!await_head (self, head, error))
      return FALSE;
    if (head->status < 200)
      continue;
    begin_waiting (self);
    self->body = head->is_chunked ? BODY_CHUNKS : BODY_COUNTED;
    self->left = head->is_chunked || head->length == CONFAB_NET_HTTP_UNKNOWN ? 0 : head->length;
    /* What ends where the line ends could as well have been cut: it is not read. */
    if (!head->is_chunked && head->length == CONFAB_NET_HTTP_UNKNOWN)
      self->body = BODY_NONE;
    return TRUE;
  }
  return fail (error, "The host goes on without an answer");
}

/* ---- what follows ---- */

static GBytes *
take_ahead (ConfabNetHttp *self) {
  guint n = (guint)MIN (MIN (self->left, self->ahead->len), PIECE);
  GBytes *bytes = g_bytes_new (self->ahead->data, n);

  g_byte_array_remove_range (self->ahead, 0, n);
  self->left -= n;
  return bytes;
}

/* The line at the beginning, taken off. NULL with `error`. */
static char *
await_line (ConfabNetHttp *self, GError **error) {
  for (;;) {
    const guint8 *end =
        self->ahead->len > 0
            ? memmem (self->ahead->data, MIN (self->ahead->len, MAX_CHUNK_LINE), "\r\n", 2)
            : NULL;
    char *line;

    if (end != NULL) {
      line = g_strndup ((const char *)self->ahead->data, (gsize)(end - self->ahead->data));
      g_byte_array_remove_range (self->ahead, 0, (guint)(end - self->ahead->data) + 2);
      return line;
    }
    if (self->ahead->len >= MAX_CHUNK_LINE) {
      fail (error, "A line between chunks is too long");
      return NULL;
    }
    if (!await_more (self, error))
      return NULL;
  }
}

/* The next chunk's length (RFC 9112 7.1); what stands behind it is passed over. */
static gboolean
await_chunk (ConfabNetHttp *self, GError **error) {
  g_autofree char *line = NULL;
  guint64 length = 0;
  guint n = 0;

  if (self->has_room) {
    g_autofree char *empty = await_line (self, error);

    if (empty == NULL)
      return FALSE;
    if (*empty != '\0')
      return fail (error, "A chunk has no end");
  }
  line = await_line (self, error);
  if (line == NULL)
    return FALSE;
  for (; n < 15 && g_ascii_isxdigit (line[n]); n++)
    length = length << 4 | (guint64)g_ascii_xdigit_value (line[n]);
  if (n == 0 || (line[n] != '\0' && line[n] != ';' && line[n] != ' '))
    return fail (error, "A chunk has no length");
  self->left = length;
  self->has_room = length > 0;
  if (length == 0)
    self->body = BODY_NONE;
  return TRUE;
}

GBytes *
confab_net_http_await_read (ConfabNetHttp *self, GError **error) {
  if (self->body == BODY_CHUNKS && self->left == 0 && !await_chunk (self, error))
    return NULL;
  if (self->body == BODY_NONE || self->left == 0)
    return g_bytes_new (NULL, 0);
  if (self->ahead->len == 0 && !await_more (self, error))
    return NULL;
  return take_ahead (self);
}
