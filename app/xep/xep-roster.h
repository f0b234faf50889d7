#pragma once

/* The list of buddies on the server (RFC 6121 section 2, versions as XEP-0237 / 2.6). Pushes come
 * through the table. */

#include "xep/xep-table.h"

G_BEGIN_DECLS

/* The whole list. Boxed (CONFAB_TYPE_XEP_ROSTER). `items` NULL: unchanged since the version that
 * was asked for; changes come as pushes. */
typedef struct {
  GPtrArray *items; /* ConfabXepRosterItem, at most CONFAB_XEP_MAX_ROSTER */
  char *version;    /* nullable */
} ConfabXepRoster;

#define CONFAB_TYPE_XEP_ROSTER (confab_xep_roster_get_type ())
GType confab_xep_roster_get_type (void);

ConfabXepRoster *confab_xep_roster_copy (ConfabXepRoster *roster); /* shares the items */
void confab_xep_roster_free (ConfabXepRoster *roster);

/* One <item/> of a list, cleaned; its subscription may be REMOVE. NULL: it is not about a bare
 * address. Pure. Returns: (transfer full) (nullable) */
ConfabXepRosterItem *confab_xep_roster_read_item (const ConfabStanza *item);

/* The one item of a roster push (RFC 6121 2.1.6) and its `version` (transfer full, nullable); NULL
 * if there is not exactly one, or it is not about a bare address. Pure. Returns: (transfer full)
 * (nullable) */
ConfabXepRosterItem *confab_xep_roster_read_push (const ConfabStanza *query, char **version);

/* `version` NULL: no versioning (or "" where the server has it and nothing is known yet; looked up
 * in the stream's features here). Resolves to a boxed ConfabXepRoster; rejects with
 * CONFAB_XMPP_ERROR. */
DexFuture *confab_xep_roster_get (ConfabXepOut *out, const char *version);
/* Sets name and groups (line feeds between; NULL: none). Resolves to TRUE. */
DexFuture *
confab_xep_roster_set (ConfabXepOut *out, ConfabJid *jid, const char *name, const char *groups);
/* Removes, with both subscriptions (RFC 6121 2.5). Resolves to TRUE. */
DexFuture *confab_xep_roster_remove (ConfabXepOut *out, ConfabJid *jid);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepRoster, confab_xep_roster_free)

G_END_DECLS
