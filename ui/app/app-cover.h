#pragma once

/* A plain page over a window, with nothing of what stands below it. */

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct _ConfabAppCover ConfabAppCover;

/* Takes what is in `window` (an AdwApplicationWindow, borrowed) off the screen and out of the
 * accessible tree, dialogs and title included. `is_until_quit`: the key stays in memory, and the
 * page says so. */
ConfabAppCover *confab_app_cover_new (GtkWindow *window, gboolean is_until_quit);
/* Puts it back as it was, the keyboard too; but not into a window that is being closed. */
void confab_app_cover_free (ConfabAppCover *self);

GtkWindow *confab_app_cover_get_window (ConfabAppCover *self);
/* "Coming back": it is being unlocked. */
void confab_app_cover_set_waits (ConfabAppCover *self, gboolean waits);
/* The window of one chat. */
gboolean confab_app_cover_is_chat (GtkWindow *window);
/* What is covered; NULL: the window is being closed. The page itself, for pictures. */
GtkWidget *confab_app_cover_page_new (gboolean is_until_quit);

G_END_DECLS
