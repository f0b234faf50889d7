/* Two questions about an account on its server. Nothing is done before the answer; what then went
 * wrong is said in words, with the old state still holding. */

#include "wizard/wizard-account.h"

#include <glib/gi18n.h>

#include "widgets/widgets-problem.h"

typedef struct {
  ConfabCore *core;
  ConfabModelAccount *account;
  GtkWidget *parent;
  GtkEditable *entry; /* borrowed: lives as long as the dialog; NULL: none */
  char *done;         /* said after a success; nullable */
} Act;

static Act *
act_new (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  Act *act = g_new0 (Act, 1);

  act->core = g_object_ref (core);
  act->account = g_object_ref (account);
  act->parent = g_object_ref (parent);
  return act;
}

static void
act_free (gpointer data) {
  Act *act = data;

  g_object_unref (act->core);
  g_object_unref (act->account);
  g_object_unref (act->parent);
  g_free (act->done);
  g_free (act);
}

static void
act_free_closure (gpointer data, GClosure *closure) {
  act_free (data);
}

static void
say (GtkWidget *parent, const char *heading, const char *body) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (heading, body));

  adw_alert_dialog_add_responses (dialog, "good", _ ("Good"), NULL);
  adw_alert_dialog_set_default_response (dialog, "good");
  adw_alert_dialog_set_close_response (dialog, "good");
  adw_dialog_present (ADW_DIALOG (dialog), gtk_widget_get_root (parent) != NULL ? parent : NULL);
}

static DexFuture *
on_acted (DexFuture *completed, gpointer data) {
  Act *act = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (completed, &error) == NULL) {
    ConfabModelProblem problem = confab_widgets_problem_of_error (error);
    g_autofree char *sentence = confab_widgets_problem_dup_sentence (problem, error->message);
    g_autofree char *advice = confab_widgets_problem_dup_advice (problem, error->message);

    say (act->parent, sentence, advice);
  } else if (act->done != NULL) {
    say (act->parent, _ ("The password is changed"), act->done);
  }
  return NULL;
}

/* ---- another password ---- */

static void
on_change_response (AdwAlertDialog *dialog, const char *response, gpointer data) {
  Act *asked = data;
  Act *act;
  g_autoptr (ConfabSecret) password = NULL;

  if (g_strcmp0 (response, "change") != 0)
    return;
  act = act_new (asked->core, asked->account, asked->parent);
  password = confab_base_secret_new_string (gtk_editable_get_text (asked->entry));
  act->done = g_strdup (_ ("It holds from now on, on all of your devices."));
  dex_future_disown (dex_future_finally (
      confab_core_change_password (act->core, act->account, password), on_acted, act, act_free));
  gtk_editable_set_text (asked->entry, "");
}

static void
on_entry_changed (GtkEditable *entry, AdwAlertDialog *dialog) {
  adw_alert_dialog_set_response_enabled (dialog, "change", *gtk_editable_get_text (entry) != '\0');
}

void
confab_wizard_account_change_password (
    ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Another password"),
      _ ("Write it on paper before you go on. Confab made one; you can type your own.")));
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *entry = adw_entry_row_new ();
  g_autoptr (ConfabSecret) made = confab_core_make_password (core);
  Act *act = act_new (core, account, parent);

  act->entry = GTK_EDITABLE (entry);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("New password"));
  gtk_editable_set_text (act->entry, confab_base_secret_get_string (made));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_widget_add_css_class (entry, "monospace");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), entry);
  adw_alert_dialog_set_extra_child (dialog, list);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "change", _ ("Change it"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "change", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "change");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (entry, "changed", G_CALLBACK (on_entry_changed), dialog, 0);
  g_signal_connect_data (
      dialog, "response", G_CALLBACK (on_change_response), act, act_free_closure, 0);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}

/* ---- the end on the server ---- */

static void
on_remove_response (AdwAlertDialog *dialog, const char *response, gpointer data) {
  Act *asked = data;
  Act *act;

  if (g_strcmp0 (response, "remove") != 0)
    return;
  act = act_new (asked->core, asked->account, asked->parent);
  dex_future_disown (dex_future_finally (
      confab_core_remove_from_server (act->core, act->account), on_acted, act, act_free));
}

void
confab_wizard_account_remove_from_server (
    ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  AdwAlertDialog *dialog =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Give this address back?"), NULL));
  g_autofree char *body =
      g_strdup_printf (_ ("%s ends, here and on its server, with its buddies and all that the "
                          "server kept. Somebody else may get the address later. This cannot be "
                          "taken back."),
          confab_model_account_get_address (account));

  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (
      dialog, "cancel", _ ("Cancel"), "remove", _ ("Give it back"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_remove_response),
      act_new (core, account, parent), act_free_closure, 0);
  adw_dialog_present (ADW_DIALOG (dialog), parent);
}
