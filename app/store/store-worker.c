/* The two threads of an open vault. The vault's thread takes what waits in its queue, at most a
 * handful at a time, runs each job in a savepoint of one transaction, and answers after the commit
 * is on disk; the reader's thread runs each job in a snapshot. Refuses to answer before the commit,
 * to let one failing job spoil its neighbours, and to be waited for by the main thread. */

#include "store/store-file-private.h"
#include "store/store-files-private.h"
#include "store/store-job-private.h"
#include "store/store-search-private.h"
#include "store/store-worker-private.h"

#define MAX_BATCH_TASKS 64
#define MAX_BATCH_US (20 * G_TIME_SPAN_MILLISECOND)
/* A scrub that stood in somebody's way waits until nobody came for so long, and no longer than. */
#define QUIET_US (500 * G_TIME_SPAN_MILLISECOND)
#define MAX_PUT_OFF_US (60 * G_TIME_SPAN_SECOND)

struct _ConfabStoreWorker {
  gatomicrefcount n_refs;
  GAsyncQueue *writes;
  GAsyncQueue *reads;
  GThread *thread;
  gboolean is_closing;
};

/* What the vault's thread has to itself. */
typedef struct {
  char *folder;
  ConfabSecret *key;
  GAsyncQueue *writes;
  GAsyncQueue *reads;
  GAsyncQueue *resumes; /* one token for each scrub that the reader stands still for */
  DexPromise *opened;
  ConfabStoreWorker *worker; /* until it is opened */
  ConfabStoreFile *file;
  ConfabStoreDb *db;
  GThread *reader;
  guint n_handed_over;      /* scrubs that the reader has */
  ConfabStoreTask *put_off; /* a scrub that stood in somebody's way */
} Vault;

typedef struct {
  ConfabStoreDb *db;
  GAsyncQueue *reads;
  GAsyncQueue *writes;
  GAsyncQueue *resumes;
} Reader;

G_DEFINE_BOXED_TYPE (
    ConfabStoreWorker, confab_store_worker, confab_store_worker_ref, confab_store_worker_unref)

static void
discard_task (gpointer task) {
  confab_store_task_finish (task, NULL);
}

static void
read_one (Reader *reader, ConfabStoreTask *task) {
  g_autoptr (GError) error = NULL;

  if (confab_store_db_run (reader->db, "Beginning to read", "BEGIN", &error)) {
    confab_store_task_run (task, reader->db);
    confab_store_db_run (reader->db, "Ending to read", "ROLLBACK", NULL);
  }
  confab_store_task_finish (task, error);
}

static gpointer
run_reader (gpointer data) {
  g_autofree Reader *reader = data;
  gboolean is_open = TRUE;

  confab_store_db_adopt (reader->db);
  while (is_open) {
    ConfabStoreTask *task = g_async_queue_pop (reader->reads);

    switch (task->deed) {
    case CONFAB_STORE_DEED_JOB:
      read_one (reader, task);
      break;
    case CONFAB_STORE_DEED_SCRUB:
      task->deed = CONFAB_STORE_DEED_SCRUB_NOW;
      g_async_queue_push (reader->writes, task);
      g_async_queue_pop (reader->resumes);
      break;
    case CONFAB_STORE_DEED_SCRUB_NOW:
    case CONFAB_STORE_DEED_CLOSE:
      discard_task (task);
      is_open = FALSE;
      break;
    }
  }
  confab_store_db_close (reader->db);
  g_async_queue_unref (reader->reads);
  g_async_queue_unref (reader->writes);
  g_async_queue_unref (reader->resumes);
  return NULL;
}

static gboolean
open_vault (Vault *vault, GError **error) {
  Reader *reader;
  ConfabStoreDb *db;

  vault->file = confab_store_file_lock (vault->folder, TRUE, error);
  if (!vault->file)
    return FALSE;
  vault->db = confab_store_file_open_writer (vault->file, vault->key, error);
  if (!vault->db)
    return FALSE;
  if (!confab_store_files_sweep (vault->db, vault->folder, error))
    return FALSE;
  db = confab_store_file_open_reader (vault->file, vault->key, error);
  if (!db)
    return FALSE;
  reader = g_new0 (Reader, 1);
  reader->db = db;
  reader->reads = g_async_queue_ref (vault->reads);
  reader->writes = g_async_queue_ref (vault->writes);
  reader->resumes = g_async_queue_ref (vault->resumes);
  vault->reader = g_thread_new ("vault-reader", run_reader, reader);
  return TRUE;
}

