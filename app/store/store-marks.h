#pragma once

/* That messages were read, either way: who is told, which of theirs are still to be told of, and
 * which of one's own they say they read. */

#include "store/store-contacts.h"
#include "store/store-messages.h"

G_BEGIN_DECLS

/* Own messages that one word can mark at once; it means all up to one, the rest was long ago. */
#define CONFAB_STORE_MAX_MARKED 200

/* What they are told from now on (CONFAB_STORE_TELLS_ bits). What they wished before is forgotten
 * with it: nothing is told of what came before it was chosen, or after it was taken back. */
gboolean confab_store_marks_set_tells (
    ConfabStoreDb *db, gint64 account, const char *address, guint tells, GError **error);

/* The newest message of that chat that was read, and is not folded, and of which they wish to be
 * told: its id on the wire, and how. It, and all before it, are told of with that, and not again.
 * `*wire_id` NULL: there is none; otherwise (transfer full). */
gboolean confab_store_marks_take (ConfabStoreDb *db, gint64 account, const char *peer,
    char **wire_id, gboolean *is_sealed, GError **error);

/* They read the own message `id`, and what went to them before. `with_sealed` FALSE: what was
 * sealed stays as it is. A message that did not leave is never read. Ids (gint64) of those that
 * changed are added to `ids`. */
gboolean confab_store_marks_read (
    ConfabStoreDb *db, gint64 id, gboolean with_sealed, GArray *ids, GError **error);

G_END_DECLS
