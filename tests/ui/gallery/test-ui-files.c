/* What a chat does with files, on a real screen over the core that pretends: which buttons a card
 * has in each state and for each verdict, what they call, what is said. */

#include "gallery-checks.h"

#include "chat/chat-file-card.h"
#include "chat/chat-file-words.h"
#include "safety/safety-file.h"

static GtkWidget *
card_of (Test *test) {
  GtkWidget *card = NULL;

  wait_for ((card = find (GTK_WIDGET (test->window), CONFAB_TYPE_CHAT_FILE_CARD)) != NULL &&
            gtk_widget_get_mapped (card));
  return card;
}

static ConfabModelFile *
offer (Test *test) {
  g_autoptr (ConfabModelFile) file =
      confab_model_file_new (FALSE, "Lake.jpg", "image/jpeg", 2000000, "files.example.org");

  gallery_files_add (test->talk.chat, file);
  return file;
}

static void
press (Test *test, const char *label) {
  GtkWidget *button = find_button (card_of (test), label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* The card says where it lies and what fetching tells, and nothing is fetched before the press. */
static void
check_offered (Test *test) {
  ConfabModelFile *file = offer (test);
  GtkWidget *card = card_of (test);

  g_assert_true (shows (card, "Lake.jpg"));
  g_assert_true (shows (card, "files.example.org"));
  g_assert_true (shows (card, "learns where you connect from"));
  g_assert_true (shows (card, "Said to be"));
  g_assert_null (find_button (card, "Open"));
  g_assert_null (find_button (card, "Save…"));
  g_assert_null (gallery_files_get_last_verb (test->core));
  press (test, "Get it");
  g_assert_cmpstr (gallery_files_get_last_verb (test->core), ==, "fetch");
  g_assert_cmpint (confab_model_file_get_state (file), ==, CONFAB_FILE_FETCHING);
  wait_for (find_button (card, "Stop") != NULL);
  press (test, "Stop");
  wait_for (find_button (card, "Go on") != NULL);
  g_assert_true (shows (card, "Stopped at 0 %"));
  press (test, "Go on");
  g_assert_cmpstr (gallery_files_get_last_verb (test->core), ==, "go-on");
}

/* Nobody opens, or saves, what the judge did not allow. */
static void
check_verdicts (Test *test) {
  ConfabModelFile *file = offer (test);
  GtkWidget *card = card_of (test);

  confab_model_file_set_judged (
      file, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, CONFAB_FILE_KIND_PICTURE);
  confab_model_file_set_state (file, CONFAB_FILE_HELD, CONFAB_FILE_CAUSE_NONE);
  wait_for (find_button (card, "Open") != NULL);
  g_assert_nonnull (find_button (card, "Save…"));
  press (test, "Open");
  g_assert_cmpstr (gallery_files_get_last_verb (test->core), ==, "show");
  for (int verdict = CONFAB_FILE_REFUSE; verdict <= CONFAB_FILE_SAVE; verdict++)
    for (int why = CONFAB_FILE_WHY_NOT_HERE; why < CONFAB_FILE_WHY_COUNT; why++) {
      g_autofree char *words = confab_chat_file_words_dup_why ((ConfabFileWhy)why, "Ann");

      confab_model_file_set_judged (file, verdict, why, CONFAB_FILE_KIND_PROGRAM);
      g_assert_null (find_button (card, "Open"));
      g_assert_true ((find_button (card, "Save…") != NULL) == (verdict != CONFAB_FILE_REFUSE));
      g_assert_true (words != NULL && shows (card, words));
    }
}

/* What it shows stands there only when that was asked for, and as long as it may be opened. */
static void
check_picture (Test *test) {
  ConfabModelFile *file = offer (test);
  GtkWidget *card = card_of (test);

  confab_model_file_set_judged (
      file, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, CONFAB_FILE_KIND_PICTURE);
  confab_model_file_set_state (file, CONFAB_FILE_HELD, CONFAB_FILE_CAUSE_NONE);
  wait_for (find_button (card, "Show") != NULL);
  g_assert_null (confab_model_file_get_picture (file));
  press (test, "Show");
  wait_for (find_button (card, "Hide") != NULL);
  press (test, "Hide");
  wait_for (find_button (card, "Show") != NULL);
  g_assert_null (confab_model_file_get_picture (file));
  press (test, "Show");
  wait_for (confab_model_file_get_picture (file) != NULL);
  confab_model_file_set_judged (
      file, CONFAB_FILE_SAVE, CONFAB_FILE_WHY_NOT_KNOWN, CONFAB_FILE_KIND_PICTURE);
  g_assert_null (confab_model_file_get_picture (file));
  g_assert_null (find_button (card, "Hide"));
}

/* What the virus checker said is said; what it found has no button but the one that takes it away,
 * and what it calls it is no markup. */
static void
check_scanned (Test *test) {
  static const struct {
    ConfabFileScan scan;
    ConfabFileVerdict verdict;
    ConfabFileWhy why;
    const char *said, *unsaid;
  } rows[] = {
    { CONFAB_FILE_SCAN_ABSENT, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE, "Not checked for viruses",
        "too large" },
    { CONFAB_FILE_SCAN_CLEAN, CONFAB_FILE_OPEN, CONFAB_FILE_WHY_NONE,
        "Checked for viruses by ClamAV 1.4.3. Its list of viruses came out today.", "Not checked" },
    { CONFAB_FILE_SCAN_TOO_LARGE, CONFAB_FILE_SAVE, CONFAB_FILE_WHY_KIND,
        "Not checked for viruses: too large", "Checked for viruses by" },
    { CONFAB_FILE_SCAN_BROKEN, CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_SCAN_BROKEN,
        "did not finish, so it stays closed", "Checked for viruses by" },
    { CONFAB_FILE_SCAN_BROKEN, CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_PROGRAM,
        "Not checked for viruses: the virus checker did not finish", "Checked for viruses by" },
    { CONFAB_FILE_SCAN_FOUND, CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_VIRUS,
        "A virus was found: <b>Worm</b>. The file stays closed.", "Checked for viruses by" },
    { CONFAB_FILE_SCAN_WAITING, CONFAB_FILE_REFUSE, CONFAB_FILE_WHY_NOT_HERE, "not here as a whole",
        "hecked for viruses" },
  };
  ConfabModelFile *file = offer (test);
  GtkWidget *card = card_of (test);

  confab_model_file_set_judged (
      file, CONFAB_FILE_SAVE, CONFAB_FILE_WHY_KIND, CONFAB_FILE_KIND_TEXT);
  confab_model_file_set_state (file, CONFAB_FILE_HELD, CONFAB_FILE_CAUSE_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *spoken = NULL;

    confab_model_file_set_scanned (file, (int)rows[i].scan,
        rows[i].scan == CONFAB_FILE_SCAN_FOUND ? "<b>Worm</b>" : NULL, "ClamAV 1.4.3",
        g_get_real_time ());
    confab_model_file_set_judged (
        file, (int)rows[i].verdict, (int)rows[i].why, CONFAB_FILE_KIND_TEXT);
    g_test_message ("%s", rows[i].said);
    spoken = confab_chat_file_words_dup_spoken (file, "Ann");
    g_assert_true (shows (card, rows[i].said) && strstr (spoken, rows[i].said) != NULL);
    g_assert_false (shows (card, rows[i].unsaid));
    g_assert_true ((find_button (card, "Open") != NULL) == (rows[i].verdict == CONFAB_FILE_OPEN));
    g_assert_true (
        (find_button (card, "Save…") != NULL) == (rows[i].verdict != CONFAB_FILE_REFUSE));
    g_assert_true (
        (find_button (card, "Check again") != NULL) == (rows[i].scan == CONFAB_FILE_SCAN_BROKEN));
    g_assert_nonnull (find_button (card, "Remove"));
  }
  confab_model_file_set_scanned (file, (int)CONFAB_FILE_SCAN_BROKEN, NULL, "", 0);
  confab_model_file_set_judged (
      file, CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_SCAN_BROKEN, CONFAB_FILE_KIND_TEXT);
  press (test, "Check again");
  g_assert_cmpstr (gallery_files_get_last_verb (test->core), ==, "judge");
}

/* What nobody has judged yet is judged when it is seen, and cannot be opened until then. */
static void
check_unjudged (Test *test) {
  ConfabModelFile *file = offer (test);
  GtkWidget *card = card_of (test);

  gallery_core_set_problem (test->core, CONFAB_PROBLEM_NONE, "");
  confab_model_file_set_state (file, CONFAB_FILE_HELD, CONFAB_FILE_CAUSE_NONE);
  wait_for (g_strcmp0 (gallery_files_get_last_verb (test->core), "judge") == 0);
  wait_for (find_button (card, "Open") != NULL);
}

/* Saving what may do harm asks first; Cancel is the way of Enter and Escape. */
static void
check_warned (Test *test) {
  ConfabModelFile *file = offer (test);
  GtkWidget *card = card_of (test);
  AdwDialog *dialog = NULL;

  confab_model_file_set_judged (
      file, CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_PROGRAM, CONFAB_FILE_KIND_PROGRAM);
  confab_model_file_set_state (file, CONFAB_FILE_HELD, CONFAB_FILE_CAUSE_NONE);
  wait_for (find_button (card, "Save…") != NULL);
  press (test, "Save…");
  wait_for ((dialog = adw_application_window_get_visible_dialog (
                 ADW_APPLICATION_WINDOW (test->window))) != NULL);
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_cmpstr (adw_alert_dialog_get_default_response (ADW_ALERT_DIALOG (dialog)), ==, "cancel");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (ADW_ALERT_DIALOG (dialog)), "program"));
  adw_dialog_force_close (dialog);
  g_assert_cmpstr (gallery_files_get_last_verb (test->core), !=, "save");
}

