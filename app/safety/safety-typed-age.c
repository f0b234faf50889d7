/* Ages, for the judge "typed" (R09): one's own and one's children's, in English, German, French and
 * Spanish.
 *
 * A number behind "I am" is an age only if nothing is counted by it: "I am 10 minutes late" is
 * none, nor are years of experience. */

#include "safety/safety-typed-private.h"

#define MIN_AGE 4
#define MAX_AGE 99
#define KIN_WORDS 5

static gboolean
is (const ConfabTypedView *view, guint word, ConfabWordClass class) {
  return confab_safety_typed_is (view, word, class);
}

static gboolean
word_is (const ConfabTypedView *view, guint word, const char *text) {
  return confab_safety_typed_word_is (view, word, text);
}

static gboolean
word_is_one_of (const ConfabTypedView *view, guint word, const char *const *texts, gsize n) {
  for (gsize i = 0; i < n; i++)
    if (word_is (view, word, texts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_age_number (const ConfabTypedView *view, guint word) {
  guint value;

  if (is (view, word, CONFAB_WORD_AGE_NAME))
    return TRUE;
  value = confab_safety_typed_value (view, word);
  return value >= MIN_AGE && value <= MAX_AGE;
}

static char
sign_at (const ConfabTypedView *view, guint at) {
  return at < view->n ? view->low[at] : '\0';
}

/* A time, a decimal, a price, a share. */
static gboolean
is_in_figure (const ConfabTypedView *view, guint word) {
  guint start = view->words[word].start, end = view->words[word].end;
  char before = start > 0 ? view->low[start - 1] : ' ', behind = sign_at (view, end);

  return before == '$' || before == '#' || behind == '%' || behind == '$' || behind == '+' ||
         ((behind == ':' || behind == '.' || behind == ',' || behind == '/' || behind == '-') &&
             g_ascii_isdigit (sign_at (view, end + 1))) ||
         ((before == ':' || before == '.' || before == ',' || before == '/' || before == '-') &&
             start >= 2 && g_ascii_isdigit (view->low[start - 2])) ||
         (behind == ' ' && sign_at (view, end + 1) == '$') ||
         ((behind == '\'' || behind == '"') && g_ascii_isdigit (sign_at (view, end + 1)));
}

/* "years of experience", "ans de mariage", "Jahre dabei": a time that passed, no age. */
static gboolean
is_time_passed (const ConfabTypedView *view, guint years) {
  static const char *const of[] = { "of", "in", "into", "ago", "d", "de", "en", "dabei", "im",
    "verheiratet", "here", "hier", "experience", "experiencia", "later", "younger", "older",
    "junger", "alter" };

  if (word_is (view, years + 1, "old") || word_is (view, years + 1, "alt"))
    return FALSE;
  if (word_is (view, years + 1, "de") && word_is (view, years + 2, "edad"))
    return FALSE;
  return word_is_one_of (view, years + 1, of, G_N_ELEMENTS (of)) &&
         !is (view, years + 2, CONFAB_WORD_MONTH) &&
         !confab_safety_typed_is_cut (view, years, years + 1);
}

/* What may follow a bare age: the end, or what goes on with the sentence. */
static gboolean
ends_or_goes_on (const ConfabTypedView *view, guint word) {
  static const char *const next[] = { "and", "but", "from", "now", "f", "m", "male", "female",
    "too", "so", "und", "aber", "aus", "jetzt", "auch", "years", "yo", "y", "yrs", "year", "yr",
    "jahre", "old", "if", "or", "btw", "this", "next", "today", "soon", "w", "living", "by",
    "geworden", "heute", "bald", "already", "just", "going", "turning", "since", "seit", "lol",
    "haha", "hehe", "xd", "tbh", "lmao", "ok", "then", "sorry" };
  guint end = view->words[word].end;
  char behind = sign_at (view, end);

  if (word + 1 >= view->n_words || behind == '.' || behind == ',' || behind == '!' ||
      behind == '?' || behind == ')' || behind == ';' || behind == '\n' ||
      behind == CONFAB_TYPED_MESSAGE_END || behind == CONFAB_TYPED_OTHER_SIGN ||
      sign_at (view, end + 1) == CONFAB_TYPED_OTHER_SIGN || sign_at (view, end + 1) == '(' ||
      sign_at (view, end + 1) == ':' || sign_at (view, end + 1) == '-')
    return TRUE;
  return word_is_one_of (view, word + 1, next, G_N_ELEMENTS (next));
}

/* What may stand between the verb and the age. */
static gboolean
is_small_word (const ConfabTypedView *view, guint word) {
  static const char *const small[] = { "only", "just", "almost", "nearly", "about", "like",
    "actually", "now", "erst", "schon", "fast", "gerade", "jetzt", "auch", "ca", "im", "m", "also",
    "already", "ich", "turned", "turning", "a", "nur", "knapp", "uber", "over", "noch", "still",
    "next", "nachsten", "nachste", "monat", "month", "week", "woche", "bald", "soon", "this",
    "diesen", "eben", "grade", "morgen", "heute", "dann", "grad", "werden" };

  return word_is_one_of (view, word, small, G_N_ELEMENTS (small));
}

static gboolean
is_negated (const ConfabTypedView *view, guint word) {
  return word_is (view, word, "not") || word_is (view, word, "nicht");
}

/* "im 3. Stock", "bin 3. geworden": the stop is of the number. */
static gboolean
is_ordinal (const ConfabTypedView *view, guint verb, guint word) {
  if (sign_at (view, view->words[word].end) != '.' || word + 1 >= view->n_words ||
      view->words[word + 1].start != view->words[word].end + 2)
    return FALSE;
  return word_is (view, verb, "im") || !confab_safety_typed_is_capital (view, word + 1);
}

/* "I am 14", "I'm only 14 years old", "ich bin 14", "I just turned 14". */
static gboolean
is_said_with_am (const ConfabTypedView *view, guint word) {
  guint verb = word;

  for (guint steps = 0; verb > 0 && steps < 4; steps++) {
    verb--;
    if (is (view, verb, CONFAB_WORD_AM) || is_negated (view, verb))
      break;
  }
  if (!is (view, verb, CONFAB_WORD_AM) || confab_safety_typed_is_cut (view, verb, word))
    return FALSE;
  for (guint i = verb + 1; i < word; i++)
    if (!is_small_word (view, i))
      return FALSE;
  /* "am" and "m" need an I: "5 m 14", "am 12. Mai"; "3." before a small letter is the third. */
  if ((word_is (view, verb, "m") || word_is (view, verb, "am")) &&
      !(verb > 0 && word_is (view, verb - 1, "i")))
    return FALSE;
  if (is_ordinal (view, verb, word))
    return FALSE;
  if (is (view, word + 1, CONFAB_WORD_YEARS))
    return !is_time_passed (view, word + 1);
  return !is (view, word + 1, CONFAB_WORD_UNIT) && ends_or_goes_on (view, word);
}

/* "j'ai 14 ans", "tengo 14 años": the years must be said. */
static gboolean
is_said_with_have (const ConfabTypedView *view, guint word) {
  guint64 own = CONFAB_WORD_BIT (CONFAB_WORD_KIN);
  guint verb = word, years = word + 1;

  /* "4 et 7 ans" */
  if (is (view, years, CONFAB_WORD_AND) && is_age_number (view, years + 1))
    years += 2;
  for (guint steps = 0; verb > 0 && steps < 3; steps++)
    if (is (view, --verb, CONFAB_WORD_HAVE))
      break;
  /* "cumplo 15 mañana" */
  if (verb < word && word_is (view, verb, "cumplo") && verb + 1 == word &&
      !is (view, years, CONFAB_WORD_YEARS) && !is (view, years, CONFAB_WORD_UNIT))
    return TRUE;
  if (!is (view, years, CONFAB_WORD_YEARS))
    return FALSE;
  if (!is (view, verb, CONFAB_WORD_HAVE) || confab_safety_typed_is_cut (view, verb, word))
    return FALSE;
  /* One may have years of anything; "cumplir" is of age alone. */
  if (is_time_passed (view, years) && memcmp (view->low + view->words[verb].start, "cumpl", 5) != 0)
    return FALSE;
  if (word_is (view, verb, "cumplir"))
    own |= CONFAB_WORD_BIT (CONFAB_WORD_ME);
  return is (view, verb, CONFAB_WORD_ME) ||
         (verb > 0 && (word_is (view, verb - 1, "j") || word_is (view, verb - 1, "je"))) ||
         confab_safety_typed_near (view, verb, verb, own, KIN_WORDS, 0);
}

/* "my son is 7", "meine Tochter ist 12 geworden" */
static gboolean
is_of_kin (const ConfabTypedView *view, guint word) {
  static const char *const verbs[] = { "is", "ist", "are", "sind", "turned", "turns", "wird",
    "wurde", "s", "aged", "est" };
  guint64 mine = CONFAB_WORD_BIT (CONFAB_WORD_MY);

  if (word == 0 || is (view, word + 1, CONFAB_WORD_UNIT))
    return FALSE;
  if (!word_is_one_of (view, word - 1, verbs, G_N_ELEMENTS (verbs)) &&
      !(word >= 2 && word_is_one_of (view, word - 2, verbs, G_N_ELEMENTS (verbs)) &&
          is_small_word (view, word - 1)))
    return FALSE;
  if (!confab_safety_typed_near (
          view, word, word, CONFAB_WORD_BIT (CONFAB_WORD_KIN), KIN_WORDS, 0) ||
      !confab_safety_typed_near (view, word, word, mine, KIN_WORDS + 1, 0))
    return FALSE;
  return is (view, word + 1, CONFAB_WORD_YEARS) ? !is_time_passed (view, word + 1)
                                                : ends_or_goes_on (view, word);
}

/* "my 7 year old son", "mi hijo de 7 años", "meine 5-jährige Tochter", "soy un chico de 14 años" */
static gboolean
is_beside_kin (const ConfabTypedView *view, guint word) {
  guint64 kin = CONFAB_WORD_BIT (CONFAB_WORD_KIN), mine = CONFAB_WORD_BIT (CONFAB_WORD_MY);
  guint after = word + 1;

  if (!is (view, after, CONFAB_WORD_YEARS))
    return FALSE;
  if (word_is (view, after + 1, "old"))
    after++;
  if (word > 0 && word_is (view, word - 1, "de"))
    return (confab_safety_typed_near (view, word, word, kin, 3, 0) &&
               confab_safety_typed_near (view, word, word, mine, 4, 0)) ||
           (word >= 2 && (word_is (view, word - 2, "soy") || word_is (view, word - 3, "soy") ||
                             (word >= 4 && word_is (view, word - 4, "soy"))));
  if (!is (view, after + 1, CONFAB_WORD_KIN) || is_time_passed (view, word + 1))
    return FALSE;
  return confab_safety_typed_near (view, word, word, mine, 2, 0) ||
         confab_safety_typed_near (view, word, word, CONFAB_WORD_BIT (CONFAB_WORD_ME), 3, 0);
}

/* Nothing of the sentence before it, but a greeting. */
static gboolean
is_first (const ConfabTypedView *view, guint word) {
  return word == 0 || view->words[word].start == view->current ||
         sign_at (view, view->words[word - 1].end) == ',' ||
         confab_safety_typed_is_cut (view, word - 1, word);
}

/* "14/f/Berlin", "14 yo", "14f", "age 14", "my age is 14", "Alter: 14". */
static gboolean
is_said_shortly (const ConfabTypedView *view, guint word) {
  static const char *const sexes[] = { "f", "m", "w", "male", "female" };
  static const char *const old[] = { "old", "alt", "here", "hier", "ici", "aqui" };
  guint end = view->words[word].end;
  guint64 label;
  gboolean has_years_old = (is (view, word + 1, CONFAB_WORD_YEARS) &&
                               (word_is_one_of (view, word + 2, old, G_N_ELEMENTS (old)) ||
                                   word_is (view, word + 1, "yo"))) ||
                           (word_is (view, word + 1, "y") && word_is (view, word + 2, "o"));

  if (is (view, word, CONFAB_WORD_AGE_NAME) && !is (view, word, CONFAB_WORD_DIGITS))
    return FALSE;
  /* "16 f from Leeds"; "16 m" would be metres. */
  if (is_first (view, word) && (word_is (view, word + 1, "f") || word_is (view, word + 1, "w")) &&
      !is (view, word + 2, CONFAB_WORD_DIGITS))
    return TRUE;
  if (word_is_one_of (view, word + 1, sexes, 3) && view->words[word + 1].start - end <= 1 &&
      (sign_at (view, end) == '/' || view->words[word + 1].start == end) &&
      (word_is (view, word + 1, "f") || sign_at (view, view->words[word + 1].end) == '/'))
    return TRUE;
  if (has_years_old && is_first (view, word))
    return TRUE;
  /* "as a 14 year old I ..." */
  if (has_years_old && word >= 2 && word_is (view, word - 1, "a") && word_is (view, word - 2, "as"))
    return TRUE;
  if ((view->classes & CONFAB_WORD_BIT (CONFAB_WORD_AGE)) == 0)
    return FALSE;
  label = confab_safety_typed_label (view, word, word);
  return word > 0 && (label & CONFAB_WORD_BIT (CONFAB_WORD_AGE)) != 0 &&
         ((label & CONFAB_WORD_BIT (CONFAB_WORD_MY)) != 0 || is_first (view, word - 1) ||
             (word > 0 && sign_at (view, view->words[word - 1].end) == ':')) &&
         !is (view, word + 1, CONFAB_WORD_UNIT);
}

/* "m16 here", "f15 from Leeds" */
static gboolean
is_sex_and_age (const ConfabTypedView *view, guint word) {
  static const char *const next[] = { "here", "from", "hier", "aus", "ici", "de", "aqui" };

  return is_age_number (view, word) && is_first (view, word - 1) &&
         (word_is (view, word - 1, "m") || word_is (view, word - 1, "f") ||
             word_is (view, word - 1, "w")) &&
         word_is_one_of (view, word + 1, next, G_N_ELEMENTS (next));
}

gboolean
confab_safety_typed_find_age (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  for (guint i = 0; i < view->n_words; i++) {
    gboolean is_glued_before = i > 0 && view->words[i - 1].end == view->words[i].start;

    if (is_glued_before && is_sex_and_age (view, i) &&
        confab_safety_typed_take_words (scan, CONFAB_TYPED_AGE, i - 1, i))
      return TRUE;
    if (!is_age_number (view, i) || is_glued_before || is_in_figure (view, i))
      continue;
    if ((is_said_with_am (view, i) || is_said_with_have (view, i) || is_of_kin (view, i) ||
            is_beside_kin (view, i) || is_said_shortly (view, i)) &&
        confab_safety_typed_take_words (scan, CONFAB_TYPED_AGE, i, i))
      return TRUE;
  }
  return FALSE;
}
