#pragma once

/* One text in the desktop's keyring, in straight lines: to be called in a fiber only. The text is
 * what is stored; what it means is not known here. */

#include "keyring/keyring.h"

G_BEGIN_DECLS

typedef struct {
  const char *profile;
  const char *kind;
  const char *account;
  GCancellable *cancellable;
} ConfabKeyringItem;

/* TRUE with `*text` set, to NULL if there is none; FALSE with CONFAB_KEYRING_ERROR. "None" is said
 * only by a keyring that is open. */
gboolean
confab_keyring_service_find (const ConfabKeyringItem *item, ConfabSecret **text, GError **error);

/* `text` is ASCII or UTF-8. */
gboolean
confab_keyring_service_store (const ConfabKeyringItem *item, ConfabSecret *text, GError **error);

/* TRUE also where nothing was erased: a dismissed prompt looks the same, so look again. */
gboolean confab_keyring_service_clear (const ConfabKeyringItem *item, GError **error);

G_END_DECLS
