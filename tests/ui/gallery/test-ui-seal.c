/* Private messages as a person uses them, over the core that pretends: the picture that is drawn is
 * the one that is read, and every word on a device reaches the core as it was meant. */

#include "base/base-secret.h"
#include "chat/chat-format.h"
#include "chat/chat-seal-words.h"
#include "chat/chat-view.h"
#include "check/check-code.h"
#include "check/check-picture.h"
#include "check/check-reader.h"
#include "check/check-words.h"
#include "gallery-people.h"
#include "gallery-talk.h"

#define PATIENCE_US (5 * G_USEC_PER_SEC)
#define DIGITS "04711 12345 90210 55555 00042 31337 86753 27182"
#define WORDS "anchor basket copper dragon engine forest garden hammer island jungle kettle ladder"
#define URI                                                                                        \
  "xmpp:ann@example.org?omemo-sid-1=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abc" \
  "def;omemo-sid-2=fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210"

typedef struct {
  GtkApplication *application; /* borrowed: one for all */
  ConfabCore *core;
  GalleryTalk talk;
  GtkWindow *window;
} Screen;

static void
run_main_loop (void) {
  gint64 until = g_get_monotonic_time () + 50000;

  while (g_get_monotonic_time () < until)
    g_main_context_iteration (NULL, FALSE);
}

static void
set_up (Screen *screen, gconstpointer data) {
  screen->application = (GtkApplication *)data;
  screen->core = gallery_core_new ();
  screen->talk = gallery_talk_begin (screen->core);
  confab_model_chat_set_send (screen->talk.chat, CONFAB_SEND_SEAL, CONFAB_REASON_NONE, FALSE);
  gallery_talk_say (&screen->talk, FALSE, 5, "Hi");
  screen->window = gallery_talk_show (screen->application, screen->core, &screen->talk);
  gtk_window_present (screen->window);
  run_main_loop ();
}

static void
tear_down (Screen *screen, gconstpointer data) {
  g_object_add_weak_pointer (G_OBJECT (screen->core), (gpointer *)&screen->core);
  gtk_window_destroy (screen->window);
  g_object_unref (screen->core);
  run_main_loop ();
  /* No dialog and no page holds on to it. */
  g_assert_null (screen->core);
}

static void
add_device (Screen *screen, guint32 id, ConfabModelTrust trust) {
  const ConfabModelDeviceFacts facts = { .id = id,
    .address = "ann@example.org",
    .is_listed = TRUE,
    .trust = trust,
    .digits = DIGITS,
    .words = WORDS };

  gallery_devices_add (G_OBJECT (screen->talk.contact), &facts);
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
  GtkWidget *found = find (screen, text);

  if (GTK_IS_BUTTON (found))
    g_signal_emit_by_name (found, "clicked");
  else
    gtk_widget_activate (found);
  run_main_loop ();
}

static void
act (Screen *screen, const char *action) {
  gtk_widget_activate_action (
      adw_application_window_get_content (ADW_APPLICATION_WINDOW (screen->window)), action, NULL);
  run_main_loop ();
}

static ConfabModelTrust
trust_of (Screen *screen, guint position) {
  g_autoptr (DexFuture) future =
      confab_core_list_devices (screen->core, screen->talk.account, screen->talk.contact);
  GListModel *devices = g_value_get_object (dex_future_get_value (future, NULL));
  g_autoptr (ConfabModelDevice) device = g_list_model_get_item (devices, position);

  return confab_model_device_get_facts (device)->trust;
}

/* ---- the picture ---- */

static GBytes *
draw (Screen *screen, const char *text) {
  GtkWidget *code = g_object_new (CONFAB_TYPE_CHECK_CODE, NULL);
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  g_autoptr (GdkPaintable) paintable = NULL;
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GBytes *png;

  g_assert_true (confab_check_code_set_text (CONFAB_CHECK_CODE (code), text));
  gtk_window_set_child (window, code);
  gtk_window_present (window);
  run_main_loop ();
  run_main_loop ();
  paintable = gtk_widget_paintable_new (code);
  gdk_paintable_snapshot (
      paintable, snapshot, gtk_widget_get_width (code), gtk_widget_get_height (code));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  png = gdk_texture_save_to_png_bytes (texture);
  gtk_window_destroy (window);
  return png;
}

/* The text that was read, or NULL and the error. */
static char *
read_all (GBytes *bytes, GError **error) {
  g_autoptr (DexFuture) future = confab_check_reader_read_bytes (bytes);
  const GValue *value;

  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, FALSE);
  value = dex_future_get_value (future, error);
  return value != NULL ? g_value_dup_string (value) : NULL;
}

static void
test_picture_is_read_as_drawn (Screen *screen, gconstpointer data) {
  g_autoptr (GBytes) png = draw (screen, URI);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_all (png, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, URI);
}

