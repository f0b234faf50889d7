/* Signed in for one hour: off by itself when either clock says that it is over, and not while
 * whoever is signed in is to stay. The servers of this test never answer. */

#include "core/core-private.h"
#include "test-store-common.h"

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define NOW G_GINT64_CONSTANT (1800000000000000)
#define ADDRESS "alice@example.org"

typedef struct {
  char *folder;
  ConfabKeyring *keyring;
  ConfabClockFake *fake;
  ConfabClock clock;
  gint64 slept; /* what only the wall clock knows of */
  ConfabCore *core;
  guint n_over;
} Fixture;

static gint64
wall (gpointer data) {
  Fixture *fixture = data;

  return confab_base_clock_wall_us (confab_base_clock_fake_get (fixture->fake)) + fixture->slept;
}

static gint64
monotonic (gpointer data) {
  return confab_base_clock_monotonic_us (confab_base_clock_fake_get (((Fixture *)data)->fake));
}

static DexFuture *
sleep_for (gpointer data, gint64 microseconds) {
  return confab_base_clock_sleep (
      confab_base_clock_fake_get (((Fixture *)data)->fake), microseconds);
}

static DexFuture *
dial (gpointer data, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  return dex_future_new_reject (CONFAB_NET_ERROR, CONFAB_NET_ERROR_UNREACHABLE, "nobody there");
}

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  test_add_account (db, ADDRESS, error);
  return TRUE;
}

static void
on_over (ConfabCore *core, Fixture *fixture) {
  fixture->n_over++;
}

static void
start (Fixture *fixture) {
  fixture->core = confab_core_new (fixture->folder, &fixture->clock, NULL);
  confab_core_set_keyring (fixture->core, fixture->keyring);
  confab_core_set_dial (fixture->core, dial, fixture);
  confab_core_set_keyless (fixture->core);
  g_signal_connect (fixture->core, "hour-over", G_CALLBACK (on_over), fixture);
  test_settle (confab_core_open (fixture->core));
}

static void
stop (Fixture *fixture) {
  test_settle (confab_core_quit (fixture->core));
  g_clear_object (&fixture->core);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string ("a password");

  fixture->folder = test_folder ();
  fixture->keyring = confab_keyring_new_in_memory ();
  fixture->fake = confab_base_clock_fake_new (NOW);
  fixture->clock = (ConfabClock){ wall, monotonic, sleep_for, fixture };
  test_settle (confab_keyring_save (fixture->keyring, CONFAB_KEYRING_PASSWORD, ADDRESS, password));
  start (fixture);
  test_write (fixture->core->vault, job_account, NULL);
  stop (fixture);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  stop (fixture);
  confab_keyring_unref (fixture->keyring);
  confab_base_clock_fake_free (fixture->fake);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

static void
pass (Fixture *fixture, gint64 microseconds) {
  for (; microseconds > 0; microseconds -= MINUTE)
    confab_base_clock_fake_advance (fixture->fake, MIN (microseconds, MINUTE));
}

static gboolean
is_off (Fixture *fixture) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (fixture->core), 0);

  return confab_model_account_get_state (account) == CONFAB_ACCOUNT_SIGNED_OFF;
}

static void
assert_over (Fixture *fixture, gboolean is_over) {
  while (g_main_context_iteration (NULL, FALSE) || (is_over && !is_off (fixture)))
    continue;
  g_assert_cmpint (is_off (fixture), ==, is_over);
  g_assert_cmpuint (fixture->n_over, ==, is_over ? 1 : 0);
  g_assert_cmpint (confab_core_get_hour_end (fixture->core) == 0, ==, is_over);
}

static void
test_hour (Fixture *fixture, gconstpointer data) {
  g_assert_true (is_off (fixture));
  confab_core_sign_in_for_hour (fixture->core);
  g_assert_cmpint (confab_core_get_hour_end (fixture->core), ==, wall (fixture) + 60 * MINUTE);
  pass (fixture, 59 * MINUTE);
  assert_over (fixture, FALSE);
  pass (fixture, MINUTE);
  assert_over (fixture, TRUE);
}

/* The computer slept: only the wall clock went on. */
static void
test_slept (Fixture *fixture, gconstpointer data) {
  confab_core_sign_in_for_hour (fixture->core);
  pass (fixture, 10 * MINUTE);
  fixture->slept = 51 * MINUTE;
  assert_over (fixture, FALSE);
  pass (fixture, MINUTE / 3);
  assert_over (fixture, TRUE);
}

/* Somebody set the wall clock back: the other one holds. */
static void
test_set_back (Fixture *fixture, gconstpointer data) {
  confab_core_sign_in_for_hour (fixture->core);
  fixture->slept = -600 * MINUTE;
  pass (fixture, 59 * MINUTE);
  assert_over (fixture, FALSE);
  pass (fixture, MINUTE + MINUTE / 3);
  assert_over (fixture, TRUE);
}

static void
test_stays (Fixture *fixture, gconstpointer data) {
  confab_core_sign_in_for_hour (fixture->core);
  pass (fixture, 30 * MINUTE);
  confab_core_end_hour (fixture->core);
  g_assert_cmpint (confab_core_get_hour_end (fixture->core), ==, 0);
  pass (fixture, 120 * MINUTE);
  g_assert_false (is_off (fixture));
  g_assert_cmpuint (fixture->n_over, ==, 0);
}

/* It ends behind a locked screen: nobody comes back after it, and that is said then. */
static void
test_locked (Fixture *fixture, gconstpointer data) {
  confab_core_sign_in_for_hour (fixture->core);
  pass (fixture, 10 * MINUTE);
  confab_core_set_screen_locked (fixture->core, TRUE);
  pass (fixture, 60 * MINUTE);
  g_assert_cmpuint (fixture->n_over, ==, 0);
  confab_core_set_screen_locked (fixture->core, FALSE);
  while (fixture->core->store_state != CONFAB_CORE_STORE_READY)
    g_main_context_iteration (NULL, TRUE);
  assert_over (fixture, TRUE);
  pass (fixture, 5 * MINUTE);
  assert_over (fixture, TRUE);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add ("/core/hour/over", Fixture, NULL, set_up, test_hour, tear_down);
  g_test_add ("/core/hour/slept", Fixture, NULL, set_up, test_slept, tear_down);
  g_test_add ("/core/hour/set-back", Fixture, NULL, set_up, test_set_back, tear_down);
  g_test_add ("/core/hour/stays", Fixture, NULL, set_up, test_stays, tear_down);
  g_test_add ("/core/hour/locked", Fixture, NULL, set_up, test_locked, tear_down);
  return g_test_run ();
}
