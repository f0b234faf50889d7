#pragma once

/* A text in the place of an earlier one (XEP-0308): the one element. Thread-safe, pure. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_CORRECT_NS "urn:xmpp:message-correct:0"

/* `id`: what the message had on the wire at first, however often it was changed (section 4).
 * Returns: (transfer full) */
ConfabStanza *confab_xep_correct_new (const char *id);
/* The id whose text `content`, a <message/> or what was sealed in one, replaces; NULL if it
 * replaces none, says two things, or takes something back. Borrowed. Whoever wrote it may still
 * have no right to. */
const char *confab_xep_correct_read (const ConfabStanza *content);

G_END_DECLS
