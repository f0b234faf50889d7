/* Makes a backup: rows by the reader, page after page, sealed and written in the pool; then all of
 * it is opened again and counted, and only then it counts as one. Neither the window nor the vault
 * waits for it. Refuses to take what goes when its chat is closed (safety/safety-retention.c). */

#include <string.h>

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-text.h"
#include "core/core-backup-private.h"
#include "export/export-file.h"
#include "messaging/messaging-retention.h"
#include "safety/safety-retention.h"
#include "store/store-messages.h"
#include "store/store-settings.h"

#define SETTING "backup"
#define MAX_KEPT 64 /* bytes of the setting */

typedef struct {
  /* owned */
  ConfabCore *self;
  GFile *file;
  ConfabSecret *passphrase;
  ConfabModelBackup *progress;
  ConfabBackupWriter *writer;
  GByteArray *records;

  ConfabKeep overall;
  ConfabStoreBackupCounts counts;
  ConfabStoreBackupPage page;
  gint64 last_id;
} Backup;

/* Wiped: texts stood there. */
static void
empty_records (Backup *backup) {
  if (backup->records->len > 0)
    memset (backup->records->data, 0, backup->records->len);
  g_byte_array_set_size (backup->records, 0);
}

static void
backup_free (gpointer data) {
  Backup *backup = data;

  g_clear_pointer (&backup->writer, confab_backup_writer_free);
  empty_records (backup);
  g_byte_array_unref (backup->records);
  g_object_unref (backup->file);
  confab_base_secret_unref (backup->passphrase);
  g_object_unref (backup->progress);
  g_object_unref (backup->self);
  g_free (backup);
}

/* ---- what both share ---- */

gboolean
confab_core_backup_await_apart (DexFiberFunc function, gpointer data, GError **error) {
  return dex_await (confab_base_fiber_start_apart (function, data, NULL), error);
}

gboolean
confab_core_backup_goes_on (ConfabCore *core, ConfabModelBackup *progress, GError **error) {
  if (!confab_model_backup_is_stopped (progress) && !core->is_quitting && core->vault != NULL)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was stopped");
  return FALSE;
}

