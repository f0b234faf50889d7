#pragma once

/* Small facts of the profile by name. */

#include "store/store-vault.h"

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): NULL with `error` unset if there is none. */
char *confab_store_settings_get (ConfabStoreDb *db, const char *name, GError **error);
/* `value` NULL removes. */
gboolean
confab_store_settings_set (ConfabStoreDb *db, const char *name, const char *value, GError **error);

G_END_DECLS
