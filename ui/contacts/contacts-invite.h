#pragma once

/* My invitation: a link, and a picture of it, for one person. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Asks for a link and shows it over `parent`. */
void
confab_contacts_invite_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent);

G_END_DECLS
