/* The judge of the web door: every combination of what it knows. */

#include "safety/safety-door.h"

static void
test_all (void) {
  guint n_asked = 0;

  for (guint bits = 0; bits < 16; bits++) {
    for (guint n_shut = 0; n_shut < 4; n_shut++) {
      const ConfabDoorFacts facts = { .is_answered = bits & 1,
        .is_named = (bits & 2) != 0,
        .is_network = (bits & 4) != 0,
        .was_through = (bits & 8) != 0,
        .n_shut = n_shut };
      ConfabDoor door = confab_safety_door (&facts);

      if (facts.is_named)
        g_assert_cmpint (door, ==, CONFAB_DOOR_CLOSED);
      else
        g_assert_cmpint (door == CONFAB_DOOR_OPEN, ==, facts.is_answered);
      if (door == CONFAB_DOOR_ASK) {
        n_asked++;
        g_assert_true (facts.is_network && !facts.was_through && n_shut >= CONFAB_DOOR_TRIES);
      }
    }
  }
  g_assert_cmpuint (n_asked, ==, 2);
}

static void
test_zero (void) {
  const ConfabDoorFacts facts = { 0 };

  g_assert_cmpint (confab_safety_door (&facts), ==, CONFAB_DOOR_CLOSED);
}

/* Only what says something of the network that one is in now. */
static void
test_count (void) {
  ConfabDoorFacts facts = { .is_network = TRUE, .n_shut = 1 };

  g_assert_cmpuint (confab_safety_door_count (&facts, TRUE), ==, 2);
  g_assert_cmpuint (confab_safety_door_count (&facts, FALSE), ==, 0);
  facts.was_through = TRUE;
  g_assert_cmpuint (confab_safety_door_count (&facts, TRUE), ==, 0);
  facts.was_through = FALSE;
  facts.is_network = FALSE;
  g_assert_cmpuint (confab_safety_door_count (&facts, TRUE), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/door/all", test_all);
  g_test_add_func ("/safety/door/zero", test_zero);
  g_test_add_func ("/safety/door/count", test_count);
  return g_test_run ();
}
