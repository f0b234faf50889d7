/* The pieces that the index of words is made of. FTS5 writes a new one with each commit and would
 * put many together at once, when somebody may be waiting to send: here they are put together a few
 * pages at a time, for as long as the caller has time. Refuses to forget that words went before
 * every piece that held them was written anew. */

#include "store/store-db-private.h"
#include "store/store-search-private.h"
#include "store/store-search.h"

#define NO_CHANGES 2 /* fewer rows than these changed: nothing was put together */

/* search_rest */
#define WORDS_WENT "1"
#define WRITES_ANEW "2"

/* A few pages: about a millisecond. */
#define MERGE "INSERT INTO search (search, rank) VALUES ('merge', 16)"
/* The same; from now on they are to become one. */
#define MERGE_ALL "INSERT INTO search (search, rank) VALUES ('merge', -16)"

static gboolean
merge (ConfabStoreDb *db, gint64 end_us, gboolean *is_more, GError **error) {
  *is_more = TRUE;
  do {
    int before = sqlite3_total_changes (db->handle);

    if (!confab_store_db_run (db, "Putting pieces of the index together", MERGE, error))
      return FALSE;
    if (sqlite3_total_changes (db->handle) - before < NO_CHANGES) {
      *is_more = FALSE;
      return TRUE;
    }
  } while (g_get_monotonic_time () < end_us);
  return TRUE;
}

gboolean
confab_store_search_tidy (ConfabStoreDb *db, gint64 end_us, gboolean *is_more, GError **error) {
  return merge (db, end_us, is_more, error);
}

static gboolean
has_mark (ConfabStoreDb *db, gint64 mark, gboolean *has, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Asking whether words have gone", "SELECT 1 FROM search_rest WHERE is_some = ?");

  confab_store_query_bind_int (&query, mark);
  *has = confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_search_has_rest (ConfabStoreDb *db, gboolean *is_some, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (
      db, "Asking whether words have gone", "SELECT 1 FROM search_rest LIMIT 1");

  *is_some = confab_store_query_next (&query);
  return confab_store_query_end (&query, error);
}

/* An index of one piece would be left as it is, so a second one is made first. */
static gboolean
begin_anew (ConfabStoreDb *db, GError **error) {
  return confab_store_db_run (db, "Beginning to write the index anew",
      "INSERT INTO search (search, rowid, words) VALUES ('delete', -1, '" CONFAB_STORE_MARK
      "rest');"
      "INSERT INTO search (rowid, words) VALUES (-1, '" CONFAB_STORE_MARK "rest');" MERGE_ALL ";"
      "DELETE FROM search_rest;"
      "INSERT INTO search_rest (is_some) VALUES (" WRITES_ANEW ")",
      error);
}

/* FTS5 notes that words went and lets them stand until it writes their piece of the index anew. Its
 * own secure-delete would take them out at once, but not the beginning of a word out of the key by
 * which a page is found, and in a large index it walks through all places of every frequent word:
 * so the whole index is written anew, in steps. What goes meanwhile leaves its own mark, and is
 * written over in another round. */
static gboolean
settle_step (ConfabStoreDb *db, gint64 end_us, gboolean *is_more, GError **error) {
  gboolean writes_anew;
  gboolean words_went;

  *is_more = FALSE;
  if (!has_mark (db, 2, &writes_anew, error) || !has_mark (db, 1, &words_went, error))
    return FALSE;
  if (!writes_anew && !words_went)
    return TRUE;
  if (!writes_anew && !begin_anew (db, error))
    return FALSE;
  if (!merge (db, end_us, is_more, error))
    return FALSE;
  if (*is_more)
    return TRUE;
  *is_more = words_went && writes_anew;
  return confab_store_db_run (db, "Noting that the index was written anew",
      "DELETE FROM search_rest WHERE is_some = " WRITES_ANEW, error);
}

gboolean
confab_store_search_settle (ConfabStoreDb *db, gint64 end_us, gboolean *is_more, GError **error) {
  gboolean is_some;

  *is_more = FALSE;
  if (!confab_store_search_has_rest (db, &is_some, error))
    return FALSE;
  if (!is_some)
    return TRUE;
  if (!confab_store_db_run (db, "Beginning to write the index anew", "BEGIN IMMEDIATE", error))
    return FALSE;
  if (settle_step (db, end_us, is_more, error) &&
      confab_store_db_run (db, "Writing the index anew", "COMMIT", error))
    return TRUE;
  confab_store_db_run (db, "Taking the new index back", "ROLLBACK", NULL);
  return FALSE;
}
