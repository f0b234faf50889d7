#pragma once

/* The page that stands in place of everything while the locked store cannot be opened: why, and
 * what can be done about it. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WINDOW_STORE (confab_window_store_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWindowStore, confab_window_store, CONFAB, WINDOW_STORE, AdwBin)

ConfabWindowStore *confab_window_store_new (ConfabCore *core);

/* Words and buttons for the state the store is in. */
void confab_window_store_update (ConfabWindowStore *self);

G_END_DECLS
