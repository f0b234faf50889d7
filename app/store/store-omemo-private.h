#pragma once

/* What the files of the tables of OMEMO share. */

#include "store/store-db-private.h"

G_BEGIN_DECLS

/* NULL binds as NULL. */
static inline void
confab_store_omemo_bind (ConfabStoreQuery *query, GBytes *bytes) {
  gsize size = 0;
  const void *data = bytes != NULL ? g_bytes_get_data (bytes, &size) : NULL;

  if (bytes == NULL)
    confab_store_query_bind_text (query, NULL);
  else
    confab_store_query_bind_bytes (query, data, size);
}

G_END_DECLS
