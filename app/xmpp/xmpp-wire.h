#pragma once

/* A link and its parser: bytes in, items out, in order. Shared by sign-in and stream; it outlives
 * the change from one to the other with all that has come already. For this folder. */

#include "base/base-random.h"
#include "net/net-link.h"
#include "xmpp/xmpp-parser.h"

G_BEGIN_DECLS

#define CONFAB_NS_STREAMS "http://etherx.jabber.org/streams"

typedef struct _ConfabWire ConfabWire;

typedef enum {
  CONFAB_WIRE_OPENED, /* stanza: the opening tag */
  CONFAB_WIRE_STANZA,
  CONFAB_WIRE_CLOSED, /* </stream:stream>; no stanza */
} ConfabWireKind;

typedef struct {
  ConfabWireKind kind;
  ConfabStanza *stanza; /* nullable */
  gboolean is_rest;     /* not one byte had come after it */
} ConfabWireItem;

void confab_xmpp_wire_item_free (ConfabWireItem *item);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabWireItem, confab_xmpp_wire_item_free)

/* Ref-counted, main thread only. The last reference closes the link. */
ConfabWire *confab_xmpp_wire_new (ConfabNetLink *link);
/* The link leads through the web door (RFC 7395): every stanza is a message of frames, and a
 * document of its own. `random` is borrowed. */
ConfabWire *confab_xmpp_wire_new_framed (ConfabNetLink *link, const ConfabRandom *random);
gboolean confab_xmpp_wire_is_framed (ConfabWire *self);
ConfabWire *confab_xmpp_wire_ref (ConfabWire *self);
void confab_xmpp_wire_unref (ConfabWire *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabWire, confab_xmpp_wire_unref)

ConfabNetLink *confab_xmpp_wire_get_link (ConfabWire *self);

/* Parses what was read. Errors show in pop, after the items before them. */
void confab_xmpp_wire_take (ConfabWire *self, GBytes *bytes);

/* The next item. NULL without `error`: nothing there, read more. NULL with `error` (XML, LIMIT): it
 * is over. Returns: (transfer full) (nullable) */
ConfabWireItem *confab_xmpp_wire_pop (ConfabWire *self, GError **error);
/* Before everything that pop has not given yet. Takes `item`. */
void confab_xmpp_wire_put_back (ConfabWire *self, ConfabWireItem *item);
guint confab_xmpp_wire_get_n_items (ConfabWire *self);

/* What is to be said, as the link wants it: one stanza, the end of the stream, or an error of the
 * stream with its end. */
void confab_xmpp_wire_append (ConfabWire *self, GByteArray *out, const char *text, gsize size);
/* Returns: (transfer full) */
GBytes *confab_xmpp_wire_dup_bytes (ConfabWire *self, const char *text);
/* A ping of the frames waits for its answer, which _append_pong gives. */
gboolean confab_xmpp_wire_has_pong (ConfabWire *self);
void confab_xmpp_wire_append_pong (ConfabWire *self, GByteArray *out);

/* A new stream on the same link: forgets everything. */
void confab_xmpp_wire_restart (ConfabWire *self);

/* Raises the bound, after sign-in. */
void confab_xmpp_wire_allow_more (ConfabWire *self);

/* <stream:error/> as an error: CONFLICT, TRY_LATER or STREAM; its message is the condition.
 * Returns: (transfer full) */
GError *confab_xmpp_wire_dup_stream_error (ConfabStanza *stanza);

G_END_DECLS
