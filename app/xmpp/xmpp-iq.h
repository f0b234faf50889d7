#pragma once

/* Queries that wait for their answers (RFC 6120 8.2.3). For this folder. */

#include <libdex.h>

#include "base/base-clock.h"
#include "base/base-jid.h"
#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

#define CONFAB_XMPP_MAX_QUERIES 256
#define CONFAB_XMPP_QUERY_US (60 * G_USEC_PER_SEC)

typedef struct _ConfabQueries ConfabQueries;

/* `address`: whose account this is. */
ConfabQueries *confab_xmpp_queries_new (ConfabJid *address, const ConfabClock *clock);
/* Rejects what still waits with CLOSED. */
void confab_xmpp_queries_free (ConfabQueries *self);

/* Resolves to the answer (boxed CONFAB_TYPE_STANZA, type "result"); rejects with STANZA, TIMED_OUT,
 * CLOSED or LIMIT. `to` is nullable. */
DexFuture *confab_xmpp_queries_add (ConfabQueries *self, const char *id, const char *to);
/* The query that was just added resolves to an answer of type "error" as well. */
void confab_xmpp_queries_want_whole (ConfabQueries *self, const char *id);

/* An <iq/> of type "result" or "error": completes its query if id and sender fit, else does
 * nothing.
 */
void confab_xmpp_queries_answer (ConfabQueries *self, ConfabStanza *answer);

/* Rejects all with CLOSED. */
void confab_xmpp_queries_end (ConfabQueries *self);

G_END_DECLS
