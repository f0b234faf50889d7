#pragma once

/* One XML element with attributes, text and children: a whole stanza or a part of one. Built by one
 * owner, then shared read-only. Freeing is iterative, so depth costs no stack. */

#include <glib-object.h>

G_BEGIN_DECLS

#define CONFAB_NS_CLIENT "jabber:client"
#define CONFAB_NS_STANZAS "urn:ietf:params:xml:ns:xmpp-stanzas"

typedef struct _ConfabStanza ConfabStanza;

#define CONFAB_TYPE_STANZA (confab_xmpp_stanza_get_type ())
GType confab_xmpp_stanza_get_type (void);

/* An element; `ns` NULL: none. Both names are XML names that code chose. Returns: (transfer full)
 */
ConfabStanza *confab_xmpp_stanza_new (const char *name, const char *ns);
ConfabStanza *confab_xmpp_stanza_ref (ConfabStanza *stanza);
void confab_xmpp_stanza_unref (ConfabStanza *stanza);

/* ---- building; only by the one owner, before it is shared ---- */

/* `value` NULL removes. A name may carry the prefix "xml:"; other namespaced attributes are not
 * made. */
void confab_xmpp_stanza_set (ConfabStanza *stanza, const char *name, const char *value);
/* Takes `child`. */
void confab_xmpp_stanza_take_child (ConfabStanza *stanza, ConfabStanza *child);
/* A new child element; `ns` NULL: that of the parent. Borrowed. */
ConfabStanza *confab_xmpp_stanza_add (ConfabStanza *stanza, const char *name, const char *ns);
/* As _add, with text in it. Borrowed. */
ConfabStanza *confab_xmpp_stanza_add_text (
    ConfabStanza *stanza, const char *name, const char *ns, const char *text);
/* Appends to the element's own text. Characters that XML forbids are dropped. */
void confab_xmpp_stanza_append_text (ConfabStanza *stanza, const char *text);

/* ---- reading; all borrowed ---- */

const char *confab_xmpp_stanza_get_name (const ConfabStanza *stanza);
const char *confab_xmpp_stanza_get_ns (const ConfabStanza *stanza);
gboolean confab_xmpp_stanza_is (const ConfabStanza *stanza, const char *name, const char *ns);
/* Attribute without namespace, or "xml:lang". NULL if absent. */
const char *confab_xmpp_stanza_get (const ConfabStanza *stanza, const char *name);
/* The element's own text, without that of children; "" if none. */
const char *confab_xmpp_stanza_get_text (const ConfabStanza *stanza);
/* First child of that name and namespace; `ns` NULL: that of the parent. `name` NULL: any. NULL if
 * none. */
ConfabStanza *
confab_xmpp_stanza_get_child (const ConfabStanza *stanza, const char *name, const char *ns);
/* Text of that child, or NULL if there is no such child. */
const char *
confab_xmpp_stanza_get_child_text (const ConfabStanza *stanza, const char *name, const char *ns);
guint confab_xmpp_stanza_get_n_children (const ConfabStanza *stanza);
ConfabStanza *confab_xmpp_stanza_get_nth (const ConfabStanza *stanza, guint n);

/* ---- writing ---- */

/* The element as XML text; the default namespace jabber:client is left out at the top, as inside a
 * stream. Returns: (transfer full) */
GBytes *confab_xmpp_stanza_to_bytes (const ConfabStanza *stanza);
char *confab_xmpp_stanza_to_string (const ConfabStanza *stanza);

/* Parses one whole element, with the bounds of xmpp-parser.h and jabber:client as the default
 * namespace. NULL with `error`. */
ConfabStanza *confab_xmpp_stanza_parse (const char *text, gssize length, GError **error);
/* The same of one that stands alone: it inherits no namespace, and nothing comes before it, not
 * even a declaration. */
ConfabStanza *confab_xmpp_stanza_parse_alone (GBytes *bytes, GError **error);

/* ---- helpers every extension needs ---- */

/* <iq type= to= id=/>; `to` and `id` may be NULL (the stream gives an id). */
ConfabStanza *confab_xmpp_stanza_new_iq (const char *type, const char *to, const char *id);
/* The stanza error in an answer of type "error" as CONFAB_XMPP_ERROR; NULL if it is none. Its
 * message is the condition. */
GError *confab_xmpp_stanza_dup_error (const ConfabStanza *stanza);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStanza, confab_xmpp_stanza_unref)

G_END_DECLS
