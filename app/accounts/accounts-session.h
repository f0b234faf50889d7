#pragma once

/* One account's life: signed off, signing in, signed in, waiting for the next try, refused because
 * of something that only the user can change. It signs in because the user said so, and goes on
 * trying until told otherwise (R20). */

#include <libdex.h>

#include "accounts/accounts-road.h"
#include "keyring/keyring.h"
#include "messaging/messaging-files.h"
#include "model/model-account.h"
#include "net/net-watch.h"
#include "safety/safety-ledger.h"
#include "store/store-accounts.h"
#include "xmpp/xmpp-signin.h"

G_BEGIN_DECLS

#define CONFAB_ACCOUNTS_ERROR (confab_accounts_error_quark ())
/* Codes are ConfabModelProblem; the message is the detail that the words need. */
GQuark confab_accounts_error_quark (void);

/* What all accounts of a profile share. Borrowed; outlives every session. */
typedef struct {
  ConfabStoreVault *vault;
  ConfabKeyring *keyring;
  ConfabNetWatch *watch;
  ConfabLedger *ledger;
  ConfabNetCounts *counts; /* NULL: nobody counts */
  ConfabAccountsRoads *roads;
  ConfabMessagingIds *ids;
  ConfabMessagingGuard *guard;
  ConfabMessagingChecker *checker; /* NULL: nobody looks for viruses */
  const ConfabClock *clock;
  const ConfabRandom *random;
  gboolean is_keyless;   /* for tests that spell out every byte: no keys are made or asked for, so
                            nothing can be sealed */
  gboolean is_unfolding; /* for tests that count hundreds of messages of one person: no folding */
  ConfabMessagingRoom file_limits; /* for tests; zero: those of messaging-files.h */
  ConfabXmppDial dial;             /* NULL: the network */
  gpointer dial_data;
} ConfabAccountsEnv;

/* Signal "buddy-here" (ConfabModelContact), as the core's. */
#define CONFAB_TYPE_ACCOUNTS_SESSION (confab_accounts_session_get_type ())
G_DECLARE_FINAL_TYPE (
    ConfabAccountsSession, confab_accounts_session, CONFAB, ACCOUNTS_SESSION, GObject)

/* `row` is copied. The session is signed off. */
ConfabAccountsSession *confab_accounts_session_new (
    const ConfabAccountsEnv *env, ConfabModelAccount *account, const ConfabStoreAccount *row);

/* Buddies, requests, counts and drafts from the vault into the model. Resolves to TRUE. */
DexFuture *confab_accounts_session_load (ConfabAccountsSession *self);

/* Signs in and stays so. `password` NULL: with what is in the keyring, a token or the password;
 * otherwise it is kept there once it worked. */
void confab_accounts_session_start (
    ConfabAccountsSession *self, gboolean is_hidden, ConfabSecret *password);

/* Takes over a stream that is signed in already (a new account). `resource` is the one it was asked
 * for with. */
void confab_accounts_session_adopt (
    ConfabAccountsSession *self, const ConfabXmppSigninResult *result, const char *resource);

/* Signs off: ends the managed session in order. Resolves to TRUE, after 5 s at most. */
DexFuture *confab_accounts_session_sign_off (ConfabAccountsSession *self);

/* The same, for good: the account goes from this computer. Who was signed in gives the token back,
 * so that it is of no use to anybody; who was not stays off the line, and it runs out by itself.
 * Nothing signs it in from here on. Resolves to TRUE, after 25 s at most. (accounts-token.c) */
DexFuture *confab_accounts_session_leave (ConfabAccountsSession *self);

/* Whether a window is looked at: the server may keep back what can wait while none is (XEP-0352).
 * It is not told so while somebody is waited for ("Tell me when they are here"), whose coming would
 * be kept back too. Watched until told otherwise. (accounts-presence.c) */
void confab_accounts_session_set_watched (ConfabAccountsSession *self, gboolean is_watched);

/* What the user says of the web door (R22). TRUE: it may be taken where the usual one is shut, and
 * a try begins; FALSE: stays signed off, also who came through it. Resolves to TRUE once it is
 * kept. (accounts-door.c) */
DexFuture *confab_accounts_session_answer_door (ConfabAccountsSession *self, gboolean is_web);
/* In the vault's thread: an account that goes leaves no answer. */
gboolean confab_accounts_forget_door (ConfabStoreDb *db, gint64 account, GError **error);

