/* The dialog that saves a chat. It says first what an open file means and what is not in it, has
 * the place chosen in the desktop's own dialog, shows how far it is, and stops when it is told to.
 * It refuses to save anything without having said so. */

#include "chat/chat-export.h"

#include <glib/gi18n.h>

#include "backup/backup-work.h"
#include "chat/chat-export-words.h"
#include "chat/chat-view.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-rows.h"

#define DATA "confab-export"
#define WIDTH 560
#define HEIGHT 640

typedef struct {
  /* owned */
  ConfabCore *core;
  ConfabModelChat *chat;
  ConfabModelContact *contact; /* the chat does not hold it, and it may go meanwhile */

  ConfabExportForm form;

  /* children */
  GtkWidget *done_page;
  GtkWidget *forms;
  GtkWidget *button;
  ConfabWidgetsNotice *notice;
  ConfabBackupWork *work;
} Saving;

static void
saving_free (gpointer data) {
  Saving *saving = data;

  g_object_unref (saving->core);
  g_object_unref (saving->chat);
  g_object_unref (saving->contact);
  g_free (saving);
}

static Saving *
saving_of (gpointer dialog) {
  return g_object_get_data (G_OBJECT (dialog), DATA);
}

/* ---- saving ---- */

static void
set_busy (GtkWidget *dialog, gboolean is_busy) {
  Saving *saving = saving_of (dialog);

  gtk_widget_set_sensitive (saving->forms, !is_busy);
  gtk_widget_set_visible (saving->button, !is_busy);
  adw_dialog_set_can_close (ADW_DIALOG (dialog), !is_busy);
}

static void
show_done (Saving *saving, guint n) {
  g_autofree char *words = g_strdup_printf (
      ngettext ("%'u message is in the file. Delete it when you do not need it any more.",
          "%'u messages are in the file. Delete it when you do not need it any more.", n),
      n);

  confab_widgets_done_page_show (saving->done_page, words);
}

static void
on_saved (
    GtkWidget *dialog, ConfabModelBackup *progress, const GValue *value, const GError *error) {
  Saving *saving = saving_of (dialog);
  guint n = confab_model_backup_get_n_messages (progress);

  set_busy (dialog, FALSE);
  if (value == NULL)
    confab_widgets_notice_show_error (saving->notice, error);
  else if (n == 0)
    confab_widgets_notice_show (
        saving->notice, _ ("There is nothing to save in this chat."), _ ("Nothing was written."));
  else {
    show_done (saving, n);
    return;
  }
  gtk_widget_grab_focus (saving->button);
}

void
confab_chat_export_save (AdwDialog *dialog, GFile *target) {
  Saving *saving = saving_of (dialog);
  ConfabExportWords *words;
  g_autoptr (ConfabModelBackup) progress = NULL;

  /* It is under way already. */
  if (!gtk_widget_get_visible (saving->button))
    return;
  words = confab_chat_export_words_new (saving->chat);
  progress = confab_model_backup_new ();
  confab_widgets_notice_hide (saving->notice);
  set_busy (GTK_WIDGET (dialog), TRUE);
  confab_backup_work_follow (saving->work,
      confab_core_export_chat (saving->core, saving->chat, target, saving->form, words, progress),
      progress, GTK_WIDGET (dialog), on_saved);
  confab_model_export_words_free (words);
}

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (AdwDialog) dialog = data;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (target != NULL && gtk_widget_get_root (GTK_WIDGET (dialog)) != NULL)
    confab_chat_export_save (dialog, target);
}

static void
on_clicked (GtkWidget *dialog) {
  Saving *saving = saving_of (dialog);
  GtkRoot *root = gtk_widget_get_root (dialog);
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();
  g_autofree char *name = confab_chat_export_words_dup_file (saving->chat, saving->form);

  gtk_file_dialog_set_title (chooser, _ ("Where to Save the Chat"));
  gtk_file_dialog_set_initial_name (chooser, name);
  gtk_file_dialog_save (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
      on_place_chosen, g_object_ref (dialog));
}

/* ---- the dialog ---- */

static void
on_marked (GtkCheckButton *mark, GtkWidget *dialog) {
  if (gtk_check_button_get_active (mark))
    saving_of (dialog)->form =
        (ConfabExportForm)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (mark), DATA));
}

