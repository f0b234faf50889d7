/* Cuts the folded text of the judge "typed" into words and numbers, and answers what rules ask of
 * them: what is near, what a number is called, which digits belong together.
 *
 * Knows no word itself (safety-typed-lexicon.c does) and decides nothing. */

#include "safety/safety-typed-private.h"

#define MAX_GAP 4         /* signs between two parts of one number */
#define MAX_LABEL_STEPS 8 /* words walked back from a number to what it is called */
#define MAX_LABEL_WORDS 3
#define MAX_LINK_CHARS 256

/* What was cut off by the window's end is looked at in the next one. */
static void
drop_cut_words (ConfabTypedView *view) {
  if (!view->is_last && view->n_words > 0 && view->words[view->n_words - 1].end == view->n)
    view->n_words--;
}

gboolean
confab_safety_typed_is_capital (const ConfabTypedView *view, guint word) {
  return word < view->n_words && g_ascii_isupper (view->kept[view->words[word].start]);
}

/* A full stop ends a sentence if a blank and a letter follow: "no. 5", "12. Mai" and "Str. 3" go
 * on, as do abbreviations of up to four letters. */
static gboolean
stop_ends (const ConfabTypedView *view, guint a, guint stop, guint b) {
  const ConfabTypedWord *before = &view->words[a];

  if (stop + 1 < view->n && view->low[stop + 1] != ' ' && view->low[stop + 1] != '\n')
    return FALSE;
  /* "SMS. 5" ends one; "no. 5", "str. 5", "St. 5" do not. */
  if (confab_safety_typed_is (view, b, CONFAB_WORD_DIGITS) &&
      !confab_safety_typed_is (view, a, CONFAB_WORD_DIGITS))
    return before->end - before->start > 4 ||
           confab_safety_typed_is (view, a, CONFAB_WORD_CODE_CUE);
  if (confab_safety_typed_is (view, a, CONFAB_WORD_DIGITS))
    return confab_safety_typed_is (view, a, CONFAB_WORD_DIGITS) &&
           confab_safety_typed_is_capital (view, b) &&
           !confab_safety_typed_is (view, b, CONFAB_WORD_MONTH);
  return before->end - before->start > 4 || before->is == 0;
}

static gboolean
gap_ends_sentence (const ConfabTypedView *view, guint a) {
  for (guint i = view->words[a].end; i < view->words[a + 1].start; i++) {
    char c = view->low[i];

    if (c == '!' || c == '?' || (c == '.' && stop_ends (view, a, i, a + 1)))
      return TRUE;
  }
  return FALSE;
}

/* What stands between the words is asked for again and again. */
static void
describe_gaps (ConfabTypedView *view) {
  view->classes = 0;
  for (guint i = 0; i < view->n_words; i++) {
    ConfabTypedWord *word = &view->words[i];

    view->classes |= word->is;
    word->is_close = word->ends_sentence = 0;
    if (i + 1 < view->n_words && word[1].start > word->end) {
      word->is_close = word[1].start - word->end <= MAX_GAP ? 1 : 0;
      word->ends_sentence = gap_ends_sentence (view, i) ? 1 : 0;
    } else if (i + 1 < view->n_words) {
      word->is_close = 1;
    }
  }
}

void
confab_safety_typed_view_cut (ConfabTypedView *view, const ConfabTypedLexicon *lexicon) {
  guint i = 0;

  view->n_words = 0;
  while (i < view->n) {
    ConfabTypedWord *word = &view->words[view->n_words];
    guint start = i;

    if (confab_safety_typed_is_letter (view->low[i])) {
      while (confab_safety_typed_is_letter (view->low[i]))
        i++;
      word->is = confab_safety_typed_lexicon_look_up (lexicon, view->low + start, i - start);
    } else if (confab_safety_typed_is_digit (view->low[i])) {
      while (confab_safety_typed_is_digit (view->low[i]))
        i++;
      word->is = CONFAB_WORD_BIT (CONFAB_WORD_DIGITS);
    } else {
      i++;
      continue;
    }
    word->start = (guint16)start;
    word->end = (guint16)i;
    if (++view->n_words == CONFAB_TYPED_MAX_WORDS && i < view->n) {
      view->n = i;
      view->low[i] = view->kept[i] = '\0';
      view->is_last = FALSE;
    }
  }
  drop_cut_words (view);
  describe_gaps (view);
}

gboolean
confab_safety_typed_is_cut (const ConfabTypedView *view, guint a, guint b) {
  for (guint i = a; i < b && i + 1 < view->n_words; i++)
    if (view->words[i].ends_sentence)
      return TRUE;
  return FALSE;
}

