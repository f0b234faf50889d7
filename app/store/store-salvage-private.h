#pragma once

/* The rows of a damaged vault, into an empty one of the same schema. */

#include "store/store-db-private.h"
#include "store/store-salvage.h"

G_BEGIN_DECLS

/* Opens the file for reading, anew: a connection that has met a damaged page may stay in error. */
typedef struct {
  const char *file; /* borrowed, as all of these */
  ConfabSecret *key;
  ConfabStoreDb *target;
  ConfabStoreSalvageStep step;
  gpointer data;
  ConfabStoreSalvaged *salvaged;

  ConfabStoreDb *source; /* owned; NULL: to be opened */
} ConfabStoreSalvage;

/* All of it, in slices that are committed. FALSE only if the target does not take it, or the user
 * stopped it. */
gboolean confab_store_salvage_rows (ConfabStoreSalvage *self, GError **error);
/* The version of the damaged one's schema. */
gboolean confab_store_salvage_version (ConfabStoreSalvage *self, gint64 *version, GError **error);
void confab_store_salvage_close (ConfabStoreSalvage *self);

G_END_DECLS
