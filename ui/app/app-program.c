/* Starts core and window, and ends them in order: signing off is shown, and takes at most ten
 * seconds. Closing the last window quits; closing the main window beside an open chat window only
 * closes it. Starting Confab again for the same profile brings the window of the running one up.
 * Other programs of the session can ask for that, and for nothing else: what the application itself
 * holds as an action GIO puts on the session bus, so it holds only what a notification presses. */

#include "app/app-program.h"

#include <glib/gi18n.h>

#include "app/app-attention.h"
#include "app/app-lock.h"
#include "app/app-notify.h"
#include "app/app-report.h"
#include "app/app-shortcuts.h"
#include "chat/chat-close.h"
#include "chat/chat-window.h"
#include "core/core.h"
#include "safety/safety-hosts.h"
#include "window/window-main.h"

#define QUIT_AT_MOST_S 11 /* core promises ten */
#define ID_HASH_CHARS 16

struct _ConfabAppProgram {
  AdwApplication parent_instance;

  /* owned */
  char *profile;
  char *address;
  char *server;
  ConfabCore *core;
  ConfabAppNotify *notify;
  ConfabAppLock *lock;
  ConfabAppAttention *attention;
  GSimpleActionGroup *actions; /* of menus and keys: "app." within the windows alone */
  guint quit_source;
  guint report; /* what it offers on the bus; 0: nothing */
  gboolean is_leaving;

  /* borrowed */
  ConfabWindowMain *window;
};

G_DEFINE_FINAL_TYPE (ConfabAppProgram, confab_app_program, ADW_TYPE_APPLICATION)

static void
end (ConfabAppProgram *self) {
  GList *windows;

  g_clear_handle_id (&self->quit_source, g_source_remove);
  g_clear_pointer (&self->attention, confab_app_attention_free);
  g_clear_pointer (&self->lock, confab_app_lock_free);
  g_clear_pointer (&self->notify, confab_app_notify_free);
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (self))) != NULL)
    gtk_window_destroy (windows->data);
  self->window = NULL;
  g_application_quit (G_APPLICATION (self));
}

static gboolean
on_quit_too_long (gpointer data) {
  ConfabAppProgram *self = data;

  self->quit_source = 0;
  end (self);
  return G_SOURCE_REMOVE;
}

static DexFuture *
on_core_quit (DexFuture *completed, gpointer data) {
  ConfabAppProgram *self = data;

  if (self->quit_source != 0)
    end (self);
  return NULL;
}

static ConfabWindowMain *
ensure_window (ConfabAppProgram *self) {
  if (self->window == NULL) {
    self->window = confab_window_main_new (GTK_APPLICATION (self), self->core);
    g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *)&self->window);
  }
  return self->window;
}

/* Quitting: everything else closes, one window says what goes on. */
static void
leave (ConfabAppProgram *self) {
  g_autoptr (GList) windows = NULL;

  if (self->is_leaving)
    return;
  self->is_leaving = TRUE;
  if (self->core == NULL) {
    g_application_quit (G_APPLICATION (self));
    return;
  }
  confab_window_main_show_leaving (ensure_window (self));
  windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  for (GList *l = windows; l != NULL; l = l->next) {
    if (l->data != (gpointer)self->window)
      gtk_window_destroy (l->data);
  }
  gtk_window_present (GTK_WINDOW (self->window));
  self->quit_source = g_timeout_add_seconds (QUIT_AT_MOST_S, on_quit_too_long, self);
  dex_future_disown (dex_future_finally (
      confab_core_quit (self->core), on_core_quit, g_object_ref (self), g_object_unref));
}

static gboolean
has_other_window (ConfabAppProgram *self) {
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next) {
    if (l->data != (gpointer)self->window && gtk_widget_get_visible (l->data))
      return TRUE;
  }
  return FALSE;
}

static void
on_close_wanted (ConfabAppProgram *self) {
  if (has_other_window (self))
    gtk_window_destroy (GTK_WINDOW (self->window));
  else
    leave (self);
}

static void
show_window (ConfabAppProgram *self) {
  gboolean is_new = self->window == NULL;

  ensure_window (self);
  if (is_new) {
    confab_window_main_prefill (self->window, self->address, self->server);
    g_signal_connect_object (
        self->window, "close-wanted", G_CALLBACK (on_close_wanted), self, G_CONNECT_SWAPPED);
  }
  gtk_window_present (GTK_WINDOW (self->window));
}

