/* The judge "retract": every combination of its facts, and what must never be. */

#include "safety/safety-judges.h"

#define N_FACTS 8

static ConfabRetractFacts
facts_of (guint bits) {
  return (ConfabRetractFacts){ bits & 1, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0,
    (bits & 16) != 0, (bits & 32) != 0, (bits & 64) != 0, (bits & 128) != 0 };
}

static void
test_all (void) {
  guint counts[CONFAB_RETRACT_ERASE + 1] = { 0 };

  for (guint bits = 0; bits < 1 << N_FACTS; bits++) {
    ConfabRetractFacts facts = facts_of (bits);
    ConfabReason why = CONFAB_REASON_BLOCKED;
    ConfabRetractVerdict verdict = confab_safety_judge_retract (&facts, &why);

    counts[verdict]++;
    g_assert_cmpint (why == CONFAB_REASON_NONE || why == CONFAB_REASON_WRONG_SENDER, ==, TRUE);
    if (verdict == CONFAB_RETRACT_IGNORE)
      continue;
    g_assert_true (facts.is_same_writer);
    /* Under a seal by a device that is used, or where the user chose that there is none. */
    g_assert_true (facts.is_sealed ? facts.is_device_used : facts.may_be_plain);
    g_assert_cmpint (verdict == CONFAB_RETRACT_NOTE, ==, !facts.is_here);
    if (verdict == CONFAB_RETRACT_NOTE)
      continue;
    g_assert_false (facts.is_taken);
    g_assert_true (facts.is_sealed || !facts.was_sealed);
    g_assert_cmpint (verdict == CONFAB_RETRACT_SAY, ==, facts.is_kept);
  }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (counts[i], >, 0);
}

static void
test_some (void) {
  ConfabRetractFacts none = { 0 };
  ConfabRetractFacts sealed = { .is_same_writer = TRUE,
    .is_sealed = TRUE,
    .is_device_used = TRUE,
    .is_here = TRUE,
    .was_sealed = TRUE };

  g_assert_cmpint (confab_safety_judge_retract (&none, NULL), ==, CONFAB_RETRACT_IGNORE);
  g_assert_cmpint (confab_safety_judge_retract (&sealed, NULL), ==, CONFAB_RETRACT_ERASE);
  sealed.is_kept = TRUE;
  g_assert_cmpint (confab_safety_judge_retract (&sealed, NULL), ==, CONFAB_RETRACT_SAY);
  sealed.is_sealed = FALSE;
  sealed.may_be_plain = TRUE;
  g_assert_cmpint (confab_safety_judge_retract (&sealed, NULL), ==, CONFAB_RETRACT_IGNORE);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/retract/all", test_all);
  g_test_add_func ("/safety/retract/some", test_some);
  return g_test_run ();
}
