/* What stays and what is due, as rows. Every row that goes was shown to the judge before; what was
 * not read, what waits to be sent and what the user kept is never even looked for. Refuses to
 * decide anything itself. */

#include "store/store-retention.h"

#include "store/store-db-private.h"
#include "store/store-search-private.h"
#include "store/store-search.h"

#define MAX_KEPT_ROWS 5000

void
confab_store_own_keep_free (ConfabStoreOwnKeep *own) {
  if (!own)
    return;
  g_free (own->peer);
  g_free (own);
}

/* ---- of a chat ---- */

GPtrArray *
confab_store_retention_list_own (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_own_keep_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing what chats have chosen",
      "SELECT peer, keep FROM chat_retention WHERE account = ?");

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query)) {
    ConfabStoreOwnKeep *own = g_new0 (ConfabStoreOwnKeep, 1);

    own->peer = confab_store_query_dup_text (&query, 0);
    own->keep = (int)confab_store_query_get_int (&query, 1);
    g_ptr_array_add (list, own);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
confab_store_retention_get_own (
    ConfabStoreDb *db, gint64 account, const char *peer, int *keep, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading what a chat has chosen",
      "SELECT keep FROM chat_retention WHERE account = ? AND peer = ?");

  *keep = CONFAB_STORE_KEEP_NONE;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  if (confab_store_query_next (&query))
    *keep = (int)confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_retention_set_own (
    ConfabStoreDb *db, gint64 account, const char *peer, int keep, GError **error) {
  gboolean is_some = keep != CONFAB_STORE_KEEP_NONE;
  g_auto (ConfabStoreQuery) query =
      is_some ? confab_store_query_new (db, "Writing what a chat has chosen",
                    "INSERT INTO chat_retention (account, peer, keep) VALUES (?, ?, ?)"
                    " ON CONFLICT (account, peer) DO UPDATE SET keep = excluded.keep")
              : confab_store_query_new (db, "Forgetting what a chat has chosen",
                    "DELETE FROM chat_retention WHERE account = ? AND peer = ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  if (is_some)
    confab_store_query_bind_int (&query, keep);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_retention_next_chat (ConfabStoreDb *db, gint64 *account, char **peer, GError **error) {
  g_autofree char *before = g_steal_pointer (peer);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Going from chat to chat",
      "SELECT account, peer FROM messages WHERE (account, peer) > (?, ?)"
      " ORDER BY account, peer LIMIT 1");

  confab_store_query_bind_int (&query, *account);
  confab_store_query_bind_text (&query, before ? before : "");
  if (confab_store_query_next (&query)) {
    *account = confab_store_query_get_int (&query, 0);
    *peer = confab_store_query_dup_text (&query, 1);
  }
  return confab_store_query_end (&query, error);
}

/* ---- marks ---- */

gboolean
confab_store_retention_stamp (ConfabStoreDb *db, gint64 now_us, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db,
      "Noting since when messages are here", "UPDATE messages SET since_us = ? WHERE since_us = 0");

  confab_store_query_bind_int (&query, MAX (now_us, 1));
  return confab_store_query_run (&query, error);
}

/* All of them, so that the index is walked and not the chat. */
#define EACH_FLOOR " AND floor IN (0, 1, 2, 3, 4, 5)"
#define NOT_WAITING " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message = messages.id)"

gboolean
confab_store_retention_close (ConfabStoreDb *db, gint64 account, const char *peer, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting that a chat was closed",
      "UPDATE messages SET is_closed = 1 WHERE account = ? AND peer = ?" EACH_FLOOR
      " AND is_closed = 0 AND NOT is_kept AND NOT is_unread" NOT_WAITING);

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_retention_raise (
    ConfabStoreDb *db, gint64 account, const char *peer, int floor, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping what is there",
      "UPDATE messages SET floor = ?3 WHERE account = ?1 AND peer = ?2 AND floor < ?3");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, floor);
  return confab_store_query_run (&query, error);
}

/* ---- erasing ---- */

/* Each term but the last is an equality, so that the index leads to what is due and to nothing
 * else: the rest of the chat may be a million rows. */
