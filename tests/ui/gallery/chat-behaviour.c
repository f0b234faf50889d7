/* What a chat does with keys, drafts, refusals and closing, on a real screen over the core that
 * pretends. Keys are given to the controllers that real ones reach. */

#include <stdlib.h>

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-secret.h"
#include "chat/chat-bar.h"
#include "chat/chat-chips.h"
#include "chat/chat-entry.h"
#include "chat/chat-view.h"
#include "chat/chat-window.h"
#include "gallery.h"

#define PATIENCE_MS 3000

typedef struct {
  GtkApplication *application;
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabModelContact *ann;
  ConfabModelContact *ben;
  GtkWindow *window;
  ConfabChatView *view;
  GtkTextView *text_view;
  GtkTextBuffer *buffer;
  guint n_done;
} Test;

static void
pause_ms (int ms) {
  dex_await (dex_timeout_new_msec (ms), NULL);
}

#define wait_for(condition)                                                                        \
  G_STMT_START {                                                                                   \
    for (int waited = 0; !(condition) && waited < PATIENCE_MS; waited += 10)                       \
      pause_ms (10);                                                                               \
    g_assert_true (condition);                                                                     \
  }                                                                                                \
  G_STMT_END

static GtkWidget *
find_nth (GtkWidget *widget, GType type, guint *n) {
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*n)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_nth (child, type, n);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static GtkWidget *
find (GtkWidget *widget, GType type, guint n) {
  GtkWidget *found = find_nth (widget, type, &n);

  g_assert_nonnull (found);
  return found;
}

/* How many labels that are shown have `text` in them. */
static guint
count_labels (GtkWidget *widget, const char *text) {
  guint n = 0;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget) &&
      strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL)
    n++;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child))
    n += count_labels (child, text);
  return n;
}

static gboolean
press (Test *test, guint key, GdkModifierType state) {
  g_autoptr (GListModel) controllers =
      gtk_widget_observe_controllers (GTK_WIDGET (test->text_view));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    gboolean is_handled = FALSE;

    if (!GTK_IS_EVENT_CONTROLLER_KEY (controller) ||
        gtk_event_controller_get_propagation_phase (controller) != GTK_PHASE_CAPTURE)
      continue;
    g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &is_handled);
    return is_handled;
  }
  g_assert_not_reached ();
}

static char *
dup_text (Test *test) {
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (test->buffer, &start, &end);
  return gtk_text_buffer_get_text (test->buffer, &start, &end, FALSE);
}

static void
assert_text (Test *test, const char *expected) {
  g_autofree char *text = dup_text (test);

  g_assert_cmpstr (text, ==, expected);
}

static void
type (Test *test, const char *text) {
  gtk_text_buffer_insert_at_cursor (test->buffer, text, -1);
}

static ConfabModelChat *
chat_of (ConfabModelContact *contact) {
  return confab_model_contact_get_chat (contact);
}

static guint
n_rows (ConfabModelContact *contact) {
  return g_list_model_get_n_items (
      G_LIST_MODEL (confab_model_chat_get_timeline (chat_of (contact))));
}

static ConfabModelMessage *
last_row (ConfabModelContact *contact) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (chat_of (contact)));
  g_autoptr (ConfabModelMessage) message =
      g_list_model_get_item (rows, g_list_model_get_n_items (rows) - 1);

  return message; /* the timeline holds it */
}

static const char *
notice (Test *test) {
  return confab_chat_bar_get_text (
      CONFAB_CHAT_BAR (find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_BAR, 4)));
}

static const char *
remark (Test *test) {
  return confab_chat_bar_get_text (
      CONFAB_CHAT_BAR (find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_BAR, 0)));
}

