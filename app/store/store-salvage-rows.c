/* Walks the tables of a damaged vault and takes each row that opens. Where a page does not, it
 * looks for the next row behind it, by doubling and halving; tables that are in the order of their
 * keys are read from both ends. A row that the new vault's own rules refuse is left. It never takes
 * over what was sealed with keys of this computer, nor anything of those keys. */

#include "store/store-salvage-private.h"

#include <string.h>

#define ROWS_AT_ONCE 500        /* of one commit */
#define MAX_GAPS 100000         /* damaged places of one table that it looks behind */
#define MAX_ID (G_MAXINT64 / 4) /* beyond every row */
#define MAX_COLUMNS 64          /* of a table */

/* What becomes of a table. */
typedef struct {
  const char *name;
  const char *order; /* of its key; NULL: rows have numbers */
  const char *only;  /* nullable: which rows; "AND ..." */
  const char *after; /* nullable: what is put right in the new vault */
} Table;

/* In the order in which they lean on each other. */
static const Table tables[] = {
  { "accounts", NULL, NULL,
      "UPDATE accounts SET roster_version = NULL, session_id = NULL, session_location = NULL,"
      " session_resource = NULL, session_h = 0" },
  { "settings", "name", " AND name NOT LIKE 'search.%'", NULL },
  { "chat_retention", "account, peer", NULL, NULL },
  { "contacts", "account, address", NULL, NULL },
  { "requests", "account, address", NULL, NULL },
  { "drafts", "account, peer", NULL, NULL },
  { "blocked", "account, address", NULL, NULL },
  { "chat_timers", "account, peer", NULL, NULL },
  { "omemo_identities", "account, address, key", NULL, NULL },
  { "seen", "account, hash", NULL, NULL },
  { "messages", NULL, NULL, NULL },
  { "files", NULL, NULL, NULL },
};

/* What was on its way stands as not sent: the bytes that were sealed are of keys that go. */
static const char unsent[] = "UPDATE messages SET state = 4 WHERE is_own AND state = 1";
/* Where it is not known which way to servers was chosen, none is gone before that is said anew: the
 * straight one shows where one connects from. */
static const char no_way[] =
    "INSERT OR IGNORE INTO settings (name, value) VALUES ('road', 'closed')";
static const char unindexed[] = "UPDATE messages SET is_indexed = 0";

/* ---- connections ---- */

void
confab_store_salvage_close (ConfabStoreSalvage *self) {
  g_clear_pointer (&self->source, confab_store_db_close);
}

static gboolean
open_source (ConfabStoreSalvage *self, GError **error) {
  if (self->source == NULL)
    self->source = confab_store_db_open (self->file, self->key, CONFAB_STORE_DB_READER, error);
  return self->source != NULL;
}

/* Returns: (transfer full) (nullable): NULL if it cannot be asked. */
static sqlite3_stmt *
ask (ConfabStoreSalvage *self, const char *sql) {
  sqlite3_stmt *statement = NULL;

  if (!open_source (self, NULL) ||
      sqlite3_prepare_v2 (self->source->handle, sql, -1, &statement, NULL) != SQLITE_OK) {
    sqlite3_finalize (statement);
    confab_store_salvage_close (self);
    return NULL;
  }
  return statement;
}

/* Ends what was asked. What met damage is not asked again. */
static void
end_asking (ConfabStoreSalvage *self, sqlite3_stmt *statement, int rc) {
  sqlite3_finalize (statement);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    confab_store_salvage_close (self);
}

/* One number; FALSE if it cannot be read. */
static gboolean
ask_number (ConfabStoreSalvage *self, const char *sql, gint64 *number) {
  sqlite3_stmt *statement = ask (self, sql);
  int rc = statement != NULL ? sqlite3_step (statement) : SQLITE_ERROR;

  if (rc == SQLITE_ROW)
    *number = sqlite3_column_int64 (statement, 0);
  if (statement != NULL)
    end_asking (self, statement, rc);
  return rc == SQLITE_ROW;
}

