#pragma once

/* The server's block list (XEP-0191). */

#include "xep/xep-table.h"

G_BEGIN_DECLS

/* Resolves to TRUE once the server confirmed; rejects with CONFAB_XMPP_ERROR_STANZA where it has no
 * block list. */
DexFuture *confab_xep_block_add (ConfabXepOut *out, ConfabJid *jid);
DexFuture *confab_xep_block_remove (ConfabXepOut *out, ConfabJid *jid);

G_END_DECLS
