/* One file from the host that its card shows: from where it was cut off, no more than was
 * announced, sealed as it came, and held only if it is what was sealed. Goes to no other host, and
 * looks into nothing. */

#include "messaging/messaging-files-private.h"

#include <string.h>

#include "base/base-fiber.h"
#include "net/net-http.h"
#include "store/store-contacts.h"

#define PIECE (512 * 1024) /* that is written at once */
#define PLACE_BYTES 16

typedef struct {
  ConfabMessaging *self;
  const ConfabStoreFile *file;
  char *path;               /* owned */
  GByteArray *piece;        /* owned; came, and is not written */
  guint64 done;             /* written */
  guint64 cap;              /* more than that is too much */
  guint64 uncounted;        /* came, and is not counted for the day */
  ConfabMessagingRoom room; /* that is left */
} Fetch;

static void
fetch_clear (Fetch *fetch) {
  g_free (fetch->path);
  g_clear_pointer (&fetch->piece, g_byte_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fetch, fetch_clear)

static gboolean
fail_with (GError **error, ConfabFilesError code, const char *what) {
  g_set_error_literal (error, CONFAB_FILES_ERROR, (int)code, what);
  return FALSE;
}

/* ---- onto the disk ---- */

typedef struct {
  char *path;
  GBytes *bytes;
  guint64 offset;
} WriteJob;

static void
write_job_free (gpointer data) {
  WriteJob *job = data;

  g_free (job->path);
  g_bytes_unref (job->bytes);
  g_free (job);
}

static DexFuture *
run_write (gpointer data) {
  const WriteJob *job = data;
  g_autoptr (GError) error = NULL;

  if (confab_files_append (job->path, job->offset, job->bytes, &error))
    return dex_future_new_true ();
  return dex_future_new_for_error (g_steal_pointer (&error));
}

static gboolean
await_write (Fetch *fetch, GError **error) {
  WriteJob *job = g_new0 (WriteJob, 1);
  guint n = fetch->piece->len;
  ConfabModelFile *shown;

  job->path = g_strdup (fetch->path);
  job->offset = fetch->done;
  job->bytes = g_bytes_new (fetch->piece->data, n);
  g_byte_array_set_size (fetch->piece, 0);
  if (!dex_await (confab_base_fiber_start_apart (run_write, job, write_job_free), error))
    return FALSE;
  fetch->done += n;
  fetch->uncounted += n;
  fetch->self->files->moved[CONFAB_MESSAGING_DOWN] += n;
  shown = confab_messaging_files_find (fetch->self, fetch->file->message);
  if (shown != NULL)
    confab_model_file_set_done (shown, fetch->done, g_get_monotonic_time ());
  return confab_messaging_files_await_count (
      fetch->self, &fetch->uncounted, FALSE, &fetch->room, error);
}

/* What more came is within what was announced, and what may come on this day. */
static gboolean
is_within (const Fetch *fetch, guint64 came, GError **error) {
  guint64 waiting = fetch->piece->len;

  if (came > fetch->cap - MIN (fetch->cap, fetch->done + waiting))
    return fail_with (error, CONFAB_FILES_ERROR_TOO_LARGE, "There is more than was announced");
  if (came > fetch->room.today - MIN (fetch->room.today, fetch->uncounted + waiting))
    return fail_with (error, CONFAB_FILES_ERROR_DAY, "Enough came today");
  return TRUE;
}

/* All that follows. What came before a cut is kept, to go on from there. */
static gboolean
await_body (Fetch *fetch, ConfabNetHttp *http, GError **error) {
  gboolean is_first = fetch->done == 0;

  for (;;) {
    g_autoptr (GBytes) bytes = confab_net_http_await_read (http, error);

    if (bytes != NULL && !is_within (fetch, g_bytes_get_size (bytes), error))
      return FALSE;
    if (bytes != NULL)
      g_byte_array_append (
          fetch->piece, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
    if (bytes == NULL) {
      if (fetch->piece->len > 0)
        await_write (fetch, NULL);
      return FALSE;
    }
    if (g_bytes_get_size (bytes) == 0)
      return (!is_first && fetch->piece->len == 0) || await_write (fetch, error);
    if (fetch->piece->len >= PIECE) {
      if (!await_write (fetch, error))
        return FALSE;
      is_first = FALSE;
    }
  }
}

/* ---- from the host ---- */

/* What is announced, held against what was said and what there is room for. */
static ConfabFileCause
judge_head (Fetch *fetch, const ConfabNetHttpHead *head, gboolean *is_passing) {
  guint64 whole = head->length;

  /* What is here is longer than what is there: it begins anew. */
  *is_passing = head->status == 416 && fetch->done > 0;
  if (*is_passing) {
    dex_future_disown (confab_messaging_files_unlink (fetch->path));
    return CONFAB_FILE_CAUSE_CUT;
  }
  if (head->status != 200 && head->status != 206)
    return confab_messaging_files_cause_of_status (head->status, is_passing);
  if (head->status == 206 && head->range_start != fetch->done)
    return CONFAB_FILE_CAUSE_HOST;
  fetch->self->files->is_anew[CONFAB_MESSAGING_DOWN] = head->status == 200;
  if (head->status == 200)
    fetch->done = 0;
  if (whole == CONFAB_NET_HTTP_UNKNOWN)
    return CONFAB_FILE_CAUSE_NONE;
  whole += fetch->done;
  if (fetch->file->size != CONFAB_STORE_FILE_SIZE_UNKNOWN &&
      whole != fetch->file->size + CONFAB_FILES_TAG_BYTES)
    return CONFAB_FILE_CAUSE_DAMAGED;
  if (whole - fetch->done > fetch->room.today)
    return CONFAB_FILE_CAUSE_DAY;
  return whole > fetch->cap ? CONFAB_FILE_CAUSE_QUOTA : CONFAB_FILE_CAUSE_NONE;
}

/* FALSE with `error`, or with `cause`. */
static gboolean
await_get (Fetch *fetch, GCancellable *cancellable, ConfabFileCause *cause, GError **error) {
  g_autoptr (ConfabFilesUrl) url = confab_files_url_parse (fetch->file->url);
  ConfabNetHttpRequest request = { .method = "GET", .start = fetch->done };
  g_autoptr (ConfabNetHttp) http = NULL;
  ConfabNetHttpHead head;
  gboolean is_passing = FALSE;

  *cause = CONFAB_FILE_CAUSE_HOST;
  if (url == NULL || fetch->self->files->road == NULL)
    return FALSE;
  request.host = url->host;
  request.port = url->port;
  request.path = url->path;
  http = confab_net_http_await_open (fetch->self->files->road, &request, cancellable, error);
  if (http == NULL || !confab_net_http_await_answer (http, &head, error))
    return FALSE;
  *cause = judge_head (fetch, &head, &is_passing);
  if (is_passing)
    g_set_error_literal (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED, "the host is busy");
  if (*cause != CONFAB_FILE_CAUSE_NONE)
    return FALSE;
  if (fetch->file->size == CONFAB_STORE_FILE_SIZE_UNKNOWN &&
      head.length != CONFAB_NET_HTTP_UNKNOWN) {
    ConfabModelFile *shown = confab_messaging_files_find (fetch->self, fetch->file->message);
    guint64 whole = head.length + fetch->done;

    if (shown != NULL && whole >= CONFAB_FILES_TAG_BYTES)
      confab_model_file_set_size (shown, whole - CONFAB_FILES_TAG_BYTES);
  }
  return await_body (fetch, http, error);
}

/* ---- is it what was sealed ---- */

typedef struct {
  char *path;
  ConfabSecret *key;
  GBytes *iv;
  ConfabFilesSum sum;
  gboolean is_good;
} CheckJob;

static void
check_job_free (gpointer data) {
  CheckJob *job = data;

  g_free (job->path);
  confab_base_secret_unref (job->key);
  g_bytes_unref (job->iv);
  g_free (job);
}

static DexFuture *
run_check (gpointer data) {
  CheckJob *job = data;
  ConfabFilesLock lock = { job->key, g_bytes_get_data (job->iv, NULL), g_bytes_get_size (job->iv) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) hash = NULL;
  guint8 *sum;

  if (!confab_files_check (job->path, &lock, &job->sum, NULL, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  /* The size, then the hash. */
  sum = g_malloc (sizeof job->sum.size + sizeof job->sum.hash);
  memcpy (sum, &job->sum.size, sizeof job->sum.size);
  memcpy (sum + sizeof job->sum.size, job->sum.hash, sizeof job->sum.hash);
  return dex_future_new_take_boxed (
      G_TYPE_BYTES, g_bytes_new_take (sum, sizeof job->sum.size + sizeof job->sum.hash));
}

/* Size and hash of what is inside. FALSE with `error`. */
static gboolean
await_check (Fetch *fetch, guint64 *size, GBytes **hash, GError **error) {
  CheckJob *job = g_new0 (CheckJob, 1);
  g_autoptr (GBytes) sum = NULL;

  job->path = g_strdup (fetch->path);
  job->key = confab_base_secret_ref (fetch->file->key);
  job->iv = g_bytes_ref (fetch->file->iv);
  sum = dex_await_boxed (confab_base_fiber_start_apart (run_check, job, check_job_free), error);
  if (sum == NULL)
    return FALSE;
  memcpy (size, g_bytes_get_data (sum, NULL), sizeof *size);
  *hash = g_bytes_new_from_bytes (sum, sizeof *size, CONFAB_FILES_HASH_BYTES);
  if ((fetch->file->size != CONFAB_STORE_FILE_SIZE_UNKNOWN && fetch->file->size != *size) ||
      (fetch->file->hash != NULL && !g_bytes_equal (fetch->file->hash, *hash)))
    return fail_with (error, CONFAB_FILES_ERROR_DAMAGED, "It is not what was announced");
  return TRUE;
}

/* ---- the row ---- */

typedef struct {
  gint64 id;
  char *place;  /* to be set; NULL: bytes go */
  GBytes *hash; /* HELD: with `size`; else NULL */
  guint64 size;
  ConfabFileState state;
  ConfabFileCause cause;
} RowJob;

static void
row_job_free (gpointer data) {
  RowJob *job = data;

  g_free (job->place);
  g_clear_pointer (&job->hash, g_bytes_unref);
  g_free (job);
}

static gboolean
run_row (ConfabStoreDb *db, gpointer data, GError **error) {
  RowJob *job = data;

  return confab_store_files_set_place (db, job->id, job->place, error) &&
         (job->hash == NULL ||
             (confab_store_files_set_sum (db, job->id, job->size, job->hash, error) &&
                 confab_store_contacts_note_given (db, job->id, error))) &&
         confab_store_files_set_state (db, job->id, job->state, job->cause, error);
}

static gboolean
await_row (Fetch *fetch, RowJob *job, GError **error) {
  ConfabFileState state = job->state;
  ConfabFileCause cause = job->cause;

  job->id = fetch->file->message;
  if (!dex_await (confab_store_vault_write (fetch->self->vault, run_row, job, row_job_free), error))
    return FALSE;
  confab_messaging_files_show (fetch->self, fetch->file->message, state, cause);
  return TRUE;
}

/* What is of no use goes at once. */
static gboolean
await_refused (Fetch *fetch, ConfabFileCause cause, GError **error) {
  RowJob *job = g_new0 (RowJob, 1);

  dex_future_disown (confab_messaging_files_unlink (fetch->path));
  job->state = CONFAB_FILE_FAILED;
  job->cause = cause;
  return await_row (fetch, job, error);
}

static gboolean
await_held (Fetch *fetch, const char *place, GError **error) {
  RowJob *job = g_new0 (RowJob, 1);
  ConfabModelFile *shown;

  if (!await_check (fetch, &job->size, &job->hash, error)) {
    row_job_free (job);
    return FALSE;
  }
  shown = confab_messaging_files_find (fetch->self, fetch->file->message);
  if (shown != NULL) {
    confab_model_file_set_size (shown, job->size);
    confab_model_file_set_done (shown, job->size, g_get_monotonic_time ());
  }
  job->place = g_strdup (place);
  job->state = CONFAB_FILE_HELD;
  if (!await_row (fetch, job, error))
    return FALSE;
  confab_messaging_files_show_given (fetch->self, fetch->file->message);
  return TRUE;
}

/* ---- the whole ---- */

static gboolean
await_fetched (Fetch *fetch, const char *place, GCancellable *cancellable, GError **error) {
  g_autoptr (GError) problem = NULL;
  ConfabFileCause cause = CONFAB_FILE_CAUSE_NONE;
  gboolean is_whole = fetch->file->size != CONFAB_STORE_FILE_SIZE_UNKNOWN &&
                      fetch->done == fetch->file->size + CONFAB_FILES_TAG_BYTES;

  if ((is_whole || await_get (fetch, cancellable, &cause, &problem)) &&
      await_held (fetch, place, &problem))
    return TRUE;
  if (problem == NULL)
    return await_refused (fetch, cause, error);
  if (g_error_matches (problem, CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_DAMAGED) ||
      g_error_matches (problem, CONFAB_FILES_ERROR, CONFAB_FILES_ERROR_TOO_LARGE))
    return await_refused (fetch, CONFAB_FILE_CAUSE_DAMAGED, error);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/* What there is room for. Of what is known to be too much, nobody is asked. */
static gboolean
await_room (Fetch *fetch, GError **error) {
  guint64 whole = fetch->file->size + CONFAB_FILES_TAG_BYTES;

  if (!confab_messaging_files_await_left (fetch->self, fetch->file->message, &fetch->room, error))
    return FALSE;
  fetch->cap = fetch->room.kept;
  if (fetch->file->size == CONFAB_STORE_FILE_SIZE_UNKNOWN)
    return TRUE;
  if (fetch->file->size > fetch->room.kept)
    return fail_with (error, CONFAB_FILES_ERROR_ROOM, "Enough is kept here");
  if (whole - MIN (whole, fetch->done) > fetch->room.today)
    return fail_with (error, CONFAB_FILES_ERROR_DAY, "Enough came today");
  fetch->cap = whole;
  return TRUE;
}

gboolean
confab_messaging_files_await_down (
    ConfabMessaging *self, const ConfabStoreFile *file, GCancellable *cancellable, GError **error) {
  g_autofree char *place = file->place != NULL
                               ? g_strdup (file->place)
                               : confab_base_random_dup_id (self->random, PLACE_BYTES);
  g_auto (Fetch) fetch = { .self = self, .file = file };
  RowJob *job = g_new0 (RowJob, 1);
  ConfabFilesLock lock;
  gboolean is_over;

  fetch.path = confab_messaging_files_dup_path (self, place);
  fetch.piece = g_byte_array_new ();
  if (fetch.path == NULL || !confab_messaging_files_lock (file, &lock)) {
    row_job_free (job);
    return fail_with (error, CONFAB_FILES_ERROR_DISK, "There is no place for a file");
  }
  fetch.done = confab_files_get_size (fetch.path);
  if (!await_room (&fetch, error)) {
    row_job_free (job);
    return FALSE;
  }
  /* The row knows the place before there are bytes in it: else a scrub would take them away. */
  job->place = g_strdup (place);
  job->state = CONFAB_FILE_FETCHING;
  is_over = await_row (&fetch, job, error) && await_fetched (&fetch, place, cancellable, error);
  confab_messaging_files_await_count (self, &fetch.uncounted, TRUE, &fetch.room, NULL);
  return is_over;
}
