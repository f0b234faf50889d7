/* Two calls and the answer to a question between them. Every call waits ten seconds at most, the
 * question as long as the caller does. It goes round the portal nowhere: what the desktop refuses
 * is refused. */

#include "check/check-portal.h"

#include <gio/gunixfdlist.h>
#include <glib/gstdio.h>

#include "base/base-fiber.h"
#include "base/base-random.h"

#define CALL_MS 10000
#define PRESENT_TRIES 3 /* a portal that was just started has not counted the cameras yet */
#define PRESENT_PAUSE_MS 400
#define TOKEN_BYTES 8
#define DESKTOP "org.freedesktop.portal.Desktop"
#define DESKTOP_PATH "/org/freedesktop/portal/desktop"
#define CAMERA "org.freedesktop.portal.Camera"
#define REQUEST "org.freedesktop.portal.Request"

typedef enum { ANSWER_YES, ANSWER_NO, ANSWER_OTHER } Answer; /* as Request.Response says it */

static DexFuture *
call_desktop (GDBusConnection *bus, const char *interface, const char *method, GVariant *arguments,
    const char *reply) {
  return dex_dbus_connection_call (bus, DESKTOP, DESKTOP_PATH, interface, method, arguments,
      G_VARIANT_TYPE (reply), G_DBUS_CALL_FLAGS_NONE, CALL_MS);
}

/* In a fiber. */
static gboolean
await_present (GDBusConnection *bus, GCancellable *cancellable) {
  for (guint i = 0; i < PRESENT_TRIES && !g_cancellable_is_cancelled (cancellable); i++) {
    g_autoptr (GVariant) value = NULL;
    g_autoptr (GVariant) reply =
        dex_await_variant (call_desktop (bus, "org.freedesktop.DBus.Properties", "Get",
                               g_variant_new ("(ss)", CAMERA, "IsCameraPresent"), "(v)"),
            NULL);

    if (reply == NULL)
      return FALSE;
    g_variant_get (reply, "(v)", &value);
    if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) && g_variant_get_boolean (value))
      return TRUE;
    dex_await (dex_timeout_new_msec (PRESENT_PAUSE_MS), NULL);
  }
  return FALSE;
}

static void
on_response (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
    const char *signal, GVariant *words, gpointer data) {
  DexPromise *promise = data;
  guint answer = ANSWER_OTHER;

  if (!dex_future_is_pending (DEX_FUTURE (promise)))
    return;
  if (g_variant_is_of_type (words, G_VARIANT_TYPE ("(ua{sv})")))
    g_variant_get (words, "(ua{sv})", &answer, NULL);
  dex_promise_resolve_uint (promise, answer);
}

/* The path is known before the call, so that no answer comes too early to be heard. */
static char *
dup_request_path (GDBusConnection *bus, const char *token) {
  g_autofree char *sender = g_strdup (g_dbus_connection_get_unique_name (bus) + 1);

  return g_strdup_printf (DESKTOP_PATH "/request/%s/%s", g_strdelimit (sender, ".", '_'), token);
}

static void
take_question_back (GDBusConnection *bus, const char *path) {
  g_dbus_connection_call (bus, DESKTOP, path, REQUEST, "Close", NULL, NULL,
      G_DBUS_CALL_FLAGS_NO_AUTO_START, CALL_MS, NULL, NULL, NULL);
}

/* In a fiber. */
static gboolean
await_access (GDBusConnection *bus, GCancellable *cancellable, GError **error) {
  g_autofree char *id = confab_base_random_dup_id (confab_base_random_system (), TOKEN_BYTES);
  g_autofree char *token = g_strconcat ("confab", id, NULL);
  g_autofree char *path = dup_request_path (bus, token);
  g_autoptr (DexPromise) promise = dex_promise_new ();
  guint subscription = g_dbus_connection_signal_subscribe (bus, DESKTOP, REQUEST, "Response", path,
      NULL, G_DBUS_SIGNAL_FLAGS_NONE, on_response, dex_ref (promise), dex_unref);
  GVariantDict options;
  guint answer = ANSWER_OTHER;
  g_autoptr (GVariant) reply = NULL;

  g_variant_dict_init (&options, NULL);
  g_variant_dict_insert (&options, "handle_token", "s", token);
  reply = dex_await_variant (call_desktop (bus, CAMERA, "AccessCamera",
                                 g_variant_new ("(@a{sv})", g_variant_dict_end (&options)), "(o)"),
      NULL);
  if (reply != NULL) {
    dex_await (dex_future_first (
                   dex_ref (promise), dex_cancellable_new_from_cancellable (cancellable), NULL),
        NULL);
    if (dex_future_is_resolved (DEX_FUTURE (promise)))
      answer = dex_await_uint (dex_ref (promise), NULL);
    else
      take_question_back (bus, path);
  }
  g_dbus_connection_signal_unsubscribe (bus, subscription);

  if (reply == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no camera portal");
  else if (answer != ANSWER_YES)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "not allowed");
  return reply != NULL && answer == ANSWER_YES;
}

/* In a fiber. -1 if there is none. */
static int
await_remote (GDBusConnection *bus) {
  g_autoptr (DexFuture) call = dex_dbus_connection_call_with_unix_fd_list (bus, DESKTOP,
      DESKTOP_PATH, CAMERA, "OpenPipeWireRemote", g_variant_new_parsed ("(@a{sv} {},)"),
      G_VARIANT_TYPE ("(h)"), G_DBUS_CALL_FLAGS_NONE, CALL_MS, NULL);
  DexFutureSet *both = DEX_FUTURE_SET (call);
  g_autoptr (GVariant) reply = NULL;
  g_autoptr (GUnixFDList) list = NULL;
  int handle;

  if (!dex_await (dex_ref (call), NULL))
    return -1;
  reply = dex_await_variant (dex_ref (dex_future_set_get_future_at (both, 0)), NULL);
  list = dex_await_object (dex_ref (dex_future_set_get_future_at (both, 1)), NULL);
  if (reply == NULL || list == NULL)
    return -1;
  g_variant_get (reply, "(h)", &handle);
  if (handle < 0 || handle >= g_unix_fd_list_get_length (list))
    return -1;
  return g_unix_fd_list_get (list, handle, NULL);
}

static DexFuture *
open_camera (gpointer data) {
  GCancellable *cancellable = data;
  g_autoptr (GDBusConnection) bus = dex_await_object (dex_bus_get (G_BUS_TYPE_SESSION), NULL);
  g_autoptr (GError) error = NULL;
  int fd = -1;

  if (bus == NULL || !await_present (bus, cancellable))
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no camera");
  else if (await_access (bus, cancellable, &error))
    fd = await_remote (bus);
  if (g_cancellable_is_cancelled (cancellable)) {
    if (fd >= 0)
      g_close (fd, NULL);
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "not wanted any more");
  }
  if (error != NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (fd < 0)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "no link to cameras");
  return dex_future_new_for_int (fd);
}

DexFuture *
confab_check_portal_open_camera (GCancellable *cancellable) {
  return confab_base_fiber_start (open_camera, g_object_ref (cancellable), g_object_unref);
}
