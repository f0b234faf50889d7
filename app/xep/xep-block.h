#pragma once

/* The server's block list (XEP-0191), and what its people are told about somebody who is put on it
 * (XEP-0377). */

#include "xep/xep-table.h"

G_BEGIN_DECLS

#define CONFAB_XEP_MAX_BLOCKED 10000      /* addresses of a list */
#define CONFAB_XEP_MAX_REPORT_WORDS 16384 /* bytes that are handed over with a report */

/* Why the server is told, besides keeping somebody away. */
typedef enum {
  CONFAB_XEP_REPORT_NONE = 0, /* it is not told */
  CONFAB_XEP_REPORT_SPAM,
  CONFAB_XEP_REPORT_ABUSE,
} ConfabXepReport;

/* The whole list. Resolves to a GPtrArray of ConfabJid (boxed G_TYPE_PTR_ARRAY), each once; what is
 * no address is left out. Rejects with CONFAB_XMPP_ERROR_STANZA where there is no block list, and
 * with CONFAB_XMPP_ERROR_LIMIT where it is longer than CONFAB_XEP_MAX_BLOCKED. From then on the
 * server tells of changes. */
DexFuture *confab_xep_block_get (ConfabXepOut *out);

/* `jid` as it stands: of a person, of one of their devices, or a whole domain. `words` goes with a
 * report alone: what the user wants its readers to see; nullable, and cut where it is too long.
 * Resolves to TRUE once the server confirmed; rejects with CONFAB_XMPP_ERROR_STANZA where it has no
 * block list. */
DexFuture *confab_xep_block_add (ConfabXepOut *out, ConfabJid *jid);
DexFuture *confab_xep_block_report (
    ConfabXepOut *out, ConfabJid *jid, ConfabXepReport report, const char *words);
DexFuture *confab_xep_block_remove (ConfabXepOut *out, ConfabJid *jid);

/* Of a push, <block/> or <unblock/>: whom it is about. NULL: it is none that counts, which is one
 * without a single address or with too many. An empty <unblock/>, "everybody", gives an empty
 * array. Pure. Returns: (transfer full) (nullable) (element-type ConfabJid) */
GPtrArray *confab_xep_block_read_push (const ConfabStanza *payload, gboolean *is_blocked);

G_END_DECLS
