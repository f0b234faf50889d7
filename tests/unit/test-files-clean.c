/* Cleaning pictures: made here with a place, a camera, an author and a small picture in them, by
 * exiftool, and looked at by it again. */

#include "files/files-clean.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define SECRET "Sunnyvale"

static gboolean
write_bytes (gpointer data, const guint8 *bytes, gsize length) {
  g_byte_array_append (data, bytes, (guint)length);
  return TRUE;
}

static ConfabFilesCleaned
clean (const guint8 *bytes, gsize length, GByteArray *cleaned) {
  ConfabFilesBytes block = { bytes, length };
  ConfabFilesSource source = confab_files_source_bytes (&block);

  return confab_files_clean (&source, write_bytes, cleaned);
}

/* Runs a program of the box; its standard output. */
static char *
run (const char *const *argv) {
  g_autoptr (GError) error = NULL;
  char *out = NULL;
  int status = 0;

  g_spawn_sync (
      NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, NULL, &status, &error);
  g_assert_no_error (error);
  if (status != 0)
    g_error ("%s: %s", argv[0], out);
  return out;
}

typedef struct {
  char *folder, *before, *after;
} Picture;

static void
make_picture (Picture *picture, const char *kind) {
  g_autoptr (GError) error = NULL;
  g_autofree char *size = NULL;

  picture->folder = g_dir_make_tmp ("confab-clean-XXXXXX", &error);
  g_assert_no_error (error);
  picture->before = g_strdup_printf ("%s/before.%s", picture->folder, kind);
  picture->after = g_strdup_printf ("%s/after.%s", picture->folder, kind);
  {
    const char *draw[] = { "convert", "-size", "64x48", "gradient:red-blue", picture->before,
      NULL };
    const char *tell[] = { "exiftool", "-q", "-overwrite_original", "-GPSLatitude=52.5",
      "-GPSLatitudeRef=N", "-GPSLongitude=13.4", "-GPSLongitudeRef=E", "-Make=" SECRET,
      "-Model=" SECRET, "-Artist=" SECRET, "-Orientation#=6", "-DateTimeOriginal=2026:05:14 10:02",
      "-XMP-dc:Creator=" SECRET, "-XMP-photoshop:City=" SECRET, "-SerialNumber=" SECRET,
      picture->before, NULL };
    const char *more[] = { "exiftool", "-q", "-overwrite_original", "-Comment=" SECRET,
      "-IPTC:City=" SECRET, picture->before, NULL };

    g_free (run (draw));
    g_free (run (tell));
    if (strcmp (kind, "jpg") == 0)
      g_free (run (more));
  }
}

static void
drop_picture (Picture *picture) {
  g_unlink (picture->before);
  g_unlink (picture->after);
  g_rmdir (picture->folder);
  g_free (picture->before);
  g_free (picture->after);
  g_free (picture->folder);
}

static char *
look (const char *path) {
  const char *argv[] = { "exiftool", "-a", "-u", "-G1", "-s", path, NULL };

  return run (argv);
}

/* A sum over the pixels as they are stored. */
static char *
sum_of_pixels (const char *path) {
  const char *argv[] = { "identify", "-define", "png:swap-bytes=off", "-format", "%#", path, NULL };

  return run (argv);
}

static void
test_picture (gconstpointer data) {
  Picture picture;
  g_autofree char *bytes = NULL, *told = NULL, *tells = NULL, *sum = NULL, *sum_after = NULL;
  g_autoptr (GByteArray) cleaned = g_byte_array_new ();
  g_autoptr (GByteArray) again = g_byte_array_new ();
  gsize length = 0;

  make_picture (&picture, data);
  told = look (picture.before);
  g_assert_nonnull (strstr (told, "GPSLatitude"));
  g_assert_nonnull (strstr (told, SECRET));

  g_assert_true (g_file_get_contents (picture.before, &bytes, &length, NULL));
  g_assert_cmpint (clean ((const guint8 *)bytes, length, cleaned), ==, CONFAB_FILES_CLEAN_DONE);
  g_assert_null (memmem (cleaned->data, cleaned->len, SECRET, strlen (SECRET)));
  g_assert_true (g_file_set_contents (picture.after, (char *)cleaned->data, cleaned->len, NULL));
  tells = look (picture.after);
  g_assert_null (strstr (tells, "GPS"));
  g_assert_null (strstr (tells, SECRET));
  g_assert_null (strstr (tells, "2026:05:14"));
  g_assert_null (strstr (tells, "XMP"));
  g_assert_nonnull (strstr (tells, "Orientation"));
  sum = sum_of_pixels (picture.before);
  sum_after = sum_of_pixels (picture.after);
  g_assert_cmpstr (sum, ==, sum_after);

  /* Once is enough, and does no harm twice. */
  clean (cleaned->data, cleaned->len, again);
  g_assert_cmpmem (cleaned->data, cleaned->len, again->data, again->len);
  drop_picture (&picture);
}

