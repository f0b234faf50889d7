#pragma once

/* Entity capabilities (XEP-0115): one attribute of our presence stands for all that disco would
 * answer, so that servers know which events to pass on (XEP-0163 section 6) and nobody has to ask.
 */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

/* Required to be the program's address on the web; ours is the extension's own namespace, which
 * every program could use and which names none (R19). */
#define CONFAB_XEP_CAPS_NODE "http://jabber.org/protocol/caps"

/* The verification string (5.1, SHA-1) of a <query/> of disco#info: its identities and features;
 * forms are not looked at. Pure. Returns: (transfer full) */
char *confab_xep_caps_dup_ver (const ConfabStanza *info);

/* The <c/> of our presence. Returns: (transfer full) */
ConfabStanza *confab_xep_caps_new (void);

/* TRUE if `node` is what a question about our <c/> asks for: NODE#ver (6.2). */
gboolean confab_xep_caps_is_node (const char *node);

G_END_DECLS
