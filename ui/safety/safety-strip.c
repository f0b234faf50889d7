/* The strip speaks of settings and of nothing else: it never says that somebody is safe. None of
 * the three promises can be weakened in the program, so that all of them are on. */

#include "safety/safety-strip.h"

struct _ConfabSafetyStrip {
  AdwBin parent_instance;

  /* template */
  GtkWidget *button;
  GtkLabel *title_label;
  GtkLabel *promises_label;
};

G_DEFINE_FINAL_TYPE (ConfabSafetyStrip, confab_safety_strip, ADW_TYPE_BIN)

static void
confab_safety_strip_class_init (ConfabSafetyStripClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/safety/safety-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyStrip, button);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyStrip, title_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyStrip, promises_label);
}

static void
confab_safety_strip_init (ConfabSafetyStrip *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
      gtk_label_get_text (self->title_label), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
      gtk_label_get_text (self->promises_label), -1);
}
