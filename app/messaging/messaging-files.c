/* The verbs of files that are here or on their way: fetch, halt, take away, look into. What is
 * offered stays an offer until the user fetches it. */

#include "messaging/messaging-files-private.h"

#include <glib/gstdio.h>

#include "base/base-fiber.h"

/* ---- what is shown ---- */

static ConfabModelMessage *
find_message (ConfabMessaging *self, gint64 id, ConfabModelChat **chat) {
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->chats);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    ConfabModelMessage *message =
        confab_model_timeline_find (confab_model_chat_get_timeline (key), id);

    *chat = key;
    if (message != NULL)
      return message;
  }
  return NULL;
}

ConfabModelFile *
confab_messaging_files_find (ConfabMessaging *self, gint64 id) {
  ConfabModelChat *chat;
  ConfabModelMessage *message = find_message (self, id, &chat);

  return message != NULL ? confab_model_message_get_file (message) : NULL;
}

void
confab_messaging_files_show_given (ConfabMessaging *self, gint64 id) {
  ConfabModelChat *chat;
  ConfabModelMessage *message = find_message (self, id, &chat);

  if (message != NULL && !confab_model_message_is_own (message))
    confab_model_contact_set_has_given (confab_model_chat_get_contact (chat), TRUE);
}

void
confab_messaging_files_show (
    ConfabMessaging *self, gint64 id, ConfabFileState state, ConfabFileCause cause) {
  ConfabModelFile *file = confab_messaging_files_find (self, id);

  if (file != NULL)
    confab_model_file_set_state (file, state, cause);
}

ConfabModelFile *
confab_messaging_files_model (const ConfabStoreFile *file) {
  g_autoptr (ConfabFilesUrl) url = file->url != NULL ? confab_files_url_parse (file->url) : NULL;
  ConfabModelFile *model = confab_model_file_new (
      file->is_own, file->name, file->type, file->size, url != NULL ? url->host : NULL);

  confab_model_file_set_state (model, (ConfabFileState)file->state, (ConfabFileCause)file->cause);
  return model;
}

/* ---- helpers ---- */

char *
confab_messaging_files_dup_path (ConfabMessaging *self, const char *place) {
  g_autofree char *folder =
      place != NULL ? confab_store_files_dup_folder (confab_store_vault_get_path (self->vault))
                    : NULL;

  return folder != NULL ? g_build_filename (folder, place, NULL) : NULL;
}

gboolean
confab_messaging_files_lock (const ConfabStoreFile *file, ConfabFilesLock *lock) {
  gsize size = 0;

  if (file->key == NULL || file->iv == NULL)
    return FALSE;
  lock->key = file->key;
  lock->iv = g_bytes_get_data (file->iv, &size);
  lock->iv_size = size;
  return size == CONFAB_FILES_IV_BYTES || size == CONFAB_FILES_IV_MAX;
}

static DexFuture *
run_unlink (gpointer data) {
  g_unlink (data);
  return dex_future_new_true ();
}

DexFuture *
confab_messaging_files_unlink (const char *path) {
  return confab_base_fiber_start_apart (run_unlink, g_strdup (path), g_free);
}

/* ---- states ---- */

typedef struct {
  gint64 id;
  ConfabFileState state;
  ConfabFileCause cause;
  gboolean is_message; /* the outbox gives it up */
} StateJob;

static gboolean
run_state (ConfabStoreDb *db, gpointer data, GError **error) {
  const StateJob *job = data;

  return confab_store_files_set_state (db, job->id, (int)job->state, (int)job->cause, error) &&
         (!job->is_message || confab_store_outbox_fail (db, job->id, CONFAB_REASON_NONE, error));
}

static DexFuture *
set_state (ConfabMessaging *self, gint64 id, ConfabFileState state, ConfabFileCause cause,
    gboolean is_message) {
  StateJob *job = g_new0 (StateJob, 1);

  *job = (StateJob){ id, state, cause, is_message };
  return confab_store_vault_write (self->vault, run_state, job, g_free);
}

gboolean
confab_messaging_files_await_state (
    ConfabMessaging *self, gint64 id, ConfabFileState state, ConfabFileCause cause) {
  if (!dex_await (set_state (self, id, state, cause, FALSE), NULL))
    return FALSE;
  confab_messaging_files_show (self, id, state, cause);
  return TRUE;
}

gboolean
confab_messaging_files_await_failed (ConfabMessaging *self, gint64 id, ConfabFileCause cause) {
  if (!dex_await (set_state (self, id, CONFAB_FILE_FAILED, cause, TRUE), NULL))
    return FALSE;
  confab_messaging_files_show (self, id, CONFAB_FILE_FAILED, cause);
  confab_messaging_show_state (self, id, CONFAB_MESSAGE_FAILED, CONFAB_REASON_NONE);
  return TRUE;
}

