#pragma once

/* What in a text that came tricksters ask for (R07), with what is known here of whoever wrote it.
 * For this folder. */

#include "omemo/omemo-seal.h"
#include "store/store-messages.h"

G_BEGIN_DECLS

/* Inside the job that adds `row`, somebody else's readable text: sets its reason to what is warned
 * of (ConfabScamReason bits), 0: nothing. `grade` is the sender's; `opened` is how it was opened,
 * NULL: it was not sealed. FALSE with `error` only if the vault failed. */
gboolean confab_messaging_warn (const ConfabOmemoScope *scope, ConfabGrade grade,
    const ConfabOmemoOpened *opened, ConfabStoreMessage *row, GError **error);

G_END_DECLS
