/* The actions of the main window: what menus, keys and buttons of its parts can ask for. An action
 * that cannot do anything now is off, so that its menu item says so. They stand in a group of their
 * own under "win.": what the window itself holds GTK puts on the session bus, where any program
 * could sign in or off with them. */

#include <glib/gi18n.h>

#include "chat/chat-kept.h"
#include "chat/chat-search.h"
#include "contacts/contacts-add.h"
#include "backup/backup-restore.h"
#include "safety/safety-leads.h"
#include "safety/safety-list.h"
#include "safety/safety-page.h"
#include "settings/settings-accounts.h"
#include "widgets/widgets-watch.h"
#include "window/window-main-private.h"
#include "window/window-state.h"

static void
for_each_account (ConfabWindowMain *self, void (*act) (ConfabWindowMain *, ConfabModelAccount *)) {
  GListModel *accounts = confab_core_get_accounts (self->core);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);
    act (self, account);
  }
}

static void
sign_in_seen (ConfabWindowMain *self, ConfabModelAccount *account) {
  if (confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_IN ||
      confab_model_account_is_hidden (account))
    confab_core_sign_in (self->core, account, FALSE);
}

static void
sign_in_hidden (ConfabWindowMain *self, ConfabModelAccount *account) {
  if (confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_IN ||
      !confab_model_account_is_hidden (account))
    confab_core_sign_in (self->core, account, TRUE);
}

static void
sign_off (ConfabWindowMain *self, ConfabModelAccount *account) {
  if (confab_model_account_get_state (account) != CONFAB_ACCOUNT_SIGNED_OFF)
    dex_future_disown (confab_core_sign_off (self->core, account));
}

static void
on_sign_in (GSimpleAction *action, GVariant *parameter, gpointer data) {
  confab_core_end_hour (((ConfabWindowMain *)data)->core);
  for_each_account (data, sign_in_seen);
}

static void
on_sign_in_hour (GSimpleAction *action, GVariant *parameter, gpointer data) {
  confab_core_sign_in_for_hour (((ConfabWindowMain *)data)->core);
}

static void
on_sign_in_hidden (GSimpleAction *action, GVariant *parameter, gpointer data) {
  confab_core_end_hour (((ConfabWindowMain *)data)->core);
  for_each_account (data, sign_in_hidden);
}

static void
on_sign_off (GSimpleAction *action, GVariant *parameter, gpointer data) {
  confab_core_end_hour (((ConfabWindowMain *)data)->core);
  for_each_account (data, sign_off);
}

/* Under "Waiting", with what can be done meanwhile. */
static void
on_buddy_added (ConfabContactsAdd *dialog, ConfabModelContact *contact, ConfabWindowMain *self) {
  confab_window_main_open_chat (self, contact);
}

static void
on_add_buddy (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;
  ConfabContactsAdd *dialog = confab_contacts_add_new (self->core);

  g_signal_connect_object (dialog, "added", G_CALLBACK (on_buddy_added), self, 0);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

static void
on_note (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;
  ConfabModelContact *note = confab_core_open_note (self->core, _ ("Note to myself"));

  if (note != NULL)
    confab_window_main_open_chat (self, note);
}

static void
on_accounts (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  adw_dialog_present (ADW_DIALOG (confab_settings_accounts_new (self->core)), GTK_WIDGET (self));
}

static void
on_safety (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;
  ConfabSafetyPage *page = confab_safety_page_new (self->core);

  confab_safety_page_add_row (page, CONFAB_GROUP_TYPED, confab_safety_list_row_new ());
  confab_safety_leads_add (page, self->core);
  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (self));
}

static void
on_guide (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  confab_wizard_guide_present (self->core, GTK_WIDGET (self));
}

static void
on_restore (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  confab_backup_restore_present (self->core, GTK_WIDGET (self), GTK_WIDGET (self), NULL);
}

static void
on_private_list (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  confab_safety_list_present (GTK_WIDGET (self), self->core);
}

static void
on_kept (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  confab_chat_kept_present (GTK_WIDGET (self), self->core);
}

