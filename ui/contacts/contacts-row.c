/* One buddy on the screen. Everything shown comes from the model as plain text: my own name for
 * them first, and the address beneath it. Made by hand and not from a template, and its menu when
 * it is opened, since a list has many rows. */

#include "contacts/contacts-row.h"

#include <glib/gi18n.h>

#include "chat/chat-window.h"
#include "contacts/contacts-block.h"
#include "contacts/contacts-dialogs.h"
#include "contacts/contacts-order.h"
#include "contacts/contacts-person.h"
#include "devices/devices-dialog.h"
#include "safety/safety-blocked.h"
#include "widgets/widgets-face.h"
#include "widgets/widgets-when.h"

#define FACE_SIZE 40
#define MAX_UNREAD_SHOWN 99
#define LEFT_TO_RIGHT "\u200e" /* keeps "99+" in order where text runs the other way */

struct _ConfabContactsRow {
  GtkBox parent_instance;

  /* owned */
  ConfabCore *core;
  ConfabModelContact *contact;
  GSignalGroup *contact_signals;
  GSignalGroup *account_signals;

  /* borrowed, while a contact is set */
  GtkListItem *item;

  /* children; NULL before it was filled */
  ConfabWidgetsFace *face;
  GtkLabel *name_label;
  GtkLabel *address_label;
  GtkLabel *unread_label;
  GtkToggleButton *menu_button; /* pressed in while the menu is open */
  GtkWidget *menu;              /* while it is open */
};

G_DEFINE_FINAL_TYPE (ConfabContactsRow, confab_contacts_row, GTK_TYPE_BOX)

enum { SIGNAL_CLICKED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
presence_class (ConfabModelContact *contact) {
  if (*confab_contacts_order_get_presence_word (contact) == '\0')
    return NULL;
  switch (confab_model_contact_get_presence (contact)) {
  case CONFAB_PRESENCE_HERE:
    return "here";
  case CONFAB_PRESENCE_AWAY:
    return "away";
  case CONFAB_PRESENCE_BUSY:
    return "busy";
  case CONFAB_PRESENCE_OFFLINE:
    return NULL;
  }
  return NULL;
}

static char *
dup_second_line (ConfabModelContact *contact) {
  gint64 asked = confab_model_contact_get_asked_us (contact);

  if (confab_model_contact_is_server (contact))
    return g_strdup (_ ("Your server, not a person"));
  if (confab_model_contact_is_note (contact))
    return g_strdup (_ ("Only on this computer"));
  if (confab_model_contact_is_blocked (contact))
    return g_strdup (_ ("Blocked"));
  if (confab_model_contact_get_relation (contact) == CONFAB_RELATION_WAITING && asked > 0) {
    g_autofree char *when = confab_widgets_when_dup_day (asked);
    /* Translators: %s is "today", "yesterday", "on Tuesday" or "on 3 May". */
    return g_strdup_printf (_ ("Asked %s"), when);
  }
  if (confab_model_contact_has_own_name (contact))
    return g_strdup (confab_model_contact_get_address (contact));
  return NULL;
}

/* Who is quiet for an hour calls for nothing. */
static guint
get_badge (ConfabModelContact *contact) {
  return confab_model_contact_get_quiet_until (contact) != 0
             ? 0
             : confab_model_contact_get_unread (contact);
}

/* "Ann, Here, 2 new messages": what a screen reader says of the whole row. */
static void
update_spoken (ConfabContactsRow *self, const char *second_line) {
  const char *presence = confab_contacts_order_get_presence_word (self->contact);
  guint unread = get_badge (self->contact);
  g_autoptr (GString) label = g_string_new (confab_model_contact_get_name (self->contact));

  if (*presence != '\0')
    g_string_append_printf (label, ", %s", presence);
  if (unread > 0) {
    g_autofree char *count =
        g_strdup_printf (ngettext ("%u new message", "%u new messages", unread), unread);
    g_string_append_printf (label, ", %s", count);
  }
  gtk_list_item_set_accessible_label (self->item, label->str);
  gtk_list_item_set_accessible_description (self->item, second_line != NULL ? second_line : "");
}

static void
update_unread (ConfabContactsRow *self) {
  guint unread = get_badge (self->contact);
  g_autofree char *text = unread > MAX_UNREAD_SHOWN
                              ? g_strdup_printf (LEFT_TO_RIGHT "%d+", MAX_UNREAD_SHOWN)
                              : g_strdup_printf ("%u", unread);

  gtk_label_set_text (self->unread_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->unread_label), unread > 0);
  if (unread > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->name_label), "heading");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->name_label), "heading");
}

