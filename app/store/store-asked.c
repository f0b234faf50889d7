/* Reads what was typed to find messages. The text is cut into pieces at spaces and quotation marks;
 * a piece is a filter or words. Refuses to fail: whatever is typed, something sensible is looked
 * for, and none of it reaches the index but as words. */

#include "store/store-asked.h"

#include <string.h>

#include "store/store-words.h"

#define FIRST_YEAR 1970
#define LAST_YEAR 9998
#define MAX_DATE_PARTS 3

typedef struct {
  const char *text; /* what is not read yet */
  const char *end;
} Rest;

void
confab_store_asked_free (ConfabStoreAsked *asked) {
  if (!asked)
    return;
  g_ptr_array_unref (asked->words);
  g_free (asked->from);
  g_free (asked);
}

gboolean
confab_store_asked_is_empty (const ConfabStoreAsked *asked) {
  return asked->n_terms == 0 && !asked->from && !asked->from_me && !asked->has_link &&
         !asked->has_file && asked->since_us == 0 && asked->until_us == G_MAXINT64;
}

/* ---- pieces ---- */

/* Curved ones too: keyboards and what was copied have them. */
static gsize
quote_at (const char *at, const char *end) {
  static const char *const quotes[] = { "\"", "\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e" };

  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++) {
    gsize n = strlen (quotes[i]);

    if ((gsize)(end - at) >= n && memcmp (at, quotes[i], n) == 0)
      return n;
  }
  return 0;
}

static gboolean
is_space_at (const char *at, const char *end) {
  gunichar c = g_utf8_get_char_validated (at, end - at);

  return g_unichar_isspace (c) || c < 0x20;
}

static const char *
next_char (const char *at, const char *end) {
  return MIN (g_utf8_next_char (at), end);
}

/* What stands between quotation marks, or up to the next space. `*is_whole`: its end was typed. */
static char *
take_piece (Rest *rest, gboolean *is_quoted, gboolean *is_whole) {
  gsize quote = quote_at (rest->text, rest->end);
  const char *start = rest->text + quote;
  const char *at = start;
  char *piece;

  *is_quoted = quote > 0;
  while (
      at < rest->end && (quote > 0 ? quote_at (at, rest->end) == 0
                                   : !is_space_at (at, rest->end) && quote_at (at, rest->end) == 0))
    at = next_char (at, rest->end);
  piece = g_strndup (start, (gsize)(at - start));
  *is_whole = at < rest->end;
  rest->text = quote > 0 && at < rest->end ? at + quote_at (at, rest->end) : at;
  return piece;
}

/* ---- words ---- */

static void
add_term (ConfabStoreAsked *asked, const char *piece, gboolean may_go_on) {
  ConfabStoreTerm term = { .first = asked->words->len };
  ConfabStoreWords words;
  gboolean is_letters = FALSE;
  gsize last_chars = 0;

  if (asked->n_terms == CONFAB_STORE_ASKED_MAX_TERMS)
    return;
  confab_store_words_init (&words, piece, strlen (piece));
  while (asked->words->len < CONFAB_STORE_ASKED_MAX_WORDS && confab_store_words_next (&words)) {
    g_ptr_array_add (asked->words, g_strndup (words.word, words.word_length));
    is_letters = words.is_letters;
    last_chars = (gsize)g_utf8_strlen (words.word, -1);
  }
  term.n = asked->words->len - term.first;
  if (term.n == 0)
    return;
  /* What begins with one letter is nearly everything: that one waits for the next. */
  term.is_beginning = may_go_on && !is_letters && last_chars > 1;
  if (may_go_on && !is_letters && last_chars == 1 && asked->n_terms + (term.n - 1) > 0) {
    g_ptr_array_set_size (asked->words, (int)asked->words->len - 1);
    if (--term.n == 0)
      return;
  }
  asked->terms[asked->n_terms++] = term;
}

/* ---- dates ---- */

static gboolean
read_number (const char *digits, gsize min_length, gsize max_length, int *number) {
  gsize length = strlen (digits);

  if (length < min_length || length > max_length || strspn (digits, "0123456789") != length)
    return FALSE;
  *number = (int)g_ascii_strtoll (digits, NULL, 10);
  return TRUE;
}

static gint64
start_of (GTimeZone *zone, int year, int month, int day) {
  g_autoptr (GDateTime) start = g_date_time_new (zone, year, month, day, 0, 0, 0);

  /* A midnight that a clock leaps over is given as the hour after it. */
  return start ? MAX (g_date_time_to_unix (start), 0) * G_USEC_PER_SEC : -1;
}

/* A year, a month or a day: when it begins, and when the next one does. */
static gboolean
read_date (const char *text, GTimeZone *zone, gint64 *start_us, gint64 *end_us) {
  g_auto (GStrv) parts = g_strsplit (text, "-", MAX_DATE_PARTS + 1);
  guint n = g_strv_length (parts);
  int year, month = 1, day = 1;

  if (n < 1 || n > MAX_DATE_PARTS || !read_number (parts[0], 4, 4, &year) ||
      (n > 1 && !read_number (parts[1], 1, 2, &month)) ||
      (n > 2 && !read_number (parts[2], 1, 2, &day)))
    return FALSE;
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  *start_us = start_of (zone, year, month, day);
  if (n == 1) {
    year++;
  } else if (n == 2) {
    year += month == 12;
    month = month == 12 ? 1 : month + 1;
  } else {
    GDate date;

    g_date_clear (&date, 1);
    g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
    g_date_add_days (&date, 1);
    year = g_date_get_year (&date);
    month = (int)g_date_get_month (&date);
    day = g_date_get_day (&date);
  }
  *end_us = start_of (zone, year, month, day);
  return *start_us >= 0 && *end_us >= 0;
}

