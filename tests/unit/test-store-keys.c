/* The key in memory: there while the vault is open, so that the search is known to find, and gone
 * once it is closed; so are the forms of it that SQLCipher made. The test itself knows the key only
 * masked. */

#include "test-store-common.h"

#include <fcntl.h>

#define MASK 0xa5
#define PIECE_BYTES (1024 * 1024)
#define MAX_MAP_BYTES (G_GUINT64_CONSTANT (1) << 30) /* a sanitizer's shadow is larger */
#define TEXT_BYTES (2 * CONFAB_STORE_KEY_BYTES)

typedef struct {
  guint8 raw[CONFAB_STORE_KEY_BYTES]; /* masked */
  guint8 text[TEXT_BYTES];            /* its hexadecimal form, masked */
} Masked;

static ConfabSecret *
make_key (Masked *masked) {
  ConfabSecret *key = confab_base_secret_new_random (CONFAB_STORE_KEY_BYTES);
  const guint8 *bytes = confab_base_secret_get_bytes (key);

  for (guint i = 0; i < CONFAB_STORE_KEY_BYTES; i++) {
    masked->raw[i] = bytes[i] ^ MASK;
    masked->text[2 * i] = (guint8)("0123456789abcdef"[bytes[i] >> 4] ^ MASK);
    masked->text[2 * i + 1] = (guint8)("0123456789abcdef"[bytes[i] & 15] ^ MASK);
  }
  return key;
}

/* `address` is where `bytes` come from; what comes from `bytes` itself does not count. */
static guint
count_in (const guint8 *bytes, gsize size, guint64 address, const guint8 *masked, gsize n) {
  guint64 own = (guintptr)bytes;
  guint n_found = 0;

  for (gsize at = 0; at + n <= size; at++) {
    gsize i = 0;

    if (address + at >= own && address + at < own + PIECE_BYTES)
      continue;
    while (i < n && bytes[at + i] == (masked[i] ^ MASK))
      i++;
    n_found += i == n;
  }
  return n_found;
}

/* How often the key stands in what this process may write to. */
static void
count_copies (const Masked *masked, guint *n_raw, guint *n_text) {
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  int memory = open ("/proc/self/mem", O_RDONLY | O_CLOEXEC);

  *n_raw = *n_text = 0;
  g_assert_cmpint (memory, >=, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] && *lines[i]; i++) {
    guint64 start;
    guint64 end;
    char mode[8];

    g_assert_cmpint (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %7s",
                         &start, &end, mode),
        ==, 3);
    if (mode[0] != 'r' || mode[1] != 'w' || end - start > MAX_MAP_BYTES)
      continue;
    for (guint64 at = start; at < end; at += PIECE_BYTES - TEXT_BYTES) {
      gssize n = pread (memory, piece, MIN (PIECE_BYTES, end - at), (off_t)at);

      if (n <= 0)
        continue;
      *n_raw += count_in (piece, (gsize)n, at, masked->raw, sizeof masked->raw);
      *n_text += count_in (piece, (gsize)n, at, masked->text, sizeof masked->text);
    }
  }
  close (memory);
}

static ConfabStoreVault *
open_with (const char *folder, ConfabSecret *key, GError **error) {
  g_autoptr (DexFuture) future = confab_store_vault_open (folder, key);

  return test_wait (future, error) ? g_value_dup_object (dex_future_get_value (future, NULL))
                                   : NULL;
}

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  return test_add_account (db, "me@example.org", error) == 1;
}

static void
test_gone_after_closing (void) {
  g_autofree char *folder = test_folder ();
  Masked masked;
  ConfabSecret *key = make_key (&masked);
  ConfabStoreVault *vault = open_with (folder, key, NULL);
  guint n_raw;
  guint n_text;

  confab_base_secret_unref (key);
  test_write (vault, job_account, NULL);
  test_settle (confab_store_vault_scrub (vault));
  count_copies (&masked, &n_raw, &n_text);
  g_test_message ("open: %u raw, %u as text", n_raw, n_text);
  g_assert_cmpuint (n_raw, >, 0);
  test_close (vault);
  count_copies (&masked, &n_raw, &n_text);
  g_test_message ("closed: %u raw, %u as text", n_raw, n_text);
  g_assert_cmpuint (n_raw, ==, 0);
  g_assert_cmpuint (n_text, ==, 0);
  test_folder_remove (folder);
}

static void
test_gone_after_failing (void) {
  g_autofree char *folder = test_folder ();
  Masked masked;
  ConfabSecret *key = make_key (&masked);
  g_autoptr (GError) error = NULL;
  guint n_raw;
  guint n_text;

  test_close (test_open (folder));
  g_assert_null (open_with (folder, key, &error));
  g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY);
  confab_base_secret_unref (key);
  count_copies (&masked, &n_raw, &n_text);
  g_test_message ("failed: %u raw, %u as text", n_raw, n_text);
  g_assert_cmpuint (n_raw, ==, 0);
  g_assert_cmpuint (n_text, ==, 0);
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/store/keys/gone-after-closing", test_gone_after_closing);
  g_test_add_func ("/store/keys/gone-after-failing", test_gone_after_failing);
  return g_test_run ();
}
