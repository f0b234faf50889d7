#pragma once

/* What one of the first four pages of the guide asks: radio rows, the suggested one first, and what
 * a weaker one makes possible. Where only one value is enforced it is said with a tick. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WIZARD_CHOICE (confab_wizard_choice_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWizardChoice, confab_wizard_choice, CONFAB, WIZARD_CHOICE, GtkBox)

/* `page` 1 to CONFAB_MODEL_SAFETY_PAGES. What is chosen holds at once. */
ConfabWizardChoice *confab_wizard_choice_new (ConfabCore *core, guint page);

/* The keyboard to the chosen row; FALSE: there is nothing to choose. */
gboolean confab_wizard_choice_focus (ConfabWizardChoice *self);

G_END_DECLS
