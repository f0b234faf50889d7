#pragma once

/* Closing a chat, after a question where something would be lost with it that undo cannot bring
 * back for long: files that came and are nowhere else. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Closes `chat`, or asks first over `parent`: where chats are erased on closing, and a file of
 * theirs is here that was not saved. */
void confab_chat_close (GtkWidget *parent, ConfabCore *core, ConfabModelChat *chat);

G_END_DECLS
