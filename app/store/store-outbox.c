/* The outbox: own messages that the server has not got yet, in the order they were written, with
 * the very bytes that every attempt sends. A message is in it or was acknowledged or failed; each
 * change of both tables is one transaction. Refuses to grow without end. */

#include "store/store-outbox.h"

#include "store/store-db-private.h"
#include "store/store-search.h"

#define MAX_WAITING 10000
#define MAX_LIST_ROWS 500

void
confab_store_outbox_row_free (ConfabStoreOutboxRow *row) {
  if (!row)
    return;
  g_free (row->peer);
  g_free (row->wire_id);
  g_free (row->text);
  g_clear_pointer (&row->envelope, g_bytes_unref);
  g_free (row->session_id);
  g_free (row->retracts);
  g_free (row->replaces);
  g_free (row);
}

static gboolean
check_room (ConfabStoreDb *db, gint64 account, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Counting the outbox", "SELECT count(*) FROM outbox WHERE account = ?");
  gint64 n_waiting = 0;

  confab_store_query_bind_int (&query, account);
  if (confab_store_query_next (&query))
    n_waiting = confab_store_query_get_int (&query, 0);
  if (!confab_store_query_end (&query, error))
    return FALSE;
  if (n_waiting < MAX_WAITING)
    return TRUE;
  g_set_error_literal (
      error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_FULL, "Too many messages wait to be sent");
  return FALSE;
}

static gboolean
add_row (ConfabStoreDb *db, const ConfabStoreMessage *message, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Adding to the outbox",
      "INSERT INTO outbox (message, account, wait, retracts) VALUES (?, ?, ?, ?)");

  confab_store_query_bind_int (&query, message->id);
  confab_store_query_bind_int (&query, message->account);
  confab_store_query_bind_int (&query, message->wait);
  confab_store_query_bind_text (&query, message->retracts);
  return confab_store_query_run (&query, error);
}

/* Its copy in the archive is no new message. */
static gboolean
note_sent (ConfabStoreDb *db, const ConfabStoreMessage *message, GError **error) {
  g_autofree char *what = NULL;
  gboolean is_new;

  if (message->wire_id == NULL)
    return TRUE;
  what = confab_store_seen_dup_own (message->peer, message->wire_id);
  return confab_store_seen_check (db, message->account, what, message->time_us, &is_new, error);
}

gboolean
confab_store_outbox_add (ConfabStoreDb *db, ConfabStoreMessage *message, GError **error) {
  message->is_own = TRUE;
  message->is_unread = FALSE;
  message->state = CONFAB_STORE_STATE_WAITING;
  return check_room (db, message->account, error) &&
         confab_store_messages_add (db, message, error) && note_sent (db, message, error) &&
         add_row (db, message, error) &&
         (message->kind == CONFAB_STORE_KIND_LINE ||
             confab_store_chats_set_draft (db, message->account, message->peer, NULL, error));
}

/* What is written later in a chat does not overtake, be it what waits its seconds or a change of
 * what is on its way: that would come as the change of what is not the last any more. */
#define WAITS                                                                                      \
  " EXISTS (SELECT 1 FROM outbox AS earlier JOIN messages AS first ON first.id = earlier.message"  \
  " WHERE earlier.account = outbox.account AND first.peer = messages.peer"                         \
  " AND ((earlier.wait > 0 AND earlier.message <= outbox.message)"                                 \
  " OR (earlier.next IS NOT NULL AND earlier.message < outbox.message)))"

