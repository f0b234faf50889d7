#pragma once

/* A new address at a server (XEP-0077, XEP-0445): asked for, filled in, sent. Nothing is kept here;
 * signing in for the first time comes afterwards, and only then does the account count. */

#include "accounts/accounts-session.h"
#include "model/model-invite.h"
#include "model/model-signup.h"

G_BEGIN_DECLS

typedef struct _ConfabAccountsSignup ConfabAccountsSignup;

#define CONFAB_TYPE_ACCOUNTS_SIGNUP (confab_accounts_signup_get_type ())
GType confab_accounts_signup_get_type (void);

/* `domain` may be typed; `host` NULL and `port` 0: found by it. `token`: of an invitation,
 * nullable. Resolves to a boxed ConfabAccountsSignup; rejects with CONFAB_ACCOUNTS_ERROR: what
 * sign-in says of a server, ADDRESS, SIGNUP_CLOSED, INVITE_OVER. */
DexFuture *confab_accounts_signup_ask (const ConfabAccountsEnv *env, const char *domain,
    const char *token, const char *host, guint16 port, GCancellable *cancellable);

/* Sends the form as it is filled in. Resolves to TRUE once the address is made; rejects with
 * NAME_TAKEN, SIGNUP_CLOSED, SIGNUP_PAGE, SIGNUP_ANSWERS, SIGNUP_TOO_MANY, INVITE_OVER, ADDRESS,
 * and what sign-in says of a server. A line that went since is opened anew, unless a question was
 * asked over it: then SIGNUP_ANSWERS. May be called again after a failure. */
DexFuture *
confab_accounts_signup_send (ConfabAccountsSignup *self, const char *local, ConfabSecret *password);

ConfabAccountsSignup *confab_accounts_signup_ref (ConfabAccountsSignup *self);
void confab_accounts_signup_unref (ConfabAccountsSignup *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabAccountsSignup, confab_accounts_signup_unref)

/* Borrowed. */
ConfabModelSignup *confab_accounts_signup_get_form (ConfabAccountsSignup *self);
const char *confab_accounts_signup_get_domain (ConfabAccountsSignup *self);
const char *confab_accounts_signup_get_host (ConfabAccountsSignup *self); /* nullable */
guint16 confab_accounts_signup_get_port (ConfabAccountsSignup *self);

/* A password of 99 random bits in four groups, of letters and digits that are not taken for each
 * other on paper. Returns: (transfer full) */
ConfabSecret *confab_accounts_make_password (const ConfabRandom *random);

/* ---- a signed-in account (accounts-password.c) ---- */

/* Sets a new password on the server. It is put into the keyring beside the old one before the
 * server hears of it, and takes its place once the server said yes, so that a crash in between
 * loses neither. Resolves to TRUE; rejects with REFUSED_BY_SERVER, NOT_SIGNED_IN, PASSWORD_UNSURE,
 * and what the keyring says. */
DexFuture *confab_accounts_change_password (ConfabAccountsSession *session, ConfabSecret *password);
/* The new password of a change whose end is not known. In a fiber, after WRONG_PASSWORD. Returns:
 * (transfer full) (nullable) */
ConfabSecret *confab_accounts_await_next_password (ConfabAccountsSession *session);
/* It is known now: that password, if there was one, goes. Resolves to TRUE. */
DexFuture *confab_accounts_forget_next_password (ConfabKeyring *keyring, const char *address);
/* Takes the account off its server, for good. Resolves to TRUE; rejects as _change_password. What
 * is here stays until the caller removes it. */
DexFuture *confab_accounts_remove_from_server (ConfabAccountsSession *session);

/* ---- invitations (accounts-invite.c) ---- */

/* What `text` invites to; NULL if nothing. Returns: (transfer full) (nullable) */
ConfabModelInvite *confab_accounts_read_invite (const char *text);
/* Adds the buddy of an invitation, with its token. As confab_accounts_add_buddy. */
DexFuture *confab_accounts_take_invite (ConfabAccountsSession *session, ConfabModelInvite *invite,
    const char *name, gboolean is_known, const char *note);
/* A link for one person: of the server's making, or, where it makes none, with a token of ours that
 * is good for seven days and once. Resolves to the link (string). */
DexFuture *confab_accounts_make_invite (ConfabAccountsSession *session);
/* In a job: the account goes, and its links with it. */
gboolean confab_accounts_forget_invitations (ConfabStoreDb *db, gint64 account, GError **error);

G_END_DECLS
