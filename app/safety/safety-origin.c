/* Judge "origin": may this sender say this kind of thing.
 *
 * Whoever may speak for the account is named one by one; everybody else is taken for a forger. The
 * own server's domain is not the own account, and neither is a full address of it where the bare
 * one is asked for. */

#include "safety/safety-judges.h"

#include "safety/safety-verdict-private.h"

static gboolean
may_say (const ConfabOriginFacts *facts) {
  switch (facts->saying) {
  case CONFAB_SAYING_ROSTER_PUSH:
  case CONFAB_SAYING_BLOCK_PUSH:
    return facts->from_absent || facts->from_own_bare;
  case CONFAB_SAYING_CARBON:
  case CONFAB_SAYING_PEP_OWN:
  case CONFAB_SAYING_STANZA_ID:
    return facts->from_own_bare && !facts->from_absent;
  case CONFAB_SAYING_ARCHIVE:
  case CONFAB_SAYING_IQ_ANSWER:
    return facts->from_whom_we_asked;
  case CONFAB_SAYING_PEP_OTHER:
    return facts->from_valid && facts->from_subject && !facts->from_absent;
  case CONFAB_SAYING_PERSON:
    return facts->from_valid && !facts->from_absent;
  case CONFAB_SAYING_NONE:
    break;
  }
  return FALSE;
}

ConfabOriginVerdict
confab_safety_judge_origin (const ConfabOriginFacts *facts, ConfabReason *why) {
  gboolean is_ok = may_say (facts);

  return (ConfabOriginVerdict)confab_safety_verdict (
      is_ok ? CONFAB_ORIGIN_OK : CONFAB_ORIGIN_FORGED,
      is_ok ? CONFAB_REASON_NONE : CONFAB_REASON_WRONG_SENDER, why);
}