GPtrArray *
confab_store_outbox_list (
    ConfabStoreDb *db, gint64 account, gint64 after, guint limit, GError **error) {
  g_autoptr (GPtrArray) rows =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_outbox_row_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading the outbox",
      "SELECT outbox.message, outbox.account, messages.peer,"
      " coalesce (outbox.change, messages.wire_id), messages.text,"
      " outbox.envelope, outbox.is_sealed, outbox.session_id, outbox.number, messages.kind,"
      " messages.is_sealed, CASE WHEN outbox.change IS NULL THEN messages.timer ELSE coalesce ("
      " (SELECT seconds FROM chat_timers AS t WHERE t.account = outbox.account"
      " AND t.peer = messages.peer), 0) END, outbox.retracts,"
      " CASE WHEN outbox.change IS NOT NULL THEN messages.wire_id END," WAITS
      " FROM outbox JOIN messages ON messages.id = outbox.message"
      " WHERE outbox.account = ? AND outbox.message > ? ORDER BY outbox.message LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, after);
  confab_store_query_bind_int (&query, MIN (limit, MAX_LIST_ROWS));
  while (confab_store_query_next (&query)) {
    ConfabStoreOutboxRow *row = g_new0 (ConfabStoreOutboxRow, 1);

    row->message = confab_store_query_get_int (&query, 0);
    row->account = confab_store_query_get_int (&query, 1);
    row->peer = confab_store_query_dup_text (&query, 2);
    row->wire_id = confab_store_query_dup_text (&query, 3);
    row->text = confab_store_query_dup_text (&query, 4);
    row->envelope = confab_store_query_dup_bytes (&query, 5);
    row->is_sealed = confab_store_query_get_int (&query, 6) != 0;
    row->session_id = confab_store_query_dup_text (&query, 7);
    row->number = (guint32)confab_store_query_get_int (&query, 8);
    row->kind = (ConfabStoreKind)confab_store_query_get_int (&query, 9);
    row->is_promised = confab_store_query_get_int (&query, 10) != 0;
    row->timer = (guint32)confab_store_query_get_int (&query, 11);
    row->retracts = confab_store_query_dup_text (&query, 12);
    row->replaces = confab_store_query_dup_text (&query, 13);
    row->is_waiting = confab_store_query_get_int (&query, 14) != 0;
    g_ptr_array_add (rows, row);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&rows);
}

gboolean
confab_store_outbox_set_envelope (
    ConfabStoreDb *db, gint64 message, GBytes *envelope, gboolean is_sealed, GError **error) {
  g_auto (ConfabStoreQuery) outbox = confab_store_query_new (
      db, "Keeping an envelope", "UPDATE outbox SET envelope = ?, is_sealed = ? WHERE message = ?");
  g_auto (ConfabStoreQuery) shown = confab_store_query_new (
      db, "Noting how a message travels", "UPDATE messages SET is_sealed = ? WHERE id = ?");
  gsize size;
  const void *bytes = g_bytes_get_data (envelope, &size);

  confab_store_query_bind_bytes (&outbox, bytes, size);
  confab_store_query_bind_int (&outbox, is_sealed != FALSE);
  confab_store_query_bind_int (&outbox, message);
  confab_store_query_bind_int (&shown, is_sealed != FALSE);
  confab_store_query_bind_int (&shown, message);
  return confab_store_query_run_one (&outbox, error) && confab_store_query_run_one (&shown, error);
}

gboolean
confab_store_outbox_mark (
    ConfabStoreDb *db, gint64 message, const char *session_id, guint32 number, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting an attempt", "UPDATE outbox SET session_id = ?, number = ? WHERE message = ?");

  confab_store_query_bind_text (&query, session_id);
  confab_store_query_bind_int (&query, number);
  confab_store_query_bind_int (&query, message);
  return confab_store_query_run (&query, error);
}

static gboolean
remove_row (ConfabStoreDb *db, gint64 message, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Taking from the outbox", "DELETE FROM outbox WHERE message = ?");

  confab_store_query_bind_int (&query, message);
  return confab_store_query_run (&query, error);
}

