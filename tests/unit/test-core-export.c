/* One chat of a whole profile into an open file: every message of it that may leave, each once and
 * in its order, and nothing else; nothing at all where it was stopped or cannot be written. And
 * messages for the clipboard, by their ids. */

#include <glib/gstdio.h>

#include "base/base-fiber.h"
#include "core/core-export.h"
#include "test-core-profile.h"
#include "test-cpu.h"

#define N 1203 /* several pages, and a piece of one */
#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)

static const ConfabExportWords words = { {
    [CONFAB_EXPORT_WORD_TITLE] = "Title",
    [CONFAB_EXPORT_WORD_ABOUT] = "About",
    [CONFAB_EXPORT_WORD_LEFT_OUT] = "Left out",
    [CONFAB_EXPORT_WORD_FIRST] = "First:",
    [CONFAB_EXPORT_WORD_LAST] = "Last:",
    [CONFAB_EXPORT_WORD_MADE] = "Written:",
    [CONFAB_EXPORT_WORD_COUNT] = "Messages:",
    [CONFAB_EXPORT_WORD_DAY] = "%Y-%m-%d",
    [CONFAB_EXPORT_WORD_TIME] = "%H:%M",
    [CONFAB_EXPORT_WORD_ME] = "Me",
    [CONFAB_EXPORT_WORD_THEM] = "Ann",
    [CONFAB_EXPORT_WORD_FILE] = "File:",
    [CONFAB_EXPORT_WORD_UNOPENED] = "Not opened",
    [CONFAB_EXPORT_WORD_NOT_SENT] = "not sent",
} };

typedef struct {
  Fixture profile;
  char *path;
  GFile *target;
} Place;

static gboolean
add_row (ConfabStoreDb *db, const ConfabStoreMessage *row, gint64 *id, GError **error) {
  ConfabStoreMessage copy = *row;

  copy.account = 1;
  if (copy.peer == NULL)
    copy.peer = (char *)PEER;
  CHECK (confab_store_messages_add (db, &copy, error));
  if (id != NULL)
    *id = copy.id;
  return TRUE;
}

/* What must not come out stands among them, before the first and behind the last. */
static gboolean
add_left_out (ConfabStoreDb *db, GError **error) {
  static const ConfabStoreMessage rows[] = {
    { .kind = CONFAB_STORE_KIND_LINE, .reason = 3, .time_us = NOW - DAY, .text = (char *)"SECRET" },
    { .timer = 60, .time_us = NOW - DAY, .text = (char *)"SECRET timer" },
    { .is_folded = TRUE, .time_us = NOW - DAY, .text = (char *)"SECRET folded" },
    { .peer = (char *)OTHER, .time_us = NOW - DAY, .text = (char *)"SECRET of others" },
    { .time_us = NOW - DAY, .text = (char *)"SECRET taken back, and kept" },
  };
  gint64 id = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    CHECK (add_row (db, &rows[i], &id, error));
  CHECK (confab_store_messages_set_taken (db, id, error));
  return TRUE;
}

static gboolean
job_chat (ConfabStoreDb *db, gpointer data, GError **error) {
  CHECK (add_left_out (db, error));
  for (int i = 0; i < N; i++) {
    g_autofree char *text = g_strdup_printf ("message %d", i);
    ConfabStoreMessage row = { .time_us = NOW + i * MINUTE,
      .is_own = i % 2 == 1,
      .state = i % 2 == 1 ? CONFAB_STORE_STATE_SENT : CONFAB_STORE_STATE_RECEIVED,
      .is_unread = i == N - 1,
      .text = text };

    CHECK (add_row (db, &row, NULL, error));
    if (i % 250 == 0)
      CHECK (add_left_out (db, error));
  }
  return add_left_out (db, error);
}

static void
set_up_place (Place *place, gconstpointer data) {
  set_up (&place->profile, NULL);
  place->path = g_build_filename (place->profile.folder, "out", NULL);
  place->target = g_file_new_for_path (place->path);
}

static void
tear_down_place (Place *place, gconstpointer data) {
  g_unlink (place->path);
  g_object_unref (place->target);
  g_free (place->path);
  tear_down (&place->profile, NULL);
}

/* The problem, or CONFAB_PROBLEM_NONE. */
static int
settle (DexFuture *future) {
  g_autoptr (DexFuture) owned = future;
  g_autoptr (GError) error = NULL;

  if (test_wait (owned, &error))
    return CONFAB_PROBLEM_NONE;
  g_assert_true (error->domain == CONFAB_CORE_ERROR);
  return error->code;
}

static int export (
    Place *place, const char *peer, ConfabExportForm form, ConfabModelBackup *progress) {
  return settle (confab_core_export_chat (
      place->profile.core, chat (&place->profile, peer), place->target, form, &words, progress));
}

