/* Opens one connection to the vault's file: hands the raw key over in wiped memory, refuses a
 * library that does not encrypt, and sets what keeps erased rows erased and committed rows
 * committed. Refuses to guess: a file that does not open with the key is told apart from a damaged
 * one as far as that can be known. Never changes a file before it was found good. */

#include "store/store-db-private.h"

#include <errno.h>
#include <string.h>

/* What quick_check reads in about a tenth of a second; kept conversations may make it larger. */
#define MAX_CHECKED_BYTES (16 * 1024 * 1024)
#define MAX_SQL_BYTES (64 * 1024)
#define MAX_VALUE_BYTES (16 * 1024 * 1024)
#define BUSY_TIMEOUT_MS 250
/* Pages are opened and checked once for as long as they stay here: KiB, at most, for each side. */
#define CACHE "PRAGMA cache_size=-16000;"
#define ASKED_EVERY_STEPS 5000 /* of SQLite's machine: a millisecond or two */

GQuark
confab_store_error_quark (void) {
  return g_quark_from_static_string ("confab-store-error");
}

static void
free_statement (gpointer statement) {
  sqlite3_finalize (statement);
}

static void
assert_owner (ConfabStoreDb *db) {
  if (db->thread != g_thread_self ())
    g_error ("A connection to the vault was used outside its thread");
}

static ConfabStoreError
map_result (ConfabStoreDb *db, int rc) {
  switch (rc & 0xff) {
  case SQLITE_FULL:
    return CONFAB_STORE_ERROR_FULL;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return CONFAB_STORE_ERROR_DAMAGED;
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return CONFAB_STORE_ERROR_BUSY;
  case SQLITE_IOERR:
  case SQLITE_CANTOPEN:
    /* SQLite says FULL for ENOSPC alone. */
    switch (sqlite3_system_errno (db->handle)) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return CONFAB_STORE_ERROR_FULL;
    default:
      return rc == SQLITE_IOERR_SHORT_READ ? CONFAB_STORE_ERROR_DAMAGED : CONFAB_STORE_ERROR_IO;
    }
  default:
    return CONFAB_STORE_ERROR_IO;
  }
}

void
confab_store_db_set_error (ConfabStoreDb *db, int rc, const char *what, GError **error) {
  g_set_error (error, CONFAB_STORE_ERROR, map_result (db, rc), "%s: %s (SQLite %d)", what,
      sqlite3_errstr (rc), rc);
}

