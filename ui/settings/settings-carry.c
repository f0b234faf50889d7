/* The dialog that saves the buddies of an account as a file for other programs. It says first what
 * is in it and what is not, has the place chosen in the desktop's own dialog, and writes nothing
 * without that. */

#include "settings/settings-carry.h"

#include <glib/gi18n.h>

#include "backup/backup-work.h"
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
  GtkStack *stack;
  AdwStatusPage *done_page;
  GtkWidget *done_button;
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

typedef struct {
  GtkWidget *dialog;
  ConfabModelBackup *progress;
} Running;

static void
running_free (gpointer data) {
  Running *running = data;

  g_object_unref (running->dialog);
  g_object_unref (running->progress);
  g_free (running);
}

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

  adw_status_page_set_description (saving->done_page, words);
  gtk_stack_set_visible_child_name (saving->stack, "done");
  gtk_widget_grab_focus (saving->done_button);
}

static DexFuture *
on_saved (DexFuture *future, gpointer data) {
  const Running *running = data;
  Saving *saving = saving_of (running->dialog);
  g_autoptr (GError) error = NULL;

  confab_backup_work_end (saving->work);
  set_busy (running->dialog, FALSE);
  if (dex_future_get_value (future, &error) != NULL) {
    show_done (saving, confab_model_backup_get_n_contacts (running->progress));
    return NULL;
  }
  confab_widgets_notice_show_error (saving->notice, error);
  gtk_widget_grab_focus (saving->button);
  return NULL;
}

void
confab_settings_carry_save (AdwDialog *dialog, GFile *target) {
  Saving *saving = saving_of (dialog);
  Running *running;

  /* It is under way already. */
  if (!gtk_widget_get_visible (saving->button))
    return;
  running = g_new0 (Running, 1);
  running->dialog = g_object_ref (GTK_WIDGET (dialog));
  running->progress = confab_model_backup_new ();
  confab_widgets_notice_hide (saving->notice);
  set_busy (GTK_WIDGET (dialog), TRUE);
  confab_backup_work_begin (saving->work, running->progress);
  dex_future_disown (dex_future_finally (
      confab_core_save_buddies (saving->core, saving->account, target, running->progress), on_saved,
      running, running_free));
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
pill_new (const char *words) {
  GtkWidget *button = gtk_button_new_with_label (words);
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button)));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_justify (label, GTK_JUSTIFY_CENTER);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  return button;
}

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
  saving->button = pill_new (_ ("Choose a place and save"));
  saving->work = confab_backup_work_new ();
  adw_preferences_group_add (below, GTK_WIDGET (saving->notice));
  adw_preferences_group_add (below, saving->button);
  adw_preferences_group_add (below, GTK_WIDGET (saving->work));
  g_signal_connect_object (
      saving->button, "clicked", G_CALLBACK (on_clicked), dialog, G_CONNECT_SWAPPED);
  return content;
}

static GtkWidget *
done_new (Saving *saving, GtkWidget *dialog) {
  saving->done_button = pill_new (_ ("Good"));
  gtk_widget_add_css_class (saving->done_button, "suggested-action");
  saving->done_page = ADW_STATUS_PAGE (adw_status_page_new ());
  adw_status_page_set_icon_name (saving->done_page, "object-select-symbolic");
  adw_status_page_set_title (saving->done_page, _ ("Saved"));
  adw_status_page_set_child (saving->done_page, saving->done_button);
  g_signal_connect_object (
      saving->done_button, "clicked", G_CALLBACK (adw_dialog_close), dialog, G_CONNECT_SWAPPED);
  return GTK_WIDGET (saving->done_page);
}

AdwDialog *
confab_settings_carry_present_save (
    ConfabCore *core, ConfabModelAccount *account, GtkWidget *parent) {
  AdwDialog *dialog = adw_dialog_new ();
  Saving *saving = g_new0 (Saving, 1);

  saving->core = g_object_ref (core);
  saving->account = g_object_ref (account);
  g_object_set_data_full (G_OBJECT (dialog), DATA, saving, saving_free);
  saving->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (saving->stack, form_new (saving, GTK_WIDGET (dialog)), "form");
  gtk_stack_add_named (saving->stack, done_new (saving, GTK_WIDGET (dialog)), "done");
  adw_dialog_set_title (dialog, _ ("Save my buddies"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, confab_widgets_page_view_new (GTK_WIDGET (saving->stack)));
  adw_dialog_present (dialog, parent);
  return dialog;
}
