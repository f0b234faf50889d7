/* Table of messages: added once, read in windows around a place in the chat, moved forward through
 * the states of an own message. Refuses to move a state back. */

#include "store/store-messages.h"

#include "store/store-db-private.h"
#include "store/store-search.h"

#define MAX_WINDOW_ROWS 500
#define MAX_LATE_ROWS 500 /* between which what came late is looked for */

#define SELECT_MESSAGE                                                                             \
  "SELECT id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us, wire_id, text," \
  " kind, is_unchecked, is_kept, is_folded, timer, ends_us,"                                       \
  " (SELECT wait FROM outbox WHERE outbox.message = messages.id), is_taken, mark,"                 \
  " changed_us, n_changes, change_id FROM messages "

void
confab_store_message_free (ConfabStoreMessage *message) {
  if (!message)
    return;
  g_free (message->peer);
  g_free (message->wire_id);
  g_free (message->change_id);
  g_free (message->retracts);
  g_free (message->text);
  confab_store_file_free (message->file);
  g_free (message);
}

gboolean
confab_store_messages_add (ConfabStoreDb *db, ConfabStoreMessage *message, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Adding a message",
      "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason,"
      " time_us, wire_id, text, kind, is_unchecked, is_folded, timer, mark,"
      " changed_us, n_changes, change_id)"
      " VALUES (nullif (?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");

  confab_store_query_bind_int (&query, message->id);
  confab_store_query_bind_int (&query, message->account);
  confab_store_query_bind_text (&query, message->peer);
  confab_store_query_bind_int (&query, message->is_own != FALSE);
  confab_store_query_bind_int (&query, message->is_sealed != FALSE);
  confab_store_query_bind_int (&query, message->is_unread != FALSE);
  confab_store_query_bind_int (&query, message->state);
  confab_store_query_bind_int (&query, message->reason);
  confab_store_query_bind_int (&query, message->time_us);
  confab_store_query_bind_text (&query, message->wire_id);
  confab_store_query_bind_text (&query, message->text);
  confab_store_query_bind_int (&query, message->kind);
  confab_store_query_bind_int (&query, message->is_unchecked != FALSE);
  confab_store_query_bind_int (&query, message->is_folded != FALSE);
  confab_store_query_bind_int (&query, message->timer);
  confab_store_query_bind_int (&query, message->mark);
  confab_store_query_bind_int (&query, message->changed_us);
  confab_store_query_bind_int (&query, message->n_changes);
  confab_store_query_bind_text (&query, message->change_id);
  if (!confab_store_query_run (&query, error))
    return FALSE;
  message->id = sqlite3_last_insert_rowid (db->handle);
  if (message->file == NULL)
    return TRUE;
  message->file->message = message->id;
  message->file->account = message->account;
  return confab_store_files_add (db, message->file, error);
}

