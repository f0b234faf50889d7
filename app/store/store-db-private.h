#pragma once

/* One connection to the vault's file and its statements. For the files of this folder; a connection
 * belongs to one thread at a time, and every call from another one ends the program. */

#include <sqlcipher/sqlite3.h>

#include "store/store-vault.h"

G_BEGIN_DECLS

/* How long a piece of long work takes before it lets others go first; its commit comes on top. */
#define CONFAB_STORE_SLICE_US (5 * G_TIME_SPAN_MILLISECOND)

/* The beginning of the file and of each copy of its first page, in the clear: the key of a page's
 * seal is made with it. */
#define CONFAB_STORE_SALT_BYTES 16

typedef enum {
  CONFAB_STORE_DB_PROBE = 0, /* looks at a file that has no log, leaves nothing behind */
  CONFAB_STORE_DB_READER,    /* cannot write */
  CONFAB_STORE_DB_WRITER,
} ConfabStoreDbKind;

struct _ConfabStoreDb {
  sqlite3 *handle;
  GHashTable *statements; /* SQL -> sqlite3_stmt, prepared once */
  GThread *thread;        /* owner, borrowed */
};

/* Opens `file` with `key`, hardens the connection, and reads the schema, so that a key that does
 * not fit is found here (WRONG_KEY). The calling thread owns the connection. Never checkpoints at
 * closing until confab_store_db_settle was called. NULL with `error`. */
ConfabStoreDb *
confab_store_db_open (const char *file, ConfabSecret *key, ConfabStoreDbKind kind, GError **error);
/* The same of a file whose first CONFAB_STORE_SALT_BYTES are not to be trusted; `salt` is what they
 * must be. */
ConfabStoreDb *confab_store_db_open_salted (const char *file, ConfabSecret *key, const guint8 *salt,
    ConfabStoreDbKind kind, GError **error);
/* Finalizes statements and closes; the library wipes its copy of the key. */
void confab_store_db_close (ConfabStoreDb *db);
/* The calling thread becomes the owner; nobody else may use `db` at that moment. */
void confab_store_db_adopt (ConfabStoreDb *db);
/* The file was found good: write-ahead log on, durable commits, checkpoint at closing. */
gboolean confab_store_db_settle (ConfabStoreDb *db, GError **error);
/* Writes the file's contents anew. secure_delete zeroes what is deleted, but rows that moved to
 * another page when a tree was balanced stay behind, unreachable, in the gaps of the old one; only
 * this removes them. Takes about 15 ms and 1 MB of memory for each MB. Asks `may_go_on` (unless
 * NULL) now and then; if it says no, nothing was done and `*was_stopped` is set. Outside a
 * transaction. */
typedef gboolean (*ConfabStoreMayGoOn) (gpointer data);
gboolean confab_store_db_rewrite (ConfabStoreDb *db, ConfabStoreMayGoOn may_go_on, gpointer data,
    gboolean *was_stopped, GError **error);
/* Every page under another key (CONFAB_STORE_KEY_BYTES), in one transaction: after a crash it is
 * the old key that opens the file with its log, or the new one. Outside a transaction, no reader.
 */
gboolean confab_store_db_change_key (ConfabStoreDb *db, ConfabSecret *key, GError **error);
/* Copies the log into the file and truncates it. FALSE with BUSY while a reader needs the log. */
gboolean confab_store_db_checkpoint (ConfabStoreDb *db, GError **error);
/* Looks for damage: the whole file while it is small, the schema and each table's root otherwise.
 * DAMAGED if there is some. */
gboolean confab_store_db_check (ConfabStoreDb *db, GError **error);

/* Runs statements without parameters. `what` names the deed for the log ("beginning"). */
gboolean confab_store_db_run (ConfabStoreDb *db, const char *what, const char *sql, GError **error);
/* Sets `error` from a result of SQLite. The message holds `what` and SQLite's own fixed text for
 * the code: no content. */
void confab_store_db_set_error (ConfabStoreDb *db, int rc, const char *what, GError **error);

/* One run of a prepared statement. A failure sticks to it, so that only the end needs a look.
 * Parameters are bound in their order and must live as long as the query. `sql` must be a literal.
 * Use with g_auto. */
typedef struct {
  ConfabStoreDb *db;
  const char *what;
  sqlite3_stmt *statement;
  int rc;
  int n_bound;
} ConfabStoreQuery;

ConfabStoreQuery confab_store_query_new (ConfabStoreDb *db, const char *what, const char *sql);
void confab_store_query_clear (ConfabStoreQuery *query);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabStoreQuery, confab_store_query_clear)

void confab_store_query_bind_int (ConfabStoreQuery *query, gint64 value);
void confab_store_query_bind_text (ConfabStoreQuery *query, const char *value);
void confab_store_query_bind_bytes (ConfabStoreQuery *query, const void *bytes, gsize size);

/* TRUE: there is a row. FALSE: the end, or a failure that confab_store_query_end tells. */
gboolean confab_store_query_next (ConfabStoreQuery *query);
/* TRUE if nothing failed. */
gboolean confab_store_query_end (ConfabStoreQuery *query, GError **error);
/* Runs to the end, rows unseen. */
gboolean confab_store_query_run (ConfabStoreQuery *query, GError **error);
/* As _run; NOT_FOUND if no row was changed. */
gboolean confab_store_query_run_one (ConfabStoreQuery *query, GError **error);

gint64 confab_store_query_get_int (ConfabStoreQuery *query, int column);
/* Returns: (transfer full) (nullable) */
char *confab_store_query_dup_text (ConfabStoreQuery *query, int column);
/* Returns: (transfer full) (nullable) */
GBytes *confab_store_query_dup_bytes (ConfabStoreQuery *query, int column);
/* Rows that the last statement changed. */
guint confab_store_db_get_n_changed (ConfabStoreDb *db);

/* Brings the schema from its version to the newest in one transaction. NEWER if it is beyond,
 * DAMAGED if it has none and `is_new` is FALSE. */
gboolean confab_store_migrate (ConfabStoreDb *db, gboolean is_new, GError **error);
/* The same as far as version `newest`: for making vaults as an older program left them. */
gboolean confab_store_migrate_to (ConfabStoreDb *db, gint64 newest, GError **error);
/* The version that _migrate leads to. */
gint64 confab_store_migrate_get_newest (void);
/* NEWER or DAMAGED by the version alone; changes nothing. */
gboolean confab_store_migrate_check (ConfabStoreDb *db, GError **error);

G_END_DECLS
