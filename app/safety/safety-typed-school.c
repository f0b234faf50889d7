/* Names of schools, for the judge "typed" (R09), in English, German, French and Spanish.
 *
 * A school without its name ("I am at school", "a great school") says nothing; a name is told by
 * its capital, or by standing where a name stands in "I go to ...". */

#include "safety/safety-typed-private.h"

#define MAX_NAME_WORDS 4
#define CONTEXT_WORDS 8
#define SHORT_MESSAGE 6 /* an answer: nothing but the name */
#define MIN_NAME_LETTERS 3

static gboolean
is (const ConfabTypedView *view, guint word, ConfabWordClass class) {
  return confab_safety_typed_is (view, word, class);
}

static gboolean
word_is_one_of (const ConfabTypedView *view, guint word, const char *const *texts, gsize n) {
  for (gsize i = 0; i < n; i++)
    if (confab_safety_typed_word_is (view, word, texts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_cut (const ConfabTypedView *view, guint a, guint b) {
  return b >= view->n_words || confab_safety_typed_is_cut (view, a, b);
}

static guint64
common_classes (void) {
  return CONFAB_WORD_BIT (CONFAB_WORD_PLAIN) | CONFAB_WORD_BIT (CONFAB_WORD_DAY) |
         CONFAB_WORD_BIT (CONFAB_WORD_MONTH) | CONFAB_WORD_BIT (CONFAB_WORD_SCHOOL) |
         CONFAB_WORD_BIT (CONFAB_WORD_DIGITS) | CONFAB_WORD_BIT (CONFAB_WORD_MY) |
         CONFAB_WORD_BIT (CONFAB_WORD_FILLER) | CONFAB_WORD_BIT (CONFAB_WORD_KIN);
}

static gboolean
is_name (const ConfabTypedView *view, guint word) {
  return word < view->n_words && (view->words[word].is & common_classes ()) == 0 &&
         confab_safety_typed_word_length (view, word) >= MIN_NAME_LETTERS;
}

/* Whose school it is is said, or the message is hardly more than the name. */
static gboolean
is_told (const ConfabTypedView *view, guint first, guint last) {
  guint64 classes = CONFAB_WORD_BIT (CONFAB_WORD_ME) | CONFAB_WORD_BIT (CONFAB_WORD_KIN) |
                    CONFAB_WORD_BIT (CONFAB_WORD_ATTEND);
  guint words = 0;

  for (guint i = 0; i < view->n_words; i++)
    words += view->words[i].start >= view->current;
  return words <= SHORT_MESSAGE ||
         confab_safety_typed_near (view, first, last, classes, CONTEXT_WORDS, CONTEXT_WORDS);
}

static gboolean
is_university (const ConfabTypedView *view, guint word) {
  static const char *const higher[] = { "university", "universitat", "universite", "universidad",
    "uni", "college", "hochschule", "fac" };

  return word_is_one_of (view, word, higher, G_N_ELEMENTS (higher));
}

/* "Lincoln High School", "St. Mary's School": both capital. */
static gboolean
find_name_before (ConfabTypedScan *scan, guint school) {
  static const char *const kinds[] = { "high", "elementary", "primary", "middle", "secondary",
    "grammar", "junior", "senior", "catholic", "community", "public", "prep" };
  const ConfabTypedView *view = &scan->view;
  guint first = school, name;

  if (!confab_safety_typed_is_capital (view, school))
    return FALSE;
  while (first > 0 && word_is_one_of (view, first - 1, kinds, G_N_ELEMENTS (kinds)))
    first--;
  if (first == 0 || is_cut (view, first - 1, first))
    return FALSE;
  name = first - 1;
  if (name > 0 && confab_safety_typed_word_is (view, name, "s") &&
      view->low[view->words[name].start - 1] == '\'')
    name--;
  return confab_safety_typed_is_capital (view, name) && is_name (view, name) &&
         view->words[first].start - view->words[first - 1].end <= 1 &&
         (!is_university (view, school) || is_told (view, name, school)) &&
         confab_safety_typed_take_words (scan, CONFAB_TYPED_SCHOOL, name, school);
}

/* "I go to Lincoln High" */
static gboolean
find_high (ConfabTypedScan *scan, guint high) {
  const ConfabTypedView *view = &scan->view;

  return high > 0 && confab_safety_typed_is_capital (view, high) &&
         confab_safety_typed_is_capital (view, high - 1) && is_name (view, high - 1) &&
         !is_cut (view, high - 1, high) &&
         (high + 1 >= view->n_words || !confab_safety_typed_is_capital (view, high + 1)) &&
         confab_safety_typed_near (
             view, high - 1, high, CONFAB_WORD_BIT (CONFAB_WORD_ATTEND), CONTEXT_WORDS / 2, 0) &&
         confab_safety_typed_take_words (scan, CONFAB_TYPED_SCHOOL, high - 1, high);
}

/* "Goethe-Gymnasium", "Albert-Einstein-Schule" */
static gboolean
find_joined (ConfabTypedScan *scan, guint school) {
  const ConfabTypedView *view = &scan->view;
  guint first = school;

  while (first > 0 && school - first < MAX_NAME_WORDS &&
         view->words[first].start - view->words[first - 1].end == 1 &&
         view->low[view->words[first - 1].end] == '-' && is_name (view, first - 1))
    first--;
  return first < school && confab_safety_typed_is_capital (view, first) &&
         confab_safety_typed_take_words (scan, CONFAB_TYPED_SCHOOL, first, school);
}

/* "i go to lincoln high school", "ich gehe aufs goethe gymnasium": small letters too. */
static gboolean
find_attended (ConfabTypedScan *scan, guint school) {
  static const char *const towards[] = { "to", "at", "in", "auf", "aufs", "an", "ins", "die", "das",
    "der", "am", "zur", "zum", "the", "dem", "a", "au", "al", "la", "le", "el", "en", "l" };
  const ConfabTypedView *view = &scan->view;
  guint name = school, verb;
  gboolean is_towards = FALSE;

  while (name > 0 && school - name < MAX_NAME_WORDS && !is_cut (view, name - 1, name) &&
         (is_name (view, name - 1) || is (view, name - 1, CONFAB_WORD_SCHOOL) ||
             confab_safety_typed_word_is (view, name - 1, "high")) &&
         !is (view, name - 1, CONFAB_WORD_ATTEND))
    name--;
  while (name < school && !is_name (view, name))
    name++;
  if (name == school)
    return FALSE;
  for (verb = name; verb > 0 && name - verb < 3; verb--) {
    if (is_cut (view, verb - 1, verb) ||
        !word_is_one_of (view, verb - 1, towards, G_N_ELEMENTS (towards)))
      break;
    is_towards = TRUE;
  }
  return is_towards && verb > 0 && !is_cut (view, verb - 1, verb) &&
         (is (view, verb - 1, CONFAB_WORD_ATTEND) || is (view, verb - 1, CONFAB_WORD_AM) ||
             confab_safety_typed_near (
                 view, verb, verb, CONFAB_WORD_BIT (CONFAB_WORD_ATTEND), 3, 0)) &&
         is_told (view, name, school) &&
         confab_safety_typed_take_words (scan, CONFAB_TYPED_SCHOOL, name, school);
}

static gboolean
ends_with_one_of (const ConfabTypedView *view, guint word, const char *const *ends, gsize n) {
  for (gsize i = 0; i < n; i++) {
    gsize length = strlen (ends[i]);

    if (confab_safety_typed_word_length (view, word) > length &&
        memcmp (view->low + view->words[word].end - length, ends[i], length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* "collège Jean Moulin", "Gymnasium Neustadt", "University of Oxford" */
static gboolean
find_name_behind (ConfabTypedScan *scan, guint school) {
  static const char *const between[] = { "de", "du", "des", "d", "l", "la", "le", "les", "of", "am",
    "an", "der", "im", "del", "dem", "named", "s" };
  static const char *const no_name[] = { "ando", "endo", "ment", "ant", "mente" };
  const ConfabTypedView *view = &scan->view;
  guint name = school + 1, last;

  while (name < view->n_words && name - school <= 3 && !is_cut (view, name - 1, name) &&
         word_is_one_of (view, name, between, G_N_ELEMENTS (between)))
    name++;
  if (is_cut (view, name - 1, name) || !is_name (view, name) ||
      !confab_safety_typed_joins (view, name - 1, "-'\"") || !is_told (view, school, name) ||
      confab_safety_typed_word_is (view, school, "school") ||
      confab_safety_typed_word_is (view, school, "schule"))
    return FALSE;
  last = name;
  if (is_name (view, name + 1) && !is_cut (view, name, name + 1))
    last++;
  if (!confab_safety_typed_is_capital (view, name)) {
    if (ends_with_one_of (view, name, no_name, G_N_ELEMENTS (no_name)) ||
        !confab_safety_typed_near (view, school, school,
            CONFAB_WORD_BIT (CONFAB_WORD_ATTEND) | CONFAB_WORD_BIT (CONFAB_WORD_MY),
            CONTEXT_WORDS / 2, 0) ||
        (last == name && !is_cut (view, name, name + 1)))
      return FALSE;
  }
  return confab_safety_typed_take_words (scan, CONFAB_TYPED_SCHOOL, school, last);
}

/* "Schillerschule" in "ich gehe auf die Schillerschule": the head is no kind of school. */
static gboolean
find_compound (ConfabTypedScan *scan, guint word) {
  static const char *const ends[] = { "schule", "gymnasium" };
  static const char *const kinds[] = { "fahr", "tanz", "musik", "hoch", "ski", "baum", "privat",
    "vor", "abend", "sprach", "hunde", "reit", "forder", "sonder", "tags", "partner", "schwimm",
    "surf", "segel", "koch", "fach", "wald", "wirtschafts", "grund", "real", "haupt", "gesamt",
    "mittel", "berufs", "ober", "volks", "waldorf", "kunst", "flug", "mal", "ballett", "yoga",
    "sommer", "haus" };
  const ConfabTypedView *view = &scan->view;

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    guint end = (guint)strlen (ends[i]), length = confab_safety_typed_word_length (view, word),
          head;

    if (length < end + 4 || memcmp (view->low + view->words[word].end - end, ends[i], end) != 0)
      continue;
    head = length - end;
    for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++) {
      guint kind = (guint)strlen (kinds[k]);

      if (head >= kind &&
          memcmp (view->low + view->words[word].start + head - kind, kinds[k], kind) == 0)
        return FALSE;
    }
    return confab_safety_typed_near (
               view, word, word, CONFAB_WORD_BIT (CONFAB_WORD_ATTEND), 5, 3) &&
           confab_safety_typed_take_words (scan, CONFAB_TYPED_SCHOOL, word, word);
  }
  return FALSE;
}

gboolean
confab_safety_typed_find_school (ConfabTypedScan *scan) {
  for (guint i = 0; i < scan->view.n_words; i++) {
    if (is (&scan->view, i, CONFAB_WORD_SCHOOL)) {
      if (find_name_before (scan, i) || find_joined (scan, i) || find_attended (scan, i) ||
          find_name_behind (scan, i))
        return TRUE;
    } else if (confab_safety_typed_word_is (&scan->view, i, "high")) {
      if (find_high (scan, i))
        return TRUE;
    } else if (scan->view.words[i].is == 0 && find_compound (scan, i)) {
      return TRUE;
    }
  }
  return FALSE;
}
