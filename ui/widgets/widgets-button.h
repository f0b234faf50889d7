#pragma once

/* Buttons whose label may be long: a name in it, another language, large text. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The one button of a page, in its middle; `is_suggested`: what one came for. */
GtkWidget *confab_widgets_button_new_pill (const char *label, gboolean is_suggested);

/* The label goes onto as many lines as it needs, rather than being cut. */
void confab_widgets_button_set_label (GtkWidget *button, const char *label);
/* The same, and what it activates; `action` NULL: the button goes. */
void confab_widgets_button_set (GtkWidget *button, const char *label, const char *action);

/* What a screen reader says of it instead of the label on it, which says less. */
void confab_widgets_button_set_name (GtkWidget *button, const char *name);

G_END_DECLS
