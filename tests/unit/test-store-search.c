/* The index of words follows what is kept and nothing else: what is in
 * it is found, whatever is typed. */

#include "test-store-common.h"

#include "store/store-db-private.h"
#include "store/store-retention.h"
#include "store/store-search.h"

#define FOR_A_MONTH 3

static void
follow_to_the_end (
    ConfabStoreDb *db, gint64 account, const char *peer, gboolean keeps, GError **error) {
  gboolean is_more = TRUE;

  for (guint i = 0; is_more; i++) {
    g_assert_cmpuint (i, <, 10000);
    CHECK (confab_store_search_follow (db, account, peer, keeps, &is_more, error));
  }
}

static GPtrArray *
find_in (ConfabStoreDb *db, const char *typed, const ConfabStoreFindChat *chat, guint limit,
    gboolean *is_more, GError **error) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (typed, zone);
  ConfabStoreFind find = { .asked = asked, .chats = chat, .n_chats = chat != NULL, .limit = limit };
  GPtrArray *hits = confab_store_search_find (db, &find, is_more, error);

  g_assert_no_error (*error);
  g_assert_nonnull (hits);
  return hits;
}

static void
check_found (ConfabStoreDb *db, const char *typed, guint n, GError **error) {
  gboolean is_more;
  g_autoptr (GPtrArray) hits = find_in (db, typed, NULL, 100, &is_more, error);

  if (hits->len != n)
    g_error ("\"%s\" finds %u, not %u", typed, hits->len, n);
}

static gint64
add (ConfabStoreDb *db, gint64 account, const char *peer, const char *text, gint64 time_us,
    gboolean is_own, GError **error) {
  ConfabStoreMessage message = { .account = account,
    .peer = (char *)peer,
    .time_us = time_us,
    .is_own = is_own,
    .text = (char *)text };

  CHECK (confab_store_messages_add (db, &message, error));
  return message.id;
}

static void
add_file (ConfabStoreDb *db, gint64 account, const char *peer, const char *name, gint64 time_us,
    GError **error) {
  ConfabStoreFile file = { .name = (char *)name, .size = 5 };
  ConfabStoreMessage message = { .account = account,
    .peer = (char *)peer,
    .time_us = time_us,
    .kind = CONFAB_STORE_KIND_FILE,
    .text = (char *)name,
    .file = &file };

  CHECK (confab_store_messages_add (db, &message, error));
}

/* ---- what is in it ---- */

static gboolean
job_follows (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  gint64 tent = add (db, account, PEER, "the tent is dry", 1, FALSE, error);
  gboolean has_any;

  add (db, account, PEER, "the stove is lost", 2, FALSE, error);
  add (db, account, OTHER, "the tent again", 3, FALSE, error);

  /* Kept until closed: never in it. */
  follow_to_the_end (db, account, PEER, FALSE, error);
  check_found (db, "tent ", 0, error);
  CHECK (confab_store_search_has_any (db, 0, NULL, &has_any, error));
  g_assert_false (has_any);

  /* Kept one by one. */
  CHECK (confab_store_retention_set_kept (db, tent, TRUE, FALSE, error));
  follow_to_the_end (db, account, PEER, FALSE, error);
  check_found (db, "tent ", 1, error);
  check_found (db, "stove ", 0, error);
  CHECK (confab_store_search_has_any (db, 0, NULL, &has_any, error));
  g_assert_true (has_any);
  CHECK (confab_store_search_has_any (db, account, PEER, &has_any, error));
  g_assert_true (has_any);
  CHECK (confab_store_search_has_any (db, account, OTHER, &has_any, error));
  g_assert_false (has_any);
  CHECK (confab_store_retention_set_kept (db, tent, FALSE, FALSE, error));
  check_found (db, "tent ", 0, error);
  follow_to_the_end (db, account, PEER, FALSE, error);
  check_found (db, "tent ", 0, error);

  /* The chat keeps, the other one does not. */
  follow_to_the_end (db, account, PEER, TRUE, error);
  follow_to_the_end (db, account, OTHER, FALSE, error);
  check_found (db, "the ", 2, error);
  check_found (db, "tent ", 1, error);
  add (db, account, PEER, "a new tent", 4, TRUE, error);
  check_found (db, "tent ", 1, error);
  follow_to_the_end (db, account, PEER, TRUE, error);
  check_found (db, "tent ", 2, error);

  /* It keeps no more; but what is kept one by one stays, and what was promised. */
  CHECK (confab_store_retention_set_kept (db, tent, TRUE, FALSE, error));
  follow_to_the_end (db, account, PEER, FALSE, error);
  check_found (db, "the ", 1, error);
  check_found (db, "tent ", 1, error);
  CHECK (confab_store_retention_raise (db, account, PEER, FOR_A_MONTH, error));
  follow_to_the_end (db, account, PEER, FALSE, error);
  check_found (db, "tent ", 2, error);
  check_found (db, "stove ", 1, error);
  return TRUE;
}

