/* Selecting messages on a real screen: by the menu's action, by clicks' and keys' doing; the bar
 * that counts them, what stands in the clipboard afterwards, and what ends it. */

#include <stdlib.h>

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-secret.h"
#include "chat/chat-select-bar.h"
#include "chat/chat-select.h"
#include "chat/chat-view.h"
#include "chat/chat-window.h"
#include "core/core-export.h"
#include "gallery-people.h"

#define N_ROWS 12
#define LINE 6        /* the row that is no message */
#define PATIENCE 2000 /* of 5 ms */

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
  ConfabModelChat *chat;
  ConfabModelChat *other;
  ConfabChatView *view;
  GtkWindow *window;
  GtkWidget *list;
  guint n_done;
} Test;

static ConfabModelChat *
add (Test *test, const char *address) {
  g_autoptr (ConfabModelContact) contact = confab_model_contact_new (test->account, address);
  ConfabModelChat *chat = confab_model_contact_get_chat (contact);
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (chat);

  confab_model_contact_set_relation (contact, CONFAB_RELATION_MUTUAL);
  confab_model_chat_set_send (chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  confab_model_timeline_clear (timeline);
  for (guint i = 1; i <= N_ROWS; i++) {
    g_autofree char *text = g_strdup_printf ("row %u", i);
    g_autoptr (ConfabModelMessage) message = confab_model_message_new (
        i, i % 4 == 0, TRUE, g_get_real_time () - (N_ROWS - i) * G_USEC_PER_SEC, text);

    if (i == LINE)
      confab_model_message_set_kind (
          message, CONFAB_MESSAGE_KIND_LINE, CONFAB_LINE_NEW_DEVICE, FALSE);
    confab_model_timeline_append (timeline, message);
  }
  confab_model_account_add_contact (test->account, contact);
  return chat;
}

static gboolean
says (Test *test, const char *text) {
  return gallery_people_find (GTK_WIDGET (test->view), text) != NULL;
}

static gboolean
has_bar (Test *test) {
  GtkWidget *bar = gallery_people_find_type (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_SELECT_BAR);

  return gtk_widget_get_visible (bar);
}

static void
act (Test *test, const char *action) {
  gtk_widget_activate_action (GTK_WIDGET (test->view), action, NULL);
}

static gboolean
has_focus (Test *test, const char *text) {
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (test->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, test->list) &&
         gallery_people_find (focus, text) != NULL;
}

/* Rows are at their ids, less one. */
static void
focus (Test *test, guint id) {
  g_autofree char *text = g_strdup_printf ("row %u", id);

  gtk_list_view_scroll_to (GTK_LIST_VIEW (test->list), id - 1, GTK_LIST_SCROLL_FOCUS, NULL);
  gtk_widget_grab_focus (test->list);
  wait_for (has_focus (test, text));
}

static gboolean
press (Test *test, guint key, GdkModifierType state) {
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (test->list);
  gboolean is_handled = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller) &&
        gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
      g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &is_handled);
  }
  return is_handled;
}

/* As a press of the first button there. */
static void
click (Test *test, const char *text) {
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (test->list);
  GtkWidget *label = gallery_people_find (GTK_WIDGET (test->view), text);
  graphene_rect_t bounds;

  g_assert_nonnull (label);
  g_assert_true (gtk_widget_compute_bounds (label, test->list, &bounds));
  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_GESTURE_CLICK (controller) &&
        gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
      g_signal_emit_by_name (
          controller, "pressed", 1, (double)bounds.origin.x + 2, (double)bounds.origin.y + 2);
  }
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer data) {
  *(char **)data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
}

