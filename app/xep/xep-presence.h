#pragma once

/* Presence (RFC 6121 sections 3 and 4). The broadcast names neither program nor machine nor text
 * (R19). */

#include "xep/xep-table.h"

G_BEGIN_DECLS

/* What a <presence/> from `from` says; NULL if it is nothing for a client (a probe, a type that
 * does not exist). `own` is the bare address of the account; `now_us` bounds stamps. Pure. Returns:
 * (transfer full) (nullable) */
ConfabXepPresence *confab_xep_presence_read (
    const ConfabStanza *stanza, ConfabJid *own, ConfabJid *from, gint64 now_us);
void confab_xep_presence_free (ConfabXepPresence *presence);

/* Tells those who were approved that we are here. FALSE if it may not (hidden) or there is no
 * stream. */
gboolean confab_xep_presence_announce (ConfabXepOut *out);
/* ... that we go, also when we have just hidden. FALSE if nobody was told that we are here, or
 * there is no stream. */
gboolean confab_xep_presence_leave (ConfabXepOut *out);
/* Tells one of those who may see us, and nobody else, that we are here or that we go. FALSE if they
 * may not see us, nobody was told that we are here, or there is no stream. */
gboolean confab_xep_presence_tell (ConfabXepOut *out, ConfabJid *to, gboolean is_here);
/* Asks to see them, with an open note (at most CONFAB_XEP_MAX_NOTE characters, nullable), as
 * <status/>. */
gboolean confab_xep_presence_ask (ConfabXepOut *out, ConfabJid *to, const char *note);
/* As above with the token of their invitation (XEP-0379), nullable. */
gboolean confab_xep_presence_ask_invited (
    ConfabXepOut *out, ConfabJid *to, const char *note, const char *token);
/* They may see us. */
gboolean confab_xep_presence_approve (ConfabXepOut *out, ConfabJid *to);
/* They may not (any more), or their request is refused. */
gboolean confab_xep_presence_refuse (ConfabXepOut *out, ConfabJid *to);
/* We no longer want to see them; takes back an open request. */
gboolean confab_xep_presence_end (ConfabXepOut *out, ConfabJid *to);
/* Asks their server whether somebody we see is here. RFC 6121 section 4.3 leaves this to servers,
 * which ask at sign-in alone; not for who is signed in hidden. */
gboolean confab_xep_presence_probe (ConfabXepOut *out, ConfabJid *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepPresence, confab_xep_presence_free)

G_END_DECLS
