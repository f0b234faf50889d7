#pragma once

/* A new address: where, under which name, and the password written on paper. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WIZARD_SIGNUP (confab_wizard_signup_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWizardSignup, confab_wizard_signup, CONFAB, WIZARD_SIGNUP, AdwDialog)

/* `is_invited`: begins with the invitation, otherwise with the choice of a server. `host` and
 * `port` as for confab_core_add_account. Signal "signed-up" (ConfabModelAccount) after a success,
 * while the paper is still shown. */
ConfabWizardSignup *
confab_wizard_signup_new (ConfabCore *core, gboolean is_invited, const char *host, guint16 port);

G_END_DECLS
