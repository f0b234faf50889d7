/* The accounts of this profile. Taking one off says first what goes and what stays, and closing the
 * dialog while a new one signs in gives that up. */

#include "settings/settings-accounts.h"

#include <glib/gi18n.h>

#include "devices/devices-list.h"
#include "safety/safety-card.h"
#include "safety/safety-road-words.h"
#include "safety/safety-road.h"
#include "settings/settings-bring.h"
#include "settings/settings-carry.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-watch.h"
#include "wizard/wizard-account.h"
#include "wizard/wizard-password.h"
#include "wizard/wizard-signin.h"

struct _ConfabSettingsAccounts {
  AdwDialog parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabWidgetsWatch *watch;
  ConfabModelAccount *account; /* of the account page */

  /* owned by the tree, made when first needed */
  ConfabWizardSignin *signin;

  /* template */
  AdwNavigationView *navigation;
  GtkListBox *accounts_box;
  AdwNavigationPage *account_page;
  AdwActionRow *state_row;
  AdwActionRow *devices_row;
  AdwActionRow *road_row;
  GtkButton *state_button;
  GtkWidget *server_group;
  GtkWidget *door_group;
  GtkWidget *carry_group;
  GtkWidget *end_group;
  AdwBin *add_bin;
};

G_DEFINE_FINAL_TYPE (ConfabSettingsAccounts, confab_settings_accounts, ADW_TYPE_DIALOG)

static const char *
state_words (ConfabModelAccount *account) {
  switch (confab_model_account_get_state (account)) {
  case CONFAB_ACCOUNT_SIGNED_OFF:
  case CONFAB_ACCOUNT_REFUSED:
    return _ ("Signed off");
  case CONFAB_ACCOUNT_SIGNING_IN:
    return _ ("Signing in");
  case CONFAB_ACCOUNT_SIGNED_IN:
    return confab_model_account_is_hidden (account) ? _ ("Signed in (hidden)") : _ ("Signed in");
  case CONFAB_ACCOUNT_WAITING:
    return _ ("Waiting");
  }
  return "";
}

static gboolean
needs_password (ConfabModelAccount *account) {
  ConfabModelProblem problem = confab_model_account_get_problem (account);

  return confab_model_account_get_state (account) == CONFAB_ACCOUNT_REFUSED &&
         confab_widgets_problem_is_about_password (problem);
}

static void
update_account_page (ConfabSettingsAccounts *self) {
  ConfabModelProblem problem;
  g_autofree char *text = NULL;
  g_autofree char *text_of_road = NULL;
  gboolean is_off;

  if (self->account == NULL)
    return;
  problem = confab_model_account_get_problem (self->account);
  is_off = confab_model_account_get_state (self->account) == CONFAB_ACCOUNT_SIGNED_OFF ||
           confab_model_account_get_state (self->account) == CONFAB_ACCOUNT_REFUSED;
  if (problem != CONFAB_PROBLEM_NONE)
    text = confab_widgets_problem_dup_text (
        problem, confab_model_account_get_problem_detail (self->account));
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (self->state_row), state_words (self->account));
  adw_action_row_set_subtitle (self->state_row, text != NULL ? text : "");
  gtk_widget_set_sensitive (self->server_group,
      confab_model_account_get_state (self->account) == CONFAB_ACCOUNT_SIGNED_IN);
  gtk_widget_set_sensitive (
      self->end_group, confab_model_account_get_state (self->account) == CONFAB_ACCOUNT_SIGNED_IN);
  gtk_widget_set_sensitive (self->carry_group,
      confab_model_account_get_state (self->account) == CONFAB_ACCOUNT_SIGNED_IN);
  adw_action_row_set_subtitle (self->devices_row,
      confab_model_account_get_undecided (self->account) > 0 ? _ ("One is new: was that you?")
                                                             : _ ("Who can read what you get"));
  gtk_widget_set_visible (self->door_group, confab_model_account_has_web_door (self->account));
  text_of_road = confab_safety_road_dup_words (self->core, self->account);
  adw_action_row_set_subtitle (self->road_row, text_of_road);
  gtk_button_set_label (self->state_button,
      needs_password (self->account) ? confab_widgets_problem_get_password_label (problem)
      : is_off                       ? _ ("Sign in")
                                     : _ ("Sign off"));
}

