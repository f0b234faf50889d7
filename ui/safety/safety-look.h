#pragma once

/* "Look at me as a stranger" (R18): what others can see, each line with Hide, and "Take my profile
 * off the server". */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_LOOK (confab_safety_look_page_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabSafetyLook, confab_safety_look_page, CONFAB, SAFETY_LOOK, AdwNavigationPage)

/* Asks the server of each account that is signed in, at once. */
ConfabSafetyLook *confab_safety_look_page_new (ConfabCore *core);

/* What one thing is called. Borrowed. */
const char *confab_safety_look_page_words (ConfabLookKind kind);

G_END_DECLS
