#pragma once

/* Tables of chats, messages and of what was seen already (to recognise doubles). */

#include "store/store-files.h"

G_BEGIN_DECLS

/* Stored; append-only. The state of an own message. */
typedef enum {
  CONFAB_STORE_STATE_RECEIVED = 0,  /* somebody else's */
  CONFAB_STORE_STATE_WAITING = 1,   /* on this computer */
  CONFAB_STORE_STATE_SENT = 2,      /* with one's server */
  CONFAB_STORE_STATE_DELIVERED = 3, /* on a device of theirs */
  CONFAB_STORE_STATE_FAILED = 4,    /* not sent; `reason` says why */
} ConfabStoreState;

/* Stored; append-only. */
typedef enum {
  CONFAB_STORE_KIND_TEXT = 0,
  CONFAB_STORE_KIND_ASK = 1,      /* own: the fixed sentence that asks for private messages (R12) */
  CONFAB_STORE_KIND_UNOPENED = 2, /* could not be opened; `reason` is the cause, no text */
  CONFAB_STORE_KIND_LINE = 3,     /* a line of Confab's own; `reason` says which, no text */
  CONFAB_STORE_KIND_FILE = 4,     /* a file; its text is the name */
} ConfabStoreKind;

/* Of reading; stored, append-only. */
typedef enum {
  CONFAB_STORE_MARK_NONE = 0,
  CONFAB_STORE_MARK_WISHED = 1,        /* theirs: they are to be told, in the clear */
  CONFAB_STORE_MARK_WISHED_SEALED = 2, /* the same, under seal */
  CONFAB_STORE_MARK_READ = 3,          /* own: they said that they read it */
} ConfabStoreMark;

typedef struct {
  gint64 id; /* order in the chat */
  gint64 account;
  char *peer; /* bare address of the other side */
  gboolean is_own;
  gboolean is_sealed;
  gboolean is_unread;
  ConfabStoreState state;
  ConfabStoreKind kind;
  gboolean is_unchecked; /* sealed by a device that the user has not decided on */
  gboolean is_kept;      /* "Keep this"; set by confab_store_retention_set_kept */
  gboolean is_taken;     /* its writer took it back; it stays, since it was kept */
  gboolean is_folded;    /* came in a flood, and nobody asked for it yet */
  int reason;            /* TEXT, ASK: own: ConfabReason; else: ConfabScamReason bits; 0: none */
  gint64 time_us;        /* when it was written, microseconds since 1970 */
  guint32 timer;  /* seconds from reading or sending to its end; LINE: what it tells; 0: none */
  gint64 ends_us; /* of its timer that runs (store-timers.h); 0: it does not */
  guint32 wait;   /* own: seconds that it stays here before it may leave; 0: none */
  ConfabStoreMark mark;
  char *wire_id;     /* the id it has on the wire: for receipts and errors, and to take it back */
  gint64 changed_us; /* its writer changed it, then the last time; 0: never (store-changes.h) */
  guint32 n_changes;
  char *change_id; /* the id of that change, for receipts and errors; NULL: none */
  char *retracts;  /* own LINE: id on the wire of the message that it takes back; not read back */
  char *text;
  ConfabStoreFile *file; /* FILE only; owned */
} ConfabStoreMessage;

void confab_store_message_free (ConfabStoreMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreMessage, confab_store_message_free)

typedef struct {
  gint64 account;
  char *peer;
  char *draft; /* NULL: none */
  guint n_unread;
  gint64 n_messages;
  gint64 last_us; /* time of the newest message, 0: none */
} ConfabStoreChat;

void confab_store_chat_free (ConfabStoreChat *chat);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreChat, confab_store_chat_free)

/* Chats that have a message or a draft. Owned ConfabStoreChat, newest first. Returns: (transfer
 * full) */
GPtrArray *confab_store_chats_list (ConfabStoreDb *db, gint64 account, GError **error);
/* `text` NULL or empty: none. */
gboolean confab_store_chats_set_draft (
    ConfabStoreDb *db, gint64 account, const char *peer, const char *text, GError **error);
gboolean confab_store_chats_mark_read (
    ConfabStoreDb *db, gint64 account, const char *peer, gint64 up_to_id, GError **error);
/* Erases every message of the chat but those that wait in the outbox and, with `keep_unread`, those
 * not read or kept one by one. The draft goes too unless `keep_draft`. Follow with
 * confab_store_vault_scrub. `n_gone` may be NULL. */
gboolean confab_store_chats_erase (ConfabStoreDb *db, gint64 account, const char *peer,
    gboolean keep_unread, gboolean keep_draft, guint *n_gone, GError **error);

