#pragma once

/* A picture in a chat, no larger than there is room for it. */

#include <adwaita.h>

G_BEGIN_DECLS

/* Empty at first, and not visible then. */
GtkWidget *confab_chat_picture_new (void);
/* `rgba`: rows without gaps, 8 bits for each colour; NULL: it is empty. It takes at most
 * `max_width` and `max_height`, and is never shown larger than it is. `spoken`: what a screen
 * reader says of it, nullable. */
void confab_chat_picture_set (GtkWidget *picture, GBytes *rgba, guint width, guint height,
    int max_width, int max_height, const char *spoken);

G_END_DECLS
