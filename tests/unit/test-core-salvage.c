/* A whole profile whose store is damaged: it says so, has what can be read saved when it is told
 * to, and opens again with it; stopped, or where nothing can be read, it is as it was. */

#include "core/core-backup.h"
#include "store/store-db-private.h"
#include "test-core-profile.h"

#define N 2000
#define PAGE 4096
#define PAGE_ROWS 500

static gboolean
job_fill (ConfabStoreDb *db, gpointer data, GError **error) {
  for (int i = 0; i < N; i++) {
    g_autofree char *text = g_strdup_printf ("message %d with some words in it", i);
    ConfabStoreMessage message = {
      .account = 1, .peer = (char *)PEER, .time_us = NOW - DAY + i, .is_unread = TRUE, .text = text
    };

    CHECK (confab_store_messages_add (db, &message, error));
  }
  return TRUE;
}

/* One that disappears has ended while the store was shut. */
static gboolean
job_ended (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreMessage message = { .account = 1,
    .peer = (char *)OTHER,
    .time_us = NOW - DAY,
    .timer = 60,
    .text = (char *)"SECRET that has ended" };

  CHECK (confab_store_messages_add (db, &message, error));
  return confab_store_db_run (
      db, "Ending a timer", "UPDATE messages SET ends_us = 1 WHERE timer = 60", error);
}

/* Ends the core, flips a bit in each of some pages, and opens the store again. */
static void
damage (Fixture *fixture, gsize first, gsize step) {
  g_autofree char *path = g_build_filename (fixture->folder, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  crash (fixture);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_cmpuint (size / PAGE, >, first);
  for (gsize page = first; page < size / PAGE; page += step)
    bytes[page * PAGE + 1111] ^= 2;
  g_assert_true (g_file_set_contents (path, bytes, (gssize)size, NULL));
  fixture->core = confab_core_new (fixture->folder, &fixture->clock, NULL);
  confab_core_set_keyring (fixture->core, fixture->keyring);
  test_fail (confab_core_open (fixture->core));
}

static int
settle (DexFuture *future) {
  g_autoptr (DexFuture) owned = future;
  g_autoptr (GError) error = NULL;

  if (test_wait (owned, &error))
    return CONFAB_PROBLEM_NONE;
  g_assert_true (error->domain == CONFAB_CORE_ERROR);
  return error->code;
}

static gboolean
job_count (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autoptr (GPtrArray) rows = confab_store_messages_after (db, 1, PEER, 0, PAGE_ROWS, error);
  g_autoptr (GPtrArray) others = confab_store_messages_after (db, 1, OTHER, 0, PAGE_ROWS, error);

  *(guint *)data = rows->len;
  g_assert_cmpuint (others->len, ==, 0);
  return TRUE;
}

static void
test_saved (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelBackup) stopped = confab_model_backup_new ();
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  guint n = 0;

  test_write (fixture->core->vault, job_fill, NULL);
  test_write (fixture->core->vault, job_ended, NULL);
  /* Only what was found damaged is gone into. */
  g_assert_cmpint (settle (confab_core_salvage (fixture->core, progress)), ==, CONFAB_PROBLEM_DISK);
  damage (fixture, 80, 5);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_DAMAGED);
  confab_model_backup_stop (stopped);
  g_assert_cmpint (
      settle (confab_core_salvage (fixture->core, stopped)), ==, CONFAB_PROBLEM_STOPPED);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_DAMAGED);
  g_assert_cmpint (settle (confab_core_salvage (fixture->core, progress)), ==, CONFAB_PROBLEM_NONE);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_READY);
  g_assert_nonnull (contact (fixture, PEER));
  test_write (fixture->core->vault, job_count, &n);
  g_assert_cmpuint (n, ==, PAGE_ROWS);
  n = confab_model_backup_get_n_messages (progress);
  g_assert_cmpuint (n, >, N / 4);
  g_assert_cmpuint (n, <, N);
}

