/* One choice as radio rows. The mark stands where the choice really is: a weaker value is marked
 * only after the sheet was answered, and goes back by itself when it ends. */

#include "safety/safety-choose.h"

#include <glib/gi18n.h>

#include "safety/safety-rest.h"
#include "safety/safety-weaken.h"
#include "safety/safety-words.h"

#define MAX_VALUES CONFAB_SAFETY_WORDS_VALUES

struct _ConfabSafetyChoose {
  AdwNavigationPage parent_instance;

  /* owned */
  ConfabCore *core;

  /* children */
  GtkCheckButton *marks[MAX_VALUES]; /* by value; NULL: not offered */
  GtkLabel *note;

  ConfabChoice choice;
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (ConfabSafetyChoose, confab_safety_choose, ADW_TYPE_NAVIGATION_PAGE)

static void
update (ConfabSafetyChoose *self) {
  ConfabModelSafety *safety = confab_core_get_safety (self->core);
  int value = confab_model_safety_get (safety, self->choice);
  gint64 until_us = confab_model_safety_get_until (safety, self->choice);
  g_autofree char *note = NULL;

  self->is_updating = TRUE;
  for (int i = 0; i < MAX_VALUES; i++)
    if (self->marks[i] != NULL && i == value)
      gtk_check_button_set_active (self->marks[i], TRUE);
  self->is_updating = FALSE;
  if (until_us != 0) {
    g_autofree char *until = confab_safety_words_dup_until (until_us);
    /* Translators: %s is a time, "Sat 14:00". */
    note = g_strdup_printf (_ ("Until %s. Then the suggested one holds again by itself."), until);
  }
  gtk_label_set_text (self->note, note != NULL ? note : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), note != NULL);
}

static void
on_weakened (gboolean is_weakened, gpointer data) {
  update (data);
}

/* How long chats stay: first what becomes of what is here. */
typedef struct {
  ConfabSafetyChoose *self; /* owned */
  ConfabKeep keep;
} Keeping;

static void
on_rest_answered (gboolean is_answered, ConfabCoreRest rest, gpointer data) {
  g_autofree Keeping *keeping = data;
  g_autoptr (ConfabSafetyChoose) self = keeping->self;

  if (!is_answered)
    update (self);
  else if (confab_safety_choice_weakens (CONFAB_CHOICE_KEEP, (int)keeping->keep))
    confab_safety_weaken_present_keep (GTK_WIDGET (self), self->core, keeping->keep, rest,
        on_weakened, g_object_ref (self), g_object_unref);
  else
    dex_future_disown (
        confab_core_choose_keep (self->core, keeping->keep, CONFAB_TERM_UNTIL_CHANGED, rest));
}

static void
ask_rest (ConfabSafetyChoose *self, ConfabKeep keep) {
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->self = g_object_ref (self);
  keeping->keep = keep;
  update (self);
  confab_safety_rest_ask (GTK_WIDGET (self), on_rest_answered, keeping);
}

static void
on_toggled (GtkCheckButton *mark, ConfabSafetyChoose *self) {
  int value = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (mark), "value"));

  if (self->is_updating || !gtk_check_button_get_active (mark) ||
      value == confab_model_safety_get (confab_core_get_safety (self->core), self->choice))
    return;
  if (self->choice == CONFAB_CHOICE_KEEP) {
    ask_rest (self, (ConfabKeep)value);
    return;
  }
  if (!confab_safety_choice_weakens (self->choice, value)) {
    dex_future_disown (
        confab_core_choose (self->core, self->choice, value, CONFAB_TERM_UNTIL_CHANGED));
    return;
  }
  update (self);
  confab_safety_weaken_present (GTK_WIDGET (self), self->core, self->choice, value, on_weakened,
      g_object_ref (self), g_object_unref);
}

static GtkWidget *
row_new (ConfabSafetyChoose *self, int value, GtkCheckButton **first) {
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *mark = gtk_check_button_new ();
  gboolean is_suggested = value == confab_safety_choice_start (self->choice);

  g_object_set_data (G_OBJECT (mark), "value", GINT_TO_POINTER (value));
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  if (*first != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (mark), *first);
  else
    *first = GTK_CHECK_BUTTON (mark);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (row), confab_safety_words_value (self->choice, value));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (
      ADW_ACTION_ROW (row), confab_safety_words_meaning (self->choice, value));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), mark);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), mark);
  if (is_suggested) {
    GtkWidget *label = gtk_label_new (_ ("Suggested"));

    gtk_widget_add_css_class (label, "caption");
    gtk_widget_add_css_class (label, "dimmed");
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  }
  self->marks[value] = GTK_CHECK_BUTTON (mark);
  g_signal_connect (mark, "toggled", G_CALLBACK (on_toggled), self);
  return row;
}

/* The suggested one stands first. */
static GtkWidget *
group_new (ConfabSafetyChoose *self) {
  GtkWidget *group = adw_preferences_group_new ();
  GtkCheckButton *first = NULL;
  int start = confab_safety_choice_start (self->choice);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (self, start, &first));
  for (int value = 0; value <= MIN (confab_safety_choice_last (self->choice), MAX_VALUES - 1);
      value++)
    if (value != start)
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (self, value, &first));
  return group;
}

static void
confab_safety_choose_dispose (GObject *object) {
  ConfabSafetyChoose *self = CONFAB_SAFETY_CHOOSE (object);

  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_safety_choose_parent_class)->dispose (object);
}

static void
confab_safety_choose_class_init (ConfabSafetyChooseClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_safety_choose_dispose;
}

static void
confab_safety_choose_init (ConfabSafetyChoose *self) {
}

ConfabSafetyChoose *
confab_safety_choose_new (ConfabCore *core, ConfabChoice choice) {
  ConfabSafetyChoose *self = g_object_new (CONFAB_TYPE_SAFETY_CHOOSE, NULL);
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();
  GtkWidget *notes = adw_preferences_group_new ();

  self->core = g_object_ref (core);
  self->choice = choice;
  self->note = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->note, TRUE);
  gtk_label_set_xalign (self->note, 0);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (notes), GTK_WIDGET (self->note));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (group_new (self)));
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (notes));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), confab_safety_words_question (choice));
  adw_navigation_page_set_child (ADW_NAVIGATION_PAGE (self), view);
  g_signal_connect_object (
      confab_core_get_safety (core), "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}
