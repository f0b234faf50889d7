/* The place in the archive of each account: a column of the accounts, apart from the file for them
 * because it moves with every message. Refuses to say when that was. */

#include "store/store-archive.h"

#include "store/store-db-private.h"

char *
confab_store_archive_get (ConfabStoreDb *db, gint64 account, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Reading the place in the archive", "SELECT archive_id FROM accounts WHERE id = ?");

  confab_store_query_bind_int (&query, account);
  if (confab_store_query_next (&query))
    return confab_store_query_dup_text (&query, 0);
  confab_store_query_end (&query, error);
  return NULL;
}

gboolean
confab_store_archive_set (ConfabStoreDb *db, gint64 account, const char *id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting the place in the archive", "UPDATE accounts SET archive_id = ? WHERE id = ?");

  confab_store_query_bind_text (&query, id);
  confab_store_query_bind_int (&query, account);
  return confab_store_query_run_one (&query, error);
}