static void
assert_unreadable (const void *content, gsize length, int code) {
  g_autoptr (GBytes) bytes = g_bytes_new (content, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_all (bytes, &error));
  g_assert_error (error, G_IO_ERROR, code);
}

static void
test_other_files_are_refused (Screen *screen, gconstpointer data) {
  static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg'/>";
  /* A header that promises 60,000 x 60,000 pixels. */
  static const guint8 bomb[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H',
    'D', 'R', 0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60, 8, 6, 0, 0, 0, 0, 0, 0, 0 };
  static const guint8 jpeg_bomb[] = { 0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 17, 8,
    0xff, 0xff, 0xff, 0xff, 3, 1, 0x22, 0 };
  static const guint8 cut[] = { 0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff };
  g_autofree guint8 *large = g_malloc0 (CONFAB_CHECK_READER_MAX_BYTES + 1);
  g_autoptr (GBytes) png = draw (screen, URI);
  GdkTexture *blank = NULL;
  g_autoptr (GBytes) blank_png = NULL;
  g_autofree guint8 *white = g_malloc (64 * 64 * 4);
  g_autoptr (GBytes) pixels = NULL;
  gsize length;
  const guint8 *content = g_bytes_get_data (png, &length);
  g_autoptr (GBytes) half = g_bytes_new (content, length / 2);
  g_autoptr (GError) error = NULL;

  assert_unreadable ("", 0, G_IO_ERROR_NOT_SUPPORTED);
  assert_unreadable (svg, sizeof svg, G_IO_ERROR_NOT_SUPPORTED);
  assert_unreadable (cut, sizeof cut, G_IO_ERROR_NOT_SUPPORTED);
  assert_unreadable (bomb, sizeof bomb, G_IO_ERROR_NO_SPACE);
  assert_unreadable (jpeg_bomb, sizeof jpeg_bomb, G_IO_ERROR_NO_SPACE);
  assert_unreadable (large, CONFAB_CHECK_READER_MAX_BYTES + 1, G_IO_ERROR_NO_SPACE);
  g_assert_null (read_all (half, &error));
  g_assert_nonnull (error);

  memset (white, 0xff, 64 * 64 * 4);
  pixels = g_bytes_new (white, 64 * 64 * 4);
  blank = gdk_memory_texture_new (64, 64, GDK_MEMORY_R8G8B8A8, pixels, 64 * 4);
  blank_png = gdk_texture_save_to_png_bytes (blank);
  g_object_unref (blank);
  assert_unreadable (
      g_bytes_get_data (blank_png, NULL), g_bytes_get_size (blank_png), G_IO_ERROR_NOT_FOUND);
}

static void
test_spoken (Screen *screen, gconstpointer data) {
  g_autofree char *digits = confab_check_words_dup_spoken_digits ("04711 12345");
  g_autofree char *words = confab_check_words_dup_spoken_words ("apple river");

  g_assert_cmpstr (digits, ==, "0 4 7 1 1. 1 2 3 4 5.");
  g_assert_cmpstr (words, ==, "1: apple. 2: river.");
}

/* ---- the check ---- */

static void
test_check_says_same (Screen *screen, gconstpointer data) {
  add_device (screen, 12345, CONFAB_TRUST_USED);
  find (screen, "Really Ann?");
  act (screen, "chat.check");
  find (screen, "04711");
  press (screen, "They are the same");
  g_assert_cmpint (trust_of (screen, 0), ==, CONFAB_TRUST_CHECKED);
  find (screen, "Really Ann");
  press (screen, "Done");
  wait_gone (screen, "Done");
  wait_gone (screen, "Really Ann?");
}

static void
test_check_says_differ (Screen *screen, gconstpointer data) {
  add_device (screen, 12345, CONFAB_TRUST_USED);
  act (screen, "chat.check");
  press (screen, "They differ");
  g_assert_cmpint (trust_of (screen, 0), ==, CONFAB_TRUST_LEFT_OUT);
  find (screen, "This may not be Ann");
  press (screen, "Compare once more");
  press (screen, "They are the same");
  g_assert_cmpint (trust_of (screen, 0), ==, CONFAB_TRUST_CHECKED);
  press (screen, "Done");
}

