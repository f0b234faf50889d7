#pragma once

/* "Erase all chats on this computer": a row for the Safety page, which asks once. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Returns: (transfer floating) */
GtkWidget *confab_safety_erase_row_new (ConfabCore *core);

G_END_DECLS
