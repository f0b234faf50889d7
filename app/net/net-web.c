/* The change from HTTP to frames (RFC 6455 section 4). Refuses an answer that is not exactly the
 * one that was asked for: another kind, an extension that nobody named, a proof that is not that of
 * our own key, one byte more than the answer. It says no name of the program and no page that it
 * came from, and follows nobody elsewhere. */

#include "net/net-web.h"

#include <string.h>

#include "net/net-http.h"
#include "net/net-private.h"

#define SCHEME "wss://"
#define GUID "258EAFA5-E914-47DA-95CA-C5AB0DC85B11" /* RFC 6455 1.3 */
#define KEY_BYTES 16
#define MAX_HOST 253

void
confab_net_web_address_free (ConfabNetWebAddress *address) {
  g_free (address->host);
  g_free (address->path);
  g_free (address);
}

/* ---- the address ---- */

static gboolean
is_host (const char *host) {
  gsize length = strlen (host);

  return length > 0 && length <= MAX_HOST && host[0] != '-' && host[0] != '.' &&
         strspn (host, "abcdefghijklmnopqrstuvwxyz0123456789-.") == length;
}

/* Nothing that another reader could take for the end of it. */
static gboolean
is_plain (const char *text) {
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("-._~!$&'()*+,;=:@/?%", *text) == NULL)
      return FALSE;
  return TRUE;
}

ConfabNetWebAddress *
confab_net_web_address_parse (const char *text) {
  g_autoptr (ConfabNetWebAddress) self = g_new0 (ConfabNetWebAddress, 1);
  g_autoptr (GUri) uri = NULL;
  const char *path, *query;
  int port;

  if (text == NULL || strnlen (text, CONFAB_NET_WEB_MAX_ADDRESS + 1) > CONFAB_NET_WEB_MAX_ADDRESS ||
      g_ascii_strncasecmp (text, SCHEME, strlen (SCHEME)) != 0 || !is_plain (text))
    return NULL;
  uri = g_uri_parse (text, G_URI_FLAGS_ENCODED, NULL);
  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL ||
      g_uri_get_fragment (uri) != NULL)
    return NULL;
  port = g_uri_get_port (uri);
  path = *g_uri_get_path (uri) != '\0' ? g_uri_get_path (uri) : "/";
  query = g_uri_get_query (uri);
  self->host = g_ascii_strdown (g_uri_get_host (uri), -1);
  self->port = (guint16)(port == -1 ? 443 : port);
  self->path = g_strconcat (path, query != NULL ? "?" : NULL, query, NULL);
  if (!is_host (self->host) || self->port == 0)
    return NULL;
  return g_steal_pointer (&self);
}

/* ---- the change ---- */

static char *
dup_key (const ConfabRandom *random) {
  guint8 bytes[KEY_BYTES];

  confab_base_random_fill (random, bytes, sizeof bytes);
  return g_base64_encode (bytes, sizeof bytes);
}

static char *
dup_accept (const char *key) {
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize size = sizeof digest;

  g_checksum_update (sum, (const guchar *)key, -1);
  g_checksum_update (sum, (const guchar *)GUID, -1);
  g_checksum_get_digest (sum, digest, &size);
  return g_base64_encode (digest, size);
}

/* The one value of a field; NULL: it is not there, or more than once. `lines` were read by
 * net-http-head.c, so each has its colon. */
static char *
dup_field (char *const *lines, const char *name) {
  char *found = NULL;

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
    gsize length = strlen (name);

    if (g_ascii_strncasecmp (lines[i], name, length) != 0 || lines[i][length] != ':')
      continue;
    if (found != NULL) {
      g_free (found);
      return NULL;
    }
    found = g_strstrip (g_strdup (lines[i] + length + 1));
  }
  return found;
}

static gboolean
has_field (char *const *lines, const char *name, const char *wanted, gboolean is_exact) {
  g_autofree char *value = dup_field (lines, name);

  return value != NULL &&
         (is_exact ? g_str_equal (value, wanted) : g_ascii_strcasecmp (value, wanted) == 0);
}

