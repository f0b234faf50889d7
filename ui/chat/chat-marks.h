#pragma once

/* What was looked for, marked in the text of a message. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Marks in the label's text what was asked for, as it was typed; NULL: nothing. What else marks the
 * text (links) stays. */
void confab_chat_marks_show (GtkLabel *label, const char *asked);

G_END_DECLS