static void
test_send (Test *test) {
  g_assert_true (press (test, GDK_KEY_Return, 0));
  type (test, "  \n ");
  g_assert_true (press (test, GDK_KEY_Return, 0));
  g_assert_cmpuint (n_rows (test->ann), ==, 0);
  gtk_text_buffer_set_text (test->buffer, "", 0);

  type (test, "Hello");
  g_assert_cmpstr (confab_model_chat_get_draft (chat_of (test->ann)), ==, "Hello");
  g_assert_false (press (test, GDK_KEY_Return, GDK_SHIFT_MASK));
  g_assert_true (press (test, GDK_KEY_Return, GDK_CONTROL_MASK));
  g_assert_false (press (test, GDK_KEY_a, 0));
  g_assert_cmpuint (n_rows (test->ann), ==, 0);
  g_assert_true (press (test, GDK_KEY_KP_Enter, 0));
  g_assert_cmpuint (n_rows (test->ann), ==, 1);
  g_assert_cmpstr (confab_model_message_get_text (last_row (test->ann)), ==, "Hello");
  g_assert_cmpstr (confab_model_chat_get_draft (chat_of (test->ann)), ==, "");
  assert_text (test, "");
  /* What was sent does not come back by Undo. */
  gtk_text_buffer_undo (test->buffer);
  assert_text (test, "");
}

static void
test_states (Test *test) {
  type (test, "Second");
  press (test, GDK_KEY_Return, 0);
  wait_for (count_labels (GTK_WIDGET (test->view), "Waiting on this computer") == 1);
  confab_model_message_set_state (last_row (test->ann), CONFAB_MESSAGE_SENT, CONFAB_REASON_NONE);
  wait_for (count_labels (GTK_WIDGET (test->view), "With your server") == 1);
  confab_model_message_set_state (
      last_row (test->ann), CONFAB_MESSAGE_FAILED, CONFAB_REASON_TOO_LONG);
  wait_for (count_labels (GTK_WIDGET (test->view), "Not sent: too long") == 1);
  g_assert_cmpuint (count_labels (GTK_WIDGET (test->view), "Try again"), ==, 1);
  confab_model_message_set_state (
      last_row (test->ann), CONFAB_MESSAGE_DELIVERED, CONFAB_REASON_NONE);
  wait_for (count_labels (GTK_WIDGET (test->view), "On Ann’s device") == 1);
  g_assert_cmpuint (count_labels (GTK_WIDGET (test->view), "Try again"), ==, 0);
}

static void
test_refused (Test *test) {
  guint n_before = n_rows (test->ann);

  gallery_core_set_problem (test->core, CONFAB_PROBLEM_DISK, NULL);
  type (test, "Lost?");
  press (test, GDK_KEY_Return, 0);
  type (test, "next");
  wait_for (*notice (test) != '\0');
  assert_text (test, "Lost?\nnext");
  g_assert_cmpstr (confab_model_chat_get_draft (chat_of (test->ann)), ==, "Lost?\nnext");
  g_assert_cmpuint (n_rows (test->ann), ==, n_before);

  /* The answer comes when another chat is shown already. */
  gtk_text_buffer_set_text (test->buffer, "", 0);
  type (test, "For Ann only");
  press (test, GDK_KEY_Return, 0);
  confab_chat_view_set_chat (test->view, chat_of (test->ben));
  wait_for (g_str_equal (confab_model_chat_get_draft (chat_of (test->ann)), "For Ann only"));
  assert_text (test, "");
  g_assert_cmpstr (notice (test), ==, "");
  gallery_core_set_problem (test->core, CONFAB_PROBLEM_NONE, NULL);
  confab_chat_view_set_chat (test->view, chat_of (test->ann));
  assert_text (test, "For Ann only");
}

static void
test_drafts (Test *test) {
  gtk_text_buffer_set_text (test->buffer, "", 0);
  type (test, "Secret for Ann");
  confab_chat_view_set_chat (test->view, chat_of (test->ben));
  assert_text (test, "");
  gtk_text_buffer_undo (test->buffer);
  assert_text (test, "");
  type (test, "For Ben");
  confab_chat_view_set_chat (test->view, chat_of (test->ann));
  assert_text (test, "Secret for Ann");
  g_assert_cmpstr (confab_model_chat_get_draft (chat_of (test->ben)), ==, "For Ben");
  /* Another window of the same chat. */
  confab_model_chat_set_draft (chat_of (test->ann), "Changed elsewhere");
  assert_text (test, "Changed elsewhere");
  confab_chat_view_set_chat (test->view, NULL);
  confab_chat_view_set_chat (test->view, chat_of (test->ann));
  assert_text (test, "Changed elsewhere");
  gtk_text_buffer_set_text (test->buffer, "", 0);
}