static ConfabModelMessage *
dup_row (Test *test, guint from_end) {
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (test->talk.chat));

  return g_list_model_get_item (rows, g_list_model_get_n_items (rows) - 1 - from_end);
}

static void
take_back (Test *test, ConfabModelMessage *message) {
  confab_model_message_take_back (message);
  confab_model_timeline_show_again (
      confab_model_chat_get_timeline (test->talk.chat), confab_model_message_get_id (message));
}

/* The one that stands on the screen loses its text there too; and where its writer takes a file
 * back while something is asked of it, there is nothing to save. */
static void
check_taken (Test *test) {
  ConfabModelFile *file = offer (test);
  g_autoptr (ConfabModelMessage) message = dup_row (test, 0);
  g_autoptr (ConfabModelMessage) text = dup_row (test, 1);
  GtkWidget *card = card_of (test);
  GtkWidget *window = GTK_WIDGET (test->window);

  confab_model_file_set_judged (
      file, CONFAB_FILE_SAVE_WARNED, CONFAB_FILE_WHY_PROGRAM, CONFAB_FILE_KIND_PROGRAM);
  confab_model_file_set_state (file, CONFAB_FILE_HELD, CONFAB_FILE_CAUSE_NONE);
  wait_for (find_button (card, "Save…") != NULL);
  press (test, "Save…");
  wait_for (find_button (window, "Save Anyway…") != NULL);
  g_assert_true (shows (window, "Look."));
  take_back (test, text);
  wait_for (!shows (window, "Look."));
  g_assert_true (shows (window, "Ann took back a message"));
  g_assert_true (shows (window, "Lake.jpg"));
  take_back (test, message);
  wait_for (!shows (window, "Lake.jpg"));
  g_signal_emit_by_name (find_button (window, "Save Anyway…"), "clicked");
  wait_for (find_button (window, "Save Anyway…") == NULL);
  g_assert_cmpstr (gallery_files_get_last_verb (test->core), !=, "save");
}

