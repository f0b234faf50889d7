#pragma once

/* Watches a list and the properties of everything in it, for what GTK's own models do not follow:
 * order, sections and sums over many objects. */

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ConfabWidgetsWatch ConfabWidgetsWatch;

/* `item` NULL: objects came or went. Otherwise `property` of `item` changed. */
typedef void (*ConfabWidgetsWatchFunc) (GObject *item, const char *property, gpointer data);

/* Returns: (transfer full) */
ConfabWidgetsWatch *
confab_widgets_watch_new (GListModel *list, ConfabWidgetsWatchFunc func, gpointer data);
void confab_widgets_watch_free (ConfabWidgetsWatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabWidgetsWatch, confab_widgets_watch_free)

G_END_DECLS
