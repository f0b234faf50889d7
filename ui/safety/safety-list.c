/* The screen of the private list. What is typed stands in a buffer that is locked and wiped; of
 * what is on the list it shows an edge, enough to know it again and too little to read it. It never
 * keeps a word, and a word that the password safe did not take stays in the entry. */

#include "safety/safety-list.h"

#include <glib/gi18n.h>

#include "widgets/widgets-notice.h"
#include "widgets/widgets-speak.h"

#define DOT 0x2022
#define MAX_DOTS 16

struct _ConfabSafetyList {
  AdwDialog parent_instance;

  ConfabCore *core; /* owned */
  gboolean is_busy;

  /* template */
  GtkLabel *place_label;
  GtkEditable *entry;
  GtkWidget *add_button;
  ConfabWidgetsNotice *notice;
  GtkWidget *again_button;
  GtkWidget *list_group;
  GtkListBox *list;
  GtkWidget *empty_group;
};

G_DEFINE_FINAL_TYPE (ConfabSafetyList, confab_safety_list, ADW_TYPE_DIALOG)

/* ---- words for a word ---- */

char *
confab_safety_list_dup_hint (ConfabModelWord *word) {
  GString *hint = g_string_new (NULL);
  gunichar last = confab_model_word_get_last (word);
  guint n = confab_model_word_get_length (word) - (last != 0 ? 2 : 1);

  g_string_append_unichar (hint, confab_model_word_get_first (word));
  for (guint i = 0; i < MIN (n, MAX_DOTS); i++)
    g_string_append_unichar (hint, DOT);
  if (last != 0)
    g_string_append_unichar (hint, last);
  return g_string_free (hint, FALSE);
}

char *
confab_safety_list_dup_spoken (ConfabModelWord *word) {
  char first[7] = "", last[7] = "";
  guint n = confab_model_word_get_length (word);

  g_unichar_to_utf8 (confab_model_word_get_first (word), first);
  if (confab_model_word_get_last (word) == 0)
    /* Translators: %u is how many letters and digits a word has, %s its first. */
    return g_strdup_printf (
        ngettext ("%u character: %s", "%u characters, beginning with %s", n), n, first);
  g_unichar_to_utf8 (confab_model_word_get_last (word), last);
  /* Translators: %u is how many letters and digits a word has, then its first and its last. */
  return g_strdup_printf (ngettext ("%u character, from %s to %s",
                              "%u characters, beginning with %s and ending with %s", n),
      n, first, last);
}

/* ---- what is so ---- */

static gboolean
has_text (ConfabSafetyList *self) {
  return *gtk_editable_get_text (self->entry) != '\0';
}

static void
update (ConfabSafetyList *self) {
  guint n = g_list_model_get_n_items (confab_core_get_words (self->core));
  gboolean is_read = confab_core_are_words_read (self->core);
  gboolean may_add = is_read && n < CONFAB_MODEL_MAX_WORDS;

  gtk_widget_set_sensitive (GTK_WIDGET (self->entry), may_add);
  gtk_widget_set_sensitive (self->add_button, may_add && !self->is_busy && has_text (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), !self->is_busy);
  gtk_widget_set_sensitive (self->again_button, !self->is_busy);
  gtk_widget_set_visible (self->list_group, n > 0);
  gtk_widget_set_visible (self->empty_group, is_read && n == 0);
  if (n >= CONFAB_MODEL_MAX_WORDS)
    confab_widgets_notice_show (
        self->notice, _ ("The list is full."), _ ("Take something off it to make room."));
}

static void
on_changed (ConfabSafetyList *self) {
  if (self->core != NULL)
    update (self);
}

static void
set_busy (ConfabSafetyList *self, gboolean is_busy) {
  self->is_busy = is_busy;
  update (self);
}

/* ---- reading ---- */

static DexFuture *
on_read (DexFuture *completed, gpointer data) {
  ConfabSafetyList *self = data;
  g_autoptr (GError) error = NULL;
  gboolean is_read = dex_future_get_value (completed, &error) != NULL;

  if (is_read)
    confab_widgets_notice_hide (self->notice);
  else
    confab_widgets_notice_show_error (self->notice, error);
  gtk_widget_set_visible (self->again_button, !is_read);
  set_busy (self, FALSE);
  return NULL;
}

static void
on_again (ConfabSafetyList *self) {
  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (
      confab_core_read_words (self->core), on_read, g_object_ref (self), g_object_unref));
}

/* ---- changing ---- */

static DexFuture *
on_added (DexFuture *completed, gpointer data) {
  ConfabSafetyList *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (completed, &error) != NULL) {
    gtk_editable_set_text (self->entry, "");
    confab_widgets_notice_hide (self->notice);
    confab_widgets_speak (
        GTK_WIDGET (self), _ ("It is on the list now."), GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_LOW);
  } else if (g_error_matches (error, CONFAB_CORE_ERROR, CONFAB_PROBLEM_EXISTS)) {
    confab_widgets_notice_show (self->notice, _ ("This is on your list already."), NULL);
  } else {
    confab_widgets_notice_show_error (self->notice, error);
  }
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return NULL;
}

