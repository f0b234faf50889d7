#pragma once

/* What the parts of the judge "typed" share: a window of text, folded to plain lower-case letters,
 * digits and signs and cut into words, and the rules that look at it. */

#include <string.h>

#include "safety/safety-typed.h"

G_BEGIN_DECLS

/* Of one window. A longer text is looked at in windows that overlap, so that nothing that is found
 * by a rule is cut in two. */
#define CONFAB_TYPED_MAX_VIEW 8192
#define CONFAB_TYPED_MAX_WORDS 4096
#define CONFAB_TYPED_OVERLAP 1024
#define CONFAB_TYPED_MAX_BEFORE 16
#define CONFAB_TYPED_MAX_BEFORE_BYTES 512  /* of one earlier message */
#define CONFAB_TYPED_MAX_BEFORE_TOTAL 2048 /* of all */

/* Folded characters that stand for others. A letter of another script becomes one of 128, from its
 * code: the same letter always the same. */
#define CONFAB_TYPED_MESSAGE_END '\x1e' /* between two messages */
#define CONFAB_TYPED_OTHER_SIGN '\x02'

static inline gboolean
confab_safety_typed_is_other_letter (char c) {
  return ((guint8)c & 0x80) != 0;
}

/* Of a folded character, small. */
static inline gboolean
confab_safety_typed_is_letter (char c) {
  return (c >= 'a' && c <= 'z') || confab_safety_typed_is_other_letter (c);
}

/* Of ASCII; inline, for it is asked for each character. */
static inline char
confab_safety_typed_to_lower (char c) {
  return c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
}

static inline gboolean
confab_safety_typed_is_digit (char c) {
  return c >= '0' && c <= '9';
}

/* What a word means to the rules, in English, German, French or Spanish. */
typedef enum {
  CONFAB_WORD_DIGITS,    /* not a word: a run of digits */
  CONFAB_WORD_CARD,      /* payment cards and what is printed on them */
  CONFAB_WORD_REFERENCE, /* what has numbers that are no secret: an order, a parcel */
  CONFAB_WORD_NUMBER,    /* number, no, nr */
  CONFAB_WORD_LINK,      /* is, was, lautet */
  CONFAB_WORD_FILLER,    /* articles, prepositions, possessives: say nothing by themselves */
  CONFAB_WORD_CODE,      /* a code of any kind */
  CONFAB_WORD_CODE_ONCE, /* by itself a one-time code */
  CONFAB_WORD_CODE_CUE,  /* beside "code": verification, login, SMS */
  CONFAB_WORD_CODE_NOT,  /* beside "code": discount, postal, door */
  CONFAB_WORD_VERIFY,    /* to verify, to log in */
  CONFAB_WORD_PASSWORD,  /* password */
  CONFAB_WORD_PIN,       /* PIN */
  CONFAB_WORD_STATE,     /* what may be said of a password: wrong, changed */
  CONFAB_WORD_ADVERB,    /* still, now */
  CONFAB_WORD_PRONOUN,   /* this, that, what */
  CONFAB_WORD_CHANGE,    /* to change, to set */
  CONFAB_WORD_TO,        /* to, auf */
  CONFAB_WORD_AND,       /* and, but */
  CONFAB_WORD_MY,        /* my */
  CONFAB_WORD_ME,        /* I, me, and verbs that carry them */
  CONFAB_WORD_SSN,       /* words beside the national numbers */
  CONFAB_WORD_TAX_DE,
  CONFAB_WORD_DNI,
  CONFAB_WORD_NIR,
  CONFAB_WORD_NINO,
  CONFAB_WORD_BANK,       /* account, IBAN */
  CONFAB_WORD_PHONE,      /* telephones and calling */
  CONFAB_WORD_BIRTH,      /* born, birthday */
  CONFAB_WORD_BIRTH_DATE, /* by itself announces a birth date: dob */
  CONFAB_WORD_MONTH,
  CONFAB_WORD_YEARS,    /* years, years old */
  CONFAB_WORD_AGE,      /* age */
  CONFAB_WORD_KIN,      /* son, daughter */
  CONFAB_WORD_AM,       /* am, bin: "I am 14" */
  CONFAB_WORD_HAVE,     /* ai, tengo: "j'ai 14 ans" */
  CONFAB_WORD_AGE_NAME, /* numbers as words that are ages of the young */
  CONFAB_WORD_SCHOOL,   /* a school; its name may stand before (English) or after */
  CONFAB_WORD_ATTEND,   /* to go to, to study at */
  CONFAB_WORD_PLAIN,    /* says nothing of which school or street: small, old, next */
  CONFAB_WORD_STREET,   /* street, road: number and name before it */
  CONFAB_WORD_STREET_WEAK,
  CONFAB_WORD_RUE, /* rue: number before, name after */
  CONFAB_WORD_RUE_WEAK,
  CONFAB_WORD_CALLE,     /* calle: name, then number, after it */
  CONFAB_WORD_LIVE,      /* to live at, address */
  CONFAB_WORD_UNIT,      /* what is counted or measured: km, minutes, euros */
  CONFAB_WORD_DAY,       /* days of the week */
  CONFAB_WORD_WALLET,    /* seed, wallet, recovery */
  CONFAB_WORD_SECRET,    /* key, token, secret: beside a long random word */
  CONFAB_WORD_FREE_CALL, /* hotline, service: a number of a firm */
  CONFAB_WORD_COUNT
} ConfabWordClass;

