/* The judge "correct": every combination of its facts, and what must never be. */

#include "safety/safety-judges.h"

#define N_FLAGS 13

static ConfabCorrectFacts
facts_of (guint bits, guint n_changes, gint64 age_us) {
  gboolean flags[N_FLAGS];

  for (guint i = 0; i < N_FLAGS; i++)
    flags[i] = (bits & (1u << i)) != 0;
  return (ConfabCorrectFacts){ flags[0], flags[1], flags[2], flags[3], flags[4], flags[5], flags[6],
    flags[7], flags[8], flags[9], flags[10], flags[11], flags[12], n_changes, age_us };
}

static void
check (const ConfabCorrectFacts *facts, guint *counts) {
  ConfabReason why = CONFAB_REASON_BLOCKED;
  ConfabCorrectVerdict verdict = confab_safety_judge_correct (facts, &why);

  counts[verdict]++;
  g_assert_cmpint (why == CONFAB_REASON_NONE || why == CONFAB_REASON_WRONG_SENDER, ==, TRUE);
  if (verdict == CONFAB_CORRECT_APART)
    return;
  g_assert_true (facts->is_same_writer && facts->is_text);
  /* Under a seal by a device that is used, or where the user chose that there is none. */
  g_assert_true (facts->is_sealed ? facts->is_device_used : facts->may_be_plain);
  g_assert_cmpint (verdict == CONFAB_CORRECT_FIRST, ==, !facts->is_here);
  if (verdict == CONFAB_CORRECT_FIRST)
    return;
  g_assert_true (facts->is_sealed || !facts->was_sealed);
  g_assert_cmpint (verdict == CONFAB_CORRECT_DROP, ==, facts->is_taken);
  if (verdict == CONFAB_CORRECT_DROP)
    return;
  g_assert_true (facts->was_text && facts->is_last && !facts->is_older && !facts->is_kept &&
                 facts->ends_in_time);
  g_assert_cmpuint (facts->n_changes, <, CONFAB_CORRECT_MAX_CHANGES);
  g_assert_cmpint (ABS (facts->age_us), <=, CONFAB_CORRECT_MAX_AGE_US);
}

static void
test_all (void) {
  static const guint changes[] = { 0, CONFAB_CORRECT_MAX_CHANGES - 1, CONFAB_CORRECT_MAX_CHANGES };
  static const gint64 ages[] = { 0, CONFAB_CORRECT_MAX_AGE_US, CONFAB_CORRECT_MAX_AGE_US + 1,
    -CONFAB_CORRECT_MAX_AGE_US - 1, G_MAXINT64, G_MININT64 + 1 };
  guint counts[CONFAB_CORRECT_CHANGE + 1] = { 0 };

  for (guint bits = 0; bits < 1 << N_FLAGS; bits++)
    for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
      for (guint j = 0; j < G_N_ELEMENTS (ages); j++) {
        ConfabCorrectFacts facts = facts_of (bits, changes[i], ages[j]);

        check (&facts, counts);
      }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (counts[i], >, 0);
}

static void
assert_verdict (ConfabCorrectFacts facts, ConfabCorrectVerdict verdict) {
  g_assert_cmpint (confab_safety_judge_correct (&facts, NULL), ==, verdict);
}

static void
test_some (void) {
  ConfabCorrectFacts none = { 0 };
  ConfabCorrectFacts sealed = { .is_same_writer = TRUE,
    .is_text = TRUE,
    .is_sealed = TRUE,
    .is_device_used = TRUE,
    .is_here = TRUE,
    .was_sealed = TRUE,
    .was_text = TRUE,
    .is_last = TRUE,
    .ends_in_time = TRUE };
  ConfabCorrectFacts other = sealed;

  assert_verdict (none, CONFAB_CORRECT_APART);
  assert_verdict (sealed, CONFAB_CORRECT_CHANGE);
  other.is_sealed = FALSE;
  other.may_be_plain = TRUE;
  assert_verdict (other, CONFAB_CORRECT_APART);
  other = sealed;
  other.is_taken = TRUE;
  assert_verdict (other, CONFAB_CORRECT_DROP);
  other = sealed;
  other.is_last = FALSE;
  assert_verdict (other, CONFAB_CORRECT_APART);
  other = sealed;
  other.ends_in_time = FALSE;
  assert_verdict (other, CONFAB_CORRECT_APART);
  other = sealed;
  other.n_changes = CONFAB_CORRECT_MAX_CHANGES;
  assert_verdict (other, CONFAB_CORRECT_APART);
  other = sealed;
  other.age_us = CONFAB_CORRECT_MAX_AGE_US + 1;
  assert_verdict (other, CONFAB_CORRECT_APART);
  other = sealed;
  other.is_here = FALSE;
  assert_verdict (other, CONFAB_CORRECT_FIRST);
  other.is_device_used = FALSE;
  assert_verdict (other, CONFAB_CORRECT_APART);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/correct/all", test_all);
  g_test_add_func ("/safety/correct/some", test_some);
  return g_test_run ();
}
