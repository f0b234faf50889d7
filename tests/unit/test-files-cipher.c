/* Files of any size, sealed and opened in pieces: a known answer, each size around a piece, and
 * every way in which one can be changed. */

#include <glib/gstdio.h>
#include <unistd.h>
#include <string.h>

#include "files/files-cipher.h"

#define PIECE (256 * 1024)

typedef struct {
  char *folder;
  char *path;
  ConfabSecret *key;
  guint8 iv[CONFAB_FILES_IV_MAX];
  ConfabFilesLock lock;
} Place;

static void
place_set_up (Place *place, gconstpointer data) {
  place->folder = g_dir_make_tmp ("confab-files-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "one", NULL);
  place->key = confab_base_secret_new (CONFAB_FILES_KEY_BYTES);
  memset (confab_base_secret_get_writable (place->key), 7, CONFAB_FILES_KEY_BYTES);
  memset (place->iv, 3, sizeof place->iv);
  place->lock = (ConfabFilesLock){ place->key, place->iv, CONFAB_FILES_IV_BYTES };
}

static void
place_tear_down (Place *place, gconstpointer data) {
  g_unlink (place->path);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  confab_base_secret_unref (place->key);
  g_free (place->path);
  g_free (place->folder);
}

static GBytes *
make_bytes (gsize size) {
  guint8 *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8)(i * 31 + i / 251);
  return g_bytes_new_take (bytes, size);
}

static gboolean
seal (Place *place, gsize size, guint64 max, ConfabFilesSum *sum, GError **error) {
  g_autoptr (GBytes) bytes = make_bytes (size);
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (bytes);

  return confab_files_seal (source, place->path, &place->lock, max, sum, NULL, error);
}

static void
test_sizes (Place *place, gconstpointer data) {
  static const gsize sizes[] = { 0, 1, 15, 16, 17, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 5 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    g_autoptr (GBytes) bytes = make_bytes (sizes[i]);
    g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
    g_autoptr (GError) error = NULL;
    g_autoptr (GInputStream) reader = NULL;
    g_autofree guint8 *out = g_malloc (sizes[i] + 1);
    ConfabFilesSum sum, checked;
    gsize n;

    g_unlink (place->path);
    g_assert_true (seal (place, sizes[i], sizes[i], &sum, &error));
    g_assert_cmpuint (sum.size, ==, sizes[i]);
    g_assert_cmpuint (confab_files_get_size (place->path), ==, sizes[i] + CONFAB_FILES_TAG_BYTES);
    for (guint k = 0; k < sizeof sum.hash; k++)
      g_assert_cmpint (sum.hash[k], ==,
          g_ascii_xdigit_value (hash[2 * k]) << 4 | g_ascii_xdigit_value (hash[2 * k + 1]));
    g_assert_true (confab_files_check (place->path, &place->lock, &checked, NULL, &error));
    g_assert_cmpint (memcmp (&sum, &checked, sizeof sum), ==, 0);

    reader = confab_files_reader_new (place->path, &place->lock, &error);
    g_assert_no_error (error);
    g_assert_true (g_input_stream_read_all (reader, out, sizes[i] + 1, &n, NULL, &error));
    g_assert_cmpmem (out, n, g_bytes_get_data (bytes, NULL), sizes[i]);
  }
}

/* The test case 16 of the authors of GCM has more than is sealed here, so: what OpenSSL's own tool
 * answers to nothing at all under a key and IV of zeros (test case 13). */
static void
test_known (Place *place, gconstpointer data) {
  static const guint8 tag[] = { 0x53, 0x0f, 0x8a, 0xfb, 0xc7, 0x45, 0x36, 0xb9, 0xa9, 0x63, 0xb4,
    0xf1, 0xc4, 0xcb, 0x73, 0x8b };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) stored = NULL;
  ConfabFilesSum sum;

  memset (confab_base_secret_get_writable (place->key), 0, CONFAB_FILES_KEY_BYTES);
  memset (place->iv, 0, sizeof place->iv);
  g_assert_true (seal (place, 0, 0, &sum, &error));
  stored = confab_files_read_at (place->path, 0, 100, &error);
  g_assert_cmpmem (g_bytes_get_data (stored, NULL), g_bytes_get_size (stored), tag, sizeof tag);
}