gboolean
confab_store_messages_get_last_id (ConfabStoreDb *db, gint64 *id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Reading the last id", "SELECT seq FROM sqlite_sequence WHERE name = 'messages'");

  *id = 0;
  if (confab_store_query_next (&query))
    *id = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

static ConfabStoreMessage *
read_message (ConfabStoreQuery *query) {
  ConfabStoreMessage *message = g_new0 (ConfabStoreMessage, 1);

  message->id = confab_store_query_get_int (query, 0);
  message->account = confab_store_query_get_int (query, 1);
  message->peer = confab_store_query_dup_text (query, 2);
  message->is_own = confab_store_query_get_int (query, 3) != 0;
  message->is_sealed = confab_store_query_get_int (query, 4) != 0;
  message->is_unread = confab_store_query_get_int (query, 5) != 0;
  message->state = (ConfabStoreState)confab_store_query_get_int (query, 6);
  message->reason = (int)confab_store_query_get_int (query, 7);
  message->time_us = confab_store_query_get_int (query, 8);
  message->wire_id = confab_store_query_dup_text (query, 9);
  message->text = confab_store_query_dup_text (query, 10);
  message->kind = (ConfabStoreKind)confab_store_query_get_int (query, 11);
  message->is_unchecked = confab_store_query_get_int (query, 12) != 0;
  message->is_kept = confab_store_query_get_int (query, 13) != 0;
  message->is_folded = confab_store_query_get_int (query, 14) == 1;
  message->timer = (guint32)confab_store_query_get_int (query, 15);
  message->ends_us = confab_store_query_get_int (query, 16);
  message->wait = (guint32)confab_store_query_get_int (query, 17);
  message->is_taken = confab_store_query_get_int (query, 18) != 0;
  message->mark = (ConfabStoreMark)confab_store_query_get_int (query, 19);
  message->changed_us = confab_store_query_get_int (query, 20);
  message->n_changes = (guint32)confab_store_query_get_int (query, 21);
  message->change_id = confab_store_query_dup_text (query, 22);
  return message;
}

static gboolean
read_own_file (ConfabStoreDb *db, ConfabStoreMessage *message, GError **error) {
  if (message->kind == CONFAB_STORE_KIND_FILE)
    message->file = confab_store_files_get (db, message->id, error);
  return message->kind != CONFAB_STORE_KIND_FILE || message->file != NULL;
}

static GPtrArray *
read_window (ConfabStoreQuery *query, gint64 account, const char *peer, gint64 edge, guint limit,
    GError **error) {
  g_autoptr (GPtrArray) messages =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_message_free);

  confab_store_query_bind_int (query, account);
  confab_store_query_bind_text (query, peer);
  confab_store_query_bind_int (query, edge);
  confab_store_query_bind_int (query, MIN (limit, MAX_WINDOW_ROWS));
  while (confab_store_query_next (query))
    g_ptr_array_add (messages, read_message (query));
  if (!confab_store_query_end (query, error))
    return NULL;
  for (guint i = 0; i < messages->len; i++)
    if (!read_own_file (query->db, g_ptr_array_index (messages, i), error))
      return NULL;
  return g_steal_pointer (&messages);
}

GPtrArray *
confab_store_messages_before (ConfabStoreDb *db, gint64 account, const char *peer, gint64 before,
    guint limit, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading earlier messages",
      SELECT_MESSAGE
      "WHERE account = ? AND peer = ? AND id < ? AND is_folded <> 1 ORDER BY id DESC LIMIT ?");
  GPtrArray *messages =
      read_window (&query, account, peer, before > 0 ? before : G_MAXINT64, limit, error);

  if (!messages)
    return NULL;
  for (guint i = 0; i < messages->len / 2; i++) {
    gpointer *first = &messages->pdata[i];
    gpointer *last = &messages->pdata[messages->len - 1 - i];
    gpointer swapped = *first;

    *first = *last;
    *last = swapped;
  }
  return messages;
}

GPtrArray *
confab_store_messages_after (ConfabStoreDb *db, gint64 account, const char *peer, gint64 after,
    guint limit, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading later messages",
      SELECT_MESSAGE
      "WHERE account = ? AND peer = ? AND id > ? AND is_folded <> 1 ORDER BY id LIMIT ?");

  return read_window (&query, account, peer, after, limit, error);
}

/* The one row of a query of id and time, by a number or two behind account and peer. `*id` 0: there
 * is none. */
static gboolean
find_row (ConfabStoreDb *db, const char *sql, gint64 account, const char *peer, gint64 first,
    gint64 *id, gint64 *time_us, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding a place in a chat", sql);

  *id = *time_us = 0;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, first);
  if (confab_store_query_next (&query)) {
    *id = confab_store_query_get_int (&query, 0);
    *time_us = confab_store_query_get_int (&query, 1);
  }
  return confab_store_query_end (&query, error);
}

