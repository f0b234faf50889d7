/* Ratchet states, one row for each: opening one message reads and writes one state, however many a
 * device has left behind, and a forged exchange never touches the states of another key. Besides
 * them what somebody's messages cost, and what devices said about keys. */

#include "store/store-omemo.h"

#include "store/store-omemo-private.h"

#define MAX_STATES 40 /* of one device and version */
#define MAX_LISTED 512
#define MAX_RUMOURS 256

void
confab_store_omemo_session_free (ConfabStoreOmemoSession *session) {
  if (!session)
    return;
  g_clear_pointer (&session->base, g_bytes_unref);
  g_clear_pointer (&session->identity, g_bytes_unref);
  g_clear_pointer (&session->record, g_bytes_unref);
  g_clear_pointer (&session->chains, g_bytes_unref);
  g_free (session);
}

static int
compare_places (gconstpointer a, gconstpointer b) {
  const ConfabStoreOmemoSession *one = *(const ConfabStoreOmemoSession *const *)a;
  const ConfabStoreOmemoSession *other = *(const ConfabStoreOmemoSession *const *)b;

  return (one->place < other->place) - (one->place > other->place);
}

/* What stands on top already needs no new place. */
static void
mark_tops (GPtrArray *sessions) {
  for (guint i = 0; i < sessions->len; i++) {
    ConfabStoreOmemoSession *session = g_ptr_array_index (sessions, i);

    session->keeps_place = TRUE;
    for (guint above = 0; above < i && session->keeps_place; above++) {
      const ConfabStoreOmemoSession *other = g_ptr_array_index (sessions, above);

      session->keeps_place = other->device != session->device || other->version != session->version;
    }
  }
}

/* Put in order here: for that SQLite makes a table in memory each time. */
GPtrArray *
confab_store_omemo_list_sessions (ConfabStoreDb *db, gint64 account, int version,
    const char *address, guint32 device, GError **error) {
  g_autoptr (GPtrArray) sessions =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_omemo_session_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding ratchet states",
      "SELECT device, base, identity, length (record), chains, place, is_aside, version, rowid"
      " FROM omemo_sessions WHERE account = ?1 AND address = ?3 AND (version = ?2 OR ?2 = 0)"
      " AND (device = ?4 OR (?4 = 0 AND NOT is_aside))");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, version);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, device);
  while (confab_store_query_next (&query)) {
    ConfabStoreOmemoSession *session = g_new0 (ConfabStoreOmemoSession, 1);

    session->device = (guint32)confab_store_query_get_int (&query, 0);
    session->base = confab_store_query_dup_bytes (&query, 1);
    session->identity = confab_store_query_dup_bytes (&query, 2);
    session->record_bytes = (gsize)confab_store_query_get_int (&query, 3);
    session->chains = confab_store_query_dup_bytes (&query, 4);
    session->place = confab_store_query_get_int (&query, 5);
    session->is_aside = confab_store_query_get_int (&query, 6) != 0;
    session->version = (int)confab_store_query_get_int (&query, 7);
    session->row = confab_store_query_get_int (&query, 8);
    g_ptr_array_add (sessions, session);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  g_ptr_array_sort (sessions, compare_places);
  if (sessions->len > MAX_LISTED)
    g_ptr_array_set_size (sessions, MAX_LISTED);
  mark_tops (sessions);
  return g_steal_pointer (&sessions);
}

GBytes *
confab_store_omemo_read_session (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoSession *session, GError **error) {
  g_autoptr (GBytes) record = NULL;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading a ratchet state",
      "SELECT record FROM omemo_sessions WHERE rowid = ? AND account = ? AND address = ?"
      " AND device = ? AND base = ?");

  confab_store_query_bind_int (&query, session->row);
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, session->device);
  confab_store_omemo_bind (&query, session->base);
  if (confab_store_query_next (&query))
    record = confab_store_omemo_new_secret (
        sqlite3_column_blob (query.statement, 0), (gsize)sqlite3_column_bytes (query.statement, 0));
  if (!confab_store_query_end (&query, error))
    return NULL;
  if (!record)
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "There is no such ratchet state");
  return g_steal_pointer (&record);
}

