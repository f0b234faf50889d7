/* The vault and the end of the world: a process killed in the middle of its commits has lost
 * nothing that was acknowledged, and a full disk is said, survived and recovered from. The worlds
 * that end are child processes of this one (the same program with a first argument). */

#include "test-store-life.h"

#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define N_VAULTS 8 /* one after another, so that none becomes large */
#define N_KILLS 25 /* of each */
#define SCRUB_EVERY 150
#define FIRST_US 25000 /* within them of its first line a child is killed, or while it opens */
#define SPACE_BYTES (1024 * 1024)
#define BALLAST_BYTES (300 * 1024)

static DexFuture *
on_added (DexFuture *future, gpointer number) {
  g_autofree char *line = NULL;

  g_autoptr (GError) error = NULL;

  if (!dex_future_get_value (future, &error))
    g_error ("%s", error->message);
  line = g_strdup_printf ("%u\n", GPOINTER_TO_UINT (number));
  if (write (STDOUT_FILENO, line, strlen (line)) < 0)
    _exit (1);
  return NULL;
}

/* Child: adds messages for ever and says each number once it is acknowledged. */
static void G_GNUC_NORETURN
write_for_ever (const char *folder, guint first) {
  ConfabStoreVault *vault = test_open (folder);
  g_autoptr (GQueue) waiting = g_queue_new ();

  for (guint number = first;; number++) {
    LifeJob *job = g_new0 (LifeJob, 1);

    job->number = number;
    job->size = 200 + number % 5 * 700;
    g_queue_push_tail (
        waiting, dex_future_finally (confab_store_vault_write (vault, life_add_all, job, g_free),
                     on_added, GUINT_TO_POINTER (number), NULL));
    if (number % SCRUB_EVERY == 0)
      g_queue_push_tail (waiting, confab_store_vault_scrub (vault));
    while (g_queue_get_length (waiting) > LIFE_IN_FLIGHT) {
      DexFuture *oldest = g_queue_pop_head (waiting);

      test_wait (oldest, NULL);
      dex_unref (oldest);
    }
  }
}

