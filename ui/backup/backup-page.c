/* Makes a backup: a passphrase, typed twice into locked memory, a place that the user picks in the
 * desktop's own dialog, and a bar. It says what is in a backup and what is not before it is made,
 * and calls it one only after it was tested. */

#include "backup/backup-page.h"

#include <glib/gi18n.h>

#include "backup/backup-words.h"
#include "backup/backup-work.h"
#include "widgets/widgets-button.h"
#include "widgets/widgets-notice.h"
#include "widgets/widgets-rows.h"
#include "widgets/widgets-speak.h"

#define DATA "confab-backup"

typedef struct {
  ConfabCore *core; /* owned */

  /* children */
  AdwActionRow *last_row;
  GtkEditable *once;
  GtkEditable *twice;
  GtkLabel *hint;
  GtkWidget *button;
  ConfabWidgetsNotice *notice;
  ConfabBackupWork *work;
} Page;

static void
page_free (gpointer data) {
  Page *page = data;

  g_object_unref (page->core);
  g_free (page);
}

static Page *
page_of (gpointer widget) {
  return g_object_get_data (G_OBJECT (widget), DATA);
}

static void
on_safety_changed (GtkWidget *widget) {
  Page *page = page_of (widget);
  g_autofree char *words = confab_backup_words_dup_last (
      confab_model_safety_get_backup (confab_core_get_safety (page->core)));

  adw_action_row_set_subtitle (page->last_row, words);
}

/* ---- the passphrase ---- */

/* Why nothing can be made yet; NULL: it can. */
static const char *
get_lack (Page *page) {
  const char *once = gtk_editable_get_text (page->once);

  if (g_utf8_strlen (once, -1) < CONFAB_CORE_MIN_PASSPHRASE)
    return _ ("12 characters at least. Four words that have nothing to do with each other are easy "
              "to keep in mind.");
  if (!g_str_equal (once, gtk_editable_get_text (page->twice)))
    return _ ("Type the same once more.");
  return NULL;
}

static void
on_typed (GtkWidget *widget) {
  Page *page = page_of (widget);
  const char *lack = get_lack (page);

  gtk_label_set_text (page->hint,
      lack != NULL ? lack : _ ("Write it on paper, and keep that somewhere else than the backup."));
  gtk_widget_set_sensitive (page->button, lack == NULL);
}

/* ---- making ---- */

static void
set_busy (Page *page, gboolean is_busy) {
  gtk_widget_set_sensitive (GTK_WIDGET (page->once), !is_busy);
  gtk_widget_set_sensitive (GTK_WIDGET (page->twice), !is_busy);
  gtk_widget_set_visible (page->button, !is_busy);
}

static void
on_made (GtkWidget *widget, ConfabModelBackup *progress, const GValue *value, const GError *error) {
  Page *page = page_of (widget);

  set_busy (page, FALSE);
  if (value == NULL) {
    confab_widgets_notice_show_error (page->notice, error);
    return;
  }
  gtk_editable_set_text (page->once, "");
  gtk_editable_set_text (page->twice, "");
  on_safety_changed (widget);
  confab_widgets_speak (widget, adw_action_row_get_subtitle (page->last_row),
      GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  gtk_widget_grab_focus (GTK_WIDGET (page->last_row));
}

static void
make (GtkWidget *widget, GFile *target) {
  Page *page = page_of (widget);
  g_autoptr (ConfabModelBackup) progress = NULL;
  g_autoptr (ConfabSecret) passphrase = NULL;

  if (get_lack (page) != NULL)
    return;
  progress = confab_model_backup_new ();
  passphrase = confab_base_secret_new_string (gtk_editable_get_text (page->once));
  confab_widgets_notice_hide (page->notice);
  set_busy (page, TRUE);
  confab_backup_work_follow (page->work,
      confab_core_back_up (page->core, target, passphrase, progress), progress, widget, on_made);
}

static void
on_place_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (GtkWidget) widget = data;
  g_autoptr (GFile) target = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (target != NULL && gtk_widget_get_root (widget) != NULL)
    make (widget, target);
}

static void
on_clicked (GtkWidget *widget) {
  GtkRoot *root = gtk_widget_get_root (widget);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (now, "Confab %Y-%m-%d.confab-backup");

  gtk_file_dialog_set_title (dialog, _ ("Where to Put the Backup"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, NULL,
      on_place_chosen, g_object_ref (widget));
}

/* ---- the page ---- */

static GtkEditable *
entry_new (AdwPreferencesGroup *group, const char *title, GtkWidget *widget) {
  GtkWidget *row = adw_password_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_typed), widget, G_CONNECT_SWAPPED);
  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

