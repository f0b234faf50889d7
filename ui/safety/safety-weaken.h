#pragma once

/* The small sheet before a protection is weakened: what becomes possible and for whom, and for how
 * long. */

#include <gtk/gtk.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Called once, with TRUE if it was weakened. */
typedef void (*ConfabSafetyWeakenDone) (gboolean is_weakened, gpointer data);

/* Asks over `parent`; nothing changes before the answer, and Escape changes nothing. */
void confab_safety_weaken_present (GtkWidget *parent, ConfabCore *core, ConfabChoice choice,
    int value, ConfabSafetyWeakenDone done, gpointer data, GDestroyNotify destroy);
/* The same for how long chats stay here, with the answer of confab_safety_rest_ask. */
void confab_safety_weaken_present_keep (GtkWidget *parent, ConfabCore *core, ConfabKeep keep,
    ConfabCoreRest rest, ConfabSafetyWeakenDone done, gpointer data, GDestroyNotify destroy);

G_END_DECLS
