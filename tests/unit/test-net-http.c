/* One request to one host: what goes out, what may come back, and where nobody goes. */

#include <string.h>

#include "net/net-http.h"
#include "net/net-private.h"

#include "../lib/net-host.h"

/* ---- heads ---- */

typedef struct {
  const char *text;
  guint status; /* 0: refused */
  guint64 length, start, whole;
  gboolean is_chunked;
} Sample;

#define NONE CONFAB_NET_HTTP_UNKNOWN

static const Sample samples[] = {
  { "HTTP/1.1 200 OK\r\n\r\n", 200, NONE, NONE, NONE, FALSE },
  { "HTTP/1.1 200\r\ncontent-length:  12 \r\n\r\n", 200, 12, NONE, NONE, FALSE },
  { "HTTP/1.0 206 x\r\nContent-Length: 5\r\nContent-Range: bytes 5-9/10\r\n\r\n", 206, 5, 5, 10,
      FALSE },
  { "HTTP/1.1 206 x\r\nContent-Range: bytes 5-9/*\r\n\r\n", 206, NONE, 5, NONE, FALSE },
  { "HTTP/1.1 416 x\r\nContent-Range: bytes */10\r\n\r\n", 416, NONE, NONE, NONE, FALSE },
  { "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n", 200, NONE, NONE, NONE, TRUE },
  { "HTTP/1.1 307 x\r\nLocation: http://evil.example/\r\nSet-Cookie: a=b\r\n\r\n", 307, NONE, NONE,
      NONE, FALSE },
  { "HTTP/1.1 401 x\r\nWWW-Authenticate: NTLM\r\n\r\n", 401, NONE, NONE, NONE, FALSE },
  { "HTTP/2 200\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 20 OK\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 2000 OK\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 0, 0, 0, 0,
      FALSE },
  { "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nContent-Length: 1, 1\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nContent-Length: 0x10\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nContent-Length : 1\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n", 0, 0, 0,
      0, FALSE },
  { "HTTP/1.1 206 x\r\nContent-Range: bytes 9-5/10\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 206 x\r\nContent-Range: bytes 5-10/10\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nX: a\nContent-Length: 1\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", 0, 0, 0, 0, FALSE },
  { "\r\n\r\n", 0, 0, 0, 0, FALSE },
};

static void
test_heads (void) {
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    const Sample *sample = &samples[i];
    gsize length = strlen (sample->text);
    ConfabNetHttpHead head;
    gboolean is_good = confab_net_http_head_read (sample->text, length, &head);

    g_test_message ("%u %s", i, sample->text);
    g_assert_cmpuint (confab_net_http_head_find (sample->text, length), ==, length);
    for (gsize cut = 0; cut < length; cut++)
      g_assert_cmpuint (confab_net_http_head_find (sample->text, cut), ==, 0);
    g_assert_cmpint (is_good, ==, sample->status != 0);
    if (!is_good)
      continue;
    g_assert_cmpuint (head.status, ==, sample->status);
    g_assert_cmpuint (head.length, ==, sample->length);
    g_assert_cmpuint (head.range_start, ==, sample->start);
    g_assert_cmpuint (head.range_whole, ==, sample->whole);
    g_assert_cmpint (head.is_chunked, ==, sample->is_chunked);
  }
}

static void
test_many_fields (void) {
  g_autoptr (GString) text = g_string_new ("HTTP/1.1 200 OK\r\n");
  ConfabNetHttpHead head;

  for (guint i = 0; i < CONFAB_NET_HTTP_MAX_FIELDS; i++)
    g_string_append (text, "X: y\r\n");
  g_string_append (text, "\r\n");
  g_assert_true (confab_net_http_head_read (text->str, text->len, &head));
  g_string_insert (text, 17, "X: y\r\n");
  g_assert_false (confab_net_http_head_read (text->str, text->len, &head));
}

/* ---- addresses ---- */

