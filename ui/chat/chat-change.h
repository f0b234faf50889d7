#pragma once

/* Changing the last own message: where it begins and ends, and the bar that says so. */

#include "chat/chat-view.h"

G_BEGIN_DECLS

/* The actions "chat.change-last", and "chat.change-end". */
void confab_chat_change_install (GtkWidgetClass *class);
/* The one that would be changed now; NULL: none. Borrowed from its timeline. */
ConfabModelMessage *confab_chat_change_find (ConfabModelChat *chat);
/* The bar says what the entry is doing. */
void confab_chat_change_update (ConfabChatView *view);

G_END_DECLS
