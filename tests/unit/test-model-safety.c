/* Choices of a profile as time passes: ends, restarts, clocks that jump; what is kept and read
 * again; and what the wizard offers. The fake clock's two hands move together, so a clock that is
 * set is a clock of its own here. */

#include "model/model-safety.h"
#include "safety/safety-quiet.h"

#define HOUR (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)
#define NOW (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)

typedef struct {
  gint64 wall_us, monotonic_us;
} Hands;

static gint64
get_wall (gpointer data) {
  return ((Hands *)data)->wall_us;
}

static gint64
get_monotonic (gpointer data) {
  return ((Hands *)data)->monotonic_us;
}

static DexFuture *
sleep_never (gpointer data, gint64 microseconds) {
  return dex_future_new_infinite ();
}

static ConfabClock
clock_of (Hands *hands) {
  return (ConfabClock){ get_wall, get_monotonic, sleep_never, hands };
}

static void
count (ConfabChoice choice, gpointer data) {
  (*(guint *)data)++;
}

static void
pass (Hands *hands, gint64 microseconds) {
  hands->wall_us += microseconds;
  hands->monotonic_us += microseconds;
}

static void
test_ends_by_itself (void) {
  Hands hands = { NOW, 5 };
  ConfabClock clock = clock_of (&hands);
  g_autoptr (ConfabModelSafety) safety = confab_model_safety_new (&clock);
  gint64 until;
  guint n_over = 0;

  g_assert_true (confab_model_safety_choose (
      safety, CONFAB_CHOICE_TYPED, CONFAB_GUARDING_OFF, CONFAB_TERM_UNTIL_TOMORROW));
  g_assert_true (confab_model_safety_is_weakened (safety, CONFAB_CHOICE_TYPED));
  until = confab_model_safety_get_until (safety, CONFAB_CHOICE_TYPED);
  g_assert_cmpint (until, ==, confab_model_safety_tomorrow (safety));
  g_assert_cmpint (until, >, NOW + 13 * HOUR);
  g_assert_cmpint (until, <=, NOW + CONFAB_CHOICE_LONGEST_US);
  g_assert_true (confab_model_safety_sweep (safety, count, &n_over));
  pass (&hands, until - NOW - 1);
  g_assert_true (confab_model_safety_is_weakened (safety, CONFAB_CHOICE_TYPED));
  pass (&hands, 1);
  g_assert_false (confab_model_safety_is_weakened (safety, CONFAB_CHOICE_TYPED));
  g_assert_cmpint (confab_model_safety_get_until (safety, CONFAB_CHOICE_TYPED), ==, 0);
  g_assert_false (confab_model_safety_sweep (safety, count, &n_over));
  g_assert_cmpuint (n_over, ==, 1);
  g_assert_null (confab_model_safety_dup_kept (safety, CONFAB_CHOICE_TYPED));
}

static void
test_clock_set_back (void) {
  Hands hands = { NOW, 5 };
  ConfabClock clock = clock_of (&hands);
  g_autoptr (ConfabModelSafety) safety = confab_model_safety_new (&clock);
  gint64 length;
  guint n_over = 0;

  confab_model_safety_choose (
      safety, CONFAB_CHOICE_LINKS, CONFAB_LINKS_OPEN, CONFAB_TERM_UNTIL_TOMORROW);
  length = confab_model_safety_get_until (safety, CONFAB_CHOICE_LINKS) - NOW;
  /* The wall clock is stopped, over and over; the other one is not. */
  hands.monotonic_us += length;
  g_assert_false (confab_model_safety_is_weakened (safety, CONFAB_CHOICE_LINKS));
  confab_model_safety_sweep (safety, count, &n_over);
  g_assert_cmpuint (n_over, ==, 1);

  confab_model_safety_choose (
      safety, CONFAB_CHOICE_LINKS, CONFAB_LINKS_OPEN, CONFAB_TERM_UNTIL_CHANGED);
  hands.wall_us -= HOUR;
  g_assert_false (confab_model_safety_is_weakened (safety, CONFAB_CHOICE_LINKS));
  hands.wall_us += HOUR;
  pass (&hands, 100000 * HOUR);
  g_assert_true (confab_model_safety_is_weakened (safety, CONFAB_CHOICE_LINKS));
}

/* A later run reads what an earlier one kept. */
static char *
restart (Hands *hands, ConfabChoice choice, const char *kept, int *holds, gboolean *is_over) {
  ConfabClock clock = clock_of (hands);
  g_autoptr (ConfabModelSafety) safety = confab_model_safety_new (&clock);

  *is_over = confab_model_safety_take_kept (safety, choice, kept);
  *holds = confab_model_safety_get (safety, choice);
  return confab_model_safety_dup_kept (safety, choice);
}

