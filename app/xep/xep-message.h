#pragma once

/* Messages (RFC 6121 section 5) with ids (XEP-0359), receipts (XEP-0184) and delays (XEP-0203).
 * Reading is done by the table. */

#include "base/base-draft.h"
#include "xep/xep-table.h"

G_BEGIN_DECLS

/* A <message/> of type chat to the draft's person with body, id, origin-id and a request for a
 * receipt. It is no envelope: the makers of envelopes turn it into one. Returns: (transfer full) */
ConfabStanza *confab_xep_message_new (const ConfabDraft *draft);

/* "It is on a device of mine": to the bare address that asked, for `id`, marked as not to be
 * stored. FALSE if it may not be told. */
gboolean confab_xep_message_send_receipt (ConfabXepOut *out, ConfabJid *to, const char *id);

G_END_DECLS
