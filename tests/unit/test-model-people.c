/* Accounts, contacts, chats, requests and messages: what they start with, that every change is
 * announced once and no change is not announced, and that the parts do not keep each other alive.
 */

#include "base/base-jid.h"
#include "model/model-chat.h"
#include "model/model-message.h"
#include "model/model-request.h"

static void
on_notify (GObject *object, GParamSpec *pspec, gpointer data) {
  g_string_append_printf (data, "%s ", pspec->name);
}

static GString *
watch (gpointer object) {
  GString *heard = g_string_new (NULL);

  g_signal_connect (object, "notify", G_CALLBACK (on_notify), heard);
  return heard;
}

static void
assert_heard (GString *heard, const char *expected) {
  g_assert_cmpstr (heard->str, ==, expected);
  g_string_truncate (heard, 0);
}

/* Whatever the list says that the server itself keeps, and whatever another part of Confab
 * believes.
 */
static void
test_server (void) {
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (7, "me@example.org");
  g_autoptr (ConfabModelContact) other = confab_model_contact_new (account, "example.net");
  g_autoptr (ConfabModelContact) server = confab_model_contact_new (account, "example.org");
  g_autoptr (GString) heard = watch (server);

  g_assert_false (confab_model_contact_is_server (other));
  g_assert_true (confab_model_contact_is_server (server));
  confab_model_contact_set_own_name (server, "Ann");
  confab_model_contact_set_presence (server, CONFAB_PRESENCE_HERE);
  confab_model_contact_set_relation (server, CONFAB_RELATION_MUTUAL);
  confab_model_contact_set_favourite (server, TRUE);
  confab_model_contact_set_known (server, TRUE);
  confab_model_contact_set_groups (server, "Family");
  confab_model_contact_set_plain_chosen (server, TRUE);
  assert_heard (heard, "");
  confab_model_contact_set_checked_us (server, 5);
  g_assert_cmpint (confab_model_contact_get_grade (server), ==, CONFAB_GRADE_STRANGER);
  g_assert_cmpstr (confab_model_contact_get_name (server), ==, "example.org");
}

/* Whatever a server's list could say of it. */
static void
test_note (void) {
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (7, "me@example.org");
  g_autoptr (ConfabModelContact) note = confab_model_contact_new (account, CONFAB_BASE_JID_NOTE);
  g_autoptr (ConfabModelContact) other = confab_model_contact_new (account, "note@example.org");
  g_autoptr (ConfabModelContact) server = confab_model_contact_new (account, "example.org");
  g_autoptr (GString) heard = watch (note);

  g_assert_true (confab_model_contact_is_note (note) && !confab_model_contact_is_person (note));
  g_assert_false (confab_model_contact_is_note (other) || confab_model_contact_is_note (server));
  g_assert_true (confab_model_contact_is_person (other));
  g_assert_false (confab_model_contact_is_person (server));
  confab_model_contact_set_presence (note, CONFAB_PRESENCE_HERE);
  confab_model_contact_set_relation (note, CONFAB_RELATION_MUTUAL);
  confab_model_contact_set_favourite (note, TRUE);
  confab_model_contact_set_known (note, TRUE);
  confab_model_contact_set_groups (note, "Family");
  confab_model_contact_set_plain_chosen (note, TRUE);
  assert_heard (heard, "");
  g_assert_cmpint (confab_model_contact_get_grade (note), ==, CONFAB_GRADE_STRANGER);
  confab_model_contact_set_own_name (note, "Note to myself");
  g_assert_cmpstr (confab_model_contact_get_name (note), ==, "Note to myself");
}

