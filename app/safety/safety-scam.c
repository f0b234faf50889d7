/* Judge "scam": does a message ask for what tricksters ask for (R07)?
 *
 * Folds the text, finds what its words mean, lets the rules weigh that and compares the sum with
 * what is asked of this person: the less they are known, the less it takes. Refuses to hide
 * anything, and takes what it cannot read for a reason to warn. */

#include "safety/safety-scam-private.h"

#include <string.h>

/* What it takes to be warned, by grade. */
#define ENOUGH_STRANGER 50
#define ENOUGH_ADDED 54
#define ENOUGH_KNOWN 67
#define ENOUGH_CHECKED 73
#define LESS_FOR_LOOKALIKE 8
#define LESS_FOR_NEW_DEVICE 10

#define MIN_POINTS 25 /* less is no reason to speak of */
#define MIN_REASON_SHOWN 35

/* Words without a rule are less sure. */
#define LESS_FOR_WORDS_ALONE 3

/* What is left of the points of rules and words together. */
#define BOTH_NUMERATOR 5
#define BOTH_DENOMINATOR 8

/* Reasons besides the strongest add a part of theirs. */
#define OTHERS_PART 3

/* What makes a reason worse, once each. */
#define MORE_FOR_HURRY 6
#define MORE_FOR_SECRET 8
#define MORE_FOR_LINK 6
#define MORE_FOR_FORM 4

/* What makes it ordinary. */
#define LESS_FOR_ORDINARY 4
#define MAX_LESS_FOR_ORDINARY 12
#define MAX_LESS_FOR_ORDINARY_KNOWN 20
#define LESS_FOR_WARN_TALK 40

#define IS(cue) CONFAB_CUE_BIT (CONFAB_CUE_##cue)

typedef struct {
  guint points[CONFAB_SCAM_REASON_COUNT]; /* of the rules */
  guint words;                            /* points of the words alone */
  guint words_reason;                     /* index of what they speak of */
  ConfabScamSet there;
  guint n_ordinary;
} Sum;

static void
count_words (const ConfabScamView *view, guint first, Sum *sum) {
  for (guint i = first; i < view->n; i++) {
    sum->there |= view->words[i].is;
    if ((view->words[i].is & IS (ORDINARY)) != 0)
      sum->n_ordinary++;
  }
}

/* The last words of a full view begin the next one, so that what stands across the edge is seen. */
static guint
keep_overlap (ConfabScamView *view) {
  guint kept = MIN (view->n, CONFAB_SCAM_OVERLAP);

  memmove (view->words, view->words + (view->n - kept), kept * sizeof view->words[0]);
  view->n = kept;
  return kept;
}

static void
read_text (const char *text, gsize length, Sum *sum) {
  ConfabScamView view = { 0 };
  ConfabScamReader reader;

  confab_safety_scam_reader_init (&reader, text, length);
  while (reader.offset < length) {
    guint first = keep_overlap (&view);
    guint words, reason;

    confab_safety_scam_fold (&reader, &view);
    confab_safety_scam_mark (&view, first);
    confab_safety_scam_combine (&view);
    count_words (&view, first, sum);
    confab_safety_scam_weigh (&view, sum->points);
    words = confab_safety_scam_weigh_words (&view, &reason);
    if (words > sum->words) {
      sum->words = words;
      sum->words_reason = reason;
    }
  }
}

/* People who tell each other of a trick ask for nothing themselves. */
static gboolean
is_talk_of_tricks (const Sum *sum) {
  return (sum->there & IS (WARN_TALK)) != 0 &&
         (sum->there & (IS (DO_GIVE) | IS (DO_PAY) | IS (DO_LEND) | IS (DO_INSTALL) |
                           IS (DO_ENTER) | IS (DO_BUY) | IS (LINK))) == 0;
}

