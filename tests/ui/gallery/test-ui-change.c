/* Changing the last own message: Up in an empty entry, Escape and Cancel, what the menu offers, and
 * the mark that stays with what was changed. */

#include <adwaita.h>

#include "chat/chat-change.h"
#include "chat/chat-entry.h"
#include "chat/chat-format.h"
#include "chat/chat-search.h"
#include "chat/chat-timeline-view.h"
#include "chat/chat-view.h"
#include "gallery-people.h"
#include "gallery-talk.h"

typedef struct {
  ConfabCore *core;
  GalleryTalk talk;
  GtkWindow *window;
  ConfabChatView *view;
  GtkTextView *text_view;
} Test;

static void
run_main_loop (void) {
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

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

static ConfabModelMessage *
say (Test *test, const char *text, ConfabModelMessageState state) {
  ConfabModelMessage *message =
      gallery_talk_say (&test->talk, state != CONFAB_MESSAGE_RECEIVED, 1, text);

  confab_model_message_set_state (message, state, CONFAB_REASON_NONE);
  return message;
}

static void
set_up (Test *test, gconstpointer data) {
  ConfabChatEntry *entry;
  GtkWidget *focus;

  test->core = gallery_core_new ();
  test->talk = gallery_talk_begin (test->core);
  confab_model_chat_set_send (test->talk.chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  test->view = CONFAB_CHAT_VIEW (confab_chat_view_new (test->core));
  test->window = GTK_WINDOW (adw_window_new ());
  gtk_window_set_default_size (test->window, 360, 640);
  adw_window_set_content (ADW_WINDOW (test->window), GTK_WIDGET (test->view));
  confab_chat_view_set_chat (test->view, test->talk.chat);
  gtk_window_present (test->window);
  run_main_loop ();
  /* The page of an empty chat has the focus, and goes with the first message. */
  say (test, "Tea?", CONFAB_MESSAGE_RECEIVED);
  entry = CONFAB_CHAT_ENTRY (find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_ENTRY));
  test->text_view = GTK_TEXT_VIEW (confab_chat_entry_get_text_view (entry));
  run_main_loop ();
  focus = gtk_window_get_focus (test->window);
  g_assert_true (focus == NULL || gtk_widget_get_mapped (focus));
}

/* A chat is emptied while a row of it has the focus, and filled again. */
static void
tear_down (Test *test, gconstpointer data) {
  ConfabChatTimelineView *timeline =
      CONFAB_CHAT_TIMELINE_VIEW (find (GTK_WIDGET (test->view), CONFAB_TYPE_CHAT_TIMELINE_VIEW));

  g_assert_true (confab_chat_timeline_view_focus (timeline));
  confab_model_timeline_clear (confab_model_chat_get_timeline (test->talk.chat));
  run_main_loop ();
  say (test, "And again", CONFAB_MESSAGE_RECEIVED);
  run_main_loop ();
  gtk_window_destroy (test->window);
  run_main_loop ();
  g_object_unref (test->core);
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

static void
assert_entry (Test *test, const char *expected) {
  g_autofree char *text = NULL;

  g_object_get (gtk_text_view_get_buffer (test->text_view), "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
type (Test *test, const char *text) {
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (test->text_view), text, -1);
}

static gboolean
has_bar (Test *test) {
  GtkWidget *label = gallery_people_find (GTK_WIDGET (test->window), "Changing your last message");

  run_main_loop ();
  return label != NULL && gtk_widget_get_mapped (label);
}

/* The message comes into the entry; leaving it brings the draft back. */
static void
test_keys (Test *test, gconstpointer data) {
  g_assert_false (press (test, GDK_KEY_Up, 0));
  say (test, "Ys", CONFAB_MESSAGE_SENT);
  say (test, "Good", CONFAB_MESSAGE_RECEIVED);
  g_assert_false (has_bar (test));
  /* Not with something in the entry, nor with another key held. */
  type (test, "half");
  g_assert_false (press (test, GDK_KEY_Up, 0));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (test->text_view), "", 0);
  g_assert_false (press (test, GDK_KEY_Up, GDK_SHIFT_MASK));
  g_assert_false (press (test, GDK_KEY_Escape, 0));
  g_assert_true (press (test, GDK_KEY_Up, 0));
  assert_entry (test, "Ys");
  g_assert_true (has_bar (test));
  type (test, "!");
  g_assert_cmpstr (confab_model_chat_get_written (test->talk.chat), ==, "Ys!");
  g_assert_cmpstr (confab_model_chat_get_draft (test->talk.chat), ==, "");
  /* Up is a key of the text again. */
  g_assert_false (press (test, GDK_KEY_Up, 0));
  g_assert_true (press (test, GDK_KEY_Escape, 0));
  assert_entry (test, "");
  g_assert_false (has_bar (test));

  type (test, "draft");
  gtk_widget_activate_action (GTK_WIDGET (test->view), "chat.change-last", NULL);
  assert_entry (test, "Ys");
  gtk_widget_activate_action (GTK_WIDGET (test->view), "chat.change-end", NULL);
  assert_entry (test, "draft");
  g_assert_cmpstr (confab_model_chat_get_draft (test->talk.chat), ==, "draft");
}

/* Of a file, of what failed or was taken back, and of notes there is nothing to change. */
static void
test_which (Test *test, gconstpointer data) {
  ConfabModelMessage *first = say (test, "One", CONFAB_MESSAGE_SENT);
  ConfabModelMessage *second = say (test, "Two", CONFAB_MESSAGE_WAITING);

  g_assert_true (confab_chat_change_find (test->talk.chat) == second);
  confab_model_message_set_state (second, CONFAB_MESSAGE_FAILED, CONFAB_REASON_FULL);
  g_assert_null (confab_chat_change_find (test->talk.chat));
  confab_model_message_set_changed (second, 5);
  g_assert_true (confab_chat_change_find (test->talk.chat) == second);
  confab_model_message_take_back (second);
  g_assert_true (confab_chat_change_find (test->talk.chat) == first);
  confab_model_message_set_kind (first, CONFAB_MESSAGE_KIND_FILE, 0, FALSE);
  g_assert_null (confab_chat_change_find (test->talk.chat));
}

/* Seen and spoken, with the time; taken back it is gone. */
static void
test_mark (Test *test, gconstpointer data) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  ConfabModelMessage *message = say (test, "Teh", CONFAB_MESSAGE_RECEIVED);
  g_autoptr (ConfabModelMessage) as =
      confab_model_message_new (confab_model_message_get_id (message), FALSE, TRUE, 1, "The");
  g_autofree char *before = confab_chat_format_dup_changed (message, zone);
  g_autofree char *spoken = NULL;
  g_autofree char *after = NULL;

  g_assert_null (before);
  confab_model_message_set_changed (as, G_GINT64_CONSTANT (10) * 3600 * G_USEC_PER_SEC);
  confab_model_message_change (message, as);
  run_main_loop ();
  g_assert_nonnull (gallery_people_find (GTK_WIDGET (test->window), "The"));
  g_assert_null (gallery_people_find (GTK_WIDGET (test->window), "Teh"));
  after = confab_chat_format_dup_changed (message, zone);
  g_assert_nonnull (after);
  g_assert_true (g_str_has_prefix (after, "Changed "));
  spoken = confab_chat_format_dup_spoken (message, "Ann", zone);
  g_assert_nonnull (strstr (spoken, after));
  confab_model_message_take_back (message);
  g_assert_null (confab_chat_format_dup_changed (message, zone));
}

/* What was found says what it says now. */
static void
test_found (Test *test, gconstpointer data) {
  ConfabModelMessage *message = say (test, "At six", CONFAB_MESSAGE_RECEIVED);
  g_autoptr (ConfabModelMessage) as =
      confab_model_message_new (confab_model_message_get_id (message), FALSE, TRUE, 1, "At seven");
  ConfabChatSearch *page;

  confab_model_chat_set_keep (test->talk.chat, CONFAB_KEEP_MONTH);
  page = confab_chat_search_new (test->core, test->talk.chat);
  adw_dialog_present (ADW_DIALOG (page), GTK_WIDGET (test->window));
  confab_chat_search_set_text (page, "At ");
  while (gallery_people_find (GTK_WIDGET (page), "At six") == NULL)
    g_main_context_iteration (NULL, TRUE);
  confab_model_message_change (message, as);
  g_signal_emit_by_name (test->core, "message-changed", test->talk.contact, as);
  run_main_loop ();
  g_assert_null (gallery_people_find (GTK_WIDGET (page), "At six"));
  g_assert_nonnull (gallery_people_find (GTK_WIDGET (page), "At seven"));
  confab_model_message_take_back (message);
  g_signal_emit_by_name (test->core, "message-taken", test->talk.contact);
  run_main_loop ();
  g_assert_null (gallery_people_find (GTK_WIDGET (page), "At seven"));
  adw_dialog_force_close (ADW_DIALOG (page));
}

int
main (int argc, char **argv) {
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/change/keys", Test, NULL, set_up, test_keys, tear_down);
  g_test_add ("/ui/change/which", Test, NULL, set_up, test_which, tear_down);
  g_test_add ("/ui/change/mark", Test, NULL, set_up, test_mark, tear_down);
  g_test_add ("/ui/change/found", Test, NULL, set_up, test_found, tear_down);
  return g_test_run ();
}
