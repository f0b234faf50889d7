/* What several words of a message mean together, and who is to do what: "send me the code" asks,
 * "I'll send you the code", "he sent the code" and "never send anybody the code" do not.
 *
 * Looks at the words of one sentence, with the few patterns that English, German, French and
 * Spanish share. It gives no points. */

#include "safety/safety-scam-private.h"

#include <string.h>

#define IS(cue) CONFAB_CUE_BIT (CONFAB_CUE_##cue)

#define MAX_ASK_BEFORE                                                                             \
  14 /* words between "can you" and what is to be done: German puts it last                        \
      */
#define MAX_DOER_BEFORE 3
#define MAX_NOT_BEFORE 4
#define MAX_NOT_BEHIND 5
#define MAX_ME_BEHIND 3
#define MAX_ME_BEFORE 2
#define MAX_OTHER_BEHIND 4
#define MAX_FIRST_WORDS 3
#define SUM_WITHIN 4
#define MIN_SUM_DIGITS 2
#define MAX_SUM_DIGITS 7

/* What words mean that stand within `within` words of each other in a sentence. */
typedef struct {
  ConfabScamCue means;
  guint within;
  ConfabScamSet all[3]; /* an empty one is not asked for */
  gboolean in_order;
} Combination;

static const Combination combinations[] = {
  { CONFAB_CUE_AMOUNT, 1, { IS (DIGITS), IS (CURRENCY) }, FALSE },
  { CONFAB_CUE_CARD_DATA, 4, { IS (CARD), IS (CARD_PART) }, FALSE },
  { CONFAB_CUE_YOUR_ACCOUNT, 4, { IS (YOU), IS (ACCOUNT) }, TRUE },
  { CONFAB_CUE_NEW_NUMBER, 3, { IS (NEW), IS (NUMBER) }, FALSE },
  { CONFAB_CUE_BROKEN_PHONE, 7, { IS (PHONE), IS (BROKEN) }, FALSE },
  { CONFAB_CUE_KIN_CALLED, 2, { IS (GREET), IS (KIN) }, TRUE },
  { CONFAB_CUE_YOU_WON, 3, { IS (YOU), IS (WON) }, FALSE },
  { CONFAB_CUE_NO_CALL, 3, { IS (NOT), IS (TALK) }, FALSE },
  { CONFAB_CUE_SECRECY, 6, { IS (NOT), IS (TELL), IS (ANYONE) | IS (KIN) }, FALSE },
  { CONFAB_CUE_EXCUSE, 7,
      { IS (MY), IS (ACCOUNT) | IS (CARD) | IS (LOGIN), IS (TROUBLE) | IS (BROKEN) | IS (NOT) },
      FALSE },
};

static void
combine_one (ConfabScamView *view, const Combination *combination) {
  gint last[G_N_ELEMENTS (combination->all)] = { -1, -1, -1 };

  for (guint i = 0; i < view->n; i++) {
    ConfabScamWord *word = &view->words[i];
    gint oldest = (gint)i;
    gboolean is_hit = FALSE;

    if (word->begins_sentence)
      memset (last, 0xff, sizeof last);
    for (guint group = 0; group < G_N_ELEMENTS (last); group++) {
      if (combination->all[group] == 0)
        continue;
      if ((word->is & combination->all[group]) != 0) {
        /* In order: only the last group's word may complete it. */
        is_hit = !combination->in_order || group > 0;
        last[group] = (gint)i;
      }
      oldest = MIN (oldest, last[group]);
    }
    if (is_hit && oldest >= 0 && (gint)i - oldest <= (gint)combination->within)
      word->is |= CONFAB_CUE_BIT (combination->means);
  }
}

/* "Mum, this is ...": a message that begins by calling somebody of the family. "Mum says" does
 * not. */
static void
find_kin_called (ConfabScamView *view) {
  for (guint i = 0; i < view->n; i++) {
    ConfabScamWord *word = &view->words[i];

    if ((word->is & IS (KIN_CALLED)) == 0 && (word->is & IS (KIN)) != 0 && word->sentence == 0 &&
        i < MAX_FIRST_WORDS && word->begins_clause)
      word->is |= IS (KIN_CALLED);
    if (i + 1 < view->n && (view->words[i + 1].is & IS (SAYS)) != 0 &&
        !view->words[i + 1].begins_clause)
      word->is &= ~IS (KIN_CALLED);
  }
}

