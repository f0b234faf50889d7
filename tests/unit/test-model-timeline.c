/* The timeline's promises one by one: order, no row twice, answers that became void, rows that are
 * shown before they are stored. Every items-changed is checked against a copy of the list. */

#include "model/model-timeline.h"

typedef struct {
  ConfabModelTimeline *timeline;
  GPtrArray *mirror; /* the list as items-changed tells it */
  gint64 asked_older;
  gint64 asked_newer;
  guint n_older;
  guint n_newer;
  guint n_changes;
  gboolean greedy; /* wants more from inside items-changed */
} Fixture;

static void
load_older (gpointer data, ConfabModelTimeline *timeline, gint64 id) {
  Fixture *fixture = data;

  fixture->asked_older = id;
  fixture->n_older++;
}

static void
load_newer (gpointer data, ConfabModelTimeline *timeline, gint64 id) {
  Fixture *fixture = data;

  fixture->asked_newer = id;
  fixture->n_newer++;
}

static const ConfabModelTimelineSource test_source = { load_older, load_newer };

static void
on_items_changed (GListModel *model, guint position, guint removed, guint added, gpointer data) {
  Fixture *fixture = data;
  guint n_before = fixture->n_older + fixture->n_newer;

  fixture->n_changes++;
  g_assert_cmpuint (position + removed, <=, fixture->mirror->len);
  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (
        fixture->mirror, (int)(position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (fixture->mirror->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < fixture->mirror->len; i++) {
    g_autoptr (ConfabModelMessage) item = g_list_model_get_item (model, i);

    g_assert_true (item == g_ptr_array_index (fixture->mirror, i));
  }
  if (!fixture->greedy)
    return;
  confab_model_timeline_want_older (CONFAB_MODEL_TIMELINE (model));
  confab_model_timeline_want_newer (CONFAB_MODEL_TIMELINE (model));
  g_assert_cmpuint (fixture->n_older + fixture->n_newer, ==, n_before);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->timeline = confab_model_timeline_new ();
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  fixture->asked_older = fixture->asked_newer = -1;
  g_signal_connect (fixture->timeline, "items-changed", G_CALLBACK (on_items_changed), fixture);
  confab_model_timeline_set_source (fixture->timeline, &test_source, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_object_add_weak_pointer (G_OBJECT (fixture->timeline), (gpointer *)&fixture->timeline);
  g_object_unref (fixture->timeline);
  g_assert_null (fixture->timeline);
  g_ptr_array_unref (fixture->mirror);
}

static GPtrArray *
new_rows (gint64 first, gint64 last) {
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 id = first; id <= last; id++)
    g_ptr_array_add (rows, confab_model_message_new (id, FALSE, FALSE, id, "text"));
  return rows;
}

static void
give (Fixture *fixture, gboolean older, gint64 first, gint64 last, gboolean is_last) {
  g_autoptr (GPtrArray) rows = new_rows (first, last);

  confab_model_timeline_give (fixture->timeline, older, rows, is_last);
}

static void
append (Fixture *fixture, gint64 id) {
  g_autoptr (ConfabModelMessage) message = confab_model_message_new (id, TRUE, FALSE, id, "new");

  confab_model_timeline_append (fixture->timeline, message);
}

/* "1 2 3" */
static void
assert_ids (Fixture *fixture, const char *expected) {
  g_autoptr (GString) ids = g_string_new (NULL);

  for (guint i = 0; i < fixture->mirror->len; i++)
    g_string_append_printf (ids, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "",
        confab_model_message_get_id (g_ptr_array_index (fixture->mirror, i)));
  g_assert_cmpstr (ids->str, ==, expected);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (fixture->timeline)), ==, fixture->mirror->len);
}

static void
test_open (Fixture *fixture, gconstpointer data) {
  g_assert_false (confab_model_timeline_is_at_start (fixture->timeline));
  g_assert_false (confab_model_timeline_is_at_end (fixture->timeline));
  confab_model_timeline_go_to_end (fixture->timeline);
  confab_model_timeline_go_to_end (fixture->timeline);
  g_assert_cmpuint (fixture->n_older, ==, 1);
  g_assert_cmpint (fixture->asked_older, ==, 0);
  g_assert_true (confab_model_timeline_is_loading (fixture->timeline));
  give (fixture, TRUE, 5, 7, FALSE);
  g_assert_false (confab_model_timeline_is_loading (fixture->timeline));
  g_assert_true (confab_model_timeline_is_at_end (fixture->timeline));
  g_assert_false (confab_model_timeline_is_at_start (fixture->timeline));
  assert_ids (fixture, "5 6 7");

  confab_model_timeline_want_newer (fixture->timeline);
  g_assert_cmpuint (fixture->n_newer, ==, 0);
  confab_model_timeline_want_older (fixture->timeline);
  confab_model_timeline_want_older (fixture->timeline);
  g_assert_cmpuint (fixture->n_older, ==, 2);
  g_assert_cmpint (fixture->asked_older, ==, 5);
  give (fixture, TRUE, 3, 6, TRUE);
  assert_ids (fixture, "3 4 5 6 7");
  g_assert_true (confab_model_timeline_is_at_start (fixture->timeline));
  confab_model_timeline_want_older (fixture->timeline);
  g_assert_cmpuint (fixture->n_older, ==, 2);
  give (fixture, TRUE, 1, 2, TRUE);
  assert_ids (fixture, "3 4 5 6 7");
}

