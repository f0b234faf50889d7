/* A vault as each version of the schema wrote it, kept in tests/data for ever: the program of today
 * must open it, find every column of every row as it was, and keep no message longer or shorter
 * than before. Whoever adds a step to store-migrations.c freezes the version it leads to; this test
 * says so if it was forgotten. A vault of a version to come must be left alone.
 *
 *   test-store-frozen --make FOLDER VERSION      writes FOLDER/vault-VERSION.db */

#include "test-store-common.h"
#include "test-store-disk.h"
#include "test-store-frozen.h"

#include "store/store-archive.h"
#include "store/store-retention.h"
#include "store/store-search.h"

static void
check_account_rows (ConfabStoreDb *db, GError **error) {
  g_autoptr (GPtrArray) accounts = confab_store_accounts_list (db, error);
  ConfabStoreAccount *alice;
  ConfabStoreAccount *bob;

  g_assert_cmpuint (accounts->len, ==, 2);
  alice = g_ptr_array_index (accounts, 0);
  bob = g_ptr_array_index (accounts, 1);
  g_assert_cmpint (alice->id, ==, 1);
  g_assert_cmpstr (alice->address, ==, "alice@example.org");
  g_assert_cmpstr (alice->host, ==, "xmpp.example.org");
  g_assert_cmpuint (alice->port, ==, 5269);
  g_assert_true (alice->is_direct_tls);
  g_assert_cmpstr (alice->proxy_host, ==, "127.0.0.1");
  g_assert_cmpuint (alice->proxy_port, ==, 9050);
  g_assert_cmpint (alice->mechanism, ==, 3);
  g_assert_true (alice->had_binding);
  g_assert_cmpstr (alice->roster_version, ==, "ver7");
  g_assert_cmpstr (alice->session_id, ==, "session");
  g_assert_cmpstr (alice->session_location, ==, "there");
  g_assert_cmpstr (alice->session_resource, ==, "resource");
  g_assert_cmpuint (alice->session_h, ==, 4294967295u);
  g_assert_cmpint (bob->id, ==, 2);
  g_assert_cmpstr (bob->address, ==, "bob@example.org");
  g_assert_null (bob->host);
  g_assert_null (bob->session_id);
}

static void
check_people_rows (ConfabStoreDb *db, GError **error) {
  g_autoptr (GPtrArray) contacts = confab_store_contacts_list (db, 1, error);
  g_autoptr (GPtrArray) requests = confab_store_requests_list (db, 2, error);
  ConfabStoreContact *ann;
  ConfabStoreContact *cat;
  ConfabStoreRequest *dan;

  g_assert_cmpuint (contacts->len, ==, 2);
  ann = g_ptr_array_index (contacts, 0);
  cat = g_ptr_array_index (contacts, 1);
  g_assert_cmpstr (ann->address, ==, PEER);
  g_assert_cmpstr (ann->name, ==, "Ann");
  g_assert_cmpint (ann->subscription, ==, CONFAB_STORE_SUBSCRIPTION_BOTH);
  g_assert_cmpstr (ann->groups, ==, "Family\nFriends");
  g_assert_true (ann->is_on_server && ann->is_known && ann->is_favourite && ann->is_plain_chosen);
  g_assert_false (ann->is_asked);
  g_assert_cmpstr (cat->address, ==, "cat@example.org");
  g_assert_null (cat->name);
  g_assert_true (cat->is_asked);
  g_assert_false (cat->is_on_server || cat->is_known || cat->is_favourite || cat->is_plain_chosen);
  g_assert_cmpint (cat->asked_us, ==, 1700000000000000);
  g_assert_cmpstr (cat->note, ==, "It is me");
  g_assert_cmpuint (requests->len, ==, 1);
  dan = g_ptr_array_index (requests, 0);
  g_assert_cmpstr (dan->address, ==, "dan@example.org");
  g_assert_cmpstr (dan->note, ==, "Hello, it is Dan");
  g_assert_cmpint (dan->time_us, ==, 1700000001000000);
  g_assert_true (dan->wants_presence);
}

