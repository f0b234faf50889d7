#pragma once

/* What lies on the server about one's own account and can be seen by others: the old card
 * (XEP-0054) and the nodes of personal eventing (XEP-0163). Asks and takes off; never publishes. */

#include "xep/xep-out.h"

G_BEGIN_DECLS

#define CONFAB_XEP_PROFILE_MAX_PARTS 64 /* of a card that are read */
#define CONFAB_XEP_PROFILE_MAX_NODES 64 /* of an account that are read */

typedef enum {
  CONFAB_XEP_REACH_UNKNOWN = 0, /* the server does not say, or not in words that are known */
  CONFAB_XEP_REACH_EVERYBODY,
  CONFAB_XEP_REACH_BUDDIES,
  CONFAB_XEP_REACH_NOBODY, /* but one's own devices */
} ConfabXepReach;

/* One part of the card that says something. */
typedef struct {
  char *name; /* of the element, "TEL" */
  char *text; /* what stands in it, at most 512 bytes; "" for a picture or a sound */
} ConfabXepProfilePart;

void confab_xep_profile_part_free (ConfabXepProfilePart *part);

/* Resolves to the card (boxed CONFAB_TYPE_STANZA), an empty <vCard/> if there is none. Rejects as
 * confab_xep_out_request; so do the rest. */
DexFuture *confab_xep_profile_fetch_card (ConfabXepOut *out);
/* Replaces it. `card` is taken. Resolves to TRUE. */
DexFuture *confab_xep_profile_set_card (ConfabXepOut *out, ConfabStanza *card);
/* The parts that say something. Returns: (transfer full) (element-type ConfabXepProfilePart) */
GPtrArray *confab_xep_profile_read_card (const ConfabStanza *card);
/* A card like this one without the parts of that name; NULL: without any. Returns: (transfer full)
 */
ConfabStanza *confab_xep_profile_card_without (const ConfabStanza *card, const char *name);

/* Resolves to the names of one's own nodes (boxed G_TYPE_STRV). */
DexFuture *confab_xep_profile_list_nodes (ConfabXepOut *out);
/* Who may read a node of one's own: resolves to a ConfabXepReach (int); never rejects. */
DexFuture *confab_xep_profile_ask_reach (ConfabXepOut *out, const char *node);
/* Takes a node off with all that is in it. Resolves to TRUE, also if there is none. */
DexFuture *confab_xep_profile_delete_node (ConfabXepOut *out, const char *node);

/* ---- the same as somebody else would ask, who sends it by another way than `out` ----
 * Each is a query to the account `of`, whose id is left open. Returns: (transfer full) */
ConfabStanza *confab_xep_profile_card_new (ConfabJid *of);
ConfabStanza *confab_xep_profile_nodes_new (ConfabJid *of); /* XEP-0030 section 4 */
ConfabStanza *confab_xep_profile_node_new (ConfabJid *of, const char *node); /* its newest item */
ConfabStanza *confab_xep_profile_last_new (ConfabJid *of); /* XEP-0012: last signed off */
/* What the answers tell; a refusal tells nothing. */
gboolean confab_xep_profile_has_items (const ConfabStanza *answer);
gboolean confab_xep_profile_has_last (const ConfabStanza *answer);
/* At most CONFAB_XEP_PROFILE_MAX_NODES names. Returns: (transfer full) */
char **confab_xep_profile_read_nodes (const ConfabStanza *answer);
/* As confab_xep_profile_read_card. Returns: (transfer full) (nullable): NULL if there is none */
GPtrArray *confab_xep_profile_read_card_of (const ConfabStanza *answer);

G_END_DECLS