typedef enum {
  FILTER_NONE = 0,
  FILTER_FROM,
  FILTER_BEFORE,
  FILTER_AFTER,
  FILTER_ON,
  FILTER_HAS,
} Filter;

static Filter
take_filter (Rest *rest) {
  static const struct {
    const char *word;
    Filter filter;
  } filters[] = {
    { "from:", FILTER_FROM },
    { "before:", FILTER_BEFORE },
    { "after:", FILTER_AFTER },
    { "on:", FILTER_ON },
    { "has:", FILTER_HAS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++) {
    gsize n = strlen (filters[i].word);

    if ((gsize)(rest->end - rest->text) < n ||
        g_ascii_strncasecmp (rest->text, filters[i].word, n) != 0)
      continue;
    rest->text += n;
    return filters[i].filter;
  }
  return FILTER_NONE;
}

static void
apply_from (ConfabStoreAsked *asked, const char *value, gboolean is_quoted) {
  if (!is_quoted && g_ascii_strcasecmp (value, "me") == 0) {
    asked->from_me = TRUE;
  } else {
    g_free (asked->from);
    asked->from = g_strdup (value);
  }
}

static void
apply_date (ConfabStoreAsked *asked, Filter filter, gint64 start_us, gint64 end_us) {
  if (filter == FILTER_AFTER)
    asked->since_us = MAX (asked->since_us, end_us);
  if (filter == FILTER_ON)
    asked->since_us = MAX (asked->since_us, start_us);
  if (filter == FILTER_BEFORE)
    asked->until_us = MIN (asked->until_us, start_us);
  if (filter == FILTER_ON)
    asked->until_us = MIN (asked->until_us, end_us);
}

/* A filter whose value is still being typed asks for nothing yet. */
static void
apply (ConfabStoreAsked *asked, Filter filter, const char *value, gboolean is_quoted,
    gboolean is_whole, GTimeZone *zone) {
  gint64 start_us, end_us;

  switch (filter) {
  case FILTER_NONE:
    add_term (asked, value, !is_whole);
    return;
  case FILTER_FROM:
    if (*value != '\0')
      apply_from (asked, value, is_quoted);
    return;
  case FILTER_HAS:
    if (g_ascii_strcasecmp (value, "link") == 0)
      asked->has_link = TRUE;
    else if (g_ascii_strcasecmp (value, "file") == 0)
      asked->has_file = TRUE;
    else if (is_whole)
      add_term (asked, value, FALSE);
    return;
  case FILTER_BEFORE:
  case FILTER_AFTER:
  case FILTER_ON:
    if (read_date (value, zone, &start_us, &end_us))
      apply_date (asked, filter, start_us, end_us);
    else if (is_whole)
      add_term (asked, value, FALSE);
    return;
  }
}

ConfabStoreAsked *
confab_store_asked_new (const char *text, GTimeZone *zone) {
  ConfabStoreAsked *asked = g_new0 (ConfabStoreAsked, 1);
  g_autofree char *valid =
      g_utf8_make_valid (text, (gssize)strnlen (text, CONFAB_STORE_ASKED_MAX_BYTES));
  Rest rest = { .text = valid, .end = valid + strlen (valid) };

  asked->words = g_ptr_array_new_with_free_func (g_free);
  asked->until_us = G_MAXINT64;
  while (rest.text < rest.end) {
    g_autofree char *piece = NULL;
    gboolean is_quoted, is_whole;
    Filter filter;

    if (is_space_at (rest.text, rest.end)) {
      rest.text = next_char (rest.text, rest.end);
      continue;
    }
    filter = take_filter (&rest);
    piece = take_piece (&rest, &is_quoted, &is_whole);
    apply (asked, filter, piece, is_quoted, is_whole, zone);
  }
  return asked;
}

/* ---- marks ---- */

typedef struct {
  gsize start, end;
} Place;

static gboolean
is_word (const ConfabStoreWords *found, const char *wanted, gboolean is_beginning) {
  gsize length = strlen (wanted);

  return is_beginning ? found->word_length >= length && memcmp (found->word, wanted, length) == 0
                      : found->word_length == length && memcmp (found->word, wanted, length) == 0;
}

/* Does the term begin with the word that `here` stands at? */
static gboolean
find_term (
    const ConfabStoreAsked *asked, const ConfabStoreTerm *term, ConfabStoreWords here, gsize *end) {
  for (guint i = 0; i < term->n; i++) {
    if (i > 0 && !confab_store_words_next (&here))
      return FALSE;
    if (!is_word (&here, g_ptr_array_index (asked->words, term->first + i),
            term->is_beginning && i == term->n - 1))
      return FALSE;
  }
  *end = here.end;
  return TRUE;
}

guint
confab_store_asked_mark (
    const ConfabStoreAsked *asked, const char *text, gsize *pairs, guint max_pairs) {
  ConfabStoreWords words;
  guint n = 0;

  confab_store_words_init (&words, text, strlen (text));
  while (n < max_pairs && confab_store_words_next (&words)) {
    gsize longest = 0;

    for (guint i = 0; i < asked->n_terms; i++) {
      gsize end;

      if (find_term (asked, &asked->terms[i], words, &end))
        longest = MAX (longest, end);
    }
    if (longest == 0)
      continue;
    pairs[2 * n] = words.start;
    pairs[2 * n + 1] = longest;
    n++;
    words.at = longest;
  }
  return n;
}
