#pragma once

/* The Safety page: what needs the user, the three promises with evidence from now, the rows of the
 * register with their states, and what no program can do. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_PAGE (confab_safety_page_get_type ())
G_DECLARE_FINAL_TYPE (ConfabSafetyPage, confab_safety_page, CONFAB, SAFETY_PAGE, AdwDialog)

ConfabSafetyPage *confab_safety_page_new (ConfabCore *core);

/* Puts one more row at the end of a group. */
void confab_safety_page_add_row (ConfabSafetyPage *self, ConfabRiskGroup group, GtkWidget *row);
/* Shows a page of its own over this one. */
void confab_safety_page_push (ConfabSafetyPage *self, AdwNavigationPage *page);

G_END_DECLS