/* Other rules for words: what is in it by the old ones goes, and comes in again. */
static gboolean
job_checks (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);

  CHECK (confab_store_search_check (db, error));
  add (db, account, PEER, "the tent is dry", 1, FALSE, error);
  follow_to_the_end (db, account, PEER, TRUE, error);
  CHECK (confab_store_search_check (db, error));
  check_found (db, "tent ", 1, error);
  CHECK (confab_store_settings_set (db, "search.words", "0 2.0", error));
  CHECK (confab_store_search_check (db, error));
  check_found (db, "tent ", 0, error);
  follow_to_the_end (db, account, PEER, TRUE, error);
  CHECK (confab_store_search_check (db, error));
  check_found (db, "tent ", 1, error);
  return TRUE;
}

typedef struct {
  gint64 account;
  guint n;
} Many;

#define N_MANY 1200

static gboolean
job_add_many (ConfabStoreDb *db, gpointer data, GError **error) {
  Many *many = data;

  many->account = test_add_account (db, "me@example.org", error);
  for (guint i = 0; i < N_MANY; i++) {
    g_autofree char *text = g_strdup_printf ("common word%u", i);

    add (db, many->account, PEER, text, i + 1, FALSE, error);
  }
  return TRUE;
}

static gboolean
job_slice_in (ConfabStoreDb *db, gpointer data, GError **error) {
  gboolean is_more;

  return confab_store_search_follow (db, ((Many *)data)->account, PEER, TRUE, &is_more, error);
}

static gboolean
job_slice_out (ConfabStoreDb *db, gpointer data, GError **error) {
  gboolean is_more;

  return confab_store_search_follow (db, ((Many *)data)->account, PEER, FALSE, &is_more, error);
}

static gboolean
job_count (ConfabStoreDb *db, gpointer data, GError **error) {
  Many *many = data;
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Counting", "SELECT count(*) FROM search WHERE search MATCH 'common'");

  many->n = confab_store_query_next (&query) ? (guint)confab_store_query_get_int (&query, 0) : 0;
  return confab_store_query_end (&query, error);
}

/* Slices do a bounded piece each and go on after the vault was shut. */
static void
test_slices (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  Many many = { 0 };

  test_write (vault, job_add_many, &many);
  for (guint before = 0; before < N_MANY; before = many.n) {
    test_write (vault, job_slice_in, &many);
    test_close (vault);
    vault = test_open (folder);
    test_read (vault, job_count, &many);
    g_assert_cmpuint (many.n, >=, before);
    g_assert_cmpuint (many.n, <=, before + CONFAB_STORE_SEARCH_SLICE_IN);
  }
  for (guint before = N_MANY, i = 1; before > 0; before = many.n, i++) {
    test_write (vault, job_slice_out, &many);
    if (i % 10 == 0) {
      test_close (vault);
      vault = test_open (folder);
    }
    test_read (vault, job_count, &many);
    g_assert_cmpuint (many.n, <=, before);
    g_assert_cmpuint (many.n + CONFAB_STORE_SEARCH_SLICE_OUT, >=, before);
  }
  test_close (vault);
  test_folder_remove (folder);
}

/* ---- finding ---- */

