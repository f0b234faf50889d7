#pragma once

/* What files take (R24): the bytes that are held in this profile, and those that were fetched on
 * one day. In jobs of the vault. */

#include "store/store-vault.h"

G_BEGIN_DECLS

#define CONFAB_STORE_MAX_DAY 16 /* bytes */

/* `kept`: of all files of all accounts but that of `except` (a message; 0: of all); nullable.
 * `today`: what was counted on `day`, which has a name such as "2026-11-23"; another day's count is
 * none. FALSE with `error`. */
gboolean confab_store_room_get (ConfabStoreDb *db, const char *day, gint64 except, guint64 *kept,
    guint64 *today, GError **error);

/* `bytes` more came on `day`; `today` is with them. FALSE with `error`. */
gboolean confab_store_room_count (
    ConfabStoreDb *db, const char *day, guint64 bytes, guint64 *today, GError **error);

G_END_DECLS
