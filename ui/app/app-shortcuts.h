#pragma once

/* The keys of the program: set for the application, and shown in a dialog. One table for both. */

#include <adwaita.h>

G_BEGIN_DECLS

void confab_app_shortcuts_set (GtkApplication *application);
void confab_app_shortcuts_present (GtkWidget *parent);

G_END_DECLS