gboolean
confab_store_salvage_version (ConfabStoreSalvage *self, gint64 *version, GError **error) {
  if (!open_source (self, error))
    return FALSE;
  if (ask_number (self, "PRAGMA user_version", version))
    return TRUE;
  g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED,
      "The damaged vault's version cannot be read");
  return FALSE;
}

/* ---- rows ---- */

typedef struct {
  ConfabStoreSalvage *self;
  const Table *table;
  char *columns;        /* "id, account, ..." */
  sqlite3_stmt *insert; /* into the target */
  guint n_columns;
  guint n_open; /* rows of the commit that is being made */
  guint64 n_taken;
  gint64 last; /* number of the last row that was read */
  gint64 end;  /* about the highest number; for the bar */
  gboolean is_whole;
} Walk;

static gboolean
fail (Walk *walk, GError **error) {
  confab_store_db_set_error (walk->self->target,
      sqlite3_extended_errcode (walk->self->target->handle), "Saving a row", error);
  return FALSE;
}

static gboolean
goes_on (Walk *walk, GError **error) {
  gboolean is_messages = g_str_equal (walk->table->name, "messages");
  double fraction = is_messages && walk->end > 0 ? (double)walk->last / (double)walk->end
                    : is_messages                ? 0
                                                 : -1;

  if (walk->self->step == NULL || walk->self->step (fraction, walk->self->data))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was stopped");
  return FALSE;
}

static gboolean
commit (Walk *walk, GError **error) {
  walk->n_open = 0;
  return confab_store_db_run (
             walk->self->target, "Committing saved rows", "COMMIT; BEGIN", error) &&
         goes_on (walk, error);
}

/* A row of `statement`, from column `first` on. What the new vault's rules refuse is no row of
 * ours.
 */
static gboolean
take (Walk *walk, sqlite3_stmt *statement, int first, GError **error) {
  int rc = SQLITE_OK;

  for (guint i = 0; rc == SQLITE_OK && i < walk->n_columns; i++)
    rc = sqlite3_bind_value (
        walk->insert, (int)i + 1, sqlite3_column_value (statement, first + (int)i));
  if (rc == SQLITE_OK)
    rc = sqlite3_step (walk->insert);
  sqlite3_reset (walk->insert);
  sqlite3_clear_bindings (walk->insert);
  if ((rc & 0xff) == SQLITE_CONSTRAINT || (rc & 0xff) == SQLITE_MISMATCH) {
    walk->is_whole = FALSE;
    return TRUE;
  }
  if (rc != SQLITE_DONE)
    return fail (walk, error);
  walk->n_taken += (guint64)sqlite3_changes (walk->self->target->handle);
  return ++walk->n_open < ROWS_AT_ONCE || commit (walk, error);
}

/* ---- tables whose rows have numbers ---- */

/* The rows behind `walk->last`. `rc`: SQLITE_DONE, or what was met. */
static gboolean
take_numbered (Walk *walk, int *rc, GError **error) {
  g_autofree char *sql = g_strdup_printf (
      "SELECT rowid, %s FROM %s NOT INDEXED WHERE rowid > %" G_GINT64_FORMAT "%s ORDER BY rowid",
      walk->columns, walk->table->name, walk->last,
      walk->table->only != NULL ? walk->table->only : "");
  sqlite3_stmt *statement = ask (walk->self, sql);

  *rc = SQLITE_ERROR;
  while (statement != NULL && (*rc = sqlite3_step (statement)) == SQLITE_ROW) {
    walk->last = sqlite3_column_int64 (statement, 0);
    if (!take (walk, statement, 1, error)) {
      end_asking (walk->self, statement, *rc);
      return FALSE;
    }
  }
  if (statement != NULL)
    end_asking (walk->self, statement, *rc);
  return TRUE;
}

