/* Chunks in a row, each sealed by AES-256-GCM with its number and whether it is the last one, and
 * with the head beside it. It never gives out a byte that it did not check, nor takes a file for
 * whole that lacks its last chunk or has something behind it. */

#include "backup/backup-file.h"

#include <gio/gfiledescriptorbased.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#include "backup/backup-head-private.h"

#define NONCE_BYTES 12
#define SEALED ((gsize)CONFAB_BACKUP_CHUNK + CONFAB_BACKUP_TAG)

struct _ConfabBackupWriter {
  GFile *target;
  GFileOutputStream *stream; /* NULL: it is over */
  ConfabSecret *key;
  guint8 head[CONFAB_BACKUP_HEAD];
  guint8 chunk[CONFAB_BACKUP_CHUNK];
  gsize n;
  guint64 number; /* of the chunk */
  gboolean was_there;
};

struct _ConfabBackupReader {
  GFileInputStream *stream;
  ConfabSecret *key;
  guint8 head[CONFAB_BACKUP_HEAD];
  guint8 next[SEALED]; /* was read ahead: only so the last one is known */
  gsize n_next;
  guint64 number;
  guint64 done, size; /* bytes of the file */
  gboolean is_over;
};

static gboolean
set_error (GError **error, ConfabBackupError code, const char *message) {
  g_set_error_literal (error, CONFAB_BACKUP_ERROR, (int)code, message);
  return FALSE;
}

/* The disk's own words could name the place. */
static gboolean
fail_on_disk (GError **error, const GError *cause) {
  g_set_error (error, CONFAB_BACKUP_ERROR, CONFAB_BACKUP_ERROR_DISK, "The disk says %s %d",
      cause != NULL ? g_quark_to_string (cause->domain) : "nothing",
      cause != NULL ? cause->code : 0);
  return FALSE;
}

/* ---- one chunk ---- */

static void
make_nonce (guint8 nonce[NONCE_BYTES], guint64 number, gboolean is_last) {
  guint64 big = GUINT64_TO_BE (number);

  memset (nonce, 0, NONCE_BYTES);
  nonce[0] = is_last ? 1 : 0;
  memcpy (nonce + 4, &big, sizeof big);
}

/* `out` is `length` bytes long; `tag` is set, or must fit. */
static gboolean
run_chunk (gboolean is_sealing, const ConfabSecret *key, const guint8 *head, const guint8 *nonce,
    const guint8 *in, gsize length, guint8 *out, guint8 *tag) {
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  int encrypts = is_sealing ? 1 : 0;
  int written = 0;
  gboolean is_good =
      context != NULL &&
      EVP_CipherInit_ex2 (context, EVP_aes_256_gcm (), confab_base_secret_get_bytes (key), nonce,
          encrypts, NULL) == 1 &&
      EVP_CipherUpdate (context, NULL, &written, head, CONFAB_BACKUP_HEAD) == 1 &&
      (length == 0 || EVP_CipherUpdate (context, out, &written, in, (int)length) == 1) &&
      (is_sealing ||
          EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_TAG, CONFAB_BACKUP_TAG, tag) == 1) &&
      EVP_CipherFinal_ex (context, tag, &written) == 1 &&
      (!is_sealing ||
          EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_GET_TAG, CONFAB_BACKUP_TAG, tag) == 1);

  EVP_CIPHER_CTX_free (context);
  return is_good;
}

/* ---- writing ---- */

static gboolean
write_all (ConfabBackupWriter *self, const guint8 *bytes, gsize size, GError **error) {
  g_autoptr (GError) inner = NULL;

  return g_output_stream_write_all (
             G_OUTPUT_STREAM (self->stream), bytes, size, NULL, NULL, &inner) ||
         fail_on_disk (error, inner);
}

static gboolean
write_chunk (ConfabBackupWriter *self, gboolean is_last, GError **error) {
  guint8 nonce[NONCE_BYTES];
  guint8 tag[CONFAB_BACKUP_TAG];

  make_nonce (nonce, self->number++, is_last);
  if (!run_chunk (TRUE, self->key, self->head, nonce, self->chunk, self->n, self->chunk, tag))
    g_error ("There is no AES");
  if (!write_all (self, self->chunk, self->n, error) || !write_all (self, tag, sizeof tag, error))
    return FALSE;
  self->n = 0;
  return TRUE;
}

