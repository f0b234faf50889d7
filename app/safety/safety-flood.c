/* The judge of floods: how much of one person's writing is shown at once. It looks at times alone,
 * remembers nothing, and never drops anything: what it folds is asked for by one press. */

#include "safety/safety-flood.h"

#define FREE_AGAIN (CONFAB_FLOOD_BUDGET / 2)

ConfabFloodVerdict
confab_safety_judge_flood (const ConfabFloodFacts *facts) {
  if (facts->n_left == 0)
    return CONFAB_FLOOD_FOLD;
  if (facts->is_folding && facts->n_left < FREE_AGAIN)
    return CONFAB_FLOOD_FOLD;
  return CONFAB_FLOOD_SHOW;
}

guint
confab_safety_flood_left (const gint64 *times_us, gsize n, gint64 now_us) {
  guint left = CONFAB_FLOOD_BUDGET;

  for (gsize i = 0; i < n && left > 0; i++) {
    /* Apart, as a number that cannot overflow. */
    guint64 apart = times_us[i] > now_us ? (guint64)times_us[i] - (guint64)now_us
                                         : (guint64)now_us - (guint64)times_us[i];

    if (apart < CONFAB_FLOOD_WINDOW_US)
      left--;
  }
  return left;
}

gboolean
confab_safety_flood_is_quiet (gint64 until_us, gint64 now_us) {
  return until_us > now_us && (guint64)until_us - (guint64)now_us <= CONFAB_FLOOD_QUIET_US;
}