#define CONFAB_WORD_BIT(class) (G_GUINT64_CONSTANT (1) << (class))
G_STATIC_ASSERT (CONFAB_WORD_COUNT <= 64);

/* A run of letters, or of digits. */
typedef struct {
  guint16 start, end;      /* in the view */
  guint is_close : 1;      /* at most 4 signs to the next word */
  guint ends_sentence : 1; /* a sentence ends between it and the next word */
  guint64 is;              /* CONFAB_WORD_BIT of each class */
} ConfabTypedWord;

typedef struct {
  guint n;          /* folded characters */
  guint current;    /* where the judged text begins; before it stand earlier messages */
  gboolean is_last; /* no more of the text behind it */
  char low[CONFAB_TYPED_MAX_VIEW + 1];   /* a-z 0-9, signs, ' ', '\n'; NUL at the end */
  char kept[CONFAB_TYPED_MAX_VIEW + 1];  /* the same with capitals */
  guint32 at[CONFAB_TYPED_MAX_VIEW + 1]; /* byte of the text; at[n] is the end */
  guint n_words;
  guint64 classes; /* of all words together */
  ConfabTypedWord words[CONFAB_TYPED_MAX_WORDS];
} ConfabTypedView;

/* The letters and digits of a view alone. */
typedef struct {
  guint n;
  char text[CONFAB_TYPED_MAX_VIEW];
  guint16 at[CONFAB_TYPED_MAX_VIEW]; /* in the view */
} ConfabTypedBare;

#define CONFAB_TYPED_LEXICON_SLOTS 4096

/* Words by hash; an empty slot has no classes. */
typedef struct {
  guint64 hash[CONFAB_TYPED_LEXICON_SLOTS];
  guint64 is[CONFAB_TYPED_LEXICON_SLOTS];
} ConfabTypedLexicon;

typedef struct {
  const ConfabTypedFacts *facts; /* borrowed */
  ConfabTypedFound *found;       /* borrowed */
  ConfabTypedView view;
} ConfabTypedScan;

/* ---- folding (safety-typed-fold.c) ---- */

/* Empties the view. */
void confab_safety_typed_view_reset (ConfabTypedView *view);
/* Appends the end of an earlier message, and the mark behind it. */
void confab_safety_typed_view_add_before (ConfabTypedView *view, const char *message);
/* Appends `text` from byte `offset` on until the view is full. Returns the byte after the last one
 * taken. */
gsize
confab_safety_typed_view_add (ConfabTypedView *view, const char *text, gsize length, gsize offset);
/* Adds a folded character to `out`, which holds `n`, if it is a letter or digit; ae, oe, ue are a,
 * o, u there, and "strasse" is "str". Returns how many there are now. */
gsize confab_safety_typed_bare_push (char *out, gsize n, char folded);
/* Folds into `out` the letters and digits of `text` alone, as much as fits. Returns how many. */
gsize confab_safety_typed_fold_bare (const char *text, gsize length, char *out, gsize size);

void confab_safety_typed_view_bare (const ConfabTypedView *view, ConfabTypedBare *bare);

/* ---- words (safety-typed-words.c, safety-typed-lexicon.c) ---- */

/* Fills the lexicon. */
void confab_safety_typed_lexicon_build (ConfabTypedLexicon *lexicon);
/* Classes of the `length` letters at `word`, also of German compounds. */
guint64 confab_safety_typed_lexicon_look_up (
    const ConfabTypedLexicon *lexicon, const char *word, gsize length);
