/* The schema of the vault, as the steps that lead to it. A step is never edited once a version of
 * Confab went out with it: what changes is a new step at the end, proven on a frozen file of each
 * earlier version in tests/data. Refuses a schema from the future. */

#include "store/store-db-private.h"

static const char step_1[] =
    "CREATE TABLE accounts ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  address TEXT NOT NULL UNIQUE,"
    "  host TEXT,"
    "  port INTEGER NOT NULL DEFAULT 0,"
    "  is_direct_tls INTEGER NOT NULL DEFAULT 0,"
    "  proxy_host TEXT,"
    "  proxy_port INTEGER NOT NULL DEFAULT 0,"
    "  mechanism INTEGER NOT NULL DEFAULT 0,"
    "  had_binding INTEGER NOT NULL DEFAULT 0,"
    "  roster_version TEXT,"
    "  session_id TEXT,"
    "  session_location TEXT,"
    "  session_resource TEXT,"
    "  session_h INTEGER NOT NULL DEFAULT 0"
    ") STRICT;"

    "CREATE TABLE contacts ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  name TEXT,"
    "  subscription INTEGER NOT NULL DEFAULT 0,"
    "  is_asked INTEGER NOT NULL DEFAULT 0,"
    "  groups TEXT,"
    "  is_on_server INTEGER NOT NULL DEFAULT 0,"
    "  is_known INTEGER NOT NULL DEFAULT 0,"
    "  is_favourite INTEGER NOT NULL DEFAULT 0,"
    "  is_plain_chosen INTEGER NOT NULL DEFAULT 0,"
    "  asked_us INTEGER NOT NULL DEFAULT 0,"
    "  note TEXT,"
    "  PRIMARY KEY (account, address)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE requests ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  note TEXT,"
    "  time_us INTEGER NOT NULL,"
    "  wants_presence INTEGER NOT NULL DEFAULT 0,"
    "  PRIMARY KEY (account, address)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE drafts ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  peer TEXT NOT NULL,"
    "  text TEXT NOT NULL,"
    "  PRIMARY KEY (account, peer)"
    ") STRICT, WITHOUT ROWID;"

    /* AUTOINCREMENT: an id that was erased never comes back. */
    "CREATE TABLE messages ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  peer TEXT NOT NULL,"
    "  is_own INTEGER NOT NULL,"
    "  is_sealed INTEGER NOT NULL,"
    "  is_unread INTEGER NOT NULL,"
    "  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 4),"
    "  reason INTEGER NOT NULL,"
    "  time_us INTEGER NOT NULL,"
    "  wire_id TEXT,"
    "  text TEXT NOT NULL"
    ") STRICT;"
    "CREATE INDEX messages_chat ON messages (account, peer);"
    "CREATE INDEX messages_unread ON messages (account, peer) WHERE is_unread;"
    "CREATE INDEX messages_wire ON messages (account, peer, wire_id)"
    "  WHERE is_own AND wire_id IS NOT NULL;"

    "CREATE TABLE outbox ("
    "  message INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,"
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  envelope BLOB,"
    "  is_sealed INTEGER NOT NULL DEFAULT 0,"
    "  session_id TEXT,"
    "  number INTEGER NOT NULL DEFAULT 0"
    ") STRICT;"
    "CREATE INDEX outbox_account ON outbox (account);"

    "CREATE TABLE seen ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  hash BLOB NOT NULL,"
    "  day INTEGER NOT NULL,"
    "  PRIMARY KEY (account, hash)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX seen_day ON seen (day);"

    "CREATE TABLE settings ("
    "  name TEXT PRIMARY KEY,"
    "  value TEXT NOT NULL"
    ") STRICT, WITHOUT ROWID;"

    "PRAGMA user_version = 1;";

static const char step_2[] =
    "ALTER TABLE messages ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE messages ADD COLUMN is_unchecked INTEGER NOT NULL DEFAULT 0;"

    "PRAGMA user_version = 2;";

static const char step_3[] = "ALTER TABLE accounts ADD COLUMN archive_id TEXT;"

                             "PRAGMA user_version = 3;";

