#pragma once

/* What the files of this folder share. */

#include "messaging/messaging.h"

#include "store/store-outbox.h"

G_BEGIN_DECLS

typedef struct _ConfabMessagingCatchup ConfabMessagingCatchup;
typedef struct _ConfabMessagingHold ConfabMessagingHold;
typedef struct _ConfabMessagingFiles ConfabMessagingFiles;

/* How often something was done within the hour; after it the budget is new. */
typedef struct {
  gint64 since_us; /* monotonic */
  guint n;
} ConfabMessagingBudget;

/* That a row is in this state now. */
typedef struct {
  gint64 id;
  ConfabModelMessageState state;
  ConfabReason reason;
} ConfabMessagingTold;

/* What one buddy was told of the writing to them (messaging-typing.c); one at a time. */
typedef struct {
  ConfabModelChat *chat; /* owned; NULL: nobody */
  ConfabXepChatState told;
  gint64 due_us;    /* when it rests, monotonic */
  DexFuture *timer; /* to then, or earlier */
} ConfabMessagingTyping;

struct _ConfabMessaging {
  GObject parent_instance;

  /* owned */
  ConfabStoreVault *vault;
  ConfabModelAccount *account;
  GHashTable *chats;  /* ConfabModelChat (owned) -> ChatSource: those that are open */
  GHashTable *asking; /* addresses whose request is on its way to the disk */
  GHashTable *drafts; /* ConfabModelChat (owned): drafts that wait to be saved */
  GHashTable *aside;  /* ConfabModelChat (owned): to be opened again after the screen was locked;
                         NULL: it is not */
  GHashTable *keys;   /* address -> what is known of their keys (messaging-keys.c) */
  GHashTable *held;   /* address -> gint64: first outbox row that waits for their keys */
  GHashTable *handed; /* gint64: outbox rows that this stream was given, until it says they arrived
                         -> guint: which hand-over of this run it was */
  guint n_handed;
  GHashTable *waits; /* gint64: own rows that do not leave yet -> gint64: when they do, monotonic */
  GHashTable *taken; /* gint64: own rows that are taken back, and are not handed over any more, or
                        not before they were changed */
  GHashTable *asked; /* address -> gint64: when they were asked for private messages */
  GHashTable *writers; /* ConfabModelChat (owned): they are writing -> gint64: until, monotonic */
  GArray *told;        /* ConfabMessagingTold: what was told while pages are on their way */
  DexFuture *drafts_timer;
  DexFuture *wait_timer; /* to the first end of `waits` */
  DexFuture *scrubbing;  /* what others took back, and the pause after it; else NULL */
  DexFuture *silence;    /* to the first end of `writers` */
  ConfabMessagingTyping typing;
  DexFuture *walk;                 /* the walk through the outbox that is under way */
  char *session_id;                /* of the stream that is there */
  char *last_session_id;           /* of the last one, also while there is none */
  ConfabMessagingCatchup *catchup; /* NULL: there was none */
  ConfabMessagingHold *hold;       /* NULL: what is live does not wait */
  ConfabMessagingFiles *files;     /* never NULL */
  ConfabMessagingChecker *checker; /* NULL: nobody looks for viruses */

  /* borrowed until stop */
  ConfabXepOut *out;
  const ConfabClock *clock;
  const ConfabRandom *random;
  ConfabMessagingIds *ids;
  ConfabMessagingGuard *guard;

  guint agreed_on;       /* the connection on which the server was asked what it keeps */
  gboolean is_keyless;   /* has no keys, and asks for none */
  gboolean is_unfolding; /* folds nothing */
  gboolean is_stopped;
  gboolean is_connected;
  gboolean walk_again;
  gboolean is_walk_full; /* the server is behind: the walk goes on at its word */
  gboolean scrubs_again;
  guint n_pages;       /* that are on their way from the vault */
  guint connection;    /* counts streams, so that a walk notices that its stream went */
  gint64 cursor;       /* last outbox row that was looked at for this stream */
  gint64 rewind;       /* rows from here on are looked at again; 0: none */
  gboolean is_settled; /* in this session this device's keys were published, to the end */
  gboolean is_maintaining;
  gboolean is_telling, tells_again;     /* the walk of messaging-trust.c is under way; once more */
  gboolean is_looking, must_look_again; /* at faces (messaging-lookalike.c); once more */
  ConfabMessagingBudget announcements, looks, answers, unopened;
};

