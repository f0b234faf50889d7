#pragma once

/* Which ending, and which media type, is which kind. */

#include "safety/safety-file.h"

G_BEGIN_DECLS

#define CONFAB_FILES_ENDING_BYTES                                                                  \
  24 /* of an ending without its dot; longer ones have no name here */

/* `ending`: lower case, without its dot. UNKNOWN: no line for it. */
ConfabFileKind confab_files_name_of_ending (const char *ending);

/* Parameters ("; charset=…") count for nothing. */
ConfabFileKind confab_files_name_of_media (const char *media);

/* By the ending of `length` bytes, such as the name of a member of an archive; NONE without one. */
ConfabFileKind confab_files_name_of_bytes (const char *name, gsize length);

G_END_DECLS
