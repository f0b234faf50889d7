/* What may be done with a file that is held here: looked into in the pool, handed to the virus
 * checker, judged on the main thread with what is known of its sender now. Nothing of it is kept: a
 * grade may change, and so may what the judge and the checker know. It refuses to open anything. */

#include "messaging/messaging-files-private.h"

#include "base/base-fiber.h"
#include "files/files-look.h"

/* Shared by the pool and whoever waits for it. */
typedef struct {
  char *path, *name, *type;
  ConfabSecret *key;
  GBytes *iv;
  ConfabFileLook look;
  gboolean is_whole;
} Looking;

static void
looking_clear (gpointer data) {
  Looking *looking = data;

  g_free (looking->path);
  g_free (looking->name);
  g_free (looking->type);
  g_clear_pointer (&looking->key, confab_base_secret_unref);
  g_clear_pointer (&looking->iv, g_bytes_unref);
}

static void
looking_unref (gpointer data) {
  g_atomic_rc_box_release_full (data, looking_clear);
}

static DexFuture *
run_looking (gpointer data) {
  Looking *looking = data;
  ConfabFilesLock lock = { looking->key, g_bytes_get_data (looking->iv, NULL),
    g_bytes_get_size (looking->iv) };

  looking->is_whole =
      confab_files_look (looking->path, &lock, looking->name, looking->type, &looking->look);
  return dex_future_new_true ();
}

typedef struct {
  gint64 id;
  ConfabStoreFile *file;
} FindJob;

static void
find_job_free (gpointer data) {
  FindJob *job = data;

  confab_store_file_free (job->file);
  g_free (job);
}

static gboolean
run_find (ConfabStoreDb *db, gpointer data, GError **error) {
  FindJob *job = data;

  job->file = confab_store_files_get (db, job->id, error);
  return job->file != NULL;
}

typedef struct {
  ConfabMessaging *self; /* owned */
  gint64 id;
  ConfabGrade grade;
} Judging;

static void
judging_free (gpointer data) {
  Judging *judging = data;

  g_object_unref (judging->self);
  g_free (judging);
}

typedef struct {
  ConfabFilesClamVerdict verdict;
  ConfabFilesClamVersion version;
} Scanned;

/* A row that never was judged, or whose last scan broke, says what is going on; another one keeps
 * what it says, and its buttons. */
static void
show_scanning (const Judging *judging, const Looking *looking) {
  ConfabModelFile *shown = confab_messaging_files_find (judging->self, judging->id);

  if (shown != NULL && (confab_model_file_get_reason (shown) == 0
                               ? confab_model_file_get_verdict (shown) == 0
                               : confab_model_file_get_scan (shown) == CONFAB_FILE_SCAN_BROKEN))
    confab_model_file_set_judged (
        shown, (int)CONFAB_FILE_REFUSE, (int)CONFAB_FILE_WHY_SCANNING, (int)looking->look.content);
}

/* Not asked is what stays closed; what is not whole nobody asks of. */
static void
await_scan (const Judging *judging, const Looking *looking, Scanned *scanned) {
  ConfabFilesLock lock = { looking->key, g_bytes_get_data (looking->iv, NULL),
    g_bytes_get_size (looking->iv) };

  *scanned = (Scanned){ 0 };
  if (judging->self->checker == NULL) {
    scanned->verdict.scan = CONFAB_FILE_SCAN_ABSENT;
  } else if (looking->is_whole && !judging->self->is_stopped) {
    show_scanning (judging, looking);
    confab_messaging_checker_await_scan (
        judging->self->checker, looking->path, &lock, &scanned->verdict, &scanned->version);
  }
}

/* `looking` as it was filled; the pool is done with it. */
static int
judge (const Judging *judging, const Looking *looking, const Scanned *scanned, gboolean is_own) {
  ConfabModelFile *shown = confab_messaging_files_find (judging->self, judging->id);
  ConfabFileFacts facts = { .is_whole = looking->is_whole,
    .is_own = is_own,
    /* It was fetched from its card, and is judged for it. */
    .is_card_seen = TRUE,
    .grade = judging->grade,
    .scan = scanned->verdict.scan,
    .look = looking->look };
  ConfabFileWhy why = CONFAB_FILE_WHY_NOT_HERE;
  ConfabFileVerdict verdict = confab_safety_judge_file (&facts, &why);
  ConfabFileKind kind = facts.look.content;

  /* Text that is called a program is one to its reader. */
  if (why == CONFAB_FILE_WHY_PROGRAM)
    kind = CONFAB_FILE_KIND_PROGRAM;
  else if (why == CONFAB_FILE_WHY_SCRIPT)
    kind = CONFAB_FILE_KIND_SCRIPT;
  else if (why == CONFAB_FILE_WHY_LAUNCHER)
    kind = CONFAB_FILE_KIND_LAUNCHER;
  if (shown != NULL) {
    confab_model_file_set_scanned (shown, (int)scanned->verdict.scan,
        scanned->verdict.scan == CONFAB_FILE_SCAN_FOUND ? scanned->verdict.virus : NULL,
        scanned->version.engine, scanned->version.dated_us);
    confab_model_file_set_judged (shown, (int)verdict, (int)why, (int)kind);
  }
  return (int)verdict;
}

static DexFuture *
run_judging (gpointer data) {
  const Judging *judging = data;
  g_autoptr (GError) error = NULL;
  FindJob *job = g_new0 (FindJob, 1);
  g_autoptr (DexFuture) found = NULL;
  ConfabFilesLock lock;
  Looking *looking;
  Scanned scanned;
  gboolean is_own;
  int verdict;

  job->id = judging->id;
  found = confab_store_vault_write (judging->self->vault, run_find, job, find_job_free);
  if (!dex_await (dex_ref (found), &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  job = confab_store_job_data (found);
  if (judging->self->is_stopped || job->file->state != CONFAB_FILE_HELD ||
      !confab_messaging_files_lock (job->file, &lock))
    return dex_future_new_reject (
        CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_GONE, "The file is not here");
  is_own = job->file->is_own;
  looking = g_atomic_rc_box_new0 (Looking);
  looking->path = confab_messaging_files_dup_path (judging->self, job->file->place);
  looking->name = g_strdup (job->file->name);
  looking->type = g_strdup (job->file->type);
  looking->key = confab_base_secret_ref (job->file->key);
  looking->iv = g_bytes_ref (job->file->iv);
  dex_await (
      confab_base_fiber_start_apart (run_looking, g_atomic_rc_box_acquire (looking), looking_unref),
      NULL);
  await_scan (judging, looking, &scanned);
  verdict = judging->self->is_stopped
                ? CONFAB_FILE_REFUSE
                : (ConfabFileVerdict)judge (judging, looking, &scanned, is_own);
  looking_unref (looking);
  return dex_future_new_for_int (verdict);
}

DexFuture *
confab_messaging_files_judge (ConfabMessaging *self, gint64 id, ConfabGrade grade) {
  Judging *judging;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  judging = g_new0 (Judging, 1);
  judging->self = g_object_ref (self);
  judging->id = id;
  judging->grade = grade;
  return confab_base_fiber_start (run_judging, judging, judging_free);
}
