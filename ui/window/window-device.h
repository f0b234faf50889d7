#pragma once

/* "A second device signed in as you. Was that you?" Asked once for each device. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WINDOW_DEVICE (confab_window_device_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWindowDevice, confab_window_device, CONFAB, WINDOW_DEVICE, AdwBin)

/* Once. */
void confab_window_device_set_core (ConfabWindowDevice *self, ConfabCore *core);

G_END_DECLS
