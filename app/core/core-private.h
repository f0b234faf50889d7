#pragma once

/* What the files of this folder share, and what tests put in place. */

#include "core/core.h"
#include "core/core-lock.h"

#include "accounts/accounts-register.h"
#include "accounts/accounts-session.h"
#include "backup/backup-file.h"
#include "model/model-attachment.h"

G_BEGIN_DECLS

/* Of the screen's lock (core-lock.c). */
typedef struct {
  /* owned */
  DexFuture *work;       /* the fiber that is under way; NULL: none */
  DexFuture *away_timer; /* looks whether all are back; NULL: nobody is waited for */
  GPtrArray *returning;  /* ConfabAccountsSession: who were to come back at the last unlocking */

  ConfabCoreLockState state;
  gboolean is_locked; /* the last word of the screen */
  gboolean are_texts_aside;
  gboolean wants_key; /* lines and vault are to be closed for a new key, and opened again */
  gboolean is_shut;   /* lines and vault are closed because of it */
  gboolean is_counting;
  gboolean has_away;
  gint64 locked_us; /* monotonic, of the screen's last word that it is */
  gint64 moved_us;  /* monotonic: since then a file was last seen on its way */
  gint64 since_us;  /* wall clock, when it was shut */
  gint64 back_us;   /* monotonic, of the return */
  gint64 calm_us;   /* after it: nothing more is expected then */
  ConfabCoreAway away;
} ConfabCoreLock;

struct _ConfabCore {
  GObject parent_instance;

  /* owned */
  char *profile;           /* folder */
  char *until_quit_folder; /* holds the store of "until I quit"; NULL otherwise */
  ConfabStoreVault *vault;
  ConfabKeyring *keyring;
  ConfabNetWatch *watch;
  ConfabLedger *ledger;
  ConfabNetCounts *counts;
  ConfabAccountsRoads *roads;
  ConfabMessagingGuard *guard;
  ConfabMessagingChecker *checker;
  ConfabModelSafety *safety;
  DexFuture *safety_timer;    /* until something weaker may have ended; NULL: nothing ends */
  DexFuture *quiet_timer;     /* until somebody's quiet hour may have ended; NULL: nobody's */
  DexFuture *retention_timer; /* until the next look at what is due */
  DexFuture *ends_timer;      /* until the next message disappears; NULL: none does soon */
  DexFuture *exporting;       /* a chat into a file; NULL: nothing is on its way */
  DexPromise *decoding;       /* a picture; NULL: nobody is at it (core-picture.c) */
  GPtrArray *pictured;        /* ConfabModelFile whose pictures are held, borrowed; nullable */
  DexFuture *removing;        /* accounts that go; NULL: none did in this run */
  DexFuture *hour_timer;     /* until the next look whether the hour is over; NULL: there is none */
  gint64 last_look_us;       /* monotonic; if is_time_known */
  GListStore *words;         /* ConfabModelWord */
  GListStore *accounts;      /* ConfabModelAccount */
  GListStore *contact_lists; /* GListModel of each account */
  GListStore *request_lists;
  GListModel *contacts; /* all of them */
  GListModel *requests;
  GPtrArray *sessions;                 /* ConfabAccountsSession, beside `accounts` */
  ConfabModelChat *closed_chat;        /* can still be undone */
  GPtrArray *searches;                 /* ConfabModelSearch, borrowed */
  GCancellable *adding;                /* the sign-in of a new account */
  ConfabAccountsSignup *signup;        /* the form that the screen has; NULL: none */
  const ConfabBackupCost *backup_cost; /* borrowed; NULL: the standard */
  ConfabModelInvite *invite;           /* it is asked for with; nullable */
  GCancellable *signing_up;            /* of what it does; NULL: nothing */

  ConfabAccountsEnv env;
  ConfabMessagingIds ids;
  ConfabCoreLock lock;
  ConfabCoreStoreState store_state;
  guint64 generation;  /* of the vault, once it is open */
  gint64 hour_end_us;  /* wall clock; 0: signed in without an end (core-hour.c) */
  gint64 hour_last_us; /* the same, monotonic */
  gint64 guided_us;    /* when the guide was last gone through; 0: not yet */
  guint guide_page;    /* to go on with; 0: gone through */
  gboolean is_time_known;
  gboolean is_looking_at_timers;  /* a look is under way */
  gboolean looks_at_timers_again; /* and more timers may run since it began */
  gboolean is_unwatched;          /* no window is looked at */
  gboolean is_opening;
  gboolean is_quitting;
  gboolean is_choosing_road;     /* one change at a time */
  gboolean is_backing_up;        /* or restoring: one at a time */
  gboolean is_following_search;  /* the index is being brought up to date */
  gboolean follows_search_again; /* and is to be once more */
  gboolean are_words_read;       /* else the keyring did not say what is on the list */
  gboolean is_saving_words;      /* one change at a time */
};

