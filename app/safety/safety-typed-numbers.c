/* Payment cards, for the judge "typed": issuer's prefix, length, Luhn's check digit, and the way
 * the digits are grouped. One number in ten passes Luhn's check, so the grouping and what the
 * number is called must not speak against it: an order or a telephone has other groups, or says
 * what it is.
 *
 * Does not look at who issued a card in earnest, nor whether it is still good. */

#include "safety/safety-typed-private.h"

#define MIN_CARD_DIGITS 12
#define MAX_CARD_DIGITS 19
#define MAX_BRIDGE_WORDS 4 /* "and then" before the rest of a number in the next message */
#define MAX_GROUPS MAX_CARD_DIGITS
#define CONTEXT_WORDS 10

typedef struct {
  guint low, high; /* of the first `digits` digits */
  guint digits;
  guint min, max;         /* length of the whole number */
  gboolean needs_context; /* lengths and prefixes that other numbers share */
} Issuer;

static const Issuer issuers[] = {
  { 4, 4, 1, 16, 16, FALSE },       /* Visa */
  { 4, 4, 1, 13, 13, TRUE },        /* Visa, old */
  { 4, 4, 1, 19, 19, TRUE },        /* Visa, long */
  { 51, 55, 2, 16, 16, FALSE },     /* Mastercard */
  { 2221, 2720, 4, 16, 16, FALSE }, /* Mastercard */
  { 34, 34, 2, 15, 15, FALSE },     /* American Express */
  { 37, 37, 2, 15, 15, FALSE },     /* American Express */
  { 6011, 6011, 4, 16, 19, FALSE }, /* Discover */
  { 644, 659, 3, 16, 19, FALSE },   /* Discover */
  { 3528, 3589, 4, 16, 19, FALSE }, /* JCB */
  { 62, 62, 2, 16, 19, FALSE },     /* UnionPay */
  { 2200, 2204, 4, 16, 19, FALSE }, /* Mir */
  { 300, 305, 3, 14, 19, TRUE },    /* Diners Club */
  { 36, 36, 2, 14, 19, TRUE },      /* Diners Club */
  { 38, 39, 2, 14, 19, TRUE },      /* Diners Club */
  { 50, 50, 2, 12, 19, TRUE },      /* Maestro, Verve */
  { 56, 69, 2, 12, 19, TRUE },      /* Maestro, RuPay, German debit cards */
  { 81, 82, 2, 16, 16, TRUE },      /* RuPay */
  { 9792, 9792, 4, 16, 16, TRUE },  /* Troy */
};

/* The groups of a number as it is written. */
typedef struct {
  guint first, last; /* words */
  char digits[MAX_CARD_DIGITS + 1];
  guint n;
  guint sizes[MAX_GROUPS];
  guint n_groups;
} Grouped;

gboolean
confab_safety_typed_luhn (const char *digits, guint n) {
  guint sum = 0;

  for (guint i = 0; i < n; i++) {
    guint digit = (guint)(digits[n - 1 - i] - '0');

    if (i % 2 == 1)
      digit = digit < 5 ? digit * 2 : digit * 2 - 9;
    sum += digit;
  }
  return n > 0 && sum % 10 == 0;
}

static gboolean
has_prefix (const Issuer *issuer, const char *digits) {
  guint prefix = 0;

  for (guint i = 0; i < issuer->digits; i++)
    prefix = prefix * 10 + (guint)(digits[i] - '0');
  return prefix >= issuer->low && prefix <= issuer->high;
}

/* The lengths that issuers with this prefix have, a bit for each. */
static guint32
lengths_of (const char *digits) {
  guint32 lengths = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++)
    if (has_prefix (&issuers[i], digits))
      for (guint n = issuers[i].min; n <= issuers[i].max; n++)
        lengths |= 1u << n;
  return lengths;
}

static gboolean
is_issued (const char *digits, guint n, gboolean has_context) {
  for (gsize i = 0; i < G_N_ELEMENTS (issuers); i++) {
    const Issuer *issuer = &issuers[i];

    if (has_prefix (issuer, digits) && n >= issuer->min && n <= issuer->max &&
        (has_context || !issuer->needs_context))
      return TRUE;
  }
  return FALSE;
}

/* As it stands on cards: 4 4 4 4 (4), 4 6 5, 4 6 4, or two halves of a typed one. */
static gboolean
has_card_groups (const Grouped *number) {
  static const guint shapes[][6] = { { 4, 4, 4, 4, 0 }, { 4, 4, 4, 4, 3, 0 }, { 4, 4, 4, 4, 2, 0 },
    { 4, 6, 5, 0 }, { 4, 6, 4, 0 }, { 8, 8, 0 }, { 6, 13, 0 }, { 4, 4, 8, 0 }, { 8, 4, 4, 0 },
    { 12, 4, 0 }, { 4, 12, 0 } };

  for (gsize i = 0; i < G_N_ELEMENTS (shapes); i++) {
    guint k = 0;

    while (k < number->n_groups && shapes[i][k] == number->sizes[k])
      k++;
    if (k == number->n_groups && shapes[i][k] == 0)
      return TRUE;
  }
  return FALSE;
}