static void
test_too_long (Test *test) {
  g_autofree char *fits = g_strnfill (CONFAB_CHAT_ENTRY_MAX_BYTES - 2, 'a');

  type (test, "ab");
  type (test, fits);
  g_assert_cmpstr (notice (test), ==, "");
  type (test, "c");
  g_assert_cmpstr (notice (test), !=, "");
  g_assert_cmpint (gtk_text_buffer_get_char_count (test->buffer), ==, CONFAB_CHAT_ENTRY_MAX_BYTES);
  gtk_text_buffer_set_text (test->buffer, "short", -1);
  g_assert_cmpstr (notice (test), ==, "");
  gtk_text_buffer_set_text (test->buffer, "", 0);
}

static void
test_closed_entry (Test *test) {
  GtkWidget *entry = find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_ENTRY, 0);
  guint n_before = n_rows (test->ann);

  type (test, "Half a sen");
  gtk_widget_grab_focus (GTK_WIDGET (test->text_view));
  confab_model_chat_set_send (
      chat_of (test->ann), CONFAB_SEND_REFUSE, CONFAB_REASON_NOT_KNOWN, TRUE);
  g_assert_false (gtk_widget_get_child_visible (GTK_WIDGET (test->text_view)) &&
                  gtk_widget_get_mapped (GTK_WIDGET (test->text_view)));
  wait_for (count_labels (entry, "Ask") == 1);
  g_assert_nonnull (gtk_root_get_focus (GTK_ROOT (test->window)));
  /* A key that was on its way. */
  press (test, GDK_KEY_Return, 0);
  g_assert_cmpuint (n_rows (test->ann), ==, n_before);
  confab_model_chat_set_send (
      chat_of (test->ann), CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NONE, TRUE);
  assert_text (test, "Half a sen");
  gtk_text_buffer_set_text (test->buffer, "", 0);
}

static void
test_close_chat (Test *test) {
  guint n_before = n_rows (test->ann);

  g_assert_cmpuint (n_before, >, 0);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->view), "chat.close", NULL));
  g_assert_cmpuint (n_rows (test->ann), ==, 0);
  g_assert_cmpstr (remark (test), ==, "Chat with Ann closed and forgotten.");
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (test->view), "chat.undo-close", NULL));
  g_assert_cmpuint (n_rows (test->ann), ==, n_before);
  g_assert_cmpstr (remark (test), ==, "");

  /* The next act makes it final, and the chat goes on. */
  gtk_widget_activate_action (GTK_WIDGET (test->view), "chat.close", NULL);
  type (test, "Fresh");
  press (test, GDK_KEY_Return, 0);
  wait_for (confab_model_chat_is_open (chat_of (test->ann)));
  g_assert_cmpuint (n_rows (test->ann), ==, 1);
  g_assert_cmpstr (remark (test), ==, "");
}

static void
test_remarks (Test *test) {
  confab_model_contact_set_presence (test->ann, CONFAB_PRESENCE_OFFLINE);
  g_assert_cmpstr (remark (test), ==, "Ann is signed off and gets this when back.");
  confab_model_contact_set_seen_us (test->ann, g_get_real_time () - G_TIME_SPAN_DAY);
  g_assert_cmpstr (remark (test), ==, "Ann was last here yesterday and gets this when back.");
  confab_model_contact_set_seen_us (test->ann, 0);
  confab_model_account_set_state (
      test->account, CONFAB_ACCOUNT_WAITING, 5, CONFAB_PROBLEM_NO_NETWORK, NULL);
  g_assert_cmpstr (remark (test), ==, "No internet. You can go on writing; it goes out by itself.");
  confab_model_contact_set_relation (test->ann, CONFAB_RELATION_WAITING);
  g_assert_true (g_str_has_prefix (remark (test), "Ann has not answered yet."));
  confab_model_contact_set_relation (test->ann, CONFAB_RELATION_THEY_SEE);
  confab_model_account_set_state (
      test->account, CONFAB_ACCOUNT_SIGNED_IN, 0, CONFAB_PROBLEM_NONE, NULL);
  /* Whoever is not seen is not said to be signed off. */
  g_assert_cmpstr (remark (test), ==, "");
  confab_model_contact_set_relation (test->ann, CONFAB_RELATION_MUTUAL);
  confab_model_contact_set_presence (test->ann, CONFAB_PRESENCE_HERE);
}

