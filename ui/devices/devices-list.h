#pragma once

/* The devices of a buddy, or of my account: each with its name and how it stands. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_DEVICES_LIST (confab_devices_list_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabDevicesList, confab_devices_list, CONFAB, DEVICES_LIST, AdwNavigationPage)

/* `contact` NULL: my own devices. For a navigation view: choosing a row pushes a page onto it.
 * `goes_on`: if there is just one device to compare with, its check is opened at once. */
AdwNavigationPage *confab_devices_list_new (
    ConfabCore *core, ConfabModelAccount *account, ConfabModelContact *contact, gboolean goes_on);

G_END_DECLS
