#pragma once

/* "You were away 22 minutes. 2 messages came." Stands after unlocking until it is answered. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WINDOW_AWAY (confab_window_away_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWindowAway, confab_window_away, CONFAB, WINDOW_AWAY, AdwBin)

/* Once. */
void confab_window_away_set_core (ConfabWindowAway *self, ConfabCore *core);

G_END_DECLS
