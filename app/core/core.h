#pragma once

/* The program without its windows: opens the profile, holds the accounts, and offers the verbs that
 * the screens may call. Futures of verbs reject with CONFAB_CORE_ERROR, whose code is a
 * ConfabModelProblem and whose message is its detail: the screen finds words for it. */

#include <gio/gio.h>
#include <libdex.h>

#include "base/base-clock.h"
#include "base/base-random.h"
#include "base/base-secret.h"
#include "model/model-account.h"
#include "model/model-blocked.h"
#include "model/model-chat.h"
#include "model/model-device.h"
#include "model/model-fact.h"
#include "model/model-host.h"
#include "model/model-invite.h"
#include "model/model-kept.h"
#include "model/model-look.h"
#include "model/model-request.h"
#include "model/model-road.h"
#include "model/model-safety.h"
#include "model/model-search.h"
#include "model/model-signup.h"
#include "model/model-word.h"
#include "safety/safety-ledger.h"

G_BEGIN_DECLS

#define CONFAB_CORE_ERROR (confab_core_error_quark ())
GQuark confab_core_error_quark (void);

/* Is the locked store of this profile open? Property "store-state". */
typedef enum {
  CONFAB_CORE_STORE_CLOSED = 0,
  CONFAB_CORE_STORE_OPENING,
  CONFAB_CORE_STORE_READY,
  CONFAB_CORE_STORE_KEYRING_LOCKED,  /* "Your computer's password safe is locked." */
  CONFAB_CORE_STORE_KEYRING_ABSENT,  /* "This computer has no password safe." */
  CONFAB_CORE_STORE_KEYRING_SLOW,    /* it does not answer */
  CONFAB_CORE_STORE_KEYRING_REFUSED, /* it says something else */
  CONFAB_CORE_STORE_KEY_LOST,        /* there is a store, but no key for it; it can be set aside */
  CONFAB_CORE_STORE_DAMAGED,         /* the store is damaged; it can be set aside */
  CONFAB_CORE_STORE_NEWER,           /* written by a newer Confab */
  CONFAB_CORE_STORE_BUSY,            /* another Confab has this profile open */
  CONFAB_CORE_STORE_DISK,            /* the disk is full or does not write */
} ConfabCoreStoreState;

#define CONFAB_TYPE_CORE (confab_core_get_type ())
G_DECLARE_FINAL_TYPE (ConfabCore, confab_core, CONFAB, CORE, GObject)

/* `profile`: folder of the profile, made if missing. `clock` and `random` NULL: the system's; they
 * must outlive the core. */
ConfabCore *
confab_core_new (const char *profile, const ConfabClock *clock, const ConfabRandom *random);

/* Opens keyring and vault and loads accounts, buddies, requests and drafts. Nothing leaves the
 * computer. Resolves to TRUE once READY; otherwise rejects, and store-state says why. May be called
 * again. */
DexFuture *confab_core_open (ConfabCore *self);
/* "Use Confab until I quit": passwords in memory, the store in a folder that goes at quit. */
DexFuture *confab_core_open_until_quit (ConfabCore *self);
gboolean confab_core_is_until_quit (ConfabCore *self);
/* KEY_LOST and DAMAGED only: sets the store aside and begins empty. Resolves to the new name
 * (string). */
DexFuture *confab_core_begin_empty (ConfabCore *self);

ConfabCoreStoreState confab_core_get_store_state (ConfabCore *self);

/* GListModels, borrowed: ConfabModelAccount; ConfabModelContact of all accounts; ConfabModelRequest
 * of all accounts. */
GListModel *confab_core_get_accounts (ConfabCore *self);
GListModel *confab_core_get_contacts (ConfabCore *self);
GListModel *confab_core_get_requests (ConfabCore *self);

