/* Rows of the vault into the records of a backup: the small tables at one moment, messages in pages
 * by their ids, so that memory does not depend on how many there are. It decides of no message
 * whether it may leave the vault. */

#include "store/store-backup.h"

#include <string.h>

#include "store/store-backup-private.h"

#define MAX_REST ((guint)64 * 1024 * 1024)
#define PAGE_BYTES ((guint)256 * 1024)
#define PAGE_ROWS 1000
#define MESSAGE_COLUMNS 15 /* and then what is not written */

static void
add_number (GByteArray *records, guint32 number) {
  number = GUINT32_TO_BE (number);
  g_byte_array_append (records, (const guint8 *)&number, sizeof number);
}

static void
add_field (GByteArray *records, guint column, const void *bytes, gsize size) {
  guint8 tag = (guint8)(column + 1);

  g_byte_array_append (records, &tag, 1);
  add_number (records, (guint32)size);
  if (size > 0)
    g_byte_array_append (records, bytes, (guint)size);
}

static void
add_int (GByteArray *records, guint column, gint64 value) {
  gint64 big = GINT64_TO_BE (value);

  add_field (records, column, &big, sizeof big);
}

/* Returns where its length is filled in later. */
static guint
begin_record (GByteArray *records, ConfabStoreRecord record) {
  guint8 kind = (guint8)record;

  g_byte_array_append (records, &kind, 1);
  add_number (records, 0);
  return records->len;
}

static gboolean
end_record (GByteArray *records, guint begin, GError **error) {
  guint32 size = GUINT32_TO_BE (records->len - begin);

  if (records->len - begin > CONFAB_STORE_MAX_RECORD) {
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED, "A row is too long for a backup");
    return FALSE;
  }
  memcpy (records->data + begin - sizeof size, &size, sizeof size);
  return TRUE;
}

static void
add_column (
    GByteArray *records, ConfabStoreQuery *query, guint column, const ConfabStoreColumn *spec) {
  int place = (int)column;

  if (sqlite3_column_type (query->statement, place) == SQLITE_NULL)
    return;
  if (spec->kind == CONFAB_STORE_COLUMN_INT)
    add_int (records, column, sqlite3_column_int64 (query->statement, place));
  else {
    const void *bytes = sqlite3_column_blob (query->statement, place);

    add_field (records, column, bytes, (gsize)sqlite3_column_bytes (query->statement, place));
  }
}

static gboolean
add_row (
    GByteArray *records, ConfabStoreQuery *query, const ConfabStoreTable *table, GError **error) {
  guint begin = begin_record (records, table->record);

  for (guint i = 0; i < table->n_columns; i++)
    add_column (records, query, i, &table->columns[i]);
  return end_record (records, begin, error);
}

/* ---- all but messages ---- */

static gboolean
add_table (ConfabStoreDb *db, GByteArray *records, const ConfabStoreTable *table, guint64 *n,
    GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Reading for a backup", table->select);

  while (confab_store_query_next (&query)) {
    if (!add_row (records, &query, table, error))
      return FALSE;
    if (records->len > MAX_REST) {
      g_set_error_literal (
          error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_FULL, "A table is too long for a backup");
      return FALSE;
    }
    (*n)++;
  }
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_backup_write_rest (
    ConfabStoreDb *db, GByteArray *records, ConfabStoreBackupCounts *counts, GError **error) {
  guint begin = begin_record (records, CONFAB_STORE_RECORD_BEGIN);
  guint64 n[CONFAB_STORE_RECORD_END + 1] = { 0 };

  add_int (records, 0, MAX (counts->made_us, 0));
  if (!end_record (records, begin, error))
    return FALSE;
  for (guint i = 1; i <= CONFAB_STORE_RECORD_END; i++) {
    const ConfabStoreTable *table = confab_store_table_get (i);

    if (table->select != NULL && !add_table (db, records, table, &n[i], error))
      return FALSE;
  }
  counts->n_accounts = n[CONFAB_STORE_RECORD_ACCOUNT];
  counts->n_contacts = n[CONFAB_STORE_RECORD_CONTACT];
  counts->n_keys = n[CONFAB_STORE_RECORD_KEY];
  return TRUE;
}

/* ---- messages ---- */

gboolean
confab_store_backup_write_page (ConfabStoreDb *db, ConfabStoreBackupPage *page, GError **error) {
  const ConfabStoreTable *table = confab_store_table_get (CONFAB_STORE_RECORD_MESSAGE);
  guint first = page->records->len;
  guint n_rows = 0;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading messages for a backup",
      "SELECT m.account, m.peer, m.is_own, m.is_sealed, m.is_unread, m.state, m.reason, m.time_us,"
      " m.text, m.kind, m.is_unchecked, m.is_kept, m.floor,"
      " CASE WHEN m.since_us > 0 THEN max (?1 - m.since_us, 0) ELSE 0 END,"
      " nullif (m.changed_us, 0),"
      " m.id, coalesce (c.keep, -1), m.timer <> 0"
      " FROM messages m LEFT JOIN chat_retention c ON c.account = m.account AND c.peer = m.peer"
      " WHERE m.id > ?2 AND m.kind IN (0, 1) AND m.state <> 1"
      " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message = m.id)"
      " ORDER BY m.id LIMIT ?3");

  page->is_more = FALSE;
  confab_store_query_bind_int (&query, page->now_us);
  confab_store_query_bind_int (&query, page->after);
  confab_store_query_bind_int (&query, PAGE_ROWS);
  while (!page->is_more && confab_store_query_next (&query)) {
    ConfabStoreBackupRow row = {
      .own = (int)confab_store_query_get_int (&query, MESSAGE_COLUMNS + 1),
      .floor = (int)confab_store_query_get_int (&query, 12),
      .is_kept = confab_store_query_get_int (&query, 11) != 0,
      .has_timer = confab_store_query_get_int (&query, MESSAGE_COLUMNS + 2) != 0,
    };

    page->after = confab_store_query_get_int (&query, MESSAGE_COLUMNS);
    if (page->may (&row, page->data)) {
      if (!add_row (page->records, &query, table, error))
        return FALSE;
      page->n++;
    }
    page->is_more = ++n_rows == PAGE_ROWS || page->records->len - first > PAGE_BYTES;
  }
  return confab_store_query_end (&query, error);
}

void
confab_store_backup_write_end (GByteArray *records, const ConfabStoreBackupCounts *counts) {
  guint begin = begin_record (records, CONFAB_STORE_RECORD_END);

  add_int (records, 0, (gint64)counts->n_accounts);
  add_int (records, 1, (gint64)counts->n_contacts);
  add_int (records, 2, (gint64)counts->n_keys);
  add_int (records, 3, (gint64)counts->n_messages);
  end_record (records, begin, NULL);
}