static ConfabModelProblem
problem_of (const GError *error) {
  if (error->domain == CONFAB_BACKUP_ERROR)
    switch ((ConfabBackupError)error->code) {
    case CONFAB_BACKUP_ERROR_FOREIGN:
      return CONFAB_PROBLEM_BACKUP_FOREIGN;
    case CONFAB_BACKUP_ERROR_NEWER:
      return CONFAB_PROBLEM_BACKUP_NEWER;
    case CONFAB_BACKUP_ERROR_PASSPHRASE:
      return CONFAB_PROBLEM_BACKUP_PASSPHRASE;
    case CONFAB_BACKUP_ERROR_DAMAGED:
      return CONFAB_PROBLEM_BACKUP_DAMAGED;
    case CONFAB_BACKUP_ERROR_DISK:
      return CONFAB_PROBLEM_FILE;
    }
  if (error->domain == CONFAB_EXPORT_ERROR)
    switch ((ConfabExportError)error->code) {
    case CONFAB_EXPORT_ERROR_FULL:
      return CONFAB_PROBLEM_DISK;
    case CONFAB_EXPORT_ERROR_PLACE:
      return CONFAB_PROBLEM_PLACE;
    case CONFAB_EXPORT_ERROR_DISK:
      return CONFAB_PROBLEM_FILE;
    }
  if (g_error_matches (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED))
    return CONFAB_PROBLEM_BACKUP_DAMAGED;
  if (g_error_matches (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_BUSY))
    return CONFAB_PROBLEM_BACKUP_NOT_EMPTY;
  /* The vault closes when the screen is locked. */
  if (g_error_matches (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_CLOSED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return CONFAB_PROBLEM_STOPPED;
  return CONFAB_PROBLEM_DISK;
}

DexFuture *
confab_core_backup_end (ConfabCore *core, const GError *error) {
  core->is_backing_up = FALSE;
  if (error == NULL)
    return dex_future_new_true ();
  confab_base_log_info ("core", "a backup came to no end: %s", error->message);
  return confab_core_reject (problem_of (error), "");
}

/* ---- rows ---- */

static gboolean
may_back_up (const ConfabStoreBackupRow *row, gpointer data) {
  const Backup *backup = data;
  ConfabBackupFacts facts = { .overall = backup->overall,
    .own = row->own,
    .floor = row->floor,
    .is_kept = row->is_kept,
    .has_timer = row->has_timer };

  return confab_safety_judge_backup (&facts) == CONFAB_BACKUP_TAKE;
}

static gboolean
read_rest (ConfabStoreDb *db, gpointer data, GError **error) {
  Backup *backup = data;

  return confab_messaging_retention_now (db, &backup->page.now_us, error) &&
         confab_store_messages_get_last_id (db, &backup->last_id, error) &&
         confab_store_backup_write_rest (db, backup->records, &backup->counts, error);
}

static gboolean
read_page (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_backup_write_page (db, data, error);
}

/* ---- the file, in the pool ---- */

static DexFuture *
begin_file (gpointer data) {
  Backup *backup = data;
  const ConfabBackupCost *cost = backup->self->backup_cost;
  GError *error = NULL;

  backup->writer = confab_backup_writer_new (
      backup->file, backup->passphrase, cost != NULL ? cost : &confab_backup_cost, &error);
  return backup->writer != NULL ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
write_records (gpointer data) {
  Backup *backup = data;
  GError *error = NULL;

  if (!confab_backup_writer_add (
          backup->writer, backup->records->data, backup->records->len, &error))
    return dex_future_new_for_error (error);
  empty_records (backup);
  return dex_future_new_true ();
}

static DexFuture *
end_file (gpointer data) {
  Backup *backup = data;
  GError *error = NULL;

  return confab_backup_writer_finish (backup->writer, &error) ? dex_future_new_true ()
                                                              : dex_future_new_for_error (error);
}

static DexFuture *
drop_file (gpointer data) {
  g_file_delete (data, NULL, NULL);
  return dex_future_new_true ();
}

/* ---- one backup ---- */

static gboolean
await_pages (Backup *backup, GError **error) {
  ConfabStoreBackupPage *page = &backup->page;

  do {
    if (!confab_core_backup_goes_on (backup->self, backup->progress, error) ||
        !dex_await (confab_store_vault_read (backup->self->vault, read_page, page, NULL), error) ||
        !confab_core_backup_await_apart (write_records, backup, error))
      return FALSE;
    confab_model_backup_set_progress (backup->progress, CONFAB_BACKUP_STAGE_WRITING,
        backup->last_id > 0 ? (double)page->after / (double)backup->last_id : 1);
  } while (page->is_more);
  return TRUE;
}

static gboolean
await_file (Backup *backup, GError **error) {
  backup->overall = (ConfabKeep)confab_model_safety_get (backup->self->safety, CONFAB_CHOICE_KEEP);
  backup->counts.made_us = confab_base_clock_wall_us (backup->self->env.clock);
  backup->page.may = may_back_up;
  backup->page.data = backup;
  backup->page.records = backup->records;
  if (!dex_await (confab_store_vault_read (backup->self->vault, read_rest, backup, NULL), error) ||
      !confab_core_backup_await_apart (begin_file, backup, error) ||
      !confab_core_backup_await_apart (write_records, backup, error) ||
      !await_pages (backup, error))
    return FALSE;
  backup->counts.n_messages = backup->page.n;
  confab_store_backup_write_end (backup->records, &backup->counts);
  return confab_core_backup_await_apart (write_records, backup, error) &&
         confab_core_backup_await_apart (end_file, backup, error);
}

/* As whoever restores it will: by the passphrase, from the disk. */
static gboolean
await_test (Backup *backup, GError **error) {
  g_auto (ConfabCoreReading) reading = { .core = backup->self,
    .file = backup->file,
    .passphrase = backup->passphrase,
    .progress = backup->progress };
  const ConfabStoreBackupCounts *counts;

  if (!confab_core_reading_await_test (&reading, error))
    return FALSE;
  counts = confab_store_restore_get_counts (reading.rows);
  if (counts->made_us == backup->counts.made_us &&
      counts->n_accounts == backup->counts.n_accounts &&
      counts->n_contacts == backup->counts.n_contacts && counts->n_keys == backup->counts.n_keys &&
      counts->n_messages == backup->counts.n_messages)
    return TRUE;
  g_set_error_literal (
      error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_DAMAGED, "It does not hold what was written");
  return FALSE;
}

static gboolean
keep (ConfabStoreDb *db, gpointer data, GError **error) {
  return confab_store_settings_set (db, SETTING, data, error);
}

static gboolean
await_kept (Backup *backup, GError **error) {
  ConfabModelLastBackup last = { backup->counts.made_us,
    confab_model_backup_get_n_messages (backup->progress) };
  char *value = g_strdup_printf ("%" G_GINT64_FORMAT " %u", last.made_us, last.n_messages);

  if (!dex_await (confab_store_vault_write (backup->self->vault, keep, value, g_free), error))
    return FALSE;
  confab_model_safety_set_backup (backup->self->safety, &last);
  return TRUE;
}

static DexFuture *
run_backup (gpointer data) {
  Backup *backup = data;
  g_autoptr (GError) error = NULL;

  if (!await_file (backup, &error))
    return confab_core_backup_end (backup->self, error);
  if (!await_test (backup, &error)) {
    /* What could not be tested must not look like a backup. */
    confab_core_backup_await_apart (drop_file, backup->file, NULL);
    return confab_core_backup_end (backup->self, error);
  }
  await_kept (backup, &error);
  return confab_core_backup_end (backup->self, error);
}

void
confab_core_set_backup_cost (ConfabCore *self, const ConfabBackupCost *cost) {
  self->backup_cost = cost;
}

DexFuture *
confab_core_back_up (
    ConfabCore *self, GFile *target, ConfabSecret *passphrase, ConfabModelBackup *progress) {
  Backup *backup;

  if (self->store_state != CONFAB_CORE_STORE_READY || self->is_quitting || self->is_backing_up)
    return confab_core_reject (CONFAB_PROBLEM_DISK, "");
  if (g_utf8_strlen (confab_base_secret_get_string (passphrase), -1) < CONFAB_CORE_MIN_PASSPHRASE)
    return confab_core_reject (CONFAB_PROBLEM_BACKUP_PASSPHRASE, "");
  self->is_backing_up = TRUE;
  backup = g_new0 (Backup, 1);
  backup->self = g_object_ref (self);
  backup->file = g_object_ref (target);
  backup->passphrase = confab_base_secret_ref (passphrase);
  backup->progress = g_object_ref (progress);
  backup->records = g_byte_array_new ();
  confab_model_backup_set_progress (progress, CONFAB_BACKUP_STAGE_KEY, 0);
  return confab_base_fiber_start (run_backup, backup, backup_free);
}

/* ---- opening ---- */

static void
kept_free (gpointer data) {
  char **kept = data;

  g_free (*kept);
  g_free (kept);
}

static gboolean
load (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autoptr (GError) inner = NULL;

  *(char **)data = confab_store_settings_get (db, SETTING, &inner);
  if (inner == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&inner));
  return FALSE;
}

/* "TIME MESSAGES"; what cannot be read counts as none. */
static ConfabModelLastBackup
parse (const char *kept) {
  g_auto (GStrv) words =
      kept != NULL && strlen (kept) < MAX_KEPT ? g_strsplit (kept, " ", 3) : NULL;
  guint64 time = 0, n = 0;

  if (words == NULL || g_strv_length (words) != 2 ||
      !confab_base_text_parse_uint (words[0], G_MAXINT64, &time) ||
      !confab_base_text_parse_uint (words[1], G_MAXUINT, &n))
    return (ConfabModelLastBackup){ 0 };
  return (ConfabModelLastBackup){ (gint64)time, (guint)n };
}

gboolean
confab_core_await_backup (ConfabCore *self, GError **error) {
  g_autoptr (DexFuture) future =
      confab_store_vault_read (self->vault, load, g_new0 (char *, 1), kept_free);
  ConfabModelLastBackup last;

  if (!dex_await (dex_ref (future), error))
    return FALSE;
  last = parse (*(char **)confab_store_job_data (future));
  if (last.made_us != confab_model_safety_get_backup (self->safety)->made_us)
    confab_model_safety_set_backup (self->safety, &last);
  return TRUE;
}
