#pragma once

/* For tests: a keyring that gives up sooner, and one that takes its time. */

#include "keyring/keyring.h"

G_BEGIN_DECLS

/* Returns: (transfer full) */
ConfabKeyring *confab_keyring_new_within (const char *profile, guint deadline_ms);

/* One in memory says that something is stored once `until` (taken) is over. NULL: at once. */
void confab_keyring_hold (ConfabKeyring *keyring, DexFuture *until);

G_END_DECLS
