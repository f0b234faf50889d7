#pragma once

/* Messages of one account: in, out, and what the chats show. Everything durable happens in jobs on
 * the vault. */

#include <libdex.h>

#include "base/base-clock.h"
#include "base/base-draft.h"
#include "base/base-random.h"
#include "messaging/messaging-checker.h"
#include "messaging/messaging-guard.h"
#include "messaging/messaging-retention.h"
#include "model/model-account.h"
#include "model/model-chat.h"
#include "model/model-request.h"
#include "store/store-contacts.h"
#include "store/store-messages.h"
#include "xep/xep-table.h"

G_BEGIN_DECLS

#define CONFAB_MESSAGING_ERROR (confab_messaging_error_quark ())
GQuark confab_messaging_error_quark (void);

typedef enum {
  CONFAB_MESSAGING_ERROR_REFUSED,    /* the judge `send` says no; the chat's send-reason says why */
  CONFAB_MESSAGING_ERROR_ASK,        /* the chat's question must be answered first */
  CONFAB_MESSAGING_ERROR_STOPPED,    /* the account is being put away */
  CONFAB_MESSAGING_ERROR_NOT_A_CODE, /* what was read is nothing to check with */
  CONFAB_MESSAGING_ERROR_OTHER_PERSON, /* it is somebody else's; message: whose */
  CONFAB_MESSAGING_ERROR_KEYS_DIFFER,  /* the keys are not the ones that are used */
} ConfabMessagingError;

/* The ids of message rows, given out on the main thread so that a row has its place in the chat
 * before it is on disk. One for each vault. */
typedef struct {
  gint64 last;
} ConfabMessagingIds;

#define CONFAB_TYPE_MESSAGING (confab_messaging_get_type ())
G_DECLARE_FINAL_TYPE (ConfabMessaging, confab_messaging, CONFAB, MESSAGING, GObject)

/* `out`, `clock`, `random`, `ids` and `guard` are borrowed and outlive the object until
 * confab_messaging_stop. Signals "message-received" (ConfabModelContact, ConfabModelMessage),,
 * "message-folded" (ConfabModelContact) of what came in a flood,
 * "message-taken" (ConfabModelContact): what one said is nowhere any more, "message-changed"
 * (ConfabModelContact, ConfabModelMessage): it says that now, and "timers": some may
 * begin to run now, so it is time for a look (messaging-retention.h). */
ConfabMessaging *confab_messaging_new (ConfabStoreVault *vault, ConfabModelAccount *account,
    ConfabXepOut *out, const ConfabClock *clock, const ConfabRandom *random,
    ConfabMessagingIds *ids, ConfabMessagingGuard *guard);

/* For tests that spell out every byte: no keys are made or asked for; only what the user chose to
 * send in plain text can leave. */
void confab_messaging_set_keyless (ConfabMessaging *self);
/* For tests that count hundreds of messages of one person as they come: nothing is folded. */
void confab_messaging_set_unfolding (ConfabMessaging *self);

/* Who looks for viruses in files; never called: nobody. */
void confab_messaging_set_checker (ConfabMessaging *self, ConfabMessagingChecker *checker);

/* Lets go of everything borrowed; what is queued in the vault still happens. */
void confab_messaging_stop (ConfabMessaging *self);

/* Facts about a person for the judge `disclose`, as ConfabXepFacts. `data`: the ConfabModelAccount.
 */
void confab_messaging_disclose_facts (gpointer data, ConfabJid *to, ConfabDiscloseFacts *facts);

/* ---- chats (messaging-chats.c) ---- */

/* Counts of unread messages and drafts into the model. Resolves to TRUE. */
DexFuture *confab_messaging_load (ConfabMessaging *self);
void confab_messaging_open_chat (ConfabMessaging *self, ConfabModelChat *chat);
/* The chat with oneself, which never leaves this computer; it is made where there is none, and
 * called `name`. Borrowed. (messaging-note.c) */
