#pragma once

/* Presence (RFC 6121 sections 3 and 4). The broadcast names neither program nor machine nor text
 * (R19). */

#include "xep/xep-table.h"

G_BEGIN_DECLS

/* Tells those who were approved that we are here. FALSE if it may not (hidden) or there is no
 * stream. */
gboolean confab_xep_presence_announce (ConfabXepOut *out);
/* ... that we go. */
gboolean confab_xep_presence_leave (ConfabXepOut *out);
/* Asks to see them, with an open note (at most CONFAB_XEP_MAX_NOTE characters, nullable), as
 * <status/>. */
gboolean confab_xep_presence_ask (ConfabXepOut *out, ConfabJid *to, const char *note);
/* They may see us. */
gboolean confab_xep_presence_approve (ConfabXepOut *out, ConfabJid *to);
/* They may not (any more), or their request is refused. */
gboolean confab_xep_presence_refuse (ConfabXepOut *out, ConfabJid *to);
/* We no longer want to see them; takes back an open request. */
gboolean confab_xep_presence_end (ConfabXepOut *out, ConfabJid *to);

G_END_DECLS
