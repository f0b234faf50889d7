#pragma once

/* Own messages that the server has not got yet, in the order they were written. A row holds the
 * envelope's bytes once it is sealed, so that every attempt sends the same, and its number in the
 * managed session of the last attempt. */

#include "store/store-changes.h"

G_BEGIN_DECLS

typedef struct {
  gint64 message; /* id of the message row; the outbox's order and its token */
  gint64 account;
  char *peer;
  char *wire_id;
  char *text;
  ConfabStoreKind kind; /* a LINE says its timer and nothing else */
  guint32 timer;        /* seconds; 0: none */
  gboolean is_promised; /* its message says that only the two can read it */
  GBytes *envelope;     /* NULL: not sealed yet */
  gboolean is_sealed;   /* kind of the envelope */
  char *session_id;     /* managed session of the last attempt, NULL: never tried */
  guint32 number;       /* in that session */
  char *retracts;       /* a LINE that takes back that message, and says no timer; NULL: none */
  char *replaces;      /* a text that was changed: `wire_id` is of the change, this the message's */
  gboolean is_waiting; /* it, or an earlier one of its chat, is not to leave yet */
} ConfabStoreOutboxRow;

void confab_store_outbox_row_free (ConfabStoreOutboxRow *row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabStoreOutboxRow, confab_store_outbox_row_free)

/* Adds the message row (state WAITING) and the outbox row, with its `wait`; sets `message->id`.
 * Drops the chat's draft, unless it is a LINE. At most 10,000 wait for each account (FULL). */
gboolean confab_store_outbox_add (ConfabStoreDb *db, ConfabStoreMessage *message, GError **error);
/* Owned ConfabStoreOutboxRow, oldest first, with id > `after`, at most `limit`. Returns: (transfer
 * full) */
GPtrArray *confab_store_outbox_list (
    ConfabStoreDb *db, gint64 account, gint64 after, guint limit, GError **error);
gboolean confab_store_outbox_set_envelope (
    ConfabStoreDb *db, gint64 message, GBytes *envelope, gboolean is_sealed, GError **error);
/* Before it is written. Nothing where it was taken back since. */
gboolean confab_store_outbox_mark (
    ConfabStoreDb *db, gint64 message, const char *session_id, guint32 number, GError **error);
/* The server has everything of this session up to `h` (numbers compare modulo 2^32, at most 2^31
 * apart): those rows leave the outbox and their messages become SENT. `ids` (GArray of gint64,
 * owned by the caller) receives them. One that was changed meanwhile stays in the outbox, WAITING,
 * as that change (_is_in). */
gboolean confab_store_outbox_acknowledge (ConfabStoreDb *db, gint64 account, const char *session_id,
    guint32 h, GArray *ids, GError **error);
gboolean
confab_store_outbox_is_in (ConfabStoreDb *db, gint64 message, gboolean *is_in, GError **error);
/* An own message says something else from now on. What never left says it as if it always had; what
 * left, or may have (`is_handed`: the stream has it), waits once more, under the id `change_id`,
 * and bears the mark of `now_us`. `*has_left`: which. */
gboolean confab_store_outbox_change (ConfabStoreDb *db, const ConfabStoreMessage *message,
    const ConfabStoreChange *change, gboolean is_handed, gboolean *has_left, GError **error);
/* It may be on its way and is not sent again, nor waited for. */
gboolean confab_store_outbox_let_be (ConfabStoreDb *db, gint64 message, GError **error);
/* It will not be sent: leaves the outbox, its message becomes FAILED with `reason`. */
gboolean confab_store_outbox_fail (ConfabStoreDb *db, gint64 message, int reason, GError **error);
/* A failed message waits again, at the end (a change where it stands): under the id `*new_id`, or
 * the next one if that is 0, which sets it. `is_sealed`: what its message says from now on of who
 * can read it. */
gboolean confab_store_outbox_retry (
    ConfabStoreDb *db, gint64 message, gboolean is_sealed, gint64 *new_id, GError **error);

/* ---- some seconds before it leaves (R10) ---- */

typedef struct {
  gint64 message;
  guint32 seconds;
} ConfabStoreWait;

/* ConfabStoreWait of those that wait, oldest first. Returns: (transfer full) */
GArray *confab_store_outbox_list_waits (ConfabStoreDb *db, gint64 account, GError **error);
/* It waits no longer. Nothing where it is not there any more. */
gboolean confab_store_outbox_end_wait (ConfabStoreDb *db, gint64 message, GError **error);
/* Erases an own message that never left: it is in the outbox and was in no attempt. With
 * `only_waiting` only while it waits. `*is_gone` FALSE: there is none, or it may have left. */
gboolean confab_store_outbox_withdraw (
    ConfabStoreDb *db, gint64 message, gboolean only_waiting, gboolean *is_gone, GError **error);

G_END_DECLS
