#pragma once

/* The server card (R13, R16): what is known of the server of an account, and what it says of
 * itself. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_CARD (confab_safety_card_get_type ())
G_DECLARE_FINAL_TYPE (ConfabSafetyCard, confab_safety_card, CONFAB, SAFETY_CARD, AdwNavigationPage)

/* Asks the server at once. `account` NULL: the servers of all accounts, one after the other. */
ConfabSafetyCard *confab_safety_card_new (ConfabCore *core, ConfabModelAccount *account);

G_END_DECLS