/* Cuts the view into words; shortens it if there are too many. */
void confab_safety_typed_view_cut (ConfabTypedView *view, const ConfabTypedLexicon *lexicon);

static inline gboolean
confab_safety_typed_is (const ConfabTypedView *view, guint word, ConfabWordClass class) {
  return word < view->n_words && (view->words[word].is & CONFAB_WORD_BIT (class)) != 0;
}

static inline guint
confab_safety_typed_word_length (const ConfabTypedView *view, guint word) {
  return (guint)(view->words[word].end - view->words[word].start);
}

/* TRUE if the word is exactly `text`, which is not empty. */
static inline gboolean
confab_safety_typed_word_is (const ConfabTypedView *view, guint word, const char *text) {
  const char *low;
  gsize length;

  if (word >= view->n_words)
    return FALSE;
  low = view->low + view->words[word].start;
  length = confab_safety_typed_word_length (view, word);
  return *low == *text && strncmp (low, text, length) == 0 && text[length] == '\0';
}
/* TRUE if a sentence ends between the two words, of which `a` comes first. */
gboolean confab_safety_typed_is_cut (const ConfabTypedView *view, guint a, guint b);
/* TRUE if a word of one of `classes` stands at most `before` words ahead of `first` or `after`
 * words behind `last` in the same sentence; an earlier message counts as the same. */
gboolean confab_safety_typed_near (const ConfabTypedView *view, guint first, guint last,
    guint64 classes, guint before, guint after);
/* TRUE if only signs of `allowed` and blanks stand between the words `a` and `a + 1`, and at most
 * 4. NULL: any sign. */
gboolean confab_safety_typed_joins (const ConfabTypedView *view, guint a, const char *allowed);
/* Digits of the words `first` to `last` into `out`; returns how many, 0 if there are more than
 * `size`. */
guint confab_safety_typed_digits (
    const ConfabTypedView *view, guint first, guint last, char *out, guint size);
/* What the number at `first` to `last` is called by the words that lead to it ("order number is"):
 * the classes of up to three words. */
guint64 confab_safety_typed_label (const ConfabTypedView *view, guint first, guint last);
/* The number, if the word is 1 to 9 digits; G_MAXUINT if not. */
guint confab_safety_typed_value (const ConfabTypedView *view, guint word);
/* TRUE if the word stands in a web address. */
gboolean confab_safety_typed_in_link (const ConfabTypedView *view, guint word);
/* TRUE if the word begins with a capital. */
gboolean confab_safety_typed_is_capital (const ConfabTypedView *view, guint word);

/* TRUE, with `found` filled, if the characters `start` to `end` reach into the judged text and are
 * not permitted. */
gboolean
confab_safety_typed_take (ConfabTypedScan *scan, ConfabTypedReason reason, guint start, guint end);
/* The same for whole words. */
gboolean confab_safety_typed_take_words (
    ConfabTypedScan *scan, ConfabTypedReason reason, guint first, guint last);

/* ---- rules: TRUE if one settles it ---- */
gboolean confab_safety_typed_find_own_password (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_private_key (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_phrase (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_token (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_card (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_iban (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_national (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_code (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_password (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_private_word (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_phone (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_birth_date (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_age (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_school (ConfabTypedScan *scan);
gboolean confab_safety_typed_find_street (ConfabTypedScan *scan);

/* "My password", as it was typed: over the whole text rather than a view. */
gboolean confab_safety_typed_find_own_password_exact (
    const ConfabTypedFacts *facts, ConfabTypedFound *found);

/* ---- checksums (safety-typed-numbers.c) ---- */
gboolean confab_safety_typed_luhn (const char *digits, guint n);

/* ---- keyed hashes (safety-typed-hash.c) ---- */

/* SipHash-2-4: short, fast, and of no use without the key. */
guint64 confab_safety_typed_hash (
    const guint8 key[CONFAB_TYPED_HASH_KEY_BYTES], const void *data, gsize size);

/* The words of BIP-39, in their order (safety-typed-wordlist.c). */
#define CONFAB_TYPED_PHRASE_WORDS 2048
#define CONFAB_TYPED_PHRASE_LETTERS 8
extern const char confab_safety_typed_wordlist[CONFAB_TYPED_PHRASE_WORDS]
                                              [CONFAB_TYPED_PHRASE_LETTERS + 1];

G_END_DECLS
