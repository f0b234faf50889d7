#pragma once

/* What the three promises mean, and what no program can do, in sentences. */

#include <adwaita.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_PAGE (confab_safety_page_get_type ())
G_DECLARE_FINAL_TYPE (ConfabSafetyPage, confab_safety_page, CONFAB, SAFETY_PAGE, AdwDialog)

ConfabSafetyPage *confab_safety_page_new (void);

G_END_DECLS
