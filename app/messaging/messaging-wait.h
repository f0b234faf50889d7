#pragma once

/* Own messages that wait some seconds before they leave (R10). For this folder. */

#include "messaging/messaging-private.h"

G_BEGIN_DECLS

/* The seconds that a message of now waits, as the user chose; 0: none. */
guint32 confab_messaging_wait_get (ConfabMessaging *self);
/* The row with that id is on its way to the disk; its seconds begin. */
void confab_messaging_wait_begin (ConfabMessaging *self, gint64 id, guint32 seconds);
/* What waits on the disk and is not counted here begins anew, with all of its seconds. Resolves to
 * TRUE. */
DexFuture *confab_messaging_wait_load (ConfabMessaging *self);
/* The screen is locked, or the account put away: no seconds end until _load. */
void confab_messaging_wait_stop (ConfabMessaging *self);

G_END_DECLS