static void
test_check_by_picture (Screen *screen, gconstpointer data) {
  ConfabCheckPicture *picture;

  add_device (screen, 12345, CONFAB_TRUST_USED);
  act (screen, "chat.check");
  find (screen, "They differ");
  adw_view_stack_set_visible_child_name (
      ADW_VIEW_STACK (gallery_people_find_type (GTK_WIDGET (screen->window), ADW_TYPE_VIEW_STACK)),
      "picture");
  wait_gone (screen, "They differ");
  picture = CONFAB_CHECK_PICTURE (
      gallery_people_find_type (GTK_WIDGET (screen->window), CONFAB_TYPE_CHECK_PICTURE));
  confab_check_picture_take (picture, "https://example.org/");
  find (screen, "There is no picture to check with in it.");
  confab_check_picture_take (picture, "xmpp:mallory@example.net?omemo-sid-1=00");
  find (screen, "This belongs to mallory@example.net, somebody else.");
  g_assert_cmpint (trust_of (screen, 0), ==, CONFAB_TRUST_USED);
  gallery_core_set_problem (screen->core, CONFAB_PROBLEM_KEYS_DIFFER, "");
  confab_check_picture_take (picture, URI);
  find (screen, "This may not be Ann");
  gallery_core_set_problem (screen->core, CONFAB_PROBLEM_NONE, NULL);
  press (screen, "Compare once more");
  confab_check_picture_take (picture, "  " URI "\n");
  g_assert_cmpint (trust_of (screen, 0), ==, CONFAB_TRUST_CHECKED);
  press (screen, "Done");
}

/* ---- new devices ---- */

static void
test_new_device_is_decided_from_the_bar (Screen *screen, gconstpointer data) {
  add_device (screen, 1, CONFAB_TRUST_CHECKED);
  add_device (screen, 2, CONFAB_TRUST_UNDECIDED);
  find (screen, "It is Ann’s");
  press (screen, "Leave it out for now");
  g_assert_cmpint (trust_of (screen, 0), ==, CONFAB_TRUST_CHECKED);
  g_assert_cmpint (trust_of (screen, 1), ==, CONFAB_TRUST_LEFT_OUT);
  wait_gone (screen, "It is Ann’s");
}

static void
test_several_devices_are_decided_one_by_one (Screen *screen, gconstpointer data) {
  add_device (screen, 1, CONFAB_TRUST_UNDECIDED);
  add_device (screen, 2, CONFAB_TRUST_UNDECIDED);
  wait_gone (screen, "It is Ann’s");
  press (screen, "See Ann’s devices");
  press (screen, "Device 2");
  press (screen, "It is theirs");
  g_assert_cmpint (trust_of (screen, 0), ==, CONFAB_TRUST_UNDECIDED);
  g_assert_cmpint (trust_of (screen, 1), ==, CONFAB_TRUST_USED);
  find (screen, "It is Ann’s");
}

/* ---- several accounts ---- */

/* Who writes is said where it could be somebody else, from the first moment on. */
static void
test_writing_as (Screen *screen, gconstpointer data) {
  g_autofree char *words =
      g_strdup_printf ("Writing as %s", confab_model_account_get_address (screen->talk.account));

  wait_gone (screen, words);
  gallery_people_add_account (screen->core, "work@example.com", CONFAB_ACCOUNT_SIGNED_OFF);
  find (screen, words);
  wait_gone (screen, "Writing as work@example.com");
}

/* ---- keys that are missing ---- */

static void
test_plain_text_is_a_choice (Screen *screen, gconstpointer data) {
  confab_model_chat_set_send (screen->talk.chat, CONFAB_SEND_REFUSE, CONFAB_REASON_NO_KEYS, FALSE);
  find (screen, "Nothing goes out yet");
  press (screen, "Write so that servers can read it…");
  press (screen, "Cancel");
  g_assert_false (confab_model_contact_is_plain_chosen (screen->talk.contact));
  press (screen, "Write so that servers can read it…");
  press (screen, "Let servers read it");
  g_assert_true (confab_model_contact_is_plain_chosen (screen->talk.contact));
  find (screen, "Servers can read this");
  find (screen, "Servers can read what is written here. You chose so.");
  press (screen, "End it");
  g_assert_false (confab_model_contact_is_plain_chosen (screen->talk.contact));
  wait_gone (screen, "Servers can read what is written here. You chose so.");
}

static void
test_keys_that_are_gone (Screen *screen, gconstpointer data) {
  confab_model_chat_set_send (
      screen->talk.chat, CONFAB_SEND_REFUSE, CONFAB_REASON_KEYS_GONE, FALSE);
  find (screen, "Ann’s program can no longer receive private messages. Usually a new "
                "program, sometimes someone in between. Ring Ann.");
  find (screen, "Ask Ann");
  find (screen, "Write so that servers can read it…");
}

static void
test_sentence_is_shown_before_it_goes (Screen *screen, gconstpointer data) {
  guint before = g_list_model_get_n_items (G_LIST_MODEL (screen->talk.timeline));
  g_autoptr (ConfabModelMessage) asked = NULL;

  confab_model_chat_set_send (screen->talk.chat, CONFAB_SEND_REFUSE, CONFAB_REASON_NO_KEYS, FALSE);
  press (screen, "Ask Ann");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (screen->talk.timeline)), ==, before);
  press (screen, "Send it");
  asked = g_list_model_get_item (G_LIST_MODEL (screen->talk.timeline), before);
  g_assert_cmpint (confab_model_message_get_kind (asked), ==, CONFAB_MESSAGE_KIND_ASK);
  /* Once a day. */
  wait_gone (screen, "Ask Ann");
}

