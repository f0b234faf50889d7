/* Fuzz target: judge "scam". The first byte is the grade and the other facts, the rest the message.
 *
 * Besides crashes it looks for broken promises: a warning without a reason, a reason that is none,
 * a judge who gets milder when there is more doubt, an answer that changes from one call to the
 * next. */

#include <stdint.h>

#include "safety/safety-scam.h"

#define WITH_DEVICE 4
#define WITH_LOOKALIKE 8
#define WITH_LINK 16

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

static ConfabScamVerdict
judge (const ConfabScamFacts *facts, ConfabScamFound *found) {
  ConfabScamVerdict verdict = confab_safety_judge_scam (facts, found);

  g_assert (verdict != CONFAB_SCAM_WARN || found->reasons != 0);
  g_assert (found->reasons < 1u << CONFAB_SCAM_REASON_COUNT);
  g_assert (found->score <= CONFAB_SCAM_MAX_SCORE);
  return verdict;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size) {
  ConfabScamFacts facts, doubted;
  ConfabScamFound found, again;
  ConfabScamVerdict verdict;

  if (size == 0)
    return 0;
  facts = (ConfabScamFacts){ .text = (const char *)data + 1,
    .length = size - 1,
    .grade = (ConfabGrade)(data[0] & 3),
    .is_new_device = (data[0] & WITH_DEVICE) != 0,
    .is_lookalike = (data[0] & WITH_LOOKALIKE) != 0,
    .has_link = (data[0] & WITH_LINK) != 0 };
  verdict = judge (&facts, &found);
  g_assert (judge (&facts, &again) == verdict);
  g_assert (again.reasons == found.reasons && again.score == found.score);

  doubted = facts;
  doubted.grade = CONFAB_GRADE_STRANGER;
  g_assert (judge (&doubted, &again) <= verdict);
  doubted = facts;
  doubted.is_new_device = doubted.is_lookalike = doubted.has_link = TRUE;
  g_assert (judge (&doubted, &again) <= verdict);
  return 0;
}
