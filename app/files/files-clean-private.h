#pragma once

/* What the parts that clean pictures share. */

#include "files/files-clean.h"

G_BEGIN_DECLS

/* How the picture is turned, as Exif says it (TIFF tag 0x0112): 1 to 8; 1 is upright. */
#define CONFAB_FILES_UPRIGHT 1
#define CONFAB_FILES_TURNED_BYTES 26 /* of a block that says nothing but that */
#define CONFAB_FILES_EXIF_MAX (1024 * 1024)

typedef struct {
  const ConfabFilesSource *source;
  ConfabFilesWrite write;
  gpointer data;
  gboolean has_removed; /* something was left out */
} ConfabFilesClean;

/* Writes `length` bytes of the source from `from`. FALSE: not all are there, or writing stopped. */
gboolean confab_files_clean_copy (ConfabFilesClean *clean, guint64 from, guint64 length);
gboolean confab_files_clean_put (ConfabFilesClean *clean, const guint8 *bytes, gsize length);

/* How the picture is turned, from a block of Exif (TIFF 6.0 section 2) without its "Exif\0\0";
 * UPRIGHT for whatever cannot be read. */
guint confab_files_clean_read_turned (const guint8 *tiff, gsize length);
/* Such a block that says nothing else. */
void confab_files_clean_make_turned (guint turned, guint8 block[CONFAB_FILES_TURNED_BYTES]);

/* Each writes a whole picture. FALSE: damaged, or writing stopped. */
gboolean confab_files_clean_gif (ConfabFilesClean *clean);
gboolean confab_files_clean_jpeg (ConfabFilesClean *clean);
gboolean confab_files_clean_png (ConfabFilesClean *clean);
gboolean confab_files_clean_webp (ConfabFilesClean *clean);

G_END_DECLS
