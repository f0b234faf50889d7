/* The place in the archive up to which everything is here: read and moved, each in the vault's own
 * time. */

#include "messaging/messaging-private.h"

#include "store/store-archive.h"

typedef struct {
  gint64 account;
  char *id;
} PlaceJob;

static void
place_job_free (gpointer data) {
  PlaceJob *job = data;

  g_free (job->id);
  g_free (job);
}

static PlaceJob *
place_job_new (ConfabMessaging *self, const char *id) {
  PlaceJob *job = g_new0 (PlaceJob, 1);

  job->account = confab_model_account_get_id (self->account);
  job->id = g_strdup (id);
  return job;
}

static gboolean
run_get_place (ConfabStoreDb *db, gpointer data, GError **error) {
  PlaceJob *job = data;
  g_autoptr (GError) inner = NULL;

  job->id = confab_store_archive_get (db, job->account, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static gboolean
run_set_place (ConfabStoreDb *db, gpointer data, GError **error) {
  PlaceJob *job = data;

  return confab_store_archive_set (db, job->account, job->id, error);
}

gboolean
confab_messaging_await_place (ConfabMessaging *self, char **id, GError **error) {
  g_autoptr (DexFuture) future = confab_store_vault_write (
      self->vault, run_get_place, place_job_new (self, NULL), place_job_free);

  if (!dex_await (dex_ref (future), error))
    return FALSE;
  *id = g_strdup (((PlaceJob *)confab_store_job_data (future))->id);
  return TRUE;
}

gboolean
confab_messaging_await_set_place (ConfabMessaging *self, const char *id, GError **error) {
  return dex_await (confab_store_vault_write (
                        self->vault, run_set_place, place_job_new (self, id), place_job_free),
      error);
}
