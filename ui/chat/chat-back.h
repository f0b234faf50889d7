#pragma once

/* Own messages that are not to go, or to come back. */

#include "chat/chat-view.h"

G_BEGIN_DECLS

/* The actions "chat.dont-send" and "chat.take-back". */
void confab_chat_back_install (GtkWidgetClass *class);

G_END_DECLS
