#pragma once

/* What the parts of the judge "scam" share: words with what they mean, and the lexicon. */

#include "safety/safety-link.h"
#include "safety/safety-scam.h"

G_BEGIN_DECLS

#define CONFAB_SCAM_MAX_WORD 23   /* letters kept of one word */
#define CONFAB_SCAM_MAX_WORDS 256 /* of one window; a longer text is looked at in several */
#define CONFAB_SCAM_OVERLAP 80    /* words that a window shares with the one before */
#define CONFAB_SCAM_MAX_PHRASE 5  /* words */

/* What a word or phrase means to the rules. The first ones are verbs whose direction matters: who
 * is to do it. Each has its twin right behind, for "the reader is asked to". */
typedef enum {
  CONFAB_CUE_GIVE, /* send, tell, forward, read out */
  CONFAB_CUE_DO_GIVE,
  CONFAB_CUE_PAY, /* pay, transfer, deposit */
  CONFAB_CUE_DO_PAY,
  CONFAB_CUE_LEND, /* lend, help out */
  CONFAB_CUE_DO_LEND,
  CONFAB_CUE_BUY,
  CONFAB_CUE_DO_BUY,
  CONFAB_CUE_INSTALL, /* install, download, open, run */
  CONFAB_CUE_DO_INSTALL,
  CONFAB_CUE_VERIFY, /* verify, confirm, update */
  CONFAB_CUE_DO_VERIFY,
  CONFAB_CUE_ENTER, /* enter, type in, fill in */
  CONFAB_CUE_DO_ENTER,
  CONFAB_CUE_CLICK,
  CONFAB_CUE_DO_CLICK,
  CONFAB_CUE_CALL, /* call, reply, contact */
  CONFAB_CUE_DO_CALL,
  CONFAB_CUE_MOVE, /* write to me on, add me, go on there */
  CONFAB_CUE_DO_MOVE,
  CONFAB_CUE_VERBS_END,

  /* Small words. */
  CONFAB_CUE_ME = CONFAB_CUE_VERBS_END, /* me, to us */
  CONFAB_CUE_I,                         /* as the one who does */
  CONFAB_CUE_YOU,                       /* you, your */
  CONFAB_CUE_MY,
  CONFAB_CUE_THEY,    /* somebody else is the one who does */
  CONFAB_CUE_ASK,     /* please, can you */
  CONFAB_CUE_MUST,    /* have to, is to be; asks unless it is the writer who must */
  CONFAB_CUE_COMMAND, /* a verb in a form that can only ask */
  CONFAB_CUE_NEED,    /* I need, we need, for this I require */
  CONFAB_CUE_NOT,
  CONFAB_CUE_AND, /* joins two things that are asked for */
  CONFAB_CUE_GREET,
  CONFAB_CUE_SAYS, /* "Mum says": talk about somebody, not to her */
  CONFAB_CUE_TELL, /* to tell others */
  CONFAB_CUE_TALK, /* to speak, to ring */
  CONFAB_CUE_ANYONE,
  CONFAB_CUE_DIGITS, /* a number in digits */
  CONFAB_CUE_PERCENT,
  CONFAB_CUE_CURRENCY,
  CONFAB_CUE_AMOUNT, /* a sum of money */
  CONFAB_CUE_LINK,
  CONFAB_CUE_HANDLE, /* @name, a telephone number */

  /* Secrets. */
  CONFAB_CUE_CODE,
  CONFAB_CUE_CODE_ONCE, /* by itself a one-time code */
  CONFAB_CUE_SMS,
  CONFAB_CUE_CODE_CUE, /* SMS, login, verification */
  CONFAB_CUE_CODE_NOT, /* door, discount, pickup */
  CONFAB_CUE_NUMERALS, /* "the digits" */
  CONFAB_CUE_RECEIVE,  /* what you get, got or will get */
  CONFAB_CUE_MISTAKE,
  CONFAB_CUE_SECRET, /* password, PIN */
  CONFAB_CUE_SECRET_NOT,
  CONFAB_CUE_CARD,
  CONFAB_CUE_CARD_PART, /* number, expiry, back */
  CONFAB_CUE_CARD_DATA,
  CONFAB_CUE_SEED,
  CONFAB_CUE_DATA,      /* details, identity */
  CONFAB_CUE_IDENTITY,  /* papers, a mother's maiden name */
  CONFAB_CUE_BANK_DATA, /* details of an account */
  CONFAB_CUE_LOGIN,

  /* Offices. */
  CONFAB_CUE_OFFICE,    /* support, fraud department, PayPal */
  CONFAB_CUE_AUTHORITY, /* police, bank: also in ordinary talk */
  CONFAB_CUE_CLAIM,     /* this is, calling from */
  CONFAB_CUE_CUSTOMER,  /* dear customer */
  CONFAB_CUE_ACCOUNT,
  CONFAB_CUE_YOUR_ACCOUNT,
  CONFAB_CUE_TROUBLE, /* blocked, suspicious */
  CONFAB_CUE_COMPUTER,
  CONFAB_CUE_VIRUS,
  CONFAB_CUE_NOT_YOU, /* if this was not you */
  CONFAB_CUE_SAFE_ACCOUNT,
  CONFAB_CUE_APPROVAL, /* notification in the app */

  /* Money. */
  CONFAB_CUE_MONEY,
  CONFAB_CUE_BILL,
  CONFAB_CUE_BACK, /* you get it back */
  CONFAB_CUE_URGENT,
  CONFAB_CUE_SOON, /* today, now: also in ordinary talk */
  CONFAB_CUE_SECRECY,
  CONFAB_CUE_NO_CALL,
  CONFAB_CUE_EXCUSE, /* my card does not work */
  CONFAB_CUE_EMERGENCY,
  CONFAB_CUE_CUSTODY, /* arrested */
  CONFAB_CUE_BAIL,    /* also what one pays for a flat */
  CONFAB_CUE_THREAT,
  CONFAB_CUE_FILMED,
  CONFAB_CUE_SERVICE, /* Western Union */
  CONFAB_CUE_CHANGED,

  /* Family. */
  CONFAB_CUE_KIN,
  CONFAB_CUE_KIN_CALLED, /* "Hi Mum" */
  CONFAB_CUE_KIN_CLAIM,  /* "your son" */
  CONFAB_CUE_ITS_ME,
  CONFAB_CUE_GUESS,
  CONFAB_CUE_PHONE,
  CONFAB_CUE_NUMBER,
  CONFAB_CUE_NEW,
  CONFAB_CUE_NEW_NUMBER,
  CONFAB_CUE_BROKEN,
  CONFAB_CUE_BROKEN_PHONE,

  /* Programs. */
  CONFAB_CUE_REMOTE,
  CONFAB_CUE_RISKY_FILE,
  CONFAB_CUE_APP,
  CONFAB_CUE_BAIT, /* is this you in the video */

  /* Gift cards, crypto, prizes, offers. */
  CONFAB_CUE_GIFT_CARD,
  CONFAB_CUE_SCRATCH,
  CONFAB_CUE_CRYPTO,
  CONFAB_CUE_INVEST,
  CONFAB_CUE_SURE, /* guaranteed, double */
  CONFAB_CUE_WITHDRAW,
  CONFAB_CUE_PRIZE,
  CONFAB_CUE_WON,
  CONFAB_CUE_YOU_WON,
  CONFAB_CUE_PARCEL,
  CONFAB_CUE_FEE,
  CONFAB_CUE_HELD,
  CONFAB_CUE_WINDFALL,
  CONFAB_CUE_REFUND,
  CONFAB_CUE_ADVANCE, /* to be paid first */
  CONFAB_CUE_CHAIN,   /* send to ten friends */
  CONFAB_CUE_JOB,
  CONFAB_CUE_EARN,
  CONFAB_CUE_PER_DAY,
  CONFAB_CUE_EASY, /* from home, no experience */
  CONFAB_CUE_LOAN,

  /* Elsewhere. */
  CONFAB_CUE_MESSENGER,
  CONFAB_CUE_FLATTER,
  CONFAB_CUE_WRONG_PERSON,

  /* The other side of the scale. */
  CONFAB_CUE_ORDINARY,
  CONFAB_CUE_WARN_TALK, /* people who talk about tricks */
  CONFAB_CUE_COUNT
} ConfabScamCue;

