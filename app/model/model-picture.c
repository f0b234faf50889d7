/* The colours of a picture. It decodes nothing. */

#include "model/model-picture.h"

G_DEFINE_BOXED_TYPE (
    ConfabModelPicture, confab_model_picture, confab_model_picture_ref, confab_model_picture_unref)

ConfabModelPicture *
confab_model_picture_new (GBytes *rgba, guint width, guint height) {
  ConfabModelPicture *self;

  g_return_val_if_fail (width > 0 && height > 0, NULL);
  g_return_val_if_fail (g_bytes_get_size (rgba) == (gsize)width * height * 4, NULL);

  self = g_atomic_rc_box_new0 (ConfabModelPicture);
  self->rgba = g_bytes_ref (rgba);
  self->width = width;
  self->height = height;
  return self;
}

ConfabModelPicture *
confab_model_picture_ref (ConfabModelPicture *self) {
  return g_atomic_rc_box_acquire (self);
}

static void
picture_clear (gpointer data) {
  ConfabModelPicture *self = data;

  g_bytes_unref (self->rgba);
}

void
confab_model_picture_unref (ConfabModelPicture *self) {
  g_atomic_rc_box_release_full (self, picture_clear);
}
