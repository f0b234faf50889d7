/* Another program of the session asks Confab for things on the session bus. The test paths are the
 * ids of the cases. */

#include "hostile-session.h"

#define MAX_OBJECTS 64
#define LONG_TEXT (1024 * 1024)

static void
session_open (Session *session, gconstpointer data) {
  static const char *const names[] = { GTK_NOTIFICATIONS, NULL };

  session_open_with (session, names);
}

/* ---- what is there to ask for ---- */

static GVariant *
ask_confab (Session *session, const char *path, const char *interface, const char *method,
    GVariant *parameters) {
  return ask (session->bus, session->name, path, interface, method, parameters);
}

static void
find_objects (Session *session, const char *path) {
  g_autoptr (GVariant) reply = ask_confab (
      session, path, "org.freedesktop.DBus.Introspectable", "Introspect", g_variant_new ("()"));
  g_autoptr (GDBusNodeInfo) node = NULL;
  const char *xml = NULL;

  g_ptr_array_add (session->objects, g_strdup (path));
  g_assert_cmpuint (session->objects->len, <=, MAX_OBJECTS);
  if (reply == NULL)
    return;
  g_variant_get (reply, "(&s)", &xml);
  node = g_dbus_node_info_new_for_xml (xml, NULL);
  g_assert_nonnull (node);
  for (gsize i = 0; node->nodes != NULL && node->nodes[i] != NULL; i++) {
    g_autofree char *child =
        g_strconcat (g_str_equal (path, "/") ? "" : path, "/", node->nodes[i]->path, NULL);

    find_objects (session, child);
  }
}

/* Names of all actions at all objects. Returns: (transfer full) */
static char *
list_actions (Session *session) {
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < session->objects->len; i++) {
    g_autoptr (GVariant) reply = ask_confab (
        session, session->objects->pdata[i], "org.gtk.Actions", "List", g_variant_new ("()"));
    g_autofree const char **names = NULL;

    if (reply == NULL)
      continue;
    g_variant_get (reply, "(^a&s)", &names);
    for (gsize j = 0; names[j] != NULL; j++)
      g_string_append_printf (all, "%s\n", names[j]);
  }
  return g_string_free_and_steal (all);
}

/* ---- asking ---- */

static GVariant *
hostile_parameter (int which) {
  g_autofree char *text = NULL;

  switch (which) {
  case 0:
    return NULL;
  case 1:
    return g_variant_new_string ("<a href='file:///etc/passwd'>Your password, please</a>");
  case 2:
    return g_variant_new_parsed ("(int64 1, '" BOB "')");
  case 3:
    return g_variant_new_parsed ("@av [<<1>>, <'%s%n'>]");
  case 4:
    text = g_strnfill (LONG_TEXT, 'x');
    return g_variant_new_string (text);
  case 5:
    return g_variant_new_string ("");
  default:
    return g_variant_new_boolean (TRUE);
  }
}

#define N_PARAMETERS 7

static GVariant *
activation_new (const char *action, int which) {
  GVariant *value = hostile_parameter (which);
  GVariantBuilder parameters;

  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  if (value != NULL)
    g_variant_builder_add (&parameters, "v", value);
  return g_variant_new ("(sava{sv})", action, &parameters, NULL);
}

static void
ask_for_action (Session *session, const char *path, const char *action) {
  for (int i = 0; i < N_PARAMETERS; i++) {
    g_autoptr (GVariant) one =
        ask_confab (session, path, "org.gtk.Actions", "Activate", activation_new (action, i));
    g_autoptr (GVariant) other = ask_confab (
        session, path, "org.freedesktop.Application", "ActivateAction", activation_new (action, i));
  }
}

