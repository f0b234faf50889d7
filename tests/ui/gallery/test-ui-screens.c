/* What the screens do when they are used: a window over the core that pretends, pressed by its
 * words. Looks at what a person would see, never at what a widget keeps to itself. */

#include "base/base-secret.h"
#include "chat/chat-view.h"
#include "contacts/contacts-person.h"
#include "gallery-people.h"
#include "safety/safety-road.h"
#include "window/window-main.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC)

typedef struct {
  AdwApplication *application; /* borrowed: one for all */
  ConfabCore *core;
  GtkWindow *window;
  gboolean is_hanging;
} Screen;

static void
run_main_loop (void) {
  gint64 until = g_get_monotonic_time () + 50000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static void
open_window (Screen *screen) {
  screen->window =
      GTK_WINDOW (confab_window_main_new (GTK_APPLICATION (screen->application), screen->core));
  gtk_window_present (screen->window);
  run_main_loop ();
}

static void
set_up (Screen *screen, gconstpointer data) {
  screen->application = (AdwApplication *)data;
  screen->core = gallery_core_new ();
}

static void
tear_down (Screen *screen, gconstpointer data) {
  g_object_add_weak_pointer (G_OBJECT (screen->core), (gpointer *)&screen->core);
  gtk_window_destroy (screen->window);
  g_object_unref (screen->core);
  run_main_loop ();
  /* No screen holds on to it; a future that never answers does. */
  g_assert_true (screen->core == NULL || screen->is_hanging);
  if (screen->core != NULL)
    g_object_remove_weak_pointer (G_OBJECT (screen->core), (gpointer *)&screen->core);
}

static GtkWidget *
find (Screen *screen, const char *text) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;
  GtkWidget *found = NULL;

  while (found == NULL && g_get_monotonic_time () < until) {
    run_main_loop ();
    found = gallery_people_find (GTK_WIDGET (screen->window), text);
  }
  if (found == NULL)
    g_error ("nothing says “%s”", text);
  return found;
}

static void
wait_gone (Screen *screen, const char *text) {
  gint64 until = g_get_monotonic_time () + PATIENCE_US;

  run_main_loop ();
  while (gallery_people_find (GTK_WIDGET (screen->window), text) != NULL) {
    if (g_get_monotonic_time () > until)
      g_error ("something still says “%s”", text);
    run_main_loop ();
  }
}

static void
press (Screen *screen, const char *text) {
  g_signal_emit_by_name (find (screen, text), "clicked");
  run_main_loop ();
}

static void
type (Screen *screen, const char *title, const char *text) {
  gtk_editable_set_text (GTK_EDITABLE (find (screen, title)), text);
}

static void
unfold (Screen *screen, const char *title) {
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (find (screen, title)), TRUE);
}

static const char *
typed (Screen *screen, const char *title) {
  return gtk_editable_get_text (GTK_EDITABLE (find (screen, title)));
}