static void
put_key (Fixture *fixture, ConfabKeyringKind kind, ConfabSecret *key) {
  test_settle (confab_keyring_save (fixture->keyring, kind, "", key));
}

/* Returns: (transfer full) (nullable) */
static ConfabSecret *
dup_key (Fixture *fixture, ConfabKeyringKind kind) {
  g_autoptr (DexFuture) future = confab_keyring_load (fixture->keyring, kind, "");
  ConfabSecret *key;

  test_settle (dex_ref (future));
  key = g_value_get_boxed (dex_future_get_value (future, NULL));
  return key != NULL ? confab_base_secret_ref (key) : NULL;
}

/* As if Confab had ended when the store was under its new key, and the old one in its place. */
static void
leave_key_behind (Fixture *fixture) {
  g_autoptr (ConfabSecret) key = dup_key (fixture, CONFAB_KEYRING_STORE_KEY);
  g_autoptr (ConfabSecret) old = confab_base_secret_new_random (CONFAB_STORE_KEY_BYTES);

  put_key (fixture, CONFAB_KEYRING_NEXT_KEY, key);
  put_key (fixture, CONFAB_KEYRING_STORE_KEY, old);
}

static void
test_next_key (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  g_autoptr (ConfabSecret) key = dup_key (fixture, CONFAB_KEYRING_STORE_KEY);
  g_autoptr (ConfabSecret) now = NULL;
  g_autoptr (ConfabSecret) next = NULL;

  test_write (fixture->core->vault, job_fill, NULL);
  leave_key_behind (fixture);
  damage (fixture, 80, 5);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_DAMAGED);
  g_assert_cmpint (settle (confab_core_salvage (fixture->core, progress)), ==, CONFAB_PROBLEM_NONE);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_READY);
  g_assert_cmpuint (confab_model_backup_get_n_messages (progress), >, N / 4);
  now = dup_key (fixture, CONFAB_KEYRING_STORE_KEY);
  next = dup_key (fixture, CONFAB_KEYRING_NEXT_KEY);
  g_assert_true (confab_base_secret_equal (now, key));
  g_assert_null (next);
}

/* Neither of both opens it: that is no damage. */
static void
test_next_key_wrong (Fixture *fixture, gconstpointer data) {
  leave_key_behind (fixture);
  damage (fixture, 0, 1000);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_KEY_LOST);
  test_settle (confab_core_begin_empty (fixture->core));
}

static void
test_nothing (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  damage (fixture, 1, 1);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_DAMAGED);
  g_assert_cmpint (
      settle (confab_core_salvage (fixture->core, progress)), ==, CONFAB_PROBLEM_NOTHING_READ);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_DAMAGED);
  test_settle (confab_core_begin_empty (fixture->core));
}

/* What does not open with the key is not gone into. */
static void
test_wrong_key (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  damage (fixture, 0, 1000);
  g_assert_cmpint (confab_core_get_store_state (fixture->core), ==, CONFAB_CORE_STORE_KEY_LOST);
  g_assert_cmpint (settle (confab_core_salvage (fixture->core, progress)), ==, CONFAB_PROBLEM_DISK);
  test_settle (confab_core_begin_empty (fixture->core));
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  /* A store that does not open is said in the log. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_test_add ("/core/salvage/saved", Fixture, NULL, set_up, test_saved, tear_down);
  g_test_add ("/core/salvage/next-key", Fixture, NULL, set_up, test_next_key, tear_down);
  g_test_add (
      "/core/salvage/next-key-wrong", Fixture, NULL, set_up, test_next_key_wrong, tear_down);
  g_test_add ("/core/salvage/nothing", Fixture, NULL, set_up, test_nothing, tear_down);
  g_test_add ("/core/salvage/wrong-key", Fixture, NULL, set_up, test_wrong_key, tear_down);
  return g_test_run ();
}
