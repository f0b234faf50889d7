/* Pictures decoded by the real glycin, in its sandbox: what it gives, and what is refused. */

#include "files/files-picture.h"

#include <sched.h>
#include <sys/mount.h>
#include <zlib.h>

#include "files/files-cipher.h"

#define NO_SANDBOX "CONFAB_TEST_NO_SANDBOX"

/* ---- files ---- */

static void
append_u32 (GByteArray *to, guint32 n) {
  n = GUINT32_TO_BE (n);
  g_byte_array_append (to, (guint8 *)&n, sizeof n);
}

static void
append_chunk (GByteArray *to, const char *name, const guint8 *data, guint length) {
  uLong sum = crc32 (crc32 (0, (const guint8 *)name, 4), data, length);

  append_u32 (to, length);
  g_byte_array_append (to, (const guint8 *)name, 4);
  g_byte_array_append (to, data, length);
  append_u32 (to, (guint32)sum);
}

/* A PNG of `width` times `height` that says so, whatever `rows` hold. */
static GBytes *
png_new (guint width, guint height, guint8 depth, guint8 type, const guint8 *rows, gsize length) {
  static const guint8 MAGIC[] = { 0x89, 'P', 'N', 'G', 13, 10, 26, 10 };
  g_autoptr (GByteArray) head = g_byte_array_new ();
  GByteArray *png = g_byte_array_new ();
  uLongf packed_length = compressBound (length);
  g_autofree guint8 *packed = g_malloc (packed_length);
  guint8 rest[] = { depth, type, 0, 0, 0 };

  append_u32 (head, width);
  append_u32 (head, height);
  g_byte_array_append (head, rest, sizeof rest);
  g_assert_cmpint (compress (packed, &packed_length, rows, length), ==, Z_OK);
  g_byte_array_append (png, MAGIC, sizeof MAGIC);
  append_chunk (png, "IHDR", head->data, head->len);
  append_chunk (png, "IDAT", packed, (guint)packed_length);
  append_chunk (png, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (png);
}

/* ---- asking ---- */

static DexFuture *
await (DexFuture *future) {
  while (dex_future_get_status (future) == DEX_FUTURE_STATUS_PENDING)
    g_main_context_iteration (NULL, TRUE);
  return future;
}

static ConfabFilesPicture *
decode (GBytes *bytes, guint side) {
  g_autoptr (DexFuture) future = await (confab_files_picture_decode (bytes, side));
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  g_assert_no_error (error);
  return g_value_dup_boxed (value);
}

static void
refuse (GBytes *bytes) {
  g_autoptr (DexFuture) future = await (confab_files_picture_decode (bytes, 100));
  g_autoptr (GError) error = NULL;

  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, CONFAB_FILES_ERROR, (int)CONFAB_FILES_ERROR_DAMAGED);
}

static const guint8 *
pixel (const ConfabFilesPicture *picture, guint x, guint y) {
  return (const guint8 *)g_bytes_get_data (picture->pixels.bytes, NULL) +
         ((gsize)y * picture->pixels.width + x) * 4;
}

static void
test_png (void) {
  /* Two rows: see-through red and blue; green and black. A filter byte before each. */
  static const guint8 ROWS[] = { 0, 255, 0, 0, 128, 0, 0, 255, 255, 0, 0, 255, 0, 255, 0, 0, 0,
    255 };
  static const guint8 GREY[] = { 0, 0xff, 0xff, 0x40, 0x40 };
  g_autoptr (GBytes) png = png_new (2, 2, 8, 6, ROWS, sizeof ROWS);
  g_autoptr (GBytes) grey = png_new (2, 1, 16, 0, GREY, sizeof GREY);
  g_autoptr (ConfabFilesPicture) picture = decode (png, 100);
  g_autoptr (ConfabFilesPicture) wide = decode (grey, 100);

  g_assert_cmpuint (picture->width, ==, 2);
  g_assert_cmpuint (picture->height, ==, 2);
  g_assert_false (picture->pixels.is_opaque);
  g_assert_cmpmem (pixel (picture, 0, 0), 4, ((guint8[]){ 255, 0, 0, 128 }), 4);
  g_assert_cmpmem (pixel (picture, 1, 0), 4, ((guint8[]){ 0, 0, 255, 255 }), 4);
  g_assert_cmpmem (pixel (picture, 0, 1), 4, ((guint8[]){ 0, 255, 0, 255 }), 4);
  g_assert_null (confab_files_picture_dup_jpeg (picture, 85));
  g_assert_cmpuint (wide->width, ==, 2);
  g_assert_cmpuint (*pixel (wide, 0, 0), ==, 255);
  g_assert_cmpuint (*pixel (wide, 1, 0), >=, 0x3e);
  g_assert_cmpuint (*pixel (wide, 1, 0), <=, 0x42);
}

