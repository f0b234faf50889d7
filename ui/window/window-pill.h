#pragma once

/* The button that says what is so: signed in, off, hidden, waiting; its menu changes it. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WINDOW_PILL (confab_window_pill_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWindowPill, confab_window_pill, CONFAB, WINDOW_PILL, AdwBin)

void confab_window_pill_set_core (ConfabWindowPill *self, ConfabCore *core);

G_END_DECLS
