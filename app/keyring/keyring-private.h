#pragma once

/* For tests: a keyring that gives up sooner. */

#include "keyring/keyring.h"

G_BEGIN_DECLS

/* Returns: (transfer full) */
ConfabKeyring *confab_keyring_new_within (const char *profile, guint deadline_ms);

G_END_DECLS
