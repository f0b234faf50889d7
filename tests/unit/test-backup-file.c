/* The sealed file of a backup: what goes in comes out, whatever its length; and whatever is done to
 * the file, nothing comes out but a word on what is wrong. Cut, changed, swapped, doubled, longer,
 * from a newer version, with a head that asks for the whole computer. */

#include <glib/gstdio.h>
#include <string.h>

#include "backup/backup-file.h"

#define HEAD 88
#define SEALED (CONFAB_BACKUP_CHUNK + CONFAB_BACKUP_TAG)
#define PASSPHRASE "correct horse battery"

/* As little work as a head may ask for. */
static const ConfabBackupCost cheap = {
  .memory = CONFAB_BACKUP_MIN_MEMORY, .passes = 1, .lanes = 1
};

typedef struct {
  char *folder, *path;
  GFile *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->folder = g_dir_make_tmp ("confab-backup-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "backup", NULL);
  fixture->file = g_file_new_for_path (fixture->path);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  g_unlink (fixture->path);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_object_unref (fixture->file);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static guint8 *
content_new (gsize size) {
  guint8 *content = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    content[i] = (guint8)(i * 31 + i / 251);
  return content;
}

static void
write_backup (Fixture *fixture, gsize size, gsize step) {
  g_autoptr (ConfabSecret) passphrase = confab_base_secret_new_string (PASSPHRASE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabBackupWriter) writer =
      confab_backup_writer_new (fixture->file, passphrase, &cheap, &error);
  g_autofree guint8 *content = content_new (size);

  g_assert_no_error (error);
  for (gsize at = 0; at < size; at += step)
    g_assert_true (confab_backup_writer_add (writer, content + at, MIN (step, size - at), &error));
  g_assert_true (confab_backup_writer_finish (writer, &error));
  g_assert_no_error (error);
}

/* How much of `content` came out before the end or the error. */
static gsize
read_all (ConfabBackupReader *reader, const guint8 *content, gsize size, GError **error) {
  gsize n = 0;

  for (;;) {
    g_autoptr (GBytes) chunk = NULL;
    gsize length;
    const guint8 *bytes;

    if (!confab_backup_reader_next (reader, &chunk, error) || chunk == NULL)
      return n;
    bytes = g_bytes_get_data (chunk, &length);
    g_assert_cmpuint (n + length, <=, size);
    g_assert_true (length == 0 || memcmp (bytes, content + n, length) == 0);
    n += length;
  }
}

/* Nothing but what was sealed comes out, and at the end an error: -1 for none. */
static void
check (Fixture *fixture, const char *words, gsize size, int code) {
  g_autoptr (ConfabSecret) passphrase = confab_base_secret_new_string (words);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabBackupReader) reader =
      confab_backup_reader_new (fixture->file, passphrase, &error);
  g_autofree guint8 *content = content_new (size);
  gsize n = reader != NULL ? read_all (reader, content, size, &error) : 0;

  if (code >= 0) {
    g_assert_error (error, CONFAB_BACKUP_ERROR, code);
    g_assert_null (strstr (error->message, fixture->folder));
    return;
  }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, size);
  g_assert_true (confab_backup_reader_rewind (reader, &error));
  g_assert_cmpuint (read_all (reader, content, size, &error), ==, size);
  g_assert_no_error (error);
}

static const gsize sizes[] = { 0, 1, CONFAB_BACKUP_CHUNK - 1, CONFAB_BACKUP_CHUNK,
  CONFAB_BACKUP_CHUNK + 1, 2 * CONFAB_BACKUP_CHUNK, 3 * CONFAB_BACKUP_CHUNK + 7 };

static void
test_round (Fixture *fixture, gconstpointer data) {
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++) {
    write_backup (fixture, sizes[i], 10007);
    check (fixture, PASSPHRASE, sizes[i], -1);
    write_backup (fixture, sizes[i], 200000);
    check (fixture, PASSPHRASE, sizes[i], -1);
  }
}

