/* The page of the quiet hours. The rows stand where the choice stands, also when it was changed
 * elsewhere; what could not be kept goes back. It is off until the switch is pressed, and then
 * offers the night. */

#include "safety/safety-quiet-page.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <string.h>

#include "base/base-weak.h"
#include "safety/safety-quiet.h"
#include "safety/safety-words.h"
#include "widgets/widgets-rows.h"

typedef struct {
  ConfabCore *core; /* owned */
  AdwSwitchRow *on;
  AdwComboRow *from;
  AdwComboRow *to;
  GtkLabel *note;
  gboolean is_updating;
} Hours;

static void
hours_free (gpointer data) {
  Hours *hours = data;

  g_object_unref (hours->core);
  g_free (hours);
}

static GtkStringList *
times_new (void) {
  GtkStringList *times = gtk_string_list_new (NULL);
  const char *format = nl_langinfo (T_FMT);
  gboolean counts_to_twelve = strstr (format, "%p") != NULL || strstr (format, "%r") != NULL;

  for (int step = 0; step < CONFAB_QUIET_STEPS; step++) {
    int minutes = step * CONFAB_QUIET_STEP_MINUTES;
    g_autoptr (GDateTime) time = g_date_time_new_utc (2000, 1, 1, minutes / 60, minutes % 60, 0);
    g_autofree char *words = g_date_time_format (time, counts_to_twelve ? "%-I:%M %p" : "%H:%M");

    gtk_string_list_append (times, words);
  }
  return times;
}

static int
chosen (Hours *hours) {
  return confab_model_safety_get (confab_core_get_safety (hours->core), CONFAB_CHOICE_QUIET);
}

static void
update (Hours *hours) {
  guint from;
  guint to;
  gboolean is_on = confab_safety_quiet_unpack (chosen (hours), &from, &to);

  hours->is_updating = TRUE;
  adw_switch_row_set_active (hours->on, is_on);
  gtk_widget_set_sensitive (GTK_WIDGET (hours->from), is_on);
  gtk_widget_set_sensitive (GTK_WIDGET (hours->to), is_on);
  if (is_on || !gtk_widget_get_mapped (GTK_WIDGET (hours->on))) {
    adw_combo_row_set_selected (hours->from, from);
    adw_combo_row_set_selected (hours->to, to);
  }
  gtk_label_set_text (hours->note,
      is_on && from == to ? _ ("From a time to the same time: it is quiet all day.")
                          : _ ("What comes meanwhile is there afterwards, and one notification "
                               "says how much it was."));
  hours->is_updating = FALSE;
}

static DexFuture *
on_not_kept (DexFuture *future, gpointer data) {
  g_autoptr (GObject) page = g_weak_ref_get (data);

  if (page != NULL)
    update (g_object_get_data (page, "confab-hours"));
  return NULL;
}

static void
on_changed (GObject *row, GParamSpec *pspec, GObject *page) {
  Hours *hours = g_object_get_data (page, "confab-hours");
  int value = CONFAB_QUIET_OFF;

  if (hours->is_updating)
    return;
  if (adw_switch_row_get_active (hours->on))
    value = confab_safety_quiet_pack (
        adw_combo_row_get_selected (hours->from), adw_combo_row_get_selected (hours->to));
  if (value == chosen (hours))
    return;
  dex_future_disown (dex_future_catch (
      confab_core_choose (hours->core, CONFAB_CHOICE_QUIET, value, CONFAB_TERM_UNTIL_CHANGED),
      on_not_kept, confab_base_weak_new (page), confab_base_weak_free));
}

static void
on_safety_changed (GObject *page) {
  update (g_object_get_data (page, "confab-hours"));
}

static AdwComboRow *
time_row_new (const char *title) {
  g_autoptr (GtkStringList) times = times_new ();
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (times));
  return ADW_COMBO_ROW (row);
}

static GtkWidget *
rows_new (Hours *hours, AdwNavigationPage *page) {
  GtkWidget *group = adw_preferences_group_new ();

  hours->on = ADW_SWITCH_ROW (adw_switch_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (hours->on), _ ("Quiet hours"));
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (hours->on), _ ("No sound and no notification in these hours."));
  hours->from = time_row_new (C_ ("quiet hours", "From"));
  hours->to = time_row_new (C_ ("quiet hours", "To"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (hours->on));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (hours->from));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (hours->to));
  g_signal_connect_object (hours->on, "notify::active", G_CALLBACK (on_changed), page, 0);
  g_signal_connect_object (hours->from, "notify::selected", G_CALLBACK (on_changed), page, 0);
  g_signal_connect_object (hours->to, "notify::selected", G_CALLBACK (on_changed), page, 0);
  return group;
}

AdwNavigationPage *
confab_safety_quiet_page_new (ConfabCore *core) {
  Hours *hours = g_new0 (Hours, 1);
  GtkWidget *content = adw_preferences_page_new ();
  GtkWidget *notes = adw_preferences_group_new ();
  AdwNavigationPage *page = adw_navigation_page_new (
      confab_widgets_page_view_new (content), confab_safety_words_question (CONFAB_CHOICE_QUIET));

  hours->core = g_object_ref (core);
  hours->is_updating = TRUE;
  hours->note = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (hours->note, TRUE);
  gtk_label_set_xalign (hours->note, 0);
  g_object_set_data_full (G_OBJECT (page), "confab-hours", hours, hours_free);
  adw_preferences_page_add (
      ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (rows_new (hours, page)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (notes), GTK_WIDGET (hours->note));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (content), ADW_PREFERENCES_GROUP (notes));
  g_signal_connect_object (confab_core_get_safety (core), "changed", G_CALLBACK (on_safety_changed),
      page, G_CONNECT_SWAPPED);
  update (hours);
  return page;
}
