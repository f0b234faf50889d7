#pragma once

/* The account's archive on its own server (XEP-0313), by pages (XEP-0059). Asking and reading;
 * whose answers count and how far to go is the catch-up's affair (messaging/messaging-catchup.h).
 */

#include "xep/xep-out.h"
#include "xep/xep-table.h"

G_BEGIN_DECLS

#define CONFAB_XEP_MAM_PAGE 50 /* entries that one query asks for */

typedef struct {
  const char *query_id;
  const char *after; /* id of the entry before the first; NULL or empty: from the beginning */
  gint64 start_us;   /* nothing older than this; 0: no bound */
  gboolean is_last;  /* instead of all that: the last entry alone */
} ConfabXepMamQuery;

typedef struct {
  char *last; /* id of the page's last entry, nullable */
  gboolean is_complete;
} ConfabXepMamEnd;

/* Resolves to the answer (boxed CONFAB_TYPE_STANZA) for confab_xep_mam_read_end, after the page's
 * entries came through the table; rejects as confab_xmpp_stream_request does, with the condition
 * "item-not-found" where `after` is not there any more. */
DexFuture *confab_xep_mam_ask (ConfabXepOut *out, const ConfabXepMamQuery *query);

/* `answer` is no page: NULL. Numbers in it are not believed, so they are not read. Returns:
 * (transfer full) (nullable) */
ConfabXepMamEnd *confab_xep_mam_read_end (const ConfabStanza *answer);
void confab_xep_mam_end_free (ConfabXepMamEnd *end);

/* What a <result/> holds; its origin was judged. `id` is set to the entry's id, nullable, borrowed
 * from the stanza. NULL if that is nothing we read. Returns: (transfer full) (nullable) */
ConfabXepMessage *
confab_xep_mam_read (ConfabXepOut *out, const ConfabStanza *result, gint64 now_us, const char **id);

/* Whether the archive of `own`, which is bare, has what comes live here, by its own word: the id it
 * gave it (XEP-0313 4.2), or gave what is copied here by the account itself (XEP-0280). Errors are
 * in none. */
gboolean confab_xep_mam_has (const ConfabStanza *message, ConfabJid *own);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepMamEnd, confab_xep_mam_end_free)

G_END_DECLS
