#pragma once

/* Where a log begins that has messages which were not read. */

#include "chat/chat-rows.h"
#include "chat/chat-scroller.h"
#include "core/core.h"

G_BEGIN_DECLS

typedef struct _ConfabChatUnread ConfabChatUnread;

/* All are borrowed; `look_again` is called with `data` when more is known. */
ConfabChatUnread *confab_chat_unread_new (
    ConfabChatRows *rows, ConfabChatScroller *scroller, GSourceFunc look_again, gpointer data);
void confab_chat_unread_free (ConfabChatUnread *self);

/* A chat is shown from now on; NULL: none. */
void confab_chat_unread_begin (ConfabChatUnread *self, ConfabCore *core, ConfabModelChat *chat);
/* Rows, or where they lie, may have changed. FALSE: where the log begins is not known yet, so
 * nothing was seen. */
gboolean confab_chat_unread_look (ConfabChatUnread *self);
/* Somebody goes elsewhere: the line stays, the log does not move to it any more. */
void confab_chat_unread_give_up (ConfabChatUnread *self);
/* A message came that nobody saw; `n_unread` with it. */
void confab_chat_unread_came (ConfabChatUnread *self, ConfabModelMessage *message, guint n_unread);

G_END_DECLS
