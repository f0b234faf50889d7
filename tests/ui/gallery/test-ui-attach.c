/* The line of files that were not sent yet, on a real screen over the core that pretends: what
 * stands in it, what goes, what waits, and what is dropped on a buddy. */

#include "gallery-checks.h"

#include "contacts/contacts-row.h"
#include "gallery-people.h"
#include "window/window-main.h"

static GdkFileList *
make_list (guint n) {
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++) {
    g_autofree char *path = g_strdup_printf ("/tmp/picture-%u.%s", i, i % 2 == 0 ? "jpg" : "pdf");

    g_ptr_array_add (files, g_file_new_for_path (path));
  }
  return gdk_file_list_new_from_array ((GFile **)files->pdata, files->len);
}

/* Chosen files stand in the line with what was taken out, and go when it is said. */
static void
check_attach (Test *test) {
  ConfabChatAttach *attach =
      CONFAB_CHAT_ATTACH (find (GTK_WIDGET (test->window), CONFAB_TYPE_CHAT_ATTACH));
  GListModel *rows = G_LIST_MODEL (test->talk.timeline);
  guint n_before = g_list_model_get_n_items (rows);
  GdkFileList *files = make_list (2), *many = make_list (CONFAB_CHAT_ATTACH_MAX + 1);
  g_autoptr (ConfabModelMessage) last = NULL;
  GtkWidget *small, *names;
  GtkWidget *button;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (attach)));
  g_assert_true (gallery_files_give (attach, files));
  wait_for (find_button (GTK_WIDGET (attach), "Send 2 files") != NULL);
  g_assert_true (shows (GTK_WIDGET (attach), "picture-0.jpg"));
  g_assert_true (shows (GTK_WIDGET (attach), "Place and camera taken out"));
  g_assert_true (shows (GTK_WIDGET (attach), "May tell where"));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, n_before);

  /* The picture smaller, with what that saves, and back. */
  small = find (GTK_WIDGET (attach), GTK_TYPE_CHECK_BUTTON);
  g_assert_true (g_str_has_prefix (
      gtk_check_button_get_label (GTK_CHECK_BUTTON (small)), "Send the picture smaller: 416.7"));
  g_assert_true (shows (GTK_WIDGET (attach), "2.5\u00a0MB"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (small), TRUE);
  g_assert_true (shows (GTK_WIDGET (attach), "416.7\u00a0kB ·"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (small), FALSE);
  g_assert_false (shows (GTK_WIDGET (attach), "416.7\u00a0kB ·"));

  /* Without their names, for these alone. */
  names = gtk_widget_get_next_sibling (small);
  g_assert_cmpstr (
      gtk_check_button_get_label (GTK_CHECK_BUTTON (names)), ==, "Leave the file names out");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (names), TRUE);
  g_assert_false (shows (GTK_WIDGET (attach), "picture-0.jpg"));
  g_assert_true (shows (GTK_WIDGET (attach), "picture.jpg"));
  g_assert_true (shows (GTK_WIDGET (attach), "file.pdf"));
  button = find_button (GTK_WIDGET (attach), "Send 2 files");
  g_signal_emit_by_name (button, "clicked");
  wait_for (g_list_model_get_n_items (rows) == n_before + 2);
  wait_for (!gtk_widget_get_visible (GTK_WIDGET (attach)));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (names)));
  last = g_list_model_get_item (rows, n_before);
  g_assert_cmpstr (
      confab_model_file_get_name (confab_model_message_get_file (last)), ==, "picture.jpg");

  /* Too many at once: as many as there is room for. */
  gallery_files_give (attach, many);
  wait_for (find_button (GTK_WIDGET (attach), "Send 20 files") != NULL);
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
  g_boxed_free (GDK_TYPE_FILE_LIST, many);

  /* Another chat does not get what was meant for this one. */
  confab_chat_attach_set_chat (attach, test->core, NULL);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (attach)));
  g_assert_false (confab_chat_attach_send (attach));
}

/* What there is a question about goes by its own press alone (R08). */
static void
check_question (Test *test) {
  ConfabChatAttach *attach =
      CONFAB_CHAT_ATTACH (find (GTK_WIDGET (test->window), CONFAB_TYPE_CHAT_ATTACH));
  GListModel *rows = G_LIST_MODEL (confab_model_chat_get_timeline (test->talk.chat));
  guint n_before = g_list_model_get_n_items (rows);
  g_autoptr (GFile) plain = g_file_new_for_path ("/nowhere/lake.jpg");
  g_autoptr (GFile) asked = g_file_new_for_path ("/nowhere/my card.txt");
  GdkFileList *files = gdk_file_list_new_from_array ((GFile *[]){ plain, asked }, 2);
  GtkWidget *button;

  g_assert_true (confab_chat_attach_is_settled (attach));
  gallery_files_give (attach, files);
  wait_for (find_button (GTK_WIDGET (attach), "Send anyway") != NULL);
  wait_for (find_button (GTK_WIDGET (attach), "Send 2 files") != NULL);
  g_assert_true (shows (GTK_WIDGET (attach), "card number"));
  button = find_button (GTK_WIDGET (attach), "Send 2 files");
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_false (confab_chat_attach_is_settled (attach));
  g_assert_false (confab_chat_attach_send (attach));
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, n_before);
  g_signal_emit_by_name (find_button (GTK_WIDGET (attach), "Send anyway"), "clicked");
  wait_for (g_list_model_get_n_items (rows) == n_before + 2);
  g_assert_true (confab_chat_attach_is_settled (attach));
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
}

