/* The vault's files when something is wrong with them: a foreign key, damage, another instance's
 * leavings. Whatever is refused must be there afterwards, byte for byte. */

#include "test-store-common.h"

#include <sqlcipher/sqlite3.h>
#include <sys/stat.h>

typedef struct {
  char *folder;
  char *file;
  GBytes *before; /* of the file */
} Case;

static GBytes *
bytes_of (const char *file) {
  char *bytes;
  gsize size;

  g_assert_true (g_file_get_contents (file, &bytes, &size, NULL));
  return g_bytes_new_take (bytes, size);
}

static gboolean
job_fill (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 account = test_add_account (db, "me@example.org", error);

  for (guint i = 0; account && i < 400; i++) {
    g_autofree char *text = g_strnfill (700, 'x');

    if (!test_add_message (db, account, PEER, text, FALSE, error))
      return FALSE;
  }
  return account != 0;
}

static gboolean
job_read_all (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 last = 0;

  for (;;) {
    g_autoptr (GPtrArray) rows = confab_store_messages_after (db, 1, PEER, last, 500, error);

    if (!rows)
      return FALSE;
    if (rows->len == 0)
      return TRUE;
    last = ((ConfabStoreMessage *)g_ptr_array_index (rows, rows->len - 1))->id;
    *(guint *)data += rows->len;
  }
}

/* A closed vault with some hundred kilobytes in it. */
static Case
make_case (void) {
  Case c = { .folder = test_folder () };
  ConfabStoreVault *vault = test_open (c.folder);

  c.file = g_build_filename (c.folder, "vault.db", NULL);
  test_write (vault, job_fill, NULL);
  test_close (vault);
  c.before = bytes_of (c.file);
  return c;
}

static void
set_bytes (Case *c, const void *bytes, gsize size) {
  g_assert_true (g_file_set_contents (c->file, bytes, (gssize)size, NULL));
  g_clear_pointer (&c->before, g_bytes_unref);
  c->before = g_bytes_new (bytes, size);
}

static void
refuse_open (Case *c, guint8 key_start, ConfabStoreError code) {
  g_autoptr (ConfabSecret) key = test_key (key_start);
  g_autoptr (GBytes) after = NULL;

  test_refuse (confab_store_vault_open (c->folder, key), code);
  after = bytes_of (c->file);
  g_assert_true (g_bytes_equal (c->before, after));
}

static void
clear_case (Case *c) {
  test_folder_remove (c->folder);
  g_free (c->folder);
  g_free (c->file);
  g_bytes_unref (c->before);
}

static void
test_wrong_key (void) {
  Case c = make_case ();
  g_autoptr (ConfabSecret) key = confab_base_secret_new (16);
  ConfabStoreVault *vault;
  guint n = 0;

  refuse_open (&c, 2, CONFAB_STORE_ERROR_WRONG_KEY);
  test_refuse (confab_store_vault_open (c.folder, key), CONFAB_STORE_ERROR_WRONG_KEY);
  vault = test_open (c.folder);
  test_read (vault, job_read_all, &n);
  g_assert_cmpuint (n, ==, 400);
  test_close (vault);
  clear_case (&c);
}

