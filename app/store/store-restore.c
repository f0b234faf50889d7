/* Records of a backup into rows, or only looked at. Everything is bounded and looked at before it
 * is written, as if an enemy had made it: the passphrase only says that whoever made it knew it.
 * Only an empty vault takes any, and what is not whole at the next opening goes again. */

#include <string.h>

#include "base/base-jid.h"
#include "store/store-backup-private.h"
#include "store/store-search.h"
#include "store/store-settings.h"

#define MARK "restoring"
#define MAX_ACCOUNTS 1000
#define MAX_GOOD 10000 /* addresses that are known to be some */
#define AGE_COLUMN 13

typedef struct {
  const guint8 *bytes; /* NULL: lacking */
  gsize size;
  gint64 number;
} Field;

struct _ConfabStoreRestore {
  /* owned */
  GByteArray *rest;     /* of a record whose end is not there yet */
  GHashTable *accounts; /* their number in the backup -> id here */
  GHashTable *good;     /* addresses */

  ConfabStoreBackupCounts counts;
  ConfabStoreBackupCounts said;
  gint64 now_us, wall_us;
  gboolean has_begun;
  gboolean has_end;
};

static gboolean
fail (GError **error, const char *message) {
  g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED, message);
  return FALSE;
}

ConfabStoreRestore *
confab_store_restore_new (void) {
  ConfabStoreRestore *self = g_new0 (ConfabStoreRestore, 1);

  self->rest = g_byte_array_new ();
  self->accounts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->good = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
confab_store_restore_free (ConfabStoreRestore *self) {
  if (self->rest->len > 0)
    memset (self->rest->data, 0, self->rest->len);
  g_byte_array_unref (self->rest);
  g_hash_table_unref (self->accounts);
  g_hash_table_unref (self->good);
  g_free (self);
}

const ConfabStoreBackupCounts *
confab_store_restore_get_counts (ConfabStoreRestore *self) {
  return &self->counts;
}

/* ---- looking ---- */

static guint32
get_number (const guint8 *at) {
  guint32 number;

  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_BE (number);
}

static gboolean
is_address (ConfabStoreRestore *self, const Field *field) {
  g_autofree char *text = g_strndup ((const char *)field->bytes, field->size);
  g_autoptr (ConfabJid) jid = NULL;

  if (g_hash_table_contains (self->good, text))
    return TRUE;
  if (g_str_equal (text, CONFAB_BASE_JID_NOTE))
    return TRUE;
  jid = confab_base_jid_new (text, NULL);
  if (jid == NULL || !g_str_equal (confab_base_jid_get_full (jid), text) ||
      !confab_base_jid_is_bare (jid))
    return FALSE;
  if (g_hash_table_size (self->good) >= MAX_GOOD)
    g_hash_table_remove_all (self->good);
  g_hash_table_add (self->good, g_steal_pointer (&text));
  return TRUE;
}

static gboolean
look_at_field (ConfabStoreRestore *self, const ConfabStoreColumn *spec, Field *field) {
  gint64 size = (gint64)field->size;

  if (field->bytes == NULL)
    return spec->may_lack;
  if (spec->kind == CONFAB_STORE_COLUMN_INT) {
    if (field->size != sizeof field->number)
      return FALSE;
    memcpy (&field->number, field->bytes, sizeof field->number);
    field->number = GINT64_FROM_BE (field->number);
    return field->number >= spec->min && field->number <= spec->max;
  }
  if (size < spec->min || size > spec->max)
    return FALSE;
  if (spec->kind == CONFAB_STORE_COLUMN_BYTES)
    return TRUE;
  if (!g_utf8_validate_len ((const char *)field->bytes, field->size, NULL))
    return FALSE;
  return spec->kind == CONFAB_STORE_COLUMN_TEXT || is_address (self, field);
}

/* Fields stand in the order of their columns, none twice. */
static gboolean
split_fields (const guint8 *body, gsize size, const ConfabStoreTable *table, Field *fields) {
  guint last = 0;

  while (size > 0) {
    guint tag = body[0];
    guint32 length;

    if (size < CONFAB_STORE_RECORD_HEAD || tag <= last || tag > table->n_columns)
      return FALSE;
    length = get_number (body + 1);
    body += CONFAB_STORE_RECORD_HEAD;
    size -= CONFAB_STORE_RECORD_HEAD;
    if (length > size)
      return FALSE;
    fields[tag - 1] = (Field){ body, length, 0 };
    last = tag;
    body += length;
    size -= length;
  }
  return TRUE;
}

static gboolean
is_known_account (ConfabStoreRestore *self, const Field *field) {
  return g_hash_table_contains (self->accounts, &field->number);
}

static void
know_account (ConfabStoreRestore *self, gint64 number, gint64 id) {
  gint64 *key = g_new (gint64, 1);
  gint64 *value = g_new (gint64, 1);

  *key = number;
  *value = id;
  g_hash_table_replace (self->accounts, key, value);
}

/* ---- writing ---- */

static void
bind_field (ConfabStoreRestore *self, ConfabStoreQuery *query, const ConfabStoreTable *table,
    guint column, const Field *field) {
  const ConfabStoreColumn *spec = &table->columns[column];

  if (query->rc != SQLITE_OK)
    return;
  query->n_bound++;
  if (field->bytes == NULL)
    query->rc = sqlite3_bind_null (query->statement, query->n_bound);
  else if (spec->kind == CONFAB_STORE_COLUMN_INT)
    query->rc = sqlite3_bind_int64 (query->statement, query->n_bound, field->number);
  else if (spec->kind == CONFAB_STORE_COLUMN_BYTES)
    query->rc = sqlite3_bind_blob64 (
        query->statement, query->n_bound, field->bytes, field->size, SQLITE_STATIC);
  else
    query->rc = sqlite3_bind_text64 (query->statement, query->n_bound, (const char *)field->bytes,
        field->size, SQLITE_STATIC, SQLITE_UTF8);
}

/* In the time of ages; what could not be told comes as if it were new. */
static gint64
since (ConfabStoreRestore *self, gint64 age_us) {
  gint64 elapsed = MAX (self->wall_us - self->counts.made_us, 0);

  if (age_us >= self->now_us || elapsed >= self->now_us - age_us)
    return 1;
  return self->now_us - age_us - elapsed;
}

static gboolean
insert (ConfabStoreRestore *self, ConfabStoreDb *db, const ConfabStoreTable *table, Field *fields,
    GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Restoring a row", table->insert);

  if (table->has_account)
    fields[0].number = *(gint64 *)g_hash_table_lookup (self->accounts, &fields[0].number);
  if (table->record == CONFAB_STORE_RECORD_MESSAGE)
    fields[AGE_COLUMN].number = since (self, fields[AGE_COLUMN].number);
  for (guint i = 0; i < table->n_columns; i++)
    bind_field (self, &query, table, i, &fields[i]);
  return confab_store_query_run (&query, error);
}

/* ---- records ---- */

static gboolean
note (
    ConfabStoreRestore *self, const ConfabStoreTable *table, const Field *fields, GError **error) {
  switch (table->record) {
  case CONFAB_STORE_RECORD_BEGIN:
    self->counts.made_us = fields[0].number;
    self->has_begun = TRUE;
    return TRUE;
  case CONFAB_STORE_RECORD_ACCOUNT:
    self->counts.n_accounts++;
    if (is_known_account (self, &fields[0]) || self->counts.n_accounts > MAX_ACCOUNTS)
      return fail (error, "An account is in the backup twice");
    know_account (self, fields[0].number, 0);
    return TRUE;
  case CONFAB_STORE_RECORD_SETTING:
    return (fields[0].size > strlen (CONFAB_STORE_BACKUP_SETTINGS) &&
               memcmp (fields[0].bytes, CONFAB_STORE_BACKUP_SETTINGS,
                   strlen (CONFAB_STORE_BACKUP_SETTINGS)) == 0) ||
           fail (error, "A setting does not belong into a backup");
  case CONFAB_STORE_RECORD_CONTACT:
    self->counts.n_contacts++;
    return TRUE;
  case CONFAB_STORE_RECORD_KEY:
    self->counts.n_keys++;
    return TRUE;
  case CONFAB_STORE_RECORD_MESSAGE:
    self->counts.n_messages++;
    return fields[5].number != 1 || fail (error, "A message waits to be sent");
  case CONFAB_STORE_RECORD_END:
    self->has_end = TRUE;
    self->said = (ConfabStoreBackupCounts){ .n_accounts = (guint64)fields[0].number,
      .n_contacts = (guint64)fields[1].number,
      .n_keys = (guint64)fields[2].number,
      .n_messages = (guint64)fields[3].number };
    return TRUE;
  case CONFAB_STORE_RECORD_BLOCKED:
  case CONFAB_STORE_RECORD_KEEP:
  case CONFAB_STORE_RECORD_TIMER:
    break;
  }
  return TRUE;
}

static gboolean
take_record (ConfabStoreRestore *self, ConfabStoreDb *db, const guint8 *record, GError **error) {
  const ConfabStoreTable *table = confab_store_table_get (record[0]);
  Field fields[CONFAB_STORE_BACKUP_COLUMNS] = { 0 };

  if (table == NULL || self->has_end ||
      self->has_begun == (table->record == CONFAB_STORE_RECORD_BEGIN))
    return fail (error, "A record is not where it belongs");
  if (!split_fields (record + CONFAB_STORE_RECORD_HEAD, get_number (record + 1), table, fields))
    return fail (error, "A record is not laid out as it must be");
  for (guint i = 0; i < table->n_columns; i++)
    if (!look_at_field (self, &table->columns[i], &fields[i]))
      return fail (error, "A field holds what it must not");
  if (table->has_account && !is_known_account (self, &fields[0]))
    return fail (error, "A record is of no account");
  if (!note (self, table, fields, error))
    return FALSE;
  if (db == NULL || table->insert == NULL)
    return TRUE;
  if (!insert (self, db, table, fields, error))
    return FALSE;
  if (table->record == CONFAB_STORE_RECORD_ACCOUNT)
    know_account (self, fields[0].number, sqlite3_last_insert_rowid (db->handle));
  return TRUE;
}

/* How long the record is whose beginning stands there; 0: not known yet. */
static gsize
record_size (const guint8 *bytes, gsize size) {
  return size < CONFAB_STORE_RECORD_HEAD ? 0
                                         : CONFAB_STORE_RECORD_HEAD + (gsize)get_number (bytes + 1);
}

gboolean
confab_store_restore_take (
    ConfabStoreRestore *self, ConfabStoreDb *db, GBytes *bytes, GError **error) {
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gsize done = 0;

  g_byte_array_append (self->rest, data, (guint)size);
  while (done < self->rest->len) {
    gsize length = record_size (self->rest->data + done, self->rest->len - done);

    if (length > CONFAB_STORE_RECORD_HEAD + CONFAB_STORE_MAX_RECORD)
      return fail (error, "A record is too long");
    if (length == 0 || length > self->rest->len - done)
      break;
    if (!take_record (self, db, self->rest->data + done, error))
      return FALSE;
    done += length;
  }
  if (done > 0)
    g_byte_array_remove_range (self->rest, 0, (guint)done);
  return TRUE;
}

gboolean
confab_store_restore_is_whole (ConfabStoreRestore *self, GError **error) {
  return (self->has_end && self->rest->len == 0 &&
             self->said.n_accounts == self->counts.n_accounts &&
             self->said.n_contacts == self->counts.n_contacts &&
             self->said.n_keys == self->counts.n_keys &&
             self->said.n_messages == self->counts.n_messages) ||
         fail (error, "The backup is not whole");
}

/* ---- the vault around it ---- */

static gboolean
is_empty (ConfabStoreDb *db, gboolean *empty, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking whether there is anything",
      "SELECT EXISTS (SELECT 1 FROM accounts) OR EXISTS (SELECT 1 FROM messages)");

  *empty = confab_store_query_next (&query) && confab_store_query_get_int (&query, 0) == 0;
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_restore_begin (
    ConfabStoreRestore *self, ConfabStoreDb *db, gint64 now_us, gint64 wall_us, GError **error) {
  gboolean empty;

  self->now_us = MAX (now_us, 1);
  self->wall_us = wall_us;
  if (!is_empty (db, &empty, error))
    return FALSE;
  if (!empty) {
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_BUSY, "The vault is not empty");
    return FALSE;
  }
  return confab_store_settings_set (db, MARK, "1", error);
}

gboolean
confab_store_restore_end (ConfabStoreDb *db, GError **error) {
  return confab_store_db_run (db, "Ending a restore",
             "DELETE FROM settings WHERE name LIKE '" CONFAB_STORE_BACKUP_SETTINGS "%';"
             "UPDATE settings SET name = substr (name, length ('restored.') + 1)"
             " WHERE name LIKE 'restored.%'",
             error) &&
         confab_store_settings_set (db, MARK, NULL, error);
}

gboolean
confab_store_restore_undo (ConfabStoreDb *db, gboolean *was_marked, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autofree char *mark = confab_store_settings_get (db, MARK, &inner);

  *was_marked = mark != NULL;
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  return mark == NULL || (confab_store_search_forget_all (db, error) &&
                             confab_store_db_run (db, "Taking a restore back",
                                 "DELETE FROM messages; DELETE FROM accounts;"
                                 "DELETE FROM settings WHERE name LIKE 'restored.%'",
                                 error) &&
                             confab_store_settings_set (db, MARK, NULL, error));
}