static gboolean
find_due (ConfabStoreDb *db, const ConfabStoreDueQuery *due, gboolean is_closed, guint limit,
    GArray *found, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for what is due",
      "SELECT id, floor, since_us, is_unread, is_kept, is_closed,"
      " EXISTS (SELECT 1 FROM outbox WHERE outbox.message = messages.id)"
      " FROM messages WHERE account = ? AND peer = ? AND floor = ?"
      " AND is_closed = ? AND since_us <= ? AND NOT is_kept AND NOT is_unread" NOT_WAITING
      " LIMIT ?");

  confab_store_query_bind_int (&query, due->account);
  confab_store_query_bind_text (&query, due->peer);
  confab_store_query_bind_int (&query, due->floor);
  confab_store_query_bind_int (&query, is_closed != FALSE);
  confab_store_query_bind_int (&query, due->up_to_us);
  confab_store_query_bind_int (&query, (gint64)limit - found->len);
  while (confab_store_query_next (&query)) {
    ConfabStoreDue row = {
      .id = confab_store_query_get_int (&query, 0),
      .floor = (int)confab_store_query_get_int (&query, 1),
      .since_us = confab_store_query_get_int (&query, 2),
      .is_unread = confab_store_query_get_int (&query, 3) != 0,
      .is_kept = confab_store_query_get_int (&query, 4) != 0,
      .is_closed = confab_store_query_get_int (&query, 5) != 0,
      .is_waiting = confab_store_query_get_int (&query, 6) != 0,
    };

    g_array_append_val (found, row);
  }
  return confab_store_query_end (&query, error);
}

static gboolean
erase_row (ConfabStoreDb *db, gint64 id, guint *n_words, GError **error) {
  gboolean had_words;
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Erasing a message", "DELETE FROM messages WHERE id = ?");

  if (!confab_store_search_forget (db, id, &had_words, error))
    return FALSE;
  *n_words += had_words;
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_retention_erase_found (ConfabStoreDb *db, GArray *found, ConfabStoreIsDue is_due,
    gpointer data, guint limit, GArray *gone, gboolean *is_more, GError **error) {
  gint64 end_us = g_get_monotonic_time () + CONFAB_STORE_SLICE_US;
  gboolean is_untidy;
  guint n_words = 0; /* rows that were in the index: they take longest, and most at the commit */

  *is_more = FALSE;
  for (guint i = 0; i < found->len; i++) {
    const ConfabStoreDue *row = &g_array_index (found, ConfabStoreDue, i);

    if (!is_due (row, data))
      continue;
    if (!erase_row (db, row->id, &n_words, error))
      return FALSE;
    g_array_append_val (gone, row->id);
    /* What the judge spares would come again; only what moves on counts as more. */
    *is_more = found->len == limit;
    if ((n_words == CONFAB_STORE_SEARCH_SLICE_OUT || g_get_monotonic_time () >= end_us) &&
        i + 1 < found->len) {
      *is_more = TRUE;
      break;
    }
  }
  return n_words == 0 || confab_store_search_tidy (db, end_us, &is_untidy, error);
}

gboolean
confab_store_retention_erase (ConfabStoreDb *db, const ConfabStoreDueQuery *due, guint limit,
    GArray *gone, gboolean *is_more, GError **error) {
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (ConfabStoreDue));

  if ((!due->only_closed && !find_due (db, due, FALSE, limit, found, error)) ||
      (found->len < limit && !find_due (db, due, TRUE, limit, found, error)))
    return FALSE;
  return confab_store_retention_erase_found (
      db, found, due->is_due, due->data, limit, gone, is_more, error);
}

gboolean
confab_store_retention_erase_everything (ConfabStoreDb *db, GError **error) {
  return confab_store_search_forget_all (db, error) &&
         confab_store_db_run (db, "Erasing every chat",
             "DELETE FROM messages"
             " WHERE NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message = messages.id);"
             "DELETE FROM drafts",
             error);
}

/* ---- kept ---- */

gboolean
confab_store_retention_set_kept (
    ConfabStoreDb *db, gint64 id, gboolean is_kept, gboolean is_closed, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Keeping a message", "UPDATE messages SET is_kept = ?, is_closed = ? WHERE id = ?");

  /* It comes in again with the rest of its chat, where that is kept. */
  if (!is_kept && !confab_store_search_forget (db, id, NULL, error))
    return FALSE;
  confab_store_query_bind_int (&query, is_kept != FALSE);
  confab_store_query_bind_int (&query, is_closed != FALSE);
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run_one (&query, error);
}

static gboolean
list_kept_ids (ConfabStoreDb *db, gint64 account, GArray *ids, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing kept messages",
      "SELECT id FROM messages WHERE account = ? AND is_kept ORDER BY peer, id LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, MAX_KEPT_ROWS);
  while (confab_store_query_next (&query)) {
    gint64 id = confab_store_query_get_int (&query, 0);

    g_array_append_val (ids, id);
  }
  return confab_store_query_end (&query, error);
}

GPtrArray *
confab_store_retention_list_kept (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) kept =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_message_free);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!list_kept_ids (db, account, ids, error))
    return NULL;
  for (guint i = 0; i < ids->len; i++) {
    ConfabStoreMessage *message =
        confab_store_messages_get (db, g_array_index (ids, gint64, i), error);

    if (!message)
      return NULL;
    g_ptr_array_add (kept, message);
  }
  return g_steal_pointer (&kept);
}
