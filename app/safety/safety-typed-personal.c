/* Birth dates and ages, for the judge "typed" (R09): of oneself and of one's family, in English,
 * German, French and Spanish.
 *
 * Other dates, and numbers of other things ("I am 10 minutes late"), are none. It has no clock: a
 * date is one of birth by the words around it, or because a message is nothing but a day long ago.
 */

#include "safety/safety-typed-private.h"

#define OLDEST_YEAR 1900
#define LATEST_YEAR 2030
#define LATEST_OLD_YEAR 2013 /* a bare date before it is hardly an appointment */
#define BIRTH_WORDS 8
#define ME_WORDS 10
#define MAX_ALONE_WORDS 2
#define MAX_DATE_WORDS 6 /* "12th of May of 1990" */

typedef struct {
  guint first, last;
  guint year; /* 0: none */
} Date;

static gboolean
is (const ConfabTypedView *view, guint word, ConfabWordClass class) {
  return confab_safety_typed_is (view, word, class);
}

static gboolean
is_day (const ConfabTypedView *view, guint word) {
  guint value = confab_safety_typed_value (view, word);

  return value >= 1 && value <= 31 && confab_safety_typed_word_length (view, word) <= 2;
}

/* Four digits, or two of them. */
static guint
year_of (const ConfabTypedView *view, guint word) {
  guint value = confab_safety_typed_value (view, word),
        length = word < view->n_words ? confab_safety_typed_word_length (view, word) : 0;

  if (length == 4 && value >= OLDEST_YEAR && value <= LATEST_YEAR)
    return value;
  if (length == 2 && value < 100)
    return value > LATEST_YEAR % 100 ? OLDEST_YEAR + value : OLDEST_YEAR + 100 + value;
  return 0;
}

/* "th" of "12th", "de" of "12 de mayo". */
static guint
skip_between (const ConfabTypedView *view, guint word) {
  static const char *const between[] = { "th", "st", "nd", "rd", "of", "de", "del", "er", "ter",
    "the", "ten", "ro" };
  guint from;

  do {
    from = word;
    for (gsize i = 0; i < G_N_ELEMENTS (between); i++)
      if (confab_safety_typed_word_is (view, word, between[i])) {
        word++;
        break;
      }
  } while (word > from);
  return word;
}

/* 12.05.1990, 5/12/90, 1990-05-12, 12 05 1990, 12051990 */
static gboolean
read_digits_date (const ConfabTypedView *view, guint word, Date *date) {
  static const char *const signs = ".-/";
  guint a = confab_safety_typed_value (view, word), b, year;

  if (confab_safety_typed_word_length (view, word) == 8 && a != G_MAXUINT) {
    year = a % 10000;
    *date = (Date){ word, word, year };
    return a / 1000000 >= 1 && a / 1000000 <= 31 && a / 10000 % 100 >= 1 && a / 10000 % 100 <= 12 &&
           year >= OLDEST_YEAR && year <= LATEST_YEAR;
  }
  if (!confab_safety_typed_joins (view, word, signs) ||
      !confab_safety_typed_joins (view, word + 1, signs) ||
      !is (view, word + 1, CONFAB_WORD_DIGITS) || !is (view, word + 2, CONFAB_WORD_DIGITS))
    return FALSE;
  b = confab_safety_typed_value (view, word + 1);
  if (confab_safety_typed_word_length (view, word) == 4 && a >= OLDEST_YEAR && a <= LATEST_YEAR) {
    *date = (Date){ word, word + 2, a };
    return b >= 1 && b <= 12 && is_day (view, word + 2);
  }
  year = year_of (view, word + 2);
  *date = (Date){ word, word + 2, year };
  return is_day (view, word) && is_day (view, word + 1) && (a <= 12 || b <= 12) && year != 0;
}

