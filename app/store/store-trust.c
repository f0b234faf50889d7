/* Words of trust that wait to be said. They are kept as words and not as bytes: an attempt that
 * failed is sealed anew, for the devices that are checked then. Refuses to grow without end, and to
 * forget a word before the server has it. */

#include "store/store-trust.h"

#include "store/store-db-private.h"
#include "store/store-omemo-private.h"

void
confab_store_trust_free (ConfabStoreTrust *word) {
  if (word == NULL)
    return;
  g_free (word->address);
  g_clear_pointer (&word->to, g_bytes_unref);
  g_free (word->owner);
  g_clear_pointer (&word->key, g_bytes_unref);
  g_free (word);
}

static gboolean
make_room (ConfabStoreDb *db, gint64 account, const char *address, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Bounding what is to be said of keys",
          "DELETE FROM omemo_trust WHERE account = ?1 AND address = ?2 AND id NOT IN"
          " (SELECT id FROM omemo_trust WHERE account = ?1 AND address = ?2"
          "   ORDER BY id DESC LIMIT ?3)");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, CONFAB_STORE_TRUST_MAX_ROWS);
  return confab_store_query_run (&query, error);
}

/* A row that is replaced gets another id, so that the message that said the old word, and may be on
 * its way, takes nothing along. */
gboolean
confab_store_trust_add (
    ConfabStoreDb *db, gint64 account, const ConfabStoreTrust *word, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Keeping what is to be said of a key",
          "INSERT OR REPLACE INTO omemo_trust (account, address, said_to, owner, key, said, is_act,"
          " letter) VALUES (?, ?, ?, ?, ?, ?, ?, 0)");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, word->address);
  confab_store_omemo_bind (&query, word->to);
  confab_store_query_bind_text (&query, word->owner);
  confab_store_omemo_bind (&query, word->key);
  confab_store_query_bind_int (&query, word->said);
  confab_store_query_bind_int (&query, word->is_act);
  return confab_store_query_run (&query, error) && make_room (db, account, word->address, error);
}

GPtrArray *
confab_store_trust_list (
    ConfabStoreDb *db, gint64 account, const char *address, gboolean acts_only, GError **error) {
  g_autoptr (GPtrArray) words =
      g_ptr_array_new_with_free_func ((GDestroyNotify)confab_store_trust_free);
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Reading what is to be said of keys",
          "SELECT id, said_to, owner, key, said, is_act FROM omemo_trust"
          " WHERE account = ? AND address = ? AND letter = 0 AND is_act >= ? ORDER BY owner, key "
          "LIMIT ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_query_bind_int (&query, acts_only);
  confab_store_query_bind_int (&query, CONFAB_STORE_TRUST_MAX_ROWS);
  while (confab_store_query_next (&query)) {
    ConfabStoreTrust *word = g_new0 (ConfabStoreTrust, 1);

    word->id = confab_store_query_get_int (&query, 0);
    word->address = g_strdup (address);
    word->to = confab_store_query_dup_bytes (&query, 1);
    word->owner = confab_store_query_dup_text (&query, 2);
    word->key = confab_store_query_dup_bytes (&query, 3);
    word->said = (int)confab_store_query_get_int (&query, 4);
    word->is_act = confab_store_query_get_int (&query, 5) != 0;
    g_ptr_array_add (words, word);
  }
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&words);
}

GPtrArray *
confab_store_trust_list_people (ConfabStoreDb *db, gint64 account, GError **error) {
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_free);
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Finding who is to be told of keys",
      "SELECT DISTINCT address FROM omemo_trust WHERE account = ? AND letter = 0 ORDER BY address");

  confab_store_query_bind_int (&query, account);
  while (confab_store_query_next (&query))
    g_ptr_array_add (people, confab_store_query_dup_text (&query, 0));
  if (!confab_store_query_end (&query, error))
    return NULL;
  return g_steal_pointer (&people);
}

gboolean
confab_store_trust_drop (
    ConfabStoreDb *db, gint64 account, const char *address, GBytes *to, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Dropping what was to be said",
      "DELETE FROM omemo_trust WHERE account = ? AND address = ? AND said_to = ?");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, address);
  confab_store_omemo_bind (&query, to);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_trust_send (
    ConfabStoreDb *db, gint64 account, gint64 id, gint64 letter, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Noting what is being said of a key",
          "UPDATE omemo_trust SET letter = ?3, session_id = NULL, number = 0"
          " WHERE account = ?1 AND id = ?2");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_int (&query, id);
  confab_store_query_bind_int (&query, letter);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_trust_mark (
    ConfabStoreDb *db, gint64 letter, const char *session_id, guint32 number, GError **error) {
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Noting a number of what is said",
      "UPDATE omemo_trust SET session_id = ?2, number = ?3 WHERE letter = ?1");

  confab_store_query_bind_int (&query, letter);
  confab_store_query_bind_text (&query, session_id);
  confab_store_query_bind_int (&query, number);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_trust_acknowledge (
    ConfabStoreDb *db, gint64 account, const char *session_id, guint32 h, GError **error) {
  /* XEP-0198 section 4: numbers wrap at 2^32. */
  g_auto (ConfabStoreQuery) query = confab_store_query_new (db, "Dropping what was said of keys",
      "DELETE FROM omemo_trust WHERE account = ? AND session_id = ?"
      " AND ((? - number) & 4294967295) < 2147483648");

  confab_store_query_bind_int (&query, account);
  confab_store_query_bind_text (&query, session_id);
  confab_store_query_bind_int (&query, h);
  return confab_store_query_run (&query, error);
}

gboolean
confab_store_trust_return (ConfabStoreDb *db, gint64 account, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Taking back what was not said of keys",
          "UPDATE omemo_trust SET letter = 0, session_id = NULL, number = 0"
          " WHERE account = ? AND letter <> 0");

  confab_store_query_bind_int (&query, account);
  return confab_store_query_run (&query, error);
}
