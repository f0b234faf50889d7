#pragma once

/* "Who can see where I connect from" (R22), for one chat. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Over `parent`. */
void confab_safety_where_present (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent);

/* A row that leads there. */
GtkWidget *confab_safety_where_row_new (ConfabCore *core, ConfabModelContact *contact);

G_END_DECLS
