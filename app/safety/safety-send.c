/* Judge "send": may this draft leave, and how (R12).
 *
 * The rule that holds over all others: where a message can be sealed, it is never sent in plain
 * text. Without keys there is no silent downgrade; plain text needs one of three named grounds.
 * A note to oneself leaves on no ground at all. */

#include "safety/safety-judges.h"

#include "safety/safety-verdict-private.h"

static ConfabSendVerdict
verdict (ConfabSendVerdict verdict, ConfabReason reason, ConfabReason *why) {
  return (ConfabSendVerdict)confab_safety_verdict (verdict, reason, why);
}

/* The two fixed sentences, which are shown before they go and say themselves that they are not
 * private. */
static gboolean
is_fixed_note (const ConfabSendFacts *facts) {
  return facts->is_request_note || facts->is_ask_note;
}

/* Who could be written to in private, and cannot any more: perhaps a new program, perhaps somebody
 * in between who took the keys away. */
static ConfabSendVerdict
refuse_without_keys (const ConfabSendFacts *facts, ConfabReason *why) {
  return verdict (
      CONFAB_SEND_REFUSE, facts->had_keys ? CONFAB_REASON_KEYS_GONE : CONFAB_REASON_NO_KEYS, why);
}

static ConfabSendVerdict
judge_where_sealing_is_possible (const ConfabSendFacts *facts, ConfabReason *why) {
  if (facts->keys_changed)
    return verdict (CONFAB_SEND_ASK, CONFAB_REASON_KEYS_CHANGED, why);
  if (facts->has_keys)
    return verdict (CONFAB_SEND_SEAL, CONFAB_REASON_NONE, why);
  if (is_fixed_note (facts))
    return verdict (CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NO_KEYS, why);
  /* Before the choice for plain text: what is being fetched may make it needless. */
  if (facts->keys_pending)
    return verdict (CONFAB_SEND_HOLD_FOR_KEYS, CONFAB_REASON_NO_KEYS, why);
  if (facts->plain_chosen)
    return verdict (CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NO_KEYS, why);
  return refuse_without_keys (facts, why);
}

static ConfabSendVerdict
judge_without_sealing (const ConfabSendFacts *facts, ConfabReason *why) {
  if (facts->plain_chosen || is_fixed_note (facts))
    return verdict (CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NO_KEYS, why);
  return refuse_without_keys (facts, why);
}

ConfabSendVerdict
confab_safety_judge_send (const ConfabSendFacts *facts, ConfabReason *why) {
  if (facts->is_blocked)
    return verdict (CONFAB_SEND_REFUSE, CONFAB_REASON_BLOCKED, why);
  if (facts->is_server)
    return verdict (CONFAB_SEND_REFUSE, CONFAB_REASON_SERVER, why);
  if (facts->text_bytes == 0)
    return verdict (CONFAB_SEND_REFUSE, CONFAB_REASON_EMPTY, why);
  if (facts->text_bytes > facts->max_bytes)
    return verdict (CONFAB_SEND_REFUSE, CONFAB_REASON_TOO_LONG, why);
  if (facts->is_note)
    return verdict (CONFAB_SEND_KEEP_HERE, CONFAB_REASON_NONE, why);
  if (!facts->is_buddy && !facts->is_request_note)
    return verdict (CONFAB_SEND_REFUSE, CONFAB_REASON_NOT_KNOWN, why);

  if (facts->can_seal)
    return judge_where_sealing_is_possible (facts, why);
  return judge_without_sealing (facts, why);
}
