/* The Safety page in use: what a press changes and what it does not, over the core that pretends.
 */

#include "base/base-secret.h"
#include "gallery-people.h"
#include "safety/safety-page.h"
#include "window/window-main.h"
#include "wizard/wizard-signup.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC)

typedef struct {
  AdwApplication *application; /* borrowed: one for all */
  ConfabCore *core;
  GtkWindow *window;
} Screen;

static void
run_main_loop (void) {
  gint64 until = g_get_monotonic_time () + 50000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
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
activate (Screen *screen, const char *title) {
  GtkWidget *row = find (screen, title);

  row = ADW_IS_ACTION_ROW (row) ? row : gtk_widget_get_ancestor (row, ADW_TYPE_ACTION_ROW);
  g_assert_nonnull (row);
  adw_action_row_activate (ADW_ACTION_ROW (row));
  run_main_loop ();
}

static void
press (Screen *screen, const char *label) {
  GtkWidget *button = find (screen, label);

  button = GTK_IS_BUTTON (button) ? button : gtk_widget_get_ancestor (button, GTK_TYPE_BUTTON);
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  run_main_loop ();
}

static void
set_up (Screen *screen, gconstpointer data) {
  screen->application = (AdwApplication *)data;
  screen->core = gallery_core_new ();
  gallery_people_add_some (screen->core, CONFAB_ACCOUNT_SIGNED_IN);
  screen->window =
      GTK_WINDOW (confab_window_main_new (GTK_APPLICATION (screen->application), screen->core));
  gtk_window_present (screen->window);
  run_main_loop ();
}

static void
open_page (Screen *screen) {
  adw_dialog_present (
      ADW_DIALOG (confab_safety_page_new (screen->core)), GTK_WIDGET (screen->window));
  run_main_loop ();
}

static void
tear_down (Screen *screen, gconstpointer data) {
  g_object_add_weak_pointer (G_OBJECT (screen->core), (gpointer *)&screen->core);
  gtk_window_destroy (screen->window);
  g_object_unref (screen->core);
  run_main_loop ();
  g_assert_null (screen->core);
}

static int
now (Screen *screen, ConfabChoice choice) {
  return confab_model_safety_get (confab_core_get_safety (screen->core), choice);
}

static void
test_every_row_is_there (Screen *screen, gconstpointer data) {
  open_page (screen);
  find (screen, "Safe settings: all on");
  find (screen, "Names are no proof");
  find (screen, "Comes with rooms");
  find (screen, "Hide everything from your server");
  find (screen, "Do not write what would hurt you in other hands.");
}

static void
test_weaker_only_after_the_sheet (Screen *screen, gconstpointer data) {
  open_page (screen);
  activate (screen, "Links");
  activate (screen, "Open it");
  g_assert_cmpint (now (screen, CONFAB_CHOICE_LINKS), ==, CONFAB_LINKS_ASK);
  press (screen, "Cancel");
  g_assert_cmpint (now (screen, CONFAB_CHOICE_LINKS), ==, CONFAB_LINKS_ASK);
  activate (screen, "Open it");
  press (screen, "Until I change it");
  g_assert_cmpint (now (screen, CONFAB_CHOICE_LINKS), ==, CONFAB_LINKS_OPEN);
  g_assert_cmpint (
      confab_model_safety_get_until (confab_core_get_safety (screen->core), CONFAB_CHOICE_LINKS),
      ==, 0);
  /* The strip says it, in place of "all on". */
  find (screen, "Links: Off");
  activate (screen, "Show me where it is");
  g_assert_cmpint (now (screen, CONFAB_CHOICE_LINKS), ==, CONFAB_LINKS_ASK);
  find (screen, "Safe settings: all on");
}

static void
test_stricter_at_once (Screen *screen, gconstpointer data) {
  open_page (screen);
  activate (screen, "Who may write to me?");
  activate (screen, "Only people I invite");
  g_assert_cmpint (now (screen, CONFAB_CHOICE_WRITE), ==, CONFAB_WRITE_INVITED);
}

static void
test_what_was_not_kept_is_not_weaker (Screen *screen, gconstpointer data) {
  gallery_core_set_problem (screen->core, CONFAB_PROBLEM_DISK, "");
  open_page (screen);
  activate (screen, "Links");
  activate (screen, "Open it");
  press (screen, "Until I change it");
  g_assert_cmpint (now (screen, CONFAB_CHOICE_LINKS), ==, CONFAB_LINKS_ASK);
  find (screen, "Safe settings: all on");
}

static void
test_all_back_in_one_press (Screen *screen, gconstpointer data) {
  ConfabModelSafety *safety = confab_core_get_safety (screen->core);

  confab_model_safety_choose (
      safety, CONFAB_CHOICE_TYPED, CONFAB_GUARDING_OFF, CONFAB_TERM_UNTIL_TOMORROW);
  confab_model_safety_choose (
      safety, CONFAB_CHOICE_NOTIFY, CONFAB_NOTIFY_TEXT, CONFAB_TERM_UNTIL_CHANGED);
  confab_model_safety_choose (
      safety, CONFAB_CHOICE_RECEIPTS, CONFAB_RECEIPTS_NOBODY, CONFAB_TERM_UNTIL_CHANGED);
  open_page (screen);
  find (screen, "2 protections are off");
  press (screen, "Switch on");
  g_assert_cmpint (now (screen, CONFAB_CHOICE_TYPED), ==, CONFAB_GUARDING_ASK);
  g_assert_cmpint (now (screen, CONFAB_CHOICE_NOTIFY), ==, CONFAB_NOTIFY_NAME);
  g_assert_cmpint (now (screen, CONFAB_CHOICE_RECEIPTS), ==, CONFAB_RECEIPTS_NOBODY);
  find (screen, "Safe settings: all on");
}

static void
test_needs_come_first (Screen *screen, gconstpointer data) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (screen->core), 0);

  open_page (screen);
  confab_model_account_set_undecided (account, 1);
  find (screen, "A device signed in as you. Was that you?");
  find (screen, "1 thing needs you");
  confab_model_account_set_undecided (account, 0);
  find (screen, "Safe settings: all on");
}

