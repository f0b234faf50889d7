/* What is said when the password safe or the store does not open. It never opens anything without
 * the lock, never throws anything away, and says of each button what becomes of what is there. */

#include "window/window-store.h"

#include <glib/gi18n.h>

#include "backup/backup-work.h"
#include "core/core-backup.h"
#include "widgets/widgets-problem.h"

typedef enum {
  ACT_OPEN = 0,
  ACT_HOW_TO, /* get a password safe */
  ACT_BEGIN_EMPTY,
  ACT_SALVAGE,
} Act;

typedef struct {
  ConfabCoreStoreState state;
  const char *icon;
  const char *title;
  const char *text;
  const char *label;
  Act act;
  gboolean offers_until_quit;
} Page;

static const Page pages[] = {
  { CONFAB_CORE_STORE_KEYRING_LOCKED, "system-lock-screen-symbolic",
      N_ ("Your computer’s password safe is locked"),
      N_ ("Confab keeps your password and the key to your chats in it."), N_ ("Unlock it"),
      ACT_OPEN, TRUE },
  { CONFAB_CORE_STORE_KEYRING_ABSENT, "dialog-password-symbolic",
      N_ ("This computer has no password safe"),
      N_ ("Confab keeps your password and the key to your chats in one, and in no other place."),
      N_ ("How to get one"), ACT_HOW_TO, TRUE },
  { CONFAB_CORE_STORE_KEYRING_SLOW, "dialog-password-symbolic",
      N_ ("Your computer’s password safe does not answer"),
      N_ ("It may be waiting for you behind another window. Nothing is lost."), N_ ("Try again"),
      ACT_OPEN, TRUE },
  { CONFAB_CORE_STORE_KEYRING_REFUSED, "dialog-password-symbolic",
      N_ ("Your computer’s password safe said no"),
      N_ ("Confab cannot open your chats without it. Nothing is lost."), N_ ("Try again"), ACT_OPEN,
      TRUE },
  { CONFAB_CORE_STORE_KEY_LOST, "dialog-warning-symbolic",
      N_ ("The locked store cannot be opened any more"),
      N_ ("No key in your computer’s password safe fits it. Whatever you choose, it is set aside "
          "and not deleted. If you begin empty, your buddies come back from the server, kept "
          "messages do not."),
      N_ ("Begin empty"), ACT_BEGIN_EMPTY, FALSE },
  { CONFAB_CORE_STORE_DAMAGED, "dialog-warning-symbolic", N_ ("The store is damaged"),
      N_ ("Whatever you choose, it is set aside and not deleted. Confab can save the messages that "
          "can still be read. If you begin empty, your buddies come back from the server, kept "
          "messages do not."),
      N_ ("Save what can be read"), ACT_SALVAGE, FALSE },
  { CONFAB_CORE_STORE_NEWER, "software-update-available-symbolic",
      N_ ("This was written by a newer Confab"),
      N_ ("Update Confab to open it. Nothing was changed."), N_ ("Try again"), ACT_OPEN, FALSE },
  { CONFAB_CORE_STORE_BUSY, "window-new-symbolic", N_ ("Confab is already open with this profile"),
      N_ ("Close the other one first."), N_ ("Try again"), ACT_OPEN, FALSE },
  { CONFAB_CORE_STORE_DISK, "drive-harddisk-symbolic",
      N_ ("The disk is full, or does not take what is written"),
      N_ ("Make room, then try again. Nothing is lost."), N_ ("Try again"), ACT_OPEN, FALSE },
};

struct _ConfabWindowStore {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabBackupWork *work; /* owned by the tree */
  Act act;
  gboolean wants_restore; /* once it has begun empty */

