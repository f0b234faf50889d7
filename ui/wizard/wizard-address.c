/* Four ways on, and the form behind the first. Nothing leaves the computer before one of them was
 * pressed and something was filled in; it says that nothing has left only while that is so. */

#include "wizard/wizard-address.h"

#include <glib/gi18n.h>

#include "backup/backup-restore.h"
#include "wizard/wizard-page.h"
#include "wizard/wizard-signin.h"
#include "wizard/wizard-words.h"

#define PAGE 5

struct _ConfabWizardAddress {
  AdwBin parent_instance;

  /* owned by the stack */
  GtkStack *stack;
  ConfabWizardPage *ways;
  ConfabWizardSignin *form;
  GtkWidget *have_button;

  ConfabCore *core; /* owned */
};

G_DEFINE_FINAL_TYPE (ConfabWizardAddress, confab_wizard_address, ADW_TYPE_BIN)

enum { SIGNAL_SIGNED_IN, SIGNAL_LATER, N_SIGNALS };
static guint signals[N_SIGNALS];

/* From here on it may have. */
static void
say_other_sentence (ConfabWizardAddress *self) {
  confab_wizard_page_set_sentence (
      self->ways, _ ("It looks like carla@example.org. Confab connects to your own server and to "
                     "nobody else."));
}

static void
on_signed_in (ConfabWizardSignin *form, ConfabModelAccount *account, ConfabWizardAddress *self) {
  g_signal_emit (self, signals[SIGNAL_SIGNED_IN], 0, account);
}

static void
on_have_clicked (ConfabWizardAddress *self) {
  say_other_sentence (self);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->form));
  confab_wizard_signin_focus (self->form);
}

static void
on_new_clicked (ConfabWizardAddress *self) {
  say_other_sentence (self);
  confab_wizard_signin_present_signup (self->form, FALSE);
}

static void
on_invited_clicked (ConfabWizardAddress *self) {
  say_other_sentence (self);
  confab_wizard_signin_present_signup (self->form, TRUE);
}

static void
on_later_clicked (ConfabWizardAddress *self) {
  g_signal_emit (self, signals[SIGNAL_LATER], 0);
}

static void
on_restored (GtkWidget *self) {
  g_signal_emit (self, signals[SIGNAL_LATER], 0);
}

static void
on_restore_clicked (ConfabWizardAddress *self) {
  confab_backup_restore_present (self->core, GTK_WIDGET (self), GTK_WIDGET (self), on_restored);
}

static GtkWidget *
add_way (ConfabWizardAddress *self, GtkWidget *box, const char *words, const char *class,
    GCallback on_clicked) {
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_widget_add_css_class (button, "pill");
  if (class != NULL)
    gtk_widget_add_css_class (button, class);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_label_set_justify (
      GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), GTK_JUSTIFY_CENTER);
  g_signal_connect_object (button, "clicked", on_clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
confab_wizard_address_dispose (GObject *object) {
  ConfabWizardAddress *self = CONFAB_WIZARD_ADDRESS (object);

  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_wizard_address_parent_class)->dispose (object);
}

static void
confab_wizard_address_class_init (ConfabWizardAddressClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_wizard_address_dispose;
  signals[SIGNAL_SIGNED_IN] = g_signal_new ("signed-in", CONFAB_TYPE_WIZARD_ADDRESS,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CONFAB_TYPE_MODEL_ACCOUNT);
  signals[SIGNAL_LATER] = g_signal_new (
      "later", CONFAB_TYPE_WIZARD_ADDRESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
confab_wizard_address_init (ConfabWizardAddress *self) {
}

ConfabWizardAddress *
confab_wizard_address_new (ConfabCore *core, gboolean is_first_run) {
  ConfabWizardAddress *self = g_object_new (CONFAB_TYPE_WIZARD_ADDRESS, NULL);
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
      12, "halign", GTK_ALIGN_CENTER, NULL);

  self->core = g_object_ref (core);
  self->stack = GTK_STACK (gtk_stack_new ());
  self->ways = confab_wizard_page_new (confab_wizard_words_icon (PAGE),
      confab_wizard_words_title (PAGE), confab_wizard_words_sentence (PAGE));
  if (!is_first_run)
    say_other_sentence (self);
  self->have_button =
      add_way (self, box, _ ("I have one"), "suggested-action", G_CALLBACK (on_have_clicked));
  add_way (self, box, _ ("Get a new one"), NULL, G_CALLBACK (on_new_clicked));
  add_way (self, box, _ ("Somebody invited me"), NULL, G_CALLBACK (on_invited_clicked));
  add_way (self, box, _ ("Restore a backup"), NULL, G_CALLBACK (on_restore_clicked));
  add_way (self, box, _ ("Later"), "flat", G_CALLBACK (on_later_clicked));
  confab_wizard_page_append (self->ways, box);
  self->form = confab_wizard_signin_new (core, FALSE);
  confab_wizard_signin_set_step (self->form);
  g_signal_connect_object (self->form, "signed-in", G_CALLBACK (on_signed_in), self, 0);
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->ways));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->form));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
  return self;
}

void
confab_wizard_address_prefill (ConfabWizardAddress *self, const char *address, const char *server) {
  g_return_if_fail (CONFAB_IS_WIZARD_ADDRESS (self));

  confab_wizard_signin_prefill (self->form, address, server);
}

void
confab_wizard_address_set_place (ConfabWizardAddress *self, const char *place) {
  g_return_if_fail (CONFAB_IS_WIZARD_ADDRESS (self));

  confab_wizard_page_set_place (self->ways, place);
}

static gboolean
shows_form (ConfabWizardAddress *self) {
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->form);
}

void
confab_wizard_address_announce (ConfabWizardAddress *self) {
  g_return_if_fail (CONFAB_IS_WIZARD_ADDRESS (self));

  if (!shows_form (self))
    confab_wizard_page_announce (self->ways);
}

void
confab_wizard_address_focus (ConfabWizardAddress *self) {
  g_return_if_fail (CONFAB_IS_WIZARD_ADDRESS (self));

  if (shows_form (self))
    confab_wizard_signin_focus (self->form);
  else
    gtk_widget_grab_focus (self->have_button);
}

gboolean
confab_wizard_address_back (ConfabWizardAddress *self) {
  g_return_val_if_fail (CONFAB_IS_WIZARD_ADDRESS (self), FALSE);

  if (!shows_form (self))
    return FALSE;
  confab_wizard_signin_cancel (self->form);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->ways));
  gtk_widget_grab_focus (self->have_button);
  return TRUE;
}
