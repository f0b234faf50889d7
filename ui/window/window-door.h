#pragma once

/* Asks whether the web door may be taken where a network closes the usual one (R22). */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Presents the question over `parent`. Closing it answers nothing. */
void confab_window_door_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent);

G_END_DECLS
