#pragma once

/* How far a backup or a restore is, with Cancel. */

#include <adwaita.h>
#include <libdex.h>

#include "model/model-backup.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_BACKUP_WORK (confab_backup_work_get_type ())
G_DECLARE_FINAL_TYPE (ConfabBackupWork, confab_backup_work, CONFAB, BACKUP_WORK, GtkBox)

ConfabBackupWork *confab_backup_work_new (void);

/* What resolved to `value`, or failed with `error` (then `value` is NULL). */
typedef void (*ConfabBackupEnded) (
    GtkWidget *owner, ConfabModelBackup *progress, const GValue *value, const GError *error);

/* Shows `progress` until `future` (transfer full) ends, and then calls `ended`; `owner`, in which
 * it stands, is kept until then. When it goes from the screen before, the work is stopped. */
void confab_backup_work_follow (ConfabBackupWork *self, DexFuture *future,
    ConfabModelBackup *progress, GtkWidget *owner, ConfabBackupEnded ended);

G_END_DECLS
