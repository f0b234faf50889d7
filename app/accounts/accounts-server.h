#pragma once

/* The server card (R13, R16): what is known of an account's server, and what it says of itself. */

#include "accounts/accounts-session.h"
#include "model/model-fact.h"

G_BEGIN_DECLS

/* Asks the server. Resolves to a GListModel (boxed as GObject) of ConfabModelFact in the order of
 * their kinds; BINDING, CERTIFICATE, the three of the archive, and DEVICES are always
 * there. Rejects with CONFAB_XMPP_ERROR, or CONFAB_ACCOUNTS_ERROR NOT_SIGNED_IN. */
DexFuture *confab_accounts_ask_server (ConfabAccountsSession *self);

/* Has the server shut out the device that it knows by `id` (XEP-0494). Resolves to TRUE also where
 * it is gone already; rejects with CONFAB_XMPP_ERROR, or CONFAB_ACCOUNTS_ERROR NOT_SIGNED_IN,
 * KNOWS_PASSWORD (only another password keeps it out), REFUSED_BY_SERVER. */
DexFuture *confab_accounts_end_device (ConfabAccountsSession *self, const char *id);

G_END_DECLS