static void
test_restarts (void) {
  Hands hands = { NOW, 5 };
  ConfabClock clock = clock_of (&hands);
  g_autoptr (ConfabModelSafety) safety = confab_model_safety_new (&clock);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autofree char *fourth = NULL;
  gint64 until;
  int holds;
  gboolean is_over;

  confab_model_safety_choose (
      safety, CONFAB_CHOICE_NOTIFY, CONFAB_NOTIFY_TEXT, CONFAB_TERM_UNTIL_TOMORROW);
  until = confab_model_safety_get_until (safety, CONFAB_CHOICE_NOTIFY);
  first = confab_model_safety_dup_kept (safety, CONFAB_CHOICE_NOTIFY);

  hands = (Hands){ NOW + 10 * HOUR, 77 };
  second = restart (&hands, CONFAB_CHOICE_NOTIFY, first, &holds, &is_over);
  g_assert_cmpint (holds, ==, CONFAB_NOTIFY_TEXT);
  g_assert_false (is_over);
  /* The clock stands before that opening: whoever set it back ended it. */
  hands = (Hands){ NOW + 9 * HOUR, 3 };
  third = restart (&hands, CONFAB_CHOICE_NOTIFY, second, &holds, &is_over);
  g_assert_cmpint (holds, ==, CONFAB_NOTIFY_NAME);
  g_assert_true (is_over);
  g_assert_null (third);
  /* Off for days in between. */
  hands = (Hands){ until, 3 };
  fourth = restart (&hands, CONFAB_CHOICE_NOTIFY, second, &holds, &is_over);
  g_assert_cmpint (holds, ==, CONFAB_NOTIFY_NAME);
  g_assert_true (is_over);
}

static void
test_what_cannot_be_read_is_the_strictest (void) {
  static const char *const broken[] = { "", "1", "1 2", "1 2 3 4", "x 1 0", "1 x 0", "1 1 x",
    "-1 1 0", "99999999999 1 0", "2 1 0", "1 1 0 ", "1  0",
    "1 1800000000000000 0                                                              " };
  Hands hands = { NOW, 5 };

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++) {
    int holds;
    gboolean is_over;
    g_autofree char *kept = restart (&hands, CONFAB_CHOICE_WRITE, broken[i], &holds, &is_over);

    g_test_message ("“%s”", broken[i]);
    g_assert_cmpint (holds, ==, CONFAB_WRITE_INVITED);
  }
}

static void
test_refuses_what_is_not_enforced (void) {
  Hands hands = { NOW, 5 };
  ConfabClock clock = clock_of (&hands);
  g_autoptr (ConfabModelSafety) safety = confab_model_safety_new (&clock);

  g_assert_false (confab_model_safety_choose (
      safety, CONFAB_CHOICE_WRITE, CONFAB_WRITE_ANYBODY, CONFAB_TERM_UNTIL_CHANGED));
  g_assert_false (confab_model_safety_choose (
      safety, CONFAB_CHOICE_KEEP, CONFAB_KEEP_FOR_GOOD + 1, CONFAB_TERM_UNTIL_CHANGED));
  g_assert_false (
      confab_model_safety_choose (safety, CONFAB_CHOICE_LINKS, -1, CONFAB_TERM_UNTIL_CHANGED));
  for (guint choice = 1; choice < CONFAB_CHOICE_COUNT; choice++) {
    g_assert_cmpint (confab_model_safety_get (safety, (ConfabChoice)choice), ==,
        confab_safety_choice_start ((ConfabChoice)choice));
    g_assert_cmpint (confab_model_safety_get (NULL, (ConfabChoice)choice), ==,
        confab_safety_choice_start ((ConfabChoice)choice));
  }
}

static void
count_change (gpointer safety, guint *n) {
  (*n)++;
}

