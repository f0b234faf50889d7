/* Link, parser and the items between them. Refuses to lose the order: an error comes after the
 * items that were read before it. Knows nothing of what the items mean. */

#include "xmpp/xmpp-wire.h"

#include <string.h>

#include "xmpp/xmpp-stanza-private.h"

#define NS_STREAM_ERRORS "urn:ietf:params:xml:ns:xmpp-streams"

struct _ConfabWire {
  guint refs;
  ConfabNetLink *link;
  ConfabXmppParser *parser;
  GQueue items; /* of ConfabWireItem */
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
  item->is_rest = confab_xmpp_parser_is_at_rest (self->parser);
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

ConfabWire *
confab_xmpp_wire_new (ConfabNetLink *link) {
  static const ConfabXmppParserEvents events = { on_parser_opened, on_parser_stanza,
    on_parser_closed };
  ConfabWire *self = g_new0 (ConfabWire, 1);

  self->refs = 1;
  self->link = g_object_ref (link);
  self->parser = confab_xmpp_parser_new (&events, self);
  g_queue_init (&self->items);
  return self;
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
  g_free (self);
}

ConfabNetLink *
confab_xmpp_wire_get_link (ConfabWire *self) {
  return self->link;
}

void
confab_xmpp_wire_take (ConfabWire *self, GBytes *bytes) {
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (self->error == NULL)
    confab_xmpp_parser_feed (self->parser, data, size, &self->error);
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

void
confab_xmpp_wire_restart (ConfabWire *self) {
  drop_items (self);
  confab_xmpp_parser_reset (self->parser);
}

void
confab_xmpp_wire_allow_more (ConfabWire *self) {
  confab_xmpp_parser_set_max_stanza (self->parser, CONFAB_XMPP_MAX_STANZA);
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
