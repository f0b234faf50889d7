/* The same row everywhere: what comes from outside stands in some of them, so none reads markup,
 * and long text wraps where it would be cut off. */

#include "widgets/widgets-rows.h"

#include <glib/gi18n.h>

#include "widgets/widgets-button.h"

static GtkWidget *
icon_new (const char *name) {
  return g_object_new (
      GTK_TYPE_IMAGE, "icon-name", name, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

GtkWidget *
confab_widgets_row_new (const char *title, const char *subtitle) {
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL && *subtitle != '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

void
confab_widgets_row_add_icon (GtkWidget *row, const char *icon) {
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon_new (icon));
}

void
confab_widgets_row_lead_on (GtkWidget *row) {
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), icon_new ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
}

AdwPreferencesGroup *
confab_widgets_group_add (AdwPreferencesPage *page, const char *title, const char *description) {
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *below = description != NULL ? g_markup_escape_text (description, -1) : NULL;

  adw_preferences_group_set_title (group, escaped);
  adw_preferences_group_set_description (group, below);
  adw_preferences_page_add (page, group);
  return group;
}

GtkWidget *
confab_widgets_done_page_new (const char *title, GtkWidget *dialog) {
  GtkWidget *button = confab_widgets_button_new_pill (_ ("Good"), TRUE);

  g_signal_connect_object (
      button, "clicked", G_CALLBACK (adw_dialog_close), dialog, G_CONNECT_SWAPPED);
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "object-select-symbolic", "title", title,
      "child", button, NULL);
}

void
confab_widgets_done_page_show (GtkWidget *page, const char *words) {
  AdwStatusPage *status = ADW_STATUS_PAGE (page);

  adw_status_page_set_description (status, words);
  gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (page)), page);
  gtk_widget_grab_focus (adw_status_page_get_child (status));
}

GtkWidget *
confab_widgets_page_view_new (GtkWidget *content) {
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), content);
  return view;
}
