/* The web door's address, and the change to frames: what is taken, and what is not. */

#include <string.h>

#include "net/net-web.h"

#define KEY "dGhlIHNhbXBsZSBub25jZQ==" /* RFC 6455 1.3 */
#define ACCEPT "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"
#define FIRST "HTTP/1.1 101 Switching Protocols\r\n"
#define UP "Upgrade: WebSocket\r\nConnection: upgrade\r\n"
#define KIND "Sec-WebSocket-Protocol: xmpp\r\n"
#define END "\r\n"

static void
test_addresses (void) {
  static const char *const bad[] = { "ws://h.example/ws", "https://h.example/ws", "wss:h", "wss://",
    "wss:///ws", "wss://u@h.example/", "wss://h.example/#a", "wss://h.example:0/",
    "wss://h.example:65536/", "wss://h.example:/x y", "wss://h.example/\r\nX: y", "wss://h_x/",
    "wss://[::1]/", "wss://-h/", " wss://h.example/", "", NULL };
  static const struct {
    const char *text, *host, *path;
    guint16 port;
  } good[] = {
    { "wss://h.example", "h.example", "/", 443 },
    { "WSS://H.Example:5281/xmpp-websocket", "h.example", "/xmpp-websocket", 5281 },
    { "wss://h.example/a%20b?c=d", "h.example", "/a%20b?c=d", 443 },
  };
  g_autofree char *endless = g_strnfill (CONFAB_NET_WEB_MAX_ADDRESS, 'a');
  g_autofree char *long_one = g_strconcat ("wss://h.example/", endless, NULL);

  g_assert_null (confab_net_web_address_parse (NULL));
  g_assert_null (confab_net_web_address_parse (long_one));
  for (guint i = 0; bad[i] != NULL; i++) {
    g_test_message ("%s", bad[i]);
    g_assert_null (confab_net_web_address_parse (bad[i]));
  }
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (ConfabNetWebAddress) address = confab_net_web_address_parse (good[i].text);

    g_assert_nonnull (address);
    g_assert_cmpstr (address->host, ==, good[i].host);
    g_assert_cmpstr (address->path, ==, good[i].path);
    g_assert_cmpuint (address->port, ==, good[i].port);
  }
}

static void
test_changes (void) {
  static const char *const bad[] = {
    "HTTP/1.1 200 OK\r\n" UP ACCEPT KIND END,
    FIRST "Connection: upgrade\r\n" ACCEPT KIND END,
    FIRST "Upgrade: websocket\r\n" ACCEPT KIND END,
    FIRST UP KIND END,
    FIRST UP ACCEPT END,
    FIRST UP "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOO=\r\n" KIND END,
    FIRST UP ACCEPT ACCEPT KIND END,
    FIRST UP ACCEPT "Sec-WebSocket-Protocol: chat\r\n" END,
    FIRST UP ACCEPT "Sec-WebSocket-Protocol: xmpp, chat\r\n" END,
    FIRST UP ACCEPT KIND "Sec-WebSocket-Extensions: permessage-deflate\r\n" END,
    FIRST UP ACCEPT KIND,
    FIRST UP ACCEPT KIND END "\x81",
    "HTTP/1.1 302 x\r\nLocation: ws://evil.example/\r\n" UP ACCEPT KIND END,
    NULL,
  };
  static const char good[] = FIRST UP ACCEPT KIND END;

  g_assert_true (confab_net_web_is_changed (good, strlen (good), KEY));
  g_assert_false (confab_net_web_is_changed (good, strlen (good), "another"));
  for (guint i = 0; bad[i] != NULL; i++) {
    g_test_message ("%s", bad[i]);
    g_assert_false (confab_net_web_is_changed (bad[i], strlen (bad[i]), KEY));
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/web/addresses", test_addresses);
  g_test_add_func ("/net/web/changes", test_changes);
  return g_test_run ();
}