/* FALSE if the transaction itself is gone, and with it what earlier jobs of the batch did. */
static gboolean
run_in_savepoint (Vault *vault, ConfabStoreTask *task, GError **error) {
  if (!confab_store_db_run (vault->db, "Beginning a job", "SAVEPOINT job", error))
    return FALSE;
  confab_store_task_run (task, vault->db);
  if (sqlite3_get_autocommit (vault->db->handle)) {
    if (task->error)
      g_propagate_error (error, g_error_copy (task->error));
    else
      g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO,
          "A job ended the transaction that it ran in");
    return FALSE;
  }
  if (task->error &&
      !confab_store_db_run (vault->db, "Taking a job back", "ROLLBACK TO job", error))
    return FALSE;
  return confab_store_db_run (vault->db, "Ending a job", "RELEASE job", error);
}

/* Runs `task` and those that wait behind it; `done` gets them in their order. Returns: what came
 * next and is no job, or NULL */
static ConfabStoreTask *
run_jobs (Vault *vault, ConfabStoreTask *task, GPtrArray *done, GError **error) {
  gint64 end = g_get_monotonic_time () + MAX_BATCH_US;

  while (task && task->deed == CONFAB_STORE_DEED_JOB) {
    g_ptr_array_add (done, task);
    if (!run_in_savepoint (vault, task, error))
      return NULL;
    if (done->len >= MAX_BATCH_TASKS || g_get_monotonic_time () >= end)
      return NULL;
    task = g_async_queue_try_pop (vault->writes);
  }
  return task;
}

static ConfabStoreTask *
run_batch (Vault *vault, ConfabStoreTask *task) {
  g_autoptr (GPtrArray) done = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  ConfabStoreTask *next = NULL;

  if (confab_store_db_run (vault->db, "Beginning a transaction", "BEGIN IMMEDIATE", &error))
    next = run_jobs (vault, task, done, &error);
  else
    g_ptr_array_add (done, task);
  if (!error)
    confab_store_db_run (vault->db, "Committing", "COMMIT", &error);
  if (error && !sqlite3_get_autocommit (vault->db->handle))
    confab_store_db_run (vault->db, "Taking a transaction back", "ROLLBACK", NULL);
  for (guint i = 0; i < done->len; i++)
    confab_store_task_finish (g_ptr_array_index (done, i), error);
  return next;
}

static void
resume_reader (Vault *vault) {
  vault->n_handed_over--;
  g_async_queue_push (vault->resumes, GINT_TO_POINTER (1));
}

static gboolean
nobody_waits (gpointer writes) {
  return g_async_queue_length (writes) <= 0;
}

/* A part of it, and `*is_more` if others go first now. */
static gboolean
run_scrub (Vault *vault, ConfabStoreTask *task, gboolean *is_more, GError **error) {
  gint64 end_us = g_get_monotonic_time () + CONFAB_STORE_SLICE_US;
  gboolean may_stop = task->put_off_us == 0 || end_us < task->put_off_us + MAX_PUT_OFF_US;

  *is_more = FALSE;
  if (task->n_turns == 0 && !confab_store_files_sweep (vault->db, vault->folder, error))
    return FALSE;
  if (!confab_store_search_settle (vault->db, end_us, is_more, error))
    return FALSE;
  if (*is_more)
    return TRUE;
  if (!confab_store_db_rewrite (
          vault->db, may_stop ? nobody_waits : NULL, vault->writes, is_more, error))
    return FALSE;
  if (*is_more && task->put_off_us == 0)
    task->put_off_us = end_us;
  return TRUE;
}

/* Behind whoever waits; once it was in the way, until it is quiet. One at most waits so. */
static void
put_off (Vault *vault, ConfabStoreTask *task) {
  task->n_turns++;
  if (task->put_off_us > 0 && vault->put_off == NULL)
    vault->put_off = task;
  else
    g_async_queue_push (vault->writes, task);
}

