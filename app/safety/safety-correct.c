/* Judge "correct": may this text stand in the place of that message's (XEP-0308).
 *
 * Only its writer's, in its own chat, under a seal that is no weaker than the message's; only the
 * last thing that writer said, within a day, a bounded number of times. What was read long ago, or
 * kept, is never rewritten, and no text stays longer by it than its timer says. What may not
 * replace anything is a message like any other, so that nothing is lost; but nothing brings back
 * what was taken back. */

#include "safety/safety-judges.h"

#include "safety/safety-verdict-private.h"

static ConfabCorrectVerdict
verdict_of (ConfabCorrectVerdict verdict, ConfabReason reason, ConfabReason *why) {
  return (ConfabCorrectVerdict)confab_safety_verdict (verdict, reason, why);
}

/* In the clear any server on the way can have written it: it is worth as much as a text there. */
static gboolean
is_theirs_to_say (const ConfabCorrectFacts *facts) {
  return facts->is_sealed ? facts->is_device_used : facts->may_be_plain;
}

/* Clocks differ, so it may also seem to be written before the message. */
static gboolean
is_within_time (const ConfabCorrectFacts *facts) {
  return facts->age_us <= CONFAB_CORRECT_MAX_AGE_US && facts->age_us >= -CONFAB_CORRECT_MAX_AGE_US;
}

ConfabCorrectVerdict
confab_safety_judge_correct (const ConfabCorrectFacts *facts, ConfabReason *why) {
  if (!facts->is_same_writer || !facts->is_text || !is_theirs_to_say (facts))
    return verdict_of (CONFAB_CORRECT_APART, CONFAB_REASON_WRONG_SENDER, why);
  if (!facts->is_here)
    return verdict_of (CONFAB_CORRECT_FIRST, CONFAB_REASON_NONE, why);
  if (facts->was_sealed && !facts->is_sealed)
    return verdict_of (CONFAB_CORRECT_APART, CONFAB_REASON_WRONG_SENDER, why);
  if (facts->is_taken)
    return verdict_of (CONFAB_CORRECT_DROP, CONFAB_REASON_NONE, why);
  if (!facts->was_text || facts->is_older || facts->is_kept || !facts->is_last ||
      !facts->ends_in_time || facts->n_changes >= CONFAB_CORRECT_MAX_CHANGES ||
      !is_within_time (facts))
    return verdict_of (CONFAB_CORRECT_APART, CONFAB_REASON_NONE, why);
  return verdict_of (CONFAB_CORRECT_CHANGE, CONFAB_REASON_NONE, why);
}