static GPid
spawn (const char *mode, const char *folder, guint first, int *out) {
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *number = g_strdup_printf ("%u", first);
  char *argv[] = { self, (char *)mode, (char *)folder, number, NULL };
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_spawn_async_with_pipes (
      NULL, argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL, out, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

/* Kills it `after_us` from its first line on, in the middle of whatever it does then, or at once
 * where that is 0 (it opens what the last one left); reads what was still said before. Answers of
 * one commit may be told in another order than they were asked for. Returns: one more than the
 * highest that is acknowledged */
static guint
kill_after (GPid pid, int out, guint n_known, guint after_us) {
  FILE *lines = fdopen (out, "r");
  guint n = n_known;
  guint number;
  int status;

  if (after_us > 0 && fscanf (lines, "%u\n", &number) == 1) {
    n = MAX (n, number + 1);
    g_usleep (after_us);
  } else {
    g_usleep ((gulong)g_test_rand_int_range (1, FIRST_US));
  }
  kill (pid, SIGKILL);
  while (fscanf (lines, "%u\n", &number) == 1)
    n = MAX (n, number + 1);
  fclose (lines);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return n;
}

static guint
live_through_kills (void) {
  g_autofree char *folder = test_folder ();
  ConfabStoreVault *vault = test_open (folder);
  guint n_known = 0;

  test_write (vault, life_account, NULL);
  test_close (vault);
  for (guint i = 0; i < N_KILLS; i++) {
    guint after_us = i % 8 == 7 ? 0 : (guint)g_test_rand_int_range (1, FIRST_US);
    int out;
    GPid pid = spawn ("--write", folder, n_known, &out);
    guint n = kill_after (pid, out, n_known, after_us);
    LifeJob job = { 0 };

    vault = test_open (folder);
    test_write (vault, life_check_all, &job);
    g_assert_cmpuint (job.n_rows, >=, n);
    n_known = job.n_rows;
    test_close (vault);
  }
  test_folder_remove (folder);
  return n_known;
}

/* STO-01, of the vault alone: 200 kills in a run that writes all the time. */
static void
test_killed (void) {
  guint n = 0;

  for (guint i = 0; i < N_VAULTS; i++)
    n += live_through_kills ();
  g_assert_cmpuint (n, >, N_VAULTS * N_KILLS / 2);
  g_test_message ("%u messages, %d kills", n, N_VAULTS * N_KILLS);
}

static gboolean
put_line (const char *path, const char *line) {
  FILE *file = fopen (path, "w");

  if (!file)
    return FALSE;
  fputs (line, file);
  return fclose (file) == 0;
}

/* A place where this process may mount: as it is for root, else a user namespace in which it is. */
static gboolean
enter_namespace (void) {
  g_autofree char *users = g_strdup_printf ("0 %u 1", (guint)getuid ());
  g_autofree char *groups = g_strdup_printf ("0 %u 1", (guint)getgid ());

  if (unshare (CLONE_NEWNS) == 0)
    return TRUE;
  return unshare (CLONE_NEWUSER | CLONE_NEWNS) == 0 && put_line ("/proc/self/setgroups", "deny") &&
         put_line ("/proc/self/uid_map", users) && put_line ("/proc/self/gid_map", groups);
}

static gboolean
mount_small (const char *folder) {
  g_autofree char *options = g_strdup_printf ("size=%d", SPACE_BYTES);

  if (!enter_namespace ())
    return FALSE;
  if (mount (NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
    return FALSE;
  return mount ("none", folder, "tmpfs", 0, options) == 0;
}

static void
limit_files (rlim_t bytes) {
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static guint
fill (ConfabStoreVault *vault, guint number) {
  for (;; number++) {
    LifeJob job = { .number = number, .size = 20000 };
    g_autoptr (DexFuture) future = confab_store_vault_write (vault, life_add, &job, NULL);
    g_autoptr (GError) error = NULL;

    if (test_wait (future, &error))
      continue;
    g_assert_error (error, CONFAB_STORE_ERROR, CONFAB_STORE_ERROR_FULL);
    return number;
  }
}

/* Child: fills the space, finds what was acknowledged, gets room, goes on. */
static int
fill_space (const char *folder, gboolean is_disk) {
  g_autofree char *ballast = g_build_filename (folder, "ballast", NULL);
  g_autofree char *bytes = g_malloc0 (BALLAST_BYTES);
  ConfabStoreVault *vault;
  LifeJob job = { 0 };
  guint n;

  if (is_disk)
    g_assert_true (g_file_set_contents (ballast, bytes, BALLAST_BYTES, NULL));
  else
    limit_files (SPACE_BYTES);
  vault = test_open (folder);
  test_write (vault, life_account, NULL);
  n = fill (vault, 0);
  g_assert_cmpuint (n, >, 3);
  test_read (vault, life_check, &job);
  g_assert_cmpuint (job.n_rows, ==, n);

  if (is_disk)
    g_assert_cmpint (g_unlink (ballast), ==, 0);
  else
    limit_files (RLIM_INFINITY);
  for (guint i = 0; i < 5; i++) {
    job.number = n++;
    job.size = 200;
    test_write (vault, life_add, &job);
  }
  test_read (vault, life_check, &job);
  g_assert_cmpuint (job.n_rows, ==, n);
  test_close (vault);
  vault = test_open (folder);
  test_read (vault, life_check, &job);
  g_assert_cmpuint (job.n_rows, ==, n);
  test_close (vault);
  return 0;
}

/* Child: there is no room for a vault at all. */
static int
find_no_space (const char *folder) {
  g_autofree char *ballast = g_build_filename (folder, "ballast", NULL);
  g_autofree char *bytes = g_malloc0 (SPACE_BYTES);
  g_autoptr (ConfabSecret) key = test_key (1);
  FILE *file = fopen (ballast, "w");

  for (guint i = 0; i < SPACE_BYTES / 4096 + 1; i++)
    if (fwrite (bytes, 1, 4096, file) < 4096)
      break;
  fclose (file);
  test_refuse (confab_store_vault_open (folder, key), CONFAB_STORE_ERROR_FULL);
  g_assert_false (confab_store_vault_exists (folder));
  g_assert_cmpint (g_unlink (ballast), ==, 0);
  test_close (test_open (folder));
  return 0;
}

static void
run_child (const char *mode) {
  g_autofree char *folder = test_folder ();
  int out;
  int status;
  GPid pid = spawn (mode, folder, 0, &out);

  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  close (out);
  test_folder_remove (folder);
  if (WIFEXITED (status) && WEXITSTATUS (status) == 77)
    g_test_skip ("this machine lets nobody mount a small disk");
  else
    g_assert_cmpint (status, ==, 0);
}

static void
test_full_disk (void) {
  run_child ("--full");
}

static void
test_no_space (void) {
  run_child ("--none");
}

static void
test_file_limit (void) {
  run_child ("--limit");
}

static int
run_mode (const char *mode, const char *folder, guint first) {
  gboolean is_disk = strcmp (mode, "--full") == 0 || strcmp (mode, "--none") == 0;

  signal (SIGXFSZ, SIG_IGN);
  /* Before there is a second thread. */
  if (is_disk && !mount_small (folder))
    return 77;
  dex_init ();
  confab_base_secret_init ();
  if (strcmp (mode, "--write") == 0)
    write_for_ever (folder, first);
  if (strcmp (mode, "--none") == 0)
    return find_no_space (folder);
  return fill_space (folder, is_disk);
}

int
main (int argc, char **argv) {
  if (argc == 4)
    return run_mode (argv[1], argv[2], (guint)atoi (argv[3]));
  test_init (&argc, &argv);
  g_test_add_func ("/hostile/STO-01/vault", test_killed);
  g_test_add_func ("/store/crash/full-disk", test_full_disk);
  g_test_add_func ("/store/crash/no-space", test_no_space);
  g_test_add_func ("/store/crash/file-limit", test_file_limit);
  return g_test_run ();
}
