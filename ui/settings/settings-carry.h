#pragma once

/* The rows of an account's page that let one leave it, and come to it (R41). */

#include <adwaita.h>

#include "core/core-carry.h"

G_BEGIN_DECLS

/* "Save my buddies": says what an open file means, then writes one. Returns: (transfer none) */
AdwDialog *confab_settings_carry_present_save (
    ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent);
/* As if the desktop's dialog had chosen `target`. */
void confab_settings_carry_save (AdwDialog *dialog, GFile *target);

G_END_DECLS
