#pragma once

/* An array of ConfabModelMessage in the order of their ids; each id once. */

#include "model/model-message.h"

G_BEGIN_DECLS

/* Returns: (transfer full) */
GPtrArray *confab_model_rows_new (void);
gint64 confab_model_rows_get_id (GPtrArray *rows, guint position);
/* The first position whose id is `id` or greater. */
guint confab_model_rows_lower_bound (GPtrArray *rows, gint64 id);
/* NULL if there is none. Borrowed. */
ConfabModelMessage *confab_model_rows_find (GPtrArray *rows, gint64 id);
/* Takes a reference. FALSE if the id is there already. */
gboolean confab_model_rows_insert (GPtrArray *rows, ConfabModelMessage *message);
/* As above; lets the oldest go beyond `max_rows`. */
void confab_model_rows_keep (GPtrArray *rows, ConfabModelMessage *message, guint max_rows);
/* Those of `given` (nullable) that are older than the first of `rows`, or newer than the last of
 * its first `n_rows`; all if there are none. Returns: (transfer full) */
GPtrArray *
confab_model_rows_new_beyond (GPtrArray *rows, guint n_rows, gboolean older, GPtrArray *given);
void confab_model_rows_remove (GPtrArray *rows, gint64 id);

/* Rows of `from` with that id or a higher one, of the first `n_looked_at`, come to their places. */
void confab_model_rows_insert_from (GPtrArray *rows, GPtrArray *from, gint64 id, guint n_looked_at);

/* TRUE if the row `old_id` may be called `id` where it stands: nothing that is not loaded may have
 * its place between the two. The ends say whether the oldest and the newest row are loaded. */
gboolean confab_model_rows_fits (
    GPtrArray *rows, gint64 old_id, gint64 id, gboolean is_at_start, gboolean is_at_end);

G_END_DECLS
