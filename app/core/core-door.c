/* The verb about the web door (R22): what the user answers goes to the account, and nowhere else.
 */

#include "core/core-private.h"

DexFuture *
confab_core_answer_door (ConfabCore *self, ConfabModelAccount *account, gboolean is_web) {
  ConfabAccountsSession *session = confab_core_session_of (self, account);

  if (session == NULL || self->store_state != CONFAB_CORE_STORE_READY || self->is_quitting)
    return confab_core_reject (CONFAB_PROBLEM_NONE, "");
  return confab_core_with_problem (confab_accounts_session_answer_door (session, is_web));
}
