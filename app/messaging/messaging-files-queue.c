/* Files one after the other, one way and the other: what waits is asked of the vault, so it goes on
 * after a cut, a lock and a restart. Nothing is fetched that the user did not ask for; nothing is
 * tried without end. */

#include "messaging/messaging-files-private.h"

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "xmpp/xmpp-error.h"

#define MAX_TRIES 4          /* in a row, that move nothing worth the name */
#define MAX_ANEW 16          /* that begin anew: out all do, in where the host gives no parts */
#define HEADWAY (256 * 1024) /* bytes; who moved so many was cut off, and not refused */
#define PAUSE_MS 1000        /* before the next try; twice as long after each that moved nothing */
#define SHORT_MS 250         /* after one that moved something */

ConfabMessagingFiles *
confab_messaging_files_new (void) {
  ConfabMessagingFiles *files = g_new0 (ConfabMessagingFiles, 1);

  files->limits.kept = CONFAB_MESSAGING_FILES_QUOTA;
  files->limits.today = CONFAB_MESSAGING_FILES_DAY;
  files->preparing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return files;
}

void
confab_messaging_files_set_road (ConfabMessaging *self, const ConfabNetRoute *road) {
  g_clear_pointer (&self->files->road, confab_net_route_free);
  self->files->road = road != NULL ? confab_net_route_copy (road) : NULL;
}

void
confab_messaging_files_free (ConfabMessagingFiles *files) {
  g_clear_pointer (&files->road, confab_net_route_free);
  g_clear_pointer (&files->upload, confab_xep_upload_free);
  g_clear_pointer (&files->preparing, g_hash_table_unref);
  g_clear_object (&files->all);
  for (guint i = 0; i < CONFAB_MESSAGING_WAYS; i++) {
    g_clear_object (&files->one[i]);
    dex_clear (&files->over[i]);
  }
  g_free (files);
}

/* ---- what went wrong ---- */

ConfabFileCause
confab_messaging_files_cause_of_status (guint status, gboolean *is_passing) {
  *is_passing = status >= 500 || status == 408 || status == 429;
  if (*is_passing)
    return CONFAB_FILE_CAUSE_CUT;
  if (status >= 300 && status < 400)
    return CONFAB_FILE_CAUSE_ELSEWHERE;
  if (status == 404 || status == 410)
    return CONFAB_FILE_CAUSE_GONE;
  if (status == 413)
    return CONFAB_FILE_CAUSE_TOO_LARGE;
  return status >= 400 ? CONFAB_FILE_CAUSE_REFUSED : CONFAB_FILE_CAUSE_HOST;
}

static ConfabFileCause
cause_of_net (int code, gboolean *is_passing) {
  switch ((ConfabNetError)code) {
  case CONFAB_NET_ERROR_TLS_IDENTITY:
  case CONFAB_NET_ERROR_TLS_EXPIRED:
  case CONFAB_NET_ERROR_TLS_NOT_YET:
  case CONFAB_NET_ERROR_TLS_UNTRUSTED:
  case CONFAB_NET_ERROR_TLS_PROTOCOL:
    return CONFAB_FILE_CAUSE_CERTIFICATE;
  case CONFAB_NET_ERROR_HTTP:
    return CONFAB_FILE_CAUSE_HOST;
  case CONFAB_NET_ERROR_PRIVATE:
    return CONFAB_FILE_CAUSE_ELSEWHERE;
  case CONFAB_NET_ERROR_NO_SERVER:
  case CONFAB_NET_ERROR_LOOKUP:
  case CONFAB_NET_ERROR_UNREACHABLE:
  case CONFAB_NET_ERROR_TIMED_OUT:
  case CONFAB_NET_ERROR_PROXY:
  case CONFAB_NET_ERROR_PROXY_PASSWORD:
  case CONFAB_NET_ERROR_PROXY_REFUSED:
  case CONFAB_NET_ERROR_TOR:
  case CONFAB_NET_ERROR_TOR_REFUSED:
  case CONFAB_NET_ERROR_CLOSED:
    break;
  }
  *is_passing = TRUE;
  return CONFAB_FILE_CAUSE_CUT;
}

