#pragma once

/* The devices of somebody in a dialog over a window. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* `wants_check`: it is about making sure who it is; the check opens at once where there is only
 * one device. */
void confab_devices_dialog_present (
    ConfabCore *core, ConfabModelContact *contact, gboolean wants_check, GtkWidget *parent);

G_END_DECLS
