#pragma once

/* The permanent strip under the title: the three promises and their state. Pressing it opens the
 * page behind it (action "win.safety"). */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_STRIP (confab_safety_strip_get_type ())
G_DECLARE_FINAL_TYPE (ConfabSafetyStrip, confab_safety_strip, CONFAB, SAFETY_STRIP, AdwBin)

/* Until then it claims nothing. */
void confab_safety_strip_set_core (ConfabSafetyStrip *self, ConfabCore *core);

G_END_DECLS
