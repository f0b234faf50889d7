#pragma once

/* Copies of what other devices of this account send and get (XEP-0280). */

#include "xep/xep-out.h"
#include "xep/xep-table.h"

G_BEGIN_DECLS

/* Asks one's own server for copies in this session; before presence, so that none is missed. A
 * server that cannot is not asked again. Nothing waits for the answer. */
void confab_xep_carbons_enable (ConfabXepOut *out);

/* What a carbon says; its origin was judged. `is_sent`: <sent/>, which must be by us, as
 * <received/> must not. NULL if that is nothing we read. Returns: (transfer full) (nullable) */
ConfabXepMessage *confab_xep_carbons_read (
    ConfabXepOut *out, const ConfabStanza *carbon, gboolean is_sent, gint64 now_us);

G_END_DECLS
