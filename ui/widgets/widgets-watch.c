/* One handler for each object of a list, kept in step with the list. It holds the list and its
 * objects, and calls nobody after it was freed. */

#include "widgets/widgets-watch.h"

struct _ConfabWidgetsWatch {
  /* owned */
  GListModel *list;
  GPtrArray *items; /* of GObject, in the order of the list */
  gulong list_handler;

  /* borrowed */
  ConfabWidgetsWatchFunc func;
  gpointer data;
};

static void
on_item_notify (GObject *item, GParamSpec *pspec, gpointer data) {
  ConfabWidgetsWatch *self = data;

  self->func (item, g_param_spec_get_name (pspec), self->data);
}

static void
forget_items (ConfabWidgetsWatch *self, guint position, guint n_items) {
  for (guint i = position; i < position + n_items; i++)
    g_signal_handlers_disconnect_by_func (g_ptr_array_index (self->items, i), on_item_notify, self);
  if (n_items > 0)
    g_ptr_array_remove_range (self->items, position, n_items);
}

static void
learn_items (ConfabWidgetsWatch *self, guint position, guint n_items) {
  for (guint i = position; i < position + n_items; i++) {
    GObject *item = g_list_model_get_item (self->list, i);

    g_signal_connect (item, "notify", G_CALLBACK (on_item_notify), self);
    g_ptr_array_insert (self->items, (int)i, item);
  }
}

static void
on_items_changed (GListModel *list, guint position, guint n_removed, guint n_added, gpointer data) {
  ConfabWidgetsWatch *self = data;

  forget_items (self, position, n_removed);
  learn_items (self, position, n_added);
  self->func (NULL, NULL, self->data);
}

ConfabWidgetsWatch *
confab_widgets_watch_new (GListModel *list, ConfabWidgetsWatchFunc func, gpointer data) {
  ConfabWidgetsWatch *self = g_new0 (ConfabWidgetsWatch, 1);

  self->list = g_object_ref (list);
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->func = func;
  self->data = data;
  self->list_handler =
      g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), self);
  learn_items (self, 0, g_list_model_get_n_items (list));
  return self;
}

void
confab_widgets_watch_free (ConfabWidgetsWatch *self) {
  if (self == NULL)
    return;
  g_signal_handler_disconnect (self->list, self->list_handler);
  forget_items (self, 0, self->items->len);
  g_ptr_array_unref (self->items);
  g_object_unref (self->list);
  g_free (self);
}
