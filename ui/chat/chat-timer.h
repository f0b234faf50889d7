#pragma once

/* Messages that disappear: the sheet where it is chosen, and what the chip says of it. */

#include "chat/chat-view.h"

G_BEGIN_DECLS

/* The action "chat.timer". */
void confab_chat_timer_install (GtkWidgetClass *class);

/* Of the chip, where messages disappear before the chat goes; NULL: the chip speaks of the chat.
 * Returns: (transfer full) (nullable) */
char *confab_chat_timer_dup_label (ConfabModelChat *chat);
/* The sentence beneath it. Returns: (transfer full) */
char *confab_chat_timer_dup_sentence (ConfabModelChat *chat);
/* What is so of the other program; "%s" is its person's name. */
const char *confab_chat_timer_get_theirs (ConfabModelChat *chat);

G_END_DECLS