static void
test_contact (void) {
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (7, "me@example.org");
  g_autoptr (ConfabModelContact) contact = confab_model_contact_new (account, "ann@example.org");
  g_autoptr (GString) heard = watch (contact);

  g_assert_true (confab_model_contact_get_account (contact) == account);
  g_assert_cmpstr (confab_model_contact_get_name (contact), ==, "ann@example.org");
  g_assert_false (confab_model_contact_has_own_name (contact));
  confab_model_contact_set_own_name (contact, "Ann");
  assert_heard (heard, "name has-own-name ");
  confab_model_contact_set_own_name (contact, "Ann");
  assert_heard (heard, "");
  confab_model_contact_set_own_name (contact, "Anna");
  assert_heard (heard, "name ");
  confab_model_contact_set_own_name (contact, "");
  assert_heard (heard, "name has-own-name ");
  g_assert_cmpstr (confab_model_contact_get_name (contact), ==, "ann@example.org");

  confab_model_contact_set_presence (contact, CONFAB_PRESENCE_HERE);
  confab_model_contact_set_presence (contact, CONFAB_PRESENCE_HERE);
  confab_model_contact_set_relation (contact, CONFAB_RELATION_MUTUAL);
  confab_model_contact_set_asked (contact, 5, "It is me");
  confab_model_contact_set_favourite (contact, 2);
  confab_model_contact_set_unread (contact, 3);
  confab_model_contact_set_last_us (contact, 9);
  confab_model_contact_set_seen_us (contact, 7);
  confab_model_contact_set_seen_us (contact, 7);
  confab_model_contact_set_groups (contact, "Family");
  assert_heard (heard, "presence relation note asked-us favourite unread last-us seen-us groups ");
  g_assert_true (confab_model_contact_is_favourite (contact) == TRUE);
  g_assert_cmpint (confab_model_contact_get_grade (contact), ==, CONFAB_GRADE_ADDED);
  confab_model_contact_set_known (contact, TRUE);
  g_assert_cmpint (confab_model_contact_get_grade (contact), ==, CONFAB_GRADE_KNOWN);
}

