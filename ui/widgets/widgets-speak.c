/* Speaks through the window. GTK (4.18) drops without a word what a widget asks to be said before a
 * screen reader has come upon it, and a part that is just being shown is always new to it; the
 * window is known from the start. */

#include "widgets/widgets-speak.h"

void
confab_widgets_speak (
    GtkWidget *widget, const char *words, GtkAccessibleAnnouncementPriority priority) {
  GtkRoot *root;

  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (words != NULL);

  root = gtk_widget_get_root (widget);
  /* Not "mapped": of what is shown for the first time, that is so only a frame later. */
  if (root != NULL && gtk_widget_get_mapped (GTK_WIDGET (root)) && gtk_widget_is_visible (widget))
    gtk_accessible_announce (GTK_ACCESSIBLE (root), words, priority);
}
