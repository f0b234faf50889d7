#pragma once

/* Brings a backup back into an empty profile. */

#include <adwaita.h>

#include "core/core-backup.h"

G_BEGIN_DECLS

/* `on_done` is called once it is all back and the dialog was closed; not if nothing was. `owner`
 * outlives it or is not called. */
typedef void (*ConfabBackupRestored) (GtkWidget *owner);

void confab_backup_restore_present (
    ConfabCore *core, GtkWidget *parent, GtkWidget *owner, ConfabBackupRestored on_done);
/* As if `file` had been chosen; for pictures and tests. Nothing where no such dialog stands. */
void confab_backup_restore_choose (AdwDialog *dialog, GFile *file);

G_END_DECLS
