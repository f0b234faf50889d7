#pragma once

/* "Bring buddies from another account's file": the file, what would come of it, and doing it. */

#include <adwaita.h>

#include "core/core-carry.h"

G_BEGIN_DECLS

/* Into `account`. Returns: (transfer none) */
AdwDialog *
confab_settings_bring_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent);
/* As if the desktop's dialog had chosen `file`. */
void confab_settings_bring_read (AdwDialog *dialog, GFile *file);

G_END_DECLS
