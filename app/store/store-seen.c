/* What was seen already, to recognise doubles: keyed hashes and a day, nothing that says from whom
 * or of what. The key is random, made with the first entry, and lives in the vault alone. Refuses
 * to keep a hash longer than 30 days. */

#include "store/store-db-private.h"
#include "store/store-messages.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <string.h>

#define DAY_US G_TIME_SPAN_DAY
#define MAX_DAYS 30
#define KEY_BYTES 32
#define HASH_BYTES 32

static gboolean
store_new_key (ConfabStoreDb *db, ConfabSecret *key, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Keeping the key of what was seen",
      "INSERT INTO settings (name, value) VALUES ('seen-key', hex (?))");

  confab_store_query_bind_bytes (
      &query, confab_base_secret_get_bytes (key), confab_base_secret_get_size (key));
  return confab_store_query_run (&query, error);
}

static ConfabSecret *
get_key (ConfabStoreDb *db, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading the key of what was seen",
      "SELECT unhex (value) FROM settings WHERE name = 'seen-key'");
  g_autoptr (ConfabSecret) key = NULL;

  if (confab_store_query_next (&query) && sqlite3_column_bytes (query.statement, 0) == KEY_BYTES)
    return confab_base_secret_new_copy (sqlite3_column_blob (query.statement, 0), KEY_BYTES);
  if (query.rc == SQLITE_ROW) {
    g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED,
        "The key of what was seen has the wrong size");
    return NULL;
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  key = confab_base_secret_new_random (KEY_BYTES);
  if (!store_new_key (db, key, error))
    return NULL;
  return g_steal_pointer (&key);
}

static gboolean
hash_what (ConfabStoreDb *db, const char *what, guint8 hash[HASH_BYTES], GError **error) {
  g_autoptr (ConfabSecret) key = get_key (db, error);

  if (!key)
    return FALSE;
  if (HMAC (EVP_sha256 (), confab_base_secret_get_bytes (key), KEY_BYTES, (const guint8 *)what,
          strlen (what), hash, NULL))
    return TRUE;
  g_set_error_literal (
      error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO, "Hashing what was seen failed");
  return FALSE;
}

static gboolean
write_seen (ConfabStoreDb *db, const char *sql, gint64 account, const char *what, gint64 now_us,
    GError **error) {
  guint8 hash[HASH_BYTES];
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting what was seen", sql);

  if (!hash_what (db, what, hash, error))
    return FALSE;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_bytes (&query, hash, sizeof hash);
  confab_store_query_bind_int (&query, now_us / DAY_US);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_seen_check (ConfabStoreDb *db, gint64 account, const char *what, gint64 now_us,
    gboolean *is_new, GError **error) {
  if (!write_seen (db,
          "INSERT INTO seen (account, hash, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", account,
          what, now_us, error))
    return FALSE;
  *is_new = confab_store_db_get_n_changed (db) > 0;
  return TRUE;
}

gboolean
confab_store_seen_note (
    ConfabStoreDb *db, gint64 account, const char *what, gint64 now_us, GError **error) {
  return write_seen (db, "INSERT OR REPLACE INTO seen (account, hash, day) VALUES (?, ?, ?)",
      account, what, now_us, error);
}

gboolean
confab_store_seen_get_days (ConfabStoreDb *db, gint64 account, const char *what, gint64 now_us,
    gint64 *days, GError **error) {
  guint8 hash[HASH_BYTES];
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Reading when it was seen", "SELECT day FROM seen WHERE account = ? AND hash = ?");

  *days = -1;
  if (!hash_what (db, what, hash, error))
    return FALSE;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_bytes (&query, hash, sizeof hash);
  if (confab_store_query_next (&query))
    *days = MAX (now_us / DAY_US - confab_store_query_get_int (&query, 0), -1);
  return confab_store_query_end (&query, error);
}

char *
confab_store_seen_dup_own (const char *peer, const char *wire_id) {
  return g_strdup_printf ("own\n%s\n%s", peer, wire_id);
}

gboolean
confab_store_seen_expire (ConfabStoreDb *db, gint64 account, gint64 now_us, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Dropping what was seen long ago", "DELETE FROM seen WHERE account = ? AND day < ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, now_us / DAY_US - MAX_DAYS);
  return confab_store_query_run (&query, error);
}