static void
check_message_rows (ConfabStoreDb *db, GError **error) {
  g_autoptr (GPtrArray) ann = confab_store_messages_after (db, 1, PEER, 0, 10, error);
  g_autoptr (GPtrArray) cat = confab_store_messages_after (db, 1, "cat@example.org", 0, 10, error);
  ConfabStoreMessage *message;

  g_assert_cmpuint (ann->len, ==, 2);
  message = g_ptr_array_index (ann, 0);
  g_assert_cmpint (message->id, ==, 1);
  g_assert_cmpint (message->state, ==, CONFAB_STORE_STATE_RECEIVED);
  g_assert_true (message->is_sealed && message->is_unread && !message->is_own);
  g_assert_cmpint (message->time_us, ==, 1700000002000000);
  g_assert_null (message->wire_id);
  g_assert_cmpstr (message->text, ==, "Good morning \xe2\x98\x80");
  message = g_ptr_array_index (ann, 1);
  g_assert_cmpint (message->id, ==, 2);
  g_assert_cmpint (message->state, ==, CONFAB_STORE_STATE_WAITING);
  g_assert_true (message->is_own && message->is_sealed && !message->is_unread);
  g_assert_cmpstr (message->wire_id, ==, "0123456789abcdef");
  g_assert_cmpstr (message->text, ==, "Good morning, Ann");
  g_assert_cmpuint (cat->len, ==, 1);
  message = g_ptr_array_index (cat, 0);
  g_assert_cmpint (message->state, ==, CONFAB_STORE_STATE_FAILED);
  g_assert_cmpint (message->reason, ==, 12);
  g_assert_cmpint (confab_store_messages_find_wire (db, 1, PEER, "0123456789abcdef", error), ==, 2);
}

static void
check_other_rows (ConfabStoreDb *db, GError **error) {
  g_autoptr (GPtrArray) chats = confab_store_chats_list (db, 1, error);
  g_autoptr (GPtrArray) outbox = confab_store_outbox_list (db, 1, 0, 10, error);
  g_autofree char *colour = confab_store_settings_get (db, "colour", error);
  ConfabStoreChat *chat;
  ConfabStoreOutboxRow *row;

  g_assert_cmpuint (chats->len, ==, 2);
  chat = g_ptr_array_index (chats, 1);
  g_assert_cmpstr (chat->peer, ==, PEER);
  g_assert_cmpstr (chat->draft, ==, "By the way");
  g_assert_cmpuint (chat->n_unread, ==, 1);
  g_assert_cmpint (chat->n_messages, ==, 2);
  g_assert_cmpint (chat->last_us, ==, 1700000003000000);
  g_assert_cmpuint (outbox->len, ==, 1);
  row = g_ptr_array_index (outbox, 0);
  g_assert_cmpint (row->message, ==, 2);
  g_assert_cmpstr (row->peer, ==, PEER);
  g_assert_cmpstr (row->wire_id, ==, "0123456789abcdef");
  g_assert_cmpstr (row->text, ==, "Good morning, Ann");
  g_assert_cmpmem (
      g_bytes_get_data (row->envelope, NULL), g_bytes_get_size (row->envelope), "<message/>", 10);
  g_assert_true (row->is_sealed);
  g_assert_cmpstr (row->session_id, ==, "session");
  g_assert_cmpuint (row->number, ==, 4294967294u);
  g_assert_cmpstr (colour, ==, "green");
}

static gboolean
job_check (ConfabStoreDb *db, gpointer data, GError **error) {
  check_account_rows (db, error);
  check_people_rows (db, error);
  check_message_rows (db, error);
  check_other_rows (db, error);
  g_assert_no_error (*error);
  return TRUE;
}

