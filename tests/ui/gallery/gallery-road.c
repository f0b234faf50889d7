/* Scenes of the way to servers: its page, what the window says while Tor is down, the question
 * before it is straight again, and who sees where one connects from then. */

#include "gallery-people.h"

#include "safety/safety-leads.h"
#include "safety/safety-page.h"
#include "safety/safety-road.h"
#include "safety/safety-where.h"
#include "window/window-main.h"

static GtkWindow *
show (GtkApplication *application, ConfabCore *core, const ConfabModelRoad *road,
    ConfabModelProblem problem) {
  g_autoptr (ConfabModelAccount) account = NULL;

  dex_future_disown (confab_core_choose_road (core, NULL, road, NULL));
  gallery_people_add_some (
      core, problem == CONFAB_PROBLEM_NONE ? CONFAB_ACCOUNT_SIGNED_IN : CONFAB_ACCOUNT_WAITING);
  account = g_list_model_get_item (confab_core_get_accounts (core), 0);
  if (problem == CONFAB_PROBLEM_PROXY_PASSWORD)
    confab_model_account_set_state (account, CONFAB_ACCOUNT_REFUSED, 0, problem, "");
  else if (problem != CONFAB_PROBLEM_NONE)
    confab_model_account_set_state (account, CONFAB_ACCOUNT_WAITING, 20, problem, "example.org");
  return GTK_WINDOW (confab_window_main_new (application, core));
}

static GtkWindow *
build_straight (GtkApplication *application, ConfabCore *core) {
  g_autoptr (ConfabModelRoad) road = confab_model_road_new (CONFAB_ROAD_STRAIGHT);

  return show (application, core, road, CONFAB_PROBLEM_NONE);
}

static GtkWindow *
build_tor (GtkApplication *application, ConfabCore *core) {
  g_autoptr (ConfabModelRoad) road = confab_model_road_new (CONFAB_ROAD_TOR);

  return show (application, core, road, CONFAB_PROBLEM_NONE);
}

static GtkWindow *
build_down (GtkApplication *application, ConfabCore *core) {
  g_autoptr (ConfabModelRoad) road = confab_model_road_new (CONFAB_ROAD_TOR);

  return show (application, core, road, CONFAB_PROBLEM_TOR);
}

static GtkWindow *
build_proxy (GtkApplication *application, ConfabCore *core) {
  g_autoptr (ConfabModelRoad) road = confab_model_road_new_proxy (
      CONFAB_ROAD_SOCKS, "a-proxy-with-a-long-name.of-many-parts.example", 1080, "carla");

  return show (application, core, road, CONFAB_PROBLEM_PROXY_PASSWORD);
}

static GtkWindow *
build_where (GtkApplication *application, ConfabCore *core) {
  const ConfabHostFacts hidden = { CONFAB_HOST_ACCOUNT, "example.org", CONFAB_MODEL_HOST_TOR, 5223,
    1, TRUE, 4321, 1234 };

  gallery_look_add_host (core, &hidden);
  return build_tor (application, core);
}

/* Before Tor there was a proxy in this run: it has seen where they come from. */
static GtkWindow *
build_where_both (GtkApplication *application, ConfabCore *core) {
  const ConfabHostFacts seen = { CONFAB_HOST_ACCOUNT, "example.org", "10.0.0.1:1080", 5223, 1,
    FALSE, 4321, 1234 };

  gallery_look_add_host (core, &seen);
  return build_where (application, core);
}

static void
act_page (GtkWindow *window, ConfabCore *core) {
  ConfabSafetyPage *page = confab_safety_page_new (core);

  confab_safety_leads_add (page, core);
  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (window));
  confab_safety_page_push (page, ADW_NAVIGATION_PAGE (confab_safety_road_new (core, NULL)));
}

static void
act_dialog (GtkWindow *window, ConfabCore *core) {
  confab_safety_road_present (core, NULL, GTK_WIDGET (window));
}

/* The page of one account. */
static void
act_own (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (core), 0);
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_navigation_view_new ();

  adw_dialog_set_content_width (dialog, 440);
  adw_dialog_set_content_height (dialog, 620);
  adw_dialog_set_child (dialog, view);
  adw_navigation_view_push (
      ADW_NAVIGATION_VIEW (view), ADW_NAVIGATION_PAGE (confab_safety_road_new (core, account)));
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

static void
act_where (GtkWindow *window, ConfabCore *core) {
  g_autoptr (ConfabModelContact) contact =
      g_list_model_get_item (confab_core_get_contacts (core), 1);

  confab_safety_where_present (core, contact, GTK_WIDGET (window));
}

const GalleryScene gallery_road_scenes[] = {
  { "road", build_straight, act_page },
  { "road-tor", build_tor, act_page },
  { "road-down", build_down, NULL },
  { "road-down-page", build_down, act_dialog },
  { "road-proxy", build_proxy, act_page },
  { "road-own", build_tor, act_own },
  { "road-where", build_where, act_where },
  { "road-where-both", build_where_both, act_where },
  { NULL },
};
