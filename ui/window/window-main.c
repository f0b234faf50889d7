/* The main window decides which page stands on the screen: the store that does not open, the first
 * sign-in, or buddies beside a chat. Pages are made when they are first needed, so that the window
 * opens fast. Closing it is a wish that the program answers; it never drops a chat. */

#include "window/window-main.h"

#include <glib/gi18n.h>

#include "safety/safety-strip.h"
#include "widgets/widgets-watch.h"
#include "window/window-main-private.h"
#include "window/window-state.h"

#define SPINNER_AFTER_MS 400 /* a store that opens at once shows an empty page, no spinner */

G_DEFINE_FINAL_TYPE (ConfabWindowMain, confab_window_main, ADW_TYPE_APPLICATION_WINDOW)

enum { SIGNAL_CLOSE_WANTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static gboolean
is_signed_off (ConfabWindowMain *self) {
  ConfabWindowState state;

  confab_window_state_read (confab_core_get_accounts (self->core), &state);
  return state.state == CONFAB_ACCOUNT_SIGNED_OFF;
}

static gboolean
shows (GtkStack *stack, const char *name) {
  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) == 0;
}

/* The large "Sign in" and the banner's are never on the screen together. */
static void
update_banner (ConfabWindowMain *self) {
  gboolean has_large = shows (self->content_stack, "signed-off") &&
                       !adw_navigation_split_view_get_collapsed (self->split_view);

  confab_window_banner_set_offers_sign_in (self->banner, !has_large);
}

static void
show_content (ConfabWindowMain *self, const char *name, const char *title) {
  gtk_stack_set_visible_child_name (self->content_stack, name);
  adw_navigation_page_set_title (self->content_page, title);
  update_banner (self);
}

/* What stands beside the list where no chat and no request is shown. */
static void
show_nothing (ConfabWindowMain *self) {
  g_clear_object (&self->contact);
  if (self->chat_view != NULL)
    confab_chat_view_set_chat (self->chat_view, NULL);
  confab_contacts_list_select (self->contacts_list, NULL);
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  if (is_signed_off (self))
    show_content (self, "signed-off", _ ("Sign in"));
  else
    show_content (self, "empty", _ ("Chat"));
}

static void
show_chat (ConfabWindowMain *self, ConfabModelContact *contact) {
  if (self->chat_view == NULL) {
    self->chat_view = CONFAB_CHAT_VIEW (confab_chat_view_new (self->core));
    adw_bin_set_child (self->chat_bin, GTK_WIDGET (self->chat_view));
  }
  g_set_object (&self->contact, contact);
  confab_chat_view_set_chat (self->chat_view, confab_model_contact_get_chat (contact));
  show_content (self, "chat", confab_model_contact_get_name (contact));
}

static void
on_contact_chosen (ConfabWindowMain *self, ConfabModelContact *contact) {
  show_chat (self, contact);
}

static void
on_contact_opened (ConfabWindowMain *self, ConfabModelContact *contact) {
  confab_window_main_open_chat (self, contact);
}

static void on_request_accepted (ConfabWindowMain *self, ConfabModelContact *contact);

void
confab_window_main_show_requests (ConfabWindowMain *self) {
  if (g_list_model_get_n_items (confab_core_get_requests (self->core)) == 0)
    return;
  if (self->request_page == NULL) {
    self->request_page = confab_contacts_request_new (self->core);
    g_signal_connect_object (
        self->request_page, "accepted", G_CALLBACK (on_request_accepted), self, G_CONNECT_SWAPPED);
    adw_bin_set_child (self->request_bin, GTK_WIDGET (self->request_page));
  } else if (!shows (self->content_stack, "request")) {
    confab_contacts_request_start (self->request_page);
  }
  confab_contacts_list_select (self->contacts_list, NULL);
  show_content (self, "request", _ ("Request"));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  confab_contacts_request_focus (self->request_page);
}

