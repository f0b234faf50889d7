/* Judge "retract": may this word take that message back (R10).
 *
 * Only its writer may, in its own chat, under a seal that is no weaker than the message's. What the
 * user chose to keep stays. Nothing ever goes without a line that says so. */

#include "safety/safety-judges.h"

#include "safety/safety-verdict-private.h"

static ConfabRetractVerdict
verdict_of (ConfabRetractVerdict verdict, ConfabReason reason, ConfabReason *why) {
  return (ConfabRetractVerdict)confab_safety_verdict (verdict, reason, why);
}

/* In the clear any server on the way can have written it: it is worth as much as a text there. */
static gboolean
is_theirs_to_say (const ConfabRetractFacts *facts) {
  return facts->is_sealed ? facts->is_device_used : facts->may_be_plain;
}

ConfabRetractVerdict
confab_safety_judge_retract (const ConfabRetractFacts *facts, ConfabReason *why) {
  if (!facts->is_same_writer || !is_theirs_to_say (facts))
    return verdict_of (CONFAB_RETRACT_IGNORE, CONFAB_REASON_WRONG_SENDER, why);
  if (!facts->is_here)
    return verdict_of (CONFAB_RETRACT_NOTE, CONFAB_REASON_NONE, why);
  if (facts->was_sealed && !facts->is_sealed)
    return verdict_of (CONFAB_RETRACT_IGNORE, CONFAB_REASON_WRONG_SENDER, why);
  if (facts->is_taken)
    return verdict_of (CONFAB_RETRACT_IGNORE, CONFAB_REASON_NONE, why);
  return verdict_of (
      facts->is_kept ? CONFAB_RETRACT_SAY : CONFAB_RETRACT_ERASE, CONFAB_REASON_NONE, why);
}
