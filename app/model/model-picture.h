#pragma once

/* The colours of a picture, decoded. Shared and never changed. */

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct {
  GBytes *rgba; /* owned: 8 bits each, not premultiplied, rows without gaps */
  guint width, height;
} ConfabModelPicture;

#define CONFAB_TYPE_MODEL_PICTURE (confab_model_picture_get_type ())
GType confab_model_picture_get_type (void);

/* `rgba` has 4 bytes for each of `width` times `height` pixels, both above 0. */
ConfabModelPicture *confab_model_picture_new (GBytes *rgba, guint width, guint height);
ConfabModelPicture *confab_model_picture_ref (ConfabModelPicture *self);
void confab_model_picture_unref (ConfabModelPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabModelPicture, confab_model_picture_unref)

G_END_DECLS
