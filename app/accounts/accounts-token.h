#pragma once

/* Tokens in place of the password, as they are kept (XEP-0484). For this folder and core. */

#include "accounts/accounts-session.h"

G_BEGIN_DECLS

/* A random number, as a UUID of version 4: what a server knows the tokens of one account on this
 * computer by. Returns: (transfer full) */
char *confab_accounts_make_agent (const ConfabRandom *random);

/* In a fiber, of a sign-in with a password: the token that it brought, if any, is there for the
 * next one; `agent` is the number that it was asked for with. A keyring that takes neither costs
 * nothing but the password being used again. */
void confab_accounts_await_first_token (ConfabKeyring *keyring, const char *address,
    const char *agent, const ConfabXmppSigninResult *result);

/* Everything of tokens goes from the keyring, with what a password was known by. Resolves to TRUE.
 */
DexFuture *confab_accounts_forget_tokens (ConfabKeyring *keyring, const char *address);

G_END_DECLS
