/* A chat of a million rows behind the timeline: walks to its start and back, and a random walk in
 * which loads are answered late and rows come and go. The window must never have a gap, a double or
 * too many rows, and every row must be reached. */

#include "model/model-timeline.h"

#define N_ROWS 1000000
#define PAGE 100

typedef struct {
  gboolean older;
  gint64 id;
} Question;

typedef struct {
  ConfabModelTimeline *timeline;
  GQueue questions; /* owned Question, to be answered in their order */
  gint64 n_rows;    /* ids 1 to n_rows */
  guint n_items;
} Fixture;

static void
ask (Fixture *fixture, gboolean older, gint64 id) {
  Question *question = g_new0 (Question, 1);

  question->older = older;
  question->id = id;
  g_queue_push_tail (&fixture->questions, question);
}

static void
load_older (gpointer data, ConfabModelTimeline *timeline, gint64 id) {
  ask (data, TRUE, id);
}

static void
load_newer (gpointer data, ConfabModelTimeline *timeline, gint64 id) {
  ask (data, FALSE, id);
}

static const ConfabModelTimelineSource test_source = { load_older, load_newer };

static void
answer (Fixture *fixture) {
  g_autofree Question *question = g_queue_pop_head (&fixture->questions);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  gint64 first;
  gint64 last;

  if (question == NULL)
    return;
  if (question->older) {
    last = question->id == 0 ? fixture->n_rows : question->id - 1;
    first = MAX (1, last - PAGE + 1);
  } else {
    first = question->id + 1;
    last = MIN (fixture->n_rows, first + PAGE - 1);
  }
  for (gint64 id = first; id <= last; id++)
    g_ptr_array_add (rows, confab_model_message_new (id, FALSE, FALSE, id, "text"));
  confab_model_timeline_give (fixture->timeline, question->older, rows,
      question->older ? first == 1 : last == fixture->n_rows);
}

static gint64
id_at (Fixture *fixture, guint position) {
  g_autoptr (ConfabModelMessage) message =
      g_list_model_get_item (G_LIST_MODEL (fixture->timeline), position);

  return confab_model_message_get_id (message);
}

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data) {
  Fixture *fixture = data;

  g_assert_cmpuint (position + removed, <=, fixture->n_items);
  fixture->n_items += added - removed;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->n_items);
  g_assert_cmpuint (fixture->n_items, <=, CONFAB_MODEL_TIMELINE_MAX_ROWS);
}

/* No gap, no double; the ends are what they are said to be. */
static void
check (Fixture *fixture) {
  guint n = fixture->n_items;

  for (guint i = 1; i < n; i++)
    g_assert_cmpint (id_at (fixture, i), ==, id_at (fixture, i - 1) + 1);
  if (n == 0)
    return;
  g_assert_true (!confab_model_timeline_is_at_start (fixture->timeline) || id_at (fixture, 0) == 1);
  g_assert_true (!confab_model_timeline_is_at_end (fixture->timeline) ||
                 id_at (fixture, n - 1) == fixture->n_rows);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->timeline = confab_model_timeline_new ();
  fixture->n_rows = N_ROWS;
  g_queue_init (&fixture->questions);
  g_signal_connect (fixture->timeline, "items-changed", G_CALLBACK (on_items_changed), fixture);
  confab_model_timeline_set_source (fixture->timeline, &test_source, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_queue_clear_full (&fixture->questions, g_free);
  g_assert_finalize_object (fixture->timeline);
}

static void
test_both_ways (Fixture *fixture, gconstpointer data) {
  gint64 reached = N_ROWS + 1;

  confab_model_timeline_go_to_end (fixture->timeline);
  answer (fixture);
  while (!confab_model_timeline_is_at_start (fixture->timeline)) {
    /* Every row comes into the window: the new first one follows on the old. */
    g_assert_cmpint (id_at (fixture, 0), <, reached);
    reached = id_at (fixture, 0);
    g_assert_nonnull (confab_model_timeline_find (fixture->timeline, reached));
    confab_model_timeline_want_older (fixture->timeline);
    answer (fixture);
    g_assert_cmpint (id_at (fixture, 0), >=, reached - PAGE);
  }
  check (fixture);
  g_assert_cmpint (id_at (fixture, 0), ==, 1);
  g_assert_cmpuint (fixture->n_items, ==, CONFAB_MODEL_TIMELINE_MAX_ROWS);
  g_assert_false (confab_model_timeline_is_at_end (fixture->timeline));

  while (!confab_model_timeline_is_at_end (fixture->timeline)) {
    reached = id_at (fixture, fixture->n_items - 1);
    confab_model_timeline_want_newer (fixture->timeline);
    answer (fixture);
    g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, reached + PAGE);
  }
  check (fixture);
  g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, N_ROWS);
}

static void
append (Fixture *fixture) {
  g_autoptr (ConfabModelMessage) message =
      confab_model_message_new (++fixture->n_rows, FALSE, FALSE, 0, "new");

  confab_model_timeline_append (fixture->timeline, message);
}

