#pragma once

/* The list of buddies leaves an account as a file for other programs and servers (XEP-0227), and
 * that of another account comes out of one: R41, so that one can leave. */

#include "core/core.h"
#include "model/model-backup.h"
#include "model/model-found.h"

G_BEGIN_DECLS

/* Bytes of a file that are read. */
#define CONFAB_CORE_MAX_BUDDIES_FILE (64 * 1024 * 1024)

/* Writes buddies, who is kept away and the profile of the account to `target`, for the eyes of this
 * user (0600); no password, message or key. Only while signed in. Resolves to TRUE; `progress` has
 * how many buddies there are in it. Otherwise what stood at `target` stands there still. */
DexFuture *confab_core_save_buddies (
    ConfabCore *self, ConfabModelAccount *account, GFile *target, ConfabModelBackup *progress);

/* Reads such a file to its end. Nothing is changed. Resolves to a GListModel (object) of
 * ConfabModelFound, at least one; rejects with CONFAB_PROBLEM_BUDDIES_*, FILE or STOPPED. */
DexFuture *confab_core_read_buddies (ConfabCore *self, GFile *source, ConfabModelBackup *progress);
/* Says of `found` what would become of each line in `account`, and counts. Nothing is changed, and
 * nothing leaves. Resolves to TRUE. */
DexFuture *
confab_core_weigh_buddies (ConfabCore *self, ConfabModelAccount *account, ConfabModelFound *found);
/* Does it. `asks`: those that the other account saw are asked, and learn this address; else nobody
 * is told anything. Resolves to TRUE; what was done until then is in `found`, and stays also where
 * it rejects. */
DexFuture *confab_core_bring_buddies (ConfabCore *self, ConfabModelAccount *account,
    ConfabModelFound *found, gboolean asks, ConfabModelBackup *progress);

G_END_DECLS
