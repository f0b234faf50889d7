#pragma once

/* People to fill the screens with. */

#include "gallery.h"

G_BEGIN_DECLS

/* An account of carla@example.org in `state`, with six buddies of every kind. Borrowed; the core
 * holds it. */
ConfabModelAccount *gallery_people_add_some (ConfabCore *core, ConfabModelAccountState state);
ConfabModelAccount *
gallery_people_add_account (ConfabCore *core, const char *address, ConfabModelAccountState state);
ConfabModelContact *gallery_people_add_buddy (ConfabModelAccount *account, const char *address,
    const char *name, ConfabModelPresence presence);
void gallery_people_add_many (ConfabModelAccount *account, guint n_buddies);

/* The first widget below `root` on the screen whose text, label, tooltip or title is `text`; NULL
 * if there is none. */
GtkWidget *gallery_people_find (GtkWidget *root, const char *text);
/* The first widget of that type, or NULL. */
GtkWidget *gallery_people_find_type (GtkWidget *root, GType type);
/* Presses it; the program ends if it is not there. */
void gallery_people_press (GtkWindow *window, const char *text);
void gallery_people_type (GtkWindow *window, const char *title, const char *text);

G_END_DECLS
