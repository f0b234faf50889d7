#pragma once

/* A decoded picture as GTK paints it. */

#include <gdk/gdk.h>

#include "model/model-picture.h"

G_BEGIN_DECLS

/* Shares its bytes. Returns: (transfer full) */
GdkTexture *confab_widgets_texture_new (ConfabModelPicture *picture);

G_END_DECLS