/* The chat that stands in the window which has the keyboard; NULL if there is none. */
static ConfabModelChat *
active_chat (ConfabAppProgram *self) {
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window == NULL)
    return NULL;
  if (CONFAB_IS_CHAT_WINDOW (window))
    return confab_chat_window_get_chat (CONFAB_CHAT_WINDOW (window));
  return CONFAB_IS_WINDOW_MAIN (window)
             ? confab_window_main_get_shown_chat (CONFAB_WINDOW_MAIN (window))
             : NULL;
}

static gboolean
looks_at (ConfabModelContact *contact, gpointer data) {
  ConfabAppProgram *self = data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));
  ConfabModelChat *chat = active_chat (self);

  return chat != NULL && gtk_window_is_active (window) &&
         confab_model_chat_get_contact (chat) == contact;
}

static void
on_close_chat (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabAppProgram *self = data;
  ConfabModelChat *chat = active_chat (self);

  if (chat != NULL)
    confab_chat_close (
        GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (self))), self->core, chat);
}

static void
on_undo_close (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabAppProgram *self = data;

  confab_core_undo_close (self->core);
}

/* Anybody on the session bus may say this, so a wrong word does what starting Confab again does. */
static void
on_open_chat (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabAppProgram *self = data;
  ConfabModelContact *contact;

  if (self->is_leaving)
    return;
  show_window (self);
  contact = confab_app_notify_find (self->notify, g_variant_get_string (parameter, NULL));
  if (contact != NULL)
    confab_window_main_open_chat (self->window, contact);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data) {
  leave (data);
}

static GtkWidget *
active_window (gpointer data) {
  return GTK_WIDGET (gtk_application_get_active_window (GTK_APPLICATION (data)));
}

static void
on_shortcuts (GSimpleAction *action, GVariant *parameter, gpointer data) {
  confab_app_shortcuts_present (active_window (data));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data) {
  AdwDialog *dialog = adw_about_dialog_new ();

  adw_about_dialog_set_application_name (ADW_ABOUT_DIALOG (dialog), "Confab");
  adw_about_dialog_set_application_icon (ADW_ABOUT_DIALOG (dialog), CONFAB_APP_ID);
  adw_about_dialog_set_version (ADW_ABOUT_DIALOG (dialog), CONFAB_VERSION);
  adw_about_dialog_set_developer_name (ADW_ABOUT_DIALOG (dialog), _ ("The Confab authors"));
  adw_about_dialog_set_comments (
      ADW_ABOUT_DIALOG (dialog), _ ("Talk to people you know, and leave nothing behind"));
  adw_about_dialog_set_license_type (ADW_ABOUT_DIALOG (dialog), GTK_LICENSE_GPL_3_0);
  adw_dialog_present (dialog, active_window (data));
}

static void
on_window_added (GtkApplication *application, GtkWindow *window) {
  ConfabAppProgram *self = CONFAB_APP_PROGRAM (application);

  GTK_APPLICATION_CLASS (confab_app_program_parent_class)->window_added (application, window);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "app", G_ACTION_GROUP (self->actions));
}

static void
on_window_removed (GtkApplication *application, GtkWindow *window) {
  ConfabAppProgram *self = CONFAB_APP_PROGRAM (application);

  GTK_APPLICATION_CLASS (confab_app_program_parent_class)->window_removed (application, window);
  /* The last chat window of a program whose main window was closed before. */
  if (!self->is_leaving && gtk_application_get_windows (application) == NULL)
    leave (self);
}

static void
confab_app_program_activate (GApplication *application) {
  ConfabAppProgram *self = CONFAB_APP_PROGRAM (application);

  if (self->is_leaving)
    return;
  show_window (self);
}

static void
confab_app_program_startup (GApplication *application) {
  static const GActionEntry entries[] = {
    { .name = "quit", .activate = on_quit },
    { .name = "close-chat", .activate = on_close_chat },
    { .name = "undo-close", .activate = on_undo_close },
    { .name = "shortcuts", .activate = on_shortcuts },
    { .name = "about", .activate = on_about },
  };
  static const GActionEntry exported[] = {
    { .name = "open-chat", .parameter_type = "s", .activate = on_open_chat },
  };
  ConfabAppProgram *self = CONFAB_APP_PROGRAM (application);

  G_APPLICATION_CLASS (confab_app_program_parent_class)->startup (application);
  gtk_window_set_default_icon_name (CONFAB_APP_ID);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
      G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), exported, G_N_ELEMENTS (exported), self);
  confab_app_shortcuts_set (GTK_APPLICATION (self));
  self->core = confab_core_new (self->profile, NULL, NULL);
  self->notify = confab_app_notify_new (application, self->core, looks_at, self);
  self->lock = confab_app_lock_new (GTK_APPLICATION (self), self->core);
  self->attention = confab_app_attention_new (GTK_APPLICATION (self), self->core);
  /* How it goes is in the store's state, which the window shows. */
  dex_future_disown (confab_core_open (self->core));
}

