#pragma once

/* One account: its sign-in state, its buddies and the requests of strangers. */

#include <gio/gio.h>

#include "model/model-contact.h"

G_BEGIN_DECLS

typedef struct _ConfabModelRequest ConfabModelRequest;
typedef struct _ConfabModelSafety ConfabModelSafety;
typedef struct _ConfabModelBlocklist ConfabModelBlocklist;

#define CONFAB_TYPE_MODEL_ACCOUNT (confab_model_account_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelAccount, confab_model_account, CONFAB, MODEL_ACCOUNT, GObject)

ConfabModelAccount *confab_model_account_new (gint64 id, const char *address);

/* Properties: "address", "state", "wait-seconds", "problem", "problem-detail", "hidden",
 * "contacts-loaded", "undecided", "server-keeps", "lacks-block-list", "web-door"; all notify. */
gint64 confab_model_account_get_id (ConfabModelAccount *self);
const char *confab_model_account_get_address (ConfabModelAccount *self);
ConfabModelAccountState confab_model_account_get_state (ConfabModelAccount *self);
guint confab_model_account_get_wait_seconds (ConfabModelAccount *self);
ConfabModelProblem confab_model_account_get_problem (ConfabModelAccount *self);
const char *confab_model_account_get_problem_detail (ConfabModelAccount *self); /* never NULL */
gboolean confab_model_account_is_hidden (ConfabModelAccount *self);
/* TRUE from the first _add_contacts on, even an empty one: an empty list then means nobody. */
gboolean confab_model_account_has_contacts_loaded (ConfabModelAccount *self);
/* What the user chose about protections (model-safety.h); NULL: everything is at its start.
 * Borrowed. */
ConfabModelSafety *confab_model_account_get_safety (ConfabModelAccount *self);
/* What the server keeps by itself, as it said last; property "server-keeps", notifies. */
ConfabServerKeeps confab_model_account_get_server_keeps (ConfabModelAccount *self);
/* Signal "devices-changed" (const char *address): a word about keys came, of a buddy or of mine; a
 * list of their devices is old. */
/* Devices that signed in as me and wait for the user's word ("Was that you?"). */
guint confab_model_account_get_undecided (ConfabModelAccount *self);
/* The server said that it has no block list: blocking is done here. Property "lacks-block-list". */
gboolean confab_model_account_lacks_block_list (ConfabModelAccount *self);
/* The user said that the web door may be taken where the usual one is shut (R22). Property
 * "web-door". */
gboolean confab_model_account_has_web_door (ConfabModelAccount *self);
/* GListModel of ConfabModelContact, unsorted. Borrowed. */
GListModel *confab_model_account_get_contacts (ConfabModelAccount *self);
/* GListModel of ConfabModelRequest, newest last. Borrowed. */
GListModel *confab_model_account_get_requests (ConfabModelAccount *self);
/* Who is kept away (model-blocked.h). Borrowed. */
ConfabModelBlocklist *confab_model_account_get_blocklist (ConfabModelAccount *self);
/* TRUE if that address, with a device or without, is on it, or its domain is. Never of the account
 * itself, nor of its server. */
gboolean confab_model_account_is_blocked (ConfabModelAccount *self, const char *address);
/* By bare address, or NULL. Borrowed. */
ConfabModelContact *
confab_model_account_find_contact (ConfabModelAccount *self, const char *address);
ConfabModelRequest *
confab_model_account_find_request (ConfabModelAccount *self, const char *address);

/* ---- for core only ---- */
void confab_model_account_set_safety (ConfabModelAccount *self, ConfabModelSafety *safety);

/* ---- for accounts and messaging only ---- */
void confab_model_account_set_state (ConfabModelAccount *self, ConfabModelAccountState state,
    guint wait_seconds, ConfabModelProblem problem, const char *problem_detail);
void confab_model_account_set_hidden (ConfabModelAccount *self, gboolean is_hidden);
void confab_model_account_set_undecided (ConfabModelAccount *self, guint n_undecided);
void
confab_model_account_set_server_keeps (ConfabModelAccount *self, ConfabServerKeeps server_keeps);
void confab_model_account_set_lacks_block_list (ConfabModelAccount *self, gboolean lacks);
void confab_model_account_set_web_door (ConfabModelAccount *self, gboolean has_web_door);
void confab_model_account_note_devices (ConfabModelAccount *self, const char *address);
/* Whoever is on the list already (same address) stays; the new one is ignored. */
void confab_model_account_add_contact (ConfabModelAccount *self, ConfabModelContact *contact);
void confab_model_account_add_contacts (
    ConfabModelAccount *self, GPtrArray *contacts); /* one change for all */
void confab_model_account_remove_contact (ConfabModelAccount *self, ConfabModelContact *contact);
void confab_model_account_add_request (ConfabModelAccount *self, ConfabModelRequest *request);
void confab_model_account_remove_request (ConfabModelAccount *self, ConfabModelRequest *request);

G_END_DECLS
