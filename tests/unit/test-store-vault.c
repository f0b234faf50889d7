/* The vault as a whole: jobs in their order, one commit for several, rollback of one alone, the
 * reader's view, closing, letting go. */

#include "test-store-common.h"

#include <sys/stat.h>

typedef struct {
  guint number;
  gint64 account;
  gint64 id;
  guint n_rows;
  GArray *order;
  GThread *thread;
  gboolean *is_freed;
  GThread **freed_on;
} Job;

static void
free_job (gpointer data) {
  Job *job = data;

  if (job->is_freed)
    *job->is_freed = TRUE;
  if (job->freed_on)
    *job->freed_on = g_thread_self ();
  g_free (job);
}

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  Job *job = data;

  job->thread = g_thread_self ();
  job->account = test_add_account (db, "me@example.org", error);
  return job->account != 0;
}

static gboolean
job_message (ConfabStoreDb *db, gpointer data, GError **error) {
  Job *job = data;
  g_autofree char *text = g_strdup_printf ("message %u", job->number);

  job->thread = g_thread_self ();
  job->id = test_add_message (db, job->account, PEER, text, FALSE, error);
  if (job->order)
    g_array_append_val (job->order, job->number);
  return job->id != 0;
}

static gboolean
job_fail (ConfabStoreDb *db, gpointer data, GError **error) {
  if (!job_message (db, data, error))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "wanted");
  return FALSE;
}

static gboolean
job_fail_silently (ConfabStoreDb *db, gpointer data, GError **error) {
  return FALSE;
}

static gboolean
job_count (ConfabStoreDb *db, gpointer data, GError **error) {
  Job *job = data;
  g_autoptr (GPtrArray) rows = confab_store_messages_after (db, job->account, PEER, 0, 500, error);

  job->thread = g_thread_self ();
  if (!rows)
    return FALSE;
  job->n_rows = rows->len;
  return TRUE;
}

