#pragma once

/* The small questions about one buddy. Each is presented over `parent` and does what was answered;
 * what goes wrong is said in a toast of the window. */

#include <gtk/gtk.h>

#include "core/core.h"

G_BEGIN_DECLS

void
confab_contacts_dialogs_known (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent);
void
confab_contacts_dialogs_remove (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent);

G_END_DECLS
