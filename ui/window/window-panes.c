/* The two panes of the main window and what goes on between them. The chat and the page of requests
 * are made when they are first needed. It shows what was chosen and never drops a chat by itself.
 */

#include "window/window-panes.h"

#include <glib/gi18n.h>

#include "chat/chat-view.h"
#include "contacts/contacts-list.h"
#include "contacts/contacts-request.h"
#include "safety/safety-strip.h"
#include "widgets/widgets-watch.h"
#include "window/window-away.h"
#include "window/window-banner.h"
#include "window/window-device.h"
#include "window/window-pill.h"
#include "window/window-review.h"
#include "window/window-state.h"

struct _ConfabWindowPanes {
  AdwBreakpointBin parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *accounts_watch;
  ConfabModelContact *contact; /* whose chat is shown */

  /* owned by the stack, made when first needed */
  ConfabChatView *chat_view;
  ConfabContactsRequest *request_page;

  /* template */
  AdwNavigationSplitView *split_view;
  ConfabWindowPill *pill;
  ConfabSafetyStrip *strip;
  ConfabWindowBanner *banner;
  ConfabWindowDevice *device;
  ConfabWindowReview *review;
  ConfabWindowAway *away;
  GtkRevealer *request_revealer;
  GtkWidget *request_button;
  GtkLabel *request_label;
  ConfabContactsList *contacts_list;
  AdwNavigationPage *content_page;
  GtkStack *content_stack;
  AdwStatusPage *nothing_page;
  GtkWidget *signin_button;
};

G_DEFINE_FINAL_TYPE (ConfabWindowPanes, confab_window_panes, ADW_TYPE_BREAKPOINT_BIN)

static gboolean
is_signed_off (ConfabWindowPanes *self) {
  ConfabWindowState state;

  confab_window_state_read (self->core, &state);
  return state.state == CONFAB_ACCOUNT_SIGNED_OFF;
}

static gboolean
shows (ConfabWindowPanes *self, const char *name) {
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->content_stack), name) == 0;
}

/* What stands where nothing was chosen: a large "Sign in", or a hint. The banner never offers the
 * same beside it. */
static void
update_nothing (ConfabWindowPanes *self) {
  gboolean is_off = is_signed_off (self);
  gboolean is_seen =
      shows (self, "nothing") && !adw_navigation_split_view_get_collapsed (self->split_view);

  adw_status_page_set_title (
      self->nothing_page, is_off ? _ ("You are signed off") : _ ("No chat is open"));
  adw_status_page_set_description (self->nothing_page,
      is_off ? _ ("Nobody sees you, and nothing comes in.") : _ ("Choose a buddy from the list."));
  gtk_widget_set_visible (self->signin_button, is_off);
  confab_window_banner_set_offers_sign_in (self->banner, !is_seen);
}

static void
show_content (ConfabWindowPanes *self, const char *name, const char *title) {
  gtk_stack_set_visible_child_name (self->content_stack, name);
  adw_navigation_page_set_title (self->content_page, title);
  update_nothing (self);
}

static void
show_nothing (ConfabWindowPanes *self) {
  g_clear_object (&self->contact);
  if (self->chat_view != NULL)
    confab_chat_view_set_chat (self->chat_view, NULL);
  confab_contacts_list_select (self->contacts_list, NULL);
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  show_content (self, "nothing", _ ("Chat"));
}

static void
show_chat (ConfabWindowPanes *self, ConfabModelContact *contact) {
  if (self->chat_view == NULL) {
    self->chat_view = CONFAB_CHAT_VIEW (confab_chat_view_new (self->core));
    gtk_stack_add_named (self->content_stack, GTK_WIDGET (self->chat_view), "chat");
  }
  g_set_object (&self->contact, contact);
  confab_chat_view_set_chat (self->chat_view, confab_model_contact_get_chat (contact));
  show_content (self, "chat", confab_model_contact_get_name (contact));
}

static void
on_contact_chosen (ConfabWindowPanes *self, ConfabModelContact *contact) {
  show_chat (self, contact);
}

static void
on_contact_opened (ConfabWindowPanes *self, ConfabModelContact *contact) {
  confab_window_panes_open_chat (self, contact);
}

static void
on_given (ConfabWindowPanes *self, ConfabModelContact *contact, const GValue *value) {
  confab_window_panes_open_chat (self, contact);
  confab_chat_view_give (self->chat_view, value);
}

static void
update_requests (ConfabWindowPanes *self) {
  guint n = g_list_model_get_n_items (confab_core_get_requests (self->core));
  g_autofree char *text = g_strdup_printf (ngettext ("%u request", "%u requests", n), n);

  gtk_label_set_text (self->request_label, text);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->request_button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_revealer_set_reveal_child (self->request_revealer, n > 0);
  if (n == 0 && shows (self, "request"))
    show_nothing (self);
}

