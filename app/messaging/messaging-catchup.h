#pragma once

/* What came and went on other devices while this one was away (XEP-0313).
 *
 * After a sign-in whose session was not taken up, and after one that was as long as the last
 * catch-up did not come to its end, the account's archive is read from the last entry known, a page
 * at a time, beside everything else. The place moves only after a page's rows are on the disk, and
 * with every new message that comes live once everything before it is here.
 *
 * Never behind what was erased: nothing before the place is ever asked for; what came or left here
 * after it is recognised by what the vault keeps of doubles. That lasts 30 days, so an own message
 * that is nearly as old is not taken. Where the archive has no such entry any more, only the days
 * that the memory of doubles covers are read.
 *
 * A computer that is new to the account reads nothing: it takes the archive's end as its place,
 * once it has shown itself to the server, which hands over what nobody read.
 *
 * Hidden, an account is given only what is sent to this device, and what nobody read waits on the
 * server. So there is no end to catch up to: the place stays behind what comes live, and the
 * archive is read once more when the account shows itself.
 *
 * Order: rows stand in the order of their ids, and the gap is closed before what comes live is
 * looked at. What is sealed must also be opened in its order: a ratchet that has moved on five
 * times does not open what is older, so that a live word, or a receipt, would cost what is still in
 * the archive. What is live waits meanwhile, unacknowledged, so that a line that is lost then loses
 * nothing: the server has it still. Nothing behind it is acknowledged either, and a stream with too
 * much of that is not read on. So after 20 seconds, 200 messages, or 200 other stanzas what has an
 * id of the archive, and what is sealed without words, is acknowledged and waits on, until the
 * archive is here or fails; where the line is lost, the next catch-up brings it. What is too much
 * to be held is forgotten, and the archive read on. What has no such id goes first, and so does
 * everything where no archive has ever answered. What went first stands after the archive's: ids
 * were set aside for those when the catch-up began; from the first double on the archive has
 * reached what came live, and goes on with new ids. */

#include "messaging/messaging.h"

G_BEGIN_DECLS

/* A stream is there that nothing was read from yet. `is_resumed`: the session goes on.
 * `is_managed`: what is not acknowledged comes again. */
void
confab_messaging_prepare_catch_up (ConfabMessaging *self, gboolean is_resumed, gboolean is_managed);

/* After that, and after confab_messaging_connected. Nothing waits for it. */
void confab_messaging_catch_up (ConfabMessaging *self);

/* The account has just shown itself on a stream where it was hidden. `is_managed` as above. */
void confab_messaging_catch_up_again (ConfabMessaging *self, gboolean is_managed);

/* In a fiber, before the first of them: whether an archive has ever answered. FALSE: the vault
 * failed. */
gboolean confab_messaging_await_archive (ConfabMessaging *self, GError **error);

/* For a message that comes live. NULL: it may be looked at. Otherwise a future that is resolved
 * when it may, in the order of the calls, and rejected when it is to be forgotten, since it comes
 * again. `*excused` (transfer full, nullable) is resolved when it may be acknowledged before that,
 * since the archive has it, and rejected when it is not so. */
DexFuture *confab_messaging_hold (ConfabMessaging *self, ConfabStanza *stanza, DexFuture **excused);

/* For every other stanza, before it is looked at. */
void confab_messaging_pass_hold (ConfabMessaging *self);

/* FALSE once everything in the archive is here, or the server has none, and the account shows
 * itself. A catch-up that was cut
 * goes on at the next sign-in: TRUE until then. */
gboolean confab_messaging_is_catching_up (ConfabMessaging *self);

/* It came to its end: called once for each catch-up that did, after the last row is on the disk. */
void confab_messaging_caught_up (ConfabMessaging *self);

/* For ConfabXepSink. */
gboolean confab_messaging_is_archive_asked (ConfabMessaging *self, const char *query_id);
void confab_messaging_take_archived (
    ConfabMessaging *self, const char *id, ConfabXepMessage *message, gsize size);

G_END_DECLS
