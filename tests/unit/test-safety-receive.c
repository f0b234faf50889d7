/* Judge "receive": a table of what comes in, and every combination of the facts. */

#include "safety/safety-judges.h"

#define FACT_COUNT 11
#define KIND_COUNT (CONFAB_INCOMING_ERROR + 1)
#define OPEN_DOOR .requests_allowed = TRUE, .budget_left = TRUE

typedef struct {
  const char *name;
  ConfabReceiveFacts facts;
  ConfabReceiveVerdict verdict;
  ConfabReason why;
} Row;

static const Row rows[] = {
  { "nothing is known", { 0 }, CONFAB_RECEIVE_DROP, CONFAB_REASON_NONE },
  { "a stranger writes", { .kind = CONFAB_INCOMING_TEXT, OPEN_DOOR }, CONFAB_RECEIVE_REQUEST,
      CONFAB_REASON_NOT_KNOWN },
  { "a stranger asks", { .kind = CONFAB_INCOMING_SUBSCRIBE, OPEN_DOOR }, CONFAB_RECEIVE_REQUEST,
      CONFAB_REASON_NOT_KNOWN },
  { "a stranger writes sealed", { .kind = CONFAB_INCOMING_TEXT, OPEN_DOOR, .is_sealed = TRUE },
      CONFAB_RECEIVE_REQUEST, CONFAB_REASON_NOT_KNOWN },
  { "a stranger writes again", { .kind = CONFAB_INCOMING_TEXT, OPEN_DOOR, .request_exists = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_TOO_MANY },
  { "one who was answered asks again",
      { .kind = CONFAB_INCOMING_SUBSCRIBE, OPEN_DOOR, .was_answered = TRUE }, CONFAB_RECEIVE_DROP,
      CONFAB_REASON_TOO_MANY },
  { "one who was answered, and asked by us since",
      { .kind = CONFAB_INCOMING_SUBSCRIBE, .is_asked_by_us = TRUE, .was_answered = TRUE },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "one stranger too many", { .kind = CONFAB_INCOMING_TEXT, .requests_allowed = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_TOO_MANY },
  { "only by invitation", { .kind = CONFAB_INCOMING_SUBSCRIBE, .budget_left = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_OFF_BY_DEFAULT },
  { "a stranger's presence", { .kind = CONFAB_INCOMING_PRESENCE, OPEN_DOOR }, CONFAB_RECEIVE_DROP,
      CONFAB_REASON_NOT_KNOWN },
  { "a stranger's query", { .kind = CONFAB_INCOMING_QUERY, OPEN_DOOR }, CONFAB_RECEIVE_DROP,
      CONFAB_REASON_NOT_KNOWN },
  { "a stranger's receipt", { .kind = CONFAB_INCOMING_RECEIPT, OPEN_DOOR }, CONFAB_RECEIVE_DROP,
      CONFAB_REASON_NOT_KNOWN },
  { "a buddy writes", { .kind = CONFAB_INCOMING_TEXT, .grade = CONFAB_GRADE_ADDED },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "a buddy comes", { .kind = CONFAB_INCOMING_PRESENCE, .grade = CONFAB_GRADE_ADDED },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "a buddy who looks like another writes",
      { .kind = CONFAB_INCOMING_TEXT, .grade = CONFAB_GRADE_ADDED, .is_lookalike = TRUE },
      CONFAB_RECEIVE_SHOW_WARNED, CONFAB_REASON_NOT_KNOWN },
  { "the same, known in life",
      { .kind = CONFAB_INCOMING_TEXT, .grade = CONFAB_GRADE_KNOWN, .is_lookalike = TRUE },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "something else of a checked person", { .grade = CONFAB_GRADE_CHECKED }, CONFAB_RECEIVE_DROP,
      CONFAB_REASON_NONE },
  { "blocked", { .kind = CONFAB_INCOMING_TEXT, .grade = CONFAB_GRADE_KNOWN, .is_blocked = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_BLOCKED },
  { "blocked stranger", { .kind = CONFAB_INCOMING_SUBSCRIBE, OPEN_DOOR, .is_blocked = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_BLOCKED },
  { "blocked, a request waits",
      { .kind = CONFAB_INCOMING_TEXT, OPEN_DOOR, .is_blocked = TRUE, .request_exists = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_BLOCKED },
  { "blocked, and asked by us",
      { .kind = CONFAB_INCOMING_SUBSCRIBE, .is_asked_by_us = TRUE, .is_blocked = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_BLOCKED },
  { "a sign of life of a blocked buddy",
      { .kind = CONFAB_INCOMING_PRESENCE, .grade = CONFAB_GRADE_CHECKED, .is_blocked = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_BLOCKED },
  { "a receipt of a blocked buddy",
      { .kind = CONFAB_INCOMING_RECEIPT, .grade = CONFAB_GRADE_CHECKED, .is_blocked = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_BLOCKED },
  { "a query of a blocked buddy",
      { .kind = CONFAB_INCOMING_QUERY, .grade = CONFAB_GRADE_CHECKED, .is_blocked = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_BLOCKED },
  { "the server writes", { .kind = CONFAB_INCOMING_TEXT, .is_own_server = TRUE },
      CONFAB_RECEIVE_SHOW_WARNED, CONFAB_REASON_SERVER },
  { "the server seals, as people do",
      { .kind = CONFAB_INCOMING_TEXT, .is_own_server = TRUE, .is_sealed = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_WRONG_SENDER },
  { "somebody else's server writes", { .kind = CONFAB_INCOMING_TEXT, OPEN_DOOR, .is_server = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_WRONG_SENDER },
  { "somebody else's server asks",
      { .kind = CONFAB_INCOMING_SUBSCRIBE, OPEN_DOOR, .is_server = TRUE }, CONFAB_RECEIVE_DROP,
      CONFAB_REASON_WRONG_SENDER },
  { "a server that was added, to other networks",
      { .kind = CONFAB_INCOMING_TEXT, .grade = CONFAB_GRADE_ADDED, .is_server = TRUE },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "the server writes, and somebody added it",
      { .kind = CONFAB_INCOMING_TEXT, .is_own_server = TRUE, .grade = CONFAB_GRADE_CHECKED },
      CONFAB_RECEIVE_SHOW_WARNED, CONFAB_REASON_SERVER },
  { "the server asks", { .kind = CONFAB_INCOMING_QUERY, .is_own_server = TRUE },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "the server wants to be a buddy", { .kind = CONFAB_INCOMING_SUBSCRIBE, .is_own_server = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_WRONG_SENDER },
  { "own other program", { .kind = CONFAB_INCOMING_TEXT, .is_own_account = TRUE },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "oneself as a buddy", { .kind = CONFAB_INCOMING_SUBSCRIBE, .is_own_account = TRUE, OPEN_DOOR },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_WRONG_SENDER },
  { "one who was asked writes", { .kind = CONFAB_INCOMING_TEXT, .is_asked_by_us = TRUE },
      CONFAB_RECEIVE_SHOW_WARNED, CONFAB_REASON_NOT_MUTUAL },
  { "one who was asked asks in turn", { .kind = CONFAB_INCOMING_SUBSCRIBE, .is_asked_by_us = TRUE },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "the same, looking like another",
      { .kind = CONFAB_INCOMING_SUBSCRIBE, .is_asked_by_us = TRUE, .is_lookalike = TRUE },
      CONFAB_RECEIVE_SHOW_WARNED, CONFAB_REASON_NOT_KNOWN },
  { "there is nobody of that name", { .kind = CONFAB_INCOMING_ERROR, .is_asked_by_us = TRUE },
      CONFAB_RECEIVE_SHOW, CONFAB_REASON_NONE },
  { "one who was asked is curious", { .kind = CONFAB_INCOMING_QUERY, .is_asked_by_us = TRUE },
      CONFAB_RECEIVE_DROP, CONFAB_REASON_NOT_MUTUAL },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabReason why = CONFAB_REASON_NOT_SECURE;

    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_receive (&rows[i].facts, &why), ==, rows[i].verdict);
    g_assert_cmpint (why, ==, rows[i].why);
    g_assert_cmpint (confab_safety_judge_receive (&rows[i].facts, NULL), ==, rows[i].verdict);
  }
}

static ConfabReceiveFacts
facts_from_bits (guint bits) {
  return (ConfabReceiveFacts){
    .is_blocked = (bits >> 0) & 1,
    .is_own_server = (bits >> 1) & 1,
    .is_own_account = (bits >> 2) & 1,
    .is_asked_by_us = (bits >> 3) & 1,
    .requests_allowed = (bits >> 4) & 1,
    .request_exists = (bits >> 5) & 1,
    .budget_left = (bits >> 6) & 1,
    .is_sealed = (bits >> 7) & 1,
    .is_lookalike = (bits >> 8) & 1,
    .was_answered = (bits >> 9) & 1,
    .is_server = (bits >> 10) & 1,
  };
}

static void
check_invariants (const ConfabReceiveFacts *facts) {
  ConfabReason why = CONFAB_REASON_NOT_SECURE;
  ConfabReceiveVerdict verdict = confab_safety_judge_receive (facts, &why);
  gboolean is_stranger = facts->grade == CONFAB_GRADE_STRANGER && !facts->is_own_account &&
                         !facts->is_own_server && !facts->is_asked_by_us;
  gboolean is_note =
      facts->kind == CONFAB_INCOMING_TEXT || facts->kind == CONFAB_INCOMING_SUBSCRIBE;

  if (facts->is_blocked || facts->kind == CONFAB_INCOMING_OTHER)
    g_assert_cmpint (verdict, ==, CONFAB_RECEIVE_DROP);
  if (is_stranger)
    g_assert_true (verdict == CONFAB_RECEIVE_DROP || verdict == CONFAB_RECEIVE_REQUEST);
  if (verdict == CONFAB_RECEIVE_REQUEST)
    g_assert_true (is_stranger && is_note && facts->requests_allowed && facts->budget_left &&
                   !facts->request_exists && !facts->was_answered && !facts->is_server);
  if (facts->is_lookalike && facts->grade < CONFAB_GRADE_KNOWN && !facts->is_own_account && is_note)
    g_assert_cmpint (verdict, !=, CONFAB_RECEIVE_SHOW);
  if (facts->is_own_server && !facts->is_own_account && facts->kind == CONFAB_INCOMING_TEXT)
    g_assert_cmpint (verdict, ==,
        facts->is_blocked || facts->is_sealed ? CONFAB_RECEIVE_DROP : CONFAB_RECEIVE_SHOW_WARNED);
  if (verdict == CONFAB_RECEIVE_SHOW)
    g_assert_cmpint (why, ==, CONFAB_REASON_NONE);
  if (verdict == CONFAB_RECEIVE_SHOW_WARNED || verdict == CONFAB_RECEIVE_REQUEST)
    g_assert_cmpint (why, !=, CONFAB_REASON_NONE);
}

/* Days at their edges; a clock that stood ahead answers nobody. */
static void
test_days (void) {
  const gint64 now = 1000 * G_TIME_SPAN_DAY;

  g_assert_false (confab_safety_request_is_over (now, now));
  g_assert_false (confab_safety_request_is_over (now - 30 * G_TIME_SPAN_DAY + 1, now));
  g_assert_true (confab_safety_request_is_over (now - 30 * G_TIME_SPAN_DAY, now));
  g_assert_false (confab_safety_request_is_over (now + 31 * G_TIME_SPAN_DAY, now));
  g_assert_false (confab_safety_request_was_answered (-1, -1));
  g_assert_true (confab_safety_request_was_answered (0, -1));
  g_assert_true (confab_safety_request_was_answered (7, -1));
  g_assert_false (confab_safety_request_was_answered (8, -1));
  g_assert_true (confab_safety_request_was_answered (-1, 0));
  g_assert_true (confab_safety_request_was_answered (8, 30));
  g_assert_false (confab_safety_request_was_answered (8, 31));
}

static void
test_every_combination (void) {
  for (guint bits = 0; bits < 1u << FACT_COUNT; bits++) {
    for (guint kind = 0; kind < KIND_COUNT; kind++) {
      for (guint grade = 0; grade <= CONFAB_GRADE_CHECKED; grade++) {
        ConfabReceiveFacts facts = facts_from_bits (bits);

        facts.kind = (ConfabIncoming)kind;
        facts.grade = (ConfabGrade)grade;
        check_invariants (&facts);
      }
    }
  }
}

/* Sealing a message does not open a door. Servers do not seal. */
static void
test_sealing_changes_nothing (void) {
  for (guint bits = 0; bits < 1u << FACT_COUNT; bits++) {
    for (guint kind = 0; kind < KIND_COUNT; kind++) {
      ConfabReceiveFacts facts = facts_from_bits (bits);
      ConfabReceiveVerdict plain, sealed;

      facts.kind = (ConfabIncoming)kind;
      facts.is_sealed = FALSE;
      if (facts.is_own_server)
        continue;
      plain = confab_safety_judge_receive (&facts, NULL);
      facts.is_sealed = TRUE;
      sealed = confab_safety_judge_receive (&facts, NULL);
      g_assert_cmpint (plain, ==, sealed);
    }
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/receive/table", test_table);
  g_test_add_func ("/safety/receive/days", test_days);
  g_test_add_func ("/safety/receive/every-combination", test_every_combination);
  g_test_add_func ("/safety/receive/sealing-changes-nothing", test_sealing_changes_nothing);
  return g_test_run ();
}
