/* Hosts of files that are up to no good, and what goes to them and to nobody else. The test paths
 * are the ids of the cases. */

#include "../lib/net-host.h"

#define DRIP_MS 500

#define MOVED(status, to) "HTTP/1.1 " status " x\r\nLocation: " to "\r\nContent-Length: 0\r\n\r\n"

static const char *const elsewhere[] = {
  MOVED ("302", "https://localhost/"),
  MOVED ("301", "http://localhost/"),
  MOVED ("303", "file:///etc/passwd"),
  MOVED ("307", "data:text/plain,x"),
  MOVED ("308", "https://evil.example/x"),
  MOVED ("302", "/a?b"),
  MOVED ("300", "https://localhost/\r\nLocation: https://evil.example/"),
};

/* The answer is one like any other: nobody goes there, and nobody is let in; what was said to the
 * first host is said once. */
static void
test_elsewhere (Scene *scene, gconstpointer answer) {
  static const char *const fields[] = { "Authorization", "Basic c2VjcmV0", NULL };
  g_autoptr (GError) error = NULL;

  scene->talk.request.fields = fields;
  talk (scene, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scene->talk.head.status / 100, ==, 3);
  g_assert_cmpuint (scene->talk.body->len, ==, 0);
  net_run_for (20);
  g_assert_cmpint (g_atomic_int_get (&scene->host.n_connections), ==, 1);
}

static const struct {
  guint status;
  const char *answer;
} uploads[] = {
  { 307, MOVED ("307", "https://evil.example/put") },
  { 413, "HTTP/1.1 413 x\r\nContent-Length: 0\r\n\r\n" },
  { 500, "HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n" },
  { 201, "HTTP/1.1 201 x\r\nContent-Length: 1000000000\r\n\r\nand much more" },
};

/* What is put goes once, to that host, whatever it answers; what it adds is not waited for. */
static void
test_upload (Scene *scene, gconstpointer answer) {
  static const char body[] = "sealed bytes";
  g_autoptr (GError) error = NULL;

  scene->talk.request.method = "PUT";
  scene->talk.request.length = strlen (body);
  scene->talk.sent = g_bytes_new_static (body, strlen (body));
  talk (scene, &error);
  g_assert_cmpuint (
      scene->talk.head.status, ==, (guint)g_ascii_strtoull ((const char *)answer + 9, NULL, 10));
  /* Its body is shorter than it said: that is noticed by who reads it. */
  g_assert_true ((error != NULL) == (scene->talk.head.status == 201));
  net_run_for (20);
  g_assert_cmpint (g_atomic_int_get (&scene->host.n_connections), ==, 1);
}

/* A name that the host gives is not read at all. */
static void
test_named (Scene *scene, gconstpointer answer) {
  g_autoptr (GError) error = NULL;

  talk (scene, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (scene->talk.body->data, scene->talk.body->len, "hello", 5);
}

/* Who comes again says the same as the first time: no cookie, no page it came from, no program's
 * name, no answer to a challenge. */
static void
test_tracked (Scene *scene, gconstpointer answer) {
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;

  talk (scene, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (scene->talk.head.status, ==, 401);
  g_assert_cmpint (g_atomic_int_get (&scene->host.n_connections), ==, 1);
  first = g_strdup (scene->host.heard->str);
  g_assert_null (strstr (first, "User-Agent"));
  g_assert_null (strstr (first, "Referer"));
  g_string_truncate (scene->host.heard, 0);
  talk (scene, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (scene->host.heard->str, ==, first);
  g_assert_cmpint (g_atomic_int_get (&scene->host.n_connections), ==, 2);
}

/* An answer that drips ends, wherever it drips; however it is cut, it holds nobody up. */
static void
test_drip (Scene *scene, gconstpointer answer) {
  g_autoptr (GError) error = NULL;
  gint64 start_us = g_get_monotonic_time ();

  scene->host.piece = 1;
  scene->talk.request.patience_ms = DRIP_MS;
  g_assert_false (talk (scene, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 20 * DRIP_MS * 1000);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  dex_init ();
  for (guint i = 0; i < G_N_ELEMENTS (elsewhere); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/FIL-06/%u", i);

    ADD (path, elsewhere[i], test_elsewhere);
  }
  for (guint i = 0; i < G_N_ELEMENTS (uploads); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/FIL-17/%u", uploads[i].status);

    ADD (path, uploads[i].answer, test_upload);
  }
  ADD ("/hostile/FIL-20",
      "HTTP/1.1 200 x\r\nContent-Disposition: attachment; filename*=UTF-8''..%2F..%2Fx\r\n"
      "Content-Disposition: attachment; filename=\"/etc/passwd\"; filename=\"\xff\xfe\"\r\n"
      "Content-Length: 5\r\n\r\nhello",
      test_named);
  ADD ("/hostile/FIL-22",
      "HTTP/1.1 401 x\r\nSet-Cookie: a=b\r\nETag: \"x\"\r\nStrict-Transport-Security: "
      "max-age=9\r\nAlt-Svc: h3=\":443\"\r\nRefresh: 0; url=https://localhost/\r\n"
      "WWW-Authenticate: Basic realm=\"x\"\r\nWWW-Authenticate: NTLM\r\n"
      "WWW-Authenticate: Negotiate\r\nContent-Length: 0\r\n\r\n",
      test_tracked);
  ADD ("/hostile/FIL-07/drip-head", "HTTP/1.1 200 x\r\nX: yyyyyyyyyyyyyyyyyyyyyyyyy", test_drip);
  ADD ("/hostile/FIL-07/drip-body",
      "HTTP/1.1 200 x\r\nContent-Length: 90\r\n\r\nhello, and ever more to come", test_drip);
  ADD ("/hostile/FIL-17/drip-chunks",
      "HTTP/1.1 200 x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n5\r\nhello\r\n",
      test_drip);
  return g_test_run ();
}
