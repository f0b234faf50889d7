#pragma once

/* What a chat offers about private messages: checking, devices, asking for keys, plain text. */

#include "chat/chat-bar.h"
#include "chat/chat-view.h"

G_BEGIN_DECLS

/* Actions of the chat view: "chat.check", "chat.devices", "chat.ask-for-keys", "chat.permit-plain",
 * "chat.end-plain", "chat.device-is-theirs", "chat.device-leave-out". */
void confab_chat_seal_install (GtkWidgetClass *class);
/* Which of them can do something now. `chat` nullable. */
void confab_chat_seal_update (ConfabChatView *view, ConfabModelChat *chat);

/* The bars about plain text that was chosen, and about devices that wait for the user's word. */
void confab_chat_seal_show_plain (ConfabChatBar *bar, ConfabModelChat *chat);
void confab_chat_seal_show_devices (ConfabChatBar *bar, ConfabModelChat *chat);

G_END_DECLS
