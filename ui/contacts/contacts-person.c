/* The page about one buddy. What is shown follows the model, also while it is open: a change that
 * could not be kept goes back to what is so. Nothing here is ever told to the buddy, but for the
 * two things that are switched on for it. */

#include "contacts/contacts-person.h"

#include <glib/gi18n.h>

#include "base/base-weak.h"
#include "safety/safety-where.h"
#include "widgets/widgets-face.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-when.h"

struct _ConfabContactsPerson {
  AdwDialog parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelContact *contact;
  GSignalGroup *contact_signals;

  /* template */
  AdwToastOverlay *toasts;
  GtkMenuButton *face_button;
  GtkEmojiChooser *emoji_chooser;
  ConfabWidgetsFace *face;
  GtkLabel *address_label;
  GtkWidget *initials_button;
  AdwEntryRow *name_row;
  AdwEntryRow *groups_row;
  AdwSwitchRow *favourite_row;
  AdwSwitchRow *awaited_row;
  AdwSwitchRow *read_row;
  AdwSwitchRow *typing_row;
  AdwPreferencesGroup *where_group;

  gboolean is_showing; /* the switches follow the model: nobody pressed them */
};

G_DEFINE_FINAL_TYPE (ConfabContactsPerson, confab_contacts_person, ADW_TYPE_DIALOG)

static void
show_text (AdwEntryRow *row, const char *text) {
  if (!g_str_equal (gtk_editable_get_text (GTK_EDITABLE (row)), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static char *
dup_groups (ConfabModelContact *contact) {
  const char *groups = confab_model_contact_get_groups (contact);
  g_auto (GStrv) names = g_strsplit (groups != NULL ? groups : "", "\n", -1);

  return g_strjoinv (", ", names);
}

static void
show_name (ConfabContactsPerson *self) {
  show_text (self->name_row, confab_model_contact_has_own_name (self->contact)
                                 ? confab_model_contact_get_name (self->contact)
                                 : "");
}

static void
show_groups (ConfabContactsPerson *self) {
  g_autofree char *groups = dup_groups (self->contact);

  show_text (self->groups_row, groups);
}

/* A row about them by their name, which can be anything. */
static void
show_told (AdwSwitchRow *row, const char *format, const char *name, gboolean is_told) {
  g_autoptr (GString) title = g_string_new (format);

  g_string_replace (title, "%s", name, 1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title->str);
  adw_switch_row_set_active (row, is_told);
}

static char *
dup_awaited (ConfabModelContact *contact, gboolean is_here) {
  gint64 seen_us = confab_model_contact_get_seen_us (contact);
  g_autofree char *when = seen_us > 0 ? confab_widgets_when_dup_moment (seen_us) : NULL;

  if (is_here)
    return g_strdup (_ ("They are here now"));
  if (when == NULL)
    return g_strdup (_ ("Once; they are not told"));
  /* Translators: %s is "at 10:02", "yesterday" or "on Tuesday". */
  return g_strdup_printf (_ ("Last here %s. Once; they are not told"), when);
}

static void
show_rest (ConfabContactsPerson *self) {
  const char *face = confab_model_contact_get_face (self->contact);
  const char *name = confab_model_contact_get_name (self->contact);
  ConfabModelTells tells = confab_model_contact_get_tells (self->contact);
  gboolean is_here = confab_model_contact_get_presence (self->contact) == CONFAB_PRESENCE_HERE;
  g_autofree char *awaited = NULL;

  confab_widgets_face_set_person (
      self->face, confab_model_contact_get_address (self->contact), name, face);
  gtk_widget_set_visible (self->initials_button, face != NULL);
  self->is_showing = TRUE;
  adw_switch_row_set_active (
      self->favourite_row, confab_model_contact_is_favourite (self->contact));
  adw_switch_row_set_active (self->awaited_row, confab_model_contact_is_awaited (self->contact));
  /* Translators: %s is a name. */
  show_told (self->read_row, _ ("Tell %s when I have read"), name, tells & CONFAB_TELLS_READ);
  /* Translators: %s is a name. */
  show_told (self->typing_row, _ ("Tell %s while I am writing"), name, tells & CONFAB_TELLS_TYPING);
  self->is_showing = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->awaited_row), !is_here);
  awaited = dup_awaited (self->contact, is_here);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->awaited_row), awaited);
}

static void
on_notify (ConfabContactsPerson *self, GParamSpec *property) {
  if (g_str_equal (property->name, "name") || g_str_equal (property->name, "has-own-name"))
    show_name (self);
  if (g_str_equal (property->name, "groups"))
    show_groups (self);
  show_rest (self);
}