/* What is to be done next: waits for it. */
static ConfabStoreTask *
next_task (Vault *vault) {
  ConfabStoreTask *scrub = vault->put_off;
  ConfabStoreTask *task;

  if (scrub == NULL)
    return g_async_queue_pop (vault->writes);
  task = g_get_monotonic_time () < scrub->put_off_us + MAX_PUT_OFF_US
             ? g_async_queue_timeout_pop (vault->writes, QUIET_US)
             : NULL;
  if (task != NULL)
    return task;
  vault->put_off = NULL;
  return scrub;
}

/* The log cannot be emptied while a snapshot needs it, so a scrub goes to the reader next, which
 * hands it back between two jobs and stands still; writes go on meanwhile. */
static void
begin_scrub (Vault *vault, ConfabStoreTask *task) {
  g_autoptr (GError) error = NULL;
  gboolean is_more;

  if (!run_scrub (vault, task, &is_more, &error)) {
    confab_store_task_finish (task, error);
    return;
  }
  if (is_more) {
    put_off (vault, task);
    return;
  }
  vault->n_handed_over++;
  g_async_queue_push (vault->reads, task);
}

static void
end_scrub (Vault *vault, ConfabStoreTask *task) {
  g_autoptr (GError) error = NULL;

  confab_store_db_checkpoint (vault->db, &error);
  resume_reader (vault);
  confab_store_task_finish (task, error);
}

/* Returns: the task that asked for the end */
static ConfabStoreTask *
run_queue (Vault *vault) {
  ConfabStoreTask *task = NULL;

  for (;;) {
    if (!task)
      task = next_task (vault);
    switch (task->deed) {
    case CONFAB_STORE_DEED_JOB:
      task = run_batch (vault, task);
      break;
    case CONFAB_STORE_DEED_SCRUB:
      begin_scrub (vault, task);
      task = NULL;
      break;
    case CONFAB_STORE_DEED_SCRUB_NOW:
      end_scrub (vault, task);
      task = NULL;
      break;
    case CONFAB_STORE_DEED_CLOSE:
      return task;
    }
  }
}

/* Scrubs that were begun when the end was asked for. Nobody comes after them. */
static void
end_scrubs (Vault *vault, GPtrArray *scrubs, GError **error) {
  gboolean is_more = TRUE;

  if (vault->put_off)
    g_ptr_array_add (scrubs, g_steal_pointer (&vault->put_off));
  for (;;) {
    ConfabStoreTask *task = g_async_queue_try_pop (vault->writes);

    if (!task)
      break;
    g_ptr_array_add (scrubs, task);
  }
  for (guint i = 0; i < scrubs->len; i++) {
    ConfabStoreTask *task = g_ptr_array_index (scrubs, i);

    if (task->deed != CONFAB_STORE_DEED_SCRUB)
      continue;
    while (is_more)
      if (!run_scrub (vault, task, &is_more, error))
        return;
    return;
  }
}

static void
close_vault (Vault *vault, GError **error) {
  g_autoptr (GPtrArray) scrubs = g_ptr_array_new ();

  if (vault->reader) {
    g_autoptr (GError) inner = NULL;

    while (vault->n_handed_over > 0)
      resume_reader (vault);
    g_async_queue_push (vault->reads, confab_store_task_new (CONFAB_STORE_DEED_CLOSE, NULL, NULL));
    g_thread_join (vault->reader);
    end_scrubs (vault, scrubs, &inner);
    confab_store_files_sweep (vault->db, vault->folder, NULL);
    confab_store_db_checkpoint (vault->db, inner ? NULL : &inner);
    for (guint i = 0; i < scrubs->len; i++)
      confab_store_task_finish (g_ptr_array_index (scrubs, i), inner);
    if (inner)
      g_propagate_error (error, g_steal_pointer (&inner));
  }
  g_clear_pointer (&vault->db, confab_store_db_close);
  g_clear_pointer (&vault->file, confab_store_file_unlock);
}

static void
free_vault (Vault *vault) {
  g_async_queue_unref (vault->writes);
  g_async_queue_unref (vault->reads);
  g_async_queue_unref (vault->resumes);
  g_free (vault->folder);
  g_free (vault);
}