gboolean
confab_safety_typed_near (const ConfabTypedView *view, guint first, guint last, guint64 classes,
    guint before, guint after) {
  if ((view->classes & classes) == 0)
    return FALSE;
  for (guint i = first; i > 0 && first - i < before; i--) {
    if (view->words[i - 1].ends_sentence)
      break;
    if (view->words[i - 1].is & classes)
      return TRUE;
  }
  for (guint i = last + 1; i < view->n_words && i - last <= after; i++) {
    if (view->words[i - 1].ends_sentence)
      break;
    if (view->words[i].is & classes)
      return TRUE;
  }
  return FALSE;
}

gboolean
confab_safety_typed_joins (const ConfabTypedView *view, guint a, const char *allowed) {
  guint from, to;

  if (a + 1 >= view->n_words || !view->words[a].is_close)
    return FALSE;
  if (allowed == NULL)
    return TRUE;
  from = view->words[a].end;
  to = view->words[a + 1].start;
  if (to == from + 1 && view->low[from] == ' ') /* nearly always */
    return TRUE;
  for (guint i = from; i < to; i++) {
    char c = view->low[i];

    if (c != ' ' && c != '\n' && c != CONFAB_TYPED_MESSAGE_END && strchr (allowed, c) == NULL)
      return FALSE;
  }
  return TRUE;
}

guint
confab_safety_typed_digits (
    const ConfabTypedView *view, guint first, guint last, char *out, guint size) {
  guint n = 0;

  for (guint i = first; i <= last && i < view->n_words; i++) {
    guint length = confab_safety_typed_word_length (view, i);

    if (!confab_safety_typed_is (view, i, CONFAB_WORD_DIGITS))
      continue;
    if (length > size - n)
      return 0;
    memcpy (out + n, view->low + view->words[i].start, length);
    n += length;
  }
  return n;
}

/* Words that lead from a name to its number and say nothing themselves. */
#define LEADING                                                                                    \
  (CONFAB_WORD_BIT (CONFAB_WORD_NUMBER) | CONFAB_WORD_BIT (CONFAB_WORD_LINK) |                     \
      CONFAB_WORD_BIT (CONFAB_WORD_FILLER) | CONFAB_WORD_BIT (CONFAB_WORD_MY) |                    \
      CONFAB_WORD_BIT (CONFAB_WORD_ADVERB))

static gboolean
gap_has (const ConfabTypedView *view, guint a, char sign) {
  guint from = view->words[a].end;

  return memchr (view->low + from, sign, view->words[a + 1].start - from) != NULL;
}

guint64
confab_safety_typed_label (const ConfabTypedView *view, guint first, guint last) {
  guint64 classes = 0;
  guint words = 0;

  for (guint i = first; i > 0 && first - i < MAX_LABEL_STEPS && words < MAX_LABEL_WORDS; i--) {
    guint64 is = view->words[i - 1].is;

    if (view->words[i - 1].ends_sentence || gap_has (view, i - 1, CONFAB_TYPED_MESSAGE_END))
      break;
    classes |= is;
    if (is & LEADING)
      continue;
    /* A name may stand before a colon ("tracking number of Anna: 5"); any other word that names
     * nothing ends the label ("for the order use 5"). */
    if (is == 0 && (words > 0 || !gap_has (view, first - 1, ':')))
      break;
    words++;
  }
  /* "... is the tracking number" */
  if (confab_safety_typed_is (view, last + 1, CONFAB_WORD_LINK))
    for (guint i = last + 2;
        i < view->n_words && i <= last + 4 && !view->words[i - 1].ends_sentence; i++)
      classes |= view->words[i].is;
  return classes;
}

guint
confab_safety_typed_value (const ConfabTypedView *view, guint word) {
  guint value = 0;

  if (!confab_safety_typed_is (view, word, CONFAB_WORD_DIGITS) ||
      confab_safety_typed_word_length (view, word) > 9)
    return G_MAXUINT;
  for (guint i = view->words[word].start; i < view->words[word].end; i++)
    value = value * 10 + (guint)(view->low[i] - '0');
  return value;
}

gboolean
confab_safety_typed_in_link (const ConfabTypedView *view, guint word) {
  guint start = view->words[word].start, steps = 0;

  while (start > 0 && steps++ < MAX_LINK_CHARS && view->low[start - 1] != ' ' &&
         view->low[start - 1] != '\n' && view->low[start - 1] != CONFAB_TYPED_MESSAGE_END)
    start--;
  for (guint i = start; i + 3 < view->words[word].start; i++)
    if (memcmp (view->low + i, "://", 3) == 0 ||
        (i == start && memcmp (view->low + i, "www.", 4) == 0))
      return TRUE;
  return FALSE;
}
