#pragma once

/* A buddy of one account. */

#include "model/model-types.h"
#include "safety/safety-judges.h"

G_BEGIN_DECLS

typedef struct _ConfabModelAccount ConfabModelAccount;
typedef struct _ConfabModelChat ConfabModelChat;

#define CONFAB_TYPE_MODEL_CONTACT (confab_model_contact_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelContact, confab_model_contact, CONFAB, MODEL_CONTACT, GObject)

ConfabModelContact *confab_model_contact_new (ConfabModelAccount *account, const char *address);

/* Properties of the same names, all notify: "address", "name", "has-own-name", "presence",
 * "relation", "asked-us", "note", "favourite", "known", "unread", "last-us", "groups",
 * "face", "awaited", "quiet-until", "tells", "blocked" (also while they stay so, when the block
 * list changes). Enumerations travel as int. The account is not owned. */
ConfabModelAccount *confab_model_contact_get_account (ConfabModelContact *self);
const char *confab_model_contact_get_address (ConfabModelContact *self); /* bare */
/* The account's own server, which may write and is nobody (R01): it has no name but its address, is
 * a stranger, here or away never, and in no group. */
gboolean confab_model_contact_is_server (ConfabModelContact *self);
/* Notes to oneself (CONFAB_BASE_JID_NOTE): nobody, and nothing of it leaves this computer. Its name
 * is what the screen called it. */
gboolean confab_model_contact_is_note (ConfabModelContact *self);
/* Neither of these two. */
gboolean confab_model_contact_is_person (ConfabModelContact *self);
/* My name for them, or the address where there is none. Never a name that the other side chose. */
const char *confab_model_contact_get_name (ConfabModelContact *self);
gboolean confab_model_contact_has_own_name (ConfabModelContact *self);
ConfabModelPresence confab_model_contact_get_presence (ConfabModelContact *self);
/* When they were last here, or away, while we could see it; 0: not in this run, or they are. Kept
 * in no file. Property "seen-us". */
gint64 confab_model_contact_get_seen_us (ConfabModelContact *self);
ConfabModelRelation confab_model_contact_get_relation (ConfabModelContact *self);
gint64 confab_model_contact_get_asked_us (ConfabModelContact *self); /* when we asked; 0: never */
const char *
confab_model_contact_get_note (ConfabModelContact *self); /* that went with it; nullable */
gboolean confab_model_contact_is_favourite (ConfabModelContact *self);
/* "Tell me when they are here": until they are, once. */
gboolean confab_model_contact_is_awaited (ConfabModelContact *self);
/* A file of theirs was fetched once, in this run or before (R35). Does not notify. */
gboolean confab_model_contact_has_given (ConfabModelContact *self);
/* "Quiet for an hour": no notification and no badge until then, by the wall clock; 0: as always. */
gint64 confab_model_contact_get_quiet_until (ConfabModelContact *self);
/* What they are told by the user's choice; nothing at first. */
ConfabModelTells confab_model_contact_get_tells (ConfabModelContact *self);
/* My own emoji for them; nullable. Never theirs, and never sent. */
const char *confab_model_contact_get_face (ConfabModelContact *self);
/* Kept away, themselves or with their whole domain. */
gboolean confab_model_contact_is_blocked (ConfabModelContact *self);
gboolean confab_model_contact_is_known (ConfabModelContact *self); /* in life */
guint confab_model_contact_get_unread (ConfabModelContact *self);
gint64 confab_model_contact_get_last_us (ConfabModelContact *self); /* newest message; 0: none */
const char *
confab_model_contact_get_groups (ConfabModelContact *self); /* line feeds between; nullable */
/* Keys: when one in use was last compared ("Really Ann"), 0: never; devices that wait for the user
 * to decide; "plain-chosen": "servers can read this" was chosen. Properties "checked-us",
 * "undecided", "plain-chosen". */
gint64 confab_model_contact_get_checked_us (ConfabModelContact *self);
guint confab_model_contact_get_undecided (ConfabModelContact *self);
gboolean confab_model_contact_is_plain_chosen (ConfabModelContact *self);
ConfabGrade confab_model_contact_get_grade (ConfabModelContact *self);
/* The chat with them; made at the first call, empty until core opens it. Borrowed. */
ConfabModelChat *confab_model_contact_get_chat (ConfabModelContact *self);

/* ---- for accounts and messaging only ---- */
void confab_model_contact_set_own_name (ConfabModelContact *self, const char *name);
void confab_model_contact_set_presence (ConfabModelContact *self, ConfabModelPresence presence);
void confab_model_contact_set_seen_us (ConfabModelContact *self, gint64 seen_us);
void confab_model_contact_set_relation (ConfabModelContact *self, ConfabModelRelation relation);
void confab_model_contact_set_asked (ConfabModelContact *self, gint64 asked_us, const char *note);
void confab_model_contact_set_favourite (ConfabModelContact *self, gboolean is_favourite);
void confab_model_contact_set_awaited (ConfabModelContact *self, gboolean is_awaited);
void confab_model_contact_set_has_given (ConfabModelContact *self, gboolean has_given);
void confab_model_contact_set_quiet_until (ConfabModelContact *self, gint64 until_us);
void confab_model_contact_set_tells (ConfabModelContact *self, ConfabModelTells tells);
void confab_model_contact_set_face (ConfabModelContact *self, const char *face);
void confab_model_contact_set_blocked (ConfabModelContact *self, gboolean is_blocked);
void confab_model_contact_set_known (ConfabModelContact *self, gboolean is_known);
void confab_model_contact_set_checked_us (ConfabModelContact *self, gint64 checked_us);
void confab_model_contact_set_undecided (ConfabModelContact *self, guint n_undecided);
void confab_model_contact_set_plain_chosen (ConfabModelContact *self, gboolean is_chosen);
void confab_model_contact_set_unread (ConfabModelContact *self, guint n_unread);
void confab_model_contact_set_last_us (ConfabModelContact *self, gint64 last_us);
void confab_model_contact_set_groups (ConfabModelContact *self, const char *groups);

G_END_DECLS
