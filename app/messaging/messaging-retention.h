#pragma once

/* What is due goes from the vault: at opening, by a timer, when a chat is closed, and at the end.
 * All accounts at once, and without a session of any. */

#include <libdex.h>

#include "safety/safety-retention.h"
#include "store/store-vault.h"

G_BEGIN_DECLS

/* What a look is for, and what it did. Shared: of the vault's thread until the look is over. */
typedef struct {
  gint64 account; /* of the only chat that is looked at; 0: all chats of all accounts */
  char *peer;
  ConfabKeep overall;
  gint64 passed_us; /* by the clock that cannot be set, since the last look in this run */
  gint64 wall_us;
  gboolean
      closes; /* what is looked at was closed; one chat: its draft goes where nothing is kept */
  gboolean only_timers; /* nothing but what a timer ends; may be set before the look begins */

  GArray *gone;   /* gint64: ids of the rows that went */
  gint64 next_us; /* from now to when the next timer ends; 0: none runs */
} ConfabMessagingLook;

/* `account` 0 and `peer` NULL: everything. Returns: (transfer full) */
ConfabMessagingLook *confab_messaging_look_new (gint64 account, const char *peer,
    ConfabKeep overall, gint64 passed_us, gint64 wall_us, gboolean closes);
ConfabMessagingLook *confab_messaging_look_ref (ConfabMessagingLook *look);
void confab_messaging_look_unref (ConfabMessagingLook *look);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabMessagingLook, confab_messaging_look_unref)

/* Erases what the judge says is due, in slices, and scrubs if anything went. Resolves to TRUE. */
DexFuture *confab_messaging_look (ConfabStoreVault *vault, ConfabMessagingLook *look);

/* In a job: the time that ages are measured in, as of the last look; 0: there was none. */
gboolean confab_messaging_retention_now (ConfabStoreDb *db, gint64 *now_us, GError **error);

/* Forgets by what doubles were recognised more than 30 days ago (store-seen.c). Not before the
 * archive is caught up with: until then what came before may come again. Resolves to TRUE. */
DexFuture *confab_messaging_forget_seen (ConfabStoreVault *vault, gint64 account, gint64 wall_us);

/* What is to become of what is there when something else is chosen. */
typedef enum {
  CONFAB_MESSAGING_REST_STAYS = 0, /* as long as was promised when it came */
  CONFAB_MESSAGING_REST_GOES,      /* but what was not read, waits, or was kept one by one */
} ConfabMessagingRest;

/* A chat's own choice (ConfabKeep or CONFAB_KEEP_AS_OVERALL), where `overall` holds for the rest.
 * Resolves to TRUE when it is kept and, with _GOES, what was there is nowhere. */
DexFuture *confab_messaging_set_keep (ConfabStoreVault *vault, gint64 account, const char *peer,
    ConfabKeep overall, int own, ConfabMessagingRest rest);
/* Before the choice for all changes from one to the other: what is there of chats that have none
 * of their own. Resolves to TRUE. */
DexFuture *confab_messaging_prepare_keep (
    ConfabStoreVault *vault, ConfabKeep from, ConfabKeep to, ConfabMessagingRest rest);

G_END_DECLS