static void
on_hit_chosen (ConfabWindowMain *self, ConfabModelHit *hit, const char *asked) {
  ConfabModelContact *contact = confab_model_hit_get_contact (hit);

  confab_window_main_open_chat (self, contact);
  confab_core_go_to (
      self->core, confab_model_contact_get_chat (contact), confab_model_hit_get_id (hit), asked);
}

static void
find_in (ConfabWindowMain *self, ConfabModelChat *chat) {
  ConfabChatSearch *page = confab_chat_search_new (self->core, chat);

  g_signal_connect_object (page, "chosen", G_CALLBACK (on_hit_chosen), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (self));
}

static void
on_find (GSimpleAction *action, GVariant *parameter, gpointer data) {
  find_in (data, NULL);
}

static void
on_find_here (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  find_in (self, self->panes != NULL ? confab_window_panes_get_shown_chat (self->panes) : NULL);
}

static void
on_show_requests (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  confab_window_panes_show_requests (self->panes);
}

static void
on_jump (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  confab_window_panes_jump (self->panes);
}

static void
on_next_pane (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;

  confab_window_panes_next (self->panes);
}

static void
on_toast (GSimpleAction *action, GVariant *parameter, gpointer data) {
  ConfabWindowMain *self = data;
  AdwToast *toast = adw_toast_new ("");

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, g_variant_get_string (parameter, NULL));
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
confab_window_actions_add (ConfabWindowMain *self) {
  static const GActionEntry entries[] = {
    { .name = "sign-in", .activate = on_sign_in },
    { .name = "sign-in-hour", .activate = on_sign_in_hour },
    { .name = "sign-in-hidden", .activate = on_sign_in_hidden },
    { .name = "sign-off", .activate = on_sign_off },
    { .name = "add-buddy", .activate = on_add_buddy },
    { .name = "note", .activate = on_note },
    { .name = "accounts", .activate = on_accounts },
    { .name = "safety", .activate = on_safety },
    { .name = "guide", .activate = on_guide },
    { .name = "restore", .activate = on_restore },
    { .name = "private-list", .activate = on_private_list },
    { .name = "kept", .activate = on_kept },
    { .name = "find", .activate = on_find },
    { .name = "find-here", .activate = on_find_here },
    { .name = "show-requests", .activate = on_show_requests },
    { .name = "jump", .activate = on_jump },
    { .name = "next-pane", .activate = on_next_pane },
    { .name = "toast", .parameter_type = "s", .activate = on_toast },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (
      G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (self->actions));
}

static void
set_enabled (ConfabWindowMain *self, const char *name, gboolean is_enabled) {
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

void
confab_window_actions_update (ConfabWindowMain *self) {
  gboolean has_accounts = g_list_model_get_n_items (confab_core_get_accounts (self->core)) > 0;
  gboolean is_main = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "main") == 0;
  ConfabWindowState state;
  gboolean is_in, is_off;

  confab_window_state_read (self->core, &state);
  is_in = state.n_accounts > 0 && state.n_signed_in == state.n_accounts;
  is_off = state.state == CONFAB_ACCOUNT_SIGNED_OFF;
  set_enabled (
      self, "sign-in", has_accounts && !(is_in && !state.is_hidden && state.until_us == 0));
  set_enabled (self, "sign-in-hour", has_accounts && state.until_us == 0);
  set_enabled (self, "sign-in-hidden", has_accounts && !(is_in && state.is_hidden));
  set_enabled (self, "sign-off", has_accounts && !is_off);
  set_enabled (self, "add-buddy", has_accounts && is_main);
  set_enabled (self, "note", has_accounts && is_main);
  set_enabled (self, "accounts", has_accounts && is_main);
  set_enabled (self, "guide", has_accounts && is_main);
  set_enabled (self, "restore",
      !has_accounts && confab_core_get_store_state (self->core) == CONFAB_CORE_STORE_READY);
  set_enabled (self, "jump", is_main);
  set_enabled (self, "find", is_main);
  set_enabled (self, "find-here", is_main);
  set_enabled (self, "next-pane", is_main);
  set_enabled (self, "show-requests", is_main);
}