/* What the rules say, with what makes it worse or ordinary. */
static guint
weigh_rules (const Sum *sum, const ConfabScamFacts *facts) {
  guint strongest = 0, others = 0, score, less;

  for (guint i = 0; i < CONFAB_SCAM_REASON_COUNT; i++) {
    guint points = sum->points[i];

    if (points > strongest) {
      others += strongest;
      strongest = points;
    } else {
      others += points;
    }
  }
  if (strongest < MIN_POINTS)
    return strongest;

  score = strongest + others / OTHERS_PART;
  if ((sum->there & (IS (URGENT) | IS (THREAT))) != 0)
    score += MORE_FOR_HURRY;
  if ((sum->there & (IS (SECRECY) | IS (NO_CALL))) != 0)
    score += MORE_FOR_SECRET;
  if ((sum->there & IS (LINK)) != 0 || facts->has_link)
    score += MORE_FOR_LINK;
  if ((sum->there & IS (CUSTOMER)) != 0)
    score += MORE_FOR_FORM;

  less = MIN (sum->n_ordinary * LESS_FOR_ORDINARY,
      facts->grade >= CONFAB_GRADE_KNOWN ? MAX_LESS_FOR_ORDINARY_KNOWN : MAX_LESS_FOR_ORDINARY);
  if (is_talk_of_tricks (sum))
    less += LESS_FOR_WARN_TALK;
  score -= MIN (less, score);
  return MIN (score, CONFAB_SCAM_MAX_SCORE);
}

/* Rules and words alone each can be enough; half of both is more than half. */
static guint
weigh (const Sum *sum, const ConfabScamFacts *facts) {
  guint rules = weigh_rules (sum, facts), words = sum->words;
  guint score;

  if (is_talk_of_tricks (sum))
    words -= MIN (words, LESS_FOR_WARN_TALK);
  words -= MIN (words, LESS_FOR_WORDS_ALONE);
  score = MAX (MAX (rules, words), (rules + words) * BOTH_NUMERATOR / BOTH_DENOMINATOR);
  return MIN (score, CONFAB_SCAM_MAX_SCORE);
}

static guint
enough (const ConfabScamFacts *facts) {
  guint points = ENOUGH_STRANGER;

  switch (facts->grade) {
  case CONFAB_GRADE_STRANGER:
    points = ENOUGH_STRANGER;
    break;
  case CONFAB_GRADE_ADDED:
    points = ENOUGH_ADDED;
    break;
  case CONFAB_GRADE_KNOWN:
    points = ENOUGH_KNOWN;
    break;
  case CONFAB_GRADE_CHECKED:
    points = ENOUGH_CHECKED;
    break;
  }
  if (facts->is_lookalike)
    points = MIN (points, ENOUGH_STRANGER) - LESS_FOR_LOOKALIKE;
  if (facts->is_new_device)
    points -= LESS_FOR_NEW_DEVICE;
  return points;
}

static ConfabScamVerdict
answer (ConfabScamVerdict verdict, guint reasons, guint score, ConfabScamFound *found) {
  if (found != NULL)
    *found = (ConfabScamFound){ reasons, score };
  return verdict;
}

ConfabScamVerdict
confab_safety_judge_scam (const ConfabScamFacts *facts, ConfabScamFound *found) {
  Sum sum = { 0 };
  guint reasons = 0, score, strongest = 0;

  if (facts->text == NULL || facts->length > CONFAB_SCAM_MAX_BYTES)
    return answer (CONFAB_SCAM_WARN, CONFAB_SCAM_UNREADABLE, CONFAB_SCAM_MAX_SCORE, found);

  read_text (facts->text, facts->length, &sum);
  score = weigh (&sum, facts);
  for (guint i = 0; i < CONFAB_SCAM_REASON_COUNT; i++)
    strongest = MAX (strongest, sum.points[i]);
  if (strongest < MIN_REASON_SHOWN && sum.words >= MIN_POINTS)
    reasons |= 1u << sum.words_reason;
  for (guint i = 0; i < CONFAB_SCAM_REASON_COUNT; i++)
    if (sum.points[i] >= MIN_REASON_SHOWN ||
        (sum.points[i] == strongest && strongest >= MIN_POINTS))
      reasons |= 1u << i;

  if (reasons != 0 && score >= enough (facts))
    return answer (CONFAB_SCAM_WARN, reasons, score, found);
  return answer (CONFAB_SCAM_SHOW, reasons, score, found);
}