/* Every part that is cut, and every byte that is changed, ends well. */
static void
test_damaged (gconstpointer data) {
  Picture picture;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  make_picture (&picture, data);
  g_assert_true (g_file_get_contents (picture.before, &bytes, &length, NULL));
  for (gsize i = 12; i < length; i += 1 + length / 400) {
    g_autoptr (GByteArray) cut = g_byte_array_new ();
    g_autoptr (GByteArray) changed = g_byte_array_new ();
    char was = bytes[i];

    g_assert_cmpint (clean ((const guint8 *)bytes, i, cut), ==, CONFAB_FILES_CLEAN_DAMAGED);
    bytes[i] = (char)~was;
    clean ((const guint8 *)bytes, length, changed);
    g_assert_true (
        changed->len == 0 || memmem (changed->data, changed->len, SECRET, strlen (SECRET)) == NULL);
    bytes[i] = was;
  }
  drop_picture (&picture);
}

/* What follows the end of the picture goes as well: other programs keep films and notes there. */
static void
test_behind_end (gconstpointer data) {
  Picture picture;
  g_autofree char *bytes = NULL;
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GByteArray) cleaned = g_byte_array_new ();
  gsize length = 0;

  make_picture (&picture, data);
  g_assert_true (g_file_get_contents (picture.before, &bytes, &length, NULL));
  g_byte_array_append (longer, (const guint8 *)bytes, (guint)length);
  g_byte_array_append (longer, (const guint8 *)SECRET, strlen (SECRET));
  g_assert_cmpint (clean (longer->data, longer->len, cleaned), ==, CONFAB_FILES_CLEAN_DONE);
  g_assert_null (memmem (cleaned->data, cleaned->len, SECRET, strlen (SECRET)));
  drop_picture (&picture);
}

/* A dance of two pictures that begins again for ever, told of in every place there is. */
static void
test_gif (void) {
  static const char head[] = "GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff";
  static const char loop[] = "!\xff\x0bNETSCAPE2.0\3\1\0\0";
  static const char remark[] = "!\xfe\x09" SECRET;
  static const char own[] = "!\xff\x0bXMP DataXMP\x09" SECRET;
  static const char buffer[] = "!\xff\x0bNETSCAPE2.0\5\2\0\0\0\0";
  static const char text[] = "!\1\x0c\0\0\0\0\1\0\1\0\1\1\0\1\x09" SECRET;
  static const char time[] = "!\xf9\4\0\x0a\0\0";
  static const char picture[] = ",\0\0\0\0\1\0\1\0\0\2\2D\1";
  static const struct {
    const char *part;
    gsize size;
    gboolean is_kept;
  } parts[] = {
#define PART(part, is_kept) { part, sizeof part, is_kept }
    { head, sizeof head - 1, TRUE },
    PART (loop, TRUE),
    PART (remark, FALSE),
    PART (own, FALSE),
    PART (time, TRUE),
    PART (picture, TRUE),
    PART (time, FALSE), /* of the text */
    PART (text, FALSE),
    PART (buffer, FALSE),
    PART (time, TRUE),
    PART (remark, FALSE),
    PART (picture, TRUE),
    { ";", 1, TRUE },
    { SECRET, 9, FALSE },
  };
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  g_autoptr (GByteArray) want = g_byte_array_new ();
  g_autoptr (GByteArray) cleaned = g_byte_array_new ();
  g_autoptr (GByteArray) again = g_byte_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
    /* "time" goes to the next picture, whatever was left out between. */
    g_byte_array_append (whole, (const guint8 *)parts[i].part, (guint)parts[i].size);
    if (parts[i].is_kept)
      g_byte_array_append (want, (const guint8 *)parts[i].part, (guint)parts[i].size);
  }
  g_assert_cmpint (clean (whole->data, whole->len, cleaned), ==, CONFAB_FILES_CLEAN_DONE);
  g_assert_cmpmem (cleaned->data, cleaned->len, want->data, want->len);
  g_assert_cmpint (clean (want->data, want->len, again), ==, CONFAB_FILES_CLEAN_WAS);
  g_assert_cmpmem (again->data, again->len, want->data, want->len);
  for (guint i = 6; i < want->len; i++) {
    g_autoptr (GByteArray) cut = g_byte_array_new ();

    g_assert_cmpint (clean (want->data, i, cut), ==, CONFAB_FILES_CLEAN_DAMAGED);
  }
}

