/* Whether any window of the program is looked at. That one is, core hears at once; that none is,
 * only when it lasts: who goes from window to window tells the server nothing. */

#include "app/app-attention.h"

#define LASTING_S 10

struct _ConfabAppAttention {
  /* owned */
  ConfabCore *core;
  GPtrArray *windows; /* GtkWindow */
  gulong added_handler;
  gulong removed_handler;
  guint source;

  /* borrowed */
  GtkApplication *application;
};

static gboolean
on_lasting (gpointer data) {
  ConfabAppAttention *self = data;

  self->source = 0;
  confab_core_set_watched (self->core, FALSE);
  return G_SOURCE_REMOVE;
}

static void
look (ConfabAppAttention *self) {
  gboolean is_watched = FALSE;

  for (guint i = 0; i < self->windows->len; i++)
    is_watched |= gtk_window_is_active (g_ptr_array_index (self->windows, i));
  if (is_watched) {
    g_clear_handle_id (&self->source, g_source_remove);
    confab_core_set_watched (self->core, TRUE);
  } else if (self->source == 0)
    self->source = g_timeout_add_seconds (LASTING_S, on_lasting, self);
}

static void
add_window (ConfabAppAttention *self, GtkWindow *window) {
  g_ptr_array_add (self->windows, g_object_ref (window));
  g_signal_connect_swapped (window, "notify::is-active", G_CALLBACK (look), self);
  look (self);
}

static void
remove_window (ConfabAppAttention *self, GtkWindow *window) {
  if (!g_ptr_array_find (self->windows, window, NULL))
    return;
  g_signal_handlers_disconnect_by_data (window, self);
  g_ptr_array_remove (self->windows, window);
  look (self);
}

ConfabAppAttention *
confab_app_attention_new (GtkApplication *application, ConfabCore *core) {
  ConfabAppAttention *self = g_new0 (ConfabAppAttention, 1);

  self->application = application;
  self->core = g_object_ref (core);
  self->windows = g_ptr_array_new_with_free_func (g_object_unref);
  self->added_handler =
      g_signal_connect_swapped (application, "window-added", G_CALLBACK (add_window), self);
  self->removed_handler =
      g_signal_connect_swapped (application, "window-removed", G_CALLBACK (remove_window), self);
  return self;
}

void
confab_app_attention_free (ConfabAppAttention *self) {
  if (self == NULL)
    return;
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handler_disconnect (self->application, self->added_handler);
  g_signal_handler_disconnect (self->application, self->removed_handler);
  for (guint i = 0; i < self->windows->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->windows, i), self);
  g_ptr_array_unref (self->windows);
  g_object_unref (self->core);
  g_free (self);
}
