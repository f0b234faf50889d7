/* Messages that are folded: how many, since when, and how they come back into the chat. Refuses to
 * decide what is folded, and loses none of them. */

#include "store/store-folded.h"

#include "store/store-db-private.h"
#include "store/store-messages.h"

#define FOLDED 1
#define ASKED_FOR 2 /* stands in the chat again, and is no part of a flood any more */

void
confab_store_folded_free (ConfabStoreFolded *folded) {
  if (!folded)
    return;
  g_free (folded->peer);
  g_free (folded);
}

GPtrArray *
confab_store_folded_list (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_folded_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Counting what is folded",
      "SELECT peer, count (*), max (id) FROM messages WHERE account = ? AND is_folded = 1"
      " GROUP BY peer");

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query)) {
    ConfabStoreFolded *folded = g_new0 (ConfabStoreFolded, 1);

    folded->peer = confab_store_query_dup_text (&query, 0);
    folded->n = (guint)confab_store_query_get_int (&query, 1);
    folded->last_id = confab_store_query_get_int (&query, 2);
    g_ptr_array_add (list, folded);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&list);
}

GArray *
confab_store_folded_times (ConfabStoreDb *db, gint64 account, const char *peer, guint limit,
    gboolean *is_folding, GError **error) {
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Reading how much somebody writes",
      "SELECT time_us, is_folded FROM messages"
      " WHERE account = ? AND peer = ? AND NOT is_own AND kind <> ? ORDER BY id DESC LIMIT ?");

  gboolean is_newest = TRUE;

  *is_folding = FALSE;
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, CONFAB_STORE_KIND_LINE);
  confab_store_query_bind_int (&query, limit);
  while (confab_store_query_next (&query)) {
    gint64 time_us = confab_store_query_get_int (&query, 0);

    gint64 fold = confab_store_query_get_int (&query, 1);

    *is_folding = *is_folding || (is_newest && fold == FOLDED);
    is_newest = FALSE;
    if (fold != ASKED_FOR)
      g_array_append_val (times, time_us);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&times);
}

gboolean
confab_store_folded_show (
    ConfabStoreDb *db, gint64 account, const char *peer, gint64 up_to_id, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Showing what is folded",
      "UPDATE messages SET is_folded = ?"
      " WHERE account = ? AND peer = ? AND is_folded = 1 AND id <= ?");

  confab_store_query_bind_int (&query, ASKED_FOR);
  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, peer);
  confab_store_query_bind_int (&query, up_to_id);
  return confab_store_query_run (&query, error);
}