  /* template */
  AdwStatusPage *status_page;
  GtkButton *first_button;
  GtkWidget *empty_button;
  AdwBin *work_bin;
  GtkWidget *restore_button;
  GtkWidget *until_quit_button;
  GtkWidget *until_quit_label;
  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (ConfabWindowStore, confab_window_store, ADW_TYPE_BIN)

static void
set_busy (ConfabWindowStore *self, gboolean is_busy) {
  gtk_widget_set_sensitive (GTK_WIDGET (self->first_button), !is_busy);
  gtk_widget_set_sensitive (self->empty_button, !is_busy);
  gtk_widget_set_sensitive (self->restore_button, !is_busy);
  gtk_widget_set_sensitive (self->until_quit_button, !is_busy);
  gtk_widget_set_visible (self->spinner, is_busy);
}

static void
say (ConfabWindowStore *self, const char *text) {
  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

static DexFuture *
on_opened (DexFuture *completed, gpointer data) {
  ConfabWindowStore *self = data;
  g_autoptr (GError) error = NULL;
  ConfabCoreStoreState state = confab_core_get_store_state (self->core);

  set_busy (self, FALSE);
  /* Where the state says why, the page does; anything else is said here. */
  if (dex_future_get_value (completed, &error) == NULL &&
      state < CONFAB_CORE_STORE_KEYRING_LOCKED) {
    g_autofree char *text = confab_widgets_problem_dup_error_text (error);
    say (self, text);
  }
  confab_window_store_update (self);
  return NULL;
}

static DexFuture *
on_began_empty (DexFuture *completed, gpointer data) {
  ConfabWindowStore *self = data;
  const GValue *value = dex_future_get_value (completed, NULL);

  if (value != NULL && G_VALUE_HOLDS_STRING (value)) {
    g_autofree char *text =
        g_strdup_printf (_ ("The old store is set aside as “%s”."), g_value_get_string (value));
    say (self, text);
  }
  on_opened (completed, data);
  if (value != NULL && self->wants_restore)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.restore", NULL);
  return NULL;
}

/* Takes the future. */
static void
follow (ConfabWindowStore *self, DexFuture *future, DexFutureCallback callback) {
  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (future, callback, g_object_ref (self), g_object_unref));
}

/* A backup comes back into an empty profile alone. */
static void
begin_empty (ConfabWindowStore *self, gboolean wants_restore) {
  self->wants_restore = wants_restore;
  follow (self, confab_core_begin_empty (self->core), on_began_empty);
}

/* ---- what can still be read ---- */

static char *
dup_saved (ConfabModelBackup *progress) {
  guint n = confab_model_backup_get_n_messages (progress);
  guint n_all = confab_model_backup_get_n_all (progress);

  if (n_all >= n && n_all > 0)
    return g_strdup_printf (
        ngettext ("%'u of %'u message was saved.", "%'u of %'u messages were saved.", n_all), n,
        n_all);
  return g_strdup_printf (ngettext ("%'u message was saved; how many there were, nobody can tell.",
                              "%'u messages were saved; how many there were, nobody can tell.", n),
      n);
}

/* What the user has to know before anything else, a sentence each; "" if there is nothing. */
static char *
dup_lost (ConfabModelBackup *progress) {
  g_autoptr (GString) lost = g_string_new (NULL);

  if (confab_model_backup_is_strict (progress))
    g_string_append_printf (lost, " %s",
        _ ("How long chats were to stay could not be read, so only messages came over that you "
           "kept one by one or have not read."));
  if (confab_model_backup_is_unsure (progress))
    g_string_append_printf (lost, " %s",
        _ ("Whom you blocked, whose devices you left out, and which chats disappear could not all "
           "be read: please look at them once more."));
  return g_string_free_and_steal (g_steal_pointer (&lost));
}

static void
show_saved (ConfabWindowStore *self, ConfabModelBackup *progress, const char *name) {
  AdwDialog *dialog = adw_alert_dialog_new (_ ("What could be read is saved"), NULL);
  g_autofree char *saved = dup_saved (progress);
  g_autofree char *lost = dup_lost (progress);
  g_autofree char *body = g_strdup_printf (
      /* Translators: "1,180 of 1,204 messages were saved.", sentences or nothing, the name of a
         file. */
      _ ("%s%s\n\nWhat waited to go out stands as not sent. This computer is a new device to your "
         "buddies. The damaged store is set aside as “%s”; delete it when you do not need it any "
         "more."),
      saved, lost, name);

  adw_alert_dialog_set_body (ADW_ALERT_DIALOG (dialog), body);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Good"));
  adw_dialog_present (dialog, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
}

static void
on_salvaged (
    GtkWidget *widget, ConfabModelBackup *progress, const GValue *value, const GError *error) {
  ConfabWindowStore *self = CONFAB_WINDOW_STORE (widget);

  set_busy (self, FALSE);
  if (value != NULL)
    show_saved (self, progress, g_value_get_string (value));
  else {
    g_autofree char *text = confab_widgets_problem_dup_error_text (error);
    say (self, text);
  }
  confab_window_store_update (self);
}

static void
begin_salvage (ConfabWindowStore *self) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  set_busy (self, TRUE);
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->first_button), FALSE);
  gtk_widget_set_visible (self->empty_button, FALSE);
  gtk_widget_set_visible (self->restore_button, FALSE);
  confab_backup_work_follow (self->work, confab_core_salvage (self->core, progress), progress,
      GTK_WIDGET (self), on_salvaged);
}

