#pragma once

/* Asks for the password of an account once more, and signs in with it. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Presents the dialog over `parent`; how signing in then goes is in the account's properties. */
void
confab_wizard_password_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent);

G_END_DECLS