/* OMEMO. What is known by a key is known by its 32 bytes. */
static const char step_4[] =
    "CREATE TABLE omemo_own ("
    "  account INTEGER PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,"
    "  device INTEGER NOT NULL,"
    "  identity BLOB NOT NULL,"
    "  secret BLOB NOT NULL,"
    "  is_published INTEGER NOT NULL,"
    "  next_prekey INTEGER NOT NULL,"
    "  next_signed INTEGER NOT NULL,"
    "  first_list_us INTEGER NOT NULL,"
    "  refilled_us INTEGER NOT NULL"
    ") STRICT;"

    "CREATE TABLE omemo_prekeys ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  version INTEGER NOT NULL,"
    "  kind INTEGER NOT NULL,"
    "  id INTEGER NOT NULL,"
    "  record BLOB,"
    "  used_by BLOB,"
    "  is_noted INTEGER NOT NULL DEFAULT 0,"
    "  made_us INTEGER NOT NULL,"
    "  PRIMARY KEY (account, version, kind, id)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE omemo_devices ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  id INTEGER NOT NULL,"
    "  is_old INTEGER NOT NULL,"
    "  is_two INTEGER NOT NULL,"
    "  is_first INTEGER NOT NULL,"
    "  identity BLOB,"
    "  label TEXT,"
    "  first_us INTEGER NOT NULL,"
    "  last_us INTEGER NOT NULL,"
    "  old_failed_us INTEGER NOT NULL,"
    "  two_failed_us INTEGER NOT NULL,"
    "  answered_us INTEGER NOT NULL,"
    "  n_answers INTEGER NOT NULL,"
    "  repaired_us INTEGER NOT NULL,"
    "  PRIMARY KEY (account, address, id)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE omemo_identities ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  key BLOB NOT NULL,"
    "  is_first INTEGER NOT NULL,"
    "  said INTEGER NOT NULL,"
    "  checked_us INTEGER NOT NULL,"
    "  first_us INTEGER NOT NULL,"
    "  PRIMARY KEY (account, address, key)"
    ") STRICT, WITHOUT ROWID;"

    /* States are large: their rows stay out of the index. */
    "CREATE TABLE omemo_sessions ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  version INTEGER NOT NULL,"
    "  device INTEGER NOT NULL,"
    "  base BLOB NOT NULL,"
    "  identity BLOB NOT NULL,"
    "  chains BLOB,"
    "  place INTEGER NOT NULL,"
    "  is_aside INTEGER NOT NULL,"
    "  record BLOB NOT NULL,"
    "  PRIMARY KEY (account, address, version, device, base)"
    ") STRICT;"

    "CREATE TABLE omemo_peers ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  cost INTEGER NOT NULL,"
    "  cost_us INTEGER NOT NULL,"
    "  repaired_us INTEGER NOT NULL,"
    "  n_repairs INTEGER NOT NULL,"
    "  answered_us INTEGER NOT NULL,"
    "  n_answers INTEGER NOT NULL,"
    "  PRIMARY KEY (account, address)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE omemo_rumours ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  said_by BLOB NOT NULL,"
    "  owner TEXT NOT NULL,"
    "  key BLOB NOT NULL,"
    "  said INTEGER NOT NULL,"
    "  time_us INTEGER NOT NULL,"
    "  PRIMARY KEY (account, address, said_by, owner, key)"
    ") STRICT, WITHOUT ROWID;"

    "PRAGMA user_version = 4;";

/* What the user says of a buddy: an emoji, and that they are waited for. */
static const char step_5[] =
    "ALTER TABLE contacts ADD COLUMN is_awaited INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE contacts ADD COLUMN face TEXT;"

    "PRAGMA user_version = 5;";

/* What checked devices are still to be told of keys, and what was heard of some. An id is never
 * given twice: a message on its way is known by it. */
static const char step_6[] =
    "ALTER TABLE omemo_identities ADD COLUMN is_heard INTEGER NOT NULL DEFAULT 0;"

    "CREATE TABLE omemo_trust ("
    "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  said_to BLOB NOT NULL,"
    "  owner TEXT NOT NULL,"
    "  key BLOB NOT NULL,"
    "  said INTEGER NOT NULL,"
    "  is_act INTEGER NOT NULL,"
    "  letter INTEGER NOT NULL,"
    "  session_id TEXT,"
    "  number INTEGER NOT NULL DEFAULT 0,"
    "  UNIQUE (account, address, said_to, owner, key)"
    ") STRICT;"

    "PRAGMA user_version = 6;";

/* How long messages stay. What is there came under "until the chat is closed", is in front, and
 * counts from the first look on. */
static const char step_7[] =
    "CREATE TABLE chat_retention ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  peer TEXT NOT NULL,"
    "  keep INTEGER NOT NULL,"
    "  PRIMARY KEY (account, peer)"
    ") STRICT, WITHOUT ROWID;"

    "ALTER TABLE messages ADD COLUMN is_kept INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE messages ADD COLUMN floor INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE messages ADD COLUMN is_closed INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE messages ADD COLUMN since_us INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX messages_due ON messages (account, peer, floor, is_closed, since_us)"
    "  WHERE NOT is_kept AND NOT is_unread;"
    "CREATE INDEX messages_fresh ON messages (id) WHERE since_us = 0;"
    "CREATE INDEX messages_kept ON messages (account, peer) WHERE is_kept;"

    "PRAGMA user_version = 7;";

