/* Closing a chat. What was fetched and is saved nowhere is named before it goes. It never saves
 * anything itself, and a chat that is kept is not asked about. */

#include "chat/chat-close.h"

#include <glib/gi18n.h>

#include "chat/chat-keep.h"

#define MAX_NAMES 3

typedef struct {
  ConfabCore *core;      /* owned */
  ConfabModelChat *chat; /* owned */
} Closing;

static void
closing_free (gpointer data, GClosure *closure) {
  Closing *closing = data;

  g_object_unref (closing->core);
  g_object_unref (closing->chat);
  g_free (closing);
}

static gboolean
would_be_lost (ConfabModelFile *file) {
  return file != NULL && !confab_model_file_is_own (file) && !confab_model_file_is_saved (file) &&
         confab_model_file_get_state (file) == CONFAB_FILE_HELD;
}

/* Names of what would be lost, the first ones, a line each; `*n` of them all. */
static char *
dup_names (ConfabModelChat *chat, guint *n) {
  GListModel *timeline = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  GString *names = g_string_new (NULL);

  *n = 0;
  for (guint i = 0; i < g_list_model_get_n_items (timeline); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (timeline, i);
    ConfabModelFile *file = confab_model_message_get_file (message);

    if (!would_be_lost (file))
      continue;
    if (++*n <= MAX_NAMES)
      g_string_append_printf (
          names, "%s%s", names->len > 0 ? "\n" : "", confab_model_file_get_name (file));
  }
  if (*n > MAX_NAMES)
    g_string_append_printf (names, "\n%s", _ ("and more"));
  return g_string_free (names, FALSE);
}

static void
on_answered (AdwAlertDialog *dialog, const char *response, gpointer data) {
  const Closing *closing = data;

  if (g_str_equal (response, "close"))
    confab_core_close_chat (closing->core, closing->chat);
}

static void
ask (GtkWidget *parent, ConfabCore *core, ConfabModelChat *chat, guint n, const char *names) {
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Close This Chat?"), NULL);
  Closing *closing = g_new0 (Closing, 1);

  closing->core = g_object_ref (core);
  closing->chat = g_object_ref (chat);
  /* Translators: then the names of the files, a line each. */
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s\n\n%s",
      ngettext ("A file that you have not saved goes with it:",
          "Files that you have not saved go with it:", n),
      names);
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "cancel", _ ("Cancel"), "close", _ ("Close and Erase"), NULL);
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (dialog), "close", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answered), closing, closing_free, 0);
  adw_dialog_present (dialog, parent);
}

void
confab_chat_close (GtkWidget *parent, ConfabCore *core, ConfabModelChat *chat) {
  g_autofree char *names = NULL;
  guint n = 0;

  if (confab_chat_keep_get (chat) == CONFAB_KEEP_UNTIL_CLOSED)
    names = dup_names (chat, &n);
  if (n == 0)
    confab_core_close_chat (core, chat);
  else
    ask (parent, core, chat, n, names);
}