static void
test_makes_and_keeps (void) {
  g_autofree char *folder = test_folder ();
  g_autofree char *inner = g_build_filename (folder, "profile", NULL);
  g_autofree char *file = g_build_filename (inner, "vault.db", NULL);
  ConfabStoreVault *vault;
  Job job = { .number = 1 };
  struct stat info;

  g_assert_false (confab_store_vault_exists (inner));
  vault = test_open (inner);
  g_assert_true (confab_store_vault_exists (inner));
  test_write (vault, job_account, &job);
  test_write (vault, job_message, &job);
  g_assert_cmpint (g_stat (inner, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (g_stat (file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  test_close (vault);

  vault = test_open (inner);
  test_read (vault, job_count, &job);
  g_assert_cmpuint (job.n_rows, ==, 1);
  test_close (vault);
  test_folder_remove (inner);
  test_folder_remove (folder);
}

static void
test_threads (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  Job job = { .number = 1 };
  GThread *writer;

  test_write (vault, job_account, &job);
  writer = job.thread;
  g_assert_true (writer != g_thread_self ());
  test_write (vault, job_message, &job);
  g_assert_true (job.thread == writer);
  test_read (vault, job_count, &job);
  g_assert_true (job.thread != writer && job.thread != g_thread_self ());
  test_close (vault);
  test_folder_remove (folder);
}

static void
test_order (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  Job first = { .number = 0 };
  gint64 last = 0;

  test_write (vault, job_account, &first);
  for (guint i = 0; i < 1000; i++) {
    Job *job = g_new0 (Job, 1);

    job->number = i;
    job->account = first.account;
    job->order = order;
    g_ptr_array_add (futures,
        confab_store_vault_write (vault, i % 10 == 3 ? job_fail : job_message, job, g_free));
  }
  for (guint i = 0; i < futures->len; i++) {
    g_autoptr (GError) error = NULL;
    gboolean is_resolved = test_wait (g_ptr_array_index (futures, i), &error);

    if (i % 10 == 3) {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    } else {
      Job *job = confab_store_job_data (g_ptr_array_index (futures, i));

      g_assert_no_error (error);
      g_assert_true (is_resolved);
      g_assert_cmpuint (job->number, ==, i);
      g_assert_cmpint (job->id, >, last);
      last = job->id;
    }
  }
  g_assert_cmpuint (order->len, ==, 1000);
  for (guint i = 0; i < order->len; i++)
    g_assert_cmpuint (g_array_index (order, guint, i), ==, i);
  test_read (vault, job_count, &first);
  g_assert_cmpuint (first.n_rows, ==, 500);
  test_close (vault);
  test_folder_remove (folder);
}

static void
test_rollback (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  Job job = { .number = 1 };

  test_write (vault, job_account, &job);
  test_fail (confab_store_vault_write (vault, job_fail, &job, NULL));
  test_read (vault, job_count, &job);
  g_assert_cmpuint (job.n_rows, ==, 0);
  test_refuse (
      confab_store_vault_write (vault, job_fail_silently, &job, NULL), CONFAB_STORE_ERROR_IO);
  test_close (vault);
  test_folder_remove (folder);
}

static void
test_reader (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  Job job = { .number = 1 };

  test_write (vault, job_account, &job);
  for (guint i = 1; i <= 50; i++) {
    test_write (vault, job_message, &job);
    test_read (vault, job_count, &job);
    g_assert_cmpuint (job.n_rows, ==, i);
  }
  /* It cannot write, and says so. */
  test_fail (confab_store_vault_read (vault, job_message, &job, NULL));
  test_read (vault, job_count, &job);
  g_assert_cmpuint (job.n_rows, ==, 50);
  test_close (vault);
  test_folder_remove (folder);
}

static void
test_freeing (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  gboolean is_freed[3] = { FALSE };
  GThread *freed_on[3] = { NULL };
  Job first = { .number = 1 };
  DexFuture *futures[3];
  static const ConfabStoreJob jobs[3] = { job_message, job_fail, job_count };

  test_write (vault, job_account, &first);
  for (guint i = 0; i < 3; i++) {
    Job *job = g_new0 (Job, 1);

    job->account = first.account;
    job->is_freed = &is_freed[i];
    job->freed_on = &freed_on[i];
    futures[i] = i == 2 ? confab_store_vault_read (vault, jobs[i], job, free_job)
                        : confab_store_vault_write (vault, jobs[i], job, free_job);
  }
  for (guint i = 0; i < 3; i++)
    test_wait (futures[i], NULL);
  g_assert_nonnull (confab_store_job_data (futures[0]));
  g_assert_null (confab_store_job_data (futures[1]));
  g_assert_nonnull (confab_store_job_data (futures[2]));
  g_assert_false (is_freed[0]);
  for (guint i = 0; i < 3; i++)
    dex_unref (futures[i]);
  for (guint i = 0; i < 3; i++) {
    while (!is_freed[i])
      g_main_context_iteration (NULL, TRUE);
    g_assert_true (freed_on[i] == g_thread_self ());
  }
  test_close (vault);
  test_folder_remove (folder);
}

/* A future that nobody keeps: the job runs all the same, and its struct still comes home. */
static void
test_forgotten_future (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  gboolean is_freed[100] = { FALSE };
  GThread *freed_on[100] = { NULL };
  Job first = { .number = 1 };

  test_write (vault, job_account, &first);
  for (guint i = 0; i < 100; i++) {
    Job *job = g_new0 (Job, 1);

    job->account = first.account;
    job->is_freed = &is_freed[i];
    job->freed_on = &freed_on[i];
    dex_unref (confab_store_vault_write (vault, job_message, job, free_job));
  }
  test_read (vault, job_count, &first);
  for (guint i = 0; i < 100; i++) {
    while (!is_freed[i])
      g_main_context_iteration (NULL, TRUE);
    g_assert_true (freed_on[i] == g_thread_self ());
  }
  test_read (vault, job_count, &first);
  g_assert_cmpuint (first.n_rows, ==, 100);
  test_close (vault);
  test_folder_remove (folder);
}

static void
test_closing (void) {
  g_autofree char *folder = test_folder ();
  g_autofree char *log = g_build_filename (folder, "vault.db-wal", NULL);
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (GPtrArray) futures = g_ptr_array_new_with_free_func (dex_unref);
  gboolean is_freed = FALSE;
  Job first = { .number = 1 };
  Job *late = g_new0 (Job, 1);
  DexFuture *closing;

  test_write (vault, job_account, &first);
  for (guint i = 0; i < 200; i++) {
    Job *job = g_new0 (Job, 1);

    job->account = first.account;
    g_ptr_array_add (futures, confab_store_vault_write (vault, job_message, job, g_free));
  }
  closing = confab_store_vault_close (vault);
  late->is_freed = &is_freed;
  test_refuse (
      confab_store_vault_write (vault, job_message, late, free_job), CONFAB_STORE_ERROR_CLOSED);
  g_assert_true (is_freed);
  test_refuse (confab_store_vault_read (vault, job_count, &first, NULL), CONFAB_STORE_ERROR_CLOSED);
  test_refuse (confab_store_vault_scrub (vault), CONFAB_STORE_ERROR_CLOSED);
  test_settle (closing);
  test_settle (confab_store_vault_close (vault));
  for (guint i = 0; i < futures->len; i++)
    g_assert_true (dex_future_is_resolved (g_ptr_array_index (futures, i)));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_object_unref (vault);

  vault = test_open (folder);
  test_read (vault, job_count, &first);
  g_assert_cmpuint (first.n_rows, ==, 200);
  test_close (vault);
  test_folder_remove (folder);
}

static void
test_letting_go (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (DexFuture) pending = NULL;
  Job job = { .number = 1 };
  gpointer weak = vault;

  g_object_add_weak_pointer (G_OBJECT (vault), &weak);
  test_write (vault, job_account, &job);
  pending = confab_store_vault_write (vault, job_message, &job, NULL);
  g_object_unref (vault);
  g_assert_null (weak);
  test_wait (pending, NULL);
  g_assert_true (dex_future_is_resolved (pending));

  /* The threads end by themselves, and then the folder is free. */
  for (;;) {
    g_autoptr (ConfabSecret) key = test_key (1);
    g_autoptr (DexFuture) future = confab_store_vault_open (folder, key);
    g_autoptr (GError) error = NULL;

    if (test_wait (future, &error)) {
      vault = g_value_dup_object (dex_future_get_value (future, NULL));
      break;
    }
    g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_BUSY);
    g_usleep (1000);
  }
  test_read (vault, job_count, &job);
  g_assert_cmpuint (job.n_rows, ==, 1);
  test_close (vault);
  test_folder_remove (folder);
}

/* An opening that nobody waits for leaves the folder free too. */
static void
test_forgotten_opening (void) {
  g_autofree char *folder = test_folder ();
  g_autoptr (ConfabSecret) key = test_key (1);
  gboolean is_open = FALSE;

  dex_unref (confab_store_vault_open (folder, key));
  while (!is_open) {
    g_autoptr (DexFuture) future = confab_store_vault_open (folder, key);

    is_open = test_wait (future, NULL);
    if (is_open)
      test_settle (
          confab_store_vault_close (g_value_get_object (dex_future_get_value (future, NULL))));
    else
      g_usleep (1000);
  }
  test_folder_remove (folder);
}

static void
test_one_instance (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (ConfabSecret) key = test_key (1);

  test_refuse (confab_store_vault_open (folder, key), CONFAB_STORE_ERROR_BUSY);
  test_refuse (confab_store_vault_set_aside (folder), CONFAB_STORE_ERROR_BUSY);
  test_close (vault);
  vault = test_open (folder);
  test_close (vault);
  test_folder_remove (folder);
}

typedef struct {
  gint started;
  gint may_end;
} Gate;

static gboolean
job_long_read (ConfabStoreDb *db, gpointer data, GError **error) {
  Gate *gate = data;
  Job job = { .account = 1 };

  if (!job_count (db, &job, error))
    return FALSE;
  g_atomic_int_set (&gate->started, 1);
  while (!g_atomic_int_get (&gate->may_end))
    g_usleep (1000);
  return TRUE;
}

/* A long read holds a scrub up, and no write. */
static void
test_scrub_waits (void) {
  g_autofree char *folder = test_folder ();
  g_autofree char *log = g_build_filename (folder, "vault.db-wal", NULL);
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (DexFuture) reading = NULL;
  g_autoptr (DexFuture) scrubbing = NULL;
  Gate gate = { 0 };
  Job job = { .number = 1 };
  struct stat info;

  test_write (vault, job_account, &job);
  reading = confab_store_vault_read (vault, job_long_read, &gate, NULL);
  while (!g_atomic_int_get (&gate.started))
    g_usleep (1000);
  scrubbing = confab_store_vault_scrub (vault);
  for (guint i = 0; i < 20; i++)
    test_write (vault, job_message, &job);
  g_assert_true (dex_future_is_pending (scrubbing));
  g_atomic_int_set (&gate.may_end, 1);
  g_assert_true (test_wait (scrubbing, NULL));
  g_assert_true (test_wait (reading, NULL));
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);

  /* Closing while a scrub waits ends both. */
  g_clear_pointer (&reading, dex_unref);
  g_clear_pointer (&scrubbing, dex_unref);
  gate = (Gate){ 0 };
  reading = confab_store_vault_read (vault, job_long_read, &gate, NULL);
  scrubbing = confab_store_vault_scrub (vault);
  {
    g_autoptr (DexFuture) closing = confab_store_vault_close (vault);

    g_atomic_int_set (&gate.may_end, 1);
    g_assert_true (test_wait (closing, NULL));
  }
  g_assert_true (test_wait (scrubbing, NULL));
  g_assert_true (test_wait (reading, NULL));
  g_object_unref (vault);
  test_folder_remove (folder);
}

static gboolean
job_steal (ConfabStoreDb *db, gpointer data, GError **error) {
  *(ConfabStoreDb **)data = db;
  return TRUE;
}

static void
test_other_thread (void) {
  if (g_test_subprocess ()) {
    g_autofree char *folder = g_strdup (g_getenv ("CONFAB_TEST_FOLDER"));
    ConfabStoreVault *vault = test_open (folder);
    ConfabStoreDb *stolen_db = NULL;

    test_write (vault, job_steal, &stolen_db);
    g_free (confab_store_settings_get (stolen_db, "x", NULL));
    return;
  }
  {
    g_autofree char *folder = test_folder ();

    g_setenv ("CONFAB_TEST_FOLDER", folder, TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_failed ();
    g_test_trap_assert_stderr ("*outside its thread*");
    test_folder_remove (folder);
  }
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/store/vault/makes-and-keeps", test_makes_and_keeps);
  g_test_add_func ("/store/vault/threads", test_threads);
  g_test_add_func ("/store/vault/order", test_order);
  g_test_add_func ("/store/vault/rollback", test_rollback);
  g_test_add_func ("/store/vault/reader", test_reader);
  g_test_add_func ("/store/vault/freeing", test_freeing);
  g_test_add_func ("/store/vault/forgotten-future", test_forgotten_future);
  g_test_add_func ("/store/vault/closing", test_closing);
  g_test_add_func ("/store/vault/letting-go", test_letting_go);
  g_test_add_func ("/store/vault/forgotten-opening", test_forgotten_opening);
  g_test_add_func ("/hostile/STO-11/vault", test_one_instance);
  g_test_add_func ("/store/vault/scrub-waits", test_scrub_waits);
  g_test_add_func ("/store/vault/other-thread", test_other_thread);
  return g_test_run ();
}
