#pragma once

/* A line that counts as TLS 1.3 with a channel binding of its own, over any stream: what is written
 * goes through as it is. For sign-ins to a scripted server that are bound to the line. */

#include <gio/gio.h>

#define BOUND_BYTES 32
#define BOUND_BYTE 0x5a /* the binding is this, 32 times */

#define BOUND_TYPE_LINE (bound_line_get_type ())
G_DECLARE_FINAL_TYPE (BoundLine, bound_line, BOUND, LINE, GTlsConnection)

struct _BoundLine {
  GTlsConnection parent_instance;
  GIOStream *base; /* owned */
};

G_DEFINE_FINAL_TYPE (BoundLine, bound_line, G_TYPE_TLS_CONNECTION)

static GInputStream *
bound_line_get_input (GIOStream *stream) {
  return g_io_stream_get_input_stream (BOUND_LINE (stream)->base);
}

static GOutputStream *
bound_line_get_output (GIOStream *stream) {
  return g_io_stream_get_output_stream (BOUND_LINE (stream)->base);
}

static gboolean
bound_line_close (GIOStream *stream, GCancellable *cancellable, GError **error) {
  return g_io_stream_close (BOUND_LINE (stream)->base, cancellable, error);
}

static gboolean
bound_line_get_binding (
    GTlsConnection *line, GTlsChannelBindingType type, GByteArray *data, GError **error) {
  guint8 bytes[BOUND_BYTES];

  if (type != G_TLS_CHANNEL_BINDING_TLS_EXPORTER) {
    g_set_error_literal (error, G_TLS_CHANNEL_BINDING_ERROR,
        G_TLS_CHANNEL_BINDING_ERROR_NOT_AVAILABLE, "only the exporter");
    return FALSE;
  }
  memset (bytes, BOUND_BYTE, sizeof bytes);
  g_byte_array_append (data, bytes, sizeof bytes);
  return TRUE;
}

/* As created or asked for: nothing of it matters but the version. */
static void
bound_line_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec) {
}

static void
bound_line_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec) {
  if (g_str_equal (spec->name, "protocol-version"))
    g_value_set_enum (value, G_TLS_PROTOCOL_VERSION_TLS_1_3);
}

static void
bound_line_finalize (GObject *object) {
  g_clear_object (&BOUND_LINE (object)->base);
  G_OBJECT_CLASS (bound_line_parent_class)->finalize (object);
}

static void
bound_line_class_init (BoundLineClass *class) {
  static const char *const names[] = { "base-io-stream", "use-system-certdb", "database",
    "interaction", "require-close-notify", "rehandshake-mode", "certificate", "peer-certificate",
    "peer-certificate-errors", "advertised-protocols", "negotiated-protocol", "protocol-version",
    "ciphersuite-name" };
  GObjectClass *object = G_OBJECT_CLASS (class);
  GIOStreamClass *stream = G_IO_STREAM_CLASS (class);

  object->set_property = bound_line_set_property;
  object->get_property = bound_line_get_property;
  object->finalize = bound_line_finalize;
  stream->get_input_stream = bound_line_get_input;
  stream->get_output_stream = bound_line_get_output;
  stream->close_fn = bound_line_close;
  G_TLS_CONNECTION_CLASS (class)->get_binding_data = bound_line_get_binding;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_object_class_override_property (object, i + 1, names[i]);
}

static void
bound_line_init (BoundLine *self) {
}

/* Takes `base`. */
static inline GIOStream *
bound_line_new (GIOStream *base) {
  BoundLine *self = g_object_new (BOUND_TYPE_LINE, NULL);

  self->base = base;
  return G_IO_STREAM (self);
}
