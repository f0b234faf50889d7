/* Quiet hours as moments: each evening has one beginning and one end, found by the calendar and not
 * by the hands of a clock, which pass some times twice and some never. It keeps nothing. */

#include "safety/safety-quiet.h"

int
confab_safety_quiet_pack (guint from, guint to) {
  if (from >= CONFAB_QUIET_STEPS)
    from = 0;
  if (to >= CONFAB_QUIET_STEPS)
    to = 0;
  return (int)(from * CONFAB_QUIET_STEPS + to);
}

gboolean
confab_safety_quiet_unpack (int chosen, guint *from, guint *to) {
  *from = CONFAB_QUIET_OFFER_FROM;
  *to = CONFAB_QUIET_OFFER_TO;
  if (chosen == CONFAB_QUIET_OFF)
    return FALSE;
  if (chosen < 0 || chosen > CONFAB_QUIET_OFF)
    chosen = 0;
  *from = (guint)chosen / CONFAB_QUIET_STEPS;
  *to = (guint)chosen % CONFAB_QUIET_STEPS;
  return TRUE;
}

/* That time of the day `days` after that of `now`; NULL for a day that no calendar has. */
static GDateTime *
moment (GDateTime *now, int days, guint step, GTimeZone *zone) {
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);
  guint minutes = step * CONFAB_QUIET_STEP_MINUTES;

  if (day == NULL)
    return NULL;
  return g_date_time_new (zone, g_date_time_get_year (day), g_date_time_get_month (day),
      g_date_time_get_day_of_month (day), (int)(minutes / 60), (int)(minutes % 60), 0);
}

static gboolean
is_in_night (GDateTime *now, int days, guint from, guint to, GTimeZone *zone) {
  g_autoptr (GDateTime) begin = moment (now, days, from, zone);
  g_autoptr (GDateTime) end = moment (now, to <= from ? days + 1 : days, to, zone);

  return begin != NULL && end != NULL && g_date_time_compare (begin, now) <= 0 &&
         g_date_time_compare (now, end) < 0;
}

gboolean
confab_safety_quiet_holds (int chosen, gint64 now_us, GTimeZone *zone) {
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now_us / G_USEC_PER_SEC);
  g_autoptr (GDateTime) now = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;
  guint from;
  guint to;

  if (!confab_safety_quiet_unpack (chosen, &from, &to))
    return FALSE;
  if (from == to || now == NULL)
    return TRUE;
  return is_in_night (now, -1, from, to, zone) || is_in_night (now, 0, from, to, zone);
}
