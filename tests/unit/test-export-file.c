/* An open file: all of it or nothing, for its owner's eyes alone. The disk is full at each of the
 * writes, the place cannot be written to, or is gone; what stood there stands there still. Each on
 * a disk that has files without a name, and on one that has not. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "export/export-file.h"

#define PART "0123456789"
#define UNFINISHED "confab-unfinished-"
#define N_PARTS 4

/* Writes of this program: the one that finds the disk full; 0: none. */
static int fail_at;
static int n_writes;

/* In front of the system's, for GIO too. */
ssize_t
write (int fd, const void *bytes, size_t size) {
  if (fail_at > 0 && ++n_writes == fail_at) {
    errno = ENOSPC;
    return -1;
  }
  return syscall (SYS_write, fd, bytes, size);
}

static gboolean has_nameless;

static int
open_one (const char *path, int flags, va_list arguments) {
  if ((flags & O_TMPFILE) == O_TMPFILE && !has_nameless) {
    errno = EOPNOTSUPP;
    return -1;
  }
  return (int)syscall (SYS_openat, AT_FDCWD, path, flags, va_arg (arguments, mode_t));
}

/* In front of the system's. */
int
open64 (const char *path, int flags, ...) {
  va_list arguments;
  int fd;

  va_start (arguments, flags);
  fd = open_one (path, flags, arguments);
  va_end (arguments);
  return fd;
}

typedef struct {
  char *folder;
  char *path;
  GFile *target;
} Place;

static void
set_up (Place *place, gconstpointer data) {
  has_nameless = data != NULL;
  place->folder = g_dir_make_tmp ("confab-export-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "chat.txt", NULL);
  place->target = g_file_new_for_path (place->path);
}

static void
tear_down (Place *place, gconstpointer data) {
  fail_at = 0;
  g_unlink (place->path);
  g_chmod (place->folder, 0700);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_object_unref (place->target);
  g_free (place->path);
  g_free (place->folder);
}

/* Is there anything but the target? */
static guint
count_files (Place *place) {
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
run (Place *place, GError **error) {
  g_autoptr (ConfabExportFile) file = confab_export_file_new (place->target, error);

  if (file == NULL)
    return FALSE;
  for (int i = 0; i < N_PARTS; i++)
    if (!confab_export_file_add (file, PART, 10, error))
      return FALSE;
  return confab_export_file_finish (file, error);
}

static void
expect (Place *place, const char *text) {
  g_autofree char *found = NULL;

  g_assert_true (g_file_get_contents (place->path, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, text);
}

static void
test_whole (Place *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;
  struct stat info;

  /* Whoever could read what was there could read what comes in its place. */
  g_assert_true (g_file_set_contents (place->path, "before", -1, NULL));
  g_assert_cmpint (g_chmod (place->path, 0644), ==, 0);
  run (place, &error);
  g_assert_no_error (error);
  expect (place, PART PART PART PART);
  g_assert_cmpint (stat (place->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (place), ==, 1);
}

/* What it is called while it is being written. Returns: (transfer full) (nullable) */
static char *
dup_beside (Place *place) {
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);

  return g_strdup (g_dir_read_name (dir));
}

/* While it is being written too it is for its owner's eyes alone, or for nobody's. */
static void
test_dropped (Place *place, gconstpointer data) {
  ConfabExportFile *file = confab_export_file_new (place->target, NULL);
  g_autofree char *name = dup_beside (place);

  g_assert_true (confab_export_file_add (file, PART, 10, NULL));
  if (has_nameless)
    g_assert_null (name);
  else {
    g_autofree char *beside = g_build_filename (place->folder, name, NULL);
    struct stat info;

    g_assert_cmpint (stat (beside, &info), ==, 0);
    g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  }
  g_assert_false (g_file_test (place->path, G_FILE_TEST_EXISTS));
  confab_export_file_free (file);
  g_assert_cmpuint (count_files (place), ==, 0);
}

/* Nothing is left by whoever is killed; or what says what it is, for all to see. */
static void
test_killed (Place *place, gconstpointer data) {
  pid_t child = fork ();
  g_autofree char *name = NULL;
  g_autofree char *left = NULL;
  int status;

  if (child == 0) {
    ConfabExportFile *file = confab_export_file_new (place->target, NULL);

    if (confab_export_file_add (file, PART, 10, NULL))
      kill (getpid (), SIGKILL);
    _exit (1);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  name = dup_beside (place);
  if (has_nameless) {
    g_assert_null (name);
    return;
  }
  g_assert_true (g_str_has_prefix (name, UNFINISHED));
  left = g_build_filename (place->folder, name, NULL);
  g_assert_cmpint (g_unlink (left), ==, 0);
}

static void
test_full (Place *place, gconstpointer data) {
  g_assert_true (g_file_set_contents (place->path, "before", -1, NULL));
  for (int at = 1; at <= N_PARTS; at++) {
    g_autoptr (GError) error = NULL;

    n_writes = 0;
    fail_at = at;
    g_assert_false (run (place, &error));
    fail_at = 0;
    g_assert_error (error, CONFAB_EXPORT_ERROR, CONFAB_EXPORT_ERROR_FULL);
    g_assert_null (strstr (error->message, "chat"));
    expect (place, "before");
    g_assert_cmpuint (count_files (place), ==, 1);
  }
}

static void
test_place (Place *place, gconstpointer data) {
  g_autoptr (GFile) gone = g_file_new_for_path ("/nonexistent/chat.txt");
  g_autoptr (GFile) below = g_file_get_child (place->target, "chat.txt");
  g_autoptr (GFile) system = g_file_new_for_path ("/proc/chat.txt");
  GFile *const targets[] = { gone, below, system };
  GFile *kept = place->target;

  g_assert_true (g_file_set_contents (place->path, "before", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++) {
    g_autoptr (GError) error = NULL;

    place->target = targets[i];
    g_assert_false (run (place, &error));
    g_assert_error (error, CONFAB_EXPORT_ERROR, CONFAB_EXPORT_ERROR_PLACE);
  }
  place->target = kept;
  expect (place, "before");
}

/* A folder stands where the file was to be. */
static void
test_folder (Place *place, gconstpointer data) {
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (place->path, 0700), ==, 0);
  g_assert_false (run (place, &error));
  g_assert_error (error, CONFAB_EXPORT_ERROR, CONFAB_EXPORT_ERROR_PLACE);
  g_assert_cmpuint (count_files (place), ==, 1);
  g_assert_cmpint (g_rmdir (place->path), ==, 0);
}

/* A link is replaced, and what it leads to is left alone. */
static void
test_link (Place *place, gconstpointer data) {
  g_autofree char *other = g_build_filename (place->folder, "other", NULL);
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (other, "mine", -1, NULL));
  g_assert_cmpint (symlink (other, place->path), ==, 0);
  run (place, &error);
  g_assert_no_error (error);
  expect (place, PART PART PART PART);
  g_assert_true (g_file_get_contents (other, &found, NULL, NULL));
  g_assert_cmpstr (found, ==, "mine");
  g_assert_false (g_file_test (place->path, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (g_unlink (other), ==, 0);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function)                                                                        \
  g_test_add ("/export/file/" path, Place, NULL, set_up, function, tear_down);                     \
  g_test_add ("/export/file/nameless/" path, Place, "", set_up, function, tear_down)
  ADD ("whole", test_whole);
  ADD ("dropped", test_dropped);
  ADD ("killed", test_killed);
  ADD ("full", test_full);
  ADD ("place", test_place);
  ADD ("folder", test_folder);
  ADD ("link", test_link);
  return g_test_run ();
}