static void
test_want_opens (Fixture *fixture, gconstpointer data) {
  confab_model_timeline_want_newer (fixture->timeline);
  g_assert_cmpuint (fixture->n_newer, ==, 0);
  g_assert_cmpint (fixture->asked_older, ==, 0);
  g_assert_cmpuint (fixture->n_older, ==, 1);
  give (fixture, TRUE, 1, 2, TRUE);
  g_assert_true (confab_model_timeline_is_at_end (fixture->timeline));
  g_assert_true (confab_model_timeline_is_at_start (fixture->timeline));
}

static void
test_append (Fixture *fixture, gconstpointer data) {
  append (fixture, 4);
  assert_ids (fixture, "");
  confab_model_timeline_go_to_end (fixture->timeline);
  append (fixture, 6);
  give (fixture, TRUE, 3, 5, FALSE);
  /* 4 was in the answer, 6 was stored after it was written. */
  assert_ids (fixture, "3 4 5 6");
  append (fixture, 6);
  append (fixture, 9);
  append (fixture, 8);
  assert_ids (fixture, "3 4 5 6 8 9");
  append (fixture, 1);
  assert_ids (fixture, "3 4 5 6 8 9");
}

static void
test_void_after_clear (Fixture *fixture, gconstpointer data) {
  confab_model_timeline_go_to_end (fixture->timeline);
  confab_model_timeline_clear (fixture->timeline);
  g_assert_false (confab_model_timeline_is_loading (fixture->timeline));
  give (fixture, TRUE, 1, 3, TRUE);
  assert_ids (fixture, "");
  g_assert_true (confab_model_timeline_is_at_start (fixture->timeline));
  g_assert_true (confab_model_timeline_is_at_end (fixture->timeline));
  append (fixture, 4);
  assert_ids (fixture, "4");

  /* Undo: everything is loaded anew. */
  confab_model_timeline_go_to_end (fixture->timeline);
  assert_ids (fixture, "4");
  give (fixture, TRUE, 1, 3, TRUE);
  assert_ids (fixture, "1 2 3");
}

static void
test_void_after_go_to_end (Fixture *fixture, gconstpointer data) {
  confab_model_timeline_go_to_end (fixture->timeline);
  give (fixture, TRUE, 50, 60, FALSE);
  confab_model_timeline_want_older (fixture->timeline);
  confab_model_timeline_go_to_end (fixture->timeline);
  g_assert_cmpuint (fixture->n_older, ==, 3);
  give (fixture, TRUE, 40, 49, FALSE);
  g_assert_cmpuint (fixture->mirror->len, ==, 11);
  give (fixture, TRUE, 58, 61, FALSE);
  assert_ids (fixture, "58 59 60 61");
  g_assert_cmpuint (fixture->n_changes, ==, 2);
}

static void
test_void_after_source (Fixture *fixture, gconstpointer data) {
  confab_model_timeline_go_to_end (fixture->timeline);
  confab_model_timeline_set_source (fixture->timeline, NULL, NULL);
  give (fixture, TRUE, 1, 3, TRUE);
  assert_ids (fixture, "");
  confab_model_timeline_want_older (fixture->timeline);
  g_assert_false (confab_model_timeline_is_loading (fixture->timeline));
}

static void
test_cannot_load (Fixture *fixture, gconstpointer data) {
  confab_model_timeline_go_to_end (fixture->timeline);
  confab_model_timeline_give (fixture->timeline, TRUE, NULL, FALSE);
  g_assert_false (confab_model_timeline_is_loading (fixture->timeline));
  g_assert_false (confab_model_timeline_is_at_end (fixture->timeline));
  confab_model_timeline_want_older (fixture->timeline);
  g_assert_cmpint (fixture->asked_older, ==, 0);
  give (fixture, TRUE, 1, 2, TRUE);
  assert_ids (fixture, "1 2");
}

static void
test_keeps_objects (Fixture *fixture, gconstpointer data) {
  ConfabModelMessage *held;

  confab_model_timeline_go_to_end (fixture->timeline);
  give (fixture, TRUE, 1, 3, TRUE);
  held = confab_model_timeline_find (fixture->timeline, 3);
  confab_model_timeline_go_to_end (fixture->timeline);
  give (fixture, TRUE, 1, 4, TRUE);
  g_assert_true (confab_model_timeline_find (fixture->timeline, 3) == held);
  g_assert_null (confab_model_timeline_find (fixture->timeline, 5));
}

