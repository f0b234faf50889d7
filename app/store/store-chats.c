/* Chats: what the messages and the draft of one buddy add up to, and the erasing of them. There is
 * no row for a chat, so none can outlive its messages. Refuses to erase what still waits to be
 * sent. */

#include "store/store-db-private.h"
#include "store/store-messages.h"
#include "store/store-search.h"

void
confab_store_chat_free (ConfabStoreChat *chat) {
  if (!chat)
    return;
  g_free (chat->peer);
  g_free (chat->draft);
  g_free (chat);
}

/* Counts come from the indexes alone; a chat's row of the table is read for its newest message. */
#define LIST_CHATS                                                                                 \
  "WITH counted AS (SELECT peer, count(*) AS n, max(id) AS newest FROM messages"                   \
  "  WHERE account = ?1 GROUP BY peer),"                                                           \
  " unread AS (SELECT peer, count(*) AS n FROM messages"                                           \
  "  WHERE account = ?1 AND is_unread GROUP BY peer),"                                             \
  " drafted AS (SELECT peer, text FROM drafts WHERE account = ?1),"                                \
  " peers AS (SELECT peer FROM counted UNION SELECT peer FROM drafted)"                            \
  " SELECT peers.peer, drafted.text, coalesce (unread.n, 0), coalesce (counted.n, 0),"             \
  "  coalesce (messages.time_us, 0) AS last_us"                                                    \
  " FROM peers LEFT JOIN counted USING (peer) LEFT JOIN unread USING (peer)"                       \
  "  LEFT JOIN drafted USING (peer) LEFT JOIN messages ON messages.id = counted.newest"            \
  " ORDER BY last_us DESC, counted.newest DESC, peers.peer"

GPtrArray *
confab_store_chats_list (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) chats =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_chat_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing chats", LIST_CHATS);

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query)) {
    ConfabStoreChat *chat = g_new0 (ConfabStoreChat, 1);

    chat->account = account;
    chat->peer = confab_store_query_dup_text (&query, 0);
    chat->draft = confab_store_query_dup_text (&query, 1);
    chat->n_unread = (guint)confab_store_query_get_int (&query, 2);
    chat->n_messages = confab_store_query_get_int (&query, 3);
    chat->last_us = confab_store_query_get_int (&query, 4);
    g_ptr_array_add (chats, chat);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&chats);
}

gboolean
confab_store_chats_set_draft (
    ConfabStoreDb *db, gint64 account, const char *peer, const char *text, GError **error) {
  gboolean is_some = text && *text != '\0';
  g_auto (ConfabStoreQuery) query =
      is_some ? confab_store_query_new (db, "Writing a draft",
                    "INSERT INTO drafts (account, peer, text) VALUES (?, ?, ?)"
                    " ON CONFLICT (account, peer) DO UPDATE SET text = excluded.text")
              : confab_store_query_new (
                    db, "Removing a draft", "DELETE FROM drafts WHERE account = ? AND peer = ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  if (is_some)
    confab_store_query_bind_text (&query, text);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_chats_mark_read (
    ConfabStoreDb *db, gint64 account, const char *peer, gint64 up_to_id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Marking messages as read",
      "UPDATE messages SET is_unread = 0 WHERE account = ? AND peer = ? AND is_unread"
      " AND id <= ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, up_to_id);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_chats_erase (ConfabStoreDb *db, gint64 account, const char *peer, gboolean keep_unread,
    gboolean keep_draft, guint *n_gone, GError **error) {
  gboolean is_more;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Erasing a chat",
      "DELETE FROM messages WHERE account = ? AND peer = ?"
      " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message = messages.id)"
      " AND NOT (? AND (is_unread OR is_kept))");

  if (!confab_store_search_forget_chat (db, account, peer, keep_unread, 0, &is_more, error))
    return FALSE;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, keep_unread != FALSE);
  if (!confab_store_query_run (&query, error))
    return FALSE;
  if (n_gone)
    *n_gone = confab_store_db_get_n_changed (db);
  return keep_draft || confab_store_chats_set_draft (db, account, peer, NULL, error);
}