static char *
load (Fixture *fixture, gsize *size) {
  char *bytes;

  g_assert_true (g_file_get_contents (fixture->path, &bytes, size, NULL));
  return bytes;
}

static void
store (Fixture *fixture, const char *bytes, gsize size) {
  g_assert_true (g_file_set_contents_full (
      fixture->path, bytes, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

/* What each byte of the head is there for says what is wrong with it. */
static int
code_of_head (gsize at) {
  if (at < 8)
    return CONFAB_BACKUP_ERROR_FOREIGN;
  if (at < 12)
    return CONFAB_BACKUP_ERROR_NEWER;
  /* Work that no backup asks for; the others are within bounds, and give another key. */
  if (at == 12 || at == 13 || (at >= 16 && at < 24))
    return CONFAB_BACKUP_ERROR_DAMAGED;
  return CONFAB_BACKUP_ERROR_PASSPHRASE;
}

static void
test_head (Fixture *fixture, gconstpointer data) {
  gsize size;
  g_autofree char *bytes = NULL;

  write_backup (fixture, 1000, 1000);
  bytes = load (fixture, &size);
  for (gsize i = 0; i < HEAD; i++) {
    bytes[i] ^= (char)0x80;
    store (fixture, bytes, size);
    check (fixture, PASSPHRASE, 1000, code_of_head (i));
    bytes[i] ^= (char)0x80;
  }
  /* Of the numbers of the work also a change that stays within the bounds. */
  bytes[19] = 2;
  store (fixture, bytes, size);
  check (fixture, PASSPHRASE, 1000, CONFAB_BACKUP_ERROR_PASSPHRASE);
}

static void
put_number (char *at, guint32 number) {
  number = GUINT32_TO_BE (number);
  memcpy (at, &number, sizeof number);
}

static void
test_work (Fixture *fixture, gconstpointer data) {
  static const ConfabBackupCost costs[] = { { G_MAXUINT32, 3, 4 }, { 1u << 30, 1, 1 },
    { CONFAB_BACKUP_MAX_MEMORY + 1, 1, 1 }, { CONFAB_BACKUP_MIN_MEMORY - 1, 1, 1 }, { 0, 1, 1 },
    { 65536, 0, 4 }, { 65536, G_MAXUINT32, 4 }, { 65536, CONFAB_BACKUP_MAX_PASSES + 1, 4 },
    { 65536, 3, 0 }, { 65536, 3, CONFAB_BACKUP_MAX_LANES + 1 }, { 65536, 3, G_MAXUINT32 } };
  gsize size;
  g_autofree char *bytes = NULL;

  write_backup (fixture, 1000, 1000);
  bytes = load (fixture, &size);
  for (gsize i = 0; i < G_N_ELEMENTS (costs); i++) {
    put_number (bytes + 12, costs[i].memory);
    put_number (bytes + 16, costs[i].passes);
    put_number (bytes + 20, costs[i].lanes);
    store (fixture, bytes, size);
    check (fixture, PASSPHRASE, 1000, CONFAB_BACKUP_ERROR_DAMAGED);
  }
}

static void
test_version (Fixture *fixture, gconstpointer data) {
  gsize size;
  g_autofree char *bytes = NULL;

  write_backup (fixture, 1000, 1000);
  bytes = load (fixture, &size);
  put_number (bytes + 8, CONFAB_BACKUP_VERSION + 1);
  store (fixture, bytes, size);
  check (fixture, PASSPHRASE, 1000, CONFAB_BACKUP_ERROR_NEWER);
  put_number (bytes + 8, 0);
  store (fixture, bytes, size);
  check (fixture, PASSPHRASE, 1000, CONFAB_BACKUP_ERROR_FOREIGN);
}

static void
test_passphrase (Fixture *fixture, gconstpointer data) {
  g_autofree char *longest = g_strnfill (CONFAB_BACKUP_MAX_PASSPHRASE + 1, 'a');

  write_backup (fixture, 1000, 1000);
  check (fixture, "correct horse batterY", 1000, CONFAB_BACKUP_ERROR_PASSPHRASE);
  check (fixture, PASSPHRASE " ", 1000, CONFAB_BACKUP_ERROR_PASSPHRASE);
  check (fixture, "", 1000, CONFAB_BACKUP_ERROR_PASSPHRASE);
  check (fixture, "\xff\xfe", 1000, CONFAB_BACKUP_ERROR_PASSPHRASE);
  check (fixture, longest, 1000, CONFAB_BACKUP_ERROR_PASSPHRASE);
  check (fixture, PASSPHRASE, 1000, -1);
}

/* "é" as one character and as two. */
static void
test_normal (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabSecret) one =
      confab_base_secret_new_string ("caf\xc3\xa9 caf\xc3\xa9 caf\xc3\xa9");
  g_autoptr (ConfabBackupWriter) writer =
      confab_backup_writer_new (fixture->file, one, &cheap, NULL);

  g_assert_true (confab_backup_writer_finish (writer, NULL));
  check (fixture, "cafe\xcc\x81 cafe\xcc\x81 cafe\xcc\x81", 0, -1);
  check (fixture, "cafe cafe cafe", 0, CONFAB_BACKUP_ERROR_PASSPHRASE);
}

#define BIG (3 * CONFAB_BACKUP_CHUNK + 700)

/* Bytes of every chunk: first, in the middle, last, and of its tag. */
static void
test_flipped (Fixture *fixture, gconstpointer data) {
  gsize size;
  g_autofree char *bytes = NULL;

  write_backup (fixture, BIG, BIG);
  bytes = load (fixture, &size);
  for (gsize chunk = 0; chunk < 4; chunk++) {
    gsize begin = HEAD + chunk * SEALED;
    gsize end = MIN (begin + SEALED, size);
    gsize places[] = { begin, (begin + end) / 2, end - CONFAB_BACKUP_TAG - 1,
      end - CONFAB_BACKUP_TAG, end - 1 };

    for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
      bytes[places[i]] ^= 1;
      store (fixture, bytes, size);
      check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
      bytes[places[i]] ^= 1;
    }
  }
}

/* At and beside each border; within the head it is no backup at all. */
static void
test_cut (Fixture *fixture, gconstpointer data) {
  gsize size;
  g_autofree char *bytes = NULL;

  write_backup (fixture, BIG, BIG);
  bytes = load (fixture, &size);
  for (gsize chunk = 0; chunk < 4; chunk++) {
    static const gsize beside[] = { 0, 1, CONFAB_BACKUP_TAG - 1, CONFAB_BACKUP_TAG,
      CONFAB_BACKUP_TAG + 1 };

    for (gsize i = 0; i < G_N_ELEMENTS (beside); i++) {
      store (fixture, bytes, HEAD + chunk * SEALED + beside[i]);
      check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
      if (chunk == 0)
        continue;
      store (fixture, bytes, HEAD + chunk * SEALED - beside[i]);
      check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
    }
  }
  store (fixture, bytes, size - 1);
  check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
  store (fixture, bytes, HEAD - 1);
  check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_FOREIGN);
  store (fixture, bytes, 0);
  check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_FOREIGN);
}

