/* Parts of the screens that can be tested without looking at them: words, order of buddies, faces.
 */

#include "../../unit/test-cpu.h"
#include "chat/chat-question.h"
#include "contacts/contacts-order.h"
#include "gallery-people.h"
#include "safety/safety-list.h"
#include "widgets/widgets-problem.h"
#include "widgets/widgets-when.h"
#include "window/window-state.h"

#define N_MANY 2000
#define MAX_SORT_US 16000 /* one callback of ours */

static void
run_main_loop (void) {
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_problem_words (void) {
  static const char *const forbidden[] = { "JID", "TLS", "OMEMO", "roster", "stanza", "client",
    "subscription", "fingerprint", "peer", "resource", "archive", "!" };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int problem = CONFAB_PROBLEM_NONE; problem <= CONFAB_PROBLEM_PASSWORD_AGAIN; problem++) {
    g_autofree char *text = confab_widgets_problem_dup_text (problem, "example.org");
    char *sentence = confab_widgets_problem_dup_sentence (problem, "example.org");

    g_assert_true (g_utf8_validate (text, -1, NULL));
    g_assert_null (strstr (text, "{what}"));
    for (gsize i = 0; i < G_N_ELEMENTS (forbidden); i++)
      g_assert_null (strstr (text, forbidden[i]));
    /* Each problem has words of its own. */
    g_assert_true (g_hash_table_add (seen, sentence));
  }
}

static void
test_problem_details (void) {
  g_autofree char *date =
      confab_widgets_problem_dup_sentence (CONFAB_PROBLEM_CERT_EXPIRED, "2026-03-12");
  g_autofree char *odd = confab_widgets_problem_dup_sentence (CONFAB_PROBLEM_CERT_EXPIRED, "soon");
  g_autofree char *none = confab_widgets_problem_dup_sentence (CONFAB_PROBLEM_NO_SERVER, NULL);
  g_autofree char *hostile = g_strnfill (100000, 'x');
  g_autofree char *bounded = confab_widgets_problem_dup_text (CONFAB_PROBLEM_ADDRESS, hostile);
  g_autofree char *plain = confab_widgets_problem_dup_text (CONFAB_PROBLEM_ADDRESS, "%s{what}<b>");

  g_assert_nonnull (strstr (date, "12 March 2026"));
  g_assert_nonnull (strstr (odd, "soon"));
  g_assert_null (strstr (none, "(null)"));
  g_assert_cmpuint (strlen (bounded), <, 1000);
  g_assert_nonnull (strstr (plain, "%s{what}<b>"));
}

static void
test_days (void) {
  gint64 now = g_get_real_time ();
  g_autofree char *today = confab_widgets_when_dup_day (now);
  g_autofree char *yesterday = confab_widgets_when_dup_day (now - G_TIME_SPAN_DAY);
  g_autofree char *week = confab_widgets_when_dup_day (now - 4 * G_TIME_SPAN_DAY);
  g_autofree char *never = confab_widgets_when_dup_day (G_MAXINT64);

  g_assert_cmpstr (today, ==, "today");
  g_assert_cmpstr (yesterday, ==, "yesterday");
  g_assert_true (g_str_has_prefix (week, "on "));
  g_assert_nonnull (never);
}

static char *
dup_order (GListModel *model) {
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *title = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (ConfabModelContact) contact = g_list_model_get_item (model, i);

    if (g_set_str (&title, confab_contacts_order_get_title (contact)))
      g_string_append_printf (text, "[%s] ", title);
    g_string_append_printf (text, "%s ", confab_model_contact_get_name (contact));
  }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

#define assert_order(order, text)                                                                  \
  G_STMT_START {                                                                                   \
    g_autofree char *is = NULL;                                                                    \
    run_main_loop ();                                                                              \
    is = dup_order (confab_contacts_order_get_model (order));                                      \
    g_assert_cmpstr (is, ==, text);                                                                \
  }                                                                                                \
  G_STMT_END

