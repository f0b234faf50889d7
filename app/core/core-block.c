/* The verbs about who is kept away (R04): each finds whose list it is and hands it on. */

#include "core/core-private.h"

#include "accounts/accounts-block.h"

static ConfabAccountsSession *
session_of (ConfabCore *self, ConfabModelAccount *account) {
  return self->is_quitting || account == NULL ? NULL : confab_core_session_of (self, account);
}

static DexFuture *
gone (void) {
  return confab_core_reject (CONFAB_PROBLEM_NOT_SIGNED_IN, "");
}

DexFuture *
confab_core_block (ConfabCore *self, ConfabModelAccount *account, const char *address,
    const ConfabModelBlocking *how) {
  ConfabAccountsSession *session = session_of (self, account);

  if (session == NULL)
    return gone ();
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (confab_accounts_block (session, address, how));
}

DexFuture *
confab_core_unblock (ConfabCore *self, ConfabModelAccount *account, const char *address) {
  ConfabAccountsSession *session = session_of (self, account);

  if (session == NULL)
    return gone ();
  dex_future_disown (confab_core_finish_close (self));
  return confab_core_with_problem (confab_accounts_unblock (session, address));
}

DexFuture *
confab_core_ask_reports (ConfabCore *self, ConfabModelAccount *account) {
  ConfabAccountsSession *session = session_of (self, account);

  return session != NULL ? confab_accounts_ask_reports (session)
                         : dex_future_new_for_boolean (FALSE);
}
