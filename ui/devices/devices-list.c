/* Asks core for the devices each time it comes onto the screen, and when something was heard of
 * them, since a list is a snapshot. It decides nothing: what may be said of a device is on the
 * device's own page. */

#include "devices/devices-list.h"

#include <glib/gi18n.h>

#include "check/check-page.h"
#include "devices/devices-page.h"
#include "devices/devices-words.h"
#include "widgets/widgets-problem.h"

struct _ConfabDevicesList {
  AdwNavigationPage parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabModelContact *contact; /* nullable: my own */
  GPtrArray *rows;             /* of GtkWidget, borrowed: those in the groups now */
  guint asked;                 /* the question that counts; an older one's answer is old */
  gboolean goes_on;

  /* template */
  GtkStack *stack;
  AdwPreferencesGroup *used_group;
  AdwPreferencesGroup *gone_group;
  AdwStatusPage *none_page;
};

G_DEFINE_FINAL_TYPE (ConfabDevicesList, confab_devices_list, ADW_TYPE_NAVIGATION_PAGE)

typedef struct {
  ConfabDevicesList *self;
  guint asked;
} Question;

static void
question_free (gpointer data) {
  Question *question = data;

  g_object_unref (question->self);
  g_free (question);
}

static const char *
owner_of (ConfabDevicesList *self) {
  return self->contact != NULL ? confab_model_contact_get_name (self->contact) : NULL;
}

static AdwNavigationView *
view_of (ConfabDevicesList *self) {
  return ADW_NAVIGATION_VIEW (
      gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_NAVIGATION_VIEW));
}

static void
on_row_activated (GtkWidget *row, ConfabDevicesList *self) {
  ConfabModelDevice *device = g_object_get_data (G_OBJECT (row), "confab-device");

  adw_navigation_view_push (
      view_of (self), confab_devices_page_new (self->core, self->account, self->contact, device));
}

static GtkWidget *
row_new (ConfabDevicesList *self, ConfabModelDevice *device) {
  const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = confab_devices_words_dup_name (device);
  g_autofree char *state = confab_devices_words_dup_state (device, owner_of (self));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), state);
  adw_action_row_add_prefix (
      ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name",
                                facts->is_this ? "computer-symbolic" : "phone-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  if (facts->is_this)
    return row;
  if (facts->is_listed && facts->trust == CONFAB_TRUST_UNDECIDED)
    gtk_widget_add_css_class (row, "undecided");
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row), g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  g_object_set_data_full (G_OBJECT (row), "confab-device", g_object_ref (device), g_object_unref);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect_object (row, "activated", G_CALLBACK (on_row_activated), self, 0);
  return row;
}

static void
clear (ConfabDevicesList *self) {
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = g_ptr_array_index (self->rows, i);
    gboolean is_used = gtk_widget_is_ancestor (row, GTK_WIDGET (self->used_group));

    adw_preferences_group_remove (is_used ? self->used_group : self->gone_group, row);
  }
  g_ptr_array_set_size (self->rows, 0);
}

/* The one device there is to compare with, or NULL. Borrowed from the list. */
static ConfabModelDevice *
find_only (GListModel *devices) {
  ConfabModelDevice *only = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (devices); i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, i);
    const ConfabModelDeviceFacts *facts = confab_model_device_get_facts (device);

    if (facts->is_this || !facts->is_listed || facts->digits == NULL)
      continue;
    if (only != NULL)
      return NULL;
    only = device;
  }
  return only;
}

static void
say_none (ConfabDevicesList *self, const char *title, const char *text) {
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_title (self->none_page, title);
  adw_status_page_set_description (self->none_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "none");
}

static void
on_check_finished (ConfabCheckPage *page, ConfabDevicesList *self) {
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (page), ADW_TYPE_DIALOG);

  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));
}

static void
open_check (ConfabDevicesList *self, ConfabModelDevice *device) {
  AdwNavigationPage *page =
      confab_check_page_new (self->core, self->account, self->contact, device);

  g_signal_connect_object (page, "finished", G_CALLBACK (on_check_finished), self, 0);
  adw_navigation_view_push (view_of (self), page);
}

