#pragma once

/* The files that were chosen and not sent yet: a line above the entry, with their names, their
 * sizes and what was taken out of them. They come from the desktop's own dialog, by dropping, or by
 * pasting. */

#include <adwaita.h>

#include "core/core-attach.h"

G_BEGIN_DECLS

#define CONFAB_CHAT_ATTACH_MAX 20 /* files at once */

#define CONFAB_TYPE_CHAT_ATTACH (confab_chat_attach_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatAttach, confab_chat_attach, CONFAB, CHAT_ATTACH, AdwBin)

/* Another chat: what was not sent is forgotten. `chat` nullable. */
void confab_chat_attach_set_chat (ConfabChatAttach *self, ConfabCore *core, ConfabModelChat *chat);
/* Asks the user for files. */
void confab_chat_attach_choose (ConfabChatAttach *self);
/* What was dropped or pasted: a GdkFileList or a GdkTexture. While it is not clear yet whether
 * files may go to them, the last of it waits. FALSE: there is nothing in it that could be sent,
 * which a notice says. */
gboolean confab_chat_attach_give (ConfabChatAttach *self, const GValue *value);
/* FALSE, and a notice says so: there is a question about something in it (R08). What is written
 * waits for the answer then. */
gboolean confab_chat_attach_is_settled (ConfabChatAttach *self);
/* Sends what is in it, in its order; then it is empty. FALSE: there is nothing, or something in it
 * is not ready, or is asked about. */
gboolean confab_chat_attach_send (ConfabChatAttach *self);
/* Signal "notice" (char *text): something to say. */

G_END_DECLS
