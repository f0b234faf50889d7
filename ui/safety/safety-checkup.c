/* A page that is gone through in a minute, once a month or whenever the user likes. It shows what
 * is off, each with the way back, and makes nothing weaker. That it was done is kept with its day;
 * nobody is reminded of anything else. */

#include "safety/safety-checkup.h"

#include <glib/gi18n.h>

#include "safety/safety-rest.h"
#include "safety/safety-words.h"
#include "widgets/widgets-rows.h"
#include "widgets/widgets-watch.h"
#include "widgets/widgets-when.h"

typedef struct {
  ConfabCore *core; /* owned */
  ConfabWidgetsWatch *watch;
  GPtrArray *rows; /* that are shown; borrowed from the tree */
  AdwPreferencesGroup *needs;
  AdwPreferencesGroup *weaker;
  AdwNavigationPage *page; /* borrowed: it owns this */
} Checkup;

#define CHECKUP "confab-checkup"
#define CHOICE "confab-choice"

static void
checkup_free (gpointer data) {
  Checkup *checkup = data;

  g_clear_pointer (&checkup->watch, confab_widgets_watch_free);
  g_ptr_array_unref (checkup->rows);
  g_object_unref (checkup->core);
  g_free (checkup);
}

char *
confab_safety_checkup_dup_when (ConfabCore *core) {
  gint64 last_us = confab_core_get_guided_us (core);
  g_autofree char *day = NULL;

  if (last_us <= 0)
    return g_strdup (_ ("Not done yet."));
  day = confab_widgets_when_dup_day (last_us);
  if (confab_core_is_guide_due (core))
    /* Translators: %s is a day in the past, "on 3 May". */
    return g_strdup_printf (_ ("Last done %s: a month or more ago."), day);
  /* Translators: %s is a day in the past, "on 3 May". */
  return g_strdup_printf (_ ("Last done %s."), day);
}

/* ---- rows ---- */

static GtkWidget *
add_row (Checkup *checkup, AdwPreferencesGroup *group, const char *title, const char *text) {
  GtkWidget *row = confab_widgets_row_new (title, text);

  adw_preferences_group_add (group, row);
  g_ptr_array_add (checkup->rows, row);
  return row;
}

static GtkWidget *
add_button (GtkWidget *row, const char *label) {
  const char *what = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row));
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, what, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_need (Checkup *checkup, const char *title, const char *action) {
  GtkWidget *row = add_row (checkup, checkup->needs, title, NULL);

  if (action != NULL)
    gtk_actionable_set_action_name (GTK_ACTIONABLE (add_button (row, _ ("Look at it"))), action);
}

static void
show_needs (Checkup *checkup, const ConfabSafetyFacts *facts) {
  guint n_requests = g_list_model_get_n_items (confab_core_get_requests (checkup->core));
  g_autofree char *requests = g_strdup_printf (
      ngettext ("%u request waits for an answer", "%u requests wait for an answer", n_requests),
      n_requests);

  if (facts->n_new_devices > 0)
    add_need (checkup, _ ("A device signed in as you. Was that you?"), "win.accounts");
  if (facts->is_server_refused)
    add_need (
        checkup, _ ("Confab did not sign in: the server was not what it must be."), "win.accounts");
  if (n_requests > 0)
    add_need (checkup, requests, NULL);
  if (facts->n_new_devices == 0 && !facts->is_server_refused && n_requests == 0)
    add_need (checkup, _ ("Nothing here needs you."), NULL);
}

/* ---- what is weaker ---- */

static void
on_rest_answered (gboolean is_answered, ConfabCoreRest rest, gpointer data) {
  g_autoptr (ConfabCore) core = data;

  if (is_answered)
    dex_future_disown (
        confab_core_choose_keep (core, CONFAB_KEEP_UNTIL_CLOSED, CONFAB_TERM_UNTIL_CHANGED, rest));
}

static void
on_switch_on (GtkWidget *button, Checkup *checkup) {
  ConfabChoice choice = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), CHOICE));

  if (choice == CONFAB_CHOICE_KEEP)
    confab_safety_rest_ask (button, on_rest_answered, g_object_ref (checkup->core));
  else
    dex_future_disown (confab_core_choose (
        checkup->core, choice, confab_safety_choice_start (choice), CONFAB_TERM_UNTIL_CHANGED));
}

