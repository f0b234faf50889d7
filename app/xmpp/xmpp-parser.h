#pragma once

/* Bytes of one stream to stanzas (expat). Bounded in depth, attributes, children and bytes; a DTD,
 * processing instruction or comment ends it. After an error it stays in error. */

#include "xmpp/xmpp-error.h"
#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XMPP_MAX_STANZA_BEFORE (64 * 1024) /* bytes, before sign-in */
#define CONFAB_XMPP_MAX_STANZA (1024 * 1024)      /* bytes, after; XML-06 */
#define CONFAB_XMPP_MAX_DEPTH 64
#define CONFAB_XMPP_MAX_ATTRIBUTES 64  /* of one element */
#define CONFAB_XMPP_MAX_ELEMENTS 20000 /* in one stanza */

typedef struct _ConfabXmppParser ConfabXmppParser;

typedef struct {
  /* The opening tag; its attributes only. */
  void (*opened) (gpointer data, ConfabStanza *header);
  /* One whole stanza (or nonza). Borrowed. */
  void (*stanza) (gpointer data, ConfabStanza *stanza);
  /* </stream:stream> */
  void (*closed) (gpointer data);
} ConfabXmppParserEvents;

/* Callbacks may free or reset the parser: it notices after they return (deferred). Returns:
 * (transfer full) */
ConfabXmppParser *confab_xmpp_parser_new (const ConfabXmppParserEvents *events, gpointer data);
void confab_xmpp_parser_free (ConfabXmppParser *parser);

/* FALSE with `error` (XML or LIMIT) at the first offence. What comes after </stream:stream> is
 * ignored. */
gboolean
confab_xmpp_parser_feed (ConfabXmppParser *parser, const guint8 *bytes, gsize size, GError **error);

/* A new stream on the same connection (after STARTTLS and SASL): forgets all state and unread
 * bytes. */
void confab_xmpp_parser_reset (ConfabXmppParser *parser);

/* TRUE if nothing is left half read: no open element but the stream, no bytes waiting. For
 * STARTTLS. */
gboolean confab_xmpp_parser_is_at_rest (ConfabXmppParser *parser);

/* Raises the bound after sign-in. */
void confab_xmpp_parser_set_max_stanza (ConfabXmppParser *parser, gsize bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXmppParser, confab_xmpp_parser_free)

G_END_DECLS
