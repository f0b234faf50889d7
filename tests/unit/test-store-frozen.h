#pragma once

/* Freezing a vault of a version, and reading all of one: every column of every row, as text. What a
 * version can hold beyond the one before stands here in its own words, and is never changed. */

#include "store/store-db-private.h"
#include "store/store-search.h"

/* ---- what each version holds ---- */

/* At the index N: what a vault of version N and later has, in columns that version N knew. Account
 * 1 is checked column by column; what came later is in account 2. */
static const char *const frozen_rows[] = {
  "",
  "INSERT INTO accounts (id, address, host, port, is_direct_tls, proxy_host, proxy_port, mechanism,"
  "  had_binding, roster_version, session_id, session_location, session_resource, session_h)"
  " VALUES (1, 'alice@example.org', 'xmpp.example.org', 5269, 1, '127.0.0.1', 9050, 3, 1, 'ver7',"
  "  'session', 'there', 'resource', 4294967295);"
  "INSERT INTO accounts (id, address) VALUES (2, 'bob@example.org');"
  "INSERT INTO contacts (account, address, name, subscription, groups, is_on_server, is_known,"
  "  is_favourite, is_plain_chosen)"
  " VALUES (1, 'ann@example.org', 'Ann', 3, 'Family' || char(10) || 'Friends', 1, 1, 1, 1);"
  "INSERT INTO contacts (account, address, is_asked, asked_us, note)"
  " VALUES (1, 'cat@example.org', 1, 1700000000000000, 'It is me');"
  "INSERT INTO requests VALUES"
  " (2, 'dan@example.org', 'Hello, it is Dan', 1700000001000000, 1);"
  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  wire_id, text) VALUES"
  " (1, 1, 'ann@example.org', 0, 1, 1, 0, 0, 1700000002000000, NULL,"
  "  'Good morning ' || char(9728)),"
  " (2, 1, 'ann@example.org', 1, 1, 0, 1, 0, 1700000003000000, '0123456789abcdef',"
  "  'Good morning, Ann'),"
  " (3, 1, 'cat@example.org', 1, 0, 0, 4, 12, 1700000004000000, 'fedcba9876543210',"
  "  'Are you there?');"
  "INSERT INTO outbox (message, account, envelope, is_sealed, session_id, number)"
  " VALUES (2, 1, CAST ('<message/>' AS BLOB), 1, 'session', 4294967294);"
  "INSERT INTO drafts VALUES (1, 'ann@example.org', 'By the way');"
  "INSERT INTO settings VALUES ('colour', 'green')",

  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, kind, is_unchecked) VALUES"
  " (90, 2, 'fay@example.org', 0, 1, 0, 0, 5, 1700000005000000, '', 2, 1)",

  "UPDATE accounts SET archive_id = 'place' WHERE id = 2",

  "INSERT INTO omemo_own VALUES (2, 2147483647, zeroblob (32), x'c0ffee', 1, 101, 3,"
  "  1700000000000000, 1700000001000000);"
  "INSERT INTO omemo_prekeys VALUES (2, 2, 0, 1, x'0102', NULL, 0, 1700000000000000),"
  " (2, 1, 1, 7, NULL, x'0304', 1, 1700000000000001);"
  "INSERT INTO omemo_devices VALUES (2, 'fay@example.org', 12345, 1, 1, 1, x'aabb', 'Laptop',"
  "  1, 2, 3, 4, 5, 6, 7);"
  "INSERT INTO omemo_identities (account, address, key, is_first, said, checked_us, first_us)"
  " VALUES (2, 'fay@example.org', x'aabb', 1, 2, 1700000002000000, 1700000001000000);"
  "INSERT INTO omemo_sessions VALUES"
  " (2, 'fay@example.org', 2, 12345, x'00ff', x'aabb', x'0a', 1, 0, zeroblob (900));"
  "INSERT INTO omemo_peers VALUES (2, 'fay@example.org', 1, 2, 3, 4, 5, 6);"
  "INSERT INTO omemo_rumours VALUES"
  " (2, 'fay@example.org', x'aabb', 'bob@example.org', x'ccdd', 1, 1700000003000000)",

  "INSERT INTO contacts (account, address, is_awaited, face)"
  " VALUES (2, 'fay@example.org', 1, char(127802))",

  "UPDATE omemo_identities SET is_heard = 1;"
  "INSERT INTO omemo_trust (id, account, address, said_to, owner, key, said, is_act, letter,"
  "  session_id, number)"
  " VALUES (5, 2, 'fay@example.org', x'aabb', 'bob@example.org', x'ccdd', 1, 1, 9, 'session', 8)",

  "INSERT INTO settings VALUES ('safety.keep', '2');"
  "INSERT INTO chat_retention VALUES (2, 'eve@example.org', 0), (2, 'fay@example.org', 5),"
  "  (2, 'gus@example.org', 4);"
  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, is_kept, floor, is_closed, since_us) VALUES"
  " (100, 2, 'eve@example.org', 0, 1, 0, 0, 0, 1700000006000000, 'Goes at closing', 0, 0, 0, 7),"
  " (101, 2, 'eve@example.org', 0, 1, 0, 0, 0, 1700000007000000, 'Keep this', 1, 0, 1, 8),"
  " (102, 2, 'gus@example.org', 1, 1, 0, 3, 0, 1700000008000000, 'For a year', 0, 3, 1, 9),"
  " (103, 2, 'fay@example.org', 0, 1, 1, 0, 0, 1700000009000000, 'Until I delete', 0, 5, 0, 0)",

  "INSERT INTO blocked VALUES (2, 'hal@example.org')",

  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, is_folded, since_us)"
  " VALUES (104, 2, 'eve@example.org', 0, 1, 0, 0, 0, 1700000010000000, 'Folded', 1, 10);"
  "UPDATE contacts SET quiet_us = 1700000011000000 WHERE account = 2",

  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, kind, since_us)"
  " VALUES (110, 2, 'gus@example.org', 0, 1, 0, 0, 0, 1700000012000000, 'tea.png', 4, 11);"
  "INSERT INTO files VALUES (110, 2, 'tea.png', 'image/png', 1234, 'https://example.org/tea',"
  "  zeroblob (32), zeroblob (12), x'abcd', NULL, 1, 0)",

  /* Its words are taken in by frozen_make. */
  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, since_us)"
  " VALUES (112, 2, 'gus@example.org', 0, 1, 0, 0, 0, 1700000013000000, 'The blue teapot', 12)",

  "INSERT INTO chat_timers VALUES (2, 'gus@example.org', 86400, 1, 1, 3600, 1700000014000000);"
  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, timer, ends_us, since_us)"
  " VALUES (113, 2, 'gus@example.org', 0, 1, 0, 0, 0, 1700000015000000, 'For a day', 86400,"
  "  1700086415000000, 13)",

  "UPDATE contacts SET has_given = 1 WHERE account = 2",

  /* How the index is written, and nothing new to hold. */
  "",

  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, wire_id, since_us)"
  " VALUES (114, 2, 'gus@example.org', 1, 1, 0, 1, 0, 1700000016000000, 'Soon', 'w114', 14);"
  "INSERT INTO outbox (message, account, wait, retracts) VALUES (114, 2, 10, 'w110');"
  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, wire_id, is_taken, since_us)"
  " VALUES (115, 2, 'gus@example.org', 0, 1, 0, 0, 0, 1700000017000000, 'Stays', 'w115', 1, 15)",

  "UPDATE contacts SET tells = 3 WHERE account = 2;"
  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, wire_id, mark, since_us) VALUES"
  " (116, 2, 'gus@example.org', 0, 1, 1, 0, 0, 1700000018000000, 'Tell me', 'w116', 2, 16),"
  " (117, 2, 'gus@example.org', 1, 1, 0, 3, 0, 1700000019000000, 'Read', 'w117', 3, 17)",

  "INSERT INTO messages (id, account, peer, is_own, is_sealed, is_unread, state, reason, time_us,"
  "  text, wire_id, changed_us, n_changes, change_id, since_us) VALUES"
  " (118, 2, 'gus@example.org', 0, 1, 1, 0, 0, 1700000020000000, 'Theirs', 'w118',"
  "  1700000021000000, 2, 'x118', 18),"
  " (119, 2, 'gus@example.org', 1, 1, 0, 1, 0, 1700000022000000, 'Ours', 'w119',"
  "  1700000023000000, 1, 'x119', 19);"
  "INSERT INTO outbox (message, account, change, next) VALUES (119, 2, 'x119', 'y119')",
};

