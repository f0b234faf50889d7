/* Judge "flood": a table of what people meet, every combination, a flood and a busy talk minute by
 * minute, and "Quiet for an hour" by clocks that are set. */

#include "safety/safety-flood.h"

#define SECOND ((gint64)G_USEC_PER_SEC)
#define MINUTE (60 * SECOND)
#define NOW G_GINT64_CONSTANT (1800000000000000)
#define HALF (CONFAB_FLOOD_BUDGET / 2)

typedef struct {
  const char *name;
  ConfabFloodFacts facts;
  ConfabFloodVerdict verdict;
} Row;

static const Row rows[] = {
  { "nothing is known", { 0 }, CONFAB_FLOOD_FOLD },
  { "the first message", { .n_left = CONFAB_FLOOD_BUDGET }, CONFAB_FLOOD_SHOW },
  { "the last that fits", { .n_left = 1 }, CONFAB_FLOOD_SHOW },
  { "one too many", { .n_left = 0 }, CONFAB_FLOOD_FOLD },
  { "a flood, a little slower", { .n_left = 1, .is_folding = TRUE }, CONFAB_FLOOD_FOLD },
  { "not yet half free", { .n_left = HALF - 1, .is_folding = TRUE }, CONFAB_FLOOD_FOLD },
  { "half free", { .n_left = HALF, .is_folding = TRUE }, CONFAB_FLOOD_SHOW },
  { "calm again", { .n_left = CONFAB_FLOOD_BUDGET, .is_folding = TRUE }, CONFAB_FLOOD_SHOW },
};

static void
test_table (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].name);
    g_assert_cmpint (confab_safety_judge_flood (&rows[i].facts), ==, rows[i].verdict);
  }
}

/* More left is never stricter, and folding is never more generous. */
static void
test_every_combination (void) {
  for (guint left = 0; left <= CONFAB_FLOOD_BUDGET + 2; left++) {
    ConfabFloodFacts calm = { left, FALSE };
    ConfabFloodFacts folding = { left, TRUE };
    ConfabFloodFacts more = { left + 1, FALSE };
    ConfabFloodFacts more_folding = { left + 1, TRUE };

    g_assert_cmpint (confab_safety_judge_flood (&folding), <=, confab_safety_judge_flood (&calm));
    g_assert_cmpint (confab_safety_judge_flood (&calm), <=, confab_safety_judge_flood (&more));
    g_assert_cmpint (
        confab_safety_judge_flood (&folding), <=, confab_safety_judge_flood (&more_folding));
    g_assert_cmpint (confab_safety_judge_flood (&calm) == CONFAB_FLOOD_FOLD, ==, left == 0);
  }
}

static void
test_left (void) {
  gint64 times[CONFAB_FLOOD_BUDGET + 5];

  g_assert_cmpuint (confab_safety_flood_left (NULL, 0, NOW), ==, CONFAB_FLOOD_BUDGET);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    times[i] = NOW;
  for (guint n = 0; n <= G_N_ELEMENTS (times); n++)
    g_assert_cmpuint (confab_safety_flood_left (times, n, NOW), ==,
        CONFAB_FLOOD_BUDGET - MIN (n, CONFAB_FLOOD_BUDGET));

  /* The window is open at its edges, on both sides. */
  times[0] = NOW - MINUTE;
  g_assert_cmpuint (confab_safety_flood_left (times, 1, NOW), ==, CONFAB_FLOOD_BUDGET);
  times[0] = NOW - MINUTE + 1;
  g_assert_cmpuint (confab_safety_flood_left (times, 1, NOW), ==, CONFAB_FLOOD_BUDGET - 1);
  times[0] = NOW + MINUTE - 1;
  g_assert_cmpuint (confab_safety_flood_left (times, 1, NOW), ==, CONFAB_FLOOD_BUDGET - 1);
  times[0] = NOW + MINUTE;
  g_assert_cmpuint (confab_safety_flood_left (times, 1, NOW), ==, CONFAB_FLOOD_BUDGET);
  times[0] = G_MAXINT64;
  times[1] = G_MININT64;
  g_assert_cmpuint (confab_safety_flood_left (times, 2, NOW), ==, CONFAB_FLOOD_BUDGET);
  g_assert_cmpuint (confab_safety_flood_left (times, 2, G_MININT64), ==, CONFAB_FLOOD_BUDGET - 1);
}

/* `n` messages, one each `apart_us`; how many are shown. */
static guint
play (guint n, gint64 apart_us, gint64 *now_us, gboolean *is_folding) {
  gint64 *times = g_new0 (gint64, n);
  guint n_shown = 0;

  for (guint i = 0; i < n; i++) {
    guint known = MIN (i, CONFAB_FLOOD_BUDGET);
    ConfabFloodFacts facts = { confab_safety_flood_left (times + i - known, known, *now_us),
      *is_folding };

    *is_folding = confab_safety_judge_flood (&facts) == CONFAB_FLOOD_FOLD;
    n_shown += *is_folding ? 0 : 1;
    times[i] = *now_us;
    *now_us += apart_us;
  }
  g_free (times);
  return n_shown;
}

static void
test_over_time (void) {
  static const struct {
    guint n;
    gint64 apart_us;
    guint n_shown;
  } talks[] = {
    { 200, MINUTE / 200, CONFAB_FLOOD_BUDGET },  /* the flood of R05 */
    { 5000, SECOND / 100, CONFAB_FLOOD_BUDGET }, /* nothing more of it however long it is */
    { 500, SECOND, CONFAB_FLOOD_BUDGET },        /* a slow one stays one line */
    { 30, 0, CONFAB_FLOOD_BUDGET },              /* line for line, pasted */
    { 500, 2 * SECOND, 500 },                    /* a busy talk */
    { 500, 20 * SECOND, 500 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (talks); i++) {
    gint64 now = NOW;
    gboolean is_folding = FALSE;

    g_assert_cmpuint (
        play (talks[i].n, talks[i].apart_us, &now, &is_folding), ==, talks[i].n_shown);
  }
}

/* Once it was folded, a talk as calm as that is shown again within a minute. */
static void
test_ends (void) {
  gint64 now = NOW;
  gboolean is_folding = FALSE;

  play (200, MINUTE / 200, &now, &is_folding);
  g_assert_true (is_folding);
  now += MINUTE;
  g_assert_cmpuint (play (20, 5 * SECOND, &now, &is_folding), ==, 20);
}

static void
test_quiet (void) {
  static const gint64 edges[] = { G_MININT64, -1, 0, 1, NOW - 1, NOW, NOW + 1,
    NOW + CONFAB_FLOOD_QUIET_US - 1, NOW + CONFAB_FLOOD_QUIET_US, NOW + CONFAB_FLOOD_QUIET_US + 1,
    G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    g_assert_cmpint (confab_safety_flood_is_quiet (edges[i], NOW), ==,
        edges[i] > NOW && edges[i] <= NOW + CONFAB_FLOOD_QUIET_US);
  g_assert_false (confab_safety_flood_is_quiet (0, 0));
  g_assert_false (confab_safety_flood_is_quiet (0, NOW));
  g_assert_false (confab_safety_flood_is_quiet (G_MAXINT64, G_MININT64));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/flood/table", test_table);
  g_test_add_func ("/safety/flood/every-combination", test_every_combination);
  g_test_add_func ("/safety/flood/left", test_left);
  g_test_add_func ("/safety/flood/over-time", test_over_time);
  g_test_add_func ("/safety/flood/ends", test_ends);
  g_test_add_func ("/safety/flood/quiet", test_quiet);
  return g_test_run ();
}
