/* What the buttons of a file's card do. It refuses to open or save by itself: the judge is asked
 * again by the core, and the user says where it goes. */

#include "chat/chat-file.h"

#include <glib/gi18n.h>

#include "chat/chat-file-words.h"
#include "core/core-attach.h"

#define MAX_FOUND 100000 /* rows looked through for one message */

/* The newest come first: what is pressed is mostly near the end. */
static ConfabModelMessage *
dup_message (ConfabChatView *view, GVariant *parameter) {
  ConfabModelChat *chat = confab_chat_view_get_chat (view);
  GListModel *rows;
  guint n;
  gint64 id = g_variant_get_int64 (parameter);

  if (chat == NULL)
    return NULL;
  rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat));
  n = g_list_model_get_n_items (rows);
  for (guint i = 0; i < MIN (n, MAX_FOUND); i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, n - 1 - i);

    if (confab_model_message_get_id (message) == id &&
        confab_model_message_get_file (message) != NULL)
      return g_steal_pointer (&message);
  }
  return NULL;
}

typedef DexFuture *(*Verb) (ConfabCore *core, ConfabModelChat *chat, ConfabModelMessage *message);

static void
call (GtkWidget *widget, GVariant *parameter, Verb verb) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  g_autoptr (ConfabModelMessage) message = dup_message (view, parameter);

  if (message != NULL)
    confab_chat_view_follow (
        view, verb (confab_chat_view_get_core (view), confab_chat_view_get_chat (view), message));
}

static void
on_get (GtkWidget *widget, const char *name, GVariant *parameter) {
  call (widget, parameter, confab_core_file_fetch);
}

static void
on_go_on (GtkWidget *widget, const char *name, GVariant *parameter) {
  call (widget, parameter, confab_core_file_go_on);
}

static void
on_stop (GtkWidget *widget, const char *name, GVariant *parameter) {
  call (widget, parameter, confab_core_file_stop);
}

static void
on_remove (GtkWidget *widget, const char *name, GVariant *parameter) {
  call (widget, parameter, confab_core_file_remove);
}

static void
on_judge (GtkWidget *widget, const char *name, GVariant *parameter) {
  call (widget, parameter, confab_core_file_judge);
}

/* ---- looking ---- */

static void
on_picture (GtkWidget *widget, const char *name, GVariant *parameter) {
  call (widget, parameter, confab_core_file_picture);
}

static void
on_hide (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  g_autoptr (ConfabModelMessage) message = dup_message (view, parameter);

  if (message != NULL)
    confab_core_file_hide_picture (confab_chat_view_get_core (view), message);
}

/* ---- opening ---- */

static GtkWindow *
window_of (gpointer view) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (view));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/* Nobody who could open it, or the user said no: the portal has told them. */
static void
on_launched (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error))
    g_debug ("A file was not opened: %d", error->code);
}

static DexFuture *
on_copy_made (DexFuture *future, gpointer data) {
  g_autoptr (ConfabChatView) view = g_weak_ref_get (data);
  GFile *file = g_value_get_object (dex_future_get_value (future, NULL));
  g_autoptr (GtkFileLauncher) launcher = NULL;

  if (view == NULL)
    return NULL;
  launcher = gtk_file_launcher_new (file);
  gtk_file_launcher_launch (launcher, window_of (view), NULL, on_launched, NULL);
  return NULL;
}

static void
free_weak (gpointer data) {
  g_weak_ref_clear (data);
  g_free (data);
}

static void
on_open (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  g_autoptr (ConfabModelMessage) message = dup_message (view, parameter);
  GWeakRef *weak;

  if (message == NULL ||
      confab_model_file_get_verdict (confab_model_message_get_file (message)) != CONFAB_FILE_OPEN)
    return;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, view);
  confab_chat_view_follow (
      view, dex_future_then (confab_core_file_show (confab_chat_view_get_core (view),
                                 confab_chat_view_get_chat (view), message),
                on_copy_made, weak, free_weak));
}

/* ---- saving ---- */

typedef struct {
  ConfabChatView *view;        /* owned */
  ConfabModelChat *chat;       /* owned */
  ConfabModelMessage *message; /* owned */
} Saving;

static void
saving_free (Saving *saving) {
  g_object_unref (saving->view);
  g_object_unref (saving->chat);
  g_object_unref (saving->message);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (Saving) saving = data;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (target != NULL && confab_chat_view_get_chat (saving->view) == saving->chat)
    confab_chat_view_follow (
        saving->view, confab_core_file_save_as (confab_chat_view_get_core (saving->view),
                          saving->chat, saving->message, target));
}

/* Its writer may have taken it back while something was asked: then there is nothing to save. Takes
 * `saving`. */
static void
choose_place (Saving *saving) {
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  ConfabModelFile *file = confab_model_message_get_file (saving->message);
  g_autofree char *name = NULL;

  if (file == NULL) {
    saving_free (saving);
    return;
  }
  name = confab_core_dup_save_name (file);
  gtk_file_dialog_set_title (dialog, _ ("Save the File"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, window_of (saving->view), NULL, on_place_chosen, saving);
}

static void
on_answered (AdwAlertDialog *dialog, const char *response, gpointer data) {
  g_autoptr (Saving) saving = data;

  if (g_str_equal (response, "save"))
    choose_place (g_steal_pointer (&saving));
}

static void
warn (Saving *saving) {
  ConfabModelFile *file = confab_model_message_get_file (saving->message);
  ConfabModelContact *contact = confab_model_chat_get_contact (saving->chat);
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Save This File?"), NULL);
  g_autofree char *why =
      confab_chat_file_words_dup_why ((ConfabFileWhy)confab_model_file_get_reason (file),
          contact != NULL ? confab_model_contact_get_name (contact) : "");

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog), "%s %s", why != NULL ? why : "",
      _ ("It can do harm when you open it. Ask the sender on another way whether they sent it, and "
         "what it is."));
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "cancel", _ ("Do Not Save"), "save", _ ("Save Anyway…"), NULL);
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (dialog), "save", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_answered), saving);
  adw_dialog_present (dialog, GTK_WIDGET (saving->view));
}

static void
on_save (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  g_autoptr (ConfabModelMessage) message = dup_message (view, parameter);
  Saving *saving;
  int verdict;

  if (message == NULL)
    return;
  verdict = confab_model_file_get_verdict (confab_model_message_get_file (message));
  if (verdict == CONFAB_FILE_REFUSE)
    return;
  saving = g_new0 (Saving, 1);
  saving->view = g_object_ref (view);
  saving->chat = g_object_ref (confab_chat_view_get_chat (view));
  saving->message = g_steal_pointer (&message);
  if (verdict == CONFAB_FILE_SAVE_WARNED)
    warn (saving);
  else
    choose_place (saving);
}

void
confab_chat_file_install (GtkWidgetClass *widget_class) {
  gtk_widget_class_install_action (widget_class, "chat.file-get", "x", on_get);
  gtk_widget_class_install_action (widget_class, "chat.file-go-on", "x", on_go_on);
  gtk_widget_class_install_action (widget_class, "chat.file-stop", "x", on_stop);
  gtk_widget_class_install_action (widget_class, "chat.file-remove", "x", on_remove);
  gtk_widget_class_install_action (widget_class, "chat.file-judge", "x", on_judge);
  gtk_widget_class_install_action (widget_class, "chat.file-picture", "x", on_picture);
  gtk_widget_class_install_action (widget_class, "chat.file-hide", "x", on_hide);
  gtk_widget_class_install_action (widget_class, "chat.file-open", "x", on_open);
  gtk_widget_class_install_action (widget_class, "chat.file-save", "x", on_save);
}
