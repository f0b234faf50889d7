#pragma once

/* What happens when a link is pressed (R36): the judge "link" is asked, and where it is not sure
 * that nothing is odd or new, a sheet says where the link really leads before it is opened. */

#include <gtk/gtk.h>

#include "core/core.h"

G_BEGIN_DECLS

/* `link`: as it stands in the text. `from`: who sent it; NULL: oneself. Where nothing is to be said
 * it is opened at once, else the sheet is shown over `parent`. */
void confab_safety_link_sheet_press (
    GtkWidget *parent, ConfabCore *core, ConfabModelContact *from, const char *link);

G_END_DECLS
