/* That messages were read. A wish to be told stands with the message it came with, and goes with
 * it; telling is done once at most, and not of what is folded. Refuses to mark what never left, and
 * more than a bounded number of messages at once. */

#include "store/store-marks.h"

#include "store/store-db-private.h"

static gboolean
forget_wishes (ConfabStoreDb *db, gint64 account, const char *peer, gint64 up_to, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Forgetting wishes to be told",
      "UPDATE messages SET mark = 0 WHERE account = ? AND peer = ? AND mark IN (1, 2)"
      " AND id <= ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, up_to);
  return confab_store_query_run (&query, error);
}

/* Wishes are kept from one choice to the next only where it was on, and stays so; who was off the
 * list meanwhile may have left some. */
static gboolean
forget_unchosen (
    ConfabStoreDb *db, gint64 account, const char *address, guint tells, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading what a contact is told",
      "SELECT tells FROM contacts WHERE account = ? AND address = ?");
  guint before = 0;

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  if (confab_store_query_next (&query))
    before = (guint)confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error) &&
         ((before & tells & CONFAB_STORE_TELLS_READ) != 0 ||
             forget_wishes (db, account, address, G_MAXINT64, error));
}

gboolean
confab_store_marks_set_tells (
    ConfabStoreDb *db, gint64 account, const char *address, guint tells, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping what a contact is told",
      "UPDATE contacts SET tells = ? WHERE account = ? AND address = ?");

  confab_store_query_bind_int (&query, tells);
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  return forget_unchosen (db, account, address, tells, error) &&
         confab_store_query_run_one (&query, error);
}

gboolean
confab_store_marks_take (ConfabStoreDb *db, gint64 account, const char *peer, char **wire_id,
    gboolean *is_sealed, GError **error) {
  g_autofree char *found = NULL;
  gint64 id = 0;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding what is to be told",
      "SELECT id, coalesce (change_id, wire_id), mark FROM messages WHERE account = ? AND peer = ? "
      "AND mark IN (1, 2)"
      " AND NOT is_unread AND is_folded <> 1 AND NOT is_own AND wire_id IS NOT NULL"
      " ORDER BY id DESC LIMIT 1");

  *wire_id = NULL;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  if (confab_store_query_next (&query)) {
    id = confab_store_query_get_int (&query, 0);
    found = confab_store_query_dup_text (&query, 1);
    *is_sealed = confab_store_query_get_int (&query, 2) == CONFAB_STORE_MARK_WISHED_SEALED;
  }
  if (!confab_store_query_end (&query, error) ||
      (id != 0 && !forget_wishes (db, account, peer, id, error)))
    return FALSE;
  *wire_id = g_steal_pointer (&found);
  return TRUE;
}

/* Which rows, by `id`: the chat's own ones up to it, among the last that stand there. What did not
 * leave (1) or failed (4) was read by nobody; what they name must have come to them. */
#define UP_TO                                                                                      \
  "SELECT id FROM (SELECT id, is_own, state, mark, kind, is_sealed FROM messages"                  \
  " WHERE (account, peer) = (SELECT account, peer FROM messages WHERE id = ?1) AND id <= ?1"       \
  " ORDER BY id DESC LIMIT ?2)"                                                                    \
  " WHERE is_own AND mark <> 3 AND kind <> 3 AND (?3 OR NOT is_sealed)"                            \
  " AND (state IN (2, 3) OR id = ?1)"

gboolean
confab_store_marks_read (
    ConfabStoreDb *db, gint64 id, gboolean with_sealed, GArray *ids, GError **error) {
  guint first = ids->len;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding what they read", UP_TO);

  confab_store_query_bind_int (&query, id);
  confab_store_query_bind_int (&query, CONFAB_STORE_MAX_MARKED);
  confab_store_query_bind_int (&query, with_sealed != FALSE);
  while (confab_store_query_next (&query)) {
    gint64 row = confab_store_query_get_int (&query, 0);

    g_array_append_val (ids, row);
  }
  if (!confab_store_query_end (&query, error))
    return FALSE;
  for (guint i = first; i < ids->len; i++) {
    g_auto (ConfabStoreQuery) write = confab_store_query_new (
        db, "Marking what they read", "UPDATE messages SET mark = 3, state = 3 WHERE id = ?");

    confab_store_query_bind_int (&write, g_array_index (ids, gint64, i));
    if (!confab_store_query_run_one (&write, error))
      return FALSE;
  }
  return TRUE;
}
