/* Recovery phrases of wallets (BIP-39), for the judge "typed": 12, 15, 18, 21 or 24 words of its
 * list in a row, however they are numbered and set apart.
 *
 * Ordinary sentences do not have so many of these words in a row. The phrase's own checksum settles
 * it; without one, the words must stand by themselves or beside a word for wallets. Knows the
 * English list alone. */

#include "safety/safety-typed-private.h"

#define MIN_WORDS 12
#define MAX_WORDS 24
#define WORD_BITS 11
#define MIN_LETTERS 3
#define MAX_GAP 8    /* signs between two words: "\n12) " */
#define MAX_TRIES 64 /* checksums for one view */
#define CONTEXT_WORDS 12
#define SHA256_BYTES 32
#define NOT_LISTED G_MAXUINT16

/* The words of letters of a view, numbering left out. */
typedef struct {
  guint n;
  guint16 word[CONFAB_TYPED_MAX_WORDS];
} Letters;

/* The word's place in the list. */
static guint
find_listed (const ConfabTypedView *view, guint word) {
  guint length = confab_safety_typed_word_length (view, word), low = 0,
        high = CONFAB_TYPED_PHRASE_WORDS;
  char text[CONFAB_TYPED_PHRASE_LETTERS + 1] = { 0 };

  if (length < MIN_LETTERS || length > CONFAB_TYPED_PHRASE_LETTERS)
    return NOT_LISTED;
  memcpy (text, view->low + view->words[word].start, length);
  while (low < high) {
    guint middle = (low + high) / 2;
    int order = strcmp (text, confab_safety_typed_wordlist[middle]);

    if (order == 0)
      return middle;
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NOT_LISTED;
}

/* Numbers between the words are numbering; much else is not. */
static gboolean
follows (const ConfabTypedView *view, const Letters *letters, guint index) {
  guint from = view->words[letters->word[index - 1]].end,
        to = view->words[letters->word[index]].start;

  return to - from <= MAX_GAP;
}

/* The first n * 32 / 33 bits are random, the rest are the beginning of their SHA-256. */
static gboolean
has_checksum (const ConfabTypedView *view, const Letters *letters, guint first, guint n) {
  guint8 bits[(MAX_WORDS * WORD_BITS + 7) / 8] = { 0 }, hash[SHA256_BYTES];
  guint random_bits = n * WORD_BITS * 32 / 33, check_bits = n * WORD_BITS - random_bits;
  gsize size = sizeof hash;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < n; i++) {
    guint place = find_listed (view, letters->word[first + i]);

    for (guint b = 0; b < WORD_BITS; b++) {
      guint at = i * WORD_BITS + b;

      if (place >> (WORD_BITS - 1 - b) & 1)
        bits[at / 8] |= (guint8)(0x80 >> at % 8);
    }
  }
  g_checksum_update (checksum, bits, random_bits / 8);
  g_checksum_get_digest (checksum, hash, &size);
  return bits[random_bits / 8] >> (8 - check_bits) == hash[0] >> (8 - check_bits);
}

static gboolean
is_size (guint n) {
  return n >= MIN_WORDS && n <= MAX_WORDS && n % 3 == 0;
}

/* The words begin and end a line, a message or a quotation. */
static gboolean
stands_alone (const ConfabTypedView *view, guint first_word, guint last_word) {
  guint start = view->words[first_word].start, end = view->words[last_word].end;
  const char *ends = "\n\x1e:\"'.(";

  while (start > 0 && strchr (" 0123456789-*)", view->low[start - 1]) != NULL)
    start--;
  while (end < view->n && view->low[end] == ' ')
    end++;
  return (start == 0 || strchr (ends, view->low[start - 1]) != NULL) &&
         (end >= view->n || strchr ("\n\x1e\"'.)", view->low[end]) != NULL);
}

static gboolean
take (ConfabTypedScan *scan, const Letters *letters, guint first, guint n) {
  return confab_safety_typed_take_words (
      scan, CONFAB_TYPED_RECOVERY_PHRASE, letters->word[first], letters->word[first + n - 1]);
}

/* A run of listed words, `first` to `end`. */
static gboolean
judge_run (ConfabTypedScan *scan, const Letters *letters, guint first, guint end, guint *tries) {
  const ConfabTypedView *view = &scan->view;
  guint n = end - first, first_word = letters->word[first], last_word = letters->word[end - 1];

  for (guint i = first; i + MIN_WORDS <= end; i++)
    for (guint size = MIN_WORDS; size <= MAX_WORDS && i + size <= end; size += 3)
      if ((*tries)++ < MAX_TRIES && has_checksum (view, letters, i, size) &&
          take (scan, letters, i, size))
        return TRUE;
  if (is_size (n) && stands_alone (view, first_word, last_word))
    return take (scan, letters, first, n);
  return confab_safety_typed_near (view, first_word, last_word,
             CONFAB_WORD_BIT (CONFAB_WORD_WALLET), CONTEXT_WORDS, CONTEXT_WORDS) &&
         take (scan, letters, first, MIN (n, MAX_WORDS));
}

/* Where the run around `index` begins, not before `from`; and where it ends. */
static guint
run_begin (const ConfabTypedView *view, const Letters *letters, guint index, guint from) {
  while (index > from && follows (view, letters, index) &&
         find_listed (view, letters->word[index - 1]) != NOT_LISTED)
    index--;
  return index;
}

static guint
run_end (const ConfabTypedView *view, const Letters *letters, guint index) {
  do
    index++;
  while (index < letters->n && follows (view, letters, index) &&
         find_listed (view, letters->word[index]) != NOT_LISTED);
  return index;
}

gboolean
confab_safety_typed_find_phrase (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;
  Letters letters = { .n = 0 };
  guint tries = 0, from = 0;

  for (guint i = 0; i < view->n_words; i++)
    if (!confab_safety_typed_is (view, i, CONFAB_WORD_DIGITS))
      letters.word[letters.n++] = (guint16)i;

  /* Whatever run is long enough has a word at one of these places. */
  for (guint i = MIN_WORDS - 1; i < letters.n; i += MIN_WORDS) {
    guint begin, end;

    if (i < from || find_listed (view, letters.word[i]) == NOT_LISTED)
      continue;
    begin = run_begin (view, &letters, i, from);
    end = run_end (view, &letters, i);
    if (end - begin >= MIN_WORDS && judge_run (scan, &letters, begin, end, &tries))
      return TRUE;
    from = end;
  }
  return FALSE;
}
