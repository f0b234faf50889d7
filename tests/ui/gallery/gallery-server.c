/* Scenes of the server card, the network page, and who sees where one connects from. */

#include "gallery-people.h"

#include "safety/safety-card.h"
#include "safety/safety-hosts.h"
#include "safety/safety-leads.h"
#include "safety/safety-page.h"
#include "safety/safety-where.h"
#include "window/window-main.h"

#define UNTIL_US (G_GINT64_CONSTANT (1805000000) * G_USEC_PER_SEC) /* in 2027 */

static void
add_line (ConfabCore *core, gboolean is_bound) {
  gallery_look_add_fact (core, CONFAB_FACT_BINDING, is_bound, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_CERTIFICATE, UNTIL_US, "C=US,O=Let's Encrypt,CN=R13");
  gallery_look_add_fact (core, CONFAB_FACT_WATCHED, 1, NULL);
}

/* A server that says much. */
static GtkWindow *
build_told (GtkApplication *application, ConfabCore *core) {
  g_autoptr (ConfabModelAccount) account = NULL;

  add_line (core, TRUE);
  gallery_look_add_fact (core, CONFAB_FACT_ABUSE, 0, "mailto:abuse@example.org");
  gallery_look_add_fact (core, CONFAB_FACT_ABUSE, 0, "xmpp:abuse@example.org");
  gallery_look_add_fact (core, CONFAB_FACT_SUPPORT, 0, "https://example.org/help");
  gallery_look_add_fact (core, CONFAB_FACT_ADMIN, 0, "Room 12, ask for <b>Ms Petrov</b>");
  gallery_look_add_fact (core, CONFAB_FACT_ARCHIVE, 1, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_ARCHIVE_DEFAULT, CONFAB_FACT_ARCHIVE_BUDDIES, NULL);
  gallery_look_add_fact (
      core, CONFAB_FACT_ARCHIVE_OLDEST, g_get_real_time () - 6 * G_TIME_SPAN_DAY, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_RETENTION, 7 * 24, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_AT_REST, 1, NULL);
  gallery_look_add_fact (
      core, CONFAB_FACT_ACCESS, CONFAB_FACT_ACCESS_ADMINS | CONFAB_FACT_ACCESS_GOVERNMENT, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_DELETION, 1, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_ERASURE, 1, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_EXPORT, CONFAB_FACT_UNSAID, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_BACKUP_EVERY, 24, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_BACKUP_KEPT, 30 * 24, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_TERMS, 0, "https://example.org/terms");
  gallery_look_add_fact (core, CONFAB_FACT_EXTRA, 0,
      "We are three people in Bergen.\nNobody reads along & nobody sells anything.");
  gallery_look_add_fact (
      core, CONFAB_FACT_DEVICE_HERE, g_get_real_time () - 40 * G_TIME_SPAN_DAY, "Confab, Desk");
  gallery_look_add_fact (core, CONFAB_FACT_DEVICE_AWAY, g_get_real_time () - 2 * G_TIME_SPAN_DAY,
      "Conversations, Telephone");
  gallery_look_add_fact (core, CONFAB_FACT_DEVICE_AWAY, 0, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_DEVICES, 3, NULL);
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  account = g_list_model_get_item (confab_core_get_accounts (core), 0);
  confab_model_account_set_server_keeps (account, CONFAB_SERVER_KEEPS_CONTACTS);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

/* One that says nothing. */
static GtkWindow *
build_mute (GtkApplication *application, ConfabCore *core) {
  add_line (core, FALSE);
  gallery_look_add_fact (core, CONFAB_FACT_ARCHIVE, 0, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_ARCHIVE_DEFAULT, CONFAB_FACT_UNSAID, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_ARCHIVE_OLDEST, CONFAB_FACT_UNSAID, NULL);
  gallery_look_add_fact (core, CONFAB_FACT_DEVICES, CONFAB_FACT_UNSAID, NULL);
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static GtkWindow *
build_off (GtkApplication *application, ConfabCore *core) {
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_OFF);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static GtkWindow *
build_hosts (GtkApplication *application, ConfabCore *core) {
  const ConfabHostFacts hosts[] = {
    { CONFAB_HOST_NAME, "_xmpps-client._tcp.example.org", NULL, 0, 3, FALSE, 0, 0 },
    { CONFAB_HOST_NAME, "_xmpp-client._tcp.example.org", NULL, 0, 3, FALSE, 0, 0 },
    { CONFAB_HOST_NAME, "chat.example.org", NULL, 0, 1, FALSE, 0, 0 },
    { CONFAB_HOST_ACCOUNT, "chat.example.org", NULL, 5223, 3, TRUE, 1234567, 345678 },
    { CONFAB_HOST_ACCOUNT, "hidden.example", "localhost:9050", 5223, 1, FALSE, 4321, 1234 },
    { CONFAB_HOST_SIGN_UP, "a-server-with-a-very-long-name.of-many-parts.example", NULL, 5222, 1,
        FALSE, 9876, 1111 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    gallery_look_add_host (core, &hosts[i]);
  gallery_people_add_some (core, CONFAB_ACCOUNT_SIGNED_IN);
  return GTK_WINDOW (confab_window_main_new (application, core));
}

/* All lines go through another computer. */
static GtkWindow *
build_between (GtkApplication *application, ConfabCore *core) {
  const ConfabHostFacts hidden = { CONFAB_HOST_ACCOUNT, "example.org", "localhost:9050", 5223, 1,
    TRUE, 4321, 1234 };

  gallery_look_add_host (core, &hidden);
  return build_off (application, core);
}

static ConfabSafetyPage *
present_page (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  confab_safety_leads_add (page, core);
  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  return page;
}

static void
act_card (GtkWindow *window, ConfabCore *core) {
  confab_safety_page_push (
      present_page (window, core), ADW_NAVIGATION_PAGE (confab_safety_card_new (core, NULL)));
}

static GtkWidget *
find_scrolled (GtkWidget *widget) {
  GtkWidget *found = GTK_IS_SCROLLED_WINDOW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
      child = gtk_widget_get_next_sibling (child))
    found = find_scrolled (child);
  return found;
}

static gboolean
on_scroll (gpointer data) {
  GtkWidget *scrolled = find_scrolled (data);
  GtkAdjustment *adjustment =
      scrolled != NULL ? gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled))
                       : NULL;

  if (adjustment != NULL)
    gtk_adjustment_set_value (
        adjustment, gtk_adjustment_get_page_size (adjustment) * 0.9 *
                        (double)GPOINTER_TO_INT (g_object_get_data (G_OBJECT (data), "pages")));
  return G_SOURCE_REMOVE;
}

static void
act_card_at (GtkWindow *window, ConfabCore *core, int n_pages) {
  ConfabSafetyPage *page = present_page (window, core);
  ConfabSafetyCard *card = confab_safety_card_new (core, NULL);

  confab_safety_page_push (page, ADW_NAVIGATION_PAGE (card));
  g_object_set_data (G_OBJECT (card), "pages", GINT_TO_POINTER (n_pages));
  g_timeout_add_full (G_PRIORITY_DEFAULT, 90, on_scroll, g_object_ref (card), g_object_unref);
}

static void
act_card_second (GtkWindow *window, ConfabCore *core) {
  act_card_at (window, core, 1);
}

static void
act_card_third (GtkWindow *window, ConfabCore *core) {
  act_card_at (window, core, 2);
}

static void
act_hosts (GtkWindow *window, ConfabCore *core) {
  confab_safety_page_push (
      present_page (window, core), ADW_NAVIGATION_PAGE (confab_safety_hosts_new (core)));
}

static void
act_where (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 1);

  confab_safety_where_present (core, contact, GTK_WIDGET (window));
}

const GalleryScene gallery_server_scenes[] = {
  { "server-told", build_told, act_card },
  { "server-told-second", build_told, act_card_second },
  { "server-told-third", build_told, act_card_third },
  { "server-mute", build_mute, act_card },
  { "server-off", build_off, act_card },
  { "server-hosts", build_hosts, act_hosts },
  { "server-hosts-none", build_off, act_hosts },
  { "server-where", build_off, act_where },
  { "server-where-between", build_between, act_where },
  { NULL },
};
