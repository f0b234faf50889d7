/* Accounts and buddies for scenes, and hands to press what stands on the screen by its words. */

#include "gallery-people.h"

#define US_PER_HOUR (G_GINT64_CONSTANT (3600000000))
#define MAX_LOOKS 20 /* for what a dialog shows a little later */
#define LOOK_EVERY_MS 50

ConfabModelAccount *
gallery_people_add_account (ConfabCore *core, const char *address, ConfabModelAccountState state) {
  gint64 id = 1 + (gint64)g_list_model_get_n_items (confab_core_get_accounts (core));
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (id, address);

  confab_model_account_set_state (account, state, 0, CONFAB_PROBLEM_NONE, NULL);
  gallery_core_add_account (core, account);
  return account;
}

ConfabModelContact *
gallery_people_add_buddy (ConfabModelAccount *account, const char *address, const char *name,
    ConfabModelPresence presence) {
  g_autoptr (ConfabModelContact) contact = confab_model_contact_new (account, address);

  if (name != NULL)
    confab_model_contact_set_own_name (contact, name);
  confab_model_contact_set_relation (contact, CONFAB_RELATION_MUTUAL);
  confab_model_contact_set_presence (contact, presence);
  confab_model_contact_set_known (contact, TRUE);
  confab_model_account_add_contact (account, contact);
  return contact;
}

ConfabModelAccount *
gallery_people_add_some (ConfabCore *core, ConfabModelAccountState state) {
  ConfabModelAccount *account = gallery_people_add_account (core, "carla@example.org", state);
  ConfabModelContact *contact;

  contact = gallery_people_add_buddy (account, "ann@example.org", "Ann", CONFAB_PRESENCE_HERE);
  confab_model_contact_set_unread (contact, 2);
  gallery_people_add_buddy (account, "ben@example.net", "Ben Example", CONFAB_PRESENCE_HERE);
  contact =
      gallery_people_add_buddy (account, "mother@example.org", "Mother", CONFAB_PRESENCE_BUSY);
  confab_model_contact_set_favourite (contact, TRUE);
  gallery_people_add_buddy (account, "dora.of.the.very.long.address@talk.example.org",
      "Dora who has a name that is much too long for any list", CONFAB_PRESENCE_AWAY);
  contact =
      gallery_people_add_buddy (account, "x@example.net", "\U0001F98A", CONFAB_PRESENCE_OFFLINE);
  confab_model_contact_set_unread (contact, 140);
  gallery_people_add_buddy (account, "einar@example.net", NULL, CONFAB_PRESENCE_OFFLINE);
  contact =
      gallery_people_add_buddy (account, "frida@example.org", "Frida", CONFAB_PRESENCE_OFFLINE);
  confab_model_contact_set_relation (contact, CONFAB_RELATION_WAITING);
  confab_model_contact_set_asked (
      contact, g_get_real_time () - 30 * US_PER_HOUR, "Hi, it is Carla");
  return account;
}

void
gallery_people_add_many (ConfabModelAccount *account, guint n_buddies) {
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_buddies; i++) {
    g_autofree char *address = g_strdup_printf ("buddy%04u@example.org", i);
    g_autofree char *name = g_strdup_printf ("Buddy %u", i);
    ConfabModelContact *contact = confab_model_contact_new (account, address);

    confab_model_contact_set_own_name (contact, name);
    confab_model_contact_set_relation (contact, CONFAB_RELATION_MUTUAL);
    confab_model_contact_set_presence (contact, i % 4);
    g_ptr_array_add (contacts, contact);
  }
  confab_model_account_add_contacts (account, contacts);
}

static gboolean
says (GtkWidget *widget, const char *text) {
  const char *said = NULL;

  if (GTK_IS_BUTTON (widget))
    said = gtk_button_get_label (GTK_BUTTON (widget));
  if (said == NULL && GTK_IS_BUTTON (widget))
    said = gtk_widget_get_tooltip_text (widget);
  if (GTK_IS_LABEL (widget))
    said = gtk_label_get_text (GTK_LABEL (widget));
  if (said == NULL && ADW_IS_PREFERENCES_ROW (widget))
    said = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return g_strcmp0 (said, text) == 0;
}

GtkWidget *
gallery_people_find (GtkWidget *root, const char *text) {
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (says (root, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = gallery_people_find (child, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static GtkWidget *
must_find (GtkWindow *window, const char *text) {
  GtkWidget *found = NULL;

  for (int i = 0; i < MAX_LOOKS && found == NULL; i++) {
    if (i > 0)
      dex_await (dex_timeout_new_msec (LOOK_EVERY_MS), NULL);
    found = gallery_people_find (GTK_WIDGET (window), text);
  }
  if (found == NULL)
    g_error ("nothing says “%s”", text);
  return found;
}

void
gallery_people_press (GtkWindow *window, const char *text) {
  GtkWidget *found = must_find (window, text);

  /* Activating a button only begins to press it. */
  if (GTK_IS_BUTTON (found))
    g_signal_emit_by_name (found, "clicked");
  else
    gtk_widget_activate (found);
}

void
gallery_people_type (GtkWindow *window, const char *title, const char *text) {
  gtk_editable_set_text (GTK_EDITABLE (must_find (window, title)), text);
}

GtkWidget *
gallery_people_find_type (GtkWidget *root, GType type) {
  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = gallery_people_find_type (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}
