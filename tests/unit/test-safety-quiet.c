/* Quiet hours: each pair of times against a day of minutes, the nights in which clocks are set, in
 * zones on both sides of the world, and what cannot be a choice. */

#include "safety/safety-quiet.h"

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)
#define NIGHT confab_safety_quiet_pack (CONFAB_QUIET_OFFER_FROM, CONFAB_QUIET_OFFER_TO)

/* A zone as POSIX writes it, so that no file of zones is needed. */
#define BERLIN "CET-1CEST,M3.5.0,M10.5.0/3"
#define SYDNEY "AEST-10AEDT,M10.1.0,M4.1.0/3"
#define TOKYO "JST-9"

static gint64
at (const char *iso) {
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static gboolean
is_quiet (int chosen, const char *iso, const char *zone_name) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);

  g_assert_nonnull (zone);
  return confab_safety_quiet_holds (chosen, at (iso), zone);
}

static void
test_values (void) {
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  guint from, to;

  g_assert_false (confab_safety_quiet_unpack (CONFAB_QUIET_OFF, &from, &to));
  g_assert_cmpuint (from, ==, CONFAB_QUIET_OFFER_FROM);
  g_assert_cmpuint (to, ==, CONFAB_QUIET_OFFER_TO);
  for (guint i = 0; i < CONFAB_QUIET_STEPS; i++)
    for (guint j = 0; j < CONFAB_QUIET_STEPS; j++) {
      int value = confab_safety_quiet_pack (i, j);

      g_assert_cmpint (value, >=, 0);
      g_assert_cmpint (value, <, CONFAB_QUIET_OFF);
      g_assert_true (confab_safety_quiet_unpack (value, &from, &to));
      g_assert_cmpuint (from, ==, i);
      g_assert_cmpuint (to, ==, j);
    }
  g_assert_cmpint (confab_safety_quiet_pack (CONFAB_QUIET_STEPS, 99), ==, 0);

  /* The closed one, and what cannot be: quiet, at all times. */
  for (gint64 hour = 0; hour < 24; hour++) {
    g_assert_true (confab_safety_quiet_holds (0, hour * HOUR, utc));
    g_assert_true (confab_safety_quiet_holds (-1, hour * HOUR, utc));
    g_assert_true (confab_safety_quiet_holds (CONFAB_QUIET_OFF + 1, hour * HOUR, utc));
    g_assert_false (confab_safety_quiet_holds (CONFAB_QUIET_OFF, hour * HOUR, utc));
  }
  g_assert_true (confab_safety_quiet_holds (NIGHT, G_MAXINT64, utc));
  g_assert_true (confab_safety_quiet_holds (NIGHT, G_MININT64, utc));
  g_assert_false (confab_safety_quiet_holds (CONFAB_QUIET_OFF, G_MAXINT64, utc));
}

static gboolean
plainly (guint from, guint to, guint minute) {
  guint begin = from * CONFAB_QUIET_STEP_MINUTES;
  guint end = to * CONFAB_QUIET_STEP_MINUTES;

  if (begin == end)
    return TRUE;
  if (begin < end)
    return minute >= begin && minute < end;
  return minute >= begin || minute < end;
}

/* On a day without a leap the hands of the clock say it all. */
static void
test_every_pair (void) {
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  gint64 midnight = at ("2026-11-22T00:00:00Z");

  for (guint from = 0; from < CONFAB_QUIET_STEPS; from++)
    for (guint to = 0; to < CONFAB_QUIET_STEPS; to++)
      for (guint minute = 0; minute < 24 * 60; minute += 15)
        for (gint64 off = -1; off <= 0; off++) {
          gint64 now = midnight + minute * MINUTE + off * G_USEC_PER_SEC;

          g_assert_cmpint (
              confab_safety_quiet_holds (confab_safety_quiet_pack (from, to), now, utc), ==,
              plainly (from, to, off == 0 ? minute : (minute + 24 * 60 - 1) % (24 * 60)));
        }
}

