/* A profile that cannot be opened, seen from the core: each reason by its name, nothing on the disk
 * touched, and a new beginning only where it is offered, beside what was there. */

#include "../lib/peer.c"

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlcipher/sqlite3.h>
#include <sys/resource.h>

#include "core/core-private.h"
#include "store/store-contacts.h"

#define OWN "alice@conf.example"
#define BOB "bob@friend.example"
#define FULL_BYTES (64 * 1024) /* no file may grow beyond it while the disk is "full" */

typedef struct {
  char *profile;
  char *vault; /* its file */
  ConfabKeyring *keyring;
  ConfabCore *core;
} Case;

/* ---- opening ---- */

static GError *
try_open (Case *c) {
  g_autoptr (DexFuture) opening = NULL;
  GError *error = NULL;

  if (c->core == NULL) {
    c->core = confab_core_new (c->profile, NULL, NULL);
    confab_core_set_keyring (c->core, c->keyring);
  }
  opening = confab_core_open (c->core);
  peer_wait (opening);
  dex_future_get_value (opening, &error);
  return error;
}

static void
open_core (Case *c) {
  g_autoptr (GError) error = try_open (c);

  g_assert_no_error (error);
  g_assert_cmpint (confab_core_get_store_state (c->core), ==, CONFAB_CORE_STORE_READY);
}

static void
close_core (Case *c) {
  g_assert_no_error (peer_wait_error (confab_core_quit (c->core)));
  g_assert_finalize_object (g_steal_pointer (&c->core));
}

/* ---- what is in it ---- */

static gboolean
run_fill (ConfabStoreDb *db, gpointer data, GError **error) {
  ConfabStoreAccount account = { .address = (char *)OWN };
  ConfabStoreContact bob = { .address = (char *)BOB,
    .name = (char *)"Bob",
    .subscription = CONFAB_STORE_SUBSCRIPTION_BOTH,
    .is_on_server = TRUE };

  if (!confab_store_accounts_add (db, &account, error))
    return FALSE;
  bob.account = account.id;
  return confab_store_contacts_put (db, &bob, TRUE, error);
}

/* A profile with an account and a buddy, put away again. */
static Case
make_case (void) {
  Case c = { 0 };

  c.profile = g_dir_make_tmp ("confab-vault-XXXXXX", NULL);
  c.vault = g_build_filename (c.profile, "vault.db", NULL);
  c.keyring = confab_keyring_new_in_memory ();
  open_core (&c);
  g_assert_no_error (
      peer_wait_error (confab_store_vault_write (c.core->vault, run_fill, NULL, NULL)));
  close_core (&c);
  return c;
}

static void
clear_case (Case *c) {
  g_autoptr (GDir) folder = g_dir_open (c->profile, 0, NULL);
  const char *name;

  g_clear_object (&c->core);
  peer_settle ();
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (c->profile, name, NULL);

    g_unlink (file);
  }
  g_rmdir (c->profile);
  confab_keyring_unref (c->keyring);
  g_free (c->profile);
  g_free (c->vault);
}

static GBytes *
read_file (const char *path) {
  char *data = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static guint
count_contacts (Case *c) {
  return g_list_model_get_n_items (confab_core_get_contacts (c->core));
}

static void
expect_whole (Case *c) {
  open_core (c);
  g_assert_cmpuint (g_list_model_get_n_items (confab_core_get_accounts (c->core)), ==, 1);
  g_assert_cmpuint (count_contacts (c), ==, 1);
  close_core (c);
}

/* Opening fails, says so, and leaves the file as it was; twice, as people try again. */
static void
expect_state (Case *c, ConfabCoreStoreState state) {
  g_autoptr (GBytes) before = read_file (c->vault);

  for (guint i = 0; i < 2; i++) {
    g_autoptr (GError) error = try_open (c);
    g_autoptr (GBytes) after = read_file (c->vault);

    g_assert_error (error, CONFAB_CORE_ERROR, CONFAB_PROBLEM_DISK);
    g_assert_cmpint (confab_core_get_store_state (c->core), ==, state);
    g_assert_cmpuint (g_list_model_get_n_items (confab_core_get_accounts (c->core)), ==, 0);
    g_assert_true (g_bytes_equal (before, after));
  }
}

/* Nothing is set aside in that state, whoever asks. */
static void
expect_no_beginning (Case *c) {
  g_autoptr (GBytes) before = read_file (c->vault);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GError) error = peer_wait_error (confab_core_begin_empty (c->core));

  g_assert_nonnull (error);
  after = read_file (c->vault);
  g_assert_true (g_bytes_equal (before, after));
}