static void
test_order (void) {
  g_autoptr (ConfabCore) core = gallery_core_new ();
  ConfabModelAccount *account =
      gallery_people_add_account (core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_IN);
  ConfabModelContact *ann =
      gallery_people_add_buddy (account, "a@example.org", "ann", CONFAB_PRESENCE_HERE);
  ConfabModelContact *ben =
      gallery_people_add_buddy (account, "b@example.org", "Ben 10", CONFAB_PRESENCE_HERE);
  g_autoptr (ConfabContactsOrder) order = NULL;

  gallery_people_add_buddy (account, "c@example.org", "Ben 2", CONFAB_PRESENCE_HERE);
  order =
      confab_contacts_order_new (confab_core_get_contacts (core), confab_core_get_accounts (core));
  assert_order (order, "[Here] ann Ben 2 Ben 10 ");
  confab_model_contact_set_presence (ann, CONFAB_PRESENCE_AWAY);
  assert_order (order, "[Here] Ben 2 Ben 10 [Away] ann ");
  confab_model_contact_set_own_name (ben, "Abel");
  assert_order (order, "[Here] Abel Ben 2 [Away] ann ");
  confab_model_contact_set_unread (ann, 3);
  confab_model_contact_set_last_us (ann, G_MAXINT32);
  assert_order (order, "[Here] Abel Ben 2 [Away] ann ");
  confab_model_contact_set_favourite (ann, TRUE);
  assert_order (order, "[Favourites] ann [Here] Abel Ben 2 ");
  confab_model_contact_set_groups (ben, "Choir\nFamily");
  assert_order (order, "[Favourites] ann [Choir] Abel [Here] Ben 2 ");
  confab_model_contact_set_favourite (ann, FALSE);
  confab_model_contact_set_groups (ann, "Choir");
  confab_model_contact_set_own_name (ben, "Zoe");
  assert_order (order, "[Choir] Zoe ann [Here] Ben 2 ");
  confab_model_contact_set_groups (ann, "Attic");
  assert_order (order, "[Attic] ann [Choir] Zoe [Here] Ben 2 ");
  confab_model_contact_set_groups (ann, NULL);
  confab_model_contact_set_groups (ben, NULL);
  confab_model_contact_set_own_name (ben, "Abel");
  confab_model_contact_set_favourite (ann, TRUE);
  confab_model_contact_set_relation (ben, CONFAB_RELATION_WAITING);
  assert_order (order, "[Favourites] ann [Here] Ben 2 [Waiting] Abel ");
  confab_model_account_set_state (account, CONFAB_ACCOUNT_SIGNED_OFF, 0, CONFAB_PROBLEM_NONE, NULL);
  assert_order (order, "[Favourites] ann [Buddies] Ben 2 [Waiting] Abel ");
  confab_contacts_order_set_search (order, " BEN ");
  assert_order (order, "[Buddies] Ben 2 ");
  confab_contacts_order_set_search (order, "b@EXAMPLE");
  assert_order (order, "[Waiting] Abel ");
  confab_contacts_order_set_search (order, "");
  confab_model_account_remove_contact (account, ann);
  assert_order (order, "[Buddies] Ben 2 [Waiting] Abel ");
}

/* Everybody comes in one turn of the main loop; the list is sorted once, and fast. */
static void
test_order_of_many (void) {
  g_autoptr (ConfabCore) core = gallery_core_new ();
  ConfabModelAccount *account =
      gallery_people_add_account (core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_IN);
  g_autoptr (ConfabContactsOrder) order = NULL;
  gint64 began;

  gallery_people_add_many (account, N_MANY);
  order =
      confab_contacts_order_new (confab_core_get_contacts (core), confab_core_get_accounts (core));
  for (guint i = 0; i < N_MANY; i++) {
    g_autoptr (ConfabModelContact) contact =
        g_list_model_get_item (confab_core_get_contacts (core), i);
    confab_model_contact_set_presence (contact, (i + 1) % 4);
  }
  began = test_cpu_us ();
  run_main_loop ();
  g_test_message ("sorted %d in %" G_GINT64_FORMAT " us", N_MANY, test_cpu_us () - began);
  g_assert_cmpint (test_cpu_us () - began, <, 10 * MAX_SORT_US);
  g_assert_cmpuint (g_list_model_get_n_items (confab_contacts_order_get_model (order)), ==, N_MANY);
}