static ConfabFileCause
cause_of_files (int code) {
  switch ((ConfabFilesError)code) {
  case CONFAB_FILES_ERROR_SOURCE:
    return CONFAB_FILE_CAUSE_SOURCE;
  case CONFAB_FILES_ERROR_DAMAGED:
    return CONFAB_FILE_CAUSE_DAMAGED;
  case CONFAB_FILES_ERROR_TOO_LARGE:
    return CONFAB_FILE_CAUSE_TOO_LARGE;
  case CONFAB_FILES_ERROR_ROOM:
    return CONFAB_FILE_CAUSE_QUOTA;
  case CONFAB_FILES_ERROR_DAY:
    return CONFAB_FILE_CAUSE_DAY;
  case CONFAB_FILES_ERROR_DISK:
  case CONFAB_FILES_ERROR_GONE:
    break;
  }
  return CONFAB_FILE_CAUSE_DISK;
}

static ConfabFileCause
cause_of_xmpp (const GError *error, gboolean *is_passing) {
  if (error->code == CONFAB_XMPP_ERROR_PROTOCOL)
    return CONFAB_FILE_CAUSE_HOST;
  *is_passing = error->code != CONFAB_XMPP_ERROR_STANZA;
  if (*is_passing)
    return CONFAB_FILE_CAUSE_CUT;
  if (g_str_equal (error->message, "item-not-found"))
    return CONFAB_FILE_CAUSE_NO_SERVICE;
  return g_str_equal (error->message, "not-acceptable") ? CONFAB_FILE_CAUSE_TOO_LARGE
                                                        : CONFAB_FILE_CAUSE_REFUSED;
}

ConfabFileCause
confab_messaging_files_cause (const GError *error, gboolean *is_passing) {
  *is_passing = FALSE;
  if (error->domain == CONFAB_NET_ERROR)
    return cause_of_net (error->code, is_passing);
  if (error->domain == CONFAB_FILES_ERROR)
    return cause_of_files (error->code);
  if (error->domain == CONFAB_XMPP_ERROR)
    return cause_of_xmpp (error, is_passing);
  /* A line that was cut shows in TLS too; what certificates lack is of CONFAB_NET_ERROR. */
  *is_passing = error->domain == G_TLS_ERROR ||
                (error->domain == G_IO_ERROR && error->code != G_IO_ERROR_CANCELLED);
  return *is_passing ? CONFAB_FILE_CAUSE_CUT : CONFAB_FILE_CAUSE_DISK;
}

/* ---- the next one ---- */

typedef struct {
  gint64 account;
  gint64 id; /* this one as it is now; 0: the first that waits */
  ConfabMessagingWay way;
  ConfabStoreFile *file;
} NextJob;

static void
next_job_free (gpointer data) {
  NextJob *job = data;

  confab_store_file_free (job->file);
  g_free (job);
}

/* Nothing of a file leaves either while its message waits. */
static gboolean
take_first (ConfabStoreDb *db, NextJob *job, GPtrArray *files, GError **error) {
  g_autoptr (GArray) waits = confab_store_outbox_list_waits (db, job->account, error);

  for (guint i = 0; waits != NULL && i < files->len && job->file == NULL; i++) {
    const ConfabStoreFile *file = g_ptr_array_index (files, i);
    gboolean is_waiting = FALSE;

    for (guint k = 0; k < waits->len; k++)
      is_waiting |= g_array_index (waits, ConfabStoreWait, k).message == file->message;
    if (!is_waiting)
      job->file = g_ptr_array_steal_index (files, i);
  }
  return waits != NULL;
}

static gboolean
run_next (ConfabStoreDb *db, gpointer data, GError **error) {
  NextJob *job = data;
  const int state = job->way == CONFAB_MESSAGING_UP ? CONFAB_FILE_WAITING : CONFAB_FILE_FETCHING;
  g_autoptr (GPtrArray) files = NULL;

  if (job->id != 0) {
    job->file = confab_store_files_get (db, job->id, error);
    return job->file != NULL;
  }
  files = confab_store_files_list (db, job->account, &state, 1, error);
  if (files == NULL)
    return FALSE;
  return take_first (db, job, files, error);
}

static ConfabStoreFile *
await_next (ConfabMessaging *self, ConfabMessagingWay way, gint64 id) {
  NextJob *job = g_new0 (NextJob, 1);
  g_autoptr (DexFuture) future = NULL;

  job->account = confab_model_account_get_id (self->account);
  job->id = id;
  job->way = way;
  future = confab_store_vault_write (self->vault, run_next, job, next_job_free);
  if (!dex_await (dex_ref (future), NULL))
    return NULL;
  job = confab_store_job_data (future);
  return g_steal_pointer (&job->file);
}

/* ---- what an earlier run left ---- */

typedef struct {
  gint64 account;
  GHashTable *preparing; /* gint64: those of this run */
} RecoverJob;

