#pragma once

/* Enumerations that the screens bind to. Zero is the one that claims least. */

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  CONFAB_ACCOUNT_SIGNED_OFF = 0,
  CONFAB_ACCOUNT_SIGNING_IN,
  CONFAB_ACCOUNT_SIGNED_IN,
  CONFAB_ACCOUNT_WAITING, /* for the next try, see "wait-seconds"; or for a network, if "problem"
                             says so */
  CONFAB_ACCOUNT_REFUSED, /* needs the user, see "problem" */
} ConfabModelAccountState;

/* Why somebody is blocked, for the server's people to know. */
typedef enum {
  CONFAB_REPORT_NONE = 0, /* they are not told */
  CONFAB_REPORT_SPAM,
  CONFAB_REPORT_ABUSE,
} ConfabModelReport;

/* What went wrong; the screen chooses words by it, "problem-detail" fills them in. */
typedef enum {
  CONFAB_PROBLEM_NONE = 0,
  CONFAB_PROBLEM_NO_NETWORK,
  CONFAB_PROBLEM_CAPTIVE,           /* the network wants a page to be opened first */
  CONFAB_PROBLEM_NO_SERVER,         /* detail: the part after @ */
  CONFAB_PROBLEM_UNREACHABLE,       /* detail: domain */
  CONFAB_PROBLEM_TIMED_OUT,         /* detail: domain */
  CONFAB_PROBLEM_PROXY,             /* nobody answers where it should be */
  CONFAB_PROBLEM_CERT_IDENTITY,     /* detail: domain */
  CONFAB_PROBLEM_CERT_EXPIRED,      /* detail: date, "2026-03-12" */
  CONFAB_PROBLEM_CERT_NOT_YET,      /* detail: date; this computer's clock may be wrong */
  CONFAB_PROBLEM_CERT_UNTRUSTED,    /* detail: domain */
  CONFAB_PROBLEM_CLOCK,             /* this computer's date cannot be right; detail: the date */
  CONFAB_PROBLEM_NOT_SECURE,        /* no encryption, or too old; detail: domain */
  CONFAB_PROBLEM_PASSWORD_IN_CLEAR, /* detail: domain */
  CONFAB_PROBLEM_WEAKER,            /* detail: domain */
  CONFAB_PROBLEM_INTERCEPTED,       /* detail: domain */
  CONFAB_PROBLEM_WRONG_PASSWORD,
  CONFAB_PROBLEM_NO_PASSWORD,      /* none in the keyring */
  CONFAB_PROBLEM_ACCOUNT_DISABLED, /* detail: domain */
  CONFAB_PROBLEM_CONFLICT,         /* signed in elsewhere in our place */
  CONFAB_PROBLEM_TRY_LATER,        /* the server is busy; detail: domain */
  CONFAB_PROBLEM_RULES,            /* the server says its rules were broken; detail: domain */
  CONFAB_PROBLEM_SERVER,           /* the server does not speak as it must; detail: domain */
  CONFAB_PROBLEM_KEYRING_ABSENT,
  CONFAB_PROBLEM_KEYRING_LOCKED,
  CONFAB_PROBLEM_KEYRING_SLOW,
  CONFAB_PROBLEM_KEYRING_REFUSED,
  CONFAB_PROBLEM_DISK,    /* full, or does not write */
  CONFAB_PROBLEM_ADDRESS, /* not an address; detail: what was typed */
  CONFAB_PROBLEM_EXISTS,  /* already here; detail: address */
  CONFAB_PROBLEM_NOT_SIGNED_IN,
  CONFAB_PROBLEM_OWN_ADDRESS,       /* one's own address where somebody else's is wanted */
  CONFAB_PROBLEM_QUESTION,          /* the chat's question must be answered first */
  CONFAB_PROBLEM_REFUSED_BY_SERVER, /* detail: condition, for the log */
  CONFAB_PROBLEM_NOT_A_CODE,        /* what was read is no picture or text to check with */
  CONFAB_PROBLEM_OTHER_PERSON,      /* it belongs to another address; detail: that address */
  CONFAB_PROBLEM_MAY_NOT_SEND,      /* the chat says why (send-reason) */
  CONFAB_PROBLEM_KEYS_DIFFER,       /* it is theirs, and the keys are not the ones that are used */
  CONFAB_PROBLEM_NAME_TAKEN,        /* somebody has that address already; detail: it */
  CONFAB_PROBLEM_SIGNUP_CLOSED,     /* the server takes nobody new; detail: domain */
  CONFAB_PROBLEM_SIGNUP_PAGE,       /* only on a web page; detail: its address, or domain */
  CONFAB_PROBLEM_SIGNUP_ANSWERS,    /* something is missing or not as the server wants it */
  CONFAB_PROBLEM_SIGNUP_TOO_MANY,   /* too many tries; detail: domain */
  CONFAB_PROBLEM_SIGNUP_NOT_IN,     /* the address was made, but signing in failed; detail: it */
  CONFAB_PROBLEM_INVITE_OVER,       /* the invitation was used or has run out; detail: domain */
  CONFAB_PROBLEM_NOT_AN_INVITE,     /* no invitation could be read */
  CONFAB_PROBLEM_PASSWORD_UNSURE,   /* no answer: the old or the new password holds; found out at
                                       the next sign-in */
  CONFAB_PROBLEM_KNOWS_PASSWORD,    /* a device that only another password keeps out */
  CONFAB_PROBLEM_FILE,              /* no file, or it cannot be read or written */
  CONFAB_PROBLEM_WORD, /* too short or too long for the private list, or no letters and digits */
  CONFAB_PROBLEM_BACKUP_FOREIGN,    /* the file is no backup */
  CONFAB_PROBLEM_BACKUP_NEWER,      /* a newer Confab wrote it */
  CONFAB_PROBLEM_BACKUP_PASSPHRASE, /* it does not fit */
  CONFAB_PROBLEM_BACKUP_DAMAGED,    /* cut or changed */
  CONFAB_PROBLEM_BACKUP_NOT_EMPTY,  /* a restore is for an empty profile */
  CONFAB_PROBLEM_STOPPED,           /* the user stopped it */
  CONFAB_PROBLEM_PROXY_PASSWORD,    /* the proxy wants another name or password */
  CONFAB_PROBLEM_PROXY_REFUSED,     /* it is there, and does not let one through */
  CONFAB_PROBLEM_TOR,               /* Tor is not running */
  CONFAB_PROBLEM_TOR_REFUSED,       /* it is, and finds no way; detail: domain */
  CONFAB_PROBLEM_PLACE,             /* nothing can be written to the place that was chosen */
  CONFAB_PROBLEM_ROAD,              /* the way that was chosen cannot be read, or is not whole */
  CONFAB_PROBLEM_BUDDIES_FOREIGN,   /* the file holds no list of buddies */
  CONFAB_PROBLEM_BUDDIES_NEWER,     /* it is of a kind that this Confab does not know yet */
  CONFAB_PROBLEM_BUDDIES_DAMAGED,   /* it stops being one in the middle */
  CONFAB_PROBLEM_BUDDIES_CUT,       /* its end is missing */
  CONFAB_PROBLEM_BUDDIES_LARGE,     /* more than is read */
  CONFAB_PROBLEM_BUDDIES_ELSEWHERE, /* it says that they are in other files */
  CONFAB_PROBLEM_BUDDIES_EMPTY,     /* no account in it that has an address */
  CONFAB_PROBLEM_PASSWORD_AGAIN,    /* no mistake of anybody's: what stood in for it has run out */
  CONFAB_PROBLEM_NOTHING_READ,      /* nothing of a damaged store can be read */
  CONFAB_PROBLEM_PICTURE,           /* it is none, or cannot be decoded */
  CONFAB_PROBLEM_DOOR,              /* a network closes the door to the server: a question (R22) */
} ConfabModelProblem;

