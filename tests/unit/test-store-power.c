/* The power goes at any deed of a vault's life: while messages are written, erased and scrubbed,
 * while it is closed and opened again, and while it gets another key. The disk then holds what was
 * synced, and of the rest whatever arrived, torn or not (test-store-disk.h). The vault opens
 * afterwards as it is, with the key that it must have; all that was acknowledged is there, once, in
 * order and whole, what was erased stays erased, and it goes on. */

#include "test-store-disk.h"
#include "test-store-life.h"

#define N_CUTS 200
#define N_MESSAGES 60
#define WAIT_EVERY 4
#define SCRUB_EVERY 25
#define REOPEN_AT 20
#define CHANGE_KEY_AT 40
#define OLD_KEY 1
#define NEW_KEY 2

/* Of the change of the key. */
enum { BEFORE, DURING, AFTER };

typedef struct {
  guint n_cuts;
  guint n_in_phase[AFTER + 1];
  guint n_acknowledged;
  guint n_dropped;
} Figures;

static ConfabStoreVault *
open_with (const char *folder, guint8 first, GError **error) {
  g_autoptr (ConfabSecret) key = test_key (first);
  g_autoptr (DexFuture) future = confab_store_vault_open (folder, key);

  return test_wait (future, error) ? g_value_dup_object (dex_future_get_value (future, NULL))
                                   : NULL;
}

static ConfabStoreVault *
must_open (const char *folder, guint8 first) {
  g_autoptr (GError) error = NULL;
  ConfabStoreVault *vault = open_with (folder, first, &error);

  g_assert_no_error (error);
  return vault;
}

static DexFuture *
on_acknowledged (DexFuture *future, gpointer disk) {
  g_atomic_int_inc (&((Disk *)disk)->n_acknowledged);
  return NULL;
}

static ConfabStoreVault *
change_key (Disk *disk, ConfabStoreVault *vault) {
  g_autoptr (ConfabSecret) old = test_key (OLD_KEY);
  g_autoptr (ConfabSecret) fresh = test_key (NEW_KEY);

  test_close (vault);
  g_atomic_int_set (&disk->phase, DURING);
  test_settle (confab_store_vault_change_key (disk->folder, old, fresh));
  g_atomic_int_set (&disk->phase, AFTER);
  return must_open (disk->folder, NEW_KEY);
}

static void
wait_all (GPtrArray *futures) {
  for (guint i = 0; i < futures->len; i++)
    g_assert_true (test_wait (g_ptr_array_index (futures, i), NULL));
  g_ptr_array_set_size (futures, 0);
}

/* Several writes at once are under way most of the time. */
static void
live (Disk *disk, ConfabStoreVault *vault) {
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);

  for (guint i = 0; i < N_MESSAGES; i++) {
    LifeJob *job = g_new0 (LifeJob, 1);

    job->number = i;
    job->size = 200 + i % 5 * 700;
    g_ptr_array_add (
        futures, dex_future_then (confab_store_vault_write (vault, life_add_all, job, g_free),
                     on_acknowledged, disk, NULL));
    if (i % WAIT_EVERY == WAIT_EVERY - 1)
      test_wait (g_ptr_array_index (futures, futures->len - 2), NULL);
    if (i % SCRUB_EVERY == SCRUB_EVERY - 1)
      test_settle (confab_store_vault_scrub (vault));
    if (i == REOPEN_AT || i == CHANGE_KEY_AT)
      wait_all (futures);
    if (i == REOPEN_AT) {
      test_close (vault);
      vault = must_open (disk->folder, OLD_KEY);
    }
    if (i == CHANGE_KEY_AT)
      vault = change_key (disk, vault);
  }
  wait_all (futures);
  test_close (vault);
}

static ConfabStoreVault *
open_after (Disk *disk) {
  g_autoptr (GError) error = NULL;
  ConfabStoreVault *vault;

  if (disk->phase_at_cut != DURING)
    return must_open (disk->cut_folder, disk->phase_at_cut == AFTER ? NEW_KEY : OLD_KEY);
  vault = open_with (disk->cut_folder, NEW_KEY, &error);
  if (vault)
    return vault;
  g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY);
  return must_open (disk->cut_folder, OLD_KEY);
}