static void
recover_job_free (gpointer data) {
  RecoverJob *job = data;

  g_hash_table_unref (job->preparing);
  g_free (job);
}

/* Half sealed, and its source is gone with the run. */
static gboolean
run_recover (ConfabStoreDb *db, gpointer data, GError **error) {
  RecoverJob *job = data;
  const int state = CONFAB_FILE_PREPARING;
  g_autoptr (GPtrArray) files = confab_store_files_list (db, job->account, &state, 1, error);

  for (guint i = 0; files != NULL && i < files->len; i++) {
    const ConfabStoreFile *file = g_ptr_array_index (files, i);

    if (g_hash_table_contains (job->preparing, &file->message))
      continue;
    if (!confab_store_files_set_state (
            db, file->message, CONFAB_FILE_FAILED, CONFAB_FILE_CAUSE_SOURCE, error) ||
        !confab_store_files_set_place (db, file->message, NULL, error) ||
        !confab_store_outbox_fail (db, file->message, CONFAB_REASON_NONE, error))
      return FALSE;
  }
  return files != NULL;
}

static void
recover (ConfabMessaging *self) {
  RecoverJob *job = g_new0 (RecoverJob, 1);
  GHashTableIter iter;
  gpointer id;

  self->files->is_recovered = TRUE;
  job->account = confab_model_account_get_id (self->account);
  job->preparing = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_hash_table_iter_init (&iter, self->files->preparing);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (job->preparing, g_memdup2 (id, sizeof (gint64)));
  dex_future_disown (confab_store_vault_write (self->vault, run_recover, job, recover_job_free));
}

/* ---- the walk ---- */

typedef struct {
  ConfabMessaging *self;
  ConfabMessagingWay way;
  GCancellable *all;
  DexPromise *over;   /* resolved at the end */
  DexPromise *before; /* nullable; of the walk that the last cut ended */
} Walk;

static void
walk_free (gpointer data) {
  Walk *walk = data;

  dex_unref (walk->over);
  dex_clear (&walk->before);
  g_object_unref (walk->self);
  g_object_unref (walk->all);
  g_free (walk);
}

static gboolean
is_over (const Walk *walk) {
  return walk->self->is_stopped || g_cancellable_is_cancelled (walk->all);
}

/* FALSE: it is not to be tried again, `cause` says why; or it was called off. */
static gboolean
await_try (
    const Walk *walk, gint64 id, GCancellable *one, gboolean *is_done, ConfabFileCause *cause) {
  /* As the try before left it: it may have its place by now. */
  g_autoptr (ConfabStoreFile) file = await_next (walk->self, walk->way, id);
  g_autoptr (GError) error = NULL;
  gboolean is_passing;

  *is_done = file == NULL;
  if (*is_done)
    return FALSE;

  walk->self->files->moved[walk->way] = 0;
  walk->self->files->is_anew[walk->way] = TRUE;
  *is_done = walk->way == CONFAB_MESSAGING_UP
                 ? confab_messaging_files_await_up (walk->self, file, one, &error)
                 : confab_messaging_files_await_down (walk->self, file, one, &error);
  if (*is_done || error == NULL)
    return FALSE;
  *cause = confab_messaging_files_cause (error, &is_passing);
  confab_base_log_debug (
      "messaging", "a file did not go: %s %d", g_quark_to_string (error->domain), error->code);
  return is_passing && !is_over (walk) && !g_cancellable_is_cancelled (one);
}

/* What a file came to that nobody called off. */
static void
await_end (const Walk *walk, const ConfabStoreFile *file, ConfabFileCause cause) {
  if (walk->way == CONFAB_MESSAGING_UP)
    confab_messaging_files_await_failed (walk->self, file->message, cause);
  else
    confab_messaging_files_await_state (walk->self, file->message, CONFAB_FILE_STOPPED, cause);
}

/* Time for the line to come back. FALSE: it is not tried again. */
static gboolean
await_pause (const Walk *walk, GCancellable *one, guint n_idle) {
  guint pause_ms = n_idle > 0 ? PAUSE_MS << (n_idle - 1) : SHORT_MS;

  dex_await (dex_future_first (dex_timeout_new_msec ((int)pause_ms),
                 dex_cancellable_new_from_cancellable (one), NULL),
      NULL);
  return !is_over (walk) && !g_cancellable_is_cancelled (one);
}

