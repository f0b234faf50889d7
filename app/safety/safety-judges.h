#pragma once

/* The judges: pure functions from facts to a verdict and a reason. No I/O, no clock, no allocation.
 * Zero is always the closed verdict and the closed fact, so a forgotten field is safe. Invariants
 * are walked by tests/unit/test-safety-*.c. */

#include <glib.h>

G_BEGIN_DECLS

/* Why a judge said what it said; the screen chooses words by it (ui/safety). */
typedef enum {
  CONFAB_REASON_NONE = 0,
  CONFAB_REASON_NOT_KNOWN,  /* the person is no buddy */
  CONFAB_REASON_NOT_MUTUAL, /* asked, not yet accepted */
  CONFAB_REASON_BLOCKED,
  CONFAB_REASON_NO_KEYS, /* their program cannot receive private messages */
  CONFAB_REASON_KEYS_CHANGED,
  CONFAB_REASON_SIGNED_IN_HIDDEN,
  CONFAB_REASON_OFF_BY_DEFAULT, /* not chosen by the user */
  CONFAB_REASON_WRONG_SENDER,   /* who sent it may not say it */
  CONFAB_REASON_TOO_LONG,
  CONFAB_REASON_TOO_MANY,
  CONFAB_REASON_EMPTY,
  CONFAB_REASON_WEAKER_THAN_BEFORE, /* mechanism or channel binding weaker than last time */
  CONFAB_REASON_PASSWORD_IN_CLEAR,  /* the server wants the password itself */
  CONFAB_REASON_NO_MECHANISM,
  CONFAB_REASON_NOT_SECURE,   /* no encrypted connection */
  CONFAB_REASON_KEYS_GONE,    /* NO_KEYS, but there were some: taken off their lists since */
  CONFAB_REASON_FULL,         /* nothing more is kept for them */
  CONFAB_REASON_NOBODY,       /* nobody has their address any more */
  CONFAB_REASON_UNREACHABLE,  /* their server was not found, or did not answer */
  CONFAB_REASON_THEIR_SERVER, /* their server, or one's own, does not let it through */
  CONFAB_REASON_SERVER,       /* it is one's own server, and nobody */
} ConfabReason;

/* Who the other side is. Ordered: each grade includes the ones before. */
typedef enum {
  CONFAB_GRADE_STRANGER = 0, /* not added, or not accepted */
  CONFAB_GRADE_ADDED,        /* a buddy, not known in life */
  CONFAB_GRADE_KNOWN,        /* a buddy the user knows in life */
  CONFAB_GRADE_CHECKED,      /* key words or QR compared */
} ConfabGrade;

/* ---- send: may this draft leave, and how (R12) ---- */
typedef enum {
  CONFAB_SEND_REFUSE = 0,
  CONFAB_SEND_KEEP_HERE, /* a note to oneself: it may be kept, and never leaves */
  CONFAB_SEND_HOLD_FOR_KEYS,
  CONFAB_SEND_ASK,
  CONFAB_SEND_SEAL,
  CONFAB_SEND_PLAIN_PERMITTED,
} ConfabSendVerdict;

typedef struct {
  gboolean is_blocked;
  gboolean is_server;       /* one's own, which nobody writes to (R01) */
  gboolean is_note;         /* to oneself, on this computer alone */
  gboolean is_buddy;        /* on the list and mutual, or asked by us */
  gboolean is_request_note; /* the one fixed note of R03 */
  gboolean is_ask_note;     /* the one fixed sentence of R12 */
  gboolean has_keys;        /* at least one device of theirs that may be used has a session */
  gboolean keys_pending;    /* being fetched */
  gboolean keys_changed;    /* of a checked person there are only keys that were not checked */
  gboolean had_keys;        /* there were keys of theirs, and none is on their lists any more */
  gboolean plain_chosen;    /* the user chose "servers can read this" for this contact */
  gboolean can_seal;        /* this device has keys of its own */
  gsize text_bytes;
  gsize max_bytes;
} ConfabSendFacts;