static void
expect_damaged (Place *place) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autoptr (GInputStream) reader = NULL;
  g_autofree guint8 *out = g_malloc (2 * PIECE);
  ConfabFilesSum sum;
  gsize n;

  g_assert_false (confab_files_check (place->path, &place->lock, &sum, NULL, &error));
  g_assert_error (error, CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_DAMAGED);
  reader = confab_files_reader_new (place->path, &place->lock, &read_error);
  if (reader != NULL)
    g_assert_false (g_input_stream_read_all (reader, out, 2 * PIECE, &n, NULL, &read_error));
  g_assert_error (read_error, CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_DAMAGED);
}

static void
test_changed (Place *place, gconstpointer data) {
  static const gssize at[] = { 0, 999, 1000, 1015 }; /* a first and last byte, both of the tag */
  g_autofree char *whole = NULL;
  g_autoptr (GError) error = NULL;
  ConfabFilesSum sum;
  gsize size;

  g_assert_true (seal (place, 1000, 1000, &sum, &error));
  g_assert_true (g_file_get_contents (place->path, &whole, &size, &error));
  for (guint i = 0; i < G_N_ELEMENTS (at); i++) {
    whole[at[i]] ^= 1;
    g_assert_true (g_file_set_contents (place->path, whole, (gssize)size, &error));
    expect_damaged (place);
    whole[at[i]] ^= 1;
  }
  for (gsize cut = 0; cut < size; cut += 101) {
    g_assert_true (g_file_set_contents (place->path, whole, (gssize)cut, &error));
    expect_damaged (place);
  }
  g_assert_true (g_file_set_contents (place->path, whole, (gssize)size, &error));
  place->iv[0] ^= 1;
  expect_damaged (place);
}

static void
test_refused (Place *place, gconstpointer data) {
  g_autofree char *link = g_build_filename (place->folder, "link", NULL);
  g_autoptr (GBytes) bytes = make_bytes (10);
  g_autoptr (GError) error = NULL;
  ConfabFilesSum sum;
  GStatBuf facts;

  /* More than allowed leaves nothing. */
  g_assert_false (seal (place, PIECE + 1, PIECE, &sum, &error));
  g_assert_error (error, CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_TOO_LARGE);
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  /* What is there is never written over, and nobody else reads it or runs it. */
  g_assert_true (seal (place, 10, 10, &sum, &error));
  g_assert_cmpint (g_stat (place->path, &facts), ==, 0);
  g_assert_cmphex (facts.st_mode & 0777, ==, 0600);
  g_assert_false (seal (place, 10, 10, &sum, &error));
  g_assert_error (error, CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_DISK);
  g_clear_error (&error);

  /* Nothing goes through a link, or where it does not follow. */
  g_assert_cmpint (symlink (place->path, link), ==, 0);
  g_assert_false (confab_files_append (link, 0, bytes, &error));
  g_clear_error (&error);
  g_assert_false (confab_files_append (place->path, 5, bytes, &error));
  g_assert_error (error, CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_DISK);
  g_clear_error (&error);
  g_assert_true (confab_files_append (place->path, 26, bytes, &error));
  g_assert_cmpuint (confab_files_get_size (place->path), ==, 36);
  g_assert_cmpuint (confab_files_get_size (link), ==, 0);

  /* Erased meanwhile: it does not come back. */
  g_unlink (place->path);
  g_assert_false (confab_files_append (place->path, 36, bytes, &error));
  g_assert_error (error, CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_GONE);
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
  g_unlink (link);
}

static void
test_locks (Place *place, gconstpointer data) {
  g_autoptr (ConfabSecret) is_short = confab_base_secret_new (16);
  ConfabFilesLock lock = place->lock;
  g_autoptr (ConfabFilesCipher) cipher = NULL;
  guint8 tag[CONFAB_FILES_TAG_BYTES], byte = 0;

  lock.key = is_short;
  g_assert_null (confab_files_cipher_new (TRUE, &lock));
  lock = place->lock;
  lock.iv_size = 13;
  g_assert_null (confab_files_cipher_new (TRUE, &lock));

  cipher = confab_files_cipher_new (TRUE, &place->lock);
  g_assert_true (confab_files_cipher_finish (cipher, tag));
  g_assert_false (confab_files_cipher_update (cipher, &byte, 1, &byte));
  g_assert_false (confab_files_cipher_finish (cipher, tag));
}

#define ADD(path, test) g_test_add (path, Place, NULL, place_set_up, test, place_tear_down)

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  ADD ("/files/cipher/sizes", test_sizes);
  ADD ("/files/cipher/known", test_known);
  ADD ("/files/cipher/changed", test_changed);
  ADD ("/files/cipher/refused", test_refused);
  ADD ("/files/cipher/locks", test_locks);
  return g_test_run ();
}
