#pragma once

/* The vault's file in the clear, page by page (AES-256-CBC of SQLCipher 4 with the raw key), free
 * pages and the gaps within pages included: what is looked for in it is looked for everywhere. */

#include <openssl/evp.h>

#include "test-store-common.h"

#define TEST_PAGE_BYTES 4096
#define TEST_RESERVED_BYTES 80 /* 16 of the vector, 64 of HMAC-SHA-512 */
#define TEST_SALT_BYTES 16

static inline void
test_open_page (const guint8 *key, const guint8 *sealed, guint8 *plain, gsize skipped) {
  EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new ();
  int size = TEST_PAGE_BYTES - TEST_RESERVED_BYTES - (int)skipped;
  int n = 0;

  g_assert_true (EVP_DecryptInit_ex (
      cipher, EVP_aes_256_cbc (), NULL, key, sealed + TEST_PAGE_BYTES - TEST_RESERVED_BYTES));
  EVP_CIPHER_CTX_set_padding (cipher, 0);
  g_assert_true (EVP_DecryptUpdate (cipher, plain + skipped, &n, sealed + skipped, size));
  g_assert_cmpint (n, ==, size);
  EVP_CIPHER_CTX_free (cipher);
}

/* The whole file in the clear. */
static inline GBytes *
test_open_pages (const char *folder) {
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  g_autofree char *log = g_build_filename (folder, "vault.db-wal", NULL);
  g_autoptr (ConfabSecret) key = test_key (1);
  g_autofree char *sealed = NULL;
  g_autofree char *log_bytes = NULL;
  gsize size;
  gsize log_size;
  guint8 *plain;

  g_assert_true (g_file_get_contents (file, &sealed, &size, NULL));
  if (g_file_get_contents (log, &log_bytes, &log_size, NULL))
    g_assert_cmpuint (log_size, ==, 0);
  g_assert_cmpuint (size % TEST_PAGE_BYTES, ==, 0);
  plain = g_malloc0 (size);
  for (gsize at = 0; at < size; at += TEST_PAGE_BYTES)
    test_open_page (confab_base_secret_get_bytes (key), (const guint8 *)sealed + at, plain + at,
        at == 0 ? TEST_SALT_BYTES : 0);
  return g_bytes_new_take (plain, size);
}

static inline gboolean
test_has_text (GBytes *pages, const char *text) {
  gsize size;
  const void *bytes = g_bytes_get_data (pages, &size);

  return memmem (bytes, size, text, strlen (text)) != NULL;
}
