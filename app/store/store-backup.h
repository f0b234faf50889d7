#pragma once

/* What a backup holds, as records: rows of the vault into bytes, and bytes into the rows of an
 * empty vault. app/backup/BACKUP.md lays the records out. What is left out: store-backup-tables.c.
 */

#include "store/store-vault.h"

G_BEGIN_DECLS

typedef struct {
  gint64 made_us; /* by the wall clock */
  guint64 n_accounts, n_contacts, n_keys, n_messages;
} ConfabStoreBackupCounts;

/* ---- rows into records (store-backup.c), in jobs ---- */

/* Everything but messages, all at one moment; 64 MiB at most. `counts->made_us` is the caller's,
 * the rest is counted. */
gboolean confab_store_backup_write_rest (
    ConfabStoreDb *db, GByteArray *records, ConfabStoreBackupCounts *counts, GError **error);

/* Of one message, for whoever decides. */
typedef struct {
  int own;   /* what its chat has chosen; CONFAB_STORE_KEEP_NONE */
  int floor; /* of the message */
  gboolean is_kept;
  gboolean has_timer;
} ConfabStoreBackupRow;

typedef gboolean (*ConfabStoreMayBackUp) (const ConfabStoreBackupRow *row, gpointer data);

typedef struct {
  gint64 after;  /* id of the last message that was looked at; moves on */
  gint64 now_us; /* in the time of ages */
  ConfabStoreMayBackUp may;
  gpointer data;
  GByteArray *records; /* owned by the caller; added to */
  guint64 n;           /* messages that were added */
  gboolean is_more;
} ConfabStoreBackupPage;

/* A page of some 256 KiB; what waits to be sent, files and lines of Confab's own are never in it.
 */
gboolean
confab_store_backup_write_page (ConfabStoreDb *db, ConfabStoreBackupPage *page, GError **error);

/* The last record: what was counted. */
void confab_store_backup_write_end (GByteArray *records, const ConfabStoreBackupCounts *counts);

/* ---- records into rows (store-restore.c) ---- */

typedef struct _ConfabStoreRestore ConfabStoreRestore;

/* Every record is looked at before it is a row: kinds, lengths, numbers, texts, addresses.
 * Returns: (transfer full) */
ConfabStoreRestore *confab_store_restore_new (void);
void confab_store_restore_free (ConfabStoreRestore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreRestore, confab_store_restore_free)
/* The next bytes, however they are cut. `db` NULL: they are only looked at, on any thread;
 * otherwise in a job, they become rows. DAMAGED where they are not what they must be. */
gboolean confab_store_restore_take (
    ConfabStoreRestore *self, ConfabStoreDb *db, GBytes *bytes, GError **error);
/* There was an end, nothing followed it, and it counts what was there. */
gboolean confab_store_restore_is_whole (ConfabStoreRestore *self, GError **error);
const ConfabStoreBackupCounts *confab_store_restore_get_counts (ConfabStoreRestore *self);

/* In jobs: a vault without accounts and messages is marked as being restored; FALSE with BUSY for
 * any other. `now_us` in the time of ages, `wall_us` by the wall clock: ages go on from the day of
 * the backup. */
gboolean confab_store_restore_begin (
    ConfabStoreRestore *self, ConfabStoreDb *db, gint64 now_us, gint64 wall_us, GError **error);
/* What was chosen holds, and the mark goes. */
gboolean confab_store_restore_end (ConfabStoreDb *db, GError **error);
/* Takes back what a marked vault got; `*was_marked`: it was. Follow with a scrub. */
gboolean confab_store_restore_undo (ConfabStoreDb *db, gboolean *was_marked, GError **error);

G_END_DECLS
