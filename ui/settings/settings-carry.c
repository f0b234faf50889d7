/* The dialog that saves the buddies of an account as a file for other programs. It says first what
 * is in it and what is not, has the place chosen in the desktop's own dialog, and writes nothing
 * without that. */

#include "settings/settings-carry.h"

#include <glib/gi18n.h>

#include "backup/backup-work.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-rows.h"

#define DATA "confab-carry"
#define WIDTH 560
#define HEIGHT 600

typedef struct {
  /* owned */
  ConfabCore *core;
  ConfabModelAccount *account;

  /* children */
  GtkWidget *done_page;
  GtkWidget *button;
  ConfabWidgetsNotice *notice;
  ConfabBackupWork *work;
} Saving;

static void
saving_free (gpointer data) {
  Saving *saving = data;

  g_object_unref (saving->core);
  g_object_unref (saving->account);
  g_free (saving);
}

static Saving *
saving_of (gpointer dialog) {
  return g_object_get_data (G_OBJECT (dialog), DATA);
}

/* ---- saving ---- */

static void
set_busy (GtkWidget *dialog, gboolean is_busy) {
  gtk_widget_set_visible (saving_of (dialog)->button, !is_busy);
  adw_dialog_set_can_close (ADW_DIALOG (dialog), !is_busy);
}

static void
show_done (Saving *saving, guint n) {
  g_autofree char *words =
      g_strdup_printf (ngettext ("%'u buddy is in the file. Delete it when you do not need it any "
                                 "more.",
                           "%'u buddies are in the file. Delete it when you do not need it any "
                           "more.",
                           n),
          n);

  confab_widgets_done_page_show (saving->done_page, words);
}

static void
on_saved (
    GtkWidget *dialog, ConfabModelBackup *progress, const GValue *value, const GError *error) {
  Saving *saving = saving_of (dialog);

  set_busy (dialog, FALSE);
  if (value != NULL) {
    show_done (saving, confab_model_backup_get_n_contacts (progress));
    return;
  }
  confab_widgets_notice_show_error (saving->notice, error);
  gtk_widget_grab_focus (saving->button);
}

void
confab_settings_carry_save (AdwDialog *dialog, GFile *target) {
  Saving *saving = saving_of (dialog);
  g_autoptr (ConfabModelBackup) progress = NULL;

  /* It is under way already. */
  if (!gtk_widget_get_visible (saving->button))
    return;
  progress = confab_model_backup_new ();
  confab_widgets_notice_hide (saving->notice);
  set_busy (GTK_WIDGET (dialog), TRUE);
  confab_backup_work_follow (saving->work,
      confab_core_save_buddies (saving->core, saving->account, target, progress), progress,
      GTK_WIDGET (dialog), on_saved);
}

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (AdwDialog) dialog = data;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (target != NULL && gtk_widget_get_root (GTK_WIDGET (dialog)) != NULL)
    confab_settings_carry_save (dialog, target);
}

static void
on_clicked (GtkWidget *dialog) {
  GtkRoot *root = gtk_widget_get_root (dialog);
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (chooser, _ ("Where to Save the Buddies"));
  /* Translators: the name of a file; keep the ending. */
  gtk_file_dialog_set_initial_name (chooser, _ ("Buddies.xml"));
  gtk_file_dialog_save (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
      on_place_chosen, g_object_ref (dialog));
}

/* ---- the dialog ---- */

static GtkWidget *
form_new (Saving *saving, GtkWidget *dialog) {
  GtkWidget *content = adw_preferences_page_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (content);
  AdwPreferencesGroup *group = confab_widgets_group_add (page, "",
      _ ("Other programs and servers read this file, so you can take your buddies to another "
         "address whenever you like."));
  AdwPreferencesGroup *below = confab_widgets_group_add (page, "", NULL);
  GtkWidget *open = confab_widgets_row_new (_ ("The file lies open"),
      _ ("Whoever can read your disk, or gets the file, learns whom you know."));

  confab_widgets_row_add_icon (open, "dialog-warning-symbolic");
  adw_preferences_group_add (group, open);
  adw_preferences_group_add (
      group, confab_widgets_row_new (_ ("What is in it"),
                 _ ("Your buddies with your names and groups for them, and who sees whom. Whom you "
                    "block. The profile that your server has, if there is one.")));
  adw_preferences_group_add (
      group, confab_widgets_row_new (_ ("What is not in it"),
                 _ ("Your password. Messages and settings: these are in a backup. Keys: they stay "
                    "on this computer, and your next address has new ones.")));
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
confab_settings_carry_present_save (
    ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  AdwDialog *dialog = adw_dialog_new ();
  Saving *saving = g_new0 (Saving, 1);
  GtkWidget *stack = gtk_stack_new ();

  saving->core = g_object_ref (core);
  saving->account = g_object_ref (account);
  g_object_set_data_full (G_OBJECT (dialog), DATA, saving, saving_free);
  saving->done_page = confab_widgets_done_page_new (_ ("Saved"), GTK_WIDGET (dialog));
  gtk_stack_add_named (GTK_STACK (stack), form_new (saving, GTK_WIDGET (dialog)), "form");
  gtk_stack_add_named (GTK_STACK (stack), saving->done_page, "done");
  adw_dialog_set_title (dialog, _ ("Save my buddies"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, confab_widgets_page_view_new (stack));
  adw_dialog_present (dialog, parent);
  return dialog;
}
