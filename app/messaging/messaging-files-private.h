#pragma once

/* What the files about files share. For this folder. */

#include "files/files-cipher.h"
#include "messaging/messaging-files.h"
#include "messaging/messaging-private.h"
#include "omemo/omemo-seal.h"
#include "xep/xep-upload.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_MESSAGING_UP = 0,
  CONFAB_MESSAGING_DOWN,
  CONFAB_MESSAGING_WAYS,
} ConfabMessagingWay;

struct _ConfabMessagingFiles {
  ConfabNetRoute *road;                     /* owned; NULL: nowhere */
  ConfabXepUpload *upload;                  /* owned; of this connection; NULL: not asked for yet */
  GHashTable *preparing;                    /* gint64: own ones that are being sealed in this run */
  GCancellable *all;                        /* owned; of this connection */
  GCancellable *one[CONFAB_MESSAGING_WAYS]; /* owned; of what is under way; NULL: nothing */
  gint64 at[CONFAB_MESSAGING_WAYS];         /* its message */
  guint64 moved[CONFAB_MESSAGING_WAYS];     /* bytes, by the last try, that were not refused */
  gboolean is_anew[CONFAB_MESSAGING_WAYS];  /* the last try began with the first byte */
  DexPromise *over[CONFAB_MESSAGING_WAYS];  /* owned; of the last walk, resolved at its end */
  gboolean again[CONFAB_MESSAGING_WAYS];    /* look once more */
  gboolean is_walking[CONFAB_MESSAGING_WAYS];
  gboolean is_due[CONFAB_MESSAGING_WAYS]; /* there may be one, and it was not looked for yet */
  ConfabMessagingRoom limits;
  gboolean is_recovered; /* what an earlier run left half sealed was said to have failed */
};

ConfabMessagingFiles *confab_messaging_files_new (void);
void confab_messaging_files_free (ConfabMessagingFiles *files);
void confab_messaging_files_connected (ConfabMessaging *self);
/* All that is under way ends; it goes on when there is a connection again. */
void confab_messaging_files_disconnected (ConfabMessaging *self);
/* There is something to do that way. */
void confab_messaging_files_poke (ConfabMessaging *self, ConfabMessagingWay way);

/* ---- what is shown ---- */
/* The open chat's file of that message. Borrowed, nullable. */
ConfabModelFile *confab_messaging_files_find (ConfabMessaging *self, gint64 id);
/* Whoever sent it gave a file. */
void confab_messaging_files_show_given (ConfabMessaging *self, gint64 id);
void confab_messaging_files_show (
    ConfabMessaging *self, gint64 id, ConfabFileState state, ConfabFileCause cause);
/* A file as the screens see it. Returns: (transfer full) */
ConfabModelFile *confab_messaging_files_model (const ConfabStoreFile *file);

/* ---- awaited, in fibers ---- */
/* Notes it in the vault and shows it. FALSE: it was erased, or the vault fails. */
gboolean confab_messaging_files_await_state (
    ConfabMessaging *self, gint64 id, ConfabFileState state, ConfabFileCause cause);
/* An own one will not be sent: so will not its message. */
gboolean
confab_messaging_files_await_failed (ConfabMessaging *self, gint64 id, ConfabFileCause cause);
/* What is wrong, for the card. `is_passing`: trying again may help. */
ConfabFileCause confab_messaging_files_cause (const GError *error, gboolean *is_passing);
ConfabFileCause confab_messaging_files_cause_of_status (guint status, gboolean *is_passing);
/* A file of the disk goes, in the pool. Resolves to TRUE. */
DexFuture *confab_messaging_files_unlink (const char *path);
/* What is left beside all files but that of `except`. FALSE with `error`.
 * (messaging-files-room.c) */
gboolean confab_messaging_files_await_left (
    ConfabMessaging *self, gint64 except, ConfabMessagingRoom *room, GError **error);
/* `*uncounted` bytes came: they are counted where they are many, or `is_last`, and `room->today` is
 * what is left then. FALSE with `error`. */
gboolean confab_messaging_files_await_count (ConfabMessaging *self, guint64 *uncounted,
    gboolean is_last, ConfabMessagingRoom *room, GError **error);
/* Where its bytes are. Returns: (transfer full) (nullable) */
char *confab_messaging_files_dup_path (ConfabMessaging *self, const char *place);
/* FALSE where the row has none. */
gboolean confab_messaging_files_lock (const ConfabStoreFile *file, ConfabFilesLock *lock);

/* One file from its state to the next, in a fiber; `file` is as the vault has it. FALSE: it was cut
 * off, and may be tried again. (messaging-files-up.c, messaging-files-down.c) */
gboolean confab_messaging_files_await_up (
    ConfabMessaging *self, const ConfabStoreFile *file, GCancellable *cancellable, GError **error);
gboolean confab_messaging_files_await_down (
    ConfabMessaging *self, const ConfabStoreFile *file, GCancellable *cancellable, GError **error);

/* ---- in and out of messages (messaging-files-said.c) ---- */
/* What an opened message offers; NULL: no file. Returns: (transfer full) (nullable) */
ConfabStoreFile *confab_messaging_files_from_opened (const ConfabOmemoOpened *opened);
/* In a job: what the message of a file says. FALSE with `error` if the vault failed; TRUE with
 * `text` NULL while the file is not with the server. `text` is wiped and freed by the caller. */
gboolean confab_messaging_files_say (
    ConfabStoreDb *db, gint64 message, char **text, ConfabStanza **attachment, GError **error);

/* In a job: an own one whose message is sent again waits again; NOT_FOUND where there is nothing of
 * it to send. `file` says it too. */
gboolean confab_messaging_files_again (ConfabStoreDb *db, ConfabStoreFile *file, GError **error);

/* ---- of the outbox (messaging-outbox.c) ---- */
/* An own message into the outbox and the chat. Takes `row`. */
DexFuture *
confab_messaging_put_row (ConfabMessaging *self, ConfabModelChat *chat, ConfabStoreMessage *row);

G_END_DECLS