static char *
make_report (gpointer data) {
  ConfabAppProgram *self = data;

  return self->core != NULL ? confab_safety_hosts_dup_report (self->core) : NULL;
}

static gboolean
confab_app_program_dbus_register (
    GApplication *application, GDBusConnection *connection, const char *path, GError **error) {
  ConfabAppProgram *self = CONFAB_APP_PROGRAM (application);

  if (!G_APPLICATION_CLASS (confab_app_program_parent_class)
          ->dbus_register (application, connection, path, error))
    return FALSE;
  self->report = confab_app_report_offer (connection, make_report, self, error);
  return self->report != 0;
}

static void
confab_app_program_dbus_unregister (
    GApplication *application, GDBusConnection *connection, const char *path) {
  ConfabAppProgram *self = CONFAB_APP_PROGRAM (application);

  if (self->report != 0)
    confab_app_report_withdraw (connection, self->report);
  self->report = 0;
  G_APPLICATION_CLASS (confab_app_program_parent_class)
      ->dbus_unregister (application, connection, path);
}

static void
confab_app_program_dispose (GObject *object) {
  ConfabAppProgram *self = CONFAB_APP_PROGRAM (object);

  g_clear_handle_id (&self->quit_source, g_source_remove);
  g_clear_pointer (&self->attention, confab_app_attention_free);
  g_clear_pointer (&self->lock, confab_app_lock_free);
  g_clear_pointer (&self->notify, confab_app_notify_free);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->actions);
  g_clear_object (&self->core);
  g_clear_pointer (&self->profile, g_free);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer (&self->server, g_free);
  G_OBJECT_CLASS (confab_app_program_parent_class)->dispose (object);
}

static void
confab_app_program_class_init (ConfabAppProgramClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_app_program_dispose;
  G_APPLICATION_CLASS (class)->startup = confab_app_program_startup;
  G_APPLICATION_CLASS (class)->activate = confab_app_program_activate;
  GTK_APPLICATION_CLASS (class)->window_added = on_window_added;
  G_APPLICATION_CLASS (class)->dbus_register = confab_app_program_dbus_register;
  G_APPLICATION_CLASS (class)->dbus_unregister = confab_app_program_dbus_unregister;
  GTK_APPLICATION_CLASS (class)->window_removed = on_window_removed;
}

static void
confab_app_program_init (ConfabAppProgram *self) {
}

static char *
dup_usual_profile (void) {
  return g_build_filename (g_get_user_data_dir (), "confab", NULL);
}

static char *
dup_id (const char *profile) {
  g_autofree char *usual = dup_usual_profile ();
  g_autofree char *hash = NULL;

  if (g_str_equal (profile, usual))
    return g_strdup (CONFAB_APP_ID);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, profile, -1);
  hash[ID_HASH_CHARS] = '\0';
  return g_strdup_printf ("%s.p%s", CONFAB_APP_ID, hash);
}

static char *
dup_folder (const char *profile) {
  return profile != NULL ? g_canonicalize_filename (profile, NULL) : dup_usual_profile ();
}

char *
confab_app_program_dup_id (const char *profile) {
  g_autofree char *folder = dup_folder (profile);

  return dup_id (folder);
}

ConfabAppProgram *
confab_app_program_new (const ConfabAppOptions *options) {
  g_autofree char *profile = dup_folder (options->profile);
  g_autofree char *id = dup_id (profile);
  ConfabAppProgram *self = g_object_new (CONFAB_TYPE_APP_PROGRAM, "application-id", id,
      "resource-base-path", "/im/confab/Confab", "register-session", TRUE, NULL);

  self->profile = g_steal_pointer (&profile);
  self->address = g_strdup (options->address);
  self->server = g_strdup (options->server);
  return self;
}

ConfabCore *
confab_app_program_get_core (ConfabAppProgram *self) {
  g_return_val_if_fail (CONFAB_IS_APP_PROGRAM (self), NULL);

  return self->core;
}
