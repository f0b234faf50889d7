/* "My password is ...", for the judge "typed": a word for a password, something that links, and
 * what looks like one, in English, German, French and Spanish.
 *
 * Talk about passwords ("I forgot it", "is wrong", "must be long") says none and passes. What is
 * said is not compared with anything here. */

#include "safety/safety-typed-private.h"

#define MAX_LINK_WORDS 6 /* "password for the wifi at home is" */
#define MAX_ADVERBS 2
#define MIN_DIGITS 4
#define MAX_PIN_DIGITS 8
#define MIN_LETTERS 3
#define MIN_SAID_WORDS 4
#define MAX_VALUE 128
#define CHANGE_WORDS 5

/* What stands at the place of a password. */
typedef enum {
  VALUE_NONE = 0,
  VALUE_WORD,   /* letters, as any word */
  VALUE_DIGITS, /* digits alone */
  VALUE_STRONG, /* letters with digits or signs: few words look so */
} ValueKind;

typedef struct {
  guint start, end; /* without quotes and the stop behind it */
  guint next;       /* the character behind all of it */
  gboolean is_quoted;
  ValueKind kind;
} Value;

static gboolean
is_blank (char c) {
  return c == ' ' || c == '\n' || c == CONFAB_TYPED_MESSAGE_END || c == '\0';
}

static gboolean
is_one_of (char c, const char *signs) {
  return c != '\0' && strchr (signs, c) != NULL;
}

static ValueKind
kind_of (const ConfabTypedView *view, guint start, guint end) {
  guint letters = 0, digits = 0, signs = 0, leading_digits = 0;

  for (guint i = start; i < end; i++) {
    char c = view->low[i];

    if (g_ascii_isdigit (c)) {
      digits++;
      leading_digits += letters == 0 && signs == 0;
    } else if (confab_safety_typed_is_letter (c)) {
      letters++;
    } else if (is_one_of (c, "!@#$%^&*_+=~?<>|\\{}[]")) {
      signs++;
    }
  }
  if (end - start >= 3 && memchr (view->low + start, '/', end - start) != NULL &&
      memcmp (view->low + start, "http", MIN (4, end - start)) == 0)
    return VALUE_NONE;
  /* "8-digit", "12th": a number of something. */
  if (letters > 0 && leading_digits > 0 && leading_digits <= 2 && leading_digits == digits &&
      signs == 0 && letters < 10)
    return VALUE_NONE;
  if ((letters > 0 && digits > 0 && letters + digits + signs >= 4) || (letters > 2 && signs > 0))
    return VALUE_STRONG;
  if (letters == 0 && digits >= MIN_DIGITS)
    return VALUE_DIGITS;
  return letters >= MIN_LETTERS && digits == 0 && signs == 0 ? VALUE_WORD : VALUE_NONE;
}

/* What begins at `at` or behind blanks and quotes, up to the next blank. */
static Value
read_value (const ConfabTypedView *view, guint at) {
  Value value = { 0 };

  while (
      at < view->n && (is_blank (view->low[at]) || is_one_of (view->low[at], "\"'`(<:=>*-?!.,;"))) {
    value.is_quoted = value.is_quoted || is_one_of (view->low[at], "\"'`*");
    at++;
  }
  value.start = at;
  while (at < view->n && !is_blank (view->low[at]) && at - value.start < MAX_VALUE)
    at++;
  value.next = at;
  while (at > value.start && is_one_of (view->low[at - 1], ".,;:!?)\"'`>*"))
    at--;
  value.end = at;
  value.kind = kind_of (view, value.start, value.end);
  return value;
}

static guint
word_at (const ConfabTypedView *view, guint from_word, guint at) {
  while (from_word < view->n_words && view->words[from_word].end <= at)
    from_word++;
  return from_word;
}

static gboolean
ends_with (const ConfabTypedView *view, guint word, const char *end) {
  gsize length = strlen (end);

  return confab_safety_typed_word_length (view, word) > length + 2 &&
         memcmp (view->low + view->words[word].end - length, end, length) == 0;
}

/* What is done with passwords rather than one: "changed", "geändert", "olvidada". */
static gboolean
is_participle (const ConfabTypedView *view, guint word) {
  static const char *const ends[] = { "ed", "ing", "ado", "ada", "ido", "ida", "iert", "able",
    "ible", "bar", "lich", "ig", "isch", "ous", "ful", "less", "ique" };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    if (ends_with (view, word, ends[i]))
      return TRUE;
  return memcmp (view->low + view->words[word].start, "ge", 2) == 0 &&
         (ends_with (view, word, "t") || ends_with (view, word, "en"));
}