/* What the checker says of itself is old after two weeks, and what says nothing is old. */
static void
test_checker (void) {
  g_autoptr (ConfabClockFake) clock = confab_base_clock_fake_new (NOW);
  g_autoptr (ConfabModelSafety) safety =
      confab_model_safety_new (confab_base_clock_fake_get (clock));
  g_autoptr (GListStore) accounts = g_list_store_new (CONFAB_TYPE_MODEL_ACCOUNT);
  const gint64 edge = NOW - CONFAB_CHECKER_MAX_DAYS * G_TIME_SPAN_DAY;
  const struct {
    gint64 dated_us;
    gboolean is_old;
  } rows[] = { { NOW, FALSE }, { edge, FALSE }, { edge - 1, TRUE }, { 0, TRUE },
    { NOW + G_TIME_SPAN_DAY, FALSE } };
  const char *engine = NULL;
  gint64 dated_us = 0;
  guint n_changed = 0;
  ConfabSafetyFacts facts;

  g_signal_connect (safety, "changed", G_CALLBACK (count_change), &n_changed);
  g_assert_cmpint (
      confab_model_safety_get_checker (safety, &engine, NULL), ==, CONFAB_CHECKER_UNKNOWN);
  g_assert_cmpstr (engine, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    for (guint twice = 0; twice < 2; twice++)
      confab_model_safety_set_checker (
          safety, CONFAB_CHECKER_HERE, "ClamAV 1.4.3", rows[i].dated_us);
    g_assert_cmpuint (n_changed, ==, i + 1);
    confab_model_safety_gather (safety, G_LIST_MODEL (accounts), &facts);
    g_assert_cmpint (facts.checker, ==, CONFAB_CHECKER_HERE);
    g_assert_cmpint (facts.is_checker_old, ==, rows[i].is_old);
    confab_model_safety_get_checker (safety, &engine, &dated_us);
    g_assert_cmpstr (engine, ==, "ClamAV 1.4.3");
    g_assert_cmpint (dated_us, ==, rows[i].dated_us);
  }
}

static void
test_facts (void) {
  Hands hands = { NOW, 5 };
  ConfabClock clock = clock_of (&hands);
  g_autoptr (ConfabModelSafety) safety = confab_model_safety_new (&clock);
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (1, "carla@example.org");
  g_autoptr (ConfabModelAccount) other = confab_model_account_new (2, "carla@example.net");
  g_autoptr (GListStore) accounts = g_list_store_new (CONFAB_TYPE_MODEL_ACCOUNT);
  ConfabSafetyFacts facts;

  g_list_store_append (accounts, account);
  confab_model_safety_choose (
      safety, CONFAB_CHOICE_LINKS, CONFAB_LINKS_OPEN, CONFAB_TERM_UNTIL_TOMORROW);
  confab_model_account_set_undecided (account, 2);
  confab_model_account_set_state (
      account, CONFAB_ACCOUNT_REFUSED, 0, CONFAB_PROBLEM_WEAKER, "example.org");
  g_list_store_append (accounts, other);
  confab_model_account_set_lacks_block_list (other, TRUE);
  confab_model_safety_gather (safety, G_LIST_MODEL (accounts), &facts);
  g_assert_cmpint (facts.choices[CONFAB_CHOICE_LINKS], ==, CONFAB_LINKS_OPEN);
  g_assert_cmpint (facts.until_us[CONFAB_CHOICE_LINKS], >, NOW);
  g_assert_cmpint (facts.choices[CONFAB_CHOICE_WRITE], ==, CONFAB_WRITE_NOTES);
  g_assert_cmpuint (facts.n_new_devices, ==, 2);
  g_assert_true (facts.is_server_refused && facts.lacks_block_list);
  g_assert_false (confab_model_account_lacks_block_list (account));
  confab_model_account_set_lacks_block_list (other, FALSE);
  confab_model_safety_gather (safety, G_LIST_MODEL (accounts), &facts);
  g_assert_false (facts.lacks_block_list);
  g_assert_false (facts.keeps_on_server);
  for (int keeps = CONFAB_SERVER_KEEPS_UNKNOWN; keeps <= CONFAB_SERVER_KEEPS_NO_COPIES; keeps++) {
    confab_model_account_set_server_keeps (account, (ConfabServerKeeps)keeps);
    confab_model_safety_gather (safety, G_LIST_MODEL (accounts), &facts);
    g_assert_cmpint (facts.keeps_on_server, ==,
        keeps == CONFAB_SERVER_KEEPS_FIXED || keeps == CONFAB_SERVER_KEEPS_EVERYTHING);
  }
  confab_model_account_set_state (
      account, CONFAB_ACCOUNT_REFUSED, 0, CONFAB_PROBLEM_WRONG_PASSWORD, "");
  confab_model_safety_gather (safety, G_LIST_MODEL (accounts), &facts);
  g_assert_false (facts.is_server_refused);
}

static void
test_counters (void) {
  Hands hands = { NOW, 5 };
  ConfabClock clock = clock_of (&hands);
  g_autoptr (ConfabModelSafety) safety = confab_model_safety_new (&clock);

  confab_model_safety_note_refused (NULL);
  confab_model_safety_note_erased (NULL);
  g_assert_cmpint (confab_model_safety_get_since (safety), ==, NOW);
  g_assert_cmpint (confab_model_safety_get_erased (safety), ==, 0);
  pass (&hands, HOUR);
  confab_model_safety_note_refused (safety);
  confab_model_safety_note_refused (safety);
  confab_model_safety_note_erased (safety);
  g_assert_cmpuint (confab_model_safety_get_refused (safety), ==, 2);
  g_assert_cmpint (confab_model_safety_get_erased (safety), ==, NOW + HOUR);
}

