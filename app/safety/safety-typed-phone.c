/* Telephone numbers, for the judge "typed" (R09): by their country's way of writing them, or by
 * words for telephones beside any digits of that length.
 *
 * Dates, times, prices and numbers that say what they are (an order) are none; nor are numbers that
 * belong to firms by their prefix (0800). */

#include "safety/safety-typed-private.h"

#define MIN_DIGITS 6
#define MAX_DIGITS 17
#define MAX_PARTS 12
#define CONTEXT_BEFORE 7
#define CONTEXT_AFTER 4
#define MAX_NOTE_WORDS 3 /* a message of a number and little else */

typedef struct {
  guint first, last; /* words */
  char digits[MAX_DIGITS + 1];
  guint n;
  guint sizes[MAX_PARTS];
  guint n_parts;
  gboolean has_plus;
} Phone;

static char
char_before (const ConfabTypedView *view, guint word) {
  guint start = view->words[word].start;

  return start > 0 ? view->low[start - 1] : ' ';
}

static char
char_behind (const ConfabTypedView *view, guint word) {
  return view->low[view->words[word].end];
}

/* Digits that go on in the same number: with blanks, dashes, dots, slashes and brackets on a line,
 * and over lines and messages while it is too short. */
static gboolean
goes_on (const ConfabTypedView *view, const Phone *phone, guint word) {
  gboolean is_same_line = TRUE;

  if (!confab_safety_typed_is (view, word + 1, CONFAB_WORD_DIGITS) ||
      !confab_safety_typed_joins (view, word, "-./()_"))
    return FALSE;
  for (guint i = view->words[word].end; i < view->words[word + 1].start; i++)
    is_same_line = is_same_line && view->low[i] != '\n' && view->low[i] != CONFAB_TYPED_MESSAGE_END;
  return is_same_line || phone->n < 7;
}

static gboolean
add_part (const ConfabTypedView *view, Phone *phone, guint word) {
  guint size = confab_safety_typed_word_length (view, word);

  if (phone->n_parts == MAX_PARTS || phone->n + size > MAX_DIGITS)
    return FALSE;
  memcpy (phone->digits + phone->n, view->low + view->words[word].start, size);
  phone->n += size;
  phone->sizes[phone->n_parts++] = size;
  phone->last = word;
  return TRUE;
}

/* All that hangs together from `word` on; FALSE if it is too much. */
static gboolean
read_phone (const ConfabTypedView *view, guint word, Phone *phone) {
  *phone = (Phone){ .first = word, .last = word, .has_plus = char_before (view, word) == '+' };
  if (!add_part (view, phone, word))
    return FALSE;
  while (goes_on (view, phone, phone->last))
    if (!add_part (view, phone, phone->last + 1))
      return FALSE;
  return phone->n >= MIN_DIGITS;
}

