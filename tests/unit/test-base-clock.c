/* Dates as XMPP writes them, the fake clock, and a short sleep on the real one. */

#include "base/base-clock.h"

#define SECOND G_GINT64_CONSTANT (1000000)

typedef struct {
  const char *text;
  gint64 wall_us;
} Date;

static const Date dates[] = {
  { "1970-01-01T00:00:00Z", 0 },
  { "2026-05-14T10:02:00Z", G_GINT64_CONSTANT (1778752920) * SECOND },
  { "2026-05-14T12:02:00+02:00", G_GINT64_CONSTANT (1778752920) * SECOND },
  { "2026-05-14T04:32:00-05:30", G_GINT64_CONSTANT (1778752920) * SECOND },
  { "2026-05-14T10:02:00-00:00", G_GINT64_CONSTANT (1778752920) * SECOND },
  { "2026-05-14T10:02:00.5Z", G_GINT64_CONSTANT (1778752920) * SECOND + 500000 },
  { "2026-05-14T10:02:00.000001Z", G_GINT64_CONSTANT (1778752920) * SECOND + 1 },
  { "2026-05-14T10:02:00.123456789+00:00", G_GINT64_CONSTANT (1778752920) * SECOND + 123456 },
  { "2000-02-29T00:00:00Z", G_GINT64_CONSTANT (951782400) * SECOND },
  { "2024-02-29T23:59:59Z", G_GINT64_CONSTANT (1709251199) * SECOND },
  { "2016-12-31T23:59:60Z", G_GINT64_CONSTANT (1483228800) * SECOND },
  { "2038-01-19T03:14:08Z", G_GINT64_CONSTANT (2147483648) * SECOND },
  { "9999-12-31T23:59:59Z", G_GINT64_CONSTANT (253402300799) * SECOND },
  { "1969-12-31T23:30:00-01:00", 1800 * SECOND },
  { "1970-01-01T14:00:00+14:00", 0 },
};

static const char *const no_dates[] = {
  "",
  "now",
  "2026-05-14",
  "2026-05-14T10:02:00",
  "2026-05-14 10:02:00Z",
  "2026-05-14t10:02:00Z",
  "2026-05-14T10:02:00z",
  " 2026-05-14T10:02:00Z",
  "2026-05-14T10:02:00Z ",
  "2026-05-14T10:02:00ZZ",
  "2026-05-14T10:02:00.Z",
  "2026-05-14T10:02:00,5Z",
  "2026-05-14T10:02Z",
  "2026-5-14T10:02:00Z",
  "26-05-14T10:02:00Z",
  "20260514T10:02:00",
  "+026-05-14T10:02:00Z",
  "-026-05-14T10:02:00Z",
  "02026-05-14T10:02:00Z",
  "2026-00-14T10:02:00Z",
  "2026-13-14T10:02:00Z",
  "2026-05-00T10:02:00Z",
  "2026-05-32T10:02:00Z",
  "2026-04-31T10:02:00Z",
  "2026-02-29T10:02:00Z",
  "2100-02-29T10:02:00Z",
  "2026-05-14T24:00:00Z",
  "2026-05-14T10:60:00Z",
  "2026-05-14T10:02:61Z",
  "2026-05-14T10:02:00+15:00",
  "2026-05-14T10:02:00+14:01",
  "2026-05-14T10:02:00+02:60",
  "2026-05-14T10:02:00+0200",
  "2026-05-14T10:02:00+02",
  "2026-05-14T10:02:00+2:00",
  "2026-05-14T10:02:00 Z",
  "2026-05-14T1\xd9\xa0:02:00Z", /* an Arabic digit */
  "0000-01-01T00:00:00Z",
  "1969-12-31T23:59:59Z",
  "1970-01-01T00:00:00+00:01",
  "9999-12-31T23:59:60Z",
  "9999-12-31T23:59:59-00:01",
  "2026-05-14T10:02:00.00000000000000000000000000000000000000000000000Z",
};

static void
test_parse (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++) {
    g_test_message ("%s", dates[i].text);
    g_assert_cmpint (confab_base_clock_parse (dates[i].text), ==, dates[i].wall_us);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (no_dates); i++) {
    g_test_message ("%s", no_dates[i]);
    g_assert_cmpint (confab_base_clock_parse (no_dates[i]), ==, -1);
  }
  g_assert_cmpint (confab_base_clock_parse (NULL), ==, -1);
}

/* Each beginning of a date is none, and reading does not run over its end. */
static void
test_parse_cut (void) {
  const char *whole = "2026-05-14T10:02:00.123+02:00";

  for (gsize size = 0; whole[size] != '\0'; size++) {
    g_autofree char *cut = g_strndup (whole, size);

    g_assert_cmpint (confab_base_clock_parse (cut), ==, -1);
  }
}

static void
test_format (void) {
  static const Date samples[] = {
    { "1970-01-01T00:00:00Z", 0 },
    { "1970-01-01T00:00:00Z", 999999 },
    { "1970-01-01T00:00:00Z", -5 * SECOND },
    { "2026-05-14T10:02:00Z", G_GINT64_CONSTANT (1778752920) * SECOND + 500000 },
    { "9999-12-31T23:59:59Z", G_GINT64_CONSTANT (253402300799) * SECOND },
    { "9999-12-31T23:59:59Z", G_MAXINT64 },
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (82);

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autofree char *text = confab_base_clock_format (samples[i].wall_us);

    g_assert_cmpstr (text, ==, samples[i].text);
  }
  for (guint i = 0; i < 10000; i++) {
    gint64 seconds = (gint64)g_rand_double_range (rand, 0, 253402300799.0);
    g_autofree char *text = confab_base_clock_format (seconds * SECOND);
    g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (seconds);
    g_autofree char *by_glib = g_date_time_format_iso8601 (date);

    g_assert_cmpint (confab_base_clock_parse (text), ==, seconds * SECOND);
    g_assert_cmpstr (text, ==, by_glib);
  }
}

