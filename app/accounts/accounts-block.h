#pragma once

/* Who is kept away: by the server (XEP-0191), or here where the server has no list for it. The list
 * itself is in the model (model-blocked.h). Futures reject with CONFAB_ACCOUNTS_ERROR. */

#include "accounts/accounts-session.h"
#include "model/model-blocked.h"

G_BEGIN_DECLS

/* Keeps `address` away: of a person, or a whole server; bare. `how` (nullable: quietly) as
 * model-blocked.h says. First the server's list is known, then it is asked, and then requests from
 * there are dropped. The wish is whole once this is called: nobody needs to wait for it. Resolves
 * to TRUE; rejects with OWN_ADDRESS for the account itself and its own server. */
DexFuture *confab_accounts_block (
    ConfabAccountsSession *self, const char *address, const ConfabModelBlocking *how);
/* Lets the line of the list through again, `address` as it stands there. Resolves to TRUE. */
DexFuture *confab_accounts_unblock (ConfabAccountsSession *self, const char *address);
/* Does the server's people take a word about somebody who is blocked? Resolves to a boolean. */
DexFuture *confab_accounts_ask_reports (ConfabAccountsSession *self);

/* ---- for this folder ---- */
/* Awaits; in a fiber. TRUE: the list in the model is the server's, or it is known to have none. */
gboolean confab_accounts_await_blocked (ConfabAccountsSession *self, GError **error);
/* From the vault into the model. Resolves to TRUE. */
DexFuture *confab_accounts_load_blocked (ConfabAccountsSession *self);
/* Asks the server for its list; nothing waits for it. */
void confab_accounts_fetch_blocked (ConfabAccountsSession *self);
/* For the sink: another device, or this one, changed the server's list. */
DexFuture *confab_accounts_on_block_push (gpointer data, GPtrArray *jids, gboolean is_blocked);

G_END_DECLS
