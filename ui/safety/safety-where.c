/* Who can see where one connects from, person by person: one's own server and the network below it
 * can, nobody else. It says what follows from how Confab connects, one line to one's own server and
 * none to anybody else, and nothing of what others may find out by other ways. */

#include "safety/safety-where.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 440
#define HEIGHT 620

static const char *
domain_of (const char *address) {
  const char *at = strchr (address, '@');

  return at != NULL ? at + 1 : address;
}

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *text) {
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
group_new (AdwPreferencesPage *page, const char *title) {
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

static void
add_seeing (AdwPreferencesPage *page, const char *own) {
  AdwPreferencesGroup *group = group_new (page, _ ("They can"));
  /* Translators: %s is the name of a server. */
  g_autofree char *server = g_strdup_printf (_ ("Your server, %s"), own);
  g_autofree char *network =
      /* Translators: %s is the name of a server. */
      g_strdup_printf (_ ("Your internet provider, or the Wi-Fi you are in, sees that you are "
                          "connected to %s, when, and how much goes there; not what you write, nor "
                          "to whom."),
          own);

  add_row (group, server,
      _ ("While you are signed in. Confab has one line, and it goes to this server."));
  add_row (group, _ ("The network you are in"), network);
}

static void
add_blind (AdwPreferencesPage *page, ConfabModelContact *contact, const char *own) {
  AdwPreferencesGroup *group = group_new (page, _ ("They cannot"));
  const char *name = confab_model_contact_get_name (contact);
  const char *other = domain_of (confab_model_contact_get_address (contact));
  g_autofree char *server = NULL;

  add_row (group, name, _ ("What you write goes through servers, never straight to them."));
  if (g_ascii_strcasecmp (own, other) == 0)
    return;
  /* Translators: the first is a person's name, the second the name of a server. */
  server = g_strdup_printf (_ ("The server of %s, %s"), name, other);
  add_row (group, server,
      _ ("Your server hands it what you send: with your address, and when and how much you "
         "write."));
}

static void
add_perhaps (AdwPreferencesPage *page) {
  add_row (group_new (page, _ ("Only when you press")), _ ("Whoever runs the page behind a link"),
      _ ("Sees where you connect from once you open it. Nothing that is sent to you, link or file, "
         "is fetched before you press."));
}

void
confab_safety_where_present (ConfabModelContact *contact, GtkWidget *parent) {
  ConfabModelAccount *account = confab_model_contact_get_account (contact);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  const char *own = account != NULL ? domain_of (confab_model_account_get_address (account)) : "";

  add_seeing (ADW_PREFERENCES_PAGE (page), own);
  add_blind (ADW_PREFERENCES_PAGE (page), contact, own);
  add_perhaps (ADW_PREFERENCES_PAGE (page));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _ ("Who sees where I connect from"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, view);
  adw_dialog_present (dialog, parent);
}

static void
on_activated (GtkWidget *row, ConfabModelContact *contact) {
  confab_safety_where_present (contact, row);
}

GtkWidget *
confab_safety_where_row_new (ConfabModelContact *contact) {
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Who sees where I connect from"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), contact, 0);
  return row;
}
