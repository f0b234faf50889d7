/* Table of requests: the one note that each stranger may leave. Refuses a second note and one that
 * is too long. */

#include "store/store-contacts.h"
#include "store/store-db-private.h"

#define MAX_NOTE_CHARACTERS 200

void
confab_store_request_free (ConfabStoreRequest *request) {
  if (!request)
    return;
  g_free (request->address);
  g_free (request->note);
  g_free (request);
}

GPtrArray *
confab_store_requests_list (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) requests =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_request_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Listing requests",
      "SELECT account, address, note, time_us, wants_presence FROM requests"
      " WHERE account = ? ORDER BY time_us, address");

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query)) {
    ConfabStoreRequest *request = g_new0 (ConfabStoreRequest, 1);

    request->account = confab_store_query_get_int (&query, 0);
    request->address = confab_store_query_dup_text (&query, 1);
    request->note = confab_store_query_dup_text (&query, 2);
    request->time_us = confab_store_query_get_int (&query, 3);
    request->wants_presence = confab_store_query_get_int (&query, 4) != 0;
    g_ptr_array_add (requests, request);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&requests);
}

static char *
cut_note (const char *note) {
  g_autofree char *valid = note ? g_utf8_make_valid (note, -1) : NULL;

  if (!valid || *valid == '\0')
    return NULL;
  if (g_utf8_strlen (valid, -1) <= MAX_NOTE_CHARACTERS)
    return g_steal_pointer (&valid);
  return g_utf8_substring (valid, 0, MAX_NOTE_CHARACTERS);
}

gboolean
confab_store_requests_put (ConfabStoreDb *db, const ConfabStoreRequest *request, GError **error) {
  g_autofree char *note = cut_note (request->note);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Writing a request",
      "INSERT INTO requests (account, address, note, time_us, wants_presence)"
      " VALUES (?, ?, ?, ?, ?)"
      " ON CONFLICT (account, address) DO UPDATE SET note = coalesce (note, excluded.note),"
      " wants_presence = max (wants_presence, excluded.wants_presence)");

  confab_store_query_bind_int (&query, request->account);
  confab_store_query_bind_text (&query, request->address);
  confab_store_query_bind_text (&query, note);
  confab_store_query_bind_int (&query, request->time_us);
  confab_store_query_bind_int (&query, request->wants_presence != FALSE);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_requests_remove (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Removing a request", "DELETE FROM requests WHERE account = ? AND address = ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_requests_expire (ConfabStoreDb *db, gint64 before_us, guint *n_gone, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Dropping old requests", "DELETE FROM requests WHERE time_us < ?");

  confab_store_query_bind_int (&query, before_us);
  if (!confab_store_query_run (&query, error))
    return FALSE;
  if (n_gone)
    *n_gone = confab_store_db_get_n_changed (db);
  return TRUE;
}
