/* Own files, from what is handed over to what waits for the server. The row is on the disk before a
 * byte is; what is sealed is the only copy that is made, under a key of its own; and a file goes
 * only where a message would go sealed. */

#include "messaging/messaging-files-private.h"

#include <string.h>

#include "base/base-fiber.h"
#include "base/base-text.h"

#define ID_BYTES 16
#define PLACE_BYTES 16

typedef struct {
  ConfabMessaging *self;
  GInputStream *content;
  ConfabSecret *key;
  GBytes *iv;
  char *path;
  gint64 id;
} Sending;

static void
sending_free (gpointer data) {
  Sending *sending = data;

  g_object_unref (sending->self);
  g_object_unref (sending->content);
  confab_base_secret_unref (sending->key);
  g_bytes_unref (sending->iv);
  g_free (sending->path);
  g_free (sending);
}

/* What the pool needs of it, and what it answers: the size, then the hash. */
typedef struct {
  GInputStream *content;
  ConfabSecret *key;
  GBytes *iv;
  char *path;
} SealWork;

static void
seal_work_free (gpointer data) {
  SealWork *work = data;

  g_object_unref (work->content);
  confab_base_secret_unref (work->key);
  g_bytes_unref (work->iv);
  g_free (work->path);
  g_free (work);
}

