/* Messages that say something else than they did. The old text leaves the row and the index in the
 * same transaction; the mark that says so stays as long as the row. Refuses to touch what is no
 * text. */

#include "store/store-changes.h"

#include "store/store-db-private.h"
#include "store/store-search.h"

gboolean
confab_store_changes_put (ConfabStoreDb *db, const ConfabStoreChange *change, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Changing a message",
      "UPDATE messages SET text = ?1, reason = ?2, is_sealed = ?3, is_unchecked = ?4, mark = ?5,"
      " is_unread = ?9, ends_us = iif (?9, 0, ends_us), changed_us = iif (?6 IS NULL, changed_us, "
      "?7),"
      " n_changes = n_changes + (?6 IS NOT NULL), change_id = coalesce (?6, change_id)"
      " WHERE id = ?8 AND kind = 0");

  confab_store_query_bind_text (&query, change->text);
  confab_store_query_bind_int (&query, change->reason);
  confab_store_query_bind_int (&query, change->is_sealed != FALSE);
  confab_store_query_bind_int (&query, change->is_unchecked != FALSE);
  confab_store_query_bind_int (&query, change->mark);
  confab_store_query_bind_text (&query, change->change_id);
  confab_store_query_bind_int (&query, change->changed_us);
  confab_store_query_bind_int (&query, change->id);
  confab_store_query_bind_int (&query, change->is_unread != FALSE);
  return confab_store_search_forget (db, change->id, NULL, error) &&
         confab_store_query_run_one (&query, error);
}

gboolean
confab_store_changes_wait (ConfabStoreDb *db, gint64 id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Letting a change wait",
      "UPDATE messages SET state = ?, reason = 0, mark = 0 WHERE id = ? AND is_own");

  confab_store_query_bind_int (&query, CONFAB_STORE_STATE_WAITING);
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_changes_is_last (
    ConfabStoreDb *db, const ConfabStoreMessage *message, gboolean *is_last, GError **error) {
  /* A LINE (3) is no word of theirs. */
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking what came after a message",
      "SELECT 1 FROM messages WHERE account = ? AND peer = ? AND id > ? AND is_own = ?"
      " AND kind <> 3 LIMIT 1");

  confab_store_query_bind_int (&query, message->account);
  confab_store_query_bind_text (&query, message->peer);
  confab_store_query_bind_int (&query, message->id);
  confab_store_query_bind_int (&query, message->is_own != FALSE);
  *is_last = !confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}
