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
  CONFAB_BACKUP_STAGE_EXPORTING, /* one chat, or a list of buddies, into an open file */
  CONFAB_BACKUP_STAGE_READING,   /* a file of buddies */
  CONFAB_BACKUP_STAGE_BRINGING,  /* its buddies into an account */
  CONFAB_BACKUP_STAGE_SALVAGING, /* what can be read of a damaged store */
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
/* Of a damaged store: how many messages there were (0: nobody can tell), and whether only those
 * came over that were kept one by one or not read yet. `is_unsure`: who was kept away, whose
 * devices were decided on, or which chats disappear was not all read. */
guint confab_model_backup_get_n_all (ConfabModelBackup *self);
gboolean confab_model_backup_is_strict (ConfabModelBackup *self);
gboolean confab_model_backup_is_unsure (ConfabModelBackup *self);

/* ---- for core only ---- */
void confab_model_backup_set_salvaged (
    ConfabModelBackup *self, guint n_all, gboolean is_strict, gboolean is_unsure);
gboolean confab_model_backup_is_stopped (ConfabModelBackup *self);
void confab_model_backup_set_progress (
    ConfabModelBackup *self, ConfabModelBackupStage stage, double fraction);
void confab_model_backup_set_counts (
    ConfabModelBackup *self, gint64 made_us, guint n_contacts, guint n_messages);

G_END_DECLS