static void
update_requests (ConfabWindowMain *self) {
  guint n = g_list_model_get_n_items (confab_core_get_requests (self->core));
  g_autofree char *text = g_strdup_printf (ngettext ("%u request", "%u requests", n), n);

  gtk_label_set_text (self->request_label, text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->request_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_revealer_set_reveal_child (self->request_revealer, n > 0);
  if (n == 0 && shows (self->content_stack, "request"))
    show_nothing (self);
}

static void
on_signed_in_first (ConfabWindowMain *self) {
  confab_contacts_list_focus (self->contacts_list);
}

static void
show_welcome (ConfabWindowMain *self) {
  if (self->welcome_page == NULL) {
    self->welcome_page = confab_wizard_signin_new (self->core, TRUE);
    g_signal_connect_object (
        self->welcome_page, "signed-in", G_CALLBACK (on_signed_in_first), self, G_CONNECT_SWAPPED);
    adw_bin_set_child (self->welcome_bin, GTK_WIDGET (self->welcome_page));
    confab_wizard_signin_prefill (self->welcome_page, self->prefill_address, self->prefill_server);
  }
  gtk_stack_set_visible_child_name (self->stack, "welcome");
  confab_wizard_signin_focus (self->welcome_page);
}

static void
show_store (ConfabWindowMain *self) {
  if (self->store_page == NULL) {
    self->store_page = confab_window_store_new (self->core);
    adw_bin_set_child (self->store_bin, GTK_WIDGET (self->store_page));
  }
  confab_window_store_update (self->store_page);
  gtk_stack_set_visible_child_name (self->stack, "store");
}

static gboolean
on_spinner_due (gpointer data) {
  ConfabWindowMain *self = data;

  self->spinner_source = 0;
  gtk_stack_set_visible_child_name (self->stack, "opening");
  return G_SOURCE_REMOVE;
}

/* The chat with the newest message, if there is one. */
static void
show_last_chat (ConfabWindowMain *self) {
  GListModel *contacts = confab_core_get_contacts (self->core);
  ConfabModelContact *newest = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (contacts); i++) {
    /* The list keeps it alive. */
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (contacts, i);
    gint64 last = confab_model_contact_get_last_us (contact);

    if (last > 0 && (newest == NULL || last > confab_model_contact_get_last_us (newest)))
      newest = contact;
  }
  if (newest == NULL) {
    show_nothing (self);
    return;
  }
  show_chat (self, newest);
  confab_contacts_list_select (self->contacts_list, newest);
}

static void
show_main (ConfabWindowMain *self) {
  if (shows (self->stack, "main"))
    return;
  gtk_stack_set_visible_child_name (self->stack, "main");
  show_last_chat (self);
  if (shows (self->content_stack, "signed-off"))
    gtk_widget_grab_focus (self->signin_button);
  else
    confab_contacts_list_focus (self->contacts_list);
}

static void
update_page (ConfabWindowMain *self) {
  ConfabCoreStoreState state = confab_core_get_store_state (self->core);

  if (self->is_leaving)
    return;
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  if (state >= CONFAB_CORE_STORE_KEYRING_LOCKED)
    show_store (self);
  else if (state == CONFAB_CORE_STORE_READY &&
           g_list_model_get_n_items (confab_core_get_accounts (self->core)) == 0)
    show_welcome (self);
  else if (state == CONFAB_CORE_STORE_READY)
    show_main (self);
  else if (!shows (self->stack, "store")) {
    gtk_stack_set_visible_child_name (self->stack, "blank");
    self->spinner_source = g_timeout_add (SPINNER_AFTER_MS, on_spinner_due, self);
  }
  confab_window_actions_update (self);
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  ConfabWindowMain *self = data;

  if (item == NULL)
    update_page (self);
  else if (!g_str_equal (property, "state") && !g_str_equal (property, "hidden"))
    return;
  confab_window_actions_update (self);
  if (shows (self->content_stack, "signed-off") && !is_signed_off (self))
    show_content (self, "empty", _ ("Chat"));
  else if (shows (self->content_stack, "empty") && is_signed_off (self))
    show_content (self, "signed-off", _ ("Sign in"));
}

static void
on_contacts_changed (ConfabWindowMain *self) {
  ConfabModelContact *contact = self->contact;

  if (contact != NULL &&
      confab_model_account_find_contact (confab_model_contact_get_account (contact),
          confab_model_contact_get_address (contact)) != contact)
    show_nothing (self);
}

static DexFuture *
on_known_set (DexFuture *completed, gpointer data) {
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (completed, &error) == NULL)
    gtk_widget_activate_action (
        data, "win.toast", "s", _ ("That did not work. Nothing was changed."));
  return NULL;
}

typedef struct {
  ConfabWindowMain *self;
  ConfabModelContact *contact;
} Accepted;

static void
on_known_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Accepted *accepted = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (answer, "yes"))
    dex_future_disown (
        dex_future_finally (confab_core_set_known (accepted->self->core, accepted->contact, TRUE),
            on_known_set, g_object_ref (accepted->self), g_object_unref));
  g_object_unref (accepted->self);
  g_object_unref (accepted->contact);
  g_free (accepted);
}