ConfabSendVerdict confab_safety_judge_send (const ConfabSendFacts *facts, ConfabReason *why);

/* ---- receive: show, mark, quarantine, drop (R02, R03) ---- */
typedef enum {
  CONFAB_RECEIVE_DROP = 0,
  CONFAB_RECEIVE_REQUEST,
  CONFAB_RECEIVE_SHOW_WARNED,
  CONFAB_RECEIVE_SHOW,
} ConfabReceiveVerdict;

typedef enum {
  CONFAB_INCOMING_OTHER = 0, /* anything that has no line of its own */
  CONFAB_INCOMING_TEXT,
  CONFAB_INCOMING_SUBSCRIBE, /* asks to see when we are signed in */
  CONFAB_INCOMING_PRESENCE,
  CONFAB_INCOMING_RECEIPT,
  CONFAB_INCOMING_CHAT_STATE,
  CONFAB_INCOMING_QUERY,
  CONFAB_INCOMING_ERROR, /* answer to something of ours */
} ConfabIncoming;

typedef struct {
  ConfabIncoming kind;
  ConfabGrade grade;
  gboolean is_blocked;
  gboolean is_own_server; /* the bare domain of the account */
  gboolean is_own_account;
  gboolean is_server;        /* an address without a person: a bare domain */
  gboolean is_asked_by_us;   /* we sent them a request that is still open */
  gboolean requests_allowed; /* false: "only people I invite" */
  gboolean request_exists;   /* one request of theirs waits already */
  gboolean was_answered; /* one of theirs was deleted, or went by itself, too short a time ago */
  gboolean budget_left;  /* of the sender's domain, today */
  gboolean is_sealed;
  gboolean is_lookalike;
} ConfabReceiveFacts;

ConfabReceiveVerdict
confab_safety_judge_receive (const ConfabReceiveFacts *facts, ConfabReason *why);

/* How long a request waits, and how long who was answered is not heard again. Days are counted
 * whole, so that no clock but the calendar is kept: it may be a day more. Time to come is a clock
 * that stood wrong, and counts as nothing. */
#define CONFAB_REQUEST_US (30 * G_TIME_SPAN_DAY)
#define CONFAB_REQUEST_DELETED_DAYS 7 /* the user deleted it */
#define CONFAB_REQUEST_LAPSED_DAYS                                                                 \
  30 /* nobody answered: servers bring it again at each sign-in                                    \
      */

/* A request that came at `since_us` has waited long enough; both by the wall clock. */
gboolean confab_safety_request_is_over (gint64 since_us, gint64 now_us);
/* `deleted_days`, `lapsed_days`: that long ago a request of theirs was deleted, or went by itself;
 * negative: it was not. For the fact was_answered. */
gboolean confab_safety_request_was_answered (gint64 deleted_days, gint64 lapsed_days);

/* ---- retract: may this word take that message back (R10) ---- */
typedef enum {
  CONFAB_RETRACT_IGNORE = 0,
  CONFAB_RETRACT_NOTE,  /* the message is not here: if it comes, it comes taken back */
  CONFAB_RETRACT_SAY,   /* it stays, since the user kept it; a line says what its writer wished */
  CONFAB_RETRACT_ERASE, /* a line stands in its place */
} ConfabRetractVerdict;

typedef struct {
  gboolean is_same_writer; /* one bare address wrote both, in one chat */
  gboolean is_sealed;      /* the word is */
  gboolean is_device_used; /* by a device that is trusted */
  gboolean may_be_plain;   /* the user chose that this chat is readable for servers */
  gboolean is_here;        /* the message */
  gboolean was_sealed;     /* it was */
  gboolean is_taken;       /* it was taken back before */
  gboolean is_kept;        /* "Keep this" */
} ConfabRetractFacts;

ConfabRetractVerdict
confab_safety_judge_retract (const ConfabRetractFacts *facts, ConfabReason *why);

/* ---- correct: may this text stand in the place of that message's (XEP-0308) ---- */
#define CONFAB_CORRECT_MAX_CHANGES 20 /* of one message */
#define CONFAB_CORRECT_MAX_AGE_US (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

