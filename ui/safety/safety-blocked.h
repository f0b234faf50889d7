#pragma once

/* Who is blocked: the block list of each account, where everybody on it can be let through again.
 */

#include "core/core.h"
#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_BLOCKED (confab_safety_blocked_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabSafetyBlocked, confab_safety_blocked, CONFAB, SAFETY_BLOCKED, AdwNavigationPage)

ConfabSafetyBlocked *confab_safety_blocked_new (ConfabCore *core);

/* The page alone, over `parent`. */
void confab_safety_blocked_present (ConfabCore *core, GtkWidget *parent);

G_END_DECLS
