#pragma once

/* Files for scenes and tests. */

#include "gallery.h"

G_BEGIN_DECLS

extern const GalleryScene gallery_files_scenes[];

/* A row for a file. The timeline holds what is returned. */
ConfabModelMessage *gallery_files_add (ConfabModelChat *chat, ConfabModelFile *file);
/* The verb about files that was called last; NULL: none. */
const char *gallery_files_get_last_verb (ConfabCore *core);

G_END_DECLS
