/* The backup in use: what a passphrase must be before a place is asked for, what is said when it is
 * made, stopped or refused, and how one comes back. Over the core that pretends. */

#include "backup/backup-page.h"
#include "backup/backup-restore.h"
#include "backup/backup-words.h"
#include "base/base-secret.h"
#include "chat/chat-export.h"
#include "gallery-people.h"
#include "safety/safety-page.h"
#include "settings/settings-bring.h"
#include "settings/settings-carry.h"
#include "window/window-main.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC)

typedef struct {
  AdwApplication *application; /* borrowed: one for all */
  ConfabCore *core;
  GtkWindow *window;
} Screen;

static void
run_main_loop (void) {
  gint64 until = g_get_monotonic_time () + 50000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static GtkWidget *
find (Screen *screen, const char *text) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;
  GtkWidget *found = NULL;

  while (found == NULL && g_get_monotonic_time () < until) {
    run_main_loop ();
    found = gallery_people_find (GTK_WIDGET (screen->window), text);
  }
  if (found == NULL)
    g_error ("nothing says “%s”", text);
  return found;
}

static void
activate (Screen *screen, const char *title) {
  GtkWidget *row = find (screen, title);

  row = ADW_IS_ACTION_ROW (row) ? row : gtk_widget_get_ancestor (row, ADW_TYPE_ACTION_ROW);
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  run_main_loop ();
}

static void
press (Screen *screen, const char *label) {
  GtkWidget *button = find (screen, label);

  button = GTK_IS_BUTTON (button) ? button : gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  run_main_loop ();
}

static void
begin (Screen *screen, gconstpointer data, gboolean is_empty) {
  screen->application = (AdwApplication *)data;
  screen->core = gallery_core_new ();
  if (is_empty)
    g_object_set_data (G_OBJECT (screen->core), GALLERY_GUIDE_PAGE, GUINT_TO_POINTER (6));
  else
    gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_IN);
  screen->window =
      GTK_WINDOW (confab_window_main_new (GTK_APPLICATION (screen->application), screen->core));
  gtk_window_present (screen->window);
  run_main_loop ();
}

static void
set_up (Screen *screen, gconstpointer data) {
  begin (screen, data, FALSE);
}

static void
set_up_empty (Screen *screen, gconstpointer data) {
  begin (screen, data, TRUE);
}

static void
tear_down (Screen *screen, gconstpointer data) {
  g_object_add_weak_pointer (G_OBJECT (screen->core), (gpointer *)&screen->core);
  gtk_window_destroy (screen->window);
  g_object_unref (screen->core);
  run_main_loop ();
  g_assert_null (screen->core);
}

static void
type (Screen *screen, const char *title, const char *text) {
  gtk_editable_set_text (GTK_EDITABLE (find (screen, title)), text);
  run_main_loop ();
}

static gboolean
may_press (Screen *screen, const char *label) {
  GtkWidget *button = find (screen, label);

  button = GTK_IS_BUTTON (button) ? button : gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON);
  return gtk_widget_get_sensitive (button);
}

static AdwNavigationPage *
open_page (Screen *screen) {
  ConfabSafetyPage *safety = confab_safety_page_new (screen->core);
  AdwNavigationPage *page = confab_backup_page_new (screen->core);

  adw_dialog_present (ADW_DIALOG (safety), GTK_WIDGET (screen->window));
  confab_safety_page_push (safety, page);
  run_main_loop ();
  return page;
}

static void
make (Screen *screen, AdwNavigationPage *page) {
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/backup");

  type (screen, "Passphrase", "river lamp seven coat");
  type (screen, "The same once more", "river lamp seven coat");
  confab_backup_page_make (page, nowhere);
  run_main_loop ();
}

static void
test_row (Screen *screen, gconstpointer data) {
  adw_dialog_present (
      ADW_DIALOG (confab_safety_page_new (screen->core)), GTK_WIDGET (screen->window));
  run_main_loop ();
  find (screen, "Not yet");
  activate (screen, "Backups");
  find (screen, "Choose a place and back up");
  find (screen, "What is in it");
  find (screen, "The keys of this computer");
  find (screen, "This backs up Confab, not your computer.");
}

