#pragma once

/* Looking into a file that is held here sealed, for the judge "file". */

#include "files/files-cipher.h"
#include "files/files-kind.h"

G_BEGIN_DECLS

/* Reads all of `path` to see that it is what was sealed, then looks into it; in the pool. FALSE: it
 * is not there any more, or not what it was; `look` is zero then. Nothing of it is written
 * anywhere. */
gboolean confab_files_look (const char *path, const ConfabFilesLock *lock, const char *name,
    const char *declared, ConfabFileLook *look);

G_END_DECLS
