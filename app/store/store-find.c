/* Looks in the index for what was asked, newest first, and cuts the line around what it found. Runs
 * in a job of the reader. Refuses to hand a character of what was typed to FTS5 as anything but a
 * quoted word: the query language of the index is never spoken to from outside. */

#include "store/store-search.h"

#include <string.h>

#include "store/store-db-private.h"
#include "store/store-search-private.h"

#define STOP_STEPS 500      /* of SQLite's machine between two looks at `stop` */
#define MAX_LOOKED_AT 20000 /* rows that fit by their words alone */
#define BEFORE_CHARS 40
#define SNIPPET_CHARS 160

void
confab_store_hit_free (ConfabStoreHit *hit) {
  if (!hit)
    return;
  g_free (hit->peer);
  g_free (hit->snippet);
  g_free (hit);
}

/* ---- what FTS5 is asked ---- */

/* Words hold letters, digits and marks alone; the quotes are doubled all the same. */
static void
append_quoted (GString *match, const char *word) {
  g_string_append_c (match, '"');
  for (const char *at = word; *at != '\0'; at++) {
    if (*at == '"')
      g_string_append_c (match, '"');
    g_string_append_c (match, *at);
  }
  g_string_append_c (match, '"');
}

static void
append_and (GString *match) {
  if (match->len > 0)
    g_string_append (match, " AND ");
}

static void
append_term (GString *match, const ConfabStoreAsked *asked, const ConfabStoreTerm *term) {
  append_and (match);
  for (guint i = 0; i < term->n; i++) {
    if (i > 0)
      g_string_append (match, " + ");
    append_quoted (match, g_ptr_array_index (asked->words, term->first + i));
  }
  if (term->is_beginning)
    g_string_append (match, " *");
}

static void
append_mark (GString *match, const char *mark) {
  append_and (match);
  append_quoted (match, mark);
}

static void
append_chats (GString *match, const ConfabStoreFind *find) {
  guint n = MIN (find->n_chats, CONFAB_STORE_FIND_MAX_CHATS);

  if (n == 0)
    return;
  append_and (match);
  g_string_append (match, "(");
  for (guint i = 0; i < n; i++) {
    char mark[CONFAB_STORE_MARK_BYTES];

    confab_store_mark_chat (mark, find->chats[i].account, find->chats[i].peer);
    if (i > 0)
      g_string_append (match, " OR ");
    append_quoted (match, mark);
  }
  g_string_append_c (match, ')');
}

/* Whole years by one word each, what is left at both ends by months. */
static void
append_time (GString *match, const ConfabStoreAsked *asked) {
  int year, month, last_year, last_month;
  gboolean is_first = TRUE;

  if (asked->since_us == 0 && asked->until_us == G_MAXINT64)
    return;
  confab_store_mark_read_time (asked->since_us, &year, &month);
  confab_store_mark_read_time (asked->until_us, &last_year, &last_month);
  append_and (match);
  g_string_append (match, "(");
  while (year < last_year || (year == last_year && month <= last_month)) {
    gboolean is_whole = month == 1 && (year < last_year || last_month == 12);
    char mark[CONFAB_STORE_MARK_BYTES];

    confab_store_mark_month (mark, year, is_whole ? 0 : month);
    g_string_append (match, is_first ? "" : " OR ");
    append_quoted (match, mark);
    is_first = FALSE;
    if (is_whole || ++month > 12) {
      year++;
      month = 1;
    }
  }
  /* A time that ends before it begins. */
  if (is_first)
    g_string_append (match, "\"never\"");
  g_string_append_c (match, ')');
}

static char *
make_match (const ConfabStoreFind *find) {
  const ConfabStoreAsked *asked = find->asked;
  GString *match = g_string_new (NULL);

  for (guint i = 0; i < asked->n_terms; i++)
    append_term (match, asked, &asked->terms[i]);
  if (asked->from_me)
    append_mark (match, CONFAB_STORE_MARK_OWN);
  if (find->only_theirs)
    append_mark (match, CONFAB_STORE_MARK_THEIRS);
  if (asked->has_link)
    append_mark (match, CONFAB_STORE_MARK_LINK);
  if (asked->has_file)
    append_mark (match, CONFAB_STORE_MARK_FILE);
  append_chats (match, find);
  append_time (match, asked);
  return g_string_free (match, FALSE);
}

/* ---- hits ---- */

static char *
one_line (const char *start, gsize length) {
  char *line = g_strndup (start, length);

  for (char *at = line; *at != '\0'; at++)
    if ((guchar)*at < 0x20)
      *at = ' ';
  return line;
}

/* The place that is `n` characters before (after) `at`, within the text. */
static const char *
go_back (const char *text, const char *at, guint n) {
  while (at > text && n-- > 0)
    at = g_utf8_prev_char (at);
  return at;
}

