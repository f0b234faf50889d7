/* A bad disk below the vault. A VFS between SQLite and the system counts what is done to the disk,
 * and lets each deed fail in its turn. Whatever was acknowledged must be there afterwards, no row
 * twice, none half. */

#include "test-store-common.h"
#include "test-store-disk.h"

#define N_MESSAGES 12
#define MAX_DEEDS 2000
#define MAX_NUMBERS 100

typedef struct {
  guint number;
  guint n_rows;
  gboolean has[MAX_NUMBERS];
} Job;

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  return test_add_account (db, "me@example.org", error) == 1;
}

static gboolean
job_add (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *text = g_strnfill (1500, 'x');

  g_snprintf (text, 1500, "%u", *(guint *)data);
  return test_add_message (db, 1, *(guint *)data % 2 ? OTHER : PEER, text, FALSE, error) != 0;
}

static gboolean
job_erase (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_chats_erase (db, 1, OTHER, FALSE, FALSE, NULL, error);
}

static gboolean
job_collect (ConfabStoreDb *db, gpointer data, GError **error) {
  Job *job = data;
  static const char *const peers[] = { PEER, OTHER };

  memset (job, 0, sizeof *job);
  for (guint p = 0; p < 2; p++) {
    g_autoptr (GPtrArray) rows = confab_store_messages_after (db, 1, peers[p], 0, 500, error);

    if (!rows)
      return FALSE;
    for (guint i = 0; i < rows->len; i++) {
      guint number = (guint)atoi (((ConfabStoreMessage *)g_ptr_array_index (rows, i))->text);

      g_assert_false (job->has[number]);
      job->has[number] = TRUE;
      job->n_rows++;
    }
  }
  return TRUE;
}

static gboolean
try (DexFuture *future) {
  g_autoptr (DexFuture) owned = future;
  g_autoptr (GError) error = NULL;
  gboolean is_done = test_wait (owned, &error);

  if (!is_done)
    g_assert_true (
        error->domain == CONFAB_STORE_ERROR &&
        (error->code == CONFAB_STORE_ERROR_IO || error->code == CONFAB_STORE_ERROR_FULL ||
            error->code == CONFAB_STORE_ERROR_DAMAGED));
  return is_done;
}

/* One life of a vault on a disk that fails at its `n`-th deed. FALSE once no deed is left to fail.
 */
static gboolean
live_with_fault (guint n, int fail_with, gboolean fails_on) {
  g_autofree char *folder = test_folder ();
  Disk *disk = disk_new (folder);
  ConfabStoreVault *vault = test_open (folder);
  gboolean is_acknowledged[N_MESSAGES + 1] = { FALSE };
  gboolean is_erased;
  gboolean was_reached;
  g_autofree Job *job = g_new0 (Job, 1);

  test_write (vault, job_account, NULL);
  disk->fail_at = n;
  disk->fail_with = fail_with;
  disk->fails_on = fails_on;
  g_atomic_int_set (&disk->is_armed, 1);
  for (guint i = 0; i < N_MESSAGES; i++)
    is_acknowledged[i] = try (confab_store_vault_write (vault, job_add, &i, NULL));
  is_erased = try (confab_store_vault_write (vault, job_erase, NULL, NULL));
  try (confab_store_vault_scrub (vault));
  if (fails_on)
    g_atomic_int_set (&disk->is_armed, 0);
  {
    /* The disk is well again, or failed only once: the same vault goes on, without a restart. */
    guint last = N_MESSAGES;

    is_acknowledged[N_MESSAGES] = try (confab_store_vault_write (vault, job_add, &last, NULL));
    if (fails_on)
      g_assert_true (is_acknowledged[N_MESSAGES]);
  }
  try (confab_store_vault_close (vault));
  was_reached = disk->n_deeds >= n;
  g_atomic_int_set (&disk->is_armed, 0);
  g_object_unref (vault);

  vault = test_open (folder);
  test_read (vault, job_collect, job);
  for (guint i = 0; i <= N_MESSAGES; i++) {
    if (is_acknowledged[i] && (i % 2 == 0 || i > N_MESSAGES))
      g_assert_true (job->has[i]);
    if (is_erased && i % 2 == 1)
      g_assert_false (job->has[i]);
  }
  test_close (vault);
  disk_free (disk);
  test_folder_remove (folder);
  return was_reached;
}

/* Each deed fails once; as the last one of many, and with another error, only some do unless the
 * test may be slow ("-m slow"). */
static void
test_each_deed_fails (void) {
  static const int codes[] = { SQLITE_IOERR, SQLITE_FULL };

  for (guint c = 0; c < G_N_ELEMENTS (codes); c++)
    for (guint fails_on = 0; fails_on <= 1; fails_on++) {
      gboolean is_whole = g_test_slow () || (c == 0 && !fails_on);

      for (guint n = 1; live_with_fault (n, codes[c], fails_on);
          n += is_whole ? 1 : (guint)g_test_rand_int_range (1, 8))
        g_assert_cmpuint (n, <, MAX_DEEDS);
    }
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/hostile/STO-03/each-deed-of-the-disk", test_each_deed_fails);
  return g_test_run ();
}