/* Written as a JPEG and read again: the colours are about the same, and it is as small as wished.
 */
static void
test_jpeg (void) {
  gsize length = (gsize)600 * (1 + 900 * 3);
  g_autofree guint8 *rows = g_malloc0 (length);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (ConfabFilesPicture) picture = NULL;
  g_autoptr (ConfabFilesPicture) small = NULL;
  g_autoptr (ConfabFilesPicture) again = NULL;

  for (guint y = 0; y < 600; y++) {
    for (guint x = 0; x < 900; x++)
      rows[y * (1 + 900 * 3) + 1 + x * 3 + (x < 450 ? 0 : 2)] = 200;
  }
  png = png_new (900, 600, 8, 2, rows, length);
  picture = decode (png, 300);
  g_assert_cmpuint (picture->width, ==, 900);
  g_assert_cmpuint (picture->pixels.width, ==, 300);
  g_assert_cmpuint (picture->pixels.height, ==, 200);
  g_assert_true (picture->pixels.is_opaque);
  small = confab_files_picture_scale (picture, 30);
  g_assert_cmpuint (small->pixels.height, ==, 20);
  g_assert_cmpuint (small->width, ==, 900);
  jpeg = confab_files_picture_dup_jpeg (picture, 90);
  g_assert_nonnull (jpeg);
  again = decode (jpeg, 1000);
  g_assert_cmpuint (again->width, ==, 300);
  g_assert_cmpuint (pixel (again, 50, 100)[0], >, 190);
  g_assert_cmpuint (pixel (again, 50, 100)[2], <, 20);
  g_assert_cmpuint (pixel (again, 250, 100)[2], >, 190);
}

static void
test_refused (void) {
  static const char SVG[] = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">"
                            "<rect width=\"9\" height=\"9\"/></svg>";
  static const char TEXT[] = "This is no picture at all, whoever says so.";
  static const guint8 ROWS[] = { 0, 1, 2, 3 };
  g_autoptr (GBytes) svg = g_bytes_new_static (SVG, sizeof SVG - 1);
  g_autoptr (GBytes) text = g_bytes_new_static (TEXT, sizeof TEXT - 1);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  g_autoptr (GBytes) good = png_new (1, 1, 8, 2, ROWS, sizeof ROWS);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (good, 0, 40);
  /* Some bytes that say they are 3.6 thousand million pixels. */
  g_autoptr (GBytes) vast = png_new (60000, 60000, 8, 2, ROWS, sizeof ROWS);

  refuse (svg);
  refuse (text);
  refuse (none);
  refuse (cut);
  refuse (vast);
}

/* Where there is no sandbox, nothing is decoded. */
static void
test_no_sandbox (void) {
  static const guint8 ROWS[] = { 0, 1, 2, 3 };
  g_autoptr (GBytes) good = png_new (1, 1, 8, 2, ROWS, sizeof ROWS);

  if (g_test_subprocess ()) {
    refuse (good);
    return;
  }
  g_setenv (NO_SANDBOX, "1", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

/* Before there is a second thread: nothing that is started from here finds the maker of sandboxes.
 */
static void
hide_sandbox (void) {
  g_autofree char *path = g_find_program_in_path ("bwrap");

  g_assert_nonnull (path);
  g_assert_cmpint (unshare (CLONE_NEWUSER | CLONE_NEWNS), ==, 0);
  g_assert_cmpint (mount ("/dev/null", path, NULL, MS_BIND, NULL), ==, 0);
}

int
main (int argc, char **argv) {
  if (g_getenv (NO_SANDBOX) != NULL)
    hide_sandbox ();
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/picture/png", test_png);
  g_test_add_func ("/files/picture/jpeg", test_jpeg);
  g_test_add_func ("/files/picture/refused", test_refused);
  g_test_add_func ("/files/picture/no-sandbox", test_no_sandbox);
  return g_test_run ();
}
