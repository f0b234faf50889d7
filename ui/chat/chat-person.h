#pragma once

/* What a chat offers about the person it is with. */

#include "chat/chat-view.h"

G_BEGIN_DECLS

/* Actions of the chat view: "chat.withdraw", "chat.ask", "chat.known". */
void confab_chat_person_install (GtkWidgetClass *class);

G_END_DECLS