static inline gboolean
frozen_take_words_in (ConfabStoreDb *db, GError **error) {
  gboolean is_more = TRUE;

  if (!confab_store_search_check (db, error))
    return FALSE;
  while (is_more)
    if (!confab_store_search_follow (db, 2, "gus@example.org", TRUE, &is_more, error))
      return FALSE;
  return TRUE;
}

/* As the program of that version left it: by its own steps, closed in order. */
static inline int
frozen_make (const char *folder, int version) {
  g_autofree char *name = g_strdup_printf ("vault-%d.db", version);
  g_autofree char *file = g_build_filename (folder, name, NULL);
  g_autoptr (ConfabSecret) key = NULL;
  g_autoptr (GError) inner = NULL;
  GError **error = &inner;
  gboolean is_new;
  ConfabStoreDb *db;

  g_assert_cmpint (version, <, G_N_ELEMENTS (frozen_rows));
  confab_base_secret_init ();
  key = test_key (1);
  g_assert_true (g_file_set_contents (file, "", 0, NULL));
  db = confab_store_db_open (file, key, CONFAB_STORE_DB_WRITER, error);
  g_assert_no_error (inner);
  CHECK (confab_store_db_settle (db, error) && confab_store_migrate_to (db, version, error));
  for (int i = 1; i <= version; i++)
    CHECK (confab_store_db_run (db, "Filling", frozen_rows[i], error));
  CHECK (confab_store_seen_check (db, 1, "seen one", 1700000000000000, &is_new, error));
  CHECK (version < 11 || frozen_take_words_in (db, error));
  CHECK (confab_store_db_checkpoint (db, error));
  confab_store_db_close (db);
  return 0;
}

