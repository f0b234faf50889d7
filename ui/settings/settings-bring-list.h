#pragma once

/* Each line of a file of buddies, and what would become of it. */

#include <adwaita.h>

#include "model/model-found.h"

G_BEGIN_DECLS

/* `lines`: ConfabModelFoundLine, weighed. Returns: (transfer floating) */
AdwNavigationPage *confab_settings_bring_list_new (GListModel *lines);

G_END_DECLS