#define FIND_FROM                                                                                  \
  "SELECT id, time_us FROM messages WHERE account = ? AND peer = ? AND id >= ?"                    \
  " AND is_folded <> 1 ORDER BY id LIMIT 1"
#define FIND_LAST                                                                                  \
  "SELECT id, time_us FROM messages WHERE account = ? AND peer = ? AND id > ?"                     \
  " AND is_folded <> 1 ORDER BY id DESC LIMIT 1"

/* What came late stands among later rows; so the first of a day may be just before. */
static gboolean
find_just_before (ConfabStoreDb *db, gint64 account, const char *peer, gint64 from_us,
    gint64 until_us, gint64 *id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding a place in a chat",
      "SELECT coalesce (min (id), ?3) FROM (SELECT id, time_us FROM messages"
      " WHERE account = ?1 AND peer = ?2 AND id < ?3 AND is_folded <> 1"
      " ORDER BY id DESC LIMIT ?4) WHERE time_us >= ?5 AND time_us < ?6");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, *id);
  confab_store_query_bind_int (&query, MAX_LATE_ROWS);
  confab_store_query_bind_int (&query, from_us);
  confab_store_query_bind_int (&query, until_us);
  if (confab_store_query_next (&query))
    *id = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_messages_find_time (ConfabStoreDb *db, gint64 account, const char *peer,
    gint64 from_us, gint64 until_us, gint64 *id, GError **error) {
  gint64 low = 0;
  gint64 last, high, time_us;

  if (!find_row (db, FIND_LAST, account, peer, 0, &last, &time_us, error))
    return FALSE;
  /* By halving: all rows from `high` on are late enough, or there are none. */
  for (high = last + 1; low < high;) {
    gint64 middle = low + (high - low) / 2;
    gint64 found;

    if (!find_row (db, FIND_FROM, account, peer, middle, &found, &time_us, error))
      return FALSE;
    if (found == 0 || time_us >= from_us)
      high = middle;
    else
      low = found + 1;
  }
  if (!find_row (db, FIND_FROM, account, peer, low, id, &time_us, error))
    return FALSE;
  if (*id == 0)
    *id = last;
  return *id == 0 || find_just_before (db, account, peer, from_us, until_us, id, error);
}

gboolean
confab_store_messages_find_unread (
    ConfabStoreDb *db, gint64 account, const char *peer, gint64 *id, GError **error) {
  gint64 time_us;

  return find_row (db,
      "SELECT id, time_us FROM messages WHERE account = ? AND peer = ? AND is_unread AND id > ?"
      " AND is_folded <> 1 ORDER BY id LIMIT 1",
      account, peer, 0, id, &time_us, error);
}

ConfabStoreMessage *
confab_store_messages_get (ConfabStoreDb *db, gint64 id, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Reading a message", SELECT_MESSAGE "WHERE id = ?");

  confab_store_query_bind_int (&query, id);
  if (confab_store_query_next (&query)) {
    g_autoptr (ConfabStoreMessage) message = read_message (&query);

    return read_own_file (db, message, error) ? g_steal_pointer (&message) : NULL;
  }
  if (confab_store_query_end (&query, error))
    g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND,
        "Reading a message: there is no such row");
  return NULL;
}

gint64
confab_store_messages_find_wire (
    ConfabStoreDb *db, gint64 account, const char *peer, const char *wire_id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding an own message",
      "SELECT id FROM messages WHERE account = ? AND peer = ? AND wire_id = ? AND is_own"
      " AND wire_id IS NOT NULL ORDER BY id DESC LIMIT 1");
  gint64 id = 0;

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_text (&query, wire_id);
  if (confab_store_query_next (&query))
    id = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error) ? id : 0;
}