static ConfabModelFile *
add_named (Test *test, const char *name, gboolean is_own, ConfabFileState state) {
  g_autoptr (ConfabModelFile) file =
      confab_model_file_new (is_own, name, "image/jpeg", 2000000, "files.example.org");

  confab_model_file_set_state (file, state, CONFAB_FILE_CAUSE_NONE);
  gallery_files_add (test->talk.chat, file);
  return file;
}

static gboolean
is_closed (Test *test) {
  return confab_model_chat_is_closed_with_undo (test->talk.chat);
}

/* Closing names what came and was saved nowhere, and nothing else; undo by hand between. */
static void
check_closing (Test *test) {
  GtkWidget *window = GTK_WIDGET (test->window);
  ConfabModelFile *lost = add_named (test, "Lost.jpg", FALSE, CONFAB_FILE_HELD);

  confab_model_file_set_saved (add_named (test, "Saved.jpg", FALSE, CONFAB_FILE_HELD));
  add_named (test, "Offered.jpg", FALSE, CONFAB_FILE_OFFERED);
  add_named (test, "Own.jpg", TRUE, CONFAB_FILE_HELD);
  gtk_widget_activate_action (card_of (test), "chat.close", NULL);
  wait_for (shows (window, "A file that you have not saved goes with it:\n\nLost.jpg"));
  g_assert_false (shows (window, "it:\n\nLost.jpg\n"));
  g_assert_false (is_closed (test));
  g_signal_emit_by_name (find_button (window, "Cancel"), "clicked");
  wait_for (find_button (window, "Close and Erase") == NULL);
  g_assert_false (is_closed (test));

  gtk_widget_activate_action (card_of (test), "chat.close", NULL);
  wait_for (find_button (window, "Close and Erase") != NULL);
  g_signal_emit_by_name (find_button (window, "Close and Erase"), "clicked");
  wait_for (is_closed (test));
  confab_core_undo_close (test->core);

  /* Nothing is asked where it stays. */
  confab_model_chat_set_keep (test->talk.chat, CONFAB_KEEP_FOR_GOOD);
  gtk_widget_activate_action (card_of (test), "chat.close", NULL);
  g_assert_true (is_closed (test));
  confab_core_undo_close (test->core);
  confab_model_chat_set_keep (test->talk.chat, CONFAB_KEEP_AS_OVERALL);

  /* Nor where nothing is lost. */
  confab_model_file_set_saved (lost);
  gtk_widget_activate_action (card_of (test), "chat.close", NULL);
  g_assert_true (is_closed (test));
}

static DexFuture *
run_all (gpointer data) {
  Test *test = data;

  run_check (test, "offered", check_offered);
  run_check (test, "verdicts", check_verdicts);
  run_check (test, "picture", check_picture);
  run_check (test, "scanned", check_scanned);
  run_check (test, "unjudged", check_unjudged);
  run_check (test, "warned", check_warned);
  run_check (test, "taken", check_taken);
  run_check (test, "closing", check_closing);
  end_checks (test);
  return NULL;
}

int
main (int argc, char **argv) {
  run_checks (argc, argv, run_all, 8);
  return 0;
}