typedef enum {
  CONFAB_PRESENCE_OFFLINE = 0,
  CONFAB_PRESENCE_AWAY,
  CONFAB_PRESENCE_BUSY,
  CONFAB_PRESENCE_HERE,
} ConfabModelPresence;

typedef enum {
  CONFAB_RELATION_NONE = 0, /* on the list, but neither sees the other */
  CONFAB_RELATION_WAITING,  /* asked, not answered */
  CONFAB_RELATION_THEY_SEE, /* they see us only */
  CONFAB_RELATION_WE_SEE,   /* we see them only */
  CONFAB_RELATION_MUTUAL,
} ConfabModelRelation;

/* What a buddy is told of the user, each by a choice for that buddy. Bits; stored, append-only. */
typedef enum {
  CONFAB_TELLS_NOTHING = 0,
  CONFAB_TELLS_READ = 1,   /* that their messages were read */
  CONFAB_TELLS_TYPING = 2, /* that the user is writing to them */
} ConfabModelTells;

/* What a row of a chat is. Same numbers as ConfabStoreKind. */
typedef enum {
  CONFAB_MESSAGE_KIND_TEXT = 0,
  CONFAB_MESSAGE_KIND_ASK = 1,      /* own: the fixed sentence that asks for private messages */
  CONFAB_MESSAGE_KIND_UNOPENED = 2, /* could not be opened; the cause says why (ConfabModelCause) */
  CONFAB_MESSAGE_KIND_LINE = 3,     /* a line of Confab's own (ConfabModelLine) */
  CONFAB_MESSAGE_KIND_FILE = 4, /* a file (confab_model_message_get_file); its text is the name */
} ConfabModelMessageKind;