static void
on_request_accepted (ConfabWindowMain *self, ConfabModelContact *contact) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  g_autofree char *body =
      g_strdup_printf (_ ("%s now sees when you are signed in. With people you know only from "
                          "online, Confab is more careful with links and files."),
          confab_model_contact_get_name (contact));
  Accepted *accepted = g_new0 (Accepted, 1);

  accepted->self = g_object_ref (self);
  accepted->contact = g_object_ref (contact);
  confab_window_main_open_chat (self, contact);
  adw_alert_dialog_set_heading (dialog, _ ("Do you know them in life?"));
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (dialog, "online", _ ("Only from online"), "yes", _ ("Yes"), NULL);
  adw_alert_dialog_set_close_response (dialog, "online");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, on_known_chosen, accepted);
}

static void
on_collapsed_changed (ConfabWindowMain *self) {
  update_banner (self);
  if (!adw_navigation_split_view_get_collapsed (self->split_view) && self->contact != NULL &&
      shows (self->content_stack, "chat"))
    confab_contacts_list_select (self->contacts_list, self->contact);
}

/* Back in the list of a narrow window: the same row can be chosen again. */
static void
on_show_content_changed (ConfabWindowMain *self) {
  if (adw_navigation_split_view_get_collapsed (self->split_view) &&
      !adw_navigation_split_view_get_show_content (self->split_view))
    confab_contacts_list_select (self->contacts_list, NULL);
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
  g_clear_object (&self->contact);
  g_clear_object (&self->core);
  g_clear_pointer (&self->prefill_address, g_free);
  g_clear_pointer (&self->prefill_server, g_free);
  G_OBJECT_CLASS (confab_window_main_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class) {
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/window/window-main.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, toasts);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, store_bin);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, welcome_bin);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, split_view);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, pill);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, banner);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, request_revealer);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, request_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, request_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, contacts_list);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, content_page);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, content_stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, chat_bin);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, request_bin);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, signin_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowMain, leaving_label);
  gtk_widget_class_bind_template_callback (widget_class, on_close_request);
  gtk_widget_class_bind_template_callback (widget_class, on_contact_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_contact_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_collapsed_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show_content_changed);
}

static void
confab_window_main_class_init (ConfabWindowMainClass *class) {
  G_OBJECT_CLASS (class)->dispose = confab_window_main_dispose;
  signals[SIGNAL_CLOSE_WANTED] = g_signal_new ("close-wanted", CONFAB_TYPE_WINDOW_MAIN,
      G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (CONFAB_TYPE_CONTACTS_LIST);
  g_type_ensure (CONFAB_TYPE_SAFETY_STRIP);
  g_type_ensure (CONFAB_TYPE_WINDOW_BANNER);
  g_type_ensure (CONFAB_TYPE_WINDOW_PILL);
  bind_template (GTK_WIDGET_CLASS (class));
}

static void
confab_window_main_init (ConfabWindowMain *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

ConfabWindowMain *
confab_window_main_new (GtkApplication *application, ConfabCore *core) {
  ConfabWindowMain *self = g_object_new (CONFAB_TYPE_WINDOW_MAIN, "application", application, NULL);

  self->core = g_object_ref (core);
  confab_window_pill_set_core (self->pill, core);
  confab_window_banner_set_core (self->banner, core);
  confab_contacts_list_set_core (self->contacts_list, core);
  confab_window_actions_add (self);
  self->accounts_watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  g_signal_connect_object (
      core, "notify::store-state", G_CALLBACK (update_page), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (confab_core_get_contacts (core), "items-changed",
      G_CALLBACK (on_contacts_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (confab_core_get_requests (core), "items-changed",
      G_CALLBACK (update_requests), self, G_CONNECT_SWAPPED);
  update_requests (self);
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
  g_return_if_fail (CONFAB_IS_MODEL_CONTACT (contact));

  confab_contacts_list_select (self->contacts_list, contact);
  show_chat (self, contact);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  confab_chat_view_focus_entry (self->chat_view);
}

ConfabModelChat *
confab_window_main_get_shown_chat (ConfabWindowMain *self) {
  gboolean is_visible;

  g_return_val_if_fail (CONFAB_IS_WINDOW_MAIN (self), NULL);

  is_visible = shows (self->stack, "main") && shows (self->content_stack, "chat") &&
               (!adw_navigation_split_view_get_collapsed (self->split_view) ||
                   adw_navigation_split_view_get_show_content (self->split_view));
  return is_visible && self->contact != NULL ? confab_model_contact_get_chat (self->contact) : NULL;
}

void
confab_window_main_show_leaving (ConfabWindowMain *self) {
  g_return_if_fail (CONFAB_IS_WINDOW_MAIN (self));

  self->is_leaving = TRUE;
  gtk_stack_set_visible_child_name (self->stack, "leaving");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), gtk_label_get_text (self->leaving_label),
      GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}