/* The row of the virus checker says how it stands; what needs the user leads to its page, where
 * there is help as long as it does not answer. */
static void
test_checker (Screen *screen, gconstpointer data) {
  ConfabModelSafety *safety = confab_core_get_safety (screen->core);
  gint64 now_us = g_get_real_time ();

  open_page (screen);
  find (screen, "No virus checker within reach. Confab never opens programs; save a file to check "
                "it yourself.");
  find (screen, "Safe settings: all on");
  confab_model_safety_set_checker (safety, CONFAB_CHECKER_HERE, "ClamAV 1.4.3", now_us);
  find (screen, "ClamAV 1.4.3 looks through each file before you can open or save it. Its list of "
                "viruses came out today.");
  find (screen, "Safe settings: all on");
  confab_model_safety_set_checker (
      safety, CONFAB_CHECKER_HERE, "ClamAV 1.4.3", now_us - 20 * G_TIME_SPAN_DAY);
  find (screen, "The virus checker is out of date.");
  find (screen, "1 thing needs you");
  confab_model_safety_set_checker (safety, CONFAB_CHECKER_HERE, "ClamAV 1.4.3", 0);
  find (screen, "ClamAV 1.4.3 looks through each file. Its list of viruses does not say how old it "
                "is. See that it fetches newer ones.");
  confab_model_safety_set_checker (safety, CONFAB_CHECKER_BROKEN, "", 0);
  find (screen, "The virus checker does not answer.");
  press (screen, "Look at it");
  find (screen, "What it does not change");
  find (screen, "If Confab is a Flatpak");
  press (screen, "Look again");
}

/* What is off stands on the page of the month, with its way back. */
static void
test_checkup (Screen *screen, gconstpointer data) {
  g_autoptr (ConfabModelAccount) account =
      g_list_model_get_item (confab_core_get_accounts (screen->core), 0);

  confab_model_safety_choose (confab_core_get_safety (screen->core), CONFAB_CHOICE_LINKS,
      CONFAB_LINKS_OPEN, CONFAB_TERM_UNTIL_CHANGED);
  confab_model_account_set_undecided (account, 1);
  open_page (screen);
  activate (screen, "One minute a month");
  find (screen, "What is off");
  find (screen, "Open it. Off");
  press (screen, "Switch on");
  g_assert_cmpint (now (screen, CONFAB_CHOICE_LINKS), ==, CONFAB_LINKS_ASK);
  find (screen, "Nothing is off.");
  confab_model_account_set_undecided (account, 0);
  dex_future_disown (confab_core_set_guide_page (screen->core, 3));
  gtk_widget_activate (
      gtk_widget_get_ancestor (find (screen, "Done for this month"), ADW_TYPE_BUTTON_ROW));
  run_main_loop ();
  g_assert_cmpuint (confab_core_get_guide_page (screen->core), ==, 0);
  find (screen, "Safe settings: all on");
}

/* A form that insists on a name gets one that nobody has; another is one press away. */
static void
test_made_up_name (Screen *screen, gconstpointer data) {
  GtkEditable *entry;
  g_autofree char *first = NULL;

  g_object_set_data (G_OBJECT (screen->core), GALLERY_ASKS_MORE, GINT_TO_POINTER (1));
  adw_dialog_present (ADW_DIALOG (confab_wizard_signup_new (screen->core, TRUE, NULL, 0)),
      GTK_WIDGET (screen->window));
  gtk_editable_set_text (GTK_EDITABLE (find (screen, "Invitation")),
      "xmpp:ann@example.org?roster;preauth=Zk3vQ8;ibr=y");
  press (screen, "Next");
  entry = GTK_EDITABLE (find (screen, "Full name"));
  first = g_strdup (gtk_editable_get_text (entry));
  g_assert_nonnull (strchr (first, ' '));
  press (screen, "Another");
  g_assert_cmpstr (gtk_editable_get_text (entry), !=, first);
  g_assert_nonnull (strchr (gtk_editable_get_text (entry), ' '));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find (screen, "E-mail address"))), ==, "");
}

int
main (int argc, char *argv[]) {
  g_autoptr (AdwApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  confab_base_secret_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.Register", "flags",
      G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
#define SCREEN_TEST(name, function)                                                                \
  g_test_add ("/ui/register/" name, Screen, application, set_up, function, tear_down)
  SCREEN_TEST ("every-row", test_every_row_is_there);
  SCREEN_TEST ("weaker-only-after-the-sheet", test_weaker_only_after_the_sheet);
  SCREEN_TEST ("stricter-at-once", test_stricter_at_once);
  SCREEN_TEST ("not-kept", test_what_was_not_kept_is_not_weaker);
  SCREEN_TEST ("all-back", test_all_back_in_one_press);
  SCREEN_TEST ("needs-first", test_needs_come_first);
  SCREEN_TEST ("checker", test_checker);
  SCREEN_TEST ("checkup", test_checkup);
  SCREEN_TEST ("made-up-name", test_made_up_name);
  return g_test_run ();
}
