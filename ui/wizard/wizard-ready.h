#pragma once

/* What stands on the last page of the guide: ticks of what is on, and what no program can do. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WIZARD_READY (confab_wizard_ready_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWizardReady, confab_wizard_ready, CONFAB, WIZARD_READY, GtkBox)

ConfabWizardReady *confab_wizard_ready_new (ConfabCore *core);

G_END_DECLS
