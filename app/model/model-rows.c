/* Rows in the order of their ids, found by halving. For the timeline, which has several such lists.
 * It refuses two rows with one id. */

#include "model/model-rows-private.h"

GPtrArray *
confab_model_rows_new (void) {
  return g_ptr_array_new_with_free_func (g_object_unref);
}

gint64
confab_model_rows_get_id (GPtrArray *rows, guint position) {
  return confab_model_message_get_id (g_ptr_array_index (rows, position));
}

guint
confab_model_rows_lower_bound (GPtrArray *rows, gint64 id) {
  guint low = 0;
  guint high = rows->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (confab_model_rows_get_id (rows, middle) < id)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

ConfabModelMessage *
confab_model_rows_find (GPtrArray *rows, gint64 id) {
  guint position = confab_model_rows_lower_bound (rows, id);

  if (position == rows->len || confab_model_rows_get_id (rows, position) != id)
    return NULL;
  return g_ptr_array_index (rows, position);
}

gboolean
confab_model_rows_insert (GPtrArray *rows, ConfabModelMessage *message) {
  gint64 id = confab_model_message_get_id (message);

  if (confab_model_rows_find (rows, id) != NULL)
    return FALSE;
  g_ptr_array_insert (rows, (int)confab_model_rows_lower_bound (rows, id), g_object_ref (message));
  return TRUE;
}

void
confab_model_rows_keep (GPtrArray *rows, ConfabModelMessage *message, guint max_rows) {
  if (confab_model_rows_insert (rows, message) && rows->len > max_rows)
    g_ptr_array_remove_index (rows, 0);
}

GPtrArray *
confab_model_rows_new_beyond (GPtrArray *rows, guint n_rows, gboolean older, GPtrArray *given) {
  g_autoptr (GPtrArray) beyond = confab_model_rows_new ();

  for (guint i = 0; given != NULL && i < given->len; i++) {
    gint64 id = confab_model_rows_get_id (given, i);

    if (n_rows == 0 || (older ? id < confab_model_rows_get_id (rows, 0)
                              : id > confab_model_rows_get_id (rows, n_rows - 1)))
      confab_model_rows_insert (beyond, g_ptr_array_index (given, i));
  }
  return g_steal_pointer (&beyond);
}

void
confab_model_rows_remove (GPtrArray *rows, gint64 id) {
  if (confab_model_rows_find (rows, id) != NULL)
    g_ptr_array_remove_index (rows, confab_model_rows_lower_bound (rows, id));
}

gboolean
confab_model_rows_fits (
    GPtrArray *rows, gint64 old_id, gint64 id, gboolean is_at_start, gboolean is_at_end) {
  guint position = confab_model_rows_lower_bound (rows, old_id);
  gboolean is_after_previous = position > 0
                                   ? confab_model_rows_get_id (rows, position - 1) < id
                                   : is_at_start || confab_model_rows_get_id (rows, 0) < id;
  gboolean is_before_next =
      position + 1 < rows->len ? confab_model_rows_get_id (rows, position + 1) > id : is_at_end;

  return is_after_previous && is_before_next;
}

void
confab_model_rows_insert_from (GPtrArray *rows, GPtrArray *from, gint64 id, guint n_looked_at) {
  for (guint i = confab_model_rows_lower_bound (from, id); i < MIN (from->len, n_looked_at); i++)
    confab_model_rows_insert (rows, g_ptr_array_index (from, i));
}