/* A mere word is a password if nothing can be said of one by it, and the sentence ends with it. */
static gboolean
is_said_word (const ConfabTypedView *view, guint word, const Value *value) {
  guint64 no = CONFAB_WORD_BIT (CONFAB_WORD_STATE) | CONFAB_WORD_BIT (CONFAB_WORD_ADVERB) |
               CONFAB_WORD_BIT (CONFAB_WORD_PRONOUN) | CONFAB_WORD_BIT (CONFAB_WORD_LINK) |
               CONFAB_WORD_BIT (CONFAB_WORD_FILLER);
  guint next;

  if (word >= view->n_words || view->words[word].start != value->start)
    return FALSE;
  if (value->is_quoted)
    return TRUE;
  if (view->words[word].end != value->end || (view->words[word].is & no) ||
      is_participle (view, word))
    return FALSE;
  for (guint i = value->end; i < value->next; i++)
    if (view->low[i] == '?')
      return FALSE;
  next = word_at (view, word + 1, value->next);
  return next >= view->n_words || value->next > value->end ||
         confab_safety_typed_is (view, next, CONFAB_WORD_AND) ||
         memchr (view->low + value->end, '\n', view->words[next].start - value->end) != NULL ||
         memchr (view->low + value->end, CONFAB_TYPED_MESSAGE_END,
             view->words[next].start - value->end) != NULL;
}

static gboolean
gap_has (const ConfabTypedView *view, guint word, const char *signs) {
  guint to = word + 1 < view->n_words ? view->words[word + 1].start : view->n;

  for (guint i = view->words[word].end; i < to; i++)
    if (is_one_of (view->low[i], signs))
      return TRUE;
  return FALSE;
}

/* Whose or which password it is ("for the wifi", "nueva"), or what it is ("provisoire:"). */
static gboolean
may_follow_noun (const ConfabTypedView *view, guint word) {
  return confab_safety_typed_is (view, word, CONFAB_WORD_LINK) ||
         confab_safety_typed_is (view, word, CONFAB_WORD_FILLER) ||
         confab_safety_typed_is (view, word, CONFAB_WORD_PRONOUN) ||
         confab_safety_typed_is (view, word, CONFAB_WORD_PLAIN) || gap_has (view, word, ":=");
}

/* Where the value begins behind the noun: after a colon, or a verb and its adverbs. 0 if nothing
 * links. */
static guint
find_link (const ConfabTypedView *view, guint noun) {
  for (guint i = noun; i < view->n_words && i <= noun + MAX_LINK_WORDS; i++) {
    if (i > noun && confab_safety_typed_is (view, i, CONFAB_WORD_LINK) &&
        !confab_safety_typed_is (view, i, CONFAB_WORD_FILLER)) {
      for (guint adverbs = 0;
          adverbs < MAX_ADVERBS && confab_safety_typed_is (view, i + 1, CONFAB_WORD_ADVERB);
          adverbs++)
        i++;
      return view->words[i].end;
    }
    if (gap_has (view, i, "?!,;\x1e") || confab_safety_typed_is_cut (view, i, i + 1))
      return 0;
    if (gap_has (view, i, ":="))
      return view->words[i].end;
    /* Behind the noun only what says whose or which password goes before the verb. */
    if (i == noun && i + 1 < view->n_words && !may_follow_noun (view, i + 1))
      return 0;
  }
  return 0;
}

static gboolean
take_value (ConfabTypedScan *scan, const Value *value) {
  return confab_safety_typed_take (scan, CONFAB_TYPED_PASSWORD, value->start, value->end);
}

/* A word that also means other things: then the value must look like a password. */
static gboolean
is_weak_noun (const ConfabTypedView *view, guint noun) {
  static const char *const weak[] = { "pass", "clave", "contra", "passwords", "passworter", "passe",
    "psw" };

  for (gsize i = 0; i < G_N_ELEMENTS (weak); i++)
    if (confab_safety_typed_word_is (view, noun, weak[i]))
      return !(noun >= 2 && confab_safety_typed_word_is (view, noun - 2, "mot"));
  return FALSE;
}

