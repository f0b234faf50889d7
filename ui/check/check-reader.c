/* From a picture file to the text in it. Only PNG and JPEG, known by their first bytes, and only of
 * a size that was read from their headers before anything is unpacked: it refuses every other kind
 * that a loader might know. What comes out is text from outside, and judged by core. */

#include "check/check-reader.h"

#include "base/base-fiber.h"

#include <gdk/gdk.h>

#include "check/check-scan.h"

#define PNG_HEADER_BYTES 24
#define MAX_SIDE 12000 /* pixels */

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

static GdkTexture *
unpack (GBytes *bytes, GError **error) {
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  guint width = 0;
  guint height = 0;

  if (length > CONFAB_CHECK_READER_MAX_BYTES) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "too many bytes");
    return NULL;
  }
  if (!read_png_size (data, length, &width, &height) &&
      !read_jpeg_size (data, length, &width, &height)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "neither PNG nor JPEG");
    return NULL;
  }
  if (width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE ||
      (guint64)width * height > CONFAB_CHECK_READER_MAX_PIXELS) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "too many pixels");
    return NULL;
  }
  return gdk_texture_new_from_bytes (bytes, error);
}

/* What is seen through counts as paper: white. */
static guint8 *
dup_gray (GdkTexture *texture) {
  gsize width = (gsize)gdk_texture_get_width (texture);
  gsize height = (gsize)gdk_texture_get_height (texture);
  g_autoptr (GdkTextureDownloader) downloader = gdk_texture_downloader_new (texture);
  g_autoptr (GBytes) pixels = NULL;
  gsize stride;
  const guint8 *from;
  guint8 *gray = g_malloc (width * height);

  gdk_texture_downloader_set_format (downloader, GDK_MEMORY_R8G8B8A8_PREMULTIPLIED);
  pixels = gdk_texture_downloader_download_bytes (downloader, &stride);
  from = g_bytes_get_data (pixels, NULL);
  for (gsize y = 0; y < height; y++) {
    for (gsize x = 0; x < width; x++) {
      const guint8 *pixel = from + y * stride + x * 4;

      gray[y * width + x] =
          (guint8)((pixel[0] * 77 + pixel[1] * 151 + pixel[2] * 28) / 256 + (255 - pixel[3]));
    }
  }
  return gray;
}

static DexFuture *
read_bytes (GBytes *bytes) {
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = unpack (bytes, &error);
  g_autofree guint8 *gray = NULL;
  char *text;

  if (texture == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  gray = dup_gray (texture);
  text = confab_check_scan_dup_text (
      gray, (guint)gdk_texture_get_width (texture), (guint)gdk_texture_get_height (texture));
  if (text == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "nothing to read in it");
  return dex_future_new_take_string (text);
}

static DexFuture *
on_thread_bytes (gpointer data) {
  return read_bytes (data);
}

static DexFuture *
on_thread_file (gpointer data) {
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
  return read_bytes (bytes);
}

static void
unref_bytes (gpointer bytes) {
  g_bytes_unref (bytes);
}

DexFuture *
confab_check_reader_read_file (GFile *file) {
  return confab_base_fiber_start_apart (on_thread_file, g_object_ref (file), g_object_unref);
}

DexFuture *
confab_check_reader_read_bytes (GBytes *bytes) {
  return confab_base_fiber_start_apart (on_thread_bytes, g_bytes_ref (bytes), unref_bytes);
}
