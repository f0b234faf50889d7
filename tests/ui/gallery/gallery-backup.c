/* Scenes of the backup: its page before, while and after one is made, the reminder, and bringing
 * one back. */

#include "backup/backup-page.h"
#include "backup/backup-restore.h"
#include "chat/chat-export.h"
#include "gallery-people.h"
#include "safety/safety-page.h"
#include "settings/settings-bring.h"
#include "settings/settings-carry.h"
#include "window/window-main.h"

#define PASSPHRASE "river lamp seven coat"

static GtkWindow *
build (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static GtkWindow *
build_old (GtkApplication *application, ConfabCore *core) {
  ConfabModelLastBackup last = { g_get_real_time () - 9 * G_TIME_SPAN_DAY, 1204 };
  GtkWindow *window = build (application, core);

  confab_model_safety_set_backup (confab_core_get_safety (core), &last);
  return window;
}

static AdwNavigationPage *
show_page (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *safety = confab_safety_page_new (core);
  AdwNavigationPage *page = confab_backup_page_new (core);

  adw_dialog_present (ADW_DIALOG (safety), GTK_WIDGET (window));
  confab_safety_page_push (safety, page);
  return page;
}

static void
act_page (GtkWindow *window, ConfabCore *core) {
  show_page (window, core);
}

static AdwNavigationPage *
type (GtkWindow *window, ConfabCore *core) {
  AdwNavigationPage *page = show_page (window, core);

  gallery_people_type (window, "Passphrase", PASSPHRASE);
  gallery_people_type (window, "The same once more", PASSPHRASE);
  return page;
}

static void
act_typed (GtkWindow *window, ConfabCore *core) {
  type (window, core);
}

static void
make (GtkWindow *window, ConfabCore *core) {
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/backup");

  confab_backup_page_make (type (window, core), nowhere);
}

static void
act_running (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_RUNS, core);
  make (window, core);
}

static void
act_made (GtkWindow *window, ConfabCore *core) {
  make (window, core);
}

static void
act_safety (GtkWindow *window, ConfabCore *core) {
  adw_dialog_present (ADW_DIALOG (confab_safety_page_new (core)), GTK_WIDGET (window));
}

/* ---- bringing back ---- */

static GtkWindow *
build_guide (GtkApplication *application, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_GUIDE_PAGE, GUINT_TO_POINTER (6));
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
act_restore (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Restore a backup");
}

static void
choose (GtkWindow *window, ConfabCore *core) {
  g_autoptr (GFile) file = g_file_new_for_path ("/nonexistent/Confab 2026-05-14.confab-backup");

  act_restore (window, core);
  confab_backup_restore_choose (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window)), file);
  gallery_people_type (window, "Its passphrase", PASSPHRASE);
  gallery_people_press (window, "Bring it back");
}

static void
act_restore_wrong (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_FAILS, core);
  choose (window, core);
}

static void
act_restore_running (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_RUNS, core);
  choose (window, core);
}

static void
act_restored (GtkWindow *window, ConfabCore *core) {
  choose (window, core);
}

/* ---- one chat as a file ---- */

static AdwDialog *
show_export (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 0);

  return confab_chat_export_present (
      core, confab_model_contact_get_chat (contact), GTK_WIDGET (window));
}

static void
act_export (GtkWindow *window, ConfabCore *core) {
  show_export (window, core);
}

static void
save (GtkWindow *window, ConfabCore *core) {
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/chat.txt");

  confab_chat_export_save (show_export (window, core), nowhere);
}

static void
act_export_running (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_RUNS, core);
  save (window, core);
}

static void
act_export_wrong (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_FAILS, core);
  save (window, core);
}

static void
act_exported (GtkWindow *window, ConfabCore *core) {
  save (window, core);
}

/* ---- the buddies of an account ---- */

static void
act_carry (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (core), 0);

  confab_settings_carry_present_save (core, account, GTK_WIDGET (window));
}

static AdwDialog *
show_bring (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (core), 0);

  return confab_settings_bring_present (core, account, GTK_WIDGET (window));
}

static void
act_bring (GtkWindow *window, ConfabCore *core) {
  show_bring (window, core);
}

static void
act_bring_read (GtkWindow *window, ConfabCore *core) {
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/Buddies.xml");

  confab_settings_bring_read (show_bring (window, core), nowhere);
}

static void
act_bring_several (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_CARRY_SEVERAL, core);
  act_bring_read (window, core);
}

static void
act_bring_wrong (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_FAILS, core);
  act_bring_read (window, core);
}

static void
act_bring_list (GtkWindow *window, ConfabCore *core) {
  act_bring_read (window, core);
  gallery_people_press (window, "7 buddies come");
}

static void
act_bring_running (GtkWindow *window, ConfabCore *core) {
  act_bring_read (window, core);
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_RUNS, core);
  gallery_people_press (window, "Bring them");
}

static void
act_bring_stopped (GtkWindow *window, ConfabCore *core) {
  act_bring_read (window, core);
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_FAILS, core);
  gallery_people_press (window, "Bring them");
}

static void
act_brought (GtkWindow *window, ConfabCore *core) {
  act_bring_read (window, core);
  gallery_people_press (window, "Bring them");
}

/* ---- a damaged store ---- */

static GtkWindow *
build_damaged (GtkApplication *application, ConfabCore *core) {
  gallery_core_set_store_state (core, CONFAB_CORE_STORE_DAMAGED);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static void
act_salvage (GtkWindow *window, ConfabCore *core) {
  gallery_people_press (window, "Save what can be read");
}

static void
act_salvage_running (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_RUNS, core);
  act_salvage (window, core);
}

static void
act_salvage_nothing (GtkWindow *window, ConfabCore *core) {
  g_object_set_data (G_OBJECT (core), GALLERY_BACKUP_FAILS, core);
  act_salvage (window, core);
}

const GalleryScene gallery_backup_scenes[] = {
  { "backup-page", build, act_page },
  { "backup-typed", build, act_typed },
  { "backup-running", build, act_running },
  { "backup-made", build, act_made },
  { "backup-old", build_old, act_page },
  { "backup-old-safety", build_old, act_safety },
  { "backup-old-strip", build_old, NULL },
  { "backup-restore", build_guide, act_restore },
  { "backup-restore-wrong", build_guide, act_restore_wrong },
  { "backup-restore-running", build_guide, act_restore_running },
  { "backup-restored", build_guide, act_restored },
  { "backup-guide", build_guide, NULL },
  { "export", build, act_export },
  { "export-running", build, act_export_running },
  { "export-wrong", build, act_export_wrong },
  { "exported", build, act_exported },
  { "carry", build, act_carry },
  { "bring", build, act_bring },
  { "bring-read", build, act_bring_read },
  { "bring-several", build, act_bring_several },
  { "bring-wrong", build, act_bring_wrong },
  { "bring-list", build, act_bring_list },
  { "bring-running", build, act_bring_running },
  { "bring-stopped", build, act_bring_stopped },
  { "brought", build, act_brought },
  { "salvage-offered", build_damaged, NULL },
  { "salvage-running", build_damaged, act_salvage_running },
  { "salvage-nothing", build_damaged, act_salvage_nothing },
  { "salvaged", build_damaged, act_salvage },
  { NULL },
};
