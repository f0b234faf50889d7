/* A GIF without what tells (GIF89a sections 17 to 27): kept are the screen, its colours, the
 * pictures, how long each is shown, and how often all of it begins again. Remarks, texts and what
 * programs put in for themselves are left out. */

#include "files/files-clean-private.h"

#include <string.h>

#define MAX_PARTS 1000000
#define MAX_BLOCKS 10000000 /* of one part */
#define HEAD_BYTES 13
#define PICTURE_BYTES 10
#define TIME_BYTES 8  /* how long, and what shows through */
#define LOOP_BYTES 19 /* how often */

enum {
  PICTURE = ',',
  EXTENSION = '!',
  END = ';',
  TEXT = 0x01,
  TIME = 0xf9,
  OWN = 0xff,
};

/* How many bytes of colours follow; `flags` say it. */
static guint64
colours (guint8 flags) {
  return (flags & 0x80) != 0 ? (guint64)3 << ((flags & 7) + 1) : 0;
}

/* Where a chain of blocks ends; 0: it does not. */
static guint64
skip_blocks (ConfabFilesClean *clean, guint64 at) {
  for (guint i = 0; i < MAX_BLOCKS; i++) {
    guint8 n;

    if (!confab_files_source_read (clean->source, at, &n, 1))
      return 0;
    at += 1u + n;
    if (n == 0)
      return at;
  }
  return 0;
}

/* One picture; returns where it ends, 0: damaged, or writing stopped. */
static guint64
take_picture (ConfabFilesClean *clean, guint64 at) {
  guint8 head[PICTURE_BYTES];
  guint64 end;

  if (!confab_files_source_read (clean->source, at, head, sizeof head))
    return 0;
  end = skip_blocks (clean, at + sizeof head + colours (head[9]) + 1);
  return end != 0 && confab_files_clean_copy (clean, at, end - at) ? end : 0;
}

/* How often it begins again, as most programs say it; FALSE: it is something else. */
static gboolean
is_loop (ConfabFilesClean *clean, guint64 at) {
  guint8 part[LOOP_BYTES];

  return confab_files_source_read (clean->source, at, part, sizeof part) &&
         memcmp (part, "!\xff\x0bNETSCAPE2.0\x03\x01", 16) == 0 && part[18] == 0;
}

/* A part that is no picture. `held`: how long what follows is shown, or 0; it goes with what
 * follows. Returns where it ends, 0 as above. */
static guint64
take_extension (ConfabFilesClean *clean, guint64 at, guint64 *held) {
  guint8 head[3];
  guint64 end;

  if (!confab_files_source_read (clean->source, at, head, sizeof head))
    return 0;
  end = skip_blocks (clean, at + 2);
  if (end == 0)
    return 0;
  if (head[1] == TIME && end - at == TIME_BYTES) {
    clean->has_removed = clean->has_removed || *held != 0;
    *held = at;
    return end;
  }
  if (head[1] == OWN && is_loop (clean, at) && end - at == LOOP_BYTES)
    return confab_files_clean_copy (clean, at, LOOP_BYTES) ? end : 0;
  if (head[1] == TEXT)
    *held = 0;
  clean->has_removed = TRUE;
  return end;
}

gboolean
confab_files_clean_gif (ConfabFilesClean *clean) {
  guint8 head[HEAD_BYTES];
  guint64 at, held = 0;
  gboolean has_pixels = FALSE;

  if (!confab_files_source_read (clean->source, 0, head, sizeof head))
    return FALSE;
  at = HEAD_BYTES + colours (head[10]);
  if (!confab_files_clean_copy (clean, 0, at))
    return FALSE;
  for (guint i = 0; i < MAX_PARTS && at != 0; i++) {
    guint8 mark;

    if (!confab_files_source_read (clean->source, at, &mark, 1))
      return FALSE;
    if (mark == END) {
      clean->has_removed = clean->has_removed || held != 0 || at + 1 < clean->source->size;
      return has_pixels && confab_files_clean_put (clean, &mark, 1);
    }
    if (mark == EXTENSION) {
      at = take_extension (clean, at, &held);
    } else if (mark == PICTURE) {
      if (held != 0 && !confab_files_clean_copy (clean, held, TIME_BYTES))
        return FALSE;
      held = 0;
      has_pixels = TRUE;
      at = take_picture (clean, at);
    } else {
      return FALSE;
    }
  }
  return FALSE;
}