/* Nothing but the target, which is there or not. */
static void
expect_files (Place *place, guint n) {
  g_autoptr (GDir) dir = g_dir_open (place->profile.folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_assert_false (g_str_has_prefix (name, "confab-unfinished-"));
    if (g_str_equal (name, "out"))
      n--;
  }
  g_assert_cmpuint (n, ==, 0);
}

static char *
dup_expected (void) {
  GString *text = g_string_new ("Title\n\nAbout\n");
  g_autofree char *before = NULL;

  for (int i = 0; i < N; i++) {
    g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc_usec (NOW + i * MINUTE);
    g_autofree char *day = g_date_time_format (time, "%Y-%m-%d");
    g_autofree char *clock = g_date_time_format (time, "%H:%M");

    if (i == 0) {
      g_autoptr (GDateTime) last = g_date_time_new_from_unix_utc_usec (NOW + (N - 1) * MINUTE);
      g_autofree char *end = g_date_time_format (last, "%Y-%m-%d");

      g_string_append_printf (
          text, "First: %s\nLast: %s\nWritten: %s, %s\nLeft out\n", day, end, day, clock);
    }
    if (g_strcmp0 (before, day) != 0)
      g_string_append_printf (text, "\n--- %s ---\n", day);
    g_set_str (&before, day);
    g_string_append_printf (text, "[%s] %s: message %d\n", clock, i % 2 == 1 ? "Me" : "Ann", i);
  }
  g_string_append_printf (text, "\nMessages: %d\n", N);
  return g_string_free (text, FALSE);
}

