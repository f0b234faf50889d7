/* Which names are taken, as the eye takes them: a table of skeletons, so that a long list is held
 * against a long list in a short time. A typing mistake between two names makes them two. */

#include "safety/safety-bring-names.h"

#include "safety/safety-lookalike.h"

struct _ConfabBringNames {
  GHashTable *taken; /* skeletons; owned */
  GHashTable *lines; /* skeletons of addresses of the file, to these; both owned */
};

ConfabBringNames *
confab_safety_bring_names_new (void) {
  ConfabBringNames *self = g_new0 (ConfabBringNames, 1);

  self->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
confab_safety_bring_names_free (ConfabBringNames *self) {
  g_hash_table_unref (self->taken);
  g_hash_table_unref (self->lines);
  g_free (self);
}

/* Each under two skeletons; nothing for what cannot be judged. */
static void
take (GHashTable *table, const char *text, const char *line) {
  g_autoptr (ConfabLook) look = confab_safety_look_new (text);

  for (guint i = 0; i < 2; i++) {
    char *key = confab_safety_look_dup_key (look, i == 1);

    if (key != NULL)
      g_hash_table_insert (table, key, g_strdup (line));
  }
}

void
confab_safety_bring_names_take (ConfabBringNames *self, const char *name) {
  take (self->taken, name, NULL);
}

void
confab_safety_bring_names_take_line (ConfabBringNames *self, const char *address) {
  take (self->lines, address, address);
}

static gboolean
is_key_free (ConfabBringNames *self, const char *key, const char *address) {
  const char *line = key != NULL ? g_hash_table_lookup (self->lines, key) : NULL;

  return key != NULL && !g_hash_table_contains (self->taken, key) &&
         (line == NULL || g_str_equal (line, address));
}

gboolean
confab_safety_bring_names_is_free (ConfabBringNames *self, const char *name, const char *address) {
  g_autoptr (ConfabLook) look = name != NULL ? confab_safety_look_new (name) : NULL;
  g_autofree char *written = look != NULL ? confab_safety_look_dup_key (look, FALSE) : NULL;
  g_autofree char *folded = look != NULL ? confab_safety_look_dup_key (look, TRUE) : NULL;

  return name == NULL ||
         (is_key_free (self, written, address) && is_key_free (self, folded, address));
}
