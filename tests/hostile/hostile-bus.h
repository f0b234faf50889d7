#pragma once

/* Other programs of the session: one that takes names of the desktop on the session bus and answers
 * as it likes, and one that asks Confab for what it should not do. They sit on connections of their
 * own, and answer from GDBus's thread, so that Confab may wait for them. */

#include <gio/gio.h>
#include <string.h>

#define NOTIFICATIONS "org.freedesktop.Notifications"
#define GTK_NOTIFICATIONS "org.gtk.Notifications"
#define PORTAL "org.freedesktop.portal.Desktop"
#define NETWORK_MANAGER "org.freedesktop.NetworkManager"

typedef enum {
  LIAR_TRUE,   /* as the real one */
  LIAR_TYPES,  /* something of another type */
  LIAR_LONG,   /* a very long text */
  LIAR_NEVER,  /* nothing */
  LIAR_NESTED, /* variants in variants */
  LIAR_ERROR,  /* an error with markup for a name */
} LiarKind;

#define LONG_BYTES (16 * 1024 * 1024)
#define NESTED 32 /* D-Bus allows 64 */

typedef struct {
  GDBusConnection *bus;
  GAsyncQueue *calls; /* GDBusMessage */
  int kind;           /* LiarKind; atomic */
} Liar;

/* ---- a connection ---- */

static GDBusConnection *
bus_new (void) {
  g_autoptr (GError) error = NULL;
  GDBusConnection *bus =
      g_dbus_connection_new_for_address_sync (g_getenv ("DBUS_SESSION_BUS_ADDRESS"),
          G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
              G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
          NULL, NULL, &error);

  g_assert_no_error (error);
  return bus;
}

/* ---- the liar ---- */

static GVariant *
nested_new (void) {
  GVariant *value = g_variant_new_string ("<node><node><node/></node></node>");

  for (int i = 0; i < NESTED; i++)
    value = g_variant_new_variant (value);
  return g_variant_new_tuple (&value, 1);
}

static GVariant *
long_new (void) {
  g_autofree char *text = g_malloc (LONG_BYTES + 1);

  memset (text, '<', LONG_BYTES);
  text[LONG_BYTES] = '\0';
  return g_variant_new ("(s)", text);
}

static GVariant *
truth_new (const char *method) {
  if (g_str_equal (method, "Notify"))
    return g_variant_new ("(u)", 4711);
  if (g_str_equal (method, "GetAll"))
    return g_variant_new_parsed ("(@a{sv} {'version': <uint32 1>},)");
  return NULL;
}

static void
liar_answer (Liar *self, GDBusMessage *call) {
  g_autoptr (GDBusMessage) reply = g_dbus_message_new_method_reply (call);

  switch ((LiarKind)g_atomic_int_get (&self->kind)) {
  case LIAR_NEVER:
    return;
  case LIAR_TYPES:
    g_dbus_message_set_body (reply, g_variant_new_parsed ("(true, [(1, 'x')], @ay [0x00])"));
    break;
  case LIAR_LONG:
    g_dbus_message_set_body (reply, long_new ());
    break;
  case LIAR_NESTED:
    g_dbus_message_set_body (reply, nested_new ());
    break;
  case LIAR_ERROR:
    g_clear_object (&reply);
    reply = g_dbus_message_new_method_error_literal (
        call, "org.evil.Error", "<a href='file:///etc/passwd'>%s%n</a>");
    break;
  case LIAR_TRUE: {
    GVariant *body = truth_new (g_dbus_message_get_member (call));

    if (body != NULL)
      g_dbus_message_set_body (reply, body);
    break;
  }
  }
  g_dbus_connection_send_message (self->bus, reply, G_DBUS_SEND_MESSAGE_FLAGS_NONE, NULL, NULL);
}

/* In GDBus's thread. */
static GDBusMessage *
on_liar_message (GDBusConnection *bus, GDBusMessage *message, gboolean incoming, gpointer data) {
  Liar *self = data;

  if (!incoming || g_dbus_message_get_message_type (message) != G_DBUS_MESSAGE_TYPE_METHOD_CALL ||
      g_strcmp0 (g_dbus_message_get_sender (message), "org.freedesktop.DBus") == 0)
    return message;
  g_async_queue_push (self->calls, g_object_ref (message));
  liar_answer (self, message);
  g_object_unref (message);
  return NULL;
}

static G_GNUC_UNUSED Liar *
liar_new (const char *const *names, LiarKind kind) {
  Liar *self = g_new0 (Liar, 1);

  self->kind = kind;
  self->bus = bus_new ();
  self->calls = g_async_queue_new_full (g_object_unref);
  g_dbus_connection_add_filter (self->bus, on_liar_message, self, NULL);
  for (gsize i = 0; names[i] != NULL; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GVariant) reply =
        g_dbus_connection_call_sync (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
            "org.freedesktop.DBus", "RequestName", g_variant_new ("(su)", names[i], 0),
            G_VARIANT_TYPE ("(u)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);
    guint answer = 0;

    g_assert_no_error (error);
    g_variant_get (reply, "(u)", &answer);
    g_assert_cmpuint (answer, ==, 1);
  }
  return self;
}

static G_GNUC_UNUSED void
liar_free (Liar *self) {
  g_dbus_connection_close_sync (self->bus, NULL, NULL);
  g_object_unref (self->bus);
  g_async_queue_unref (self->calls);
  g_free (self);
}

static G_GNUC_UNUSED void
liar_emit (
    Liar *self, const char *path, const char *interface, const char *signal, GVariant *body) {
  g_autoptr (GError) error = NULL;

  g_dbus_connection_emit_signal (self->bus, NULL, path, interface, signal, body, &error);
  g_assert_no_error (error);
}

/* ---- the asker ---- */

typedef struct {
  GVariant *reply;
  gboolean is_done;
} Asked;

static void
on_asked (GObject *bus, GAsyncResult *result, gpointer data) {
  Asked *asked = data;

  asked->reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (bus), result, NULL);
  asked->is_done = TRUE;
}

/* Runs the main loop until there is an answer. Returns: (transfer full) (nullable): an error */
static G_GNUC_UNUSED GVariant *
ask (GDBusConnection *bus, const char *name, const char *path, const char *interface,
    const char *method, GVariant *parameters) {
  Asked asked = { 0 };

  g_dbus_connection_call (bus, name, path, interface, method, parameters, NULL,
      G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_asked, &asked);
  while (!asked.is_done)
    g_main_context_iteration (NULL, TRUE);
  return asked.reply;
}
