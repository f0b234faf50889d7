#pragma once

/* The page of the backup (R30): the last one, making one, what is in it and what is not. */

#include <adwaita.h>

#include "core/core-backup.h"

G_BEGIN_DECLS

AdwNavigationPage *confab_backup_page_new (ConfabCore *core);

/* As if its place had been chosen; for pictures and tests too. `content` is the page's child. */
void confab_backup_page_make (AdwNavigationPage *page, GFile *target);

G_END_DECLS