/* ---- reading all of one ---- */

static inline GPtrArray *
frozen_ask (ConfabStoreDb *db, const char *sql) {
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  g_assert_cmpint (sqlite3_prepare_v2 (db->handle, sql, -1, &statement, NULL), ==, SQLITE_OK);
  while (sqlite3_step (statement) == SQLITE_ROW)
    g_ptr_array_add (lines, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
  g_assert_cmpint (sqlite3_finalize (statement), ==, SQLITE_OK);
  return g_steal_pointer (&lines);
}

static inline ConfabStoreDb *
frozen_look (const char *file) {
  g_autoptr (ConfabSecret) key = test_key (1);
  g_autoptr (GError) error = NULL;
  ConfabStoreDb *db = confab_store_db_open (file, key, CONFAB_STORE_DB_PROBE, &error);

  g_assert_no_error (error);
  return db;
}

/* "table.column" -> its values in the order of the table's key. What FTS5 keeps for itself is its
 * own affair: it is asked, not read. */
static inline GHashTable *
frozen_read (const char *file) {
  ConfabStoreDb *db = frozen_look (file);
  g_autoptr (GHashTable) all =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  g_autoptr (GPtrArray) columns = frozen_ask (db,
      "SELECT t.name || '.' || c.name FROM sqlite_schema t, pragma_table_info (t.name) c"
      " WHERE t.type = 'table' AND (t.name NOT GLOB 'search*' OR t.name GLOB 'search_chats')");

  g_assert_cmpuint (columns->len, >, 40);
  for (guint i = 0; i < columns->len; i++) {
    char *column = g_ptr_array_index (columns, i);
    g_auto (GStrv) parts = g_strsplit (column, ".", 2);
    g_autofree char *sql =
        g_strdup_printf ("SELECT quote (\"%s\") FROM \"%s\" NOT INDEXED", parts[1], parts[0]);

    g_hash_table_insert (all, g_strdup (column), frozen_ask (db, sql));
  }
  confab_store_db_close (db);
  return g_steal_pointer (&all);
}

/* Whatever stood in `before` stands in `after`, row by row, and no table has a row more. */
static inline void
frozen_check_same (GHashTable *before, GHashTable *after) {
  GHashTableIter iter;
  gpointer column, value;

  g_hash_table_iter_init (&iter, before);
  while (g_hash_table_iter_next (&iter, &column, &value)) {
    GPtrArray *old = value;
    GPtrArray *now = g_hash_table_lookup (after, column);

    g_assert_nonnull (now);
    if (old->len != now->len)
      g_error ("%s: %u rows became %u", (char *)column, old->len, now->len);
    for (guint i = 0; i < old->len; i++)
      if (strcmp (g_ptr_array_index (old, i), g_ptr_array_index (now, i)) != 0)
        g_error ("%s: %s became %s", (char *)column, (char *)g_ptr_array_index (old, i),
            (char *)g_ptr_array_index (now, i));
  }
}

/* A vault that was brought up to date is made as a new one is: no step was changed after it was
 * frozen. */
static inline void
frozen_check_schema (const char *file) {
  const char *sql = "SELECT type || ' ' || name || ': ' || coalesce (sql, '') FROM sqlite_schema"
                    " ORDER BY type, name";
  g_autofree char *folder = test_folder ();
  g_autofree char *fresh = g_build_filename (folder, "vault.db", NULL);
  g_autoptr (GPtrArray) old_lines = NULL;
  g_autoptr (GPtrArray) new_lines = NULL;
  ConfabStoreDb *db;

  test_close (test_open (folder));
  db = frozen_look (fresh);
  new_lines = frozen_ask (db, sql);
  confab_store_db_close (db);
  db = frozen_look (file);
  old_lines = frozen_ask (db, sql);
  confab_store_db_close (db);
  g_assert_cmpuint (old_lines->len, ==, new_lines->len);
  for (guint i = 0; i < old_lines->len; i++)
    g_assert_cmpstr (g_ptr_array_index (old_lines, i), ==, g_ptr_array_index (new_lines, i));
  test_folder_remove (folder);
}
