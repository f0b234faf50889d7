#pragma once

/* Personal eventing (XEP-0163, XEP-0060): publish, fetch, and events of buddies. */

#include "xep/xep-out.h"
#include "xep/xep-table.h"

G_BEGIN_DECLS

#define CONFAB_XEP_PEP_MAX_ITEMS 64 /* of one answer or event that are read */

/* Who may read a node. */
typedef enum {
  CONFAB_XEP_PEP_NOBODY = 0, /* whitelist: own devices only */
  CONFAB_XEP_PEP_BUDDIES,    /* presence */
} ConfabXepPepAccess;

/* One item of a node. */
typedef struct {
  char *id;              /* nullable */
  ConfabStanza *payload; /* NULL: taken back (retracted) or empty */
} ConfabXepPepItem;

/* Publishes `payload` (taken) as `item` of one's own `node`, kept on the server, at most
 * `max_items` of them, for `access`. A node that has other settings (precondition-not-met) is set
 * right (XEP-0060 8.2) and published to once more; if the server cannot say so, once more without
 * options, and then only if its settings read back as no wider than `access`. `max_items` 0: as
 * many as the server can ("max", XEP-0384 5.3.2). Resolves to TRUE; rejects as
 * confab_xep_out_request. */
DexFuture *confab_xep_pep_publish (ConfabXepOut *out, const char *node, const char *item,
    ConfabStanza *payload, ConfabXepPepAccess access, guint max_items);
/* If one's own `node` says that more people may read it than `access` means, it is set right
 * (XEP-0060 8.2); one that is not there, or does not say, is left alone. Resolves to TRUE; rejects
 * as confab_xep_out_request where it could not be set right. */
DexFuture *confab_xep_pep_narrow (
    ConfabXepOut *out, const char *node, ConfabXepPepAccess access, guint max_items);
/* Items of a node of `of` (bare; NULL: one's own account); `item` NULL: the newest ones. Resolves
 * to a GPtrArray (boxed G_TYPE_PTR_ARRAY) of ConfabXepPepItem, empty where there are none (also for
 * item-not-found); rejects with CONFAB_XMPP_ERROR_STANZA where it may not be read, or as
 * confab_xep_out_request. Class FETCH. */
DexFuture *
confab_xep_pep_fetch (ConfabXepOut *out, ConfabJid *of, const char *node, const char *item);

void confab_xep_pep_item_free (ConfabXepPepItem *item);

/* `event`: an <event/> of pubsub#event. The items in it, those taken back with a NULL payload; sets
 * `node`. NULL if it is none of items; a node that was purged or deleted is an empty array.
 * Returns: (transfer full) (nullable) */
GPtrArray *confab_xep_pep_read_event (const ConfabStanza *event, char **node);

G_END_DECLS
