/* Has what can be read of a damaged store saved, in the pool, and opens what came of it. Refuses
 * unless the store was found damaged: where the key does not fit nobody can tell. */

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "core/core-backup.h"
#include "core/core-private.h"
#include "store/store-salvage.h"

#define LOOK_MS 100 /* how often it is said how far it is */
#define SCALE 10000

typedef struct {
  /* owned */
  ConfabCore *core;
  ConfabModelBackup *progress;
  ConfabSecret *key;
  ConfabStoreSalvaged salvaged;

  /* of both threads */
  gint is_stopped;
  gint done; /* of SCALE */
} Salvage;

static void
salvage_free (gpointer data) {
  Salvage *salvage = data;

  g_object_unref (salvage->core);
  g_object_unref (salvage->progress);
  g_clear_pointer (&salvage->key, confab_base_secret_unref);
  confab_store_salvaged_clear (&salvage->salvaged);
  g_free (salvage);
}

/* In the pool, as the next one. */
static gboolean
on_step (double fraction, gpointer data) {
  Salvage *salvage = data;

  if (fraction >= 0)
    g_atomic_int_set (&salvage->done, (gint)(MIN (fraction, 1) * SCALE));
  return g_atomic_int_get (&salvage->is_stopped) == 0;
}

static DexFuture *
run_apart (gpointer data) {
  Salvage *salvage = data;
  GError *error = NULL;

  return confab_store_salvage (confab_core_get_folder (salvage->core), salvage->key, on_step,
             salvage, &salvage->salvaged, &error)
             ? dex_future_new_true ()
             : dex_future_new_for_error (error);
}

static gboolean
await_saved (Salvage *salvage, GError **error) {
  g_autoptr (DexFuture) saved = NULL;

  salvage->is_stopped = confab_model_backup_is_stopped (salvage->progress);
  saved = confab_base_fiber_start_apart (run_apart, salvage, NULL);
  while (dex_future_is_pending (saved)) {
    dex_await (dex_future_first (dex_ref (saved), dex_timeout_new_msec (LOOK_MS), NULL), NULL);
    if (confab_model_backup_is_stopped (salvage->progress) || salvage->core->is_quitting)
      g_atomic_int_set (&salvage->is_stopped, 1);
    confab_model_backup_set_progress (salvage->progress, CONFAB_BACKUP_STAGE_SALVAGING,
        (double)g_atomic_int_get (&salvage->done) / SCALE);
  }
  return dex_await (dex_ref (saved), error);
}

static gboolean
await_saved_with (Salvage *salvage, ConfabKeyringKind kind, GError **error) {
  g_clear_pointer (&salvage->key, confab_base_secret_unref);
  salvage->key = dex_await_boxed (confab_keyring_load (salvage->core->keyring, kind, ""), error);
  return salvage->key != NULL && await_saved (salvage, error);
}

/* The key may have been being changed when Confab ended: then it is the new one that fits. */
static gboolean
await_saved_with_either (Salvage *salvage, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autoptr (GError) next = NULL;

  if (await_saved_with (salvage, CONFAB_KEYRING_STORE_KEY, &inner))
    return TRUE;
  if (g_error_matches (inner, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY) &&
      await_saved_with (salvage, CONFAB_KEYRING_NEXT_KEY, &next))
    return TRUE;
  if (next != NULL)
    g_propagate_error (error, g_steal_pointer (&next));
  else if (inner != NULL)
    g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

static ConfabModelProblem
problem_of (const GError *error) {
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CONFAB_PROBLEM_STOPPED;
  if (g_error_matches (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED) ||
      g_error_matches (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_WRONG_KEY))
    return CONFAB_PROBLEM_NOTHING_READ;
  return CONFAB_PROBLEM_DISK;
}

static DexFuture *
run_salvage (gpointer data) {
  Salvage *salvage = data;
  ConfabCore *self = salvage->core;
  const ConfabStoreSalvaged *salvaged = &salvage->salvaged;
  g_autoptr (GError) error = NULL;
  gboolean is_saved;

  is_saved = await_saved_with_either (salvage, &error);
  self->is_backing_up = FALSE;
  if (!is_saved) {
    if (error != NULL)
      confab_base_log_info ("core", "nothing was saved of a damaged store: %s", error->message);
    return confab_core_reject (error != NULL ? problem_of (error) : CONFAB_PROBLEM_DISK, "");
  }
  confab_model_backup_set_counts (salvage->progress, confab_base_clock_wall_us (self->env.clock),
      (guint)salvaged->n_contacts, (guint)salvaged->n_messages);
  confab_model_backup_set_salvaged (
      salvage->progress, (guint)salvaged->n_messages_all, salvaged->is_strict, salvaged->is_unsure);
  if (!dex_await (confab_core_open (self), NULL))
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  return dex_future_new_for_string (salvaged->set_aside);
}

DexFuture *
confab_core_salvage (ConfabCore *self, ConfabModelBackup *progress) {
  Salvage *salvage;

  if (self->store_state != CONFAB_CORE_STORE_DAMAGED || self->is_quitting || self->is_backing_up ||
      self->keyring == NULL)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  self->is_backing_up = TRUE;
  salvage = g_new0 (Salvage, 1);
  salvage->core = g_object_ref (self);
  salvage->progress = g_object_ref (progress);
  confab_model_backup_set_progress (progress, CONFAB_BACKUP_STAGE_SALVAGING, 0);
  return confab_base_fiber_start (run_salvage, salvage, salvage_free);
}