static void
add_weaker (Checkup *checkup, ConfabChoice choice, const ConfabSafetyFacts *facts) {
  const char *question = confab_safety_words_question (choice);
  g_autofree char *state = confab_safety_words_dup_state (confab_safety_register_find (choice),
      (ConfabRiskState){ facts->until_us[choice] != 0 ? CONFAB_STATE_OFF_UNTIL : CONFAB_STATE_OFF,
          facts->until_us[choice] });
  /* Translators: what was chosen, and how long it holds: "Open it. Off until Sat 14:00". */
  g_autofree char *text = g_strdup_printf (
      _ ("%s. %s"), confab_safety_words_value (choice, facts->choices[choice]), state);
  GtkWidget *button =
      add_button (add_row (checkup, checkup->weaker, question, text), _ ("Switch on"));

  g_object_set_data (G_OBJECT (button), CHOICE, GINT_TO_POINTER (choice));
  g_signal_connect (button, "clicked", G_CALLBACK (on_switch_on), checkup);
}

static void
update (Checkup *checkup) {
  ConfabSafetyFacts facts;
  guint n_weaker = 0;

  confab_model_safety_gather (
      confab_core_get_safety (checkup->core), confab_core_get_accounts (checkup->core), &facts);
  for (guint i = 0; i < checkup->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (checkup->rows, i);

    adw_preferences_group_remove (gtk_widget_is_ancestor (row, GTK_WIDGET (checkup->needs))
                                      ? checkup->needs
                                      : checkup->weaker,
        row);
  }
  g_ptr_array_set_size (checkup->rows, 0);
  show_needs (checkup, &facts);
  for (guint i = 1; i < CONFAB_CHOICE_COUNT; i++) {
    if (!confab_safety_choice_weakens ((ConfabChoice)i, facts.choices[i]))
      continue;
    add_weaker (checkup, (ConfabChoice)i, &facts);
    n_weaker++;
  }
  if (n_weaker == 0)
    add_row (checkup, checkup->weaker, _ ("Nothing is off."), NULL);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  update (data);
}

static void
on_changed (GObject *page) {
  update (g_object_get_data (page, CHECKUP));
}

/* ---- the end ---- */

static void
on_done (GtkWidget *row, Checkup *checkup) {
  dex_future_disown (confab_core_set_guide_page (checkup->core, 0));
  gtk_widget_activate_action (GTK_WIDGET (checkup->page), "navigation.pop", NULL);
}

static void
add_end (Checkup *checkup, AdwPreferencesPage *content) {
  AdwPreferencesGroup *group = confab_widgets_group_add (content, "", NULL);
  GtkWidget *again = adw_button_row_new ();
  GtkWidget *done = adw_button_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (again), _ ("Go through all questions"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (again), "win.guide");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (done), _ ("Done for this month"));
  gtk_widget_add_css_class (done, "suggested-action");
  g_signal_connect (done, "activated", G_CALLBACK (on_done), checkup);
  adw_preferences_group_add (group, done);
  adw_preferences_group_add (group, again);
}

AdwNavigationPage *
confab_safety_checkup_page_new (ConfabCore *core) {
  Checkup *checkup = g_new0 (Checkup, 1);
  GtkWidget *content = adw_preferences_page_new ();
  AdwPreferencesPage *groups = ADW_PREFERENCES_PAGE (content);
  AdwNavigationPage *page =
      adw_navigation_page_new (confab_widgets_page_view_new (content), _ ("One minute a month"));
  g_autofree char *when = confab_safety_checkup_dup_when (core);

  checkup->core = g_object_ref (core);
  checkup->rows = g_ptr_array_new ();
  checkup->page = page;
  checkup->needs = confab_widgets_group_add (groups, _ ("What needs you"), when);
  checkup->weaker = confab_widgets_group_add (groups, _ ("What is off"), NULL);
  add_end (checkup, groups);
  g_object_set_data_full (G_OBJECT (page), CHECKUP, checkup, checkup_free);
  g_signal_connect_object (
      confab_core_get_safety (core), "changed", G_CALLBACK (on_changed), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (confab_core_get_requests (core), "items-changed",
      G_CALLBACK (on_changed), page, G_CONNECT_SWAPPED);
  checkup->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, checkup);
  update (checkup);
  return page;
}
