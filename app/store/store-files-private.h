#pragma once

/* Bytes that no row has any more. For the vault's thread, outside of a transaction. */

#include "store/store-vault.h"

G_BEGIN_DECLS

/* Removes what stands in the folder of files of the vault in `path` and is no row's place. */
gboolean confab_store_files_sweep (ConfabStoreDb *db, const char *path, GError **error);

G_END_DECLS
