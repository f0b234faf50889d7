#pragma once

/* What came in a flood and stands folded in its chat. */

#include "store/store-vault.h"

G_BEGIN_DECLS

typedef struct {
  char *peer;
  guint n;
  gint64 last_id; /* of the newest that is folded */
} ConfabStoreFolded;

void confab_store_folded_free (ConfabStoreFolded *folded);

/* Chats that have something folded. Owned ConfabStoreFolded. Returns: (transfer full) */
GPtrArray *confab_store_folded_list (ConfabStoreDb *db, gint64 account, GError **error);
/* Times of the newest messages of the other side, at most `limit` (gint64), newest first, without
 * those that were folded and asked for; `*is_folding`: the newest is folded. Returns: (transfer
 * full) */
GArray *confab_store_folded_times (ConfabStoreDb *db, gint64 account, const char *peer, guint limit,
    gboolean *is_folding, GError **error);
/* Everything up to that id stands in its place in the chat again. */
gboolean confab_store_folded_show (
    ConfabStoreDb *db, gint64 account, const char *peer, gint64 up_to_id, GError **error);

G_END_DECLS