static void
test_provisional (Fixture *fixture, gconstpointer data) {
  gint64 first = CONFAB_MODEL_TIMELINE_PROVISIONAL;

  confab_model_timeline_go_to_end (fixture->timeline);
  give (fixture, TRUE, 1, 2, TRUE);
  append (fixture, first);
  append (fixture, first + 1);
  /* What comes meanwhile is older than what is not stored. */
  append (fixture, 3);
  g_assert_cmpint (confab_model_message_get_id (g_ptr_array_index (fixture->mirror, 2)), ==, 3);
  fixture->n_changes = 0;
  confab_model_timeline_set_id (fixture->timeline, first, 4);
  g_assert_cmpuint (fixture->n_changes, ==, 0);
  confab_model_timeline_set_id (fixture->timeline, first + 1, 5);
  assert_ids (fixture, "1 2 3 4 5");

  /* The store was quicker than the answer about the new id. */
  append (fixture, first + 2);
  append (fixture, 6);
  confab_model_timeline_set_id (fixture->timeline, first + 2, 6);
  assert_ids (fixture, "1 2 3 4 5 6");

  /* Sent again: to the end. */
  confab_model_timeline_set_id (fixture->timeline, 2, 7);
  assert_ids (fixture, "1 3 4 5 6 7");
  confab_model_timeline_set_id (fixture->timeline, 99, 100);
  assert_ids (fixture, "1 3 4 5 6 7");
}

static void
test_provisional_in_tail (Fixture *fixture, gconstpointer data) {
  gint64 first = CONFAB_MODEL_TIMELINE_PROVISIONAL;

  confab_model_timeline_go_to_end (fixture->timeline);
  append (fixture, first);
  confab_model_timeline_set_id (fixture->timeline, first, 3);
  give (fixture, TRUE, 1, 3, TRUE);
  assert_ids (fixture, "1 2 3");

  confab_model_timeline_go_to_end (fixture->timeline);
  append (fixture, first);
  give (fixture, TRUE, 1, 3, TRUE);
  g_assert_cmpuint (fixture->mirror->len, ==, 4);
  confab_model_timeline_remove (fixture->timeline, first);
  confab_model_timeline_remove (fixture->timeline, 2);
  confab_model_timeline_remove (fixture->timeline, 2);
  assert_ids (fixture, "1 3");
}

static void
test_greedy (Fixture *fixture, gconstpointer data) {
  fixture->greedy = TRUE;
  confab_model_timeline_go_to_end (fixture->timeline);
  give (fixture, TRUE, 10, 12, FALSE);
  g_assert_cmpuint (fixture->n_older, ==, 2);
  g_assert_cmpint (fixture->asked_older, ==, 10);
  give (fixture, TRUE, 8, 9, FALSE);
  g_assert_cmpint (fixture->asked_older, ==, 8);
  give (fixture, TRUE, 7, 7, TRUE);
  g_assert_cmpuint (fixture->n_older, ==, 3);
  assert_ids (fixture, "7 8 9 10 11 12");
}

static void
test_hostile_answers (Fixture *fixture, gconstpointer data) {
  g_autoptr (GPtrArray) mixed = new_rows (1, 3);

  g_ptr_array_add (mixed, g_object_ref (g_ptr_array_index (mixed, 0)));
  g_ptr_array_add (mixed, confab_model_message_new (2, FALSE, FALSE, 0, "twice"));
  confab_model_timeline_go_to_end (fixture->timeline);
  confab_model_timeline_give (fixture->timeline, TRUE, mixed, FALSE);
  assert_ids (fixture, "1 2 3");
  give (fixture, FALSE, 9, 10, TRUE);
  give (fixture, TRUE, -5, 0, TRUE);
  assert_ids (fixture, "1 2 3");
  confab_model_timeline_want_older (fixture->timeline);
  give (fixture, TRUE, 2, 8, TRUE);
  assert_ids (fixture, "1 2 3");
  g_assert_true (confab_model_timeline_is_at_start (fixture->timeline));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/model/timeline/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("open", test_open);
  ADD ("want-opens", test_want_opens);
  ADD ("append", test_append);
  ADD ("void-after-clear", test_void_after_clear);
  ADD ("void-after-go-to-end", test_void_after_go_to_end);
  ADD ("void-after-source", test_void_after_source);
  ADD ("cannot-load", test_cannot_load);
  ADD ("keeps-objects", test_keeps_objects);
  ADD ("provisional", test_provisional);
  ADD ("provisional-in-tail", test_provisional_in_tail);
  ADD ("greedy", test_greedy);
  ADD ("hostile-answers", test_hostile_answers);
  return g_test_run ();
}
