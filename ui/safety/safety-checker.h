#pragma once

/* The page of the virus checker of this computer (R34). */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* What it does, how it stands now, and how Confab gets to it. It is asked when the page opens.
 * Returns: (transfer floating) */
AdwNavigationPage *confab_safety_checker_page_new (ConfabCore *core);

G_END_DECLS