/* ---- what was changed ---- */

static DexFuture *
on_done (DexFuture *completed, gpointer data) {
  g_autoptr (ConfabContactsPerson) self = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (self == NULL || dex_future_get_value (completed, &error) != NULL)
    return NULL;
  text = confab_widgets_problem_dup_error_text (error);
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (text));
  show_name (self);
  show_groups (self);
  show_rest (self);
  return NULL;
}

/* Takes `future`. */
static void
follow (ConfabContactsPerson *self, DexFuture *future) {
  dex_future_disown (
      dex_future_finally (future, on_done, confab_base_weak_new (self), confab_base_weak_free));
}

static void
on_name_apply (ConfabContactsPerson *self, AdwEntryRow *row) {
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  follow (self, confab_core_rename_buddy (self->core, self->contact, *name != '\0' ? name : NULL));
}

static void
on_groups_apply (ConfabContactsPerson *self, AdwEntryRow *row) {
  follow (self, confab_core_group_buddy (
                    self->core, self->contact, gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
on_emoji_picked (ConfabContactsPerson *self, const char *emoji, GtkEmojiChooser *chooser) {
  follow (self, confab_core_set_face (self->core, self->contact, emoji));
}

static void
on_initials_clicked (ConfabContactsPerson *self, GtkButton *button) {
  gtk_widget_grab_focus (GTK_WIDGET (self->face_button));
  follow (self, confab_core_set_face (self->core, self->contact, NULL));
}

static void
on_favourite_changed (ConfabContactsPerson *self, GParamSpec *property, AdwSwitchRow *row) {
  if (!self->is_showing)
    follow (self,
        confab_core_set_favourite (self->core, self->contact, adw_switch_row_get_active (row)));
}

static void
on_awaited_changed (ConfabContactsPerson *self, GParamSpec *property, AdwSwitchRow *row) {
  if (!self->is_showing)
    follow (
        self, confab_core_set_awaited (self->core, self->contact, adw_switch_row_get_active (row)));
}

static void
on_tells_changed (ConfabContactsPerson *self, GParamSpec *property, AdwSwitchRow *row) {
  ConfabModelTells tells = CONFAB_TELLS_NOTHING;

  if (self->is_showing)
    return;
  if (adw_switch_row_get_active (self->read_row))
    tells |= CONFAB_TELLS_READ;
  if (adw_switch_row_get_active (self->typing_row))
    tells |= CONFAB_TELLS_TYPING;
  follow (self, confab_core_set_tells (self->core, self->contact, tells));
}

/* ---- the dialog ---- */

static void
confab_contacts_person_dispose (GObject *object) {
  ConfabContactsPerson *self = CONFAB_CONTACTS_PERSON (object);

  g_clear_object (&self->contact_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), CONFAB_TYPE_CONTACTS_PERSON);
  g_clear_object (&self->contact);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_contacts_person_parent_class)->dispose (object);
}

static void
confab_contacts_person_class_init (ConfabContactsPersonClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_contacts_person_dispose;
  g_type_ensure (CONFAB_TYPE_WIDGETS_FACE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/contacts/contacts-person.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, toasts);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, face_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, emoji_chooser);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, face);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, address_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, initials_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, name_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, groups_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, favourite_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, awaited_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, read_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, typing_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabContactsPerson, where_group);
  gtk_widget_class_bind_template_callback (widget_class, on_name_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_groups_apply);
  gtk_widget_class_bind_template_callback (widget_class, on_emoji_picked);
  gtk_widget_class_bind_template_callback (widget_class, on_initials_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_favourite_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_awaited_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_tells_changed);
}

static void
confab_contacts_person_init (ConfabContactsPerson *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->contact_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CONTACT);
  g_signal_group_connect_swapped (self->contact_signals, "notify", G_CALLBACK (on_notify), self);
}

void
confab_contacts_person_present (ConfabCore *core, ConfabModelContact *contact, GtkWidget *parent) {
  ConfabContactsPerson *self = g_object_new (CONFAB_TYPE_CONTACTS_PERSON, NULL);

  self->core = g_object_ref (core);
  self->contact = g_object_ref (contact);
  g_signal_group_set_target (self->contact_signals, contact);
  gtk_label_set_text (self->address_label, confab_model_contact_get_address (contact));
  show_name (self);
  show_groups (self);
  show_rest (self);
  adw_preferences_group_add (self->where_group, confab_safety_where_row_new (core, contact));
  adw_dialog_present (ADW_DIALOG (self), parent);
}