/* The next id of a message row. */
gint64 confab_messaging_next_id (ConfabMessaging *self);

/* FALSE if it was done `most` times within the hour. (messaging.c) */
gboolean
confab_messaging_budget_has (ConfabMessaging *self, ConfabMessagingBudget *budget, guint most);
/* The same, and one more is counted if there is room. (messaging.c) */
gboolean
confab_messaging_budget_take (ConfabMessaging *self, ConfabMessagingBudget *budget, guint most);

/* The chat with them, if it is open; else NULL. (messaging-retract.c) */
ConfabModelChat *confab_messaging_find_open_chat (ConfabMessaging *self, const char *peer);

/* What the judge `send` needs to know of a contact, for a text of that many bytes. */
void confab_messaging_send_facts (
    ConfabMessaging *self, ConfabModelContact *contact, gsize text_bytes, ConfabSendFacts *facts);

/* There is a line, nobody locked the screen, and the judge `disclose` says yes. (messaging.c) */
gboolean
confab_messaging_may_tell (ConfabMessaging *self, const char *address, ConfabDiscloseClass class);
/* That person is told what was read of theirs, if there is something to tell and they are here; and
 * all such persons. (messaging-displayed.c) */
void confab_messaging_tell_read (ConfabMessaging *self, ConfabModelContact *contact);
void confab_messaging_tell_all_read (ConfabMessaging *self);

/* A row of the outbox, and what came after it, may leave now. (messaging-outbox.c) */
void confab_messaging_walk_from (ConfabMessaging *self, gint64 id);
/* The server has more of what was given to it. (messaging-outbox.c) */
void confab_messaging_walk_on (ConfabMessaging *self);
/* Messages that waited for their keys go on. (messaging-outbox.c) */
void confab_messaging_release (ConfabMessaging *self, const char *address);
/* A chat with them is open, or something for them waits in the outbox. (messaging-outbox.c) */
gboolean confab_messaging_is_writing_to (ConfabMessaging *self, const char *address);

/* A line of Confab's own at the end of a chat. (messaging-plain-choice.c) */
void confab_messaging_add_line (
    ConfabMessaging *self, ConfabModelContact *contact, ConfabModelLine line);
/* Keys appeared: plain text ends, and the chat says so. (messaging-plain-choice.c) */
void confab_messaging_end_plain (ConfabMessaging *self, ConfabModelContact *contact);

/* Keys of those whose chats are open. (messaging-chats.c) */
void confab_messaging_prepare_chats (ConfabMessaging *self);

/* A page of rows was asked for; it is in its timeline. What was told meanwhile is told again, since
 * the page may have been read before it. */
void confab_messaging_page_begins (ConfabMessaging *self);
void confab_messaging_page_ends (ConfabMessaging *self);
/* The open chat's row with that id changes its state. */
void confab_messaging_show_state (
    ConfabMessaging *self, gint64 id, ConfabModelMessageState state, ConfabReason reason);

/* ---- coming in (messaging-receive.c, messaging-request.c) ---- */

#define CONFAB_MESSAGING_KEYS 2 /* what a message is recognised by, at most */

/* What the judge `receive` needs to know of `peer`, but for how something was sealed. */
void confab_messaging_receive_facts (
    ConfabMessaging *self, ConfabJid *peer, ConfabIncoming kind, ConfabReceiveFacts *facts);
/* Sets `keys` (CONFAB_MESSAGING_KEYS, NULL each before) to owned strings, or leaves them NULL. */
void confab_messaging_name (const ConfabXepMessage *message, char **keys);
/* The same of one's own server, if it gave none: by what it says. Both are in messaging-name.c. */
void confab_messaging_name_server (const ConfabXepMessage *message, char **keys);
/* In a job: marks all keys as seen; `*is_new`: none of them was. */
gboolean confab_messaging_see (ConfabStoreDb *db, gint64 account, char *const *keys, gint64 now_us,
    gboolean *is_new, GError **error);
