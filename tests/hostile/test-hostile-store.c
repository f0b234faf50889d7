/* What a vault is made to swallow: a file in which somebody planted what SQLite would run by
 * itself, memory that runs out at any moment, and a program that ends itself. The test paths are
 * the ids of the cases; those that fit beside the vault's other tests stand there. */

#include "test-store-common.h"

#include <signal.h>
#include <sys/wait.h>

#include "store/store-db-private.h"
#include "store/store-search.h"

#define N_ABORTS 100
#define N_FAILURES 50
#define MAX_FAILURE 4000 /* allocations of one life */
#define N_CYCLES 30
#define WRITES_PER_CYCLE 50
#define MAX_GROWTH_KIB (10 * 1024)

/* ---- STO-16 ---- */

#define PLANTED                                                                                    \
  "CREATE TRIGGER planted AFTER INSERT ON messages BEGIN"                                          \
  "  INSERT INTO settings VALUES ('told', new.text); END;"                                         \
  "CREATE TRIGGER erasing AFTER DELETE ON messages BEGIN"                                          \
  "  INSERT INTO drafts VALUES (1, 'mallory@example.org', old.text); END;"                         \
  "CREATE TRIGGER wiping AFTER UPDATE ON messages BEGIN DELETE FROM messages; END;"                \
  "CREATE VIEW looking AS SELECT load_extension ('evil') FROM messages;"                           \
  "CREATE VIRTUAL TABLE walks USING rtree (id, x, y)"

static void
plant (const char *folder) {
  g_autofree char *file = g_build_filename (folder, "vault.db", NULL);
  g_autoptr (ConfabSecret) key = test_key (1);
  g_autoptr (GError) inner = NULL;
  GError **error = &inner;
  ConfabStoreDb *db = confab_store_db_open (file, key, CONFAB_STORE_DB_WRITER, error);

  g_assert_no_error (inner);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
  sqlite3_db_config (db->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 1, NULL);
  CHECK (confab_store_db_run (db, "Planting", PLANTED, error));
  confab_store_db_close (db);
}

static gboolean
job_use (ConfabStoreDb *db, gpointer data, GError **error) {
  gint64 one;
  gint64 two;

  one = test_add_message (db, 1, PEER, "kept to oneself", TRUE, error);
  two = test_add_message (db, 1, OTHER, "goes", FALSE, error);
  g_assert_no_error (*error);
  CHECK (confab_store_chats_mark_read (db, 1, PEER, one, error));
  CHECK (confab_store_chats_erase (db, 1, OTHER, FALSE, FALSE, NULL, error));
  g_assert_cmpint (two, >, one);
  return TRUE;
}

static gboolean
job_check_planted (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *told = confab_store_settings_get (db, "told", error);
  g_autoptr (GPtrArray) chats = confab_store_chats_list (db, 1, error);
  g_autoptr (GPtrArray) rows = confab_store_messages_before (db, 1, PEER, 0, 10, error);

  g_assert_no_error (*error);
  g_assert_null (told);
  g_assert_cmpuint (chats->len, ==, 1);
  g_assert_cmpuint (rows->len, ==, 1);
  /* A view is not even looked into. */
  g_assert_false (confab_store_db_run (db, "Looking", "SELECT * FROM looking", NULL));
  return TRUE;
}

static gboolean
job_account (ConfabStoreDb *db, gpointer data, GError **error) {
  return test_add_account (db, "me@example.org", error) == 1;
}

/* Nothing that somebody planted in the file runs by itself. */
static void
test_sto_16 (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);

  test_write (vault, job_account, NULL);
  test_close (vault);
  plant (folder);
  vault = test_open (folder);
  test_write (vault, job_use, NULL);
  test_read (vault, job_check_planted, NULL);
  test_settle (confab_store_vault_scrub (vault));
  test_close (vault);
  test_folder_remove (folder);
}

/* ---- STO-20 ---- */

static sqlite3_mem_methods memory; /* the library's own */
static gint fail_in;               /* 0: never */

