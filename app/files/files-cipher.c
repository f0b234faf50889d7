/* One run of AES-256-GCM by OpenSSL, piece by piece. It seals at most what one key may seal, and it
 * is over after its tag. What it gives out while opening is not known to be good before the end:
 * whoever shows it has checked the whole before. */

#include "files/files-cipher.h"

#include <openssl/evp.h>

G_DEFINE_QUARK (confab_files_error, confab_files_error)

struct _ConfabFilesCipher {
  EVP_CIPHER_CTX *context;
  guint64 n;
  gboolean is_sealing;
  gboolean is_over;
};

ConfabFilesCipher *
confab_files_cipher_new (gboolean is_sealing, const ConfabFilesLock *lock) {
  g_autoptr (ConfabFilesCipher) cipher = NULL;
  int encrypts = is_sealing ? 1 : 0;

  if (lock->key == NULL || confab_base_secret_get_size (lock->key) != CONFAB_FILES_KEY_BYTES ||
      (lock->iv_size != CONFAB_FILES_IV_BYTES && lock->iv_size != CONFAB_FILES_IV_MAX))
    return NULL;
  cipher = g_new0 (ConfabFilesCipher, 1);
  cipher->is_sealing = !!is_sealing;
  cipher->context = EVP_CIPHER_CTX_new ();
  if (cipher->context == NULL ||
      EVP_CipherInit_ex2 (cipher->context, EVP_aes_256_gcm (), NULL, NULL, encrypts, NULL) != 1 ||
      EVP_CIPHER_CTX_ctrl (cipher->context, EVP_CTRL_AEAD_SET_IVLEN, (int)lock->iv_size, NULL) !=
          1 ||
      EVP_CipherInit_ex2 (cipher->context, NULL, confab_base_secret_get_bytes (lock->key), lock->iv,
          encrypts, NULL) != 1)
    return NULL;
  return g_steal_pointer (&cipher);
}

void
confab_files_cipher_free (ConfabFilesCipher *cipher) {
  EVP_CIPHER_CTX_free (cipher->context);
  g_free (cipher);
}

gboolean
confab_files_cipher_update (
    ConfabFilesCipher *cipher, const guint8 *in, gsize length, guint8 *out) {
  int written = 0;

  if (cipher->is_over || length > G_MAXINT || length > CONFAB_FILES_MAX_BYTES - cipher->n)
    return FALSE;
  cipher->n += length;
  return length == 0 || (EVP_CipherUpdate (cipher->context, out, &written, in, (int)length) == 1 &&
                            (gsize)written == length);
}

gboolean
confab_files_cipher_finish (ConfabFilesCipher *cipher, guint8 tag[CONFAB_FILES_TAG_BYTES]) {
  guint8 nothing[CONFAB_FILES_TAG_BYTES];
  int written = 0;

  if (cipher->is_over)
    return FALSE;
  cipher->is_over = TRUE;
  if (!cipher->is_sealing && EVP_CIPHER_CTX_ctrl (cipher->context, EVP_CTRL_AEAD_SET_TAG,
                                 CONFAB_FILES_TAG_BYTES, tag) != 1)
    return FALSE;
  if (EVP_CipherFinal_ex (cipher->context, nothing, &written) != 1 || written != 0)
    return FALSE;
  return !cipher->is_sealing || EVP_CIPHER_CTX_ctrl (cipher->context, EVP_CTRL_AEAD_GET_TAG,
                                    CONFAB_FILES_TAG_BYTES, tag) == 1;
}
