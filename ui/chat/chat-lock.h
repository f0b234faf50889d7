#pragma once

/* What a chat view does while the screen is locked: it shows no chat, and afterwards the same one
 * again. */

#include "chat/chat-view.h"

G_BEGIN_DECLS

/* Once for each view. */
void confab_chat_lock_watch (ConfabChatView *view, ConfabCore *core);

G_END_DECLS