/* What was on its way has arrived, and says something else by now: that goes next. */
static gboolean
follow (ConfabStoreDb *db, gint64 message, gboolean *is_more, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Letting a change follow",
      "UPDATE outbox SET change = next, next = NULL, envelope = NULL, is_sealed = 0,"
      " session_id = NULL, number = 0 WHERE message = ? AND next IS NOT NULL RETURNING 1");

  confab_store_query_bind_int (&query, message);
  *is_more = confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_outbox_acknowledge (ConfabStoreDb *db, gint64 account, const char *session_id,
    guint32 h, GArray *ids, GError **error) {
  guint first = ids->len;
  /* XEP-0198 section 4: numbers wrap at 2^32. */
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding what arrived",
      "SELECT message FROM outbox WHERE account = ? AND session_id = ?"
      " AND ((? - number) & 4294967295) < 2147483648 ORDER BY message");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, session_id);
  confab_store_query_bind_int (&query, h);
  while (confab_store_query_next (&query)) {
    gint64 id = confab_store_query_get_int (&query, 0);

    g_array_append_val (ids, id);
  }
  if (!confab_store_query_end (&query, error))
    return FALSE;
  for (guint i = first; i < ids->len; i++) {
    gint64 id = g_array_index (ids, gint64, i);
    gboolean is_more;

    if (!follow (db, id, &is_more, error))
      return FALSE;
    if (is_more)
      continue;
    if (!remove_row (db, id, error) ||
        !confab_store_messages_set_state (db, id, CONFAB_STORE_STATE_SENT, 0, FALSE, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
confab_store_outbox_let_be (ConfabStoreDb *db, gint64 message, GError **error) {
  return remove_row (db, message, error);
}

gboolean
confab_store_outbox_fail (ConfabStoreDb *db, gint64 message, int reason, GError **error) {
  return remove_row (db, message, error) && confab_store_messages_set_state (db, message,
                                                CONFAB_STORE_STATE_FAILED, reason, FALSE, error);
}

/* ---- changed ---- */

gboolean
confab_store_outbox_is_in (ConfabStoreDb *db, gint64 message, gboolean *is_in, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Looking whether a message waits", "SELECT 1 FROM outbox WHERE message = ?");

  confab_store_query_bind_int (&query, message);
  *is_in = confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}

/* What of the outbox a message is. */
typedef struct {
  gboolean is_in;
  gboolean is_change;
  gboolean was_tried;
} Place;

static gboolean
find_place (ConfabStoreDb *db, gint64 message, Place *place, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Looking how far a message has come",
          "SELECT change IS NOT NULL, session_id IS NOT NULL FROM outbox WHERE message = ?");

  confab_store_query_bind_int (&query, message);
  place->is_in = confab_store_query_next (&query);
  if (place->is_in) {
    place->is_change = confab_store_query_get_int (&query, 0) != 0;
    place->was_tried = confab_store_query_get_int (&query, 1) != 0;
  }
  return confab_store_query_end (&query, error);
}

/* What was sealed of it is not sent; the ratchet has moved on all the same. */
static gboolean
set_waiting (ConfabStoreDb *db, gint64 message, const char *change_id, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Letting a message say something else",
          "UPDATE outbox SET change = ?, envelope = NULL, is_sealed = 0 WHERE message = ?");

  confab_store_query_bind_text (&query, change_id);
  confab_store_query_bind_int (&query, message);
  return confab_store_query_run_one (&query, error);
}

static gboolean
set_next (ConfabStoreDb *db, gint64 message, const char *change_id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting what follows a message", "UPDATE outbox SET next = ? WHERE message = ?");

  confab_store_query_bind_text (&query, change_id);
  confab_store_query_bind_int (&query, message);
  return confab_store_query_run_one (&query, error);
}

static gboolean
add_change (
    ConfabStoreDb *db, const ConfabStoreMessage *message, const char *change_id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Adding a change to the outbox",
      "INSERT INTO outbox (message, account, change) VALUES (?, ?, ?)");

  confab_store_query_bind_int (&query, message->id);
  confab_store_query_bind_int (&query, message->account);
  confab_store_query_bind_text (&query, change_id);
  return check_room (db, message->account, error) && confab_store_query_run (&query, error);
}

