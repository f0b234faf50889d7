/* Keys and what they do, in one table, so that the dialog cannot promise a key that does nothing.
 */

#include "app/app-shortcuts.h"

#include <glib/gi18n.h>

typedef struct {
  const char *action; /* NULL: done by a widget, only shown */
  const char *key;
  const char *words;
} Shortcut;

typedef struct {
  const char *title;
  Shortcut shortcuts[9];
} Group;

static const Group groups[] = {
  { N_ ("Buddies"),
      {
          { "win.add-buddy", "<Control>n", N_ ("Add a buddy") },
          { "win.jump", "<Control>k", N_ ("Jump to a buddy") },
          { NULL, "<Shift>F10", N_ ("Menu of the buddy") },
      } },
  { N_ ("Chat"),
      {
          { NULL, "Return", N_ ("Send") },
          { NULL, "<Shift>Return", N_ ("New line") },
          { "win.find-here", "<Control>f", N_ ("Find in this chat") },
          { NULL, "<Control>g", N_ ("Go to a day in this chat") },
          { NULL, "<Shift>Up", N_ ("Select messages") },
          { "win.find", "<Control><Shift>f", N_ ("Find in all chats") },
          { "app.close-chat", "<Control><Shift>w", N_ ("Close the chat and forget it") },
          { "app.undo-close", "<Control><Shift>t", N_ ("Undo closing") },
      } },
  { N_ ("Program"),
      {
          { "win.next-pane", "F6", N_ ("Next part of the window") },
          { "window.close", "<Control>w", N_ ("Close the window") },
          { "app.shortcuts", "<Control>question", N_ ("These keys") },
          { "app.quit", "<Control>q", N_ ("Quit") },
      } },
};

void
confab_app_shortcuts_set (GtkApplication *application) {
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    for (const Shortcut *shortcut = groups[i].shortcuts; shortcut->key != NULL; shortcut++) {
      const char *keys[] = { shortcut->key, NULL };

      if (shortcut->action != NULL)
        gtk_application_set_accels_for_action (application, shortcut->action, keys);
    }
  }
}

static GtkWidget *
row_new (const Shortcut *shortcut) {
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label;
  guint key = 0;
  GdkModifierType held = 0;
  g_autofree char *words = NULL;

  if (gtk_accelerator_parse (shortcut->key, &key, &held))
    words = gtk_accelerator_get_label (key, held);
  label = gtk_label_new (words);
  gtk_widget_add_css_class (label, "keys");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (shortcut->words));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

void
confab_app_shortcuts_present (GtkWidget *parent) {
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    GtkWidget *group = adw_preferences_group_new ();

    adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ (groups[i].title));
    for (const Shortcut *shortcut = groups[i].shortcuts; shortcut->key != NULL; shortcut++)
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (shortcut));
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group));
  }
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Keyboard shortcuts"));
  adw_dialog_set_content_width (dialog, 440);
  adw_dialog_set_content_height (dialog, 620);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}
