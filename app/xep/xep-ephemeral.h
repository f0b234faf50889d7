#pragma once

/* Messages that disappear (XEP-0466): the one element, inside what is sealed. Thread-safe, pure. */

#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XEP_EPHEMERAL_NS "urn:xmpp:ephemeral:0"

/* Seconds that a timer may have; what is shorter nobody could read, what is longer is none. */
#define CONFAB_XEP_EPHEMERAL_MIN 5
#define CONFAB_XEP_EPHEMERAL_MAX (365 * 24 * 60 * 60)

typedef enum {
  CONFAB_EPHEMERAL_NONE = 0, /* nothing is said, or nothing that can be believed */
  CONFAB_EPHEMERAL_SET,
  CONFAB_EPHEMERAL_OFF, /* from now on messages stay */
} ConfabEphemeral;

gboolean confab_xep_ephemeral_is_timer (guint32 seconds);

/* What a message with that timer carries (3.2). 0 ends it. Returns: (transfer full) */
ConfabStanza *confab_xep_ephemeral_new (guint32 seconds);
/* "I want out" (3.5), for programs that look for it where a timer ends. Returns: (transfer full) */
ConfabStanza *confab_xep_ephemeral_out_new (void);

/* What `content` says, which must have been sealed: a server that wrote it could have messages
 * erased. `seconds` is set with SET, to MIN..MAX. */
ConfabEphemeral confab_xep_ephemeral_read (const ConfabStanza *content, guint32 *seconds);

G_END_DECLS
