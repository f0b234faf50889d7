#pragma once

/* Going to a day: action "chat.go-to-day", with its popover at `menu_button` of the view. */

#include "chat/chat-view.h"

G_BEGIN_DECLS

void confab_chat_day_install (GtkWidgetClass *class);

G_END_DECLS