/* 4 111 111: how large numbers are written. */
static gboolean
has_thousands_groups (const Grouped *number) {
  if (number->n_groups < 2 || number->sizes[0] > 3)
    return FALSE;
  for (guint i = 1; i < number->n_groups; i++)
    if (number->sizes[i] != 3)
      return FALSE;
  return TRUE;
}

/* Digit by digit: nobody writes anything else like that. */
static gboolean
is_spelt (const Grouped *number) {
  return number->n_groups == number->n;
}

static guint
gap_length (const ConfabTypedView *view, guint word) {
  return (guint)(view->words[word + 1].start - view->words[word].end);
}

static gboolean
is_line_end (char c) {
  return c == '\n' || c == CONFAB_TYPED_MESSAGE_END;
}

/* The same sign between all groups; the ends of lines and messages may stand for it. */
static gboolean
has_one_separator (const ConfabTypedView *view, guint first, guint last) {
  char sign = '\0';

  for (guint i = first; i < last; i++)
    for (guint at = view->words[i].end; at < view->words[i + 1].start; at++) {
      char c = view->low[at];

      if (is_line_end (c) || (c == ' ' && gap_length (view, i) > 1))
        continue;
      if (sign != '\0' && c != sign)
        return FALSE;
      sign = c;
    }
  return sign != ':' && sign != '/';
}

/* Part of a table: a group of the same size goes before or comes after, set off in the same way. */
static gboolean
has_neighbour (
    const ConfabTypedView *view, const Grouped *number, guint run_first, guint run_last) {
  const ConfabTypedWord *words = view->words;
  char inner;

  if (number->first == number->last)
    return FALSE;
  inner = view->low[words[number->first].end];
  if (number->first > run_first &&
      confab_safety_typed_word_length (view, number->first - 1) == number->sizes[0] &&
      view->low[words[number->first - 1].end] == inner)
    return TRUE;
  return number->last < run_last &&
         confab_safety_typed_word_length (view, number->last + 1) == number->sizes[0] &&
         view->low[words[number->last].end] == inner;
}

/* "+49 4..." is a telephone. */
static gboolean
has_plus (const ConfabTypedView *view, guint word) {
  guint start = view->words[word].start;

  return start > 0 && view->low[start - 1] == '+';
}

/* Part of a longer word of letters and digits. */
static gboolean
is_glued (const ConfabTypedView *view, guint first, guint last) {
  return (first > 0 && view->words[first - 1].end == view->words[first].start) ||
         (last + 1 < view->n_words && view->words[last + 1].start == view->words[last].end);
}

static gboolean
judge_card (const ConfabTypedView *view, const Grouped *number, guint run_first, guint run_last) {
  guint64 label = confab_safety_typed_label (view, number->first, number->last);
  gboolean is_card = confab_safety_typed_near (view, number->first, number->last,
      CONFAB_WORD_BIT (CONFAB_WORD_CARD), CONTEXT_WORDS, CONTEXT_WORDS);
  gboolean is_whole = number->first == run_first && number->last == run_last;

  if (!is_issued (number->digits, number->n, is_card))
    return FALSE;
  if (has_plus (view, number->first) || is_glued (view, number->first, number->last))
    return FALSE;
  if (confab_safety_typed_in_link (view, number->first))
    return FALSE;
  /* "paid by card, order number 5..." */
  if ((label & CONFAB_WORD_BIT (CONFAB_WORD_REFERENCE)) != 0 &&
      !(is_card && ((label & CONFAB_WORD_BIT (CONFAB_WORD_CARD)) != 0 || has_card_groups (number))))
    return FALSE;
  if (is_card)
    return TRUE;
  if (has_card_groups (number))
    return !has_neighbour (view, number, run_first, run_last);
  if (number->n_groups == 1)
    return TRUE;
  return is_whole && !has_thousands_groups (number) &&
         (is_spelt (number) || has_one_separator (view, number->first, number->last));
}

