/* Streets with a house number, for the judge "typed" (R09), in the order that English, German,
 * French and Spanish write them.
 *
 * A street without a number is a way; a number before "minutes" or "km" is none of a house. Words
 * that are streets now and then ("place", "Platz", "cours") need a capital or "I live". */

#include "safety/safety-typed-private.h"

#define MAX_NAME_WORDS 4
#define MAX_CALLE_WORDS 7
#define MAX_NUMBER_DIGITS 5
#define LIVE_WORDS 8
#define MIN_HEAD 3
#define HOME_WORDS 5

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

static gboolean
says_live (const ConfabTypedView *view, guint first, guint last) {
  return confab_safety_typed_near (
      view, first, last, CONFAB_WORD_BIT (CONFAB_WORD_LIVE), LIVE_WORDS, LIVE_WORDS / 2);
}

static char
sign_at (const ConfabTypedView *view, guint at) {
  return at < view->n ? view->low[at] : '\0';
}

/* A house's number: "12", "12a", "12-14"; no price, time, decimal or count. */
static gboolean
is_house_number (const ConfabTypedView *view, guint word) {
  static const char *const counters[] = { "bus", "line", "linie", "tram", "ligne", "linea", "route",
    "page", "seite", "room", "gate", "platform", "level", "chapter" };
  guint start, end;
  char before, behind;

  if (!is (view, word, CONFAB_WORD_DIGITS) ||
      confab_safety_typed_word_length (view, word) > MAX_NUMBER_DIGITS ||
      (word > 0 && word_is_one_of (view, word - 1, counters, G_N_ELEMENTS (counters))))
    return FALSE;
  start = view->words[word].start;
  end = view->words[word].end;
  before = start > 0 ? view->low[start - 1] : ' ';
  behind = sign_at (view, end);
  if (before == '$' || behind == '$' || behind == '%' ||
      (behind == ' ' && sign_at (view, end + 1) == '$') || view->low[start] == '0')
    return FALSE;
  if (strchr (":.,", behind) != NULL && g_ascii_isdigit (sign_at (view, end + 1)))
    return FALSE;
  if (strchr (":.,", before) != NULL && start >= 2 && g_ascii_isdigit (view->low[start - 2]))
    return FALSE;
  if (is (view, word + 1, CONFAB_WORD_UNIT) && view->words[word + 1].start > end)
    return FALSE;
  /* "5th": a glued word of two letters or more; "bis" and "ter" are of the number. */
  return !(word + 1 < view->n_words && view->words[word + 1].start == end &&
           confab_safety_typed_word_length (view, word + 1) > 1 &&
           !confab_safety_typed_word_is (view, word + 1, "bis") &&
           !confab_safety_typed_word_is (view, word + 1, "ter"));
}

static gboolean
is_street_name (const ConfabTypedView *view, guint word) {
  static const char *const names[] = { "main", "old", "new", "high", "long", "short", "side",
    "back", "grand", "little", "north", "south", "east", "west", "school", "summer", "church", "st",
    "saint", "n", "s", "e", "w", "th", "nd", "rd", "first", "second", "third", "college", "small",
    "art" };
  guint64 no = CONFAB_WORD_BIT (CONFAB_WORD_PLAIN) | CONFAB_WORD_BIT (CONFAB_WORD_FILLER) |
               CONFAB_WORD_BIT (CONFAB_WORD_LINK) | CONFAB_WORD_BIT (CONFAB_WORD_AND) |
               CONFAB_WORD_BIT (CONFAB_WORD_UNIT) | CONFAB_WORD_BIT (CONFAB_WORD_MY) |
               CONFAB_WORD_BIT (CONFAB_WORD_PRONOUN) | CONFAB_WORD_BIT (CONFAB_WORD_DAY);

  if (word_is_one_of (view, word, names, G_N_ELEMENTS (names)))
    return TRUE;
  if (confab_safety_typed_is_capital (view, word))
    return !is (view, word, CONFAB_WORD_FILLER);
  return (view->words[word].is & no) == 0;
}