/* Begins anew; what was there lies beside it, to the byte. */
static void
expect_beginning (Case *c) {
  g_autoptr (GBytes) before = read_file (c->vault);
  g_autoptr (DexFuture) beginning = confab_core_begin_empty (c->core);
  g_autofree char *aside = NULL;
  g_autoptr (GBytes) after = NULL;
  const GValue *name;

  peer_wait (beginning);
  name = dex_future_get_value (beginning, NULL);
  g_assert_nonnull (name);
  aside = g_build_filename (c->profile, g_value_get_string (name), NULL);
  after = read_file (aside);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpint (confab_core_get_store_state (c->core), ==, CONFAB_CORE_STORE_READY);
  g_assert_cmpuint (g_list_model_get_n_items (confab_core_get_accounts (c->core)), ==, 0);
  close_core (c);
  /* And what was begun is there the next time. */
  open_core (c);
  close_core (c);
}

/* ---- the cases ---- */

static void
test_damaged (void) {
  Case c = make_case ();
  g_autoptr (GBytes) good = read_file (c.vault);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (good, NULL), g_bytes_get_size (good));
  gsize size = g_bytes_get_size (good);

  expect_whole (&c);
  for (gsize i = 5000; i < size; i += 97)
    bytes[i] ^= 0x55;
  g_assert_true (g_file_set_contents (c.vault, (const char *)bytes, (gssize)size, NULL));
  expect_state (&c, CONFAB_CORE_STORE_DAMAGED);
  expect_beginning (&c);
  clear_case (&c);
}

static void
test_empty_file (void) {
  Case c = make_case ();

  g_assert_true (g_file_set_contents (c.vault, "", 0, NULL));
  expect_state (&c, CONFAB_CORE_STORE_DAMAGED);
  expect_beginning (&c);
  clear_case (&c);
}

static void
test_key_of_another (void) {
  Case c = make_case ();
  g_autoptr (ConfabSecret) key = confab_base_secret_new_random (CONFAB_STORE_KEY_BYTES);
  ConfabKeyring *own = c.keyring;

  c.keyring = confab_keyring_new_in_memory ();
  g_assert_no_error (
      peer_wait_error (confab_keyring_save (c.keyring, CONFAB_KEYRING_STORE_KEY, "", key)));
  expect_state (&c, CONFAB_CORE_STORE_KEY_LOST);
  g_clear_object (&c.core);
  peer_settle ();

  /* The key is found again: everything is there. */
  confab_keyring_unref (c.keyring);
  c.keyring = own;
  expect_whole (&c);
  clear_case (&c);
}

static void
test_key_lost (void) {
  Case c = make_case ();

  confab_keyring_unref (c.keyring);
  c.keyring = confab_keyring_new_in_memory ();
  expect_state (&c, CONFAB_CORE_STORE_KEY_LOST);
  expect_beginning (&c);
  clear_case (&c);
}

