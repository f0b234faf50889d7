#pragma once

/* The words in which a chat is told outside: in a file, or copied with names. */

#include "model/model-chat.h"
#include "model/model-export.h"

G_BEGIN_DECLS

/* Returns: (transfer full), to be freed by confab_model_export_words_free */
ConfabExportWords *confab_chat_export_words_new (ConfabModelChat *chat);
/* A name for the file, without its place: "Chat with Ann 2026-05-14.txt". Returns: (transfer full)
 */
char *confab_chat_export_words_dup_file (ConfabModelChat *chat, ConfabExportForm form);

G_END_DECLS