/* Why a message could not be opened. Stored, append-only; same numbers as ConfabOmemoCause. */
typedef enum {
  CONFAB_CAUSE_NONE = 0,
  CONFAB_CAUSE_NOT_FOR_US = 1,  /* written to other devices of mine only */
  CONFAB_CAUSE_NO_SESSION = 2,  /* written to keys that this computer does not have any more */
  CONFAB_CAUSE_DAMAGED = 3,     /* changed on the way, or broken */
  CONFAB_CAUSE_MISMATCH = 4,    /* sealed for, or by, somebody else: forged */
  CONFAB_CAUSE_LEFT_OUT = 5,    /* from a device that the user left out */
  CONFAB_CAUSE_UNKNOWN_WAY = 6, /* in a way that Confab does not know */
  CONFAB_CAUSE_TOO_MUCH = 7,    /* too many at once: not tried */
} ConfabModelCause;

/* Lines of Confab's own in a chat. Stored, append-only. */
typedef enum {
  CONFAB_LINE_NONE = 0,
  CONFAB_LINE_SEALED_BEGINS = 1, /* "Only you two" from here on: plain text ended by itself */
  CONFAB_LINE_PLAIN_BEGINS = 2,  /* the user chose that servers can read this */
  CONFAB_LINE_NEW_DEVICE = 3,    /* they have a new device */
  CONFAB_LINE_TIMER = 4,      /* messages disappear, or no more; the line's timer says after what */
  CONFAB_LINE_TAKEN_BACK = 5, /* stands where a message stood that its writer took back */
  CONFAB_LINE_TAKEN_KEPT = 6, /* they took back one that was kept here, and stays */
  CONFAB_LINE_ASKED_ERASE = 7, /* own: their program is asked to erase what was taken back */
} ConfabModelLine;

/* What the other program did since the timer of a chat was last set. Same numbers as
 * ConfabStoreTimerAnswer. */
typedef enum {
  CONFAB_TIMER_ASKED = 0,
  CONFAB_TIMER_AGREED = 1, /* it says the same */
  CONFAB_TIMER_SILENT = 2, /* it writes without one, or cannot be told */
} ConfabModelTimerAnswer;

/* Device of somebody, or of mine: may its key be used. Same order as the judge's verdict. */
typedef enum {
  CONFAB_TRUST_LEFT_OUT = 0,
  CONFAB_TRUST_UNDECIDED,
  CONFAB_TRUST_USED,
  CONFAB_TRUST_CHECKED,
} ConfabModelTrust;

/* What the account's server keeps by itself of what goes through it, as it says itself. */
typedef enum {
  CONFAB_SERVER_KEEPS_UNKNOWN = 0,
  CONFAB_SERVER_KEEPS_FIXED, /* it lets nobody choose, and does not say */
  CONFAB_SERVER_KEEPS_EVERYTHING,
  CONFAB_SERVER_KEEPS_CONTACTS,  /* with people one has added */
  CONFAB_SERVER_KEEPS_NOTHING,   /* chosen so */
  CONFAB_SERVER_KEEPS_NO_COPIES, /* it has nothing to keep them in */
} ConfabServerKeeps;

/* State of a message, in words under the last own one. */
typedef enum {
  CONFAB_MESSAGE_RECEIVED = 0,
  CONFAB_MESSAGE_WAITING,   /* Waiting on this computer */
  CONFAB_MESSAGE_SENT,      /* With your server */
  CONFAB_MESSAGE_DELIVERED, /* On Ann's device */
  CONFAB_MESSAGE_FAILED,    /* Not sent: reason */
  CONFAB_MESSAGE_READ,      /* Read by Ann: so they say */
} ConfabModelMessageState;

G_END_DECLS
