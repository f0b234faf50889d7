#pragma once

/* One device: how it stands, and what can be said of it. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_DEVICES_PAGE (confab_devices_page_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabDevicesPage, confab_devices_page, CONFAB, DEVICES_PAGE, AdwNavigationPage)

/* `contact` NULL: a device of mine. */
AdwNavigationPage *confab_devices_page_new (ConfabCore *core, ConfabModelAccount *account,
    ConfabModelContact *contact, ConfabModelDevice *device);

G_END_DECLS