static gboolean
drop_oldest (ConfabStoreDb *db, gint64 account, const char *address, int version, guint32 device,
    GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Dropping old ratchet states",
      "DELETE FROM omemo_sessions WHERE account = ?1 AND version = ?2 AND address = ?3"
      " AND device = ?4 AND place <= (SELECT place FROM omemo_sessions WHERE account = ?1"
      "   AND version = ?2 AND address = ?3 AND device = ?4 ORDER BY place DESC LIMIT 1 OFFSET "
      "?5)");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, version);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, device);
  confab_store_query_bind_int (&query, MAX_STATES);
  return confab_store_query_run (&query, error);
}

/* What names it stays, so that no index is touched. */
static gboolean
update_session (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoSession *session, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Moving a ratchet state on",
      "UPDATE omemo_sessions SET record = ?, chains = ?, is_aside = ?"
      " WHERE rowid = ? AND account = ? AND address = ? AND device = ? AND base = ?");

  confab_store_omemo_bind (&query, session->record);
  confab_store_omemo_bind (&query, session->chains);
  confab_store_query_bind_int (&query, session->is_aside != FALSE);
  confab_store_query_bind_int (&query, session->row);
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, session->device);
  confab_store_omemo_bind (&query, session->base);
  return confab_store_query_run (&query, error);
}

/* Places it on top of its device. */
static gboolean
insert_session (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoSession *session, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping a ratchet state",
      "INSERT INTO omemo_sessions (account, version, address, device, base, identity, record,"
      " chains, is_aside, place) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9,"
      " (SELECT ifnull (max (place), 0) + 1 FROM omemo_sessions WHERE account = ?1"
      "   AND version = ?2 AND address = ?3 AND device = ?4))"
      " ON CONFLICT (account, address, version, device, base) DO UPDATE SET"
      " record = excluded.record, chains = excluded.chains, is_aside = excluded.is_aside,"
      " place = excluded.place");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, session->version);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, session->device);
  confab_store_omemo_bind (&query, session->base);
  confab_store_omemo_bind (&query, session->identity);
  confab_store_omemo_bind (&query, session->record);
  confab_store_omemo_bind (&query, session->chains);
  confab_store_query_bind_int (&query, session->is_aside != FALSE);
  return confab_store_query_run (&query, error) &&
         drop_oldest (db, account, address, session->version, session->device, error);
}

gboolean
confab_store_omemo_put_session (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoSession *session, GError **error) {
  if (session->keeps_place) {
    if (!update_session (db, account, address, session, error))
      return FALSE;
    if (confab_store_db_get_n_changed (db) > 0)
      return TRUE;
  }
  return insert_session (db, account, address, session, error);
}

gboolean
confab_store_omemo_set_aside (ConfabStoreDb *db, gint64 account, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Putting ratchet states aside",
      "UPDATE omemo_sessions SET is_aside = 1 WHERE account = ?");

  confab_store_query_bind_int (&query, account);
  return confab_store_query_run (&query, error);
}

/* ---- what somebody's messages cost ---- */

