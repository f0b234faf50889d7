#pragma once

/* The rows of a log: binds them to messages and tells each how it stands among its neighbours. */

#include <gtk/gtk.h>

#include "chat/chat-select.h"
#include "model/model-chat.h"

G_BEGIN_DECLS

typedef struct _ConfabChatRows ConfabChatRows;

/* What is pressed in a row. */
typedef struct {
  void (*retry) (gpointer data, ConfabModelMessage *message);
  void (*link) (gpointer data, ConfabModelMessage *message, const char *link);
  void (*check) (gpointer data, ConfabModelMessage *message); /* elsewhere */
} ConfabChatRowsHooks;

/* `hooks` is static. */
ConfabChatRows *confab_chat_rows_new (const ConfabChatRowsHooks *hooks, gpointer data);
/* The list that uses the factory is gone by then. */
void confab_chat_rows_free (ConfabChatRows *self);
/* For one list. Borrowed. */
GtkListItemFactory *confab_chat_rows_get_factory (ConfabChatRows *self);
/* Before the list gets the messages of `chat`. Nullable. */
void confab_chat_rows_set_chat (ConfabChatRows *self, ConfabModelChat *chat);
/* After anything changed that is said of a row by its neighbours or by the clock. */
void confab_chat_rows_refresh (ConfabChatRows *self);
/* The row that a search led to is marked, in place of another one, and in its text what was `asked`
 * for (nullable); NULL: none is. */
void
confab_chat_rows_set_found (ConfabChatRows *self, ConfabModelMessage *message, const char *asked);
/* The line "New" stands above that row; 0: above none. */
void confab_chat_rows_set_new (ConfabChatRows *self, gint64 id);
/* What is selected, to be shown; outlives the rows. Refresh after it changed. */
void confab_chat_rows_set_select (ConfabChatRows *self, ConfabChatSelect *select);
/* After the name of the other side changed, or how well they are known. */
void confab_chat_rows_rename (ConfabChatRows *self);

/* The bubble of a message that has a row now, or NULL. Borrowed. */
GtkWidget *confab_chat_rows_find_bubble (ConfabChatRows *self, GObject *message);
/* The message of the uppermost bubble of which something is seen in `widget`, or NULL. Borrowed. */
GObject *confab_chat_rows_find_top (ConfabChatRows *self, GtkWidget *widget);
/* The message of the row that `widget` is, or is part of, or NULL. Borrowed. */
ConfabModelMessage *confab_chat_rows_find_around (ConfabChatRows *self, GtkWidget *widget);
/* Opens the menu of that row. FALSE: there is none. */
gboolean confab_chat_rows_open_menu (ConfabChatRows *self, GtkWidget *widget);
/* FALSE if the message is not in the timeline. */
gboolean confab_chat_rows_find_position (ConfabChatRows *self, GObject *message, guint *position);

G_END_DECLS
