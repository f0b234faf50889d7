/* The log of a chat with a million rows, on a real screen: it opens at its end, follows the end,
 * keeps the place of what is read while rows come above and below, and reaches the very first row.
 * Positions are looked at in every frame, as they are painted. */

#include <math.h>
#include <stdlib.h>

#include "base/base-fiber.h"
#include "base/base-log.h"
#include "base/base-secret.h"
#include "chat/chat-row.h"
#include "chat/chat-scroller.h"
#include "chat/chat-view.h"
#include "chat/chat-window.h"
#include "gallery.h"

#define N_ROWS 1000000
#define N_FEW_ROWS 1500
#define PAGE_ROWS 100
#define ANSWER_MS 3
#define TOLERANCE 1.5 /* pixels */
#define BOTTOM_PADDING 36

typedef struct {
  GtkApplication *application;
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabModelChat *chat;
  ConfabModelTimeline *timeline;
  GtkWindow *window;
  GtkWidget *scroller;
  GtkAdjustment *adjustment;
  gint64 n_rows;
  gint64 watched_id; /* must not move; 0: nothing is watched */
  double watched_y;
  double worst_move;
  double worst_end; /* farthest from the end while it is followed */
  gboolean is_end_watched;
  guint n_frames;
  guint n_given; /* answers */
  gboolean is_top_wanted;
  guint n_failures;
} Test;

typedef struct {
  gint64 id;
  double y;
} Place;

typedef struct {
  Test *test;
  gboolean older;
  gint64 id;
} Question;

static void
fail (Test *test, const char *what) {
  g_printerr ("FAILED: %s\n", what);
  test->n_failures++;
}

static ConfabModelMessage *
new_row (gint64 id) {
  static const char words[] = "one two three four five six seven eight nine ten eleven twelve ";
  g_autoptr (GString) text = g_string_new (NULL);

  /* Rows of many heights, always the same for one id. */
  g_string_printf (text, "%" G_GINT64_FORMAT " ", id);
  for (gint64 i = 0; i < id * 7919 % 13; i++)
    g_string_append (text, words);
  return confab_model_message_new (id, id % 7 < 3, FALSE,
      G_GINT64_CONSTANT (1700000000000000) + id * G_TIME_SPAN_MINUTE, text->str);
}

static gboolean
on_answer (gpointer data) {
  Question *question = data;
  Test *test = question->test;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 last = question->id == 0 ? test->n_rows : question->id - 1;
  gint64 first = MAX (1, last - PAGE_ROWS + 1);

  if (!question->older) {
    first = question->id + 1;
    last = MIN (test->n_rows, first + PAGE_ROWS - 1);
  }
  for (gint64 id = first; id <= last; id++)
    g_ptr_array_add (rows, new_row (id));
  test->n_given++;
  confab_model_timeline_give (
      test->timeline, question->older, rows, question->older ? first == 1 : last == test->n_rows);
  g_free (question);
  return G_SOURCE_REMOVE;
}

static void
ask (Test *test, gboolean older, gint64 id) {
  Question *question = g_new0 (Question, 1);

  question->test = test;
  question->older = older;
  question->id = id;
  g_timeout_add (ANSWER_MS, on_answer, question);
}

static void
load_older (gpointer data, ConfabModelTimeline *timeline, gint64 id) {
  ask (data, TRUE, id);
}

static void
load_newer (gpointer data, ConfabModelTimeline *timeline, gint64 id) {
  ask (data, FALSE, id);
}

static const ConfabModelTimelineSource million = { load_older, load_newer };

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

typedef void (*RowFunc) (Test *test, ConfabChatRow *row, double top, double bottom, gpointer data);

static void
for_each_row (Test *test, GtkWidget *widget, RowFunc func, gpointer data) {
  graphene_rect_t bounds;

  if (CONFAB_IS_CHAT_ROW (widget)) {
    if (confab_chat_row_get_message (CONFAB_CHAT_ROW (widget)) != NULL &&
        gtk_widget_get_mapped (widget) &&
        gtk_widget_compute_bounds (
            confab_chat_row_get_bubble (CONFAB_CHAT_ROW (widget)), test->scroller, &bounds))
      func (test, CONFAB_CHAT_ROW (widget), bounds.origin.y, bounds.origin.y + bounds.size.height,
          data);
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
      child = gtk_widget_get_next_sibling (child))
    for_each_row (test, child, func, data);
}

static gint64
id_of (ConfabChatRow *row) {
  return confab_model_message_get_id (confab_chat_row_get_message (row));
}

static void
note_top (Test *test, ConfabChatRow *row, double top, double bottom, gpointer data) {
  Place *place = data;

  if (bottom > 0 && (place->id == 0 || top < place->y)) {
    place->id = id_of (row);
    place->y = top;
  }
}

static void
note_id (Test *test, ConfabChatRow *row, double top, double bottom, gpointer data) {
  Place *place = data;

  if (id_of (row) == place->id)
    place->y = top;
}