static void
test_passphrase (Screen *screen, gconstpointer data) {
  open_page (screen);
  g_assert_false (may_press (screen, "Choose a place and back up"));
  type (screen, "Passphrase", "eleven char");
  type (screen, "The same once more", "eleven char");
  g_assert_false (may_press (screen, "Choose a place and back up"));
  type (screen, "Passphrase", "twelve chars");
  find (screen, "Type the same once more.");
  g_assert_false (may_press (screen, "Choose a place and back up"));
  type (screen, "The same once more", "twelve chars");
  g_assert_true (may_press (screen, "Choose a place and back up"));
}

static void
test_made (Screen *screen, gconstpointer data) {
  AdwNavigationPage *page = open_page (screen);
  g_autofree char *words = NULL;

  make (screen, page);
  words = confab_backup_words_dup_last (
      confab_model_safety_get_backup (confab_core_get_safety (screen->core)));
  g_assert_nonnull (strstr (words, "tested today: 1"));
  find (screen, words);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (screen, "Passphrase"))), ==, "");
}

static void
test_refused (Screen *screen, gconstpointer data) {
  AdwNavigationPage *page = open_page (screen);

  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, screen->core);
  make (screen, page);
  find (screen, "This passphrase does not open the backup.");
  find (screen, "There is none yet: what is only here is gone with this computer.");
  g_assert_true (may_press (screen, "Choose a place and back up"));
}

/* It stops when Cancel is pressed, and when nobody sees it any more. */
static void
test_cancel (Screen *screen, gconstpointer data) {
  AdwNavigationPage *page = open_page (screen);
  ConfabModelBackup *progress;

  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_RUNS, screen->core);
  make (screen, page);
  find (screen, "Testing it: all of it is opened and counted");
  progress = g_object_get_data (G_OBJECT (screen->core), GALLERY_BACKUP_PROGRESS);
  g_assert_false (confab_model_backup_is_stopped (progress));
  press (screen, "Cancel");
  g_assert_true (confab_model_backup_is_stopped (progress));
  dex_promise_reject (g_object_get_data (G_OBJECT (screen->core), GALLERY_BACKUP_RUNS),
      g_error_new_literal (CONFAB_CORE_ERROR, CONFAB_PROBLEM_STOPPED, ""));
  find (screen, "Stopped before the end.");
}

static void
test_restore (Screen *screen, gconstpointer data) {
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/old.confab-backup");
  AdwDialog *dialog;

  press (screen, "Restore a backup");
  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (screen->window));
  type (screen, "Its passphrase", "river lamp seven coat");
  g_assert_false (may_press (screen, "Bring it back"));
  confab_backup_restore_choose (dialog, file);
  find (screen, "old.confab-backup");
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, screen->core);
  press (screen, "Bring it back");
  find (screen, "This passphrase does not open the backup.");
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, NULL);
  press (screen, "Bring it back");
  find (screen, "It is back");
  press (screen, "Good");
  /* The guide goes on to its last page. */
  find (screen, "Finish");
}

/* What cannot be opened is set aside, and a backup can take its place at once. */
static void
test_lost_store (Screen *screen, gconstpointer data) {
  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_KEYRING_LOCKED);
  find (screen, "Unlock it");
  g_assert_null (gallery_people_find (GTK_WIDGET (screen->window), "Restore a backup"));
  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_KEY_LOST);
  find (screen, "Begin empty");
  press (screen, "Restore a backup");
  find (screen, "Bring it back");
  g_assert_cmpint (confab_core_get_store_state (screen->core), ==, CONFAB_CORE_STORE_READY);
}

/* ---- one chat as a file ---- */

static AdwDialog *
open_export (Screen *screen) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (screen->core), 0);
  AdwDialog *dialog = confab_chat_export_present (
      screen->core, confab_model_contact_get_chat (contact), GTK_WIDGET (screen->window));

  run_main_loop ();
  return dialog;
}

static void
save (Screen *screen, AdwDialog *dialog) {
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/chat.txt");

  confab_chat_export_save (dialog, nowhere);
  run_main_loop ();
}

static void
test_export (Screen *screen, gconstpointer data) {
  AdwDialog *dialog = open_export (screen);
  g_autofree char *words = g_strdup_printf (
      "%'u messages are in the file. Delete it when you do not need it any more.", 1204);

  find (screen, "The file lies open");
  find (screen, "What is not in it");
  g_assert_true (may_press (screen, "Choose a place and save"));
  save (screen, dialog);
  find (screen, words);
  press (screen, "Good");
  g_assert_null (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (screen->window)));
}