/* Signals: "message-received" (ConfabModelContact, ConfabModelMessage): a new one of somebody else,
 * for announcement and notification. "message-changed" (ConfabModelContact,
 * ConfabModelMessage): its writer changed it, and it stands anew nowhere but where it stood.
 * "message-taken" (ConfabModelContact): one was taken back by
 * its writer, and must stand nowhere any more. "message-folded" (ConfabModelContact): one that came
 * in a flood, to be counted and not announced. "buddy-here" (ConfabModelContact): somebody who was
 * waited for is here. */

/* ---- accounts ---- */
/* Signs in for the first time; only once that worked are password and account kept. `host` NULL:
 * found by the address; `port` 0: standard. Resolves to the ConfabModelAccount. Nothing is left
 * behind if it fails. */
DexFuture *confab_core_add_account (
    ConfabCore *self, const char *address, ConfabSecret *password, const char *host, guint16 port);
/* Gives the sign-in of _add_account up; its future rejects. */
void confab_core_cancel_add_account (ConfabCore *self);
/* Starts signing in, and goes on trying until sign_off. How it goes is in the account's properties.
 */
void confab_core_sign_in (ConfabCore *self, ConfabModelAccount *account, gboolean hidden);
/* As _sign_in, with a password that was typed again after WRONG_PASSWORD or NO_PASSWORD; kept once
 * it worked. */
void
confab_core_sign_in_with (ConfabCore *self, ConfabModelAccount *account, ConfabSecret *password);
/* Whether any window is looked at; all servers are told, nobody else (XEP-0352). */
void confab_core_set_watched (ConfabCore *self, gboolean is_watched);
/* Signs all accounts in, and off again after an hour (core-hour.c). The signal "hour-over" is
 * emitted when it did. */
void confab_core_sign_in_for_hour (ConfabCore *self);
/* Whoever is signed in stays so. */
void confab_core_end_hour (ConfabCore *self);
/* When the hour ends, microseconds since 1970; 0: no hour is running. Property "hour-end". */
gint64 confab_core_get_hour_end (ConfabCore *self);
/* Resolves when the stream is closed (5 s at most). */
DexFuture *confab_core_sign_off (ConfabCore *self, ConfabModelAccount *account);
/* Takes account, buddies, chats and password off this computer. The account itself stays on its
 * server. */
DexFuture *confab_core_remove_account (ConfabCore *self, ConfabModelAccount *account);

/* ---- buddies ---- */
/* Adds and asks. `name` NULL: none. `note` at most 200 characters, nullable; it goes as the one
 * open note of a request. Resolves to the ConfabModelContact. */
DexFuture *confab_core_add_buddy (ConfabCore *self, ConfabModelAccount *account,
    const char *address, const char *name, gboolean is_known, const char *note);
/* Removes from the list, both ways; also takes back a request that was not answered. */
DexFuture *confab_core_remove_buddy (ConfabCore *self, ConfabModelContact *contact);
DexFuture *
confab_core_rename_buddy (ConfabCore *self, ConfabModelContact *contact, const char *name);
/* `groups`: names with commas between, as it was typed; NULL: none. On the server's list too. */
DexFuture *
confab_core_group_buddy (ConfabCore *self, ConfabModelContact *contact, const char *groups);
/* The next four stay on this computer, and work signed off. */
DexFuture *
confab_core_set_favourite (ConfabCore *self, ConfabModelContact *contact, gboolean is_favourite);
/* An emoji in place of the initials, 64 bytes at most; NULL: the initials. */
DexFuture *confab_core_set_face (ConfabCore *self, ConfabModelContact *contact, const char *face);
/* "Tell me when they are here": signal "buddy-here" once, and then no more. */
DexFuture *
confab_core_set_awaited (ConfabCore *self, ConfabModelContact *contact, gboolean is_awaited);
DexFuture *confab_core_set_known (ConfabCore *self, ConfabModelContact *contact, gboolean is_known);
/* What they are told from now on of reading and writing (RISKS R19), nothing of it at first. Works
 * signed off. Resolves to TRUE when it is kept. */
