/* Known in life, remove: one question each, in plain text, with the harmless answer as the
 * way out. A dialog never keeps the window alive. */

#include "contacts/contacts-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "widgets/widgets-problem.h"

typedef struct {
  ConfabCore *core;
  ConfabModelContact *contact;
  GWeakRef window;
} Question;

static Question *
question_new (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent) {
  Question *question = g_new0 (Question, 1);

  question->core = g_object_ref (core);
  question->contact = g_object_ref (contact);
  g_weak_ref_init (&question->window, gtk_widget_get_root (parent));
  return question;
}

static void
question_free (gpointer data) {
  Question *question = data;

  g_object_unref (question->core);
  g_object_unref (question->contact);
  g_weak_ref_clear (&question->window);
  g_free (question);
}

static DexFuture *
on_done (DexFuture *completed, gpointer data) {
  Question *question = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkWidget) window = g_weak_ref_get (&question->window);

  if (dex_future_get_value (completed, &error) == NULL && window != NULL) {
    g_autofree char *text = confab_widgets_problem_dup_error_text (error);
    gtk_widget_activate_action (window, "win.toast", "s", text);
  }
  return NULL;
}

/* Takes both. */
static void
follow (DexFuture *future, Question *question) {
  dex_future_disown (dex_future_finally (future, on_done, question, question_free));
}

static AdwAlertDialog *
dialog_new (const char *heading, const char *body, const char *yes_label) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));

  adw_alert_dialog_set_heading (dialog, heading);
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "yes", yes_label, NULL);
  adw_alert_dialog_set_close_response (dialog, "cancel");
  return dialog;
}

static void
on_known_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Question *question = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (answer, "cancel")) {
    question_free (question);
    return;
  }
  follow (confab_core_set_known (question->core, question->contact, g_str_equal (answer, "yes")),
      question);
}

void
confab_contacts_dialogs_known (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent) {
  const char *now =
      confab_model_contact_is_known (contact)
          ? _ ("Now: yes.")
          : _ ("Now: only from online. Confab is more careful with their links and files.");
  g_autofree char *body = g_strdup_printf ("%s\n%s", confab_model_contact_get_name (contact), now);
  AdwAlertDialog *dialog = dialog_new (_ ("Do you know them in life?"), body, _ ("Yes"));

  adw_alert_dialog_add_response (dialog, "online", _ ("Only from online"));
  adw_alert_dialog_choose (dialog, GTK_WIDGET (gtk_widget_get_root (parent)), NULL, on_known_chosen,
      question_new (core, contact, parent));
}

static void
on_remove_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Question *question = data;

  if (!g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "yes")) {
    question_free (question);
    return;
  }
  follow (confab_core_remove_buddy (question->core, question->contact), question);
}

void
confab_contacts_dialogs_remove (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent) {
  g_autofree char *body =
      g_strdup_printf (_ ("%s and you no longer see each other, and the chat on this computer is "
                          "erased. They can ask to talk to you again."),
          confab_model_contact_get_name (contact));
  AdwAlertDialog *dialog = dialog_new (_ ("Remove this buddy?"), body, _ ("Remove"));

  adw_alert_dialog_set_response_appearance (dialog, "yes", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (gtk_widget_get_root (parent)), NULL,
      on_remove_chosen, question_new (core, contact, parent));
}