typedef struct {
  ConfabWindowPanes *self;
  ConfabModelContact *contact;
} Accepted;

static DexFuture *
on_known_set (DexFuture *completed, gpointer data) {
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (completed, &error) == NULL)
    gtk_widget_activate_action (
        data, "win.toast", "s", _ ("That did not work. Nothing was changed."));
  return NULL;
}

static void
on_known_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  Accepted *accepted = data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (answer, "yes"))
    dex_future_disown (
        dex_future_finally (confab_core_set_known (accepted->self->core, accepted->contact, TRUE),
            on_known_set, g_object_ref (accepted->self), g_object_unref));
  /* What comes next is writing to them. */
  if (accepted->self->contact == accepted->contact && accepted->self->chat_view != NULL)
    confab_chat_view_focus_entry (accepted->self->chat_view);
  g_object_unref (accepted->self);
  g_object_unref (accepted->contact);
  g_free (accepted);
}

static void
on_request_accepted (ConfabWindowPanes *self, ConfabModelContact *contact) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  g_autofree char *body =
      g_strdup_printf (_ ("%s now sees when you are signed in. With people you know only from "
                          "online, Confab is more careful with links and files."),
          confab_model_contact_get_name (contact));
  Accepted *accepted = g_new0 (Accepted, 1);

  accepted->self = g_object_ref (self);
  accepted->contact = g_object_ref (contact);
  confab_window_panes_open_chat (self, contact);
  adw_alert_dialog_set_heading (dialog, _ ("Do you know them in life?"));
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (dialog, "online", _ ("Only from online"), "yes", _ ("Yes"), NULL);
  adw_alert_dialog_set_close_response (dialog, "online");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, on_known_chosen, accepted);
}

/* The chat with the newest message, if there is one. */
static void
show_last_chat (ConfabWindowPanes *self) {
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
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  if (item == NULL || g_str_equal (property, "state"))
    update_nothing (data);
}

static void
on_contacts_changed (ConfabWindowPanes *self) {
  ConfabModelContact *contact = self->contact;

  if (contact != NULL &&
      confab_model_account_find_contact (confab_model_contact_get_account (contact),
          confab_model_contact_get_address (contact)) != contact)
    show_nothing (self);
}

static void
on_collapsed_changed (ConfabWindowPanes *self) {
  if (self->core == NULL)
    return;
  update_nothing (self);
  if (!adw_navigation_split_view_get_collapsed (self->split_view) && self->contact != NULL &&
      shows (self, "chat"))
    confab_contacts_list_select (self->contacts_list, self->contact);
}

/* Back in the list of a narrow window: the same row can be chosen again. */
static void
on_show_content_changed (ConfabWindowPanes *self) {
  if (self->core != NULL && adw_navigation_split_view_get_collapsed (self->split_view) &&
      !adw_navigation_split_view_get_show_content (self->split_view))
    confab_contacts_list_select (self->contacts_list, NULL);
}

static void
confab_window_panes_dispose (GObject *object) {
  ConfabWindowPanes *self = CONFAB_WINDOW_PANES (object);

  g_clear_pointer (&self->accounts_watch, confab_widgets_watch_free);
  G_OBJECT_CLASS (confab_window_panes_parent_class)->dispose (object);
  g_clear_object (&self->contact);
  g_clear_object (&self->core);
}

static void
confab_window_panes_class_init (ConfabWindowPanesClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_window_panes_dispose;
  g_type_ensure (CONFAB_TYPE_CONTACTS_LIST);
  g_type_ensure (CONFAB_TYPE_SAFETY_STRIP);
  g_type_ensure (CONFAB_TYPE_WINDOW_BANNER);
  g_type_ensure (CONFAB_TYPE_WINDOW_DEVICE);
  g_type_ensure (CONFAB_TYPE_WINDOW_AWAY);
  g_type_ensure (CONFAB_TYPE_WINDOW_PILL);
  g_type_ensure (CONFAB_TYPE_WINDOW_REVIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/window/window-panes.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, split_view);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, pill);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, strip);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, banner);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, device);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, review);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, away);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, request_revealer);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, request_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, request_label);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, contacts_list);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, content_page);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, content_stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, nothing_page);
  gtk_widget_class_bind_template_child (widget_class, ConfabWindowPanes, signin_button);
  gtk_widget_class_bind_template_callback (widget_class, on_contact_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_contact_opened);
  gtk_widget_class_bind_template_callback (widget_class, on_given);
  gtk_widget_class_bind_template_callback (widget_class, on_collapsed_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_show_content_changed);
}