static GtkCheckButton *
add_form (AdwPreferencesGroup *group, GtkWidget *dialog, ConfabExportForm form, const char *title,
    const char *subtitle, GtkCheckButton *first) {
  GtkWidget *row = confab_widgets_row_new (title, subtitle);
  GtkWidget *mark = gtk_check_button_new ();

  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  g_object_set_data (G_OBJECT (mark), DATA, GINT_TO_POINTER ((int)form));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), first);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (mark), form == CONFAB_EXPORT_TEXT);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), mark);
  gtk_accessible_update_property (GTK_ACCESSIBLE (mark), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, subtitle, -1);
  g_signal_connect_object (mark, "toggled", G_CALLBACK (on_marked), dialog, 0);
  adw_preferences_group_add (group, row);
  return GTK_CHECK_BUTTON (mark);
}

static GtkWidget *
form_new (Saving *saving, GtkWidget *dialog) {
  GtkWidget *content = adw_preferences_page_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (content);
  AdwPreferencesGroup *warning = confab_widgets_group_add (page, "", NULL);
  AdwPreferencesGroup *forms = confab_widgets_group_add (page, _ ("Save it as"), NULL);
  AdwPreferencesGroup *below = confab_widgets_group_add (page, "", NULL);
  GtkWidget *open = confab_widgets_row_new (_ ("The file lies open"),
      _ ("Here the chat is locked. Whoever can read your disk, or gets the file, reads all of it, "
         "and Confab cannot erase it for you."));
  GtkCheckButton *first;

  confab_widgets_row_add_icon (open, "dialog-warning-symbolic");
  adw_preferences_group_add (warning, open);
  adw_preferences_group_add (
      warning, confab_widgets_row_new (_ ("What is in it"),
                   _ ("The messages that are here now, with names, days and times.")));
  adw_preferences_group_add (warning,
      confab_widgets_row_new (_ ("What is not in it"),
          _ ("Files, but for their names. Messages that disappear by a timer. What was folded, "
             "erased or taken back.")));
  first = add_form (forms, dialog, CONFAB_EXPORT_TEXT, _ ("Text"), _ ("For every program."), NULL);
  add_form (forms, dialog, CONFAB_EXPORT_HTML, _ ("A page for a web browser"),
      _ ("It asks for nothing from the internet."), first);
  saving->forms = GTK_WIDGET (forms);
  saving->notice = g_object_new (CONFAB_TYPE_WIDGETS_NOTICE, "margin-bottom", 12, NULL);
  saving->button = confab_widgets_button_new_pill (_ ("Choose a place and save"), FALSE);
  saving->work = confab_backup_work_new ();
  adw_preferences_group_add (below, GTK_WIDGET (saving->notice));
  adw_preferences_group_add (below, saving->button);
  adw_preferences_group_add (below, GTK_WIDGET (saving->work));
  g_signal_connect_object (
      saving->button, "clicked", G_CALLBACK (on_clicked), dialog, G_CONNECT_SWAPPED);
  return content;
}

AdwDialog *
confab_chat_export_present (ConfabCore *core, ConfabModelChat *chat, GtkWidget *parent) {
  AdwDialog *dialog = adw_dialog_new ();
  Saving *saving = g_new0 (Saving, 1);
  GtkWidget *stack = gtk_stack_new ();

  saving->core = g_object_ref (core);
  saving->chat = g_object_ref (chat);
  saving->contact = g_object_ref (confab_model_chat_get_contact (chat));
  g_object_set_data_full (G_OBJECT (dialog), DATA, saving, saving_free);
  saving->done_page = confab_widgets_done_page_new (_ ("Saved"), GTK_WIDGET (dialog));
  gtk_stack_add_named (GTK_STACK (stack), form_new (saving, GTK_WIDGET (dialog)), "form");
  gtk_stack_add_named (GTK_STACK (stack), saving->done_page, "done");
  adw_dialog_set_title (dialog, _ ("Save this chat"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, confab_widgets_page_view_new (stack));
  adw_dialog_present (dialog, parent);
  return dialog;
}

static void
on_export (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  ConfabModelChat *chat = confab_chat_view_get_chat (view);

  if (chat != NULL && !confab_model_chat_is_closed_with_undo (chat))
    confab_chat_export_present (confab_chat_view_get_core (view), chat, widget);
}

void
confab_chat_export_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.export", NULL, on_export);
}
