#pragma once

/* What the files of this folder share. */

#include "accounts/accounts-session.h"

#include "model/model-look.h"
#include "model/model-request.h"
#include "safety/safety-door.h"
#include "store/store-contacts.h"
#include "xep/xep-presence.h"
#include "xep/xep-roster.h"

G_BEGIN_DECLS

/* What is known of the server's block list in the session that goes on. */
typedef enum {
  CONFAB_ACCOUNTS_LIST_UNKNOWN = 0,
  CONFAB_ACCOUNTS_LIST_HERE,
  CONFAB_ACCOUNTS_LIST_MISSING, /* it has none */
} ConfabAccountsList;

struct _ConfabAccountsSession {
  GObject parent_instance;

  /* owned */
  ConfabModelAccount *account;
  ConfabStoreAccount *row;
  ConfabJid *address;
  ConfabXepOut *out;
  ConfabXepTable *table;
  ConfabMessaging *messaging;
  ConfabXmppStream *stream;  /* attached */
  ConfabXmppResume *resume;  /* of the last stream */
  char *resource;            /* of the stream, or of the session that can be resumed */
  char *marks_id;            /* what own messages of this stream are numbered under; never NULL once
                                signed in, also where the session cannot be resumed */
  ConfabSecret *typed;       /* password that has not been kept yet */
  GCancellable *cancellable; /* of the attempt under way */
  GCancellable *giving_back; /* of a token that goes back; NULL: none does */
  DexFuture *timer;          /* the wait for the next try */
  GPtrArray
      *pushes; /* ConfabXepRosterItem that came while the whole list was fetched; NULL: it is not */
  GPtrArray *block_pushes; /* changes of the block list while it was fetched; NULL: it is not */
  GHashTable *presences;   /* bare address -> GHashTable resource -> Presence */

  /* borrowed */
  const ConfabAccountsEnv *env;

  ConfabAccountsList block_list;
  gboolean is_wanted; /* the user wants to be signed in */
  gboolean is_trying;
  gboolean is_signing_off; /* the old stream is being closed; a new try waits for its end */
  gboolean has_list;       /* this run has fetched the list in the session that goes on */
  gboolean is_shown;       /* this run has given presence in it, or kept it back */
  gboolean is_stopped;
  gboolean is_leaving;   /* for good: nothing signs in any more, and what an attempt under way
                            still brings is not kept */
  gboolean is_tidy;      /* no password lies beside a token that has worked */
  gboolean is_shut;      /* whoever was asked by this attempt to open the keyring said no */
  gboolean is_cut;       /* the screen is locked */
  gboolean is_unwatched; /* no window is looked at */
  gboolean comes_back;   /* wanted again once it is not cut any more */
  guint tries;
  guint wait_left;      /* seconds */
  guint n_shut;         /* tries in a row that nobody was let through ... */
  gboolean was_through; /* ... and one that came through the usual door since the network changed */
  gulong watch_handler;
  gint64 signed_in_us; /* monotonic, of the last success */
};

/* After a sign-in, in the fiber of the attempt: keeps what must be kept, attaches the stream,
 * brings the list and presence up to date. FALSE with `error` if the stream is of no use.
 * (accounts-settle.c) */
gboolean confab_accounts_settle (
    ConfabAccountsSession *self, const ConfabXmppSigninResult *result, GError **error);

/* Resolves when `h`, what a resumed session will begin with, is durable. (accounts-settle.c) */
DexFuture *confab_accounts_keep_h (ConfabAccountsSession *self, guint32 h);

/* The stream ended by itself. (accounts-session.c) */
void confab_accounts_lost (ConfabAccountsSession *self, const GError *error);
/* Closes the line at once, without ending the session on the server. (accounts-aside.c) */
void confab_accounts_hang_up (ConfabAccountsSession *self);
/* An attempt came to nothing: gives up where only the user can help, else waits for the next.
 * (accounts-session.c) */
void confab_accounts_failed (ConfabAccountsSession *self, const GError *error);
/* ---- tokens (accounts-token.c); all await, in a fiber ---- */
typedef struct {
  ConfabSecret *next; /* not used yet; nullable */
  ConfabSecret *held; /* has worked; nullable */
} ConfabAccountsTokens;

gboolean confab_accounts_await_tokens (
    ConfabAccountsSession *self, ConfabAccountsTokens *tokens, GError **error);
void confab_accounts_tokens_clear (ConfabAccountsTokens *tokens);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ConfabAccountsTokens, confab_accounts_tokens_clear)
/* The number that the server knows tokens by; a new one, which is not kept yet, if there is none.
 * NULL with `error`: the keyring does not say, so no token is of use. Returns: (transfer full)
 * (nullable) */
char *confab_accounts_await_agent (ConfabAccountsSession *self, GError **error);
/* What is typed in chats can be told from the password, whether that is kept or not (R08). FALSE if
 * the keyring does not say. */
gboolean confab_accounts_await_guarded (ConfabAccountsSession *self, GError **error);
/* Signed in with the password, `agent` being said; NULL: none was. `may_be_others`: tokens that
 * were not tried may lie there. */