/* "42 Elm Street", "350 5th Avenue", "221b baker street" */
static gboolean
find_english (ConfabTypedScan *scan, guint street) {
  const ConfabTypedView *view = &scan->view;
  gboolean is_weak = is (view, street, CONFAB_WORD_STREET_WEAK);
  guint word = street;

  for (guint names = 0; word > 0 && names <= MAX_NAME_WORDS; names++) {
    word--;
    if (is_cut (view, word, word + 1) || view->words[word + 1].start - view->words[word].end > 2)
      return FALSE;
    if (names > 0 && is_house_number (view, word))
      break;
    /* The letter of "221b" sticks to its number. */
    if (names > 0 && word > 0 && confab_safety_typed_word_length (view, word) == 1 &&
        view->words[word - 1].end == view->words[word].start && is_house_number (view, word - 1)) {
      word--;
      break;
    }
    if (!is (view, word, CONFAB_WORD_DIGITS) && !is_street_name (view, word))
      return FALSE;
    if (is_weak && !confab_safety_typed_is_capital (view, word) &&
        !is (view, word, CONFAB_WORD_DIGITS) && !says_live (view, word, street))
      return FALSE;
  }
  if (!is_house_number (view, word) || street - word < 2)
    return FALSE;
  if (is_weak && !confab_safety_typed_is_capital (view, street) && !says_live (view, word, street))
    return FALSE;
  return confab_safety_typed_take_words (scan, CONFAB_TYPED_STREET, word, street);
}

typedef enum {
  ENDING_NONE = 0,
  ENDING_WEAK,
  ENDING_STRONG,
} Ending;

/* "Hauptstraße", "Lindenweg", "Marktplatz"; not "Parkplatz" or "Heimweg". */
static Ending
german_ending (const ConfabTypedView *view, guint word) {
  static const struct {
    const char *end;
    Ending ending;
  } ends[] = {
    { "strasse", ENDING_STRONG },
    { "str", ENDING_STRONG },
    { "allee", ENDING_STRONG },
    { "gasse", ENDING_STRONG },
    { "chaussee", ENDING_STRONG },
    { "weg", ENDING_STRONG },
    { "platz", ENDING_STRONG },
    { "ring", ENDING_WEAK },
    { "damm", ENDING_WEAK },
    { "ufer", ENDING_WEAK },
    { "stieg", ENDING_WEAK },
    { "graben", ENDING_WEAK },
    { "hof", ENDING_WEAK },
    { "markt", ENDING_WEAK },
    { "berg", ENDING_WEAK },
    { "zeile", ENDING_WEAK },
  };
  /* Ways, roads and seats that are none of a town. */
  static const char *const no_street[] = { "bundesstrasse", "kreisstrasse", "schnellstrasse",
    "heimweg", "umweg", "ausweg", "hinweg", "ruckweg", "schulweg", "arbeitsweg", "wanderweg",
    "radweg", "fahrradweg", "rettungsweg", "parkplatz", "spielplatz", "sitzplatz", "stehplatz",
    "arbeitsplatz", "studienplatz", "campingplatz", "zeltplatz", "fussballplatz", "tennisplatz",
    "sportplatz", "stellplatz", "lagerplatz", "flugplatz", "bolzplatz", "golfplatz", "kitaplatz",
    "betreuungsplatz", "ausbildungsplatz", "liegeplatz", "fensterplatz", "startplatz",
    "speicherplatz", "kindergartenplatz", "grillplatz", "therapieplatz", "tabellenplatz",
    "schlafplatz" };
  guint length = confab_safety_typed_word_length (view, word);

  if (length < MIN_HEAD)
    return ENDING_NONE;
  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    guint end = (guint)strlen (ends[i].end);

    if (length < end || memcmp (view->low + view->words[word].end - end, ends[i].end, end) != 0)
      continue;
    /* By itself it needs a name: "Lange Straße", "Albert-Schweitzer-Straße". */
    if (length == end)
      return word > 0 && !is_cut (view, word - 1, word) &&
                     confab_safety_typed_is_capital (view, word - 1) &&
                     is_street_name (view, word - 1) && !is (view, word - 1, CONFAB_WORD_DIGITS)
                 ? ends[i].ending
                 : ENDING_NONE;
    if (length < end + MIN_HEAD)
      return ENDING_NONE;
    for (gsize k = 0; k < G_N_ELEMENTS (no_street); k++)
      if (confab_safety_typed_word_is (view, word, no_street[k]))
        return ENDING_NONE;
    return ends[i].ending;
  }
  return ENDING_NONE;
}