static void
confab_window_panes_init (ConfabWindowPanes *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

ConfabWindowPanes *
confab_window_panes_new (ConfabCore *core) {
  ConfabWindowPanes *self = g_object_new (CONFAB_TYPE_WINDOW_PANES, NULL);

  self->core = g_object_ref (core);
  confab_window_pill_set_core (self->pill, core);
  confab_safety_strip_set_core (self->strip, core);
  confab_window_banner_set_core (self->banner, core);
  confab_window_device_set_core (self->device, core);
  confab_window_review_set_core (self->review, core);
  confab_window_away_set_core (self->away, core);
  confab_contacts_list_set_core (self->contacts_list, core);
  self->accounts_watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  g_signal_connect_object (confab_core_get_contacts (core), "items-changed",
      G_CALLBACK (on_contacts_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (confab_core_get_requests (core), "items-changed",
      G_CALLBACK (update_requests), self, G_CONNECT_SWAPPED);
  update_requests (self);
  show_last_chat (self);
  return self;
}

static GtkWidget *
get_focus (ConfabWindowPanes *self) {
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

void
confab_window_panes_focus (ConfabWindowPanes *self) {
  g_return_if_fail (CONFAB_IS_WINDOW_PANES (self));

  if (shows (self, "nothing") && gtk_widget_get_visible (self->signin_button) &&
      gtk_widget_grab_focus (self->signin_button))
    return;
  confab_contacts_list_focus (self->contacts_list);
  /* An empty list takes no focus; its buttons do. */
  if (get_focus (self) == NULL || !gtk_widget_is_ancestor (get_focus (self), GTK_WIDGET (self)))
    gtk_widget_child_focus (GTK_WIDGET (self->contacts_list), GTK_DIR_TAB_FORWARD);
}

void
confab_window_panes_open_chat (ConfabWindowPanes *self, ConfabModelContact *contact) {
  g_return_if_fail (CONFAB_IS_WINDOW_PANES (self));
  g_return_if_fail (CONFAB_IS_MODEL_CONTACT (contact));

  confab_contacts_list_select (self->contacts_list, contact);
  show_chat (self, contact);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  confab_chat_view_focus_entry (self->chat_view);
}

ConfabModelChat *
confab_window_panes_get_shown_chat (ConfabWindowPanes *self) {
  gboolean is_visible;

  g_return_val_if_fail (CONFAB_IS_WINDOW_PANES (self), NULL);

  is_visible =
      shows (self, "chat") && (!adw_navigation_split_view_get_collapsed (self->split_view) ||
                                  adw_navigation_split_view_get_show_content (self->split_view));
  return is_visible && self->contact != NULL ? confab_model_contact_get_chat (self->contact) : NULL;
}

void
confab_window_panes_show_requests (ConfabWindowPanes *self) {
  g_return_if_fail (CONFAB_IS_WINDOW_PANES (self));

  if (g_list_model_get_n_items (confab_core_get_requests (self->core)) == 0)
    return;
  if (self->request_page == NULL) {
    self->request_page = confab_contacts_request_new (self->core);
    g_signal_connect_object (
        self->request_page, "accepted", G_CALLBACK (on_request_accepted), self, G_CONNECT_SWAPPED);
    gtk_stack_add_named (self->content_stack, GTK_WIDGET (self->request_page), "request");
  } else if (!shows (self, "request")) {
    confab_contacts_request_start (self->request_page);
  }
  confab_contacts_list_select (self->contacts_list, NULL);
  show_content (self, "request", _ ("Request"));
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
  confab_contacts_request_focus (self->request_page);
}

void
confab_window_panes_jump (ConfabWindowPanes *self) {
  g_return_if_fail (CONFAB_IS_WINDOW_PANES (self));

  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  confab_contacts_list_start_search (self->contacts_list);
}

static gboolean
is_in_content (ConfabWindowPanes *self) {
  GtkWidget *focus = get_focus (self);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->content_stack));
}

static gboolean
is_in_entry (ConfabWindowPanes *self) {
  GtkWidget *focus = get_focus (self);

  return is_in_content (self) && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus));
}

void
confab_window_panes_next (ConfabWindowPanes *self) {
  g_return_if_fail (CONFAB_IS_WINDOW_PANES (self));

  if (!is_in_content (self)) {
    adw_navigation_split_view_set_show_content (self->split_view, TRUE);
    if (shows (self, "chat"))
      confab_chat_view_focus_log (self->chat_view);
    if (!is_in_content (self))
      gtk_widget_child_focus (GTK_WIDGET (self->content_stack), GTK_DIR_TAB_FORWARD);
    return;
  }
  if (shows (self, "chat") && !is_in_entry (self)) {
    confab_chat_view_focus_entry (self->chat_view);
    if (is_in_entry (self))
      return;
  }
  adw_navigation_split_view_set_show_content (self->split_view, FALSE);
  confab_contacts_list_focus (self->contacts_list);
}
