/* Who can see where one connects from, person by person: one's own server and the network below it
 * can, and what a proxy of this computer is in between, nobody else. It says what follows from how
 * Confab connects, one line to one's own server and none to anybody else, and nothing of what
 * others may find out by other ways. */

#include "safety/safety-where.h"

#include <glib/gi18n.h>
#include <string.h>

#include "widgets/widgets-rows.h"

#define WIDTH 440
#define HEIGHT 620
#define CORE "confab-core"

static const char *
domain_of (const char *address) {
  const char *at = strchr (address, '@');

  return at != NULL ? at + 1 : address;
}

static void
add_row (AdwPreferencesGroup *group, const char *title, const char *text) {
  adw_preferences_group_add (group, confab_widgets_row_new (title, text));
}

/* What all lines to servers of accounts in this run went through; NULL: nothing, or not all of
 * them did, and then a server has seen where they come from. */
static char *
dup_between (ConfabCore *core) {
  g_autoptr (GListModel) hosts = confab_core_list_hosts (core);
  g_autofree char *through = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (hosts); i++) {
    g_autoptr (ConfabModelHost) one = g_list_model_get_item (hosts, i);
    const ConfabHostFacts *host = confab_model_host_get (one);

    if (host->kind != CONFAB_HOST_ACCOUNT)
      continue;
    if (host->through == NULL)
      return NULL;
    /* Of several, the one that hides less. */
    if (through == NULL || g_str_equal (through, CONFAB_MODEL_HOST_TOR))
      g_set_str (&through, host->through);
  }
  return g_steal_pointer (&through);
}

/* What is in between is not known to hide anything: that is not for Confab to say. */
static void
add_seeing_between (AdwPreferencesPage *page, const char *own, const char *between) {
  AdwPreferencesGroup *group = confab_widgets_group_add (page, _ ("They can"), NULL);
  /* Translators: %s is the name of a server. */
  g_autofree char *server = g_strdup_printf (_ ("Your server, %s"), own);
  /* Translators: %s is a program or computer in between, "localhost:9050". */
  g_autofree char *title = g_strdup_printf (_ ("Whoever runs %s"), between);
  g_autofree char *text = g_strdup_printf (
      /* Translators: %s is a program or computer in between, "localhost:9050". */
      _ ("Sees where %s leads out: with Tor, one of Tor’s computers and not yours."), between);

  add_row (group, title,
      _ ("You chose to send your line through it. It sees where you connect from, and "
         "to which server; not what you write, nor to whom."));
  add_row (group, server, text);
  add_row (group, _ ("The network you are in"),
      _ ("Sees that you are connected to what is in between: with Tor, that you use Tor."));
}

/* Nobody of them sees both ends. */
static void
add_seeing_tor (AdwPreferencesPage *page, const char *own) {
  AdwPreferencesGroup *group = confab_widgets_group_add (page, _ ("They can"), NULL);
  /* Translators: %s is the name of a server. */
  g_autofree char *server = g_strdup_printf (_ ("Your server, %s"), own);

  add_row (group, _ ("Tor’s computers"),
      _ ("The first one sees where you connect from, the last one to which server. None of them "
         "sees both, or what you write."));
  add_row (group, server, _ ("Sees one of Tor’s computers, and not yours."));
  add_row (group, _ ("The network you are in"), _ ("Sees that you use Tor, and not where to."));
}

static void
add_seeing (AdwPreferencesPage *page, const char *own) {
  AdwPreferencesGroup *group = confab_widgets_group_add (page, _ ("They can"), NULL);
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
  AdwPreferencesGroup *group = confab_widgets_group_add (page, _ ("They cannot"), NULL);
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
  add_row (confab_widgets_group_add (page, _ ("Only when you press"), NULL),
      _ ("Whoever runs the page behind a link"),
      _ ("Sees where you connect from once you open it. Nothing that is sent to you, link or file, "
         "is fetched before you press."));
}

void
confab_safety_where_present (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent) {
  ConfabModelAccount *account = confab_model_contact_get_account (contact);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *page = adw_preferences_page_new ();
  const char *own = account != NULL ? domain_of (confab_model_account_get_address (account)) : "";
  g_autofree char *between = dup_between (core);

  if (g_strcmp0 (between, CONFAB_MODEL_HOST_TOR) == 0)
    add_seeing_tor (ADW_PREFERENCES_PAGE (page), own);
  else if (between != NULL)
    add_seeing_between (ADW_PREFERENCES_PAGE (page), own, between);
  else
    add_seeing (ADW_PREFERENCES_PAGE (page), own);
  add_blind (ADW_PREFERENCES_PAGE (page), contact, own);
  add_perhaps (ADW_PREFERENCES_PAGE (page));
  adw_dialog_set_title (dialog, _ ("Who sees where I connect from"));
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_dialog_set_child (dialog, confab_widgets_page_view_new (page));
  adw_dialog_present (dialog, parent);
}

static void
on_activated (GtkWidget *row, ConfabModelContact *contact) {
  confab_safety_where_present (g_object_get_data (G_OBJECT (row), CORE), contact, row);
}

GtkWidget *
confab_safety_where_row_new (ConfabCore *core, ConfabModelContact *contact) {
  GtkWidget *row = confab_widgets_row_new (_ ("Who sees where I connect from"), NULL);

  confab_widgets_row_lead_on (row);
  g_object_set_data_full (G_OBJECT (row), CORE, g_object_ref (core), g_object_unref);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_activated), contact, 0);
  return row;
}
