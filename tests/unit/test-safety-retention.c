/* Judge "retention": a table of what people meet, every combination of the facts, and the time of
 * ages as clocks are set, stand still, or come back from a long sleep. */

#include "safety/safety-retention.h"

#define HOUR (G_GINT64_CONSTANT (60) * 60 * G_USEC_PER_SEC)
#define DAY (24 * HOUR)
#define YEAR (365 * DAY)
#define NOW G_GINT64_CONSTANT (1800000000000000)
#define READ .is_read = TRUE

typedef struct {
  const char *name;
  ConfabRetentionFacts facts;
  ConfabRetentionVerdict verdict;
} Row;

#define ALL(keep) .overall = CONFAB_KEEP_##keep, .own = CONFAB_KEEP_AS_OVERALL
#define OWN(keep) .own = CONFAB_KEEP_##keep

static const Row rows[] = {
  { "nothing is known: it was not read", { 0 }, CONFAB_RETENTION_STAY },
  { "read, and its chat was closed", { READ }, CONFAB_RETENTION_ERASE },
  { "read, in front", { READ, .is_in_front = TRUE }, CONFAB_RETENTION_STAY },
  { "in front for years", { READ, .is_in_front = TRUE, .age_us = 9 * YEAR },
      CONFAB_RETENTION_STAY },
  { "closed, kept one by one", { READ, .is_kept = TRUE }, CONFAB_RETENTION_STAY },
  { "closed, waits to go out", { READ, .is_waiting = TRUE }, CONFAB_RETENTION_STAY },
  { "a day, fresh", { READ, ALL (DAY) }, CONFAB_RETENTION_STAY },
  { "a day, just under", { READ, ALL (DAY), .age_us = DAY - 1 }, CONFAB_RETENTION_STAY },
  { "a day, over", { READ, ALL (DAY), .age_us = DAY }, CONFAB_RETENTION_ERASE },
  { "a day, over, in front", { READ, ALL (DAY), .age_us = DAY, .is_in_front = TRUE },
      CONFAB_RETENTION_ERASE },
  { "a day, over, not read", { ALL (DAY), .age_us = 9 * YEAR }, CONFAB_RETENTION_STAY },
  { "a week", { READ, ALL (WEEK), .age_us = 7 * DAY }, CONFAB_RETENTION_ERASE },
  { "a week, not yet", { READ, ALL (WEEK), .age_us = 7 * DAY - 1 }, CONFAB_RETENTION_STAY },
  { "30 days", { READ, ALL (MONTH), .age_us = 30 * DAY }, CONFAB_RETENTION_ERASE },
  { "30 days, not yet", { READ, ALL (MONTH), .age_us = 30 * DAY - 1 }, CONFAB_RETENTION_STAY },
  { "a year", { READ, ALL (YEAR), .age_us = YEAR }, CONFAB_RETENTION_ERASE },
  { "a year, not yet", { READ, ALL (YEAR), .age_us = YEAR - 1 }, CONFAB_RETENTION_STAY },
  { "until I delete", { READ, ALL (FOR_GOOD), .age_us = G_MAXINT64 }, CONFAB_RETENTION_STAY },
  { "its own is shorter", { READ, OWN (UNTIL_CLOSED), .overall = CONFAB_KEEP_FOR_GOOD },
      CONFAB_RETENTION_ERASE },
  { "its own is longer", { READ, OWN (WEEK), .overall = CONFAB_KEEP_UNTIL_CLOSED },
      CONFAB_RETENTION_STAY },
  { "promised longer when it came", { READ, .floor = CONFAB_KEEP_MONTH, .age_us = 29 * DAY },
      CONFAB_RETENTION_STAY },
  { "promised longer, and over", { READ, .floor = CONFAB_KEEP_MONTH, .age_us = 30 * DAY },
      CONFAB_RETENTION_ERASE },
  { "promised shorter", { READ, ALL (YEAR), .floor = CONFAB_KEEP_DAY, .age_us = 2 * DAY },
      CONFAB_RETENTION_STAY },
  { "no such choice", { READ, .overall = 77, .own = CONFAB_KEEP_AS_OVERALL },
      CONFAB_RETENTION_ERASE },
  { "no such choice of its own", { READ, .overall = CONFAB_KEEP_FOR_GOOD, .own = -2 },
      CONFAB_RETENTION_ERASE },
  { "no such promise", { READ, .floor = 77 }, CONFAB_RETENTION_ERASE },
  { "its timer ran out", { READ, ALL (FOR_GOOD), .is_over = TRUE }, CONFAB_RETENTION_ERASE },
  { "ran out, kept, in front, promised longer",
      { READ, .is_over = TRUE, .is_kept = TRUE, .is_in_front = TRUE, .floor = CONFAB_KEEP_YEAR },
      CONFAB_RETENTION_ERASE },
  { "ran out, not read", { .is_over = TRUE }, CONFAB_RETENTION_STAY },
  { "ran out, waits to go out", { READ, .is_over = TRUE, .is_waiting = TRUE },
      CONFAB_RETENTION_STAY },
  { "from the future", { READ, ALL (DAY), .age_us = -YEAR }, CONFAB_RETENTION_STAY },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_retention (&rows[i].facts), ==, rows[i].verdict);
  }
}

