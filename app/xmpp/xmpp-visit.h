#pragma once

/* A secure stream before sign-in, for what a server answers to anybody: registration (XEP-0077),
 * and what a guest without a name is told, where a server takes them. No account is signed in on
 * it; it is over when the last reference goes. */

#include "xmpp/xmpp-signin.h"

G_BEGIN_DECLS

typedef struct _ConfabXmppVisit ConfabXmppVisit;

typedef struct {
  ConfabJid *domain;           /* the server's address; borrowed until the call returns, as all */
  const ConfabNetRoute *route; /* to it */
  const ConfabClock *clock;    /* must outlive the visit, as `random` */
  const ConfabRandom *random;
  ConfabXmppDial dial; /* as for sign-in */
  gpointer dial_data;
  GCancellable *cancellable; /* nullable; ends everything the visit does */
} ConfabXmppVisitParams;

#define CONFAB_TYPE_XMPP_VISIT (confab_xmpp_visit_get_type ())
GType confab_xmpp_visit_get_type (void);

/* Resolves to a boxed ConfabXmppVisit. Rejects as sign-in does; never without TLS that is the
 * domain's own. */
DexFuture *confab_xmpp_visit (const ConfabXmppVisitParams *params);

ConfabXmppVisit *confab_xmpp_visit_ref (ConfabXmppVisit *visit);
void confab_xmpp_visit_unref (ConfabXmppVisit *visit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabXmppVisit, confab_xmpp_visit_unref)

/* What the server offers before sign-in. Borrowed. */
ConfabStanza *confab_xmpp_visit_get_features (ConfabXmppVisit *visit);

/* Sends an <iq type='get|set'/> to the server, or as a guest to whom it is addressed, giving it an
 * id of 128 random bits, and resolves to the answer (boxed CONFAB_TYPE_STANZA), of type "result" or
 * "error". Only an answer with that id and of nobody else counts; other stanzas are passed over, at
 * most 32 of them. One at a time. Rejects as the visit does; TIMED_OUT after 20 s. */
DexFuture *confab_xmpp_visit_request (ConfabXmppVisit *visit, ConfabStanza *iq);

/* Signs in as a guest (SASL ANONYMOUS, RFC 4505) and binds; nothing is said of who it is. Resolves
 * to TRUE. Rejects with STANZA if the server takes no guests, else as the visit does. */
DexFuture *confab_xmpp_visit_enter (ConfabXmppVisit *visit);
/* As a guest: asks for the presence of `address` (bare). What comes of it comes before or between
 * the answers to later requests. Resolves to TRUE once it is written. */
DexFuture *confab_xmpp_visit_probe (ConfabXmppVisit *visit, ConfabJid *address);
/* TRUE if the one who was probed last showed that they are here. */
gboolean confab_xmpp_visit_has_presence (ConfabXmppVisit *visit);

G_END_DECLS