static void
test_addresses (void) {
  static const struct {
    const char *text;
    gboolean is_public;
  } addresses[] = {
    { "93.184.216.34", TRUE },
    { "1.1.1.1", TRUE },
    { "172.15.0.1", TRUE },
    { "172.32.0.1", TRUE },
    { "100.63.0.1", TRUE },
    { "100.128.0.1", TRUE },
    { "2606:4700::1", TRUE },
    { "0.0.0.0", FALSE },
    { "10.1.2.3", FALSE },
    { "100.64.0.1", FALSE },
    { "127.0.0.1", FALSE },
    { "127.9.9.9", FALSE },
    { "169.254.169.254", FALSE },
    { "172.16.0.1", FALSE },
    { "172.31.255.255", FALSE },
    { "192.168.1.1", FALSE },
    { "198.18.0.1", FALSE },
    { "198.19.255.255", FALSE },
    { "224.0.0.1", FALSE },
    { "255.255.255.255", FALSE },
    { "::", FALSE },
    { "::1", FALSE },
    { "fe80::1", FALSE },
    { "fc00::1", FALSE },
    { "fd12::1", FALSE },
    { "ff02::1", FALSE },
    { "::ffff:127.0.0.1", FALSE },
    { "::ffff:10.0.0.1", FALSE },
    { "::ffff:1.1.1.1", TRUE },
    { "64:ff9b::7f00:1", FALSE },
    { "64:ff9b::101:101", TRUE },
    { "2002:7f00:1::", FALSE },
    { "2002:101:101::", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autoptr (GInetAddress) address = g_inet_address_new_from_string (addresses[i].text);

    g_test_message ("%s", addresses[i].text);
    g_assert_nonnull (address);
    g_assert_cmpint (confab_net_address_is_public (address), ==, addresses[i].is_public);
  }
}

/* ---- over a line ---- */

static void
test_get (Scene *scene, gconstpointer answer) {
  static const char *const fields[] = { "Cookie", "a=b", NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *expected =
      g_strdup_printf ("GET /a?b HTTP/1.1\r\nHost: localhost:%u\r\nConnection: "
                       "close\r\nAccept-Encoding: identity\r\n"
                       "Range: bytes=5-\r\nCookie: a=b\r\n\r\n",
          scene->host.port);

  scene->talk.request.fields = fields;
  scene->talk.request.start = 5;
  talk (scene, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scene->talk.head.status, ==, 206);
  g_assert_cmpmem (scene->talk.body->data, scene->talk.body->len, "hello", 5);
  g_assert_cmpstr (scene->host.heard->str, ==, expected);
}

static void
test_chunks (Scene *scene, gconstpointer answer) {
  g_autoptr (GError) error = NULL;

  talk (scene, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (scene->talk.body->data, scene->talk.body->len, "hello, world", 12);
}

static void
test_bad (Scene *scene, gconstpointer answer) {
  g_autoptr (GError) error = NULL;

  g_assert_false (talk (scene, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_HTTP);
}

static void
test_cut (Scene *scene, gconstpointer answer) {
  g_autoptr (GError) error = NULL;

  g_assert_false (talk (scene, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
}

static void
test_private (Scene *scene, gconstpointer answer) {
  static const char *const hosts[] = { "localhost", "127.0.0.1", "::1" };

  scene->talk.road->may_be_private = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (hosts); i++) {
    g_autoptr (GError) error = NULL;

    scene->talk.request.host = hosts[i];
    g_assert_false (talk (scene, &error));
    g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_PRIVATE);
  }
  net_run_for (50);
  g_assert_cmpint (g_atomic_int_get (&scene->host.n_connections), ==, 0);
}

static void
test_other_name (Scene *scene, gconstpointer answer) {
  g_autoptr (GError) error = NULL;

  scene->talk.request.host = "127.0.0.1";
  g_assert_false (talk (scene, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_IDENTITY);
  g_assert_cmpuint (scene->host.heard->len, ==, 0);
}

/* What would end a line, or begin another request, is not written at all. */
static void
test_injected (Scene *scene, gconstpointer answer) {
  static const char *const fields[] = { "Authorization", "a\r\nX: b", NULL };
  static const char *const paths[] = { "/a b", "/a\r\nX: y", "", "/\xc3\xb6" };
  g_autoptr (GError) error = NULL;

  scene->talk.request.fields = fields;
  g_assert_false (talk (scene, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_HTTP);
  scene->talk.request.fields = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_clear_error (&error);
    scene->talk.request.path = paths[i];
    g_assert_false (talk (scene, &error));
    g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_HTTP);
  }
  g_assert_cmpint (g_atomic_int_get (&scene->host.n_connections), ==, 0);
}

int
main (int argc, char **argv) {
  g_autofree char *long_head = g_strnfill (CONFAB_NET_HTTP_MAX_HEAD, 'x');
  g_autofree char *endless = g_strconcat ("HTTP/1.1 200 OK\r\nX: ", long_head, NULL);

  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  dex_init ();
  g_test_add_func ("/hostile/FIL-07/heads", test_heads);
  g_test_add_func ("/hostile/FIL-07/many-fields", test_many_fields);
  g_test_add_func ("/net/http/addresses", test_addresses);
  ADD ("/net/http/get",
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 206 x\r\nContent-Length: 5\r\n\r\nhello, and more",
      test_get);
  ADD ("/net/http/chunks",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n7;x=y\r\n, "
      "world\r\n0\r\n\r\n",
      test_chunks);
  ADD ("/hostile/FIL-07/no-length",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n", test_bad);
  ADD ("/hostile/FIL-07/wrong-length",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhello\r\n", test_bad);
  ADD ("/net/http/not-http", "SSH-2.0-x\r\n\r\n", test_bad);
  ADD ("/hostile/FIL-07/endless-head", endless, test_bad);
  ADD ("/hostile/FIL-07/no-end",
      "HTTP/1.1 100 x\r\n\r\nHTTP/1.1 100 x\r\n\r\nHTTP/1.1 100 x\r\n\r\nHTTP/1.1 100 x\r\n\r\n"
      "HTTP/1.1 100 x\r\n\r\nHTTP/1.1 100 x\r\n\r\nHTTP/1.1 100 x\r\n\r\nHTTP/1.1 100 x\r\n\r\n"
      "HTTP/1.1 200 x\r\n\r\n",
      test_bad);
  ADD ("/hostile/FIL-07/cut", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", test_cut);
  ADD ("/net/http/private", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", test_private);
  ADD ("/net/http/other-name", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", test_other_name);
  ADD ("/hostile/FIL-15/injected", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", test_injected);
  return g_test_run ();
}
