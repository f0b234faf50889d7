#pragma once

/* A picture in a chat, no larger than there is room for it. */

#include <adwaita.h>

#include "model/model-picture.h"

G_BEGIN_DECLS

/* Empty at first, and not visible then. */
GtkWidget *confab_chat_picture_new (void);
/* NULL: it is empty. It takes at most `max_width` and `max_height`, and is never shown larger than
 * it is. `spoken`: what a screen reader says of it, nullable. */
void confab_chat_picture_set (GtkWidget *widget, ConfabModelPicture *picture, int max_width,
    int max_height, const char *spoken);

G_END_DECLS
