/* Making a picture smaller. It trusts no figure of a decoder: what does not fit into the bytes that
 * came is refused before the first pixel is read. */

#include "files/files-pixels.h"

#include <string.h>

#define N_CHANNELS 4

/* Which pixel of the smaller side one of the larger side falls into, and how much of it does; the
 * rest falls into the next one. */
typedef struct {
  guint into;
  float share;
} Cover;

static gboolean
is_sound (const ConfabFilesRows *rows) {
  const ConfabFilesLayout *layout = &rows->layout;
  gsize pixel = (gsize)layout->n_channels * layout->n_bytes;

  if (rows->width == 0 || rows->height == 0 || rows->width > CONFAB_FILES_PIXELS_MAX_SIDE ||
      rows->height > CONFAB_FILES_PIXELS_MAX_SIDE ||
      (gsize)rows->width * rows->height > CONFAB_FILES_PIXELS_MAX)
    return FALSE;
  if (layout->n_channels == 0 || layout->n_channels > N_CHANNELS ||
      (layout->n_bytes != 1 && layout->n_bytes != 2) || layout->red >= layout->n_channels ||
      layout->green >= layout->n_channels || layout->blue >= layout->n_channels ||
      layout->alpha >= layout->n_channels)
    return FALSE;
  return rows->bytes != NULL && rows->stride >= rows->width * pixel &&
         rows->stride <= rows->length &&
         rows->length - rows->width * pixel >= rows->stride * (rows->height - 1);
}

static Cover *
covers_new (guint from, guint to) {
  Cover *covers = g_new (Cover, from);
  double scale = (double)to / from;

  for (guint i = 0; i < from; i++) {
    double begin = i * scale, end = (i + 1) * scale;
    guint into = MIN ((guint)begin, to - 1);

    covers[i].into = into;
    covers[i].share =
        into + 1 >= to || end <= into + 1 ? 1.0f : (float)((into + 1 - begin) / (end - begin));
  }
  return covers;
}

static float
channel (const guint8 *pixel, guint index, guint n_bytes) {
  guint16 wide;

  if (n_bytes == 1)
    return pixel[index];
  memcpy (&wide, pixel + index * 2, sizeof wide);
  return (float)wide / 257.0f;
}

/* Premultiplied, 0 to 255: colours of what cannot be seen do not count. */
static void
read_pixel (const ConfabFilesLayout *layout, const guint8 *pixel, float *rgba) {
  float alpha = layout->alpha < 0 ? 255.0f : channel (pixel, (guint)layout->alpha, layout->n_bytes);
  float by = layout->is_premultiplied || layout->alpha < 0 ? 1.0f : alpha / 255.0f;

  rgba[0] = channel (pixel, layout->red, layout->n_bytes) * by;
  rgba[1] = channel (pixel, layout->green, layout->n_bytes) * by;
  rgba[2] = channel (pixel, layout->blue, layout->n_bytes) * by;
  rgba[3] = alpha;
}

/* One row into `line`, which has room for one pixel more than it is wide. */
static void
shrink_row (const ConfabFilesRows *rows, guint y, const Cover *covers, float *line, guint width) {
  const guint8 *at = rows->bytes + y * rows->stride;
  gsize step = (gsize)rows->layout.n_channels * rows->layout.n_bytes;

  memset (line, 0, (width + 1) * N_CHANNELS * sizeof *line);
  for (guint x = 0; x < rows->width; x++, at += step) {
    float *into = line + covers[x].into * N_CHANNELS;
    float share = covers[x].share, rgba[N_CHANNELS];

    read_pixel (&rows->layout, at, rgba);
    for (guint i = 0; i < N_CHANNELS; i++) {
      into[i] += rgba[i] * share;
      into[i + N_CHANNELS] += rgba[i] * (1.0f - share);
    }
  }
}

static guint8
to_byte (float value) {
  return (guint8)CLAMP (value + 0.5f, 0.0f, 255.0f);
}

/* FALSE: some of it can be seen through. */
static gboolean
write_row (const float *sums, float weight, guint width, guint8 *out) {
  gboolean is_opaque = TRUE;

  for (guint x = 0; x < width; x++, sums += N_CHANNELS, out += N_CHANNELS) {
    float alpha = sums[3] / weight;
    float by = alpha > 0 ? 255.0f / (alpha * weight) : 0.0f;

    for (guint i = 0; i < 3; i++)
      out[i] = to_byte (sums[i] * by);
    out[3] = to_byte (alpha);
    is_opaque = is_opaque && out[3] == 255;
  }
  return is_opaque;
}

static gboolean
shrink (const ConfabFilesRows *rows, guint width, guint height, guint8 *out) {
  g_autofree Cover *across = covers_new (rows->width, width);
  g_autofree Cover *down = covers_new (rows->height, height);
  gsize n = (gsize)width * N_CHANNELS;
  g_autofree float *line = g_new0 (float, n + N_CHANNELS);
  g_autofree float *sums = g_new0 (float, n);
  g_autofree float *next = g_new0 (float, n);
  float weight = ((float)rows->width / (float)width) * ((float)rows->height / (float)height);
  gboolean is_opaque = TRUE;

  for (guint y = 0; y < rows->height; y++) {
    shrink_row (rows, y, across, line, width);
    for (gsize i = 0; i < n; i++) {
      sums[i] += line[i] * down[y].share;
      next[i] += line[i] * (1.0f - down[y].share);
    }
    if (y + 1 == rows->height || down[y + 1].into != down[y].into) {
      is_opaque = write_row (sums, weight, width, out + down[y].into * n) && is_opaque;
      memcpy (sums, next, n * sizeof *sums);
      memset (next, 0, n * sizeof *next);
    }
  }
  return is_opaque;
}

gboolean
confab_files_pixels_scale (const ConfabFilesRows *rows, guint side, ConfabFilesPixels *scaled) {
  guint width, height, longest;
  gsize length;
  guint8 *out;

  *scaled = (ConfabFilesPixels){ 0 };
  if (!is_sound (rows) || side == 0)
    return FALSE;
  longest = MAX (rows->width, rows->height);
  side = MIN (side, longest);
  width = MAX (1, (guint)((guint64)rows->width * side / longest));
  height = MAX (1, (guint)((guint64)rows->height * side / longest));
  length = (gsize)width * height * N_CHANNELS;
  out = g_malloc0 (length);
  scaled->is_opaque = shrink (rows, width, height, out);
  scaled->bytes = g_bytes_new_take (out, length);
  scaled->width = width;
  scaled->height = height;
  return TRUE;
}
