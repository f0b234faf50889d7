/* Looking into what is held sealed: the same is seen as in the open, at every place of it, and what
 * was changed is not looked into at all. */

#include <glib/gstdio.h>
#include <string.h>

#include "files/files-look.h"

#define BEHIND 300000 /* an archive's list stands at its end */

typedef struct {
  char *folder, *path;
  ConfabSecret *key;
  guint8 iv[CONFAB_FILES_IV_MAX];
  ConfabFilesLock lock;
} Place;

static void
set_up (Place *place, gconstpointer iv_size) {
  place->folder = g_dir_make_tmp ("confab-look-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "one", NULL);
  place->key = confab_base_secret_new (CONFAB_FILES_KEY_BYTES);
  memset (confab_base_secret_get_writable (place->key), 9, CONFAB_FILES_KEY_BYTES);
  for (gsize i = 0; i < sizeof place->iv; i++)
    place->iv[i] = (guint8)(0xf0 + i);
  place->lock = (ConfabFilesLock){ place->key, place->iv, GPOINTER_TO_SIZE (iv_size) };
}

static void
tear_down (Place *place, gconstpointer data) {
  g_unlink (place->path);
  g_rmdir (place->folder);
  confab_base_secret_unref (place->key);
  g_free (place->path);
  g_free (place->folder);
}

static void
seal (Place *place, GByteArray *bytes) {
  g_autoptr (GBytes) content = g_bytes_new (bytes->data, bytes->len);
  g_autoptr (GInputStream) source = g_memory_input_stream_new_from_bytes (content);
  g_autoptr (GError) error = NULL;
  ConfabFilesSum sum;

  g_unlink (place->path);
  confab_files_seal (source, place->path, &place->lock, 1 << 24, &sum, NULL, &error);
  g_assert_no_error (error);
}

static void
add_number (GByteArray *bytes, guint32 value, guint n) {
  for (guint i = 0; i < n; i++) {
    guint8 byte = (guint8)(value >> (8 * i));

    g_byte_array_append (bytes, &byte, 1);
  }
}

static void
add_text (GByteArray *bytes, const char *text) {
  g_byte_array_append (bytes, (const guint8 *)text, (guint)strlen (text));
}

/* An archive of two members, stored: a long one, and a program behind it. */
static GByteArray *
make_archive (const char *second) {
  static const guint32 sizes[] = { BEHIND, 4 };
  const char *names[] = { "long.txt", second };
  GByteArray *bytes = g_byte_array_new (), *list = g_byte_array_new ();
  guint32 list_at;

  for (guint i = 0; i < 2; i++) {
    guint32 at = bytes->len;

    add_text (bytes, "PK\3\4");
    add_number (bytes, 20, 2);
    for (guint j = 0; j < 6; j++)
      add_number (bytes, 0, 2);
    add_number (bytes, sizes[i], 4);
    add_number (bytes, sizes[i], 4);
    add_number (bytes, (guint32)strlen (names[i]), 2);
    add_number (bytes, 0, 2);
    add_text (bytes, names[i]);
    for (guint32 j = 0; j < sizes[i]; j++)
      add_text (bytes, "x");
    add_text (list, "PK\1\2");
    add_number (list, 20, 2);
    add_number (list, 20, 2);
    for (guint j = 0; j < 6; j++)
      add_number (list, 0, 2);
    add_number (list, sizes[i], 4);
    add_number (list, sizes[i], 4);
    add_number (list, (guint32)strlen (names[i]), 2);
    for (guint j = 0; j < 6; j++)
      add_number (list, 0, 2);
    add_number (list, at, 4);
    add_text (list, names[i]);
  }
  list_at = bytes->len;
  g_byte_array_append (bytes, list->data, list->len);
  add_text (bytes, "PK\5\6");
  add_number (bytes, 0, 4);
  add_number (bytes, 2, 2);
  add_number (bytes, 2, 2);
  add_number (bytes, list->len, 4);
  add_number (bytes, list_at, 4);
  add_number (bytes, 0, 2);
  g_byte_array_unref (list);
  return bytes;
}

static void
test_same_as_open (Place *place, gconstpointer data) {
  static const char *const names[] = { "short.txt", "run.sh" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GByteArray) archive = make_archive (names[i]);
    ConfabFilesBytes block = { archive->data, archive->len };
    ConfabFilesSource source = confab_files_source_bytes (&block);
    ConfabFileLook open, sealed;

    seal (place, archive);
    confab_files_kind_look (&source, "album.zip", "application/zip", &open);
    g_assert_true (
        confab_files_look (place->path, &place->lock, "album.zip", "application/zip", &sealed));
    g_assert_cmpint (sealed.content, ==, CONFAB_FILE_KIND_ARCHIVE);
    g_assert_cmpuint (sealed.dangers, ==, i == 0 ? 0 : CONFAB_FILE_HOLDS_PROGRAM);
    g_assert_cmpint (sealed.content, ==, open.content);
    g_assert_cmpint (sealed.named, ==, open.named);
    g_assert_cmpint (sealed.declared, ==, open.declared);
    g_assert_cmpuint (sealed.dangers, ==, open.dangers);
    g_assert_true (sealed.is_looked);
  }
}

/* A short text is text: what stands behind it on the disk is no part of it. */
static void
test_short (Place *place, gconstpointer data) {
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  ConfabFileLook look;

  add_text (bytes, "bread, milk\n");
  seal (place, bytes);
  g_assert_true (confab_files_look (place->path, &place->lock, "a.txt", "text/plain", &look));
  g_assert_cmpint (look.content, ==, CONFAB_FILE_KIND_TEXT);
  g_assert_cmpuint (look.dangers, ==, 0);
}

static void
test_changed (Place *place, gconstpointer data) {
  g_autoptr (GByteArray) archive = make_archive ("short.txt");
  g_autofree char *bytes = NULL;
  gsize length = 0;
  ConfabFileLook look;

  seal (place, archive);
  g_assert_true (g_file_get_contents (place->path, &bytes, &length, NULL));
  for (gsize i = 0; i < length; i += length / 7) {
    bytes[i] ^= 1;
    g_assert_true (g_file_set_contents (place->path, bytes, (gssize)length, NULL));
    g_assert_false (confab_files_look (place->path, &place->lock, "a.zip", NULL, &look));
    g_assert_false (look.is_looked);
    bytes[i] ^= 1;
  }
  g_assert_true (g_file_set_contents (place->path, bytes, (gssize)length - 1, NULL));
  g_assert_false (confab_files_look (place->path, &place->lock, "a.zip", NULL, &look));
  g_unlink (place->path);
  g_assert_false (confab_files_look (place->path, &place->lock, "a.zip", NULL, &look));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  g_test_add ("/files/look/same-as-open", Place, GSIZE_TO_POINTER (12), set_up, test_same_as_open,
      tear_down);
  g_test_add ("/files/look/other-nonce", Place, GSIZE_TO_POINTER (16), set_up, test_same_as_open,
      tear_down);
  g_test_add ("/files/look/short", Place, GSIZE_TO_POINTER (12), set_up, test_short, tear_down);
  g_test_add ("/files/look/changed", Place, GSIZE_TO_POINTER (12), set_up, test_changed, tear_down);
  return g_test_run ();
}