static const char step_8[] =
    "CREATE TABLE blocked ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  address TEXT NOT NULL,"
    "  PRIMARY KEY (account, address)"
    ") STRICT, WITHOUT ROWID;"

    "PRAGMA user_version = 8;";

/* What came in a flood stands folded (1) until it is asked for (2), and until when somebody is to
 * be quiet. */
static const char step_9[] =
    "ALTER TABLE messages ADD COLUMN is_folded INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX messages_folded ON messages (account, peer) WHERE is_folded = 1;"
    "ALTER TABLE contacts ADD COLUMN quiet_us INTEGER NOT NULL DEFAULT 0;"

    "PRAGMA user_version = 9;";

/* Files. Their bytes lie beside the vault, in the places that the rows name. */
static const char step_10[] =
    "CREATE TABLE files ("
    "  message INTEGER PRIMARY KEY REFERENCES messages (id) ON DELETE CASCADE,"
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  name TEXT NOT NULL,"
    "  type TEXT,"
    "  size INTEGER NOT NULL,"
    "  url TEXT,"
    "  key BLOB,"
    "  iv BLOB,"
    "  hash BLOB,"
    "  place TEXT,"
    "  state INTEGER NOT NULL,"
    "  cause INTEGER NOT NULL"
    ") STRICT;"
    "CREATE INDEX files_account ON files (account, state);"

    "PRAGMA user_version = 10;";

/* The index of words (store-search.c). It keeps no text of its own; what it cuts texts at are the
 * spaces that store-words.c writes. search_chats: chats whose messages are in it because the chat
 * keeps them, and how far they went out again. search_rest: words went since the index was last
 * written anew. */
static const char step_11[] =
    "ALTER TABLE messages ADD COLUMN is_indexed INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX messages_unindexed ON messages (account, peer, floor, is_kept)"
    "  WHERE is_indexed = 0;"

    "CREATE TABLE search_chats ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  peer TEXT NOT NULL,"
    "  place INTEGER NOT NULL,"
    "  PRIMARY KEY (account, peer)"
    ") STRICT, WITHOUT ROWID;"

    "CREATE TABLE search_rest (is_some INTEGER PRIMARY KEY) STRICT;"

    "CREATE VIRTUAL TABLE search USING fts5 (words, content = '', columnsize = 0,"
    "  tokenize = 'ascii', prefix = '2 3');"
    "INSERT INTO search (rowid, words) VALUES (-1, '\xc2\xa7"
    "rest');"

    "PRAGMA user_version = 11;";

/* Messages that disappear. A timer runs from `ends_us` > 0 on; that of a LINE (3) is what it tells.
 */
static const char step_12[] =
    "CREATE TABLE chat_timers ("
    "  account INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,"
    "  peer TEXT NOT NULL,"
    "  seconds INTEGER NOT NULL,"
    "  is_theirs INTEGER NOT NULL,"
    "  answer INTEGER NOT NULL,"
    "  before INTEGER NOT NULL,"
    "  set_us INTEGER NOT NULL,"
    "  PRIMARY KEY (account, peer)"
    ") STRICT, WITHOUT ROWID;"

    "ALTER TABLE messages ADD COLUMN timer INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE messages ADD COLUMN ends_us INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX messages_timed ON messages (id) WHERE timer > 0 AND ends_us = 0 AND kind <> 3;"
    "CREATE INDEX messages_ends ON messages (ends_us) WHERE ends_us > 0;"
    "CREATE INDEX messages_lines ON messages (account, peer) WHERE kind = 3;"

    "PRAGMA user_version = 12;";

/* Who gave a file before: of others the card says that it is the first one. */
static const char step_13[] =
    "ALTER TABLE contacts ADD COLUMN has_given INTEGER NOT NULL DEFAULT 0;"

    "PRAGMA user_version = 13;";

/* Pieces of the index are put together by store-search-pieces.c, in time that is its own. */
static const char step_14[] = "INSERT INTO search (search, rank) VALUES ('automerge', 0);"
                              "INSERT INTO search (search, rank) VALUES ('crisismerge', 500);"

                              "PRAGMA user_version = 14;";

