#pragma once

/* The question what becomes of what is here already, when something else is chosen about how long
 * chats stay. */

#include <gtk/gtk.h>

#include "core/core.h"

G_BEGIN_DECLS

/* Called once; not `is_answered`: nothing is to change. */
typedef void (*ConfabSafetyRestDone) (gboolean is_answered, ConfabCoreRest rest, gpointer data);

void confab_safety_rest_ask (GtkWidget *parent, ConfabSafetyRestDone done, gpointer data);

G_END_DECLS
