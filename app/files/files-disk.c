/* Files on this disk: sealed as they are written, never open. They have no name of their own and no
 * execute bit, are never written through a link, and nothing of one that failed is left. */

#include "files/files-cipher.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (256 * 1024)

/* ---- descriptors ---- */

static int
open_file (const char *path, int flags) {
  int fd;

  do
    fd = open (path, flags | O_NOFOLLOW | O_CLOEXEC, 0600);
  while (fd < 0 && errno == EINTR);
  return fd;
}

static gboolean
fail (GError **error, ConfabFilesError code, const char *what) {
  g_set_error_literal (error, CONFAB_FILES_ERROR, (int)code, what);
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize length, guint64 offset) {
  while (length > 0) {
    gssize n = pwrite (fd, bytes, length, (off_t)offset);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    bytes += n;
    length -= (gsize)n;
    offset += (guint64)n;
  }
  return TRUE;
}

/* Less than `length` only at the end; -1: it cannot be read. */
static gssize
read_some (int fd, guint8 *bytes, gsize length) {
  gsize done = 0;

  while (done < length) {
    gssize n = read (fd, bytes + done, length - done);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return -1;
    if (n == 0)
      break;
    done += (gsize)n;
  }
  return (gssize)done;
}

/* ---- sealing ---- */

typedef struct {
  int fd;
  ConfabFilesCipher *cipher;
  EVP_MD_CTX *hash; /* OpenSSL's: GLib's own takes longer than all else together */
  guint8 *piece;
  guint64 size;
} Work;