static const char *
go_on (const char *at, guint n) {
  while (*at != '\0' && n-- > 0)
    at = g_utf8_next_char (at);
  return at;
}

static void
cut_snippet (ConfabStoreHit *hit, const ConfabStoreAsked *asked, const char *text) {
  static const char more[] = "\xe2\x80\xa6";
  gsize first[2] = { 0, 0 };
  guint n_found = confab_store_asked_mark (asked, text, first, 1);
  const char *start = go_back (text, text + first[0], BEFORE_CHARS);
  const char *end = go_on (start, SNIPPET_CHARS);
  g_autofree char *line = NULL;

  /* Not in the middle of a word, if there is a space. */
  if (start > text) {
    const char *space = memchr (start, ' ', (gsize)(text + first[0] - start));

    start = space ? space + 1 : start;
  }
  line = one_line (start, (gsize)(end - start));
  hit->snippet = g_strconcat (start > text ? more : "", line, *end != '\0' ? more : "", NULL);
  hit->n_marks = n_found == 0 ? 0
                              : confab_store_asked_mark (
                                    asked, hit->snippet, hit->marks, CONFAB_STORE_HIT_MAX_MARKS);
}

static gboolean
is_in_chats (const ConfabStoreFind *find, gint64 account, const char *peer) {
  for (guint i = 0; i < MIN (find->n_chats, CONFAB_STORE_FIND_MAX_CHATS); i++)
    if (find->chats[i].account == account && strcmp (find->chats[i].peer, peer) == 0)
      return TRUE;
  return find->n_chats == 0;
}

/* What the marks say by the month and by a hash, the row says exactly. */
static gboolean
fits (const ConfabStoreFind *find, const ConfabStoreHit *hit) {
  const ConfabStoreAsked *asked = find->asked;

  return hit->time_us >= asked->since_us && hit->time_us < asked->until_us &&
         !(asked->from_me && !hit->is_own) && !(find->only_theirs && hit->is_own) &&
         is_in_chats (find, hit->account, hit->peer);
}

static void
read_hits (
    ConfabStoreQuery *query, const ConfabStoreFind *find, GPtrArray *hits, gboolean *is_more) {
  guint limit = CLAMP (find->limit, 1, CONFAB_STORE_FIND_MAX_HITS);

  *is_more = FALSE;
  for (guint n = 0; confab_store_query_next (query); n++) {
    ConfabStoreHit *hit;

    if (hits->len == limit || n == MAX_LOOKED_AT) {
      *is_more = hits->len == limit;
      return;
    }
    hit = g_new0 (ConfabStoreHit, 1);
    hit->id = confab_store_query_get_int (query, 0);
    hit->account = confab_store_query_get_int (query, 1);
    hit->peer = confab_store_query_dup_text (query, 2);
    hit->is_own = confab_store_query_get_int (query, 3) != 0;
    hit->time_us = confab_store_query_get_int (query, 4);
    if (!fits (find, hit)) {
      confab_store_hit_free (hit);
      continue;
    }
    cut_snippet (hit, find->asked, (const char *)sqlite3_column_text (query->statement, 5));
    g_ptr_array_add (hits, hit);
  }
}

static int
on_progress (void *data) {
  return g_atomic_int_get ((const gint *)data);
}

GPtrArray *
confab_store_search_find (
    ConfabStoreDb *db, const ConfabStoreFind *find, gboolean *is_more, GError **error) {
  g_autoptr (GPtrArray) hits =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_hit_free);
  g_autofree char *match = make_match (find);
  gboolean is_stopped;

  *is_more = FALSE;
  if (*match == '\0')
    return g_steal_pointer (&hits);
  {
    g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for words",
        "SELECT m.id, m.account, m.peer, m.is_own, m.time_us, m.text"
        " FROM search CROSS JOIN messages AS m ON m.id = search.rowid"
        " WHERE search MATCH ? AND search.rowid < ? AND m.is_indexed = 1"
        " AND m.is_folded <> 1 ORDER BY search.rowid DESC");

    confab_store_query_bind_text (&query, match);
    confab_store_query_bind_int (&query, find->before_id > 0 ? find->before_id : G_MAXINT64);
    if (find->stop)
      sqlite3_progress_handler (db->handle, STOP_STEPS, on_progress, (void *)find->stop);
    read_hits (&query, find, hits, is_more);
    sqlite3_progress_handler (db->handle, 0, NULL, NULL);
    is_stopped = query.rc == SQLITE_INTERRUPT;
    if (!is_stopped && !confab_store_query_end (&query, error))
      return NULL;
  }
  if (is_stopped)
    *is_more = TRUE;
  return g_steal_pointer (&hits);
}