/* ---- fetching, stopping ---- */

typedef struct {
  ConfabMessaging *self;
  gint64 id;
} Turn;

static void
turn_free (gpointer data) {
  Turn *turn = data;

  g_object_unref (turn->self);
  g_free (turn);
}

typedef struct {
  gint64 id;
  ConfabFileState state; /* after the job */
} TurnJob;

/* What may be fetched, is to be; everything else stays as it is. */
static gboolean
run_fetch (ConfabStoreDb *db, gpointer data, GError **error) {
  TurnJob *job = data;
  g_autoptr (ConfabStoreFile) file = confab_store_files_get (db, job->id, error);

  if (file == NULL)
    return FALSE;
  job->state = (ConfabFileState)file->state;
  if (file->state == CONFAB_FILE_OFFERED || file->state == CONFAB_FILE_STOPPED ||
      (file->state == CONFAB_FILE_FAILED && file->url != NULL)) {
    gboolean is_up = file->is_own && file->url == NULL;

    job->state = is_up ? CONFAB_FILE_WAITING : CONFAB_FILE_FETCHING;
    return confab_store_files_set_state (
        db, job->id, (int)job->state, CONFAB_FILE_CAUSE_NONE, error);
  }
  return TRUE;
}

static DexFuture *
on_turned (DexFuture *future, gpointer data) {
  const Turn *turn = data;
  const TurnJob *job = confab_store_job_data (future);

  if (turn->self->is_stopped)
    return NULL;
  confab_messaging_files_show (turn->self, turn->id, job->state, CONFAB_FILE_CAUSE_NONE);
  confab_messaging_files_poke (
      turn->self, job->state == CONFAB_FILE_WAITING ? CONFAB_MESSAGING_UP : CONFAB_MESSAGING_DOWN);
  return NULL;
}

static Turn *
turn_new (ConfabMessaging *self, gint64 id) {
  Turn *turn = g_new0 (Turn, 1);

  turn->self = g_object_ref (self);
  turn->id = id;
  return turn;
}

DexFuture *
confab_messaging_files_fetch (ConfabMessaging *self, gint64 id) {
  TurnJob *job;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  job = g_new0 (TurnJob, 1);
  job->id = id;
  return dex_future_then (confab_store_vault_write (self->vault, run_fetch, job, g_free), on_turned,
      turn_new (self, id), turn_free);
}

void
confab_messaging_files_call_off (ConfabMessaging *self, gint64 id) {
  for (guint way = 0; way < CONFAB_MESSAGING_WAYS; way++)
    if (self->files->at[way] == id && self->files->one[way] != NULL)
      g_cancellable_cancel (self->files->one[way]);
}

static gboolean
run_stop (ConfabStoreDb *db, gpointer data, GError **error) {
  TurnJob *job = data;
  g_autoptr (ConfabStoreFile) file = confab_store_files_get (db, job->id, error);

  if (file == NULL)
    return FALSE;
  job->state = (ConfabFileState)file->state;
  if (file->state != CONFAB_FILE_FETCHING && file->state != CONFAB_FILE_WAITING)
    return TRUE;
  job->state = CONFAB_FILE_STOPPED;
  return confab_store_files_set_state (
      db, job->id, CONFAB_FILE_STOPPED, CONFAB_FILE_CAUSE_USER, error);
}

static DexFuture *
on_stopped (DexFuture *future, gpointer data) {
  const Turn *turn = data;
  const TurnJob *job = confab_store_job_data (future);

  if (!turn->self->is_stopped && job->state == CONFAB_FILE_STOPPED)
    confab_messaging_files_show (turn->self, turn->id, CONFAB_FILE_STOPPED, CONFAB_FILE_CAUSE_USER);
  return NULL;
}

DexFuture *
confab_messaging_files_stop_one (ConfabMessaging *self, gint64 id) {
  TurnJob *job;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  job = g_new0 (TurnJob, 1);
  job->id = id;
  confab_messaging_files_call_off (self, id);
  return dex_future_then (confab_store_vault_write (self->vault, run_stop, job, g_free), on_stopped,
      turn_new (self, id), turn_free);
}

/* ---- taking away ---- */

typedef struct {
  gint64 id;
  char *place; /* it was there */
  ConfabFileState state;
  ConfabFileCause cause;
} RemoveJob;

static void
remove_job_free (gpointer data) {
  RemoveJob *job = data;

  g_free (job->place);
  g_free (job);
}

