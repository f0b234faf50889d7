/* One-time codes, for the judge "typed": four to eight digits that the words around them make a
 * code to sign in or to confirm with.
 *
 * Digits alone are nothing: without such words, or with words of another kind of code (discount,
 * postal, door), nothing is said. */

#include "safety/safety-typed-private.h"

#define MIN_CODE_DIGITS 4
#define MAX_CODE_DIGITS 8
#define USUAL_CODE_DIGITS 6
#define NOUN_WORDS 8 /* from the digits to the word "code" */
#define CUE_WORDS 10 /* from the digits to "login", "SMS" */
#define NOT_BEFORE 2 /* "promo code" */
#define NOT_AFTER 4  /* "code for the garage door" */
#define VERIFY_WORDS 6
#define ALONE_WORDS 12
#define SMS_WORDS 4

typedef struct {
  guint first, last;
  guint n; /* digits */
} Candidate;

static gboolean
has_sign (const ConfabTypedView *view, guint from, guint to, const char *signs) {
  for (guint i = from; i < to && i < view->n; i++)
    if (strchr (signs, view->low[i]) != NULL)
      return TRUE;
  return FALSE;
}

static char
char_at (const ConfabTypedView *view, guint at) {
  return at < view->n ? view->low[at] : '\0';
}

/* A price, a share, a decimal, a telephone, a part of a longer thing: no code. */
static gboolean
is_something_else (const ConfabTypedView *view, const Candidate *candidate) {
  guint start = view->words[candidate->first].start, end = view->words[candidate->last].end;
  char before = start > 0 ? view->low[start - 1] : ' ';
  char after = char_at (view, end);
  gboolean is_google = start >= 2 && before == '-' && view->low[start - 2] == 'g' &&
                       confab_safety_typed_word_length (view, candidate->first - 1) == 1;

  if (before == '$' || before == '+' || before == '#' || after == '$' || after == '%' ||
      (after == ' ' && char_at (view, end + 1) == '$') ||
      (start >= 2 && before == ' ' && view->low[start - 2] == '$'))
    return TRUE;
  if (confab_safety_typed_is_letter (before) || confab_safety_typed_is_letter (after))
    return TRUE;
  if (strchr (".,:/-_", before) != NULL && !is_google && start >= 2 &&
      g_ascii_isalnum (view->low[start - 2]))
    return TRUE;
  if (after != '\0' && strchr (".,:/-_", after) != NULL &&
      g_ascii_isalnum (char_at (view, end + 1)))
    return TRUE;
  return confab_safety_typed_is (view, candidate->last + 1, CONFAB_WORD_UNIT) ||
         confab_safety_typed_in_link (view, candidate->first);
}

/* The nearest word for a code in the sentence; G_MAXUINT if there is none. */
static guint
find_noun (const ConfabTypedView *view, const Candidate *candidate) {
  guint64 nouns = CONFAB_WORD_BIT (CONFAB_WORD_CODE) | CONFAB_WORD_BIT (CONFAB_WORD_CODE_ONCE);

  for (guint distance = 1; distance <= NOUN_WORDS; distance++) {
    guint before = candidate->first - distance, after = candidate->last + distance;

    if (distance <= candidate->first && (view->words[before].is & nouns) &&
        !confab_safety_typed_is_cut (view, before, candidate->first))
      return before;
    if (after < view->n_words && (view->words[after].is & nouns) &&
        !confab_safety_typed_is_cut (view, candidate->last, after))
      return after;
  }
  return G_MAXUINT;
}

static gboolean
is_other_code (const ConfabTypedView *view, guint noun) {
  return confab_safety_typed_is (view, noun, CONFAB_WORD_CODE_NOT) ||
         (noun > 0 && confab_safety_typed_is (view, noun - 1, CONFAB_WORD_REFERENCE)) ||
         confab_safety_typed_near (
             view, noun, noun, CONFAB_WORD_BIT (CONFAB_WORD_CODE_NOT), NOT_BEFORE, NOT_AFTER);
}

/* "verification code", "code de vérification": right beside the noun. */
static gboolean
is_named_for_signing_in (const ConfabTypedView *view, guint noun) {
  return confab_safety_typed_is (view, noun, CONFAB_WORD_CODE_CUE) ||
         (noun > 0 && confab_safety_typed_is (view, noun - 1, CONFAB_WORD_CODE_CUE)) ||
         (confab_safety_typed_is (view, noun + 1, CONFAB_WORD_FILLER) &&
             confab_safety_typed_is (view, noun + 2, CONFAB_WORD_CODE_CUE) &&
             !confab_safety_typed_is (view, noun + 2, CONFAB_WORD_CODE_NOT));
}

