/* Which pictures can be cleaned, and what the kinds share. */

#include "files/files-clean-private.h"

#include <string.h>

#include "files/files-kind-private.h"

#define PIECE_BYTES (32 * 1024)
#define TAG_TURNED 0x0112
#define MAX_TAGS 1000

gboolean
confab_files_clean_put (ConfabFilesClean *clean, const guint8 *bytes, gsize length) {
  return length == 0 || clean->write (clean->data, bytes, length);
}

gboolean
confab_files_clean_copy (ConfabFilesClean *clean, guint64 from, guint64 length) {
  guint8 piece[PIECE_BYTES];

  while (length > 0) {
    gsize n = (gsize)MIN (length, sizeof piece);

    if (!confab_files_source_read (clean->source, from, piece, n) ||
        !confab_files_clean_put (clean, piece, n))
      return FALSE;
    from += n;
    length -= n;
  }
  return TRUE;
}

static guint32
number (const guint8 *at, gsize n, gboolean is_little) {
  guint32 value = 0;

  for (gsize i = 0; i < n; i++)
    value = value << 8 | at[is_little ? n - 1 - i : i];
  return value;
}

guint
confab_files_clean_read_turned (const guint8 *tiff, gsize length) {
  gboolean is_little;
  guint32 at, n_tags;

  if (length < 8 || (memcmp (tiff, "II*\0", 4) != 0 && memcmp (tiff, "MM\0*", 4) != 0))
    return CONFAB_FILES_UPRIGHT;
  is_little = tiff[0] == 'I';
  at = number (tiff + 4, 4, is_little);
  if (at > length - 2)
    return CONFAB_FILES_UPRIGHT;
  n_tags = MIN (number (tiff + at, 2, is_little), MAX_TAGS);
  at += 2;
  for (guint32 i = 0; i < n_tags && (guint64)at + 12 <= length; i++, at += 12) {
    guint32 turned = number (tiff + at + 8, 2, is_little);

    if (number (tiff + at, 2, is_little) == TAG_TURNED)
      return turned >= 1 && turned <= 8 ? turned : CONFAB_FILES_UPRIGHT;
  }
  return CONFAB_FILES_UPRIGHT;
}

void
confab_files_clean_make_turned (guint turned, guint8 block[CONFAB_FILES_TURNED_BYTES]) {
  static const guint8 template[CONFAB_FILES_TURNED_BYTES] = { 'M', 'M', 0, '*', 0, 0, 0, 8, 0, 1,
    TAG_TURNED >> 8, TAG_TURNED & 0xff, 0, 3, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0 };

  memcpy (block, template, CONFAB_FILES_TURNED_BYTES);
  block[19] = (guint8)turned;
}

static ConfabFilesCleaned
read_kind (const ConfabFilesSource *source, ConfabFilesMagic *magic) {
  guint8 head[4096];
  gsize length = confab_files_source_peek (source, 0, head, sizeof head);
  ConfabFilesBudget budget = { .work_left = CONFAB_FILES_MAX_WORK };
  ConfabFilesContent content = { 0 };

  if (confab_files_kind_magic (head, length, source->size, magic)) {
    const char *media = magic->media;

    return media != NULL &&
                   (g_str_equal (media, "image/jpeg") || g_str_equal (media, "image/png") ||
                       g_str_equal (media, "image/webp") || g_str_equal (media, "image/gif"))
               ? CONFAB_FILES_CLEAN_DONE
               : CONFAB_FILES_CLEAN_CANNOT;
  }
  if (length > 0 && confab_files_kind_text (source, &budget, head, length, &content) &&
      content.kind == CONFAB_FILE_KIND_TEXT)
    return CONFAB_FILES_CLEAN_NOTHING;
  return source->size == 0 ? CONFAB_FILES_CLEAN_NOTHING : CONFAB_FILES_CLEAN_CANNOT;
}

ConfabFilesCleaned
confab_files_clean_can (const ConfabFilesSource *source) {
  ConfabFilesMagic magic;

  return read_kind (source, &magic);
}

ConfabFilesCleaned
confab_files_clean (const ConfabFilesSource *source, ConfabFilesWrite write, gpointer data) {
  ConfabFilesClean clean = { .source = source, .write = write, .data = data };
  ConfabFilesMagic magic;
  ConfabFilesCleaned can = read_kind (source, &magic);
  gboolean is_done;

  if (can != CONFAB_FILES_CLEAN_DONE)
    return can;
  if (g_str_equal (magic.media, "image/jpeg"))
    is_done = confab_files_clean_jpeg (&clean);
  else if (g_str_equal (magic.media, "image/png"))
    is_done = confab_files_clean_png (&clean);
  else if (g_str_equal (magic.media, "image/gif"))
    is_done = confab_files_clean_gif (&clean);
  else
    is_done = confab_files_clean_webp (&clean);
  if (!is_done)
    return CONFAB_FILES_CLEAN_DAMAGED;
  return clean.has_removed ? CONFAB_FILES_CLEAN_DONE : CONFAB_FILES_CLEAN_WAS;
}
