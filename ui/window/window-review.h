#pragma once

/* The quiet line of a month: settings may be looked through again, or not. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_WINDOW_REVIEW (confab_window_review_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWindowReview, confab_window_review, CONFAB, WINDOW_REVIEW, AdwBin)

void confab_window_review_set_core (ConfabWindowReview *self, ConfabCore *core);

G_END_DECLS
