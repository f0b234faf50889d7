/* Whether this computer has a network, as the system's monitor says. It never asks a host
 * (g_network_monitor_can_reach looks names up in the clear), and never waits for the monitor: GLib
 * makes it with calls to the desktop that may not be answered, so a thread of the pool asks for it.
 */

#include "net/net-watch.h"

#include "base/base-weak.h"

struct _ConfabNetWatch {
  GObject parent_instance;

  /* owned */
  GNetworkMonitor *monitor; /* NULL: not there yet */
};

G_DEFINE_FINAL_TYPE (ConfabNetWatch, confab_net_watch, G_TYPE_OBJECT)

static void
on_monitor_changed (ConfabNetWatch *self) {
  g_signal_emit_by_name (self, "changed");
}

static void
confab_net_watch_dispose (GObject *object) {
  ConfabNetWatch *self = CONFAB_NET_WATCH (object);

  if (self->monitor != NULL)
    g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (confab_net_watch_parent_class)->dispose (object);
}

static void
confab_net_watch_class_init (ConfabNetWatchClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->dispose = confab_net_watch_dispose;
  g_signal_new (
      "changed", CONFAB_TYPE_NET_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
confab_net_watch_init (ConfabNetWatch *self) {
}

static void
adopt (ConfabNetWatch *self, GNetworkMonitor *monitor) {
  self->monitor = g_object_ref (monitor);
  g_signal_connect_swapped (
      self->monitor, "network-changed", G_CALLBACK (on_monitor_changed), self);
  g_signal_connect_swapped (
      self->monitor, "notify::connectivity", G_CALLBACK (on_monitor_changed), self);
}

/* It has no main context of its own, so the monitor speaks in the main one. */
static void
get_default (GTask *task, gpointer source, gpointer data, GCancellable *cancellable) {
  g_task_return_pointer (task, g_object_ref (g_network_monitor_get_default ()), g_object_unref);
}

static void
on_default (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (GNetworkMonitor) monitor = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (ConfabNetWatch) self = g_weak_ref_get (data);

  confab_base_weak_free (data);
  if (self == NULL)
    return;
  adopt (self, monitor);
  if (!confab_net_watch_is_up (self) || confab_net_watch_is_captive (self))
    on_monitor_changed (self);
}

ConfabNetWatch *
confab_net_watch_new (GNetworkMonitor *monitor) {
  ConfabNetWatch *self = g_object_new (CONFAB_TYPE_NET_WATCH, NULL);
  g_autoptr (GTask) task = NULL;

  if (monitor != NULL) {
    adopt (self, monitor);
    return self;
  }
  task = g_task_new (NULL, NULL, on_default, confab_base_weak_new (self));
  g_task_run_in_thread (task, get_default);
  return self;
}

gboolean
confab_net_watch_is_up (ConfabNetWatch *self) {
  g_return_val_if_fail (CONFAB_IS_NET_WATCH (self), FALSE);
  return self->monitor == NULL || g_network_monitor_get_network_available (self->monitor);
}

gboolean
confab_net_watch_is_captive (ConfabNetWatch *self) {
  g_return_val_if_fail (CONFAB_IS_NET_WATCH (self), FALSE);
  return self->monitor != NULL &&
         g_network_monitor_get_connectivity (self->monitor) == G_NETWORK_CONNECTIVITY_PORTAL;
}