static void
add_making (Page *page, AdwPreferencesPage *content) {
  AdwPreferencesGroup *group = confab_widgets_group_add (content, _ ("Make one"),
      _ ("It is locked with a passphrase. Nobody can open it without, and nobody can help if it is "
         "forgotten."));
  AdwPreferencesGroup *below = confab_widgets_group_add (content, "", NULL);

  page->once = entry_new (group, _ ("Passphrase"), GTK_WIDGET (content));
  page->twice = entry_new (group, _ ("The same once more"), GTK_WIDGET (content));
  page->hint = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (page->hint, TRUE);
  gtk_label_set_xalign (page->hint, 0);
  gtk_widget_add_css_class (GTK_WIDGET (page->hint), "dimmed");
  page->notice = g_object_new (CONFAB_TYPE_WIDGETS_NOTICE, "margin-top", 12, NULL);
  page->button = confab_widgets_button_new_pill (_ ("Choose a place and back up"), TRUE);
  gtk_widget_set_margin_top (page->button, 12);
  g_signal_connect_object (
      page->button, "clicked", G_CALLBACK (on_clicked), content, G_CONNECT_SWAPPED);
  page->work = confab_backup_work_new ();
  gtk_widget_set_margin_top (GTK_WIDGET (page->work), 12);
  adw_preferences_group_add (below, GTK_WIDGET (page->hint));
  adw_preferences_group_add (below, GTK_WIDGET (page->notice));
  adw_preferences_group_add (below, page->button);
  adw_preferences_group_add (below, GTK_WIDGET (page->work));
}

static void
add_contents (AdwPreferencesPage *content) {
  AdwPreferencesGroup *in = confab_widgets_group_add (content, _ ("What is in it"), NULL);
  AdwPreferencesGroup *out = confab_widgets_group_add (content, _ ("What is not in it"), NULL);

  adw_preferences_group_add (
      in, confab_widgets_row_new (_ ("Addresses and buddies"),
              _ ("With your own names for them, whom you blocked here, and whom you checked.")));
  adw_preferences_group_add (in,
      confab_widgets_row_new (_ ("Messages that you keep"),
          _ ("What is in a backup stays in it, also when it is erased here, until you delete the "
             "file.")));
  adw_preferences_group_add (
      in, confab_widgets_row_new (_ ("Your safety settings"), _ ("As they are now.")));
  adw_preferences_group_add (
      out, confab_widgets_row_new (_ ("Messages that go"),
               _ ("What is gone when its chat is closed, and what disappears by a timer.")));
  adw_preferences_group_add (
      out, confab_widgets_row_new (_ ("Files"), _ ("Save those that you want to have.")));
  adw_preferences_group_add (out,
      confab_widgets_row_new (_ ("Passwords and your private list"),
          _ ("They are in this computer’s password safe alone. Have the passwords on paper.")));
  adw_preferences_group_add (out,
      confab_widgets_row_new (_ ("The keys of this computer"),
          _ ("Used twice they would give messages away. Where a backup is brought back is a new "
             "device, and your buddies can check it.")));
  adw_preferences_group_add (out,
      confab_widgets_row_new (_ ("Anything else"), _ ("This backs up Confab, not your computer.")));
}

AdwNavigationPage *
confab_backup_page_new (ConfabCore *core) {
  GtkWidget *content = adw_preferences_page_new ();
  AdwPreferencesGroup *top = confab_widgets_group_add (ADW_PREFERENCES_PAGE (content), "", NULL);
  Page *page = g_new0 (Page, 1);
  AdwNavigationPage *shown = NULL;

  page->core = g_object_ref (core);
  g_object_set_data_full (G_OBJECT (content), DATA, page, page_free);
  page->last_row = ADW_ACTION_ROW (confab_widgets_row_new (_ ("Your last backup"), ""));
  adw_preferences_group_add (top, GTK_WIDGET (page->last_row));
  add_making (page, ADW_PREFERENCES_PAGE (content));
  add_contents (ADW_PREFERENCES_PAGE (content));
  g_signal_connect_object (confab_core_get_safety (core), "changed", G_CALLBACK (on_safety_changed),
      content, G_CONNECT_SWAPPED);
  on_safety_changed (content);
  on_typed (content);
  shown = adw_navigation_page_new (confab_widgets_page_view_new (content), _ ("Backup"));
  g_object_set_data (G_OBJECT (shown), DATA, content);
  return shown;
}

void
confab_backup_page_make (AdwNavigationPage *page, GFile *target) {
  make (g_object_get_data (G_OBJECT (page), DATA), target);
}
