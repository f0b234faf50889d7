/* Asks about one device of mine at a time, the first that waits. It takes no answer for granted:
 * until there is one, nothing is sent to that device. */

#include "window/window-device.h"

#include <glib/gi18n.h>

#include "devices/devices-words.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-speak.h"
#include "widgets/widgets-watch.h"
#include "widgets/widgets-when.h"
#include "wizard/wizard-account.h"

struct _ConfabWindowDevice {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *watch;
  ConfabModelAccount *account; /* of the device; nullable: nothing is asked */
  ConfabModelDevice *device;
  guint asked; /* the question to core that counts */

  /* template */
  GtkRevealer *revealer;
  GtkLabel *label;
  GtkWidget *yes_button;
  GtkWidget *no_button;
};

G_DEFINE_FINAL_TYPE (ConfabWindowDevice, confab_window_device, ADW_TYPE_BIN)

typedef struct {
  ConfabWindowDevice *self;
  ConfabModelAccount *account;
  guint asked;
  gboolean is_removal;
} Errand;

static Errand *
errand_new (ConfabWindowDevice *self, ConfabModelAccount *account) {
  Errand *errand = g_new0 (Errand, 1);

  errand->self = g_object_ref (self);
  errand->account = g_object_ref (account);
  errand->asked = self->asked;
  return errand;
}

static void
errand_free (gpointer data) {
  Errand *errand = data;

  g_object_unref (errand->self);
  g_object_unref (errand->account);
  g_free (errand);
}

static void
set_sensitive (ConfabWindowDevice *self, gboolean is_sensitive) {
  gtk_widget_set_sensitive (self->yes_button, is_sensitive);
  gtk_widget_set_sensitive (self->no_button, is_sensitive);
}

static void
hide (ConfabWindowDevice *self) {
  g_clear_object (&self->device);
  g_clear_object (&self->account);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  /* Its buttons must not be reached by keys while it slides away. */
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static char *
dup_question (ConfabWindowDevice *self) {
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (self->device);
  g_autofree char *name = confab_devices_words_dup_name (self->device);
  g_autofree char *when = confab_widgets_when_dup_moment (facts->first_us);
  gboolean has_label = facts->label != NULL && *facts->label != '\0';

  if (has_label)
    /* Translators: name of a device, address, and when: "Telephone signed in as
     * carla@example.org at 10:02." */
    return g_strdup_printf (_ ("“%s” signed in as %s %s. Was that you?"), name,
        confab_model_account_get_address (self->account), when);
  if (g_list_model_get_n_items (confab_core_get_accounts (self->core)) > 1)
    return g_strdup_printf (_ ("Another device signed in as %s %s. Was that you?"),
        confab_model_account_get_address (self->account), when);
  /* Translators: %s is "at 10:02" or "on 14 May". */
  return g_strdup_printf (_ ("Another device signed in as you %s. Was that you?"), when);
}

static void
show (ConfabWindowDevice *self, ConfabModelAccount *account, ConfabModelDevice *device) {
  g_autofree char *words = NULL;
  gboolean is_new;

  g_set_object (&self->account, account);
  g_set_object (&self->device, device);
  words = dup_question (self);
  is_new = strcmp (words, gtk_label_get_text (self->label)) != 0 ||
           !gtk_revealer_get_reveal_child (self->revealer);
  gtk_label_set_text (self->label, words);
  set_sensitive (self, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  if (is_new)
    confab_widgets_speak (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static DexFuture *
on_listed (DexFuture *completed, gpointer data) {
  Errand *errand = data;
  ConfabWindowDevice *self = errand->self;
  const GValue *value = dex_future_get_value (completed, NULL);
  GListModel *devices = value != NULL ? g_value_get_object (value) : NULL;

  if (errand->asked != self->asked || self->core == NULL || devices == NULL)
    return NULL;
  for (guint i = 0; i < g_list_model_get_n_items (devices); i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, i);
    const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);

    if (facts->trust == CONFAB_TRUST_UNDECIDED && facts->is_listed && !facts->is_this) {
      show (self, errand->account, device);
      return NULL;
    }
  }
  hide (self);
  return NULL;
}

static void
update (ConfabWindowDevice *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);

  self->asked++;
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    if (confab_model_account_get_undecided (account) == 0)
      continue;
    dex_future_disown (dex_future_finally (confab_core_list_devices (self->core, account, NULL),
        on_listed, errand_new (self, account), errand_free));
    return;
  }
  hide (self);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  if (item == NULL || g_str_equal (property, "undecided"))
    update (data);
}

