/* The question about the web door. Neither answer is a suggestion, and Enter takes the one that
 * goes around nothing. */

#include "window/window-door.h"

#include <glib/gi18n.h>

#include "widgets/widgets-problem.h"

typedef struct {
  ConfabCore *core;
  ConfabModelAccount *account;
} Asking;

static void
on_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Asking *asking = data;
  const char *chosen = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (chosen, "stay") || g_str_equal (chosen, "web"))
    dex_future_disown (
        confab_core_answer_door (asking->core, asking->account, g_str_equal (chosen, "web")));
  g_object_unref (asking->core);
  g_object_unref (asking->account);
  g_free (asking);
}

void
confab_window_door_present (ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  g_autofree char *body = confab_widgets_problem_dup_text (CONFAB_PROBLEM_DOOR, "");
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Use the web door?"), body));
  Asking *asking = g_new0 (Asking, 1);

  asking->core = g_object_ref (core);
  asking->account = g_object_ref (account);
  adw_alert_dialog_add_responses (
      dialog, "stay", _ ("Stay signed off"), "web", _ ("Use the web door"), NULL);
  adw_alert_dialog_set_default_response (dialog, "stay");
  adw_alert_dialog_choose (dialog, parent, NULL, on_chosen, asking);
}