static void
update_rows (ConfabSettingsAccounts *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);

  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->accounts_box, (int)i);

    if (row != NULL)
      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state_words (account));
  }
}

/* Given back on the server, it is no longer on the list. */
static void
leave_if_gone (ConfabSettingsAccounts *self) {
  GListModel *accounts = confab_core_get_accounts (self->core);

  if (self->account == NULL)
    return;
  for (guint i = 0; i < g_list_model_get_n_items (accounts); i++) {
    g_autoptr (ConfabModelAccount) account = g_list_model_get_item (accounts, i);

    if (account == self->account)
      return;
  }
  g_clear_object (&self->account);
  if (g_list_model_get_n_items (accounts) == 0)
    adw_dialog_close (ADW_DIALOG (self));
  else
    adw_navigation_view_pop_to_tag (self->navigation, "list");
}

static void
on_accounts_changed (GObject *item, const char *property, gpointer data) {
  ConfabSettingsAccounts *self = data;

  update_rows (self);
  if (item == NULL)
    leave_if_gone (self);
  if (item != NULL && item == (GObject *)self->account)
    update_account_page (self);
}

static GtkWidget *
row_new (gpointer item, gpointer data) {
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (
      ADW_PREFERENCES_ROW (row), confab_model_account_get_address (item));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state_words (item));
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static void
on_account_activated (ConfabSettingsAccounts *self, GtkListBoxRow *row) {
  g_autoptr (ConfabModelAccount) account = g_list_model_get_item (
      confab_core_get_accounts (self->core), (guint)gtk_list_box_row_get_index (row));

  if (account == NULL)
    return;
  g_set_object (&self->account, account);
  adw_navigation_page_set_title (self->account_page, confab_model_account_get_address (account));
  update_account_page (self);
  adw_navigation_view_push_by_tag (self->navigation, "account");
}

static void
on_state_clicked (ConfabSettingsAccounts *self) {
  ConfabModelAccountState state = confab_model_account_get_state (self->account);

  if (needs_password (self->account))
    confab_wizard_password_present (self->core, self->account, GTK_WIDGET (self));
  else if (state == CONFAB_ACCOUNT_SIGNED_OFF || state == CONFAB_ACCOUNT_REFUSED)
    confab_core_sign_in (self->core, self->account, FALSE);
  else
    dex_future_disown (confab_core_sign_off (self->core, self->account));
}

static void
on_door_clicked (ConfabSettingsAccounts *self) {
  dex_future_disown (confab_core_answer_door (self->core, self->account, FALSE));
}

static void
on_password_clicked (ConfabSettingsAccounts *self) {
  confab_wizard_account_change_password (self->core, self->account, GTK_WIDGET (self));
}

static void
on_end_clicked (ConfabSettingsAccounts *self) {
  confab_wizard_account_remove_from_server (self->core, self->account, GTK_WIDGET (self));
}

static void
on_devices_activated (ConfabSettingsAccounts *self) {
  adw_navigation_view_push (
      self->navigation, confab_devices_list_new (self->core, self->account, NULL, FALSE));
}

static void
on_server_activated (ConfabSettingsAccounts *self) {
  adw_navigation_view_push (
      self->navigation, ADW_NAVIGATION_PAGE (confab_safety_card_new (self->core, self->account)));
}

static void
on_road_activated (ConfabSettingsAccounts *self) {
  adw_navigation_view_push (
      self->navigation, ADW_NAVIGATION_PAGE (confab_safety_road_new (self->core, self->account)));
}

static void
on_save_activated (ConfabSettingsAccounts *self) {
  confab_settings_carry_present_save (self->core, self->account, GTK_WIDGET (self));
}

static void
on_bring_activated (ConfabSettingsAccounts *self) {
  confab_settings_bring_present (self->core, self->account, GTK_WIDGET (self));
}