static void
test_state (void) {
  g_autoptr (ConfabCore) core = gallery_core_new ();
  ConfabModelAccount *first =
      gallery_people_add_account (core, "carla@example.org", CONFAB_ACCOUNT_SIGNED_IN);
  ConfabModelAccount *second;
  ConfabWindowState state;
  g_autofree char *one = NULL;
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;

  confab_window_state_read (core, &state);
  one = confab_window_state_dup_words (&state);
  g_assert_cmpstr (one, ==, "Signed in");
  second = gallery_people_add_account (core, "c@example.net", CONFAB_ACCOUNT_SIGNED_OFF);
  confab_window_state_read (core, &state);
  two = confab_window_state_dup_words (&state);
  g_assert_cmpstr (two, ==, "Signed in: 1 of 2");
  g_assert_null (state.troubled);
  confab_model_account_set_state (first, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_TIMED_OUT, "x");
  confab_model_account_set_state (
      second, CONFAB_ACCOUNT_REFUSED, 0, CONFAB_PROBLEM_WRONG_PASSWORD, "");
  confab_window_state_read (core, &state);
  three = confab_window_state_dup_words (&state);
  g_assert_cmpstr (three, ==, "Waiting 20 s");
  g_assert_true (state.troubled == second);
}

/* What a server asks for from time to time is no fault of anybody's. */
static void
test_password_again (void) {
  g_autofree char *text = confab_widgets_problem_dup_text (CONFAB_PROBLEM_PASSWORD_AGAIN, "");

  g_assert_cmpstr (
      text, ==, "Please enter your password once more. Your server asks for it from time to time.");
  g_assert_true (confab_widgets_problem_is_about_password (CONFAB_PROBLEM_PASSWORD_AGAIN));
  g_assert_cmpstr (
      confab_widgets_problem_get_password_label (CONFAB_PROBLEM_PASSWORD_AGAIN), ==, "Enter it");
  g_assert_cmpstr (confab_widgets_problem_get_password_label (CONFAB_PROBLEM_WRONG_PASSWORD), ==,
      "Type it again");
}

static void
check_spread (
    guint new_people, guint people, ConfabSpreadReason why, const char *begins, const char *label) {
  const ConfabSpreadFacts facts = {
    .is_counted = TRUE, .new_recipients = new_people, .people = people
  };
  g_autoptr (ConfabModelQuestion) question =
      confab_model_question_new_spread (&facts, why, CONFAB_QUESTION_NONE);
  g_autofree char *words = confab_chat_question_dup_words (question);

  g_assert_true (g_str_has_prefix (words, begins));
  g_assert_cmpstr (confab_chat_question_get_send_label (question), ==, label);
}

/* How many it are is said of what they get, or of how many are written to. */
static void
test_spread (void) {
  check_spread (12, 12, CONFAB_SPREAD_MANY_PEOPLE, "12 people will get this.", "Send to all");
  check_spread (2, 6, CONFAB_SPREAD_SAME_TEXT_OFTEN, "6 people will get this.", "Send to all");
  check_spread (12, 2, CONFAB_SPREAD_MANY_PEOPLE, "You write to 12 new people", "Send anyway");
  check_spread (0, 1, CONFAB_SPREAD_SAME_TEXT_OFTEN, "You send the same text again", "Send anyway");
}

static void
check_hint (const char *text, const char *hint, const char *spoken) {
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string (text);
  g_autoptr (ConfabModelWord) word = confab_model_word_new (secret);
  g_autofree char *shown = confab_safety_list_dup_hint (word);
  g_autofree char *said = confab_safety_list_dup_spoken (word);

  g_assert_cmpstr (shown, ==, hint);
  g_assert_cmpstr (said, ==, spoken);
}

static void
test_private_words (void) {
  check_hint ("Ann", "A\342\200\242\342\200\242", "3 characters, beginning with A");
  check_hint ("\303\204ngel", "\303\204\342\200\242\342\200\242\342\200\242l",
      "5 characters, beginning with \303\204 and ending with l");
}

int
main (int argc, char **argv) {
  gtk_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  g_test_add_func ("/ui/problem/words", test_problem_words);
  g_test_add_func ("/ui/problem/details", test_problem_details);
  g_test_add_func ("/ui/problem/password-again", test_password_again);
  g_test_add_func ("/ui/when/days", test_days);
  g_test_add_func ("/ui/contacts/order", test_order);
  g_test_add_func ("/ui/question/spread", test_spread);
  g_test_add_func ("/ui/safety-list/words", test_private_words);
  g_test_add_func ("/ui/contacts/order-of-many", test_order_of_many);
  g_test_add_func ("/ui/window/state", test_state);
  return g_test_run ();
}