gboolean
confab_store_db_run (ConfabStoreDb *db, const char *what, const char *sql, GError **error) {
  int rc;

  assert_owner (db);
  rc = sqlite3_exec (db->handle, sql, NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    return TRUE;
  confab_store_db_set_error (db, sqlite3_extended_errcode (db->handle), what, error);
  return FALSE;
}

guint
confab_store_db_get_n_changed (ConfabStoreDb *db) {
  assert_owner (db);
  return (guint)sqlite3_changes (db->handle);
}

static char *
put_digits (char *out, const guint8 *bytes, guint n) {
  static const char digits[] = "0123456789abcdef";

  for (guint i = 0; i < n; i++) {
    *out++ = digits[bytes[i] >> 4];
    *out++ = digits[bytes[i] & 15];
  }
  return out;
}

/* The form x'..' makes SQLCipher take the bytes as they are instead of deriving a key from them.
 * `salt`: of the file, or NULL: then SQLCipher reads it there. */
static ConfabSecret *
key_text_new (ConfabSecret *key, const guint8 *salt) {
  guint n = CONFAB_STORE_KEY_BYTES + (salt ? CONFAB_STORE_SALT_BYTES : 0);
  ConfabSecret *text = confab_base_secret_new (2 * n + 3);
  char *out = (char *)confab_base_secret_get_writable (text);

  *out++ = 'x';
  *out++ = '\'';
  out = put_digits (out, confab_base_secret_get_bytes (key), CONFAB_STORE_KEY_BYTES);
  if (salt)
    out = put_digits (out, salt, CONFAB_STORE_SALT_BYTES);
  *out = '\'';
  return text;
}

static gboolean
hand_key_over (ConfabStoreDb *db, ConfabSecret *key, const guint8 *salt, GError **error) {
  g_autoptr (ConfabSecret) text = key_text_new (key, salt);
  int rc = sqlite3_key_v2 (db->handle, "main", confab_base_secret_get_bytes (text),
      (int)confab_base_secret_get_size (text));

  if (rc == SQLITE_OK)
    return TRUE;
  confab_store_db_set_error (db, rc, "Handing over the key", error);
  return FALSE;
}

/* A plain SQLite takes any key and encrypts nothing. */
static gboolean
check_that_it_encrypts (ConfabStoreDb *db, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Asking for encryption", "PRAGMA cipher_version");

  /* What it would say on standard error is said by our own errors. */
  sqlite3_exec (db->handle, "PRAGMA cipher_log_level=NONE", NULL, NULL, NULL);
  if (confab_store_query_next (&query) && sqlite3_column_bytes (query.statement, 0) > 0)
    return TRUE;
  g_set_error_literal (
      error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO, "The database library does not encrypt");
  return FALSE;
}

static void
harden (ConfabStoreDb *db) {
  sqlite3 *handle = db->handle;

  sqlite3_extended_result_codes (handle, 1);
  sqlite3_busy_timeout (handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (handle, SQLITE_LIMIT_SQL_LENGTH, MAX_SQL_BYTES);
  sqlite3_limit (handle, SQLITE_LIMIT_LENGTH, MAX_VALUE_BYTES);
}

/* The first read of the file: here a key shows whether it fits. */
static gboolean
read_schema (ConfabStoreDb *db, GError **error) {
  int rc = sqlite3_exec (db->handle, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    return TRUE;
  if ((rc & 0xff) == SQLITE_NOTADB)
    g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY,
        "The vault's first page does not open with this key");
  else
    confab_store_db_set_error (db, rc, "Reading the schema", error);
  return FALSE;
}

static gboolean
open_handle (ConfabStoreDb *db, const char *file, ConfabStoreDbKind kind, GError **error) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE;
  g_autofree char *name = NULL;
  int rc;

  switch (kind) {
  case CONFAB_STORE_DB_PROBE: {
    /* "immutable" neither locks nor makes or reads a log. */
    g_autofree char *uri = g_filename_to_uri (file, NULL, error);

    if (!uri)
      return FALSE;
    name = g_strconcat (uri, "?immutable=1", NULL);
    flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    break;
  }
  case CONFAB_STORE_DB_READER:
    name = g_strdup (file);
    flags |= SQLITE_OPEN_READONLY;
    break;
  case CONFAB_STORE_DB_WRITER:
    name = g_strdup (file);
    flags |= SQLITE_OPEN_READWRITE;
    break;
  }
  rc = sqlite3_open_v2 (name, &db->handle, flags, NULL);
  if (rc == SQLITE_OK)
    return TRUE;
  confab_store_db_set_error (db, rc, "Opening the vault's file", error);
  return FALSE;
}

ConfabStoreDb *
confab_store_db_open (const char *file, ConfabSecret *key, ConfabStoreDbKind kind, GError **error) {
  return confab_store_db_open_salted (file, key, NULL, kind, error);
}

ConfabStoreDb *
confab_store_db_open_salted (const char *file, ConfabSecret *key, const guint8 *salt,
    ConfabStoreDbKind kind, GError **error) {
  ConfabStoreDb *db = g_new0 (ConfabStoreDb, 1);
  const char *pragmas = kind == CONFAB_STORE_DB_WRITER
                            ? "PRAGMA temp_store=MEMORY; PRAGMA secure_delete=ON;" CACHE
                              "PRAGMA cell_size_check=ON; PRAGMA foreign_keys=ON"
                            : "PRAGMA temp_store=MEMORY; PRAGMA query_only=ON;" CACHE
                              "PRAGMA cell_size_check=ON";

  db->thread = g_thread_self ();
  /* Literals: one text that stands in two files is prepared twice. */
  db->statements = g_hash_table_new_full (NULL, NULL, NULL, free_statement);
  if (open_handle (db, file, kind, error)) {
    harden (db);
    if (hand_key_over (db, key, salt, error) && check_that_it_encrypts (db, error) &&
        read_schema (db, error) && confab_store_db_run (db, "Hardening", pragmas, error))
      return db;
  }
  confab_store_db_close (db);
  return NULL;
}

void
confab_store_db_close (ConfabStoreDb *db) {
  assert_owner (db);
  g_hash_table_unref (db->statements);
  sqlite3_close (db->handle);
  g_free (db);
}

void
confab_store_db_adopt (ConfabStoreDb *db) {
  db->thread = g_thread_self ();
}

gboolean
confab_store_db_settle (ConfabStoreDb *db, GError **error) {
  if (!confab_store_db_run (db, "Setting the log up",
          "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=1000",
          error))
    return FALSE;
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

gboolean
confab_store_db_change_key (ConfabStoreDb *db, ConfabSecret *key, GError **error) {
  g_autoptr (ConfabSecret) text = key_text_new (key, NULL);
  int rc;

  assert_owner (db);
  rc = sqlite3_rekey_v2 (db->handle, "main", confab_base_secret_get_bytes (text),
      (int)confab_base_secret_get_size (text));
  if (rc == SQLITE_OK)
    return confab_store_db_checkpoint (db, error);
  confab_store_db_set_error (db, rc, "Changing the key", error);
  return FALSE;
}

typedef struct {
  ConfabStoreMayGoOn may_go_on;
  gpointer data;
} Asked;

static int
on_progress (void *data) {
  Asked *asked = data;

  return !asked->may_go_on (asked->data);
}

gboolean
confab_store_db_rewrite (ConfabStoreDb *db, ConfabStoreMayGoOn may_go_on, gpointer data,
    gboolean *was_stopped, GError **error) {
  Asked asked = { may_go_on, data };
  int rc;

  assert_owner (db);
  if (may_go_on)
    sqlite3_progress_handler (db->handle, ASKED_EVERY_STEPS, on_progress, &asked);
  /* It builds its copy in an attached database, which temp_store keeps in memory. */
  sqlite3_limit (db->handle, SQLITE_LIMIT_ATTACHED, 1);
  rc = sqlite3_exec (db->handle, "VACUUM", NULL, NULL, NULL);
  sqlite3_limit (db->handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_progress_handler (db->handle, 0, NULL, NULL);
  *was_stopped = may_go_on && (rc & 0xff) == SQLITE_INTERRUPT;
  if (rc == SQLITE_OK || *was_stopped)
    return TRUE;
  confab_store_db_set_error (
      db, sqlite3_extended_errcode (db->handle), "Writing the vault anew", error);
  return FALSE;
}

gboolean
confab_store_db_checkpoint (ConfabStoreDb *db, GError **error) {
  int rc;

  assert_owner (db);
  rc = sqlite3_wal_checkpoint_v2 (db->handle, "main", SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
  if (rc == SQLITE_OK)
    return TRUE;
  confab_store_db_set_error (db, rc, "Emptying the log", error);
  return FALSE;
}

static gboolean
read_number (ConfabStoreDb *db, const char *sql, gint64 *number, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for damage", sql);

  *number = 0;
  if (confab_store_query_next (&query))
    *number = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_db_check (ConfabStoreDb *db, GError **error) {
  gint64 n_pages;
  gint64 page_size;

  if (!read_number (db, "PRAGMA page_count", &n_pages, error) ||
      !read_number (db, "PRAGMA page_size", &page_size, error))
    return FALSE;
  if (n_pages <= MAX_CHECKED_BYTES / page_size) {
    g_auto (ConfabStoreQuery) query =
        confab_store_query_new (db, "Looking for damage", "PRAGMA quick_check(1)");
    g_autofree char *answer = NULL;

    if (confab_store_query_next (&query))
      answer = confab_store_query_dup_text (&query, 0);
    if (g_strcmp0 (answer, "ok") == 0)
      return TRUE;
  } else {
    gint64 number;

    if (read_number (db, "SELECT count(*) FROM accounts", &number, NULL) &&
        read_number (db, "SELECT count(*) FROM contacts", &number, NULL) &&
        read_number (db, "SELECT count(*) FROM outbox", &number, NULL) &&
        read_number (db, "SELECT max(id) FROM messages", &number, NULL))
      return TRUE;
  }
  g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED,
      "The vault's pages do not fit together");
  return FALSE;
}

ConfabStoreQuery
confab_store_query_new (ConfabStoreDb *db, const char *what, const char *sql) {
  ConfabStoreQuery query = { .db = db, .what = what, .rc = SQLITE_OK };

  assert_owner (db);
  query.statement = g_hash_table_lookup (db->statements, sql);
  if (query.statement)
    return query;
  query.rc =
      sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &query.statement, NULL);
  if (query.rc == SQLITE_OK)
    g_hash_table_insert (db->statements, (char *)sql, query.statement);
  return query;
}

void
confab_store_query_clear (ConfabStoreQuery *query) {
  if (!query->statement)
    return;
  sqlite3_reset (query->statement);
  sqlite3_clear_bindings (query->statement);
}

void
confab_store_query_bind_int (ConfabStoreQuery *query, gint64 value) {
  if (query->rc == SQLITE_OK)
    query->rc = sqlite3_bind_int64 (query->statement, ++query->n_bound, value);
}

void
confab_store_query_bind_text (ConfabStoreQuery *query, const char *value) {
  if (query->rc == SQLITE_OK)
    query->rc = sqlite3_bind_text (query->statement, ++query->n_bound, value, -1, SQLITE_STATIC);
}

void
confab_store_query_bind_bytes (ConfabStoreQuery *query, const void *bytes, gsize size) {
  if (query->rc == SQLITE_OK)
    query->rc =
        sqlite3_bind_blob64 (query->statement, ++query->n_bound, bytes, size, SQLITE_STATIC);
}

gboolean
confab_store_query_next (ConfabStoreQuery *query) {
  if (query->rc != SQLITE_OK && query->rc != SQLITE_ROW)
    return FALSE;
  query->rc = sqlite3_step (query->statement);
  return query->rc == SQLITE_ROW;
}

gboolean
confab_store_query_end (ConfabStoreQuery *query, GError **error) {
  if (query->rc == SQLITE_OK || query->rc == SQLITE_ROW || query->rc == SQLITE_DONE)
    return TRUE;
  confab_store_db_set_error (query->db, query->rc, query->what, error);
  return FALSE;
}

gboolean
confab_store_query_run (ConfabStoreQuery *query, GError **error) {
  while (confab_store_query_next (query))
    ;
  return confab_store_query_end (query, error);
}

gboolean
confab_store_query_run_one (ConfabStoreQuery *query, GError **error) {
  if (!confab_store_query_run (query, error))
    return FALSE;
  if (sqlite3_changes (query->db->handle) > 0)
    return TRUE;
  g_set_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "%s: there is no such row",
      query->what);
  return FALSE;
}

gint64
confab_store_query_get_int (ConfabStoreQuery *query, int column) {
  return sqlite3_column_int64 (query->statement, column);
}

char *
confab_store_query_dup_text (ConfabStoreQuery *query, int column) {
  return g_strdup ((const char *)sqlite3_column_text (query->statement, column));
}

GBytes *
confab_store_query_dup_bytes (ConfabStoreQuery *query, int column) {
  const void *bytes;

  if (sqlite3_column_type (query->statement, column) == SQLITE_NULL)
    return NULL;
  bytes = sqlite3_column_blob (query->statement, column);
  return g_bytes_new (bytes, (gsize)sqlite3_column_bytes (query->statement, column));
}
