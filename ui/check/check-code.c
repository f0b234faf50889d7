/* Draws what libqrencode computes. Every module is a whole number of device pixels, so that nothing
 * is smeared, and the quiet zone that the standard asks for is part of the widget. */

#include "check/check-code.h"

#include <math.h>
#include <qrencode.h>

#define QUIET 4        /* modules of white around */
#define MAX_BYTES 2000 /* of the text; more makes modules too small to be read from a screen */
#define MIN_SIZE 200   /* pixels */
#define NATURAL_SIZE 264

struct _ConfabCheckCode {
  GtkWidget parent_instance;

  QRcode *code; /* owned, nullable */
};

G_DEFINE_FINAL_TYPE (ConfabCheckCode, confab_check_code, GTK_TYPE_WIDGET)

static gboolean
is_black (QRcode *code, int x, int y) {
  return (code->data[y * code->width + x] & 1) != 0;
}

static void
draw_modules (GtkSnapshot *snapshot, QRcode *code, float left, float top, float module) {
  const GdkRGBA black = { 0, 0, 0, 1 };

  for (int y = 0; y < code->width; y++) {
    for (int x = 0; x < code->width; x++) {
      int from = x;

      while (x < code->width && is_black (code, x, y))
        x++;
      if (x > from)
        gtk_snapshot_append_color (snapshot, &black,
            &GRAPHENE_RECT_INIT (left + (float)from * module, top + (float)y * module,
                (float)(x - from) * module, module));
    }
  }
}

static void
confab_check_code_snapshot (GtkWidget *widget, GtkSnapshot *snapshot) {
  ConfabCheckCode *self = CONFAB_CHECK_CODE (widget);
  const GdkRGBA white = { 1, 1, 1, 1 };
  float width = (float)gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget);
  float scale = (float)gtk_widget_get_scale_factor (widget);
  float module, size;

  if (self->code == NULL)
    return;
  gtk_snapshot_append_color (snapshot, &white, &GRAPHENE_RECT_INIT (0, 0, width, height));
  module = floorf (MIN (width, height) * scale / (float)(self->code->width + 2 * QUIET)) / scale;
  size = module * (float)self->code->width;
  draw_modules (
      snapshot, self->code, floorf ((width - size) / 2), floorf ((height - size) / 2), module);
}

static void
confab_check_code_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
    int *minimum, int *natural, int *minimum_baseline, int *natural_baseline) {
  *minimum = MIN_SIZE;
  *natural = NATURAL_SIZE;
}

static void
confab_check_code_finalize (GObject *object) {
  g_clear_pointer (&CONFAB_CHECK_CODE (object)->code, QRcode_free);
  G_OBJECT_CLASS (confab_check_code_parent_class)->finalize (object);
}

static void
confab_check_code_class_init (ConfabCheckCodeClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = confab_check_code_finalize;
  widget_class->snapshot = confab_check_code_snapshot;
  widget_class->measure = confab_check_code_measure;
  gtk_widget_class_set_css_name (widget_class, "checkcode");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
confab_check_code_init (ConfabCheckCode *self) {
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

gboolean
confab_check_code_set_text (ConfabCheckCode *self, const char *text) {
  g_return_val_if_fail (CONFAB_IS_CHECK_CODE (self), FALSE);

  g_clear_pointer (&self->code, QRcode_free);
  if (strlen (text) <= MAX_BYTES)
    self->code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return self->code != NULL;
}
