#pragma once

/* Brings a log to one message, wherever in the chat it is, and marks it. */

#include "chat/chat-rows.h"
#include "chat/chat-scroller.h"

G_BEGIN_DECLS

typedef struct _ConfabChatFound ConfabChatFound;

/* Both are borrowed and outlive it. */
ConfabChatFound *confab_chat_found_new (ConfabChatRows *rows, ConfabChatScroller *scroller);
void confab_chat_found_free (ConfabChatFound *self);

/* To that row, once it is loaded, with what was `asked` for marked in it (nullable); `id` 0: to
 * none, and none is marked. */
void confab_chat_found_begin (ConfabChatFound *self, gint64 id, const char *asked);
/* After rows came: goes there if the row is among them. */
void confab_chat_found_look (ConfabChatFound *self, ConfabModelTimeline *timeline);

G_END_DECLS