/* "code is 5", "code that I got is 5", "code: 5", "code 5", "5 is the code", "5, the code". */
static gboolean
is_linked (const ConfabTypedView *view, const Candidate *candidate, guint noun) {
  guint64 between = CONFAB_WORD_BIT (CONFAB_WORD_LINK) | CONFAB_WORD_BIT (CONFAB_WORD_ADVERB) |
                    CONFAB_WORD_BIT (CONFAB_WORD_NUMBER) | CONFAB_WORD_BIT (CONFAB_WORD_FILLER) |
                    CONFAB_WORD_BIT (CONFAB_WORD_MY) | CONFAB_WORD_BIT (CONFAB_WORD_CODE_CUE) |
                    CONFAB_WORD_BIT (CONFAB_WORD_PRONOUN) | CONFAB_WORD_BIT (CONFAB_WORD_ME) |
                    CONFAB_WORD_BIT (CONFAB_WORD_TO);
  if (noun < candidate->first) {
    if (confab_safety_typed_is (view, candidate->first - 1, CONFAB_WORD_LINK))
      return TRUE;
    for (guint i = noun + 1; i < candidate->first; i++)
      if ((view->words[i].is & between) == 0)
        return has_sign (
            view, view->words[candidate->first - 1].end, view->words[candidate->first].start, ":=");
    return TRUE;
  }
  for (guint i = candidate->last + 1; i < noun; i++)
    if ((view->words[i].is & between) == 0)
      return FALSE;
  return TRUE;
}

/* "Use 5 to sign in": a word for signing in, and one for typing. */
static gboolean
is_to_be_used (const ConfabTypedView *view, const Candidate *candidate) {
  static const char *const uses[] = { "use", "enter", "type", "gib", "gebe", "nutze", "nutzen",
    "verwende", "verwenden", "eingeben", "utilise", "utilisez", "saisis", "saisissez", "entre",
    "entrez", "tape", "usa", "use", "utiliza", "introduce", "introduzca", "ingresa", "pon" };

  if (candidate->n < 5 || !confab_safety_typed_near (view, candidate->first, candidate->last,
                              CONFAB_WORD_BIT (CONFAB_WORD_VERIFY), VERIFY_WORDS, VERIFY_WORDS))
    return FALSE;
  for (guint i = candidate->first; i > 0 && candidate->first - i < 3; i--)
    for (gsize u = 0; u < G_N_ELEMENTS (uses); u++)
      if (confab_safety_typed_word_is (view, i - 1, uses[u]))
        return TRUE;
  return FALSE;
}

/* Nothing but the digits in the message, and the one before spoke of a code. */
static gboolean
answers_for_code (const ConfabTypedView *view, const Candidate *candidate) {
  guint i = candidate->first;

  if (view->words[candidate->first].start < view->current || candidate->last + 1 < view->n_words ||
      (i > 0 && view->words[i - 1].end > view->current))
    return FALSE;
  for (guint steps = 0; i > 0 && steps < ALONE_WORDS; i--, steps++)
    if ((confab_safety_typed_is (view, i - 1, CONFAB_WORD_CODE) ||
            confab_safety_typed_is (view, i - 1, CONFAB_WORD_CODE_ONCE)) &&
        !is_other_code (view, i - 1))
      return TRUE;
  return FALSE;
}

/* "Can you read me the code? It's 5": the sentence before spoke of it. */
static gboolean
follows_code (const ConfabTypedView *view, const Candidate *candidate) {
  gboolean is_new_sentence = FALSE;

  if (candidate->n != USUAL_CODE_DIGITS || candidate->first == 0 ||
      !confab_safety_typed_is (view, candidate->first - 1, CONFAB_WORD_LINK) ||
      (candidate->last + 1 < view->n_words && !view->words[candidate->last].ends_sentence))
    return FALSE;
  for (guint i = candidate->first; i > 0 && candidate->first - i < NOUN_WORDS; i--) {
    is_new_sentence = is_new_sentence || view->words[i - 1].ends_sentence;
    if (is_new_sentence && confab_safety_typed_is (view, i - 1, CONFAB_WORD_CODE))
      return !is_other_code (view, i - 1);
  }
  return FALSE;
}