static GtkTextView *
find_text_view (GtkWidget *widget) {
  if (GTK_IS_TEXT_VIEW (widget))
    return GTK_TEXT_VIEW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkTextView *found = find_text_view (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static guint
count (GListModel *list) {
  return g_list_model_get_n_items (list);
}

static void
test_sign_in_keeps_what_was_typed (Screen *screen, gconstpointer data) {
  open_window (screen);
  g_assert_false (gtk_widget_get_sensitive (find (screen, "Sign in")));
  type (screen, "Your address", "carla@example.org");
  type (screen, "Password", "correct horse");
  gallery_core_set_problem (screen->core, CONFAB_PROBLEM_WRONG_PASSWORD, "");
  press (screen, "Sign in");
  find (screen, "The server did not accept this password.");
  g_assert_cmpstr (typed (screen, "Your address"), ==, "carla@example.org");
  g_assert_cmpstr (typed (screen, "Password"), ==, "correct horse");
  g_assert_cmpuint (count (confab_core_get_accounts (screen->core)), ==, 0);
  gallery_core_set_problem (screen->core, CONFAB_PROBLEM_NONE, NULL);
  press (screen, "Sign in");
  g_assert_cmpuint (count (confab_core_get_accounts (screen->core)), ==, 1);
  find (screen, "Nobody here yet");
}

/* The question stays until it is answered; nothing is taken by opening it. */
static void
test_web_door (Screen *screen, gconstpointer data) {
  ConfabModelAccount *account = gallery_people_add_some (screen->core, CONFAB_ACCOUNT_WAITING);

  confab_model_account_set_state (account, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_DOOR, "");
  open_window (screen);
  find (screen, "This network closes the door Confab uses. At work that may be on purpose.");
  confab_model_account_set_state (account, CONFAB_ACCOUNT_SIGNING_IN, 0, CONFAB_PROBLEM_DOOR, "");
  press (screen, "Answer…");
  find (screen, "Use the web door?");
  g_assert_false (confab_model_account_has_web_door (account));
  press (screen, "Stay signed off");
  g_assert_cmpint (confab_model_account_get_state (account), ==, CONFAB_ACCOUNT_SIGNED_OFF);
  g_assert_false (confab_model_account_has_web_door (account));
  confab_model_account_set_state (account, CONFAB_ACCOUNT_WAITING, 20, CONFAB_PROBLEM_DOOR, "");
  press (screen, "Answer…");
  press (screen, "Use the web door");
  g_assert_true (confab_model_account_has_web_door (account));
  g_assert_cmpint (confab_model_account_get_state (account), ==, CONFAB_ACCOUNT_SIGNED_IN);
}

static void
test_sign_in_says_what_is_no_address (Screen *screen, gconstpointer data) {
  static const char *const wrong[] = { "carla", "@example.org", "carla@",
    "carla@example.org/phone" };

  open_window (screen);
  type (screen, "Password", "x");
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autofree char *sentence = g_strdup_printf ("“%s” is not an address.", wrong[i]);

    type (screen, "Your address", wrong[i]);
    press (screen, "Sign in");
    find (screen, sentence);
  }
  type (screen, "Your address", "carla@example.org");
  unfold (screen, "Server");
  type (screen, "Port", "70000");
  press (screen, "Sign in");
  find (screen, "This is not a port.");
  g_assert_cmpuint (count (confab_core_get_accounts (screen->core)), ==, 0);
}

static void
test_sign_in_can_be_cancelled (Screen *screen, gconstpointer data) {
  open_window (screen);
  type (screen, "Your address", "carla@example.org");
  type (screen, "Password", "x");
  gallery_core_set_hanging (screen->core, TRUE);
  screen->is_hanging = TRUE;
  press (screen, "Sign in");
  find (screen, "Cancel");
  press (screen, "Cancel");
  g_assert_true (gtk_widget_is_sensitive (find (screen, "Sign in")));
  g_assert_cmpstr (typed (screen, "Password"), ==, "x");
}

static void
test_prefill_fills_and_sends_nothing (Screen *screen, gconstpointer data) {
  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_OPENING);
  open_window (screen);
  confab_window_main_prefill (
      CONFAB_WINDOW_MAIN (screen->window), "alice@example.test", "[::1]:5222");
  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_READY);
  g_assert_cmpstr (typed (screen, "Your address"), ==, "alice@example.test");
  unfold (screen, "Server");
  g_assert_cmpstr (typed (screen, "Host"), ==, "::1");
  g_assert_cmpstr (typed (screen, "Port"), ==, "5222");
  g_assert_cmpstr (typed (screen, "Password"), ==, "");
}

static void
test_store_pages (Screen *screen, gconstpointer data) {
  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_KEYRING_LOCKED);
  open_window (screen);
  find (screen, "Unlock it");
  find (screen, "Use Confab until I quit");
  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_DAMAGED);
  find (screen, "Begin empty");
  wait_gone (screen, "Use Confab until I quit");
  gallery_core_set_store_state (screen->core, CONFAB_CORE_STORE_BUSY);
  press (screen, "Try again");
  find (screen, "Your address");
}

static void
test_buddy_that_looks_like_one_takes_two_presses (Screen *screen, gconstpointer data) {
  guint before;

  gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_IN);
  before = count (confab_core_get_contacts (screen->core));
  open_window (screen);
  press (screen, "Add a buddy");
  type (screen, "Address", "ann@examp1e.org");
  press (screen, "Send note");
  find (screen, "Send anyway");
  g_assert_cmpuint (count (confab_core_get_contacts (screen->core)), ==, before);
  /* Another address is another question. */
  type (screen, "Address", "mother@examp1e.org");
  press (screen, "Send note");
  find (screen, "Send anyway");
  g_assert_cmpuint (count (confab_core_get_contacts (screen->core)), ==, before);
  press (screen, "Send anyway");
  g_assert_cmpuint (count (confab_core_get_contacts (screen->core)), ==, before + 1);
}

static void
test_note_is_short (Screen *screen, gconstpointer data) {
  g_autofree char *long_text = g_strnfill (150, 'x');
  GtkTextBuffer *buffer;

  gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_IN);
  open_window (screen);
  press (screen, "Add a buddy");
  find (screen, "Send note");
  buffer = gtk_text_view_get_buffer (find_text_view (GTK_WIDGET (screen->window)));
  gtk_text_buffer_insert_at_cursor (buffer, "äöü€𝄞", -1);
  gtk_text_buffer_insert_at_cursor (buffer, long_text, -1);
  gtk_text_buffer_insert_at_cursor (buffer, long_text, -1);
  g_assert_cmpint (gtk_text_buffer_get_char_count (buffer), ==, 200);
  find (screen, "200/200");
}

