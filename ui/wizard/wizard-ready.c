/* The list of what is on. Each line follows what really holds; one that was weakened has a warning
 * in place of its tick, and says for how long. */

#include "wizard/wizard-ready.h"

#include <glib/gi18n.h>

#include "wizard/wizard-words.h"

struct _ConfabWizardReady {
  GtkBox parent_instance;

  /* owned */
  ConfabCore *core;

  /* children */
  GtkWidget *lines[CONFAB_WIZARD_TICKS];
  GtkImage *icons[CONFAB_WIZARD_TICKS];
  GtkLabel *states[CONFAB_WIZARD_TICKS];
};

G_DEFINE_FINAL_TYPE (ConfabWizardReady, confab_wizard_ready, GTK_TYPE_BOX)

static void
update_line (ConfabWizardReady *self, guint i, const ConfabSafetyFacts *facts) {
  gboolean is_weak = FALSE;
  g_autofree char *state = confab_wizard_words_dup_tick (i, facts, &is_weak);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), confab_wizard_words_tick (i), state);

  gtk_image_set_from_icon_name (
      self->icons[i], is_weak ? "dialog-warning-symbolic" : "object-select-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icons[i]), is_weak ? "accent" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->icons[i]), is_weak ? "warning" : "accent");
  gtk_label_set_text (self->states[i], state);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->lines[i]), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

static void
update (ConfabWizardReady *self) {
  ConfabSafetyFacts facts;

  confab_model_safety_gather (
      confab_core_get_safety (self->core), confab_core_get_accounts (self->core), &facts);
  for (guint i = 0; i < CONFAB_WIZARD_TICKS; i++)
    update_line (self, i, &facts);
}

static GtkWidget *
label_new (const char *words, const char *class) {
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
line_new (ConfabWizardReady *self, guint i) {
  GtkWidget *line = g_object_new (
      GTK_TYPE_BOX, "spacing", 12, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST_ITEM, NULL);
  GtkWidget *words = adw_wrap_box_new ();

  self->icons[i] = g_object_new (GTK_TYPE_IMAGE, "accessible-role",
      GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_START, "margin-top", 2, NULL);
  self->states[i] = GTK_LABEL (label_new ("", "dimmed"));
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (words), 9);
  adw_wrap_box_append (ADW_WRAP_BOX (words), label_new (confab_wizard_words_tick (i), "heading"));
  adw_wrap_box_append (ADW_WRAP_BOX (words), GTK_WIDGET (self->states[i]));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->icons[i]));
  gtk_box_append (GTK_BOX (line), words);
  self->lines[i] = line;
  return line;
}

static GtkWidget *
limits_new (void) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (box), label_new (_ ("What no program can do"), "heading"));
  gtk_box_append (GTK_BOX (box),
      label_new (_ ("Stop a copy, or prove a stranger honest. Do not write what would hurt you in "
                    "other hands."),
          "dimmed"));
  return box;
}

static void
confab_wizard_ready_dispose (GObject *object) {
  ConfabWizardReady *self = CONFAB_WIZARD_READY (object);

  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_wizard_ready_parent_class)->dispose (object);
}

static void
confab_wizard_ready_class_init (ConfabWizardReadyClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_wizard_ready_dispose;
}

static void
confab_wizard_ready_init (ConfabWizardReady *self) {
}

ConfabWizardReady *
confab_wizard_ready_new (ConfabCore *core) {
  ConfabWizardReady *self = g_object_new (
      CONFAB_TYPE_WIZARD_READY, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 18, NULL);
  GtkWidget *list = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
      9, "accessible-role", GTK_ACCESSIBLE_ROLE_LIST, NULL);

  self->core = g_object_ref (core);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("What is on"), -1);
  gtk_widget_add_css_class (list, "card");
  gtk_widget_add_css_class (list, "guide-ticks");
  for (guint i = 0; i < CONFAB_WIZARD_TICKS; i++)
    gtk_box_append (GTK_BOX (list), line_new (self, i));
  gtk_box_append (GTK_BOX (self), list);
  gtk_box_append (GTK_BOX (self), limits_new ());
  g_signal_connect_object (
      confab_core_get_safety (core), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}
