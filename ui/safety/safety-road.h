#pragma once

/* The way to servers (R16): straight, through Tor, or through a proxy; for all accounts, or for
 * one. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_SAFETY_ROAD (confab_safety_road_get_type ())
G_DECLARE_FINAL_TYPE (ConfabSafetyRoad, confab_safety_road, CONFAB, SAFETY_ROAD, AdwNavigationPage)

/* `account` NULL: of all accounts. Nothing changes before its button is pressed. */
ConfabSafetyRoad *confab_safety_road_new (ConfabCore *core, ConfabModelAccount *account);

/* The same in a dialog: of `account` if it goes a way of its own, else of all. `account` is
 * nullable. */
void confab_safety_road_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent);

G_END_DECLS
