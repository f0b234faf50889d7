#pragma once

/* What the user may choose about protections: each choice with its values from the strictest on,
 * the value that holds unless the user says otherwise, and when a weaker one ends by itself. */

#include "safety/safety-judges.h"

G_BEGIN_DECLS

/* Kept in the vault by name (confab_safety_choice_name). */
typedef enum {
  CONFAB_CHOICE_NONE = 0,
  CONFAB_CHOICE_KEEP,     /* R25: ConfabKeep */
  CONFAB_CHOICE_WRITE,    /* R02, R03: ConfabWrite */
  CONFAB_CHOICE_PROFILE,  /* R18: ConfabProfile */
  CONFAB_CHOICE_SIGN_IN,  /* R20, R21: ConfabSignIn */
  CONFAB_CHOICE_RECEIPTS, /* R19: ConfabReceipts */
  CONFAB_CHOICE_TYPED,    /* R08: ConfabGuarding */
  CONFAB_CHOICE_PERSONAL, /* R09: ConfabGuarding */
  CONFAB_CHOICE_LINKS,    /* R36: ConfabLinks */
  CONFAB_CHOICE_NOTIFY,   /* R31: ConfabNotify */
  CONFAB_CHOICE_QUIET,    /* R05: quiet hours (safety-quiet.h) */
  CONFAB_CHOICE_WAIT,     /* R10: ConfabWait */
  CONFAB_CHOICE_COUNT
} ConfabChoice;

/* Values are stored: append-only. The strictest is 0; whoever is above the start weakens. */
typedef enum {
  CONFAB_KEEP_UNTIL_CLOSED = 0, /* start: until the chat is closed */
  CONFAB_KEEP_DAY = 1,
  CONFAB_KEEP_WEEK = 2,
  CONFAB_KEEP_MONTH = 3,    /* 30 days */
  CONFAB_KEEP_YEAR = 4,     /* 365 days */
  CONFAB_KEEP_FOR_GOOD = 5, /* until I delete */
} ConfabKeep;

typedef enum {
  CONFAB_WRITE_INVITED = 0, /* people I added, and whom I invite */
  CONFAB_WRITE_NOTES = 1,   /* start: and one short note of anybody else */
  CONFAB_WRITE_ANYBODY = 2, /* cannot be chosen yet */
} ConfabWrite;

typedef enum {
  CONFAB_PROFILE_ADDRESS = 0, /* start: only my address */
  CONFAB_PROFILE_NAME = 1,    /* cannot be chosen yet */
  CONFAB_PROFILE_PICTURE = 2, /* cannot be chosen yet */
} ConfabProfile;

typedef enum {
  CONFAB_SIGN_IN_PRESSED = 0, /* start: I press Sign in */
  CONFAB_SIGN_IN_OPENING = 1, /* when I open Confab */
  CONFAB_SIGN_IN_LOCKED = 2,  /* and stay so when the screen locks */
} ConfabSignIn;

typedef enum {
  CONFAB_RECEIPTS_NOBODY = 0,
  CONFAB_RECEIPTS_SEEN = 1, /* start: people who see when I am signed in */
} ConfabReceipts;

typedef enum {
  CONFAB_GUARDING_ASK = 0, /* start */
  CONFAB_GUARDING_OFF = 1,
} ConfabGuarding;

typedef enum {
  CONFAB_LINKS_ASK = 0,  /* start: each new site asks first */
  CONFAB_LINKS_OPEN = 1, /* of people I know in life, where nothing else is odd */
} ConfabLinks;

typedef enum {
  CONFAB_NOTIFY_NOTHING = 0, /* "New message" */
  CONFAB_NOTIFY_NAME = 1,    /* start: and from whom, if I know them in life */
  CONFAB_NOTIFY_TEXT = 2,    /* and what they wrote */
} ConfabNotify;

/* How long an own message stays on this computer before it goes. */
typedef enum {
  CONFAB_WAIT_20 = 0, /* seconds */
  CONFAB_WAIT_10 = 1,
  CONFAB_WAIT_5 = 2,
  CONFAB_WAIT_NOT = 3, /* start: it goes at once */
} ConfabWait;

/* What the user chose. */
typedef struct {
  int value;
  gint64 since_us; /* wall clock: when it was chosen, or last seen to hold */
  gint64 until_us; /* wall clock; 0: until the user changes it */
} ConfabChosen;

/* The longest that "until tomorrow" may be; a longer one is not believed. */
#define CONFAB_CHOICE_LONGEST_US (G_GINT64_CONSTANT (48) * 60 * 60 * G_USEC_PER_SEC)
/* So far a clock that is set right by itself may go back. */
#define CONFAB_CHOICE_SLACK_US (G_GINT64_CONSTANT (2) * 60 * G_USEC_PER_SEC)

/* What the vault calls it; NULL for NONE and COUNT. */
const char *confab_safety_choice_name (ConfabChoice choice);
/* What holds where the user has not chosen. */
int confab_safety_choice_start (ConfabChoice choice);
/* The weakest value that is enforced; what is above cannot be chosen. */
int confab_safety_choice_last (ConfabChoice choice);
/* `value` is weaker than the start. */
gboolean confab_safety_choice_weakens (ConfabChoice choice, int value);

/* What holds at `now_us` (wall clock). `chosen` NULL: the start. A value that is not known or not
 * enforced: the strictest. A weaker one that has ended, or whose times cannot be true (the clock
 * stands before them, or they are too far apart): the start. */
int confab_safety_choice_now (ConfabChoice choice, const ConfabChosen *chosen, gint64 now_us);
/* `chosen` does not hold any more and can be forgotten. */
gboolean
confab_safety_choice_is_over (ConfabChoice choice, const ConfabChosen *chosen, gint64 now_us);

/* The seconds that a ConfabWait stands for; of what is none, the longest. */
guint confab_safety_choice_wait (int chosen);

/* What a notification may say of a message, where `chosen` holds: a name and a text only of people
 * who are known in life. */
ConfabNotify confab_safety_choice_notify (int chosen, ConfabGrade grade);

G_END_DECLS
