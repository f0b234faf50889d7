/* The desktop lies: what should be its notification daemon, network monitor, portal and screensaver
 * answers with something else, with too much, or never. The test paths are the ids of the cases. */

#include "hostile-session.h"

#include "check/check-portal.h"

/* What one of GLib's or of ours waits for an answer; nothing may stand still until then. */
#define BUS_TIMEOUT_US (25 * G_USEC_PER_SEC)

static const char *const desktop_names[] = { NOTIFICATIONS, PORTAL, NETWORK_MANAGER,
  "org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", NULL };
static const char *const lies[] = { "types", "long", "never", "nested", "error" };
static const LiarKind kinds[] = { LIAR_TYPES, LIAR_LONG, LIAR_NEVER, LIAR_NESTED, LIAR_ERROR };

static LiarKind
find_kind (const char *name) {
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++)
    if (g_strcmp0 (lies[i], name) == 0)
      return kinds[i];
  g_error ("no such lie");
}

/* The lie is there from the beginning: the network monitor is asked while the program starts. */
static void
session_open (Session *session, gconstpointer data) {
  gint64 start_us = g_get_monotonic_time ();

  /* GLib warns of what it is told; that is no mistake of ours. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  session->kind = find_kind (g_getenv ("CONFAB_TEST_LIE"));
  session_open_with (session, desktop_names);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, BUS_TIMEOUT_US);
}

/* ---- signals that are none ---- */

static GVariant *
lie_new (int which) {
  switch (which) {
  case 0:
    return g_variant_new_parsed ("('yes', [1, 2], <true>)");
  case 1:
    return nested_new ();
  case 2:
    return g_variant_new_parsed ("(uint32 4711, @as [])");
  case 3:
    return g_variant_new ("(s)", "default");
  default:
    return g_variant_new ("()");
  }
}

#define N_LIES 5

static void
emit_lies (Session *session) {
  static const struct {
    const char *path, *interface, *signal;
  } signals[] = {
    { "/org/freedesktop/Notifications", NOTIFICATIONS, "ActionInvoked" },
    { "/org/freedesktop/Notifications", NOTIFICATIONS, "NotificationClosed" },
    { "/org/freedesktop/NetworkManager", NETWORK_MANAGER, "StateChanged" },
    { "/org/freedesktop/NetworkManager", "org.freedesktop.DBus.Properties", "PropertiesChanged" },
    { "/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged" },
    { "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver", "ActiveChanged" },
    { "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Notification", "ActionInvoked" },
    { "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings", "SettingChanged" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signals); i++)
    for (int which = 0; which < N_LIES; which++)
      liar_emit (session->desktop, signals[i].path, signals[i].interface, signals[i].signal,
          lie_new (which));
}

/* ---- the cases ---- */

static void
wait_call (Session *session, const char *method) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  while (g_get_monotonic_time () < until) {
    g_autoptr (GDBusMessage) call = g_async_queue_try_pop (session->desktop->calls);

    if (call != NULL && g_str_equal (g_dbus_message_get_member (call), method))
      return;
    if (call == NULL)
      run_main_loop ();
  }
  g_error ("nobody calls %s", method);
}

static gboolean
is_unread (gpointer contact) {
  return confab_model_contact_get_unread (contact) > 0;
}

static gboolean
is_read (gpointer contact) {
  return confab_model_contact_get_unread (contact) == 0;
}

static void
run_lie (Session *session, gconstpointer data) {
  Screen *screen = &session->screen;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (DexFuture) camera = NULL;
  gint64 start_us = g_get_monotonic_time ();

  session_look_away (session);
  say (screen, "first");
  wait_call (session, "Notify");
  peer_run_until (is_unread, screen->v->bob);
  confab_core_mark_read (screen->v->core, confab_model_contact_get_chat (screen->v->bob));
  peer_run_until (is_read, screen->v->bob);
  say (screen, "second");
  wait_call (session, "Notify");

  camera = confab_check_portal_open_camera (cancellable);
  emit_lies (session);
  run_main_loop ();
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, BUS_TIMEOUT_US);
  gtk_window_present (screen->window);
  assert_shows (screen, "Bob");

  /* In its own time, and with no. */
  while (dex_future_is_pending (camera))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dex_future_is_rejected (camera));
}

/* In a process for each: what GLib learns of the network it learns once. */
static void
test_dbs_07 (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_auto (GStrv) environment = g_get_environ ();

    g_test_message ("lie: %s", lies[i]);
    environment = g_environ_setenv (environment, "CONFAB_TEST_LIE", lies[i], TRUE);
    environment = g_environ_setenv (environment, "GNOTIFICATION_BACKEND", "freedesktop", TRUE);
    environment = g_environ_setenv (
        environment, "DBUS_SYSTEM_BUS_ADDRESS", g_getenv ("DBUS_SESSION_BUS_ADDRESS"), TRUE);
    g_test_trap_subprocess_with_envp ("/hostile/DBS-07/subprocess/lie",
        (const char *const *)environment, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
  }
}

int
main (int argc, char **argv) {
  g_autoptr (AdwApplication) application = screen_init (&argc, &argv);

  g_test_add_func ("/hostile/DBS-07", test_dbs_07);
  g_test_add (
      "/hostile/DBS-07/subprocess/lie", Session, application, session_open, run_lie, session_close);
  return g_test_run ();
}