/* What GApplication itself offers. */
static void
ask_for_the_rest (Session *session, const char *path) {
  static const struct {
    const char *interface, *method, *parameters;
  } calls[] = {
    { "org.gtk.Application", "Open", "(@as ['file:///etc/passwd'], '', @a{sv} {})" },
    { "org.gtk.Application", "CommandLine",
        "(objectpath '/x', @aay [b'confab', b'--profile', b'/tmp'], @a{sv} {})" },
    { "org.freedesktop.Application", "Open", "(@as ['xmpp:x@evil.example'], @a{sv} {})" },
    { "org.gtk.Actions", "SetState", "('open-chat', <true>, @a{sv} {})" },
    { "org.freedesktop.DBus.Properties", "Set", "('org.gtk.Application', 'Busy', <true>)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++) {
    g_autoptr (GVariant) reply = ask_confab (session, path, calls[i].interface, calls[i].method,
        g_variant_new_parsed (calls[i].parameters));
  }
}

/* The notification that Bob's next message brings, pressed as the desktop does. */
static void
assert_notification_opens (Session *session) {
  Screen *screen = &session->screen;
  gint64 until = g_get_monotonic_time () + PATIENCE_US;
  g_autoptr (GDBusMessage) call = NULL;
  g_autoptr (GVariant) values = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GVariant) reply = NULL;
  const char *path = g_application_get_dbus_object_path (G_APPLICATION (session->program));
  GVariantBuilder parameters;

  session_look_away (session);
  say (screen, "Are you there?");
  while (call == NULL && g_get_monotonic_time () < until) {
    call = g_async_queue_try_pop (session->desktop->calls);
    run_main_loop ();
  }
  g_assert_nonnull (call);
  g_assert_cmpstr (g_dbus_message_get_member (call), ==, "AddNotification");
  g_variant_get (g_dbus_message_get_body (call), "(&s&s@a{sv})", NULL, NULL, &values);
  g_assert_true (g_variant_lookup (values, "default-action-target", "@*", &target));
  g_variant_builder_init (&parameters, G_VARIANT_TYPE ("av"));
  g_variant_builder_add (&parameters, "v", target);
  reply = ask_confab (session, path, "org.freedesktop.Application", "ActivateAction",
      g_variant_new ("(sava{sv})", "open-chat", &parameters, NULL));
  g_assert_nonnull (reply);
  assert_shows (screen, "Are you there?");
}

static void
test_dbs_01 (Session *session, gconstpointer data) {
  static const char *const wanted[] = { "open-chat", "quit", "close-chat", "undo-close",
    "shortcuts", "about", "sign-in", "sign-in-hidden", "sign-off", "add-buddy", "accounts",
    "safety", "guide", "private-list", "show-requests", "jump", "next-pane", "toast", "app.quit",
    "win.sign-off", "../quit", "" };
  Screen *screen = &session->screen;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autofree char *looks = victim_look (screen->v);
  g_autofree char *names = NULL;

  find_objects (session, "/");
  g_assert_cmpuint (session->objects->len, >, 1);
  names = list_actions (session);
  /* Nothing but what a notification presses. */
  g_assert_cmpstr (names, ==, "open-chat\n");

  before = read_screen (screen);
  for (guint i = 0; i < session->objects->len; i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (wanted); j++)
      ask_for_action (session, session->objects->pdata[i], wanted[j]);
    ask_for_the_rest (session, session->objects->pdata[i]);
  }
  run_main_loop ();
  after = read_screen (screen);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    g_assert_cmpstr (after->pdata[i], ==, before->pdata[i]);
  g_assert_cmpuint (
      g_list_length (gtk_application_get_windows (GTK_APPLICATION (session->program))), ==, 1);
  victim_hit_silently (screen->v, "<message from='" BOB "/r'" TO "type='chat'/>", 1);
  victim_assert_looks (screen->v, looks);

  /* The controls: menus and keys still do it, and so does the notification. */
  gtk_widget_activate_action (GTK_WIDGET (screen->window), "win.accounts", NULL);
  assert_shows (screen, OWN);
  assert_notification_opens (session);
}

int
main (int argc, char **argv) {
  g_autoptr (AdwApplication) application = screen_init (&argc, &argv);

  g_test_add ("/hostile/DBS-01", Session, application, session_open, test_dbs_01, session_close);
  return g_test_run ();
}
