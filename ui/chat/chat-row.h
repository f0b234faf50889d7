#pragma once

/* One message in the log: a day line where a day begins, the bubble, and under the last bubble of a
 * group its time, with the state where it is due. */

#include <gtk/gtk.h>

#include "model/model-message.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_ROW (confab_chat_row_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatRow, confab_chat_row, CONFAB, CHAT_ROW, GtkWidget)

/* How a message stands among its neighbours. */
typedef struct {
  gboolean begins_day;
  gboolean begins_group;
  gboolean ends_group;
  gboolean shows_state; /* the last own message */
  gboolean begins_new;  /* the first that was not read when the chat was opened */
  gboolean may_select;  /* messages are being selected, and it can be */
  gboolean is_selected;
  gboolean is_found; /* where a search led to */
  const char *asked; /* what is marked in it then, borrowed for the call; nullable */
} ConfabChatRowPlace;

GtkWidget *confab_chat_row_new (void);

/* `message` NULL: shows nothing and holds nothing. `name` of the other side. */
void
confab_chat_row_set_message (ConfabChatRow *self, ConfabModelMessage *message, const char *name);
ConfabModelMessage *confab_chat_row_get_message (ConfabChatRow *self); /* nullable */
/* Links of the other side may be pressed; one's own always may. */
void confab_chat_row_set_trusts_links (ConfabChatRow *self, gboolean trusts_links);
/* How many can be pressed. */
guint confab_chat_row_get_n_links (ConfabChatRow *self);
/* As if its button was pressed. */
void confab_chat_row_open_menu (ConfabChatRow *self);
/* The bubble alone, for keeping its place. Borrowed. */
GtkWidget *confab_chat_row_get_bubble (ConfabChatRow *self);
void confab_chat_row_set_place (ConfabChatRow *self, const ConfabChatRowPlace *place);

/* Signals: "retry" (ConfabModelMessage): Try again was pressed. "link" (ConfabModelMessage,
 * string): a link was pressed, as it stands in the text. "check" (ConfabModelMessage): Check this
 * elsewhere was chosen. */

G_END_DECLS
