#pragma once

/* For the connections of this folder. */

#include <gio/gio.h>

G_BEGIN_DECLS

/* `name` with those of its addresses that are public; where it has others only, connecting fails
 * with CONFAB_NET_ERROR_PRIVATE. Not for use with a proxy, which looks names up itself. Returns:
 * (transfer full) */
GSocketConnectable *confab_net_public_new (GSocketConnectable *name);

G_END_DECLS
