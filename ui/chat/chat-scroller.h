#pragma once

/* Stands between a scrolled window and a list, and keeps the place: at the end it follows what is
 * added there; elsewhere the row that is looked at stays where it is, whatever is added, taken away
 * or resized above it (GtkListView does neither at its ends). */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_CHAT_SCROLLER (confab_chat_scroller_get_type ())
G_DECLARE_FINAL_TYPE (ConfabChatScroller, confab_chat_scroller, CONFAB, CHAT_SCROLLER, GtkWidget)

/* What the scroller must know of the rows. Keys are objects, rows are widgets inside the list. */
typedef struct {
  /* The widget of `key`, NULL if it has none just now. Borrowed. */
  GtkWidget *(*find) (gpointer data, GObject *key);
  /* The key of the uppermost row of which something is seen in `scroller`, NULL if there is none.
   * Borrowed. */
  GObject *(*find_top) (gpointer data, GtkWidget *scroller);
  /* Asks the list to show `key`. FALSE if it is no longer in the list. */
  gboolean (*reveal) (gpointer data, GObject *key);
} ConfabChatScrollerRows;

/* `list`: a GtkScrollable (transfer floating). `data` must outlive the scroller. */
GtkWidget *
confab_chat_scroller_new (GtkWidget *list, const ConfabChatScrollerRows *rows, gpointer data);

/* Property "follows": at the end, and stays there. */
gboolean confab_chat_scroller_get_follows (ConfabChatScroller *self);
/* Goes to the end and stays there, until somebody scrolls up. */
void confab_chat_scroller_follow (ConfabChatScroller *self);
/* Goes to that row and stays there, somewhat below the top, once the list has a widget for it. */
void confab_chat_scroller_show (ConfabChatScroller *self, GObject *key);
/* There is more behind the end: being at the end is then no reason to stay there. */
void confab_chat_scroller_set_may_follow (ConfabChatScroller *self, gboolean may_follow);
/* The list is about to scroll because somebody wants it to (keys, focus): where it comes to rest is
 * the new place. */
void confab_chat_scroller_release (ConfabChatScroller *self);

/* Pixels above and below what is seen. */
double confab_chat_scroller_get_above (ConfabChatScroller *self);
double confab_chat_scroller_get_below (ConfabChatScroller *self);
double confab_chat_scroller_get_page (ConfabChatScroller *self);

/* Signals: "settled" (): the place is as it should be, after each layout. */

G_END_DECLS
