/* The ledger: counts by class and person, and does not grow without end. */

#include "safety/safety-ledger.h"

static void
test_counts (void) {
  g_autoptr (ConfabLedger) ledger = confab_safety_ledger_new ();

  g_assert_cmpuint (
      confab_safety_ledger_get (ledger, CONFAB_CLASS_RECEIPT, "ann@example.org"), ==, 0);
  g_assert_cmpuint (confab_safety_ledger_get_total (ledger, CONFAB_CLASS_RECEIPT), ==, 0);

  confab_safety_ledger_count (ledger, CONFAB_CLASS_RECEIPT, "ann@example.org");
  confab_safety_ledger_count (ledger, CONFAB_CLASS_RECEIPT, "ann@example.org");
  confab_safety_ledger_count (ledger, CONFAB_CLASS_RECEIPT, "ben@example.org");
  confab_safety_ledger_count (ledger, CONFAB_CLASS_ERROR, "ben@example.org");

  g_assert_cmpuint (
      confab_safety_ledger_get (ledger, CONFAB_CLASS_RECEIPT, "ann@example.org"), ==, 2);
  g_assert_cmpuint (
      confab_safety_ledger_get (ledger, CONFAB_CLASS_RECEIPT, "ben@example.org"), ==, 1);
  g_assert_cmpuint (
      confab_safety_ledger_get (ledger, CONFAB_CLASS_ERROR, "ann@example.org"), ==, 0);
  g_assert_cmpuint (confab_safety_ledger_get_total (ledger, CONFAB_CLASS_RECEIPT), ==, 3);
  g_assert_cmpuint (confab_safety_ledger_get_total (ledger, CONFAB_CLASS_ERROR), ==, 1);
  g_assert_cmpuint (confab_safety_ledger_get_total (ledger, CONFAB_CLASS_TYPING), ==, 0);
}

static void
test_bound (void) {
  g_autoptr (ConfabLedger) ledger = confab_safety_ledger_new ();

  for (guint i = 0; i < 10500; i++) {
    g_autofree char *who = g_strdup_printf ("p%u@example.org", i);

    confab_safety_ledger_count (ledger, CONFAB_CLASS_ERROR, who);
  }

  g_assert_cmpuint (
      confab_safety_ledger_get (ledger, CONFAB_CLASS_ERROR, "p9999@example.org"), ==, 1);
  g_assert_cmpuint (
      confab_safety_ledger_get (ledger, CONFAB_CLASS_ERROR, "p10000@example.org"), ==, 0);
  g_assert_cmpuint (confab_safety_ledger_get (ledger, CONFAB_CLASS_ERROR, ""), ==, 500);
  g_assert_cmpuint (confab_safety_ledger_get_total (ledger, CONFAB_CLASS_ERROR), ==, 10500);

  /* Who has a page keeps it. */
  confab_safety_ledger_count (ledger, CONFAB_CLASS_ERROR, "p0@example.org");
  g_assert_cmpuint (confab_safety_ledger_get (ledger, CONFAB_CLASS_ERROR, "p0@example.org"), ==, 2);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/ledger/counts", test_counts);
  g_test_add_func ("/safety/ledger/bound", test_bound);
  return g_test_run ();
}
