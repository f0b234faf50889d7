#pragma once

/* Taking a message back (XEP-0424): the one element, and how a message in the clear carries it.
 * Thread-safe, pure. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_RETRACT_NS "urn:xmpp:message-retract:1"

/* `id`: what the message had on the wire. Returns: (transfer full) */
ConfabStanza *confab_xep_retract_new (const char *id);
/* The id that `content`, a <message/> or what was sealed in one, takes back; NULL if it takes back
 * none or says two things. Borrowed. Whoever wrote it may still have no right to. */
const char *confab_xep_retract_read (const ConfabStanza *content);
/* Its text only says to other programs that something is taken back (XEP-0428). */
gboolean confab_xep_retract_is_text_for_others (const ConfabStanza *content);

G_END_DECLS