static gboolean
has_run_out (void) {
  return g_atomic_int_get (&fail_in) > 0 && g_atomic_int_dec_and_test (&fail_in);
}

static void *
failing_malloc (int size) {
  return has_run_out () ? NULL : memory.xMalloc (size);
}

static void *
failing_realloc (void *old, int size) {
  return has_run_out () ? NULL : memory.xRealloc (old, size);
}

/* Before the library is first used. */
static void
let_memory_fail (void) {
  sqlite3_mem_methods failing;

  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &memory), ==, SQLITE_OK);
  failing = memory;
  failing.xMalloc = failing_malloc;
  failing.xRealloc = failing_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &failing), ==, SQLITE_OK);
}

typedef struct {
  guint number;
  guint n_rows;
} Job;

static gboolean
job_add (ConfabStoreDb *db, gpointer data, GError **error) {
  g_autofree char *text = g_strdup_printf ("%u", ((Job *)data)->number);
  gboolean is_more;

  return test_add_message (db, 1, PEER, text, FALSE, error) != 0 &&
         confab_store_search_follow (db, 1, PEER, TRUE, &is_more, error);
}

static gboolean
job_count (ConfabStoreDb *db, gpointer data, GError **error) {
  Job *job = data;
  gint64 last = 0;

  job->n_rows = 0;
  for (;;) {
    g_autoptr (GPtrArray) rows = confab_store_messages_after (db, 1, PEER, last, 500, error);

    g_assert_no_error (*error);
    if (rows->len == 0)
      break;
    for (guint i = 0; i < rows->len; i++, job->n_rows++) {
      ConfabStoreMessage *row = g_ptr_array_index (rows, i);

      g_assert_cmpint (atoi (row->text), ==, (int)job->n_rows);
      last = row->id;
    }
  }
  return confab_store_db_run (db, "Looking at the index",
             "INSERT INTO search (search) VALUES ('integrity-check')", error) &&
         confab_store_db_check (db, error);
}

/* The n-th allocation fails: what was said to be kept is, what was not is not, and the same vault
 * goes on. */
static void
test_memory (void) {
  guint n_refused = 0;

  for (guint i = 0; i < N_FAILURES; i++) {
    g_autofree char *folder = test_folder ();
    ConfabStoreVault *vault = test_open (folder);
    Job job = { 0 };

    test_write (vault, job_account, NULL);
    g_atomic_int_set (&fail_in, g_test_rand_int_range (1, MAX_FAILURE));
    for (guint k = 0; k < 20; k++) {
      g_autoptr (DexFuture) future = confab_store_vault_write (vault, job_add, &job, NULL);
      g_autoptr (GError) error = NULL;

      if (test_wait (future, &error)) {
        job.number++;
        continue;
      }
      n_refused++;
      g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_IO);
    }
    g_atomic_int_set (&fail_in, 0);
    test_write (vault, job_count, &job);
    g_assert_cmpuint (job.n_rows, ==, job.number);
    test_close (vault);
    vault = test_open (folder);
    test_write (vault, job_count, &job);
    g_assert_cmpuint (job.n_rows, ==, job.number);
    test_close (vault);
    test_folder_remove (folder);
  }
  g_test_message ("%u of %d refused", n_refused, 20 * N_FAILURES);
  g_assert_cmpuint (n_refused, >, 5);
}

static DexFuture *
on_added (DexFuture *future, gpointer number) {
  g_autofree char *line = g_strdup_printf ("%u\n", GPOINTER_TO_UINT (number));

  if (!dex_future_is_resolved (future) || write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
  return NULL;
}

/* Child: writes until GLib ends it, as it does where memory is out. */
static int
write_until_abort (const char *folder, guint first, guint n) {
  ConfabStoreVault *vault = test_open (folder);

  signal (SIGABRT, SIG_DFL);
  for (guint number = first;; number++) {
    Job *job = g_new0 (Job, 1);
    g_autoptr (DexFuture) future = NULL;

    job->number = number;
    future = dex_future_finally (confab_store_vault_write (vault, job_add, job, g_free), on_added,
        GUINT_TO_POINTER (number), NULL);
    if (number == first + n)
      abort ();
    if (number % 3 == 0)
      test_wait (future, NULL);
  }
}

static guint
live_until_abort (const char *folder, guint n_known) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *first = g_strdup_printf ("%u", n_known);
  g_autofree char *count = g_strdup_printf ("%d", g_test_rand_int_range (0, 12));
  char *argv[] = { self, (char *)"--abort", (char *)folder, first, count, NULL };
  g_autoptr (GError) error = NULL;
  guint n = n_known;
  guint number;
  FILE *lines;
  GPid pid;
  int status;
  int out;

  g_spawn_async_with_pipes (
      NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  lines = fdopen (out, "r");
  while (fscanf (lines, "%u\n", &number) == 1)
    n = MAX (n, number + 1);
  fclose (lines);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGABRT);
  return n;
}

