/* The Kept page: what was kept, in the order of people and time. It is read from the vault when it
 * is opened and gone from memory when it is closed. It refuses to show markup and links. */

#include "chat/chat-kept.h"

#include <glib/gi18n.h>

#include "base/base-weak.h"
#include "chat/chat-long.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-when.h"

struct _ConfabChatKept {
  AdwDialog parent_instance;

  ConfabCore *core; /* owned */

  /* children */
  GtkStack *stack;
  AdwPreferencesPage *page;
  GPtrArray *groups; /* AdwPreferencesGroup, borrowed from the page */
  AdwStatusPage *problem;
};

G_DEFINE_FINAL_TYPE (ConfabChatKept, confab_chat_kept, ADW_TYPE_DIALOG)

static void load (ConfabChatKept *self);

/* ---- rows ---- */

static DexFuture *
on_removed (DexFuture *future, gpointer data) {
  g_autoptr (ConfabChatKept) self = g_weak_ref_get (data);

  if (self != NULL)
    load (self);
  return NULL;
}

static void
on_remove_clicked (GtkWidget *button, ConfabChatKept *self) {
  ConfabModelKept *kept = g_object_get_data (G_OBJECT (button), "kept");

  gtk_widget_set_sensitive (button, FALSE);
  dex_future_disown (dex_future_finally (
      confab_core_keep_message (self->core, confab_model_kept_get_contact (kept),
          confab_model_kept_get_message (kept), FALSE),
      on_removed, confab_base_weak_new (self), confab_base_weak_free));
}

static char *
dup_when (ConfabModelMessage *message, const char *name) {
  gint64 time_us = confab_model_message_get_time_us (message);
  g_autofree char *day = confab_widgets_when_dup_short (time_us);

  /* Translators: who wrote a message, and the day: "Ann · 14 May". */
  return g_strdup_printf (
      _ ("%s · %s"), confab_model_message_is_own (message) ? _ ("You") : name, day);
}

static void
on_row_activated (GtkWidget *row, ConfabModelKept *kept) {
  ConfabModelMessage *message = confab_model_kept_get_message (kept);

  confab_chat_long_present (row, confab_model_message_get_text (message),
      confab_model_message_is_own (message)
          ? NULL
          : confab_model_contact_get_name (confab_model_kept_get_contact (kept)));
}

static GtkWidget *
row_new (ConfabChatKept *self, ConfabModelKept *kept) {
  ConfabModelMessage *message = confab_model_kept_get_message (kept);
  const char *name = confab_model_contact_get_name (confab_model_kept_get_contact (kept));
  const char *text = confab_model_message_get_text (message);
  g_autofree char *shown = confab_chat_long_dup_shown (text);
  const char *title = shown != NULL ? shown : text;
  g_autofree char *when = dup_when (message, name);
  /* Translators: %s is the text of a message. */
  g_autofree char *spoken = g_strdup_printf (_ ("Do not keep “%s”"), title);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), when);
  if (confab_chat_long_is_cut (text)) {
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
    gtk_widget_set_tooltip_text (row, _ ("Show all of it"));
    g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), kept, 0);
  }
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Do not keep this"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data_full (G_OBJECT (button), "kept", g_object_ref (kept), g_object_unref);
  g_signal_connect (button, "clicked", G_CALLBACK (on_remove_clicked), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* ---- the list ---- */

static void
clear (ConfabChatKept *self) {
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (self->page, g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
}

static void
show (ConfabChatKept *self, GListModel *list) {
  ConfabModelContact *before = NULL;
  GtkWidget *group = NULL;
  guint n = g_list_model_get_n_items (list);

  clear (self);
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelKept) kept = g_list_model_get_item (list, i);
    ConfabModelContact *contact = confab_model_kept_get_contact (kept);

    if (contact != before) {
      g_autofree char *escaped = g_markup_escape_text (confab_model_contact_get_name (contact), -1);

      group = adw_preferences_group_new ();
      adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), escaped);
      adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
      g_ptr_array_add (self->groups, group);
      before = contact;
    }
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row_new (self, kept));
  }
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static DexFuture *
on_listed (DexFuture *future, gpointer data) {
  g_autoptr (ConfabChatKept) self = g_weak_ref_get (data);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);
  g_autofree char *words = NULL;

  if (self == NULL || confab_core_get_store_state (self->core) != CONFAB_CORE_STORE_READY)
    return NULL;
  if (value != NULL) {
    show (self, g_value_get_object (value));
    return NULL;
  }
  words = confab_widgets_problem_dup_error_text (error);
  adw_status_page_set_description (self->problem, words);
  gtk_stack_set_visible_child_name (self->stack, "problem");
  return NULL;
}

static void
load (ConfabChatKept *self) {
  dex_future_disown (dex_future_finally (confab_core_list_kept (self->core), on_listed,
      confab_base_weak_new (self), confab_base_weak_free));
}

static void
on_store_state (ConfabChatKept *self) {
  if (confab_core_get_store_state (self->core) == CONFAB_CORE_STORE_READY) {
    load (self);
    return;
  }
  clear (self);
  gtk_stack_set_visible_child_name (self->stack, "loading");
}

/* ---- the page ---- */

static GtkWidget *
status_new (const char *icon, const char *title, const char *text) {
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), icon);
  adw_status_page_set_title (ADW_STATUS_PAGE (page), title);
  adw_status_page_set_description (ADW_STATUS_PAGE (page), text);
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static void
confab_chat_kept_dispose (GObject *object) {
  ConfabChatKept *self = CONFAB_CHAT_KEPT (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_chat_kept_parent_class)->dispose (object);
}

static void
confab_chat_kept_class_init (ConfabChatKeptClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_chat_kept_dispose;
}

static void
confab_chat_kept_init (ConfabChatKept *self) {
  GtkWidget *view = adw_toolbar_view_new ();

  self->groups = g_ptr_array_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  self->problem = ADW_STATUS_PAGE (
      status_new ("dialog-warning-symbolic", _ ("What is kept could not be read"), NULL));
  gtk_stack_add_named (self->stack, gtk_label_new (NULL), "loading");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->page), "list");
  gtk_stack_add_named (self->stack,
      status_new ("starred-symbolic", _ ("Nothing kept yet"),
          _ ("“Keep this” in the menu of a message keeps it here, locked, when its chat goes.")),
      "empty");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->problem), "problem");
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->stack));
  adw_dialog_set_title (ADW_DIALOG (self), _ ("Kept messages"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 520);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

void
confab_chat_kept_present (GtkWidget *parent, ConfabCore *core) {
  ConfabChatKept *self = g_object_new (CONFAB_TYPE_CHAT_KEPT, NULL);

  self->core = g_object_ref (core);
  g_signal_connect_object (
      core, "notify::store-state", G_CALLBACK (on_store_state), self, G_CONNECT_SWAPPED);
  load (self);
  adw_dialog_present (ADW_DIALOG (self), parent);
}
