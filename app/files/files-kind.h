#pragma once

/* What a file is: by its content, by its name, by what the sender said, and by what it holds. For
 * the judge "file" (safety/safety-file.h).
 *
 * Archives, documents and pages are looked into, with bounded memory (some 20 MiB at most), work
 * and depth; what goes beyond counts as what nobody could look into. Nothing is decoded that is not
 * needed for that, and nothing is written anywhere. */

#include "files/files-source.h"
#include "safety/safety-file.h"

G_BEGIN_DECLS

/* Looks at a whole file, in a thread of the pool. `name`: as the sender gave it (NULL: none), of
 * any length, need not be UTF-8; `declared`: the media type that the sender gave (NULL: none).
 * Without a name the ending of nothing counts as NONE. */
void confab_files_kind_look (
    const ConfabFilesSource *source, const char *name, const char *declared, ConfabFileLook *look);

/* Before the file is here: only `named`, `declared` and the dangers of the name; is_looked FALSE.
 */
void confab_files_kind_guess (const char *name, const char *declared, ConfabFileLook *look);

G_END_DECLS
