#pragma once

/* Selecting in the log: clicks and keys, and what is copied then. */

#include "chat/chat-timeline-view-private.h"

G_BEGIN_DECLS

/* May that row be selected? */
gboolean confab_chat_select_log_may (ConfabModelMessage *message);
/* What went meanwhile, or was taken back, is selected no more. What is beyond what is loaded stays
 * selected; if it went it is not there when it is copied. Not from within a change of the rows. */
void confab_chat_select_log_look (ConfabChatTimelineView *self);
/* Clicks on `list`, while selecting is under way. */
void confab_chat_select_log_listen (ConfabChatTimelineView *self, GtkWidget *list);
/* Keys, before others have them; `message` is the row that has the focus, nullable. */
gboolean confab_chat_select_log_press (
    ConfabChatTimelineView *self, ConfabModelMessage *message, guint key, GdkModifierType state);

G_END_DECLS