typedef unsigned __int128 ConfabScamSet;

#define CONFAB_CUE_BIT(cue) ((ConfabScamSet)1 << (cue))
G_STATIC_ASSERT (CONFAB_CUE_COUNT <= 128);

typedef struct {
  char text[CONFAB_SCAM_MAX_WORD + 1]; /* a-z; "#" for a number; "" for a link; NUL at the end */
  guint8 length;
  guint8 n_digits; /* of a number */
  guint begins_sentence : 1;
  guint begins_clause : 1; /* or a sentence */
  guint is_glued : 1;      /* only a sign stands between it and the word before */
  guint was_drawn : 1;     /* a letter of it stood there thrice or more, like thisss */
  guint was_apart : 1;     /* its letters were set apart */
  guint has_one : 1;       /* an "i" in it was written as 1, ! or | and may be an "l" */
  guint16 sentence;
  ConfabScamSet is;
} ConfabScamWord;

typedef struct {
  guint n;
  ConfabScamWord words[CONFAB_SCAM_MAX_WORDS];
} ConfabScamView;

/* ---- folding (safety-scam-letters.c, safety-scam-fold.c) ---- */

#define CONFAB_SCAM_MAX_FOLDED 8
#define CONFAB_SCAM_OTHER_LETTER '\x01' /* none that the rules know */

