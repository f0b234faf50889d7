/* Nobody at the computer for fifteen minutes, as GNOME's idle monitor tells it on the session bus.
 * It is watched for and never asked again and again; other desktops, and a sandbox, have no such
 * thing, and there the screen's lock alone counts. It learns how long nothing was pressed, and
 * nothing else. */

#include "app/app-idle.h"

#define NAME "org.gnome.Mutter.IdleMonitor"
#define PATH "/org/gnome/Mutter/IdleMonitor/Core"

struct _ConfabAppIdle {
  /* owned */
  GDBusConnection *bus;
  GCancellable *cancellable; /* of what was asked since the monitor came; NULL: there is none */
  char *owner;               /* whose words count; NULL: there is none */

  /* borrowed */
  gpointer data;

  ConfabAppIdleChanged changed;
  guint watch;
  guint subscription;
  guint idle_id; /* of the watches that the monitor gave; 0: none */
  guint active_id;
  guint early_id; /* came true, and is none of these yet */
  gboolean is_idle;
};

static void
say (ConfabAppIdle *self, gboolean is_idle) {
  if (self->is_idle == is_idle)
    return;
  self->is_idle = is_idle;
  self->changed (is_idle, self->data);
}

/* ---- what it says ---- */

static void wait_for_somebody (ConfabAppIdle *self);

/* One of the watches came true. It may be said before the watch's own number is here. */
static void
take (ConfabAppIdle *self, guint id) {
  if (id == self->idle_id) {
    wait_for_somebody (self);
    say (self, TRUE);
  } else if (id == self->active_id) {
    self->active_id = 0;
    say (self, FALSE);
  } else
    self->early_id = id;
}

static void
on_fired (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
    const char *signal, GVariant *parameters, gpointer data) {
  ConfabAppIdle *self = data;
  guint id = 0;

  if (g_strcmp0 (sender, self->owner) != 0 ||
      !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(u)")))
    return;
  g_variant_get (parameters, "(u)", &id);
  if (id != 0)
    take (self, id);
}

/* ---- what it is asked ---- */

/* 0: there is no answer, and where it was cancelled nobody to hear it. */
static guint
finish_watch (GObject *source, GAsyncResult *result) {
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, NULL);
  guint id = 0;

  if (answer != NULL)
    g_variant_get (answer, "(u)", &id);
  return id;
}

static void
set_watch (ConfabAppIdle *self, guint *place, guint id) {
  *place = id;
  if (self->early_id == id)
    take (self, id);
}

static void
on_idle_watch (GObject *source, GAsyncResult *result, gpointer data) {
  guint id = finish_watch (source, result);
  ConfabAppIdle *self = data;

  if (id != 0)
    set_watch (self, &self->idle_id, id);
}

static void
on_active_watch (GObject *source, GAsyncResult *result, gpointer data) {
  guint id = finish_watch (source, result);
  ConfabAppIdle *self = data;

  if (id != 0)
    set_watch (self, &self->active_id, id);
}

static void
add_watch (
    ConfabAppIdle *self, const char *method, GVariant *arguments, GAsyncReadyCallback on_added) {
  g_dbus_connection_call (self->bus, self->owner, PATH, NAME, method, arguments,
      G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, -1, self->cancellable, on_added,
      self);
}

/* It says this once, and forgets it. */
static void
wait_for_somebody (ConfabAppIdle *self) {
  add_watch (self, "AddUserActiveWatch", NULL, on_active_watch);
}

/* ---- whether it is there ---- */

static void
forget (ConfabAppIdle *self) {
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->owner, g_free);
  self->idle_id = self->active_id = self->early_id = 0;
}

static void
on_appeared (GDBusConnection *bus, const char *name, const char *owner, gpointer data) {
  ConfabAppIdle *self = data;

  forget (self);
  self->owner = g_strdup (owner);
  self->cancellable = g_cancellable_new ();
  add_watch (
      self, "AddIdleWatch", g_variant_new ("(t)", (guint64)CONFAB_APP_IDLE_MS), on_idle_watch);
}

/* A monitor that is gone cannot say that somebody is back. */
static void
on_vanished (GDBusConnection *bus, const char *name, gpointer data) {
  ConfabAppIdle *self = data;

  forget (self);
  say (self, FALSE);
}

ConfabAppIdle *
confab_app_idle_new (GDBusConnection *bus, ConfabAppIdleChanged changed, gpointer data) {
  ConfabAppIdle *self = g_new0 (ConfabAppIdle, 1);

  self->bus = g_object_ref (bus);
  self->changed = changed;
  self->data = data;
  self->subscription = g_dbus_connection_signal_subscribe (
      bus, NAME, NAME, "WatchFired", PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_fired, self, NULL);
  self->watch = g_bus_watch_name_on_connection (
      bus, NAME, G_BUS_NAME_WATCHER_FLAGS_NONE, on_appeared, on_vanished, self, NULL);
  return self;
}

void
confab_app_idle_free (ConfabAppIdle *self) {
  if (self == NULL)
    return;
  g_bus_unwatch_name (self->watch);
  g_dbus_connection_signal_unsubscribe (self->bus, self->subscription);
  forget (self);
  g_object_unref (self->bus);
  g_free (self);
}
