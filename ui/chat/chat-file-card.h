#pragma once

/* The card of a file in the log: its name, what it is, where it lies, how far it is, and what can
 * be done with it. Its buttons name actions of the chat ("chat.file-get", …) with the id of the
 * message, and do nothing by themselves. */

#include <gtk/gtk.h>

#include "model/model-message.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_FILE_CARD (confab_chat_file_card_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatFileCard, confab_chat_file_card, CONFAB, CHAT_FILE_CARD, GtkBox)

GtkWidget *confab_chat_file_card_new (void);
/* `message` NULL: nothing is shown, and nothing stays behind for a screen reader. `name` of the
 * other side. */
void confab_chat_file_card_set_message (
    ConfabChatFileCard *self, ConfabModelMessage *message, const char *name);

G_END_DECLS