typedef enum {
  CONFAB_CORRECT_APART = 0, /* nothing is replaced: it is a message like any other */
  CONFAB_CORRECT_DROP,      /* the message was taken back: it is no row */
  CONFAB_CORRECT_FIRST,     /* the message is not here: this stands for it, also when it comes */
  CONFAB_CORRECT_CHANGE,    /* in its place, with a mark that stays */
} ConfabCorrectVerdict;

typedef struct {
  gboolean is_same_writer; /* as the message, in the same chat */
  gboolean is_text;        /* it brings a text, and no file */
  gboolean is_sealed;      /* so that the word itself is inside (OMEMO 2) */
  gboolean is_device_used; /* sealed: by a device that is trusted or checked */
  gboolean may_be_plain;   /* the user chose that servers may read this chat */
  gboolean is_here;        /* the message is */
  gboolean was_sealed;     /* the message was */
  gboolean was_text;       /* and no file, nor something that could not be opened */
  gboolean is_taken;       /* it was taken back */
  gboolean is_kept;        /* by the user, one by one */
  gboolean is_last;        /* nothing of that writer came after it */
  gboolean is_older;       /* what stands there seems to be changed since this was written */
  gboolean ends_in_time;   /* it disappears no later than this text is to */
  guint n_changes;         /* so far */
  gint64 age_us;           /* of the message, when this was written */
} ConfabCorrectFacts;

ConfabCorrectVerdict
confab_safety_judge_correct (const ConfabCorrectFacts *facts, ConfabReason *why);

/* ---- disclose: may this fact about the user go to this person (R02, R14, R17-R19) ---- */
typedef enum {
  CONFAB_DISCLOSE_NO = 0,
  CONFAB_DISCLOSE_YES,
} ConfabDiscloseVerdict;

typedef enum {
  CONFAB_CLASS_NONE = 0,   /* a stanza without a class does not leave */
  CONFAB_CLASS_OWN_SERVER, /* to one's own server or account only */
  CONFAB_CLASS_PRESENCE,   /* that the user is here, or goes */
  CONFAB_CLASS_SUBSCRIBE,  /* asks to see them; an act of the user */
  CONFAB_CLASS_APPROVE,    /* lets them see the user, or takes it back; an act of the user */
  CONFAB_CLASS_MESSAGE,    /* an envelope */
  CONFAB_CLASS_RECEIPT,
  CONFAB_CLASS_TYPING,
  CONFAB_CLASS_READ,
  CONFAB_CLASS_FEATURES, /* answer to disco: what this program can do */
  CONFAB_CLASS_PROFILE,  /* name, picture, vCard */
  CONFAB_CLASS_MACHINE,  /* version, system, time, idle time */
  CONFAB_CLASS_PING,     /* answer to a ping */
  CONFAB_CLASS_FETCH,    /* asks their server for their keys: says that we are about to write; or
                            whether somebody is here who was let through again */
  CONFAB_CLASS_ERROR,    /* answer "service-unavailable", as one's server does for an account signed
                            off */
  CONFAB_CLASS_RETRACTION, /* that a message they were written is taken back */
  CONFAB_CLASS_COUNT
} ConfabDiscloseClass;

typedef struct {
  ConfabDiscloseClass class;
  ConfabGrade grade;
  gboolean is_own_server; /* recipient is one's own server or account */
  gboolean is_blocked;
  gboolean may_see_presence; /* approved, and presence was sent to them */
  gboolean is_hidden;        /* signed in, hidden */
  gboolean is_act_of_user;   /* the user just pressed the button for it */
  gboolean is_chosen;        /* switched on for this person (receipts, typing, read marks,
                                profile) */
  gboolean is_request_note;
} ConfabDiscloseFacts;

ConfabDiscloseVerdict
confab_safety_judge_disclose (const ConfabDiscloseFacts *facts, ConfabReason *why);

/* ---- origin: may this sender say this kind of thing ---- */
typedef enum {
  CONFAB_ORIGIN_FORGED = 0,
  CONFAB_ORIGIN_OK,
} ConfabOriginVerdict;

