#pragma once

/* Where the web door of a domain is (XEP-0156): the domain says so itself, in a document that it
 * alone can have written, since it comes over TLS with a certificate for that very domain. Nobody
 * comes here who was not asked first (R22). For this folder. */

#include "xmpp/xmpp-negotiation.h"

G_BEGIN_DECLS

#define CONFAB_XMPP_DOOR_MAX (64 * 1024) /* bytes of the document */
#define CONFAB_XMPP_DOOR_MAX_ADDRESSES 4

/* The addresses in one whole document, in its order: those of WebSockets over TLS. NULL: there is
 * none, or it is no such document. Pure. Returns: (transfer full) (nullable) (element-type
 * ConfabNetWebAddress) */
GPtrArray *confab_xmpp_door_read (const guint8 *data, gsize size);

/* A line through that door, ready for frames. In a fiber. NULL with `error`: NO_SERVER where the
 * domain says nothing of one. Returns: (transfer full) */
ConfabNetLink *confab_xmpp_door_await_open (ConfabNegotiation *negotiation, GError **error);
/* The same where the domain's document is at another port, for tests. */
ConfabNetLink *
confab_xmpp_door_await_open_at (ConfabNegotiation *negotiation, guint16 port, GError **error);

G_END_DECLS
