/* From a picture file to the text in it. Only PNG and JPEG, known by their first bytes, and only of
 * a size that was read from their headers before anything is unpacked, in a sandbox: it refuses
 * every other kind that a loader might know. What comes out is text from outside, and judged by
 * core. */

#include "check/check-reader.h"

#include <string.h>

#include "base/base-fiber.h"
#include "check/check-scan.h"
#include "core/core-attach.h"

#define PNG_HEADER_BYTES 24
#define MAX_SIDE 12000    /* pixels */
#define SCANNED_SIDE 4000 /* a larger one is made smaller first */

static guint
read_be16 (const guint8 *at) {
  return ((guint)at[0] << 8) | at[1];
}

static gboolean
read_png_size (const guint8 *data, gsize length, guint *width, guint *height) {
  static const guint8 magic[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

  if (length < PNG_HEADER_BYTES || memcmp (data, magic, sizeof magic) != 0)
    return FALSE;
  *width = (read_be16 (data + 16) << 16) | read_be16 (data + 18);
  *height = (read_be16 (data + 20) << 16) | read_be16 (data + 22);
  return TRUE;
}

/* Start of a frame: all of them but the ones that only look so (ITU T.81, table B.1). */
static gboolean
is_frame_marker (guint8 marker) {
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

static gboolean
read_jpeg_size (const guint8 *data, gsize length, guint *width, guint *height) {
  gsize at = 2;

  if (length < 4 || data[0] != 0xff || data[1] != 0xd8)
    return FALSE;
  while (at + 9 < length && data[at] == 0xff) {
    if (is_frame_marker (data[at + 1])) {
      *height = read_be16 (data + at + 5);
      *width = read_be16 (data + at + 7);
      return TRUE;
    }
    at += data[at + 1] == 0xff ? 1 : 2 + read_be16 (data + at + 2);
  }
  return FALSE;
}

/* In the pool: a header may be long. */
static gboolean
is_fit (GBytes *bytes, GError **error) {
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint width = 0;
  guint height = 0;

  if (length > CONFAB_CHECK_READER_MAX_BYTES) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "too many bytes");
    return FALSE;
  }
  if (!read_png_size (data, length, &width, &height) &&
      !read_jpeg_size (data, length, &width, &height)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "neither PNG nor JPEG");
    return FALSE;
  }
  if (width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE ||
      (guint64)width * height > CONFAB_CHECK_READER_MAX_PIXELS) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "too many pixels");
    return FALSE;
  }
  return TRUE;
}

/* What is seen through counts as paper: white. */
static guint8 *
dup_gray (const ConfabModelPicture *picture) {
  gsize n = (gsize)picture->width * picture->height;
  const guint8 *pixel = g_bytes_get_data (picture->rgba, NULL);
  guint8 *gray = g_malloc (n);

  for (gsize i = 0; i < n; i++, pixel += 4) {
    guint ink = (pixel[0] * 77u + pixel[1] * 151u + pixel[2] * 28u) / 256;

    gray[i] = (guint8)((ink * pixel[3] + 255u * (255u - pixel[3])) / 255u);
  }
  return gray;
}

/* In the pool. */
static DexFuture *
run_scanning (gpointer data) {
  const ConfabModelPicture *picture = data;
  g_autofree guint8 *gray = dup_gray (picture);
  char *text = confab_check_scan_dup_text (gray, picture->width, picture->height);

  if (text == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing to read in it");
  return dex_future_new_take_string (text);
}

static void
unref_picture (gpointer data) {
  confab_model_picture_unref (data);
}

static DexFuture *
on_decoded (DexFuture *future, gpointer data) {
  const GValue *value = dex_future_get_value (future, NULL);

  if (value == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "broken");
  return confab_base_fiber_start_apart (
      run_scanning, confab_model_picture_ref (g_value_get_boxed (value)), unref_picture);
}

static DexFuture *
on_fit (DexFuture *future, gpointer data) {
  GBytes *bytes = g_value_get_boxed (dex_future_get_value (future, NULL));

  return dex_future_finally (
      confab_core_decode_picture (bytes, SCANNED_SIDE), on_decoded, NULL, NULL);
}

static DexFuture *
run_bytes (gpointer data) {
  g_autoptr (GError) error = NULL;

  if (!is_fit (data, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (G_TYPE_BYTES, g_bytes_ref (data));
}

static DexFuture *
run_file (gpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (data, NULL, &error);
  g_autofree guint8 *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gsize length = 0;

  if (stream == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  /* One more than fits, so that too large is seen as such. */
  content = g_malloc (CONFAB_CHECK_READER_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), content, CONFAB_CHECK_READER_MAX_BYTES + 1,
          &length, NULL, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  bytes = g_bytes_new (content, length);
  return run_bytes (bytes);
}

static void
unref_bytes (gpointer bytes) {
  g_bytes_unref (bytes);
}

DexFuture *
confab_check_reader_read_file (GFile *file) {
  return dex_future_then (
      confab_base_fiber_start_apart (run_file, g_object_ref (file), g_object_unref), on_fit, NULL,
      NULL);
}

DexFuture *
confab_check_reader_read_bytes (GBytes *bytes) {
  return dex_future_then (
      confab_base_fiber_start_apart (run_bytes, g_bytes_ref (bytes), unref_bytes), on_fit, NULL,
      NULL);
}
