/* Small facts of the profile by name. Refuses secrets by custom: passwords and keys of accounts are
 * in the keyring. */

#include "store/store-settings.h"

#include "store/store-db-private.h"

char *
confab_store_settings_get (ConfabStoreDb *db, const char *name, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Reading a setting", "SELECT value FROM settings WHERE name = ?");
  g_autofree char *value = NULL;

  confab_store_query_bind_text (&query, name);
  if (confab_store_query_next (&query))
    value = confab_store_query_dup_text (&query, 0);
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&value);
}

gboolean
confab_store_settings_set (ConfabStoreDb *db, const char *name, const char *value, GError **error) {
  g_auto (ConfabStoreQuery) query =
      value ? confab_store_query_new (db, "Writing a setting",
                  "INSERT INTO settings (name, value) VALUES (?, ?)"
                  " ON CONFLICT (name) DO UPDATE SET value = excluded.value")
            : confab_store_query_new (
                  db, "Removing a setting", "DELETE FROM settings WHERE name = ?");

  confab_store_query_bind_text (&query, name);
  if (value)
    confab_store_query_bind_text (&query, value);
  return confab_store_query_run (&query, error);
}