static void
update (ConfabContactsRow *self) {
  g_autofree char *second_line = NULL;
  g_autofree char *menu_name = NULL;
  const char *name;

  if (self->contact == NULL)
    return;
  name = confab_model_contact_get_name (self->contact);
  second_line = dup_second_line (self->contact);
  update_spoken (self, second_line);
  if (self->face == NULL)
    return;

  confab_widgets_face_set_person (self->face, confab_model_contact_get_address (self->contact),
      name, confab_model_contact_get_face (self->contact));
  if (confab_model_contact_is_server (self->contact))
    confab_widgets_face_set_icon (self->face, "network-server-symbolic");
  else if (confab_model_contact_is_note (self->contact))
    confab_widgets_face_set_icon (self->face, "document-edit-symbolic");
  confab_widgets_face_set_presence (self->face, presence_class (self->contact));
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->address_label, second_line != NULL ? second_line : "");
  gtk_widget_set_visible (GTK_WIDGET (self->address_label), second_line != NULL);
  update_unread (self);
  /* Translators: name of a button that opens the menu of a buddy. */
  menu_name = g_strdup_printf (_ ("More about %s"), name);
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL, menu_name, -1);
}

/* Of a message, only that it is not read is told here; in a flood they come by the hundred. */
static void
on_contact_changed (ConfabContactsRow *self, GParamSpec *changed) {
  if (g_str_equal (changed->name, "last-us"))
    return;
  if (!g_str_equal (changed->name, "unread") || self->face == NULL) {
    update (self);
  } else {
    g_autofree char *second_line = dup_second_line (self->contact);

    update_spoken (self, second_line);
    update_unread (self);
  }
}

static void
open_window (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabContactsRow *self = CONFAB_CONTACTS_ROW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  if (self->contact != NULL && GTK_IS_WINDOW (root))
    confab_chat_window_present (self->core, gtk_window_get_application (GTK_WINDOW (root)),
        confab_model_contact_get_chat (self->contact));
}

static void
show_person (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabContactsRow *self = CONFAB_CONTACTS_ROW (widget);

  if (self->contact != NULL)
    confab_contacts_person_present (
        self->core, self->contact, GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
toggle_quiet (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabContactsRow *self = CONFAB_CONTACTS_ROW (widget);

  if (self->contact != NULL)
    dex_future_disown (confab_core_set_quiet (
        self->core, self->contact, confab_model_contact_get_quiet_until (self->contact) == 0));
}

static void
toggle_known (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabContactsRow *self = CONFAB_CONTACTS_ROW (widget);

  if (self->contact != NULL)
    confab_contacts_dialogs_known (self->core, self->contact, widget);
}

static void
show_devices (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabContactsRow *self = CONFAB_CONTACTS_ROW (widget);

  if (self->contact != NULL)
    confab_devices_dialog_present (
        self->core, self->contact, FALSE, GTK_WIDGET (gtk_widget_get_root (widget)));
}

static void
remove_buddy (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabContactsRow *self = CONFAB_CONTACTS_ROW (widget);

  if (self->contact != NULL)
    confab_contacts_dialogs_remove (self->core, self->contact, widget);
}

static void
block_buddy (GtkWidget *widget, const char *name, GVariant *parameter) {
  ConfabContactsRow *self = CONFAB_CONTACTS_ROW (widget);

  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (widget));

  if (self->contact == NULL)
    return;
  switch (confab_contacts_block_get_state (self->contact)) {
  case CONFAB_CONTACTS_BLOCK_NOT:
    confab_contacts_block_buddy (self->core, self->contact, window);
    break;
  case CONFAB_CONTACTS_BLOCK_BUDDY:
    confab_contacts_block_undo (self->core, self->contact, widget);
    break;
  case CONFAB_CONTACTS_BLOCK_SERVER:
    confab_safety_blocked_present (self->core, window);
    break;
  }
}

static GMenuModel *
menu_new (ConfabContactsRow *self) {
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) last = g_menu_new ();
  gboolean is_waiting =
      confab_model_contact_get_relation (self->contact) == CONFAB_RELATION_WAITING;

  g_menu_append (menu, _ ("Open in own window"), "buddy.open-window");
  if (!confab_model_contact_is_person (self->contact))
    return G_MENU_MODEL (menu);
  g_menu_append (menu, _ ("About this buddy…"), "buddy.person");
  g_menu_append (menu, _ ("Known in life…"), "buddy.known");
  g_menu_append (menu, _ ("Devices…"), "buddy.devices");
  g_menu_append (menu,
      confab_model_contact_get_quiet_until (self->contact) != 0 ? _ ("Notify me again")
                                                                : _ ("Quiet for an hour"),
      "buddy.quiet");
  g_menu_append (last, confab_contacts_block_get_label (self->contact), "buddy.block");
  g_menu_append (last, is_waiting ? _ ("Withdraw and remove…") : _ ("Remove…"), "buddy.remove");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (last));
  return G_MENU_MODEL (menu);
}

