/* A decoded picture as GTK paints it. It decodes nothing. */

#include "widgets/widgets-texture.h"

GdkTexture *
confab_widgets_texture_new (ConfabModelPicture *picture) {
  return gdk_memory_texture_new ((int)picture->width, (int)picture->height, GDK_MEMORY_R8G8B8A8,
      picture->rgba, (gsize)picture->width * 4);
}
