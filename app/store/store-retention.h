#pragma once

/* How long messages stay: what a chat has of its own, marks on single messages, and the finding and
 * erasing of what is due. Whether a row is due is decided by whoever asks. Numbers of retentions
 * are ConfabKeep. */

#include "store/store-messages.h"

G_BEGIN_DECLS

#define CONFAB_STORE_KEEP_NONE (-1) /* a chat has none of its own */

typedef struct {
  char *peer;
  int keep;
} ConfabStoreOwnKeep;

void confab_store_own_keep_free (ConfabStoreOwnKeep *own);

/* Owned ConfabStoreOwnKeep of one account. Returns: (transfer full) */
GPtrArray *confab_store_retention_list_own (ConfabStoreDb *db, gint64 account, GError **error);
gboolean confab_store_retention_get_own (
    ConfabStoreDb *db, gint64 account, const char *peer, int *keep, GError **error);
/* CONFAB_STORE_KEEP_NONE: as the rest. */
gboolean confab_store_retention_set_own (
    ConfabStoreDb *db, gint64 account, const char *peer, int keep, GError **error);

/* The chat after that one, in the order of accounts and addresses; `account` 0 and `*peer` NULL:
 * the first. `*peer` is owned, and NULL again after the last. */
gboolean
confab_store_retention_next_chat (ConfabStoreDb *db, gint64 *account, char **peer, GError **error);

/* Rows that came since the last time count from `now_us` on. */
gboolean confab_store_retention_stamp (ConfabStoreDb *db, gint64 now_us, GError **error);
/* The chat was closed: all rows but those that were not read or wait to be sent. */
gboolean
confab_store_retention_close (ConfabStoreDb *db, gint64 account, const char *peer, GError **error);
/* What is there of the chat stays as long as `floor` says, whatever is chosen later. */
gboolean confab_store_retention_raise (
    ConfabStoreDb *db, gint64 account, const char *peer, int floor, GError **error);

typedef struct {
  gint64 id;
  int floor;
  gint64 since_us;
  gint64 ends_us; /* of its timer; 0: it has none, or it does not run (store-timers.h) */
  gboolean is_unread, is_kept, is_waiting, is_closed;
} ConfabStoreDue;

typedef gboolean (*ConfabStoreIsDue) (const ConfabStoreDue *row, gpointer data);

typedef struct {
  gint64 account;
  const char *peer;
  int floor;               /* rows with that one */
  gboolean only_closed;    /* those whose chat was closed since */
  gint64 up_to_us;         /* and that count from then or before */
  ConfabStoreIsDue is_due; /* has the last word on each */
  gpointer data;
} ConfabStoreDueQuery;

/* Erases what is due, `limit` rows at most; their ids are added to `gone` (gint64). Follow with
 * confab_store_vault_scrub. `*is_more`: the limit was met. */
gboolean confab_store_retention_erase (ConfabStoreDb *db, const ConfabStoreDueQuery *due,
    guint limit, GArray *gone, gboolean *is_more, GError **error);

/* The same for rows that were found (ConfabStoreDue), `limit` at most. For store-timers.c. */
gboolean
confab_store_retention_erase_found (ConfabStoreDb *db, GArray *found, ConfabStoreIsDue is_due,
    gpointer data, guint limit, GArray *gone, gboolean *is_more, GError **error);

/* "Keep this", or no more. `is_closed`: its chat is not in front. NOT_FOUND if the row is gone. */
gboolean confab_store_retention_set_kept (
    ConfabStoreDb *db, gint64 id, gboolean is_kept, gboolean is_closed, GError **error);
/* Owned ConfabStoreMessage, by person, oldest first; 5000 at most. Returns: (transfer full) */
GPtrArray *confab_store_retention_list_kept (ConfabStoreDb *db, gint64 account, GError **error);

/* Every chat of the vault, messages and drafts, but for what waits to be sent. Follow with
 * confab_store_vault_scrub. */
gboolean confab_store_retention_erase_everything (ConfabStoreDb *db, GError **error);

G_END_DECLS