static gint64
at (const char *day) {
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (day, NULL);

  return g_date_time_to_unix (time) * G_USEC_PER_SEC;
}

static gboolean
job_finds (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  static const char *const never[] = { "\"", "'", "*", "a'); DROP TABLE messages;--", "words:x",
    "%", "_", "NEAR(", "^", "{", ":", "-", "\xc2\xa7own", "\xc2\xa7y2026 ", "from:", "AND AND",
    "(((((", "\"\"\"", "NULL", "\xff" };

  add (db, account, PEER, "Der Z\xc3\xbcrich-Express f\xc3\xa4hrt um 9",
      at ("2025-12-31T23:59:59Z"), FALSE, error);
  add (db, account, PEER, "see https://example.org/zurich", at ("2026-01-01T00:00:00Z"), TRUE,
      error);
  add (db, account, PEER, "\xe5\x8c\x97\xe4\xba\xac\xe5\xb8\x82\xe5\xbe\x88\xe5\xa4\xa7",
      at ("2026-05-14T12:00:00Z"), FALSE, error);
  add (db, account, OTHER, "100% of it_ 'quoted'", at ("2026-05-15T00:00:00Z"), FALSE, error);
  add (db, account, OTHER, "\xf0\x9f\x8e\x89", at ("2026-05-15T00:00:00Z"), FALSE, error);
  add_file (db, account, OTHER, "Plan_des.Hauses www.pdf", at ("2026-05-15T00:00:00Z"), error);
  add_file (db, account, OTHER, "\xf0\x9f\x8e\x89", at ("2026-05-15T00:00:00Z"), error);
  follow_to_the_end (db, account, PEER, TRUE, error);
  follow_to_the_end (db, account, OTHER, TRUE, error);

  check_found (db, "hauses ", 1, error);
  check_found (db, "has:file", 2, error);
  check_found (db, "plan has:FILE ", 1, error);
  check_found (db, "zurich has:file", 0, error);
  check_found (db, "has:file has:link", 0, error);
  check_found (db, "zurich ", 2, error);
  check_found (db, "Z\xc3\x9cRICH ", 2, error);
  check_found (db, "\"zurich express\"", 1, error);
  check_found (db, "\"express zurich\"", 0, error);
  check_found (db, "zur", 2, error);
  check_found (db, "zur ", 0, error);
  check_found (db, "exp zur", 0, error);
  check_found (db, "express zur", 1, error);
  check_found (db, "\xe4\xba\xac\xe5\xb8\x82", 1, error);
  check_found (db, "\xe4\xba\xac\xe5\xa4\xa7", 0, error);
  check_found (db, "zurich from:me", 1, error);
  check_found (db, "from:me", 1, error);
  check_found (db, "has:link", 1, error);
  check_found (db, "zurich has:link", 1, error);
  check_found (db, "express has:link", 0, error);
  check_found (db, "before:2026", 1, error);
  check_found (db, "after:2025", 5, error);
  check_found (db, "on:2026-05-14", 1, error);
  check_found (db, "on:2026-05", 4, error);
  check_found (db, "after:2026-01 before:2026-05-15", 1, error);
  check_found (db, "after:2027 before:2026", 0, error);
  check_found (db, "after:1970 before:2200", 6, error);
  check_found (db, "100 quoted ", 1, error);
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    check_found (db, never[i], 0, error);
  return TRUE;
}

