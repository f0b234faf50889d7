#pragma once

/* How far the archive of an account on its server is known here (XEP-0313): the id of the last
 * entry, and nothing else of it. Erasing a chat leaves it where it is, so that what was erased is
 * behind it and never asked for again. */

#include "store/store-vault.h"

G_BEGIN_DECLS

/* NULL without an error: not known yet. "": the archive was empty when it became known. Returns:
 * (transfer full) (nullable) */
char *confab_store_archive_get (ConfabStoreDb *db, gint64 account, GError **error);
/* Everything up to the entry `id` is here, or was. NOT_FOUND without that account. */
gboolean
confab_store_archive_set (ConfabStoreDb *db, gint64 account, const char *id, GError **error);

G_END_DECLS