static gboolean
job_check_seen (ConfabStoreDb *db, gpointer data, GError **error) {
  gboolean is_new = TRUE;

  CHECK (confab_store_seen_check (db, 1, "seen one", 1700000000000000, &is_new, error));
  g_assert_false (is_new);
  return TRUE;
}

/* The frozen files themselves are only read. */
static char *
thaw (const char *name) {
  char *folder = test_folder ();
  g_autofree char *frozen = g_build_filename (CONFAB_TEST_DATA, name, NULL);
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (frozen, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (file, bytes, (gssize)size, NULL));
  return folder;
}

/* What was kept before is kept now, and nothing else: by its chat, one by one, by a promise. */
static gboolean
job_check_retention (ConfabStoreDb *db, gpointer data, GError **error) {
  gboolean has_some = GPOINTER_TO_INT (data) >= 7;
  g_autoptr (GPtrArray) own = confab_store_retention_list_own (db, 2, error);
  g_autoptr (GPtrArray) kept = confab_store_retention_list_kept (db, 2, error);
  g_autoptr (GPtrArray) none_own = confab_store_retention_list_own (db, 1, error);
  g_autoptr (GPtrArray) none_kept = confab_store_retention_list_kept (db, 1, error);
  g_autofree char *overall = confab_store_settings_get (db, "safety.keep", error);

  g_assert_no_error (*error);
  g_assert_cmpuint (none_own->len, ==, 0);
  g_assert_cmpuint (none_kept->len, ==, 0);
  g_assert_cmpuint (own->len, ==, has_some ? 3 : 0);
  g_assert_cmpuint (kept->len, ==, has_some ? 1 : 0);
  g_assert_cmpstr (overall, ==, has_some ? "2" : NULL);
  if (has_some)
    g_assert_cmpint (((ConfabStoreMessage *)g_ptr_array_index (kept, 0))->id, ==, 101);
  return TRUE;
}

static gboolean
is_of_start (const ConfabStoreDue *row, gpointer data) {
  g_assert_cmpint (row->floor, ==, 0);
  g_assert_false (row->is_kept || row->is_unread || row->is_waiting);
  return TRUE;
}

/* In front until the chat is closed; then it goes, but what is unread or waits. */
static gboolean
job_check_closing (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreDueQuery due = { .account = 1,
    .peer = "cat@example.org",
    .only_closed = TRUE,
    .up_to_us = G_MAXINT64,
    .is_due = is_of_start };
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_more;

  CHECK (confab_store_retention_erase (db, &due, 10, gone, &is_more, error));
  g_assert_cmpuint (gone->len, ==, 0);
  CHECK (confab_store_retention_close (db, 1, "cat@example.org", error));
  CHECK (confab_store_retention_close (db, 1, PEER, error));
  CHECK (confab_store_retention_erase (db, &due, 10, gone, &is_more, error));
  g_assert_cmpuint (gone->len, ==, 1);
  due.peer = PEER;
  CHECK (confab_store_retention_erase (db, &due, 10, gone, &is_more, error));
  g_assert_cmpuint (gone->len, ==, 1);
  return TRUE;
}

/* What was in the index of words is found in it. */
static gboolean
job_check_search (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new ("teapot", zone);
  ConfabStoreFind find = { .asked = asked, .limit = 10 };
  gboolean is_more;
  g_autoptr (GPtrArray) hits = confab_store_search_find (db, &find, &is_more, error);

  g_assert_no_error (*error);
  g_assert_cmpuint (hits->len, ==, 1);
  g_assert_cmpint (((ConfabStoreHit *)g_ptr_array_index (hits, 0))->id, ==, 112);
  return TRUE;
}