static void
test_moved (Fixture *fixture, gconstpointer data) {
  gsize size;
  g_autofree char *bytes = NULL;
  g_autofree char *other = NULL;

  write_backup (fixture, 3 * CONFAB_BACKUP_CHUNK, BIG);
  bytes = load (fixture, &size);
  other = g_malloc (size + SEALED);
  /* Two change places. */
  memcpy (other, bytes, size);
  memcpy (other + HEAD, bytes + HEAD + SEALED, SEALED);
  memcpy (other + HEAD + SEALED, bytes + HEAD, SEALED);
  store (fixture, other, size);
  check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
  /* One is left out. */
  memcpy (other, bytes, HEAD + SEALED);
  memcpy (other + HEAD + SEALED, bytes + HEAD + 2 * SEALED, SEALED);
  store (fixture, other, size - SEALED);
  check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
  /* The last one twice. */
  memcpy (other, bytes, size);
  memcpy (other + size, bytes + HEAD + 2 * SEALED, SEALED);
  store (fixture, other, size + SEALED);
  check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
  /* A byte behind the end. */
  store (fixture, other, size + 1);
  check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
  /* One of another backup with the same passphrase. */
  write_backup (fixture, 3 * CONFAB_BACKUP_CHUNK, BIG);
  g_free (other);
  other = load (fixture, &size);
  memcpy (other + HEAD + SEALED, bytes + HEAD + SEALED, SEALED);
  store (fixture, other, size);
  check (fixture, PASSPHRASE, BIG, CONFAB_BACKUP_ERROR_DAMAGED);
}

