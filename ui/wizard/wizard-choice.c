/* Radio rows over one choice. The mark stands where the choice really is, also when it was changed
 * elsewhere or ends by itself; what could not be kept goes back and is said. Words for a value that
 * are missing take the value off the page. */

#include "wizard/wizard-choice.h"

#include <glib/gi18n.h>

#include "safety/safety-words.h"
#include "widgets/widgets-notice.h"

#define VALUE_KEY "value"
#define MAX_VALUES (CONFAB_MODEL_SAFETY_VALUES + 1) /* those of the page, and what holds */

struct _ConfabWizardChoice {
  GtkBox parent_instance;

  /* owned */
  ConfabCore *core;

  /* children */
  GtkCheckButton *marks[MAX_VALUES]; /* by their place; NULL: none */
  GtkWidget *note_box;
  GtkLabel *note;
  ConfabWidgetsNotice *notice;

  ConfabChoice choice;
  int values[MAX_VALUES];
  guint n_values;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (ConfabWizardChoice, confab_wizard_choice, GTK_TYPE_BOX)

/* Returns: (transfer full) (nullable) */
static char *
dup_note (ConfabWizardChoice *self) {
  ConfabModelSafety *safety = confab_core_get_safety (self->core);
  const char *weakened =
      confab_safety_words_weakened (self->choice, confab_model_safety_get (safety, self->choice));
  gint64 until_us = confab_model_safety_get_until (safety, self->choice);
  g_autofree char *until = NULL;
  g_autofree char *end = NULL;

  if (until_us == 0)
    return g_strdup (weakened);
  until = confab_safety_words_dup_until (until_us);
  /* Translators: %s is a time, "Sat 14:00". */
  end = g_strdup_printf (_ ("Until %s. Then the suggested one holds again by itself."), until);
  return weakened != NULL ? g_strconcat (weakened, " ", end, NULL) : g_steal_pointer (&end);
}

static void
update (ConfabWizardChoice *self) {
  int value = confab_model_safety_get (confab_core_get_safety (self->core), self->choice);
  g_autofree char *note = dup_note (self);

  self->is_updating = TRUE;
  for (guint i = 0; i < self->n_values; i++)
    if (self->marks[i] != NULL && self->values[i] == value)
      gtk_check_button_set_active (self->marks[i], TRUE);
  self->is_updating = FALSE;
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (self->note_box, note != NULL);
}

static DexFuture *
on_kept (DexFuture *future, gpointer data) {
  ConfabWizardChoice *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (future, &error) == NULL && self->core != NULL) {
    confab_widgets_notice_show_error (self->notice, error);
    update (self);
  }
  return NULL;
}

static void
on_toggled (GtkCheckButton *mark, ConfabWizardChoice *self) {
  int value = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (mark), VALUE_KEY));

  if (self->is_updating || !gtk_check_button_get_active (mark) ||
      value == confab_model_safety_get (confab_core_get_safety (self->core), self->choice))
    return;
  confab_widgets_notice_hide (self->notice);
  dex_future_disown (dex_future_finally (
      confab_core_choose (self->core, self->choice, value, CONFAB_TERM_UNTIL_CHANGED), on_kept,
      g_object_ref (self), g_object_unref));
  if (gtk_widget_get_visible (self->note_box))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->note),
        GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* ---- rows ---- */

static GtkWidget *
label_new (const char *words, const char *class) {
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

/* A value with what it means. */
static GtkWidget *
words_new (ConfabWizardChoice *self, int value, gboolean is_suggested) {
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *first = adw_wrap_box_new ();
  const char *meaning = confab_safety_words_meaning (self->choice, value);

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (first), 12);
  adw_wrap_box_append (
      ADW_WRAP_BOX (first), label_new (confab_safety_words_value (self->choice, value), NULL));
  if (is_suggested) {
    GtkWidget *label = label_new (_ ("Suggested"), "caption");

    gtk_widget_add_css_class (label, "accent");
    adw_wrap_box_append (ADW_WRAP_BOX (first), label);
  }
  gtk_box_append (GTK_BOX (lines), first);
  if (meaning != NULL) {
    GtkWidget *label = label_new (meaning, "caption");

    gtk_widget_add_css_class (label, "dimmed");
    gtk_box_append (GTK_BOX (lines), label);
  }
  gtk_widget_set_hexpand (lines, TRUE);
  return lines;
}

