#pragma once

/* One message of a chat, as a row shows it. Text is plain; it is never markup. */

#include "model/model-file.h"
#include "model/model-types.h"
#include "safety/safety-judges.h"

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_MESSAGE (confab_model_message_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelMessage, confab_model_message, CONFAB, MODEL_MESSAGE, GObject)

ConfabModelMessage *confab_model_message_new (
    gint64 id, gboolean is_own, gboolean is_sealed, gint64 time_us, const char *text);

gint64 confab_model_message_get_id (ConfabModelMessage *self); /* order in the chat */
gboolean confab_model_message_is_own (ConfabModelMessage *self);
gboolean confab_model_message_is_sealed (ConfabModelMessage *self);
gint64 confab_model_message_get_time_us (ConfabModelMessage *self); /* since 1970, UTC */
const char *confab_model_message_get_text (ConfabModelMessage *self);
/* Property "state" (int ConfabModelMessageState, notifies) and "reason". */
ConfabModelMessageState confab_model_message_get_state (ConfabModelMessage *self);
ConfabReason confab_model_message_get_reason (ConfabModelMessage *self);

/* Property "kind" (int ConfabModelMessageKind, notifies when it was taken back or changed). */
ConfabModelMessageKind confab_model_message_get_kind (ConfabModelMessage *self);
/* UNOPENED: why. */
ConfabModelCause confab_model_message_get_cause (ConfabModelMessage *self);
/* LINE: which. */
ConfabModelLine confab_model_message_get_line (ConfabModelMessage *self);
/* Sealed by a device of theirs that the user has not decided on yet. */
gboolean confab_model_message_is_unchecked (ConfabModelMessage *self);

/* Of somebody else's message: it came unsealed, where nobody chose that it may (MSG-05): whoever
 * carried it could read it, change it, or make it up. */
gboolean confab_model_message_is_exposed (ConfabModelMessage *self);

/* Of somebody else's message: what in it tricksters ask for, ConfabScamReason bits (R07); 0:
 * nothing. */
guint confab_model_message_get_warning (ConfabModelMessage *self);

/* "Keep this" was said: it stays when its chat goes. Property "is-kept", notifies. */
gboolean confab_model_message_is_kept (ConfabModelMessage *self);

/* Seconds from reading (own: from sending) until it disappears, 0: it has no timer; and when that
 * is, since 1970, 0: it is not known here yet. LINE: what it tells. */
guint confab_model_message_get_timer (ConfabModelMessage *self);
gint64 confab_model_message_get_ends_us (ConfabModelMessage *self);

/* Own: seconds that it stays on this computer before it may leave, since it was written or shown
 * again; 0: none, or they are over. Notifies as "state". */
guint confab_model_message_get_wait (ConfabModelMessage *self);

/* FILE: the file; NULL for every other kind. Borrowed. */
ConfabModelFile *confab_model_message_get_file (ConfabModelMessage *self);

/* When its writer changed what it says, since 1970, the last time; 0: never since it left. */
gint64 confab_model_message_get_changed_us (ConfabModelMessage *self);

/* An own text that went, or waits to: its writer can change it while it is the last one. */
gboolean confab_model_message_may_change (ConfabModelMessage *self);

/* For messaging and core only. */
/* It says from now on what `as` does; what it said leaves memory. Notifies as "kind". */
void confab_model_message_change (ConfabModelMessage *self, ConfabModelMessage *as);
/* Before it is shown. */
void confab_model_message_set_changed (ConfabModelMessage *self, gint64 changed_us);
/* It was taken back: what it said leaves memory, and it is that line from now on. */
void confab_model_message_take_back (ConfabModelMessage *self);
/* Before it is shown. */
void confab_model_message_set_file (ConfabModelMessage *self, ConfabModelFile *file);
void confab_model_message_set_kept (ConfabModelMessage *self, gboolean is_kept);
/* `code`: cause or line. Before it is shown. */
void confab_model_message_set_kind (
    ConfabModelMessage *self, ConfabModelMessageKind kind, int code, gboolean is_unchecked);
/* Before it is shown. */
void confab_model_message_set_exposed (ConfabModelMessage *self, gboolean is_exposed);
/* Before it is shown. */
void confab_model_message_set_timer (ConfabModelMessage *self, guint seconds, gint64 ends_us);
void confab_model_message_set_wait (ConfabModelMessage *self, guint seconds);
void confab_model_message_set_warning (ConfabModelMessage *self, guint warning);
void confab_model_message_set_state (
    ConfabModelMessage *self, ConfabModelMessageState state, ConfabReason reason);

G_END_DECLS
