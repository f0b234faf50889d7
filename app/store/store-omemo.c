/* Keys of this device: its identity, its prekeys and signed prekeys, each kept apart for the two
 * versions of OMEMO. An id is never given out twice, and what was used leaves a mark, so that a
 * repeated exchange is known for what it is. Knows nothing of cryptography. */

#include "store/store-omemo.h"

#include <string.h>

#include "store/store-omemo-private.h"

#define MAX_LISTED 256

typedef struct {
  gsize size;
  guint8 bytes[];
} Secret;

static void
secret_free (gpointer data) {
  Secret *secret = data;

  explicit_bzero (secret->bytes, secret->size);
  g_free (secret);
}

GBytes *
confab_store_omemo_new_secret (const void *bytes, gsize size) {
  Secret *secret = g_malloc (sizeof *secret + size);

  secret->size = size;
  if (size > 0)
    memcpy (secret->bytes, bytes, size);
  return g_bytes_new_with_free_func (secret->bytes, size, secret_free, secret);
}

static GBytes *
dup_secret (ConfabStoreQuery *query, int column) {
  if (sqlite3_column_type (query->statement, column) == SQLITE_NULL)
    return NULL;
  return confab_store_omemo_new_secret (sqlite3_column_blob (query->statement, column),
      (gsize)sqlite3_column_bytes (query->statement, column));
}

/* Prepared once, not parsed for each message. */
static gboolean
run_prepared (ConfabStoreDb *db, const char *what, const char *sql, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, what, sql);

  return confab_store_query_run (&query, error);
}

gboolean
confab_store_omemo_try (ConfabStoreDb *db, GError **error) {
  return run_prepared (db, "Beginning to try", "SAVEPOINT omemo", error);
}

gboolean
confab_store_omemo_tried (ConfabStoreDb *db, gboolean keep, GError **error) {
  if (!keep && !run_prepared (db, "Taking back what was tried", "ROLLBACK TO omemo", error))
    return FALSE;
  return run_prepared (db, "Ending what was tried", "RELEASE omemo", error);
}

/* ---- this device ---- */

void
confab_store_omemo_own_free (ConfabStoreOmemoOwn *own) {
  if (!own)
    return;
  g_clear_pointer (&own->identity, g_bytes_unref);
  g_clear_pointer (&own->secret, g_bytes_unref);
  g_free (own);
}

gboolean
confab_store_omemo_get_own (
    ConfabStoreDb *db, gint64 account, ConfabStoreOmemoOwn **own, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading this device's keys",
      "SELECT device, identity, secret, is_published, next_prekey, next_signed, first_list_us,"
      " refilled_us FROM omemo_own WHERE account = ?");

  *own = NULL;
  confab_store_query_bind_int (&query, account);
  if (confab_store_query_next (&query)) {
    ConfabStoreOmemoOwn *row = g_new0 (ConfabStoreOmemoOwn, 1);

    row->device = (guint32)confab_store_query_get_int (&query, 0);
    row->identity = confab_store_query_dup_bytes (&query, 1);
    row->secret = dup_secret (&query, 2);
    row->is_published = confab_store_query_get_int (&query, 3) != 0;
    row->next_prekey = (guint32)confab_store_query_get_int (&query, 4);
    row->next_signed = (guint32)confab_store_query_get_int (&query, 5);
    row->first_list_us = confab_store_query_get_int (&query, 6);
    row->refilled_us = confab_store_query_get_int (&query, 7);
    *own = row;
  }
  if (confab_store_query_end (&query, error))
    return TRUE;
  g_clear_pointer (own, confab_store_omemo_own_free);
  return FALSE;
}

gboolean
confab_store_omemo_put_own (
    ConfabStoreDb *db, gint64 account, const ConfabStoreOmemoOwn *own, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping this device's keys",
      "INSERT INTO omemo_own (account, device, identity, secret, is_published, next_prekey,"
      " next_signed, first_list_us, refilled_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
      " ON CONFLICT (account) DO UPDATE SET device = excluded.device,"
      " identity = excluded.identity, secret = excluded.secret,"
      " is_published = excluded.is_published, next_prekey = excluded.next_prekey,"
      " next_signed = excluded.next_signed, first_list_us = excluded.first_list_us,"
      " refilled_us = excluded.refilled_us");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, own->device);
  confab_store_omemo_bind (&query, own->identity);
  confab_store_omemo_bind (&query, own->secret);
  confab_store_query_bind_int (&query, own->is_published != FALSE);
  confab_store_query_bind_int (&query, own->next_prekey);
  confab_store_query_bind_int (&query, own->next_signed);
  confab_store_query_bind_int (&query, own->first_list_us);
  confab_store_query_bind_int (&query, own->refilled_us);
  return confab_store_query_run (&query, error);
}

/* ---- prekeys ---- */

void
confab_store_omemo_prekey_free (ConfabStoreOmemoPrekey *prekey) {
  if (!prekey)
    return;
  g_clear_pointer (&prekey->record, g_bytes_unref);
  g_clear_pointer (&prekey->used_by, g_bytes_unref);
  g_free (prekey);
}

