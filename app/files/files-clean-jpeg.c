/* A JPEG without what tells (ITU T.81 annex B): kept are tables, frames, scans and restart marks,
 * the JFIF head without its small picture, the colour profile, and Adobe's mark for the colours. Of
 * Exif only how the picture is turned is written anew. */

#include "files/files-clean-private.h"

#include <string.h>

#define MAX_PARTS 100000
#define PART_MAX 65535
#define PIECE_BYTES (32 * 1024)

enum {
  SOI = 0xd8,
  EOI = 0xd9,
  SOS = 0xda,
  APP0 = 0xe0,
  APP1 = 0xe1,
  APP2 = 0xe2,
  APP14 = 0xee,
};

/* DHT, DAC, DQT, DNL, DRI, DHP, EXP and the frames. */
static gboolean
is_needed (guint8 mark) {
  return mark == 0xc4 || mark == 0xcc || (mark >= 0xdb && mark <= 0xdf) ||
         (mark >= 0xc0 && mark <= 0xcf && mark != 0xc8);
}

/* Copies packed pixels from `at` on; returns where the next mark stands, 0 at a sudden end. */
static guint64
copy_pixels (ConfabFilesClean *clean, guint64 at) {
  guint8 piece[PIECE_BYTES];

  for (;;) {
    gsize got = confab_files_source_peek (clean->source, at, piece, sizeof piece), i = 0;

    if (got < 2)
      return 0;
    while (i + 1 < got && !(piece[i] == 0xff && piece[i + 1] != 0 && piece[i + 1] != 0xff &&
                              !(piece[i + 1] >= 0xd0 && piece[i + 1] <= 0xd7)))
      i++;
    if (!confab_files_clean_put (clean, piece, i))
      return 0;
    at += i;
    if (i + 1 < got)
      return at;
  }
}

static gboolean
put_jfif (ConfabFilesClean *clean, const guint8 *part, gsize length) {
  guint8 head[18] = { 0xff, APP0, 0, 16 };

  if (length < 14 || memcmp (part, "JFIF\0", 5) != 0) {
    clean->has_removed = TRUE;
    return TRUE;
  }
  memcpy (head + 4, part, 12); /* version and density; no small picture */
  clean->has_removed = clean->has_removed || length > 14;
  return confab_files_clean_put (clean, head, sizeof head);
}

static gboolean
put_turned (ConfabFilesClean *clean, const guint8 *part, gsize length) {
  guint8 block[10 + CONFAB_FILES_TURNED_BYTES] = { 0xff, APP1, 0, 8 + CONFAB_FILES_TURNED_BYTES,
    'E', 'x', 'i', 'f', 0, 0 };
  guint turned;

  clean->has_removed = TRUE;
  if (length < 6 || memcmp (part, "Exif\0", 5) != 0)
    return TRUE;
  turned = confab_files_clean_read_turned (part + 6, length - 6);
  if (turned == CONFAB_FILES_UPRIGHT)
    return TRUE;
  confab_files_clean_make_turned (turned, block + 10);
  /* What was cleaned before comes out as it went in. */
  if (length == 6 + CONFAB_FILES_TURNED_BYTES &&
      memcmp (part, block + 4, 6 + CONFAB_FILES_TURNED_BYTES) == 0)
    clean->has_removed = FALSE;
  return confab_files_clean_put (clean, block, sizeof block);
}

static gboolean
put_part (ConfabFilesClean *clean, guint8 mark, const guint8 *part, gsize length, guint64 at,
    gboolean *has_turned) {
  gboolean was_removed = clean->has_removed;
  gboolean is_kept = is_needed (mark) || mark == SOS ||
                     (mark == APP2 && length > 14 && memcmp (part, "ICC_PROFILE\0", 12) == 0) ||
                     (mark == APP14 && length == 12 && memcmp (part, "Adobe", 5) == 0);

  if (mark == APP0)
    return put_jfif (clean, part, length);
  if (mark == APP1 && !*has_turned) {
    gboolean is_done = put_turned (clean, part, length);

    *has_turned = length >= 6 && memcmp (part, "Exif\0", 5) == 0;
    clean->has_removed = clean->has_removed || was_removed;
    return is_done;
  }
  if (is_kept)
    return confab_files_clean_copy (clean, at, 4 + length);
  clean->has_removed = TRUE;
  return TRUE;
}

gboolean
confab_files_clean_jpeg (ConfabFilesClean *clean) {
  static const guint8 start[] = { 0xff, SOI }, end[] = { 0xff, EOI };
  g_autofree guint8 *part = g_malloc (PART_MAX);
  gboolean has_turned = FALSE, has_pixels = FALSE;
  guint64 at = 2;

  if (!confab_files_clean_put (clean, start, sizeof start))
    return FALSE;
  for (guint i = 0; i < MAX_PARTS; i++) {
    guint8 head[4];
    gsize length;

    if (!confab_files_source_read (clean->source, at, head, 2) || head[0] != 0xff)
      return FALSE;
    if (head[1] == 0xff) {
      at++;
      continue;
    }
    if (head[1] == EOI) {
      clean->has_removed = clean->has_removed || at + 2 < clean->source->size;
      return has_pixels && confab_files_clean_put (clean, end, sizeof end);
    }
    if (!confab_files_source_read (clean->source, at, head, 4))
      return FALSE;
    length = (gsize)(head[2] << 8 | head[3]);
    if (length < 2 || !confab_files_source_read (clean->source, at + 4, part, length - 2) ||
        !put_part (clean, head[1], part, length - 2, at, &has_turned))
      return FALSE;
    at += 2 + length;
    if (head[1] == SOS) {
      has_pixels = TRUE;
      at = copy_pixels (clean, at);
      if (at == 0)
        return FALSE;
    }
  }
  return FALSE;
}