/* One of ImageMagick's making keeps its pixels, its pace and how often it begins again. */
static void
test_gif_of_others (void) {
  g_autofree char *folder = g_dir_make_tmp ("confab-clean-XXXXXX", NULL);
  g_autofree char *before = g_build_filename (folder, "before.gif", NULL);
  g_autofree char *after = g_build_filename (folder, "after.gif", NULL);
  const char *draw[] = { "convert", "-delay", "20", "-loop", "3", "-size", "16x12", "xc:red",
    "xc:blue", "gradient:", "-set", "comment", SECRET, before, NULL };
  g_autofree char *bytes = NULL, *sum = NULL, *sum_after = NULL, *tells = NULL;
  g_autoptr (GByteArray) cleaned = g_byte_array_new ();
  gsize length = 0;

  g_free (run (draw));
  g_assert_true (g_file_get_contents (before, &bytes, &length, NULL));
  g_assert_nonnull (memmem (bytes, length, SECRET, strlen (SECRET)));
  g_assert_cmpint (clean ((const guint8 *)bytes, length, cleaned), ==, CONFAB_FILES_CLEAN_DONE);
  g_assert_true (g_file_set_contents (after, (char *)cleaned->data, cleaned->len, NULL));
  tells = look (after);
  g_assert_null (strstr (tells, SECRET));
  g_assert_nonnull (strstr (tells, "AnimationIterations"));
  g_assert_nonnull (strstr (tells, "0.60 s"));
  sum = sum_of_pixels (before);
  sum_after = sum_of_pixels (after);
  g_assert_cmpstr (sum, ==, sum_after);
  g_unlink (before);
  g_unlink (after);
  g_rmdir (folder);
}

static void
test_others (void) {
  static const struct {
    const char *bytes;
    gsize length;
    ConfabFilesCleaned cleaned;
  } cases[] = {
    { "", 0, CONFAB_FILES_CLEAN_NOTHING },
    { "Dear Ann", 8, CONFAB_FILES_CLEAN_NOTHING },
    { "%PDF-1.7\n", 9, CONFAB_FILES_CLEAN_CANNOT },
    { "PK\003\004aaaaaaaa", 12, CONFAB_FILES_CLEAN_CANNOT },
    { "\0\0\0\x18"
      "ftypheic\0\0\0\0",
        16, CONFAB_FILES_CLEAN_CANNOT },
    { "GIF89a\1\0\1\0\0\0\0;", 14, CONFAB_FILES_CLEAN_DAMAGED },
    { "\1\2\3\4", 4, CONFAB_FILES_CLEAN_CANNOT },
    { "<html></html>", 13, CONFAB_FILES_CLEAN_CANNOT },
    { "\xff\xd8\xff\xe1", 4, CONFAB_FILES_CLEAN_DAMAGED },
    { "\x89PNG\r\n\x1a\n", 8, CONFAB_FILES_CLEAN_DAMAGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GByteArray) cleaned = g_byte_array_new ();

    g_assert_cmpint (
        clean ((const guint8 *)cases[i].bytes, cases[i].length, cleaned), ==, cases[i].cleaned);
    if (cases[i].cleaned != CONFAB_FILES_CLEAN_DAMAGED)
      g_assert_cmpuint (cleaned->len, ==, 0);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/files/clean/jpeg", "jpg", test_picture);
  g_test_add_data_func ("/files/clean/png", "png", test_picture);
  g_test_add_data_func ("/files/clean/webp", "webp", test_picture);
  g_test_add_data_func ("/files/clean/damaged-jpeg", "jpg", test_damaged);
  g_test_add_data_func ("/files/clean/damaged-png", "png", test_damaged);
  g_test_add_data_func ("/files/clean/damaged-webp", "webp", test_damaged);
  g_test_add_data_func ("/files/clean/behind-end-jpeg", "jpg", test_behind_end);
  g_test_add_data_func ("/files/clean/behind-end-png", "png", test_behind_end);
  g_test_add_data_func ("/files/clean/behind-end-webp", "webp", test_behind_end);
  g_test_add_func ("/files/clean/gif", test_gif);
  g_test_add_func ("/files/clean/gif-of-others", test_gif_of_others);
  g_test_add_func ("/files/clean/others", test_others);
  return g_test_run ();
}
