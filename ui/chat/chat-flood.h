#pragma once

/* The line of a chat that stands for what came in a flood (R05), and "Quiet for an hour". */

#include "chat/chat-bar.h"
#include "chat/chat-view.h"

G_BEGIN_DECLS

/* Says how much is folded, or until when the buddy is quiet, or nothing. */
void confab_chat_flood_show (ConfabChatBar *bar, ConfabModelChat *chat);
/* TRUE: what changed only counts messages, and was shown; there is nothing else to do for it.
 * `changed`: a property of a chat or a contact, nullable. */
gboolean confab_chat_flood_take (ConfabChatBar *bar, ConfabModelChat *chat, GParamSpec *changed);
/* Actions "chat.show-folded", "chat.quiet", "chat.loud" of a ConfabChatView. */
void confab_chat_flood_install (GtkWidgetClass *class);

G_END_DECLS
