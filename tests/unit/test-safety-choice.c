/* Choices: a table of what holds when, and every combination of value and times: nothing weaker
 * than the start holds but what is known, believable, and not over. */

#include "safety/safety-choice.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define NOW (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)

typedef struct {
  const char *name;
  ConfabChoice choice;
  ConfabChosen chosen;
  int holds;
  gboolean is_over;
} Row;

static const Row rows[] = {
  { "weaker until changed", CONFAB_CHOICE_LINKS, { 1, NOW - HOUR, 0 }, 1, FALSE },
  { "weaker, years later", CONFAB_CHOICE_LINKS, { 1, NOW - 100000 * HOUR, 0 }, 1, FALSE },
  { "weaker until later", CONFAB_CHOICE_LINKS, { 1, NOW - HOUR, NOW + 1 }, 1, FALSE },
  { "weaker until now", CONFAB_CHOICE_LINKS, { 1, NOW - HOUR, NOW }, 0, TRUE },
  { "weaker until before", CONFAB_CHOICE_LINKS, { 1, NOW - HOUR, NOW - 1 }, 0, TRUE },
  { "the clock went back a little", CONFAB_CHOICE_LINKS,
      { 1, NOW + CONFAB_CHOICE_SLACK_US, NOW + HOUR }, 1, FALSE },
  { "the clock went back", CONFAB_CHOICE_LINKS, { 1, NOW + CONFAB_CHOICE_SLACK_US + 1, NOW + HOUR },
      0, TRUE },
  { "the clock went back, until changed", CONFAB_CHOICE_LINKS, { 1, NOW + HOUR, 0 }, 0, TRUE },
  { "longer than anybody may choose", CONFAB_CHOICE_LINKS,
      { 1, NOW, NOW + CONFAB_CHOICE_LONGEST_US + 1 }, 0, TRUE },
  { "the longest", CONFAB_CHOICE_LINKS, { 1, NOW, NOW + CONFAB_CHOICE_LONGEST_US }, 1, FALSE },
  { "ends before it began", CONFAB_CHOICE_LINKS, { 1, NOW - HOUR, NOW - 2 * HOUR }, 0, TRUE },
  { "began never", CONFAB_CHOICE_LINKS, { 1, 0, NOW + HOUR }, 0, TRUE },
  { "no such value", CONFAB_CHOICE_LINKS, { 2, NOW - HOUR, 0 }, 0, FALSE },
  { "unreadable", CONFAB_CHOICE_LINKS, { -1, NOW - HOUR, 0 }, 0, FALSE },
  { "unreadable where the start is not the strictest", CONFAB_CHOICE_WRITE, { -1, 0, 0 },
      CONFAB_WRITE_INVITED, FALSE },
  { "not enforced yet", CONFAB_CHOICE_WRITE, { CONFAB_WRITE_ANYBODY, NOW - HOUR, 0 },
      CONFAB_WRITE_INVITED, FALSE },
  { "keeps nothing that is none", CONFAB_CHOICE_KEEP, { CONFAB_KEEP_FOR_GOOD + 1, NOW - HOUR, 0 },
      CONFAB_KEEP_UNTIL_CLOSED, FALSE },
  { "keeps on where the clock went back", CONFAB_CHOICE_KEEP, { CONFAB_KEEP_MONTH, NOW + HOUR, 0 },
      CONFAB_KEEP_MONTH, FALSE },
  { "keeps no longer than it was to", CONFAB_CHOICE_KEEP, { CONFAB_KEEP_FOR_GOOD, NOW - HOUR, NOW },
      CONFAB_KEEP_UNTIL_CLOSED, TRUE },
  { "stricter needs no time", CONFAB_CHOICE_WRITE, { CONFAB_WRITE_INVITED, 0, 0 },
      CONFAB_WRITE_INVITED, FALSE },
  { "stricter does not end", CONFAB_CHOICE_NOTIFY, { CONFAB_NOTIFY_NOTHING, NOW - HOUR, NOW - 1 },
      CONFAB_NOTIFY_NOTHING, FALSE },
  { "over, back to its start", CONFAB_CHOICE_NOTIFY, { CONFAB_NOTIFY_TEXT, NOW - HOUR, NOW - 1 },
      CONFAB_NOTIFY_NAME, TRUE },
  { "no choice at all", CONFAB_CHOICE_NONE, { 1, NOW - HOUR, 0 }, 0, FALSE },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const Row *row = &rows[i];

    g_test_message ("%s", row->name);
    g_assert_cmpint (confab_safety_choice_now (row->choice, &row->chosen, NOW), ==, row->holds);
    g_assert_cmpint (
        confab_safety_choice_is_over (row->choice, &row->chosen, NOW), ==, row->is_over);
  }
}

