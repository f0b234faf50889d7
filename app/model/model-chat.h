#pragma once

/* The chat with one contact: what is shown, what is being written, and whether it may be sent. */

#include "model/model-contact.h"
#include "model/model-question.h"
#include "model/model-timeline.h"
#include "safety/safety-retention.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_CHAT (confab_model_chat_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelChat, confab_model_chat, CONFAB, MODEL_CHAT, GObject)

/* `contact` is not owned: the contact owns its chat. */
ConfabModelChat *confab_model_chat_new (ConfabModelContact *contact);

/* Properties: "question", "draft", "send-verdict", "send-reason", "servers-can-read", "is-open",
 * "is-closed-with-undo", "keep", "timer", "folded", "looks-like", "is-writing", "changing"; all
 * notify. */
ConfabModelContact *confab_model_chat_get_contact (ConfabModelChat *self);
ConfabModelTimeline *confab_model_chat_get_timeline (ConfabModelChat *self);
const char *confab_model_chat_get_draft (ConfabModelChat *self); /* never NULL */
/* The own message that the entry is changing; NULL: none. Borrowed. What stands in the entry is
 * then its new text, and the draft waits behind it. "draft" notifies for either. */
ConfabModelMessage *confab_model_chat_get_changing (ConfabModelChat *self);
const char *confab_model_chat_get_written (ConfabModelChat *self); /* never NULL */
/* The entry may change that message of this chat, while it is the last one. Not one that would stay
 * longer than what is said now is to. */
gboolean confab_model_chat_may_change (ConfabModelChat *self, ConfabModelMessage *message);
/* What the judge `send` says of a plain "a" just now: the entry is closed unless it is SEAL or
 * PLAIN_PERMITTED. */
ConfabSendVerdict confab_model_chat_get_send_verdict (ConfabModelChat *self);
ConfabReason confab_model_chat_get_send_reason (ConfabModelChat *self);
gboolean confab_model_chat_get_servers_can_read (ConfabModelChat *self);
/* TRUE once its newest rows were loaded. */
gboolean confab_model_chat_is_open (ConfabModelChat *self);
/* Just closed: shown empty, with Undo. */
gboolean confab_model_chat_is_closed_with_undo (ConfabModelChat *self);

/* What is asked about the text that was to be sent; NULL: nothing. Borrowed. */
ConfabModelQuestion *confab_model_chat_get_question (ConfabModelChat *self);

/* How long its messages stay here, if that was chosen for this chat: ConfabKeep, or
 * CONFAB_KEEP_AS_OVERALL. */
int confab_model_chat_get_keep (ConfabModelChat *self);

/* Seconds after which messages of this chat disappear on both sides (XEP-0466); 0: never. Property
 * "timer" notifies also when who set it, or what the other program says to it, changed. */
guint confab_model_chat_get_timer (ConfabModelChat *self);
gboolean confab_model_chat_is_timer_theirs (ConfabModelChat *self);
ConfabModelTimerAnswer confab_model_chat_get_timer_answer (ConfabModelChat *self);

/* The name of somebody else on the list whom this buddy may be taken for (R01); NULL: nobody, or
 * the user knows them in life, or it was not looked yet. Property "looks-like". */
const char *confab_model_chat_get_looks_like (ConfabModelChat *self);

/* How many messages of a flood stand folded (safety/safety-flood.h): they are here, and in no row
 * until they are asked for. `last_id`: of the newest of them; may be NULL. */
guint confab_model_chat_get_folded (ConfabModelChat *self, gint64 *last_id);

/* They are writing at this moment, as they say themselves (XEP-0085). */
gboolean confab_model_chat_is_writing (ConfabModelChat *self);

/* ---- for messaging only ---- */
void confab_model_chat_set_writing (ConfabModelChat *self, gboolean is_writing);
void confab_model_chat_set_looks_like (ConfabModelChat *self, const char *name);
void confab_model_chat_set_folded (ConfabModelChat *self, guint n, gint64 last_id);
void confab_model_chat_set_keep (ConfabModelChat *self, int keep);
void confab_model_chat_set_timer (
    ConfabModelChat *self, guint seconds, gboolean is_theirs, ConfabModelTimerAnswer answer);
void confab_model_chat_set_question (ConfabModelChat *self, ConfabModelQuestion *question);
/* NULL: nothing is changed any more. */
void confab_model_chat_set_changing (ConfabModelChat *self, ConfabModelMessage *message);
void confab_model_chat_set_change (ConfabModelChat *self, const char *text);
void confab_model_chat_set_draft (ConfabModelChat *self, const char *draft);
void confab_model_chat_set_send (ConfabModelChat *self, ConfabSendVerdict verdict,
    ConfabReason reason, gboolean servers_can_read);
void confab_model_chat_set_open (ConfabModelChat *self, gboolean is_open);
void confab_model_chat_set_closed_with_undo (ConfabModelChat *self, gboolean is_closed);

G_END_DECLS