static GtkCheckButton *
mark_new (ConfabWizardChoice *self, int value, gboolean is_suggested) {
  GtkWidget *mark = gtk_check_button_new ();
  const char *words = confab_safety_words_value (self->choice, value);
  const char *meaning = confab_safety_words_meaning (self->choice, value);
  g_autofree char *name =
      is_suggested ? g_strdup_printf ("%s, %s", words, _ ("Suggested")) : g_strdup (words);

  g_object_set_data (G_OBJECT (mark), VALUE_KEY, GINT_TO_POINTER (value));
  gtk_widget_add_css_class (mark, "guide-choice");
  gtk_check_button_set_child (GTK_CHECK_BUTTON (mark), words_new (self, value, is_suggested));
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, meaning != NULL ? meaning : "", -1);
  g_signal_connect_object (mark, "toggled", G_CALLBACK (on_toggled), self, 0);
  return GTK_CHECK_BUTTON (mark);
}

static GtkWidget *
radios_new (ConfabWizardChoice *self) {
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
      "accessible-role", GTK_ACCESSIBLE_ROLE_RADIO_GROUP, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (box), GTK_ACCESSIBLE_PROPERTY_LABEL,
      confab_safety_words_question (self->choice), -1);
  for (guint i = 0; i < self->n_values; i++) {
    self->marks[i] = mark_new (self, self->values[i], i == 0);
    if (i > 0)
      gtk_check_button_set_group (self->marks[i], self->marks[0]);
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->marks[i]));
  }
  return box;
}

static GtkWidget *
tick_new (ConfabWizardChoice *self) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "object-select-symbolic",
      "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_widget_add_css_class (icon, "accent");
  gtk_widget_add_css_class (box, "guide-tick");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), words_new (self, self->values[0], FALSE));
  return box;
}

/* Under the rows: what a weaker value makes possible. */
static void
add_note (ConfabWizardChoice *self) {
  GtkWidget *icon = g_object_new (GTK_TYPE_IMAGE, "icon-name", "dialog-warning-symbolic",
      "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, "valign", GTK_ALIGN_START, NULL);

  self->note_box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->note = GTK_LABEL (label_new ("", NULL));
  gtk_widget_add_css_class (icon, "warning");
  gtk_widget_set_margin_start (self->note_box, 12);
  gtk_widget_set_margin_end (self->note_box, 12);
  gtk_widget_set_visible (self->note_box, FALSE);
  gtk_box_append (GTK_BOX (self->note_box), icon);
  gtk_box_append (GTK_BOX (self->note_box), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self), self->note_box);
}

/* Only values that there are words for. */
static void
add_value (ConfabWizardChoice *self, int value) {
  for (guint i = 0; i < self->n_values; i++)
    if (self->values[i] == value)
      return;
  if (self->n_values < MAX_VALUES && confab_safety_words_value (self->choice, value) != NULL)
    self->values[self->n_values++] = value;
}

/* What the page offers, and what holds now where that was chosen elsewhere. */
static void
take_offer (ConfabWizardChoice *self, guint page) {
  ConfabModelSafetyPage offered = { 0 };

  if (!confab_model_safety_get_page (page, &offered))
    return;
  self->choice = offered.choice;
  for (guint i = 0; i < offered.n_values; i++)
    add_value (self, offered.values[i]);
  add_value (self, confab_model_safety_get (confab_core_get_safety (self->core), self->choice));
}

static void
confab_wizard_choice_dispose (GObject *object) {
  ConfabWizardChoice *self = CONFAB_WIZARD_CHOICE (object);

  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_wizard_choice_parent_class)->dispose (object);
}

static void
confab_wizard_choice_class_init (ConfabWizardChoiceClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_wizard_choice_dispose;
}

static void
confab_wizard_choice_init (ConfabWizardChoice *self) {
}

ConfabWizardChoice *
confab_wizard_choice_new (ConfabCore *core, guint page) {
  ConfabWizardChoice *self = g_object_new (
      CONFAB_TYPE_WIZARD_CHOICE, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, NULL);
  GtkWidget *rows;

  self->core = g_object_ref (core);
  take_offer (self, page);
  rows = self->n_values > 1 ? radios_new (self) : tick_new (self);
  gtk_widget_add_css_class (rows, "card");
  gtk_widget_set_overflow (rows, GTK_OVERFLOW_HIDDEN);
  gtk_box_append (GTK_BOX (self), rows);
  add_note (self);
  self->notice = g_object_new (CONFAB_TYPE_WIDGETS_NOTICE, NULL);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->notice));
  g_signal_connect_object (
      confab_core_get_safety (core), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

gboolean
confab_wizard_choice_focus (ConfabWizardChoice *self) {
  g_return_val_if_fail (CONFAB_IS_WIZARD_CHOICE (self), FALSE);

  for (guint i = 0; i < self->n_values; i++)
    if (self->marks[i] != NULL && gtk_check_button_get_active (self->marks[i]))
      return gtk_widget_grab_focus (GTK_WIDGET (self->marks[i]));
  return FALSE;
}
