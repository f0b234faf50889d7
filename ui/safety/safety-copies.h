#pragma once

/* Whether a server keeps copies of chats (R28), as a row with a switch. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* NULL where there is nothing to choose: the server has no copies, lets nobody choose, or was not
 * heard of it yet. Returns: (transfer floating) (nullable) */
GtkWidget *confab_safety_copies_row_new (ConfabCore *core, ConfabModelAccount *account);

G_END_DECLS