/* "12 May 1990", "12th of May", "12. Mai", "12 de mayo de 1990" */
static gboolean
read_day_month (const ConfabTypedView *view, guint word, Date *date) {
  guint month, year;

  if (!is_day (view, word))
    return FALSE;
  month = skip_between (view, word + 1);
  if (!is (view, month, CONFAB_WORD_MONTH))
    return FALSE;
  year = skip_between (view, month + 1);
  *date = (Date){ word, month, 0 };
  if (is (view, year, CONFAB_WORD_DIGITS) && (date->year = year_of (view, year)) != 0)
    date->last = year;
  return TRUE;
}

/* "May 12, 1990", "May 12th" */
static gboolean
read_month_day (const ConfabTypedView *view, guint word, Date *date) {
  guint day, year;

  if (!is (view, word, CONFAB_WORD_MONTH))
    return FALSE;
  day = skip_between (view, word + 1);
  if (!is (view, day, CONFAB_WORD_DIGITS) || !is_day (view, day))
    return FALSE;
  year = skip_between (view, day + 1);
  *date = (Date){ word, day, 0 };
  if (is (view, year, CONFAB_WORD_DIGITS) && confab_safety_typed_word_length (view, year) == 4 &&
      (date->year = year_of (view, year)) != 0)
    date->last = year;
  return TRUE;
}

/* "12.5." */
static gboolean
read_short_date (const ConfabTypedView *view, guint word, Date *date) {
  *date = (Date){ word, word + 1, 0 };
  return is_day (view, word) && is (view, word + 1, CONFAB_WORD_DIGITS) &&
         confab_safety_typed_joins (view, word, "./") &&
         confab_safety_typed_value (view, word + 1) >= 1 &&
         confab_safety_typed_value (view, word + 1) <= 12;
}

static gboolean
read_date (const ConfabTypedView *view, guint word, Date *date) {
  if (!is (view, word, CONFAB_WORD_DIGITS))
    return read_month_day (view, word, date);
  return read_digits_date (view, word, date) || read_day_month (view, word, date);
}

static gboolean
near (const ConfabTypedView *view, const Date *date, ConfabWordClass class, guint before,
    guint after) {
  return confab_safety_typed_near (
      view, date->first, date->last, CONFAB_WORD_BIT (class), before, after);
}

/* "Born 1987 here": a sentence that begins so is about whoever says it. */
static gboolean
has_no_subject (const ConfabTypedView *view, const Date *date) {
  for (guint i = date->first; i > 0 && date->first - i < 4; i--)
    if (is (view, i - 1, CONFAB_WORD_BIRTH))
      return i - 1 == 0 || view->words[i - 1].start == view->current ||
             confab_safety_typed_is_cut (view, i - 2, i - 1);
  return FALSE;
}

static gboolean
is_mine (const ConfabTypedView *view, const Date *date) {
  return has_no_subject (view, date) || near (view, date, CONFAB_WORD_ME, ME_WORDS, ME_WORDS) ||
         near (view, date, CONFAB_WORD_KIN, ME_WORDS, ME_WORDS);
}

/* "né le", "née en", "née à Lyon": in French "ne" alone is a negation, in German "nee" is a no. */
static gboolean
is_birth_word (const ConfabTypedView *view, guint word, const Date *date) {
  if (!is (view, word, CONFAB_WORD_BIRTH))
    return FALSE;
  if (!confab_safety_typed_word_is (view, word, "ne") &&
      !confab_safety_typed_word_is (view, word, "nee"))
    return TRUE;
  return confab_safety_typed_word_is (view, word + 1, "a") ||
         ((confab_safety_typed_word_is (view, word + 1, "le") ||
              confab_safety_typed_word_is (view, word + 1, "en")) &&
             word + 2 <= date->first && date->first <= word + 3);
}