static void
await_one (const Walk *walk, const ConfabStoreFile *file) {
  ConfabMessagingFiles *files = walk->self->files;
  g_autoptr (GCancellable) one = g_cancellable_new ();
  ConfabFileCause cause = CONFAB_FILE_CAUSE_NONE;
  gboolean is_done = FALSE;
  guint n_idle = 0, n_anew = 0;

  g_set_object (&files->one[walk->way], one);
  files->at[walk->way] = file->message;
  files->is_due[walk->way] = FALSE;
  while (await_try (walk, file->message, one, &is_done, &cause)) {
    n_anew += files->is_anew[walk->way] ? 1 : 0;
    n_idle = files->moved[walk->way] >= HEADWAY ? 0 : n_idle + 1;
    if (n_idle == MAX_TRIES || n_anew == MAX_ANEW || !await_pause (walk, one, n_idle))
      break;
  }
  if (files->one[walk->way] == one) {
    g_clear_object (&files->one[walk->way]);
    files->at[walk->way] = 0;
    files->is_due[walk->way] = TRUE;
  }
  if (!is_done && !is_over (walk) && !g_cancellable_is_cancelled (one))
    await_end (walk, file, cause);
}

static DexFuture *
run_walk (gpointer data) {
  Walk *walk = data;
  ConfabMessagingFiles *files = walk->self->files;
  gint64 last = 0;
  guint n_same = 0;

  /* What was cut off may still put its last piece away: two never write to one file. */
  if (walk->before != NULL)
    dex_await (dex_ref (walk->before), NULL);
  while (!is_over (walk)) {
    g_autoptr (ConfabStoreFile) file = NULL;

    files->again[walk->way] = FALSE;
    file = await_next (walk->self, walk->way, 0);
    if (is_over (walk) || (file == NULL && !files->again[walk->way]))
      break;
    if (file == NULL)
      continue;
    /* One that stays in front whatever is done with it ends the walk. */
    n_same = file->message == last ? n_same + 1 : 0;
    last = file->message;
    if (n_same >= MAX_TRIES)
      break;
    await_one (walk, file);
  }
  if (walk->all == files->all)
    files->is_walking[walk->way] = files->is_due[walk->way] = FALSE;
  dex_promise_resolve_boolean (walk->over, TRUE);
  return confab_messaging_done ();
}

static void
start_walk (ConfabMessaging *self, ConfabMessagingWay way) {
  ConfabMessagingFiles *files = self->files;
  Walk *walk = g_new0 (Walk, 1);

  files->is_walking[way] = TRUE;
  walk->self = g_object_ref (self);
  walk->way = way;
  walk->all = g_object_ref (files->all);
  walk->before = g_steal_pointer (&files->over[way]);
  walk->over = dex_promise_new ();
  files->over[way] = dex_ref (walk->over);
  dex_future_disown (confab_base_fiber_start (run_walk, walk, walk_free));
}

void
confab_messaging_files_poke (ConfabMessaging *self, ConfabMessagingWay way) {
  ConfabMessagingFiles *files = self->files;

  files->again[way] = TRUE;
  if (self->is_stopped || files->all == NULL)
    return;
  files->is_due[way] |= files->one[way] == NULL;
  if (!files->is_walking[way])
    start_walk (self, way);
}

gboolean
confab_messaging_files_are_moving (ConfabMessaging *self) {
  ConfabMessagingFiles *files = self->files;

  return g_hash_table_size (files->preparing) > 0 || files->one[CONFAB_MESSAGING_UP] != NULL ||
         files->one[CONFAB_MESSAGING_DOWN] != NULL || files->is_due[CONFAB_MESSAGING_UP] ||
         files->is_due[CONFAB_MESSAGING_DOWN];
}

void
confab_messaging_files_connected (ConfabMessaging *self) {
  confab_messaging_files_disconnected (self);
  self->files->all = g_cancellable_new ();
  if (!self->files->is_recovered)
    recover (self);
  for (guint way = 0; way < CONFAB_MESSAGING_WAYS; way++)
    start_walk (self, way);
}

void
confab_messaging_files_disconnected (ConfabMessaging *self) {
  ConfabMessagingFiles *files = self->files;
  g_autoptr (GCancellable) all = g_steal_pointer (&files->all);

  g_clear_pointer (&files->upload, confab_xep_upload_free);
  for (guint way = 0; way < CONFAB_MESSAGING_WAYS; way++) {
    g_autoptr (GCancellable) one = g_steal_pointer (&files->one[way]);

    files->is_walking[way] = files->is_due[way] = FALSE;
    files->at[way] = 0;
    if (one != NULL)
      g_cancellable_cancel (one);
  }
  if (all != NULL)
    g_cancellable_cancel (all);
}
