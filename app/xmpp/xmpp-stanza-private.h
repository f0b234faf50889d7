#pragma once

/* The inside of a stanza, for the parser and the writer. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_NS_XML "http://www.w3.org/XML/1998/namespace"

struct _ConfabStanza {
  gatomicrefcount refs;
  char *name;
  GRefString *ns;        /* "" for none */
  GPtrArray *attributes; /* owned strings: name, value, name, value ...; nullable */
  GString *text;         /* nullable */
  GPtrArray *children;   /* a reference each; nullable */
};

/* TRUE if XML 1.0 allows the character (section 2.2). */
gboolean confab_xmpp_stanza_is_char (gunichar c);

/* As the public functions of the same name, for what expat has checked already. */
ConfabStanza *confab_xmpp_stanza_new_parsed (const char *name, const char *ns);
ConfabStanza *
confab_xmpp_stanza_add_parsed (ConfabStanza *parent, const char *name, const char *ns);
void confab_xmpp_stanza_set_parsed (ConfabStanza *stanza, const char *name, const char *value);
void confab_xmpp_stanza_append_parsed (ConfabStanza *stanza, const char *text, gsize size);

/* The name of the first child of namespace `ns` that looks like an error condition, else
 * "undefined-condition". Borrowed. RFC 6120 4.9.2, 6.5, 8.3.2. */
const char *confab_xmpp_stanza_get_condition (const ConfabStanza *error, const char *ns);

G_END_DECLS