static void
work_clear (Work *work) {
  if (work->fd >= 0)
    close (work->fd);
  g_clear_pointer (&work->cipher, confab_files_cipher_free);
  EVP_MD_CTX_free (work->hash);
  OPENSSL_clear_free (work->piece, PIECE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

static gboolean
work_begin (Work *work, gboolean is_sealing, const ConfabFilesLock *lock, GError **error) {
  work->cipher = confab_files_cipher_new (is_sealing, lock);
  work->hash = EVP_MD_CTX_new ();
  work->piece = OPENSSL_malloc (PIECE);
  if (work->cipher == NULL || work->piece == NULL || work->hash == NULL ||
      EVP_DigestInit_ex2 (work->hash, EVP_sha256 (), NULL) != 1)
    return fail (error, CONFAB_FILES_ERROR_DAMAGED, "There is no key to work with");
  return TRUE;
}

static gboolean
take_sum (Work *work, ConfabFilesSum *sum, GError **error) {
  sum->size = work->size;
  return EVP_DigestFinal_ex (work->hash, sum->hash, NULL) == 1 ||
         fail (error, CONFAB_FILES_ERROR_DAMAGED, "There is no sum");
}

static gboolean
seal_piece (Work *work, gsize n, guint64 max, GError **error) {
  if (n > max - MIN (max, work->size))
    return fail (error, CONFAB_FILES_ERROR_TOO_LARGE, "There is more than may be sent");
  if (EVP_DigestUpdate (work->hash, work->piece, n) != 1)
    return fail (error, CONFAB_FILES_ERROR_DAMAGED, "There is no sum");
  if (!confab_files_cipher_update (work->cipher, work->piece, n, work->piece))
    return fail (error, CONFAB_FILES_ERROR_TOO_LARGE, "There is more than one key may seal");
  if (!write_all (work->fd, work->piece, n, work->size))
    return fail (error, CONFAB_FILES_ERROR_DISK, "The disk does not write");
  work->size += n;
  return TRUE;
}

static gboolean
seal_all (
    Work *work, GInputStream *source, guint64 max, GCancellable *cancellable, GError **error) {
  guint8 tag[CONFAB_FILES_TAG_BYTES];

  for (;;) {
    g_autoptr (GError) problem = NULL;
    gsize n = 0;

    if (!g_input_stream_read_all (source, work->piece, PIECE, &n, cancellable, &problem))
      return g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                 ? (g_propagate_error (error, g_steal_pointer (&problem)), FALSE)
                 : fail (error, CONFAB_FILES_ERROR_SOURCE, "The source cannot be read");
    if (n == 0)
      break;
    if (!seal_piece (work, n, max, error))
      return FALSE;
  }
  if (!confab_files_cipher_finish (work->cipher, tag))
    return fail (error, CONFAB_FILES_ERROR_DAMAGED, "There is no tag");
  if (!write_all (work->fd, tag, sizeof tag, work->size) || fsync (work->fd) != 0)
    return fail (error, CONFAB_FILES_ERROR_DISK, "The disk does not write");
  return TRUE;
}

gboolean
confab_files_seal (GInputStream *source, const char *path, const ConfabFilesLock *lock, guint64 max,
    ConfabFilesSum *sum, GCancellable *cancellable, GError **error) {
  g_auto (Work) work = { .fd = open_file (path, O_WRONLY | O_CREAT | O_EXCL) };

  if (work.fd < 0)
    return fail (error, CONFAB_FILES_ERROR_DISK, "There is no room for a file");
  if (!work_begin (&work, TRUE, lock, error) ||
      !seal_all (&work, source, max, cancellable, error) || !take_sum (&work, sum, error)) {
    unlink (path);
    return FALSE;
  }
  return TRUE;
}

/* ---- checking ---- */

gboolean
confab_files_check (const char *path, const ConfabFilesLock *lock, ConfabFilesSum *sum,
    GCancellable *cancellable, GError **error) {
  g_auto (Work) work = { .fd = open_file (path, O_RDONLY) };
  guint8 tag[CONFAB_FILES_TAG_BYTES];
  struct stat facts;
  guint64 size;

  if (work.fd < 0 || fstat (work.fd, &facts) != 0)
    return fail (error, CONFAB_FILES_ERROR_GONE, "The file is not there");
  if (facts.st_size < CONFAB_FILES_TAG_BYTES)
    return fail (error, CONFAB_FILES_ERROR_DAMAGED, "It is shorter than its tag");
  if (!work_begin (&work, FALSE, lock, error))
    return FALSE;
  size = (guint64)facts.st_size - CONFAB_FILES_TAG_BYTES;
  while (work.size < size) {
    gsize n = (gsize)MIN (size - work.size, PIECE);

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    if (read_some (work.fd, work.piece, n) != (gssize)n)
      return fail (error, CONFAB_FILES_ERROR_DISK, "The disk does not read");
    if (!confab_files_cipher_update (work.cipher, work.piece, n, work.piece) ||
        EVP_DigestUpdate (work.hash, work.piece, n) != 1)
      return fail (error, CONFAB_FILES_ERROR_DAMAGED, "It cannot be opened");
    work.size += n;
  }
  if (read_some (work.fd, tag, sizeof tag) != sizeof tag)
    return fail (error, CONFAB_FILES_ERROR_DISK, "The disk does not read");
  if (!confab_files_cipher_finish (work.cipher, tag))
    return fail (error, CONFAB_FILES_ERROR_DAMAGED, "It is not what was sealed");
  return take_sum (&work, sum, error);
}

/* ---- pieces ---- */

gboolean
confab_files_append (const char *path, guint64 offset, GBytes *bytes, GError **error) {
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);
  int fd = open_file (path, offset == 0 ? O_WRONLY | O_CREAT | O_TRUNC : O_WRONLY);
  struct stat facts;
  gboolean is_done;

  if (fd < 0)
    return fail (error,
        offset > 0 && errno == ENOENT ? CONFAB_FILES_ERROR_GONE : CONFAB_FILES_ERROR_DISK,
        "The file cannot be written");
  is_done = fstat (fd, &facts) == 0 && (guint64)facts.st_size == offset &&
            write_all (fd, data, length, offset);
  is_done = close (fd) == 0 && is_done;
  return is_done || fail (error, CONFAB_FILES_ERROR_DISK, "The disk does not write");
}

GBytes *
confab_files_read_at (const char *path, guint64 offset, gsize size, GError **error) {
  g_autofree guint8 *piece = g_malloc (size);
  int fd = open_file (path, O_RDONLY);
  gssize n = -1;

  if (fd < 0) {
    fail (error, CONFAB_FILES_ERROR_GONE, "The file is not there");
    return NULL;
  }
  if (lseek (fd, (off_t)offset, SEEK_SET) >= 0)
    n = read_some (fd, piece, size);
  close (fd);
  if (n < 0) {
    fail (error, CONFAB_FILES_ERROR_DISK, "The disk does not read");
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&piece), (gsize)n);
}

guint64
confab_files_get_size (const char *path) {
  struct stat facts;

  return lstat (path, &facts) == 0 && S_ISREG (facts.st_mode) ? (guint64)facts.st_size : 0;
}
