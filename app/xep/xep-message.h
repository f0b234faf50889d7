#pragma once

/* Messages (RFC 6121 section 5) with ids (XEP-0359), receipts (XEP-0184) and delays (XEP-0203).
 * Reading is done by the table. */

#include "base/base-draft.h"
#include "xep/xep-table.h"

G_BEGIN_DECLS

/* What a <message/> from `from` says; NULL if that is nothing we read. `own` is the bare address of
 * the account; `now_us` bounds stamps. Pure. Returns: (transfer full) (nullable) */
ConfabXepMessage *confab_xep_message_read (
    const ConfabStanza *stanza, ConfabJid *own, ConfabJid *from, gint64 now_us);
void confab_xep_message_free (ConfabXepMessage *message);

/* Sealed, and with no words in it, or none that anybody is to keep: a key, a receipt. Pure. */
gboolean confab_xep_message_is_fleeting (const ConfabStanza *stanza);

/* Asks into a room (XEP-0045 7.8.2, XEP-0249). */
gboolean confab_xep_message_is_invitation (const ConfabStanza *stanza);

/* What may stand in the clear beside a text, where the user chose so for that person. Bits. */
#define CONFAB_XEP_BESIDE_WISH 1u   /* "tell me when it is read" (XEP-0333) */
#define CONFAB_XEP_BESIDE_ACTIVE 2u /* not writing any more (XEP-0085) */

void confab_xep_message_put_beside (ConfabStanza *message, guint beside);

/* A <message/> of type chat to the draft's person with body, id, origin-id, a request for a
 * receipt, and what is `beside` it. It is no envelope: the makers of envelopes turn it into one.
 * Returns: (transfer full) */
ConfabStanza *confab_xep_message_new (const ConfabDraft *draft, guint beside);

/* The same without a text: takes back the message `id` (XEP-0424), and is to be stored, so that
 * devices that are away hear it. Returns: (transfer full) */
ConfabStanza *confab_xep_message_retract_new (const ConfabDraft *draft, const char *id);

/* "It is on a device of mine": to the bare address that asked, for `id`, marked as not to be
 * stored. FALSE if it may not be told. */
gboolean confab_xep_message_send_receipt (ConfabXepOut *out, ConfabJid *to, const char *id);

/* "I have read up to `id`", and "I am writing to you", or not any more: as above. */
gboolean confab_xep_message_send_displayed (ConfabXepOut *out, ConfabJid *to, const char *id);
gboolean confab_xep_message_send_state (ConfabXepOut *out, ConfabJid *to, ConfabXepChatState state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepMessage, confab_xep_message_free)

G_END_DECLS
