/* Judge "disclose": may this fact about the user go to this person (R02, R14, R17 to R19).
 *
 * A stranger gets what one's server says for an account that is signed off, and what the user does
 * for that person with their own hand; nothing else. What would show that the user is here goes
 * only to those who may see it. What the computer is, nobody learns. */

#include "safety/safety-judges.h"

#include "safety/safety-verdict-private.h"

static ConfabDiscloseVerdict
no (ConfabReason reason, ConfabReason *why) {
  return (ConfabDiscloseVerdict)confab_safety_verdict (CONFAB_DISCLOSE_NO, reason, why);
}

static ConfabDiscloseVerdict
yes (ConfabReason *why) {
  return (ConfabDiscloseVerdict)confab_safety_verdict (
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE, why);
}

/* To a person who sees that the user is here, and it is so. */
static ConfabDiscloseVerdict
judge_seen (const ConfabDiscloseFacts *facts, ConfabReason *why) {
  if (facts->grade < CONFAB_GRADE_ADDED)
    return no (CONFAB_REASON_NOT_KNOWN, why);
  if (!facts->may_see_presence)
    return no (CONFAB_REASON_NOT_MUTUAL, why);
  if (facts->is_hidden)
    return no (CONFAB_REASON_SIGNED_IN_HIDDEN, why);
  return yes (why);
}

/* The server passes a broadcast on to those who are approved, so telling it is telling them. */
static ConfabDiscloseVerdict
judge_presence (const ConfabDiscloseFacts *facts, ConfabReason *why) {
  if (facts->is_act_of_user)
    return yes (why);
  if (facts->is_own_server)
    return facts->is_hidden ? no (CONFAB_REASON_SIGNED_IN_HIDDEN, why) : yes (why);
  return judge_seen (facts, why);
}

static ConfabDiscloseVerdict
judge_message (const ConfabDiscloseFacts *facts, ConfabReason *why) {
  if (facts->is_act_of_user || facts->is_request_note || facts->grade >= CONFAB_GRADE_ADDED)
    return yes (why);
  return no (CONFAB_REASON_NOT_KNOWN, why);
}

static ConfabDiscloseVerdict
judge_chosen (const ConfabDiscloseFacts *facts, ConfabReason *why) {
  if (!facts->is_chosen)
    return no (CONFAB_REASON_OFF_BY_DEFAULT, why);
  /* A profile does not show whether its owner is here. */
  if (facts->class != CONFAB_CLASS_PROFILE)
    return judge_seen (facts, why);
  if (facts->grade < CONFAB_GRADE_ADDED)
    return no (CONFAB_REASON_NOT_KNOWN, why);
  return yes (why);
}

/* One's own server must know what to pass on (XEP-0163 asks for features) and whether the line
 * lives (XEP-0199); it sees all of the traffic anyway. */
static ConfabDiscloseVerdict
judge_answer (const ConfabDiscloseFacts *facts, ConfabReason *why) {
  return facts->is_own_server ? yes (why) : judge_seen (facts, why);
}

static ConfabDiscloseVerdict
judge_own_server (const ConfabDiscloseFacts *facts, ConfabReason *why) {
  return facts->is_own_server ? yes (why) : no (CONFAB_REASON_NOT_KNOWN, why);
}

/* Keys are asked for right before writing, which also somebody who is signed in hidden may do; a
 * stranger would learn that somebody looked at them. */
static ConfabDiscloseVerdict
judge_fetch (const ConfabDiscloseFacts *facts, ConfabReason *why) {
  if (facts->is_own_server || facts->grade >= CONFAB_GRADE_ADDED)
    return yes (why);
  return no (CONFAB_REASON_NOT_KNOWN, why);
}

ConfabDiscloseVerdict
confab_safety_judge_disclose (const ConfabDiscloseFacts *facts, ConfabReason *why) {
  gboolean is_subscription =
      facts->class == CONFAB_CLASS_SUBSCRIBE || facts->class == CONFAB_CLASS_APPROVE;

  /* Blocking itself takes subscriptions back, so these two still go when the user does it. */
  if (facts->is_blocked && !(is_subscription && facts->is_act_of_user))
    return no (CONFAB_REASON_BLOCKED, why);

  switch (facts->class) {
  case CONFAB_CLASS_OWN_SERVER:
    return judge_own_server (facts, why);
  case CONFAB_CLASS_PRESENCE:
    return judge_presence (facts, why);
  case CONFAB_CLASS_SUBSCRIBE:
  case CONFAB_CLASS_APPROVE:
    return facts->is_act_of_user ? yes (why) : no (CONFAB_REASON_OFF_BY_DEFAULT, why);
  case CONFAB_CLASS_MESSAGE:
    return judge_message (facts, why);
  case CONFAB_CLASS_RETRACTION:
    return facts->grade >= CONFAB_GRADE_ADDED ? yes (why) : no (CONFAB_REASON_NOT_KNOWN, why);
  case CONFAB_CLASS_RECEIPT:
  case CONFAB_CLASS_TYPING:
  case CONFAB_CLASS_READ:
  case CONFAB_CLASS_PROFILE:
    return judge_chosen (facts, why);
  case CONFAB_CLASS_FEATURES:
  case CONFAB_CLASS_PING:
    return judge_answer (facts, why);
  case CONFAB_CLASS_FETCH:
    return judge_fetch (facts, why);
  case CONFAB_CLASS_ERROR:
    return yes (why);
  case CONFAB_CLASS_NONE:
  case CONFAB_CLASS_MACHINE:
  case CONFAB_CLASS_COUNT:
    break;
  }
  return no (CONFAB_REASON_OFF_BY_DEFAULT, why);
}