gboolean
confab_store_omemo_get_peer (ConfabStoreDb *db, gint64 account, const char *address,
    ConfabStoreOmemoPeer *peer, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading what messages cost",
      "SELECT cost, cost_us, repaired_us, n_repairs, answered_us, n_answers FROM omemo_peers"
      " WHERE account = ? AND address = ?");

  *peer = (ConfabStoreOmemoPeer){ 0 };
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  if (confab_store_query_next (&query)) {
    peer->cost = confab_store_query_get_int (&query, 0);
    peer->cost_us = confab_store_query_get_int (&query, 1);
    peer->repaired_us = confab_store_query_get_int (&query, 2);
    peer->n_repairs = (guint)confab_store_query_get_int (&query, 3);
    peer->answered_us = confab_store_query_get_int (&query, 4);
    peer->n_answers = (guint)confab_store_query_get_int (&query, 5);
  }
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_omemo_put_peer (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoPeer *peer, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting what messages cost",
      "INSERT INTO omemo_peers (account, address, cost, cost_us, repaired_us, n_repairs,"
      " answered_us, n_answers) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (account, address) DO "
      "UPDATE SET"
      " cost = excluded.cost, cost_us = excluded.cost_us, repaired_us = excluded.repaired_us,"
      " n_repairs = excluded.n_repairs, answered_us = excluded.answered_us,"
      " n_answers = excluded.n_answers");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, peer->cost);
  confab_store_query_bind_int (&query, peer->cost_us);
  confab_store_query_bind_int (&query, peer->repaired_us);
  confab_store_query_bind_int (&query, peer->n_repairs);
  confab_store_query_bind_int (&query, peer->answered_us);
  confab_store_query_bind_int (&query, peer->n_answers);
  return confab_store_query_run (&query, error);
}

/* ---- what devices said about keys ---- */

void
confab_store_omemo_rumour_free (ConfabStoreOmemoRumour *rumour) {
  if (!rumour)
    return;
  g_clear_pointer (&rumour->by, g_bytes_unref);
  g_clear_pointer (&rumour->key, g_bytes_unref);
  g_free (rumour->owner);
  g_free (rumour);
}

gboolean
confab_store_omemo_put_rumour (ConfabStoreDb *db, gint64 account, const char *address,
    const ConfabStoreOmemoRumour *rumour, gint64 now_us, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping what was said of a key",
      "INSERT INTO omemo_rumours (account, address, said_by, owner, key, said, time_us)"
      " SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7"
      " WHERE (SELECT count (*) FROM omemo_rumours WHERE account = ?1 AND address = ?2) < ?8"
      " ON CONFLICT (account, address, said_by, owner, key) DO UPDATE SET said = excluded.said,"
      " time_us = excluded.time_us");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_omemo_bind (&query, rumour->by);
  confab_store_query_bind_text (&query, rumour->owner);
  confab_store_omemo_bind (&query, rumour->key);
  confab_store_query_bind_int (&query, rumour->said);
  confab_store_query_bind_int (&query, now_us);
  confab_store_query_bind_int (&query, MAX_RUMOURS);
  return confab_store_query_run (&query, error);
}

GPtrArray *
confab_store_omemo_take_rumours (
    ConfabStoreDb *db, gint64 account, const char *address, GBytes *by, GError **error) {
  g_autoptr (GPtrArray) rumours =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_omemo_rumour_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Taking what was said of keys",
      "DELETE FROM omemo_rumours WHERE account = ? AND address = ? AND said_by = ?"
      " RETURNING owner, key, said");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_omemo_bind (&query, by);
  while (confab_store_query_next (&query)) {
    ConfabStoreOmemoRumour *rumour = g_new0 (ConfabStoreOmemoRumour, 1);

    rumour->by = g_bytes_ref (by);
    rumour->owner = confab_store_query_dup_text (&query, 0);
    rumour->key = confab_store_query_dup_bytes (&query, 1);
    rumour->said = (int)confab_store_query_get_int (&query, 2);
    g_ptr_array_add (rumours, rumour);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&rumours);
}

GPtrArray *
confab_store_omemo_list_checked (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) checked =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_omemo_rumour_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading keys that were checked",
      "SELECT address, key FROM omemo_identities WHERE account = ? AND checked_us <> 0"
      " ORDER BY address, first_us LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, MAX_LISTED);
  while (confab_store_query_next (&query)) {
    ConfabStoreOmemoRumour *one = g_new0 (ConfabStoreOmemoRumour, 1);

    one->owner = confab_store_query_dup_text (&query, 0);
    one->key = confab_store_query_dup_bytes (&query, 1);
    g_ptr_array_add (checked, one);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&checked);
}