/* Whatever is chosen: nothing unread or waiting goes, nor what is kept before its timer ran out; a
 * promise holds; a stricter choice
 * never keeps what a weaker one lets go, nor does age bring anything back. */
static void
check (const ConfabRetentionFacts *facts) {
  ConfabRetentionVerdict verdict = confab_safety_judge_retention (facts);
  ConfabKeep holds = confab_safety_retention_holds (facts->overall, facts->own, facts->floor);
  ConfabRetentionFacts other = *facts;

  if (!facts->is_read || facts->is_waiting) {
    g_assert_cmpint (verdict, ==, CONFAB_RETENTION_STAY);
    return;
  }
  /* What both sides were told is over is over, however long this side keeps its chats. */
  if (facts->is_over) {
    g_assert_cmpint (verdict, ==, CONFAB_RETENTION_ERASE);
    return;
  }
  if (facts->is_kept || holds == CONFAB_KEEP_FOR_GOOD)
    g_assert_cmpint (verdict, ==, CONFAB_RETENTION_STAY);
  if (holds != CONFAB_KEEP_UNTIL_CLOSED && facts->age_us < confab_safety_retention_period (holds))
    g_assert_cmpint (verdict, ==, CONFAB_RETENTION_STAY);
  if (holds == CONFAB_KEEP_UNTIL_CLOSED && facts->is_in_front)
    g_assert_cmpint (verdict, ==, CONFAB_RETENTION_STAY);
  if (verdict == CONFAB_RETENTION_STAY)
    return;
  other.age_us = facts->age_us + YEAR;
  other.is_in_front = holds != CONFAB_KEEP_UNTIL_CLOSED && facts->is_in_front;
  g_assert_cmpint (confab_safety_judge_retention (&other), ==, CONFAB_RETENTION_ERASE);
  other.is_in_front = FALSE;
  other.own = CONFAB_KEEP_UNTIL_CLOSED;
  other.floor = 0;
  g_assert_cmpint (confab_safety_judge_retention (&other), ==, CONFAB_RETENTION_ERASE);
}

static void
test_every_combination (void) {
  static const gint64 ages[] = { -1, 0, DAY - 1, DAY, 7 * DAY, 30 * DAY - 1, 30 * DAY, YEAR,
    9 * YEAR };
  guint n = 0;

  for (int overall = -1; overall <= CONFAB_KEEP_FOR_GOOD + 1; overall++)
    for (int own = -2; own <= CONFAB_KEEP_FOR_GOOD + 1; own++)
      for (int floor = -1; floor <= CONFAB_KEEP_FOR_GOOD + 1; floor++)
        for (gsize age = 0; age < G_N_ELEMENTS (ages); age++)
          for (guint bits = 0; bits < 32; bits++) {
            ConfabRetentionFacts facts = { overall, own, floor, ages[age], (bits & 1) != 0,
              (bits & 2) != 0, (bits & 4) != 0, (bits & 16) != 0, (bits & 8) != 0 };

            check (&facts);
            n++;
          }
  g_test_message ("%u combinations", n);
}

