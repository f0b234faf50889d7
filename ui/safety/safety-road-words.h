#pragma once

/* The way to servers (R16) in words, and the rows that lead to its page. */

#include <adwaita.h>

#include "core/core.h"

G_BEGIN_DECLS

/* "Straight there", "Through Tor", "Through 10.0.0.1:1080". Returns: (transfer full) */
char *confab_safety_road_dup_name (const ConfabModelRoad *road);
/* The same of what was chosen for `account`, or, NULL, for all: "As all accounts: straight there".
 * Returns: (transfer full) */
char *confab_safety_road_dup_words (ConfabCore *core, ConfabModelAccount *account);

/* A row that says so, of `account` or, NULL, of all. Its "activated" is the caller's. */
GtkWidget *confab_safety_road_row_new (ConfabCore *core, ConfabModelAccount *account);

/* What the page of the way may help with. */
gboolean confab_safety_road_is_about (ConfabModelProblem problem);

G_END_DECLS
