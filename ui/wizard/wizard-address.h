#pragma once

/* The page of the guide that leads to an address: I have one, a new one, an invitation, or later.
 */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WIZARD_ADDRESS (confab_wizard_address_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWizardAddress, confab_wizard_address, CONFAB, WIZARD_ADDRESS, AdwBin)

/* `is_first_run`: nothing of this profile has left the computer. Signals "signed-in"
 * (ConfabModelAccount), and "later". */
ConfabWizardAddress *confab_wizard_address_new (ConfabCore *core, gboolean is_first_run);

/* For the form; both nullable. */
void
confab_wizard_address_prefill (ConfabWizardAddress *self, const char *address, const char *server);

/* "Page 5 of 6", for whoever listens. */
void confab_wizard_address_set_place (ConfabWizardAddress *self, const char *place);
void confab_wizard_address_announce (ConfabWizardAddress *self);
void confab_wizard_address_focus (ConfabWizardAddress *self);

/* TRUE: it went back within itself, giving a running sign-in up. */
gboolean confab_wizard_address_back (ConfabWizardAddress *self);

G_END_DECLS
