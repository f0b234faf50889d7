/* The place in the guide is kept over a restart, an address ends the first guide, and a month after
 * its end it is due again, on a clock that may be set back. */

#include "core/core-private.h"
#include "test-store-common.h"

#define BEGUN_US (G_GINT64_CONSTANT (1800000000) * G_USEC_PER_SEC)
#define DAY_US G_TIME_SPAN_DAY

typedef struct {
  char *folder;
  ConfabKeyring *keyring;
  ConfabClockFake *clock;
  ConfabCore *core;
} Fixture;

static void
start (Fixture *fixture) {
  fixture->core =
      confab_core_new (fixture->folder, confab_base_clock_fake_get (fixture->clock), NULL);
  confab_core_set_keyring (fixture->core, fixture->keyring);
  test_settle (confab_core_open (fixture->core));
}

static void
stop (Fixture *fixture) {
  test_settle (confab_core_quit (fixture->core));
  g_clear_object (&fixture->core);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->folder = test_folder ();
  fixture->keyring = confab_keyring_new_in_memory ();
  fixture->clock = confab_base_clock_fake_new (BEGUN_US);
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  stop (fixture);
  confab_base_clock_fake_free (fixture->clock);
  confab_keyring_unref (fixture->keyring);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

static gboolean
run_spoil (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_settings_set (db, "guide", data, error);
}

static void
again_with (Fixture *fixture, const char *kept) {
  test_settle (confab_store_vault_write (fixture->core->vault, run_spoil, (gpointer)kept, NULL));
  stop (fixture);
  start (fixture);
}

static void
on_moved (ConfabCore *core, GParamSpec *pspec, guint *count) {
  (*count)++;
}

static void
test_place (Fixture *fixture, gconstpointer data) {
  guint moved = 0;

  g_assert_cmpuint (confab_core_get_guide_page (fixture->core), ==, 1);
  g_signal_connect (fixture->core, "notify::guide-page", G_CALLBACK (on_moved), &moved);
  test_settle (confab_core_set_guide_page (fixture->core, 4));
  g_assert_cmpuint (moved, ==, 1);
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (confab_core_get_guide_page (fixture->core), ==, 4);
  g_assert_false (confab_core_is_guide_due (fixture->core));
  test_settle (confab_core_set_guide_page (fixture->core, 0));
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (confab_core_get_guide_page (fixture->core), ==, 0);
}

static void
test_no_such_page (Fixture *fixture, gconstpointer data) {
  g_autoptr (DexFuture) future = confab_core_set_guide_page (fixture->core, 7);

  g_assert_false (test_wait (future, NULL));
  g_assert_cmpuint (confab_core_get_guide_page (fixture->core), ==, 1);
}

static void
test_month (Fixture *fixture, gconstpointer data) {
  gint64 day;

  g_assert_cmpint (confab_core_get_guided_us (fixture->core), ==, 0);
  test_settle (confab_core_set_guide_page (fixture->core, 0));
  day = confab_core_get_guided_us (fixture->core);
  g_assert_cmpint (day, >, 0);
  confab_base_clock_fake_advance (fixture->clock, 30 * DAY_US - 1);
  g_assert_false (confab_core_is_guide_due (fixture->core));
  confab_base_clock_fake_advance (fixture->clock, 1);
  g_assert_true (confab_core_is_guide_due (fixture->core));
  stop (fixture);
  start (fixture);
  g_assert_true (confab_core_is_guide_due (fixture->core));
  g_assert_cmpint (confab_core_get_guided_us (fixture->core), ==, day);
  test_settle (confab_core_set_guide_page (fixture->core, 0));
  g_assert_false (confab_core_is_guide_due (fixture->core));
  g_assert_cmpint (confab_core_get_guided_us (fixture->core), ==, day + 30 * DAY_US);
}

/* A time to come, as after a clock that stood wrong: not due, and nothing worse. */
static void
test_clock_set_back (Fixture *fixture, gconstpointer data) {
  again_with (fixture, "0 4000000000000000");
  g_assert_cmpuint (confab_core_get_guide_page (fixture->core), ==, 0);
  g_assert_false (confab_core_is_guide_due (fixture->core));
}

static void
test_unreadable (Fixture *fixture, gconstpointer data) {
  static const char *const spoiled[] = { "", "0", "x y", "7 0", "-1 0", "0 -5", "0 5 6",
    "0 99999999999999999999", "000000000000000000000000000000000000000000" };

  for (gsize i = 0; i < G_N_ELEMENTS (spoiled); i++) {
    again_with (fixture, spoiled[i]);
    g_assert_cmpuint (confab_core_get_guide_page (fixture->core), ==, 1);
    g_assert_false (confab_core_is_guide_due (fixture->core));
  }
}

static gboolean
run_add_account (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreAccount account = { .address = (char *)PEER };

  return confab_store_accounts_add (db, &account, error);
}

/* Left on its last pages, or older than the guide: it does not open, and its month begins. */
static void
test_account (Fixture *fixture, gconstpointer data) {
  test_settle (confab_core_set_guide_page (fixture->core, 5));
  test_settle (confab_store_vault_write (fixture->core->vault, run_add_account, NULL, NULL));
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (confab_core_get_guide_page (fixture->core), ==, 0);
  g_assert_false (confab_core_is_guide_due (fixture->core));
  stop (fixture);
  confab_base_clock_fake_advance (fixture->clock, 31 * DAY_US);
  start (fixture);
  g_assert_true (confab_core_is_guide_due (fixture->core));
}

int
main (int argc, char **argv) {
  /* No bus, no keyring. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  test_init (&argc, &argv);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/guide/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("place", test_place);
  ADD ("no-such-page", test_no_such_page);
  ADD ("account", test_account);
  ADD ("month", test_month);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("unreadable", test_unreadable);
#undef ADD
  return g_test_run ();
}