static gpointer
run_vault (gpointer data) {
  Vault *vault = data;
  g_autoptr (GError) error = NULL;
  ConfabStoreTask *end = NULL;
  gboolean is_open = open_vault (vault, &error);

  g_clear_pointer (&vault->key, confab_base_secret_unref);
  if (is_open) {
    g_auto (GValue) value = G_VALUE_INIT;

    g_value_init (&value, CONFAB_TYPE_STORE_WORKER);
    g_value_take_boxed (&value, g_steal_pointer (&vault->worker));
    dex_promise_resolve (vault->opened, &value);
    g_value_unset (&value);
    dex_clear (&vault->opened);
    end = run_queue (vault);
    close_vault (vault, &error);
    confab_store_task_finish (end, error);
  } else {
    close_vault (vault, NULL);
    dex_promise_reject (vault->opened, g_steal_pointer (&error));
    dex_clear (&vault->opened);
    g_clear_pointer (&vault->worker, confab_store_worker_unref);
  }
  free_vault (vault);
  return NULL;
}

ConfabStoreWorker *
confab_store_worker_ref (ConfabStoreWorker *worker) {
  g_atomic_ref_count_inc (&worker->n_refs);
  return worker;
}

void
confab_store_worker_unref (ConfabStoreWorker *worker) {
  if (!g_atomic_ref_count_dec (&worker->n_refs))
    return;
  if (!worker->is_closing)
    g_async_queue_push (
        worker->writes, confab_store_task_new (CONFAB_STORE_DEED_CLOSE, NULL, NULL));
  if (worker->thread)
    g_thread_unref (worker->thread);
  g_async_queue_unref (worker->writes);
  g_async_queue_unref (worker->reads);
  g_free (worker);
}

DexFuture *
confab_store_worker_start (const char *folder, ConfabSecret *key) {
  g_autoptr (ConfabStoreWorker) worker = g_new0 (ConfabStoreWorker, 1);
  Vault *vault = g_new0 (Vault, 1);
  DexFuture *future;

  g_atomic_ref_count_init (&worker->n_refs);
  worker->writes = g_async_queue_new_full (discard_task);
  worker->reads = g_async_queue_new_full (discard_task);
  vault->folder = g_strdup (folder);
  vault->key = confab_base_secret_ref (key);
  vault->writes = g_async_queue_ref (worker->writes);
  vault->reads = g_async_queue_ref (worker->reads);
  vault->resumes = g_async_queue_new ();
  vault->opened = dex_promise_new ();
  vault->worker = confab_store_worker_ref (worker);
  future = dex_ref (DEX_FUTURE (vault->opened));
  worker->thread = g_thread_new ("vault", run_vault, vault);
  return future;
}

static DexFuture *
queue_task (GAsyncQueue *queue, ConfabStoreTask *task) {
  DexFuture *future = confab_store_task_get_future (task);

  g_async_queue_push (queue, task);
  return future;
}

DexFuture *
confab_store_worker_write (
    ConfabStoreWorker *worker, ConfabStoreJob job, gpointer data, GDestroyNotify free_data) {
  return queue_task (worker->writes,
      confab_store_task_new (CONFAB_STORE_DEED_JOB, job, confab_store_box_new (data, free_data)));
}

DexFuture *
confab_store_worker_read (
    ConfabStoreWorker *worker, ConfabStoreJob job, gpointer data, GDestroyNotify free_data) {
  return queue_task (worker->reads,
      confab_store_task_new (CONFAB_STORE_DEED_JOB, job, confab_store_box_new (data, free_data)));
}

DexFuture *
confab_store_worker_scrub (ConfabStoreWorker *worker) {
  return queue_task (worker->writes, confab_store_task_new (CONFAB_STORE_DEED_SCRUB, NULL, NULL));
}

DexFuture *
confab_store_worker_close (ConfabStoreWorker *worker) {
  worker->is_closing = TRUE;
  return queue_task (worker->writes, confab_store_task_new (CONFAB_STORE_DEED_CLOSE, NULL, NULL));
}

void
confab_store_worker_join (ConfabStoreWorker *worker) {
  if (worker->thread)
    g_thread_join (g_steal_pointer (&worker->thread));
}
