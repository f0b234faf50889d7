/* Judge "receive": is what came in shown, marked, kept apart as a request, or dropped (R02, R03,
 * R05).
 *
 * A stranger gets at most one request through. Sealing does not make anybody less of a stranger, so
 * it decides nothing here; the row says it. SHOW means "hand it to whoever it concerns": a presence
 * or a query is never text on a screen. */

#include "safety/safety-judges.h"

#include "safety/safety-verdict-private.h"

static ConfabReceiveVerdict
verdict (ConfabReceiveVerdict verdict, ConfabReason reason, ConfabReason *why) {
  return (ConfabReceiveVerdict)confab_safety_verdict (verdict, reason, why);
}

/* Another program of the same account. It has no need to ask to see itself. */
static ConfabReceiveVerdict
judge_own_account (const ConfabReceiveFacts *facts, ConfabReason *why) {
  if (facts->kind == CONFAB_INCOMING_SUBSCRIBE)
    return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_WRONG_SENDER, why);
  return verdict (CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE, why);
}

/* A server asks, answers and announces; it has no presence, and it is nobody's friend (R01). What
 * is sealed is between people. */
static ConfabReceiveVerdict
judge_own_server (const ConfabReceiveFacts *facts, ConfabReason *why) {
  if (facts->is_sealed)
    return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_WRONG_SENDER, why);
  switch (facts->kind) {
  case CONFAB_INCOMING_TEXT:
    return verdict (CONFAB_RECEIVE_SHOW_WARNED, CONFAB_REASON_SERVER, why);
  case CONFAB_INCOMING_QUERY:
  case CONFAB_INCOMING_ERROR:
    return verdict (CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE, why);
  case CONFAB_INCOMING_OTHER:
  case CONFAB_INCOMING_SUBSCRIBE:
  case CONFAB_INCOMING_PRESENCE:
  case CONFAB_INCOMING_RECEIPT:
  case CONFAB_INCOMING_CHAT_STATE:
    break;
  }
  return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_WRONG_SENDER, why);
}

static ConfabReceiveVerdict
judge_buddy (const ConfabReceiveFacts *facts, ConfabReason *why) {
  gboolean is_doubtful = facts->is_lookalike && facts->grade < CONFAB_GRADE_KNOWN;

  if (is_doubtful &&
      (facts->kind == CONFAB_INCOMING_TEXT || facts->kind == CONFAB_INCOMING_SUBSCRIBE))
    return verdict (CONFAB_RECEIVE_SHOW_WARNED, CONFAB_REASON_NOT_KNOWN, why);
  return verdict (CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE, why);
}

/* Someone who was asked and has not accepted yet may answer, in words or by asking in turn, and the
 * server may say that there is nobody. */
static ConfabReceiveVerdict
judge_asked (const ConfabReceiveFacts *facts, ConfabReason *why) {
  switch (facts->kind) {
  case CONFAB_INCOMING_TEXT:
    return verdict (CONFAB_RECEIVE_SHOW_WARNED, CONFAB_REASON_NOT_MUTUAL, why);
  case CONFAB_INCOMING_SUBSCRIBE:
    return judge_buddy (facts, why);
  case CONFAB_INCOMING_ERROR:
    return verdict (CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE, why);
  case CONFAB_INCOMING_OTHER:
  case CONFAB_INCOMING_PRESENCE:
  case CONFAB_INCOMING_RECEIPT:
  case CONFAB_INCOMING_CHAT_STATE:
  case CONFAB_INCOMING_QUERY:
    break;
  }
  return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_NOT_MUTUAL, why);
}

/* Somebody else's server is no person, and would pass for one's own in the box of requests. */
static ConfabReceiveVerdict
judge_stranger (const ConfabReceiveFacts *facts, ConfabReason *why) {
  if (facts->is_server)
    return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_WRONG_SENDER, why);
  if (facts->kind != CONFAB_INCOMING_TEXT && facts->kind != CONFAB_INCOMING_SUBSCRIBE)
    return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_NOT_KNOWN, why);
  if (!facts->requests_allowed)
    return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_OFF_BY_DEFAULT, why);
  if (facts->request_exists || facts->was_answered || !facts->budget_left)
    return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_TOO_MANY, why);
  return verdict (CONFAB_RECEIVE_REQUEST, CONFAB_REASON_NOT_KNOWN, why);
}

ConfabReceiveVerdict
confab_safety_judge_receive (const ConfabReceiveFacts *facts, ConfabReason *why) {
  if (facts->is_blocked)
    return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_BLOCKED, why);
  if (facts->kind == CONFAB_INCOMING_OTHER)
    return verdict (CONFAB_RECEIVE_DROP, CONFAB_REASON_NONE, why);

  if (facts->is_own_account)
    return judge_own_account (facts, why);
  if (facts->is_own_server)
    return judge_own_server (facts, why);
  if (facts->grade >= CONFAB_GRADE_ADDED)
    return judge_buddy (facts, why);
  if (facts->is_asked_by_us)
    return judge_asked (facts, why);
  return judge_stranger (facts, why);
}

gboolean
confab_safety_request_is_over (gint64 since_us, gint64 now_us) {
  return since_us <= now_us && now_us - since_us >= CONFAB_REQUEST_US;
}

gboolean
confab_safety_request_was_answered (gint64 deleted_days, gint64 lapsed_days) {
  return (deleted_days >= 0 && deleted_days <= CONFAB_REQUEST_DELETED_DAYS) ||
         (lapsed_days >= 0 && lapsed_days <= CONFAB_REQUEST_LAPSED_DAYS);
}
