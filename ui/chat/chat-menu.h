#pragma once

/* The menu of one message, behind the three dots beside it. Its items are the actions of the row
 * that holds it: "message.copy", "message.check", and "message.link" with the number of a link;
 * and "chat.keep-message" of the view around. */

#include <gtk/gtk.h>

#include "chat/chat-links.h"
#include "model/model-message.h"

G_BEGIN_DECLS

/* Opens it at `button`, which lives as long as it is open. `links` is nullable. */
void confab_chat_menu_open (GtkWidget *button, ConfabChatLinks *links, ConfabModelMessage *message);

G_END_DECLS
