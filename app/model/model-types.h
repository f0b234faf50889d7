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

/* What went wrong; the screen chooses words by it, "problem-detail" fills them in. */
typedef enum {
  CONFAB_PROBLEM_NONE = 0,
  CONFAB_PROBLEM_NO_NETWORK,
  CONFAB_PROBLEM_CAPTIVE,     /* the network wants a page to be opened first */
  CONFAB_PROBLEM_NO_SERVER,   /* detail: the part after @ */
  CONFAB_PROBLEM_UNREACHABLE, /* detail: domain */
  CONFAB_PROBLEM_TIMED_OUT,   /* detail: domain */
  CONFAB_PROBLEM_PROXY,
  CONFAB_PROBLEM_CERT_IDENTITY,     /* detail: domain */
  CONFAB_PROBLEM_CERT_EXPIRED,      /* detail: date, "2026-03-12" */
  CONFAB_PROBLEM_CERT_NOT_YET,      /* detail: date; this computer's clock may be wrong */
  CONFAB_PROBLEM_CERT_UNTRUSTED,    /* detail: domain */
  CONFAB_PROBLEM_NOT_SECURE,        /* no encryption, or too old; detail: domain */
  CONFAB_PROBLEM_PASSWORD_IN_CLEAR, /* detail: domain */
  CONFAB_PROBLEM_WEAKER,            /* detail: domain */
  CONFAB_PROBLEM_INTERCEPTED,       /* detail: domain */
  CONFAB_PROBLEM_WRONG_PASSWORD,
  CONFAB_PROBLEM_NO_PASSWORD,      /* none in the keyring */
  CONFAB_PROBLEM_ACCOUNT_DISABLED, /* detail: domain */
  CONFAB_PROBLEM_CONFLICT,         /* signed in elsewhere in our place */
  CONFAB_PROBLEM_TRY_LATER,        /* the server is busy; detail: domain */
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

/* State of a message, in words under the last own one. */
typedef enum {
  CONFAB_MESSAGE_RECEIVED = 0,
  CONFAB_MESSAGE_WAITING,   /* Waiting on this computer */
  CONFAB_MESSAGE_SENT,      /* With your server */
  CONFAB_MESSAGE_DELIVERED, /* On Ann's device */
  CONFAB_MESSAGE_FAILED,    /* Not sent: reason */
} ConfabModelMessageState;

G_END_DECLS