static DexFuture *
on_removed (DexFuture *completed, gpointer data) {
  ConfabSettingsAccounts *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_future_get_value (completed, &error) == NULL) {
    g_autofree char *text = confab_widgets_problem_dup_error_text (error);
    adw_action_row_set_subtitle (self->state_row, text);
    return NULL;
  }
  leave_if_gone (self);
  return NULL;
}

static void
on_remove_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabSettingsAccounts) self = data;

  if (self->account == NULL ||
      !g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "remove"))
    return;
  dex_future_disown (dex_future_finally (confab_core_remove_account (self->core, self->account),
      on_removed, g_object_ref (self), g_object_unref));
}

static void
on_remove_activated (ConfabSettingsAccounts *self) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));
  g_autofree char *body =
      g_strdup_printf (_ ("The password and all chats of %s go from this computer. The account and "
                          "its buddies stay on the server; sign in again to see them."),
          confab_model_account_get_address (self->account));

  adw_alert_dialog_set_heading (dialog, _ ("Remove this account?"));
  adw_alert_dialog_set_body (dialog, body);
  adw_alert_dialog_add_responses (dialog, "cancel", _ ("Cancel"), "remove", _ ("Remove"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, on_remove_chosen, g_object_ref (self));
}

static void
on_signed_in (ConfabSettingsAccounts *self) {
  adw_navigation_view_pop_to_tag (self->navigation, "list");
}

static void
on_add_activated (ConfabSettingsAccounts *self) {
  if (self->signin == NULL) {
    self->signin = confab_wizard_signin_new (self->core, FALSE);
    g_signal_connect_object (
        self->signin, "signed-in", G_CALLBACK (on_signed_in), self, G_CONNECT_SWAPPED);
    adw_bin_set_child (self->add_bin, GTK_WIDGET (self->signin));
  }
  adw_navigation_view_push_by_tag (self->navigation, "add");
  confab_wizard_signin_focus (self->signin);
}

static void
on_popped (ConfabSettingsAccounts *self) {
  if (self->signin != NULL)
    confab_wizard_signin_cancel (self->signin);
}

static void
on_closed (ConfabSettingsAccounts *self) {
  if (self->signin != NULL)
    confab_wizard_signin_cancel (self->signin);
}

static void
confab_settings_accounts_dispose (GObject *object) {
  ConfabSettingsAccounts *self = CONFAB_SETTINGS_ACCOUNTS (object);

  g_clear_pointer (&self->watch, confab_widgets_watch_free);
  self->signin = NULL;
  g_clear_object (&self->account);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_settings_accounts_parent_class)->dispose (object);
}

static void
confab_settings_accounts_class_init (ConfabSettingsAccountsClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_settings_accounts_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/settings/settings-accounts.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, navigation);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, accounts_box);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, account_page);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, state_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, devices_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, road_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, state_button);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, add_bin);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, server_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, door_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, end_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabSettingsAccounts, carry_group);
  gtk_widget_class_bind_template_callback (widget_class, on_account_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_state_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_devices_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_road_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_server_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_save_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_bring_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_door_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_password_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_end_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_add_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_popped);
  gtk_widget_class_bind_template_callback (widget_class, on_closed);
}

static void
confab_settings_accounts_init (ConfabSettingsAccounts *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

ConfabSettingsAccounts *
confab_settings_accounts_new (ConfabCore *core) {
  ConfabSettingsAccounts *self = g_object_new (CONFAB_TYPE_SETTINGS_ACCOUNTS, NULL);

  self->core = g_object_ref (core);
  gtk_list_box_bind_model (
      self->accounts_box, confab_core_get_accounts (core), row_new, NULL, NULL);
  self->watch =
      confab_widgets_watch_new (confab_core_get_accounts (core), on_accounts_changed, self);
  /* Another way may have been chosen. */
  g_signal_connect_object (confab_core_get_safety (core), "changed",
      G_CALLBACK (update_account_page), self, G_CONNECT_SWAPPED);
  return self;
}
