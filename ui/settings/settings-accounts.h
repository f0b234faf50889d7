#pragma once

/* My accounts: how each stands, one more, and taking one off this computer. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SETTINGS_ACCOUNTS (confab_settings_accounts_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabSettingsAccounts, confab_settings_accounts, CONFAB, SETTINGS_ACCOUNTS, AdwDialog)

ConfabSettingsAccounts *confab_settings_accounts_new (ConfabCore *core);

G_END_DECLS
