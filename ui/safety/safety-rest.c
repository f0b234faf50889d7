/* "Keep or erase what is here already?" It never erases by Enter or Escape, and says what no answer
 * erases. */

#include "safety/safety-rest.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  ConfabSafetyRestDone done;
  gpointer data;
} Asking;

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data) {
  g_autofree Asking *asking = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  asking->done (!g_str_equal (answer, "cancel"),
      g_str_equal (answer, "erase") ? CONFAB_CORE_REST_GOES : CONFAB_CORE_REST_STAYS, asking->data);
}

void
confab_safety_rest_ask (GtkWidget *parent, ConfabSafetyRestDone done, gpointer data) {
  AdwAlertDialog *dialog =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("And what is here already?"), NULL));
  Asking *asking = g_new0 (Asking, 1);

  asking->done = done;
  asking->data = data;
  adw_alert_dialog_set_body (dialog,
      _ ("Messages from before can stay as long as was said when they came, or go from this "
         "computer now. What you have not read, and what you kept one by one, stays in any "
         "case."));
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "erase", _ ("Erase what is here"),
      "keep", _ ("Keep what is here"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "keep");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, parent, NULL, on_answered, asking);
}
