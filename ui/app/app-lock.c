/* Hears of the screen's lock, from the session or the portal by GTK, and from the screensavers that
 * announce themselves on the session bus, and of nobody being there; one of them is enough. It
 * tells core, and covers every window, with what is open in it, until core is back. It unlocks
 * nothing by itself. */

#include "app/app-lock.h"

#include "app/app-cover.h"
#include "app/app-idle.h"

/* Screensavers whose "ActiveChanged (b)" says it; those of other desktops are heard by GTK. */
static const char *const savers[] = { "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver",
  "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver", "org.xfce.ScreenSaver" };

#define N_SAVERS G_N_ELEMENTS (savers)

struct _ConfabAppLock {
  /* owned */
  ConfabCore *core;
  GDBusConnection *bus; /* NULL: there is none */
  GPtrArray *covers;    /* ConfabAppCover, one for each window */
  ConfabAppIdle *idle;  /* NULL: there is no bus */
  guint subscriptions[N_SAVERS];
  guint watches[N_SAVERS];
  gulong screen_handler;
  gulong added_handler;
  gulong removed_handler;
  gulong lock_handler;
  gulong store_handler;
  guint cover_source;

  /* borrowed */
  GtkApplication *application;

  gboolean is_saver_active[N_SAVERS];
  gboolean is_idle;
};

/* ---- what locks ---- */

static void
tell_core (ConfabAppLock *self) {
  gboolean is_locked = FALSE;

  g_object_get (self->application, "screensaver-active", &is_locked, NULL);
  for (gsize i = 0; i < N_SAVERS; i++)
    is_locked = is_locked || self->is_saver_active[i];
  is_locked = is_locked || self->is_idle;
  confab_core_set_screen_locked (self->core, is_locked);
}

static void
on_idle_changed (gboolean is_idle, gpointer data) {
  ConfabAppLock *self = data;

  self->is_idle = is_idle;
  tell_core (self);
}

static gsize
find_saver (const char *name) {
  gsize i = 0;

  while (i < N_SAVERS && g_strcmp0 (name, savers[i]) != 0)
    i++;
  return i;
}

/* The interface is named like the service. */
static void
on_active_changed (GDBusConnection *bus, const char *sender, const char *path,
    const char *interface, const char *signal, GVariant *parameters, gpointer data) {
  ConfabAppLock *self = data;
  gsize saver = find_saver (interface);

  if (saver == N_SAVERS || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    return;
  g_variant_get (parameters, "(b)", &self->is_saver_active[saver]);
  tell_core (self);
}

/* A screensaver that is gone locks nothing. */
static void
on_saver_gone (GDBusConnection *bus, const char *name, gpointer data) {
  ConfabAppLock *self = data;
  gsize saver = find_saver (name);

  if (saver == N_SAVERS || !self->is_saver_active[saver])
    return;
  self->is_saver_active[saver] = FALSE;
  tell_core (self);
}

static void
listen_to_savers (ConfabAppLock *self) {
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (self->application));

  if (bus == NULL)
    return;
  self->bus = g_object_ref (bus);
  for (gsize i = 0; i < N_SAVERS; i++) {
    self->subscriptions[i] = g_dbus_connection_signal_subscribe (bus, savers[i], savers[i],
        "ActiveChanged", NULL, NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_active_changed, self, NULL);
    self->watches[i] = g_bus_watch_name_on_connection (
        bus, savers[i], G_BUS_NAME_WATCHER_FLAGS_NONE, NULL, on_saver_gone, self, NULL);
  }
  self->idle = confab_app_idle_new (bus, on_idle_changed, self);
}

/* ---- what is covered ---- */

/* Chat windows have nothing to show without a store; the main window says why there is none. */
static gboolean
is_to_be_covered (ConfabAppLock *self, GtkWindow *window) {
  if (confab_core_get_lock_state (self->core) != CONFAB_CORE_LOCK_OPEN)
    return TRUE;
  return confab_core_get_store_state (self->core) != CONFAB_CORE_STORE_READY &&
         confab_app_cover_is_chat (window);
}

