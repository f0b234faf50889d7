/* The dialog that brings a backup back: the file by the desktop's own dialog, the passphrase into
 * locked memory, a bar with Cancel. Whatever goes wrong is said in plain words, and nothing of the
 * backup stays; what is back is counted. */

#include "backup/backup-restore.h"

#include <glib/gi18n.h>

#include "backup/backup-words.h"
#include "backup/backup-work.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-rows.h"
#include "widgets/widgets-when.h"

#define DATA "confab-restore"
#define WIDTH 560
#define HEIGHT 640

typedef struct {
  /* owned */
  ConfabCore *core;
  GFile *file; /* NULL: not chosen yet */
  GWeakRef owner;

  ConfabBackupRestored on_done;
  gboolean is_done;

  /* children */
  GtkWidget *done_page;
  AdwActionRow *file_row;
  GtkWidget *choose_button;
  GtkEditable *entry;
  GtkWidget *button;
  ConfabWidgetsNotice *notice;
  ConfabBackupWork *work;
} Restore;

static void
restore_free (gpointer data) {
  Restore *restore = data;

  g_object_unref (restore->core);
  g_clear_object (&restore->file);
  g_weak_ref_clear (&restore->owner);
  g_free (restore);
}

static Restore *
restore_of (gpointer dialog) {
  return g_object_get_data (G_OBJECT (dialog), DATA);
}

static void
update (GtkWidget *dialog) {
  Restore *restore = restore_of (dialog);

  gtk_widget_set_sensitive (
      restore->button, restore->file != NULL && *gtk_editable_get_text (restore->entry) != '\0');
}

/* ---- the file ---- */

void
confab_backup_restore_choose (AdwDialog *dialog, GFile *file) {
  Restore *restore = restore_of (dialog);
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;

  if (restore == NULL)
    return;
  g_set_object (&restore->file, file);
  base = g_file_get_basename (file);
  name = g_filename_display_name (base != NULL ? base : "");
  adw_action_row_set_subtitle (restore->file_row, name);
  confab_widgets_notice_hide (restore->notice);
  update (GTK_WIDGET (dialog));
  gtk_widget_grab_focus (GTK_WIDGET (restore->entry));
}

static void
on_file_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (AdwDialog) dialog = data;
  g_autoptr (GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    confab_backup_restore_choose (dialog, file);
}

static void
on_choose_clicked (GtkWidget *dialog) {
  GtkRoot *root = gtk_widget_get_root (dialog);
  g_autoptr (GtkFileDialog) chooser = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (chooser, _ ("The Backup"));
  gtk_file_dialog_open (chooser, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
      on_file_chosen, g_object_ref (dialog));
}

/* ---- bringing it back ---- */

static void
set_busy (GtkWidget *dialog, gboolean is_busy) {
  Restore *restore = restore_of (dialog);

  gtk_widget_set_sensitive (restore->choose_button, !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (restore->entry), !is_busy);
  gtk_widget_set_visible (restore->button, !is_busy);
  adw_dialog_set_can_close (ADW_DIALOG (dialog), !is_busy);
}

static void
show_done (GtkWidget *dialog, ConfabModelBackup *progress) {
  Restore *restore = restore_of (dialog);
  g_autofree char *day = confab_widgets_when_dup_day (confab_model_backup_get_made (progress));
  g_autofree char *counts = confab_backup_words_dup_counts (
      confab_model_backup_get_n_contacts (progress), confab_model_backup_get_n_messages (progress));
  g_autofree char *words = g_strdup_printf (
      /* Translators: a day in the past, "on 3 May", and what was counted, "3 buddies and 1,204
         messages". */
      _ ("The backup was made %s: %s. Confab asks for your password when you sign in, and this "
         "computer is a new device to your buddies."),
      day, counts);

  restore->is_done = TRUE;
  confab_widgets_done_page_show (restore->done_page, words);
}

static void
on_restored (
    GtkWidget *dialog, ConfabModelBackup *progress, const GValue *value, const GError *error) {
  Restore *restore = restore_of (dialog);

  set_busy (dialog, FALSE);
  if (value != NULL) {
    gtk_editable_set_text (restore->entry, "");
    show_done (dialog, progress);
    return;
  }
  confab_widgets_notice_show_error (restore->notice, error);
  gtk_widget_grab_focus (GTK_WIDGET (restore->entry));
}

