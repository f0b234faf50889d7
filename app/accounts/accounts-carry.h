#pragma once

/* Leaving an account with the list of its buddies, and coming into one with that of another: R41.
 * All of it awaits, in a fiber. Errors are CONFAB_ACCOUNTS_ERROR. */

#include "accounts/accounts-session.h"
#include "model/model-backup.h"
#include "model/model-found.h"
#include "xep/xep-pie.h"

G_BEGIN_DECLS

/* What there is of the account for a file: buddies, who is kept away, and the profile that lies on
 * the server. Only while signed in. Returns: (transfer full) or NULL with `error`. */
ConfabXepPieAccount *confab_accounts_await_carried (ConfabAccountsSession *self, GError **error);

/* Says of each line what would become of it, and counts. Nothing is changed. */
gboolean confab_accounts_await_weighed (
    ConfabAccountsSession *self, ConfabModelFound *found, GError **error);

/* Does it, line after line, each judged once more: who is to be kept away first, then buddies.
 * `asks`: those who were seen in the other account are asked to be seen here, which tells them of
 * this address. What the server refuses is passed over. Until `progress` is stopped; what was done
 * is in `found` and stays, and may be gone on with by doing it again. */
gboolean confab_accounts_await_brought (ConfabAccountsSession *self, ConfabModelFound *found,
    gboolean asks, ConfabModelBackup *progress, GError **error);

G_END_DECLS
