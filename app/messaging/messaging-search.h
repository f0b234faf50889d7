#pragma once

/* The index of words follows what is kept (R25, R26). All accounts at once, and without a session
 * of any. */

#include <libdex.h>

#include "safety/safety-retention.h"
#include "store/store-vault.h"

G_BEGIN_DECLS

/* Takes in what is kept and is not in the index, lets go of what is kept no more, in slices, so
 * that a message that comes meanwhile waits for no more than one; scrubs if words went. `overall`
 * holds for chats that chose nothing. Left off anywhere, the next one goes on. Resolves to TRUE. */
DexFuture *confab_messaging_follow_search (ConfabStoreVault *vault, ConfabKeep overall);

/* The words of one chat go, or with `peer` NULL those of all that chose nothing of their own: in
 * slices, before their rows are erased in one piece. What was not read or kept one by one stays.
 * Resolves to TRUE. */
DexFuture *
confab_messaging_clear_search (ConfabStoreVault *vault, gint64 account, const char *peer);

G_END_DECLS
