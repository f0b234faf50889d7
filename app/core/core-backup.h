#pragma once

/* Backups (R30): what is kept, into one sealed file at a place that the user picks, and out of it
 * into an empty profile. app/backup/BACKUP.md says what is in it and what is not. */

#include "core/core.h"
#include "model/model-backup.h"

G_BEGIN_DECLS

/* Letters and other characters that a passphrase has at least. */
#define CONFAB_CORE_MIN_PASSPHRASE 12

/* Writes the backup to `target`, over what is there, and then opens and counts all of it. Resolves
 * to TRUE once that fits; `progress` has the counts, and the safety the date. Otherwise nothing is
 * left at `target`. */
DexFuture *confab_core_back_up (
    ConfabCore *self, GFile *target, ConfabSecret *passphrase, ConfabModelBackup *progress);

/* Tests all of `source`, and then restores it into this profile, which has no account yet
 * (BACKUP_NOT_EMPTY). Resolves to TRUE when the accounts are on the list; they are signed off, and
 * their passwords not known. Otherwise the profile is as empty as it was. */
DexFuture *confab_core_restore (
    ConfabCore *self, GFile *source, ConfabSecret *passphrase, ConfabModelBackup *progress);

/* DAMAGED only: what can still be read of the store comes into a new one, which then is opened; the
 * damaged one is set aside, whole. Resolves to its name (string); `progress` has how many buddies
 * and messages came over, of how many, and may stop it. Otherwise the store is as it was. */
DexFuture *confab_core_salvage (ConfabCore *self, ConfabModelBackup *progress);

G_END_DECLS
