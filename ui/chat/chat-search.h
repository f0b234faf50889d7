#pragma once

/* Finding messages that are kept: in one chat, or in all of them. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_SEARCH (confab_chat_search_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatSearch, confab_chat_search, CONFAB, CHAT_SEARCH, AdwDialog)

/* `chat` NULL: in all chats. Signal "chosen" (ConfabModelHit, string: what was typed): it is to be
 * shown in its chat; the page is closed by then. Returns: (transfer floating) */
ConfabChatSearch *confab_chat_search_new (ConfabCore *core, ConfabModelChat *chat);
/* As if it was typed. */
void confab_chat_search_set_text (ConfabChatSearch *self, const char *text);

G_END_DECLS
