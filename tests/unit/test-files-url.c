/* Addresses of files: what is one, and what is text like any other (FIL-12, FIL-15, FIL-20). */

#include <string.h>

#include "files/files-url.h"

#define HEX_8 "0123456789abcdef"
#define KEY HEX_8 HEX_8 HEX_8 HEX_8
#define IV_12 "000102030405060708090a0b"
#define IV_16 IV_12 "0c0d0e0f"

typedef struct {
  const char *text;
  gboolean is_good;
} Sample;

static const Sample sealed[] = {
  { "aesgcm://host.example/a/b.jpg#" IV_12 KEY, TRUE },
  { "aesgcm://host.example:5281/b?x=1#" IV_16 KEY, TRUE },
  { "AESGCM://HOST.example/b#" IV_12 KEY, TRUE },
  { "aesgcm://host.example/b#000102030405060708090A0B" KEY, TRUE },
  { "aesgcm://[2001:db8::1]/b#" IV_12 KEY, TRUE },
  { "aesgcm://[2001:db8::1]:443/b#" IV_12 KEY, TRUE },
  { "aesgcm://192.0.2.1/b#" IV_12 KEY, TRUE },
  { "aesgcm://host.example/b#", FALSE },
  { "aesgcm://host.example/b", FALSE },
  { "aesgcm://host.example/b#" KEY, FALSE },
  { "aesgcm://host.example/b#" IV_12 KEY "00", FALSE },
  { "aesgcm://host.example/b#" IV_12 KEY KEY, FALSE },
  { "aesgcm://host.example/b#0" IV_12 KEY, FALSE },
  { "aesgcm://host.example/b#g00102030405060708090a0b" KEY, FALSE },
  { "aesgcm://host.example/b#" IV_12 KEY "\n", FALSE },
  { " aesgcm://host.example/b#" IV_12 KEY, FALSE },
  { "aesgcm://host.example/b c#" IV_12 KEY, FALSE },
  { "aesgcm://host.example/b\r\nX: y#" IV_12 KEY, FALSE },
  { "aesgcm://host.example/b\\c#" IV_12 KEY, FALSE },
  { "aesgcm://host.example/%zz#" IV_12 KEY, FALSE },
  { "aesgcm://host.example/%a#" IV_12 KEY, FALSE },
  { "aesgcm://host.example/b#c#" IV_12 KEY, FALSE },
  { "aesgcm://me@host.example/b#" IV_12 KEY, FALSE },
  { "aesgcm://me:pw@host.example/b#" IV_12 KEY, FALSE },
  { "aesgcm://host.example#" IV_12 KEY, FALSE },
  { "aesgcm:///b#" IV_12 KEY, FALSE },
  { "aesgcm://host.example:0/b#" IV_12 KEY, FALSE },
  { "aesgcm://host.example:65536/b#" IV_12 KEY, FALSE },
  { "aesgcm://host.example:/b#" IV_12 KEY, FALSE },
  { "aesgcm://host..example/b#" IV_12 KEY, FALSE },
  { "aesgcm://-host.example/b#" IV_12 KEY, FALSE },
  { "aesgcm://host_x.example/b#" IV_12 KEY, FALSE },
  { "aesgcm://h\xc3\xb6st.example/b#" IV_12 KEY, FALSE },
  { "aesgcm://2130706433/b#" IV_12 KEY, FALSE },
  { "aesgcm://127.1/b#" IV_12 KEY, FALSE },
  { "aesgcm://0x7f.0x1/b#" IV_12 KEY, FALSE },
  { "aesgcm://::1/b#" IV_12 KEY, FALSE },
  { "aesgcm://[fe80::1%25eth0]/b#" IV_12 KEY, FALSE },
  { "aesgcm://[host.example]/b#" IV_12 KEY, FALSE },
  { "https://host.example/b#" IV_12 KEY, FALSE },
  { "", FALSE },
};

