#pragma once

/* Messages inside of others (XEP-0297): what carbons and archive results carry. */

#include "xep/xep-out.h"
#include "xep/xep-table.h"

G_BEGIN_DECLS

/* What the one <forwarded/> in `wrapper` says, by the reader of every other message; NULL if there
 * is not exactly one, with exactly one <message/> between our own account and somebody else or our
 * own devices, or if it says nothing we read. `from` our own: `is_own` is set. The stamp beside it
 * is the word of whoever wrapped it, which the caller has judged. It never wants a receipt: that is
 * for whoever it went to first. Returns: (transfer full) (nullable) */
ConfabXepMessage *
confab_xep_forward_read (ConfabXepOut *out, const ConfabStanza *wrapper, gint64 now_us);

G_END_DECLS
