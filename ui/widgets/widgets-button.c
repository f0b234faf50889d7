/* Labels of buttons that wrap. A button without an action is not shown, so that none stands there
 * that does nothing. */

#include "widgets/widgets-button.h"

GtkWidget *
confab_widgets_button_new_pill (const char *label, gboolean is_suggested) {
  GtkWidget *button = gtk_button_new ();

  confab_widgets_button_set_label (button, label);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

void
confab_widgets_button_set_label (GtkWidget *button, const char *label) {
  GtkWidget *child;

  gtk_button_set_label (GTK_BUTTON (button), label);
  child = gtk_button_get_child (GTK_BUTTON (button));
  if (!GTK_IS_LABEL (child))
    return;
  gtk_label_set_wrap (GTK_LABEL (child), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (child), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (child), GTK_JUSTIFY_CENTER);
}

void
confab_widgets_button_set (GtkWidget *button, const char *label, const char *action) {
  gtk_widget_set_visible (button, action != NULL);
  if (action != NULL)
    confab_widgets_button_set_label (button, label);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
}

void
confab_widgets_button_set_name (GtkWidget *button, const char *name) {
  /* What stands on it would win over the name. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
