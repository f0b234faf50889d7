/* A WebP without what tells (RFC 9649 section 2): kept are the picture or its frames, the colour
 * profile, and how it is turned. Goes over it twice, since its size stands at its beginning. */

#include "files/files-clean-private.h"

#include <string.h>

#include "files/files-kind-private.h"

#define MAX_PARTS 100000
#define HEAD_BYTES 8
#define FRAME_BYTES 16 /* of a frame, before its own parts */
#define FLAG_EXIF 0x08
#define FLAG_XMP 0x04

typedef struct {
  guint64 size; /* of what is kept */
  guint turned;
  gboolean has_pixels, is_extended, has_removed, is_writing;
} Pass;

static gboolean
is_pixels (const guint8 *name) {
  return memcmp (name, "VP8 ", 4) == 0 || memcmp (name, "VP8L", 4) == 0 ||
         memcmp (name, "ALPH", 4) == 0;
}

/* The parts of a frame that are its picture: how many bytes. In the second pass they are written.
 */
static gboolean
go_over_frame (ConfabFilesClean *clean, guint64 at, guint64 end, Pass *pass, guint64 *kept) {
  *kept = FRAME_BYTES;
  for (at += FRAME_BYTES; at < end;) {
    guint8 head[HEAD_BYTES];
    guint64 size;

    if (end - at < HEAD_BYTES || !confab_files_source_read (clean->source, at, head, sizeof head))
      return FALSE;
    size = HEAD_BYTES + (guint64)confab_files_kind_32 (head + 4);
    size += size & 1;
    if (size > end - at)
      return FALSE;
    if (is_pixels (head)) {
      *kept += size;
      if (pass->is_writing && !confab_files_clean_copy (clean, at, size))
        return FALSE;
    } else {
      pass->has_removed = TRUE;
    }
    at += size;
  }
  return TRUE;
}

static gboolean
take_frame (ConfabFilesClean *clean, guint64 at, guint64 size, Pass *pass) {
  Pass counting = *pass;
  guint8 head[HEAD_BYTES + FRAME_BYTES];
  guint64 kept;

  counting.is_writing = FALSE;
  if (size < FRAME_BYTES || !confab_files_source_read (clean->source, at, head, sizeof head) ||
      !go_over_frame (clean, at + HEAD_BYTES, at + HEAD_BYTES + size, &counting, &kept))
    return FALSE;
  pass->has_removed = counting.has_removed;
  pass->size += HEAD_BYTES + kept;
  pass->has_pixels = TRUE;
  if (!pass->is_writing)
    return TRUE;
  for (int i = 0; i < 4; i++)
    head[4 + i] = (guint8)(kept >> (8 * i));
  return confab_files_clean_put (clean, head, sizeof head) &&
         go_over_frame (clean, at + HEAD_BYTES, at + HEAD_BYTES + size, pass, &kept);
}

static gboolean
take_exif (ConfabFilesClean *clean, guint64 at, guint64 size, Pass *pass) {
  g_autofree guint8 *exif = NULL;
  gsize skip;

  pass->has_removed = TRUE;
  if (size > CONFAB_FILES_EXIF_MAX || pass->is_writing)
    return TRUE;
  exif = g_malloc ((gsize)size + 1);
  if (!confab_files_source_read (clean->source, at + HEAD_BYTES, exif, (gsize)size))
    return FALSE;
  skip = size >= 6 && memcmp (exif, "Exif\0", 5) == 0 ? 6 : 0;
  pass->turned = confab_files_clean_read_turned (exif + skip, (gsize)size - skip);
  pass->has_removed = pass->turned == CONFAB_FILES_UPRIGHT || size != CONFAB_FILES_TURNED_BYTES ||
                      pass->has_removed;
  return TRUE;
}

/* One part at `at` of `size` bytes without its head. */
static gboolean
take_part (ConfabFilesClean *clean, const guint8 *head, guint64 at, guint64 size, Pass *pass) {
  guint64 whole = HEAD_BYTES + size + (size & 1);

  if (memcmp (head, "ANMF", 4) == 0)
    return take_frame (clean, at, size, pass);
  if (memcmp (head, "EXIF", 4) == 0)
    return take_exif (clean, at, size, pass);
  if (memcmp (head, "VP8X", 4) == 0) {
    guint8 part[HEAD_BYTES + 10];

    if (size != 10 || !confab_files_source_read (clean->source, at, part, sizeof part))
      return FALSE;
    part[HEAD_BYTES] &= (guint8) ~(FLAG_EXIF | FLAG_XMP);
    if (pass->turned != CONFAB_FILES_UPRIGHT)
      part[HEAD_BYTES] |= FLAG_EXIF;
    pass->is_extended = TRUE;
    pass->size += sizeof part;
    return !pass->is_writing || confab_files_clean_put (clean, part, sizeof part);
  }
  if (is_pixels (head) || memcmp (head, "ICCP", 4) == 0 || memcmp (head, "ANIM", 4) == 0) {
    pass->has_pixels = pass->has_pixels || memcmp (head, "VP8", 3) == 0;
    pass->size += whole;
    return !pass->is_writing || confab_files_clean_copy (clean, at, whole);
  }
  pass->has_removed = TRUE;
  return TRUE;
}

static gboolean
go_over (ConfabFilesClean *clean, guint64 end, Pass *pass) {
  guint64 at = 12;

  pass->size = 4;
  for (guint i = 0; i < MAX_PARTS && end - at >= HEAD_BYTES; i++) {
    guint8 head[HEAD_BYTES];
    guint64 size;

    if (!confab_files_source_read (clean->source, at, head, sizeof head))
      return FALSE;
    size = confab_files_kind_32 (head + 4);
    if (size + (size & 1) > end - at - HEAD_BYTES || !take_part (clean, head, at, size, pass))
      return FALSE;
    at += HEAD_BYTES + size + (size & 1);
  }
  return pass->has_pixels;
}

gboolean
confab_files_clean_webp (ConfabFilesClean *clean) {
  Pass pass = { .turned = CONFAB_FILES_UPRIGHT };
  guint8 head[12], exif[HEAD_BYTES + CONFAB_FILES_TURNED_BYTES] = { 'E', 'X', 'I', 'F',
    CONFAB_FILES_TURNED_BYTES };
  guint64 end, size;

  if (!confab_files_source_read (clean->source, 0, head, sizeof head))
    return FALSE;
  end = 8 + (guint64)confab_files_kind_32 (head + 4);
  /* Some writers leave out the even byte at the end. */
  if (end > clean->source->size || end < sizeof head || !go_over (clean, end, &pass))
    return FALSE;
  /* Only the extended form has a place for how it is turned. */
  if (!pass.is_extended)
    pass.turned = CONFAB_FILES_UPRIGHT;
  size = pass.size + (pass.turned != CONFAB_FILES_UPRIGHT ? sizeof exif : 0);
  for (int i = 0; i < 4; i++)
    head[4 + i] = (guint8)(size >> (8 * i));
  clean->has_removed = pass.has_removed || end < clean->source->size;
  pass.is_writing = TRUE;
  pass.has_pixels = FALSE;
  if (!confab_files_clean_put (clean, head, sizeof head) || !go_over (clean, end, &pass))
    return FALSE;
  confab_files_clean_make_turned (pass.turned, exif + HEAD_BYTES);
  return pass.turned == CONFAB_FILES_UPRIGHT || confab_files_clean_put (clean, exif, sizeof exif);
}
