/* Where a picture ends, so that what hides behind it is seen: JPEG, PNG, GIF and WebP. Damage
 * counts as no known end; the decoder has its own opinion of it. */

#include "files/files-kind-private.h"

#include <string.h>

#define MAX_PARTS 1000000
#define PIECE_BYTES (16 * 1024)

/* The place of the marker that ends the packed pixels from `at` on; 0: none. */
static guint64
skip_pixels (const ConfabFilesSource *source, guint64 at) {
  guint8 piece[PIECE_BYTES];

  for (;;) {
    gsize got = confab_files_source_peek (source, at, piece, sizeof piece);

    if (got < 2)
      return 0;
    for (gsize i = 0; i + 1 < got; i++)
      if (piece[i] == 0xff && piece[i + 1] != 0 && piece[i + 1] != 0xff &&
          !(piece[i + 1] >= 0xd0 && piece[i + 1] <= 0xd7))
        return at + i;
    at += got - 1;
  }
}

static guint64
end_of_jpeg (const ConfabFilesSource *source) {
  guint64 at = 2;
  guint8 part[4];

  for (guint i = 0; i < MAX_PARTS && confab_files_source_read (source, at, part, 2); i++) {
    if (part[0] != 0xff)
      return 0;
    if (part[1] == 0xd9)
      return at + 2;
    if (part[1] == 0xff) {
      at++;
      continue;
    }
    if (!confab_files_source_read (source, at, part, 4))
      return 0;
    at += 2u + (guint)(part[2] << 8 | part[3]);
    if (part[1] == 0xda)
      at = skip_pixels (source, at);
    if (at == 0)
      return 0;
  }
  return 0;
}

static guint64
end_of_png (const ConfabFilesSource *source) {
  guint64 at = 8;
  guint8 part[8];

  for (guint i = 0; i < MAX_PARTS && confab_files_source_read (source, at, part, 8); i++) {
    guint32 length =
        (guint32)part[0] << 24 | (guint32)part[1] << 16 | (guint32)part[2] << 8 | part[3];

    at += 12 + (guint64)length;
    if (memcmp (part + 4, "IEND", 4) == 0)
      return at;
  }
  return 0;
}

/* Blocks of up to 255 bytes, ended by an empty one; 0: they do not end. */
static guint64
skip_blocks (const ConfabFilesSource *source, guint64 at) {
  guint8 n;

  for (guint i = 0; i < MAX_PARTS && confab_files_source_read (source, at, &n, 1); i++) {
    at += 1u + n;
    if (n == 0)
      return at;
  }
  return 0;
}

static guint64
end_of_gif (const ConfabFilesSource *source) {
  guint64 at = 13;
  guint8 part[10];

  if (!confab_files_source_read (source, 10, part, 1))
    return 0;
  if ((part[0] & 0x80) != 0)
    at += 3u << ((part[0] & 7) + 1);
  for (guint i = 0; i < MAX_PARTS && confab_files_source_read (source, at, part, 1); i++) {
    if (part[0] == ';')
      return at + 1;
    if (part[0] == '!') {
      at = skip_blocks (source, at + 2);
    } else if (part[0] == ',' && confab_files_source_read (source, at, part, 10)) {
      at += 11;
      if ((part[9] & 0x80) != 0)
        at += 3u << ((part[9] & 7) + 1);
      at = skip_blocks (source, at);
    } else {
      return 0;
    }
    if (at == 0)
      return 0;
  }
  return 0;
}

guint64
confab_files_kind_end (const ConfabFilesSource *source, const char *media) {
  guint8 size[4];

  if (g_str_equal (media, "image/jpeg"))
    return end_of_jpeg (source);
  if (g_str_equal (media, "image/png"))
    return end_of_png (source);
  if (g_str_equal (media, "image/gif"))
    return end_of_gif (source);
  if (g_str_equal (media, "image/webp") && confab_files_source_read (source, 4, size, 4))
    return 8 + (guint64)confab_files_kind_32 (size);
  return 0;
}