static void
test_export_refused (Screen *screen, gconstpointer data) {
  AdwDialog *dialog = open_export (screen);

  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, screen->core);
  save (screen, dialog);
  find (screen, "Nothing can be written to this place.");
  g_assert_true (may_press (screen, "Choose a place and save"));
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, NULL);
  save (screen, dialog);
  find (screen, "Saved");
}

static void
test_export_cancel (Screen *screen, gconstpointer data) {
  AdwDialog *dialog = open_export (screen);
  ConfabModelBackup *progress;

  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_RUNS, screen->core);
  save (screen, dialog);
  find (screen, "Writing the file");
  progress = g_object_get_data (G_OBJECT (screen->core), GALLERY_BACKUP_PROGRESS);
  g_assert_false (adw_dialog_get_can_close (dialog));
  press (screen, "Cancel");
  g_assert_true (confab_model_backup_is_stopped (progress));
  dex_promise_reject (g_object_get_data (G_OBJECT (screen->core), GALLERY_BACKUP_RUNS),
      g_error_new_literal (CONFAB_CORE_ERROR, CONFAB_PROBLEM_STOPPED, ""));
  find (screen, "Stopped before the end.");
  g_assert_true (adw_dialog_get_can_close (dialog));
}

/* The buddy was taken off the list meanwhile, maybe elsewhere: the dialog is still there. */
static void
test_export_gone (Screen *screen, gconstpointer data) {
  ConfabModelContact *contact = g_list_model_get_item (confab_core_get_contacts (screen->core), 3);
  AdwDialog *dialog = confab_chat_export_present (
      screen->core, confab_model_contact_get_chat (contact), GTK_WIDGET (screen->window));

  run_main_loop ();
  confab_model_account_remove_contact (confab_model_contact_get_account (contact), contact);
  g_object_unref (contact);
  run_main_loop ();
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, screen->core);
  save (screen, dialog);
  find (screen, "Nothing can be written to this place.");
}

/* ---- the buddies of an account as a file, and out of one ---- */

static ConfabModelAccount *
account (Screen *screen) {
  g_autoptr (ConfabModelAccount) first =
      g_list_model_get_item (confab_core_get_accounts (screen->core), 0);

  return first; /* the core keeps it */
}

static void
test_carry (Screen *screen, gconstpointer data) {
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/Buddies.xml");
  AdwDialog *dialog = confab_settings_carry_present_save (
      screen->core, account (screen), GTK_WIDGET (screen->window));

  find (screen, "The file lies open");
  find (screen, "What is not in it");
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, screen->core);
  confab_settings_carry_save (dialog, nowhere);
  find (screen, "Nothing can be written to this place.");
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, NULL);
  confab_settings_carry_save (dialog, nowhere);
  find (screen, "12 buddies are in the file. Delete it when you do not need it any more.");
  press (screen, "Good");
}

static AdwDialog *
open_bring (Screen *screen) {
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/Buddies.xml");
  AdwDialog *dialog =
      confab_settings_bring_present (screen->core, account (screen), GTK_WIDGET (screen->window));

  run_main_loop ();
  confab_settings_bring_read (dialog, nowhere);
  run_main_loop ();
  return dialog;
}

static int
asked (Screen *screen) {
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (screen->core), GALLERY_CARRY_ASKS));
}

/* Nobody is asked unless the user says so. */
static void
test_bring (Screen *screen, gconstpointer data) {
  open_bring (screen);
  find (screen, "7 buddies come");
  g_assert_cmpint (asked (screen), ==, 0);
  press (screen, "Bring them");
  find (screen, "They are here");
  g_assert_cmpint (asked (screen), ==, 1);
}

static void
test_bring_asks (Screen *screen, gconstpointer data) {
  open_bring (screen);
  activate (screen, "Ask 6 of them to see each other");
  press (screen, "Bring them");
  find (screen, "They are here");
  g_assert_cmpint (asked (screen), ==, 2);
}

/* Which one is the user's to say: nothing can be brought before. */
static void
test_bring_several (Screen *screen, gconstpointer data) {
  GtkWidget *row;

  g_object_set_data (G_OBJECT (screen->core), GALLERY_CARRY_SEVERAL, screen->core);
  open_bring (screen);
  row = gtk_widget_get_ancestor (find (screen, "The buddies of"), ADW_TYPE_COMBO_ROW);
  find (screen, "Not chosen yet");
  g_assert_null (gallery_people_find (GTK_WIDGET (screen->window), "Bring them"));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  press (screen, "Bring them");
  find (screen, "They are here");
}

