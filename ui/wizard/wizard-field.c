/* Rows for what a server asks. Its words are shown as plain text, never as markup; its picture, of
 * bounded size, is painted from the bytes that came along, and nothing is fetched. */

#include "wizard/wizard-field.h"

#include <glib/gi18n.h>

#include "base/base-random.h"
#include "core/core-attach.h"
#include "widgets/widgets-texture.h"
#include "wizard/wizard-madeup.h"

#define PICTURE_HEIGHT 120 /* pixels at most */
#define PICTURE_SIDE 1000  /* of what is decoded */

static void
on_text_changed (GtkEditable *editable, ConfabModelField *field) {
  confab_model_field_set_value (field, gtk_editable_get_text (editable));
}

static void
on_switched (AdwSwitchRow *row, GParamSpec *pspec, ConfabModelField *field) {
  confab_model_field_set_value (field, adw_switch_row_get_active (row) ? "1" : "0");
}

static void
on_chosen (AdwComboRow *row, GParamSpec *pspec, ConfabModelField *field) {
  confab_model_field_set_value (
      field, confab_model_field_get_choice (field, adw_combo_row_get_selected (row)));
}

static GtkWidget *
text_row_new (ConfabModelField *field, gboolean is_secret) {
  GtkWidget *row = is_secret ? adw_password_entry_row_new () : adw_entry_row_new ();

  gtk_editable_set_text (GTK_EDITABLE (row), confab_model_field_get_value (field));
  g_signal_connect_object (row, "changed", G_CALLBACK (on_text_changed), field, 0);
  return row;
}

static GtkWidget *
choice_row_new (ConfabModelField *field) {
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = 0; i < confab_model_field_get_n_choices (field); i++) {
    gtk_string_list_append (words, confab_model_field_get_choice_label (field, i));
    if (g_strcmp0 (
            confab_model_field_get_choice (field, i), confab_model_field_get_value (field)) == 0)
      selected = i;
  }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  confab_model_field_set_value (field, confab_model_field_get_choice (field, selected));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (on_chosen), field, 0);
  return row;
}

static GtkWidget *
switch_row_new (ConfabModelField *field) {
  GtkWidget *row = adw_switch_row_new ();

  adw_switch_row_set_active (
      ADW_SWITCH_ROW (row), g_str_equal (confab_model_field_get_value (field), "1"));
  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_switched), field, 0);
  return row;
}

static GtkWidget *
kind_row_new (ConfabModelField *field) {
  switch (confab_model_field_get_kind (field)) {
  case CONFAB_FIELD_SECRET:
    return text_row_new (field, TRUE);
  case CONFAB_FIELD_CHOICE:
    return choice_row_new (field);
  case CONFAB_FIELD_SWITCH:
    return switch_row_new (field);
  case CONFAB_FIELD_SAYS:
    return adw_action_row_new ();
  case CONFAB_FIELD_TEXT:
  case CONFAB_FIELD_LINES:
    break;
  }
  return text_row_new (field, FALSE);
}

static DexFuture *
on_decoded (DexFuture *future, gpointer data) {
  g_autoptr (GtkWidget) picture = g_weak_ref_get (data);
  const GValue *value = dex_future_get_value (future, NULL);
  g_autoptr (GdkTexture) texture = NULL;

  if (picture == NULL)
    return NULL;
  if (value != NULL)
    texture = confab_widgets_texture_new (g_value_get_boxed (value));
  gtk_picture_set_paintable (GTK_PICTURE (picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (picture, texture != NULL);
  return NULL;
}

static void
free_weak (gpointer data) {
  g_weak_ref_clear (data);
  g_free (data);
}

/* It is a stranger's: decoded where it can do no harm. */
static void
follow_picture (GtkWidget *picture, GBytes *bytes) {
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, picture);
  dex_future_disown (dex_future_finally (
      confab_core_decode_picture (bytes, PICTURE_SIDE), on_decoded, weak, free_weak));
}

static GtkWidget *
with_picture (GtkWidget *row, GBytes *bytes) {
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *picture = gtk_picture_new ();

  follow_picture (picture, bytes);
  gtk_picture_set_content_fit (GTK_PICTURE (picture), GTK_CONTENT_FIT_CONTAIN);
  gtk_picture_set_alternative_text (GTK_PICTURE (picture), _ ("The picture of the question"));
  gtk_widget_set_size_request (picture, -1, PICTURE_HEIGHT);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (box), list);
  return box;
}

GtkWidget *
confab_wizard_field_row_new (ConfabModelField *field) {
  GtkWidget *row = kind_row_new (field);
  const char *label = confab_model_field_get_label (field);
  const char *help = confab_model_field_get_help (field);
  gboolean says = confab_model_field_get_kind (field) == CONFAB_FIELD_SAYS;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (row), says ? confab_model_field_get_value (field) : label);
  gtk_widget_set_tooltip_text (row, help);
  if (confab_model_field_get_picture (field) != NULL)
    return with_picture (row, confab_model_field_get_picture (field));
  return row;
}

/* ---- a made-up name ---- */

typedef struct {
  GtkEditable *entry;  /* owned */
  AdwActionRow *offer; /* borrowed: it owns this */
  ConfabMadeup part;
  guint32 number;
} Offer;

static void
offer_free (gpointer data) {
  Offer *offer = data;

  g_object_unref (offer->entry);
  g_free (offer);
}

static void
put (Offer *offer) {
  g_autofree char *name = confab_wizard_madeup_dup_name (offer->part, offer->number);
  /* Translators: %s is a name that nobody has, "River Maple". */
  g_autofree char *words = g_strdup_printf (_ ("A made-up one is fine: %s."), name);

  gtk_editable_set_text (offer->entry, name);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (offer->offer), words);
}

static void
on_another (GtkWidget *button, Offer *offer) {
  offer->number++;
  put (offer);
}

GtkWidget *
confab_wizard_field_offer_new (ConfabModelField *field, GtkWidget *row) {
  ConfabMadeup part = confab_wizard_madeup_part (confab_model_field_get_name (field));
  GtkWidget *line, *button;
  Offer *offer;

  if (part == CONFAB_MADEUP_NONE || !confab_model_field_is_required (field) ||
      confab_model_field_get_kind (field) != CONFAB_FIELD_TEXT || !GTK_IS_EDITABLE (row) ||
      *confab_model_field_get_value (field) != '\0')
    return NULL;
  line = adw_action_row_new ();
  button = gtk_button_new_with_label (C_ ("a made-up name", "Another"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, _ ("Another made-up name"), -1);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line), FALSE);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (line), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (line), button);
  offer = g_new0 (Offer, 1);
  offer->entry = g_object_ref (GTK_EDITABLE (row));
  offer->offer = ADW_ACTION_ROW (line);
  offer->part = part;
  offer->number = confab_base_random_below (confab_base_random_system (), G_MAXUINT32);
  g_object_set_data_full (G_OBJECT (line), "confab-offer", offer, offer_free);
  g_signal_connect (button, "clicked", G_CALLBACK (on_another), offer);
  put (offer);
  return line;
}
