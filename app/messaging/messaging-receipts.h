#pragma once

/* Receipts and errors: what became of a message of ours, and our word that one of theirs is here.
 * For this folder. */

#include "messaging/messaging-keys.h"

G_BEGIN_DECLS

/* A receipt or an error that came in the clear. Only the person a message went to can say that it
 * arrived or did not: it is looked up by their address. `error`: the condition, of which the reason
 * is made; NULL: a receipt. Resolves when it is durable. */
DexFuture *confab_messaging_take_fate (
    ConfabMessaging *self, ConfabJid *from, const char *wire_id, const char *error);
/* In the job that opened it: if what `address` sealed is a receipt, its message is on their device.
 * `id`: that message; 0: it is no receipt, or for nothing of ours, or by a device that is not
 * written to. */
gboolean confab_messaging_receipt_run (const ConfabOmemoScope *scope, const char *address,
    const ConfabOmemoOpened *opened, gint64 *id, GError **error);

/* "Message `id` is here", to `to`: sealed, or else in the clear. Goes on by itself; some an hour
 * for each person. */
void
confab_messaging_confirm (ConfabMessaging *self, ConfabJid *to, const char *id, gboolean is_sealed);

G_END_DECLS
