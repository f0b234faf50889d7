/* What is in the index of words, and what goes from it. The index is FTS5 without contents: it
 * holds words, never a text; a word goes by being handed in once more, as it was made from the row,
 * and is nowhere after the next scrub. Refuses to hold a word of a message
 * that is not kept, and to let a row go before its words. */

#include "store/store-search.h"

#include <string.h>

#include "store/store-db-private.h"
#include "store/store-search-private.h"
#include "store/store-settings.h"
#include "store/store-words.h"

/* messages.is_indexed */
#define NOT_LOOKED_AT "0"
#define IS_IN "1"
#define HAS_NO_WORDS "2"

#define LOOKED_AT_ROWS 500 /* of a chat that keeps no more, in one slice */
#define FEW_ROWS 200       /* go one by one; more: the whole index is made anew */

#define WORDS_VERSION 2 /* of how store-words.c makes words, and of the marks */
#define WORDS_SETTING "search.words"

/* ---- marks ---- */

/* FNV-1a: it must never change, as GLib's may. */
static guint32
hash_of (const char *text) {
  guint32 hash = 2166136261u;

  for (const char *at = text; *at != '\0'; at++)
    hash = (hash ^ (guchar)*at) * 16777619u;
  return hash;
}

void
confab_store_mark_chat (char mark[CONFAB_STORE_MARK_BYTES], gint64 account, const char *peer) {
  g_snprintf (mark, CONFAB_STORE_MARK_BYTES, CONFAB_STORE_MARK "c%" G_GINT64_MODIFIER "xx%08x",
      (guint64)account, hash_of (peer));
}

void
confab_store_mark_month (char mark[CONFAB_STORE_MARK_BYTES], int year, int month) {
  if (month == 0)
    g_snprintf (mark, CONFAB_STORE_MARK_BYTES, CONFAB_STORE_MARK "y%04d", year);
  else
    g_snprintf (mark, CONFAB_STORE_MARK_BYTES, CONFAB_STORE_MARK "m%04d%02d", year, month);
}

void
confab_store_mark_read_time (gint64 time_us, int *year, int *month) {
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (MAX (time_us, 0) / G_USEC_PER_SEC);

  *year = time ? g_date_time_get_year (time) : CONFAB_STORE_MARK_LAST_YEAR + 1;
  *month = time ? g_date_time_get_month (time) : 1;
  if (*year < CONFAB_STORE_MARK_FIRST_YEAR) {
    *year = CONFAB_STORE_MARK_FIRST_YEAR;
    *month = 1;
  } else if (*year > CONFAB_STORE_MARK_LAST_YEAR) {
    *year = CONFAB_STORE_MARK_LAST_YEAR;
    *month = 12;
  }
}

static gboolean
has_link (const char *text) {
  return strstr (text, "://") != NULL || strcasestr (text, "www.") != NULL;
}

/* ---- a row as it stands in the index ---- */

typedef struct {
  gint64 id;
  gint64 account;
  char *peer;
  gboolean is_own;
  gint64 time_us;
  char *text;
  int kind;
  int state; /* is_indexed */
} Row;

static void
row_clear (Row *row) {
  g_free (row->peer);
  g_free (row->text);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Row, row_clear)

static gboolean
read_row (ConfabStoreDb *db, gint64 id, Row *row, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading what is looked for",
      "SELECT account, peer, is_own, time_us, text, kind, is_indexed FROM messages WHERE id = ?");

  row->id = 0;
  confab_store_query_bind_int (&query, id);
  if (confab_store_query_next (&query)) {
    row->id = id;
    row->account = confab_store_query_get_int (&query, 0);
    row->peer = confab_store_query_dup_text (&query, 1);
    row->is_own = confab_store_query_get_int (&query, 2) != 0;
    row->time_us = confab_store_query_get_int (&query, 3);
    row->text = confab_store_query_dup_text (&query, 4);
    row->kind = (int)confab_store_query_get_int (&query, 5);
    row->state = (int)confab_store_query_get_int (&query, 6);
  }
  return confab_store_query_end (&query, error);
}

