#pragma once

/* The round picture of a person: initials of the name, on a colour that comes from the address, so
 * that a new name does not change the colour and a stranger's name cannot choose it. */

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CONFAB_TYPE_WIDGETS_FACE (confab_widgets_face_get_type ())
G_DECLARE_FINAL_TYPE (ConfabWidgetsFace, confab_widgets_face, CONFAB, WIDGETS_FACE, GtkWidget)

/* `size` in pixels. Property "size" too. */
GtkWidget *confab_widgets_face_new (int size);

/* `name` NULL: initials of the address. `emoji` NULL: initials. */
void confab_widgets_face_set_person (
    ConfabWidgetsFace *self, const char *address, const char *name, const char *emoji);

/* Not a person: a symbol instead of letters, until _set_person. */
void confab_widgets_face_set_icon (ConfabWidgetsFace *self, const char *icon);

/* A dot in the corner: "here", "away" or "busy"; NULL: none. It has no words: whoever shows it says
 * them. */
void confab_widgets_face_set_presence (ConfabWidgetsFace *self, const char *presence);

G_END_DECLS