/* For tests: links come from `dial` instead of the network, secrets from `keyring` (transfer none).
 * Before _open. */
void confab_core_set_dial (ConfabCore *self, ConfabXmppDial dial, gpointer data);
/* For tests that spell out every byte: no keys are made or asked for. Before _open. */
void confab_core_set_keyless (ConfabCore *self);
/* For tests that count hundreds of messages of one person: nothing is folded. Before _open. */
void confab_core_set_unfolding (ConfabCore *self);
/* For tests: what files may take, bytes; both above 0. Before _open. */
void confab_core_set_file_limits (ConfabCore *self, guint64 kept, guint64 today);
/* For tests: less work than confab_backup_cost; outlives the core. (core-backup.c) */
void confab_core_set_backup_cost (ConfabCore *self, const ConfabBackupCost *cost);
/* For tests: the virus checker is at that socket and nowhere else, and has as long for each step
 * (0: the standard). Before _open. */
void confab_core_set_checker (ConfabCore *self, const char *socket, guint patience_ms);
void confab_core_set_keyring (ConfabCore *self, ConfabKeyring *keyring);

void confab_core_set_store_state (ConfabCore *self, ConfabCoreStoreState state);
/* What the screen says of a store that did not open. (core-open.c) */
ConfabCoreStoreState confab_core_state_of (const GError *error);
/* ---- the key of the vault (core-key.c); in a fiber ---- */
/* The folder that the vault is in. Borrowed. */
const char *confab_core_get_folder (ConfabCore *self);
/* Opens the vault, or opens it again, with the key from the keyring; also if the key was being
 * changed when Confab ended. Rejects as the keyring and confab_store_vault_open do. */
gboolean confab_core_await_vault (ConfabCore *self, GError **error);
/* Puts the vault, which is closed, under a new key. Where it fails one of the keys that the keyring
 * has opens it. */
gboolean confab_core_await_new_key (ConfabCore *self, GError **error);
/* Back to where nothing was opened: accounts, buddies and vault go from memory. */
void confab_core_forget_all (ConfabCore *self);

/* Signs off if the hour is over; also before sessions come back from a lock. (core-hour.c) */
void confab_core_hour_look (ConfabCore *self);

/* ---- the screen's lock (core-lock.c) ---- */
/* Does what is to be done, if anything; also when a store was opened or a choice ended. */
void confab_core_lock_look (ConfabCore *self);
/* The store is closed because of it: then confab_core_open is _lock_open. */
gboolean confab_core_lock_is_shut (ConfabCore *self);
DexFuture *confab_core_lock_open (ConfabCore *self);
/* Writes over what was erased, closes lines and store as for a lock, gives the store a new key, and
 * opens them again. Resolves to TRUE when they are back; where the screen was locked meanwhile it
 * rejects, and is done all the same. */
DexFuture *confab_core_lock_change_key (ConfabCore *self);
/* In a fiber, when quitting: waits for the lock's own, and opens what it closed. */
void confab_core_lock_await_for_quit (ConfabCore *self);
/* A message came. */
void confab_core_lock_count (ConfabCore *self);
/* The store that it closed is left closed: what is opened next is another one. */
void confab_core_lock_give_up (ConfabCore *self);
void confab_core_lock_clear (ConfabCore *self);

/* As confab_messaging_files_judge, with what is known of the sender now. (core-attach.c) */
DexFuture *confab_core_judge (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);

/* Adds to an attachment what it shows, and where it is large a smaller one. Resolves to it,
 * whatever came of that. (core-picture.c) */
DexFuture *confab_core_preview (ConfabCore *self, ConfabModelAttachment *attachment);
void confab_core_forget_pictures (ConfabCore *self);

/* In a fiber, before the store is closed: what is going from this computer goes whole, unless a
 * server or the keyring keeps it waiting for 10 s. (core-accounts.c) */
void confab_core_await_removed (ConfabCore *self);

/* Reads the accounts and puts them on the list, in a fiber. (core-open.c) */
gboolean confab_core_await_accounts (ConfabCore *self, GError **error);
/* Reads when the last backup was made, in a fiber. FALSE with `error` only if the vault failed.
 * (core-backup.c) */
