/* Rows that lead to a page of evidence. They stand in the group of the protection that they show,
 * and decide nothing. */

#include "safety/safety-leads.h"

#include <glib/gi18n.h>

#include "safety/safety-blocked.h"
#include "safety/safety-card.h"
#include "safety/safety-hosts.h"
#include "widgets/widgets-rows.h"

#define CORE "confab-core"

static ConfabCore *
core_of (GtkWidget *row) {
  return g_object_get_data (G_OBJECT (row), CORE);
}

static void
on_server_activated (GtkWidget *row, ConfabSafetyPage *page) {
  confab_safety_page_push (
      page, ADW_NAVIGATION_PAGE (confab_safety_card_new (core_of (row), NULL)));
}

static void
on_hosts_activated (GtkWidget *row, ConfabSafetyPage *page) {
  confab_safety_page_push (page, ADW_NAVIGATION_PAGE (confab_safety_hosts_new (core_of (row))));
}

static void
on_blocked_activated (GtkWidget *row, ConfabSafetyPage *page) {
  confab_safety_page_push (page, ADW_NAVIGATION_PAGE (confab_safety_blocked_new (core_of (row))));
}

static GtkWidget *
row_new (ConfabSafetyPage *page, ConfabCore *core, const char *title, const char *sentence,
    GCallback on_activated) {
  GtkWidget *row = confab_widgets_row_new (title, sentence);

  confab_widgets_row_lead_on (row);
  g_object_set_data_full (G_OBJECT (row), CORE, g_object_ref (core), g_object_unref);
  g_signal_connect_object (row, "activated", on_activated, page, 0);
  return row;
}

void
confab_safety_leads_add (ConfabSafetyPage *page, ConfabCore *core) {
  confab_safety_page_add_row (page, CONFAB_GROUP_PEOPLE,
      row_new (page, core, _ ("Who is blocked"),
          _ ("Everybody on your block list. Each can be let through again."),
          G_CALLBACK (on_blocked_activated)));
  confab_safety_page_add_row (page, CONFAB_GROUP_EAVESDROPPING,
      row_new (page, core, _ ("Look at my server"),
          _ ("The line to it, who runs it, what it keeps, and what it says about your data."),
          G_CALLBACK (on_server_activated)));
  confab_safety_page_add_row (page, CONFAB_GROUP_SEEN,
      row_new (page, core, _ ("Whom Confab talks to"),
          _ ("Each host since Confab was opened, what for, and how much."),
          G_CALLBACK (on_hosts_activated)));
}
