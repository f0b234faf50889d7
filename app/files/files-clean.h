#pragma once

/* Takes out of a picture what tells where, when, with what and by whom it was made (R37), before it
 * leaves: JPEG, PNG, WebP and GIF are written anew from those parts that are needed to see them.
 * The pixels stay as they are; how the picture is turned and its colours stay too.
 *
 * Refuses to pass on what it does not know: a part without a line here is left out, and what
 * follows the end of the picture as well. */

#include "files/files-source.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_FILES_CLEAN_CANNOT = 0, /* a kind that may tell, and that cannot be cleaned here */
  CONFAB_FILES_CLEAN_NOTHING,    /* a kind that tells nothing: plain text */
  CONFAB_FILES_CLEAN_DONE,       /* written anew; something was taken out */
  CONFAB_FILES_CLEAN_WAS,        /* written anew; there was nothing to take out */
  CONFAB_FILES_CLEAN_DAMAGED,    /* begins as a picture, and is none; it may tell */
} ConfabFilesCleaned;

/* Takes the next piece; FALSE stops. */
typedef gboolean (*ConfabFilesWrite) (gpointer data, const guint8 *bytes, gsize length);

/* Whether there is something to clean, by the first bytes alone: CANNOT, NOTHING, or DONE for what
 * confab_files_clean would write anew. */
ConfabFilesCleaned confab_files_clean_can (const ConfabFilesSource *source);

/* Writes the cleaned picture; in a thread of the pool, since reading may wait. CANNOT, NOTHING and
 * DAMAGED: what was written, if anything, is not to be used; with CANNOT and NOTHING nothing was.
 */
ConfabFilesCleaned
confab_files_clean (const ConfabFilesSource *source, ConfabFilesWrite write, gpointer data);

G_END_DECLS
