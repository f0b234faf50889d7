/* How far a backup or a restore is. It does nothing itself, and a wish to stop is never taken back.
 */

#include "model/model-backup.h"

struct _ConfabModelBackup {
  GObject parent_instance;

  ConfabModelBackupStage stage;
  double fraction;
  gboolean is_stopped;
  gint64 made_us;
  guint n_contacts, n_messages;
  guint n_all;
  gboolean is_strict;
  gboolean is_unsure;
};

G_DEFINE_FINAL_TYPE (ConfabModelBackup, confab_model_backup, G_TYPE_OBJECT)

static void
confab_model_backup_class_init (ConfabModelBackupClass *class) {
  g_signal_new (
      "changed", CONFAB_TYPE_MODEL_BACKUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
confab_model_backup_init (ConfabModelBackup *self) {
}

ConfabModelBackup *
confab_model_backup_new (void) {
  return g_object_new (CONFAB_TYPE_MODEL_BACKUP, NULL);
}

void
confab_model_backup_stop (ConfabModelBackup *self) {
  self->is_stopped = TRUE;
}

gboolean
confab_model_backup_is_stopped (ConfabModelBackup *self) {
  return self->is_stopped;
}

ConfabModelBackupStage
confab_model_backup_get_stage (ConfabModelBackup *self) {
  return self->stage;
}

double
confab_model_backup_get_fraction (ConfabModelBackup *self) {
  return self->fraction;
}

void
confab_model_backup_set_progress (
    ConfabModelBackup *self, ConfabModelBackupStage stage, double fraction) {
  self->stage = stage;
  self->fraction = CLAMP (fraction, 0, 1);
  g_signal_emit_by_name (self, "changed");
}

gint64
confab_model_backup_get_made (ConfabModelBackup *self) {
  return self->made_us;
}

guint
confab_model_backup_get_n_contacts (ConfabModelBackup *self) {
  return self->n_contacts;
}

guint
confab_model_backup_get_n_messages (ConfabModelBackup *self) {
  return self->n_messages;
}

void
confab_model_backup_set_counts (
    ConfabModelBackup *self, gint64 made_us, guint n_contacts, guint n_messages) {
  self->made_us = made_us;
  self->n_contacts = n_contacts;
  self->n_messages = n_messages;
}

guint
confab_model_backup_get_n_all (ConfabModelBackup *self) {
  return self->n_all;
}

gboolean
confab_model_backup_is_strict (ConfabModelBackup *self) {
  return self->is_strict;
}

gboolean
confab_model_backup_is_unsure (ConfabModelBackup *self) {
  return self->is_unsure;
}

void
confab_model_backup_set_salvaged (
    ConfabModelBackup *self, guint n_all, gboolean is_strict, gboolean is_unsure) {
  self->n_all = n_all;
  self->is_strict = is_strict;
  self->is_unsure = is_unsure;
}
