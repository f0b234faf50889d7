#pragma once

/* Messages whose writers changed them (XEP-0308). What they said before is nowhere any more. */

#include "store/store-messages.h"

G_BEGIN_DECLS

typedef struct {
  gint64 id;             /* of the row */
  const char *text;      /* that it has from now on */
  const char *change_id; /* on the wire; NULL: it never left, and so bears no mark */
  gint64 changed_us;
  int reason; /* theirs: ConfabScamReason bits of the new text */
  gboolean is_sealed;
  gboolean is_unchecked;
  gboolean is_unread; /* theirs: what it says now was not seen */
  ConfabStoreMark mark;
} ConfabStoreChange;

/* The row says that from now on, in its place; it lives no longer for it but
 * until it was read. The words of the old text leave the index; those of the new one come in where
 * its chat is kept. Follow with confab_store_vault_scrub. */
gboolean
confab_store_changes_put (ConfabStoreDb *db, const ConfabStoreChange *change, GError **error);
/* An own one: whatever was known of it is not known of what it says now. */
gboolean confab_store_changes_wait (ConfabStoreDb *db, gint64 id, GError **error);
/* `*is_last`: nothing that its writer said in that chat stands after it. */
gboolean confab_store_changes_is_last (
    ConfabStoreDb *db, const ConfabStoreMessage *message, gboolean *is_last, GError **error);

G_END_DECLS