static void
test_newer (void) {
  Case c = make_case ();
  g_autoptr (DexFuture) loading = confab_keyring_load (c.keyring, CONFAB_KEYRING_STORE_KEY, "");
  ConfabSecret *key;
  g_autoptr (GString) hex = g_string_new ("x'");
  sqlite3 *db = NULL;

  peer_wait (loading);
  key = g_value_get_boxed (dex_future_get_value (loading, NULL));
  for (gsize i = 0; i < confab_base_secret_get_size (key); i++)
    g_string_append_printf (hex, "%02x", confab_base_secret_get_bytes (key)[i]);
  g_string_append_c (hex, '\'');
  g_assert_cmpint (sqlite3_open (c.vault, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key_v2 (db, "main", hex->str, (int)hex->len), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "PRAGMA user_version=1000", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  expect_state (&c, CONFAB_CORE_STORE_NEWER);
  expect_no_beginning (&c);
  clear_case (&c);
}

static void
test_busy (void) {
  Case c = make_case ();
  Case second = c;

  open_core (&c);
  expect_state (&second, CONFAB_CORE_STORE_BUSY);
  expect_no_beginning (&second);
  g_assert_cmpuint (count_contacts (&c), ==, 1);
  close_core (&c);

  /* The one that waited opens once the other is gone. */
  open_core (&second);
  g_assert_cmpuint (count_contacts (&second), ==, 1);
  close_core (&second);
  clear_case (&c);
}

/* ---- the disk ---- */

static void
set_full (gboolean is_full) {
  struct rlimit limit = { RLIM_INFINITY, RLIM_INFINITY };

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = is_full ? FULL_BYTES : limit.rlim_max;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full_at_the_start (void) {
  Case c = { .keyring = confab_keyring_new_in_memory () };
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;
  struct rlimit limit = { 0, 0 };

  c.profile = g_dir_make_tmp ("confab-vault-XXXXXX", NULL);
  c.vault = g_build_filename (c.profile, "vault.db", NULL);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = 4096;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  error = try_open (&c);
  set_full (FALSE);
  g_assert_error (error, CONFAB_CORE_ERROR, CONFAB_PROBLEM_DISK);
  g_assert_cmpint (confab_core_get_store_state (c.core), ==, CONFAB_CORE_STORE_DISK);
  g_clear_error (&error);
  error = peer_wait_error (confab_core_begin_empty (c.core));
  g_assert_nonnull (error);

  /* There is room again: the same program goes on. */
  open_core (&c);
  close_core (&c);
  clear_case (&c);
}

static guint
count_rows (ConfabModelChat *chat) {
  return g_list_model_get_n_items (G_LIST_MODEL (confab_model_chat_get_timeline (chat)));
}

/* Writes until the disk takes no more. Returns: how many were kept */
static guint
write_until_full (Case *c, ConfabModelChat *chat, const char *text) {
  for (guint i = 0; i < 200; i++) {
    g_autoptr (GError) error = peer_wait_error (confab_core_send (c->core, chat, text));

    if (error != NULL) {
      g_assert_error (error, CONFAB_CORE_ERROR, CONFAB_PROBLEM_DISK);
      return i;
    }
  }
  g_assert_not_reached ();
}

static gboolean
is_loaded (gpointer chat) {
  return confab_model_timeline_is_at_start (confab_model_chat_get_timeline (chat));
}

/* What cannot be kept is not shown as if it were; what was kept stays, and writing goes on later.
 */
static void
test_full_while_writing (void) {
  Case c = make_case ();
  g_autofree char *text = g_strnfill (4000, 'x');
  g_autoptr (ConfabModelContact) bob = NULL;
  ConfabModelChat *chat;
  guint n_kept;

  open_core (&c);
  bob = g_list_model_get_item (confab_core_get_contacts (c.core), 0);
  chat = confab_model_contact_get_chat (bob);
  confab_core_open_chat (c.core, chat);
  peer_run_until (is_loaded, chat);
  confab_model_contact_set_plain_chosen (bob, TRUE);
  set_full (TRUE);
  n_kept = write_until_full (&c, chat, text);
  set_full (FALSE);
  g_assert_cmpuint (count_rows (chat), ==, n_kept);
  g_assert_no_error (peer_wait_error (confab_core_send (c.core, chat, "again")));
  g_assert_cmpuint (count_rows (chat), ==, n_kept + 1);
  g_clear_object (&bob);
  close_core (&c);

  /* They were never sent, so they wait over a restart. */
  open_core (&c);
  bob = g_list_model_get_item (confab_core_get_contacts (c.core), 0);
  chat = confab_model_contact_get_chat (bob);
  confab_core_open_chat (c.core, chat);
  peer_run_until (is_loaded, chat);
  g_assert_cmpuint (count_rows (chat), ==, n_kept + 1);
  g_clear_object (&bob);
  close_core (&c);
  clear_case (&c);
}

static void
test_no_folder (void) {
  Case c = { .keyring = confab_keyring_new_in_memory () };
  g_autofree char *top = g_dir_make_tmp ("confab-vault-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (top, "file", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  c.profile = g_build_filename (file, "profile", NULL);
  error = try_open (&c);
  g_assert_error (error, CONFAB_CORE_ERROR, CONFAB_PROBLEM_DISK);
  g_assert_cmpint (confab_core_get_store_state (c.core), ==, CONFAB_CORE_STORE_DISK);
  g_clear_object (&c.core);
  confab_keyring_unref (c.keyring);
  g_free (c.profile);
  g_unlink (file);
  g_rmdir (top);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  signal (SIGXFSZ, SIG_IGN);
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_ERROR);
  g_test_add_func ("/flow/vault/damaged", test_damaged);
  g_test_add_func ("/flow/vault/empty-file", test_empty_file);
  g_test_add_func ("/flow/vault/key-of-another", test_key_of_another);
  g_test_add_func ("/flow/vault/key-lost", test_key_lost);
  g_test_add_func ("/flow/vault/newer", test_newer);
  g_test_add_func ("/flow/vault/busy", test_busy);
  g_test_add_func ("/flow/vault/full-at-the-start", test_full_at_the_start);
  g_test_add_func ("/flow/vault/full-while-writing", test_full_while_writing);
  g_test_add_func ("/flow/vault/no-folder", test_no_folder);
  return g_test_run ();
}
