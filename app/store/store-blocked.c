/* Table of blocked: whom this device keeps away by itself, because the server has no list for it.
 * Refuses a list without end; what the server keeps away is not written here. */

#include "store/store-contacts.h"
#include "store/store-db-private.h"

GPtrArray *
confab_store_blocked_list (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing who is kept away",
      "SELECT address FROM blocked WHERE account = ? ORDER BY address");

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query))
    g_ptr_array_add (addresses, confab_store_query_dup_text (&query, 0));
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&addresses);
}

gboolean
confab_store_blocked_put (ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping somebody away",
      "INSERT OR IGNORE INTO blocked (account, address) SELECT ?1, ?2"
      " WHERE (SELECT count (*) FROM blocked WHERE account = ?1) < ?3");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, CONFAB_STORE_MAX_BLOCKED);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_blocked_remove (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Letting somebody through", "DELETE FROM blocked WHERE account = ? AND address = ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  return confab_store_query_run (&query, error);
}
