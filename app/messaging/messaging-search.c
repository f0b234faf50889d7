/* Walks from chat to chat and hands each to the index with what holds for it. Refuses to take in a
 * chat that keeps its messages only until it is closed. */

#include "messaging/messaging-search.h"

#include "base/base-fiber.h"
#include "store/store-retention.h"
#include "store/store-search.h"

#define SLICE_CHATS 50

typedef struct {
  ConfabKeep overall;
  gint64 account; /* the last chat that was done with */
  char *peer;
  gboolean is_one_chat;
  gboolean is_more;
  gboolean has_rest;
} Slice;

static void
slice_clear (Slice *slice) {
  g_free (slice->peer);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Slice, slice_clear)

static gboolean
follow_chat (ConfabStoreDb *db, Slice *slice, gint64 account, const char *peer, GError **error) {
  int own;
  gboolean keeps;

  if (!confab_store_retention_get_own (db, account, peer, &own, error))
    return FALSE;
  keeps = confab_safety_retention_holds (slice->overall, own, 0) != CONFAB_KEEP_UNTIL_CLOSED;
  return confab_store_search_follow (db, account, peer, keeps, &slice->is_more, error);
}

static gboolean
run_slice (ConfabStoreDb *db, gpointer data, GError **error) {
  Slice *slice = data;

  slice->is_more = FALSE;
  if (slice->account == 0 && !confab_store_search_check (db, error))
    return FALSE;
  for (guint i = 0; i < SLICE_CHATS; i++) {
    gint64 account = slice->account;
    g_autofree char *peer = g_strdup (slice->peer);

    if (!confab_store_retention_next_chat (db, &account, &peer, error))
      return FALSE;
    if (peer == NULL)
      return confab_store_search_has_rest (db, &slice->has_rest, error);
    if (!follow_chat (db, slice, account, peer, error))
      return FALSE;
    if (slice->is_more)
      return TRUE;
    slice->account = account;
    g_free (slice->peer);
    slice->peer = g_steal_pointer (&peer);
  }
  slice->is_more = TRUE;
  return TRUE;
}

typedef struct {
  ConfabStoreVault *vault;
  ConfabKeep overall;
  gint64 account;
  char *peer;
} Following;

static void
following_free (gpointer data) {
  Following *following = data;

  g_object_unref (following->vault);
  g_free (following->peer);
  g_free (following);
}

static DexFuture *
run_follow (gpointer data) {
  Following *following = data;
  g_auto (Slice) slice = { .overall = following->overall };

  do {
    g_autoptr (GError) error = NULL;

    if (!dex_await (confab_store_vault_write (following->vault, run_slice, &slice, NULL), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  } while (slice.is_more);
  return slice.has_rest ? confab_store_vault_scrub (following->vault)
                        : dex_future_new_for_boolean (TRUE);
}

DexFuture *
confab_messaging_follow_search (ConfabStoreVault *vault, ConfabKeep overall) {
  Following *following = g_new0 (Following, 1);

  following->vault = g_object_ref (vault);
  following->overall = overall;
  return confab_base_fiber_start (run_follow, following, following_free);
}

/* ---- before rows are erased ---- */

static gboolean
clear_chat (ConfabStoreDb *db, Slice *slice, gint64 account, const char *peer, GError **error) {
  return confab_store_search_forget_chat (
      db, account, peer, TRUE, CONFAB_STORE_SEARCH_SLICE_OUT, &slice->is_more, error);
}

/* One chat, and on to the next when it is done with. */
static gboolean
run_clear_slice (ConfabStoreDb *db, gpointer data, GError **error) {
  Slice *slice = data;
  gint64 account = slice->account;
  g_autofree char *peer = g_strdup (slice->peer);
  int own;

  if (slice->is_one_chat)
    return clear_chat (db, slice, account, peer, error);
  slice->is_more = FALSE;
  if (!confab_store_retention_next_chat (db, &account, &peer, error))
    return FALSE;
  if (peer == NULL)
    return TRUE;
  if (!confab_store_retention_get_own (db, account, peer, &own, error) ||
      (own == CONFAB_KEEP_AS_OVERALL && !clear_chat (db, slice, account, peer, error)))
    return FALSE;
  if (slice->is_more)
    return TRUE;
  slice->is_more = TRUE;
  slice->account = account;
  g_free (slice->peer);
  slice->peer = g_steal_pointer (&peer);
  return TRUE;
}

static DexFuture *
run_clear (gpointer data) {
  Following *following = data;
  g_auto (Slice) slice = { .account = following->account,
    .peer = g_strdup (following->peer),
    .is_one_chat = following->peer != NULL };

  do {
    g_autoptr (GError) error = NULL;

    if (!dex_await (
            confab_store_vault_write (following->vault, run_clear_slice, &slice, NULL), &error))
      return dex_future_new_for_error (g_steal_pointer (&error));
  } while (slice.is_more);
  return dex_future_new_for_boolean (TRUE);
}

DexFuture *
confab_messaging_clear_search (ConfabStoreVault *vault, gint64 account, const char *peer) {
  Following *following = g_new0 (Following, 1);

  following->vault = g_object_ref (vault);
  following->account = account;
  following->peer = g_strdup (peer);
  return confab_base_fiber_start (run_clear, following, following_free);
}
