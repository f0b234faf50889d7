/* Link, parser and the items between them. Refuses to lose the order: an error comes after the
 * items that were read before it. Knows nothing of what the items mean. Through the web door
 * (RFC 7395) it refuses a message that is not exactly one element, and a stream's tag in it. */

#include "xmpp/xmpp-wire.h"

#include <string.h>

#include "xmpp/xmpp-frames.h"
#include "xmpp/xmpp-stanza-private.h"

#define NS_FRAMING "urn:ietf:params:xml:ns:xmpp-framing"
#define ERROR_TAG "<stream:error"
#define END_TAG "</stream:stream>"
#define NS_STREAM_ERRORS "urn:ietf:params:xml:ns:xmpp-streams"

struct _ConfabWire {
  guint refs;
  ConfabNetLink *link;
  ConfabXmppParser *parser; /* NULL: there are frames */
  ConfabFrames *frames;     /* NULL: there are none */
  GQueue items;             /* of ConfabWireItem */
  GError *error;
};

void
confab_xmpp_wire_item_free (ConfabWireItem *item) {
  g_clear_pointer (&item->stanza, confab_xmpp_stanza_unref);
  g_free (item);
}

static void
push (ConfabWire *self, ConfabWireKind kind, ConfabStanza *stanza) {
  ConfabWireItem *item = g_new0 (ConfabWireItem, 1);

  item->kind = kind;
  if (stanza != NULL)
    item->stanza = confab_xmpp_stanza_ref (stanza);
  item->is_rest = self->parser != NULL && confab_xmpp_parser_is_at_rest (self->parser);
  g_queue_push_tail (&self->items, item);
}

static void
on_parser_opened (gpointer data, ConfabStanza *header) {
  push (data, CONFAB_WIRE_OPENED, header);
}

static void
on_parser_stanza (gpointer data, ConfabStanza *stanza) {
  push (data, CONFAB_WIRE_STANZA, stanza);
}

static void
on_parser_closed (gpointer data) {
  push (data, CONFAB_WIRE_CLOSED, NULL);
}

static ConfabWire *
wire_new (ConfabNetLink *link) {
  ConfabWire *self = g_new0 (ConfabWire, 1);

  self->refs = 1;
  self->link = g_object_ref (link);
  g_queue_init (&self->items);
  return self;
}

ConfabWire *
confab_xmpp_wire_new (ConfabNetLink *link) {
  static const ConfabXmppParserEvents events = { on_parser_opened, on_parser_stanza,
    on_parser_closed };
  ConfabWire *self = wire_new (link);

  self->parser = confab_xmpp_parser_new (&events, self);
  return self;
}

ConfabWire *
confab_xmpp_wire_new_framed (ConfabNetLink *link, const ConfabRandom *random) {
  ConfabWire *self = wire_new (link);

  self->frames = confab_xmpp_frames_new (random);
  return self;
}

gboolean
confab_xmpp_wire_is_framed (ConfabWire *self) {
  return self->frames != NULL;
}

ConfabWire *
confab_xmpp_wire_ref (ConfabWire *self) {
  self->refs++;
  return self;
}

static void
drop_items (ConfabWire *self) {
  g_queue_clear_full (&self->items, (GDestroyNotify)confab_xmpp_wire_item_free);
  g_clear_error (&self->error);
}

void
confab_xmpp_wire_unref (ConfabWire *self) {
  if (--self->refs > 0)
    return;
  confab_net_link_close (self->link);
  g_clear_object (&self->link);
  drop_items (self);
  g_clear_pointer (&self->parser, confab_xmpp_parser_free);
  g_clear_pointer (&self->frames, confab_xmpp_frames_free);
  g_free (self);
}

ConfabNetLink *
confab_xmpp_wire_get_link (ConfabWire *self) {
  return self->link;
}

/* ---- in ---- */

/* <open/> as the opening tag that it stands for. */
static void
push_opened (ConfabWire *self, ConfabStanza *open) {
  g_autoptr (ConfabStanza) header = confab_xmpp_stanza_new ("stream", CONFAB_NS_STREAMS);

  confab_xmpp_stanza_set (header, "version", confab_xmpp_stanza_get (open, "version"));
  push (self, CONFAB_WIRE_OPENED, header);
}

/* One message, which is one document. */
static void
take_message (ConfabWire *self, GBytes *message) {
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse_alone (message, &self->error);

  if (stanza == NULL)
    return;
  if (confab_xmpp_stanza_is (stanza, "open", NS_FRAMING))
    push_opened (self, stanza);
  else if (confab_xmpp_stanza_is (stanza, "close", NS_FRAMING))
    push (self, CONFAB_WIRE_CLOSED, NULL);
  else if (confab_xmpp_stanza_is (stanza, "stream", CONFAB_NS_STREAMS))
    g_set_error_literal (
        &self->error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_PROTOCOL, "a stream in a frame");
  else
    push (self, CONFAB_WIRE_STANZA, stanza);
}