static void
test_pages_follow_the_accounts (Screen *screen, gconstpointer data) {
  ConfabModelAccount *account = gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_OFF);

  open_window (screen);
  press (screen, "Sign in");
  g_assert_cmpint (confab_model_account_get_state (account), ==, CONFAB_ACCOUNT_SIGNED_IN);
  find (screen, "No chat is open");
  dex_future_disown (confab_core_remove_account (screen->core, account));
  find (screen, "Your address");
}

static void
test_request_is_answered (Screen *screen, gconstpointer data) {
  ConfabModelAccount *account = gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_IN);
  guint before = count (confab_core_get_contacts (screen->core));

  for (int i = 0; i < 3; i++) {
    g_autofree char *address = g_strdup_printf ("stranger%d@example.net", i);
    g_autoptr (ConfabModelRequest) request =
        confab_model_request_new (account, address, "<b>Hi</b> & hello", 1, NULL);
    confab_model_account_add_request (account, request);
  }
  open_window (screen);
  find (screen, "3 requests");
  gtk_widget_activate_action (GTK_WIDGET (screen->window), "win.show-requests", NULL);
  find (screen, "“<b>Hi</b> & hello”");
  press (screen, "Next request");
  find (screen, "stranger1@example.net");
  press (screen, "Delete");
  find (screen, "2 requests");
  find (screen, "stranger2@example.net");
  press (screen, "Accept");
  g_assert_cmpuint (count (confab_core_get_contacts (screen->core)), ==, before + 1);
  find (screen, "Only from online");
  press (screen, "Yes");
  find (screen, "1 request");
}

static void
test_what_is_changed_of_a_buddy (Screen *screen, gconstpointer data) {
  g_autoptr (ConfabModelContact) contact = NULL;
  GtkWidget *page;
  GtkWidget *name;
  GtkWidget *favourite;

  gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_IN);
  open_window (screen);
  contact = g_list_model_get_item (confab_core_get_contacts (screen->core), 1);
  g_assert_false (confab_model_contact_is_favourite (contact));
  confab_contacts_person_present (screen->core, contact, GTK_WIDGET (screen->window));
  run_main_loop ();
  page = GTK_WIDGET (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (screen->window)));
  name = gallery_people_find_type (page, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (GTK_EDITABLE (name), "  The one with the boat ");
  g_signal_emit_by_name (name, "apply");
  g_assert_cmpstr (confab_model_contact_get_name (contact), ==, "The one with the boat");
  favourite = gallery_people_find_type (page, ADW_TYPE_SWITCH_ROW);
  adw_switch_row_set_active (ADW_SWITCH_ROW (favourite), TRUE);
  g_assert_true (confab_model_contact_is_favourite (contact));
  adw_dialog_force_close (ADW_DIALOG (page));
}

/* The button, where a title says the same. */
static GtkWidget *
find_button (GtkWidget *root, const char *label) {
  if (GTK_IS_BUTTON (root) && gtk_widget_get_mapped (root) &&
      g_strcmp0 (gtk_button_get_label (GTK_BUTTON (root)), label) == 0)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_button (child, label);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
close_dialog (Screen *screen) {
  adw_dialog_force_close (
      adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (screen->window)));
  run_main_loop ();
}

/* Of what the chat's menu can say about blocking it says `wanted` alone. */
static void
assert_menu_says (Screen *screen, GtkWidget *view, const char *wanted) {
  static const char *const all[] = { "Block…", "Let through again", "Who is blocked…" };
  GtkWidget *button = gallery_people_find_type (view, GTK_TYPE_MENU_BUTTON);
  GtkWidget *menu;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  find (screen, "Close chat");
  menu = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_assert_cmpint (gallery_people_find (menu, all[i]) != NULL, ==, g_str_equal (all[i], wanted));
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  wait_gone (screen, "Close chat");
}

