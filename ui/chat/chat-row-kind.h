#pragma once

/* How a row looks that is no text of a person: a message that could not be opened, a line of
 * Confab's own. */

#include <gtk/gtk.h>

#include "model/model-message.h"

G_BEGIN_DECLS

/* All borrowed. */
typedef struct {
  GtkWidget *row, *line, *bubble, *text_label, *menu_button;
} ConfabChatRowParts;

/* Dresses a row for the kind of `message`, and puts words and button into its bubble; a text is
 * left as it stands. */
void confab_chat_row_kind_show (
    const ConfabChatRowParts *parts, ConfabModelMessage *message, const char *name);
/* A row that shows nothing any more: no file stays behind in it. */
void confab_chat_row_kind_drop (GtkWidget *bubble);
/* Once for each row: text can be selected with the pointer, but is no stop of the Tab key, and what
 * was selected does not stay so when the focus goes. */
void confab_chat_row_kind_keep_out_of_tab (GtkWidget *bubble, GtkWidget *text_label);
/* Written by a person? */
gboolean confab_chat_row_kind_is_text (ConfabModelMessage *message);

/* While messages are being selected a check stands in place of the button of the menu. `line` is
 * their box. It says nothing to a screen reader: the row does. */
void confab_chat_row_kind_show_select (GtkWidget *line, GtkWidget *menu_button,
    ConfabModelMessage *message, gboolean may_select, gboolean is_selected);

G_END_DECLS