static void
test_pages_of_the_wizard (void) {
  ConfabModelSafetyPage page;

  g_assert_false (confab_model_safety_get_page (0, &page));
  g_assert_false (confab_model_safety_get_page (5, &page));
  for (guint n = 1; n <= CONFAB_MODEL_SAFETY_PAGES; n++) {
    g_assert_true (confab_model_safety_get_page (n, &page));
    g_assert_cmpint (page.values[0], ==, confab_safety_choice_start (page.choice));
    if (page.choice != CONFAB_CHOICE_KEEP)
      g_assert_cmpuint (page.n_values, ==, (guint)confab_safety_choice_last (page.choice) + 1);
  }
  g_assert_true (confab_model_safety_get_page (1, &page));
  g_assert_cmpuint (page.n_values, ==, 3);
  g_assert_cmpint (page.values[1], ==, CONFAB_KEEP_MONTH);
  g_assert_cmpint (page.values[2], ==, CONFAB_KEEP_FOR_GOOD);
  g_assert_true (confab_model_safety_get_page (2, &page));
  g_assert_cmpint (page.choice, ==, CONFAB_CHOICE_WRITE);
  g_assert_cmpint (page.values[1], ==, CONFAB_WRITE_INVITED);
}

static gboolean
is_quiet_at (ConfabModelSafety *safety, Hands *hands, const char *iso) {
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (iso, NULL);

  hands->wall_us = g_date_time_to_unix (time) * G_USEC_PER_SEC;
  return confab_model_safety_is_quiet (safety);
}

/* By this computer's clock and calendar, which may change while it runs; over a restart; and no
 * weakening, whatever the hours are. */
static void
test_quiet_hours (void) {
  int night = confab_safety_quiet_pack (CONFAB_QUIET_OFFER_FROM, CONFAB_QUIET_OFFER_TO);
  Hands hands = { NOW, 5 };
  ConfabClock clock = clock_of (&hands);
  g_autoptr (ConfabModelSafety) safety = confab_model_safety_new (&clock);
  g_autoptr (ConfabModelSafety) later = NULL;
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));
  g_autofree char *kept = NULL;

  g_assert_true (g_setenv ("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", TRUE));
  g_assert_false (is_quiet_at (safety, &hands, "2026-11-22T23:00:00Z"));
  g_assert_true (
      confab_model_safety_choose (safety, CONFAB_CHOICE_QUIET, night, CONFAB_TERM_UNTIL_CHANGED));
  g_assert_false (confab_model_safety_is_weakened (safety, CONFAB_CHOICE_QUIET));
  g_assert_true (is_quiet_at (safety, &hands, "2026-11-22T21:00:00Z"));
  g_assert_false (is_quiet_at (safety, &hands, "2026-11-22T20:59:59Z"));
  /* In summer the same hours come an hour earlier. */
  g_assert_true (is_quiet_at (safety, &hands, "2026-07-22T20:00:00Z"));

  kept = confab_model_safety_dup_kept (safety, CONFAB_CHOICE_QUIET);
  later = confab_model_safety_new (&clock);
  g_assert_false (confab_model_safety_take_kept (later, CONFAB_CHOICE_QUIET, kept));
  g_assert_true (is_quiet_at (later, &hands, "2026-11-22T21:00:00Z"));
  /* Who travels takes them along. */
  g_assert_true (g_setenv ("TZ", "JST-9", TRUE));
  g_assert_false (is_quiet_at (later, &hands, "2026-11-22T22:30:00Z"));
  g_assert_true (is_quiet_at (later, &hands, "2026-11-22T13:30:00Z"));

  if (zone != NULL)
    g_assert_true (g_setenv ("TZ", zone, TRUE));
  else
    g_unsetenv ("TZ");
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/safety/ends-by-itself", test_ends_by_itself);
  g_test_add_func ("/model/safety/clock-set-back", test_clock_set_back);
  g_test_add_func ("/model/safety/restarts", test_restarts);
  g_test_add_func ("/model/safety/unreadable", test_what_cannot_be_read_is_the_strictest);
  g_test_add_func ("/model/safety/not-enforced", test_refuses_what_is_not_enforced);
  g_test_add_func ("/model/safety/facts", test_facts);
  g_test_add_func ("/model/safety/checker", test_checker);
  g_test_add_func ("/model/safety/counters", test_counters);
  g_test_add_func ("/model/safety/quiet-hours", test_quiet_hours);
  g_test_add_func ("/model/safety/pages", test_pages_of_the_wizard);
  return g_test_run ();
}
