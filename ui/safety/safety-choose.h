#pragma once

/* A page with the values of one choice, the suggested one marked. A stricter value holds at once; a
 * weaker one goes through the weakening sheet. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_CHOOSE (confab_safety_choose_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabSafetyChoose, confab_safety_choose, CONFAB, SAFETY_CHOOSE, AdwNavigationPage)

ConfabSafetyChoose *confab_safety_choose_new (ConfabCore *core, ConfabChoice choice);

G_END_DECLS