/* What is not finished is not there, and what was there before still is. */
static void
test_dropped (Fixture *fixture, gconstpointer data) {
  for (int i = 0; i < 2; i++) {
    g_autoptr (ConfabSecret) passphrase = confab_base_secret_new_string (PASSPHRASE);
    ConfabBackupWriter *writer = confab_backup_writer_new (fixture->file, passphrase, &cheap, NULL);
    g_autofree guint8 *content = content_new (BIG);

    g_assert_true (confab_backup_writer_add (writer, content, BIG, NULL));
    confab_backup_writer_free (writer);
    if (i == 1) {
      check (fixture, PASSPHRASE, 1000, -1);
      return;
    }
    g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    write_backup (fixture, 1000, 1000);
  }
}

/* Private, and without a byte of what it holds. */
static void
test_outside (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabSecret) passphrase = confab_base_secret_new_string (PASSPHRASE);
  g_autofree char *missing = g_build_filename (fixture->folder, "no", "such", NULL);
  g_autoptr (GFile) nowhere = g_file_new_for_path (missing);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GError) error = NULL;
  GStatBuf info;

  write_backup (fixture, 1000, 1000);
  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (info.st_size, ==, HEAD + 1000 + CONFAB_BACKUP_TAG);
  g_assert_null (confab_backup_writer_new (nowhere, passphrase, &cheap, &error));
  g_assert_error (error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_DISK);
  g_clear_error (&error);
  g_assert_null (confab_backup_reader_new (nowhere, passphrase, &error));
  g_assert_error (error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_DISK);
  g_clear_error (&error);
  g_assert_null (confab_backup_reader_new (folder, passphrase, &error));
  g_assert_error (error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_FOREIGN);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  g_test_add ("/backup/round", Fixture, NULL, set_up, test_round, tear_down);
  g_test_add ("/backup/head", Fixture, NULL, set_up, test_head, tear_down);
  g_test_add ("/backup/work", Fixture, NULL, set_up, test_work, tear_down);
  g_test_add ("/backup/version", Fixture, NULL, set_up, test_version, tear_down);
  g_test_add ("/backup/passphrase", Fixture, NULL, set_up, test_passphrase, tear_down);
  g_test_add ("/backup/normal", Fixture, NULL, set_up, test_normal, tear_down);
  g_test_add ("/backup/flipped", Fixture, NULL, set_up, test_flipped, tear_down);
  g_test_add ("/backup/cut", Fixture, NULL, set_up, test_cut, tear_down);
  g_test_add ("/backup/moved", Fixture, NULL, set_up, test_moved, tear_down);
  g_test_add ("/backup/dropped", Fixture, NULL, set_up, test_dropped, tear_down);
  g_test_add ("/backup/outside", Fixture, NULL, set_up, test_outside, tear_down);
  return g_test_run ();
}
