#pragma once

/* What a screen reader is to say without being asked. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Says `words` once, for the part of a window that `widget` is; nothing if that is hidden or in no
 * window. Whether somebody watches is for the caller to know. */
void confab_widgets_speak (
    GtkWidget *widget, const char *words, GtkAccessibleAnnouncementPriority priority);

G_END_DECLS
