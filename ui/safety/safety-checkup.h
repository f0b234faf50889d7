#pragma once

/* The check-up of a month (R43): what needs the user, what is weaker than at the start, and the day
 * of the last one. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

AdwNavigationPage *confab_safety_checkup_page_new (ConfabCore *core);

/* "Last on 3 May", or that a month is over. Returns: (transfer full) */
char *confab_safety_checkup_dup_when (ConfabCore *core);

G_END_DECLS