static gboolean
names_extension (char *const *lines) {
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], "Sec-WebSocket-Extensions:", 25) == 0)
      return TRUE;
  return FALSE;
}

gboolean
confab_net_web_is_changed (const char *head, gsize length, const char *key) {
  g_autofree char *accept = dup_accept (key);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  ConfabNetHttpHead read;

  if (!confab_net_http_head_read (head, length, &read) || read.status != 101)
    return FALSE;
  text = g_strndup (head, length);
  lines = g_strsplit (text, "\r\n", -1);
  return has_field (lines, "Upgrade", "websocket", FALSE) &&
         has_field (lines, "Connection", "Upgrade", FALSE) &&
         has_field (lines, "Sec-WebSocket-Accept", accept, TRUE) &&
         has_field (lines, "Sec-WebSocket-Protocol", "xmpp", TRUE) && !names_extension (lines);
}

static GBytes *
new_request (const ConfabNetWebAddress *address, const char *key) {
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "GET %s HTTP/1.1\r\nHost: %s", address->path, address->host);
  if (address->port != 443)
    g_string_append_printf (text, ":%u", address->port);
  g_string_append_printf (text,
      "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
      "Sec-WebSocket-Key: %s\r\nSec-WebSocket-Protocol: xmpp\r\n\r\n",
      key);
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

/* Reads until the head of the answer is whole: no byte more, since we speak first. */
static gboolean
await_changed (ConfabNetLink *link, const char *key, GCancellable *cancellable, GError **error) {
  g_autoptr (GByteArray) head = g_byte_array_new ();
  gint64 end_us = g_get_monotonic_time () + (gint64)CONFAB_NET_DEADLINE_MS * 1000;

  while (confab_net_http_head_find ((const char *)head->data, head->len) == 0 &&
         head->len < CONFAB_NET_HTTP_MAX_HEAD) {
    g_autoptr (DexFuture) read = confab_net_link_read (link, cancellable);
    g_autoptr (GError) problem = NULL;
    gint64 left_us = MAX (end_us - g_get_monotonic_time (), 0);
    GBytes *bytes;

    if (!dex_await (
            dex_future_first (dex_ref (read), dex_timeout_new_usec (left_us), NULL), &problem)) {
      confab_net_link_close (link);
      if (g_error_matches (problem, DEX_ERROR, DEX_ERROR_TIMED_OUT))
        g_set_error_literal (
            error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT, "The host does not go on");
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    bytes = g_value_get_boxed (dex_future_get_value (read, NULL));
    g_byte_array_append (head, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
  }
  if (confab_net_web_is_changed ((const char *)head->data, head->len, key))
    return TRUE;
  confab_net_link_close (link);
  g_set_error_literal (
      error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_HTTP, "The host does not open the web door");
  return FALSE;
}

ConfabNetLink *
confab_net_web_await_open (const ConfabNetRoute *road, const ConfabNetWebAddress *address,
    const ConfabRandom *random, GCancellable *cancellable, GError **error) {
  g_autoptr (ConfabNetRoute) route = confab_net_route_copy (road);
  g_autoptr (ConfabNetEndpoint) endpoint =
      confab_net_endpoint_new (address->host, address->port, FALSE);
  g_autofree char *key = dup_key (random);
  g_autoptr (GBytes) request = new_request (address, key);
  g_autoptr (ConfabNetLink) link = NULL;

  g_set_str (&route->domain, address->host);
  g_clear_pointer (&route->host, g_free);
  route->port = address->port;
  link = dex_await_object (confab_net_link_open (route, endpoint, cancellable), error);
  /* TLS from the first byte, without the names of protocols that a chat server is offered. */
  if (link == NULL || !dex_await (confab_net_link_start_tls (link, route, cancellable), error) ||
      !dex_await (confab_net_link_write (link, request, cancellable), error) ||
      !await_changed (link, key, cancellable, error))
    return NULL;
  return g_steal_pointer (&link);
}
