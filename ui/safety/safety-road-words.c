/* The way to servers in words, and the rows that lead to its page. It says what was chosen, and
 * nothing of whether anybody is there. */

#include "safety/safety-road-words.h"

#include <glib/gi18n.h>

#include "widgets/widgets-rows.h"

#define CORE "confab-core"
#define ACCOUNT "confab-account"

char *
confab_safety_road_dup_name (const ConfabModelRoad *road) {
  switch (road->kind) {
  case CONFAB_ROAD_CLOSED:
    return g_strdup (_ ("Not known: nothing goes out"));
  case CONFAB_ROAD_AS_ALL:
    return g_strdup (_ ("As all accounts"));
  case CONFAB_ROAD_STRAIGHT:
    return g_strdup (_ ("Straight there"));
  case CONFAB_ROAD_TOR:
    return g_strdup (_ ("Through Tor"));
  case CONFAB_ROAD_SOCKS:
  case CONFAB_ROAD_HTTP:
    break;
  }
  /* Translators: the first is the name of a computer, the second a number: "Through 10.0.0.1:1080".
   */
  return g_strdup_printf (_ ("Through %s:%u"), road->host, road->port);
}

char *
confab_safety_road_dup_words (ConfabCore *core, ConfabModelAccount *account) {
  g_autoptr (ConfabModelRoad) road = confab_core_dup_road (core, account);
  g_autoptr (ConfabModelRoad) all = NULL;
  g_autofree char *words = NULL;

  if (road->kind != CONFAB_ROAD_AS_ALL)
    return confab_safety_road_dup_name (road);
  all = confab_core_dup_road (core, NULL);
  words = confab_safety_road_dup_name (all);
  /* Translators: %s is one of "Straight there", "Through Tor" and the like. */
  return g_strdup_printf (_ ("As all accounts: %s"), words);
}

gboolean
confab_safety_road_is_about (ConfabModelProblem problem) {
  return problem == CONFAB_PROBLEM_PROXY || problem == CONFAB_PROBLEM_PROXY_PASSWORD ||
         problem == CONFAB_PROBLEM_PROXY_REFUSED || problem == CONFAB_PROBLEM_TOR ||
         problem == CONFAB_PROBLEM_TOR_REFUSED || problem == CONFAB_PROBLEM_ROAD;
}

/* ---- rows that lead there ---- */

static void
update_row (GtkWidget *row) {
  g_autofree char *words = confab_safety_road_dup_words (
      g_object_get_data (G_OBJECT (row), CORE), g_object_get_data (G_OBJECT (row), ACCOUNT));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
}

GtkWidget *
confab_safety_road_row_new (ConfabCore *core, ConfabModelAccount *account) {
  GtkWidget *row = confab_widgets_row_new (_ ("Tor or proxy"), "");

  confab_widgets_row_lead_on (row);
  g_object_set_data_full (G_OBJECT (row), CORE, g_object_ref (core), g_object_unref);
  if (account != NULL)
    g_object_set_data_full (G_OBJECT (row), ACCOUNT, g_object_ref (account), g_object_unref);
  g_signal_connect_object (
      confab_core_get_safety (core), "changed", G_CALLBACK (update_row), row, G_CONNECT_SWAPPED);
  update_row (row);
  return row;
}
