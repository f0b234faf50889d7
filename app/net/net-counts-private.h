#pragma once

/* How the lines of this folder are counted. All of it takes NULL for the counts, and then does
 * nothing. */

#include <gio/gio.h>

#include "net/net-counts.h"
#include "net/net-endpoints.h"

G_BEGIN_DECLS

/* The system's resolver was asked for a name. */
void confab_net_counts_note_name (ConfabNetCounts *self, const char *name);

/* One line, from before it is connected until it is gone. */
typedef struct _ConfabNetMeter ConfabNetMeter;

/* A line to `endpoint` is tried. Returns: (transfer full) (nullable) */
ConfabNetMeter *
confab_net_meter_new (const ConfabNetRoute *route, const ConfabNetEndpoint *endpoint);
/* It is connected: `connection` is counted, if it is a socket's. */
void confab_net_meter_start (ConfabNetMeter *self, GIOStream *connection);
/* Counts for the last time, so before the socket is closed. Takes NULL. */
void confab_net_meter_free (ConfabNetMeter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabNetMeter, confab_net_meter_free)

G_END_DECLS
