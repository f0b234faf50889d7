#pragma once

/* A chat as it stands in a window: who it is with, what is so, the log, the bars, the entry. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_VIEW (confab_chat_view_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatView, confab_chat_view, CONFAB, CHAT_VIEW, AdwBin)

GtkWidget *confab_chat_view_new (ConfabCore *core);

/* NULL: none. Opens the chat in core and puts its draft into the entry. */
void confab_chat_view_set_chat (ConfabChatView *self, ConfabModelChat *chat);
ConfabModelChat *confab_chat_view_get_chat (ConfabChatView *self); /* nullable */

/* In a window of its own the button that opens one is not shown. */
void confab_chat_view_set_has_own_window (ConfabChatView *self, gboolean has_own_window);

/* Keyboard focus, for opening a chat and for F6. */
void confab_chat_view_focus_entry (ConfabChatView *self);
void confab_chat_view_focus_log (ConfabChatView *self);

/* A GdkFileList or a GdkTexture, for the person whose chat it shows (chat-attach.h). */
void confab_chat_view_give (ConfabChatView *self, const GValue *value);

ConfabCore *confab_chat_view_get_core (ConfabChatView *self); /* borrowed */
/* Says what goes wrong with a verb that was called for the chat that is shown. Takes `future`. */
void confab_chat_view_follow (ConfabChatView *self, DexFuture *future);

/* Actions, for menus and keys of the window around: "chat.close", "chat.undo-close",
 * "chat.own-window", "chat.withdraw", "chat.ask", "chat.known", "chat.sign-in", "chat.ask-again";
 * those of chat-seal.h. */

G_END_DECLS
