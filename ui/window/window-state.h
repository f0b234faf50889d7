#pragma once

/* How signing in stands, over all accounts: one state, its words, and the account that needs the
 * user. */

#include "core/core.h"

G_BEGIN_DECLS

typedef struct {
  guint n_accounts;
  guint n_signed_in;
  ConfabModelAccountState state; /* of the only account, or what best sums several up */
  gboolean is_hidden;
  guint wait_seconds;
  gint64 until_us;              /* signed in until then; 0: without an end */
  ConfabModelAccount *troubled; /* borrowed, nullable: REFUSED, or WAITING with a problem */
} ConfabWindowState;

void confab_window_state_read (ConfabCore *core, ConfabWindowState *state);

/* "Signed in", "Signed in (hidden)", "Waiting 20 s", ... Returns: (transfer full) */
char *confab_window_state_dup_words (const ConfabWindowState *state);

G_END_DECLS
