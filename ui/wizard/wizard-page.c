/* The frame that all pages of the guide share, so that they look and sound alike. It knows nothing
 * of what it shows. */

#include "wizard/wizard-page.h"

#include <glib/gi18n.h>

struct _ConfabWizardPage {
  AdwBin parent_instance;

  /* owned */
  char *place;

  /* template */
  GtkBox *column;
  GtkImage *icon;
  GtkLabel *title_label;
  GtkLabel *sentence_label;
};

G_DEFINE_FINAL_TYPE (ConfabWizardPage, confab_wizard_page, ADW_TYPE_BIN)

static void
confab_wizard_page_finalize (GObject *object) {
  ConfabWizardPage *self = CONFAB_WIZARD_PAGE (object);

  g_free (self->place);
  G_OBJECT_CLASS (confab_wizard_page_parent_class)->finalize (object);
}

static void
confab_wizard_page_class_init (ConfabWizardPageClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = confab_wizard_page_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/wizard/wizard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardPage, column);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardPage, icon);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardPage, title_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabWizardPage, sentence_label);
}

static void
confab_wizard_page_init (ConfabWizardPage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

ConfabWizardPage *
confab_wizard_page_new (const char *icon_name, const char *title, const char *sentence) {
  ConfabWizardPage *self = g_object_new (CONFAB_TYPE_WIZARD_PAGE, NULL);

  gtk_image_set_from_icon_name (self->icon, icon_name);
  gtk_label_set_text (self->title_label, title);
  confab_wizard_page_set_sentence (self, sentence);
  return self;
}

void
confab_wizard_page_append (ConfabWizardPage *self, GtkWidget *widget) {
  g_return_if_fail (CONFAB_IS_WIZARD_PAGE (self));

  gtk_box_append (self->column, widget);
}

void
confab_wizard_page_append_foot (ConfabWizardPage *self, const char *words) {
  GtkWidget *label = gtk_label_new (words);

  g_return_if_fail (CONFAB_IS_WIZARD_PAGE (self));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, "dimmed");
  gtk_box_append (self->column, label);
}

void
confab_wizard_page_set_sentence (ConfabWizardPage *self, const char *sentence) {
  g_return_if_fail (CONFAB_IS_WIZARD_PAGE (self));

  gtk_label_set_text (self->sentence_label, sentence);
}

void
confab_wizard_page_set_place (ConfabWizardPage *self, const char *place) {
  g_autofree char *label = NULL;

  g_return_if_fail (CONFAB_IS_WIZARD_PAGE (self));

  g_set_str (&self->place, place);
  /* Translators: "Page 2 of 6", and the title of that page. */
  label = g_strdup_printf (_ ("%s: %s"), place, gtk_label_get_text (self->title_label));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

void
confab_wizard_page_announce (ConfabWizardPage *self) {
  g_autofree char *words = NULL;

  g_return_if_fail (CONFAB_IS_WIZARD_PAGE (self));

  words = g_strdup_printf ("%s. %s. %s", self->place != NULL ? self->place : "",
      gtk_label_get_text (self->title_label), gtk_label_get_text (self->sentence_label));
  gtk_accessible_announce (
      GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