/* None of what it is made of ever changes, so that the same comes out when the row goes. */
static char *
make_marks (const Row *row) {
  const char *has = row->kind == CONFAB_STORE_KIND_FILE ? CONFAB_STORE_MARK_FILE
                    : has_link (row->text)              ? CONFAB_STORE_MARK_LINK
                                                        : NULL;
  char chat[CONFAB_STORE_MARK_BYTES], month_mark[CONFAB_STORE_MARK_BYTES],
      year_mark[CONFAB_STORE_MARK_BYTES];
  int year, month;

  confab_store_mark_chat (chat, row->account, row->peer);
  confab_store_mark_read_time (row->time_us, &year, &month);
  confab_store_mark_month (month_mark, year, month);
  confab_store_mark_month (year_mark, year, 0);
  return g_strjoin (" ", chat, month_mark, year_mark,
      row->is_own ? CONFAB_STORE_MARK_OWN : CONFAB_STORE_MARK_THEIRS, has, NULL);
}

/* What stands in the index of a row, of a file the name; NULL: nothing that could be looked for. */
static char *
make_words (const Row *row) {
  g_autofree char *words = NULL;
  g_autofree char *marks = NULL;

  if (row->kind != CONFAB_STORE_KIND_TEXT && row->kind != CONFAB_STORE_KIND_FILE)
    return NULL;
  words = confab_store_words_fold (row->text);
  if (*words == '\0' && row->kind == CONFAB_STORE_KIND_TEXT)
    return NULL;
  marks = make_marks (row);
  return g_strjoin (" ", words, marks, NULL);
}

static gboolean
set_state (ConfabStoreDb *db, gint64 id, int state, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting what is in the index", "UPDATE messages SET is_indexed = ? WHERE id = ?");

  confab_store_query_bind_int (&query, state);
  confab_store_query_bind_int (&query, id);
  return confab_store_query_run (&query, error);
}

static gboolean
put_in (ConfabStoreDb *db, gint64 id, const char *words, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Taking words into the index", "INSERT INTO search (rowid, words) VALUES (?, ?)");

  confab_store_query_bind_int (&query, id);
  confab_store_query_bind_text (&query, words);
  return confab_store_query_run (&query, error);
}

static gboolean
take_out (ConfabStoreDb *db, gint64 id, const char *words, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Taking words out of the index",
      "INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)");

  confab_store_query_bind_int (&query, id);
  confab_store_query_bind_text (&query, words);
  return confab_store_query_run (&query, error);
}

static gboolean
note_rest (ConfabStoreDb *db, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Noting that words have gone", "INSERT OR IGNORE INTO search_rest (is_some) VALUES (1)");

  return confab_store_query_run (&query, error);
}

static gboolean
add_row (ConfabStoreDb *db, gint64 id, GError **error) {
  g_auto (Row) row = { 0 };
  g_autofree char *words = NULL;

  if (!read_row (db, id, &row, error))
    return FALSE;
  if (row.id == 0 || row.state != 0)
    return TRUE;
  words = make_words (&row);
  if (!words)
    return set_state (db, id, 2, error);
  return put_in (db, id, words, error) && set_state (db, id, 1, error);
}

gboolean
confab_store_search_forget (ConfabStoreDb *db, gint64 id, gboolean *was_in, GError **error) {
  g_auto (Row) row = { 0 };
  g_autofree char *words = NULL;

  if (was_in)
    *was_in = FALSE;
  if (!read_row (db, id, &row, error))
    return FALSE;
  if (row.id == 0 || row.state == 0)
    return TRUE;
  if (row.state == 1) {
    words = make_words (&row);
    if (was_in)
      *was_in = TRUE;
  }
  return (!words || (take_out (db, id, words, error) && note_rest (db, error))) &&
         set_state (db, id, 0, error);
}

/* ---- many rows ---- */

static gboolean
read_ids (ConfabStoreQuery *query, GArray *ids, GError **error) {
  while (confab_store_query_next (query)) {
    gint64 id = confab_store_query_get_int (query, 0);

    g_array_append_val (ids, id);
  }
  return confab_store_query_end (query, error);
}

static gboolean
forget_each (ConfabStoreDb *db, GArray *ids, GError **error) {
  for (guint i = 0; i < ids->len; i++)
    if (!confab_store_search_forget (db, g_array_index (ids, gint64, i), NULL, error))
      return FALSE;
  return TRUE;
}

