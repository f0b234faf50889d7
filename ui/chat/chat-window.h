#pragma once

/* One chat in a window of its own. Its size is remembered for each contact while the program runs.
 */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_WINDOW (confab_chat_window_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabChatWindow, confab_chat_window, CONFAB, CHAT_WINDOW, AdwApplicationWindow)

/* Not presented yet. */
GtkWindow *
confab_chat_window_new (ConfabCore *core, GtkApplication *application, ConfabModelChat *chat);
/* Shows the window of this chat: the one there is, or a new one. Returns it. Borrowed. */
GtkWindow *
confab_chat_window_present (ConfabCore *core, GtkApplication *application, ConfabModelChat *chat);

ConfabModelChat *confab_chat_window_get_chat (ConfabChatWindow *self);

G_END_DECLS
