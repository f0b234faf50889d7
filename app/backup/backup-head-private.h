#pragma once

/* The head of the file, and the keys that follow from it and a passphrase. */

#include "backup/backup-file.h"

G_BEGIN_DECLS

#define CONFAB_BACKUP_HEAD 88
#define CONFAB_BACKUP_CHECKED 56 /* of these the check is made */

/* Fills `head` anew and returns the key of its chunks. */
ConfabSecret *confab_backup_head_make (guint8 head[CONFAB_BACKUP_HEAD], ConfabSecret *passphrase,
    const ConfabBackupCost *cost, GError **error);
/* The key, if the head is one and the passphrase fits. */
ConfabSecret *confab_backup_head_open (
    const guint8 head[CONFAB_BACKUP_HEAD], ConfabSecret *passphrase, GError **error);

G_END_DECLS