/* "password manager: ...": another thing, named by a word that says nothing of whose it is. */
static gboolean
is_compound (const ConfabTypedView *view, guint noun) {
  return !gap_has (view, noun, ":=") && noun + 1 < view->n_words && view->words[noun + 1].is == 0 &&
         gap_has (view, noun + 1, ":=");
}

/* "8 characters", "2024 zuletzt": what is counted is no password. */
static gboolean
is_counted (const ConfabTypedView *view, guint word) {
  return confab_safety_typed_is (view, word, CONFAB_WORD_DIGITS) &&
         confab_safety_typed_is (view, word + 1, CONFAB_WORD_UNIT);
}

/* "correct horse battery staple": four words or more that make no sentence, to its end. */
static gboolean
find_said_words (ConfabTypedScan *scan, guint first) {
  const ConfabTypedView *view = &scan->view;
  guint last = first;

  while (last + 1 < view->n_words && view->words[last + 1].is == 0 &&
         view->words[last + 1].start == view->words[last].end + 1 &&
         view->low[view->words[last].end] == ' ')
    last++;
  return last + 1 >= first + MIN_SAID_WORDS &&
         (last + 1 == view->n_words || confab_safety_typed_is_cut (view, last, last + 1) ||
             gap_has (view, last, "\n,;)\x1e")) &&
         confab_safety_typed_take_words (scan, CONFAB_TYPED_PASSWORD, first, last);
}

/* "the same password as always, hunter2": behind a comma, and the end of what is said. */
static gboolean
find_apposition (ConfabTypedScan *scan, guint noun) {
  const ConfabTypedView *view = &scan->view;

  for (guint i = noun; i < view->n_words && i <= noun + MAX_LINK_WORDS; i++) {
    Value value;
    guint next;

    if (gap_has (view, i, "?!.;\x1e"))
      return FALSE;
    if (!gap_has (view, i, ",("))
      continue;
    value = read_value (view, view->words[i].end);
    next = word_at (view, i + 1, value.next);
    return value.kind == VALUE_STRONG && (next >= view->n_words || view->low[value.next] != ' ') &&
           take_value (scan, &value);
  }
  return FALSE;
}

static gboolean
find_behind (ConfabTypedScan *scan, guint noun) {
  const ConfabTypedView *view = &scan->view;
  guint at = find_link (view, noun), word;
  Value value;

  if (at == 0) {
    /* "password hunter2": right behind it, and only what no sentence goes on with. */
    value = read_value (view, view->words[noun].end);
    word = word_at (view, noun + 1, value.start);
    return word == noun + 1 && value.kind == VALUE_STRONG && !gap_has (view, noun, ".?!,")
               ? take_value (scan, &value)
               : find_apposition (scan, noun);
  }
  value = read_value (view, at);
  word = word_at (view, noun + 1, value.start);
  if (value.kind == VALUE_STRONG)
    return take_value (scan, &value);
  if (is_weak_noun (view, noun) || is_compound (view, noun))
    return FALSE;
  if (value.kind == VALUE_DIGITS)
    return !is_counted (view, word) && take_value (scan, &value);
  if (value.kind != VALUE_WORD)
    return FALSE;
  return is_said_word (view, word, &value) ? take_value (scan, &value)
                                           : find_said_words (scan, word);
}

/* "my", "the", "new" before the noun; right before it also what it is for: "wifi password". */
static gboolean
is_before_noun (const ConfabTypedView *view, guint word) {
  return (confab_safety_typed_is (view, word, CONFAB_WORD_MY) ||
             confab_safety_typed_is (view, word, CONFAB_WORD_FILLER) ||
             confab_safety_typed_is (view, word, CONFAB_WORD_PLAIN)) &&
         !confab_safety_typed_is (view, word, CONFAB_WORD_LINK) &&
         !confab_safety_typed_is (view, word, CONFAB_WORD_TO);
}

static gboolean
is_modifier (const ConfabTypedView *view, guint word) {
  return !is_before_noun (view, word) && !confab_safety_typed_is (view, word, CONFAB_WORD_LINK) &&
         !confab_safety_typed_is (view, word, CONFAB_WORD_TO) &&
         !confab_safety_typed_is (view, word, CONFAB_WORD_DIGITS);
}

