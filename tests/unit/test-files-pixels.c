/* Making pictures smaller: what is where afterwards, and that no figure of a decoder is believed.
 */

#include "files/files-pixels.h"

#include <string.h>

static const ConfabFilesLayout RGB = { 3, 0, 1, 2, -1, 1, FALSE };
static const ConfabFilesLayout RGBA = { 4, 0, 1, 2, 3, 1, FALSE };

static ConfabFilesRows
rows_of (const void *bytes, gsize length, guint width, guint height, ConfabFilesLayout layout) {
  return (ConfabFilesRows){ .bytes = bytes,
    .length = length,
    .width = width,
    .height = height,
    .stride = (gsize)width * layout.n_channels * layout.n_bytes,
    .layout = layout };
}

static void
expect (const ConfabFilesRows *rows, guint side, guint width, guint height, const char *hex) {
  ConfabFilesPixels scaled;
  g_autoptr (GString) found = g_string_new (NULL);
  const guint8 *bytes;
  gsize length;

  g_assert_true (confab_files_pixels_scale (rows, side, &scaled));
  g_assert_cmpuint (scaled.width, ==, width);
  g_assert_cmpuint (scaled.height, ==, height);
  bytes = g_bytes_get_data (scaled.bytes, &length);
  g_assert_cmpuint (length, ==, (gsize)width * height * 4);
  for (gsize i = 0; i < length; i++)
    g_string_append_printf (found, "%02x%s", bytes[i], i % 4 == 3 && i + 1 < length ? " " : "");
  g_assert_cmpstr (found->str, ==, hex);
  g_bytes_unref (scaled.bytes);
}

static void
test_same (void) {
  static const guint8 BYTES[] = { 1, 2, 3, 40, 50, 60, 250, 255, 0, 9, 8, 7 };
  ConfabFilesRows rows = rows_of (BYTES, sizeof BYTES, 2, 2, RGB);

  expect (&rows, 2, 2, 2, "010203ff 28323cff faff00ff 090807ff");
  /* Never larger than it was. */
  expect (&rows, 100, 2, 2, "010203ff 28323cff faff00ff 090807ff");
}

static void
test_means (void) {
  static const guint8 FOUR[] = { 0, 0, 0, 100, 0, 0, 0, 200, 0, 100, 200, 0 };
  /* Three become two: the one between belongs to both. */
  static const guint8 THREE[] = { 30, 0, 0, 60, 0, 0, 90, 0, 0 };
  ConfabFilesRows rows = rows_of (FOUR, sizeof FOUR, 2, 2, RGB);

  expect (&rows, 1, 1, 1, "326400ff");
  rows = rows_of (THREE, sizeof THREE, 3, 1, RGB);
  expect (&rows, 2, 2, 1, "280000ff 500000ff");
  rows = rows_of (THREE, sizeof THREE, 1, 3, RGB);
  expect (&rows, 2, 1, 2, "280000ff 500000ff");
}

/* What cannot be seen gives no colour. */
static void
test_alpha (void) {
  static const guint8 BYTES[] = { 255, 0, 0, 0, 0, 0, 200, 255 };
  static const guint8 PREMULTIPLIED[] = { 50, 25, 0, 100 };
  ConfabFilesLayout layout = RGBA;
  ConfabFilesRows rows = rows_of (BYTES, sizeof BYTES, 2, 1, RGBA);
  ConfabFilesPixels scaled;

  expect (&rows, 1, 1, 1, "0000c880");
  g_assert_true (confab_files_pixels_scale (&rows, 2, &scaled));
  g_assert_false (scaled.is_opaque);
  g_bytes_unref (scaled.bytes);
  layout.is_premultiplied = TRUE;
  rows = rows_of (PREMULTIPLIED, sizeof PREMULTIPLIED, 1, 1, layout);
  expect (&rows, 1, 1, 1, "80400064");
}

