#pragma once

/* For tests: a keyring that gives up sooner, one that takes its time, and one that is locked. */

#include "keyring/keyring.h"

G_BEGIN_DECLS

/* Returns: (transfer full) */
ConfabKeyring *confab_keyring_new_within (const char *profile, guint deadline_ms);

/* One in memory says that something is stored once `until` (taken) is over. NULL: at once. */
void confab_keyring_hold (ConfabKeyring *keyring, DexFuture *until);

/* One in memory is locked: each call counts in `asked` as one prompt that is dismissed. NULL: it is
 * open. */
void confab_keyring_lock (ConfabKeyring *keyring, guint *asked);

G_END_DECLS
