/* The judge "bring": every combination of its facts, what must never be, and which names are taken.
 */

#include "safety/safety-bring-names.h"
#include "safety/safety-bring.h"

#define N_FACTS 6

static ConfabBringFacts
facts_of (guint bits) {
  return (ConfabBringFacts){ bits & 1, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0,
    (bits & 16) != 0, (bits & 32) != 0 };
}

static void
test_all (void) {
  guint counts[CONFAB_BRING_ADD + 1] = { 0 };

  for (guint bits = 0; bits < 1 << N_FACTS; bits++) {
    ConfabBringFacts facts = facts_of (bits);
    ConfabBringVerdict verdict = confab_safety_judge_bring (&facts);

    counts[verdict]++;
    if (verdict == CONFAB_BRING_LEAVE)
      continue;
    g_assert_true (facts.is_somebody_else && facts.is_new && facts.is_let_through);
    g_assert_cmpint (verdict == CONFAB_BRING_BLOCK, ==, facts.is_block);
    if (verdict == CONFAB_BRING_BLOCK)
      continue;
    g_assert_true (facts.is_person);
    g_assert_cmpint (verdict == CONFAB_BRING_ADD, ==, facts.is_name_free);
  }
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_assert_cmpuint (counts[i], >, 0);
}

static void
test_nothing_known (void) {
  ConfabBringFacts facts = { 0 };

  g_assert_cmpint (confab_safety_judge_bring (&facts), ==, CONFAB_BRING_LEAVE);
}

/* Whoever is here is not imitated by a file, however the letters are chosen; nobody in it has a
 * name that reads as the address of another one in it. */
static void
test_names (void) {
  static const char *const taken[] = { "Ann", "ann", " A n n", "\u0410nn", "Anń", "\u0412\u043eb",
    "ann@example.org", "ann@exarnple.org", "new@x.example" };
  static const char *const free_names[] = { "Anna", "Ben", "other@x.example", NULL };
  g_autoptr (ConfabBringNames) names = confab_safety_bring_names_new ();

  confab_safety_bring_names_take (names, "Ann");
  confab_safety_bring_names_take (names, "Bob");
  confab_safety_bring_names_take (names, "ann@example.org");
  confab_safety_bring_names_take_line (names, "new@x.example");
  confab_safety_bring_names_take_line (names, "other@x.example");
  for (guint i = 0; i < G_N_ELEMENTS (taken); i++)
    g_assert_false (confab_safety_bring_names_is_free (names, taken[i], "other@x.example"));
  for (guint i = 0; i < G_N_ELEMENTS (free_names); i++)
    g_assert_true (confab_safety_bring_names_is_free (names, free_names[i], "other@x.example"));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/bring/all", test_all);
  g_test_add_func ("/safety/bring/nothing-known", test_nothing_known);
  g_test_add_func ("/safety/bring/names", test_names);
  return g_test_run ();
}
