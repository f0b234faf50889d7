#pragma once

/* A device that the server lists as signed in, and signing it off there (XEP-0494). */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Adds "Sign off" to the row of a fact that is a device which the server can shut out; else
 * nothing. Once it is done the row activates the action "card.ask-again". */
void confab_safety_signed_in_add_button (
    GtkWidget *row, ConfabCore *core, ConfabModelAccount *account, ConfabModelFact *device);

G_END_DECLS
