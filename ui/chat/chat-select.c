/* A set of ids with a named maximum, and where a range begins. It knows neither rows nor widgets,
 * and refuses to hold a text. */

#include "chat/chat-select.h"

#include "core/core-export.h"

struct _ConfabChatSelect {
  GHashTable *ids; /* owned: gint64 */
  ConfabChatSelectChanged changed;
  gpointer data;
  gint64 anchor;
  gboolean is_on;
  gboolean is_full;
};

ConfabChatSelect *
confab_chat_select_new (ConfabChatSelectChanged changed, gpointer data) {
  ConfabChatSelect *self = g_new0 (ConfabChatSelect, 1);

  self->ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->changed = changed;
  self->data = data;
  return self;
}

void
confab_chat_select_free (ConfabChatSelect *self) {
  g_hash_table_unref (self->ids);
  g_free (self);
}

static void
put (ConfabChatSelect *self, gint64 id) {
  if (g_hash_table_contains (self->ids, &id))
    return;
  self->is_full = g_hash_table_size (self->ids) >= CONFAB_CORE_MAX_COPIED;
  if (!self->is_full)
    g_hash_table_add (self->ids, g_memdup2 (&id, sizeof id));
}

void
confab_chat_select_begin (ConfabChatSelect *self, gint64 id) {
  if (self->is_on)
    return;
  self->is_on = TRUE;
  if (id != 0)
    put (self, id);
  self->anchor = id;
  self->changed (self->data);
}

void
confab_chat_select_end (ConfabChatSelect *self) {
  if (!self->is_on)
    return;
  g_hash_table_remove_all (self->ids);
  self->is_on = FALSE;
  self->is_full = FALSE;
  self->anchor = 0;
  self->changed (self->data);
}

gboolean
confab_chat_select_is_on (ConfabChatSelect *self) {
  return self->is_on;
}

gboolean
confab_chat_select_has (ConfabChatSelect *self, gint64 id) {
  return g_hash_table_contains (self->ids, &id);
}

guint
confab_chat_select_get_n (ConfabChatSelect *self) {
  return g_hash_table_size (self->ids);
}

gboolean
confab_chat_select_is_full (ConfabChatSelect *self) {
  return self->is_full;
}

GArray *
confab_chat_select_dup_ids (ConfabChatSelect *self) {
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (ids, id, 1);
  return ids;
}

gint64
confab_chat_select_get_anchor (ConfabChatSelect *self) {
  return self->anchor;
}

void
confab_chat_select_toggle (ConfabChatSelect *self, gint64 id) {
  if (!self->is_on)
    return;
  if (g_hash_table_remove (self->ids, &id))
    self->is_full = FALSE;
  else
    put (self, id);
  self->anchor = id;
  self->changed (self->data);
}

void
confab_chat_select_add (ConfabChatSelect *self, const gint64 *ids, guint n) {
  if (!self->is_on)
    return;
  for (guint i = n; i > 0; i--)
    put (self, ids[i - 1]);
  self->changed (self->data);
}

void
confab_chat_select_remove (ConfabChatSelect *self, const gint64 *ids, guint n) {
  guint n_before = g_hash_table_size (self->ids);

  if (!self->is_on)
    return;
  for (guint i = 0; i < n; i++)
    g_hash_table_remove (self->ids, &ids[i]);
  if (g_hash_table_size (self->ids) == n_before)
    return;
  self->is_full = FALSE;
  self->changed (self->data);
}
