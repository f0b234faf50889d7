#pragma once

/* Asks the desktop for the camera (org.freedesktop.portal.Camera): the one way to it, in a sandbox
 * and outside. */

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/* The desktop asks the user where it has not yet. Resolves to the file descriptor of a link to
 * PipeWire on which cameras can be seen (int; the caller closes it). Rejects with G_IO_ERROR:
 * NOT_FOUND, no camera, or no such portal; PERMISSION_DENIED, the user or the desktop refused;
 * CANCELLED, and then the desktop's question is taken back. */
DexFuture *confab_check_portal_open_camera (GCancellable *cancellable);

G_END_DECLS