static gboolean
on_menu_gone (gpointer data) {
  gtk_widget_unparent (GTK_WIDGET (data));
  return G_SOURCE_REMOVE;
}

/* What was chosen acts after the menu closed, and needs its place in the tree until then. */
static void
on_menu_closed (ConfabContactsRow *self) {
  if (self->menu == NULL)
    return;
  gtk_toggle_button_set_active (self->menu_button, FALSE);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, on_menu_gone,
      g_object_ref (g_steal_pointer (&self->menu)), g_object_unref);
}

static gboolean
is_on_menu_button (ConfabContactsRow *self, double x, double y) {
  GtkWidget *below = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  return below != NULL && self->menu_button != NULL &&
         (below == GTK_WIDGET (self->menu_button) ||
             gtk_widget_is_ancestor (below, GTK_WIDGET (self->menu_button)));
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, ConfabContactsRow *self) {
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture));
  GdkModifierType held =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture)) &
      gtk_accelerator_get_default_mod_mask ();

  if (is_on_menu_button (self, x, y))
    return;
  if (button == GDK_BUTTON_SECONDARY)
    confab_contacts_row_popup (self);
  else if (button == GDK_BUTTON_MIDDLE ||
           (button == GDK_BUTTON_PRIMARY && held == GDK_CONTROL_MASK))
    gtk_widget_activate_action (GTK_WIDGET (self), "buddy.open-window", NULL);
  else if (button == GDK_BUTTON_PRIMARY && held == 0)
    g_signal_emit (self, signals[SIGNAL_CLICKED], 0);
}

static void
on_long_pressed (GtkGestureLongPress *gesture, double x, double y, ConfabContactsRow *self) {
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  confab_contacts_row_popup (self);
}

static void
confab_contacts_row_dispose (GObject *object) {
  ConfabContactsRow *self = CONFAB_CONTACTS_ROW (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->contact_signals);
  g_clear_object (&self->account_signals);
  g_clear_object (&self->contact);
  g_clear_object (&self->core);
  G_OBJECT_CLASS (confab_contacts_row_parent_class)->dispose (object);
}

static void
confab_contacts_row_class_init (ConfabContactsRowClass *class) {
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = confab_contacts_row_dispose;
  signals[SIGNAL_CLICKED] = g_signal_new (
      "clicked", CONFAB_TYPE_CONTACTS_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "buddy");
  gtk_widget_class_install_action (widget_class, "buddy.open-window", NULL, open_window);
  gtk_widget_class_install_action (widget_class, "buddy.person", NULL, show_person);
  gtk_widget_class_install_action (widget_class, "buddy.known", NULL, toggle_known);
  gtk_widget_class_install_action (widget_class, "buddy.quiet", NULL, toggle_quiet);
  gtk_widget_class_install_action (widget_class, "buddy.devices", NULL, show_devices);
  gtk_widget_class_install_action (widget_class, "buddy.block", NULL, block_buddy);
  gtk_widget_class_install_action (widget_class, "buddy.remove", NULL, remove_buddy);
}

