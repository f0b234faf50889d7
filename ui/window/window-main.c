/* The main window decides which page stands on the screen: the store that does not open, the first
 * sign-in, or the two panes. Pages are made when they are first needed, so that the window opens
 * fast. Closing it is a wish that the program answers; it never drops a chat. */

#include "window/window-main.h"

#include <glib/gi18n.h>

#include "window/window-main-private.h"

#define SPINNER_AFTER_MS 400 /* a store that opens at once shows no spinner */

G_DEFINE_FINAL_TYPE (ConfabWindowMain, confab_window_main, ADW_TYPE_APPLICATION_WINDOW)

enum { SIGNAL_CLOSE_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
shows (ConfabWindowMain *self, const char *name) {
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), name) == 0;
}

static void
show_welcome (ConfabWindowMain *self) {
  GtkBuilder *builder;

  if (self->welcome_page == NULL) {
    self->welcome_page = confab_wizard_signin_new (self->core, TRUE);
    builder = gtk_builder_new_from_resource ("/im/confab/Confab/ui/window/window-welcome.ui");
    adw_bin_set_child (
        ADW_BIN (gtk_builder_get_object (builder, "welcome_bin")), GTK_WIDGET (self->welcome_page));
    gtk_stack_add_named (
        self->stack, GTK_WIDGET (gtk_builder_get_object (builder, "welcome")), "welcome");
    g_object_unref (builder);
    confab_wizard_signin_prefill (self->welcome_page, self->prefill_address, self->prefill_server);
  }
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  confab_wizard_signin_focus (self->welcome_page);
}

static void update_page (ConfabWindowMain *self);

static void
on_guide_finished (ConfabWindowMain *self, gboolean wants_buddy) {
  GtkWidget *guide = GTK_WIDGET (g_steal_pointer (&self->guide));

  update_page (self);
  gtk_stack_remove (self->stack, guide);
  if (wants_buddy)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.add-buddy", NULL);
}

/* Stays until it is finished, also when there is an address meanwhile. */
static void
show_guide (ConfabWindowMain *self) {
  GtkBuilder *builder;

  if (shows (self, "guide"))
    return;
  if (self->guide == NULL) {
    self->guide = confab_wizard_guide_new (self->core);
    builder = gtk_builder_new_from_resource ("/im/confab/Confab/ui/window/window-welcome.ui");
    confab_wizard_guide_set_menu (
        self->guide, G_MENU_MODEL (gtk_builder_get_object (builder, "welcome_menu")));
    g_object_unref (builder);
    confab_wizard_guide_prefill (self->guide, self->prefill_address, self->prefill_server);
    g_signal_connect_object (
        self->guide, "finished", G_CALLBACK (on_guide_finished), self, G_CONNECT_SWAPPED);
    gtk_stack_add_named (self->stack, GTK_WIDGET (self->guide), "guide");
  }
  gtk_stack_set_visible_child_name (self->stack, "guide");
  confab_wizard_guide_focus (self->guide);
}

static void
show_store (ConfabWindowMain *self) {
  if (self->store_page == NULL) {
    self->store_page = confab_window_store_new (self->core);
    gtk_stack_add_named (self->stack, GTK_WIDGET (self->store_page), "store");
  }
  confab_window_store_update (self->store_page);
  gtk_stack_set_visible_child_name (self->stack, "store");
}

static void
show_main (ConfabWindowMain *self) {
  if (shows (self, "main"))
    return;
  if (self->panes == NULL) {
    self->panes = confab_window_panes_new (self->core);
    gtk_stack_add_named (self->stack, GTK_WIDGET (self->panes), "main");
  }
  gtk_stack_set_visible_child_name (self->stack, "main");
  confab_window_panes_focus (self->panes);
}

static gboolean
on_spinner_due (gpointer data) {
  ConfabWindowMain *self = data;

  self->spinner_source = 0;
  gtk_widget_set_visible (self->waiting_box, TRUE);
  return G_SOURCE_REMOVE;
}

static void
show_waiting (ConfabWindowMain *self) {
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  self->spinner_source = g_timeout_add (SPINNER_AFTER_MS, on_spinner_due, self);
}

static gboolean
has_accounts (ConfabWindowMain *self) {
  return g_list_model_get_n_items (confab_core_get_accounts (self->core)) > 0;
}

