#pragma once

/* What a chat offers about the person it is with. */

#include "chat/chat-view.h"

G_BEGIN_DECLS

/* Actions of the chat view: "chat.withdraw", "chat.ask", "chat.known", and of "chat.block",
 * "chat.let-through", "chat.blocked" the one that can do something. */
void confab_chat_person_install (GtkWidgetClass *class);
/* Which of them can, for the chat that is shown now. */
void confab_chat_person_update (ConfabChatView *view);

G_END_DECLS
