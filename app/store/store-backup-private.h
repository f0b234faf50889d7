#pragma once

/* What a backup holds, as tables of columns: one record for each row, one field for each column, by
 * its place. app/backup/BACKUP.md says the same for others; what went out once is only ever
 * appended to, with another version. */

#include "store/store-backup.h"
#include "store/store-db-private.h"

G_BEGIN_DECLS

#define CONFAB_STORE_MAX_RECORD (1024 * 1024) /* bytes of one row */
#define CONFAB_STORE_RECORD_HEAD 5            /* kind and length */
#define CONFAB_STORE_BACKUP_COLUMNS 16

/* Of records; on the disk, append-only. */
typedef enum {
  CONFAB_STORE_RECORD_BEGIN = 1,
  CONFAB_STORE_RECORD_ACCOUNT = 2,
  CONFAB_STORE_RECORD_SETTING = 3,
  CONFAB_STORE_RECORD_CONTACT = 4,
  CONFAB_STORE_RECORD_BLOCKED = 5,
  CONFAB_STORE_RECORD_KEEP = 6,
  CONFAB_STORE_RECORD_TIMER = 7,
  CONFAB_STORE_RECORD_KEY = 8,
  CONFAB_STORE_RECORD_MESSAGE = 9,
  CONFAB_STORE_RECORD_END = 10,
} ConfabStoreRecord;

typedef enum {
  CONFAB_STORE_COLUMN_INT = 0, /* `min` to `max` */
  CONFAB_STORE_COLUMN_TEXT,    /* `min` to `max` bytes */
  CONFAB_STORE_COLUMN_ADDRESS, /* bare and prepared */
  CONFAB_STORE_COLUMN_BYTES,   /* `min` to `max` of them */
} ConfabStoreColumnKind;

typedef struct {
  ConfabStoreColumnKind kind;
  gboolean may_lack;
  gint64 min, max;
} ConfabStoreColumn;

typedef struct {
  ConfabStoreRecord record;
  const char *what;
  const char *select; /* NULL: no rows of a table */
  const char *insert; /* the columns in their order; NULL: as above */
  gboolean has_account;
  guint n_columns;
  ConfabStoreColumn columns[CONFAB_STORE_BACKUP_COLUMNS];
} ConfabStoreTable;

/* NULL: no such record. Static. */
const ConfabStoreTable *confab_store_table_get (guint record);

/* Only what the user chose about protections is in a backup, of all settings. */
#define CONFAB_STORE_BACKUP_SETTINGS "safety."

G_END_DECLS