gboolean
confab_store_search_forget_chat (ConfabStoreDb *db, gint64 account, const char *peer,
    gboolean keep_unread, guint limit, gboolean *is_more, GError **error) {
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for words that go",
      "SELECT id FROM messages WHERE account = ? AND peer = ? AND is_indexed = " IS_IN
      " AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.message = messages.id)"
      " AND NOT (? AND (is_unread OR is_kept)) LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, keep_unread != FALSE);
  confab_store_query_bind_int (&query, limit > 0 ? (gint64)limit : -1);
  if (!read_ids (&query, ids, error))
    return FALSE;
  *is_more = limit > 0 && ids->len == limit;
  return forget_each (db, ids, error);
}

gboolean
confab_store_search_forget_all (ConfabStoreDb *db, GError **error) {
  return confab_store_db_run (db, "Emptying the index",
      "INSERT INTO search (search) VALUES ('delete-all');"
      "INSERT INTO search (rowid, words) VALUES (-1, '" CONFAB_STORE_MARK "rest');"
      "INSERT OR IGNORE INTO search_rest (is_some) VALUES (1);"
      "UPDATE messages SET is_indexed = 0 WHERE is_indexed <> 0;"
      "DELETE FROM search_chats",
      error);
}

/* Words go by being made once more: where other ones would be made now than when they came in (GLib
 * knows letters by the Unicode of its time), they all go. */
gboolean
confab_store_search_check (ConfabStoreDb *db, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autofree char *before = confab_store_settings_get (db, WORDS_SETTING, &inner);
  g_autofree char *now =
      g_strdup_printf ("%d %u.%u", WORDS_VERSION, glib_major_version, glib_minor_version);

  if (inner) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  if (g_strcmp0 (before, now) == 0)
    return TRUE;
  return confab_store_search_forget_all (db, error) &&
         confab_store_settings_set (db, WORDS_SETTING, now, error);
}

gboolean
confab_store_search_forget_account (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for words that go",
      "SELECT id FROM messages WHERE account = ? AND is_indexed = " IS_IN " LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, FEW_ROWS);
  if (!read_ids (&query, ids, error))
    return FALSE;
  if (ids->len == FEW_ROWS)
    return confab_store_search_forget_all (db, error);
  return forget_each (db, ids, error);
}

gboolean
confab_store_search_has_any (
    ConfabStoreDb *db, gint64 account, const char *peer, gboolean *has_any, GError **error) {
  char match[CONFAB_STORE_MARK_BYTES + 2] =
      "\"" CONFAB_STORE_MARK_OWN "\" OR \"" CONFAB_STORE_MARK_THEIRS "\"";
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Asking whether there is something to find",
          "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1");

  if (peer) {
    char mark[CONFAB_STORE_MARK_BYTES];

    confab_store_mark_chat (mark, account, peer);
    g_snprintf (match, sizeof match, "\"%s\"", mark);
  }
  confab_store_query_bind_text (&query, match);
  *has_any = confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}

/* ---- following what is kept ---- */

/* Until where a chat that keeps no more was walked through; -1: there is nothing to walk for. */
static gboolean
read_place (ConfabStoreDb *db, gint64 account, const char *peer, gint64 *place, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading how far words have gone",
      "SELECT place FROM search_chats WHERE account = ? AND peer = ?");

  *place = -1;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  if (confab_store_query_next (&query))
    *place = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

static gboolean
write_place (ConfabStoreDb *db, gint64 account, const char *peer, gint64 place, GError **error) {
  gboolean is_some = place >= 0;
  g_auto (ConfabStoreQuery) query =
      is_some ? confab_store_query_new (db, "Noting how far words have gone",
                    "INSERT INTO search_chats (account, peer, place) VALUES (?, ?, ?)"
                    " ON CONFLICT (account, peer) DO UPDATE SET place = excluded.place")
              : confab_store_query_new (db, "Noting that words have gone",
                    "DELETE FROM search_chats WHERE account = ? AND peer = ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  if (is_some)
    confab_store_query_bind_int (&query, place);
  return confab_store_query_run (&query, error);
}

static gboolean
list_missing (ConfabStoreDb *db, gint64 account, const char *peer, gboolean keeps, GArray *ids,
    GError **error) {
  g_auto (ConfabStoreQuery) query =
      keeps ? confab_store_query_new (db, "Looking for words that come",
                  "SELECT id FROM messages WHERE account = ? AND peer = ?"
                  " AND is_indexed = " NOT_LOOKED_AT " LIMIT ?")
            : confab_store_query_new (db, "Looking for words that come",
                  "SELECT id FROM messages WHERE account = ?1 AND peer = ?2"
                  " AND is_indexed = " NOT_LOOKED_AT " AND floor > 0"
                  " UNION ALL SELECT id FROM messages WHERE account = ?1 AND peer = ?2"
                  " AND is_indexed = " NOT_LOOKED_AT " AND floor = 0 AND is_kept = 1 LIMIT ?3");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, CONFAB_STORE_SEARCH_SLICE_IN);
  return read_ids (&query, ids, error);
}

