/* Signing a device off by its server: asked once more, since it may be this one, and followed by
 * the advice that helps where a server cannot do it. It decides nothing and keeps nothing. */

#include "safety/safety-signed-in.h"

#include <glib/gi18n.h>

#include "base/base-weak.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-problem.h"
#include "wizard/wizard-account.h"

/* One device in its row. */
typedef struct {
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabModelFact *device;
  GWeakRef *row;
} Case;

static Case *
case_new (ConfabCore *core, ConfabModelAccount *account, ConfabModelFact *device, GtkWidget *row) {
  Case *self = g_new0 (Case, 1);

  self->core = g_object_ref (core);
  self->account = g_object_ref (account);
  self->device = g_object_ref (device);
  self->row = confab_base_weak_new (row);
  return self;
}

static void
case_free (gpointer data) {
  Case *self = data;

  g_object_unref (self->core);
  g_object_unref (self->account);
  g_object_unref (self->device);
  confab_base_weak_free (self->row);
  g_free (self);
}

static void
case_free_closure (gpointer data, GClosure *closure) {
  case_free (data);
}

static Case *
case_copy (const Case *self) {
  g_autoptr (GtkWidget) row = g_weak_ref_get (self->row);

  return case_new (self->core, self->account, self->device, row);
}

/* ---- where the server cannot ---- */

static void
on_advice_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Case *self = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (GtkWidget) row = g_weak_ref_get (self->row);

  if (row != NULL && g_str_equal (response, "change"))
    confab_wizard_account_change_password (self->core, self->account, row);
  case_free (self);
}

static void
advise (Case *self, GtkWidget *row) {
  AdwAlertDialog *dialog =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Only a new password keeps it out"),
          _ ("This device signed in with your password, and your server cannot take that back. "
             "With a new password nobody gets in who does not know it. Your own devices ask you "
             "for it once.")));

  adw_alert_dialog_add_responses (
      dialog, "later", _ ("Later"), "change", _ ("Change password…"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "change", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "change");
  adw_alert_dialog_set_close_response (dialog, "later");
  adw_alert_dialog_choose (dialog, row, NULL, on_advice_chosen, case_copy (self));
}

/* ---- signing off ---- */

static DexFuture *
on_ended (DexFuture *future, gpointer data) {
  Case *self = data;
  g_autoptr (GtkWidget) row = g_weak_ref_get (self->row);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (row == NULL)
    return NULL;
  if (dex_future_get_value (future, &error) != NULL) {
    gtk_widget_activate_action (row, "card.ask-again", NULL);
    return NULL;
  }
  gtk_widget_set_sensitive (row, TRUE);
  if (confab_widgets_problem_of_error (error) == CONFAB_PROBLEM_KNOWS_PASSWORD) {
    advise (self, row);
    return NULL;
  }
  words = confab_widgets_problem_dup_error_text (error);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  return NULL;
}

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Case *self = data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  g_autoptr (GtkWidget) row = g_weak_ref_get (self->row);

  if (row == NULL || !g_str_equal (response, "end")) {
    case_free (self);
    return;
  }
  gtk_widget_set_sensitive (row, FALSE);
  dex_future_disown (dex_future_finally (
      confab_core_end_device (self->core, self->account, self->device), on_ended, self, case_free));
}

static void
on_clicked (GtkWidget *button, Case *self) {
  g_autoptr (GtkWidget) row = g_weak_ref_get (self->row);
  const char *name = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  AdwAlertDialog *dialog =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Sign this device off?"), NULL));
  /* Translators: %s is what a server calls a device, "Another program, Desk". */
  g_autofree char *body = g_strdup_printf (
      _ ("%s\n\nYour server lets it in no more, until somebody signs in there anew. If it is this "
         "computer, you are signed off here."),
      name);

  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (
      dialog, "cancel", _ ("Cancel"), "end", C_ ("another device", "Sign off"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "end", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, row, NULL, on_chosen, case_copy (self));
}

void
confab_safety_signed_in_add_button (
    GtkWidget *row, ConfabCore *core, ConfabModelAccount *account, ConfabModelFact *device) {
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  g_autofree char *name = NULL;
  GtkWidget *button;

  if (confab_model_fact_get_id (device) == NULL)
    return;
  button = gtk_button_new_with_label (C_ ("another device", "Sign off"));
  /* Translators: the name of a button; %s is what a server calls a device. */
  name = g_strdup_printf (_ ("Sign off: %s"), title);
  confab_widgets_button_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_data (button, "clicked", G_CALLBACK (on_clicked),
      case_new (core, account, device, row), case_free_closure, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}
