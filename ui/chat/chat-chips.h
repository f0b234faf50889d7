#pragma once

/* The three chips under the name: who can read this, what stays of it, and who this is. Each opens
 * a popover with one sentence, what the four keepers have of the chat, and the one thing to do. One
 * tab stop; arrow keys go from chip to chip. */

#include <adwaita.h>

#include "model/model-chat.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_CHIPS (confab_chat_chips_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatChips, confab_chat_chips, CONFAB, CHAT_CHIPS, AdwBin)

GtkWidget *confab_chat_chips_new (void);
/* `chat` nullable. The one thing to do activates "chat.close" or "chat.known" of the widget around.
 */
void confab_chat_chips_set_chat (ConfabChatChips *self, ConfabModelChat *chat);

G_END_DECLS
