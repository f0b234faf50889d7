/* One question and one answer between two programs of the same user. It tells what the network page
 * shows and takes no orders: there is nothing to set, to start or to send by it. */

#include "app/app-report.h"

#define PATH "/im/confab/Confab/Network"
#define INTERFACE "im.confab.Confab.Network"
#define METHOD "Report"
#define PATIENCE_MS 5000

static const char description[] = "<node><interface name='" INTERFACE "'><method name='" METHOD
                                  "'><arg type='s' direction='out'/></method></interface></node>";

/* ---- answering ---- */

typedef struct {
  ConfabAppReportMake make;
  gpointer data;
} Offer;

static void
on_called (GDBusConnection *connection, const char *sender, const char *path, const char *interface,
    const char *method, GVariant *parameters, GDBusMethodInvocation *invocation, gpointer data) {
  const Offer *offer = data;
  g_autofree char *text = offer->make (offer->data);

  if (text == NULL)
    g_dbus_method_invocation_return_error_literal (
        invocation, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "not open yet");
  else
    g_dbus_method_invocation_return_value (invocation, g_variant_new ("(s)", text));
}

guint
confab_app_report_offer (
    GDBusConnection *connection, ConfabAppReportMake make, gpointer data, GError **error) {
  static const GDBusInterfaceVTable table = { .method_call = on_called };
  g_autoptr (GDBusNodeInfo) node = g_dbus_node_info_new_for_xml (description, error);
  Offer *offer;
  guint id;

  if (node == NULL)
    return 0;
  offer = g_new0 (Offer, 1);
  offer->make = make;
  offer->data = data;
  id = g_dbus_connection_register_object (
      connection, PATH, node->interfaces[0], &table, offer, g_free, error);
  return id;
}

void
confab_app_report_withdraw (GDBusConnection *connection, guint offer) {
  g_dbus_connection_unregister_object (connection, offer);
}

/* ---- asking ---- */

typedef struct {
  char *id;
  ConfabAppReportDone done;
  gpointer data;
} Question;

/* Takes `question` and `error`. */
static void
finish (Question *question, const char *text, GError *error) {
  question->done (text, error, question->data);
  g_clear_error (&error);
  g_free (question->id);
  g_free (question);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data) {
  GError *error = NULL;
  const char *text = NULL;
  g_autoptr (GVariant) answer =
      g_dbus_connection_call_finish (G_DBUS_CONNECTION (source), result, &error);

  if (answer != NULL)
    g_variant_get (answer, "(&s)", &text);
  else if (g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_SERVICE_UNKNOWN) ||
           g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_NAME_HAS_NO_OWNER)) {
    g_clear_error (&error);
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "not running");
  } else
    g_dbus_error_strip_remote_error (error);
  finish (data, text, error);
}

static void
on_bus (GObject *source, GAsyncResult *result, gpointer data) {
  Question *question = data;
  GError *error = NULL;
  g_autoptr (GDBusConnection) connection = g_bus_get_finish (result, &error);

  if (connection == NULL) {
    finish (question, NULL, error);
    return;
  }
  g_dbus_connection_call (connection, question->id, PATH, INTERFACE, METHOD, NULL,
      G_VARIANT_TYPE ("(s)"), G_DBUS_CALL_FLAGS_NO_AUTO_START, PATIENCE_MS, NULL, on_answered,
      question);
}

void
confab_app_report_ask (const char *id, ConfabAppReportDone done, gpointer data) {
  Question *question = g_new0 (Question, 1);

  question->id = g_strdup (id);
  question->done = done;
  question->data = data;
  g_bus_get (G_BUS_TYPE_SESSION, NULL, on_bus, question);
}