static void
test_chat (void) {
  ConfabModelContact *contact = confab_model_contact_new (NULL, "ann@example.org");
  g_autoptr (ConfabModelChat) chat = g_object_ref (confab_model_contact_get_chat (contact));
  g_autoptr (GString) heard = watch (chat);

  g_assert_true (confab_model_contact_get_chat (contact) == chat);
  g_assert_true (confab_model_chat_get_contact (chat) == contact);
  g_assert_cmpint (confab_model_chat_get_send_verdict (chat), ==, CONFAB_SEND_REFUSE);
  g_assert_true (confab_model_chat_get_servers_can_read (chat));
  g_assert_cmpstr (confab_model_chat_get_draft (chat), ==, "");
  confab_model_chat_set_draft (chat, NULL);
  assert_heard (heard, "");
  confab_model_chat_set_draft (chat, "Hi");
  confab_model_chat_set_draft (chat, confab_model_chat_get_draft (chat));
  assert_heard (heard, "draft ");
  confab_model_chat_set_send (chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  assert_heard (heard, "servers-can-read send-verdict ");
  confab_model_chat_set_send (chat, CONFAB_SEND_HOLD_FOR_KEYS, CONFAB_REASON_NO_KEYS, FALSE);
  assert_heard (heard, "send-reason send-verdict ");
  confab_model_chat_set_open (chat, TRUE);
  confab_model_chat_set_closed_with_undo (chat, TRUE);
  assert_heard (heard, "is-open is-closed-with-undo ");

  /* A chat does not keep its contact, and survives it. */
  g_object_unref (contact);
  g_assert_null (confab_model_chat_get_contact (chat));
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data) {
  (*(guint *)data)++;
}

static void
test_account (void) {
  ConfabModelAccount *account = confab_model_account_new (7, "me@example.org");
  g_autoptr (GPtrArray) several = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (ConfabModelContact) double_of_5 = confab_model_contact_new (account, "p5@example.org");
  g_autoptr (GString) heard = watch (account);
  GListModel *contacts = confab_model_account_get_contacts (account);
  ConfabModelContact *found;
  guint n_changes = 0;

  g_signal_connect (contacts, "items-changed", G_CALLBACK (on_items_changed), &n_changes);
  for (int i = 0; i < 2000; i++) {
    g_autofree char *address = g_strdup_printf ("p%d@example.org", i);

    g_ptr_array_add (several, confab_model_contact_new (account, address));
  }
  g_assert_false (confab_model_account_has_contacts_loaded (account));
  confab_model_account_add_contacts (account, several);
  g_assert_cmpuint (n_changes, ==, 1);
  assert_heard (heard, "contacts-loaded ");
  confab_model_account_add_contact (account, double_of_5);
  confab_model_account_add_contacts (account, several);
  confab_model_account_add_contacts (account, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (contacts), ==, 2000);
  assert_heard (heard, "");

  found = confab_model_account_find_contact (account, "p5@example.org");
  g_assert_true (found == g_ptr_array_index (several, 5));
  confab_model_account_remove_contact (account, double_of_5);
  g_assert_nonnull (confab_model_account_find_contact (account, "p5@example.org"));
  confab_model_account_remove_contact (account, found);
  g_assert_null (confab_model_account_find_contact (account, "p5@example.org"));
  g_assert_null (confab_model_account_find_contact (account, NULL));
  confab_model_account_add_contact (account, double_of_5);
  g_assert_true (confab_model_account_find_contact (account, "p5@example.org") == double_of_5);

  g_assert_finalize_object (account);
  g_assert_null (confab_model_contact_get_account (double_of_5));
}

static void
test_account_state (void) {
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (7, "me@example.org");
  g_autoptr (GString) heard = watch (account);

  g_assert_cmpint (confab_model_account_get_state (account), ==, CONFAB_ACCOUNT_SIGNED_OFF);
  g_assert_cmpstr (confab_model_account_get_problem_detail (account), ==, "");
  confab_model_account_set_state (
      account, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_UNREACHABLE, "example.org");
  assert_heard (heard, "problem-detail wait-seconds problem state ");
  confab_model_account_set_state (
      account, CONFAB_ACCOUNT_WAITING, 19, CONFAB_PROBLEM_UNREACHABLE, "example.org");
  assert_heard (heard, "wait-seconds ");
  confab_model_account_set_state (account, CONFAB_ACCOUNT_SIGNED_IN, 0, CONFAB_PROBLEM_NONE, NULL);
  g_assert_cmpstr (confab_model_account_get_problem_detail (account), ==, "");
  confab_model_account_set_hidden (account, TRUE);
  g_assert_true (confab_model_account_is_hidden (account));
}

static void
test_request (void) {
  g_autoptr (ConfabModelAccount) account = confab_model_account_new (7, "me@example.org");
  g_autoptr (ConfabModelRequest) request =
      confab_model_request_new (account, "carla@example.net", "Hello", 5, NULL);
  g_autoptr (ConfabModelRequest) again =
      confab_model_request_new (account, "carla@example.net", NULL, 6, "Carla");
  GListModel *requests = confab_model_account_get_requests (account);

  confab_model_account_add_request (account, request);
  confab_model_account_add_request (account, again);
  g_assert_cmpuint (g_list_model_get_n_items (requests), ==, 1);
  g_assert_true (confab_model_account_find_request (account, "carla@example.net") == request);
  g_assert_null (confab_model_account_find_request (account, "ann@example.net"));
  g_assert_cmpstr (confab_model_request_get_note (request), ==, "Hello");
  g_assert_null (confab_model_request_get_note (again));
  g_assert_cmpstr (confab_model_request_get_looks_like (again), ==, "Carla");
  g_assert_cmpint (confab_model_request_get_time_us (again), ==, 6);
  confab_model_account_remove_request (account, again);
  confab_model_account_remove_request (account, request);
  g_assert_cmpuint (g_list_model_get_n_items (requests), ==, 0);
}

static void
test_message (void) {
  g_autoptr (ConfabModelMessage) own = confab_model_message_new (1, TRUE, FALSE, 5, "<b>a</b>");
  g_autoptr (ConfabModelMessage) theirs = confab_model_message_new (2, FALSE, TRUE, 6, NULL);
  g_autoptr (GString) heard = watch (own);

  g_assert_cmpstr (confab_model_message_get_text (own), ==, "<b>a</b>");
  g_assert_cmpstr (confab_model_message_get_text (theirs), ==, "");
  g_assert_cmpint (confab_model_message_get_state (own), ==, CONFAB_MESSAGE_WAITING);
  g_assert_cmpint (confab_model_message_get_state (theirs), ==, CONFAB_MESSAGE_RECEIVED);
  g_assert_true (confab_model_message_is_sealed (theirs));
  confab_model_message_set_state (own, CONFAB_MESSAGE_FAILED, CONFAB_REASON_BLOCKED);
  assert_heard (heard, "reason state ");
  confab_model_message_set_state (own, CONFAB_MESSAGE_FAILED, CONFAB_REASON_BLOCKED);
  assert_heard (heard, "");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/people/server", test_server);
  g_test_add_func ("/model/people/note", test_note);
  g_test_add_func ("/model/contact", test_contact);
  g_test_add_func ("/model/chat", test_chat);
  g_test_add_func ("/model/account", test_account);
  g_test_add_func ("/model/account-state", test_account_state);
  g_test_add_func ("/model/request", test_request);
  g_test_add_func ("/model/message", test_message);
  return g_test_run ();
}
