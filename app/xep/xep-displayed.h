#pragma once

/* That messages were read (XEP-0333): the wish beside a text, and the word that answers it.
 * Thread-safe, pure. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_DISPLAYED_NS "urn:xmpp:chat-markers:0"

/* "Tell me when it is read". Returns: (transfer full) */
ConfabStanza *confab_xep_displayed_wish_new (void);
/* `content`, a <message/> or what was sealed in one, says that. */
gboolean confab_xep_displayed_is_wished (const ConfabStanza *content);

/* "Read up to the message `id`". Returns: (transfer full) */
ConfabStanza *confab_xep_displayed_new (const char *id);
/* The id that `content` says was read; NULL if it says none, or two. Borrowed. */
const char *confab_xep_displayed_read (const ConfabStanza *content);

G_END_DECLS