static void
test_text (Place *place, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  g_autofree char *expected = dup_expected ();
  g_autofree char *found = NULL;

  test_write (place->profile.core->vault, job_chat, NULL);
  g_assert_cmpint (export (place, PEER, CONFAB_EXPORT_TEXT, progress), ==, CONFAB_PROBLEM_NONE);
  g_assert_cmpuint (confab_model_backup_get_n_messages (progress), ==, N);
  g_assert_cmpfloat (confab_model_backup_get_fraction (progress), ==, 1);
  g_assert_true (g_file_get_contents (place->path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, expected);
  expect_files (place, 1);
  /* It is not read because it was saved. */
  g_assert_cmpint (
      settle (confab_core_find_unread (place->profile.core, chat (&place->profile, PEER))), ==,
      CONFAB_PROBLEM_NONE);
}

static void
test_html (Place *place, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  g_autofree char *found = NULL;
  const char *at;
  guint n = 0;

  test_write (place->profile.core->vault, job_chat, NULL);
  g_assert_cmpint (export (place, PEER, CONFAB_EXPORT_HTML, progress), ==, CONFAB_PROBLEM_NONE);
  g_assert_true (g_file_get_contents (place->path, &found, NULL, NULL));
  for (at = found; (at = strstr (at, "<p dir=\"auto\">message ")) != NULL; n++) {
    g_autofree char *next = g_strdup_printf ("<p dir=\"auto\">message %u</p>", n);

    g_assert_true (g_str_has_prefix (at, next));
    at += strlen (next);
  }
  g_assert_cmpuint (n, ==, N);
  g_assert_null (strstr (found, "SECRET"));
  g_assert_true (g_str_has_suffix (found, "</html>\n"));
}

static void
test_nothing (Place *place, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();

  g_assert_cmpint (export (place, PEER, CONFAB_EXPORT_TEXT, progress), ==, CONFAB_PROBLEM_NONE);
  g_assert_cmpuint (confab_model_backup_get_n_messages (progress), ==, 0);
  expect_files (place, 0);
}

/* At the first page, and at the last one. */
static void
on_progress (ConfabModelBackup *progress, gpointer at_end) {
  double fraction = confab_model_backup_get_fraction (progress);

  if (at_end != NULL ? fraction == 1 : fraction > 0)
    confab_model_backup_stop (progress);
}

static void
test_stopped (Place *place, gconstpointer data) {
  test_write (place->profile.core->vault, job_chat, NULL);
  for (int i = 0; i < 4; i++) {
    g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
    g_autofree char *found = NULL;

    if (i == 2)
      g_assert_true (g_file_set_contents (place->path, "before", -1, NULL));
    g_signal_connect (progress, "changed", G_CALLBACK (on_progress), i % 2 == 1 ? place : NULL);
    g_assert_cmpint (
        export (place, PEER, CONFAB_EXPORT_HTML, progress), ==, CONFAB_PROBLEM_STOPPED);
    g_assert_cmpuint (confab_model_backup_get_n_messages (progress), ==, 0);
    expect_files (place, i < 2 ? 0 : 1);
    if (i < 2)
      continue;
    g_assert_true (g_file_get_contents (place->path, &found, NULL, NULL));
    g_assert_cmpstr (found, ==, "before");
  }
}

#define NAP_US 100000

static DexFuture *
nap (gpointer data) {
  g_usleep (NAP_US);
  return dex_future_new_true ();
}

/* Every thread of the pool has other work first. */
static void
keep_pool_busy (void) {
  for (guint i = 0; i < 4 * g_get_num_processors (); i++)
    dex_future_disown (confab_base_fiber_start_apart (nap, NULL, NULL));
}

static void
on_progress_busy (ConfabModelBackup *progress, gpointer data) {
  if (confab_model_backup_get_fraction (progress) > 0)
    keep_pool_busy ();
}

/* Quitting is over when nothing of it lies there any more: the program ends then. */
static void
test_quit (Place *place, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  DexFuture *future;

  test_write (place->profile.core->vault, job_chat, NULL);
  g_signal_connect (progress, "changed", G_CALLBACK (on_progress_busy), NULL);
  future = confab_core_export_chat (place->profile.core, chat (&place->profile, PEER),
      place->target, CONFAB_EXPORT_TEXT, &words, progress);
  while (confab_model_backup_get_fraction (progress) == 0)
    g_main_context_iteration (NULL, TRUE);
  stop (&place->profile);
  expect_files (place, 0);
  g_assert_cmpint (settle (future), ==, CONFAB_PROBLEM_STOPPED);
  start (&place->profile);
}

/* What may not be: a closed chat, no place. After each the next one may begin. */
static void
test_refused (Place *place, gconstpointer data) {
  g_autoptr (ConfabModelBackup) progress = confab_model_backup_new ();
  g_autoptr (GFile) nowhere = g_file_new_for_path ("/nonexistent/out");
  Fixture *profile = &place->profile;

  test_write (profile->core->vault, job_chat, NULL);
  g_assert_cmpint (settle (confab_core_export_chat (profile->core, chat (profile, PEER), nowhere,
                       CONFAB_EXPORT_TEXT, &words, progress)),
      ==, CONFAB_PROBLEM_PLACE);
  g_assert_cmpint (export (place, PEER, CONFAB_EXPORT_TEXT, progress), ==, CONFAB_PROBLEM_NONE);
  g_unlink (place->path);
  confab_core_close_chat (profile->core, chat (profile, PEER));
  g_assert_cmpint (export (place, PEER, CONFAB_EXPORT_TEXT, progress), ==, CONFAB_PROBLEM_STOPPED);
  expect_files (place, 0);
}

/* ---- for the clipboard ---- */

#define N_IDS 8
#define NOBODYS 999999

/* Some of each kind; the last is somebody else's. */
static gboolean
job_some (ConfabStoreDb *db, gpointer data, GError **error) {
  static const ConfabStoreMessage rows[] = {
    { .time_us = NOW, .text = (char *)"one" },
    { .is_own = TRUE,
        .state = CONFAB_STORE_STATE_FAILED,
        .time_us = NOW,
        .text = (char *)"two\nlines" },
    { .kind = CONFAB_STORE_KIND_LINE, .reason = 3, .time_us = NOW, .text = (char *)"SECRET" },
    { .kind = CONFAB_STORE_KIND_UNOPENED, .time_us = NOW, .text = (char *)"" },
    { .timer = 60, .time_us = NOW, .text = (char *)"by a timer" },
    { .time_us = NOW + DAY, .text = (char *)"tomorrow" },
    { .is_folded = TRUE, .time_us = NOW + DAY, .text = (char *)"SECRET" },
    { .peer = (char *)OTHER, .time_us = NOW, .text = (char *)"SECRET" },
  };
  gint64 *ids = data;

  for (gsize i = 0; i < N_IDS; i++)
    CHECK (add_row (db, &rows[i], &ids[i], error));
  return TRUE;
}

static void
expect_copy (
    Place *place, const gint64 *ids, guint n, const ConfabExportWords *how, const char *text) {
  g_autoptr (DexFuture) future =
      confab_core_copy_messages (place->profile.core, chat (&place->profile, PEER), ids, n, how);
  g_autoptr (GError) error = NULL;

  test_wait (future, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_value_get_string (dex_future_get_value (future, NULL)), ==, text);
}

static void
test_copy (Place *place, gconstpointer data) {
  gint64 ids[N_IDS + 1];
  gint64 turned[N_IDS + 1];

  test_write (place->profile.core->vault, job_some, ids);
  ids[N_IDS] = NOBODYS;
  for (gsize i = 0; i <= N_IDS; i++)
    turned[i] = ids[N_IDS - i];
  expect_copy (place, turned, N_IDS + 1, NULL, "one\ntwo\nlines\n\nby a timer\ntomorrow");
  expect_copy (place, turned, N_IDS + 1, &words,
      "--- 2027-01-15 ---\n[08:00] Ann: one\n[08:00] Me: two\n    lines (not sent)\n"
      "[08:00] Ann: Not opened\n[08:00] Ann: by a timer\n"
      "\n--- 2027-01-16 ---\n[08:00] Ann: tomorrow\n");
  expect_copy (place, ids, 1, &words, "[08:00] Ann: one\n");
  expect_copy (place, ids, 0, &words, "");
  expect_copy (place, ids + N_IDS, 1, NULL, "");
}

static guint
count_lines (const char *text) {
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  return g_strv_length (lines);
}

/* More than the most is cut, and no more is read. */
static void
test_most (Place *place, gconstpointer data) {
  gint64 ids[CONFAB_CORE_MAX_COPIED + 50];
  g_autoptr (DexFuture) future = NULL;

  test_write (place->profile.core->vault, job_chat, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = 400 + (gint64)i;
  future = confab_core_copy_messages (
      place->profile.core, chat (&place->profile, PEER), ids, G_N_ELEMENTS (ids), NULL);
  test_wait (future, NULL);
  g_assert_cmpuint (count_lines (g_value_get_string (dex_future_get_value (future, NULL))), <=,
      CONFAB_CORE_MAX_COPIED);
  g_assert_cmpuint (count_lines (g_value_get_string (dex_future_get_value (future, NULL))), >=,
      CONFAB_CORE_MAX_COPIED - 2 * 4);
}

#define N_LONG 200
#define LONG_BYTES 65536

static gboolean
job_long (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *text = g_strnfill (LONG_BYTES, 'x');
  ConfabStoreMessage row = { .time_us = NOW, .text = text };
  GArray *ids = data;

  for (guint i = 0; i < N_LONG; i++) {
    gint64 id;

    CHECK (add_row (db, &row, &id, error));
    g_array_append_val (ids, id);
  }
  return TRUE;
}

/* Each as long as it can be: the main loop has no part in the work. */
static void
test_long (Place *place, gconstpointer data) {
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (DexFuture) future = NULL;
  gint64 cpu_us, all_us;

  test_write (place->profile.core->vault, job_long, ids);
  cpu_us = test_cpu_us ();
  all_us = test_all_cpu_us ();
  future = confab_core_copy_messages (place->profile.core, chat (&place->profile, PEER),
      (const gint64 *)(gpointer)ids->data, ids->len, &words);
  test_wait (future, NULL);
  cpu_us = test_cpu_us () - cpu_us;
  all_us = test_all_cpu_us () - all_us;
  g_test_message ("%" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " us", cpu_us, all_us);
  g_assert_cmpuint (strlen (g_value_get_string (dex_future_get_value (future, NULL))), >,
      (gsize)N_LONG * LONG_BYTES);
  g_assert_cmpint (cpu_us, <, all_us / 8);
}

static void
expect_between (Place *place, gint64 from, gint64 to, guint n, gint64 first, gint64 last) {
  g_autoptr (DexFuture) future =
      confab_core_list_between (place->profile.core, chat (&place->profile, PEER), from, to);
  g_autoptr (GError) error = NULL;
  const GArray *ids;

  test_wait (future, &error);
  g_assert_no_error (error);
  ids = g_value_get_boxed (dex_future_get_value (future, NULL));
  g_assert_cmpuint (ids->len, ==, n);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, first);
  g_assert_cmpint (g_array_index (ids, gint64, n - 1), ==, last);
}

static void
test_between (Place *place, gconstpointer data) {
  gint64 ids[N_IDS];

  test_write (place->profile.core->vault, job_some, ids);
  expect_between (place, ids[0], ids[5], 5, ids[0], ids[5]);
  expect_between (place, ids[5], ids[0], 5, ids[0], ids[5]);
  expect_between (place, ids[1], ids[1], 1, ids[1], ids[1]);
  expect_between (place, ids[1], ids[3], 2, ids[1], ids[3]);
}

int
main (int argc, char **argv) {
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  g_setenv ("TZ", "UTC", TRUE);
  test_init (&argc, &argv);
#define ADD(path, function)                                                                        \
  g_test_add ("/core/export/" path, Place, NULL, set_up_place, function, tear_down_place)
  ADD ("text", test_text);
  ADD ("html", test_html);
  ADD ("nothing", test_nothing);
  ADD ("stopped", test_stopped);
  ADD ("quit", test_quit);
  ADD ("refused", test_refused);
  ADD ("copy", test_copy);
  ADD ("most", test_most);
  ADD ("long", test_long);
  ADD ("between", test_between);
  return g_test_run ();
}