static gboolean
has_sizes (const Phone *phone, const char *sizes) {
  guint n = (guint)strlen (sizes);

  if (phone->n_parts != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (phone->sizes[i] != (guint)(sizes[i] - '0'))
      return FALSE;
  return TRUE;
}

/* A letter sticks to it, or it is a part of something longer. */
static gboolean
is_part (const ConfabTypedView *view, const Phone *phone) {
  char before = char_before (view, phone->first), behind = char_behind (view, phone->last);
  guint start = view->words[phone->first].start;

  return confab_safety_typed_is_letter (before) || confab_safety_typed_is_letter (behind) ||
         before == '$' || before == '#' || behind == '$' || behind == '%' || before == '_' ||
         (before == '-' && start >= 2 && g_ascii_isalnum (view->low[start - 2])) ||
         (strchr (".,:", before) != NULL && start >= 2 && g_ascii_isdigit (view->low[start - 2])) ||
         (behind == ':' && g_ascii_isdigit (view->low[view->words[phone->last].end + 1]));
}

/* 12.05.2024, 2024-05-12, 12/05/24, and what hangs on them. */
static gboolean
is_date (const ConfabTypedView *view, const Phone *phone) {
  guint a, b, c;
  char sign = char_behind (view, phone->first);

  if (phone->n_parts < 3 || has_sizes (phone, "22222") || strchr (".-/", sign) == NULL)
    return FALSE;
  a = confab_safety_typed_value (view, phone->first);
  b = confab_safety_typed_value (view, phone->first + 1);
  c = confab_safety_typed_value (view, phone->first + 2);
  if (phone->sizes[0] <= 2 && phone->sizes[1] <= 2 && a <= 31 && b <= 31 && (a <= 12 || b <= 12))
    return (c >= 1900 && c < 2100) || phone->sizes[2] <= 2;
  return a >= 1900 && a < 2100 && b <= 12 && c <= 31;
}

static gboolean
begins (const Phone *phone, const char *digits) {
  return phone->n >= strlen (digits) && memcmp (phone->digits, digits, strlen (digits)) == 0;
}

/* A firm's or a service's. */
static gboolean
is_service (const ConfabTypedView *view, const Phone *phone) {
  static const char *const prefixes[] = { "0800", "0808", "00800", "0180", "0900", "0137", "0845",
    "0844", "0820", "0825", "1800", "1888", "1877", "1866", "1855", "1844", "1833", "0805",
    "0809" };
  static const char *const tens[] = { "800", "888", "877", "866", "855", "844", "833" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (begins (phone, prefixes[i]))
      return TRUE;
  if (phone->n == 10 || phone->n == 9)
    for (gsize i = 0; i < G_N_ELEMENTS (tens); i++)
      if (begins (phone, tens[i]) && phone->sizes[0] == 3)
        return TRUE;
  return (phone->n == 9 && begins (phone, "900")) ||
         confab_safety_typed_near (view, phone->first, phone->last,
             CONFAB_WORD_BIT (CONFAB_WORD_FREE_CALL), CONTEXT_BEFORE, CONTEXT_AFTER);
}

/* 555-123-4567, (555) 123 4567, 1 555 123 4567 */
static gboolean
is_american (const Phone *phone) {
  gboolean has_one = phone->digits[0] == '1';

  return (has_sizes (phone, "334") && phone->digits[0] >= '2') ||
         (has_sizes (phone, "1334") && has_one);
}

/* Nine digits from 6 on, as Spain groups them. */
static gboolean
is_spanish (const ConfabTypedView *view, const Phone *phone) {
  return phone->n == 9 && phone->digits[0] >= '6' &&
         (has_sizes (phone, "333") || has_sizes (phone, "3222") || has_sizes (phone, "2322")) &&
         memcmp (phone->digits + 3, "000000", 6) != 0 && char_behind (view, phone->first) != '.';
}

/* A trunk zero, then an area that does not begin with one. */
static gboolean
has_trunk_zero (const Phone *phone) {
  return phone->n >= 9 && phone->n <= 12 && phone->digits[0] == '0' && phone->digits[1] != '0' &&
         phone->sizes[0] >= 2;
}

static gboolean
has_country (const Phone *phone) {
  if (phone->has_plus)
    return phone->n >= 8 && phone->n <= 15 && phone->digits[0] != '0';
  return phone->n >= 10 && phone->digits[0] == '0' && phone->digits[1] == '0' &&
         phone->digits[2] != '0' && phone->sizes[0] >= 2;
}

/* A message that is a number and little else, to somebody who asked for it. */
static gboolean
is_note (const ConfabTypedView *view, const Phone *phone) {
  guint words = 0;

  if (phone->n < 9 || phone->n > 12)
    return FALSE;
  for (guint i = 0; i < view->n_words; i++)
    if (view->words[i].start >= view->current && (i < phone->first || i > phone->last))
      words++;
  return words <= MAX_NOTE_WORDS && phone->n_parts <= 5 &&
         (phone->digits[0] >= '6' || phone->n == 10);
}

static gboolean
is_phone (const ConfabTypedView *view, const Phone *phone) {
  guint64 label = confab_safety_typed_label (view, phone->first, phone->last);
  guint64 mine = CONFAB_WORD_BIT (CONFAB_WORD_NUMBER) | CONFAB_WORD_BIT (CONFAB_WORD_MY);

  if (is_part (view, phone) || is_date (view, phone) || is_service (view, phone))
    return FALSE;
  if (confab_safety_typed_is (view, phone->last + 1, CONFAB_WORD_UNIT))
    return FALSE;
  if (label & CONFAB_WORD_BIT (CONFAB_WORD_PHONE))
    return phone->n >= MIN_DIGITS;
  if (label & (CONFAB_WORD_BIT (CONFAB_WORD_REFERENCE) | CONFAB_WORD_BIT (CONFAB_WORD_BANK)))
    return FALSE;
  if ((label & mine) == mine && phone->n >= 7)
    return TRUE;
  if (has_country (phone) || has_trunk_zero (phone) || is_american (phone) ||
      is_spanish (view, phone))
    return TRUE;
  return is_note (view, phone) ||
         (phone->n >= 7 && confab_safety_typed_near (view, phone->first, phone->last,
                               CONFAB_WORD_BIT (CONFAB_WORD_PHONE), CONTEXT_BEFORE, CONTEXT_AFTER));
}

gboolean
confab_safety_typed_find_phone (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  for (guint i = 0; i < view->n_words; i++) {
    Phone phone;
    gboolean is_middle;

    if (!confab_safety_typed_is (view, i, CONFAB_WORD_DIGITS))
      continue;
    is_middle = i > 0 && confab_safety_typed_is (view, i - 1, CONFAB_WORD_DIGITS) &&
                confab_safety_typed_joins (view, i - 1, "-./()_") &&
                memchr (view->low + view->words[i - 1].end, '\n',
                    view->words[i].start - view->words[i - 1].end) == NULL &&
                char_before (view, i) != '+';
    if (is_middle)
      continue;
    if (read_phone (view, i, &phone) && is_phone (view, &phone) &&
        !confab_safety_typed_in_link (view, i) &&
        confab_safety_typed_take_words (scan, CONFAB_TYPED_PHONE, phone.first, phone.last))
      return TRUE;
  }
  return FALSE;
}
