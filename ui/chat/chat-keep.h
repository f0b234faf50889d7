#pragma once

/* How long a chat stays here: the words for it, the sheet where it is changed, and "Keep this". */

#include "chat/chat-view.h"

G_BEGIN_DECLS

/* What holds for the chat just now. */
ConfabKeep confab_chat_keep_get (ConfabModelChat *chat);
/* "Gone on closing", "Kept here 30 days", "Kept here until Sat 14:00". Returns: (transfer full) */
char *confab_chat_keep_dup_label (ConfabModelChat *chat);
/* What happens to a message, in a sentence; and what stays on this computer, in a few words. */
const char *confab_chat_keep_get_sentence (ConfabModelChat *chat);
const char *confab_chat_keep_get_here (ConfabModelChat *chat);
/* What the account's server keeps of it, in a sentence. */
const char *confab_chat_keep_get_server (ConfabModelChat *chat);

/* Installs "chat.keep" (the sheet), "chat.keep-closed" and "chat.keep-message" (xb). */
void confab_chat_keep_install (GtkWidgetClass *class);

G_END_DECLS