static void
test_abort (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  guint n_known = 0;

  test_write (vault, job_account, NULL);
  test_close (vault);
  for (guint i = 0; i < N_ABORTS; i++) {
    guint n = live_until_abort (folder, n_known);
    Job job = { 0 };

    vault = test_open (folder);
    test_write (vault, job_count, &job);
    g_assert_cmpuint (job.n_rows, >=, n);
    n_known = job.n_rows;
    test_close (vault);
  }
  g_assert_cmpuint (n_known, >, N_ABORTS / 2);
  test_folder_remove (folder);
}

/* ---- STO-18, the short of it ---- */

static guint
count_entries (const char *folder) {
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

#if defined(__SANITIZE_ADDRESS__)
size_t __sanitizer_get_current_allocated_bytes (void);

/* A sanitizer holds back what is freed: what is in use is counted, not what the process has. */
static long
used_kib (void) {
  return (long)(__sanitizer_get_current_allocated_bytes () / 1024);
}
#else
static long
used_kib (void) {
  g_autofree char *text = NULL;
  long pages = 0;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%*d %ld", &pages), ==, 1);
  return pages * (sysconf (_SC_PAGESIZE) / 1024);
}
#endif

static gboolean
job_add_and_erase (ConfabStoreDb *db, gpointer data, GError **error) {
  return job_add (db, data, error) &&
         (((Job *)data)->number++ % 10 != 0 ||
             confab_store_chats_erase (db, 1, PEER, FALSE, FALSE, NULL, error));
}

/* Opened, used and shut again and again: neither files nor threads are left, nor memory. */
static void
test_sto_18 (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  Job job = { 0 };
  guint n_files = 0;
  guint n_threads = 0;
  long kib = 0;

  test_write (vault, job_account, NULL);
  test_close (vault);
  for (guint i = 0; i < N_CYCLES; i++) {
    vault = test_open (folder);
    for (guint k = 0; k < WRITES_PER_CYCLE; k++)
      test_write (vault, job_add_and_erase, &job);
    test_settle (confab_store_vault_scrub (vault));
    test_close (vault);
    if (i == N_CYCLES / 3) { /* warm */
      n_files = count_entries ("/proc/self/fd");
      n_threads = count_entries ("/proc/self/task");
      kib = used_kib ();
    }
  }
  g_assert_cmpuint (count_entries ("/proc/self/fd"), ==, n_files);
  g_assert_cmpuint (count_entries ("/proc/self/task"), ==, n_threads);
  g_assert_cmpint (used_kib (), <, kib + MAX_GROWTH_KIB);
  test_folder_remove (folder);
}

int
main (int argc, char **argv) {
  if (argc == 5 && strcmp (argv[1], "--abort") == 0) {
    dex_init ();
    confab_base_secret_init ();
    return write_until_abort (argv[2], (guint)atoi (argv[3]), (guint)atoi (argv[4]));
  }
  let_memory_fail ();
  test_init (&argc, &argv);
  g_test_add_func ("/hostile/STO-16/planted", test_sto_16);
  g_test_add_func ("/hostile/STO-20/memory", test_memory);
  g_test_add_func ("/hostile/STO-20/abort", test_abort);
  g_test_add_func ("/hostile/STO-18/short", test_sto_18);
  return g_test_run ();
}
