/* Shows how signing in stands. A change is spoken once; the seconds of waiting are counted down in
 * silence. It acts through the window's actions only. */

#include "window/window-pill.h"

#include "widgets/widgets-speak.h"
#include "widgets/widgets-watch.h"
#include "window/window-state.h"

struct _ConfabWindowPill {
  AdwBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *watch;
  guint wait_left;
  guint wait_source;
  ConfabModelAccountState spoken_state;
  gboolean spoken_hidden;
  gboolean has_spoken;

  /* template */
  GtkMenuButton *menu_button;
  GtkStack *icon_stack;
  GtkImage *icon;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (ConfabWindowPill, confab_window_pill, ADW_TYPE_BIN)

static const char *
icon_name (const ConfabWindowState *state) {
  if (state->state == CONFAB_ACCOUNT_SIGNED_IN)
    return state->is_hidden ? "user-invisible-symbolic" : "user-available-symbolic";
  if (state->state == CONFAB_ACCOUNT_WAITING)
    return "user-idle-symbolic";
  return state->troubled != NULL ? "dialog-warning-symbolic" : "user-offline-symbolic";
}

static void
speak (ConfabWindowPill *self, const ConfabWindowState *state, const char *words) {
  if (self->has_spoken && self->spoken_state == state->state &&
      self->spoken_hidden == state->is_hidden)
    return;
  /* What stands there when the window opens is read with the window. */
  if (self->has_spoken && gtk_widget_get_mapped (GTK_WIDGET (self)))
    confab_widgets_speak (GTK_WIDGET (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  self->has_spoken = TRUE;
  self->spoken_state = state->state;
  self->spoken_hidden = state->is_hidden;
}

static void
show_state (ConfabWindowPill *self, ConfabWindowState *state) {
  g_autofree char *words = NULL;

  state->wait_seconds = self->wait_left;
  words = confab_window_state_dup_words (state);
  gtk_label_set_text (self->label, words);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_image_set_from_icon_name (self->icon, icon_name (state));
  gtk_stack_set_visible_child_name (
      self->icon_stack, state->state == CONFAB_ACCOUNT_SIGNING_IN ? "busy" : "still");
  speak (self, state, words);
}

static gboolean
on_second (gpointer data) {
  ConfabWindowPill *self = data;
  ConfabWindowState state;

  if (self->wait_left > 0)
    self->wait_left--;
  confab_window_state_read (self->core, &state);
  show_state (self, &state);
  if (self->wait_left > 0)
    return G_SOURCE_CONTINUE;
  self->wait_source = 0;
  return G_SOURCE_REMOVE;
}

static void
update (ConfabWindowPill *self) {
  ConfabWindowState state;

  confab_window_state_read (self->core, &state);
  g_clear_handle_id (&self->wait_source, g_source_remove);
  self->wait_left = state.state == CONFAB_ACCOUNT_WAITING ? state.wait_seconds : 0;
  if (self->wait_left > 0)
    self->wait_source = g_timeout_add_seconds (1, on_second, self);
  show_state (self, &state);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  update (data);
}

static void
confab_window_pill_dispose (GObject *object) {
  ConfabWindowPill *self = CONFAB_WINDOW_PILL (object);

  g_clear_handle_id (&self->wait_source, g_source_remove);
  g_clear_pointer (&self->watch, confab_widgets_watch_free);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_window_pill_parent_class)->dispose (object);
}

static void
confab_window_pill_class_init (ConfabWindowPillClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_window_pill_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/window/window-pill.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPill, menu_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPill, icon_stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPill, icon);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPill, label);
}

static void
confab_window_pill_init (ConfabWindowPill *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
confab_window_pill_set_core (ConfabWindowPill *self, ConfabCore *core) {
  g_return_if_fail (CONFAB_IS_WINDOW_PILL (self));
  g_return_if_fail (self->core == NULL);

  self->core = g_object_ref (core);
  self->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  g_signal_connect_object (core, "notify::hour-end", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
