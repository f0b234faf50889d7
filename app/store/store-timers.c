/* Timers of chats and ends of rows. A timer does not run before its message was read, or is with
 * the server, and nothing stops it then. Refuses to look for what was not read or waits to be sent,
 * and to decide anything itself. */

#include "store/store-timers.h"

#include "store/store-db-private.h"

#define MAX_NOW (G_MAXINT64 / 2) /* an end stays a number */

void
confab_store_chat_timer_free (ConfabStoreChatTimer *chat) {
  if (!chat)
    return;
  g_free (chat->peer);
  g_free (chat);
}

/* ---- of a chat ---- */

static void
read_timer (ConfabStoreQuery *query, int column, ConfabStoreTimer *timer) {
  timer->seconds = (guint32)confab_store_query_get_int (query, column);
  timer->is_theirs = confab_store_query_get_int (query, column + 1) != 0;
  timer->answer = (ConfabStoreTimerAnswer)confab_store_query_get_int (query, column + 2);
  timer->before = (guint32)confab_store_query_get_int (query, column + 3);
  timer->set_us = confab_store_query_get_int (query, column + 4);
}

GPtrArray *
confab_store_timers_list (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_chat_timer_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing timers",
      "SELECT peer, seconds, is_theirs, answer, before, set_us FROM chat_timers WHERE account = ?");

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query)) {
    ConfabStoreChatTimer *chat = g_new0 (ConfabStoreChatTimer, 1);

    chat->peer = confab_store_query_dup_text (&query, 0);
    read_timer (&query, 1, &chat->timer);
    g_ptr_array_add (list, chat);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&list);
}

gboolean
confab_store_timers_get (
    ConfabStoreDb *db, gint64 account, const char *peer, ConfabStoreTimer *timer, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading a timer",
      "SELECT seconds, is_theirs, answer, before, set_us FROM chat_timers"
      " WHERE account = ? AND peer = ?");

  *timer = (ConfabStoreTimer){ 0 };
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  if (confab_store_query_next (&query))
    read_timer (&query, 0, timer);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_timers_set (ConfabStoreDb *db, gint64 account, const char *peer,
    const ConfabStoreTimer *timer, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Writing a timer",
      "INSERT OR REPLACE INTO chat_timers (account, peer, seconds, is_theirs, answer, before,"
      " set_us) VALUES (?, ?, ?, ?, ?, ?, ?)");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, timer->seconds);
  confab_store_query_bind_int (&query, timer->is_theirs != FALSE);
  confab_store_query_bind_int (&query, timer->answer);
  confab_store_query_bind_int (&query, timer->before);
  confab_store_query_bind_int (&query, timer->set_us);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_timers_remove (ConfabStoreDb *db, gint64 account, const char *peer, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Forgetting a timer", "DELETE FROM chat_timers WHERE account = ? AND peer = ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  return confab_store_query_run (&query, error);
}

/* What left and waits once more, because it was changed, does not live longer for it. */
#define NOT_WAITING                                                                                \
  " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message = messages.id"                       \
  " AND outbox.change IS NULL)"

gboolean
confab_store_timers_drop_lines (
    ConfabStoreDb *db, gint64 account, const char *peer, int line, GArray *gone, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Dropping lines that held",
      "DELETE FROM messages WHERE account = ? AND peer = ? AND kind = 3 AND reason = ?" NOT_WAITING
      " RETURNING id");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, line);
  while (confab_store_query_next (&query)) {
    gint64 id = confab_store_query_get_int (&query, 0);

    g_array_append_val (gone, id);
  }
  return confab_store_query_end (&query, error);
}

/* ---- ends ---- */

/* As the index of step 12 says it, then who may run. */
#define FRESH "timer > 0 AND ends_us = 0 AND kind <> 3 AND NOT is_unread" NOT_WAITING

gboolean
confab_store_timers_has_fresh (ConfabStoreDb *db, gboolean *has, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Looking for timers to run", "SELECT 1 FROM messages WHERE " FRESH " LIMIT 1");

  *has = confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_timers_stamp (ConfabStoreDb *db, gint64 now_us, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Letting timers run", "UPDATE messages SET ends_us = ? + timer * 1000000 WHERE " FRESH);

  confab_store_query_bind_int (&query, CLAMP (now_us, 1, MAX_NOW));
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_timers_next (ConfabStoreDb *db, gint64 *ends_us, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for the next end",
      "SELECT ends_us FROM messages WHERE ends_us > 0 ORDER BY ends_us LIMIT 1");

  *ends_us = 0;
  if (confab_store_query_next (&query))
    *ends_us = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

static gboolean
find_ended (ConfabStoreDb *db, gint64 now_us, guint limit, GArray *found, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for what has ended",
      "SELECT id, ends_us, is_unread, is_kept FROM messages"
      " WHERE ends_us > 0 AND ends_us <= ? AND NOT is_unread" NOT_WAITING
      " ORDER BY ends_us LIMIT ?");

  confab_store_query_bind_int (&query, now_us);
  confab_store_query_bind_int (&query, limit);
  while (confab_store_query_next (&query)) {
    ConfabStoreDue row = {
      .id = confab_store_query_get_int (&query, 0),
      .ends_us = confab_store_query_get_int (&query, 1),
      .is_unread = confab_store_query_get_int (&query, 2) != 0,
      .is_kept = confab_store_query_get_int (&query, 3) != 0,
    };

    g_array_append_val (found, row);
  }
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_timers_erase (ConfabStoreDb *db, gint64 now_us, ConfabStoreIsDue is_due, gpointer data,
    guint limit, GArray *gone, gboolean *is_more, GError **error) {
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (ConfabStoreDue));

  if (!find_ended (db, now_us, limit, found, error))
    return FALSE;
  return confab_store_retention_erase_found (db, found, is_due, data, limit, gone, is_more, error);
}