static void
test_unopened_offers_one_thing (Screen *screen, gconstpointer data) {
  g_autoptr (ConfabModelMessage) message =
      confab_model_message_new (1000, FALSE, TRUE, g_get_real_time (), "");

  confab_model_message_set_kind (
      message, CONFAB_MESSAGE_KIND_UNOPENED, CONFAB_CAUSE_NO_SESSION, FALSE);
  confab_model_timeline_append (screen->talk.timeline, message);
  find (screen, "Ann wrote this with keys that this computer does not have any more.");
  press (screen, "Ask to send it again");
  press (screen, "Ask to send it again");
  /* Written once, and not sent. */
  g_assert_cmpstr (confab_model_chat_get_draft (screen->talk.chat), ==,
      "I could not open your last message here. Could you please send it again?");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (screen->talk.timeline)), ==, 2);
}

/* In a chat that says "Only you two", what was not sealed says so itself (MSG-05). */
static void
test_exposed_is_marked (Screen *screen, gconstpointer data) {
  static const char *const texts[] = { "Sealed", "Not sealed" };
  gint64 now_us = g_get_real_time ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *clock = confab_chat_format_dup_time (now_us, zone);
  g_autofree char *marked = g_strconcat (clock, " · Servers can read this one", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (ConfabModelMessage) message =
        confab_model_message_new (1000 + i, FALSE, i == 0, now_us, texts[i]);

    confab_model_message_set_exposed (message, i == 1);
    g_assert_cmpstr (
        confab_chat_seal_words_get_mark (message), ==, i == 1 ? "Servers can read this one" : NULL);
    confab_model_timeline_append (screen->talk.timeline, message);
    find (screen, texts[i]);
  }
  find (screen, marked);
}

/* How often Tab stops in the log before it is in the entry. */
static guint
count_stops (Screen *screen, GtkWidget *view) {
  GtkWidget *list = gallery_people_find_type (view, GTK_TYPE_LIST_VIEW);
  GtkWidget *focus;
  guint n_stops = 0;

  confab_chat_view_focus_log (CONFAB_CHAT_VIEW (view));
  run_main_loop ();
  focus = gtk_root_get_focus (GTK_ROOT (screen->window));
  while (gtk_widget_is_ancestor (focus, list)) {
    g_assert_false (GTK_IS_LABEL (focus));
    g_assert_cmpuint (n_stops++, <, 5);
    gtk_widget_child_focus (GTK_WIDGET (screen->window), GTK_DIR_TAB_FORWARD);
    run_main_loop ();
    focus = gtk_root_get_focus (GTK_ROOT (screen->window));
  }
  g_assert_true (GTK_IS_TEXT_VIEW (focus));
  return n_stops;
}

/* A message is a stop of the Tab key, and its menu another; its text is none. */
static void
test_tab_leaves_the_log (Screen *screen, gconstpointer data) {
  GtkWidget *view = adw_application_window_get_content (ADW_APPLICATION_WINDOW (screen->window));
  g_autoptr (ConfabModelMessage) line =
      confab_model_message_new (1000, FALSE, FALSE, g_get_real_time (), "");

  g_assert_cmpuint (count_stops (screen, view), ==, 2);
  confab_model_message_set_kind (line, CONFAB_MESSAGE_KIND_LINE, CONFAB_LINE_SEALED_BEGINS, FALSE);
  confab_model_timeline_append (screen->talk.timeline, line);
  g_assert_cmpuint (count_stops (screen, view), ==, 1);
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
  ADD ("/ui/check/picture", test_picture_is_read_as_drawn);
  ADD ("/ui/check/other-files", test_other_files_are_refused);
  ADD ("/ui/check/spoken", test_spoken);
  ADD ("/ui/check/same", test_check_says_same);
  ADD ("/ui/check/differ", test_check_says_differ);
  ADD ("/ui/check/by-picture", test_check_by_picture);
  ADD ("/ui/devices/bar", test_new_device_is_decided_from_the_bar);
  ADD ("/ui/accounts/writing-as", test_writing_as);
  ADD ("/ui/devices/several", test_several_devices_are_decided_one_by_one);
  ADD ("/ui/seal/plain", test_plain_text_is_a_choice);
  ADD ("/ui/seal/gone", test_keys_that_are_gone);
  ADD ("/ui/seal/ask", test_sentence_is_shown_before_it_goes);
  ADD ("/ui/chat/tab", test_tab_leaves_the_log);
  ADD ("/ui/seal/unopened", test_unopened_offers_one_thing);
  ADD ("/hostile/MSG-05/screen", test_exposed_is_marked);
  return g_test_run ();
}