DexFuture *
confab_core_set_tells (ConfabCore *self, ConfabModelContact *contact, ConfabModelTells tells);
/* Accept: they see us, we ask to see them. Resolves to the ConfabModelContact. */
DexFuture *confab_core_accept_request (ConfabCore *self, ConfabModelRequest *request);
/* Nothing is sent back but the server's own refusal of a subscription. */
DexFuture *confab_core_delete_request (ConfabCore *self, ConfabModelRequest *request);

/* ---- blocking, R04 (core-block.c) ---- */
/* Keeps `address` away from the account: of a person, or a whole server (the part after the @).
 * The server does it, and confirms; where it has no block list it is done here, and the safety
 * says so. `how` (nullable: quietly) as model-blocked.h says. Requests from there go. The whole of
 * it is done, whoever waits for it. Resolves to TRUE. */
DexFuture *confab_core_block (ConfabCore *self, ConfabModelAccount *account, const char *address,
    const ConfabModelBlocking *how);
/* Lets a line of the account's block list through again. Resolves to TRUE. */
DexFuture *confab_core_unblock (ConfabCore *self, ConfabModelAccount *account, const char *address);
/* Whether the server's people take such a word. Resolves to a boolean, and never rejects. */
DexFuture *confab_core_ask_reports (ConfabCore *self, ConfabModelAccount *account);

/* ---- chats ---- */
/* Loads the newest rows and keeps the chat up to date from now on. Cheap if it is open already. */
void confab_core_open_chat (ConfabCore *self, ConfabModelChat *chat);
/* Notes to oneself: a chat that stays on this computer and is kept as long as chats are. It belongs
 * to the first account, goes with it, and is called `name`. NULL: there is no account. Borrowed. */
ConfabModelContact *confab_core_open_note (ConfabCore *self, const char *name);
/* Puts the text into the outbox; it is in the timeline when this returns. Resolves when it is safe
 * on disk. Rejects if it may not be sent; with CONFAB_PROBLEM_QUESTION if the chat's "question"
 * must be answered first. */
DexFuture *confab_core_send (ConfabCore *self, ConfabModelChat *chat, const char *text);
/* "Send anyway": the answer to the chat's question, for this very text. Asks again if there is
 * another question. */