static void
test_foreign (void) {
  Case c = make_case ();
  guint8 noise[8192];
  sqlite3 *plain;
  g_autofree char *other = g_build_filename (c.folder, "other.db", NULL);
  g_autoptr (GBytes) bytes = NULL;

  for (guint i = 0; i < sizeof noise; i++)
    noise[i] = (guint8)g_test_rand_int ();
  set_bytes (&c, noise, sizeof noise);
  refuse_open (&c, 1, CONFAB_STORE_ERROR_WRONG_KEY);

  g_assert_cmpint (sqlite3_open (other, &plain), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (plain, "CREATE TABLE accounts (id)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (plain);
  bytes = bytes_of (other);
  set_bytes (&c, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  refuse_open (&c, 1, CONFAB_STORE_ERROR_WRONG_KEY);
  clear_case (&c);
}

static void
test_cut_short (void) {
  Case c = make_case ();
  g_autoptr (GBytes) whole = g_bytes_ref (c.before);
  gsize size = g_bytes_get_size (whole);
  const gsize cuts[] = { 0, 1, 100, 4095, 4096, 4097, 8192, size / 8192 * 4096, size - 4096,
    size - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++) {
    set_bytes (&c, g_bytes_get_data (whole, NULL), cuts[i]);
    refuse_open (&c, 1, CONFAB_STORE_ERROR_DAMAGED);
  }
  clear_case (&c);
}

static void
test_flipped (void) {
  Case c = make_case ();
  gsize size = g_bytes_get_size (c.before);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (c.before, NULL), size);

  for (gsize page = 0; page < size / 4096; page += 1 + size / 4096 / 12) {
    gsize at = page * 4096 + (gsize)g_test_rand_int_range (0, 4096);

    bytes[at] ^= 0x10;
    set_bytes (&c, bytes, size);
    refuse_open (&c, 1, page == 0 ? CONFAB_STORE_ERROR_WRONG_KEY : CONFAB_STORE_ERROR_DAMAGED);
    bytes[at] ^= 0x10;
  }
  clear_case (&c);
}

static gboolean
job_fill_much (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *text = g_strnfill (3000, 'x');

  for (guint i = 0; i < 1000; i++)
    if (!test_add_message (db, 1, PEER, text, FALSE, error))
      return FALSE;
  return TRUE;
}

/* A file too large to be looked through at each start: the job that meets the damage says so, and
 * the others go on. */
static void
test_flipped_in_a_large_one (void) {
  Case c = make_case ();
  ConfabStoreVault *vault = test_open (c.folder);
  gsize size;
  g_autofree guint8 *bytes = NULL;
  guint n = 0;

  for (guint i = 0; i < 7; i++)
    test_write (vault, job_fill_much, NULL);
  test_close (vault);
  g_clear_pointer (&c.before, g_bytes_unref);
  c.before = bytes_of (c.file);
  size = g_bytes_get_size (c.before);
  g_assert_cmpuint (size, >, 16 * 1024 * 1024);
  bytes = g_memdup2 (g_bytes_get_data (c.before, NULL), size);
  for (gsize page = size / 8192; page < size / 8192 + 40; page++)
    bytes[page * 4096 + 1000] ^= 1;
  set_bytes (&c, bytes, size);

  vault = test_open (c.folder);
  test_refuse (confab_store_vault_read (vault, job_read_all, &n, NULL), CONFAB_STORE_ERROR_DAMAGED);
  test_write (vault, job_fill_much, NULL);
  test_close (vault);
  clear_case (&c);
}

/* A version from the future, whether it is in the file or still in the log. */
static void
test_newer (void) {
  Case c = make_case ();
  sqlite3 *db;
  const char *key = "x'01080f161d242b323940474e555c636a71787f868d949ba2a9b0b7bec5ccd3da'";

  g_assert_cmpint (sqlite3_open (c.file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key_v2 (db, "main", key, (int)strlen (key)), ==, SQLITE_OK);
  sqlite3_db_config (db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (
      sqlite3_exec (db, "PRAGMA journal_mode=WAL; PRAGMA user_version=1000", NULL, NULL, NULL), ==,
      SQLITE_OK);
  sqlite3_close (db);
  {
    g_autofree char *log = g_strconcat (c.file, "-wal", NULL);
    g_autoptr (GBytes) before = bytes_of (log);
    g_autoptr (GBytes) after = NULL;

    g_assert_cmpuint (g_bytes_get_size (before), >, 0);
    g_clear_pointer (&c.before, g_bytes_unref);
    c.before = bytes_of (c.file);
    refuse_open (&c, 1, CONFAB_STORE_ERROR_NEWER);
    refuse_open (&c, 2, CONFAB_STORE_ERROR_WRONG_KEY);
    after = bytes_of (log);
    g_assert_true (g_bytes_equal (before, after));
  }

  g_assert_cmpint (sqlite3_open (c.file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_key_v2 (db, "main", key, (int)strlen (key)), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (db, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  g_clear_pointer (&c.before, g_bytes_unref);
  c.before = bytes_of (c.file);
  refuse_open (&c, 1, CONFAB_STORE_ERROR_NEWER);
  clear_case (&c);
}

static char *
set_aside (const char *folder) {
  g_autoptr (DexFuture) future = confab_store_vault_set_aside (folder);
  g_autoptr (GError) error = NULL;

  test_wait (future, &error);
  g_assert_no_error (error);
  return g_value_dup_string (dex_future_get_value (future, NULL));
}

static void
test_set_aside (void) {
  Case c = make_case ();
  g_autofree char *log = g_strconcat (c.file, "-wal", NULL);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *first_path = NULL;
  g_autofree char *first_log = NULL;
  g_autoptr (GBytes) after = NULL;
  ConfabStoreVault *vault;
  guint n = 0;

  refuse_open (&c, 2, CONFAB_STORE_ERROR_WRONG_KEY);
  g_assert_true (g_file_set_contents (log, "log", 3, NULL));
  first = set_aside (c.folder);
  g_assert_true (g_str_has_prefix (first, "vault.db.set-aside-20"));
  g_assert_true (g_str_has_suffix (first, "-1"));
  first_path = g_build_filename (c.folder, first, NULL);
  first_log = g_strconcat (first_path, "-wal", NULL);
  after = bytes_of (first_path);
  g_assert_true (g_bytes_equal (c.before, after));
  g_assert_true (g_file_test (first_log, G_FILE_TEST_EXISTS));
  g_assert_false (confab_store_vault_exists (c.folder));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  test_refuse (confab_store_vault_set_aside (c.folder), CONFAB_STORE_ERROR_NOT_FOUND);

  vault = test_open (c.folder);
  test_read (vault, job_read_all, &n);
  g_assert_cmpuint (n, ==, 0);
  test_close (vault);
  second = set_aside (c.folder);
  g_assert_true (g_str_has_suffix (second, "-2"));
  clear_case (&c);
}

/* A log whose vault is gone belongs to nothing: it must not be played into a new vault. */
static void
test_stray_log (void) {
  Case c = make_case ();
  ConfabStoreVault *vault;
  g_autofree char *log = g_strconcat (c.file, "-wal", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_assert_cmpint (g_unlink (c.file), ==, 0);
  g_assert_true (g_file_set_contents (log, g_bytes_get_data (c.before, NULL), 30000, NULL));
  vault = test_open (c.folder);
  test_read (vault, job_read_all, &n);
  g_assert_cmpuint (n, ==, 0);
  test_close (vault);
  dir = g_dir_open (c.folder, 0, NULL);
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, "vault.db.set-aside-") && g_str_has_suffix (name, "-1-wal"))
      kept = g_build_filename (c.folder, name, NULL);
  g_assert_nonnull (kept);
  clear_case (&c);
}

/* What a crash in the middle of making a vault leaves is no vault and stands in nobody's way. */
static void
test_half_made (void) {
  g_autofree char *folder = test_folder ();
  g_autofree char *half = g_build_filename (folder, "vault.db.new", NULL);

  g_assert_true (g_file_set_contents (half, "half", 4, NULL));
  g_assert_false (confab_store_vault_exists (folder));
  test_close (test_open (folder));
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
  test_folder_remove (folder);
}

static void
test_modes (void) {
  Case c = make_case ();
  struct stat info;
  mode_t mask;
  ConfabStoreVault *vault;
  g_autofree char *link = g_build_filename (c.folder, "moved.db", NULL);

  g_assert_cmpint (g_chmod (c.folder, 0777), ==, 0);
  g_assert_cmpint (g_chmod (c.file, 0666), ==, 0);
  mask = umask (0);
  vault = test_open (c.folder);
  test_write (vault, job_fill, NULL);
  umask (mask);
  for (guint i = 0; i < 5; i++) {
    const char *const names[] = { "", "vault.db", "vault.db-wal", "vault.db-shm", "vault.lock" };
    g_autofree char *path = g_build_filename (c.folder, names[i], NULL);

    g_assert_cmpint (g_stat (path, &info), ==, 0);
    g_assert_cmpint (info.st_mode & 077, ==, 0);
  }
  test_close (vault);

  /* A link in the vault's place is not followed. */
  g_assert_cmpint (g_rename (c.file, link), ==, 0);
  g_assert_cmpint (symlink (link, c.file), ==, 0);
  {
    g_autoptr (ConfabSecret) key = test_key (1);

    test_refuse (confab_store_vault_open (c.folder, key), CONFAB_STORE_ERROR_IO);
  }
  clear_case (&c);
}

/* A folder whose name means something elsewhere, behind a link, as homes may be. */
static void
test_odd_folder (void) {
  g_autofree char *folder = test_folder ();
  g_autofree char *real = g_build_filename (folder, "a b?c=%20#d'e\"\xc3\xa9", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);

  g_assert_cmpint (symlink (real, link), ==, 0);
  for (guint i = 0; i < 3; i++)
    test_close (test_open (i == 2 ? link : real));
  g_assert_true (confab_store_vault_exists (real));
  g_unlink (link);
  test_folder_remove (real);
  test_folder_remove (folder);
}

static void
test_no_place (void) {
  g_autoptr (ConfabSecret) key = test_key (1);
  g_autofree char *too_long = g_strnfill (5000, 'x');

  test_refuse (confab_store_vault_open ("/proc/nowhere/at-all", key), CONFAB_STORE_ERROR_IO);
  test_refuse (confab_store_vault_set_aside ("/proc/nowhere/at-all"), CONFAB_STORE_ERROR_IO);
  g_assert_false (confab_store_vault_exists ("/proc/nowhere/at-all"));
  /* A look that fails is no proof that there is none. */
  g_assert_true (confab_store_vault_exists (too_long));
}

int
main (int argc, char **argv) {
  test_init (&argc, &argv);
  g_test_add_func ("/store/file/wrong-key", test_wrong_key);
  g_test_add_func ("/store/file/foreign", test_foreign);
  g_test_add_func ("/store/file/cut-short", test_cut_short);
  g_test_add_func ("/store/file/flipped", test_flipped);
  g_test_add_func ("/store/file/flipped-in-a-large-one", test_flipped_in_a_large_one);
  g_test_add_func ("/store/file/newer", test_newer);
  g_test_add_func ("/store/file/set-aside", test_set_aside);
  g_test_add_func ("/store/file/stray-log", test_stray_log);
  g_test_add_func ("/store/file/half-made", test_half_made);
  g_test_add_func ("/hostile/STO-10/vault", test_modes);
  g_test_add_func ("/store/file/odd-folder", test_odd_folder);
  g_test_add_func ("/store/file/no-place", test_no_place);
  return g_test_run ();
}
