/* National numbers, for the judge "typed": United States social security, German tax id, Spanish
 * DNI and NIE, French NIR, British national insurance; each by its check digits and the rules for
 * what is ever given out.
 *
 * The ones without a check digit (US, UK) must be written in their own groups or be called by their
 * name. Does not tell whose number it is. */

#include "safety/safety-typed-private.h"

#define CONTEXT_WORDS 8
#define MAX_DIGITS 15
#define MAX_PARTS 15 /* words that one number may be spread over */
#define DNI_LETTERS "trwagmyfpdxbnjzsqvhlcke"

/* A number as it stands in the text: letters and digits, and the words it is written in. */
typedef struct {
  guint first, last;
  char text[MAX_DIGITS + 1];
  guint n;
  guint sizes[MAX_PARTS];
  guint n_parts;
} Number;

static gboolean
is_digits (const ConfabTypedView *view, guint word) {
  return confab_safety_typed_is (view, word, CONFAB_WORD_DIGITS);
}

static gboolean
touches_next (const ConfabTypedView *view, guint word) {
  return word + 1 < view->n_words && view->words[word + 1].start == view->words[word].end;
}

static gboolean
touches_previous (const ConfabTypedView *view, guint word) {
  return word > 0 && touches_next (view, word - 1);
}

static gboolean
has_context (const ConfabTypedView *view, const Number *number, ConfabWordClass class) {
  return confab_safety_typed_near (
      view, number->first, number->last, CONFAB_WORD_BIT (class), CONTEXT_WORDS, CONTEXT_WORDS / 2);
}

/* It says itself that it is the number of an order or a parcel. */
static gboolean
is_reference (const ConfabTypedView *view, const Number *number) {
  return (confab_safety_typed_label (view, number->first, number->last) &
             CONFAB_WORD_BIT (CONFAB_WORD_REFERENCE)) != 0 ||
         confab_safety_typed_in_link (view, number->first);
}

/* Adds words from `word` on until there are `length` characters; FALSE if they do not end there.
 * Words that join are of any number, as is what stands between them. */
static gboolean
read_number (const ConfabTypedView *view, guint word, guint length, Number *number) {
  *number = (Number){ .first = word };
  for (guint i = word; i < view->n_words && number->n_parts < MAX_PARTS; i++) {
    guint size = confab_safety_typed_word_length (view, i);

    if (number->n + size > length || (i > word && !confab_safety_typed_joins (view, i - 1, NULL)))
      return FALSE;
    memcpy (number->text + number->n, view->low + view->words[i].start, size);
    number->n += size;
    number->sizes[number->n_parts++] = size;
    number->last = i;
    if (number->n == length)
      return TRUE;
  }
  return FALSE;
}