/* FALSE: the domain of `address` has had its requests for today, or the box is full. */
gboolean confab_messaging_has_budget (ConfabMessaging *self, const char *address);
/* A request, after the judge said so of `facts`; it is asked again with what the disk knows.
 * `message` NULL: to see us; nobody wrote. */
DexFuture *confab_messaging_ask (ConfabMessaging *self, const ConfabReceiveFacts *facts,
    ConfabJid *from, const char *note, const ConfabXepMessage *message);

/* ---- one's own server (messaging-server.c) ---- */
gboolean confab_messaging_is_server (ConfabMessaging *self, const char *address);
/* In a job: the server has a chat from now on. */
gboolean confab_messaging_server_put (
    ConfabStoreDb *db, gint64 account, const char *address, GError **error);
/* The same in the model; who is there stays. */
void confab_messaging_server_show (ConfabMessaging *self, const char *address);
/* `chats`: ConfabStoreChat, all there are: where the server has none, it is not shown. */
void confab_messaging_server_tidy (ConfabMessaging *self, GPtrArray *chats);

/* ---- notes to oneself (messaging-note.c) ---- */
/* A note is shown when this returns. Resolves to TRUE when it is on the disk; REFUSED: the judge
 * does not say KEEP_HERE. */
DexFuture *
confab_messaging_keep_note (ConfabMessaging *self, ConfabModelChat *chat, const char *text);
/* `chats`: ConfabStoreChat, all there are: where there are no notes, their row is not shown. */
void confab_messaging_note_tidy (ConfabMessaging *self, GPtrArray *chats);

/* ---- floods (messaging-folded.c) ---- */
/* In a job: a row that is to be added, is it folded? */
gboolean confab_messaging_fold (ConfabStoreDb *db, ConfabStoreMessage *row, GError **error);
/* A folded row is on the disk: one more. */
void confab_messaging_show_fold (ConfabModelContact *contact, const ConfabStoreMessage *row);
/* How many are folded, into the model. Resolves to TRUE. */
DexFuture *confab_messaging_count_folded (ConfabMessaging *self);

/* ---- the catch-up (messaging-catchup.c) ---- */
void confab_messaging_catchup_free (ConfabMessagingCatchup *catchup);
/* The id of the row of the archive's next entry. */
gint64 confab_messaging_catchup_next_id (ConfabMessaging *self);
/* Whether an entry of the archive was known already: set and asked in the vault's thread, one entry
 * after the other. Returns: (transfer full), for g_atomic_rc_box_release */
int *confab_messaging_catchup_ref_met_double (ConfabMessaging *self);
/* FALSE for an archived message of that time: it may have been here and be forgotten as a double.
 */
gboolean confab_messaging_catchup_is_double_possible (ConfabMessaging *self, gint64 time_us);

/* What was left to the archive is asked for, once its end was reached. */
void confab_messaging_catchup_want_more (ConfabMessaging *self);
/* FALSE until it has answered once, in this run or before. */
gboolean confab_messaging_knows_archive (ConfabMessaging *self);
/* Up to where everything is here (messaging-place.c). In a fiber; `*id` is NULL where there was no
 * catch-up yet. */
gboolean confab_messaging_await_place (ConfabMessaging *self, char **id, GError **error);
gboolean confab_messaging_await_set_place (ConfabMessaging *self, const char *id, GError **error);

/* From now on what is live waits (messaging-hold.c). */
void confab_messaging_hold_begin (ConfabMessaging *self, gboolean is_managed);
/* Lets it be looked at, one after the other before this returns; or, where the line is gone,
 * forgets what comes again. Nothing where nothing waits. */
void confab_messaging_hold_end (ConfabMessaging *self, gboolean is_line_gone);

/* A future that is resolved to TRUE, and one that is rejected because the account is put away. */
DexFuture *confab_messaging_done (void);
DexFuture *confab_messaging_stopped (void);

/* ---- rows of a chat (messaging.c) ---- */
/* What comes from them may come unsealed: the user chose so, or it is a server. */
gboolean confab_messaging_may_be_plain (ConfabModelContact *contact);
/* As confab_messaging_model_from_row; says of what should have been sealed that it was not.
 * Returns: (transfer full) */
ConfabModelMessage *
confab_messaging_model_from_theirs (const ConfabStoreMessage *row, gboolean may_be_plain);

G_END_DECLS
