/* Looking into a file that is held here sealed. What AES-256-GCM sealed with a nonce of 96 bits can
 * be opened at any place by counting (NIST SP 800-38D sections 6.5 and 7.1), once its tag was asked
 * of the whole; with a nonce of another length it is opened in memory, if it is small enough. */

#include "files/files-look.h"

#include <fcntl.h>
#include <openssl/evp.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NONCE_BYTES 12
#define KEY_BYTES 32
#define BLOCK 16
#define FIRST_BLOCK 2 /* of what is inside; the one before seals the tag */
#define MAX_IN_MEMORY (64 * 1024 * 1024)

typedef struct {
  int fd;
  const ConfabFilesLock *lock;
  EVP_CIPHER_CTX *context;
} Sealed;

static gssize
read_fully (int fd, guint8 *bytes, gsize length, guint64 offset) {
  gsize n = 0;

  while (n < length) {
    gssize got = pread (fd, bytes + n, length - n, (off_t)(offset + n));

    if (got < 0)
      return -1;
    if (got == 0)
      break;
    n += (gsize)got;
  }
  return (gssize)n;
}

static gboolean
count_to (Sealed *sealed, guint64 offset) {
  guint64 block = offset / BLOCK + FIRST_BLOCK;
  guint8 counter[BLOCK], skipped[BLOCK] = { 0 };
  int n = 0, n_skipped = (int)(offset % BLOCK);

  if (block > G_MAXUINT32)
    return FALSE;
  memcpy (counter, sealed->lock->iv, NONCE_BYTES);
  for (int i = 0; i < 4; i++)
    counter[NONCE_BYTES + i] = (guint8)(block >> (24 - 8 * i));
  return EVP_DecryptInit_ex (sealed->context, EVP_aes_256_ctr (), NULL,
             (const guint8 *)confab_base_secret_get_bytes (sealed->lock->key), counter) == 1 &&
         EVP_DecryptUpdate (sealed->context, skipped, &n, skipped, n_skipped) == 1;
}

static gssize
read_sealed (gpointer data, guint64 offset, guint8 *bytes, gsize length) {
  Sealed *sealed = data;
  gssize got = read_fully (sealed->fd, bytes, MIN (length, G_MAXINT32), offset);
  int n = 0;

  if (got <= 0)
    return got;
  if (!count_to (sealed, offset) ||
      EVP_DecryptUpdate (sealed->context, bytes, &n, bytes, (int)got) != 1)
    return -1;
  return n == got ? got : -1;
}

static gboolean
look_at_place (const char *path, const ConfabFilesLock *lock, guint64 size, const char *name,
    const char *declared, ConfabFileLook *look) {
  Sealed sealed = { .fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC),
    .lock = lock,
    .context = EVP_CIPHER_CTX_new () };
  ConfabFilesSource source = { .read = read_sealed, .data = &sealed, .size = size };
  gboolean is_open = sealed.fd >= 0 && sealed.context != NULL;

  if (is_open)
    confab_files_kind_look (&source, name, declared, look);
  if (sealed.fd >= 0)
    close (sealed.fd);
  EVP_CIPHER_CTX_free (sealed.context);
  return is_open;
}

static gboolean
look_in_memory (const char *path, const ConfabFilesLock *lock, guint64 size, const char *name,
    const char *declared, ConfabFileLook *look) {
  g_autoptr (GInputStream) stream = confab_files_reader_new (path, lock, NULL);
  g_autofree guint8 *bytes = NULL;
  ConfabFilesBytes block;
  ConfabFilesSource source;
  gsize got = 0;

  if (stream == NULL)
    return FALSE;
  if (size > MAX_IN_MEMORY) {
    confab_files_kind_guess (name, declared, look);
    look->is_looked = TRUE;
    look->dangers |= CONFAB_FILE_CLOSED;
    return TRUE;
  }
  bytes = g_malloc ((gsize)size + 1);
  if (!g_input_stream_read_all (stream, bytes, (gsize)size + 1, &got, NULL, NULL))
    return FALSE;
  block = (ConfabFilesBytes){ bytes, got };
  source = confab_files_source_bytes (&block);
  confab_files_kind_look (&source, name, declared, look);
  return TRUE;
}

gboolean
confab_files_look (const char *path, const ConfabFilesLock *lock, const char *name,
    const char *declared, ConfabFileLook *look) {
  ConfabFilesSum sum;
  gboolean is_short =
      lock->iv_size == NONCE_BYTES && confab_base_secret_get_size (lock->key) == KEY_BYTES;
  gboolean is_done;

  *look = (ConfabFileLook){ 0 };
  if (!confab_files_check (path, lock, &sum, NULL, NULL))
    return FALSE;
  is_done = is_short ? look_at_place (path, lock, sum.size, name, declared, look)
                     : look_in_memory (path, lock, sum.size, name, declared, look);
  if (!is_done)
    *look = (ConfabFileLook){ 0 };
  return is_done;
}