/* The highest id that any message ever had, also an erased one; 0: there was none. */
gboolean confab_store_messages_get_last_id (ConfabStoreDb *db, gint64 *id, GError **error);
/* Adds a row under `message->id`, or under the next one if that is 0, which sets it; its file
 * too, if it has one. */
gboolean confab_store_messages_add (ConfabStoreDb *db, ConfabStoreMessage *message, GError **error);
/* Windows leave out what is folded. `limit` rows (at most 500) with id < `before` (0: the newest),
 * oldest first. Returns: (transfer full), owned ConfabStoreMessage */
GPtrArray *confab_store_messages_before (ConfabStoreDb *db, gint64 account, const char *peer,
    gint64 before, guint limit, GError **error);
/* Rows with id > `after`, oldest first. */
GPtrArray *confab_store_messages_after (
    ConfabStoreDb *db, gint64 account, const char *peer, gint64 after, guint limit, GError **error);
/* `*id`: the first row of the chat that was written at `from_us` or later; where all are older, the
 * newest; 0: there is none. Ids follow times but for what came late: among the rows just before it,
 * one written before `until_us` too is taken instead. Looks at about sixty rows and a page, however
 * long the chat is. */
gboolean confab_store_messages_find_time (ConfabStoreDb *db, gint64 account, const char *peer,
    gint64 from_us, gint64 until_us, gint64 *id, GError **error);
/* `*id`: the first row that was not read; 0: all were. */
gboolean confab_store_messages_find_unread (
    ConfabStoreDb *db, gint64 account, const char *peer, gint64 *id, GError **error);
/* One row. NULL with NOT_FOUND. */
ConfabStoreMessage *confab_store_messages_get (ConfabStoreDb *db, gint64 id, GError **error);
/* Finds an own message by the id it had on the wire; 0 if there is none. */
gint64 confab_store_messages_find_wire (
    ConfabStoreDb *db, gint64 account, const char *peer, const char *wire_id, GError **error);
/* The same by the id that its last change had, or its own while it was not changed: what they tell
 * of an earlier text is not told of the one that stands there now. */
gint64 confab_store_messages_find_now (
    ConfabStoreDb *db, gint64 account, const char *peer, const char *wire_id, GError **error);
/* The same of somebody else's: theirs, in that chat. The newest, where a program used an id twice.
 */
gint64 confab_store_messages_find_theirs (
    ConfabStoreDb *db, gint64 account, const char *peer, const char *wire_id, GError **error);
/* The row that a word of `is_own` means with that id: its writer's, in that chat. `*found`: NULL if
 * there is none. Free it. */
gboolean confab_store_messages_find_meant (ConfabStoreDb *db, gint64 account, const char *peer,
    gboolean is_own, const char *wire_id, ConfabStoreMessage **found, GError **error);
/* A message that was taken back: the row is that LINE from now on, in its place, and what it said
 * is nowhere any more, in the index neither; its file's row goes. Follow with
 * confab_store_vault_scrub. */
gboolean confab_store_messages_take_back (ConfabStoreDb *db, gint64 id, int line, GError **error);
/* It was, and stays. */
gboolean confab_store_messages_set_taken (ConfabStoreDb *db, gint64 id, GError **error);
/* The reason of a LINE stays. A state never goes back from DELIVERED; SENT never back to WAITING
 * unless `is_retry`. */
gboolean confab_store_messages_set_state (ConfabStoreDb *db, gint64 id, ConfabStoreState state,
    int reason, gboolean is_retry, GError **error);

/* Was this seen before? `what` is hashed with a random key of the vault's (HMAC-SHA-256); neither
 * address nor time of it is kept beyond the day. Marks it as seen in the same transaction. Entries
 * go after 30 days. */
gboolean confab_store_seen_check (ConfabStoreDb *db, gint64 account, const char *what,
    gint64 now_us, gboolean *is_new, GError **error);
/* The same word again: it counts from today. */
gboolean confab_store_seen_note (
    ConfabStoreDb *db, gint64 account, const char *what, gint64 now_us, GError **error);
/* `*days`: since when it was seen, in whole days; -1: never, or by a clock that stood ahead. */
gboolean confab_store_seen_get_days (ConfabStoreDb *db, gint64 account, const char *what,
    gint64 now_us, gint64 *days, GError **error);
/* As what an own message to `peer` is seen; its sending is noted with the outbox row, so that it
 * is known as a double also after it was erased. Returns: (transfer full) */
char *confab_store_seen_dup_own (const char *peer, const char *wire_id);
/* Forgets what was seen more than 30 days before `now_us`. */
gboolean
confab_store_seen_expire (ConfabStoreDb *db, gint64 account, gint64 now_us, GError **error);

G_END_DECLS
