/* A calendar from which the log goes to a day. Arrow keys move by days and weeks, Page Up and Down
 * by months, and Enter goes; the button says which day it would be. It refuses to go anywhere by a
 * mere look at another month. */

#include "chat/chat-day.h"

#include <glib/gi18n.h>

#include "chat/chat-view-private.h"

typedef struct {
  ConfabChatView *view; /* borrowed: the popover is below it */
  GtkWidget *popover;
  GtkCalendar *calendar;
  GtkWidget *button;
} Choosing;

static GDateTime *
get_start (Choosing *choosing) {
  return g_date_time_new_local (gtk_calendar_get_year (choosing->calendar),
      gtk_calendar_get_month (choosing->calendar) + 1, gtk_calendar_get_day (choosing->calendar), 0,
      0, 0);
}

static void
on_day_changed (Choosing *choosing) {
  g_autoptr (GDateTime) start = get_start (choosing);
  /* Translators: a date, "3 May 2026"; %-d is the day, %B the month, %Y the year. */
  g_autofree char *day = start != NULL ? g_date_time_format (start, _ ("%-d %B %Y")) : NULL;
  /* Translators: %s is a date, "Go to 3 May 2026". */
  g_autofree char *label = g_strdup_printf (_ ("Go to %s"), day != NULL ? day : "");

  gtk_button_set_label (GTK_BUTTON (choosing->button), label);
}

static void
on_go (Choosing *choosing) {
  g_autoptr (GDateTime) start = get_start (choosing);
  g_autoptr (GDateTime) end = start != NULL ? g_date_time_add_days (start, 1) : NULL;
  ConfabChatView *view = choosing->view;

  if (end != NULL && view->chat != NULL)
    confab_chat_view_follow (
        view, confab_core_go_to_day (view->core, view->chat, g_date_time_to_unix_usec (start),
                  g_date_time_to_unix_usec (end)));
  gtk_popover_popdown (GTK_POPOVER (choosing->popover));
}

static gboolean
on_key (Choosing *choosing, guint key, guint code, GdkModifierType state) {
  g_autoptr (GDateTime) start = NULL;
  g_autoptr (GDateTime) moved = NULL;
  int days = key == GDK_KEY_Up ? -7 : key == GDK_KEY_Down ? 7 : key == GDK_KEY_Left ? -1 : 1;

  if (key == GDK_KEY_Return || key == GDK_KEY_KP_Enter) {
    on_go (choosing);
    return GDK_EVENT_STOP;
  }
  if (gtk_widget_get_direction (GTK_WIDGET (choosing->calendar)) == GTK_TEXT_DIR_RTL &&
      (key == GDK_KEY_Left || key == GDK_KEY_Right))
    days = -days;
  start = get_start (choosing);
  if (start == NULL || (state & GDK_CONTROL_MASK) != 0)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down)
    moved = g_date_time_add_months (start, key == GDK_KEY_Page_Up ? -1 : 1);
  else if (key == GDK_KEY_Up || key == GDK_KEY_Down || key == GDK_KEY_Left || key == GDK_KEY_Right)
    moved = g_date_time_add_days (start, days);
  if (moved == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_calendar_select_day (choosing->calendar, moved);
  on_day_changed (choosing);
  return GDK_EVENT_STOP;
}

static gboolean
on_closed_idle (gpointer popover) {
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
on_closed (GtkPopover *popover) {
  g_idle_add_full (G_PRIORITY_DEFAULT, on_closed_idle, g_object_ref (popover), g_object_unref);
}

static void
on_go_to_day (GtkWidget *widget, const char *action, GVariant *parameter) {
  ConfabChatView *view = CONFAB_CHAT_VIEW (widget);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Choosing *choosing;

  if (view->chat == NULL) {
    g_object_unref (keys);
    g_object_unref (g_object_ref_sink (box));
    return;
  }
  choosing = g_new0 (Choosing, 1);
  choosing->view = view;
  choosing->popover = gtk_popover_new ();
  choosing->calendar = GTK_CALENDAR (gtk_calendar_new ());
  choosing->button = gtk_button_new ();
  gtk_widget_add_css_class (choosing->button, "suggested-action");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (choosing->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Day to go to"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key), choosing);
  gtk_widget_add_controller (GTK_WIDGET (choosing->calendar), keys);
  g_signal_connect_swapped (
      choosing->calendar, "day-selected", G_CALLBACK (on_day_changed), choosing);
  g_signal_connect_swapped (choosing->button, "clicked", G_CALLBACK (on_go), choosing);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (choosing->calendar));
  gtk_box_append (GTK_BOX (box), choosing->button);
  on_day_changed (choosing);
  gtk_popover_set_child (GTK_POPOVER (choosing->popover), box);
  g_object_set_data_full (G_OBJECT (choosing->popover), "confab-choosing", choosing, g_free);
  g_signal_connect (choosing->popover, "closed", G_CALLBACK (on_closed), NULL);
  gtk_widget_set_parent (choosing->popover, view->menu_button);
  /* The button lets go of its own popover only. */
  g_signal_connect_object (view->menu_button, "destroy", G_CALLBACK (gtk_widget_unparent),
      choosing->popover, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (choosing->popover));
  gtk_widget_grab_focus (GTK_WIDGET (choosing->calendar));
}

void
confab_chat_day_install (GtkWidgetClass *class) {
  gtk_widget_class_install_action (class, "chat.go-to-day", NULL, on_go_to_day);
  gtk_widget_class_add_binding_action (class, GDK_KEY_g, GDK_CONTROL_MASK, "chat.go-to-day", NULL);
}
