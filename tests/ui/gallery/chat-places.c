/* Where a log begins and goes, on a real screen: the line "New", a chat that opens where what is
 * new begins, and a day chosen by keys in the calendar. */

#include <stdlib.h>

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-secret.h"
#include "chat/chat-scroller.h"
#include "chat/chat-view.h"
#include "chat/chat-window.h"
#include "gallery.h"

#define N_ROWS 80
#define PATIENCE 2000 /* of 5 ms */
#define HOUR_US (G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC)

#define wait_for(condition)                                                                        \
  G_STMT_START {                                                                                   \
    for (guint wait_n = 0; !(condition) && wait_n < PATIENCE; wait_n++)                            \
      dex_await (dex_timeout_new_msec (5), NULL);                                                  \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

typedef struct {
  GtkApplication *application;
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabChatView *view;
  GtkWindow *window;
  guint n_done;
} Test;

static GtkWidget *
find (GtkWidget *widget, GType type) {
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* The label that is shown with that text, or NULL. */
static GtkWidget *
find_label (GtkWidget *widget, const char *text) {
  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_label (child, text);

    if (found != NULL)
      return found;
  }
  return NULL;
}

/* Is it within what is seen of the log? */
static gboolean
is_seen (Test *test, const char *text) {
  GtkWidget *scroller = find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_SCROLLER);
  GtkWidget *label = find_label (GTK_WIDGET (test->view), text);
  graphene_rect_t bounds;

  return label != NULL && gtk_widget_compute_bounds (label, scroller, &bounds) &&
         bounds.origin.y >= 0 &&
         bounds.origin.y + bounds.size.height <= (float)gtk_widget_get_height (scroller);
}

static gboolean
follows (Test *test) {
  return confab_chat_scroller_get_follows (
      CONFAB_CHAT_SCROLLER (find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_SCROLLER)));
}

/* With a row an hour until now. */
static ConfabModelChat *
add (Test *test, const char *address, guint n_unread) {
  g_autoptr (ConfabModelContact) contact = confab_model_contact_new (test->account, address);
  ConfabModelChat *chat = confab_model_contact_get_chat (contact);
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);

  confab_model_contact_set_relation (contact, CONFAB_RELATION_MUTUAL);
  confab_model_chat_set_send (chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  confab_model_timeline_clear (timeline);
  for (guint i = 0; i < N_ROWS; i++) {
    g_autofree char *text = g_strdup_printf ("row %u", i);
    g_autoptr (ConfabModelMessage) message = confab_model_message_new (
        i + 1, FALSE, TRUE, g_get_real_time () - (N_ROWS - 1 - i) * HOUR_US, text);

    confab_model_timeline_append (timeline, message);
  }
  confab_model_contact_set_unread (contact, n_unread);
  confab_model_account_add_contact (test->account, contact);
  return chat;
}

static void
show (Test *test, ConfabModelChat *chat) {
  confab_chat_view_set_chat (test->view, chat);
}

/* More than a screen: it begins there, and the end waits. */
static void
test_much (Test *test) {
  show (test, add (test, "much@example.org", 40));
  wait_for (is_seen (test, "row 40") && is_seen (test, "New") && !follows (test));
  g_assert_null (find_label (GTK_WIDGET (test->view), "row 79"));
}

/* Less: it is at its end, with the line. */
static void
test_little (Test *test) {
  show (test, add (test, "little@example.org", 2));
  wait_for (is_seen (test, "row 79") && is_seen (test, "New"));
  g_assert_true (follows (test));
}

static void
test_nothing (Test *test) {
  show (test, add (test, "nothing@example.org", 0));
  wait_for (is_seen (test, "row 79"));
  g_assert_null (find_label (GTK_WIDGET (test->view), "New"));
}

static void
press (GtkWidget *widget, guint key) {
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean is_handled = FALSE;

    if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
        gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
      continue;
    g_signal_emit_by_name (controller, "key-pressed", key, 0, 0, &is_handled);
    g_assert_true (is_handled);
    return;
  }
  g_assert_not_reached ();
}

/* Two days back; the first message of that day is shown. */
static void
test_day (Test *test) {
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = NULL;
  g_autoptr (GDateTime) start = NULL;
  g_autofree char *row = NULL;
  gint64 hours;
  GtkWidget *calendar;

  show (test, add (test, "day@example.org", 0));
  wait_for (is_seen (test, "row 79"));
  gtk_widget_activate_action (GTK_WIDGET (test->view), "chat.go-to-day", NULL);
  wait_for (find (GTK_WIDGET (test->view), GTK_TYPE_CALENDAR) != NULL);
  calendar = find (GTK_WIDGET (test->view), GTK_TYPE_CALENDAR);
  wait_for (gtk_widget_get_mapped (calendar));
  press (calendar, GDK_KEY_Left);
  press (calendar, GDK_KEY_Up);
  press (calendar, GDK_KEY_Down);
  press (calendar, GDK_KEY_Left);
  day = g_date_time_add_days (now, -2);
  start = g_date_time_new_local (g_date_time_get_year (day), g_date_time_get_month (day),
      g_date_time_get_day_of_month (day), 0, 0, 0);
  press (calendar, GDK_KEY_Return);
  hours = (g_get_real_time () - g_date_time_to_unix_usec (start)) / HOUR_US;
  row = g_strdup_printf ("row %u", (guint)(N_ROWS - 1 - hours));
  wait_for (is_seen (test, row) && !follows (test));
  wait_for (find (GTK_WIDGET (test->view), GTK_TYPE_CALENDAR) == NULL);
}

static DexFuture *
run (gpointer data) {
  Test *test = data;
  void (*const parts[]) (Test *) = { test_much, test_little, test_nothing, test_day };

  test->window =
      confab_chat_window_present (test->core, test->application, add (test, "a@example.org", 0));
  test->view =
      CONFAB_CHAT_VIEW (adw_application_window_get_content (ADW_APPLICATION_WINDOW (test->window)));
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (test->view)));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    parts[i](test);
    test->n_done++;
    g_printerr ("part %u of %u: ok\n", i + 1, (guint)G_N_ELEMENTS (parts));
  }
  gtk_window_destroy (test->window);
  g_application_release (G_APPLICATION (test->application));
  return NULL;
}

static void
on_activate (GApplication *application, gpointer data) {
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_application_hold (application);
  dex_future_disown (confab_base_fiber_start (run, data, NULL));
}

int
main (int argc, char **argv) {
  Test test = { NULL };
  g_autoptr (AdwApplication) application = NULL;

  confab_base_log_init ();
  confab_base_secret_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.ChatPlaces",
      "flags", G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  test.application = GTK_APPLICATION (application);
  test.core = gallery_core_new ();
  test.account = confab_model_account_new (1, "me@example.org");
  confab_model_account_set_state (
      test.account, CONFAB_ACCOUNT_SIGNED_IN, 0, CONFAB_PROBLEM_NONE, NULL);
  gallery_core_add_account (test.core, test.account);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &test);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_object_unref (test.core);
  g_object_unref (test.account);
  return test.n_done == 4 ? EXIT_SUCCESS : EXIT_FAILURE;
}
