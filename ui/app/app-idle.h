#pragma once

/* Whether anybody is at the computer, where the desktop says so (R21). */

#include <gio/gio.h>

G_BEGIN_DECLS

#define CONFAB_APP_IDLE_MS (15 * 60 * 1000) /* without a key press or a move: away */

typedef struct _ConfabAppIdle ConfabAppIdle;

/* Somebody has gone, or is back. */
typedef void (*ConfabAppIdleChanged) (gboolean is_idle, gpointer data);

/* Asks GNOME's idle monitor on `bus`, whenever there is one. `data` is borrowed and outlives it.
 * Returns: (transfer full) */
ConfabAppIdle *
confab_app_idle_new (GDBusConnection *bus, ConfabAppIdleChanged changed, gpointer data);
/* NULL is nobody. */
void confab_app_idle_free (ConfabAppIdle *self);

G_END_DECLS