static void
test_zones (void) {
  g_assert_true (is_quiet (NIGHT, "2026-11-22T21:00:00Z", BERLIN));
  g_assert_false (is_quiet (NIGHT, "2026-11-22T20:59:59Z", BERLIN));
  g_assert_true (is_quiet (NIGHT, "2026-11-22T05:59:59Z", BERLIN));
  g_assert_false (is_quiet (NIGHT, "2026-11-22T06:00:00Z", BERLIN));
  /* The same moment, for somebody who went there. */
  g_assert_false (is_quiet (NIGHT, "2026-11-22T22:30:00Z", TOKYO));
  g_assert_true (is_quiet (NIGHT, "2026-11-22T13:30:00Z", TOKYO));
  g_assert_true (is_quiet (NIGHT, "2026-11-22T12:30:00Z", SYDNEY));
  g_assert_false (is_quiet (NIGHT, "2026-11-22T20:30:00Z", SYDNEY));
}

/* How often it becomes quiet between two moments, and how many minutes it is. */
static void
walk (int chosen, const char *from, const char *to, const char *zone_name, guint *n_begins,
    guint *n_minutes) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier (zone_name);
  gboolean was_quiet = FALSE;

  *n_begins = *n_minutes = 0;
  for (gint64 now = at (from); now < at (to); now += MINUTE) {
    gboolean quiet = confab_safety_quiet_holds (chosen, now, zone);

    *n_begins += quiet && !was_quiet ? 1 : 0;
    *n_minutes += quiet ? 1 : 0;
    was_quiet = quiet;
  }
}

static void
test_clocks_that_are_set (void) {
  static const struct {
    const char *from, *to, *zone;
  } nights[] = {
    { "2026-03-28T12:00:00Z", "2026-03-29T12:00:00Z", BERLIN }, /* forward */
    { "2026-10-24T12:00:00Z", "2026-10-25T12:00:00Z", BERLIN }, /* back */
    { "2026-10-03T02:00:00Z", "2026-10-04T02:00:00Z", SYDNEY }, /* forward */
    { "2026-04-04T02:00:00Z", "2026-04-05T02:00:00Z", SYDNEY }, /* back */
    { "2026-07-01T12:00:00Z", "2026-07-02T12:00:00Z", BERLIN }, /* an ordinary one */
  };
  guint n_begins, n_minutes;

  /* Seven in the morning is seven in the morning. */
  walk (NIGHT, nights[0].from, nights[0].to, BERLIN, &n_begins, &n_minutes);
  g_assert_cmpuint (n_minutes, ==, 8 * 60);
  walk (NIGHT, nights[1].from, nights[1].to, BERLIN, &n_begins, &n_minutes);
  g_assert_cmpuint (n_minutes, ==, 10 * 60);
  walk (NIGHT, nights[4].from, nights[4].to, BERLIN, &n_begins, &n_minutes);
  g_assert_cmpuint (n_minutes, ==, 9 * 60);

  /* Whatever ends or begins in the hour that comes twice or never: one night is one night, and
   * longer or shorter by an hour at most. */
  for (gsize i = 0; i < G_N_ELEMENTS (nights); i++)
    for (guint to = 2; to <= 8; to++) {
      guint planned = (CONFAB_QUIET_STEPS - CONFAB_QUIET_OFFER_FROM + to) * 30;

      walk (confab_safety_quiet_pack (CONFAB_QUIET_OFFER_FROM, to), nights[i].from, nights[i].to,
          nights[i].zone, &n_begins, &n_minutes);
      g_assert_cmpuint (n_begins, ==, 1);
      g_assert_cmpuint (n_minutes, >=, planned - 60);
      g_assert_cmpuint (n_minutes, <=, planned + 60);
      walk (confab_safety_quiet_pack (to, CONFAB_QUIET_OFFER_TO), nights[i].from, nights[i].to,
          nights[i].zone, &n_begins, &n_minutes);
      g_assert_cmpuint (n_begins, ==, 1);
    }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/quiet/values", test_values);
  g_test_add_func ("/safety/quiet/every-pair", test_every_pair);
  g_test_add_func ("/safety/quiet/zones", test_zones);
  g_test_add_func ("/safety/quiet/clocks-that-are-set", test_clocks_that_are_set);
  return g_test_run ();
}
