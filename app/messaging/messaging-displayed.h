#pragma once

/* That messages were read (XEP-0333). For this folder. */

#include "messaging/messaging-keys.h"
#include "store/store-messages.h"

G_BEGIN_DECLS

/* They say in the clear that they read up to the own message `wire_id`, which must have gone to
 * them. Resolves when it is durable. */
DexFuture *
confab_messaging_take_displayed (ConfabMessaging *self, ConfabJid *from, const char *wire_id);
/* In the job that opened it: if what `address` sealed says so, the own messages that are read by it
 * are added to `ids` (gint64). */
gboolean confab_messaging_displayed_run (const ConfabOmemoScope *scope, const char *address,
    const ConfabOmemoOpened *opened, GArray *ids, GError **error);
/* Where a message of theirs asks to be told when it is read. */
typedef struct {
  gboolean is_outside; /* it asks beside what is sealed, or nothing is */
  gboolean is_inside;  /* only what is sealed can ask */
} ConfabMessagingWish;

/* In the job that keeps `row`: notes in it what it asks. `opened`: NULL where nothing is sealed. */
void confab_messaging_displayed_note (
    ConfabStoreMessage *row, const ConfabOmemoOpened *opened, ConfabMessagingWish wish);
/* Those rows, after the commit. */
void confab_messaging_displayed_show (ConfabMessaging *self, GArray *ids);

G_END_DECLS
