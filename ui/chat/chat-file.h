#pragma once

/* What the buttons of a file's card do: the actions "chat.file-…" of a chat, each with the id of a
 * message. */

#include "chat/chat-view.h"

G_BEGIN_DECLS

/* Once, for the class of the chat. */
void confab_chat_file_install (GtkWidgetClass *widget_class);

G_END_DECLS