static void
note_bottom (Test *test, ConfabChatRow *row, double top, double bottom, gpointer data) {
  Place *place = data;

  if (place->id < id_of (row)) {
    place->id = id_of (row);
    place->y = bottom;
  }
}

static void
on_painted (GdkFrameClock *clock, Test *test) {
  Place place = { test->watched_id, NAN };

  test->n_frames++;
  if (test->is_top_wanted) {
    place = (Place){ 0 };
    for_each_row (test, test->scroller, note_top, &place);
    test->watched_id = place.id;
    test->watched_y = place.y;
    test->is_top_wanted = FALSE;
    place.y = NAN;
  }
  if (test->watched_id != 0) {
    for_each_row (test, test->scroller, note_id, &place);
    if (isnan (place.y))
      fail (test, "the row that was read is gone");
    else
      test->worst_move = MAX (test->worst_move, fabs (place.y - test->watched_y));
  }
  if (test->is_end_watched && g_list_model_get_n_items (G_LIST_MODEL (test->timeline)) > 0) {
    double height = gtk_widget_get_height (test->scroller);

    place = (Place){ 0, -1e9 };
    for_each_row (test, test->scroller, note_bottom, &place);
    test->worst_end = MAX (test->worst_end, fabs (height - place.y));
  }
}

static void
pause_ms (guint ms) {
  dex_await (dex_timeout_new_msec ((int)ms), NULL);
}

static void
wait_for_frames (Test *test, guint n_frames) {
  guint end = test->n_frames + n_frames;

  for (guint i = 0; i < 200 && test->n_frames < end; i++) {
    gtk_widget_queue_draw (test->scroller);
    pause_ms (5);
  }
}

/* Until nothing is being loaded, and what was loaded is painted. */
static void
settle (Test *test) {
  guint n_before;

  do {
    n_before = test->n_given;
    wait_for_frames (test, 2);
    pause_ms (2 * ANSWER_MS);
  } while (confab_model_timeline_is_loading (test->timeline) || test->n_given != n_before);
}

/* From the next frame on the row that is uppermost then is watched. */
static void
watch_top (Test *test) {
  test->watched_id = 0;
  test->is_top_wanted = TRUE;
  wait_for_frames (test, 1);
}

static void
check_window (Test *test) {
  GListModel *rows = G_LIST_MODEL (test->timeline);
  guint n = g_list_model_get_n_items (rows);
  gint64 before = 0;

  if (n > CONFAB_MODEL_TIMELINE_MAX_ROWS)
    fail (test, "too many rows are loaded");
  for (guint i = 0; i < n; i++) {
    g_autoptr (ConfabModelMessage) message = g_list_model_get_item (rows, i);

    if (before != 0 && confab_model_message_get_id (message) != before + 1)
      fail (test, "rows are missing");
    before = confab_model_message_get_id (message);
  }
}

static void
append (Test *test) {
  g_autoptr (ConfabModelMessage) message = new_row (++test->n_rows);

  confab_model_timeline_append (test->timeline, message);
}

static void
scroll_by (Test *test, double pixels) {
  gtk_adjustment_set_value (test->adjustment, gtk_adjustment_get_value (test->adjustment) + pixels);
}

static void
go_to_top (Test *test) {
  gtk_adjustment_set_value (test->adjustment, gtk_adjustment_get_lower (test->adjustment));
}

static void
check_moves (Test *test, const char *what) {
  g_printerr ("%s: moved %.1f px at most\n", what, test->worst_move);
  if (test->worst_move > TOLERANCE)
    fail (test, what);
  test->worst_move = 0;
  test->watched_id = 0;
}

static void
check_end (Test *test, const char *what) {
  g_printerr ("%s: %.1f px from the end at most\n", what, test->worst_end);
  if (test->worst_end > BOTTOM_PADDING)
    fail (test, what);
  if (!confab_chat_scroller_get_follows (CONFAB_CHAT_SCROLLER (test->scroller)))
    fail (test, "the end is not followed");
  test->worst_end = 0;
}

static void
open_chat (Test *test, const char *address, gint64 n_rows) {
  g_autoptr (ConfabModelContact) contact = confab_model_contact_new (test->account, address);
  GtkWidget *scrolled;

  confab_model_account_add_contact (test->account, contact);
  test->chat = confab_model_contact_get_chat (contact);
  test->timeline = confab_model_chat_get_timeline (test->chat);
  test->n_rows = n_rows;
  confab_model_chat_set_send (test->chat, CONFAB_SEND_PLAIN_PERMITTED, CONFAB_REASON_NONE, TRUE);
  confab_model_timeline_set_source (test->timeline, &million, test);
  test->window = confab_chat_window_new (test->core, test->application, test->chat);
  gtk_window_set_default_size (test->window, 480, 640);
  gtk_window_present (test->window);
  test->scroller = find (GTK_WIDGET (test->window), CONFAB_TYPE_CHAT_SCROLLER);
  scrolled = gtk_widget_get_ancestor (test->scroller, GTK_TYPE_SCROLLED_WINDOW);
  test->adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (test->window)), "after-paint",
      G_CALLBACK (on_painted), test);
  settle (test);
}