static void
test_block_and_back (Screen *screen, gconstpointer data) {
  ConfabModelAccount *account = gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_IN);
  ConfabModelBlocklist *list = confab_model_account_get_blocklist (account);
  ConfabModelContact *ben = confab_model_account_find_contact (account, "ben@example.net");
  GtkWidget *view;

  open_window (screen);
  confab_window_main_open_chat (CONFAB_WINDOW_MAIN (screen->window), ben);
  run_main_loop ();
  view = gallery_people_find_type (GTK_WIDGET (screen->window), CONFAB_TYPE_CHAT_VIEW);
  assert_menu_says (screen, view, "Block…");
  gtk_widget_activate_action (view, "chat.block", NULL);
  adw_action_row_activate (ADW_ACTION_ROW (find (screen, "Leave them on my list")));
  g_signal_emit_by_name (find_button (GTK_WIDGET (screen->window), "Block"), "clicked");
  find (screen, "You blocked Ben Example. Nothing goes either way.");
  wait_gone (screen, "Leave them on my list");
  assert_menu_says (screen, view, "Let through again");
  gtk_widget_activate_action (view, "chat.let-through", NULL);
  wait_gone (screen, "You blocked Ben Example. Nothing goes either way.");
  assert_menu_says (screen, view, "Block…");

  /* With the server they are on, letting them through alone would change nothing. */
  confab_model_blocklist_add (list, "ben@example.net", FALSE);
  confab_model_blocklist_add (list, "example.net", FALSE);
  find (screen, "The whole server of Ben Example is blocked.");
  assert_menu_says (screen, view, "Who is blocked…");
  gtk_widget_activate_action (view, "chat.blocked", NULL);
  find (screen, "A whole server");
  confab_model_blocklist_remove (list, "example.net");
  wait_gone (screen, "A whole server");
  close_dialog (screen);
  find (screen, "You blocked Ben Example. Nothing goes either way.");
  press (screen, "Let through");
  wait_gone (screen, "You blocked Ben Example. Nothing goes either way.");
}

/* The page of an account says the way that was chosen on the page behind it, also of one that is
 * signed off, where nothing else changes. */
static void
test_way_of_an_account (Screen *screen, gconstpointer data) {
  ConfabModelAccount *account = gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_OFF);
  g_autoptr (ConfabModelRoad) tor = confab_model_road_new (CONFAB_ROAD_TOR);

  open_window (screen);
  gtk_widget_activate_action (GTK_WIDGET (screen->window), "win.accounts", NULL);
  run_main_loop ();
  gallery_people_press (screen->window, "carla@example.org");
  find (screen, "As all accounts: Straight there");
  dex_future_disown (confab_core_choose_road (screen->core, account, tor, NULL));
  find (screen, "Through Tor");
  wait_gone (screen, "As all accounts: Straight there");
}

static void
assert_marked (Screen *screen, const char *title, const char *text, gboolean is_marked) {
  GtkWidget *row = find (screen, title);

  type (screen, title, text);
  run_main_loop ();
  if (gtk_widget_has_css_class (row, "error") != is_marked)
    g_error ("%s “%s” is marked or not", title, text);
}

/* Why one cannot go a way that was typed. */
static void
test_proxy_says_what_is_wrong (Screen *screen, gconstpointer data) {
  gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_OFF);
  open_window (screen);
  confab_safety_road_present (screen->core, NULL, GTK_WIDGET (screen->window));
  gtk_widget_activate (find (screen, "Through a proxy"));
  find (screen, "The proxy");
  assert_marked (screen, "Host", "socks5://one.example", TRUE);
  assert_marked (screen, "Host", "one.example", FALSE);
  assert_marked (screen, "Host", "", FALSE);
  assert_marked (screen, "Port", "99999", TRUE);
  assert_marked (screen, "Port", "", FALSE);
  assert_marked (screen, "Port", "3128", FALSE);
  assert_marked (screen, "Host", "fd00::1", FALSE);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find (screen, "Kind")), 1);
  assert_marked (screen, "Name, if it asks for one", "a:b", TRUE);
  assert_marked (screen, "Name, if it asks for one", "ab", FALSE);
  assert_marked (screen, "Name, if it asks for one", "", FALSE);
}

int
main (int argc, char **argv) {
#define ADD(path, function) g_test_add (path, Screen, application, set_up, function, tear_down)
  g_autoptr (AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  confab_base_secret_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.Test", "flags",
      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  ADD ("/ui/sign-in/keeps-what-was-typed", test_sign_in_keeps_what_was_typed);
  ADD ("/ui/sign-in/no-address", test_sign_in_says_what_is_no_address);
  ADD ("/ui/sign-in/cancel", test_sign_in_can_be_cancelled);
  ADD ("/ui/sign-in/prefill", test_prefill_fills_and_sends_nothing);
  ADD ("/ui/store/pages", test_store_pages);
  ADD ("/ui/add/looks-alike", test_buddy_that_looks_like_one_takes_two_presses);
  ADD ("/ui/add/short-note", test_note_is_short);
  ADD ("/ui/window/pages", test_pages_follow_the_accounts);
  ADD ("/ui/window/web-door", test_web_door);
  ADD ("/ui/buddy/changed", test_what_is_changed_of_a_buddy);
  ADD ("/ui/request/answers", test_request_is_answered);
  ADD ("/ui/block/and-back", test_block_and_back);
  ADD ("/ui/accounts/way", test_way_of_an_account);
  ADD ("/ui/accounts/proxy", test_proxy_says_what_is_wrong);
  return g_test_run ();
}