static GtkWidget *
focused_chip (Test *test) {
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (test->window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_MENU_BUTTON) : NULL;
}

static void
test_chips (Test *test) {
  GtkWidget *chips = find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_CHIPS, 0);
  GtkWidget *first = find (chips, GTK_TYPE_MENU_BUTTON, 0);
  GtkWidget *second = find (chips, GTK_TYPE_MENU_BUTTON, 1);

  g_assert_true (gtk_widget_child_focus (chips, GTK_DIR_TAB_FORWARD));
  g_assert_true (focused_chip (test) == first);
  g_assert_true (gtk_widget_child_focus (chips, GTK_DIR_LEFT));
  g_assert_true (focused_chip (test) == first);
  g_assert_true (gtk_widget_child_focus (chips, GTK_DIR_RIGHT));
  g_assert_true (focused_chip (test) == second);
  g_assert_false (gtk_widget_child_focus (chips, GTK_DIR_TAB_FORWARD));
  confab_chat_view_focus_entry (test->view);
  g_assert_true (gtk_widget_child_focus (chips, GTK_DIR_TAB_BACKWARD));
  g_assert_true (focused_chip (test) == second);
  confab_chat_view_focus_log (test->view);
  g_assert_true (gtk_widget_get_ancestor (
                     gtk_root_get_focus (GTK_ROOT (test->window)), GTK_TYPE_LIST_VIEW) != NULL);
}

static void
test_read (Test *test) {
  g_autoptr (ConfabModelMessage) message =
      confab_model_message_new (G_MAXINT32, FALSE, FALSE, g_get_real_time (), "New");

  wait_for (gtk_window_is_active (test->window));
  confab_model_timeline_append (confab_model_chat_get_timeline (chat_of (test->ann)), message);
  confab_model_contact_set_unread (test->ann, 1);
  g_signal_emit_by_name (test->core, "message-received", test->ann, message);
  wait_for (confab_model_contact_get_unread (test->ann) == 0);
  confab_model_contact_set_unread (test->ann, 1);
  g_signal_emit_by_name (test->core, "message-changed", test->ann, message);
  wait_for (confab_model_contact_get_unread (test->ann) == 0);
}

static void
test_own_window (Test *test) {
  GtkWindow *own = confab_chat_window_present (test->core, test->application, chat_of (test->ben));
  int width;
  int height;

  g_assert_true (
      confab_chat_window_present (test->core, test->application, chat_of (test->ben)) == own);
  gtk_window_set_default_size (own, 500, 430);
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (own)));
  gtk_window_close (own);
  own = confab_chat_window_present (test->core, test->application, chat_of (test->ben));
  gtk_window_get_default_size (own, &width, &height);
  g_assert_cmpint (width, ==, 500);
  g_assert_cmpint (height, ==, 430);
  g_object_add_weak_pointer (G_OBJECT (own), (gpointer *)&own);
  confab_model_account_remove_contact (test->account, test->ben);
  wait_for (own == NULL);
}

/* The chooser is made by the first press, and what is picked stands in the entry. */
static void
test_emoji (Test *test) {
  GtkWidget *entry = find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_ENTRY, 0);
  GtkMenuButton *button = GTK_MENU_BUTTON (find (entry, GTK_TYPE_MENU_BUTTON, 0));

  confab_chat_view_set_chat (test->view, chat_of (test->ben));
  gtk_text_buffer_set_text (test->buffer, "", 0);
  g_assert_null (gtk_menu_button_get_popover (button));
  gtk_menu_button_popup (button);
  g_assert_true (GTK_IS_EMOJI_CHOOSER (gtk_menu_button_get_popover (button)));
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))));
  g_signal_emit_by_name (gtk_menu_button_get_popover (button), "emoji-picked", "🎉");
  gtk_menu_button_popdown (button);
  assert_text (test, "🎉");
  gtk_text_buffer_set_text (test->buffer, "", 0);
  confab_chat_view_set_chat (test->view, chat_of (test->ann));
}