static gboolean
wants_guide (ConfabWindowMain *self) {
  return self->guide != NULL ||
         (!has_accounts (self) && confab_core_get_guide_page (self->core) != 0);
}

static void
update_page (ConfabWindowMain *self) {
  ConfabCoreStoreState state = confab_core_get_store_state (self->core);

  if (self->is_leaving)
    return;
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  if (state >= CONFAB_CORE_STORE_KEYRING_LOCKED)
    show_store (self);
  else if (state == CONFAB_CORE_STORE_READY && wants_guide (self))
    show_guide (self);
  else if (state == CONFAB_CORE_STORE_READY && !has_accounts (self))
    show_welcome (self);
  else if (state == CONFAB_CORE_STORE_READY)
    show_main (self);
  else if (!shows (self, "store"))
    show_waiting (self);
  confab_window_actions_update (self);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  ConfabWindowMain *self = data;

  if (item == NULL)
    update_page (self);
  else if (g_str_equal (property, "state") || g_str_equal (property, "hidden"))
    confab_window_actions_update (self);
}

static void
on_hour_over (ConfabWindowMain *self) {
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "toast",
      g_variant_new_string (_ ("The hour is over. You are signed off.")));
}

static gboolean
on_close_request (ConfabWindowMain *self) {
  g_signal_emit (self, signals[SIGNAL_CLOSE_WANTED], 0);
  return GDK_EVENT_STOP;
}

static void
confab_window_main_dispose (GObject *object) {
  ConfabWindowMain *self = CONFAB_WINDOW_MAIN (object);

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_pointer (&self->accounts_watch, confab_widgets_watch_free);
  G_OBJECT_CLASS (confab_window_main_parent_class)->dispose (object);
  g_clear_object (&self->actions);
  g_clear_object (&self->core);
  g_clear_pointer (&self->prefill_address, g_free);
  g_clear_pointer (&self->prefill_server, g_free);
}

static void
confab_window_main_class_init (ConfabWindowMainClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_window_main_dispose;
  signals[SIGNAL_CLOSE_WANTED] = g_signal_new ("close-wanted", CONFAB_TYPE_WINDOW_MAIN,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/window/window-main.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, toasts);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, waiting_label);
  gtk_widget_class_bind_template_callback (widget_class, on_close_request);
}

static void
confab_window_main_init (ConfabWindowMain *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

ConfabWindowMain *
confab_window_main_new (GtkApplication *application, ConfabCore *core) {
  ConfabWindowMain *self = g_object_new (CONFAB_TYPE_WINDOW_MAIN, "application", application, NULL);

  self->core = g_object_ref (core);
  confab_window_actions_add (self);
  self->accounts_watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  g_signal_connect_object (
      core, "notify::store-state", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (
      core, "notify::hour-end", G_CALLBACK (confab_window_actions_update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (core, "hour-over", G_CALLBACK (on_hour_over), self, G_CONNECT_SWAPPED);
  update_page (self);
  return self;
}

void
confab_window_main_prefill (ConfabWindowMain *self, const char *address, const char *server) {
  g_return_if_fail (CONFAB_IS_WINDOW_MAIN (self));

  g_set_str (&self->prefill_address, address);
  g_set_str (&self->prefill_server, server);
}

void
confab_window_main_open_chat (ConfabWindowMain *self, ConfabModelContact *contact) {
  g_return_if_fail (CONFAB_IS_WINDOW_MAIN (self));

  if (self->panes != NULL)
    confab_window_panes_open_chat (self->panes, contact);
}

ConfabModelChat *
confab_window_main_get_shown_chat (ConfabWindowMain *self) {
  g_return_val_if_fail (CONFAB_IS_WINDOW_MAIN (self), NULL);

  return shows (self, "main") ? confab_window_panes_get_shown_chat (self->panes) : NULL;
}

void
confab_window_main_show_leaving (ConfabWindowMain *self) {
  const char *words = _ ("Signing off…");

  g_return_if_fail (CONFAB_IS_WINDOW_MAIN (self));

  self->is_leaving = TRUE;
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_label_set_text (GTK_LABEL (self->waiting_label), words);
  gtk_widget_set_visible (self->waiting_label, TRUE);
  gtk_widget_set_visible (self->waiting_box, TRUE);
  gtk_stack_set_visible_child_name (self->stack, "waiting");
  gtk_accessible_announce (
      GTK_ACCESSIBLE (self), words, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
