#pragma once

/* Invitations: links of the form xmpp:... that bring somebody to a server (XEP-0445) or to a person
 * (XEP-0379, XEP-0147), read and made, and asked for from one's own server (XEP-0401). Reading is
 * pure and changes nothing. */

#include "base/base-jid.h"
#include "xep/xep-out.h"

G_BEGIN_DECLS

#define CONFAB_XEP_INVITE_MAX_TEXT 8192 /* bytes of a pasted text that are looked at */
#define CONFAB_XEP_INVITE_MAX_TOKEN 256 /* bytes */

typedef struct {
  ConfabJid *who; /* the buddy that it brings; NULL: none is named */
  char *domain;   /* where it may bring an account; NULL: nowhere */
  char *local;    /* the name that is kept for one there; nullable */
  char *token;    /* nullable */
  char *name;     /* what the link calls `who`; cleaned line, nullable. Anybody can write it */
} ConfabXepInvite;

void confab_xep_invite_free (ConfabXepInvite *invite);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXepInvite, confab_xep_invite_free)

/* The first invitation in `text`: a link by itself, one within other words, or the fragment of an
 * https page's address. Only the actions "roster", "subscribe" and "register" are known; NULL for
 * everything else. Returns: (transfer full) (nullable) */
ConfabXepInvite *confab_xep_invite_read (const char *text);

/* xmpp:WHO?roster;preauth=TOKEN; `token` nullable. Returns: (transfer full) */
char *confab_xep_invite_dup_uri (ConfabJid *who, const char *token);

/* Asks one's own server for an invitation of its own making. Resolves to the link (string); rejects
 * as confab_xep_out_request, or with PROTOCOL if what came is no invitation to us. */
DexFuture *confab_xep_invite_ask (ConfabXepOut *out);

/* Gives a token beside a wish to see somebody. */
void confab_xep_invite_add_token (ConfabStanza *presence, const char *token);
/* The token that came with one; NULL if there is none that could be ours. Borrowed. */
const char *confab_xep_invite_get_token (const ConfabStanza *presence);

G_END_DECLS
