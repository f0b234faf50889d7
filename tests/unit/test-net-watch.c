/* The network watch over a monitor that does what the test says. */

#include "net/net-watch.h"

#define TEST_TYPE_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor {
  GObject parent_instance;

  gboolean is_available;
  GNetworkConnectivity connectivity;
  guint n_asked;
};

enum { PROP_0, PROP_AVAILABLE, PROP_METERED, PROP_CONNECTIVITY };

/* Asking for a host would be seen here. */
static gboolean
test_monitor_can_reach (GNetworkMonitor *monitor, GSocketConnectable *connectable,
    GCancellable *cancellable, GError **error) {
  TEST_MONITOR (monitor)->n_asked++;
  return TRUE;
}

static void
test_monitor_can_reach_async (GNetworkMonitor *monitor, GSocketConnectable *connectable,
    GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data) {
  TEST_MONITOR (monitor)->n_asked++;
}

static void
test_monitor_iface_init (GNetworkMonitorInterface *iface) {
  iface->can_reach = test_monitor_can_reach;
  iface->can_reach_async = test_monitor_can_reach_async;
}

static gboolean
test_monitor_init_sync (GInitable *initable, GCancellable *cancellable, GError **error) {
  return TRUE;
}

static void
test_monitor_initable_init (GInitableIface *iface) {
  iface->init = test_monitor_init_sync;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT,
    G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, test_monitor_initable_init)
        G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, test_monitor_iface_init))

static void
test_monitor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec) {
  TestMonitor *self = TEST_MONITOR (object);

  if (id == PROP_AVAILABLE)
    g_value_set_boolean (value, self->is_available);
  else if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, self->connectivity);
  else
    g_value_set_boolean (value, FALSE);
}

static void
test_monitor_class_init (TestMonitorClass *class) {
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = test_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self) {
}

static void
on_changed (ConfabNetWatch *watch, guint *n_changes) {
  (*n_changes)++;
}

static void
test_states (void) {
  g_autoptr (TestMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  g_autoptr (ConfabNetWatch) watch = confab_net_watch_new (G_NETWORK_MONITOR (monitor));
  guint n_changes = 0;

  g_signal_connect (watch, "changed", G_CALLBACK (on_changed), &n_changes);
  monitor->connectivity = G_NETWORK_CONNECTIVITY_LOCAL;
  g_assert_false (confab_net_watch_is_up (watch));
  g_assert_false (confab_net_watch_is_captive (watch));

  monitor->is_available = TRUE;
  monitor->connectivity = G_NETWORK_CONNECTIVITY_PORTAL;
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (confab_net_watch_is_up (watch));
  g_assert_true (confab_net_watch_is_captive (watch));

  monitor->connectivity = G_NETWORK_CONNECTIVITY_FULL;
  g_object_notify (G_OBJECT (monitor), "connectivity");
  g_assert_cmpuint (n_changes, ==, 2);
  g_assert_false (confab_net_watch_is_captive (watch));
  g_assert_cmpuint (monitor->n_asked, ==, 0);
}

static void
test_gone (void) {
  g_autoptr (TestMonitor) monitor = g_object_new (TEST_TYPE_MONITOR, NULL);
  ConfabNetWatch *watch = confab_net_watch_new (G_NETWORK_MONITOR (monitor));

  g_object_add_weak_pointer (G_OBJECT (watch), (gpointer *)&watch);
  g_object_unref (watch);
  g_assert_null (watch);
  g_signal_emit_by_name (monitor, "network-changed", TRUE);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/watch/states", test_states);
  g_test_add_func ("/net/watch/gone", test_gone);
  return g_test_run ();
}