static void
confab_contacts_row_init (ConfabContactsRow *self) {
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->contact_signals = g_signal_group_new (CONFAB_TYPE_MODEL_CONTACT);
  g_signal_group_connect_swapped (
      self->contact_signals, "notify", G_CALLBACK (on_contact_changed), self);
  self->account_signals = g_signal_group_new (CONFAB_TYPE_MODEL_ACCOUNT);
  g_signal_group_connect_swapped (
      self->account_signals, "notify::state", G_CALLBACK (update), self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (on_long_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
}

ConfabContactsRow *
confab_contacts_row_new (ConfabCore *core) {
  ConfabContactsRow *self = g_object_new (CONFAB_TYPE_CONTACTS_ROW, NULL);

  self->core = g_object_ref (core);
  return self;
}

static GtkLabel *
label_new (void) {
  return g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END,
      "single-line-mode", TRUE, NULL);
}

static void
open_menu (ConfabContactsRow *self) {
  g_autoptr (GMenuModel) model = NULL;

  if (!gtk_toggle_button_get_active (self->menu_button) || self->menu != NULL ||
      self->contact == NULL)
    return;
  model = menu_new (self);
  self->menu = gtk_popover_menu_new_from_model (model);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->menu_button));
  g_signal_connect_object (
      self->menu, "closed", G_CALLBACK (on_menu_closed), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static GtkToggleButton *
menu_button_new (ConfabContactsRow *self) {
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "view-more-symbolic");
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _ ("More"));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  g_signal_connect_object (button, "toggled", G_CALLBACK (open_menu), self, G_CONNECT_SWAPPED);
  return GTK_TOGGLE_BUTTON (button);
}

void
confab_contacts_row_fill (ConfabContactsRow *self) {
  GtkWidget *lines;

  g_return_if_fail (CONFAB_IS_CONTACTS_ROW (self));

  if (self->face != NULL)
    return;
  self->face = CONFAB_WIDGETS_FACE (confab_widgets_face_new (FACE_SIZE));
  self->name_label = label_new ();
  self->address_label = label_new ();
  gtk_widget_add_css_class (GTK_WIDGET (self->address_label), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->address_label), "dimmed");
  lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 1);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->name_label));
  gtk_box_append (GTK_BOX (lines), GTK_WIDGET (self->address_label));
  self->unread_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->unread_label), "unread");
  gtk_widget_set_valign (GTK_WIDGET (self->unread_label), GTK_ALIGN_CENTER);
  self->menu_button = menu_button_new (self);

  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->face));
  gtk_box_append (GTK_BOX (self), lines);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->unread_label));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->menu_button));
  update (self);
}

void
confab_contacts_row_set_contact (
    ConfabContactsRow *self, ConfabModelContact *contact, GtkListItem *item) {
  g_return_if_fail (CONFAB_IS_CONTACTS_ROW (self));

  g_set_object (&self->contact, contact);
  self->item = item;
  g_signal_group_set_target (self->contact_signals, contact);
  g_signal_group_set_target (
      self->account_signals, contact != NULL ? confab_model_contact_get_account (contact) : NULL);
  update (self);
}

ConfabModelContact *
confab_contacts_row_get_contact (ConfabContactsRow *self) {
  g_return_val_if_fail (CONFAB_IS_CONTACTS_ROW (self), NULL);

  return self->contact;
}

void
confab_contacts_row_popup (ConfabContactsRow *self) {
  g_return_if_fail (CONFAB_IS_CONTACTS_ROW (self));

  confab_contacts_row_fill (self);
  gtk_toggle_button_set_active (self->menu_button, TRUE);
}
