#pragma once

/* The banner under the title: what keeps Confab from being signed in, and the one thing to do. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WINDOW_BANNER (confab_window_banner_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWindowBanner, confab_window_banner, CONFAB, WINDOW_BANNER, AdwBin)

void confab_window_banner_set_core (ConfabWindowBanner *self, ConfabCore *core);

/* FALSE where a large "Sign in" stands beside it already. */
void confab_window_banner_set_offers_sign_in (ConfabWindowBanner *self, gboolean offers_sign_in);

G_END_DECLS