static DexFuture *
run_seal (gpointer data) {
  const SealWork *work = data;
  ConfabFilesLock lock = { work->key, g_bytes_get_data (work->iv, NULL),
    g_bytes_get_size (work->iv) };
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) answer = g_byte_array_new ();
  ConfabFilesSum sum;

  if (!confab_files_seal (
          work->content, work->path, &lock, CONFAB_MESSAGING_FILES_QUOTA, &sum, NULL, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  g_byte_array_append (answer, (const guint8 *)&sum.size, sizeof sum.size);
  g_byte_array_append (answer, sum.hash, sizeof sum.hash);
  return dex_future_new_take_boxed (
      G_TYPE_BYTES, g_byte_array_free_to_bytes (g_steal_pointer (&answer)));
}

typedef struct {
  gint64 id;
  guint64 size;
  GBytes *hash;
} SealedJob;

static void
sealed_job_free (gpointer data) {
  SealedJob *job = data;

  g_bytes_unref (job->hash);
  g_free (job);
}

static gboolean
run_sealed (ConfabStoreDb *db, gpointer data, GError **error) {
  const SealedJob *job = data;

  return confab_store_files_set_sum (db, job->id, job->size, job->hash, error) &&
         confab_store_files_set_state (
             db, job->id, CONFAB_FILE_WAITING, CONFAB_FILE_CAUSE_NONE, error);
}

static GBytes *
await_seal (const Sending *sending, GError **error) {
  SealWork *work = g_new0 (SealWork, 1);

  work->content = g_object_ref (sending->content);
  work->key = confab_base_secret_ref (sending->key);
  work->iv = g_bytes_ref (sending->iv);
  work->path = g_strdup (sending->path);
  return dex_await_boxed (confab_base_fiber_start_apart (run_seal, work, seal_work_free), error);
}

/* The row is on the disk: its bytes follow. */
static DexFuture *
run_sending (gpointer data) {
  Sending *sending = data;
  ConfabMessaging *self = sending->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sum = await_seal (sending, &error);
  SealedJob *job;
  ConfabModelFile *shown;
  gboolean is_passing;

  if (sum == NULL) {
    if (!confab_messaging_files_await_failed (
            self, sending->id, confab_messaging_files_cause (error, &is_passing)))
      self->files->is_recovered = FALSE;
    g_hash_table_remove (self->files->preparing, &sending->id);
    return dex_future_new_for_error (g_steal_pointer (&error));
  }
  job = g_new0 (SealedJob, 1);
  job->id = sending->id;
  memcpy (&job->size, g_bytes_get_data (sum, NULL), sizeof job->size);
  job->hash = g_bytes_new_from_bytes (sum, sizeof job->size, CONFAB_FILES_HASH_BYTES);
  shown = confab_messaging_files_find (self, sending->id);
  if (shown != NULL)
    confab_model_file_set_size (shown, job->size);
  if (!dex_await (
          confab_store_vault_write (self->vault, run_sealed, job, sealed_job_free), &error)) {
    /* Erased meanwhile, or the vault is closed: then it is said at the next sign-in. */
    g_hash_table_remove (self->files->preparing, &sending->id);
    self->files->is_recovered = FALSE;
    dex_future_disown (confab_messaging_files_unlink (sending->path));
    return dex_future_new_for_error (g_steal_pointer (&error));
  }
  g_hash_table_remove (self->files->preparing, &sending->id);
  confab_messaging_files_show (self, sending->id, CONFAB_FILE_WAITING, CONFAB_FILE_CAUSE_NONE);
  confab_messaging_files_poke (self, CONFAB_MESSAGING_UP);
  return dex_future_new_true ();
}

static DexFuture *
on_row_kept (DexFuture *future, gpointer data) {
  Sending *sending = data;
  Sending *copy = g_new0 (Sending, 1);

  copy->self = g_object_ref (sending->self);
  copy->content = g_object_ref (sending->content);
  copy->key = confab_base_secret_ref (sending->key);
  copy->iv = g_bytes_ref (sending->iv);
  copy->path = g_strdup (sending->path);
  copy->id = sending->id;
  return confab_base_fiber_start (run_sending, copy, sending_free);
}

static ConfabStoreFile *
file_new (ConfabMessaging *self, const char *name, const char *type, guint64 size) {
  ConfabStoreFile *file = g_new0 (ConfabStoreFile, 1);
  guint8 iv[CONFAB_FILES_IV_BYTES];

  confab_base_random_fill (self->random, iv, sizeof iv);
  file->name = confab_base_text_dup_line (name, CONFAB_XEP_FILE_MAX_NAME);
  if (file->name == NULL)
    file->name = g_strdup ("");
  file->type = g_strdup (type);
  file->size = size;
  file->key = confab_base_secret_new (CONFAB_FILES_KEY_BYTES);
  confab_base_random_fill (
      self->random, confab_base_secret_get_writable (file->key), CONFAB_FILES_KEY_BYTES);
  file->iv = g_bytes_new (iv, sizeof iv);
  file->place = confab_base_random_dup_id (self->random, PLACE_BYTES);
  file->state = CONFAB_FILE_PREPARING;
  file->is_own = TRUE;
  return file;
}

static ConfabStoreMessage *
row_new (ConfabMessaging *self, ConfabModelContact *contact, ConfabStoreFile *file) {
  ConfabStoreMessage *row = g_new0 (ConfabStoreMessage, 1);

  row->id = confab_messaging_next_id (self);
  row->account = confab_model_account_get_id (self->account);
  row->peer = g_strdup (confab_model_contact_get_address (contact));
  row->is_own = TRUE;
  row->is_sealed = TRUE;
  row->kind = CONFAB_STORE_KIND_FILE;
  row->state = CONFAB_STORE_STATE_WAITING;
  row->time_us = confab_base_clock_wall_us (self->clock);
  row->wire_id = confab_base_random_dup_id (self->random, ID_BYTES);
  row->text = g_strdup (file->name);
  row->file = file;
  return row;
}

static gboolean
may_send (ConfabMessaging *self, ConfabModelContact *contact) {
  ConfabSendFacts facts;
  ConfabReason why = CONFAB_REASON_NONE;

  /* As many bytes as an address and a key may have. */
  confab_messaging_send_facts (self, contact, CONFAB_FILES_URL_MAX, &facts);
  return confab_safety_judge_send (&facts, &why) == CONFAB_SEND_SEAL;
}

DexFuture *
confab_messaging_files_send (ConfabMessaging *self, ConfabModelChat *chat, GInputStream *content,
    const char *name, const char *type, guint64 size) {
  ConfabModelContact *contact = confab_model_chat_get_contact (chat);
  ConfabStoreFile *file;
  ConfabStoreMessage *row;
  Sending *sending;

  if (self->is_stopped || self->aside != NULL)
    return confab_messaging_stopped ();
  if (!may_send (self, contact))
    return dex_future_new_reject (
        CONFAB_MESSAGING_ERROR, CONFAB_MESSAGING_ERROR_REFUSED, "files go sealed or not at all");
  file = file_new (self, name, type, size);
  row = row_new (self, contact, file);
  sending = g_new0 (Sending, 1);
  sending->self = g_object_ref (self);
  sending->content = g_object_ref (content);
  sending->key = confab_base_secret_ref (file->key);
  sending->iv = g_bytes_ref (file->iv);
  sending->path = confab_messaging_files_dup_path (self, file->place);
  sending->id = row->id;
  g_hash_table_add (self->files->preparing, g_memdup2 (&row->id, sizeof row->id));
  return dex_future_then (
      confab_messaging_put_row (self, chat, row), on_row_kept, sending, sending_free);
}