/* An own message may wait for some seconds before it may leave (`wait`), and be taken back by a
 * later one that names it (`retracts`). Theirs is known by the id it came with, so that they can
 * take it back; `is_taken`: they did, and the user had kept it. */
static const char step_15[] =
    "ALTER TABLE outbox ADD COLUMN wait INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE outbox ADD COLUMN retracts TEXT;"
    "CREATE INDEX outbox_waits ON outbox (account, message) WHERE wait > 0;"

    "ALTER TABLE messages ADD COLUMN is_taken INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX messages_theirs ON messages (account, peer, wire_id)"
    "  WHERE NOT is_own AND wire_id IS NOT NULL;"

    "PRAGMA user_version = 15;";

/* What a buddy is told (`tells`: 1 that their messages were read, 2 that the user is writing).
 * `mark` of theirs: they wish to be told when it is read, in the clear (1) or under seal (2); of an
 * own message: they said that they read it (3). */
static const char step_16[] =
    "ALTER TABLE contacts ADD COLUMN tells INTEGER NOT NULL DEFAULT 0;"

    "ALTER TABLE messages ADD COLUMN mark INTEGER NOT NULL DEFAULT 0;"
    "CREATE INDEX messages_wishes ON messages (account, peer, id) WHERE mark IN (1, 2);"

    "PRAGMA user_version = 16;";

/* A message may be changed by its writer (XEP-0308): when the last time, how often, and under which
 * id on the wire; its own stays what it is named by. An own one that has left is in the outbox
 * again under that id (`change`), or is to follow what is on its way (`next`). */
static const char step_17[] =
    "ALTER TABLE messages ADD COLUMN changed_us INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE messages ADD COLUMN n_changes INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE messages ADD COLUMN change_id TEXT;"
    "CREATE INDEX messages_changes ON messages (account, peer, change_id)"
    "  WHERE is_own AND change_id IS NOT NULL;"

    "ALTER TABLE outbox ADD COLUMN change TEXT;"
    "ALTER TABLE outbox ADD COLUMN next TEXT;"

    "PRAGMA user_version = 17;";

/* The step at index N leads from version N to N + 1 and ends by setting user_version. */
static const char *const steps[] = { step_1, step_2, step_3, step_4, step_5, step_6, step_7, step_8,
  step_9, step_10, step_11, step_12, step_13, step_14, step_15, step_16, step_17 };

static gboolean
read_version (ConfabStoreDb *db, gint64 *version, GError **error) {
  g_auto (ConfabStoreQuery) query =
      confab_store_query_new (db, "Reading the schema's version", "PRAGMA user_version");

  *version = 0;
  if (confab_store_query_next (&query))
    *version = confab_store_query_get_int (&query, 0);
  return confab_store_query_end (&query, error);
}

gboolean
confab_store_migrate_check (ConfabStoreDb *db, GError **error) {
  gint64 version;

  if (!read_version (db, &version, error))
    return FALSE;
  if (version > (gint64)G_N_ELEMENTS (steps)) {
    g_set_error_literal (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_NEWER,
        "The vault was written by a newer version");
    return FALSE;
  }
  if (version < 1) {
    g_set_error_literal (
        error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_DAMAGED, "The vault's file has no schema");
    return FALSE;
  }
  return TRUE;
}

static gboolean
run_steps (ConfabStoreDb *db, gint64 version, gint64 newest, GError **error) {
  for (gint64 i = version; i < newest; i++)
    if (!confab_store_db_run (db, "Bringing the schema up to date", steps[i], error))
      return FALSE;
  return confab_store_db_run (db, "Committing the schema", "COMMIT", error);
}

gint64
confab_store_migrate_get_newest (void) {
  return (gint64)G_N_ELEMENTS (steps);
}

gboolean
confab_store_migrate_to (ConfabStoreDb *db, gint64 newest, GError **error) {
  gint64 version;

  g_return_val_if_fail (newest <= confab_store_migrate_get_newest (), FALSE);
  if (!read_version (db, &version, error))
    return FALSE;
  if (version >= newest)
    return TRUE;
  if (!confab_store_db_run (db, "Beginning to change the schema", "BEGIN IMMEDIATE", error))
    return FALSE;
  if (run_steps (db, version, newest, error))
    return TRUE;
  confab_store_db_run (db, "Taking the schema's change back", "ROLLBACK", NULL);
  return FALSE;
}

gboolean
confab_store_migrate (ConfabStoreDb *db, gboolean is_new, GError **error) {
  if (!is_new && !confab_store_migrate_check (db, error))
    return FALSE;
  return confab_store_migrate_to (db, confab_store_migrate_get_newest (), error);
}
