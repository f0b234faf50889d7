/* Rows that lead to a page of evidence. They stand in the group of the protection that they show,
 * and decide nothing. */

#include "safety/safety-leads.h"

#include <glib/gi18n.h>

#include "core/core-files.h"
#include "safety/safety-blocked.h"
#include "safety/safety-card.h"
#include "safety/safety-hosts.h"
#include "safety/safety-road-words.h"
#include "safety/safety-road.h"
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
on_road_activated (GtkWidget *row, ConfabSafetyPage *page) {
  confab_safety_page_push (
      page, ADW_NAVIGATION_PAGE (confab_safety_road_new (core_of (row), NULL)));
}

static void
on_blocked_activated (GtkWidget *row, ConfabSafetyPage *page) {
  confab_safety_page_push (page, ADW_NAVIGATION_PAGE (confab_safety_blocked_new (core_of (row))));
}

/* Of the way of all accounts; the row knows the core already. */
static GtkWidget *
road_row_new (ConfabSafetyPage *page, ConfabCore *core) {
  GtkWidget *row = confab_safety_road_row_new (core, NULL);

  g_signal_connect_object (row, "activated", G_CALLBACK (on_road_activated), page, 0);
  return row;
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

/* ---- what files take ---- */

static char *
dup_room (const ConfabModelRoom *room) {
  g_autofree char *kept = g_format_size (room->kept);
  g_autofree char *kept_limit = g_format_size (room->kept_limit);
  g_autofree char *today = g_format_size (room->today);
  g_autofree char *today_limit = g_format_size (room->today_limit);

  if (room->kept_limit == 0)
    return g_strdup (_ ("Not counted yet."));
  /* Translators: sizes: "12 MB of 16 GB are here. 3 MB of 16 GB came today." */
  return g_strdup_printf (
      _ ("%s of %s are here. %s of %s came today."), kept, kept_limit, today, today_limit);
}

static void
on_counted (GtkWidget *row) {
  ConfabModelSafety *safety = confab_core_get_safety (core_of (row));
  g_autofree char *words = dup_room (confab_model_safety_get_room (safety));

  if (g_strcmp0 (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), words) != 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
}

static void
on_room_mapped (GtkWidget *row) {
  dex_future_disown (confab_core_measure_files (core_of (row)));
}

static GtkWidget *
room_row_new (ConfabCore *core) {
  GtkWidget *row = confab_widgets_row_new (_ ("What files take now"), "");

  g_object_set_data_full (G_OBJECT (row), CORE, g_object_ref (core), g_object_unref);
  g_signal_connect (row, "map", G_CALLBACK (on_room_mapped), NULL);
  g_signal_connect_object (
      confab_core_get_safety (core), "counted", G_CALLBACK (on_counted), row, G_CONNECT_SWAPPED);
  on_counted (row);
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
  confab_safety_page_add_row (page, CONFAB_GROUP_SEEN, road_row_new (page, core));
  confab_safety_page_add_row (page, CONFAB_GROUP_SEEN, room_row_new (core));
}