static ConfabAppCover *
find_cover (ConfabAppLock *self, GtkWindow *window, guint *position) {
  for (guint i = 0; i < self->covers->len; i++)
    if (confab_app_cover_get_window (self->covers->pdata[i]) == window) {
      *position = i;
      return self->covers->pdata[i];
    }
  return NULL;
}

static void
update_covers (ConfabAppLock *self) {
  ConfabCoreLockState state = confab_core_get_lock_state (self->core);

  for (GList *l = gtk_application_get_windows (self->application); l != NULL; l = l->next) {
    guint position = 0;
    ConfabAppCover *cover = find_cover (self, l->data, &position);
    gboolean is_wanted = is_to_be_covered (self, l->data);

    if (cover == NULL && is_wanted && ADW_IS_APPLICATION_WINDOW (l->data))
      g_ptr_array_add (
          self->covers, confab_app_cover_new (l->data, confab_core_is_until_quit (self->core)));
    else if (cover != NULL && !is_wanted)
      g_ptr_array_remove_index (self->covers, position);
    else if (cover != NULL)
      confab_app_cover_set_waits (cover, state == CONFAB_CORE_LOCK_UNLOCKING);
  }
}

static gboolean
on_cover_new (gpointer data) {
  ConfabAppLock *self = data;

  self->cover_source = 0;
  update_covers (self);
  return G_SOURCE_REMOVE;
}

/* A window is added before it has what is in it. */
static void
on_window_added (ConfabAppLock *self) {
  if (self->cover_source == 0)
    self->cover_source = g_idle_add_full (G_PRIORITY_HIGH, on_cover_new, self, NULL);
}

static void
on_window_removed (ConfabAppLock *self, GtkWindow *window) {
  guint position = 0;

  if (find_cover (self, window, &position) != NULL)
    g_ptr_array_remove_index (self->covers, position);
}

ConfabAppLock *
confab_app_lock_new (GtkApplication *application, ConfabCore *core) {
  ConfabAppLock *self = g_new0 (ConfabAppLock, 1);

  self->application = application;
  self->core = g_object_ref (core);
  self->covers = g_ptr_array_new_with_free_func ((GDestroyNotify)confab_app_cover_free);
  self->screen_handler = g_signal_connect_swapped (
      application, "notify::screensaver-active", G_CALLBACK (tell_core), self);
  self->added_handler =
      g_signal_connect_swapped (application, "window-added", G_CALLBACK (on_window_added), self);
  self->removed_handler = g_signal_connect_swapped (
      application, "window-removed", G_CALLBACK (on_window_removed), self);
  self->lock_handler =
      g_signal_connect_swapped (core, "notify::lock-state", G_CALLBACK (update_covers), self);
  self->store_handler =
      g_signal_connect_swapped (core, "notify::store-state", G_CALLBACK (update_covers), self);
  listen_to_savers (self);
  tell_core (self);
  return self;
}

void
confab_app_lock_free (ConfabAppLock *self) {
  if (self == NULL)
    return;
  for (gsize i = 0; self->bus != NULL && i < N_SAVERS; i++) {
    g_dbus_connection_signal_unsubscribe (self->bus, self->subscriptions[i]);
    g_bus_unwatch_name (self->watches[i]);
  }
  confab_app_idle_free (self->idle);
  g_clear_handle_id (&self->cover_source, g_source_remove);
  g_signal_handler_disconnect (self->application, self->screen_handler);
  g_signal_handler_disconnect (self->application, self->added_handler);
  g_signal_handler_disconnect (self->application, self->removed_handler);
  g_signal_handler_disconnect (self->core, self->lock_handler);
  g_signal_handler_disconnect (self->core, self->store_handler);
  g_ptr_array_unref (self->covers);
  g_clear_object (&self->bus);
  g_object_unref (self->core);
  g_free (self);
}
