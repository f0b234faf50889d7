/* A picture in a chat. It decodes nothing: what it is given are colours. */

#include "chat/chat-picture.h"

#include "widgets/widgets-texture.h"

GtkWidget *
confab_chat_picture_new (void) {
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *picture = gtk_picture_new ();

  gtk_widget_add_css_class (picture, "chat-picture");
  gtk_widget_set_overflow (picture, GTK_OVERFLOW_HIDDEN);
  adw_clamp_set_child (ADW_CLAMP (clamp), picture);
  gtk_widget_set_halign (clamp, GTK_ALIGN_START);
  gtk_widget_set_visible (clamp, FALSE);
  return clamp;
}

void
confab_chat_picture_set (GtkWidget *widget, ConfabModelPicture *picture, int max_width,
    int max_height, const char *spoken) {
  GtkWidget *child = adw_clamp_get_child (ADW_CLAMP (widget));
  g_autoptr (GdkTexture) texture = NULL;
  int room;

  gtk_widget_set_visible (widget, picture != NULL);
  if (spoken != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL);
  if (picture == NULL) {
    gtk_picture_set_paintable (GTK_PICTURE (child), NULL);
    return;
  }
  room = MIN (MIN (max_width, (int)picture->width),
      (int)((guint64)picture->width * (guint)max_height / picture->height));
  room = MAX (room, 1);
  adw_clamp_set_maximum_size (ADW_CLAMP (widget), room);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (widget), room);
  /* A list gives its rows no more than they must have. */
  gtk_widget_set_size_request (
      child, room, MAX (1, (int)((guint64)picture->height * (guint)room / picture->width)));
  texture = confab_widgets_texture_new (picture);
  gtk_picture_set_paintable (GTK_PICTURE (child), GDK_PAINTABLE (texture));
}