static guint
skip_number_word (const ConfabTypedView *view, guint word) {
  return is (view, word, CONFAB_WORD_NUMBER) || confab_safety_typed_word_is (view, word, "n")
             ? word + 1
             : word;
}

/* "Hauptstraße 12", "Lange Straße 5a", "Am Markt 3" */
static gboolean
find_german (ConfabTypedScan *scan, guint street) {
  const ConfabTypedView *view = &scan->view;
  Ending ending = german_ending (view, street);
  guint number;

  if (ending == ENDING_NONE && street > 0 && confab_safety_typed_is_capital (view, street)) {
    static const char *const at[] = { "am", "im", "zum", "zur", "der", "dem", "den" };

    guint before = street - 1;

    if (before > 0 && is (view, before, CONFAB_WORD_PLAIN) &&
        !word_is_one_of (view, before, at, G_N_ELEMENTS (at)))
      before--;
    if (word_is_one_of (view, before, at, G_N_ELEMENTS (at)) &&
        confab_safety_typed_is_capital (view, before))
      ending = ENDING_WEAK;
  }
  if (ending == ENDING_NONE)
    return FALSE;
  number = skip_number_word (view, street + 1);
  if (!is_house_number (view, number) || !confab_safety_typed_joins (view, street, ".,-") ||
      !confab_safety_typed_joins (view, number - 1, ".,-") ||
      confab_safety_typed_word_length (view, number) > 4)
    return FALSE;
  return (ending == ENDING_STRONG || says_live (view, street, number)) &&
         confab_safety_typed_take_words (scan, CONFAB_TYPED_STREET, street, number);
}

/* "12 rue de la Paix", "3 bis, avenue Victor Hugo" */
static gboolean
find_french (ConfabTypedScan *scan, guint street) {
  static const char *const between[] = { "de", "du", "des", "d", "l", "la", "le", "les" };
  static const char *const behind_number[] = { "bis", "ter", "quater", "a", "b", "c" };
  const ConfabTypedView *view = &scan->view;
  gboolean is_weak = is (view, street, CONFAB_WORD_RUE_WEAK);
  guint number = street, name = street + 1;

  if (number == 0)
    return FALSE;
  number--;
  if (number > 0 && word_is_one_of (view, number, behind_number, G_N_ELEMENTS (behind_number)))
    number--;
  if (!is_house_number (view, number) || is_cut (view, number, street))
    return FALSE;
  for (guint i = number; i < street; i++)
    if (!confab_safety_typed_joins (view, i, ",-"))
      return FALSE;
  while (name - street <= 3 && !is_cut (view, name - 1, name) &&
         word_is_one_of (view, name, between, G_N_ELEMENTS (between)))
    name++;
  if (is_cut (view, name - 1, name) || is (view, name, CONFAB_WORD_DAY) ||
      (!confab_safety_typed_is_capital (view, name) && is (view, name, CONFAB_WORD_PLAIN)))
    return FALSE;
  if (is_weak && !confab_safety_typed_is_capital (view, name) && !says_live (view, number, name))
    return FALSE;
  return confab_safety_typed_take_words (scan, CONFAB_TYPED_STREET, number, name);
}