static void
check (ConfabChoice choice, const ConfabChosen *chosen) {
  int holds = confab_safety_choice_now (choice, chosen, NOW);

  g_assert_cmpint (holds, >=, 0);
  g_assert_cmpint (holds, <=, confab_safety_choice_last (choice));
  if (!confab_safety_choice_weakens (choice, holds))
    return;
  g_assert_cmpint (holds, ==, chosen->value);
  g_assert_cmpint (chosen->since_us, >, 0);
  if (choice != CONFAB_CHOICE_KEEP || chosen->until_us != 0)
    g_assert_cmpint (chosen->since_us, <=, NOW + CONFAB_CHOICE_SLACK_US);
  g_assert_false (confab_safety_choice_is_over (choice, chosen, NOW));
  if (chosen->until_us != 0)
    g_assert_true (
        chosen->until_us > NOW && chosen->until_us - chosen->since_us <= CONFAB_CHOICE_LONGEST_US);
}

static void
test_every_combination (void) {
  static const gint64 times[] = { G_MININT64 / 2, -1, 0, 1, NOW - 60 * HOUR, NOW - HOUR, NOW - 1,
    NOW, NOW + 1, NOW + HOUR, NOW + 60 * HOUR, G_MAXINT64 / 2 };

  for (guint choice = 0; choice <= CONFAB_CHOICE_COUNT; choice++)
    for (int value = -2; value < 8; value++)
      for (gsize since = 0; since < G_N_ELEMENTS (times); since++)
        for (gsize until = 0; until < G_N_ELEMENTS (times); until++) {
          ConfabChosen chosen = { value, times[since], times[until] };

          check ((ConfabChoice)choice, &chosen);
        }
}

static void
test_names (void) {
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_null (confab_safety_choice_name (CONFAB_CHOICE_NONE));
  g_assert_null (confab_safety_choice_name (CONFAB_CHOICE_COUNT));
  for (guint choice = 1; choice < CONFAB_CHOICE_COUNT; choice++) {
    const char *name = confab_safety_choice_name ((ConfabChoice)choice);

    g_assert_nonnull (name);
    g_assert_true (g_hash_table_add (seen, (gpointer)name));
    g_assert_cmpint (confab_safety_choice_start ((ConfabChoice)choice), <=,
        confab_safety_choice_last ((ConfabChoice)choice));
    g_assert_cmpint (confab_safety_choice_now ((ConfabChoice)choice, NULL, NOW), ==,
        confab_safety_choice_start ((ConfabChoice)choice));
  }
}

/* A name only of people known in life, and a text only where that was chosen too. */
static void
test_notifications (void) {
  for (int chosen = -1; chosen < 5; chosen++)
    for (guint grade = 0; grade <= CONFAB_GRADE_CHECKED; grade++) {
      ConfabNotify says = confab_safety_choice_notify (chosen, (ConfabGrade)grade);

      if (grade < CONFAB_GRADE_KNOWN || chosen <= CONFAB_NOTIFY_NOTHING)
        g_assert_cmpint (says, ==, CONFAB_NOTIFY_NOTHING);
      else
        g_assert_cmpint (
            says, ==, chosen == CONFAB_NOTIFY_TEXT ? CONFAB_NOTIFY_TEXT : CONFAB_NOTIFY_NAME);
    }
}

/* What is no choice waits longest; nothing waits where nothing was chosen. */
static void
test_wait (void) {
  g_assert_cmpint (confab_safety_choice_start (CONFAB_CHOICE_WAIT), ==, CONFAB_WAIT_NOT);
  g_assert_cmpuint (confab_safety_choice_wait (CONFAB_WAIT_NOT), ==, 0);
  g_assert_cmpuint (confab_safety_choice_wait (CONFAB_WAIT_5), ==, 5);
  g_assert_cmpuint (confab_safety_choice_wait (CONFAB_WAIT_10), ==, 10);
  g_assert_cmpuint (confab_safety_choice_wait (CONFAB_WAIT_20), ==, 20);
  g_assert_cmpuint (confab_safety_choice_wait (-1), ==, 20);
  g_assert_cmpuint (confab_safety_choice_wait (CONFAB_WAIT_NOT + 1), ==, 20);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/choice/table", test_table);
  g_test_add_func ("/safety/choice/every-combination", test_every_combination);
  g_test_add_func ("/safety/choice/names", test_names);
  g_test_add_func ("/safety/choice/notifications", test_notifications);
  g_test_add_func ("/safety/choice/wait", test_wait);
  return g_test_run ();
}