/* An own one that is not with the server will not be; all else can be fetched again. */
static gboolean
run_remove (ConfabStoreDb *db, gpointer data, GError **error) {
  RemoveJob *job = data;
  g_autoptr (ConfabStoreFile) file = confab_store_files_get (db, job->id, error);
  gboolean is_unsent = file != NULL && file->is_own && file->url == NULL;

  if (file == NULL)
    return FALSE;
  job->state = is_unsent                         ? CONFAB_FILE_FAILED
               : file->state == CONFAB_FILE_SENT ? CONFAB_FILE_SENT
                                                 : CONFAB_FILE_OFFERED;
  job->cause = is_unsent ? CONFAB_FILE_CAUSE_USER : CONFAB_FILE_CAUSE_NONE;
  job->place = g_steal_pointer (&file->place);
  return confab_store_files_set_place (db, job->id, NULL, error) &&
         confab_store_files_set_state (db, job->id, (int)job->state, (int)job->cause, error) &&
         (!is_unsent || confab_store_outbox_fail (db, job->id, CONFAB_REASON_NONE, error));
}

static DexFuture *
on_removed (DexFuture *future, gpointer data) {
  const Turn *turn = data;
  const RemoveJob *job = confab_store_job_data (future);
  g_autofree char *path = NULL;

  if (turn->self->is_stopped)
    return NULL;
  path = confab_messaging_files_dup_path (turn->self, job->place);
  confab_messaging_files_show (turn->self, turn->id, job->state, job->cause);
  if (job->state == CONFAB_FILE_FAILED)
    confab_messaging_show_state (turn->self, turn->id, CONFAB_MESSAGE_FAILED, CONFAB_REASON_NONE);
  return path != NULL ? confab_messaging_files_unlink (path) : NULL;
}

DexFuture *
confab_messaging_files_remove (ConfabMessaging *self, gint64 id) {
  RemoveJob *job;

  if (self->is_stopped)
    return confab_messaging_stopped ();
  job = g_new0 (RemoveJob, 1);
  job->id = id;
  confab_messaging_files_call_off (self, id);
  return dex_future_then (confab_store_vault_write (self->vault, run_remove, job, remove_job_free),
      on_removed, turn_new (self, id), turn_free);
}

/* ---- looking into ---- */

typedef struct {
  char *path;
  ConfabSecret *key;
  GBytes *iv;
} OpenWork;

static void
open_work_free (gpointer data) {
  OpenWork *work = data;

  g_free (work->path);
  confab_base_secret_unref (work->key);
  g_bytes_unref (work->iv);
  g_free (work);
}

static DexFuture *
run_open (gpointer data) {
  const OpenWork *work = data;
  ConfabFilesLock lock = { work->key, g_bytes_get_data (work->iv, NULL),
    g_bytes_get_size (work->iv) };
  g_autoptr (GError) error = NULL;
  GInputStream *stream = confab_files_reader_new (work->path, &lock, &error);

  return stream != NULL ? dex_future_new_take_object (stream)
                        : dex_future_new_for_error (g_steal_pointer (&error));
}

typedef struct {
  gint64 id;
  ConfabStoreFile *file;
} LookJob;

static void
look_job_free (gpointer data) {
  LookJob *job = data;

  confab_store_file_free (job->file);
  g_free (job);
}

static gboolean
run_look (ConfabStoreDb *db, gpointer data, GError **error) {
  LookJob *job = data;

  job->file = confab_store_files_get (db, job->id, error);
  return job->file != NULL;
}

static DexFuture *
on_looked (DexFuture *future, gpointer data) {
  const Turn *turn = data;
  const LookJob *job = confab_store_job_data (future);
  ConfabFilesLock lock;
  OpenWork *work;

  if (turn->self->is_stopped || job->file->state != CONFAB_FILE_HELD ||
      !confab_messaging_files_lock (job->file, &lock))
    return dex_future_new_reject (
        CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_GONE, "The file is not here");
  work = g_new0 (OpenWork, 1);
  work->path = confab_messaging_files_dup_path (turn->self, job->file->place);
  work->key = confab_base_secret_ref (job->file->key);
  work->iv = g_bytes_ref (job->file->iv);
  return confab_base_fiber_start_apart (run_open, work, open_work_free);
}

DexFuture *
confab_messaging_files_read (ConfabMessaging *self, gint64 id) {
  LookJob *job;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  job = g_new0 (LookJob, 1);
  job->id = id;
  return dex_future_then (confab_store_vault_write (self->vault, run_look, job, look_job_free),
      on_looked, turn_new (self, id), turn_free);
}