static void
expect_clipboard (Test *test, const char *expected) {
  char *text = NULL;

  gdk_clipboard_read_text_async (
      gtk_widget_get_clipboard (GTK_WIDGET (test->view)), NULL, on_text_read, &text);
  wait_for (text != NULL);
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_clicks (Test *test) {
  focus (test, 10);
  click (test, "row 10");
  g_assert_false (has_bar (test));
  act (test, "chat.select-some");
  wait_for (has_bar (test));
  click (test, "row 10");
  wait_for (says (test, "1 message"));
  click (test, "row 11");
  wait_for (says (test, "2 messages"));
  click (test, "row 10");
  wait_for (says (test, "1 message"));
  act (test, "chat.select-copy");
  wait_for (!has_bar (test));
  expect_clipboard (test, "row 11\n");
}

/* By the menu, with keys, over the line; back again it shrinks. */
static void
test_keys (Test *test) {
  g_assert_false (has_bar (test));
  gtk_widget_activate_action (GTK_WIDGET (test->view), "chat.select", "x", G_GINT64_CONSTANT (4));
  wait_for (has_bar (test) && says (test, "1 message"));
  focus (test, 4);
  g_assert_true (press (test, GDK_KEY_Down, GDK_SHIFT_MASK));
  wait_for (says (test, "2 messages"));
  focus (test, 5);
  g_assert_true (press (test, GDK_KEY_Down, GDK_SHIFT_MASK));
  wait_for (says (test, "3 messages"));
  focus (test, 7);
  g_assert_true (press (test, GDK_KEY_Up, GDK_SHIFT_MASK));
  wait_for (says (test, "2 messages"));
  focus (test, 9);
  g_assert_true (press (test, GDK_KEY_space, 0));
  wait_for (says (test, "3 messages"));
  g_assert_true (press (test, GDK_KEY_space, 0));
  wait_for (says (test, "2 messages"));
  focus (test, 2);
  g_assert_true (press (test, GDK_KEY_space, 0));
  wait_for (says (test, "3 messages"));
  g_assert_true (press (test, GDK_KEY_c, GDK_CONTROL_MASK));
  wait_for (!has_bar (test));
  expect_clipboard (test, "row 2\nrow 4\nrow 5\n");
}

/* All that lies between, and with names. */
static void
test_range (Test *test) {
  act (test, "chat.select-some");
  wait_for (has_bar (test) && says (test, "Select messages, then copy them"));
  focus (test, 8);
  press (test, GDK_KEY_space, 0);
  focus (test, 5);
  press (test, GDK_KEY_space, GDK_SHIFT_MASK);
  wait_for (says (test, "3 messages"));
  act (test, "chat.select-copy-names");
  wait_for (!has_bar (test));
  expect_clipboard (test, "a@example.org: row 5\na@example.org: row 7\nMe: row 8\n");
}

/* What its writer takes back, or what disappears, is not counted any more, not said to be selected,
 * and never takes what was in the clipboard away. */
static void
test_gone (Test *test) {
  ConfabModelTimeline *timeline = confab_model_chat_get_timeline (test->chat);

  gtk_widget_activate_action (GTK_WIDGET (test->view), "chat.select", "x", G_MAXINT64 - 1);
  wait_for (has_bar (test) && says (test, "Select messages, then copy them"));
  focus (test, 9);
  press (test, GDK_KEY_space, 0);
  focus (test, 11);
  press (test, GDK_KEY_space, 0);
  focus (test, 12);
  press (test, GDK_KEY_space, 0);
  wait_for (says (test, "3 messages"));
  confab_model_message_take_back (confab_model_timeline_find (timeline, 11));
  confab_model_timeline_show_again (timeline, 11);
  wait_for (says (test, "2 messages"));
  confab_model_timeline_remove (timeline, 12);
  wait_for (says (test, "1 message"));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (test->view)), "before");
  confab_model_timeline_remove (timeline, 9);
  act (test, "chat.select-copy");
  wait_for (!has_bar (test));
  expect_clipboard (test, "before");
  wait_for (says (test, "There was nothing to copy."));
}

/* Escape, another chat, closing; and keys are what they were. */
static void
test_ends (Test *test) {
  focus (test, 3);
  g_assert_false (press (test, GDK_KEY_space, 0));
  g_assert_false (press (test, GDK_KEY_Escape, 0));
  g_assert_true (press (test, GDK_KEY_Up, GDK_SHIFT_MASK));
  wait_for (says (test, "2 messages"));
  focus (test, 3);
  g_assert_true (press (test, GDK_KEY_Escape, 0));
  wait_for (!has_bar (test));
  act (test, "chat.select-some");
  wait_for (has_bar (test));
  confab_chat_view_set_chat (test->view, test->other);
  wait_for (!has_bar (test));
  confab_chat_view_set_chat (test->view, test->chat);
  act (test, "chat.select-some");
  wait_for (has_bar (test));
  act (test, "chat.close");
  wait_for (!has_bar (test));
  act (test, "chat.select-some");
  g_assert_false (has_bar (test));
}

static void
count (gpointer data) {
  (*(guint *)data)++;
}

/* There is a most; what is one too many is said, and what is full may be emptied. */
static void
test_most (Test *test) {
  guint n_changes = 0;
  ConfabChatSelect *select = confab_chat_select_new (count, &n_changes);
  gint64 ids[CONFAB_CORE_MAX_COPIED + 1];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = i + 1;
  confab_chat_select_add (select, ids, 1);
  g_assert_cmpuint (confab_chat_select_get_n (select), ==, 0);
  confab_chat_select_begin (select, 0);
  confab_chat_select_add (select, ids, G_N_ELEMENTS (ids) - 1);
  g_assert_false (confab_chat_select_is_full (select));
  confab_chat_select_add (select, ids, G_N_ELEMENTS (ids));
  g_assert_true (confab_chat_select_is_full (select));
  g_assert_cmpuint (confab_chat_select_get_n (select), ==, CONFAB_CORE_MAX_COPIED);
  g_assert_false (confab_chat_select_has (select, ids[CONFAB_CORE_MAX_COPIED]));
  confab_chat_select_remove (select, ids, 1);
  g_assert_false (confab_chat_select_is_full (select));
  confab_chat_select_toggle (select, ids[CONFAB_CORE_MAX_COPIED]);
  g_assert_true (confab_chat_select_has (select, ids[CONFAB_CORE_MAX_COPIED]));
  confab_chat_select_end (select);
  g_assert_cmpuint (confab_chat_select_get_n (select), ==, 0);
  g_assert_cmpuint (n_changes, ==, 6);
  confab_chat_select_free (select);
}

static DexFuture *
run (gpointer data) {
  Test *test = data;
  void (*const parts[]) (
      Test *) = { test_most, test_keys, test_range, test_clicks, test_gone, test_ends };

  test->chat = add (test, "a@example.org");
  test->other = add (test, "b@example.org");
  test->window = confab_chat_window_present (test->core, test->application, test->chat);
  test->view =
      CONFAB_CHAT_VIEW (adw_application_window_get_content (ADW_APPLICATION_WINDOW (test->window)));
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (test->view)));
  test->list = gallery_people_find_type (GTK_WIDGET (test->view), GTK_TYPE_LIST_VIEW);
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
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.ChatSelect",
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
  return test.n_done == 6 ? EXIT_SUCCESS : EXIT_FAILURE;
}
