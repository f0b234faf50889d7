#pragma once

/* Is there a network (GNetworkMonitor; availability only, it never asks a host). */

#include <gio/gio.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_NET_WATCH (confab_net_watch_get_type ())
G_DECLARE_FINAL_TYPE (ConfabNetWatch, confab_net_watch, CONFAB, NET_WATCH, GObject)

/* `monitor` NULL: the system's, which is there a moment later; until then the network counts as up.
 * Signals: "changed" (the network came, went, or became another one). */
ConfabNetWatch *confab_net_watch_new (GNetworkMonitor *monitor);
gboolean confab_net_watch_is_up (ConfabNetWatch *self);
/* The monitor says that a portal page wants something first (G_NETWORK_CONNECTIVITY_PORTAL). */
gboolean confab_net_watch_is_captive (ConfabNetWatch *self);

G_END_DECLS
