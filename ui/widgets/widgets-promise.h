#pragma once

/* One promise in a row: icon, title, one sentence. Properties "icon-name", "title", "text"; plain
 * text. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_WIDGETS_PROMISE (confab_widgets_promise_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWidgetsPromise, confab_widgets_promise, CONFAB, WIDGETS_PROMISE, GtkBox)

G_END_DECLS
