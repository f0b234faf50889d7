/* What a buddy is told of reading and writing, and that they are writing: the two switches, and the
 * words beside a name. */

#include "chat/chat-header.h"
#include "contacts/contacts-person.h"
#include "gallery-people.h"
#include "model/model-chat.h"

typedef struct {
  ConfabCore *core;
  ConfabModelContact *contact;
  GtkWindow *window;
} Told;

static void
run_main_loop (void) {
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

/* A name is never markup. */
static void
set_up (Told *told, gconstpointer data) {
  told->core = gallery_core_new ();
  gallery_people_add_some (told->core, CONFAB_ACCOUNT_SIGNED_IN);
  told->contact = g_list_model_get_item (confab_core_get_contacts (told->core), 1);
  confab_model_contact_set_own_name (told->contact, "<b>Bo & %s</b>");
  told->window = GTK_WINDOW (adw_window_new ());
}

static void
tear_down (Told *told, gconstpointer data) {
  gtk_window_destroy (told->window);
  run_main_loop ();
  g_object_unref (told->contact);
  g_object_unref (told->core);
}

static AdwSwitchRow *
find_switch (Told *told, const char *title) {
  GtkWidget *found = gallery_people_find (GTK_WIDGET (told->window), title);
  GtkWidget *row = found != NULL ? gtk_widget_get_ancestor (found, ADW_TYPE_SWITCH_ROW) : NULL;

  g_assert_nonnull (row);
  return ADW_SWITCH_ROW (row);
}

/* Nothing at first, and each by its own switch. */
static void
test_switches (Told *told, gconstpointer data) {
  AdwSwitchRow *read, *typing;

  gtk_window_present (told->window);
  confab_contacts_person_present (told->core, told->contact, GTK_WIDGET (told->window));
  run_main_loop ();
  read = find_switch (told, "Tell <b>Bo & %s</b> when I have read");
  typing = find_switch (told, "Tell <b>Bo & %s</b> while I am writing");
  g_assert_false (adw_switch_row_get_active (read) || adw_switch_row_get_active (typing));
  adw_switch_row_set_active (typing, TRUE);
  g_assert_cmpint (confab_model_contact_get_tells (told->contact), ==, CONFAB_TELLS_TYPING);
  adw_switch_row_set_active (read, TRUE);
  g_assert_cmpint (
      confab_model_contact_get_tells (told->contact), ==, CONFAB_TELLS_READ | CONFAB_TELLS_TYPING);
  adw_switch_row_set_active (typing, FALSE);
  g_assert_cmpint (confab_model_contact_get_tells (told->contact), ==, CONFAB_TELLS_READ);

  /* What could not be kept goes back to what is so. */
  gallery_core_set_problem (told->core, CONFAB_PROBLEM_DISK, "");
  adw_switch_row_set_active (read, FALSE);
  run_main_loop ();
  g_assert_true (adw_switch_row_get_active (read));
  adw_dialog_force_close (adw_window_get_visible_dialog (ADW_WINDOW (told->window)));
  run_main_loop ();
}

static void
test_writing (Told *told, gconstpointer data) {
  ConfabModelChat *chat = confab_model_contact_get_chat (told->contact);
  ConfabChatHeader *header = g_object_new (CONFAB_TYPE_CHAT_HEADER, NULL);
  GtkWidget *root = GTK_WIDGET (told->window);

  adw_window_set_content (ADW_WINDOW (told->window), GTK_WIDGET (header));
  confab_chat_header_set_contact (header, told->contact);
  gtk_window_present (told->window);
  run_main_loop ();
  g_assert_null (gallery_people_find (root, "is writing…"));
  confab_model_chat_set_writing (chat, TRUE);
  run_main_loop ();
  g_assert_nonnull (gallery_people_find (root, "is writing…"));
  /* Where the address is all there is. */
  confab_model_contact_set_own_name (told->contact, NULL);
  run_main_loop ();
  g_assert_nonnull (gallery_people_find (root, "is writing…"));
  confab_model_chat_set_writing (chat, FALSE);
  run_main_loop ();
  g_assert_null (gallery_people_find (root, "is writing…"));
}

int
main (int argc, char **argv) {
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/ui/told/switches", Told, NULL, set_up, test_switches, tear_down);
  g_test_add ("/ui/told/writing", Told, NULL, set_up, test_writing, tear_down);
  return g_test_run ();
}