ConfabModelContact *confab_messaging_open_note (ConfabMessaging *self, const char *name);
void confab_messaging_set_draft (ConfabMessaging *self, ConfabModelChat *chat, const char *text);
/* Writes drafts that wait for their turn. Resolves to TRUE. */
DexFuture *confab_messaging_save_drafts (ConfabMessaging *self);
void confab_messaging_mark_read (ConfabMessaging *self, ConfabModelChat *chat);
/* Judges anew whether something may be written, if a chat with them is open; call when a fact about
 * them changed. */
void confab_messaging_judge (ConfabMessaging *self, ConfabModelContact *contact);
/* Looks for whom those with an open chat may be taken (R01); their chats say it when it is known.
 * Call when the list of contacts changed on the disk. */
void confab_messaging_look_at_faces (ConfabMessaging *self);
/* Empties what is shown; the rows stay until _finish_close. */
void confab_messaging_close_chat (ConfabMessaging *self, ConfabModelChat *chat);
void confab_messaging_undo_close (ConfabMessaging *self, ConfabModelChat *chat);
/* Closes for good: what `look` is for. Resolves to TRUE when what is due is nowhere on the disk. */
DexFuture *confab_messaging_finish_close (
    ConfabMessaging *self, ConfabModelChat *chat, ConfabMessagingLook *look);
/* Rows (gint64, of any account) went from the vault: they go from the chats that are open. */
void confab_messaging_show_gone (ConfabMessaging *self, GArray *ids);
/* A row as the screens see it. Returns: (transfer full) */
ConfabModelMessage *confab_messaging_model_from_row (const ConfabStoreMessage *row);
/* All chats of the account were erased: nothing is unread or being written any more, and what is
 * shown is read again. */
void confab_messaging_note_erased (ConfabMessaging *self);
/* What is shown of an open chat is read again. */
void confab_messaging_read_again (ConfabMessaging *self, ConfabModelChat *chat);
/* A buddy was removed: their rows, what waits for them, draft and entry go. Resolves to TRUE. */
DexFuture *confab_messaging_forget (ConfabMessaging *self, ConfabModelContact *contact);

/* ---- messages that disappear (messaging-timer.c) ---- */

/* As confab_core_set_timer. */
DexFuture *
confab_messaging_set_timer (ConfabMessaging *self, ConfabModelChat *chat, guint32 seconds);

/* ---- messages that are taken back (messaging-retract.c) ---- */

/* As confab_core_take_back. */
DexFuture *confab_messaging_take_back (
    ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message);

/* ---- messages that are changed (messaging-change.c) ---- */