/* ---- time ---- */

static void
test_time_goes_on (void) {
  ConfabRetentionTime time = { 0 };

  confab_safety_retention_pass (&time, 0, NOW);
  g_assert_cmpint (time.now_us, ==, NOW);
  confab_safety_retention_pass (&time, HOUR, NOW + HOUR);
  g_assert_cmpint (time.now_us, ==, NOW + HOUR);
  /* The program was shut for a week. */
  confab_safety_retention_pass (&time, 0, NOW + HOUR + 7 * DAY);
  g_assert_cmpint (time.now_us, ==, NOW + HOUR + 7 * DAY);
  /* Asleep for two days: the clock that cannot be set stood still. */
  confab_safety_retention_pass (&time, HOUR, NOW + 2 * HOUR + 9 * DAY);
  g_assert_cmpint (time.now_us, ==, NOW + 2 * HOUR + 9 * DAY);
}

/* Nothing is kept for ever: time goes on as the program runs, and between two runs. */
static void
test_clock_set_back (void) {
  ConfabRetentionTime time = { 0 };

  confab_safety_retention_pass (&time, 0, NOW);
  confab_safety_retention_pass (&time, HOUR, NOW - 10 * YEAR);
  g_assert_cmpint (time.now_us, ==, NOW + HOUR);
  for (guint i = 0; i < 24; i++)
    confab_safety_retention_pass (&time, HOUR, NOW - 10 * YEAR);
  g_assert_cmpint (time.now_us, ==, NOW + DAY + HOUR);
  confab_safety_retention_pass (&time, 0, NOW - 10 * YEAR + 3 * DAY);
  g_assert_cmpint (time.now_us, ==, NOW + 4 * DAY + HOUR);
}

/* An empty battery: 1970, and then right again. Nothing is older for it than a day. */
static void
test_clock_comes_back (void) {
  ConfabRetentionTime time = { 0 };

  confab_safety_retention_pass (&time, 0, NOW);
  confab_safety_retention_pass (&time, 0, 0);
  g_assert_cmpint (time.now_us, ==, NOW);
  confab_safety_retention_pass (&time, HOUR, NOW + HOUR);
  g_assert_cmpint (time.now_us, ==, NOW + HOUR);
  g_assert_cmpint (time.doubted_us, >, YEAR);
  /* It is never put right by going back: after a day of use it is believed, and counts. */
  confab_safety_retention_pass (&time, DAY - HOUR, NOW + DAY);
  g_assert_cmpint (time.now_us, ==, NOW + DAY);
}

/* Years ahead: does not count at once, and not at all if it is put right within the day. */
static void
test_clock_set_ahead (void) {
  ConfabRetentionTime time = { 0 };

  confab_safety_retention_pass (&time, 0, NOW);
  confab_safety_retention_pass (&time, HOUR, NOW + 10 * YEAR);
  g_assert_cmpint (time.now_us, ==, NOW + HOUR);
  confab_safety_retention_pass (&time, DAY - HOUR, NOW + 10 * YEAR + DAY - HOUR);
  g_assert_cmpint (time.now_us, ==, NOW + DAY);
  confab_safety_retention_pass (&time, HOUR / 2, NOW + DAY + HOUR / 2);
  g_assert_cmpint (time.now_us, ==, NOW + DAY + HOUR / 2);
  confab_safety_retention_pass (&time, 2 * DAY, NOW + 3 * DAY + HOUR / 2);
  g_assert_cmpint (time.now_us, ==, NOW + 3 * DAY + HOUR / 2);
}

