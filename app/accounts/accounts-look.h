#pragma once

/* "Look at me as a stranger" (R18): what lies on the server about an account, who can see it, and
 * taking it off. */

#include "accounts/accounts-session.h"
#include "model/model-look.h"

G_BEGIN_DECLS

/* Asks the server. Resolves to a GListModel (boxed as GObject) of ConfabModelLook, what everybody
 * sees first. Rejects with CONFAB_XMPP_ERROR, or CONFAB_ACCOUNTS_ERROR NOT_SIGNED_IN. */
DexFuture *confab_accounts_look (ConfabAccountsSession *self);
/* Takes one line off; keys are narrowed to buddies. Resolves to TRUE. */
DexFuture *confab_accounts_hide (ConfabAccountsSession *self, ConfabModelLook *look);
/* "Take my profile off the server": the old card and every node that is a profile or can be seen
 * by everybody; keys are narrowed to buddies. Resolves to TRUE. */
DexFuture *confab_accounts_hide_all (ConfabAccountsSession *self);

G_END_DECLS
