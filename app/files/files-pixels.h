#pragma once

/* Rows of pixels as a decoder gives them, made as small as they are shown. Pure; for the pool. */

#include <glib.h>

G_BEGIN_DECLS

/* Larger ones are not decoded: a picture of some kilobytes can be of any size (R38). */
#define CONFAB_FILES_PIXELS_MAX (64 * 1024 * 1024)
#define CONFAB_FILES_PIXELS_MAX_SIDE 32768

/* Where the colours stand in one pixel, counted in channels; `alpha` is -1 where there is none. */
typedef struct {
  guint8 n_channels, red, green, blue;
  gint8 alpha;
  guint8 n_bytes; /* of a channel: 1, or 2 in this machine's order */
  gboolean is_premultiplied;
} ConfabFilesLayout;

typedef struct {
  const guint8 *bytes;
  gsize length;
  guint width, height;
  gsize stride; /* bytes from one row to the next */
  ConfabFilesLayout layout;
} ConfabFilesRows;

/* What it became: RGBA, 8 bits each, not premultiplied, rows without gaps. */
typedef struct {
  GBytes *bytes; /* owned */
  guint width, height;
  gboolean is_opaque;
} ConfabFilesPixels;

/* Makes it fit into a square of `side` (at least 1), never larger than it was, each pixel the mean
 * of what it covers. FALSE: `rows` do not hold what they say, or are beyond the limits. */
gboolean
confab_files_pixels_scale (const ConfabFilesRows *rows, guint side, ConfabFilesPixels *scaled);

G_END_DECLS
