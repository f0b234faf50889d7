/* Judge "server": may one sign in here, with what is on offer now and what was used last time
 * (R13).
 *
 * The password itself is never given away, and what was once agreed on is never taken back: someone
 * between us and the server would begin with exactly that. */

#include "safety/safety-judges.h"

#include "safety/safety-verdict-private.h"

static ConfabServerVerdict
verdict (ConfabServerVerdict verdict, ConfabReason reason, ConfabReason *why) {
  return (ConfabServerVerdict)confab_safety_verdict (verdict, reason, why);
}

ConfabServerVerdict
confab_safety_judge_server (const ConfabServerFacts *facts, ConfabReason *why) {
  if (!facts->is_secure)
    return verdict (CONFAB_SERVER_REFUSE, CONFAB_REASON_NOT_SECURE, why);
  if (facts->offers_plain_only)
    return verdict (CONFAB_SERVER_REFUSE, CONFAB_REASON_PASSWORD_IN_CLEAR, why);
  if (!facts->has_offer || facts->mechanism == CONFAB_MECHANISM_NONE)
    return verdict (CONFAB_SERVER_REFUSE, CONFAB_REASON_NO_MECHANISM, why);
  if (facts->mechanism < facts->last_mechanism)
    return verdict (CONFAB_SERVER_REFUSE, CONFAB_REASON_WEAKER_THAN_BEFORE, why);
  if (facts->last_had_binding && !facts->has_binding)
    return verdict (CONFAB_SERVER_REFUSE, CONFAB_REASON_WEAKER_THAN_BEFORE, why);
  /* What is bound proves that nobody stands between: then it was the server's own doing. */
  if (facts->last_had_sasl2 && !facts->has_sasl2 && !facts->has_binding)
    return verdict (CONFAB_SERVER_REFUSE, CONFAB_REASON_WEAKER_THAN_BEFORE, why);
  return verdict (CONFAB_SERVER_OK, CONFAB_REASON_NONE, why);
}
