#pragma once

/* The screen that takes address and password and signs in for the first time. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WIZARD_SIGNIN (confab_wizard_signin_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWizardSignin, confab_wizard_signin, CONFAB, WIZARD_SIGNIN, AdwBin)

/* `is_first`: shows the three promises above the form. Signal "signed-in" (ConfabModelAccount)
 * after a success. */
ConfabWizardSignin *confab_wizard_signin_new (ConfabCore *core, gboolean is_first);

/* As a step of the guide: a title above, and no other ways to an address below. */
void confab_wizard_signin_set_step (ConfabWizardSignin *self);

/* The other ways to an address, with the server that was typed: an invitation, or a new one. */
void confab_wizard_signin_present_signup (ConfabWizardSignin *self, gboolean is_invited);

/* Fills the form in as a person would; nothing is sent. `server` is HOST:PORT, [V6]:PORT or HOST.
 * Both nullable. */
void
confab_wizard_signin_prefill (ConfabWizardSignin *self, const char *address, const char *server);

/* Gives the running attempt up; an account that it still brings is taken off again. */
void confab_wizard_signin_cancel (ConfabWizardSignin *self);

/* Keyboard focus to the first thing that is missing. */
void confab_wizard_signin_focus (ConfabWizardSignin *self);

G_END_DECLS
