/* The verbs about invitations: each finds whose it is and hands it on. Reading one asks nobody. */

#include "core/core-private.h"

static DexFuture *
gone (void) {
  return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
}

ConfabModelInvite *
confab_core_read_invite (ConfabCore *self, const char *text) {
  return confab_accounts_read_invite (text);
}

DexFuture *
confab_core_take_invite (ConfabCore *self, ConfabModelAccount *account, ConfabModelInvite *invite,
    const char *name, gboolean is_known, const char *note) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);

  if (session == NULL || self->is_quitting)
    return gone ();
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (
      confab_accounts_take_invite (session, invite, name, is_known, note));
}

DexFuture *
confab_core_make_invite (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);

  if (session == NULL || self->is_quitting)
    return gone ();
  return confab_core_with_problem (confab_accounts_make_invite (session));
}