static gboolean
job_finds_pages (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  ConfabStoreFindChat chat = { account, OTHER };
  gboolean is_more;

  for (guint i = 0; i < 250; i++) {
    g_autofree char *text = g_strdup_printf ("number %u of a long walk", i);

    add (db, account, i % 5 == 0 ? OTHER : PEER, text, i + 1, FALSE, error);
  }
  follow_to_the_end (db, account, PEER, TRUE, error);
  follow_to_the_end (db, account, OTHER, TRUE, error);
  {
    g_autoptr (GPtrArray) hits = find_in (db, "walk", NULL, 50, &is_more, error);
    ConfabStoreHit *newest = g_ptr_array_index (hits, 0);
    ConfabStoreHit *last = g_ptr_array_index (hits, 49);

    g_assert_true (is_more);
    g_assert_cmpuint (hits->len, ==, 50);
    g_assert_cmpint (newest->id - last->id, ==, 49);
    g_assert_cmpstr (newest->snippet, ==, "number 249 of a long walk");
    g_assert_cmpuint (newest->n_marks, ==, 1);
    g_assert_cmpuint (newest->marks[0], ==, 21);
    g_assert_cmpuint (newest->marks[1], ==, 25);
  }
  {
    g_autoptr (GPtrArray) hits = find_in (db, "walk", &chat, 50, &is_more, error);

    g_assert_false (is_more);
    g_assert_cmpuint (hits->len, ==, 50);
    for (guint i = 0; i < hits->len; i++)
      g_assert_cmpstr (((ConfabStoreHit *)g_ptr_array_index (hits, i))->peer, ==, OTHER);
  }
  return TRUE;
}

static gboolean
job_stops (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new ("common ", zone);
  gint stop = 1;
  ConfabStoreFind find = { .asked = asked, .limit = 200, .stop = &stop };
  gboolean is_more;
  g_autoptr (GPtrArray) hits = confab_store_search_find (db, &find, &is_more, error);

  g_assert_no_error (*error);
  g_assert_cmpuint (hits->len, <, 200);
  g_assert_true (is_more);
  return TRUE;
}

static void
test_stop (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  Many many = { 0 };

  test_write (vault, job_add_many, &many);
  while (many.n < N_MANY) {
    test_write (vault, job_slice_in, &many);
    test_read (vault, job_count, &many);
  }
  test_read (vault, job_stops, NULL);
  test_close (vault);
  test_folder_remove (folder);
}

/* A snippet stands around what was found, cut at characters, in one line. */
static gboolean
job_snippet (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);
  g_autoptr (GString) text = g_string_new (NULL);
  gboolean is_more;

  for (guint i = 0; i < 300; i++)
    g_string_append (text, "\xc3\xbc\xc3\xa4\n\xe2\x82\xac ");
  g_string_append (text, "needle\tin it ");
  for (guint i = 0; i < 300; i++)
    g_string_append (text, "\xc3\xbc\xc3\xa4 ");
  add (db, account, PEER, text->str, 1, FALSE, error);
  follow_to_the_end (db, account, PEER, TRUE, error);
  {
    g_autoptr (GPtrArray) hits = find_in (db, "needle", NULL, 5, &is_more, error);
    ConfabStoreHit *hit = g_ptr_array_index (hits, 0);

    g_assert_true (g_utf8_validate (hit->snippet, -1, NULL));
    g_assert_true (g_str_has_prefix (hit->snippet, "\xe2\x80\xa6"));
    g_assert_true (g_str_has_suffix (hit->snippet, "\xe2\x80\xa6"));
    g_assert_null (strchr (hit->snippet, '\n'));
    g_assert_cmpint (g_utf8_strlen (hit->snippet, -1), <=, 170);
    g_assert_cmpuint (hit->n_marks, ==, 1);
    g_assert_true (g_str_has_prefix (hit->snippet + hit->marks[0], "needle in"));
  }
  return TRUE;
}

int
main (int argc, char **argv) {
  static const ConfabStoreJob follows = job_follows;
  static const ConfabStoreJob checks = job_checks;
  static const ConfabStoreJob finds = job_finds;
  static const ConfabStoreJob finds_pages = job_finds_pages;
  static const ConfabStoreJob snippet = job_snippet;

  test_init (&argc, &argv);
  g_test_add_data_func ("/store/search/checks", &checks, test_job);
  g_test_add_data_func ("/store/search/follows", &follows, test_job);
  g_test_add_func ("/store/search/slices", test_slices);
  g_test_add_data_func ("/store/search/finds", &finds, test_job);
  g_test_add_data_func ("/store/search/finds-pages", &finds_pages, test_job);
  g_test_add_func ("/store/search/stop", test_stop);
  g_test_add_data_func ("/store/search/snippet", &snippet, test_job);
  return g_test_run ();
}