static void
close_window (Test *test) {
  GtkWindow *window = test->window;

  g_signal_handlers_disconnect_by_data (gtk_widget_get_frame_clock (GTK_WIDGET (window)), test);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_destroy (window);
  pause_ms (100);
  if (window != NULL)
    fail (test, "the window is kept alive");
}

static void
test_end (Test *test) {
  test->is_end_watched = TRUE;
  test->worst_end = 0;
  for (guint i = 0; i < 30; i++) {
    append (test);
    wait_for_frames (test, i % 2);
  }
  settle (test);
  check_end (test, "appending at the end");
  gtk_window_set_default_size (test->window, 380, 500);
  settle (test);
  gtk_window_set_default_size (test->window, 480, 640);
  settle (test);
  test->worst_end = 0;
  settle (test);
  check_end (test, "resizing at the end");
  test->is_end_watched = FALSE;
}

static void
test_up (Test *test) {
  double page = gtk_adjustment_get_page_size (test->adjustment);

  for (guint i = 0; i < 40; i++) {
    test->watched_id = 0;
    scroll_by (test, -0.8 * page);
    settle (test);
    watch_top (test);
    settle (test);
    /* What comes in meanwhile does not move what is read. */
    append (test);
    settle (test);
  }
  check_window (test);
  check_moves (test, "paging up");
}

/* With the scroll bar to the very top of what is loaded, again and again. */
static void
test_top (Test *test) {
  for (guint i = 0; i < 20; i++) {
    test->watched_id = 0;
    go_to_top (test);
    watch_top (test);
    settle (test);
  }
  check_window (test);
  check_moves (test, "loading at the very top");
}

static void
test_down (Test *test) {
  double page = gtk_adjustment_get_page_size (test->adjustment);

  for (guint i = 0; i < 30; i++) {
    test->watched_id = 0;
    scroll_by (test, 2.5 * page);
    settle (test);
    watch_top (test);
    settle (test);
  }
  check_window (test);
  check_moves (test, "paging down");
}

static void
test_back (Test *test) {
  confab_model_timeline_go_to_end (test->timeline);
  confab_chat_scroller_follow (CONFAB_CHAT_SCROLLER (test->scroller));
  settle (test);
  settle (test);
  test->is_end_watched = TRUE;
  test->worst_end = 0;
  settle (test);
  check_end (test, "going back to the end");
  test->is_end_watched = FALSE;
}

static void
test_start (Test *test) {
  guint n_steps = 0;

  while (!confab_model_timeline_is_at_start (test->timeline) && n_steps++ < 500) {
    go_to_top (test);
    settle (test);
  }
  go_to_top (test);
  settle (test);
  watch_top (test);
  g_printerr ("after %u steps the first row is %" G_GINT64_FORMAT " at %.1f\n", n_steps,
      test->watched_id, test->watched_y);
  if (test->watched_id != 1 || test->watched_y < 0)
    fail (test, "the first row is not reached");
  check_window (test);
  test->watched_id = 0;
}

static DexFuture *
run (gpointer data) {
  Test *test = data;

  open_chat (test, "million@example.org", N_ROWS);
  test->is_end_watched = TRUE;
  settle (test);
  check_end (test, "opening");
  test_end (test);
  test_up (test);
  test_top (test);
  test_down (test);
  test_back (test);
  close_window (test);

  open_chat (test, "few@example.org", N_FEW_ROWS);
  test_start (test);
  test_back (test);
  close_window (test);

  /* From a short log, which stands at the bottom, to one that scrolls. */
  open_chat (test, "three@example.org", 3);
  test_end (test);
  close_window (test);
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
  gint64 start_us = g_get_monotonic_time ();

  confab_base_log_init ();
  confab_base_secret_init ();
  application = g_object_new (ADW_TYPE_APPLICATION, "application-id", "im.confab.ChatScroll",
      "flags", G_APPLICATION_NON_UNIQUE, "resource-base-path", "/im/confab/Confab", NULL);
  test.application = GTK_APPLICATION (application);
  test.core = gallery_core_new ();
  test.account = confab_model_account_new (1, "me@example.org");
  confab_model_account_set_state (
      test.account, CONFAB_ACCOUNT_SIGNED_IN, 0, CONFAB_PROBLEM_NONE, NULL);
  gallery_core_add_account (test.core, test.account);
  g_signal_connect (application, "activate", G_CALLBACK (on_activate), &test);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_printerr ("%u frames in %.1f s, %u failures\n", test.n_frames,
      (double)(g_get_monotonic_time () - start_us) / G_USEC_PER_SEC, test.n_failures);
  g_object_unref (test.core);
  g_object_unref (test.account);
  return test.n_frames > 100 && test.n_failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