void confab_accounts_await_token_after_password (ConfabAccountsSession *self, const char *agent,
    const ConfabXmppSigninResult *result, gboolean may_be_others);
/* Signed in with `used`, one of `tokens`: it takes its place, and the password goes. */
void confab_accounts_await_token_used (ConfabAccountsSession *self,
    const ConfabAccountsTokens *tokens, ConfabSecret *used, const ConfabXmppSigninResult *result);
/* A sign-in after which `token` is good for nothing, and that ends there. NULL: no way to the
 * server, or called off before it was known. (accounts-attempt.c) */
DexFuture *confab_accounts_give_back (
    ConfabAccountsSession *self, ConfabSecret *token, const char *agent, GCancellable *cancellable);
/* Closes the line that a token goes back over, at once; it runs out by itself. */
void confab_accounts_stop_giving_back (ConfabAccountsSession *self);

/* A whole attempt; a fiber, which owns a reference to the session. (accounts-attempt.c) */
DexFuture *confab_accounts_run_attempt (gpointer data);
/* Begins an attempt, unless there is one or a stream. (accounts-session.c) */
void confab_accounts_try_now (ConfabAccountsSession *self);

/* ---- the web door (accounts-door.c) ---- */
/* Into the model. Resolves to TRUE. */
DexFuture *confab_accounts_load_door (ConfabAccountsSession *self);
/* The user said that it may be taken where the usual one is shut. */
gboolean confab_accounts_may_web (ConfabAccountsSession *self);
/* The usual one is shut, and the user is to be asked. */
gboolean confab_accounts_asks_door (ConfabAccountsSession *self);
void confab_accounts_note_shut (ConfabAccountsSession *self, const GError *error);
/* Signed in: through the usual one the answer is of no use any more. */
void confab_accounts_note_through (ConfabAccountsSession *self, gboolean is_web);
/* Another network has other doors. */
void confab_accounts_note_network (ConfabAccountsSession *self);

/* ---- list of buddies (accounts-roster.c) ---- */
DexFuture *confab_accounts_load_contacts (ConfabAccountsSession *self);
/* Awaits; in a fiber. */
gboolean confab_accounts_fetch_roster (ConfabAccountsSession *self, GError **error);
DexFuture *
confab_accounts_on_push (gpointer data, const ConfabXepRosterItem *item, const char *version);
/* Writes a contact as the model has it; resolves to TRUE. */
DexFuture *confab_accounts_keep_contact (ConfabAccountsSession *self, ConfabModelContact *contact);
void confab_accounts_forget_requests (ConfabAccountsSession *self);
/* The requests from the vault, in place of those in the model. Resolves to TRUE. */
DexFuture *confab_accounts_load_requests (ConfabAccountsSession *self);
/* Asks again those whose answer never was on its way. */
void confab_accounts_ask_again (ConfabAccountsSession *self);

/* ---- acts (accounts-buddies.c) ---- */
/* What the engine says, as a problem that there are words for. */
DexFuture *confab_accounts_reject_with (ConfabAccountsSession *self, const GError *error);
/* Awaits; in a fiber. The request of `address` (bare) goes, here and in the vault. */
gboolean confab_accounts_await_drop_request (
    ConfabAccountsSession *self, const char *address, GError **error);

/* ---- invitations (accounts-buddies.c, accounts-invite.c) ---- */
/* As confab_accounts_add_buddy, with the token of their invitation; nullable. */
DexFuture *confab_accounts_add_invited (ConfabAccountsSession *self, const char *address,
    const char *name, gboolean is_known, const char *note, const char *token);
/* As confab_accounts_accept of somebody who has left no request. `address` is bare and valid. */
DexFuture *confab_accounts_accept_address (ConfabAccountsSession *self, const char *address);
/* Somebody brings a token and would like to see us: they come in if it is ours, else they leave a
 * request. Resolves when that is durable. */
DexFuture *confab_accounts_welcome (ConfabAccountsSession *self, const ConfabXepPresence *presence);

/* ---- what others see (accounts-look.c, accounts-look-guest.c) ---- */
ConfabLookKind confab_accounts_look_kind_of_part (const char *name); /* of the old card */
ConfabLookKind confab_accounts_look_kind_of_node (const char *node);
/* Awaits; in a fiber. Where the server takes guests without a name, one looks: what it is shown is
 * put right or added in `list` of ConfabModelLook, and a line says that it looked. Where it takes
 * none, or does not answer, the list stays as it is. */
void confab_accounts_look_as_guest (ConfabAccountsSession *self, GListStore *list);

/* ---- presence (accounts-presence.c) ---- */
DexFuture *confab_accounts_on_presence (gpointer data, const ConfabXepPresence *presence);
/* Tells the server whether anybody looks, if that changed. */
void confab_accounts_tell_watched (ConfabAccountsSession *self);
void confab_accounts_forget_presences (ConfabAccountsSession *self);

G_END_DECLS
