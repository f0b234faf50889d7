#pragma once

/* What every reader needs: ids (XEP-0359), texts in several languages, delays (XEP-0203). Pure: a
 * stanza in, a value out. Everything returned as a string is borrowed from the stanza. */

#include "base/base-jid.h"
#include "xmpp/xmpp-stanza.h"

G_BEGIN_DECLS

/* An id in `attribute`; NULL if it is absent, empty or longer than CONFAB_XEP_MAX_ID. */
const char *confab_xep_read_id (const ConfabStanza *stanza, const char *attribute);

/* The id its author gave it (XEP-0359 2.2), nullable. Anybody can write it: good only together with
 * the sender. */
const char *confab_xep_read_origin_id (const ConfabStanza *stanza);

/* The id our own account's archive gave it (XEP-0359 2.1). NULL if there is none by `own`, or more
 * than one. */
const char *confab_xep_read_stanza_id (const ConfabStanza *stanza, ConfabJid *own);

/* The one text among the children `name` (of the stanza's own namespace) that is shown, stored,
 * searched and quoted: the first without xml:lang, else the first in the language of the stanza,
 * else the first. NULL if there is none. RFC 6121 5.2.3. */
const char *confab_xep_read_text (const ConfabStanza *stanza, const char *name);

/* When it was sent, microseconds since 1970, if our own server or that of `from` says so; 0
 * otherwise. Never later than `now_us`; a stamp more than a day ahead of it does not count.
 * XEP-0203. */
gint64
confab_xep_read_delay (const ConfabStanza *stanza, ConfabJid *own, ConfabJid *from, gint64 now_us);

/* The moment that one <delay/> names, bounded as above, whoever wrote it; 0 if it cannot be one. */
gint64 confab_xep_read_stamp (const ConfabStanza *delay, gint64 now_us);

G_END_DECLS
