#pragma once

/* The bar of R07: a message that came asks for what tricksters ask for, so it should be checked
 * elsewhere. */

#include "chat/chat-bar.h"
#include "core/core.h"

G_BEGIN_DECLS

/* The newest message of somebody else that warns and is newer than `after`; NULL: none. Only what
 * is loaded is looked at. Returns: (transfer full) (nullable) */
ConfabModelMessage *confab_chat_warning_find (ConfabModelChat *chat, gint64 after);

/* What the bar says of it: what is asked for, and how and when this person was checked. Returns:
 * (transfer full) */
char *confab_chat_warning_dup_words (ConfabModelContact *contact, ConfabModelMessage *message);

/* The bar about the newest warning that was not looked at yet; hides it if there is none. */
void confab_chat_warning_show (ConfabChatBar *bar, ConfabModelChat *chat);
/* "I have checked". */
void confab_chat_warning_set_seen (ConfabModelChat *chat);

G_END_DECLS