/* What `c` is taken for: small letters, digits and signs of ASCII. Returns how many; 0 for what is
 * not seen. */
guint confab_safety_scam_fold_letter (gunichar c, char out[CONFAB_SCAM_MAX_FOLDED]);

/* How far a text was read. */
typedef struct {
  const char *text; /* borrowed */
  gsize length, offset;
  gboolean has_link; /* at `link` or behind */
  ConfabLinkSpan link;
} ConfabScamReader;

void confab_safety_scam_reader_init (ConfabScamReader *reader, const char *text, gsize length);
/* Appends the next words until the view is full or the text at its end. */
void confab_safety_scam_fold (ConfabScamReader *reader, ConfabScamView *view);

/* ---- words (safety-scam-lexicon.c) ---- */

/* A row of the lexicon: words between blanks. "_" joins a phrase, "*" at the end stands for any
 * ending (of a phrase: of its last word), "*" in front for any beginning of three letters or more.
 */
typedef struct {
  ConfabScamCue cue;
  const char *words;
} ConfabScamRow;

#define CONFAB_SCAM_TABLES 8 /* two for each language */

/* A row without words ends a table. */
extern const ConfabScamRow confab_safety_scam_words_en[];
extern const ConfabScamRow confab_safety_scam_words_de[];
extern const ConfabScamRow confab_safety_scam_words_fr[];
extern const ConfabScamRow confab_safety_scam_words_es[];
extern const ConfabScamRow confab_safety_scam_stories_en[];
extern const ConfabScamRow confab_safety_scam_stories_de[];
extern const ConfabScamRow confab_safety_scam_stories_fr[];
extern const ConfabScamRow confab_safety_scam_stories_es[];

const ConfabScamRow *confab_safety_scam_rows (guint table);

/* Where each word stands in the rows, by its hash: made while the program is built
 * (safety-scam-make.c), because filling it takes longer than judging a message. */
#define CONFAB_SCAM_SLOTS 32768
#define CONFAB_SCAM_ROW_BITS 12

typedef struct {
  guint32 hash; /* 0: empty */
  guint16 row;  /* table << CONFAB_SCAM_ROW_BITS | row */
  guint16 at;   /* in the row's words */
} ConfabScamSlot;

/* The row that the slot's word stands in. */
const ConfabScamRow *confab_safety_scam_slot_row (const ConfabScamSlot *slot);

extern const ConfabScamSlot confab_safety_scam_slots[CONFAB_SCAM_SLOTS];

/* What a key must do; mixed into its hash. */
typedef enum {
  CONFAB_SCAM_KEY_WHOLE = 0,
  CONFAB_SCAM_KEY_STEM = 0x5bd1e995,
  CONFAB_SCAM_KEY_ENDING = 0x27d4eb2d, /* hashed from its last letter on */
  CONFAB_SCAM_KEY_HEAD = 0x165667b1,   /* the first word of a phrase */
} ConfabScamKey;

#define CONFAB_SCAM_HASH_START 2166136261u

static inline guint32
confab_safety_scam_hash_add (guint32 hash, char c) {
  return (hash ^ (guint8)c) * 16777619u;
}

static inline guint32
confab_safety_scam_hash_end (guint32 hash, ConfabScamKey kind) {
  hash ^= (guint32)kind;
  hash ^= hash >> 15;
  return hash != 0 ? hash : 1;
}

/* Says of each word of the view from `first` on what it means. */
void confab_safety_scam_mark (ConfabScamView *view, guint first);

/* ---- meaning of several words (safety-scam-roles.c) ---- */

/* Finds what several words mean together, and who is asked to do what. */
void confab_safety_scam_combine (ConfabScamView *view);

/* ---- rules (safety-scam-rules.c) ---- */

/* Points of each reason in this view are raised to what its rules find. */
void confab_safety_scam_weigh (const ConfabScamView *view, guint points[CONFAB_SCAM_REASON_COUNT]);

/* ---- weights (safety-scam-weights.c) ---- */

/* How likely the words alone make a trick: 50 is as likely as not. `reason` gets the index of the
 * one that they speak of most. */
guint confab_safety_scam_weigh_words (const ConfabScamView *view, guint *reason);

G_END_DECLS
