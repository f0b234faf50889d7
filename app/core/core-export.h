#pragma once

/* Messages leave the store for other programs, because the user said so: one chat as a file that
 * lies open, and some messages for the clipboard. */

#include "core/core.h"
#include "model/model-backup.h"
#include "model/model-export.h"

G_BEGIN_DECLS

/* Messages that are copied at once. */
#define CONFAB_CORE_MAX_COPIED 500

/* Writes what stands in the chat to `target`, for the eyes of this user (0600). Resolves to TRUE;
 * `progress` has how many messages there are in it, and where it has none nothing was written.
 * PLACE, DISK, FILE, STOPPED: what stood at `target` stands there still, and nothing else. What
 * disappears by a timer is left out, and what comes meanwhile. */
DexFuture *confab_core_export_chat (ConfabCore *self, ConfabModelChat *chat, GFile *target,
    ConfabExportForm form, const ConfabExportWords *words, ConfabModelBackup *progress);

/* The messages of the chat with those ids, in their order; CONFAB_CORE_MAX_COPIED at most, and what
 * is gone by now is left out. `words` NULL: the texts alone; else with name and time, and days if
 * there are several. Resolves to a string. */
DexFuture *confab_core_copy_messages (ConfabCore *self, ConfabModelChat *chat, const gint64 *ids,
    guint n_ids, const ConfabExportWords *words);

/* The ids (GArray of gint64, boxed) of the messages from one of these two to the other one, in
 * their order, those at the end that `to` is; CONFAB_CORE_MAX_COPIED at most. */
DexFuture *
confab_core_list_between (ConfabCore *self, ConfabModelChat *chat, gint64 from, gint64 to);

G_END_DECLS