static void
test_layouts (void) {
  static const guint8 ABGR[] = { 255, 3, 2, 1 };
  static const guint8 GREY[] = { 7, 200 };
  static const guint16 WIDE[] = { 0xffff, 0x8080, 0 };
  ConfabFilesRows rows =
      rows_of (ABGR, sizeof ABGR, 1, 1, (ConfabFilesLayout){ 4, 3, 2, 1, 0, 1, FALSE });

  expect (&rows, 1, 1, 1, "010203ff");
  rows = rows_of (GREY, sizeof GREY, 2, 1, (ConfabFilesLayout){ 1, 0, 0, 0, -1, 1, FALSE });
  expect (&rows, 2, 2, 1, "070707ff c8c8c8ff");
  rows = rows_of (WIDE, sizeof WIDE, 1, 1, (ConfabFilesLayout){ 3, 0, 1, 2, -1, 2, FALSE });
  expect (&rows, 1, 1, 1, "ff8000ff");
}

/* Gaps between rows are not part of the picture; long and thin ones keep a pixel. */
static void
test_shapes (void) {
  static const guint8 GAPS[] = { 1, 1, 1, 99, 2, 2, 2 };
  g_autofree guint8 *thin = g_malloc0 (3 * 1000);
  ConfabFilesRows rows = rows_of (GAPS, sizeof GAPS, 1, 2, RGB);

  rows.stride = 4;
  expect (&rows, 2, 1, 2, "010101ff 020202ff");
  rows = rows_of (thin, 3 * 1000, 1000, 1, RGB);
  expect (&rows, 2, 2, 1, "000000ff 000000ff");
}

static void
refuse (ConfabFilesRows rows) {
  ConfabFilesPixels scaled;

  g_assert_false (confab_files_pixels_scale (&rows, 10, &scaled));
  g_assert_null (scaled.bytes);
}

static void
test_lies (void) {
  static const guint8 BYTES[24] = { 0 };
  ConfabFilesRows good = rows_of (BYTES, sizeof BYTES, 4, 2, RGB), rows = good;
  ConfabFilesPixels scaled;

  rows.height = 3;
  refuse (rows);
  rows = good;
  rows.width = 5;
  refuse (rows);
  rows = good;
  rows.stride = 11;
  refuse (rows);
  rows = good;
  rows.stride = G_MAXSIZE;
  refuse (rows);
  rows = good;
  rows.stride = G_MAXSIZE / 2;
  rows.height = 3;
  refuse (rows);
  rows = good;
  rows.width = 0;
  refuse (rows);
  rows = good;
  rows.width = rows.height = G_MAXUINT;
  refuse (rows);
  rows = good;
  rows.width = rows.height = CONFAB_FILES_PIXELS_MAX_SIDE;
  rows.length = G_MAXSIZE;
  refuse (rows);
  rows = good;
  rows.bytes = NULL;
  refuse (rows);
  rows = good;
  rows.layout.red = 3;
  refuse (rows);
  rows = good;
  rows.layout.alpha = 3;
  refuse (rows);
  rows = good;
  rows.layout.n_bytes = 3;
  refuse (rows);
  g_assert_false (confab_files_pixels_scale (&good, 0, &scaled));
}

/* Every size into every other: nothing is written beside, and one colour stays one. */
static void
test_every_size (void) {
  g_autofree guint8 *bytes = g_malloc (40 * 40 * 3);

  memset (bytes, 77, 40 * 40 * 3);
  for (guint width = 1; width <= 40; width += 3) {
    for (guint height = 1; height <= 40; height++) {
      ConfabFilesRows rows = rows_of (bytes, (gsize)width * height * 3, width, height, RGB);
      ConfabFilesPixels scaled;
      const guint8 *out;
      gsize length;

      g_assert_true (confab_files_pixels_scale (&rows, 1 + (width * 7 + height) % 40, &scaled));
      g_assert_true (scaled.is_opaque);
      out = g_bytes_get_data (scaled.bytes, &length);
      for (gsize i = 0; i < length; i++)
        g_assert_cmpuint (out[i], ==, i % 4 == 3 ? 255 : 77);
      g_bytes_unref (scaled.bytes);
    }
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/files/pixels/same", test_same);
  g_test_add_func ("/files/pixels/means", test_means);
  g_test_add_func ("/files/pixels/alpha", test_alpha);
  g_test_add_func ("/files/pixels/layouts", test_layouts);
  g_test_add_func ("/files/pixels/shapes", test_shapes);
  g_test_add_func ("/files/pixels/lies", test_lies);
  g_test_add_func ("/files/pixels/every-size", test_every_size);
  return g_test_run ();
}