typedef enum {
  CONFAB_SAYING_NONE = 0,
  CONFAB_SAYING_ROSTER_PUSH, /* RFC 6121 2.1.6: no from, or own bare address */
  CONFAB_SAYING_CARBON,      /* XEP-0280: own bare address */
  CONFAB_SAYING_ARCHIVE,     /* XEP-0313: the archive that was asked */
  CONFAB_SAYING_BLOCK_PUSH,  /* XEP-0191: no from, or own bare address */
  CONFAB_SAYING_PEP_OWN,     /* own bare address */
  CONFAB_SAYING_PEP_OTHER,   /* the bare address that the event is about */
  CONFAB_SAYING_STANZA_ID,   /* XEP-0359: by = own bare address */
  CONFAB_SAYING_IQ_ANSWER,   /* whom we asked */
  CONFAB_SAYING_PERSON,      /* a message or presence speaks for its own sender only */
} ConfabSaying;

typedef struct {
  ConfabSaying saying;
  gboolean from_absent;
  gboolean from_own_bare;    /* exactly the own bare address, no resource */
  gboolean from_own_account; /* own bare address with any resource or none */
  gboolean from_own_server;  /* the bare domain */
  gboolean
      from_whom_we_asked; /* the address a query went to, or absent/own bare for one without "to" */
  gboolean from_subject;  /* the address that the content speaks about */
  gboolean from_valid;    /* a valid address */
} ConfabOriginFacts;

ConfabOriginVerdict confab_safety_judge_origin (const ConfabOriginFacts *facts, ConfabReason *why);

/* ---- device: may this key be used (R01, R12) ---- */
typedef enum {
  CONFAB_DEVICE_DISTRUSTED = 0, /* left out: neither written to nor read */
  CONFAB_DEVICE_UNDECIDED,      /* read, with a mark; not written to until the user says so */
  CONFAB_DEVICE_TRUSTED,        /* used, not checked */
  CONFAB_DEVICE_VERIFIED,       /* checked */
} ConfabDeviceVerdict;

typedef struct {
  gboolean is_valid;       /* the key could be read, and is no low-order point */
  gboolean is_left_out;    /* the user said so */
  gboolean is_checked;     /* compared, or vouched for by a checked device (XEP-0450) */
  gboolean is_accepted;    /* the user said "it is hers", or it was there at the first sight */
  gboolean is_own;         /* of one's own account */
  gboolean person_checked; /* some key of that person was checked: strict from then on */
} ConfabDeviceFacts;

ConfabDeviceVerdict confab_safety_judge_device (const ConfabDeviceFacts *facts, ConfabReason *why);

/* ---- server: mechanism and channel binding against last time (R13) ---- */
typedef enum {
  CONFAB_SERVER_REFUSE = 0,
  CONFAB_SERVER_ASK,
  CONFAB_SERVER_OK,
} ConfabServerVerdict;

/* Strength of a sign-in, kept for each account. Append-only: stored. */
typedef enum {
  CONFAB_MECHANISM_NONE = 0,
  CONFAB_MECHANISM_SHA1 = 1,
  CONFAB_MECHANISM_SHA256 = 2,
  CONFAB_MECHANISM_SHA512 = 3,
} ConfabMechanism;

typedef struct {
  gboolean is_secure; /* TLS, verified */
  gboolean has_offer; /* the server offers a SCRAM mechanism that we have */
  gboolean offers_plain_only;
  ConfabMechanism mechanism;      /* the best on offer */
  gboolean has_binding;           /* a -PLUS form that can be used */
  ConfabMechanism last_mechanism; /* of the last success; NONE: first time */
  gboolean last_had_binding;
  gboolean has_sasl2; /* the modern way to sign in is on offer (XEP-0388) */
  gboolean last_had_sasl2;
} ConfabServerFacts;

ConfabServerVerdict confab_safety_judge_server (const ConfabServerFacts *facts, ConfabReason *why);

G_END_DECLS