/* Digits in the next message go on where this one's end, past a few words: "and then". */
static gboolean
bridges (const ConfabTypedView *view, guint word, guint *next) {
  gboolean is_new_message = FALSE;

  if (confab_safety_typed_is (view, word + 1, CONFAB_WORD_DIGITS) &&
      confab_safety_typed_joins (view, word, NULL)) {
    *next = word + 1;
    return TRUE;
  }
  for (guint i = word; i + 1 < view->n_words && i <= word + MAX_BRIDGE_WORDS; i++) {
    guint from = view->words[i].end;

    if (memchr (view->low + from, CONFAB_TYPED_MESSAGE_END, view->words[i + 1].start - from) !=
        NULL)
      is_new_message = TRUE;
    if (confab_safety_typed_is (view, i + 1, CONFAB_WORD_DIGITS)) {
      *next = i + 1;
      return is_new_message;
    }
  }
  return FALSE;
}

static gboolean
add_group (const ConfabTypedView *view, Grouped *number, guint word) {
  guint size = confab_safety_typed_word_length (view, word);

  if (number->n_groups == MAX_GROUPS || number->n + size > MAX_CARD_DIGITS)
    return FALSE;
  number->n += confab_safety_typed_digits (
      view, word, word, number->digits + number->n, (guint)sizeof number->digits - number->n);
  number->sizes[number->n_groups++] = size;
  number->last = word;
  return TRUE;
}

/* The run that `word` stands in; as much of it as tells whether there is more than a card. */
static void
find_run (const ConfabTypedView *view, guint word, guint *first, guint *last) {
  *first = *last = word;
  while (*first > 0 && word - *first <= MAX_GROUPS &&
         confab_safety_typed_is (view, *first - 1, CONFAB_WORD_DIGITS) &&
         confab_safety_typed_joins (view, *first - 1, NULL))
    (*first)--;
  while (*last - word <= MAX_GROUPS &&
         confab_safety_typed_is (view, *last + 1, CONFAB_WORD_DIGITS) &&
         confab_safety_typed_joins (view, *last, NULL))
    (*last)++;
}

static gboolean
find_card_from (ConfabTypedScan *scan, guint word) {
  const ConfabTypedView *view = &scan->view;
  Grouped number = { .first = word, .last = word };
  guint32 lengths = 0;
  guint next = word;
  char lead = view->low[view->words[word].start];

  /* No issuer begins with these, but for the rare ones that need a word beside them. */
  if (lead == '0' || lead == '1' || lead == '7')
    return FALSE;
  /* Within a run of short groups none begins, unless words say so. */
  if (confab_safety_typed_word_length (view, word) < 4 && word > 0 &&
      confab_safety_typed_is (view, word - 1, CONFAB_WORD_DIGITS) &&
      confab_safety_typed_joins (view, word - 1, NULL) &&
      (view->classes & CONFAB_WORD_BIT (CONFAB_WORD_CARD)) == 0)
    return FALSE;
  while (add_group (view, &number, next)) {
    guint run_first, run_last;

    if (number.n >= MIN_CARD_DIGITS && lengths == 0 && (lengths = lengths_of (number.digits)) == 0)
      return FALSE;
    if (number.n >= MIN_CARD_DIGITS && (lengths >> number.n & 1) != 0 &&
        confab_safety_typed_luhn (number.digits, number.n)) {
      find_run (view, word, &run_first, &run_last);
      if (judge_card (view, &number, run_first, MAX (run_last, number.last)) &&
          confab_safety_typed_take_words (scan, CONFAB_TYPED_CARD, number.first, number.last))
        return TRUE;
    }
    if (!bridges (view, number.last, &next))
      break;
  }
  return FALSE;
}

/* "CVV 123", "cvc: 1234": the number on the back is asked for with the card's. */
static gboolean
find_check_number (ConfabTypedScan *scan, guint word) {
  static const char *const names[] = { "cvv", "cvc", "cvn" };
  const ConfabTypedView *view = &scan->view;
  guint number = word + 1, length;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (confab_safety_typed_word_is (view, word, names[i])) {
      while (number - word < 3 && (confab_safety_typed_is (view, number, CONFAB_WORD_LINK) ||
                                      confab_safety_typed_is (view, number, CONFAB_WORD_NUMBER)))
        number++;
      if (!confab_safety_typed_is (view, number, CONFAB_WORD_DIGITS) ||
          confab_safety_typed_is_cut (view, word, number))
        return FALSE;
      length = confab_safety_typed_word_length (view, number);
      return (length == 3 || length == 4) &&
             confab_safety_typed_take_words (scan, CONFAB_TYPED_CARD, number, number);
    }
  return FALSE;
}

gboolean
confab_safety_typed_find_card (ConfabTypedScan *scan) {
  for (guint i = 0; i < scan->view.n_words; i++)
    if (confab_safety_typed_is (&scan->view, i, CONFAB_WORD_DIGITS)
            ? find_card_from (scan, i)
            : confab_safety_typed_is (&scan->view, i, CONFAB_WORD_CARD) &&
                  find_check_number (scan, i))
      return TRUE;
  return FALSE;
}