typedef struct {
  GString *log;
  const ConfabClock *clock;
  gint64 sleep_us;
  const char *name;
  gint64 woke_at_us;
} Sleeper;

static DexFuture *
sleep_twice (gpointer data) {
  Sleeper *sleeper = data;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (
        dex_await_boolean (confab_base_clock_sleep (sleeper->clock, sleeper->sleep_us), &error));
    g_assert_no_error (error);
    g_string_append (sleeper->log, sleeper->name);
    sleeper->woke_at_us = confab_base_clock_monotonic_us (sleeper->clock);
  }
  return dex_future_new_for_boolean (TRUE);
}

static void
test_fake (void) {
  g_autoptr (ConfabClockFake) fake = confab_base_clock_fake_new (1000 * SECOND);
  const ConfabClock *clock = confab_base_clock_fake_get (fake);
  g_autoptr (GString) log = g_string_new (NULL);
  gint64 start_us = confab_base_clock_monotonic_us (clock);
  Sleeper a = { log, clock, 10, "a", 0 };
  Sleeper b = { log, clock, 4, "b", 0 };
  Sleeper c = { log, clock, 10, "c", 0 };
  g_autoptr (DexFuture) fiber_a = dex_scheduler_spawn (NULL, 0, sleep_twice, &a, NULL);
  g_autoptr (DexFuture) fiber_b = dex_scheduler_spawn (NULL, 0, sleep_twice, &b, NULL);
  g_autoptr (DexFuture) fiber_c = dex_scheduler_spawn (NULL, 0, sleep_twice, &c, NULL);

  g_assert_cmpint (confab_base_clock_wall_us (clock), ==, 1000 * SECOND);
  confab_base_clock_fake_advance (fake, 0);
  confab_base_clock_fake_advance (fake, 3);
  g_assert_cmpstr (log->str, ==, "");
  confab_base_clock_fake_advance (fake, 1);
  g_assert_cmpstr (log->str, ==, "b");
  confab_base_clock_fake_advance (fake, 5);
  g_assert_cmpstr (log->str, ==, "bb");
  confab_base_clock_fake_advance (fake, 1);
  g_assert_cmpstr (log->str, ==, "bbac");
  /* Each wakes at its own moment, though the clock goes further. */
  confab_base_clock_fake_advance (fake, 1000);
  g_assert_cmpstr (log->str, ==, "bbacac");
  g_assert_cmpint (b.woke_at_us, ==, start_us + 8);
  g_assert_cmpint (a.woke_at_us, ==, start_us + 20);
  g_assert_cmpint (confab_base_clock_monotonic_us (clock), ==, start_us + 1010);
  g_assert_cmpint (confab_base_clock_wall_us (clock), ==, 1000 * SECOND + 1010);
  g_assert_true (dex_future_is_resolved (fiber_a));
  g_assert_true (dex_future_is_resolved (fiber_b));
  g_assert_true (dex_future_is_resolved (fiber_c));
}

/* No time at all has passed at once; what was dropped or never falls due is freed with the clock.
 */
static void
test_fake_edges (void) {
  g_autoptr (ConfabClockFake) fake = confab_base_clock_fake_new (0);
  const ConfabClock *clock = confab_base_clock_fake_get (fake);
  g_autoptr (DexFuture) none = confab_base_clock_sleep (clock, 0);
  g_autoptr (DexFuture) negative = confab_base_clock_sleep (clock, G_MININT64);
  g_autoptr (DexFuture) never = confab_base_clock_sleep (clock, G_MAXINT64);

  g_assert_true (dex_future_is_resolved (none));
  g_assert_true (dex_future_is_resolved (negative));
  dex_unref (confab_base_clock_sleep (clock, 5));
  confab_base_clock_fake_advance (fake, 10 * SECOND);
  g_assert_true (dex_future_is_pending (never));
}

static void
test_system (void) {
  const ConfabClock *clock = confab_base_clock_system ();
  gint64 start_us = confab_base_clock_monotonic_us (clock);
  g_autoptr (DexFuture) sleep = confab_base_clock_sleep (clock, 20000);
  g_autoptr (DexFuture) too_long = confab_base_clock_sleep (clock, G_MAXINT64);
  g_autoptr (DexFuture) none = confab_base_clock_sleep (clock, -1);

  g_assert_cmpint (ABS (confab_base_clock_wall_us (clock) - g_get_real_time ()), <, 5 * SECOND);
  while (dex_future_is_pending (sleep))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dex_future_is_resolved (sleep));
  g_assert_true (g_value_get_boolean (dex_future_get_value (sleep, NULL)));
  g_assert_true (dex_future_is_resolved (none));
  g_assert_true (dex_future_is_pending (too_long));
  g_assert_cmpint (confab_base_clock_monotonic_us (clock) - start_us, >=, 20000);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/base/clock/parse", test_parse);
  g_test_add_func ("/base/clock/parse-cut", test_parse_cut);
  g_test_add_func ("/base/clock/format", test_format);
  g_test_add_func ("/base/clock/fake", test_fake);
  g_test_add_func ("/base/clock/fake-edges", test_fake_edges);
  g_test_add_func ("/base/clock/system", test_system);
  return g_test_run ();
}
