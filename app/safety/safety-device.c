/* Judge "device": may a key be used (R01, R12). Blind before the first check, strict after it.
 *
 * The rule that holds over all others: what the user left out, or what is no key at all, is neither
 * written to nor read, whoever vouches for it; and a key that nobody decided on is never written to
 * once one of that person was checked. Own devices are never taken blindly. */

#include "safety/safety-judges.h"

#include "safety/safety-verdict-private.h"

static ConfabDeviceVerdict
verdict (ConfabDeviceVerdict verdict, ConfabReason reason, ConfabReason *why) {
  return (ConfabDeviceVerdict)confab_safety_verdict (verdict, reason, why);
}

ConfabDeviceVerdict
confab_safety_judge_device (const ConfabDeviceFacts *facts, ConfabReason *why) {
  if (!facts->is_valid)
    return verdict (CONFAB_DEVICE_DISTRUSTED, CONFAB_REASON_NO_KEYS, why);
  if (facts->is_left_out)
    return verdict (CONFAB_DEVICE_DISTRUSTED, CONFAB_REASON_BLOCKED, why);
  if (facts->is_checked)
    return verdict (CONFAB_DEVICE_VERIFIED, CONFAB_REASON_NONE, why);
  if (facts->is_accepted)
    return verdict (CONFAB_DEVICE_TRUSTED, CONFAB_REASON_NONE, why);
  if (facts->is_own)
    return verdict (CONFAB_DEVICE_UNDECIDED, CONFAB_REASON_NOT_KNOWN, why);
  if (facts->person_checked)
    return verdict (CONFAB_DEVICE_UNDECIDED, CONFAB_REASON_KEYS_CHANGED, why);
  return verdict (CONFAB_DEVICE_TRUSTED, CONFAB_REASON_NONE, why);
}
