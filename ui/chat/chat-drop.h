#pragma once

/* Files and pictures that are dropped or pasted. */

#include "chat/chat-attach.h"

G_BEGIN_DECLS

/* What is dropped on `target`, and pasted into `text_view` and is no text, goes to `attach`. Once.
 */
void confab_chat_drop_listen (ConfabChatAttach *attach, GtkWidget *target, GtkWidget *text_view);

G_END_DECLS
