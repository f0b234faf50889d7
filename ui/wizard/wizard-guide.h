#pragma once

/* The guide through the settings: six pages from the first start to Ready, or, where there is an
 * address already, a review of five. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WIZARD_GUIDE (confab_wizard_guide_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWizardGuide, confab_wizard_guide, CONFAB, WIZARD_GUIDE, AdwBin)

/* The first guide goes on where it was left (confab_core_get_guide_page), and keeps its place.
 * Signal "finished" (gboolean: a first buddy is to be added). */
ConfabWizardGuide *confab_wizard_guide_new (ConfabCore *core);

/* For the sign-in form; both nullable. */
void confab_wizard_guide_prefill (ConfabWizardGuide *self, const char *address, const char *server);
/* The main menu, where no other one can be seen. */
void confab_wizard_guide_set_menu (ConfabWizardGuide *self, GMenuModel *menu);
/* The keyboard to where it is wanted first; says the page. */
void confab_wizard_guide_focus (ConfabWizardGuide *self);

/* A review, in a dialog. Adding a buddy is left to the action "win.add-buddy" of `parent`. */
void confab_wizard_guide_present (ConfabCore *core, GtkWidget *parent);

G_END_DECLS
