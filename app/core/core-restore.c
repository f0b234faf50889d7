/* Reads a backup, and restores it. Every byte is tested before the first row is written, into an
 * empty profile only, in slices that the vault's other work fits between. What does not come to its
 * end is taken back: at once, or at the next opening, by a mark in the vault. It restores no state
 * of a ratchet and no key of this computer: this one is a new device. */

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "core/core-backup-private.h"
#include "messaging/messaging-retention.h"
#include "store/store-messages.h"

#define CHUNKS_AT_ONCE 32 /* looked at before it says how far it is */

void
confab_core_reading_clear (ConfabCoreReading *reading) {
  g_clear_pointer (&reading->reader, confab_backup_reader_free);
  g_clear_pointer (&reading->rows, confab_store_restore_free);
  g_clear_pointer (&reading->chunk, g_bytes_unref);
}

/* ---- reading, in the pool ---- */

static DexFuture *
open_file (gpointer data) {
  ConfabCoreReading *reading = data;
  GError *error = NULL;

  reading->reader = confab_backup_reader_new (reading->file, reading->passphrase, &error);
  return reading->reader != NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
next_chunk (gpointer data) {
  ConfabCoreReading *reading = data;
  GError *error = NULL;

  g_clear_pointer (&reading->chunk, g_bytes_unref);
  return confab_backup_reader_next (reading->reader, &reading->chunk, &error)
             ? dex_future_new_true ()
             : dex_future_new_for_error (error);
}

static DexFuture *
rewind_file (gpointer data) {
  ConfabCoreReading *reading = data;
  GError *error = NULL;

  return confab_backup_reader_rewind (reading->reader, &error) ? dex_future_new_true ()
                                                               : dex_future_new_for_error (error);
}

/* At the end there is no chunk. */
static DexFuture *
look_at_chunks (gpointer data) {
  ConfabCoreReading *reading = data;
  GError *error = NULL;

  for (guint i = 0; i < CHUNKS_AT_ONCE; i++) {
    g_clear_pointer (&reading->chunk, g_bytes_unref);
    if (!confab_backup_reader_next (reading->reader, &reading->chunk, &error))
      return dex_future_new_for_error (error);
    if (reading->chunk == NULL)
      break;
    if (!confab_store_restore_take (reading->rows, NULL, reading->chunk, &error))
      return dex_future_new_for_error (error);
  }
  return dex_future_new_true ();
}

/* ---- testing ---- */

static void
note_counts (ConfabCoreReading *reading) {
  const ConfabStoreBackupCounts *counts = confab_store_restore_get_counts (reading->rows);

  confab_model_backup_set_counts (reading->progress, counts->made_us,
      (guint)MIN (counts->n_contacts, G_MAXUINT), (guint)MIN (counts->n_messages, G_MAXUINT));
}

gboolean
confab_core_reading_await_test (ConfabCoreReading *reading, GError **error) {
  confab_model_backup_set_progress (reading->progress, CONFAB_BACKUP_STAGE_TESTING, 0);
  if (!confab_core_backup_await_apart (open_file, reading, error))
    return FALSE;
  reading->rows = confab_store_restore_new ();
  do {
    if (!confab_core_backup_goes_on (reading->core, reading->progress, error) ||
        !confab_core_backup_await_apart (look_at_chunks, reading, error))
      return FALSE;
    confab_model_backup_set_progress (reading->progress, CONFAB_BACKUP_STAGE_TESTING,
        confab_backup_reader_get_fraction (reading->reader));
  } while (reading->chunk != NULL);
  if (!confab_store_restore_is_whole (reading->rows, error))
    return FALSE;
  note_counts (reading);
  return TRUE;
}

/* ---- restoring ---- */

typedef struct {
  ConfabStoreRestore *rows;
  GBytes *chunk;
  gint64 wall_us;
  gint64 last_id;
} Slice;

static gboolean
begin_rows (ConfabStoreDb *db, gpointer data, GError **error) {
  Slice *slice = data;
  gint64 now_us;

  return confab_messaging_retention_now (db, &now_us, error) &&
         confab_store_restore_begin (slice->rows, db, now_us, slice->wall_us, error);
}

static gboolean
write_rows (ConfabStoreDb *db, gpointer data, GError **error) {
  Slice *slice = data;

  return confab_store_restore_take (slice->rows, db, slice->chunk, error);
}

static gboolean
end_rows (ConfabStoreDb *db, gpointer data, GError **error) {
  Slice *slice = data;

  return confab_store_restore_is_whole (slice->rows, error) &&
         confab_store_messages_get_last_id (db, &slice->last_id, error) &&
         confab_store_restore_end (db, error);
}

static gboolean
await_slice (ConfabCore *self, ConfabStoreJob job, Slice *slice, GError **error) {
  return dex_await (confab_store_vault_write (self->vault, job, slice, NULL), error);
}

static gboolean
await_rows (ConfabCoreReading *reading, Slice *slice, GError **error) {
  ConfabCore *self = reading->core;

  for (;;) {
    if (!confab_core_backup_goes_on (self, reading->progress, error) ||
        !confab_core_backup_await_apart (next_chunk, reading, error))
      return FALSE;
    if (reading->chunk == NULL)
      return await_slice (self, end_rows, slice, error);
    slice->chunk = reading->chunk;
    if (!await_slice (self, write_rows, slice, error))
      return FALSE;
    confab_model_backup_set_progress (reading->progress, CONFAB_BACKUP_STAGE_RESTORING,
        confab_backup_reader_get_fraction (reading->reader));
  }
}

static gboolean
undo_rows (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_restore_undo (db, data, error);
}

gboolean
confab_core_await_restored (ConfabCore *self, GError **error) {
  gboolean was_marked = FALSE;

  if (!dex_await (confab_store_vault_write (self->vault, undo_rows, &was_marked, NULL), error))
    return FALSE;
  if (was_marked)
    confab_base_log_info ("core", "a restore that came to no end was taken back");
  return !was_marked || dex_await (confab_store_vault_scrub (self->vault), error);
}

static gboolean
await_all_rows (ConfabCoreReading *reading, GError **error) {
  ConfabCore *self = reading->core;
  Slice slice = { .wall_us = confab_base_clock_wall_us (self->env.clock) };

  g_clear_pointer (&reading->rows, confab_store_restore_free);
  reading->rows = slice.rows = confab_store_restore_new ();
  if (!confab_core_backup_await_apart (rewind_file, reading, error) ||
      !await_slice (self, begin_rows, &slice, error))
    return FALSE;
  if (await_rows (reading, &slice, error)) {
    self->ids.last = MAX (self->ids.last, slice.last_id);
    return TRUE;
  }
  /* A vault that closed meanwhile does it when it opens. */
  if (self->vault != NULL)
    confab_core_await_restored (self, NULL);
  return FALSE;
}

/* As at an opening, but for what is there already. */
static gboolean
await_profile (ConfabCore *self, GError **error) {
  if (!confab_core_await_safety (self, error) ||
      !confab_core_await_retention (self, FALSE, error) ||
      !confab_core_await_accounts (self, error) || !confab_core_await_guide (self, error))
    return FALSE;
  g_object_notify (G_OBJECT (self), "guide-page");
  confab_core_follow_search (self);
  confab_core_watch_quiet (self);
  return TRUE;
}

typedef struct {
  ConfabCore *self;
  GFile *file;
  ConfabSecret *passphrase;
  ConfabModelBackup *progress;
} Restore;

static void
restore_free (gpointer data) {
  Restore *restore = data;

  g_object_unref (restore->file);
  confab_base_secret_unref (restore->passphrase);
  g_object_unref (restore->progress);
  g_object_unref (restore->self);
  g_free (restore);
}

static DexFuture *
run_restore (gpointer data) {
  const Restore *restore = data;
  g_auto (ConfabCoreReading) reading = { .core = restore->self,
    .file = restore->file,
    .passphrase = restore->passphrase,
    .progress = restore->progress };
  g_autoptr (GError) error = NULL;

  if (confab_core_reading_await_test (&reading, &error) && await_all_rows (&reading, &error))
    await_profile (restore->self, &error);
  return confab_core_backup_end (restore->self, error);
}

DexFuture *
confab_core_restore (
    ConfabCore *self, GFile *source, ConfabSecret *passphrase, ConfabModelBackup *progress) {
  Restore *restore;

  if (self->store_state != CONFAB_CORE_STORE_READY || self->is_quitting || self->is_backing_up)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  if (g_list_model_get_n_items (G_LIST_MODEL (self->accounts)) > 0 || self->adding != NULL ||
      self->signing_up != NULL)
    return confab_core_reject (CONFAB_PROBLEM_BACKUP_NOT_EMPTY, "");
  self->is_backing_up = TRUE;
  restore = g_new0 (Restore, 1);
  restore->self = g_object_ref (self);
  restore->file = g_object_ref (source);
  restore->passphrase = confab_base_secret_ref (passphrase);
  restore->progress = g_object_ref (progress);
  confab_model_backup_set_progress (progress, CONFAB_BACKUP_STAGE_KEY, 0);
  return confab_base_fiber_start (run_restore, restore, restore_free);
}