static gboolean
has_birth_word (const ConfabTypedView *view, const Date *date) {
  if ((view->classes & CONFAB_WORD_BIT (CONFAB_WORD_BIRTH)) == 0)
    return FALSE;
  for (guint i = date->first; i > 0 && date->first - i < BIRTH_WORDS; i--) {
    if (confab_safety_typed_is_cut (view, i - 1, i))
      break;
    if (is_birth_word (view, i - 1, date))
      return TRUE;
  }
  for (guint i = date->last + 1; i < view->n_words && i - date->last <= BIRTH_WORDS; i++) {
    if (confab_safety_typed_is_cut (view, i - 1, i))
      break;
    if (is_birth_word (view, i, date))
      return TRUE;
  }
  return FALSE;
}

/* The label of a form: "dob 12/05/1990", "Geburtsdatum: ...", "né le ...". */
static gboolean
has_form_label (const ConfabTypedView *view, const Date *date) {
  guint64 label = confab_safety_typed_label (view, date->first, date->last);

  if (label & CONFAB_WORD_BIT (CONFAB_WORD_BIRTH_DATE))
    return TRUE;
  if ((label & CONFAB_WORD_BIT (CONFAB_WORD_BIRTH)) == 0 || date->year == 0)
    return FALSE;
  return near (view, date, CONFAB_WORD_BIRTH, 4, 0) && has_birth_word (view, date);
}

/* Of the judged text. */
static guint
count_words (const ConfabTypedView *view) {
  guint n = 0;

  for (guint i = view->n_words; i > 0 && view->words[i - 1].start >= view->current; i--)
    n++;
  return n;
}

/* The whole message is a day long ago: the answer to a question. */
static gboolean
is_alone (const ConfabTypedView *view, const Date *date) {
  if (date->year == 0 || date->year > LATEST_OLD_YEAR || date->last == date->first ||
      view->words[date->first].start < view->current)
    return FALSE;
  return count_words (view) - (date->last - date->first + 1) <= MAX_ALONE_WORDS;
}

static gboolean
is_birth_date (const ConfabTypedView *view, const Date *date) {
  if (date->year > LATEST_YEAR || (date->year != 0 && date->year < OLDEST_YEAR))
    return FALSE;
  if (is_alone (view, date) || has_form_label (view, date))
    return TRUE;
  return has_birth_word (view, date) && is_mine (view, date);
}

/* "I was born in 1990", "in '90", "Jahrgang 90", "in May 1990" */
static gboolean
is_birth_year (const ConfabTypedView *view, guint word, Date *date) {
  guint start = view->words[word].start;
  gboolean is_short = confab_safety_typed_word_length (view, word) == 2 && start > 0 &&
                      (view->low[start - 1] == '\'' ||
                          (word > 0 && confab_safety_typed_word_is (view, word - 1, "jahrgang")));

  *date = (Date){ word, word, year_of (view, word) };
  return (confab_safety_typed_word_length (view, word) == 4 || is_short) && date->year != 0 &&
         has_birth_word (view, date) && is_mine (view, date);
}

gboolean
confab_safety_typed_find_birth_date (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  /* Without a word for it only a message that is hardly more than a date can be one of birth. */
  if ((view->classes & CONFAB_WORD_BIT (CONFAB_WORD_BIRTH)) == 0 &&
      count_words (view) > MAX_DATE_WORDS + MAX_ALONE_WORDS)
    return FALSE;
  for (guint i = 0; i < view->n_words; i++) {
    Date date;
    gboolean is_found = FALSE;

    if (is (view, i, CONFAB_WORD_DIGITS))
      is_found = (read_date (view, i, &date) && is_birth_date (view, &date)) ||
                 (read_short_date (view, i, &date) && is_birth_date (view, &date)) ||
                 is_birth_year (view, i, &date);
    else if (is (view, i, CONFAB_WORD_MONTH))
      is_found = read_date (view, i, &date) && is_birth_date (view, &date);
    if (is_found &&
        confab_safety_typed_take_words (scan, CONFAB_TYPED_BIRTH_DATE, date.first, date.last))
      return TRUE;
  }
  return FALSE;
}