/* It says that nothing leaves, that it goes on closing, and nothing of a server or a device. */
static void
test_note (Test *test) {
  ConfabModelContact *note = confab_core_open_note (test->core, "Note to myself");
  GtkWidget *view = GTK_WIDGET (test->view);

  confab_chat_view_set_chat (test->view, chat_of (note));
  wait_for (count_labels (view, "Only on this computer") == 1);
  g_assert_cmpuint (count_labels (view, "Gone on closing"), ==, 1);
  g_assert_cmpuint (count_labels (view, "Really"), ==, 0);
  g_assert_cmpuint (count_labels (view, "Servers"), ==, 0);
  g_assert_cmpstr (remark (test), ==, "Your notes are forgotten when you close them.");
  g_assert_cmpuint (count_labels (view, "Keep them…"), ==, 1);
  type (test, "Milk");
  g_assert_true (press (test, GDK_KEY_Return, 0));
  g_assert_cmpuint (n_rows (note), ==, 1);
  confab_model_chat_set_keep (chat_of (note), CONFAB_KEEP_FOR_GOOD);
  g_assert_cmpstr (
      remark (test), ==, "Messages stay on this computer, locked, until you erase them.");
  confab_model_account_set_state (
      test->account, CONFAB_ACCOUNT_SIGNED_OFF, 0, CONFAB_PROBLEM_NONE, NULL);
  g_assert_null (strstr (remark (test), "sign in"));
  confab_model_account_set_state (
      test->account, CONFAB_ACCOUNT_SIGNED_IN, 0, CONFAB_PROBLEM_NONE, NULL);
  confab_core_close_chat (test->core, chat_of (note));
  g_assert_cmpstr (remark (test), ==, "Notes closed.");
  confab_core_undo_close (test->core);
  confab_chat_view_set_chat (test->view, chat_of (test->ann));
}

static ConfabModelContact *
add (Test *test, const char *address, const char *name) {
  ConfabModelContact *contact = confab_model_contact_new (test->account, address);

  confab_model_contact_set_own_name (contact, name);
  confab_model_contact_set_relation (contact, CONFAB_RELATION_MUTUAL);
  confab_model_contact_set_presence (contact, CONFAB_PRESENCE_HERE);
  confab_model_chat_set_send (
      chat_of (contact), CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NONE, TRUE);
  confab_model_account_add_contact (test->account, contact);
  return contact;
}

static DexFuture *
run (gpointer data) {
  Test *test = data;
  void (*const parts[]) (Test *) = { test_send, test_states, test_refused, test_drafts,
    test_too_long, test_closed_entry, test_close_chat, test_remarks, test_chips, test_read,
    test_emoji, test_note, test_own_window };

  test->ann = add (test, "ann@example.org", "Ann");
  test->ben = add (test, "ben@example.org", "Ben");
  test->window = confab_chat_window_present (test->core, test->application, chat_of (test->ann));
  test->view =
      CONFAB_CHAT_VIEW (adw_application_window_get_content (ADW_APPLICATION_WINDOW (test->window)));
  test->text_view = GTK_TEXT_VIEW (find (GTK_WIDGET (test->view), GTK_TYPE_TEXT_VIEW, 0));
  test->buffer = gtk_text_view_get_buffer (test->text_view);
  wait_for (gtk_widget_get_mapped (GTK_WIDGET (test->text_view)));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    parts[i](test);
    test->n_done++;
    g_printerr ("part %u of %u: ok\n", i + 1, (guint)G_N_ELEMENTS (parts));
  }
  gtk_window_destroy (test->window);
  g_object_unref (test->ann);
  g_object_unref (test->ben);
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
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.ChatBehaviour",
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
  return test.n_done == 13 ? EXIT_SUCCESS : EXIT_FAILURE;
}