/* Opened twice: what the first opening brought up to date stays. */
static void
test_version (gconstpointer data) {
  int version = GPOINTER_TO_INT (data);
  g_autofree char *name = g_strdup_printf ("vault-%d.db", version);
  g_autofree char *folder = thaw (name);
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  g_autoptr (GHashTable) before = frozen_read (file);
  g_autoptr (GHashTable) after = NULL;

  for (guint i = 0; i < 2; i++) {
    ConfabStoreVault *vault = test_open (folder);

    test_read (vault, job_check, NULL);
    test_read (vault, job_check_retention, GINT_TO_POINTER (version));
    if (version >= 11)
      test_read (vault, job_check_search, NULL);
    test_close (vault);
    if (i == 0) {
      after = frozen_read (file);
      frozen_check_same (before, after);
      frozen_check_schema (file);
    }
  }
  {
    ConfabStoreVault *vault = test_open (folder);

    test_write (vault, job_check_seen, NULL);
    test_write (vault, job_check_closing, NULL);
    test_close (vault);
  }
  test_folder_remove (folder);
}

/* The program ends, or its disk does, at the `n`-th deed of an update: nothing is written from then
 * on. FALSE once no deed is left. */
static gboolean
update_until (const char *name, guint n) {
  g_autofree char *folder = thaw (name);
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  g_autoptr (GHashTable) before = frozen_read (file);
  g_autoptr (GHashTable) after = NULL;
  g_autoptr (ConfabSecret) key = test_key (1);
  Disk *disk = disk_new (folder);
  g_autoptr (DexFuture) opening = NULL;
  gboolean was_reached;
  gboolean is_open;

  disk->fail_at = n;
  disk->fails_on = TRUE;
  g_atomic_int_set (&disk->is_armed, 1);
  opening = confab_store_vault_open (folder, key);
  is_open = test_wait (opening, NULL);
  was_reached = disk->n_deeds >= n;
  g_assert_true (is_open || was_reached);
  if (is_open) {
    g_autoptr (ConfabStoreVault) vault = g_value_dup_object (dex_future_get_value (opening, NULL));
    g_autoptr (DexFuture) closing = confab_store_vault_close (vault);

    test_wait (closing, NULL);
  }
  g_atomic_int_set (&disk->is_armed, 0);
  disk_free (disk);

  test_close (test_open (folder));
  after = frozen_read (file);
  frozen_check_same (before, after);
  frozen_check_schema (file);
  test_folder_remove (folder);
  return was_reached;
}

/* STO-13: every row is there once the update was begun again, and it is brought to its end. */
static void
test_sto_13 (void) {
  static const char *const names[] = { "vault-1.db", "vault-7.db", "vault-11.db" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    guint n = 1;

    while (update_until (names[i], n))
      n += g_test_slow () ? 1 : (guint)g_test_rand_int_range (1, 8);
    g_assert_cmpuint (n, >, 10);
  }
}

static void
test_newer (void) {
  g_autofree char *folder = thaw ("vault-newer.db");
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  g_autofree char *frozen = g_build_filename (CONFAB_TEST_DATA, "vault-newer.db", NULL);
  g_autoptr (ConfabSecret) key = test_key (1);
  g_autoptr (GDir) dir = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before;
  gsize size_after;
  const char *name;

  test_refuse (confab_store_vault_open (folder, key), CONFAB_STORE_ERROR_NEWER);
  g_assert_true (g_file_get_contents (frozen, &before, &size_before, NULL));
  g_assert_true (g_file_get_contents (file, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    g_assert_true (g_str_equal (name, "vault.db") || g_str_equal (name, "vault.lock"));
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  if (argc == 4 && strcmp (argv[1], "--make") == 0)
    return frozen_make (argv[2], atoi (argv[3]));
  test_init (&argc, &argv);
  for (int version = 1; version <= confab_store_migrate_get_newest (); version++) {
    g_autofree char *path = g_strdup_printf ("/store/frozen/version-%d", version);

    g_test_add_data_func (path, GINT_TO_POINTER (version), test_version);
  }
  g_test_add_func ("/hostile/STO-13/old-program", test_newer);
  g_test_add_func ("/hostile/STO-13/each-deed-of-an-update", test_sto_13);
  return g_test_run ();
}
