#pragma once

/* Pictures, decoded by glycin in a process of its own that sees nothing but their bytes (R38), and
 * made as small as they are needed. */

#include <libdex.h>

#include "files/files-pixels.h"

G_BEGIN_DECLS

/* Of a file that is decoded. */
#define CONFAB_FILES_PICTURE_MAX_BYTES (G_GUINT64_CONSTANT (64) * 1024 * 1024)

typedef struct {
  ConfabFilesPixels pixels;
  guint width, height; /* as it was */
} ConfabFilesPicture;

#define CONFAB_TYPE_FILES_PICTURE (confab_files_picture_get_type ())
GType confab_files_picture_get_type (void);
/* Shared and never changed. */
ConfabFilesPicture *confab_files_picture_ref (ConfabFilesPicture *self);
void confab_files_picture_unref (ConfabFilesPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabFilesPicture, confab_files_picture_unref)

/* Decodes what `bytes` hold, turned as its camera was held, the first picture of a moving one, into
 * a square of `side`. Takes seconds at most and then gives up. Resolves to a ConfabFilesPicture;
 * rejects with CONFAB_FILES_ERROR_DAMAGED where it is no picture of the kinds that are decoded, is
 * broken or beyond the limits of files-pixels.h, and where there is no decoder. */
DexFuture *confab_files_picture_decode (GBytes *bytes, guint side);

/* The same picture in a smaller square. In the pool. Returns: (transfer full) */
ConfabFilesPicture *confab_files_picture_scale (const ConfabFilesPicture *self, guint side);
/* As a JPEG file with nothing in it but the picture, `quality` 1 to 100; NULL where some of it can
 * be seen through. In the pool. Returns: (transfer full) (nullable) */
GBytes *confab_files_picture_dup_jpeg (const ConfabFilesPicture *self, int quality);

G_END_DECLS
