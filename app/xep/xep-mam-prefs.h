#pragma once

/* What the account's own server keeps by itself (XEP-0441): asking, reading and choosing. */

#include "xep/xep-out.h"

G_BEGIN_DECLS

typedef enum {
  CONFAB_XEP_PREFS_UNKNOWN = 0, /* it said nothing that is known here */
  CONFAB_XEP_PREFS_ALWAYS,
  CONFAB_XEP_PREFS_ROSTER,
  CONFAB_XEP_PREFS_NEVER,
} ConfabXepPrefs;

/* Each resolves to the answer (boxed CONFAB_TYPE_STANZA) for confab_xep_mam_prefs_read; rejects as
 * confab_xmpp_stream_request does: "service-unavailable", "feature-not-implemented", "not-allowed"
 * or "forbidden" where the server lets nobody choose. XEP-0441 2.1. */
DexFuture *confab_xep_mam_prefs_fetch (ConfabXepOut *out);
/* `before`: the answer that says what holds. The addresses that are never kept stay so; those that
 * are always kept stay so unless `prefs` is NEVER. With ROSTER one's own address is among them:
 * what one's devices tell each other goes there, and it is on nobody's list. */
DexFuture *
confab_xep_mam_prefs_set (ConfabXepOut *out, ConfabXepPrefs prefs, const ConfabStanza *before);

ConfabXepPrefs confab_xep_mam_prefs_read (const ConfabStanza *answer);
/* It names that bare address among those that are always kept. */
gboolean confab_xep_mam_prefs_keeps (const ConfabStanza *answer, const char *address);
/* FALSE: it names more addresses than could be said again, so nothing of it may be changed. */
gboolean confab_xep_mam_prefs_can_set (const ConfabStanza *answer);

G_END_DECLS
