#pragma once

/* What the server keeps by itself (R28): by default what is written with people one has added, so
 * that one's other devices get it, or nothing. What holds is what the server says, and stands in
 * the account's model ("server-keeps"); it is never kept here. */

#include "messaging/messaging.h"

G_BEGIN_DECLS

/* The server has answered for its archive. `has_archive`: there is one. A server that keeps
 * everything is asked for people one has added; what else it keeps, somebody chose. Once in a run.
 * Nothing waits for it. XEP-0441. */
void confab_messaging_agree_archive (ConfabMessaging *self, gboolean has_archive);

/* The user's choice. Resolves to TRUE when the server, asked again, says that it is so; rejects
 * with CONFAB_XMPP_ERROR, STANZA where it is not. */
DexFuture *confab_messaging_set_server_keeps (ConfabMessaging *self, gboolean keeps);

G_END_DECLS