static gboolean
take_in (ConfabStoreDb *db, gint64 account, const char *peer, gboolean keeps, gboolean *is_more,
    GError **error) {
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 end_us = g_get_monotonic_time () + CONFAB_STORE_SLICE_US;
  gboolean is_untidy = FALSE;

  if (!list_missing (db, account, peer, keeps, ids, error))
    return FALSE;
  /* First what earlier slices left to do, so that it never comes to much. */
  if (ids->len > 0 && !confab_store_search_tidy (db, end_us, &is_untidy, error))
    return FALSE;
  *is_more = is_untidy || ids->len == CONFAB_STORE_SEARCH_SLICE_IN;
  for (guint i = 0; i < ids->len && !is_untidy; i++) {
    if (!add_row (db, g_array_index (ids, gint64, i), error))
      return FALSE;
    if (g_get_monotonic_time () >= end_us && i + 1 < ids->len) {
      *is_more = TRUE;
      break;
    }
  }
  return TRUE;
}

/* Rows that were in it for their chat's sake alone. */
static gboolean
list_leaving (ConfabStoreDb *db, gint64 account, const char *peer, gint64 *place, GArray *ids,
    gboolean *is_end, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Looking for words that go",
      "SELECT id, is_indexed = " IS_IN " AND floor = 0 AND NOT is_kept FROM messages"
      " WHERE account = ? AND peer = ? AND id > ? ORDER BY id LIMIT ?");
  guint n = 0;

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, *place);
  confab_store_query_bind_int (&query, LOOKED_AT_ROWS);
  *is_end = FALSE;
  while (ids->len < CONFAB_STORE_SEARCH_SLICE_OUT) {
    if (!confab_store_query_next (&query)) {
      *is_end = n < LOOKED_AT_ROWS;
      break;
    }
    n++;
    *place = confab_store_query_get_int (&query, 0);
    if (confab_store_query_get_int (&query, 1) != 0)
      g_array_append_val (ids, *place);
  }
  return confab_store_query_end (&query, error);
}

static gboolean
let_go (ConfabStoreDb *db, gint64 account, const char *peer, gboolean *is_more, GError **error) {
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_end;
  gint64 place;

  *is_more = FALSE;
  if (!read_place (db, account, peer, &place, error))
    return FALSE;
  if (place < 0)
    return TRUE;
  if (!confab_store_search_tidy (
          db, g_get_monotonic_time () + CONFAB_STORE_SLICE_US, is_more, error))
    return FALSE;
  if (*is_more)
    return TRUE;
  if (!list_leaving (db, account, peer, &place, ids, &is_end, error) ||
      !forget_each (db, ids, error))
    return FALSE;
  *is_more = !is_end;
  return write_place (db, account, peer, is_end ? -1 : place, error);
}

gboolean
confab_store_search_follow (ConfabStoreDb *db, gint64 account, const char *peer, gboolean keeps,
    gboolean *is_more, GError **error) {
  gint64 place;

  if (!keeps) {
    gboolean is_more_in = FALSE;

    if (!let_go (db, account, peer, is_more, error))
      return FALSE;
    if (*is_more)
      return TRUE;
    if (!take_in (db, account, peer, FALSE, &is_more_in, error))
      return FALSE;
    *is_more = is_more_in;
    return TRUE;
  }
  /* Noted before the first word comes in, so that a chat that stops keeping is walked through. */
  if (!read_place (db, account, peer, &place, error) ||
      (place != 0 && !write_place (db, account, peer, 0, error)))
    return FALSE;
  return take_in (db, account, peer, TRUE, is_more, error);
}
