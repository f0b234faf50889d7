#pragma once

/* How far a backup or a restore is, with Cancel. */

#include <adwaita.h>

#include "model/model-backup.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_BACKUP_WORK (confab_backup_work_get_type ())
G_DECLARE_FINAL_TYPE (ConfabBackupWork, confab_backup_work, CONFAB, BACKUP_WORK, GtkBox)

ConfabBackupWork *confab_backup_work_new (void);
/* Shows `progress` until the end is said. When it goes from the screen before, so does the work. */
void confab_backup_work_begin (ConfabBackupWork *self, ConfabModelBackup *progress);
void confab_backup_work_end (ConfabBackupWork *self);

G_END_DECLS