/* Really away for three months: a day after coming back it counts. */
static void
test_long_away (void) {
  ConfabRetentionTime time = { 0 };

  confab_safety_retention_pass (&time, 0, NOW);
  confab_safety_retention_pass (&time, 0, NOW + 90 * DAY);
  g_assert_cmpint (time.now_us, ==, NOW);
  confab_safety_retention_pass (&time, CONFAB_RETENTION_DOUBT_US, NOW + 91 * DAY);
  g_assert_cmpint (time.now_us, ==, NOW + 91 * DAY);
  /* Up to three weeks at once. */
  confab_safety_retention_pass (&time, 0, NOW + 91 * DAY + CONFAB_RETENTION_LEAP_US);
  g_assert_cmpint (time.now_us, ==, NOW + 91 * DAY + CONFAB_RETENTION_LEAP_US);
}

/* It never goes back, and never turns round, whatever it is told. */
static void
test_any_time (void) {
  static const gint64 walls[] = { G_MININT64, -1, 0, 1, NOW, NOW + YEAR, G_MAXINT64 };
  ConfabRetentionTime time = { 0 };
  gint64 before = 0;

  for (guint i = 0; i < 20000; i++) {
    gint64 wall = walls[g_test_rand_int_range (0, G_N_ELEMENTS (walls))];
    gint64 passed = g_test_rand_int_range (0, 3) == 0 ? walls[g_test_rand_int_range (0, 4)] : HOUR;

    if (g_test_rand_int_range (0, 500) == 0)
      time = (ConfabRetentionTime){ walls[g_test_rand_int_range (0, 7)],
        walls[g_test_rand_int_range (0, 7)], walls[g_test_rand_int_range (0, 7)],
        walls[g_test_rand_int_range (0, 7)] };
    before = time.now_us;
    confab_safety_retention_pass (&time, passed, wall);
    g_assert_cmpint (time.now_us, >=, before);
    g_assert_cmpint (time.now_us, >, 0);
    g_assert_cmpint (time.doubted_us, >=, 0);
  }
}

/* A backup outlives a chat: what does not, is left out, and what both sides said should go. */
static void
test_backup (void) {
  ConfabBackupFacts none = { 0 };

  g_assert_cmpint (confab_safety_judge_backup (&none), ==, CONFAB_BACKUP_LEAVE_OUT);
  for (int overall = -1; overall <= CONFAB_KEEP_FOR_GOOD + 1; overall++)
    for (int own = -2; own <= CONFAB_KEEP_FOR_GOOD + 1; own++)
      for (int floor = -1; floor <= CONFAB_KEEP_FOR_GOOD + 1; floor++)
        for (guint bits = 0; bits < 4; bits++) {
          ConfabBackupFacts facts = { overall, own, floor, (bits & 1) != 0, (bits & 2) != 0 };
          ConfabKeep holds = confab_safety_retention_holds (overall, own, floor);
          gboolean may = !facts.has_timer && (facts.is_kept || holds != CONFAB_KEEP_UNTIL_CLOSED);

          g_assert_cmpint (confab_safety_judge_backup (&facts), ==,
              may ? CONFAB_BACKUP_TAKE : CONFAB_BACKUP_LEAVE_OUT);
        }
}

/* Only what is a message, has no end that both sides know of and was not taken back; all zero:
 * not. */
static void
test_export (void) {
  for (guint bits = 0; bits < 8; bits++) {
    ConfabExportFacts facts = { (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0 };

    g_assert_cmpint (confab_safety_judge_export (&facts), ==,
        bits == 7 ? CONFAB_EXPORT_TAKE : CONFAB_EXPORT_LEAVE_OUT);
  }
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/retention/table", test_table);
  g_test_add_func ("/safety/retention/every-combination", test_every_combination);
  g_test_add_func ("/safety/retention/time-goes-on", test_time_goes_on);
  g_test_add_func ("/safety/retention/clock-set-back", test_clock_set_back);
  g_test_add_func ("/safety/retention/clock-comes-back", test_clock_comes_back);
  g_test_add_func ("/safety/retention/clock-set-ahead", test_clock_set_ahead);
  g_test_add_func ("/safety/retention/long-away", test_long_away);
  g_test_add_func ("/safety/retention/any-time", test_any_time);
  g_test_add_func ("/safety/retention/backup", test_backup);
  g_test_add_func ("/safety/retention/export", test_export);
  return g_test_run ();
}
