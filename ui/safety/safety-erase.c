/* Erasing all chats at once. It asks first, and Enter and Escape erase nothing; it says what others
 * still have. */

#include "safety/safety-erase.h"

#include <glib/gi18n.h>

#include "widgets/widgets-problem.h"

static DexFuture *
on_erased (DexFuture *future, gpointer data) {
  GtkWidget *row = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (dex_future_get_value (future, &error) != NULL)
    words = g_strdup (_ ("All chats are erased from this computer."));
  else
    words = confab_widgets_problem_dup_error_text (error);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_widget_set_sensitive (row, TRUE);
  return NULL;
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (GtkWidget) row = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  ConfabCore *core = g_object_get_data (G_OBJECT (row), "core");

  if (!g_str_equal (answer, "erase"))
    return;
  gtk_widget_set_sensitive (row, FALSE);
  dex_future_disown (dex_future_finally (
      confab_core_erase_all (core), on_erased, g_object_ref (row), g_object_unref));
}

static void
on_activated (GtkWidget *row) {
  AdwAlertDialog *dialog =
      ADW_ALERT_DIALOG (adw_alert_dialog_new (_ ("Erase all chats on this computer?"), NULL));

  adw_alert_dialog_set_body (dialog,
      _ ("Read or not, kept one by one or not, and what you were writing: all of it goes, and "
         "cannot come back. Only what still waits to go out stays until it has. Your address and "
         "your buddies stay. Your server and the people you wrote to may still have theirs."));
  adw_alert_dialog_add_responses (
      dialog, "cancel", _ ("Cancel"), "erase", _ ("Erase all chats"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "erase", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, row, NULL, on_answered, g_object_ref (row));
}

GtkWidget *
confab_safety_erase_row_new (ConfabCore *core) {
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (row), _ ("Erase all chats on this computer…"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_add_css_class (row, "error");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "core", g_object_ref (core), g_object_unref);
  g_signal_connect (row, "activated", G_CALLBACK (on_activated), NULL);
  return row;
}