static const Sample open_ones[] = {
  { "https://host.example/a", TRUE },
  { "https://host.example:8443/a?b=c", TRUE },
  { "http://host.example/a", FALSE },
  { "file:///etc/passwd", FALSE },
  { "data:text/plain,x", FALSE },
  { "https://host.example/a#b", FALSE },
  { "https://host.example", FALSE },
  { "https://a:b@host.example/a", FALSE },
  { "https:/host.example/a", FALSE },
};

static void
test_which (void) {
  for (guint i = 0; i < G_N_ELEMENTS (sealed); i++) {
    g_autoptr (ConfabFilesUrl) url = confab_files_url_parse_sealed (sealed[i].text);

    g_test_message ("%u %s", i, sealed[i].text);
    g_assert_true ((url != NULL) == sealed[i].is_good);
    g_assert_true (url == NULL || url->key != NULL);
  }
  for (guint i = 0; i < G_N_ELEMENTS (open_ones); i++) {
    g_autoptr (ConfabFilesUrl) url = confab_files_url_parse (open_ones[i].text);

    g_test_message ("%u %s", i, open_ones[i].text);
    g_assert_true ((url != NULL) == open_ones[i].is_good);
    g_assert_true (url == NULL || url->key == NULL);
  }
}

static void
test_parts (void) {
  const char *text = "aesgcm://host.example:5281/a/b%20c.jpg?x=/y#" IV_12 KEY;
  g_autoptr (ConfabFilesUrl) url = confab_files_url_parse_sealed (text);
  g_autofree char *open = confab_files_url_dup_open (url);
  g_autofree char *again = confab_files_url_dup_sealed (open, url->key, url->iv, url->iv_size);
  g_autofree char *name = confab_files_url_dup_name (url);

  g_assert_cmpstr (url->host, ==, "host.example");
  g_assert_cmpuint (url->port, ==, 5281);
  g_assert_cmpstr (url->path, ==, "/a/b%20c.jpg?x=/y");
  g_assert_cmpuint (url->iv_size, ==, 12);
  g_assert_cmphex (url->iv[11], ==, 0x0b);
  g_assert_cmphex (confab_base_secret_get_bytes (url->key)[31], ==, 0xef);
  g_assert_cmpstr (open, ==, "https://host.example:5281/a/b%20c.jpg?x=/y");
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (name, ==, "b c.jpg");
}

/* A name never is a path, and shows what it is. */
static void
test_names (void) {
  static const struct {
    const char *url;
    const char *name;
  } samples[] = {
    { "https://h.example/..%2f..%2fx", NULL },
    { "https://h.example/a%5cb", NULL },
    { "https://h.example/a%00b", NULL },
    { "https://h.example/%ff", NULL },
    { "https://h.example/a/", NULL },
    { "https://h.example/%e2%80%aegpj.exe", "gpj.exe" },
    { "https://h.example/a%0ab", "a b" },
    { "https://h.example/photo.jpg?y/z", "photo.jpg" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autoptr (ConfabFilesUrl) url = confab_files_url_parse (samples[i].url);
    g_autofree char *name = NULL;

    g_assert_nonnull (url);
    name = confab_files_url_dup_name (url);
    g_assert_cmpstr (name, ==, samples[i].name);
  }
}

static void
test_long (void) {
  g_autofree char *path = g_strnfill (CONFAB_FILES_URL_MAX - strlen ("https://h.example/"), 'a');
  g_autofree char *fits = g_strconcat ("https://h.example/", path, NULL);
  g_autofree char *too_long = g_strconcat (fits, "a", NULL);
  g_autoptr (ConfabFilesUrl) url = confab_files_url_parse (fits);

  g_assert_nonnull (url);
  g_assert_null (confab_files_url_parse (too_long));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  g_test_add_func ("/hostile/FIL-12", test_which);
  g_test_add_func ("/files/url/parts", test_parts);
  g_test_add_func ("/files/url/names", test_names);
  g_test_add_func ("/files/url/long", test_long);
  return g_test_run ();
}
