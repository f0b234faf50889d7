#pragma once

/* What making and restoring share: reading a backup to its end. */

#include "backup/backup-file.h"
#include "core/core-backup.h"
#include "core/core-private.h"
#include "store/store-backup.h"

G_BEGIN_DECLS

typedef struct {
  /* borrowed */
  ConfabCore *core;
  GFile *file;
  ConfabSecret *passphrase;
  ConfabModelBackup *progress;

  /* owned */
  ConfabBackupReader *reader; /* of _open */
  ConfabStoreRestore *rows;   /* of each reading */
  GBytes *chunk;
} ConfabCoreReading;

void confab_core_reading_clear (ConfabCoreReading *reading);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabCoreReading, confab_core_reading_clear)

/* In a fiber. Makes the key, reads all of it and looks at every record; its counts are in
 * `rows`. */
gboolean confab_core_reading_await_test (ConfabCoreReading *reading, GError **error);

/* Waits for `function` in the pool, in a fiber. `data` is borrowed. */
gboolean confab_core_backup_await_apart (DexFiberFunc function, gpointer data, GError **error);
/* FALSE with G_IO_ERROR_CANCELLED if the user stopped it, or the core is at its end. */
gboolean confab_core_backup_goes_on (ConfabCore *core, ConfabModelBackup *progress, GError **error);
/* The next may begin. What the screen says of this one. `error` NULL: resolves to TRUE. */
DexFuture *confab_core_backup_end (ConfabCore *core, const GError *error);

G_END_DECLS
