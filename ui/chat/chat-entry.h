#pragma once

/* Where a message is written; closed, with the reason, while nothing may be sent. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_CHAT_ENTRY_MAX_BYTES 10000 /* of one message */

#define CONFAB_TYPE_CHAT_ENTRY (confab_chat_entry_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatEntry, confab_chat_entry, CONFAB, CHAT_ENTRY, AdwBin)

/* `chat` nullable. Its draft goes into the entry, and what is typed becomes its draft. */
void confab_chat_entry_set_chat (ConfabChatEntry *self, ConfabCore *core, ConfabModelChat *chat);
/* FALSE if there is nothing to focus. */
gboolean confab_chat_entry_focus (ConfabChatEntry *self);
/* Text that could not be sent comes back, before what was written since. */
void confab_chat_entry_put_back (ConfabChatEntry *self, const char *text);
/* What was sent decides what can be asked: after the rows changed. */
void confab_chat_entry_refresh (ConfabChatEntry *self);
/* For keys that were pressed elsewhere. Borrowed. */
GtkWidget *confab_chat_entry_get_text_view (ConfabChatEntry *self);

/* Signals: "send" (char *text): Enter or the button; the entry is empty by then.
 * "notice" (char *text): something to say about what was typed or pasted; NULL: no longer. */

G_END_DECLS
