#pragma once

/* Judge "scam": does a message that came ask for what tricksters ask for (R07)? The bar above the
 * entry then says why, and how and when this person was checked.
 *
 * A pure function of its facts: no file, socket, database or clock, no allocation, nothing kept.
 * It looks at words in English, German, French and Spanish. It has no verdict that hides a message,
 * and SHOW never means that a message is honest. */

#include "safety/safety-judges.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_SCAM_WARN = 0,
  CONFAB_SCAM_SHOW,
} ConfabScamVerdict;

/* A set. The lowest bit is what matters most and is named first. */
typedef enum {
  CONFAB_SCAM_ASKS_CODE = 1 << 0,      /* a one-time code, a TAN, an approval in an app */
  CONFAB_SCAM_ASKS_PASSWORD = 1 << 1,  /* a password, card data, a recovery phrase, a sign-in */
  CONFAB_SCAM_CLAIMS_OFFICE = 1 << 2,  /* says to be support, a bank, police, an authority */
  CONFAB_SCAM_URGENT_MONEY = 1 << 3,   /* money, and a hurry, a secret or a threat */
  CONFAB_SCAM_FAMILY_IN_NEED = 1 << 4, /* "Hi Mum, this is my new number" */
  CONFAB_SCAM_WANTS_INSTALL = 1 << 5,  /* a program, remote control, the screen */
  CONFAB_SCAM_GIFT_CARDS = 1 << 6,     /* gift cards or crypto */
  CONFAB_SCAM_PRIZE_OR_FEE = 1 << 7,   /* a prize, an inheritance, a refund, a parcel's fee */
  CONFAB_SCAM_EASY_MONEY = 1 << 8,     /* a job, a loan or an investment that costs nothing */
  CONFAB_SCAM_MOVE_ELSEWHERE = 1 << 9, /* to another messenger */
  CONFAB_SCAM_UNREADABLE = 1 << 10,    /* no text, or more than the judge looks through */
} ConfabScamReason;

#define CONFAB_SCAM_REASON_COUNT 11
#define CONFAB_SCAM_MAX_BYTES (1024 * 1024) /* more is warned of as UNREADABLE */
#define CONFAB_SCAM_MAX_SCORE 100

typedef struct {
  const char *text; /* UTF-8, need not end in NUL; what is not UTF-8 separates words */
  gsize length;     /* bytes */
  ConfabGrade grade;
  gboolean is_new_device; /* the message came from a device of theirs that is new */
  gboolean is_lookalike;  /* their name or address looks like that of somebody else (R01) */
  gboolean has_link; /* the message has a link that the judge may not see, a card for instance */
} ConfabScamFacts;

typedef struct {
  guint reasons; /* ConfabScamReason bits; also those that were too weak for a warning */
  guint score;   /* 0 to CONFAB_SCAM_MAX_SCORE; grows when a fact gets worse, never shown */
} ConfabScamFound;

/* WARN, with at least one reason, or SHOW. `found` may be NULL. Linear in the length; 10 kB take
 * less than a millisecond. */
ConfabScamVerdict confab_safety_judge_scam (const ConfabScamFacts *facts, ConfabScamFound *found);

G_END_DECLS
