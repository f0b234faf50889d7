/* What files take (R24): the count of a day goes on through a restart, and the next day begins
 * anew; what is damaged counts as nothing and does no harm. */

#include "test-store-common.h"

#include "store/store-room.h"
#include "store/store-settings.h"

#define DAY "2026-11-23"

typedef struct {
  char *folder;
  ConfabSecret *key;
  ConfabStoreVault *vault;
} Scene;

static void
open_vault (Scene *scene) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = confab_store_vault_open (scene->folder, scene->key);

  g_assert_true (test_wait (future, &error));
  scene->vault = dex_await_object (dex_ref (future), &error);
  g_assert_no_error (error);
}

static void
close_vault (Scene *scene) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = confab_store_vault_close (scene->vault);

  g_assert_true (test_wait (future, &error));
  g_clear_object (&scene->vault);
}

static void
scene_set_up (Scene *scene, gconstpointer data) {
  scene->folder = test_folder ();
  scene->key = test_key (1);
  open_vault (scene);
}

static void
scene_tear_down (Scene *scene, gconstpointer data) {
  close_vault (scene);
  confab_store_files_remove_folder (scene->folder);
  test_folder_remove (scene->folder);
  confab_base_secret_unref (scene->key);
  g_free (scene->folder);
}

static void
run (Scene *scene, ConfabStoreJob job) {
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) future = confab_store_vault_write (scene->vault, job, NULL, NULL);

  g_assert_true (test_wait (future, &error));
}

static gboolean
expect_today (ConfabStoreDb *db, const char *day, guint64 expected) {
  guint64 today = 77;

  g_assert_true (confab_store_room_get (db, day, 0, NULL, &today, NULL));
  g_assert_cmpuint (today, ==, expected);
  return TRUE;
}

static gboolean
count_some (ConfabStoreDb *db, gpointer data, GError **error) {
  guint64 today = 0;

  expect_today (db, DAY, 0);
  g_assert_true (confab_store_room_count (db, DAY, 1000, &today, error));
  g_assert_cmpuint (today, ==, 1000);
  g_assert_true (confab_store_room_count (db, DAY, 234, &today, error));
  g_assert_cmpuint (today, ==, 1234);
  return expect_today (db, DAY, 1234);
}

static gboolean
count_next_day (ConfabStoreDb *db, gpointer data, GError **error) {
  guint64 today = 0;

  expect_today (db, DAY, 1234);
  expect_today (db, "2026-11-24", 0);
  g_assert_true (confab_store_room_count (db, "2026-11-24", 5, &today, error));
  g_assert_cmpuint (today, ==, 5);
  /* The day before is forgotten. */
  return expect_today (db, DAY, 0);
}

static void
test_days (Scene *scene, gconstpointer data) {
  run (scene, count_some);
  close_vault (scene);
  open_vault (scene);
  run (scene, count_next_day);
}

static gboolean
read_damaged (ConfabStoreDb *db, gpointer data, GError **error) {
  static const char *const values[] = { "", DAY, DAY " ", DAY " -1", DAY " 1 2", DAY " 12x",
    DAY " 99999999999999999999999", " 7",
    DAY " 00000000000000000000000000000000000000000000000000000000000000000001" };
  guint64 today = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_assert_true (confab_store_settings_set (db, "files-of-day", values[i], error));
    expect_today (db, DAY, 0);
  }
  /* It does not wrap. */
  g_assert_true (confab_store_room_count (db, DAY, G_MAXUINT64, &today, error));
  g_assert_true (confab_store_room_count (db, DAY, G_MAXUINT64, &today, error));
  g_assert_cmpuint (today, ==, G_MAXINT64);
  return expect_today (db, DAY, G_MAXINT64);
}

static void
test_damaged (Scene *scene, gconstpointer data) {
  run (scene, read_damaged);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/store/room/days", Scene, NULL, scene_set_up, test_days, scene_tear_down);
  g_test_add ("/store/room/damaged", Scene, NULL, scene_set_up, test_damaged, scene_tear_down);
  return g_test_run ();
}