void
confab_xmpp_wire_take (ConfabWire *self, GBytes *bytes) {
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (self->error == NULL && self->frames == NULL)
    confab_xmpp_parser_feed (self->parser, data, size, &self->error);
  while (self->error == NULL && self->frames != NULL) {
    g_autoptr (GBytes) message = NULL;

    if (!confab_xmpp_frames_take (self->frames, &data, &size, &message, &self->error) ||
        message == NULL)
      return;
    take_message (self, message);
  }
}

ConfabWireItem *
confab_xmpp_wire_pop (ConfabWire *self, GError **error) {
  ConfabWireItem *item = g_queue_pop_head (&self->items);

  if (item == NULL && self->error != NULL)
    g_propagate_error (error, g_error_copy (self->error));
  return item;
}

void
confab_xmpp_wire_put_back (ConfabWire *self, ConfabWireItem *item) {
  g_queue_push_head (&self->items, item);
}

guint
confab_xmpp_wire_get_n_items (ConfabWire *self) {
  return g_queue_get_length (&self->items);
}

/* What frames have broken stays broken. */
void
confab_xmpp_wire_restart (ConfabWire *self) {
  drop_items (self);
  if (self->parser != NULL)
    confab_xmpp_parser_reset (self->parser);
}

void
confab_xmpp_wire_allow_more (ConfabWire *self) {
  if (self->parser != NULL)
    confab_xmpp_parser_set_max_stanza (self->parser, CONFAB_XMPP_MAX_STANZA);
  else
    confab_xmpp_frames_set_max (self->frames, CONFAB_XMPP_MAX_STANZA);
}

/* ---- out ---- */

/* `text` as a message of its own, with `declared` behind the name of its element. */
static void
append_declared (ConfabWire *self, GByteArray *out, const char *text, gsize size, gsize n_name,
    const char *declared) {
  g_autoptr (GString) whole = g_string_new_len (text, (gssize)n_name);

  g_string_append (whole, declared);
  g_string_append_len (whole, text + n_name, (gssize)(size - n_name));
  confab_xmpp_frames_append (self->frames, out, whole->str, whole->len);
}

static void
append_end (ConfabWire *self, GByteArray *out) {
  static const char end[] = "<close xmlns='" NS_FRAMING "'/>";

  confab_xmpp_frames_append (self->frames, out, end, strlen (end));
}

static gboolean
has_prefix (const char *text, gsize size, const char *prefix) {
  return size >= strlen (prefix) && memcmp (text, prefix, strlen (prefix)) == 0;
}

/* What our own writer makes (xmpp-stanza-text.c): a namespace stands behind the name, and that of
 * the stream is left out. */
static void
append_framed (ConfabWire *self, GByteArray *out, const char *text, gsize size) {
  gsize n_name = 0;

  if (has_prefix (text, size, ERROR_TAG)) {
    append_declared (self, out, text, size - strlen (END_TAG), strlen (ERROR_TAG),
        " xmlns:stream='" CONFAB_NS_STREAMS "'");
    append_end (self, out);
    return;
  }
  if (has_prefix (text, size, END_TAG)) {
    append_end (self, out);
    return;
  }
  while (n_name < size && strchr (" />", text[n_name]) == NULL)
    n_name++;
  append_declared (self, out, text, size, n_name,
      has_prefix (text + n_name, size - n_name, " xmlns='") ? "" : " xmlns='" CONFAB_NS_CLIENT "'");
}

void
confab_xmpp_wire_append (ConfabWire *self, GByteArray *out, const char *text, gsize size) {
  if (self->frames != NULL)
    append_framed (self, out, text, size);
  else
    g_byte_array_append (out, (const guint8 *)text, (guint)size);
}

GBytes *
confab_xmpp_wire_dup_bytes (ConfabWire *self, const char *text) {
  GByteArray *out = g_byte_array_new ();

  confab_xmpp_wire_append (self, out, text, strlen (text));
  return g_byte_array_free_to_bytes (out);
}

gboolean
confab_xmpp_wire_has_pong (ConfabWire *self) {
  return self->frames != NULL && confab_xmpp_frames_has_pong (self->frames);
}

void
confab_xmpp_wire_append_pong (ConfabWire *self, GByteArray *out) {
  if (self->frames != NULL)
    confab_xmpp_frames_append_pong (self->frames, out);
}

GError *
confab_xmpp_wire_dup_stream_error (ConfabStanza *stanza) {
  const char *condition = confab_xmpp_stanza_get_condition (stanza, NS_STREAM_ERRORS);
  ConfabXmppError code = CONFAB_XMPP_ERROR_STREAM;

  if (g_str_equal (condition, "conflict"))
    code = CONFAB_XMPP_ERROR_CONFLICT;
  else if (g_str_equal (condition, "see-other-host") ||
           g_str_equal (condition, "resource-constraint") ||
           g_str_equal (condition, "system-shutdown") || g_str_equal (condition, "reset"))
    code = CONFAB_XMPP_ERROR_TRY_LATER;
  else if (g_str_equal (condition, "policy-violation"))
    code = CONFAB_XMPP_ERROR_RULES;
  return g_error_new_literal (CONFAB_XMPP_ERROR, code, condition);
}
