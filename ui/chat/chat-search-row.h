#pragma once

/* One message that was found. */

#include <gtk/gtk.h>

#include "model/model-hit.h"

G_BEGIN_DECLS

/* For gtk_list_box_bind_model; `hit` is a ConfabModelHit. Returns: (transfer floating) */
GtkWidget *confab_chat_search_row_new (gpointer hit, gpointer data);

G_END_DECLS
