#pragma once

/* Files for scenes and tests. */

#include "chat/chat-attach.h"
#include "gallery.h"

G_BEGIN_DECLS

extern const GalleryScene gallery_files_scenes[];

/* A row for a file. The timeline holds what is returned. */
ConfabModelMessage *gallery_files_add (ConfabModelChat *chat, ConfabModelFile *file);
/* As if they were dropped there. FALSE: none was taken. */
gboolean gallery_files_give (ConfabChatAttach *attach, GdkFileList *files);
/* The verb about files that was called last; NULL: none. */
const char *gallery_files_get_last_verb (ConfabCore *core);

G_END_DECLS