/* Can what stands right behind that number be read, or is there nothing? */
static gboolean
opens_behind (Walk *walk, gint64 number) {
  g_autofree char *sql =
      g_strdup_printf ("SELECT rowid, %s FROM %s NOT INDEXED WHERE rowid > %" G_GINT64_FORMAT
                       " ORDER BY rowid LIMIT 1",
          walk->columns, walk->table->name, number);
  sqlite3_stmt *statement = ask (walk->self, sql);
  int rc = statement != NULL ? sqlite3_step (statement) : SQLITE_ERROR;

  if (statement != NULL)
    end_asking (walk->self, statement, rc);
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

/* To the end of what does not open. FALSE: it goes on to the end of the table. */
static gboolean
jump (Walk *walk) {
  gint64 closed = walk->last, open;

  for (gint64 width = 1;; width *= 2) {
    open = walk->last + width;
    if (open > MAX_ID)
      return FALSE;
    if (opens_behind (walk, open))
      break;
    closed = open;
  }
  while (open - closed > 1) {
    gint64 middle = closed + (open - closed) / 2;

    if (opens_behind (walk, middle))
      open = middle;
    else
      closed = middle;
  }
  walk->last = open;
  return TRUE;
}

static gboolean
walk_numbered (Walk *walk, GError **error) {
  int rc;

  for (guint gaps = 0; gaps < MAX_GAPS; gaps++) {
    if (!take_numbered (walk, &rc, error))
      return FALSE;
    if (rc == SQLITE_DONE)
      return TRUE;
    walk->is_whole = FALSE;
    if (!goes_on (walk, error))
      return FALSE;
    if (!jump (walk))
      return TRUE;
  }
  return TRUE;
}

/* ---- tables in the order of their keys ---- */

static char *
dup_backwards (const char *order) {
  g_auto (GStrv) names = g_strsplit (order, ", ", -1);
  g_autofree char *joined = g_strjoinv (" DESC, ", names);

  return g_strconcat (joined, " DESC", NULL);
}

static gboolean
take_ordered (Walk *walk, const char *order, int *rc, GError **error) {
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s NOT INDEXED WHERE 1%s ORDER BY %s",
      walk->columns, walk->table->name, walk->table->only != NULL ? walk->table->only : "", order);
  sqlite3_stmt *statement = ask (walk->self, sql);

  *rc = SQLITE_ERROR;
  while (statement != NULL && (*rc = sqlite3_step (statement)) == SQLITE_ROW)
    if (!take (walk, statement, 0, error)) {
      end_asking (walk->self, statement, *rc);
      return FALSE;
    }
  if (statement != NULL)
    end_asking (walk->self, statement, *rc);
  return TRUE;
}

static gboolean
walk_ordered (Walk *walk, GError **error) {
  g_autofree char *backwards = dup_backwards (walk->table->order);
  int rc;

  if (!take_ordered (walk, walk->table->order, &rc, error))
    return FALSE;
  if (rc == SQLITE_DONE)
    return TRUE;
  walk->is_whole = FALSE;
  return take_ordered (walk, backwards, &rc, error);
}

/* ---- one table ---- */

static gboolean
read_columns (Walk *walk, GError **error) {
  g_autofree char *sql = g_strdup_printf ("PRAGMA table_info (%s)", walk->table->name);
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autofree char *insert = NULL;
  sqlite3 *target = walk->self->target->handle;
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (target, sql, -1, &statement, NULL) != SQLITE_OK)
    return fail (walk, error);
  while (sqlite3_step (statement) == SQLITE_ROW && walk->n_columns < MAX_COLUMNS) {
    g_string_append_printf (columns, "%s%s", walk->n_columns > 0 ? ", " : "",
        (const char *)sqlite3_column_text (statement, 1));
    g_string_append (marks, walk->n_columns++ > 0 ? ", ?" : "?");
  }
  sqlite3_finalize (statement);
  if (walk->n_columns == 0)
    return TRUE;
  walk->columns = g_string_free_and_steal (g_steal_pointer (&columns));
  insert = g_strdup_printf (
      "INSERT OR IGNORE INTO %s (%s) VALUES (%s)", walk->table->name, walk->columns, marks->str);
  return sqlite3_prepare_v2 (target, insert, -1, &walk->insert, NULL) == SQLITE_OK ||
         fail (walk, error);
}