static gboolean
all_digits (const char *text, guint n) {
  for (guint i = 0; i < n; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  return TRUE;
}

static guint
to_number (const char *text, guint n) {
  guint value = 0;

  for (guint i = 0; i < n; i++)
    value = value * 10 + (guint)(text[i] - '0');
  return value;
}

/* Digits stand before it as if they were of the same number. */
static gboolean
goes_before (const ConfabTypedView *view, guint word) {
  return word > 0 && is_digits (view, word - 1) &&
         confab_safety_typed_joins (view, word - 1, " -./_");
}

/* Nothing else of digits behind: the number is whole. */
static gboolean
is_whole (const ConfabTypedView *view, const Number *number) {
  gboolean goes_on =
      is_digits (view, number->last + 1) && confab_safety_typed_joins (view, number->last, " -./_");

  guint start = view->words[number->first].start;

  return !goes_on && !touches_next (view, number->last) &&
         !(start > 0 && view->low[start - 1] == '+');
}

static gboolean
has_shape (const Number *number, const guint *sizes, guint n) {
  return number->n_parts == n && memcmp (number->sizes, sizes, n * sizeof *sizes) == 0;
}

/* 3 digits, 2, 4; no area 000, 666 or 900 on, no group 00, no serial 0000. */
static gboolean
is_ssn (const ConfabTypedView *view, guint word, Number *number) {
  static const guint shape[] = { 3, 2, 4 };
  guint area;
  char dash;

  if (goes_before (view, word) || !read_number (view, word, 9, number) ||
      !all_digits (number->text, 9) || !is_whole (view, number))
    return FALSE;
  area = to_number (number->text, 3);
  if (area == 0 || area == 666 || area >= 900 || to_number (number->text + 3, 2) == 0 ||
      to_number (number->text + 5, 4) == 0)
    return FALSE;
  if (has_context (view, number, CONFAB_WORD_SSN))
    return TRUE;
  dash = view->low[view->words[word].end];
  return has_shape (number, shape, 3) && dash == '-' &&
         view->low[view->words[word + 1].end] == '-' && !is_reference (view, number);
}

/* Among the first ten digits one comes twice or three times, though never three in a row, all
 * others once at most; the eleventh is ISO 7064 modulo 11, 10. */
static gboolean
has_tax_id_digits (const char *digits) {
  guint count[10] = { 0 }, doubles = 0, triples = 0, product = 10;

  if (digits[0] == '0')
    return FALSE;
  for (guint i = 0; i < 10; i++) {
    guint digit = (guint)(digits[i] - '0'), sum;

    count[digit]++;
    if (i >= 2 && digits[i] == digits[i - 1] && digits[i] == digits[i - 2])
      return FALSE;
    sum = (digit + product) % 10;
    product = (sum == 0 ? 10 : sum) * 2 % 11;
  }
  for (guint i = 0; i < 10; i++) {
    doubles += count[i] == 2;
    triples += count[i] == 3;
    if (count[i] > 3)
      return FALSE;
  }
  return doubles + triples == 1 && (11 - product) % 10 == (guint)(digits[10] - '0');
}

static gboolean
is_tax_id (const ConfabTypedView *view, guint word, Number *number) {
  static const guint usual[] = { 2, 3, 3, 3 }, whole[] = { 11 }, halves[] = { 2, 9 };

  if (goes_before (view, word) || !read_number (view, word, 11, number) ||
      !all_digits (number->text, 11) || !is_whole (view, number) ||
      !has_tax_id_digits (number->text))
    return FALSE;
  if (has_context (view, number, CONFAB_WORD_TAX_DE))
    return TRUE;
  return (has_shape (number, usual, 4) || has_shape (number, whole, 1) ||
             has_shape (number, halves, 2)) &&
         !is_reference (view, number);
}

/* 8 digits, or X, Y or Z for the first of them, and the letter for the remainder by 23. */
static gboolean
is_dni (const ConfabTypedView *view, guint word, Number *number) {
  guint value, lead = 0;
  gboolean is_glued;

  if (confab_safety_typed_word_length (view, word) < 4 && goes_before (view, word))
    return FALSE;
  if (!read_number (view, word, 9, number) || !all_digits (number->text + 1, 7))
    return FALSE;
  if (g_ascii_isdigit (number->text[0]))
    lead = (guint)(number->text[0] - '0');
  else if (number->text[0] >= 'x' && number->text[0] <= 'z')
    lead = (guint)(number->text[0] - 'x');
  else
    return FALSE;
  if (!g_ascii_islower (number->text[8]) || touches_next (view, number->last) ||
      touches_previous (view, number->first))
    return FALSE;
  value = lead * 10000000 + to_number (number->text + 1, 7);
  if (number->text[8] != DNI_LETTERS[value % 23])
    return FALSE;
  if (has_context (view, number, CONFAB_WORD_DNI))
    return TRUE;
  /* "12345678 y" goes on in Spanish; a capital, or a letter that sticks to the digits, does not. */
  is_glued = view->words[number->last].start <= view->words[number->last - 1].end + 1 &&
             view->low[view->words[number->last - 1].end] != ' ';
  return (is_glued || confab_safety_typed_is_capital (view, number->last)) &&
         !is_reference (view, number);
}

/* The month and the place of birth leave little room: 2A and 2B are Corsica. */
static gboolean
has_nir_parts (const char *text) {
  guint month = to_number (text + 3, 2);
  gboolean is_month = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;

  if (strchr ("123478", text[0]) == NULL || !is_month)
    return FALSE;
  return g_ascii_isdigit (text[6]) ? to_number (text + 5, 2) > 0
                                   : text[5] == '2' && (text[6] == 'a' || text[6] == 'b');
}

/* Sex, year, month, place, order; the key is 97 less the remainder. */
static gboolean
is_nir (const ConfabTypedView *view, guint word, Number *number) {
  char digits[MAX_DIGITS];
  guint64 value = 0;

  if (goes_before (view, word) || !read_number (view, word, 15, number) || !is_whole (view, number))
    return FALSE;
  memcpy (digits, number->text, sizeof digits);
  if (!all_digits (digits, 6) || !all_digits (digits + 7, 8) || !has_nir_parts (digits))
    return FALSE;
  if (!g_ascii_isdigit (digits[6])) {
    gboolean is_north = digits[6] == 'b';

    digits[5] = '1';
    digits[6] = is_north ? '8' : '9';
  }
  for (guint i = 0; i < 13; i++)
    value = value * 10 + (guint)(digits[i] - '0');
  return 97 - value % 97 == to_number (digits + 13, 2) &&
         (has_context (view, number, CONFAB_WORD_NIR) || !is_reference (view, number));
}

/* The letters that are given out, six digits, A to D. */
static gboolean
is_nino (const ConfabTypedView *view, guint word, Number *number) {
  static const char *const never[] = { "bg", "gb", "kn", "nk", "nt", "tn", "zz" };
  gboolean has_name, is_shown;
  const char *text;

  if (is_digits (view, word) || confab_safety_typed_word_length (view, word) > 2)
    return FALSE;
  if (!read_number (view, word, 9, number) && !read_number (view, word, 8, number))
    return FALSE;
  text = number->text;
  has_name = has_context (view, number, CONFAB_WORD_NINO);
  /* The one that forms show as an example, which people who make one up copy. */
  is_shown = has_name && memcmp (text, "qq", 2) == 0;
  if (!g_ascii_islower (text[0]) || !g_ascii_islower (text[1]) || !all_digits (text + 2, 6) ||
      (!is_shown && (strchr ("dfiquv", text[0]) != NULL || strchr ("dfiquvo", text[1]) != NULL)))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    if (memcmp (text, never[i], 2) == 0)
      return FALSE;
  if (touches_next (view, number->last) || touches_previous (view, number->first))
    return FALSE;
  if (number->n == 8)
    return has_name && !is_digits (view, number->last + 1);
  if (text[8] < 'a' || text[8] > 'd')
    return FALSE;
  return has_name ||
         (confab_safety_typed_is_capital (view, word) && !is_reference (view, number)) ||
         (number->n_parts == 3 && !is_reference (view, number));
}

/* Too short to be one, with nothing behind it that could go on. */
static gboolean
is_short (const ConfabTypedView *view, guint word) {
  return confab_safety_typed_word_length (view, word) < 8 &&
         !(view->words[word].is_close &&
             (is_digits (view, word + 1) ||
                 (word + 1 < view->n_words &&
                     confab_safety_typed_word_length (view, word + 1) <= 2)));
}

/* Letter by letter: "A B 1 2 3 ...". */
static gboolean
is_spelt (const ConfabTypedView *view, guint word) {
  return confab_safety_typed_word_length (view, word) == 1 && is_digits (view, word + 2);
}

typedef gboolean (*Rule) (const ConfabTypedView *view, guint word, Number *number);

gboolean
confab_safety_typed_find_national (ConfabTypedScan *scan) {
  static const struct {
    Rule rule;
    ConfabTypedReason reason;
    gboolean may_begin_with_letter;
  } rules[] = {
    { is_ssn, CONFAB_TYPED_SSN_US, FALSE },
    { is_tax_id, CONFAB_TYPED_TAX_ID_DE, FALSE },
    { is_nir, CONFAB_TYPED_NIR_FR, FALSE },
    { is_dni, CONFAB_TYPED_DNI_ES, TRUE },
    { is_nino, CONFAB_TYPED_NINO_UK, TRUE },
  };

  for (guint i = 0; i < scan->view.n_words; i++) {
    gboolean begins_with_letter = !is_digits (&scan->view, i);

    /* None of them is part of a longer word. */
    if (touches_previous (&scan->view, i) || is_short (&scan->view, i))
      continue;
    if (begins_with_letter && (confab_safety_typed_word_length (&scan->view, i) > 2 ||
                                  !(is_digits (&scan->view, i + 1) || is_spelt (&scan->view, i))))
      continue;
    /* Every rule would find so: a short piece in the middle of a longer number. */
    if (!begins_with_letter && confab_safety_typed_word_length (&scan->view, i) < 4 &&
        goes_before (&scan->view, i))
      continue;
    for (gsize r = 0; r < G_N_ELEMENTS (rules); r++) {
      Number number;

      if (begins_with_letter && !rules[r].may_begin_with_letter)
        continue;
      if (rules[r].rule (&scan->view, i, &number) &&
          confab_safety_typed_take_words (scan, rules[r].reason, number.first, number.last))
        return TRUE;
    }
  }
  return FALSE;
}