/* Looks, writes one more, and looks again. */
static void
check_after (Disk *disk) {
  ConfabStoreVault *vault = open_after (disk);
  LifeJob job = { .size = 200 };

  test_write (vault, life_check_all, &job);
  g_assert_cmpuint (job.n_rows, >=, disk->n_at_cut);
  job.number = job.n_rows;
  test_write (vault, life_add_all, &job);
  test_close (vault);
  vault = open_after (disk);
  test_write (vault, life_check_all, &job);
  g_assert_cmpuint (job.n_rows, ==, job.number + 1);
  test_close (vault);
}

/* FALSE if the life was over before deed `n`. */
static gboolean
live_until_cut (guint n, Figures *figures) {
  g_autofree char *folder = test_folder ();
  g_autofree char *after = test_folder ();
  Disk *disk = disk_new (folder);
  ConfabStoreVault *vault = must_open (folder, OLD_KEY);
  gboolean was_reached;

  test_write (vault, life_account, NULL);
  test_settle (confab_store_vault_scrub (vault));
  disk->shadows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_shadow);
  watch_file (disk, "vault.db");
  watch_file (disk, "vault.db-wal");
  disk->cut_at = n;
  disk->cut_folder = after;
  g_atomic_int_set (&disk->is_armed, 1);
  live (disk, vault);
  was_reached = disk->n_deeds >= n;
  g_atomic_int_set (&disk->is_armed, 0);
  if (was_reached) {
    check_after (disk);
    figures->n_cuts++;
    figures->n_in_phase[disk->phase_at_cut]++;
    figures->n_acknowledged += (guint)disk->n_at_cut;
    figures->n_dropped += disk->n_dropped;
  }
  disk_free (disk);
  test_folder_remove (after);
  test_folder_remove (folder);
  return was_reached;
}

static void
copy_file (const char *from, const char *to, const char *name) {
  g_autofree char *source = g_build_filename (from, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (target, bytes, (gssize)size, NULL));
}

static void
test_power_cut (void) {
  Figures figures = { 0 };

  for (guint n = 1; figures.n_cuts < N_CUTS; n += (guint)g_test_rand_int_range (1, 8))
    if (!live_until_cut (n, &figures))
      n = 0;
  g_test_message ("%u cuts, %u before, %u during and %u after the change of the key; %u messages "
                  "acknowledged, %u writes lost",
      figures.n_cuts, figures.n_in_phase[BEFORE], figures.n_in_phase[DURING],
      figures.n_in_phase[AFTER], figures.n_acknowledged, figures.n_dropped);
  g_assert_cmpuint (figures.n_in_phase[DURING], >, 0);
  g_assert_cmpuint (figures.n_dropped, >, 0);
}

/* SQLCipher reads the salt of the key in the file itself, at the very place that a cut may have
 * torn, though the log has that page whole. */
static void
test_first_page_torn (void) {
  g_autofree char *folder = test_folder ();
  g_autofree char *after = test_folder ();
  ConfabStoreVault *vault = must_open (folder, OLD_KEY);
  g_autofree char *file = g_build_filename (after, "vault.db", NULL);
  LifeJob job = { .size = 200 };
  g_autoptr (GError) error = NULL;
  FILE *torn;

  test_write (vault, life_account, NULL);
  test_settle (confab_store_vault_scrub (vault));
  /* So much that the first page is written too. */
  for (; job.number < N_MESSAGES; job.number++)
    test_write (vault, life_add_all, &job);
  copy_file (folder, after, "vault.db");
  copy_file (folder, after, "vault.db-wal");
  test_close (vault);
  torn = fopen (file, "r+");
  for (guint i = 0; i < SECTOR_BYTES; i++)
    fputc (0x5a, torn);
  g_assert_cmpint (fclose (torn), ==, 0);

  g_assert_null (open_with (after, NEW_KEY, &error));
  g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY);
  for (guint i = 0; i < 2; i++) {
    vault = must_open (after, OLD_KEY);
    test_write (vault, life_check_all, &job);
    g_assert_cmpuint (job.n_rows, ==, N_MESSAGES);
    test_close (vault);
  }
  test_folder_remove (after);
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/hostile/STO-02/vault", test_power_cut);
  g_test_add_func ("/hostile/STO-02/first-page", test_first_page_torn);
  return g_test_run ();
}
