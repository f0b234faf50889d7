#pragma once

/* What is done with the selected messages: how many there are, and Copy. */

#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_SELECT_BAR (confab_chat_select_bar_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatSelectBar, confab_chat_select_bar, CONFAB, CHAT_SELECT_BAR, AdwBin)

/* `is_full`: one more was left out. */
void confab_chat_select_bar_show (ConfabChatSelectBar *self, guint n, gboolean is_full);
void confab_chat_select_bar_hide (ConfabChatSelectBar *self);

/* Actions of the chat's view: "chat.select" (int64: id), "chat.select-some", "chat.select-end",
 * "chat.select-copy", "chat.select-copy-names". */
void confab_chat_select_bar_install (GtkWidgetClass *class);

G_END_DECLS