/* "hunter2 is my password", "use hunter2 as password". */
static gboolean
find_ahead (ConfabTypedScan *scan, guint noun) {
  const ConfabTypedView *view = &scan->view;
  guint i = noun, start;
  Value value;

  if (i > 0 && view->words[i - 1].end + 1 == view->words[i].start && is_modifier (view, i - 1))
    i--;
  while (i > 0 && noun - i < 3 && is_before_noun (view, i - 1))
    i--;
  if (i < 2 || !(confab_safety_typed_is (view, i - 1, CONFAB_WORD_LINK) ||
                   confab_safety_typed_is (view, i - 1, CONFAB_WORD_TO)))
    return FALSE;
  if (gap_has (view, i - 2, "?\n") || confab_safety_typed_is_cut (view, i - 1, noun))
    return FALSE;
  /* "it's hunter2, that's the password" */
  if (i >= 3 && confab_safety_typed_is (view, i - 2, CONFAB_WORD_PRONOUN) &&
      gap_has (view, i - 3, ","))
    i--;
  start = view->words[i - 2].end;
  while (start > 0 && !is_blank (view->low[start - 1]))
    start--;
  value = read_value (view, start);
  return value.kind == VALUE_STRONG && value.end <= view->words[i - 1].start &&
         value.next >= view->words[i - 2].end && take_value (scan, &value);
}

/* "I changed my password to hunter2", "Passwort hab ich auf hunter2 geändert" */
static gboolean
find_changed (ConfabTypedScan *scan, guint noun) {
  const ConfabTypedView *view = &scan->view;

  if (!confab_safety_typed_near (
          view, noun, noun, CONFAB_WORD_BIT (CONFAB_WORD_CHANGE), CHANGE_WORDS, CHANGE_WORDS + 2))
    return FALSE;
  for (guint to = noun + 1;
      to <= noun + CHANGE_WORDS && !confab_safety_typed_is_cut (view, noun, to); to++) {
    Value value;

    if (!confab_safety_typed_is (view, to, CONFAB_WORD_TO))
      continue;
    value = read_value (view, view->words[to].end);
    if (value.kind == VALUE_STRONG ||
        (value.kind == VALUE_DIGITS && !is_counted (view, word_at (view, noun, value.start))))
      return take_value (scan, &value);
  }
  return FALSE;
}

/* A PIN is digits: "PIN: 4821", "my PIN is 4821", "PIN 4821". */
static gboolean
find_pin (ConfabTypedScan *scan, guint noun) {
  const ConfabTypedView *view = &scan->view;
  static const char *const for_all[] = { "kahoot", "game", "quiz", "meeting", "zoom", "class",
    "event", "spiel" };
  guint at = find_link (view, noun), word, length;

  /* Meant to be told to a room. */
  for (gsize i = 0; i < G_N_ELEMENTS (for_all); i++)
    if (noun > 0 && confab_safety_typed_word_is (view, noun - 1, for_all[i]))
      return FALSE;

  if (confab_safety_typed_is (view, noun + 1, CONFAB_WORD_CODE))
    at = MAX (at, find_link (view, noun + 1));
  word = at == 0 ? noun + 1 : word_at (view, noun + 1, at);
  if (!confab_safety_typed_is (view, word, CONFAB_WORD_DIGITS) ||
      confab_safety_typed_is_cut (view, noun, word) ||
      confab_safety_typed_is (view, word + 1, CONFAB_WORD_UNIT))
    return FALSE;
  length = confab_safety_typed_word_length (view, word);
  return length >= MIN_DIGITS && length <= MAX_PIN_DIGITS &&
         confab_safety_typed_take_words (scan, CONFAB_TYPED_PASSWORD, word, word);
}

static gboolean
is_password_noun (const ConfabTypedView *view, guint word) {
  return confab_safety_typed_is (view, word, CONFAB_WORD_PASSWORD) ||
         (word >= 2 && confab_safety_typed_word_is (view, word, "passe") &&
             confab_safety_typed_word_is (view, word - 1, "de") &&
             confab_safety_typed_word_is (view, word - 2, "mot"));
}

gboolean
confab_safety_typed_find_password (ConfabTypedScan *scan) {
  for (guint i = 0; i < scan->view.n_words; i++) {
    if (confab_safety_typed_is (&scan->view, i, CONFAB_WORD_PIN) && find_pin (scan, i))
      return TRUE;
    if (is_password_noun (&scan->view, i) &&
        (find_behind (scan, i) || find_ahead (scan, i) || find_changed (scan, i)))
      return TRUE;
  }
  return FALSE;
}
