#pragma once

/* The words of a file that is text, so that they can be looked at before it leaves (R08). */

#include "files/files-source.h"

G_BEGIN_DECLS

#define CONFAB_FILES_MAX_WORDS (64 * 1024) /* bytes of a file; what follows is not looked at */

/* The beginning of the file as UTF-8 if it is text: in UTF-8, in UTF-16 with its mark, or in an
 * 8-bit form, of which ASCII is right and the rest a guess. NULL: it is no text, or empty. Reads,
 * and so may wait: for threads of the pool. Returns: (transfer full) (nullable) */
char *confab_files_words_dup (const ConfabFilesSource *source);

G_END_DECLS
