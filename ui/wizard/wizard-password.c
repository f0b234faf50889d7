/* The dialog that takes a password again after it was refused or is missing. What is typed goes
 * straight into locked memory and is not kept by the dialog. */

#include "wizard/wizard-password.h"

#include <glib/gi18n.h>

#include "widgets/widgets-problem.h"

typedef struct {
  ConfabCore *core;
  ConfabModelAccount *account;
  GtkEditable *entry; /* borrowed: lives as long as the dialog */
} Question;

static void
question_free (gpointer data, GClosure *closure) {
  Question *question = data;

  g_object_unref (question->core);
  g_object_unref (question->account);
  g_free (question);
}

static void
on_response (AdwAlertDialog *dialog, const char *response, gpointer data) {
  Question *question = data;
  g_autoptr (ConfabSecret) password = NULL;

  if (g_strcmp0 (response, "sign-in") != 0)
    return;
  password = confab_base_secret_new_string (gtk_editable_get_text (question->entry));
  confab_core_sign_in_with (question->core, question->account, password);
  gtk_editable_set_text (question->entry, "");
}

static void
on_entry_changed (GtkEditable *entry, AdwAlertDialog *dialog) {
  adw_alert_dialog_set_response_enabled (dialog, "sign-in", *gtk_editable_get_text (entry) != '\0');
}

void
confab_wizard_password_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Your password"), NULL);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_password_entry_row_new ();
  Question *question = g_new0 (Question, 1);
  g_autofree char *why =
      confab_widgets_problem_dup_sentence (confab_model_account_get_problem (account),
          confab_model_account_get_problem_detail (account));
  g_autofree char *body = NULL;

  if (confab_model_account_get_problem (account) == CONFAB_PROBLEM_NONE)
    body = g_strdup (confab_model_account_get_address (account));
  else
    body = g_strdup_printf ("%s\n%s", confab_model_account_get_address (account), why);
  question->core = g_object_ref (core);
  question->account = g_object_ref (account);
  question->entry = GTK_EDITABLE (entry);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Password"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), list);
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "cancel", _ ("Cancel"), "sign-in", _ ("Sign in"), NULL);
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (dialog), "sign-in", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_response_enabled (ADW_ALERT_DIALOG (dialog), "sign-in", FALSE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "sign-in");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_dialog_set_focus (dialog, entry);

  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed), dialog, 0);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free, 0);
  adw_dialog_present (dialog, parent);
}