/* As confab_core_begin_change. */
gboolean confab_messaging_begin_change (
    ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* What it is to say; nothing of it is on the disk before it is sent. */
void confab_messaging_set_change (ConfabMessaging *self, ConfabModelChat *chat, const char *text);
void confab_messaging_end_change (ConfabMessaging *self, ConfabModelChat *chat);

/* ---- that messages were read, and that somebody is writing ---- */

/* What they are told from now on. Resolves to TRUE when it is kept. (messaging-displayed.c) */
DexFuture *confab_messaging_set_tells (
    ConfabMessaging *self, ConfabModelContact *contact, ConfabModelTells tells);
/* What is known of their being here changed from `before` on. (messaging-typing.c) */
void confab_messaging_note_presence (
    ConfabMessaging *self, ConfabModelContact *contact, ConfabModelPresence before);

/* ---- floods (messaging-folded.c) ---- */

/* What is folded of a chat stands in its place. Resolves to TRUE when the rows are asked for. */
DexFuture *confab_messaging_show_folded (ConfabMessaging *self, ConfabModelChat *chat);
/* They are quiet until then (wall clock); 0: no more. Resolves to TRUE when it is kept. */
DexFuture *
confab_messaging_set_quiet (ConfabMessaging *self, ConfabModelContact *contact, gint64 until_us);

/* ---- while the screen is locked (messaging-aside.c) ---- */

/* Texts and drafts leave memory, and no chat can be opened. Resolves to TRUE when the drafts are on
 * disk; the vault may be closed as soon as this returned. */
DexFuture *confab_messaging_set_aside (ConfabMessaging *self);
/* Drafts and counts come from the vault again, and the chats that were open, or were to be opened
 * meanwhile, are opened. Resolves to TRUE. */
DexFuture *confab_messaging_bring_back (ConfabMessaging *self);

/* ---- out (messaging-outbox.c; messaging-marks.c: what the stream tells) ---- */

/* As confab_core_send. `answered`: kinds of questions that the user answered with "send" for this
 * text; others set the chat's question and reject with ASK. `text` is copied. */
DexFuture *confab_messaging_send (ConfabMessaging *self, ConfabModelChat *chat, const char *text,
    ConfabModelQuestionKind answered);
/* "Ask Ben": the fixed sentence, at most once a day for each person; without keys it goes in plain
 * text (RISKS R12). Resolves as _send. */
DexFuture *
confab_messaging_ask_for_keys (ConfabMessaging *self, ConfabModelChat *chat, const char *sentence);
/* As confab_core_dont_send. (messaging-wait.c) */
DexFuture *confab_messaging_dont_send (
    ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* As _send: REFUSED where it could not be written now either. */
DexFuture *
confab_messaging_retry (ConfabMessaging *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* A stream is there: walks the outbox from its beginning. `session_id`: what it numbers messages
 * under, for _acknowledged. */
void confab_messaging_connected (ConfabMessaging *self, const char *session_id);
void confab_messaging_disconnected (ConfabMessaging *self);
/* Hooks of the stream. */
DexFuture *
confab_messaging_will_write (ConfabMessaging *self, const ConfabXmppMark *marks, guint n_marks);
/* The server has everything of that session up to `h`. Resolves to TRUE once that is durable. */
DexFuture *confab_messaging_acknowledged (ConfabMessaging *self, const char *session_id, guint32 h);
/* As above, at sign-in, before anything is written: what is left over is given new numbers.
 * Resolves to TRUE once that is durable. */
DexFuture *confab_messaging_resumed (ConfabMessaging *self, const char *session_id, guint32 h);

/* ---- plain text by choice (messaging-choice.c) ---- */

/* As confab_core_permit_plain. Rejects with REFUSED where there are keys. */
DexFuture *confab_messaging_permit_plain (
    ConfabMessaging *self, ConfabModelContact *contact, gboolean is_permitted);

/* ---- in (messaging-receive.c, messaging-request.c) ---- */

/* For ConfabXepSink.message. Resolves when durable; NULL: nothing to wait for. */
DexFuture *confab_messaging_receive (ConfabMessaging *self, const ConfabXepMessage *message);

/* Puts a request of a stranger into the box, or drops it (judge `receive`). `is_text`: a message;
 * otherwise a wish to see when we are signed in. */
DexFuture *confab_messaging_request (
    ConfabMessaging *self, ConfabJid *from, const char *note, gboolean is_text);

/* In a job: the request of `address` goes, and is not asked again for some days (R03). */
gboolean confab_messaging_delete_request (
    ConfabStoreDb *db, gint64 account, const char *address, gint64 now_us, GError **error);
/* Requests that nobody answered in time go from disk and model; nobody is told. Cheap where there
 * are none. Resolves to TRUE. */
DexFuture *confab_messaging_lapse (ConfabMessaging *self);

/* For each of `requests` (ConfabStoreRequest) the name of the contact (ConfabStoreContact) whose
 * address or name it may be taken for (R01), or NULL. Slow; in a job. Returns: (transfer full),
 * beside `requests`; the strings are owned by `contacts` */
GPtrArray *confab_messaging_find_lookalikes (GPtrArray *requests, GPtrArray *contacts);

G_END_DECLS
