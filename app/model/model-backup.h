#pragma once

/* A backup or a restore that is under way, as its screen shows it: how far it is, and what came of
 * it. The screen makes one, gives it to core, and may stop it. */

#include <gio/gio.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_MODEL_BACKUP (confab_model_backup_get_type ())
G_DECLARE_FINAL_TYPE (ConfabModelBackup, confab_model_backup, CONFAB, MODEL_BACKUP, GObject)

typedef enum {
  CONFAB_BACKUP_STAGE_KEY = 0, /* a key is made of the passphrase; takes no more than seconds */
  CONFAB_BACKUP_STAGE_WRITING,
  CONFAB_BACKUP_STAGE_TESTING, /* all of the file is opened and counted */
  CONFAB_BACKUP_STAGE_RESTORING,
  CONFAB_BACKUP_STAGE_EXPORTING, /* one chat into an open file */
} ConfabModelBackupStage;

/* Signal "changed": stage or fraction did. */
ConfabModelBackup *confab_model_backup_new (void);
/* Asks for the end; its future rejects with CONFAB_PROBLEM_STOPPED soon. */
void confab_model_backup_stop (ConfabModelBackup *self);
ConfabModelBackupStage confab_model_backup_get_stage (ConfabModelBackup *self);
/* Of its stage, 0 to 1. */
double confab_model_backup_get_fraction (ConfabModelBackup *self);

/* What was counted in the file, once it was tested: when it was made, by the wall clock, and how
 * many there are. */
gint64 confab_model_backup_get_made (ConfabModelBackup *self);
guint confab_model_backup_get_n_contacts (ConfabModelBackup *self);
guint confab_model_backup_get_n_messages (ConfabModelBackup *self);

/* ---- for core only ---- */
gboolean confab_model_backup_is_stopped (ConfabModelBackup *self);
void confab_model_backup_set_progress (
    ConfabModelBackup *self, ConfabModelBackupStage stage, double fraction);
void confab_model_backup_set_counts (
    ConfabModelBackup *self, gint64 made_us, guint n_contacts, guint n_messages);

G_END_DECLS
