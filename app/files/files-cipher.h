#pragma once

/* AES-256-GCM over files of any size in constant memory (XEP-0454 section 3, XEP-0448 section 3):
 * what is sealed is followed by its tag of 16 bytes, on the disk here as at the host. All of it
 * blocks, and is called in the pool. */

#include <gio/gio.h>

#include "files/files-url.h"

G_BEGIN_DECLS

#define CONFAB_FILES_ERROR (confab_files_error_quark ())
GQuark confab_files_error_quark (void);

typedef enum {
  CONFAB_FILES_ERROR_SOURCE,    /* what was to be read cannot be */
  CONFAB_FILES_ERROR_DISK,      /* full, or does not write */
  CONFAB_FILES_ERROR_DAMAGED,   /* the tag does not fit: changed, cut, or another key */
  CONFAB_FILES_ERROR_TOO_LARGE, /* more than was allowed */
  CONFAB_FILES_ERROR_GONE,      /* it was erased meanwhile */
  CONFAB_FILES_ERROR_ROOM,      /* there is none left for all files */
  CONFAB_FILES_ERROR_DAY,       /* enough was fetched on this day */
} ConfabFilesError;

#define CONFAB_FILES_TAG_BYTES 16
#define CONFAB_FILES_HASH_BYTES 32 /* SHA-256 */
/* What one key and IV may seal at the most (NIST SP 800-38D 5.2.1.1). */
#define CONFAB_FILES_MAX_BYTES (G_GUINT64_CONSTANT (64) * 1024 * 1024 * 1024 - 32)

typedef struct {
  guint64 size; /* of what is inside */
  guint8 hash[CONFAB_FILES_HASH_BYTES];
} ConfabFilesSum;

/* With what a file is sealed; all borrowed. */
typedef struct {
  const ConfabSecret *key;
  const guint8 *iv;
  gsize iv_size;
} ConfabFilesLock;

/* ---- one stream (files-cipher.c) ---- */

typedef struct _ConfabFilesCipher ConfabFilesCipher;

/* NULL where the lock is not one. Returns: (transfer full) (nullable) */
ConfabFilesCipher *confab_files_cipher_new (gboolean is_sealing, const ConfabFilesLock *lock);
void confab_files_cipher_free (ConfabFilesCipher *cipher);
/* `length` bytes from `in` to `out`, which may be the same. */
gboolean
confab_files_cipher_update (ConfabFilesCipher *cipher, const guint8 *in, gsize length, guint8 *out);
/* Sealing: `tag` is set; opening: FALSE unless it fits. Once. */
gboolean confab_files_cipher_finish (ConfabFilesCipher *cipher, guint8 tag[CONFAB_FILES_TAG_BYTES]);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ConfabFilesCipher, confab_files_cipher_free)

/* ---- whole files (files-disk.c) ---- */

/* Seals what `source` gives, to its end, into the new file `path` (never over another one, 0600),
 * durably. More than `max` bytes: TOO_LARGE. Nothing is left of what failed. */
gboolean confab_files_seal (GInputStream *source, const char *path, const ConfabFilesLock *lock,
    guint64 max, ConfabFilesSum *sum, GCancellable *cancellable, GError **error);
/* Reads all of `path`, and says whether it is what was sealed. */
gboolean confab_files_check (const char *path, const ConfabFilesLock *lock, ConfabFilesSum *sum,
    GCancellable *cancellable, GError **error);
/* Writes `bytes` at `offset`: at 0 a new file is begun in the place of any other, later ones must
 * be there (GONE) and exactly that long. */
gboolean confab_files_append (const char *path, guint64 offset, GBytes *bytes, GError **error);
/* `size` bytes at most from `offset`. Returns: (transfer full); empty at the end */
GBytes *confab_files_read_at (const char *path, guint64 offset, gsize size, GError **error);
/* How long it is; 0 if it is not there. */
guint64 confab_files_get_size (const char *path);

/* ---- opened (files-reader.c) ---- */

/* What is inside, to be read once; ends with DAMAGED instead of an end where the tag does not fit.
 * Its reads block. NULL with `error`. Returns: (transfer full) */
GInputStream *
confab_files_reader_new (const char *path, const ConfabFilesLock *lock, GError **error);

G_END_DECLS
