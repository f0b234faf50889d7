/* What can be said of a device: it is theirs, leave it out, compare, take mine off. The page shows
 * one snapshot, a new one when something was heard of it, and goes back to the list after a word
 * was said. */

#include "devices/devices-page.h"

#include <glib/gi18n.h>

#include "check/check-page.h"
#include "devices/devices-words.h"
#include "widgets/widgets-notice.h"

struct _ConfabDevicesPage {
  AdwNavigationPage parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabModelContact *contact; /* nullable: mine */
  ConfabModelDevice *device;

  /* template */
  ConfabWidgetsNotice *notice;
  AdwPreferencesGroup *meaning_group;
  AdwActionRow *state_row;
  AdwActionRow *first_row;
  AdwActionRow *last_row;
  GtkWidget *acts_group;
  GtkWidget *compare_row;
  AdwPreferencesRow *use_row;
  GtkWidget *leave_row;
  GtkWidget *remove_group;
};

G_DEFINE_FINAL_TYPE (ConfabDevicesPage, confab_devices_page, ADW_TYPE_NAVIGATION_PAGE)

static AdwNavigationView *
view_of (ConfabDevicesPage *self) {
  return ADW_NAVIGATION_VIEW (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW));
}

static DexFuture *
on_said (DexFuture *completed, gpointer data) {
  ConfabDevicesPage *self = data;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_sensitive (self->acts_group, TRUE);
  gtk_widget_set_sensitive (self->remove_group, TRUE);
  if (dex_future_get_value (completed, &error) == NULL)
    confab_widgets_notice_show_error (self->notice, error);
  else if (view_of (self) != NULL &&
           adw_navigation_view_get_visible_page (view_of (self)) == ADW_NAVIGATION_PAGE (self))
    adw_navigation_view_pop (view_of (self));
  return NULL;
}

/* Takes `future`. */
static void
follow (ConfabDevicesPage *self, DexFuture *future) {
  confab_widgets_notice_hide (self->notice);
  gtk_widget_set_sensitive (self->acts_group, FALSE);
  gtk_widget_set_sensitive (self->remove_group, FALSE);
  dex_future_disown (dex_future_finally (future, on_said, g_object_ref (self), g_object_unref));
}

static void
on_use (ConfabDevicesPage *self) {
  follow (
      self, confab_core_trust_device (self->core, self->account, self->device, CONFAB_TRUST_USED));
}

static void
on_leave (ConfabDevicesPage *self) {
  follow (self,
      confab_core_trust_device (self->core, self->account, self->device, CONFAB_TRUST_LEFT_OUT));
}

static void
on_checked (ConfabDevicesPage *self) {
  AdwNavigationView *view = view_of (self);
  AdwNavigationPage *before;

  if (view == NULL)
    return;
  before = adw_navigation_view_get_previous_page (view, ADW_NAVIGATION_PAGE (self));
  if (before != NULL)
    adw_navigation_view_pop_to_page (view, before);
}

static void
on_compare (ConfabDevicesPage *self) {
  AdwNavigationPage *page =
      confab_check_page_new (self->core, self->account, self->contact, self->device);

  g_signal_connect_object (page, "finished", G_CALLBACK (on_checked), self, G_CONNECT_SWAPPED);
  adw_navigation_view_push (view_of (self), page);
}

static void
on_remove_chosen (GObject *source, GAsyncResult *result, gpointer data) {
  g_autoptr (ConfabDevicesPage) self = data;

  if (g_str_equal (adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result), "remove"))
    follow (self, confab_core_remove_device (self->core, self->account, self->device));
}

static void
on_remove (ConfabDevicesPage *self) {
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (NULL, NULL));

  adw_alert_dialog_set_heading (dialog, _ ("Take this device off?"));
  adw_alert_dialog_set_body (dialog,
      _ ("Nobody writes to it any more. Whoever has it and knows your password can sign in again: "
         "if it was lost or is not yours, change the password too."));
  adw_alert_dialog_add_responses (
      dialog, "cancel", _ ("Cancel"), "remove", _ ("Take it off"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "remove", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (dialog, "cancel");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (self), NULL, on_remove_chosen, g_object_ref (self));
}