static void
fill (ConfabDevicesList *self, GListModel *devices) {
  guint n_gone = 0;
  guint n = g_list_model_get_n_items (devices);
  ConfabModelDevice *only = self->goes_on ? find_only (devices) : NULL;

  clear (self);
  if (n == 0) {
    say_none (self, _ ("No devices yet"),
        _ ("Keys come when both of you were signed in with a program that can write privately."));
    return;
  }
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, i);
    gboolean is_gone = !confab_model_device_get_facts (device)->is_listed &&
                       !confab_model_device_get_facts (device)->is_this;
    GtkWidget *row = row_new (self, device);

    n_gone += is_gone ? 1 : 0;
    adw_preferences_group_add (is_gone ? self->gone_group : self->used_group, row);
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->used_group), n > n_gone);
  gtk_widget_set_visible (GTK_WIDGET (self->gone_group), n_gone > 0);
  gtk_stack_set_visible_child_name (self->stack, "list");
  self->goes_on = FALSE;
  if (only != NULL)
    open_check (self, only);
}

static DexFuture *
on_listed (DexFuture *completed, gpointer data) {
  Question *question = data;
  ConfabDevicesList *self = question->self;
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (completed, &error);

  if (question->asked != self->asked || view_of (self) == NULL)
    return NULL;
  if (value != NULL) {
    fill (self, g_value_get_object (value));
  } else {
    g_autofree char *words = confab_widgets_problem_dup_error_text (error);

    say_none (self, _ ("No devices to show"), words);
  }
  return NULL;
}

static void
ask (ConfabDevicesList *self) {
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->asked = ++self->asked;
  dex_future_disown (
      dex_future_finally (confab_core_list_devices (self->core, self->account, self->contact),
          on_listed, question, question_free));
}

static void
confab_devices_list_showing (AdwNavigationPage *page) {
  ask (CONFAB_DEVICES_LIST (page));
}

/* Another device told of keys, or theirs came. */
static void
on_devices_changed (ConfabDevicesList *self, const char *address) {
  const char *shown = self->contact != NULL ? confab_model_contact_get_address (self->contact)
                                            : confab_model_account_get_address (self->account);

  if (g_str_equal (address, shown) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    ask (self);
}

static void
confab_devices_list_dispose (GObject *object) {
  ConfabDevicesList *self = CONFAB_DEVICES_LIST (object);

  self->asked++;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->contact);
  g_clear_object (&self->account);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_devices_list_parent_class)->dispose (object);
}

static void
confab_devices_list_class_init (ConfabDevicesListClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_devices_list_dispose;
  ADW_NAVIGATION_PAGE_CLASS (class)->showing = confab_devices_list_showing;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/im/confab/Confab/ui/devices/devices-list.ui");
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesList, stack);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesList, used_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesList, gone_group);
  gtk_widget_class_bind_template_child (widget_class, ConfabDevicesList, none_page);
}

static void
confab_devices_list_init (ConfabDevicesList *self) {
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

AdwNavigationPage *
confab_devices_list_new (
    ConfabCore *core, ConfabModelAccount *account, ConfabModelContact *contact, gboolean goes_on) {
  ConfabDevicesList *self = g_object_new (CONFAB_TYPE_DEVICES_LIST, NULL);
  g_autofree char *title = NULL;

  self->core = g_object_ref (core);
  self->account = g_object_ref (account);
  g_signal_connect_object (
      account, "devices-changed", G_CALLBACK (on_devices_changed), self, G_CONNECT_SWAPPED);
  self->goes_on = goes_on;
  g_set_object (&self->contact, contact);
  if (contact != NULL) {
    g_auto (GStrv) parts = g_strsplit (_ ("%s’s devices"), "%s", -1);

    title = g_strjoinv (confab_model_contact_get_name (contact), parts);
    adw_preferences_group_set_description (self->used_group,
        _ ("Each has keys of its own. Compare them once, and Confab tells you if somebody else "
           "comes in between."));
  } else {
    title = g_strdup (_ ("My devices"));
    adw_preferences_group_set_description (
        self->used_group, _ ("Each of these can read what is written to you."));
  }
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  return ADW_NAVIGATION_PAGE (self);
}