static void
show_how_to (ConfabWindowStore *self) {
  AdwDialog *dialog = adw_alert_dialog_new (_ ("A password safe"), NULL);

  adw_alert_dialog_set_body (
      ADW_ALERT_DIALOG (dialog), _ ("Most desktops bring one: “GNOME Keyring” (package "
                                    "gnome-keyring) or “KDE Wallet” (package "
                                    "kwalletmanager). Install one of them with your software "
                                    "program, sign out of the computer, and in "
                                    "again."));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _ ("Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
on_first_clicked (ConfabWindowStore *self) {
  switch (self->act) {
  case ACT_OPEN:
    follow (self, confab_core_open (self->core), on_opened);
    break;
  case ACT_HOW_TO:
    show_how_to (self);
    break;
  case ACT_BEGIN_EMPTY:
    begin_empty (self, FALSE);
    break;
  case ACT_SALVAGE:
    begin_salvage (self);
    break;
  }
}

static void
on_empty_clicked (ConfabWindowStore *self) {
  begin_empty (self, FALSE);
}

static void
on_restore_clicked (ConfabWindowStore *self) {
  begin_empty (self, TRUE);
}

static void
on_until_quit_clicked (ConfabWindowStore *self) {
  follow (self, confab_core_open_until_quit (self->core), on_opened);
}

static void
confab_window_store_dispose (GObject *object) {
  ConfabWindowStore *self = CONFAB_WINDOW_STORE (object);

  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_window_store_parent_class)->dispose (object);
}

static void
confab_window_store_class_init (ConfabWindowStoreClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_window_store_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/window/window-store.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowStore, status_page);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowStore, first_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowStore, restore_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowStore, empty_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowStore, work_bin);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowStore, until_quit_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowStore, until_quit_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowStore, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_first_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_empty_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_restore_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_until_quit_clicked);
}

static void
confab_window_store_init (ConfabWindowStore *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->work = confab_backup_work_new ();
  adw_bin_set_child (self->work_bin, GTK_WIDGET (self->work));
}

ConfabWindowStore *
confab_window_store_new (ConfabCore *core) {
  ConfabWindowStore *self = g_object_new (CONFAB_TYPE_WINDOW_STORE, NULL);

  self->core = g_object_ref (core);
  confab_window_store_update (self);
  return self;
}

void
confab_window_store_update (ConfabWindowStore *self) {
  g_return_if_fail (CONFAB_IS_WINDOW_STORE (self));

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    const Page *page = &pages[i];

    if (page->state != confab_core_get_store_state (self->core))
      continue;
    self->act = page->act;
    adw_status_page_set_icon_name (self->status_page, page->icon);
    adw_status_page_set_title (self->status_page, _ (page->title));
    adw_status_page_set_description (self->status_page, _ (page->text));
    gtk_button_set_label (self->first_button, _ (page->label));
    gtk_widget_set_visible (GTK_WIDGET (self->first_button), TRUE);
    gtk_widget_set_visible (self->empty_button, page->act == ACT_SALVAGE);
    gtk_widget_set_visible (
        self->restore_button, page->act == ACT_BEGIN_EMPTY || page->act == ACT_SALVAGE);
    gtk_widget_set_visible (self->until_quit_button, page->offers_until_quit);
    gtk_widget_set_visible (self->until_quit_label, page->offers_until_quit);
  }
}