ConfabBackupWriter *
confab_backup_writer_new (
    GFile *target, ConfabSecret *passphrase, const ConfabBackupCost *cost, GError **error) {
  g_autoptr (ConfabBackupWriter) self = g_new0 (ConfabBackupWriter, 1);
  g_autoptr (GError) inner = NULL;

  self->target = g_object_ref (target);
  self->key = confab_backup_head_make (self->head, passphrase, cost, error);
  if (self->key == NULL)
    return NULL;
  self->was_there = g_file_query_exists (target, NULL);
  self->stream = g_file_replace (
      target, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL, &inner);
  if (self->stream == NULL) {
    fail_on_disk (error, inner);
    return NULL;
  }
  if (!write_all (self, self->head, sizeof self->head, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
confab_backup_writer_add (
    ConfabBackupWriter *self, const guint8 *bytes, gsize size, GError **error) {
  g_return_val_if_fail (self->stream != NULL, FALSE);

  while (size > 0) {
    gsize part = MIN (size, CONFAB_BACKUP_CHUNK - self->n);

    /* A full one waits for the next byte: it may be the last. */
    if (part == 0) {
      if (!write_chunk (self, FALSE, error))
        return FALSE;
      continue;
    }
    memcpy (self->chunk + self->n, bytes, part);
    self->n += part;
    bytes += part;
    size -= part;
  }
  return TRUE;
}

gboolean
confab_backup_writer_finish (ConfabBackupWriter *self, GError **error) {
  g_autoptr (GError) inner = NULL;

  g_return_val_if_fail (self->stream != NULL, FALSE);
  if (!write_chunk (self, TRUE, error))
    return FALSE;
  if (!g_output_stream_flush (G_OUTPUT_STREAM (self->stream), NULL, &inner) ||
      (G_IS_FILE_DESCRIPTOR_BASED (self->stream) &&
          fsync (g_file_descriptor_based_get_fd (G_FILE_DESCRIPTOR_BASED (self->stream))) != 0) ||
      !g_output_stream_close (G_OUTPUT_STREAM (self->stream), NULL, &inner))
    return fail_on_disk (error, inner);
  g_clear_object (&self->stream);
  return TRUE;
}

void
confab_backup_writer_free (ConfabBackupWriter *self) {
  if (self->stream != NULL) {
    g_autoptr (GCancellable) dropped = g_cancellable_new ();

    g_cancellable_cancel (dropped);
    g_output_stream_close (G_OUTPUT_STREAM (self->stream), dropped, NULL);
    g_object_unref (self->stream);
    /* Where nothing stood, there is a beginning now. */
    if (!self->was_there)
      g_file_delete (self->target, NULL, NULL);
  }
  OPENSSL_cleanse (self->chunk, sizeof self->chunk);
  g_clear_pointer (&self->key, confab_base_secret_unref);
  g_object_unref (self->target);
  g_free (self);
}

/* ---- reading ---- */

static gboolean
read_some (ConfabBackupReader *self, guint8 *bytes, gsize size, gsize *n, GError **error) {
  g_autoptr (GError) inner = NULL;

  if (!g_input_stream_read_all (G_INPUT_STREAM (self->stream), bytes, size, n, NULL, &inner))
    return fail_on_disk (error, inner);
  self->done += *n;
  return TRUE;
}

static gboolean
open_stream (ConfabBackupReader *self, GFile *source, GError **error) {
  g_autoptr (GError) inner = NULL;
  g_autoptr (GFileInfo) info =
      g_file_query_info (source, G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
          G_FILE_QUERY_INFO_NONE, NULL, &inner);

  if (info == NULL)
    return fail_on_disk (error, inner);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return set_error (error, CONFAB_BACKUP_ERROR_FOREIGN, "It is no file");
  self->size = (guint64)MAX (g_file_info_get_size (info), 0);
  self->stream = g_file_read (source, NULL, &inner);
  return self->stream != NULL || fail_on_disk (error, inner);
}

ConfabBackupReader *
confab_backup_reader_new (GFile *source, ConfabSecret *passphrase, GError **error) {
  g_autoptr (ConfabBackupReader) self = g_new0 (ConfabBackupReader, 1);
  gsize n = 0;

  if (!open_stream (self, source, error) ||
      !read_some (self, self->head, sizeof self->head, &n, error))
    return NULL;
  if (n < sizeof self->head) {
    set_error (error, CONFAB_BACKUP_ERROR_FOREIGN, "It is shorter than a head");
    return NULL;
  }
  self->key = confab_backup_head_open (self->head, passphrase, error);
  if (self->key == NULL || !read_some (self, self->next, SEALED, &self->n_next, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
free_wiped (gpointer data) {
  OPENSSL_cleanse (data, CONFAB_BACKUP_CHUNK);
  g_free (data);
}

gboolean
confab_backup_reader_next (ConfabBackupReader *self, GBytes **bytes, GError **error) {
  guint8 sealed[SEALED];
  gsize n = self->n_next;
  guint8 nonce[NONCE_BYTES];
  guint8 *chunk;

  *bytes = NULL;
  if (self->is_over)
    return TRUE;
  memcpy (sealed, self->next, n);
  self->n_next = 0;
  if (n == SEALED && !read_some (self, self->next, SEALED, &self->n_next, error))
    return FALSE;
  self->is_over = self->n_next == 0;
  if (n < CONFAB_BACKUP_TAG)
    return set_error (error, CONFAB_BACKUP_ERROR_DAMAGED, "A chunk is cut");
  chunk = g_malloc0 (CONFAB_BACKUP_CHUNK);
  make_nonce (nonce, self->number++, self->is_over);
  if (!run_chunk (FALSE, self->key, self->head, nonce, sealed, n - CONFAB_BACKUP_TAG, chunk,
          sealed + n - CONFAB_BACKUP_TAG)) {
    free_wiped (chunk);
    self->is_over = TRUE;
    return set_error (error, CONFAB_BACKUP_ERROR_DAMAGED, "A chunk is not what was sealed");
  }
  *bytes = g_bytes_new_with_free_func (chunk, n - CONFAB_BACKUP_TAG, free_wiped, chunk);
  return TRUE;
}

gboolean
confab_backup_reader_rewind (ConfabBackupReader *self, GError **error) {
  g_autoptr (GError) inner = NULL;

  if (!g_seekable_seek (G_SEEKABLE (self->stream), CONFAB_BACKUP_HEAD, G_SEEK_SET, NULL, &inner))
    return fail_on_disk (error, inner);
  self->done = CONFAB_BACKUP_HEAD;
  self->number = 0;
  self->is_over = FALSE;
  return read_some (self, self->next, SEALED, &self->n_next, error);
}

double
confab_backup_reader_get_fraction (ConfabBackupReader *self) {
  return self->size > 0 ? MIN ((double)self->done / (double)self->size, 1.0) : 0;
}

void
confab_backup_reader_free (ConfabBackupReader *self) {
  g_clear_object (&self->stream);
  g_clear_pointer (&self->key, confab_base_secret_unref);
  g_free (self);
}