/* "Calle Mayor 12", "C/ Alcalá, 45", "Avenida de la Constitución nº 3" */
static gboolean
find_spanish (ConfabTypedScan *scan, guint street) {
  static const char *const articles[] = { "de", "del", "la", "las", "los", "el", "y", "san",
    "santa" };
  static const char *const strong[] = { "calle", "avenida", "avda", "carrer", "pza", "ctra" };
  const ConfabTypedView *view = &scan->view;
  gboolean is_weak = !word_is_one_of (view, street, strong, G_N_ELEMENTS (strong)),
           has_name = FALSE, has_capital = FALSE;
  guint word = street + 1;

  if (confab_safety_typed_word_is (view, street, "c")) {
    if (sign_at (view, view->words[street].end) != '/')
      return FALSE;
    is_weak = FALSE;
  }
  for (; word - street <= MAX_CALLE_WORDS && !is_cut (view, word - 1, word); word++) {
    if (has_name && is_house_number (view, skip_number_word (view, word)))
      break;
    if (is (view, word, CONFAB_WORD_DIGITS) || !confab_safety_typed_joins (view, word - 1, ",./-'"))
      return FALSE;
    if (word_is_one_of (view, word, articles, G_N_ELEMENTS (articles)))
      continue;
    if (!confab_safety_typed_is_capital (view, word) && is (view, word, CONFAB_WORD_PLAIN))
      return FALSE;
    has_name = TRUE;
    has_capital = has_capital || confab_safety_typed_is_capital (view, word);
  }
  word = skip_number_word (view, word);
  if (!has_name || !is_house_number (view, word) ||
      !confab_safety_typed_joins (view, word - 1, ",.-") || word - street > MAX_CALLE_WORDS + 1)
    return FALSE;
  return (!is_weak || has_capital || says_live (view, street, word)) &&
         confab_safety_typed_take_words (scan, CONFAB_TYPED_STREET, street, word);
}

/* "I live on Maple Street", "ich wohne in der Goethestraße", "vivo en la calle Mayor": the name
 * alone says where. */
static gboolean
find_home (ConfabTypedScan *scan, guint live) {
  static const char *const verbs[] = { "live", "living", "wohne", "wohnen", "habite", "habitons",
    "vivo", "vivimos", "address", "adresse", "anschrift", "direccion" };
  const ConfabTypedView *view = &scan->view;

  if (!word_is_one_of (view, live, verbs, G_N_ELEMENTS (verbs)))
    return FALSE;
  for (guint i = live + 1; i <= live + HOME_WORDS && !is_cut (view, i - 1, i); i++) {
    gboolean is_before = is (view, i, CONFAB_WORD_STREET) && i > live + 1 &&
                         is_street_name (view, i - 1) && !is (view, i - 1, CONFAB_WORD_STREET);
    gboolean is_behind =
        (is (view, i, CONFAB_WORD_RUE) || confab_safety_typed_word_is (view, i, "calle")) &&
        !is_cut (view, i, i + 1) && confab_safety_typed_is_capital (view, i + 1);

    if (is_before || german_ending (view, i) == ENDING_STRONG)
      return confab_safety_typed_take_words (scan, CONFAB_TYPED_STREET, is_before ? i - 1 : i, i);
    if (is_behind)
      return confab_safety_typed_take_words (scan, CONFAB_TYPED_STREET, i, i + 1);
  }
  return FALSE;
}

gboolean
confab_safety_typed_find_street (ConfabTypedScan *scan) {
  const ConfabTypedView *view = &scan->view;

  for (guint i = 0; i < view->n_words; i++) {
    if (is (view, i, CONFAB_WORD_DIGITS))
      continue;
    if ((is (view, i, CONFAB_WORD_STREET) || is (view, i, CONFAB_WORD_STREET_WEAK)) &&
        find_english (scan, i))
      return TRUE;
    if ((is (view, i, CONFAB_WORD_RUE) || is (view, i, CONFAB_WORD_RUE_WEAK)) &&
        find_french (scan, i))
      return TRUE;
    if (is (view, i, CONFAB_WORD_CALLE) && find_spanish (scan, i))
      return TRUE;
    if (is (view, i, CONFAB_WORD_LIVE) && find_home (scan, i))
      return TRUE;
    if (is (view, i + 1, CONFAB_WORD_DIGITS) || is (view, i + 1, CONFAB_WORD_NUMBER))
      if (find_german (scan, i))
        return TRUE;
  }
  return FALSE;
}
