#pragma once

/* Being away (R21): while the screen is locked no line is open, the store is closed and its key is
 * not in memory, and neither is any text; on unlock everything comes back.
 *
 * Only where the user chose to stay signed in (R20) line and store stay open; texts leave memory
 * then, too. */

#include "core/core.h"

G_BEGIN_DECLS

/* Property "lock-state" of the core. Whatever is not OPEN shows nothing. */
typedef enum {
  CONFAB_CORE_LOCK_OPEN = 0,
  CONFAB_CORE_LOCK_LOCKING,
  CONFAB_CORE_LOCK_LOCKED,
  CONFAB_CORE_LOCK_UNLOCKING,
} ConfabCoreLockState;

/* What is said after coming back. */
typedef struct {
  gint64 away_us;
  gboolean was_signed_off; /* the server had ended a session meanwhile */
  guint n_messages;        /* that came meanwhile, from others */
} ConfabCoreAway;

/* The screen is locked, or not any more. At once for what is shown; lines and store follow within
 * two seconds, or when files that are on their way have come to an end, and after an hour at most;
 * they are back as soon as the keyring gives the key. May be called in any state, any
 * number of times: the last word counts. Where the keyring does not give the key, the store's state
 * says why, and confab_core_open tries again. */
void confab_core_set_screen_locked (ConfabCore *self, gboolean is_locked);
ConfabCoreLockState confab_core_get_lock_state (ConfabCore *self);

/* FALSE: there is nothing to say. Signal "away-changed": there is, or not any more. */
gboolean confab_core_get_away (ConfabCore *self, ConfabCoreAway *away);
/* "Good": it was read. */
void confab_core_drop_away (ConfabCore *self);

G_END_DECLS
