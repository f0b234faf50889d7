/* A PNG without what tells (PNG third edition, sections 5 and 11): kept are the picture, its
 * colours, its frames and its size on paper. Of Exif only how the picture is turned. */

#include "files/files-clean-private.h"

#include <string.h>
#include <zlib.h>

#define MAX_PARTS 1000000
#define HEAD_BYTES 8
#define SUM_BYTES 4

static gboolean
is_needed (const guint8 *name) {
  static const char *const names[] = { "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM",
    "sRGB", "iCCP", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (memcmp (name, names[i], 4) == 0)
      return TRUE;
  return FALSE;
}

static void
set_number (guint8 *at, guint32 value) {
  for (int i = 0; i < 4; i++)
    at[i] = (guint8)(value >> (24 - 8 * i));
}

static gboolean
put_turned (ConfabFilesClean *clean, guint64 at, guint32 length) {
  guint8 part[HEAD_BYTES + CONFAB_FILES_TURNED_BYTES + SUM_BYTES];
  g_autofree guint8 *exif = NULL;
  guint turned;

  if (length > CONFAB_FILES_EXIF_MAX) {
    clean->has_removed = TRUE;
    return TRUE;
  }
  exif = g_malloc (length + 1);
  if (!confab_files_source_read (clean->source, at + HEAD_BYTES, exif, length))
    return FALSE;
  turned = confab_files_clean_read_turned (exif, length);
  if (turned == CONFAB_FILES_UPRIGHT) {
    clean->has_removed = TRUE;
    return TRUE;
  }
  set_number (part, CONFAB_FILES_TURNED_BYTES);
  memcpy (part + 4, "eXIf", 4);
  confab_files_clean_make_turned (turned, part + HEAD_BYTES);
  set_number (part + HEAD_BYTES + CONFAB_FILES_TURNED_BYTES,
      (guint32)crc32 (0, part + 4, 4 + CONFAB_FILES_TURNED_BYTES));
  if (length != CONFAB_FILES_TURNED_BYTES || memcmp (exif, part + HEAD_BYTES, length) != 0)
    clean->has_removed = TRUE;
  return confab_files_clean_put (clean, part, sizeof part);
}

gboolean
confab_files_clean_png (ConfabFilesClean *clean) {
  gboolean has_turned = FALSE, has_pixels = FALSE;
  guint64 at = HEAD_BYTES;

  if (!confab_files_clean_copy (clean, 0, HEAD_BYTES))
    return FALSE;
  for (guint i = 0; i < MAX_PARTS; i++) {
    guint8 head[HEAD_BYTES];
    guint32 length;
    guint64 size;

    if (!confab_files_source_read (clean->source, at, head, sizeof head))
      return FALSE;
    length = (guint32)head[0] << 24 | (guint32)head[1] << 16 | (guint32)head[2] << 8 | head[3];
    size = HEAD_BYTES + (guint64)length + SUM_BYTES;
    if (length > G_MAXINT32 || (i == 0 && memcmp (head + 4, "IHDR", 4) != 0))
      return FALSE;
    if (is_needed (head + 4)) {
      if (!confab_files_clean_copy (clean, at, size))
        return FALSE;
    } else if (memcmp (head + 4, "eXIf", 4) == 0 && !has_turned) {
      has_turned = TRUE;
      if (!put_turned (clean, at, length))
        return FALSE;
    } else {
      clean->has_removed = TRUE;
    }
    at += size;
    has_pixels = has_pixels || memcmp (head + 4, "IDAT", 4) == 0;
    if (memcmp (head + 4, "IEND", 4) == 0) {
      clean->has_removed = clean->has_removed || at < clean->source->size;
      return has_pixels;
    }
  }
  return FALSE;
}
