/* One sealed file to one's own server: a place for it, its bytes, the server's word that it has
 * them. Only then its message may go. A place that was cut off in the middle is not used again: the
 * specification has no way to go on with it, so a new one is asked for. */

#include "messaging/messaging-files-private.h"

#include <string.h>

#include "base/base-fiber.h"
#include "net/net-http.h"
#include "xmpp/xmpp-error.h"

#define PIECE (256 * 1024)
#define NAME_BYTES 16
#define MAX_ENDING 8 /* characters of a name's ending */

/* ---- a piece of the file ---- */

typedef struct {
  char *path;
  guint64 offset;
} ReadJob;

static void
read_job_free (gpointer data) {
  ReadJob *job = data;

  g_free (job->path);
  g_free (job);
}

static DexFuture *
run_read (gpointer data) {
  const ReadJob *job = data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = confab_files_read_at (job->path, job->offset, PIECE, &error);

  if (bytes == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (G_TYPE_BYTES, bytes);
}

static GBytes *
await_piece (const char *path, guint64 offset, GError **error) {
  ReadJob *job = g_new0 (ReadJob, 1);

  job->path = g_strdup (path);
  job->offset = offset;
  return dex_await_boxed (confab_base_fiber_start_apart (run_read, job, read_job_free), error);
}

/* ---- the place ---- */

/* Nothing but chance and the ending, if that is letters and digits. */
static char *
dup_name (ConfabMessaging *self, const char *shown) {
  g_autofree char *id = confab_base_random_dup_id (self->random, NAME_BYTES);
  const char *dot = strrchr (shown, '.');
  gsize length = dot != NULL ? strlen (dot + 1) : 0;

  if (length == 0 || length > MAX_ENDING)
    return g_strconcat (id, ".bin", NULL);
  for (const char *at = dot + 1; *at != '\0'; at++)
    if (!g_ascii_isalnum (*at))
      return g_strconcat (id, ".bin", NULL);
  return g_strconcat (id, dot, NULL);
}

static gboolean
fail_with (GError **error, ConfabFilesError code, const char *what) {
  g_set_error_literal (error, CONFAB_FILES_ERROR, (int)code, what);
  return FALSE;
}

static ConfabXepSlot *
await_slot (ConfabMessaging *self, const ConfabStoreFile *file, guint64 size, GError **error) {
  ConfabMessagingFiles *files = self->files;
  g_autofree char *name = dup_name (self, file->name);
  ConfabModelFile *shown = confab_messaging_files_find (self, file->message);

  if (self->out == NULL) {
    g_set_error_literal (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED, "no stream");
    return NULL;
  }
  if (files->upload == NULL)
    files->upload = confab_xep_upload_await_find (self->out, error);
  if (files->upload == NULL || self->out == NULL)
    return NULL;
  if (files->upload->max > 0 && size > files->upload->max) {
    if (shown != NULL)
      confab_model_file_set_limit (shown, files->upload->max);
    fail_with (error, CONFAB_FILES_ERROR_TOO_LARGE, "The server takes less");
    return NULL;
  }
  return confab_xep_upload_await_slot (self->out, files->upload, name, size, error);
}

/* ---- the bytes ---- */

static gboolean
await_body (ConfabMessaging *self, ConfabNetHttp *http, gint64 id, const char *path, guint64 size,
    GError **error) {
  guint64 done = 0;

  while (done < size) {
    g_autoptr (GBytes) bytes = await_piece (path, done, error);
    ConfabModelFile *shown;

    if (bytes == NULL)
      return FALSE;
    if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > size - done)
      return fail_with (error, CONFAB_FILES_ERROR_DISK, "The file is not as long as it was");
    if (!confab_net_http_await_write (http, bytes, error))
      return FALSE;
    done += g_bytes_get_size (bytes);
    self->files->moved[CONFAB_MESSAGING_UP] = done;
    shown = confab_messaging_files_find (self, id);
    if (shown != NULL)
      confab_model_file_set_done (
          shown, MIN (done, size - CONFAB_FILES_TAG_BYTES), g_get_monotonic_time ());
  }
  return TRUE;
}

