#pragma once

/* A weak reference as the data of a callback: whoever waits for something must not keep its owner
 * alive for it. */

#include <glib-object.h>

G_BEGIN_DECLS

/* `object`: a GObject. Read with g_weak_ref_get. Returns: (transfer full) */
GWeakRef *confab_base_weak_new (gpointer object);
/* A GDestroyNotify. */
void confab_base_weak_free (gpointer weak);

G_END_DECLS