static void
on_restore_clicked (GtkWidget *dialog) {
  Restore *restore = restore_of (dialog);
  g_autoptr (ConfabModelBackup) progress = NULL;
  g_autoptr (ConfabSecret) passphrase = NULL;

  if (!gtk_widget_get_sensitive (restore->button) || !gtk_widget_get_visible (restore->button))
    return;
  passphrase = confab_base_secret_new_string (gtk_editable_get_text (restore->entry));
  progress = confab_model_backup_new ();
  confab_widgets_notice_hide (restore->notice);
  set_busy (dialog, TRUE);
  confab_backup_work_follow (restore->work,
      confab_core_restore (restore->core, restore->file, passphrase, progress), progress, dialog,
      on_restored);
}

static void
on_closed (GtkWidget *dialog) {
  Restore *restore = restore_of (dialog);
  g_autoptr (GtkWidget) owner = g_weak_ref_get (&restore->owner);

  if (restore->is_done && owner != NULL && restore->on_done != NULL)
    restore->on_done (owner);
}

/* ---- making ---- */

static GtkWidget *
form_new (Restore *restore, GtkWidget *dialog) {
  GtkWidget *content = adw_preferences_page_new ();
  AdwPreferencesGroup *group = confab_widgets_group_add (ADW_PREFERENCES_PAGE (content), "",
      _ ("Your addresses, buddies, settings and kept messages, as they were then. All of the file "
         "is tested first; if anything is wrong with it, nothing is changed."));
  AdwPreferencesGroup *below = confab_widgets_group_add (ADW_PREFERENCES_PAGE (content), "", NULL);

  restore->file_row =
      ADW_ACTION_ROW (confab_widgets_row_new (_ ("The backup"), _ ("Not chosen yet")));
  restore->choose_button = gtk_button_new_with_label (_ ("Choose"));
  gtk_widget_set_valign (restore->choose_button, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (restore->file_row, restore->choose_button);
  adw_preferences_group_add (group, GTK_WIDGET (restore->file_row));
  restore->entry = GTK_EDITABLE (adw_password_entry_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (restore->entry), _ ("Its passphrase"));
  adw_preferences_group_add (group, GTK_WIDGET (restore->entry));
  restore->notice = g_object_new (CONFAB_TYPE_WIDGETS_NOTICE, NULL);
  restore->button = confab_widgets_button_new_pill (_ ("Bring it back"), TRUE);
  gtk_widget_set_margin_top (restore->button, 12);
  restore->work = confab_backup_work_new ();
  adw_preferences_group_add (below, GTK_WIDGET (restore->notice));
  adw_preferences_group_add (below, restore->button);
  adw_preferences_group_add (below, GTK_WIDGET (restore->work));
  g_signal_connect_object (
      restore->choose_button, "clicked", G_CALLBACK (on_choose_clicked), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      restore->entry, "changed", G_CALLBACK (update), dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (restore->entry, "entry-activated", G_CALLBACK (on_restore_clicked),
      dialog, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      restore->button, "clicked", G_CALLBACK (on_restore_clicked), dialog, G_CONNECT_SWAPPED);
  return content;
}

void
confab_backup_restore_present (
    ConfabCore *core, GtkWidget *parent, GtkWidget *owner, ConfabBackupRestored on_done) {
  AdwDialog *dialog = adw_dialog_new ();
  Restore *restore = g_new0 (Restore, 1);
  GtkWidget *stack = gtk_stack_new ();

  restore->core = g_object_ref (core);
  restore->on_done = on_done;
  g_weak_ref_init (&restore->owner, owner);
  g_object_set_data_full (G_OBJECT (dialog), DATA, restore, restore_free);
  restore->done_page = confab_widgets_done_page_new (_ ("It is back"), GTK_WIDGET (dialog));
  gtk_stack_add_named (GTK_STACK (stack), form_new (restore, GTK_WIDGET (dialog)), "form");
  gtk_stack_add_named (GTK_STACK (stack), restore->done_page, "done");
  adw_dialog_set_title (dialog, _ ("Restore a backup"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, confab_widgets_page_view_new (stack));
  g_signal_connect (dialog, "closed", G_CALLBACK (on_closed), NULL);
  update (GTK_WIDGET (dialog));
  adw_dialog_present (dialog, parent);
}