/* What was chosen for one list is not chosen for the next. */
static void
test_bring_asks_anew (Screen *screen, gconstpointer data) {
  GtkWidget *row;

  g_object_set_data (G_OBJECT (screen->core), GALLERY_CARRY_SEVERAL, screen->core);
  open_bring (screen);
  row = gtk_widget_get_ancestor (find (screen, "The buddies of"), ADW_TYPE_COMBO_ROW);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 1);
  activate (screen, "Ask 6 of them to see each other");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  press (screen, "Bring them");
  find (screen, "They are here");
  g_assert_cmpint (asked (screen), ==, 1);
}

static void
test_bring_wrong (Screen *screen, gconstpointer data) {
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, screen->core);
  open_bring (screen);
  find (screen, "This file is no list of buddies.");
  g_assert_null (gallery_people_find (GTK_WIDGET (screen->window), "Bring them"));
}

/* ---- a damaged store ---- */

static void
test_salvage (Screen *screen, gconstpointer data) {
  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_DAMAGED);
  find (screen, "Begin empty");
  find (screen, "Restore a backup");
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, screen->core);
  press (screen, "Save what can be read");
  g_assert_cmpint (confab_core_get_store_state (screen->core), ==, CONFAB_CORE_STORE_DAMAGED);
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_FAILS, NULL);
  press (screen, "Save what can be read");
  find (screen, "What could be read is saved");
  g_assert_cmpint (confab_core_get_store_state (screen->core), ==, CONFAB_CORE_STORE_READY);
}

static void
test_salvage_cancel (Screen *screen, gconstpointer data) {
  ConfabModelBackup *progress;

  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_DAMAGED);
  g_object_set_data (G_OBJECT (screen->core), GALLERY_BACKUP_RUNS, screen->core);
  press (screen, "Save what can be read");
  find (screen, "Reading what can be read");
  g_assert_null (gallery_people_find (GTK_WIDGET (screen->window), "Begin empty"));
  progress = g_object_get_data (G_OBJECT (screen->core), GALLERY_BACKUP_PROGRESS);
  press (screen, "Cancel");
  g_assert_true (confab_model_backup_is_stopped (progress));
  dex_promise_reject (g_object_get_data (G_OBJECT (screen->core), GALLERY_BACKUP_RUNS),
      g_error_new_literal (CONFAB_CORE_ERROR, CONFAB_PROBLEM_STOPPED, ""));
  run_main_loop ();
  g_assert_true (may_press (screen, "Begin empty"));
}

int
main (int argc, char *argv[]) {
  g_autoptr (AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  confab_base_secret_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.Backup", "flags",
      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define SCREEN_TEST(name, begin_it, function)                                                      \
  g_test_add ("/ui/backup/" name, Screen, application, begin_it, function, tear_down)
  SCREEN_TEST ("row", set_up, test_row);
  SCREEN_TEST ("passphrase", set_up, test_passphrase);
  SCREEN_TEST ("made", set_up, test_made);
  SCREEN_TEST ("refused", set_up, test_refused);
  SCREEN_TEST ("cancel", set_up, test_cancel);
  SCREEN_TEST ("export", set_up, test_export);
  SCREEN_TEST ("export-refused", set_up, test_export_refused);
  SCREEN_TEST ("export-cancel", set_up, test_export_cancel);
  SCREEN_TEST ("export-gone", set_up, test_export_gone);
  SCREEN_TEST ("carry", set_up, test_carry);
  SCREEN_TEST ("bring", set_up, test_bring);
  SCREEN_TEST ("bring-asks", set_up, test_bring_asks);
  SCREEN_TEST ("bring-asks-anew", set_up, test_bring_asks_anew);
  SCREEN_TEST ("bring-several", set_up, test_bring_several);
  SCREEN_TEST ("bring-wrong", set_up, test_bring_wrong);
  SCREEN_TEST ("salvage", set_up_empty, test_salvage);
  SCREEN_TEST ("salvage-cancel", set_up_empty, test_salvage_cancel);
  SCREEN_TEST ("restore", set_up_empty, test_restore);
  SCREEN_TEST ("lost-store", set_up_empty, test_lost_store);
  return g_test_run ();
}
