#pragma once

/* The log of a chat: a list of bubbles that loads more near its edges, keeps its place, and says
 * what is new. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_TIMELINE_VIEW (confab_chat_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabChatTimelineView, confab_chat_timeline_view, CONFAB, CHAT_TIMELINE_VIEW, AdwBin)

GtkWidget *confab_chat_timeline_view_new (void);
void confab_chat_timeline_view_set_core (ConfabChatTimelineView *self, ConfabCore *core);
/* `chat` NULL: none. Opens it. */
void confab_chat_timeline_view_set_chat (ConfabChatTimelineView *self, ConfabModelChat *chat);
/* To the newest message, and stays there; loads it if need be. Call before sending, so that what is
 * sent is seen. */
void confab_chat_timeline_view_go_to_end (ConfabChatTimelineView *self);
/* Keyboard focus to a message that is seen, the newest where that is seen. FALSE if there is none.
 */
gboolean confab_chat_timeline_view_focus (ConfabChatTimelineView *self);

/* Signals: "retry" (ConfabModelMessage). */

G_END_DECLS
