/* Who is kept away, as the block list page shows it and the judges ask. It refuses two lines of one
 * address, and guesses nothing: an address is matched as XEP-0191 section 6 says, whole parts only.
 */

#include "model/model-blocked.h"

#include <string.h>

struct _ConfabModelBlocked {
  GObject parent_instance;

  char *address; /* owned */
  gboolean is_here;
};

G_DEFINE_FINAL_TYPE (ConfabModelBlocked, confab_model_blocked, G_TYPE_OBJECT)

struct _ConfabModelBlocklist {
  GObject parent_instance;

  GListStore *items;      /* owned */
  GHashTable *by_address; /* owned: address (the line's own string) -> line */
};

G_DEFINE_FINAL_TYPE (ConfabModelBlocklist, confab_model_blocklist, G_TYPE_OBJECT)

/* ---- a line ---- */

static void
confab_model_blocked_finalize (GObject *object) {
  g_free (CONFAB_MODEL_BLOCKED (object)->address);
  G_OBJECT_CLASS (confab_model_blocked_parent_class)->finalize (object);
}

static void
confab_model_blocked_class_init (ConfabModelBlockedClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_blocked_finalize;
}

static void
confab_model_blocked_init (ConfabModelBlocked *self) {
}

const char *
confab_model_blocked_get_address (ConfabModelBlocked *self) {
  return self->address;
}

gboolean
confab_model_blocked_is_here (ConfabModelBlocked *self) {
  return self->is_here;
}

gboolean
confab_model_blocked_is_domain (ConfabModelBlocked *self) {
  return strpbrk (self->address, "@/") == NULL;
}

/* ---- the list ---- */

static void
confab_model_blocklist_finalize (GObject *object) {
  ConfabModelBlocklist *self = CONFAB_MODEL_BLOCKLIST (object);

  g_clear_pointer (&self->by_address, g_hash_table_unref);
  g_clear_object (&self->items);
  G_OBJECT_CLASS (confab_model_blocklist_parent_class)->finalize (object);
}

static void
confab_model_blocklist_class_init (ConfabModelBlocklistClass *class) {
  G_OBJECT_CLASS (class)->finalize = confab_model_blocklist_finalize;
}

static void
confab_model_blocklist_init (ConfabModelBlocklist *self) {
  self->items = g_list_store_new (CONFAB_TYPE_MODEL_BLOCKED);
  self->by_address = g_hash_table_new (g_str_hash, g_str_equal);
}

ConfabModelBlocklist *
confab_model_blocklist_new (void) {
  return g_object_new (CONFAB_TYPE_MODEL_BLOCKLIST, NULL);
}

GListModel *
confab_model_blocklist_get_items (ConfabModelBlocklist *self) {
  return G_LIST_MODEL (self->items);
}

ConfabModelBlocked *
confab_model_blocklist_find (ConfabModelBlocklist *self, const char *address) {
  return g_hash_table_lookup (self->by_address, address);
}

ConfabModelBlocked *
confab_model_blocklist_match (ConfabModelBlocklist *self, const char *address) {
  gsize length = strcspn (address, "/"); /* neither local part nor domain has one */
  g_autofree char *bare = g_strndup (address, length);
  const char *at = strchr (bare, '@');
  const char *domain = at != NULL ? at + 1 : bare;
  g_autofree char *device = g_strconcat (domain, address + length, NULL);
  ConfabModelBlocked *found;

  if (g_hash_table_size (self->by_address) == 0)
    return NULL;
  found = confab_model_blocklist_find (self, address);
  if (found == NULL)
    found = confab_model_blocklist_find (self, bare);
  if (found == NULL)
    found = confab_model_blocklist_find (self, device);
  return found != NULL ? found : confab_model_blocklist_find (self, domain);
}

static ConfabModelBlocked *
line_new (const char *address, gboolean is_here) {
  ConfabModelBlocked *line = g_object_new (CONFAB_TYPE_MODEL_BLOCKED, NULL);

  line->address = g_strdup (address);
  line->is_here = is_here;
  return line;
}

void
confab_model_blocklist_add (ConfabModelBlocklist *self, const char *address, gboolean is_here) {
  ConfabModelBlocked *old = confab_model_blocklist_find (self, address);
  g_autoptr (ConfabModelBlocked) line = NULL;

  if (old != NULL && old->is_here == !!is_here)
    return;
  if (old != NULL)
    confab_model_blocklist_remove (self, address);
  line = line_new (address, is_here);
  g_hash_table_insert (self->by_address, line->address, line);
  g_list_store_append (self->items, line);
}

void
confab_model_blocklist_remove (ConfabModelBlocklist *self, const char *address) {
  ConfabModelBlocked *line = confab_model_blocklist_find (self, address);
  guint position;

  if (line == NULL)
    return;
  g_hash_table_remove (self->by_address, address);
  if (g_list_store_find (self->items, line, &position))
    g_list_store_remove (self->items, position);
}

/* One change for all. */
void
confab_model_blocklist_replace (ConfabModelBlocklist *self, const char *const *addresses) {
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  for (guint i = 0; i < n; i++) {
    ConfabModelBlocked *line = g_list_model_get_item (G_LIST_MODEL (self->items), i);

    if (line->is_here)
      g_ptr_array_add (lines, line);
    else
      g_object_unref (line);
  }
  g_hash_table_remove_all (self->by_address);
  for (guint i = 0; i < lines->len; i++) {
    ConfabModelBlocked *line = g_ptr_array_index (lines, i);

    g_hash_table_insert (self->by_address, line->address, line);
  }
  for (guint i = 0; addresses[i] != NULL; i++) {
    ConfabModelBlocked *line;

    if (g_hash_table_contains (self->by_address, addresses[i]))
      continue;
    line = line_new (addresses[i], FALSE);
    g_hash_table_insert (self->by_address, line->address, line);
    g_ptr_array_add (lines, line);
  }
  g_list_store_splice (self->items, 0, n, lines->pdata, lines->len);
}