static void
confab_devices_page_dispose (GObject *object) {
  ConfabDevicesPage *self = CONFAB_DEVICES_PAGE (object);

  g_clear_object (&self->device);
  g_clear_object (&self->contact);
  g_clear_object (&self->account);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_devices_page_parent_class)->dispose (object);
}

static void
confab_devices_page_class_init (ConfabDevicesPageClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_devices_page_dispose;
  g_type_ensure (CONFAB_TYPE_WIDGETS_NOTICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/devices/devices-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, notice);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, meaning_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, first_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, last_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, acts_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, compare_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, use_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, leave_row);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesPage, remove_group);
  gtk_widget_class_bind_template_callback (widget_class, on_compare);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
}

static void
confab_devices_page_init (ConfabDevicesPage *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
use_label (ConfabDevicesPage *self, ConfabModelTrust trust) {
  if (trust == CONFAB_TRUST_LEFT_OUT)
    return _ ("Use it again");
  return self->contact != NULL ? _ ("It is theirs") : _ ("Yes, that was me");
}

static void
show (ConfabDevicesPage *self) {
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (self->device);
  const char *owner = self->contact != NULL ? confab_model_contact_get_name (self->contact) : NULL;
  g_autofree char *name = confab_devices_words_dup_name (self->device);
  g_autofree char *state = confab_devices_words_dup_state (self->device, owner);
  g_autofree char *meaning = confab_devices_words_dup_meaning (self->device, owner);
  g_autofree char *escaped = g_markup_escape_text (meaning, -1);
  g_autofree char *first = confab_devices_words_dup_day (facts->first_us);
  g_autofree char *last = confab_devices_words_dup_day (facts->last_us);
  gboolean may_act = facts->is_listed && !facts->is_this;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), name);
  adw_preferences_group_set_description (self->meaning_group, escaped);
  adw_action_row_set_subtitle (self->state_row, state);
  adw_action_row_set_subtitle (self->first_row, first);
  adw_action_row_set_subtitle (self->last_row, last);
  gtk_widget_set_visible (self->acts_group, may_act);
  gtk_widget_set_visible (self->compare_row, facts->digits != NULL);
  adw_preferences_row_set_title (self->use_row, use_label (self, facts->trust));
  gtk_widget_set_visible (GTK_WIDGET (self->use_row), facts->trust <= CONFAB_TRUST_UNDECIDED);
  gtk_widget_set_visible (self->leave_row, facts->trust != CONFAB_TRUST_LEFT_OUT);
  gtk_widget_set_visible (self->remove_group, may_act && facts->is_own);
}

static DexFuture *
on_listed (DexFuture *completed, gpointer data) {
  ConfabDevicesPage *self = data;
  const GValue *value = dex_future_get_value (completed, NULL);
  GListModel *devices = value != NULL ? g_value_get_object (value) : NULL;
  guint32 id = confab_model_device_get_facts (self->device)->id;

  for (guint i = 0; devices != NULL && i < g_list_model_get_n_items (devices); i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, i);

    if (confab_model_device_get_facts (device)->id == id && g_set_object (&self->device, device))
      show (self);
  }
  return NULL;
}

static void
on_devices_changed (ConfabDevicesPage *self, const char *address) {
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (self->device);

  if (g_str_equal (address, facts->address) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    dex_future_disown (
        dex_future_then (confab_core_list_devices (self->core, self->account, self->contact),
            on_listed, g_object_ref (self), g_object_unref));
}

AdwNavigationPage *
confab_devices_page_new (ConfabCore *core, ConfabModelAccount *account, ConfabModelContact *contact,
    ConfabModelDevice *device) {
  ConfabDevicesPage *self = g_object_new (CONFAB_TYPE_DEVICES_PAGE, NULL);

  self->core = g_object_ref (core);
  self->account = g_object_ref (account);
  self->device = g_object_ref (device);
  g_set_object (&self->contact, contact);
  g_signal_connect_object (
      account, "devices-changed", G_CALLBACK (on_devices_changed), self, G_CONNECT_SWAPPED);
  show (self);
  return ADW_NAVIGATION_PAGE (self);
}