gboolean confab_core_await_backup (ConfabCore *self, GError **error);
/* Takes back what a restore left that did not come to its end, in a fiber. FALSE with `error` only
 * if the vault failed. (core-restore.c) */
gboolean confab_core_await_restored (ConfabCore *self, GError **error);

/* The session of an account, contact, chat or request of this core. Borrowed; NULL if it is gone.
 */
ConfabAccountsSession *confab_core_session_of (ConfabCore *self, ConfabModelAccount *account);
ConfabMessaging *confab_core_messaging_of (ConfabCore *self, ConfabModelChat *chat);

/* Puts an account and its session on the list. `session` is taken. */
void confab_core_take_session (ConfabCore *self, ConfabAccountsSession *session);

/* Counts one on in vault and keyring, in a fiber: when the vault is opened and when it is left.
 * Where the keyring is ahead, an older copy of the vault was put back: the sessions in it are set
 * aside, so that no key is used twice. FALSE with `error` only if the vault failed.
 * (core-generation.c) */
gboolean confab_core_await_generation (ConfabCore *self, GError **error);

/* Reads what was chosen, in a fiber; FALSE with `error` only if the vault failed. (core-safety.c)
 */
gboolean confab_core_await_safety (ConfabCore *self, GError **error);
/* As confab_core_choose, for any choice. (core-safety.c) */
DexFuture *
confab_core_choose_now (ConfabCore *self, ConfabChoice choice, int value, ConfabModelTerm term);
/* Erases what is due, in a fiber, and goes on doing so until quit; before any row is read.
 * `closes`: all chats were closed, at quit. FALSE with `error` only if the vault failed.
 * (core-retention.c) */
gboolean confab_core_await_retention (ConfabCore *self, gboolean closes, GError **error);
/* A look at the chat with that person, or NULL: at all. Returns: (transfer full)
 * (core-retention.c) */
ConfabMessagingLook *
confab_core_new_look (ConfabCore *self, ConfabModelContact *contact, gboolean closes);
/* Lets timers run that may, and erases what they end. (core-timer.c) */
void confab_core_look_at_timers (ConfabCore *self);
/* After a look: wakes up when the next timer ends. (core-timer.c) */
void confab_core_wait_for_timers (ConfabCore *self, const ConfabMessagingLook *look);
/* What went is shown no more. (core-retention.c) */
void confab_core_note_look (ConfabCore *self, const ConfabMessagingLook *look);
/* Brings the index of words up to date with what is kept; call after what is kept changed.
 * (core-search.c) */
void confab_core_follow_search (ConfabCore *self);
/* Searches that outlive the core are on their own. (core-search.c) */
void confab_core_forget_searches (ConfabCore *self);
/* Ends the quiet hours of buddies that are over, and looks again later. (core-quiet.c) */
void confab_core_watch_quiet (ConfabCore *self);
/* Signs all accounts in if that is what the user chose (R20). (core-safety.c) */
void confab_core_sign_in_at_opening (ConfabCore *self);
/* Reads where the user is in the guide, in a fiber, once the accounts are there; FALSE with `error`
 * only if the vault failed. (core-guide.c) */
gboolean confab_core_await_guide (ConfabCore *self, GError **error);
/* Reads the way of all accounts, in a fiber; FALSE with `error` only if the vault failed.
 * (core-road.c) */
gboolean confab_core_await_roads (ConfabCore *self, GError **error);
/* Tells the safety whether some account goes straight; when accounts come and go. (core-road.c) */
void confab_core_note_roads (ConfabCore *self);
/* Reads the private list, in a fiber. FALSE with `error`: it is as it was. (core-words.c) */
gboolean confab_core_await_words (ConfabCore *self, GError **error);
/* The list leaves memory. (core-words.c) */
void confab_core_forget_words (ConfabCore *self);

/* Copies that were made for other programs go: at opening, and at quit. (core-files.c) */
void confab_core_forget_copies (ConfabCore *self);

/* The next act makes a closed chat's end final. Resolves to TRUE when it is erased. */
DexFuture *confab_core_finish_close (ConfabCore *self);

/* Passes a future on with its error turned into a CONFAB_CORE_ERROR. Takes `future`. */
DexFuture *confab_core_with_problem (DexFuture *future);
DexFuture *confab_core_reject (ConfabModelProblem problem, const char *detail);

G_END_DECLS
