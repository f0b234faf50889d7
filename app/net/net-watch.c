/* Whether this computer has a network, as the system's monitor says. It never asks a host
 * (g_network_monitor_can_reach looks names up in the clear). */

#include "net/net-watch.h"

struct _ConfabNetWatch {
  GObject parent_instance;

  /* owned */
  GNetworkMonitor *monitor;
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

ConfabNetWatch *
confab_net_watch_new (GNetworkMonitor *monitor) {
  ConfabNetWatch *self = g_object_new (CONFAB_TYPE_NET_WATCH, NULL);

  self->monitor = g_object_ref (monitor != NULL ? monitor : g_network_monitor_get_default ());
  g_signal_connect_swapped (
      self->monitor, "network-changed", G_CALLBACK (on_monitor_changed), self);
  g_signal_connect_swapped (
      self->monitor, "notify::connectivity", G_CALLBACK (on_monitor_changed), self);
  return self;
}

gboolean
confab_net_watch_is_up (ConfabNetWatch *self) {
  g_return_val_if_fail (CONFAB_IS_NET_WATCH (self), FALSE);
  return g_network_monitor_get_network_available (self->monitor);
}

gboolean
confab_net_watch_is_captive (ConfabNetWatch *self) {
  g_return_val_if_fail (CONFAB_IS_NET_WATCH (self), FALSE);
  return g_network_monitor_get_connectivity (self->monitor) == G_NETWORK_CONNECTIVITY_PORTAL;
}
