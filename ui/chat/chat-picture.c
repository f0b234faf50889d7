/* A picture in a chat. It decodes nothing: what it is given are colours. */

#include "chat/chat-picture.h"

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
confab_chat_picture_set (GtkWidget *picture, GBytes *rgba, guint width, guint height, int max_width,
    int max_height, const char *spoken) {
  GtkPicture *child = GTK_PICTURE (adw_clamp_get_child (ADW_CLAMP (picture)));
  g_autoptr (GdkTexture) texture = NULL;
  int room;

  gtk_widget_set_visible (picture, rgba != NULL);
  if (spoken != NULL)
    gtk_accessible_update_property (
        GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL);
  if (rgba == NULL) {
    gtk_picture_set_paintable (child, NULL);
    return;
  }
  room = MIN (MIN (max_width, (int)width), (int)((guint64)width * (guint)max_height / height));
  room = MAX (room, 1);
  adw_clamp_set_maximum_size (ADW_CLAMP (picture), room);
  adw_clamp_set_tightening_threshold (ADW_CLAMP (picture), room);
  /* A list gives its rows no more than they must have. */
  gtk_widget_set_size_request (
      GTK_WIDGET (child), room, MAX (1, (int)((guint64)height * (guint)room / width)));
  texture =
      gdk_memory_texture_new ((int)width, (int)height, GDK_MEMORY_R8G8B8A8, rgba, (gsize)width * 4);
  gtk_picture_set_paintable (child, GDK_PAINTABLE (texture));
}
