#pragma once

/* What one does about an account on its server: another password, and its end there. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Asks for another password; one is made already. Shows how it went in a toast or in the dialog. */
void confab_wizard_account_change_password (
    ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent);
/* Says what goes, asks, and takes the account off its server and off this computer. */
void confab_wizard_account_remove_from_server (
    ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent);

G_END_DECLS
