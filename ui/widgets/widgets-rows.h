#pragma once

/* Rows, groups and pages as the boxed lists of all screens have them: plain text that wraps, and
 * nothing of it markup. */

#include <adwaita.h>

G_BEGIN_DECLS

/* An AdwActionRow. `subtitle`: nullable, "" for none. */
GtkWidget *confab_widgets_row_new (const char *title, const char *subtitle);
/* Before the text; it tells nothing that the text does not tell. */
void confab_widgets_row_add_icon (GtkWidget *row, const char *icon);
/* Lets it be pressed, with the arrow of what leads on. */
void confab_widgets_row_lead_on (GtkWidget *row);

/* At the end of `page`, which owns it. `title`: "" for none; `description`: nullable. */
AdwPreferencesGroup *
confab_widgets_group_add (AdwPreferencesPage *page, const char *title, const char *description);

/* The last page of a dialog: `title`, what is told by confab_widgets_done_page_show, and a button
 * that closes it. To be put into a GtkStack. */
GtkWidget *confab_widgets_done_page_new (const char *title, GtkWidget *dialog);
/* Turns its stack to it. */
void confab_widgets_done_page_show (GtkWidget *page, const char *words);

/* `content` under a header bar of its own. */
GtkWidget *confab_widgets_page_view_new (GtkWidget *content);

G_END_DECLS