DexFuture *confab_core_send_anyway (ConfabCore *self, ConfabModelChat *chat, const char *text);
/* "Do not ask again for this number": before _send_anyway; holds until quit. */
void confab_core_permit (ConfabCore *self, ConfabModelChat *chat);
/* "Edit": the question goes, the text stays. */
void confab_core_drop_question (ConfabCore *self, ConfabModelChat *chat);
DexFuture *confab_core_retry (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* Takes an own text back (R10, XEP-0424). What never left just goes. Else it goes from this
 * computer at once, a line stays in its place, and the other side's program is asked to erase it:
 * whether it does, nobody can see. Resolves when it is nowhere on the disk. */
DexFuture *
confab_core_take_back (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* The entry of that chat changes an own text from now on (XEP-0308): what is sent next takes its
 * place, here at once, and with the other side if it left. FALSE: it cannot be changed. */
gboolean
confab_core_begin_change (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* It stays as it is; the draft comes back. */
void confab_core_end_change (ConfabCore *self, ConfabModelChat *chat);
/* An own message that waits its seconds (R10) does not leave: it goes from the disk, and its text
 * back into the draft, before what stands there; a file stops. Resolves to whether it was still
 * here. */
DexFuture *
confab_core_dont_send (ConfabCore *self, ConfabModelChat *chat, ConfabModelMessage *message);
/* Keeps what is being written; saved within a second. */
void confab_core_set_draft (ConfabCore *self, ConfabModelChat *chat, const char *text);
/* Everything up to the newest row was seen. */
void confab_core_mark_read (ConfabCore *self, ConfabModelChat *chat);
/* Shows the chat empty at once; erased at the next act, lock, sign-off or quit, until then undo
 * brings it back. */
void confab_core_close_chat (ConfabCore *self, ConfabModelChat *chat);
void confab_core_undo_close (ConfabCore *self);

/* ---- floods and quiet, R05 (core-quiet.c) ---- */
/* What is folded of a chat (confab_model_chat_get_folded) stands in its place again. Resolves to
 * TRUE when it is on its way to the timeline. */
DexFuture *confab_core_show_folded (ConfabCore *self, ConfabModelChat *chat);
/* "Quiet for an hour", or no more. Works signed off. Resolves to TRUE when it is kept. */
DexFuture *confab_core_set_quiet (ConfabCore *self, ConfabModelContact *contact, gboolean is_quiet);
/* No notification, sound or badge now: of `contact`, or, where that is NULL, of anybody. */
gboolean confab_core_is_quiet (ConfabCore *self, ConfabModelContact *contact);

/* ---- how long chats stay here, R25 (core-retention.c) ---- */
/* What becomes of what is there when something else is chosen. */
typedef enum {
  CONFAB_CORE_REST_STAYS = 0, /* as long as was promised when it came, if that is longer */
  CONFAB_CORE_REST_GOES,      /* but what was not read, waits to go out, or was kept one by one */
} ConfabCoreRest;
/* `keep`: ConfabKeep, or CONFAB_KEEP_AS_OVERALL. Resolves to TRUE when it is kept and, with _GOES,
 * what was there is nowhere. */
DexFuture *
confab_core_set_keep (ConfabCore *self, ConfabModelChat *chat, int keep, ConfabCoreRest rest);
/* The chat that was closed just now comes back, and what is in it stays as `keep` says. */
DexFuture *confab_core_keep_closed (ConfabCore *self, int keep);
/* For all chats that have chosen nothing of their own. Otherwise as confab_core_choose, which does
 * this with _STAYS. */
DexFuture *confab_core_choose_keep (
    ConfabCore *self, ConfabKeep keep, ConfabModelTerm term, ConfabCoreRest rest);
/* "Keep this": stays when its chat goes. FALSE: it goes as the rest does, at once where that is
 * gone already. Resolves to TRUE. */
DexFuture *confab_core_keep_message (
    ConfabCore *self, ConfabModelContact *contact, ConfabModelMessage *message, gboolean is_kept);
/* Every chat of every account goes from this computer: read or not, kept or not, and drafts; only
 * what waits to go out stays. What chats have chosen stays chosen. Resolves to TRUE when all that
 * is nowhere on the disk, and the store has a new key: until then all lines and the store are
 * closed for a moment, as if the screen were locked (core-lock.h). */
DexFuture *confab_core_erase_all (ConfabCore *self);
/* Resolves to a GListModel (object) of ConfabModelKept, by person: a snapshot. */
DexFuture *confab_core_list_kept (ConfabCore *self);

/* ---- messages that disappear, R10 (core-timer.c) ---- */
/* Messages of the chat disappear on both sides so many seconds after they were read or sent; 0: no
 * more. The other program is told under seal, where it can be. What is there already stays as it
 * is. Resolves to TRUE when it is kept. */
DexFuture *confab_core_set_timer (ConfabCore *self, ConfabModelChat *chat, guint seconds);

/* ---- finding messages (core-search.c) ---- */

/* Nothing is asked for yet. Brings the index up to date. Returns: (transfer full) */
ConfabModelSearch *confab_core_new_search (ConfabCore *self);
/* Looks for what was typed (words, "phrases", from:, before:, after:, on:, has:link, has:file), in
 * one chat or all of them (NULL), in place of what was looked for before. Only what is kept is
 * found, files by their names. What is asked for is let go of by confab_model_search_clear, or with
 * the object. */
void confab_core_search (
    ConfabCore *self, ConfabModelSearch *search, const char *text, ConfabModelChat *chat);
/* The same again, for what is older than the last hit. */
void confab_core_search_more (
    ConfabCore *self, ConfabModelSearch *search, const char *text, ConfabModelChat *chat);
/* Loads the chat's rows up to that message in place of what is loaded: the newest of them is it, if
 * it is still there. Signal "went-to" (ConfabModelChat, int64, string): those who show the chat go
 * there, and mark in it what was `asked` for; NULL: nothing. */
void confab_core_go_to (ConfabCore *self, ConfabModelChat *chat, gint64 id, const char *asked);
/* The same, to the first message that was written in [from_us, until_us), or else the next one, or
 * else the newest. Resolves to whether there was any. (core-place.c) */
DexFuture *
confab_core_go_to_day (ConfabCore *self, ConfabModelChat *chat, gint64 from_us, gint64 until_us);
/* Resolves to the id (int64) of the first message that was not read, 0: all were; as it was before
 * whatever is marked as read after this call. (core-place.c) */
DexFuture *confab_core_find_unread (ConfabCore *self, ConfabModelChat *chat);
/* Where in `text`, valid UTF-8, stands what was `asked` for, as it was typed: pairs of start and
 * end in bytes, in their order; at most `max_pairs`. Pure. Returns: how many pairs */
guint confab_core_mark_asked (const char *asked, const char *text, gsize *pairs, guint max_pairs);

/* ---- only you two: devices, checking, plain text (core-devices.c) ---- */
/* The devices of a buddy, or, with `contact` NULL, of `account`: a snapshot. Resolves to a
 * GListModel (boxed as GObject) of ConfabModelDevice, this computer first, then those in use.
 * Digits and words are for comparing this computer with that device. */
DexFuture *confab_core_list_devices (
    ConfabCore *self, ConfabModelAccount *account, ConfabModelContact *contact);
/* CHECKED: compared and the same; USED: "it is hers", "it was me"; LEFT_OUT: leave it out. Resolves
 * to TRUE when it is kept. UNDECIDED rejects. */
DexFuture *confab_core_trust_device (ConfabCore *self, ConfabModelAccount *account,
    ConfabModelDevice *device, ConfabModelTrust trust);
/* Leaves a device of mine out and takes it off my list: nobody writes to it any more. Resolves to
 * TRUE when the server has it. */
DexFuture *confab_core_remove_device (
    ConfabCore *self, ConfabModelAccount *account, ConfabModelDevice *device);
/* What my picture says, for others to read: resolves to a string (xmpp:...). */
DexFuture *confab_core_get_check_uri (ConfabCore *self, ConfabModelAccount *account);
/* What was read from somebody's picture. Resolves to the number of their devices that are checked
 * now (int); rejects with NOT_A_CODE, OTHER_PERSON, KEYS_DIFFER, and then nothing has changed but
 * that keys which differ are left out of use. */
DexFuture *
confab_core_take_check_uri (ConfabCore *self, ConfabModelContact *contact, const char *uri);
/* "Write so that servers can read it": for this contact, until their keys appear or it is ended. */
DexFuture *
confab_core_permit_plain (ConfabCore *self, ConfabModelChat *chat, gboolean is_permitted);
/* "Ask Ben": sends the one fixed sentence, which was shown before, in plain text. Once a day.
 * Resolves as _send. */
DexFuture *confab_core_ask_for_keys (ConfabCore *self, ConfabModelChat *chat, const char *sentence);

/* ---- a new address (core-signup.c) ---- */
/* Asks the server at `domain` (typed; NULL: the one of `invite`) what it wants to know for a new
 * address. `invite` nullable. `host` and `port` as for _add_account. Resolves to a
 * ConfabModelSignup, to be filled in; an earlier one is given up. */
DexFuture *confab_core_ask_sign_up (ConfabCore *self, const char *domain, ConfabModelInvite *invite,
    const char *host, guint16 port);
/* Makes the address LOCAL@domain with that password, signs in for the first time, and keeps account
 * and password only then; the buddy of the invitation is added as soon as it goes. Resolves to the
 * ConfabModelAccount. SIGNUP_NOT_IN: the address is there, signing in with it failed; the rest of
 * the problems leave nothing behind. */
DexFuture *confab_core_sign_up (
    ConfabCore *self, ConfabModelSignup *signup, const char *local, ConfabSecret *password);
/* Gives the form and its sending up; the first sign-in as _cancel_add_account does. */
void confab_core_cancel_sign_up (ConfabCore *self);
/* A strong password that can be read off paper. Returns: (transfer full) */
ConfabSecret *confab_core_make_password (ConfabCore *self);
/* Sets another password for a signed-in account, on the server and in the keyring. Resolves to
 * TRUE; PASSWORD_UNSURE: the line went, and which of the two holds is found out at the next
 * sign-in. */
DexFuture *
confab_core_change_password (ConfabCore *self, ConfabModelAccount *account, ConfabSecret *password);
/* Takes the account off its server, for good, and then off this computer as _remove_account. */
DexFuture *confab_core_remove_from_server (ConfabCore *self, ConfabModelAccount *account);

/* ---- invitations (core-invite.c) ---- */
/* What a link, or a text with a link in it, invites to; NULL if nothing. Changes and sends nothing.
 * Returns: (transfer full) (nullable) */
ConfabModelInvite *confab_core_read_invite (ConfabCore *self, const char *text);
/* Adds the buddy of an invitation, with its token: who made it need not be asked. As _add_buddy. */
DexFuture *confab_core_take_invite (ConfabCore *self, ConfabModelAccount *account,
    ConfabModelInvite *invite, const char *name, gboolean is_known, const char *note);
/* A link for one person, good once: whoever brings it becomes a buddy without another question.
 * Resolves to the link (string). */
DexFuture *confab_core_make_invite (ConfabCore *self, ConfabModelAccount *account);

/* ---- protections (core-safety.c) ---- */
/* What the user chose and what holds of it; borrowed. At its start until the store is READY. */
ConfabModelSafety *confab_core_get_safety (ConfabCore *self);
/* Asks which virus checker is there (R34; core-attach.c); the safety says it, and "changed".
 * Resolves to TRUE. */
DexFuture *confab_core_look_for_checker (ConfabCore *self);
/* What left this computer in this run; borrowed. */
const ConfabLedger *confab_core_get_ledger (ConfabCore *self);
/* Takes effect at once, for all accounts; resolves to TRUE when it is kept. A weaker choice that
 * could not be kept is taken back. `term` counts for weaker ones only. Rejects a value that is not
 * enforced. */
DexFuture *
confab_core_choose (ConfabCore *self, ConfabChoice choice, int value, ConfabModelTerm term);
/* "Use safe settings": whatever is weaker goes back to its start; what is stricter stays. Resolves
 * to TRUE. */
DexFuture *confab_core_choose_safe (ConfabCore *self);

/* ---- the guide through the settings, R43 (core-guide.c) ---- */
#define CONFAB_CORE_GUIDE_PAGES 6
/* The page to go on with, 1 to CONFAB_CORE_GUIDE_PAGES; 0: it was gone through to its end. Property
 * "guide-page". */
guint confab_core_get_guide_page (ConfabCore *self);
/* Keeps the page, so that leaving in the middle loses nothing; 0: gone through, now. Resolves to
 * TRUE when it is kept. */
DexFuture *confab_core_set_guide_page (ConfabCore *self, guint page);
/* When it was gone through last, or put off for a month, by the wall clock; 0: never. */
gint64 confab_core_get_guided_us (ConfabCore *self);
/* It was gone through, and that was 30 days ago or more. */
gboolean confab_core_is_guide_due (ConfabCore *self);

/* ---- look at me as a stranger, R18 (core-look.c) ---- */
/* Asks the account's server what others can see. Resolves to a GListModel (boxed as GObject) of
 * ConfabModelLook, what everybody sees first; the safety then has it as evidence. */
DexFuture *confab_core_look (ConfabCore *self, ConfabModelAccount *account);
/* Takes one line off the server; keys are narrowed to buddies. Resolves to TRUE. */
DexFuture *confab_core_hide (ConfabCore *self, ConfabModelAccount *account, ConfabModelLook *look);
/* "Take my profile off the server". Resolves to TRUE. */
DexFuture *confab_core_hide_all (ConfabCore *self, ConfabModelAccount *account);
/* Whether the account's server keeps copies of what is written with people one has added (R28).
 * Resolves to TRUE when the server says that it is so; rejects with a CONFAB_PROBLEM_*. */
DexFuture *
confab_core_set_server_keeps (ConfabCore *self, ConfabModelAccount *account, gboolean keeps);

/* ---- the server card and the network page, R13 and R22 (core-server.c) ---- */
/* Asks the account's server about itself. Resolves to a GListModel (boxed as GObject) of
 * ConfabModelFact in the order in which they are shown. */
DexFuture *confab_core_ask_server (ConfabCore *self, ConfabModelAccount *account);
/* Has the server shut out a `device` that it listed there. Resolves to TRUE; rejects with a
 * CONFAB_PROBLEM_*: KNOWS_PASSWORD where only another password keeps it out. */
DexFuture *
confab_core_end_device (ConfabCore *self, ConfabModelAccount *account, ConfabModelFact *device);
/* Whom this run has talked to until now: a new list of ConfabModelHost, the first contact first.
 * Returns: (transfer full) */
GListModel *confab_core_list_hosts (ConfabCore *self);

/* ---- the way to servers, R16 (core-road.c) ---- */
/* What was chosen for `account`, AS_ALL if nothing of its own; NULL: for all accounts. "changed" of
 * the safety says when it is another one. Returns: (transfer full) */
ConfabModelRoad *confab_core_dup_road (ConfabCore *self, ConfabModelAccount *account);
/* Takes another way, from now on: lines that go the old one are closed before there are new ones.
 * `password`: of the proxy, goes into the keyring; NULL: the one that is there, if it is of this
 * proxy and its user, else none. Resolves to TRUE once it is kept and taken; else nothing was
 * changed. A new account or address that is being asked for is given up. */
DexFuture *confab_core_choose_road (ConfabCore *self, ConfabModelAccount *account,
    const ConfabModelRoad *road, ConfabSecret *password);

/* ---- the web door, R22 (core-door.c) ---- */
/* Where an account's problem is DOOR: through the web door from now on, wherever the usual one is
 * shut; or stay signed off, which also takes the other answer back. Resolves to TRUE once it is
 * kept. */
DexFuture *confab_core_answer_door (ConfabCore *self, ConfabModelAccount *account, gboolean is_web);

/* ---- the private list, R09 (core-words.c) ---- */
/* GListModel of ConfabModelWord: words, names and numbers of one's own that are asked about before
 * they go to somebody who is not known in life. Kept in the keyring and nowhere else. Borrowed. */
GListModel *confab_core_get_words (ConfabCore *self);
/* FALSE: the keyring did not say what is on the list, so that nothing can be put on it. */
gboolean confab_core_are_words_read (ConfabCore *self);
/* Asks the keyring again. Resolves to TRUE. */
DexFuture *confab_core_read_words (ConfabCore *self);
/* White space around `word` does not count. Resolves to TRUE once the keyring has it; rejects with
 * WORD (nothing that could be recognised), EXISTS, or a problem of the keyring, and then the list
 * is as it was. At most CONFAB_MODEL_MAX_WORDS. */
DexFuture *confab_core_add_word (ConfabCore *self, ConfabSecret *word);
DexFuture *confab_core_remove_word (ConfabCore *self, ConfabModelWord *word);

/* ---- the program ---- */
/* Signs off, erases what was promised to go, closes the vault. Resolves to TRUE (10 s at most);
 * afterwards only unref. */
DexFuture *confab_core_quit (ConfabCore *self);

G_END_DECLS
