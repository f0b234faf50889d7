#pragma once

/* The permanent strip under the title: the three promises and their state. Pressing it opens the
 * page behind it (action "win.safety"). */

#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_STRIP (confab_safety_strip_get_type ())
G_DECLARE_FINAL_TYPE (ConfabSafetyStrip, confab_safety_strip, CONFAB, SAFETY_STRIP, AdwBin)

G_END_DECLS