static void
on_advice_answered (AdwAlertDialog *dialog, const char *response, gpointer data) {
  Errand *errand = data;

  if (g_str_equal (response, "change") && errand->self->core != NULL)
    confab_wizard_account_change_password (
        errand->self->core, errand->account, GTK_WIDGET (errand->self));
}

static void
free_with_closure (gpointer errand, GClosure *closure) {
  errand_free (errand);
}

/* What no list of devices can do: whoever knows the password can sign in again. */
static void
advise (ConfabWindowDevice *self, ConfabModelAccount *account) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));

  adw_alert_dialog_set_heading (dialog, _ ("Taken off. Now change your password"));
  adw_alert_dialog_set_body (dialog,
      _ ("Nobody writes to that device any more. But whoever it was knows your password and can "
         "sign in again until there is another one."));
  adw_alert_dialog_add_responses (
      dialog, "later", _ ("Later"), "change", _ ("Change password…"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "change", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "change");
  adw_alert_dialog_set_close_response (dialog, "later");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_advice_answered),
      errand_new (self, account), free_with_closure, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static DexFuture *
on_answered (DexFuture *completed, gpointer data) {
  Errand *errand = data;
  ConfabWindowDevice *self = errand->self;
  g_autoptr (GError) error = NULL;

  set_sensitive (self, TRUE);
  if (dex_future_get_value (completed, &error) == NULL) {
    g_autofree char *words = confab_widgets_problem_dup_error_text (error);

    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", words);
  } else if (errand->is_removal) {
    advise (self, errand->account);
  }
  if (self->core != NULL)
    update (self);
  return NULL;
}

static void
on_yes_clicked (ConfabWindowDevice *self) {
  if (self->device == NULL)
    return;
  set_sensitive (self, FALSE);
  dex_future_disown (dex_future_finally (
      confab_core_trust_device (self->core, self->account, self->device, CONFAB_TRUST_USED),
      on_answered, errand_new (self, self->account), errand_free));
}

static void
on_no_clicked (ConfabWindowDevice *self) {
  Errand *errand;

  if (self->device == NULL)
    return;
  set_sensitive (self, FALSE);
  errand = errand_new (self, self->account);
  errand->is_removal = TRUE;
  dex_future_disown (
      dex_future_finally (confab_core_remove_device (self->core, self->account, self->device),
          on_answered, errand, errand_free));
}

static void
confab_window_device_dispose (GObject *object) {
  ConfabWindowDevice *self = CONFAB_WINDOW_DEVICE (object);

  self->asked++;
  g_clear_pointer (&self->watch, confab_widgets_watch_free);
  g_clear_object (&self->device);
  g_clear_object (&self->account);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_window_device_parent_class)->dispose (object);
}

static void
confab_window_device_class_init (ConfabWindowDeviceClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_window_device_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/window/window-device.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowDevice, revealer);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowDevice, label);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowDevice, yes_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowDevice, no_button);
  gtk_widget_class_bind_template_callback (widget_class, on_yes_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_no_clicked);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
confab_window_device_init (ConfabWindowDevice *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (
      GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY, self->label, NULL, -1);
  hide (self);
}

void
confab_window_device_set_core (ConfabWindowDevice *self, ConfabCore *core) {
  g_return_if_fail (CONFAB_IS_WINDOW_DEVICE (self));
  g_return_if_fail (self->core == NULL);

  self->core = g_object_ref (core);
  self->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  update (self);
}
