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

} ConfabChatRowPlace;

GtkWidget *confab_chat_row_new (void);

/* `message` NULL: shows nothing and holds nothing. `name` of the other side. */
void
confab_chat_row_set_message (ConfabChatRow *self, ConfabModelMessage *message, const char *name);
ConfabModelMessage *confab_chat_row_get_message (ConfabChatRow *self); /* nullable */
/* The bubble alone, for keeping its place. Borrowed. */
GtkWidget *confab_chat_row_get_bubble (ConfabChatRow *self);
void confab_chat_row_set_place (ConfabChatRow *self, const ConfabChatRowPlace *place);

/* Signals: "retry" (ConfabModelMessage): Try again was pressed. */

G_END_DECLS