static gboolean
ends_with (const ConfabScamWord *word, const char *end) {
  gsize length = strlen (end);

  return word->length > length + 2 && strcmp (word->text + word->length - length, end) == 0;
}

/* German "bestätigen Sie", "überweist du", French "confirmez": forms that ask. */
static gboolean
is_polite_form (const ConfabScamView *view, guint at) {
  const ConfabScamWord *word = &view->words[at];

  if ((word->is & IS (COMMAND)) != 0)
    return TRUE;
  if (at + 1 < view->n && !view->words[at + 1].begins_clause) {
    const char *next = view->words[at + 1].text;

    if ((ends_with (word, "n") && strcmp (next, "sie") == 0) ||
        (ends_with (word, "st") && strcmp (next, "du") == 0))
      return TRUE;
  }
  return ends_with (word, "ez") &&
         !(at > 0 && strcmp (view->words[at - 1].text, "vous") == 0 && !word->begins_clause);
}

typedef enum {
  ROLE_UNSAID = 0,
  ROLE_ASKED,
  ROLE_OTHER,  /* the writer does it, or somebody else */
  ROLE_NEEDED, /* the writer has to */
  ROLE_NOT,    /* is not to be done */
} Role;

static gboolean
is_negated (const ConfabScamView *view, guint at) {
  for (guint i = at; i > 0 && at - i < MAX_NOT_BEFORE && !view->words[i].begins_clause; i--)
    if ((view->words[i - 1].is & IS (NOT)) != 0)
      return TRUE;
  for (guint i = at + 1; i < view->n && i - at <= MAX_NOT_BEHIND && !view->words[i].begins_clause;
      i++)
    if ((view->words[i].is & IS (NOT)) != 0)
      return TRUE;
  return FALSE;
}

/* What stands before the verb. */
static Role
role_before (const ConfabScamView *view, guint at) {
  gboolean in_clause = TRUE;
  gboolean must = FALSE;

  for (guint i = at; i > 0 && at - i < MAX_ASK_BEFORE && !view->words[i].begins_sentence; i--) {
    const ConfabScamWord *word = &view->words[i - 1];
    guint distance = at - (i - 1);

    in_clause = in_clause && !view->words[i].begins_clause;
    /* "I need you to pay": who is asked stands between. */
    if ((word->is & IS (ASK)) != 0)
      return ROLE_ASKED;
    if (in_clause && (word->is & IS (MUST)) != 0 && !must) {
      must = TRUE;
      if (word->length != 2 || distance == 1) /* "zu zahlen" */
        continue;
    }
    if (in_clause && (word->is & IS (I)) != 0 && distance <= MAX_DOER_BEFORE + (must ? 2 : 0))
      return must ? ROLE_NEEDED : ROLE_OTHER;
    if (in_clause && (word->is & IS (THEY)) != 0 && distance <= MAX_DOER_BEFORE)
      return ROLE_OTHER;
  }
  return must ? ROLE_ASKED : ROLE_UNSAID;
}

static gboolean
is_for_me (const ConfabScamView *view, guint at) {
  for (guint i = at + 1; i < view->n && i - at <= MAX_ME_BEHIND && !view->words[i].begins_clause;
      i++)
    if ((view->words[i].is & IS (ME)) != 0)
      return TRUE;
  for (guint i = at; i > 0 && at - i < MAX_ME_BEFORE && !view->words[i].begins_clause; i--)
    if ((view->words[i - 1].is & IS (ME)) != 0)
      return TRUE;
  return FALSE;
}

/* "Give it to him", "¿se lo mandas?": for somebody else. */
static gboolean
is_for_others (const ConfabScamView *view, guint at) {
  static const char *const others[] = { "him", "her", "them", "ihm", "denen", "lui", "leur" };

  for (guint i = at + 1; i < view->n && i - at <= MAX_OTHER_BEHIND && !view->words[i].begins_clause;
      i++)
    for (guint k = 0; k < G_N_ELEMENTS (others); k++)
      if (strcmp (view->words[i].text, others[k]) == 0)
        return TRUE;
  return at >= 2 && strcmp (view->words[at - 2].text, "se") == 0 &&
         (strcmp (view->words[at - 1].text, "lo") == 0 ||
             strcmp (view->words[at - 1].text, "la") == 0);
}

