#pragma once

/* Quiet hours: a switch, and from when to when (R05). */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Returns: (transfer floating) */
AdwNavigationPage *confab_safety_quiet_page_new (ConfabCore *core);

G_END_DECLS
