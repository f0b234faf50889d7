/* Judge "device": a table of keys, and every combination of the facts. */

#include "safety/safety-judges.h"

#define FACT_COUNT 6

typedef struct {
  const char *name;
  ConfabDeviceFacts facts;
  ConfabDeviceVerdict verdict;
  ConfabReason why;
} Row;

static const Row rows[] = {
  { "nothing is known", { 0 }, CONFAB_DEVICE_DISTRUSTED, CONFAB_REASON_NO_KEYS },
  { "no key at all, whatever was said", { .is_checked = TRUE, .is_accepted = TRUE },
      CONFAB_DEVICE_DISTRUSTED, CONFAB_REASON_NO_KEYS },
  { "the first sight of somebody", { .is_valid = TRUE, .is_accepted = TRUE }, CONFAB_DEVICE_TRUSTED,
      CONFAB_REASON_NONE },
  { "a new device of somebody unchecked", { .is_valid = TRUE }, CONFAB_DEVICE_TRUSTED,
      CONFAB_REASON_NONE },
  { "a new device of somebody checked", { .is_valid = TRUE, .person_checked = TRUE },
      CONFAB_DEVICE_UNDECIDED, CONFAB_REASON_KEYS_CHANGED },
  { "it is hers", { .is_valid = TRUE, .person_checked = TRUE, .is_accepted = TRUE },
      CONFAB_DEVICE_TRUSTED, CONFAB_REASON_NONE },
  { "compared", { .is_valid = TRUE, .person_checked = TRUE, .is_checked = TRUE },
      CONFAB_DEVICE_VERIFIED, CONFAB_REASON_NONE },
  { "left out", { .is_valid = TRUE, .is_left_out = TRUE, .is_accepted = TRUE },
      CONFAB_DEVICE_DISTRUSTED, CONFAB_REASON_BLOCKED },
  { "left out, and vouched for", { .is_valid = TRUE, .is_left_out = TRUE, .is_checked = TRUE },
      CONFAB_DEVICE_DISTRUSTED, CONFAB_REASON_BLOCKED },
  { "a new device of mine", { .is_valid = TRUE, .is_own = TRUE }, CONFAB_DEVICE_UNDECIDED,
      CONFAB_REASON_NOT_KNOWN },
  { "an old device of mine", { .is_valid = TRUE, .is_own = TRUE, .is_accepted = TRUE },
      CONFAB_DEVICE_TRUSTED, CONFAB_REASON_NONE },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    ConfabReason why = CONFAB_REASON_EMPTY;

    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_device (&rows[i].facts, &why), ==, rows[i].verdict);
    g_assert_cmpint (why, ==, rows[i].why);
    g_assert_cmpint (confab_safety_judge_device (&rows[i].facts, NULL), ==, rows[i].verdict);
  }
}

static void
check_invariants (const ConfabDeviceFacts *facts) {
  ConfabReason why = CONFAB_REASON_EMPTY;
  ConfabDeviceVerdict verdict = confab_safety_judge_device (facts, &why);
  gboolean is_written_to = verdict >= CONFAB_DEVICE_TRUSTED;

  if (!facts->is_valid || facts->is_left_out)
    g_assert_cmpint (verdict, ==, CONFAB_DEVICE_DISTRUSTED);
  else
    g_assert_cmpint (verdict, !=, CONFAB_DEVICE_DISTRUSTED);
  /* Nothing but a comparison makes a key checked. */
  g_assert_true ((verdict == CONFAB_DEVICE_VERIFIED) ==
                 (facts->is_valid && !facts->is_left_out && facts->is_checked));
  /* Strict once somebody was checked, and for one's own devices always. */
  if ((facts->is_own || facts->person_checked) && !facts->is_checked && !facts->is_accepted)
    g_assert_false (is_written_to);
  g_assert_true ((why == CONFAB_REASON_NONE) == is_written_to);
}

static void
test_every_combination (void) {
  for (guint bits = 0; bits < 1u << FACT_COUNT; bits++) {
    ConfabDeviceFacts facts = {
      .is_valid = (bits >> 0) & 1,
      .is_left_out = (bits >> 1) & 1,
      .is_checked = (bits >> 2) & 1,
      .is_accepted = (bits >> 3) & 1,
      .is_own = (bits >> 4) & 1,
      .person_checked = (bits >> 5) & 1,
    };

    check_invariants (&facts);
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/device/table", test_table);
  g_test_add_func ("/safety/device/every-combination", test_every_combination);
  return g_test_run ();
}