/* A sentence of nothing but six digits behind one that spoke of an SMS. */
static gboolean
follows_sms (const ConfabTypedView *view, const Candidate *candidate) {
  guint first = candidate->first;

  if (candidate->n != USUAL_CODE_DIGITS || first == 0 ||
      !confab_safety_typed_is_cut (view, first - 1, first) ||
      (candidate->last + 1 < view->n_words &&
          !confab_safety_typed_is_cut (view, candidate->last, candidate->last + 1)))
    return FALSE;
  for (guint i = first; i > 0 && first - i < SMS_WORDS; i--)
    if (confab_safety_typed_word_is (view, i - 1, "sms"))
      return TRUE;
  return FALSE;
}

/* "the number in the verification text was 5": what is verified is named, the code is not. */
static gboolean
is_verified_by (const ConfabTypedView *view, const Candidate *candidate) {
  if (candidate->n != USUAL_CODE_DIGITS || candidate->first == 0 ||
      !confab_safety_typed_is (view, candidate->first - 1, CONFAB_WORD_LINK))
    return FALSE;
  for (guint i = candidate->first; i > 0 && candidate->first - i < NOUN_WORDS; i--) {
    if (view->words[i - 1].ends_sentence)
      return FALSE;
    if (memcmp (view->low + view->words[i - 1].start, "verif", strlen ("verif")) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
judge_code (const ConfabTypedView *view, const Candidate *candidate) {
  guint noun;
  gboolean is_named;

  if (is_something_else (view, candidate))
    return FALSE;
  if (is_to_be_used (view, candidate) || answers_for_code (view, candidate) ||
      follows_sms (view, candidate) || follows_code (view, candidate) ||
      is_verified_by (view, candidate))
    return TRUE;
  noun = find_noun (view, candidate);
  if (noun == G_MAXUINT)
    return FALSE;
  is_named = confab_safety_typed_is (view, noun, CONFAB_WORD_CODE_ONCE) ||
             is_named_for_signing_in (view, noun);
  if (!is_linked (view, candidate, noun))
    return FALSE;
  if (is_other_code (view, noun))
    return confab_safety_typed_is (view, noun, CONFAB_WORD_CODE_ONCE);
  if (is_named)
    return TRUE;
  if (confab_safety_typed_near (view, candidate->first, candidate->last,
          CONFAB_WORD_BIT (CONFAB_WORD_CODE_CUE), CUE_WORDS, CUE_WORDS))
    return TRUE;
  return candidate->n == USUAL_CODE_DIGITS;
}

/* Digits spread over several groups: "482 913", "4 8 2 9 1 3". */
static gboolean
extend (const ConfabTypedView *view, Candidate *candidate) {
  guint last = candidate->first, n = 0;

  while (TRUE) {
    n += confab_safety_typed_word_length (view, last);
    if (n > MAX_CODE_DIGITS || confab_safety_typed_word_length (view, last) > 4)
      return FALSE;
    if (!confab_safety_typed_is (view, last + 1, CONFAB_WORD_DIGITS) ||
        !confab_safety_typed_joins (view, last, " -"))
      break;
    last++;
  }
  candidate->last = last;
  candidate->n = n;
  return last > candidate->first && n >= USUAL_CODE_DIGITS;
}

gboolean
confab_safety_typed_find_code (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;
  guint64 cues = CONFAB_WORD_BIT (CONFAB_WORD_CODE) | CONFAB_WORD_BIT (CONFAB_WORD_CODE_ONCE) |
                 CONFAB_WORD_BIT (CONFAB_WORD_CODE_CUE) | CONFAB_WORD_BIT (CONFAB_WORD_VERIFY);

  if ((view->classes & cues) == 0)
    return FALSE;
  for (guint i = 0; i < view->n_words; i++) {
    Candidate candidate = { .first = i, .last = i };

    if (!confab_safety_typed_is (view, i, CONFAB_WORD_DIGITS))
      continue;
    if (extend (view, &candidate) && judge_code (view, &candidate) &&
        confab_safety_typed_take_words (scan, CONFAB_TYPED_ONE_TIME_CODE, i, candidate.last))
      return TRUE;
    candidate = (Candidate){ i, i, confab_safety_typed_word_length (view, i) };
    if (candidate.n >= MIN_CODE_DIGITS && candidate.n <= MAX_CODE_DIGITS &&
        judge_code (view, &candidate) &&
        confab_safety_typed_take_words (scan, CONFAB_TYPED_ONE_TIME_CODE, i, i))
      return TRUE;
  }
  return FALSE;
}