/* "Please", "and", "hello" and the like before a verb leave it at the beginning. */
static gboolean
is_at_beginning (const ConfabScamView *view, guint at) {
  return at == 0 || view->words[at].begins_clause ||
         (view->words[at - 1].is &
             (IS (AND) | IS (ASK) | IS (GREET) | IS (URGENT) | IS (DIGITS))) != 0;
}

/* "You send me", "tu fais le virement": telling somebody what they do is asking for it. */
static gboolean
is_told (const ConfabScamView *view, guint at) {
  static const char *const subjects[] = { "you", "u", "du", "tu", "vous", "usted" };
  const ConfabScamWord *word = &view->words[at];

  if (at == 0 || word->begins_clause)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (strcmp (view->words[at - 1].text, subjects[i]) == 0)
      return TRUE;
  return FALSE;
}

static Role
role_of (const ConfabScamView *view, guint at) {
  Role role;

  if (is_negated (view, at))
    return ROLE_NOT;
  if (is_for_others (view, at) && !is_for_me (view, at))
    return ROLE_OTHER;
  if (at + 1 < view->n && strcmp (view->words[at + 1].text, "er") == 0) /* "sagt er" */
    return ROLE_OTHER;
  if (is_polite_form (view, at))
    return ROLE_ASKED;
  role = role_before (view, at);
  if (role != ROLE_UNSAID)
    return role;
  if (is_for_me (view, at) || is_at_beginning (view, at) || is_told (view, at))
    return ROLE_ASKED;
  return ROLE_UNSAID;
}

static void
find_role (ConfabScamView *view, guint at) {
  ConfabScamWord *word = &view->words[at];
  ConfabScamSet verbs = 0;
  Role role;

  for (guint cue = 0; cue < CONFAB_CUE_VERBS_END; cue += 2)
    if ((word->is & CONFAB_CUE_BIT (cue)) != 0)
      verbs |= CONFAB_CUE_BIT (cue);
  if (verbs == 0)
    return;

  role = role_of (view, at);
  switch (role) {
  case ROLE_ASKED:
    word->is |= verbs << 1;
    break;
  case ROLE_NEEDED:
    word->is &= ~verbs;
    if ((verbs & IS (PAY)) != 0)
      word->is |= IS (NEED);
    break;
  case ROLE_OTHER:
  case ROLE_NOT:
    word->is &= ~verbs;
    break;
  case ROLE_UNSAID:
    break;
  }
}

/* "Lend me 300": a number beside giving is a sum, of two digits beside paying. */
static void
find_sums (ConfabScamView *view) {
  for (guint i = 0; i < view->n; i++) {
    ConfabScamWord *word = &view->words[i];
    ConfabScamSet near = 0;

    if (word->n_digits < MIN_SUM_DIGITS || word->n_digits > MAX_SUM_DIGITS)
      continue;
    for (guint j = i > SUM_WITHIN ? i - SUM_WITHIN : 0; j < view->n && j <= i + SUM_WITHIN; j++)
      if (view->words[j].sentence == word->sentence)
        near |= view->words[j].is;
    if ((near & (IS (DO_PAY) | IS (DO_LEND) | IS (BILL) | IS (BAIL))) != 0 ||
        ((near & IS (DO_GIVE)) != 0 && word->n_digits > MIN_SUM_DIGITS))
      word->is |= IS (AMOUNT);
  }
}

/* TRUE if each kind of word that it needs is there at all; most are not. */
static gboolean
may_combine (const Combination *combination, ConfabScamSet there) {
  for (guint group = 0; group < G_N_ELEMENTS (combination->all); group++)
    if (combination->all[group] != 0 && (there & combination->all[group]) == 0)
      return FALSE;
  return TRUE;
}

void
confab_safety_scam_combine (ConfabScamView *view) {
  ConfabScamSet there = 0;

  for (guint i = 0; i < view->n; i++)
    there |= view->words[i].is;
  for (guint i = 0; i < G_N_ELEMENTS (combinations); i++)
    if (may_combine (&combinations[i], there))
      combine_one (view, &combinations[i]);
  find_kin_called (view);
  for (guint i = 0; i < view->n; i++)
    find_role (view, i);
  find_sums (view);
}
