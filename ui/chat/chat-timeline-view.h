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

/* Selecting messages (chat-select-log.c): begins, with that one, or none (0); what is selected, a
 * GArray of gint64 (transfer full); and how it stands. Another chat ends it. */
void confab_chat_timeline_view_select (ConfabChatTimelineView *self, gint64 id);
/* One more, or one less. */
void confab_chat_timeline_view_select_more (ConfabChatTimelineView *self, gint64 id);
void confab_chat_timeline_view_stop_selecting (ConfabChatTimelineView *self);
GArray *confab_chat_timeline_view_dup_selected (ConfabChatTimelineView *self);
/* `is_full`: one more was left out; may be NULL. Returns: is it under way? */
gboolean
confab_chat_timeline_view_get_selecting (ConfabChatTimelineView *self, guint *n, gboolean *is_full);

/* Signals: "retry" (ConfabModelMessage). "selecting" (): it began, ended, or another number is
 * selected. */

G_END_DECLS