static void
on_add (ConfabSafetyList *self) {
  g_autoptr (ConfabSecret) word = NULL;

  if (self->is_busy || !has_text (self))
    return;
  word = confab_base_secret_new_string (gtk_editable_get_text (self->entry));
  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (
      confab_core_add_word (self->core, word), on_added, g_object_ref (self), g_object_unref));
}

static DexFuture *
on_removed (DexFuture *completed, gpointer data) {
  ConfabSafetyList *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (completed, &error) != NULL)
    confab_widgets_notice_hide (self->notice);
  else
    confab_widgets_notice_show_error (self->notice, error);
  set_busy (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return NULL;
}

typedef struct {
  ConfabSafetyList *self;
  ConfabModelWord *word;
} Removal;

static void
removal_free (gpointer data, GClosure *closure) {
  Removal *removal = data;

  g_object_unref (removal->self);
  g_object_unref (removal->word);
  g_free (removal);
}

static void
on_removal_answered (AdwAlertDialog *dialog, const char *response, gpointer data) {
  const Removal *removal = data;
  ConfabSafetyList *self = removal->self;

  if (!g_str_equal (response, "remove") || self->is_busy)
    return;
  set_busy (self, TRUE);
  dex_future_disown (dex_future_finally (confab_core_remove_word (self->core, removal->word),
      on_removed, g_object_ref (self), g_object_unref));
}

static void
on_remove_clicked (GtkWidget *button, ConfabSafetyList *self) {
  AdwDialog *dialog = adw_alert_dialog_new (_ ("Take it off the list?"),
      _ ("Confab then no longer asks before it goes to somebody you do not know in life."));
  Removal *removal = g_new0 (Removal, 1);

  removal->self = g_object_ref (self);
  removal->word = g_object_ref (g_object_get_data (G_OBJECT (button), "confab-word"));
  adw_alert_dialog_add_responses (
      ADW_ALERT_DIALOG (dialog), "cancel", _ ("Cancel"), "remove", _ ("Take it off"), NULL);
  adw_alert_dialog_set_response_appearance (
      ADW_ALERT_DIALOG (dialog), "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_data (
      dialog, "response", G_CALLBACK (on_removal_answered), removal, removal_free, 0);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* ---- the dialog ---- */

static GtkWidget *
row_new (gpointer item, gpointer data) {
  g_autofree char *hint = confab_safety_list_dup_hint (item);
  g_autofree char *spoken = confab_safety_list_dup_spoken (item);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), hint);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("Take it off the list"));
  g_object_set_data_full (G_OBJECT (button), "confab-word", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_remove_clicked), data, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
confab_safety_list_dispose (GObject *object) {
  g_clear_object (&CONFAB_SAFETY_LIST (object)->core);
  G_OBJECT_CLASS (confab_safety_list_parent_class)->dispose (object);
}

static void
confab_safety_list_class_init (ConfabSafetyListClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_safety_list_dispose;
  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/safety/safety-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyList, place_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyList, entry);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyList, add_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyList, notice);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyList, again_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyList, list_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyList, list);
  gtk_widget_class_bind_template_child (widget_class, ConfabSafetyList, empty_group);
  gtk_widget_class_bind_template_callback (widget_class, on_add);
  gtk_widget_class_bind_template_callback (widget_class, on_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
}

static void
confab_safety_list_init (ConfabSafetyList *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
confab_safety_list_present (GtkWidget *parent, ConfabCore *core) {
  ConfabSafetyList *self = g_object_new (CONFAB_TYPE_SAFETY_LIST, NULL);

  self->core = g_object_ref (core);
  gtk_label_set_text (self->place_label,
      confab_core_is_until_quit (core)
          ? _ ("You use Confab until you quit, and the list goes with it.")
          : _ ("It is kept in your computer’s password safe, and nowhere else."));
  gtk_list_box_bind_model (self->list, confab_core_get_words (core), row_new, self, NULL);
  g_signal_connect_object (
      confab_core_get_words (core), "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  if (!confab_core_are_words_read (core))
    on_again (self);
  adw_dialog_set_focus (ADW_DIALOG (self), GTK_WIDGET (self->entry));
  adw_dialog_present (ADW_DIALOG (self), parent);
}

GtkWidget *
confab_safety_list_row_new (void) {
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_with_label (C_ ("the private list", "Open"));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Your private list"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
      _ ("Words, names and numbers of yours that Confab asks about before they go to somebody you "
         "do not know in life."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.private-list");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
  return row;
}