gboolean
confab_store_outbox_change (ConfabStoreDb *db, const ConfabStoreMessage *message,
    const ConfabStoreChange *change, gboolean is_handed, gboolean *has_left, GError **error) {
  Place place = { 0 };
  ConfabStoreChange here = *change;
  ConfabStoreMessage note = { .account = message->account,
    .peer = message->peer,
    .wire_id = (char *)change->change_id,
    .time_us = change->changed_us };
  gboolean is_on_its_way;

  if (!find_place (db, message->id, &place, error))
    return FALSE;
  is_on_its_way = is_handed || place.was_tried;
  *has_left = !place.is_in || place.is_change || is_on_its_way;
  if (!*has_left) {
    here.change_id = NULL;
    return confab_store_changes_put (db, &here, error) &&
           set_waiting (db, message->id, NULL, error);
  }
  if (!confab_store_changes_put (db, &here, error) || !note_sent (db, &note, error) ||
      !confab_store_changes_wait (db, message->id, error))
    return FALSE;
  if (!place.is_in)
    return add_change (db, message, change->change_id, error);
  return is_on_its_way ? set_next (db, message->id, change->change_id, error)
                       : set_waiting (db, message->id, change->change_id, error);
}

/* ---- again ---- */

/* The row moves to the end by being written anew: an id is the place in the chat. Its
 * file is written anew with it, and so keeps the place of its bytes. */
gboolean
confab_store_outbox_retry (
    ConfabStoreDb *db, gint64 message, gboolean is_sealed, gint64 *new_id, GError **error) {
  g_autoptr (ConfabStoreMessage) row = confab_store_messages_get (db, message, error);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Moving a message to the end", "DELETE FROM messages WHERE id = ?");

  if (!row)
    return FALSE;
  if (row->state != CONFAB_STORE_STATE_FAILED) {
    g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND,
        "There is no failed message to send again");
    return FALSE;
  }
  if (row->change_id != NULL) {
    *new_id = message;
    return confab_store_changes_wait (db, message, error) &&
           add_change (db, row, row->change_id, error);
  }
  row->id = *new_id;
  row->state = CONFAB_STORE_STATE_WAITING;
  row->reason = 0;
  row->wait = 0;
  row->is_sealed = is_sealed;
  confab_store_query_bind_int (&query, message);
  if (!check_room (db, row->account, error) ||
      !confab_store_search_forget (db, message, NULL, error) ||
      !confab_store_query_run (&query, error) || !confab_store_messages_add (db, row, error) ||
      !add_row (db, row, error))
    return FALSE;
  *new_id = row->id;
  return TRUE;
}

/* ---- some seconds before it leaves ---- */

GArray *
confab_store_outbox_list_waits (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (ConfabStoreWait));
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing what waits",
      "SELECT message, wait FROM outbox WHERE account = ? AND wait > 0 ORDER BY message");

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query)) {
    ConfabStoreWait wait = { confab_store_query_get_int (&query, 0),
      (guint32)confab_store_query_get_int (&query, 1) };

    g_array_append_val (waits, wait);
  }
  return confab_store_query_end (&query, error) ? g_steal_pointer (&waits) : NULL;
}

gboolean
confab_store_outbox_end_wait (ConfabStoreDb *db, gint64 message, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Letting a message go", "UPDATE outbox SET wait = 0 WHERE message = ?");

  confab_store_query_bind_int (&query, message);
  return confab_store_query_run (&query, error);
}

static gboolean
never_left (
    ConfabStoreDb *db, gint64 message, gboolean only_waiting, gboolean *is_so, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking whether a message left",
      "SELECT 1 FROM outbox WHERE message = ? AND session_id IS NULL AND change IS NULL"
      " AND (wait > 0 OR NOT ?)");

  confab_store_query_bind_int (&query, message);
  confab_store_query_bind_int (&query, only_waiting != FALSE);
  *is_so = confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_outbox_withdraw (
    ConfabStoreDb *db, gint64 message, gboolean only_waiting, gboolean *is_gone, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Withdrawing a message", "DELETE FROM messages WHERE id = ?");

  if (!never_left (db, message, only_waiting, is_gone, error))
    return FALSE;
  confab_store_query_bind_int (&query, message);
  return !*is_gone || (confab_store_search_forget (db, message, NULL, error) &&
                          confab_store_query_run_one (&query, error));
}