/* Where servers could read it, nothing is taken at all. */
static void
check_plain (Test *test) {
  ConfabChatAttach *attach =
      CONFAB_CHAT_ATTACH (find (GTK_WIDGET (test->window), CONFAB_TYPE_CHAT_ATTACH));
  GdkFileList *files = make_list (1);

  confab_model_chat_set_send (
      test->talk.chat, CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NONE, TRUE);
  gallery_files_give (attach, files);
  pause_ms (50);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (attach)));
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
}

/* While keys are on their way files wait, and go where it turns out that nobody else reads them. */
static void
check_waiting (Test *test) {
  ConfabChatAttach *attach =
      CONFAB_CHAT_ATTACH (find (GTK_WIDGET (test->window), CONFAB_TYPE_CHAT_ATTACH));
  GdkFileList *files = make_list (1);

  confab_model_chat_set_send (
      test->talk.chat, CONFAB_SEND_HOLD_FOR_KEYS, CONFAB_REASON_NONE, FALSE);
  g_assert_true (gallery_files_give (attach, files));
  pause_ms (50);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (attach)));
  confab_model_chat_set_send (test->talk.chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  wait_for (find_button (GTK_WIDGET (attach), "Send 1 file") != NULL);
  g_assert_true (confab_chat_attach_send (attach));
  wait_for (!gtk_widget_get_visible (GTK_WIDGET (attach)));

  /* Nowhere else, and not later. */
  confab_model_chat_set_send (
      test->talk.chat, CONFAB_SEND_HOLD_FOR_KEYS, CONFAB_REASON_NONE, FALSE);
  g_assert_true (gallery_files_give (attach, files));
  confab_model_chat_set_send (test->talk.chat, CONFAB_SEND_ASK, CONFAB_REASON_NO_KEYS, FALSE);
  confab_model_chat_set_send (test->talk.chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  pause_ms (50);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (attach)));
  g_boxed_free (GDK_TYPE_FILE_LIST, files);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget) {
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

    /* The widget keeps it. */
    if (GTK_IS_DROP_TARGET (controller))
      return GTK_DROP_TARGET (controller);
  }
  return NULL;
}

static ConfabContactsRow *
find_row (GtkWidget *widget, ConfabModelContact *contact) {
  if (CONFAB_IS_CONTACTS_ROW (widget) && gtk_widget_get_mapped (widget) &&
      confab_contacts_row_get_contact (CONFAB_CONTACTS_ROW (widget)) == contact)
    return CONFAB_CONTACTS_ROW (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child)) {
    ConfabContactsRow *found = find_row (child, contact);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static gboolean
drop_at (GtkWidget *list, graphene_point_t at) {
  GtkDropTarget *target = find_drop_target (list);
  GdkFileList *files = make_list (1);
  g_auto (GValue) value = G_VALUE_INIT;
  GdkDragAction action = 0;
  gboolean is_taken = FALSE;

  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, files);
  g_signal_emit_by_name (target, "motion", (double)at.x, (double)at.y, &action);
  g_signal_emit_by_name (target, "drop", &value, (double)at.x, (double)at.y, &is_taken);
  g_assert_cmpint (action != 0, ==, is_taken);
  return is_taken;
}

/* A file that is dropped on a buddy stands in the line of their chat, and in nobody else's. */
static void
check_row (Test *test) {
  ConfabModelContact *ben =
      gallery_people_add_buddy (test->talk.account, "ben@example.org", "Ben", CONFAB_PRESENCE_HERE);
  GtkWindow *window =
      GTK_WINDOW (confab_window_main_new (GTK_APPLICATION (test->application), test->core));
  GtkWidget *list, *attach, *row = NULL;
  graphene_point_t at;

  confab_model_contact_set_relation (ben, CONFAB_RELATION_MUTUAL);
  confab_model_chat_set_send (
      confab_model_contact_get_chat (ben), CONFAB_SEND_SEAL, CONFAB_REASON_NONE, TRUE);
  gtk_window_set_default_size (window, 1000, 700);
  gtk_window_present (window);
  wait_for ((row = GTK_WIDGET (find_row (GTK_WIDGET (window), ben))) != NULL);
  list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_VIEW);
  pause_ms (100);

  g_assert_true (gtk_widget_compute_point (row, list, &GRAPHENE_POINT_INIT (30, 10), &at));
  g_assert_true (drop_at (list, at));
  wait_for ((attach = find (GTK_WIDGET (window), CONFAB_TYPE_CHAT_ATTACH)) != NULL);
  wait_for (find_button (attach, "Send 1 file") != NULL);
  g_assert_true (confab_chat_view_get_chat (CONFAB_CHAT_VIEW (gtk_widget_get_ancestor (
                     attach, CONFAB_TYPE_CHAT_VIEW))) == confab_model_contact_get_chat (ben));
  /* The title above the first row, and below the last. */
  g_assert_false (drop_at (list, GRAPHENE_POINT_INIT (30, 5)));
  g_assert_false (
      drop_at (list, GRAPHENE_POINT_INIT (30, (float)gtk_widget_get_height (list) - 5)));
  gtk_window_destroy (window);
}

static DexFuture *
run_all (gpointer data) {
  Test *test = data;

  run_check (test, "attach", check_attach);
  run_check (test, "question", check_question);
  run_check (test, "plain", check_plain);
  run_check (test, "waiting", check_waiting);
  run_check (test, "row", check_row);
  end_checks (test);
  return NULL;
}

int
main (int argc, char **argv) {
  run_checks (argc, argv, run_all, 5);
  return 0;
}
