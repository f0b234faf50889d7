#pragma once

/* The words that a message has in the index besides those of its text: whose chat it stands in, who
 * wrote it, when; and what a scrub does with it. */

#include "store/store-vault.h"

G_BEGIN_DECLS

/* No word of a text holds this sign, so that nothing that is typed is ever taken for a mark. */
#define CONFAB_STORE_MARK "\xc2\xa7"
#define CONFAB_STORE_MARK_OWN CONFAB_STORE_MARK "own"
#define CONFAB_STORE_MARK_THEIRS CONFAB_STORE_MARK "theirs"
#define CONFAB_STORE_MARK_LINK CONFAB_STORE_MARK "link"
#define CONFAB_STORE_MARK_FILE CONFAB_STORE_MARK "file"
#define CONFAB_STORE_MARK_BYTES 40
#define CONFAB_STORE_MARK_FIRST_YEAR 2000
#define CONFAB_STORE_MARK_LAST_YEAR 2100

/* Of a chat: two may share it, so whoever looks by it looks at the row as well. */
void confab_store_mark_chat (char mark[CONFAB_STORE_MARK_BYTES], gint64 account, const char *peer);
/* Of a month of UTC, years beyond the first and last taken for these; a month of 0: of the year. */
void confab_store_mark_month (char mark[CONFAB_STORE_MARK_BYTES], int year, int month);
/* The year and month of a time, brought into the same bounds. */
void confab_store_mark_read_time (gint64 time_us, int *year, int *month);

/* ---- its pieces (store-search-pieces.c) ---- */

/* Puts pieces together until `end_us` (of g_get_monotonic_time), at least once. `*is_more`: there
 * are some left. Within a transaction. */
gboolean
confab_store_search_tidy (ConfabStoreDb *db, gint64 end_us, gboolean *is_more, GError **error);
/* What is left of words that went is written over, by writing the index anew; quick where none
 * went. Until `end_us`, and `*is_more` if that is not all: then once more. Part of
 * confab_store_vault_scrub; outside a transaction. */
gboolean
confab_store_search_settle (ConfabStoreDb *db, gint64 end_us, gboolean *is_more, GError **error);

G_END_DECLS
