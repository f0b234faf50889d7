#pragma once

/* Words for backups. */

#include "core/core-backup.h"

G_BEGIN_DECLS

/* What is being done. Static. */
const char *confab_backup_words_stage (ConfabModelBackupStage stage);
/* How the last backup stands, in a sentence. Returns: (transfer full) */
char *confab_backup_words_dup_last (const ConfabModelLastBackup *last);
/* "3 buddies and 1,204 messages". Returns: (transfer full) */
char *confab_backup_words_dup_counts (guint n_contacts, guint n_messages);

G_END_DECLS
