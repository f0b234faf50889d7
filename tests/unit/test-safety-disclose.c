/* Judge "disclose": a table of what may go to whom, and every combination of the facts. */

#include "safety/safety-judges.h"

#define FACT_COUNT 7
#define SEEN .grade = CONFAB_GRADE_ADDED, .may_see_presence = TRUE

typedef struct {
  const char *name;
  ConfabDiscloseFacts facts;
  ConfabDiscloseVerdict verdict;
  ConfabReason why;
} Row;

static const Row rows[] = {
  { "nothing is known", { 0 }, CONFAB_DISCLOSE_NO, CONFAB_REASON_OFF_BY_DEFAULT },
  { "the roster, to one's own server", { .class = CONFAB_CLASS_OWN_SERVER, .is_own_server = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "the roster, to a person",
      { .class = CONFAB_CLASS_OWN_SERVER, SEEN, .is_act_of_user = TRUE, .is_chosen = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_KNOWN },
  { "presence, to an approved person", { .class = CONFAB_CLASS_PRESENCE, SEEN },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "presence, hidden", { .class = CONFAB_CLASS_PRESENCE, SEEN, .is_hidden = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_SIGNED_IN_HIDDEN },
  { "presence, hidden, by one's own hand",
      { .class = CONFAB_CLASS_PRESENCE, SEEN, .is_hidden = TRUE, .is_act_of_user = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "presence, not approved", { .class = CONFAB_CLASS_PRESENCE, .grade = CONFAB_GRADE_KNOWN },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_MUTUAL },
  { "presence, to a stranger", { .class = CONFAB_CLASS_PRESENCE }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_NOT_KNOWN },
  { "presence, broadcast", { .class = CONFAB_CLASS_PRESENCE, .is_own_server = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "presence, broadcast, hidden",
      { .class = CONFAB_CLASS_PRESENCE, .is_own_server = TRUE, .is_hidden = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_SIGNED_IN_HIDDEN },
  { "asking to see, by hand", { .class = CONFAB_CLASS_SUBSCRIBE, .is_act_of_user = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "asking to see, by itself", { .class = CONFAB_CLASS_SUBSCRIBE, SEEN }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_OFF_BY_DEFAULT },
  { "approving, by itself", { .class = CONFAB_CLASS_APPROVE, SEEN }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_OFF_BY_DEFAULT },
  { "taking back, from someone blocked",
      { .class = CONFAB_CLASS_APPROVE, .is_blocked = TRUE, .is_act_of_user = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "taking back, from someone blocked, by itself",
      { .class = CONFAB_CLASS_APPROVE, .is_blocked = TRUE }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_BLOCKED },
  { "a message to a buddy", { .class = CONFAB_CLASS_MESSAGE, .grade = CONFAB_GRADE_ADDED },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "a message to a stranger", { .class = CONFAB_CLASS_MESSAGE }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_NOT_KNOWN },
  { "a request", { .class = CONFAB_CLASS_MESSAGE, .is_request_note = TRUE }, CONFAB_DISCLOSE_YES,
      CONFAB_REASON_NONE },
  { "a receipt", { .class = CONFAB_CLASS_RECEIPT, SEEN, .is_chosen = TRUE }, CONFAB_DISCLOSE_YES,
      CONFAB_REASON_NONE },
  { "a receipt, switched off", { .class = CONFAB_CLASS_RECEIPT, SEEN }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_OFF_BY_DEFAULT },
  { "a receipt, hidden",
      { .class = CONFAB_CLASS_RECEIPT, SEEN, .is_hidden = TRUE, .is_chosen = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_SIGNED_IN_HIDDEN },
  { "a receipt to one who sees nothing",
      { .class = CONFAB_CLASS_RECEIPT, .grade = CONFAB_GRADE_KNOWN, .is_chosen = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_MUTUAL },
  { "typing", { .class = CONFAB_CLASS_TYPING, SEEN }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_OFF_BY_DEFAULT },
  { "typing, chosen", { .class = CONFAB_CLASS_TYPING, SEEN, .is_chosen = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "typing, chosen, hidden",
      { .class = CONFAB_CLASS_TYPING, SEEN, .is_chosen = TRUE, .is_hidden = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_SIGNED_IN_HIDDEN },
  { "typing, chosen, to a stranger",
      { .class = CONFAB_CLASS_TYPING, .may_see_presence = TRUE, .is_chosen = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_KNOWN },
  { "typing, chosen, to one who sees nothing",
      { .class = CONFAB_CLASS_TYPING, .grade = CONFAB_GRADE_CHECKED, .is_chosen = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_MUTUAL },
  { "typing, chosen, to someone blocked",
      { .class = CONFAB_CLASS_TYPING, SEEN, .is_chosen = TRUE, .is_blocked = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_BLOCKED },
  { "read mark", { .class = CONFAB_CLASS_READ, SEEN }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_OFF_BY_DEFAULT },
  { "read mark, chosen, hidden",
      { .class = CONFAB_CLASS_READ, SEEN, .is_chosen = TRUE, .is_hidden = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_SIGNED_IN_HIDDEN },
  { "read mark, chosen, to a stranger",
      { .class = CONFAB_CLASS_READ, .may_see_presence = TRUE, .is_chosen = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_KNOWN },
  { "read mark, chosen, to someone blocked",
      { .class = CONFAB_CLASS_READ, SEEN, .is_chosen = TRUE, .is_blocked = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_BLOCKED },
  { "read mark, chosen", { .class = CONFAB_CLASS_READ, SEEN, .is_chosen = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "profile", { .class = CONFAB_CLASS_PROFILE, SEEN }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_OFF_BY_DEFAULT },
  { "profile, chosen",
      { .class = CONFAB_CLASS_PROFILE, .grade = CONFAB_GRADE_ADDED, .is_chosen = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "profile, chosen, a stranger", { .class = CONFAB_CLASS_PROFILE, .is_chosen = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_KNOWN },
  { "features", { .class = CONFAB_CLASS_FEATURES, SEEN }, CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "features, to one's own server", { .class = CONFAB_CLASS_FEATURES, .is_own_server = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "features, to a stranger", { .class = CONFAB_CLASS_FEATURES, .may_see_presence = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_KNOWN },
  { "the machine",
      { .class = CONFAB_CLASS_MACHINE,
          .grade = CONFAB_GRADE_CHECKED,
          .may_see_presence = TRUE,
          .is_own_server = TRUE,
          .is_act_of_user = TRUE,
          .is_chosen = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_OFF_BY_DEFAULT },
  { "a ping of the server", { .class = CONFAB_CLASS_PING, .is_own_server = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "a ping of a buddy", { .class = CONFAB_CLASS_PING, SEEN }, CONFAB_DISCLOSE_YES,
      CONFAB_REASON_NONE },
  { "a ping of a stranger", { .class = CONFAB_CLASS_PING }, CONFAB_DISCLOSE_NO,
      CONFAB_REASON_NOT_KNOWN },
  { "asking for keys of a buddy", { .class = CONFAB_CLASS_FETCH, .grade = CONFAB_GRADE_ADDED },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "asking for keys, hidden",
      { .class = CONFAB_CLASS_FETCH, .grade = CONFAB_GRADE_ADDED, .is_hidden = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "asking for keys of a stranger",
      { .class = CONFAB_CLASS_FETCH, .may_see_presence = TRUE, .is_act_of_user = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_NOT_KNOWN },
  { "asking for keys of someone blocked",
      { .class = CONFAB_CLASS_FETCH, .grade = CONFAB_GRADE_CHECKED, .is_blocked = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_BLOCKED },
  { "asking for one's own keys", { .class = CONFAB_CLASS_FETCH, .is_own_server = TRUE },
      CONFAB_DISCLOSE_YES, CONFAB_REASON_NONE },
  { "an error to a stranger", { .class = CONFAB_CLASS_ERROR }, CONFAB_DISCLOSE_YES,
      CONFAB_REASON_NONE },
  { "an error to someone blocked", { .class = CONFAB_CLASS_ERROR, .is_blocked = TRUE },
      CONFAB_DISCLOSE_NO, CONFAB_REASON_BLOCKED },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabReason why = CONFAB_REASON_NOT_SECURE;

    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_disclose (&rows[i].facts, &why), ==, rows[i].verdict);
    g_assert_cmpint (why, ==, rows[i].why);
    g_assert_cmpint (confab_safety_judge_disclose (&rows[i].facts, NULL), ==, rows[i].verdict);
  }
}

static ConfabDiscloseFacts
facts_from_bits (guint bits) {
  return (ConfabDiscloseFacts){
    .is_own_server = (bits >> 0) & 1,
    .is_blocked = (bits >> 1) & 1,
    .may_see_presence = (bits >> 2) & 1,
    .is_hidden = (bits >> 3) & 1,
    .is_act_of_user = (bits >> 4) & 1,
    .is_chosen = (bits >> 5) & 1,
    .is_request_note = (bits >> 6) & 1,
  };
}

/* What goes to people whatever the class: rules of R02 and R04. */
static void
check_people (const ConfabDiscloseFacts *facts) {
  gboolean is_subscription =
      facts->class == CONFAB_CLASS_SUBSCRIBE || facts->class == CONFAB_CLASS_APPROVE;
  gboolean is_note = facts->class == CONFAB_CLASS_MESSAGE && facts->is_request_note;

  if (facts->is_blocked)
    g_assert_true (is_subscription && facts->is_act_of_user);
  if (facts->grade == CONFAB_GRADE_STRANGER && !facts->is_own_server)
    g_assert_true (facts->class == CONFAB_CLASS_ERROR || facts->is_act_of_user || is_note);
}

/* What must be so for each class, given that the verdict was YES: R14 and R17 to R19. */
static void
check_class (const ConfabDiscloseFacts *facts) {
  gboolean sees =
      facts->grade >= CONFAB_GRADE_ADDED && facts->may_see_presence && !facts->is_hidden;

  switch (facts->class) {
  case CONFAB_CLASS_OWN_SERVER:
    g_assert_true (facts->is_own_server);
    break;
  case CONFAB_CLASS_PRESENCE:
    g_assert_true (sees || facts->is_act_of_user || (facts->is_own_server && !facts->is_hidden));
    break;
  case CONFAB_CLASS_SUBSCRIBE:
  case CONFAB_CLASS_APPROVE:
    g_assert_true (facts->is_act_of_user);
    break;
  case CONFAB_CLASS_RECEIPT:
  case CONFAB_CLASS_TYPING:
  case CONFAB_CLASS_READ:
    g_assert_true (sees && facts->is_chosen);
    break;
  case CONFAB_CLASS_PROFILE:
    g_assert_true (facts->is_chosen && facts->grade >= CONFAB_GRADE_ADDED);
    break;
  case CONFAB_CLASS_FEATURES:
  case CONFAB_CLASS_PING:
    g_assert_true (sees || facts->is_own_server);
    break;
  case CONFAB_CLASS_FETCH:
    g_assert_true (facts->grade >= CONFAB_GRADE_ADDED || facts->is_own_server);
    break;
  case CONFAB_CLASS_RETRACTION:
    g_assert_true (facts->grade >= CONFAB_GRADE_ADDED);
    break;
  case CONFAB_CLASS_MESSAGE:
  case CONFAB_CLASS_ERROR:
    break;
  case CONFAB_CLASS_NONE:
  case CONFAB_CLASS_MACHINE:
  case CONFAB_CLASS_COUNT:
    g_assert_not_reached ();
  }
}

static void
test_every_combination (void) {
  for (guint bits = 0; bits < 1u << FACT_COUNT; bits++) {
    for (guint class = 0; class <= CONFAB_CLASS_COUNT; class ++) {
      for (guint grade = 0; grade <= CONFAB_GRADE_CHECKED; grade++) {
        ConfabDiscloseFacts facts = facts_from_bits (bits);
        ConfabReason why = CONFAB_REASON_NOT_SECURE;
        ConfabDiscloseVerdict verdict;

        facts.class = (ConfabDiscloseClass) class;
        facts.grade = (ConfabGrade)grade;
        verdict = confab_safety_judge_disclose (&facts, &why);
        g_assert_true ((why == CONFAB_REASON_NONE) == (verdict == CONFAB_DISCLOSE_YES));
        if (verdict == CONFAB_DISCLOSE_NO)
          continue;
        check_people (&facts);
        check_class (&facts);
      }
    }
  }
}

/* A class with all other facts forgotten: nothing goes but the answer of a signed-off account. */
static void
test_zero_facts (void) {
  for (guint class = 0; class <= CONFAB_CLASS_COUNT; class ++) {
    ConfabDiscloseFacts facts = { .class = (ConfabDiscloseClass) class };
    ConfabDiscloseVerdict expected =
        class == CONFAB_CLASS_ERROR ? CONFAB_DISCLOSE_YES : CONFAB_DISCLOSE_NO;

    g_assert_cmpint (confab_safety_judge_disclose (&facts, NULL), ==, expected);
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/disclose/table", test_table);
  g_test_add_func ("/safety/disclose/every-combination", test_every_combination);
  g_test_add_func ("/safety/disclose/zero-facts", test_zero_facts);
  return g_test_run ();
}