gint64
confab_store_messages_find_now (
    ConfabStoreDb *db, gint64 account, const char *peer, const char *wire_id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding an own message as it is",
      "SELECT id FROM messages WHERE account = ?1 AND peer = ?2 AND change_id = ?3 AND is_own"
      " AND change_id IS NOT NULL"
      " UNION ALL SELECT id FROM messages WHERE account = ?1 AND peer = ?2 AND wire_id = ?3"
      " AND is_own AND wire_id IS NOT NULL AND change_id IS NULL ORDER BY id DESC LIMIT 1");
  gint64 id = 0;

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_text (&query, wire_id);
  if (confab_store_query_next (&query))
    id = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error) ? id : 0;
}

gint64
confab_store_messages_find_theirs (
    ConfabStoreDb *db, gint64 account, const char *peer, const char *wire_id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding a message of theirs",
      "SELECT id FROM messages WHERE account = ? AND peer = ? AND wire_id = ? AND NOT is_own"
      " AND wire_id IS NOT NULL ORDER BY id DESC LIMIT 1");
  gint64 id = 0;

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_text (&query, wire_id);
  if (confab_store_query_next (&query))
    id = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error) ? id : 0;
}

gboolean
confab_store_messages_find_meant (ConfabStoreDb *db, gint64 account, const char *peer,
    gboolean is_own, const char *wire_id, ConfabStoreMessage **found, GError **error) {
  g_autoptr (GError) inner = NULL;
  gint64 id = is_own ? confab_store_messages_find_wire (db, account, peer, wire_id, &inner)
                     : confab_store_messages_find_theirs (db, account, peer, wire_id, &inner);

  *found = NULL;
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (id == 0)
    return TRUE;
  *found = confab_store_messages_get (db, id, error);
  return *found != NULL;
}

gboolean
confab_store_messages_take_back (ConfabStoreDb *db, gint64 id, int line, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Taking a message back",
      "UPDATE messages SET kind = 3, reason = ?, text = '', is_unchecked = 0, is_kept = 0,"
      " timer = 0, mark = 0, changed_us = 0, n_changes = 0, change_id = NULL WHERE id = ?");
  g_auto (ConfabStoreQuery) file =
      confab_store_query_new (db, "Taking a file back", "DELETE FROM files WHERE message = ?");

  confab_store_query_bind_int (&query, line);
  confab_store_query_bind_int (&query, id);
  confab_store_query_bind_int (&file, id);
  return confab_store_search_forget (db, id, NULL, error) &&
         confab_store_query_run_one (&query, error) && confab_store_query_run (&file, error);
}

gboolean
confab_store_messages_set_taken (ConfabStoreDb *db, gint64 id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting that a message was taken back", "UPDATE messages SET is_taken = 1 WHERE id = ?");

  confab_store_query_bind_int (&query, id);
  return confab_store_query_run_one (&query, error);
}

gboolean
confab_store_messages_set_state (ConfabStoreDb *db, gint64 id, ConfabStoreState state, int reason,
    gboolean is_retry, GError **error) {
  /* A row whose state may not move is written as it was, so that a missing one can be told. That of
   * a LINE (3) says which one it is. */
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Moving a message's state",
      "UPDATE messages SET (state, reason) ="
      " (SELECT CASE WHEN is_fixed THEN state ELSE ?1 END,"
      "   CASE WHEN is_fixed OR kind = 3 THEN reason ELSE ?2 END"
      "  FROM (SELECT NOT is_own OR state = ?4 OR (state = ?5 AND ?1 = ?6 AND NOT ?7) AS is_fixed))"
      " WHERE id = ?3");

  confab_store_query_bind_int (&query, state);
  confab_store_query_bind_int (&query, reason);
  confab_store_query_bind_int (&query, id);
  confab_store_query_bind_int (&query, CONFAB_STORE_STATE_DELIVERED);
  confab_store_query_bind_int (&query, CONFAB_STORE_STATE_SENT);
  confab_store_query_bind_int (&query, CONFAB_STORE_STATE_WAITING);
  confab_store_query_bind_int (&query, is_retry != FALSE);
  return confab_store_query_run_one (&query, error);
}
