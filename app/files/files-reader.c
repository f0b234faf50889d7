/* A stored file, opened as it is read. Its tag is asked at the end: where it does not fit, the
 * reader is told instead of hearing the end. Keeps no more than what is asked of it at once. */

#include "files/files-cipher.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CONFAB_TYPE_FILES_READER (confab_files_reader_get_type ())
G_DECLARE_FINAL_TYPE (ConfabFilesReader, confab_files_reader, CONFAB, FILES_READER, GInputStream)

struct _ConfabFilesReader {
  GInputStream parent_instance;

  ConfabFilesCipher *cipher; /* owned */
  int fd;                    /* owned; -1: closed */
  guint64 left;              /* of what is inside */
  gboolean is_over;
};

G_DEFINE_FINAL_TYPE (ConfabFilesReader, confab_files_reader, G_TYPE_INPUT_STREAM)

static gssize
fail (GError **error, ConfabFilesError code, const char *what) {
  g_set_error_literal (error, CONFAB_FILES_ERROR, (int)code, what);
  return -1;
}

static gssize
read_once (int fd, void *buffer, gsize count) {
  gssize n;

  do
    n = read (fd, buffer, count);
  while (n < 0 && errno == EINTR);
  return n;
}

static gssize
read_end (ConfabFilesReader *self, GError **error) {
  guint8 tag[CONFAB_FILES_TAG_BYTES];
  gsize done = 0;

  if (self->is_over)
    return 0;
  while (done < sizeof tag) {
    gssize n = read_once (self->fd, tag + done, sizeof tag - done);

    if (n <= 0)
      return fail (error, CONFAB_FILES_ERROR_DAMAGED, "It is shorter than it was");
    done += (gsize)n;
  }
  if (!confab_files_cipher_finish (self->cipher, tag))
    return fail (error, CONFAB_FILES_ERROR_DAMAGED, "It is not what was sealed");
  self->is_over = TRUE;
  return 0;
}

static gssize
confab_files_reader_read (
    GInputStream *stream, void *buffer, gsize count, GCancellable *cancellable, GError **error) {
  ConfabFilesReader *self = CONFAB_FILES_READER (stream);
  gssize n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->left == 0)
    return read_end (self, error);
  n = read_once (self->fd, buffer, (gsize)MIN (MIN (count, self->left), G_MAXINT));
  if (n <= 0)
    return fail (error, n < 0 ? CONFAB_FILES_ERROR_DISK : CONFAB_FILES_ERROR_DAMAGED,
        "It is shorter than it was");
  if (!confab_files_cipher_update (self->cipher, buffer, (gsize)n, buffer))
    return fail (error, CONFAB_FILES_ERROR_DAMAGED, "It cannot be opened");
  self->left -= (guint64)n;
  return n;
}

static gboolean
confab_files_reader_close (GInputStream *stream, GCancellable *cancellable, GError **error) {
  ConfabFilesReader *self = CONFAB_FILES_READER (stream);

  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;
  return TRUE;
}

static void
confab_files_reader_finalize (GObject *object) {
  ConfabFilesReader *self = CONFAB_FILES_READER (object);

  if (self->fd >= 0)
    close (self->fd);
  g_clear_pointer (&self->cipher, confab_files_cipher_free);
  G_OBJECT_CLASS (confab_files_reader_parent_class)->finalize (object);
}

static void
confab_files_reader_class_init (ConfabFilesReaderClass *class) {
  GInputStreamClass *stream_class = G_INPUT_STREAM_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = confab_files_reader_finalize;
  stream_class->read_fn = confab_files_reader_read;
  stream_class->close_fn = confab_files_reader_close;
}

static void
confab_files_reader_init (ConfabFilesReader *self) {
  self->fd = -1;
}

GInputStream *
confab_files_reader_new (const char *path, const ConfabFilesLock *lock, GError **error) {
  g_autoptr (ConfabFilesReader) self = g_object_new (CONFAB_TYPE_FILES_READER, NULL);
  struct stat facts;

  self->fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
  if (self->fd < 0 || fstat (self->fd, &facts) != 0) {
    fail (error, CONFAB_FILES_ERROR_GONE, "The file is not there");
    return NULL;
  }
  self->cipher = confab_files_cipher_new (FALSE, lock);
  if (self->cipher == NULL || facts.st_size < CONFAB_FILES_TAG_BYTES) {
    fail (error, CONFAB_FILES_ERROR_DAMAGED, "It is shorter than its tag");
    return NULL;
  }
  self->left = (guint64)facts.st_size - CONFAB_FILES_TAG_BYTES;
  return G_INPUT_STREAM (g_steal_pointer (&self));
}