static void
test_full_window (Fixture *fixture, gconstpointer data) {
  confab_model_timeline_go_to_end (fixture->timeline);
  answer (fixture);
  for (guint i = 1; i < CONFAB_MODEL_TIMELINE_MAX_ROWS / PAGE; i++) {
    confab_model_timeline_want_older (fixture->timeline);
    answer (fixture);
  }
  g_assert_cmpuint (fixture->n_items, ==, CONFAB_MODEL_TIMELINE_MAX_ROWS);
  g_assert_true (confab_model_timeline_is_at_end (fixture->timeline));

  /* Whoever reads at the end sees what is new; whoever reads above keeps what they read. */
  append (fixture);
  g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, N_ROWS + 1);
  check (fixture);
  confab_model_timeline_set_follows_end (fixture->timeline, FALSE);
  append (fixture);
  g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, N_ROWS + 1);
  g_assert_false (confab_model_timeline_is_at_end (fixture->timeline));
  confab_model_timeline_want_newer (fixture->timeline);
  answer (fixture);
  g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, N_ROWS + 2);
  check (fixture);
}

/* A load beyond an edge that was let go meanwhile would leave a gap. */
static void
test_edge_lets_go (Fixture *fixture, gconstpointer data) {
  confab_model_timeline_go_to_end (fixture->timeline);
  answer (fixture);
  while (id_at (fixture, 0) > N_ROWS - 2000) {
    confab_model_timeline_want_older (fixture->timeline);
    answer (fixture);
  }
  confab_model_timeline_want_older (fixture->timeline);
  confab_model_timeline_want_newer (fixture->timeline);
  answer (fixture);
  answer (fixture);
  check (fixture);
  confab_model_timeline_want_newer (fixture->timeline);
  confab_model_timeline_want_older (fixture->timeline);
  answer (fixture);
  answer (fixture);
  check (fixture);
  g_assert_false (confab_model_timeline_is_loading (fixture->timeline));
}

static void
test_random_walk (Fixture *fixture, gconstpointer data) {
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260514);

  fixture->n_rows = 3000;
  for (guint i = 0; i < 20000; i++) {
    switch (g_rand_int_range (rand, 0, 12)) {
    case 0:
    case 1:
    case 2:
      confab_model_timeline_want_older (fixture->timeline);
      break;
    case 3:
    case 4:
    case 5:
      confab_model_timeline_want_newer (fixture->timeline);
      break;
    case 6:
      if (g_rand_int_range (rand, 0, 50) == 0)
        confab_model_timeline_go_to_end (fixture->timeline);
      break;
    case 7:
      append (fixture);
      break;
    case 8:
      confab_model_timeline_set_follows_end (fixture->timeline, g_rand_boolean (rand));
      break;
    default:
      answer (fixture);
    }
    if (i % 16 == 0)
      check (fixture);
  }
  while (!g_queue_is_empty (&fixture->questions))
    answer (fixture);
  confab_model_timeline_go_to_end (fixture->timeline);
  answer (fixture);
  check (fixture);
  g_assert_true (confab_model_timeline_is_at_end (fixture->timeline));
  g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, fixture->n_rows);
}

/* To a row far away: it comes last, what is newer after it, and the end is found again. */
static void
test_go_to (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelMessage) unsaved =
      confab_model_message_new (CONFAB_MODEL_TIMELINE_PROVISIONAL, TRUE, FALSE, 1, "text");

  confab_model_timeline_go_to_end (fixture->timeline);
  answer (fixture);
  confab_model_timeline_append (fixture->timeline, unsaved);
  confab_model_timeline_go_to (fixture->timeline, 5000);
  answer (fixture);
  check (fixture);
  g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, 5000);
  g_assert_cmpint (id_at (fixture, 0), ==, 5000 - PAGE + 1);
  g_assert_false (confab_model_timeline_is_at_end (fixture->timeline));
  answer (fixture);
  check (fixture);
  g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, 5000 + PAGE);
  g_assert_nonnull (confab_model_timeline_find (fixture->timeline, 5000));

  /* What is loaded already is not loaded again. */
  confab_model_timeline_go_to (fixture->timeline, 4990);
  g_assert_true (g_queue_is_empty (&fixture->questions));

  /* The second of two in a row counts, and so does a way back that was begun meanwhile. */
  confab_model_timeline_go_to (fixture->timeline, 700000);
  confab_model_timeline_go_to (fixture->timeline, 3);
  answer (fixture);
  answer (fixture);
  answer (fixture);
  check (fixture);
  g_assert_cmpint (id_at (fixture, 0), ==, 1);
  g_assert_true (confab_model_timeline_is_at_start (fixture->timeline));
  confab_model_timeline_go_to (fixture->timeline, 700000);
  confab_model_timeline_go_to_end (fixture->timeline);
  while (!g_queue_is_empty (&fixture->questions))
    answer (fixture);
  g_assert_true (confab_model_timeline_is_at_end (fixture->timeline));
  g_assert_cmpint (id_at (fixture, fixture->n_items - 1), ==, CONFAB_MODEL_TIMELINE_PROVISIONAL);
  confab_model_timeline_remove (fixture->timeline, CONFAB_MODEL_TIMELINE_PROVISIONAL);
  check (fixture);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/model/window/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("both-ways", test_both_ways);
  ADD ("go-to", test_go_to);
  ADD ("full-window", test_full_window);
  ADD ("edge-lets-go", test_edge_lets_go);
  ADD ("random-walk", test_random_walk);
  return g_test_run ();
}