/* Resolves what is asked into the status of the answer; 0 with `error`. */
static guint
await_put (ConfabMessaging *self, const ConfabXepSlot *slot, const ConfabStoreFile *file,
    const char *path, guint64 size, GCancellable *cancellable, GError **error) {
  g_autoptr (ConfabFilesUrl) url = confab_files_url_parse (slot->put);
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  ConfabNetHttpRequest request = { .method = "PUT", .length = size };
  g_autoptr (ConfabNetHttp) http = NULL;
  ConfabNetHttpHead head;

  if (url == NULL || self->files->road == NULL) {
    g_set_error_literal (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_HTTP, "no place to go");
    return 0;
  }
  for (char **field = slot->fields; *field != NULL; field++)
    g_ptr_array_add (fields, *field);
  g_ptr_array_add (fields, (gpointer) "Content-Type");
  g_ptr_array_add (fields, (gpointer) "application/octet-stream");
  g_ptr_array_add (fields, NULL);
  request.host = url->host;
  request.port = url->port;
  request.path = url->path;
  request.fields = (const char *const *)fields->pdata;
  http = confab_net_http_await_open (self->files->road, &request, cancellable, error);
  if (http == NULL || !await_body (self, http, file->message, path, size, error) ||
      !confab_net_http_await_answer (http, &head, error))
    return 0;
  /* Whoever answers was not cut off, and all of it went for nothing if the answer is no. */
  self->files->moved[CONFAB_MESSAGING_UP] = 0;
  return head.status;
}

/* ---- the whole ---- */

typedef struct {
  gint64 id;
  char *url;
} SentJob;

static void
sent_job_free (gpointer data) {
  SentJob *job = data;

  g_free (job->url);
  g_free (job);
}

/* What lies with the server is not kept here twice. */
static gboolean
run_sent (ConfabStoreDb *db, gpointer data, GError **error) {
  SentJob *job = data;

  return confab_store_files_set_url (db, job->id, job->url, error) &&
         confab_store_files_set_place (db, job->id, NULL, error) &&
         confab_store_files_set_state (
             db, job->id, CONFAB_FILE_SENT, CONFAB_FILE_CAUSE_NONE, error);
}

static gboolean
await_sent (
    ConfabMessaging *self, gint64 id, const ConfabFilesUrl *get, const char *path, GError **error) {
  SentJob *job = g_new0 (SentJob, 1);
  ConfabModelFile *shown;

  job->id = id;
  job->url = confab_files_url_dup_open (get);
  if (!dex_await (confab_store_vault_write (self->vault, run_sent, job, sent_job_free), error))
    return FALSE;
  dex_future_disown (confab_messaging_files_unlink (path));
  shown = confab_messaging_files_find (self, id);
  if (shown != NULL)
    confab_model_file_set_host (shown, get->host);
  confab_messaging_files_show (self, id, CONFAB_FILE_SENT, CONFAB_FILE_CAUSE_NONE);
  confab_messaging_walk_from (self, id);
  /* It is on its way until its message is. */
  if (self->walk != NULL)
    dex_await (dex_ref (self->walk), NULL);
  return TRUE;
}

gboolean
confab_messaging_files_await_up (
    ConfabMessaging *self, const ConfabStoreFile *file, GCancellable *cancellable, GError **error) {
  g_autofree char *path = confab_messaging_files_dup_path (self, file->place);
  guint64 size = path != NULL ? confab_files_get_size (path) : 0;
  g_autoptr (ConfabXepSlot) slot = NULL;
  g_autoptr (ConfabFilesUrl) get = NULL;
  ConfabFileCause cause;
  gboolean is_passing = FALSE;
  guint status;

  if (size < CONFAB_FILES_TAG_BYTES)
    return confab_messaging_files_await_failed (self, file->message, CONFAB_FILE_CAUSE_SOURCE);
  confab_messaging_files_show (self, file->message, CONFAB_FILE_SENDING, CONFAB_FILE_CAUSE_NONE);
  slot = await_slot (self, file, size, error);
  if (slot == NULL)
    return FALSE;
  get = confab_files_url_parse (slot->get);
  if (get == NULL)
    return confab_messaging_files_await_failed (self, file->message, CONFAB_FILE_CAUSE_HOST);
  status = await_put (self, slot, file, path, size, cancellable, error);
  if (status == 0)
    return FALSE;
  if (status >= 200 && status <= 204)
    return await_sent (self, file->message, get, path, error);
  cause = confab_messaging_files_cause_of_status (status, &is_passing);
  if (is_passing) {
    g_set_error_literal (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED, "the host is busy");
    return FALSE;
  }
  return confab_messaging_files_await_failed (self, file->message, cause);
}