static void
note (ConfabStoreSalvaged *salvaged, const Walk *walk) {
  static const char *const strict[] = { "settings", "chat_retention", NULL };
  static const char *const unsure[] = { "contacts", "blocked", "chat_timers", "omemo_identities",
    NULL };

  if (g_str_equal (walk->table->name, "accounts"))
    salvaged->n_accounts = walk->n_taken;
  else if (g_str_equal (walk->table->name, "contacts"))
    salvaged->n_contacts = walk->n_taken;
  else if (g_str_equal (walk->table->name, "messages"))
    salvaged->n_messages = walk->n_taken;
  if (walk->is_whole)
    return;
  if (g_strv_contains (strict, walk->table->name))
    salvaged->is_strict = TRUE;
  if (g_strv_contains (unsure, walk->table->name))
    salvaged->is_unsure = TRUE;
}

/* An older schema has not all of them. */
static gboolean
walk_table (ConfabStoreSalvage *self, const Table *table, GError **error) {
  Walk walk = { .self = self, .table = table, .is_whole = TRUE, .last = -1 };
  gboolean is_done = read_columns (&walk, error);

  if (is_done && walk.n_columns > 0) {
    if (g_str_equal (table->name, "messages"))
      ask_number (self, "SELECT seq FROM sqlite_sequence WHERE name = 'messages'", &walk.end);
    is_done = confab_store_db_run (self->target, "Saving rows", "BEGIN", error) &&
              (table->order != NULL ? walk_ordered (&walk, error) : walk_numbered (&walk, error));
    is_done = is_done && (table->after == NULL || confab_store_db_run (self->target,
                                                      "Putting rows right", table->after, error));
    if (is_done && !walk.is_whole && g_str_equal (table->name, "settings"))
      is_done = confab_store_db_run (self->target, "Closing the way", no_way, error);
    if (is_done)
      is_done = confab_store_db_run (self->target, "Committing saved rows", "COMMIT", error);
    else
      sqlite3_exec (self->target->handle, "ROLLBACK", NULL, NULL, NULL);
    note (self->salvaged, &walk);
  }
  sqlite3_finalize (walk.insert);
  g_free (walk.columns);
  return is_done;
}

/* How many there were, if anything tells it: an index does, also where messages are damaged. */
static void
count_all (ConfabStoreSalvage *self) {
  gint64 number = 0;

  if (ask_number (self, "SELECT count(*) FROM messages INDEXED BY messages_chat", &number) ||
      ask_number (self, "SELECT count(*) FROM messages NOT INDEXED", &number))
    self->salvaged->n_messages_all = (guint64)number;
}

gboolean
confab_store_salvage_rows (ConfabStoreSalvage *self, GError **error) {
  gint64 version = 0;

  if (!confab_store_salvage_version (self, &version, error))
    return FALSE;
  count_all (self);
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    Table table = tables[i];

    /* Where it is not known how long a chat stays, nothing may stay longer than it was to. */
    if (g_str_equal (table.name, "messages") && self->salvaged->is_strict)
      table.only = version >= 7 ? " AND (is_kept OR is_unread)" : " AND is_unread";
    if (!walk_table (self, &table, error))
      return FALSE;
    if (i == 0 && self->salvaged->n_accounts == 0) {
      g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED,
          "No account can be read, and without one there is nobody to save anything for");
      return FALSE;
    }
  }
  return confab_store_db_run (self->target, "Putting messages right", unsent, error) &&
         (version < 11 ||
             confab_store_db_run (self->target, "Putting messages right", unindexed, error));
}
