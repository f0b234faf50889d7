/* Finds and opens the web door. Refuses a redirection, a document that is cut or too long, and
 * every address that is not one of TLS. No other thing in the document means anything. */

#include "xmpp/xmpp-door.h"

#include <string.h>

#include "net/net-http.h"
#include "net/net-web.h"

#define NS_XRD "http://docs.oasis-open.org/ns/xri/xrd-1.0"
#define PATH "/.well-known/host-meta"
#define PORT 443
#define REL "urn:xmpp:alt-connections:websocket"

typedef struct {
  GPtrArray *addresses; /* of ConfabNetWebAddress */
  gboolean is_document;
  gboolean is_whole;
} Reading;

/* ---- the document ---- */

static void
on_opened (gpointer data, ConfabStanza *header) {
  Reading *reading = data;

  reading->is_document = confab_xmpp_stanza_is (header, "XRD", NS_XRD);
}

static void
on_element (gpointer data, ConfabStanza *element) {
  Reading *reading = data;
  ConfabNetWebAddress *address;

  if (!reading->is_document || reading->addresses->len >= CONFAB_XMPP_DOOR_MAX_ADDRESSES ||
      !confab_xmpp_stanza_is (element, "Link", NS_XRD) ||
      g_strcmp0 (confab_xmpp_stanza_get (element, "rel"), REL) != 0)
    return;
  address = confab_net_web_address_parse (confab_xmpp_stanza_get (element, "href"));
  if (address != NULL)
    g_ptr_array_add (reading->addresses, address);
}

static void
on_closed (gpointer data) {
  Reading *reading = data;

  reading->is_whole = TRUE;
}

GPtrArray *
confab_xmpp_door_read (const guint8 *data, gsize size) {
  static const ConfabXmppParserEvents events = { on_opened, on_element, on_closed };
  g_autoptr (GPtrArray) addresses =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_net_web_address_free);
  Reading reading = { addresses, FALSE, FALSE };
  g_autoptr (ConfabXmppParser) parser = NULL;

  if (size == 0 || size > CONFAB_XMPP_DOOR_MAX)
    return NULL;
  parser = confab_xmpp_parser_new (&events, &reading);
  if (!confab_xmpp_parser_feed (parser, data, size, NULL) || !reading.is_whole ||
      addresses->len == 0)
    return NULL;
  return g_steal_pointer (&addresses);
}

/* ---- asking ---- */

static gboolean
fail (GError **error) {
  g_set_error_literal (
      error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_NO_SERVER, "the domain names no web door");
  return FALSE;
}

static gboolean
await_body (ConfabNetHttp *http, GByteArray *body, GError **error) {
  for (;;) {
    g_autoptr (GBytes) bytes = confab_net_http_await_read (http, error);

    if (bytes == NULL)
      return FALSE;
    if (g_bytes_get_size (bytes) == 0)
      return TRUE;
    g_byte_array_append (body, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
    if (body->len > CONFAB_XMPP_DOOR_MAX)
      return fail (error);
  }
}

static GPtrArray *
await_addresses (ConfabNegotiation *self, guint16 port, GError **error) {
  const ConfabNetHttpRequest request = { .method = "GET",
    .host = self->route->domain,
    .port = port,
    .path = PATH,
    .patience_ms = CONFAB_XMPP_PHASE_US / 1000,
    .is_for_account = TRUE };
  g_autoptr (ConfabNetRoute) road = confab_net_route_copy (self->route);
  g_autoptr (ConfabNetHttp) http = NULL;
  g_autoptr (GByteArray) body = g_byte_array_new ();
  ConfabNetHttpHead head;
  GPtrArray *addresses;

  /* The own server may be at home, as it may for every other line to it. */
  road->may_be_private = TRUE;
  http = confab_net_http_await_open (road, &request, self->cancellable, error);
  if (http == NULL || !confab_net_http_await_answer (http, &head, error))
    return NULL;
  if (head.status != 200) {
    fail (error);
    return NULL;
  }
  if (!await_body (http, body, error))
    return NULL;
  addresses = confab_xmpp_door_read (body->data, body->len);
  if (addresses == NULL)
    fail (error);
  return addresses;
}

ConfabNetLink *
confab_xmpp_door_await_open (ConfabNegotiation *self, GError **error) {
  return confab_xmpp_door_await_open_at (self, PORT, error);
}

ConfabNetLink *
confab_xmpp_door_await_open_at (ConfabNegotiation *self, guint16 port, GError **error) {
  g_autoptr (GPtrArray) addresses = await_addresses (self, port, error);

  if (addresses == NULL)
    return NULL;
  for (guint i = 0; i < addresses->len; i++) {
    g_autoptr (GError) problem = NULL;
    ConfabNetLink *link = confab_net_web_await_open (
        self->route, g_ptr_array_index (addresses, i), self->random, self->cancellable, &problem);

    if (link != NULL)
      return link;
    if (i + 1 == addresses->len || g_cancellable_is_cancelled (self->cancellable)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
  }
  return NULL;
}