static ConfabStoreOmemoPrekey *
read_prekey (ConfabStoreQuery *query) {
  ConfabStoreOmemoPrekey *prekey = g_new0 (ConfabStoreOmemoPrekey, 1);

  prekey->id = (guint32)confab_store_query_get_int (query, 0);
  prekey->record = dup_secret (query, 1);
  prekey->used_by = confab_store_query_dup_bytes (query, 2);
  prekey->made_us = confab_store_query_get_int (query, 3);
  return prekey;
}

gboolean
confab_store_omemo_add_prekey (ConfabStoreDb *db, gint64 account, int version,
    ConfabStoreOmemoPrekeyKind kind, const ConfabStoreOmemoPrekey *prekey, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping a prekey",
      "INSERT INTO omemo_prekeys (account, version, kind, id, record, made_us)"
      " VALUES (?, ?, ?, ?, ?, ?)");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, version);
  confab_store_query_bind_int (&query, kind);
  confab_store_query_bind_int (&query, prekey->id);
  confab_store_omemo_bind (&query, prekey->record);
  confab_store_query_bind_int (&query, prekey->made_us);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_omemo_get_prekey (ConfabStoreDb *db, gint64 account, int version,
    ConfabStoreOmemoPrekeyKind kind, guint32 id, ConfabStoreOmemoPrekey **prekey, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading a prekey",
      "SELECT id, record, used_by, made_us FROM omemo_prekeys"
      " WHERE account = ? AND version = ? AND kind = ? AND id = ?");

  *prekey = NULL;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, version);
  confab_store_query_bind_int (&query, kind);
  confab_store_query_bind_int (&query, id);
  if (confab_store_query_next (&query))
    *prekey = read_prekey (&query);
  if (confab_store_query_end (&query, error))
    return TRUE;
  g_clear_pointer (prekey, confab_store_omemo_prekey_free);
  return FALSE;
}

GPtrArray *
confab_store_omemo_list_prekeys (ConfabStoreDb *db, gint64 account, int version,
    ConfabStoreOmemoPrekeyKind kind, GError **error) {
  g_autoptr (GPtrArray) prekeys =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_omemo_prekey_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading prekeys",
      "SELECT id, record, used_by, made_us FROM omemo_prekeys"
      " WHERE account = ? AND version = ? AND kind = ? AND used_by IS NULL AND record IS NOT NULL"
      " ORDER BY id DESC LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, version);
  confab_store_query_bind_int (&query, kind);
  confab_store_query_bind_int (&query, MAX_LISTED);
  while (confab_store_query_next (&query))
    g_ptr_array_add (prekeys, read_prekey (&query));
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&prekeys);
}

gboolean
confab_store_omemo_use_prekey (
    ConfabStoreDb *db, gint64 account, int version, guint32 id, GBytes *used_by, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Marking a prekey",
      "UPDATE omemo_prekeys SET used_by = ?"
      " WHERE account = ? AND version = ? AND kind = 0 AND id = ?");

  confab_store_omemo_bind (&query, used_by);
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, version);
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_omemo_erase_used (ConfabStoreDb *db, gint64 account, GError **error) {
  g_auto (ConfabStoreQuery) erase = confab_store_query_new (db, "Erasing used prekeys",
      "UPDATE omemo_prekeys SET record = NULL"
      " WHERE account = ? AND kind = 0 AND used_by IS NOT NULL AND record IS NOT NULL");
  g_auto (ConfabStoreQuery) forget = confab_store_query_new (db, "Forgetting old marks",
      "DELETE FROM omemo_prekeys WHERE account = ? AND kind = 0 AND record IS NULL AND id <"
      " (SELECT next_prekey - 2000 FROM omemo_own WHERE account = omemo_prekeys.account)");

  confab_store_query_bind_int (&erase, account);
  confab_store_query_bind_int (&forget, account);
  return confab_store_query_run (&erase, error) && confab_store_query_run (&forget, error);
}

gboolean
confab_store_omemo_erase_signed (
    ConfabStoreDb *db, gint64 account, gint64 before_us, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Erasing old signed prekeys",
      "DELETE FROM omemo_prekeys AS old WHERE account = ? AND kind = 1 AND made_us < ?"
      " AND id < (SELECT max (id) FROM omemo_prekeys AS new WHERE new.account = old.account"
      "   AND new.version = old.version AND new.kind = 1)");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, before_us);
  return confab_store_query_run (&query, error);
}

static gboolean
mark_used (ConfabStoreDb *db, gint64 account, int version, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting used prekeys",
      "UPDATE omemo_prekeys SET is_noted = 1"
      " WHERE account = ? AND version = ? AND kind = 0 AND used_by IS NOT NULL AND NOT is_noted");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, version);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_omemo_count_prekeys (ConfabStoreDb *db, gint64 account, int version, gboolean mark,
    guint *n_unused, guint *n_used, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Counting prekeys",
      "SELECT count (*) FILTER (WHERE used_by IS NULL),"
      " count (*) FILTER (WHERE used_by IS NOT NULL AND NOT is_noted)"
      " FROM omemo_prekeys WHERE account = ? AND version = ? AND kind = 0");

  *n_unused = *n_used = 0;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, version);
  if (confab_store_query_next (&query)) {
    *n_unused = (guint)confab_store_query_get_int (&query, 0);
    *n_used = (guint)confab_store_query_get_int (&query, 1);
  }
  if (!confab_store_query_end (&query, error))
    return FALSE;
  return !mark || mark_used (db, account, version, error);
}