/* ---- while the screen is locked (accounts-aside.c) ---- */
/* Texts of messages and requests leave memory; see confab_messaging_set_aside. */
DexFuture *confab_accounts_session_set_aside (ConfabAccountsSession *self);
/* Closes the line, as soon as the server has what is under way, and after a second at most; the
 * session waits there to be taken up again (XEP-0198), so nobody sees it. Signing in, or a pause
 * before it, ends too. Until _reconnect nothing is tried. Resolves to TRUE once it is closed. */
DexFuture *confab_accounts_session_cut (ConfabAccountsSession *self);
/* What _set_aside took comes from the vault again. Resolves to TRUE. */
DexFuture *confab_accounts_session_bring_back (ConfabAccountsSession *self);
/* Ends _cut; signs in if that was wanted when it began, or since. TRUE if so. */
gboolean confab_accounts_session_reconnect (ConfabAccountsSession *self);
/* The stream goes on in the session that was there before. */
gboolean confab_accounts_session_is_resumed (ConfabAccountsSession *self);

/* Before the last reference goes: drops everything at once, without a word to the server. */
void confab_accounts_session_stop (ConfabAccountsSession *self);

ConfabModelAccount *confab_accounts_session_get_account (ConfabAccountsSession *self);
ConfabMessaging *confab_accounts_session_get_messaging (ConfabAccountsSession *self);

/* From an engine's error to the problem that the screen has words for. `detail` (transfer full):
 * what fills them in. `domain`: of the address. */
ConfabModelProblem confab_accounts_problem (const GError *error, const char *domain, char **detail);
/* TRUE if trying again without the user cannot help. */
gboolean confab_accounts_problem_is_final (ConfabModelProblem problem);
/* A rejected future that says so. */
DexFuture *confab_accounts_reject (ConfabModelProblem problem, const char *detail);

/* ---- the way to servers (accounts-road.c) ---- */
/* The route to the server of `address`, the way that was chosen. Awaits; in a fiber. `apart`: who
 * shares a way through Tor, by bare address; NULL: nobody. Returns: (transfer full) (nullable):
 * NULL with CONFAB_ACCOUNTS_ERROR (ADDRESS, ROAD), or what the keyring says. */
ConfabNetRoute *confab_accounts_await_route (const ConfabAccountsEnv *env, ConfabJid *address,
    const ConfabStoreAccount *row, const char *apart, GError **error);
/* The account's own way as it is kept, for confab_model_road_read. Borrowed, nullable. */
const char *confab_accounts_session_get_road (ConfabAccountsSession *self, guint16 *port);
void confab_accounts_session_set_road (ConfabAccountsSession *self, const char *road);
/* The way has changed: the line is closed at once, transfers with it, and only then a new one is
 * begun, if the account is to be signed in. */
void confab_accounts_session_go_anew (ConfabAccountsSession *self);

/* ---- buddies (accounts-buddies.c); futures reject with CONFAB_ACCOUNTS_ERROR; all as the verbs of
 * core.h ---- */
DexFuture *confab_accounts_add_buddy (ConfabAccountsSession *self, const char *address,
    const char *name, gboolean is_known, const char *note);
DexFuture *confab_accounts_remove_buddy (ConfabAccountsSession *self, ConfabModelContact *contact);
DexFuture *confab_accounts_rename_buddy (
    ConfabAccountsSession *self, ConfabModelContact *contact, const char *name);
DexFuture *confab_accounts_group_buddy (
    ConfabAccountsSession *self, ConfabModelContact *contact, const char *groups);
DexFuture *confab_accounts_set_favourite (
    ConfabAccountsSession *self, ConfabModelContact *contact, gboolean is_favourite);
DexFuture *confab_accounts_set_face (
    ConfabAccountsSession *self, ConfabModelContact *contact, const char *face);
DexFuture *confab_accounts_set_awaited (
    ConfabAccountsSession *self, ConfabModelContact *contact, gboolean is_awaited);
DexFuture *confab_accounts_set_known (
    ConfabAccountsSession *self, ConfabModelContact *contact, gboolean is_known);
DexFuture *confab_accounts_accept (ConfabAccountsSession *self, ConfabModelRequest *request);
DexFuture *confab_accounts_delete (ConfabAccountsSession *self, ConfabModelRequest *request);

G_END_DECLS
