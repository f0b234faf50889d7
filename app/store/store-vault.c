/* The vault as the main thread sees it: hands jobs to the two threads, and knows whether it was
 * closed. Refuses jobs after closing, and never waits for a disk. */

#include "store/store-vault.h"

#include "base/base-fiber.h"

#include "store/store-file-private.h"
#include "store/store-worker-private.h"

struct _ConfabStoreVault {
  GObject parent_instance;

  /* owned */
  char *path;
  ConfabStoreWorker *worker;
  DexFuture *closing; /* NULL: open */
};

G_DEFINE_FINAL_TYPE (ConfabStoreVault, confab_store_vault, G_TYPE_OBJECT)

static void
confab_store_vault_finalize (GObject *object) {
  ConfabStoreVault *self = CONFAB_STORE_VAULT (object);

  dex_clear (&self->closing);
  g_clear_pointer (&self->worker, confab_store_worker_unref);
  g_clear_pointer (&self->path, g_free);
  G_OBJECT_CLASS (confab_store_vault_parent_class)->finalize (object);
}

static void
confab_store_vault_class_init (ConfabStoreVaultClass *klass) {
  G_OBJECT_CLASS (klass)->finalize = confab_store_vault_finalize;
}

static void
confab_store_vault_init (ConfabStoreVault *self) {
}

static DexFuture *
on_worker_opened (DexFuture *future, gpointer data) {
  const GValue *value = dex_future_get_value (future, NULL);
  ConfabStoreVault *self = g_object_new (CONFAB_TYPE_STORE_VAULT, NULL);

  self->path = g_strdup (data);
  self->worker = g_value_dup_boxed (value);
  return dex_future_new_take_object (self);
}

static DexFuture *
reject_key (void) {
  return dex_future_new_reject (CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY,
      "A vault's key has %d bytes", CONFAB_STORE_KEY_BYTES);
}

DexFuture *
confab_store_vault_open (const char *path, ConfabSecret *key) {
  g_return_val_if_fail (path != NULL, NULL);

  if (confab_base_secret_get_size (key) != CONFAB_STORE_KEY_BYTES)
    return reject_key ();
  return dex_future_then (
      confab_store_worker_start (path, key), on_worker_opened, g_strdup (path), g_free);
}

const char *
confab_store_vault_get_path (ConfabStoreVault *self) {
  return self->path;
}

static DexFuture *
set_aside_fiber (gpointer data) {
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabStoreFile) file = confab_store_file_lock (data, FALSE, &error);
  char *name = NULL;

  if (file) {
    confab_store_file_forget_saved (file);
    name = confab_store_file_set_aside (file, &error);
  }
  if (!name)
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_string (name);
}

DexFuture *
confab_store_vault_set_aside (const char *path) {
  return confab_base_fiber_start_apart (set_aside_fiber, g_strdup (path), g_free);
}

typedef struct {
  char *path;
  ConfabSecret *key;
  ConfabSecret *fresh;
} KeyChange;

static void
key_change_free (gpointer data) {
  KeyChange *change = data;

  g_free (change->path);
  confab_base_secret_unref (change->key);
  confab_base_secret_unref (change->fresh);
  g_free (change);
}

static DexFuture *
change_key_fiber (gpointer data) {
  KeyChange *change = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabStoreFile) file = confab_store_file_lock (change->path, FALSE, &error);
  ConfabStoreDb *db =
      file != NULL ? confab_store_file_open_writer (file, change->key, &error) : NULL;

  if (db == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  confab_store_db_change_key (db, change->fresh, &error);
  confab_store_db_close (db);
  return error == NULL ? dex_future_new_true ()
                       : dex_future_new_for_error (g_steal_pointer (&error));
}

DexFuture *
confab_store_vault_change_key (const char *path, ConfabSecret *key, ConfabSecret *fresh) {
  KeyChange *change;

  if (confab_base_secret_get_size (key) != CONFAB_STORE_KEY_BYTES ||
      confab_base_secret_get_size (fresh) != CONFAB_STORE_KEY_BYTES)
    return reject_key ();
  if (!confab_store_vault_exists (path))
    return dex_future_new_reject (
        CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "The vault's file is gone");
  change = g_new0 (KeyChange, 1);
  change->path = g_strdup (path);
  change->key = confab_base_secret_ref (key);
  change->fresh = confab_base_secret_ref (fresh);
  return confab_base_fiber_start_apart (change_key_fiber, change, key_change_free);
}

static DexFuture *
reject_closed (void) {
  return dex_future_new_reject (
      CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_CLOSED, "The vault was closed");
}

DexFuture *
confab_store_vault_write (
    ConfabStoreVault *self, ConfabStoreJob job, gpointer data, GDestroyNotify free_data) {
  if (!self->closing)
    return confab_store_worker_write (self->worker, job, data, free_data);
  if (free_data)
    free_data (data);
  return reject_closed ();
}

DexFuture *
confab_store_vault_read (
    ConfabStoreVault *self, ConfabStoreJob job, gpointer data, GDestroyNotify free_data) {
  if (!self->closing)
    return confab_store_worker_read (self->worker, job, data, free_data);
  if (free_data)
    free_data (data);
  return reject_closed ();
}

DexFuture *
confab_store_vault_scrub (ConfabStoreVault *self) {
  return self->closing ? reject_closed () : confab_store_worker_scrub (self->worker);
}

/* The thread has said its last word; what is left of it is its return. */
static DexFuture *
on_worker_closed (DexFuture *future, gpointer data) {
  confab_store_worker_join (data);
  return dex_ref (future);
}

DexFuture *
confab_store_vault_close (ConfabStoreVault *self) {
  if (!self->closing)
    self->closing = dex_future_finally (confab_store_worker_close (self->worker), on_worker_closed,
        confab_store_worker_ref (self->worker), (GDestroyNotify)confab_store_worker_unref);
  return dex_ref (self->closing);
}

typedef struct {
  ConfabStoreVault *self;
  ConfabSecret *key;
} Reopening;

static void
reopening_free (gpointer data) {
  Reopening *reopening = data;

  g_object_unref (reopening->self);
  confab_base_secret_unref (reopening->key);
  g_free (reopening);
}

static DexFuture *
on_worker_reopened (DexFuture *future, gpointer data) {
  ConfabStoreVault *self = data;

  g_clear_pointer (&self->worker, confab_store_worker_unref);
  self->worker = g_value_dup_boxed (dex_future_get_value (future, NULL));
  dex_clear (&self->closing);
  return dex_future_new_true ();
}

static DexFuture *
on_closed_before (DexFuture *future, gpointer data) {
  Reopening *reopening = data;
  ConfabStoreVault *self = reopening->self;

  if (!confab_store_vault_exists (self->path))
    return dex_future_new_reject (
        CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NOT_FOUND, "The vault's file is gone");
  return dex_future_then (confab_store_worker_start (self->path, reopening->key),
      on_worker_reopened, g_object_ref (self), g_object_unref);
}

DexFuture *
confab_store_vault_reopen (ConfabStoreVault *self, ConfabSecret *key) {
  Reopening *reopening;

  if (!self->closing)
    return dex_future_new_true ();
  if (confab_base_secret_get_size (key) != CONFAB_STORE_KEY_BYTES)
    return reject_key ();
  reopening = g_new0 (Reopening, 1);
  reopening->self = g_object_ref (self);
  reopening->key = confab_base_secret_ref (key);
  return dex_future_finally (dex_ref (self->closing), on_closed_before, reopening, reopening_free);
}
