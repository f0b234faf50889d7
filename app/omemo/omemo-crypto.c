/* OpenSSL for OMEMO: the provider of libomemo-c, and the list of public keys that nobody may agree
 * with.
 *
 * It refuses to go on with any step whose answer was not checked, and to draw a number from a
 * source that gives none. What held a key or a plaintext here is wiped before it is freed. */

#include "omemo/omemo-crypto.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <string.h>

#include "omemo/omemo-crypto-private.h"

#define MAX_KEY 4096 /* of an HMAC */
#define POINT 32
/* From the source's silence: shorter draws may well be zeros by chance. */
#define MIN_TELLING 12

gboolean
confab_omemo_crypto_settle (gboolean is_done) {
  ERR_pop_to_mark ();
  return is_done;
}

/* A source that cannot give numbers ends the program (base-random.h) or leaves the bytes alone. */
gboolean
confab_omemo_crypto_draw (const ConfabRandom *random, guint8 *bytes, gsize size) {
  guint8 any = 0;

  memset (bytes, 0, size);
  confab_base_random_fill (random, bytes, size);
  for (gsize i = 0; i < size; i++)
    any |= bytes[i];
  return any != 0 || size < MIN_TELLING;
}

/* ---- one run of AES ---- */

static const EVP_CIPHER *
pick_cipher (int kind, gsize key_length) {
  if (kind == SG_CIPHER_AES_CBC_PKCS5)
    switch (key_length) {
    case 16:
      return EVP_aes_128_cbc ();
    case 24:
      return EVP_aes_192_cbc ();
    case 32:
      return EVP_aes_256_cbc ();
    }
  if (kind == SG_CIPHER_AES_CTR_NOPADDING)
    switch (key_length) {
    case 16:
      return EVP_aes_128_ctr ();
    case 24:
      return EVP_aes_192_ctr ();
    case 32:
      return EVP_aes_256_ctr ();
    }
  return NULL;
}

guint8 *
confab_omemo_crypto_new_room (gsize length) {
  return g_malloc0 (length + CONFAB_OMEMO_CRYPTO_BLOCK + 1);
}

void
confab_omemo_crypto_free_room (guint8 *room, gsize length) {
  OPENSSL_cleanse (room, length + CONFAB_OMEMO_CRYPTO_BLOCK + 1);
  g_free (room);
}

gboolean
confab_omemo_crypto_run (const EVP_CIPHER *cipher, gboolean is_sealing, const guint8 *key,
    const guint8 *iv, const guint8 *in, gsize length, guint8 *out, gsize *out_length) {
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  int first = 0, last = 0;
  gboolean is_done =
      context != NULL &&
      EVP_CipherInit_ex2 (context, cipher, key, iv, is_sealing ? 1 : 0, NULL) == 1 &&
      (length == 0 || EVP_CipherUpdate (context, out, &first, in, (int)length) == 1) &&
      EVP_CipherFinal_ex (context, out + first, &last) == 1;

  EVP_CIPHER_CTX_free (context);
  *out_length = is_done ? (gsize)first + (gsize)last : 0;
  return is_done;
}

/* ---- the provider: numbers, HMAC, SHA-512 ---- */

static int
provide_random (uint8_t *data, size_t length, void *user_data) {
  return confab_omemo_crypto_draw (user_data, data, length) ? SG_SUCCESS : SG_ERR_UNKNOWN;
}

EVP_MAC_CTX *
confab_omemo_crypto_begin_hmac (const guint8 *key, gsize length) {
  OSSL_PARAM parameters[] = { OSSL_PARAM_construct_utf8_string (
                                  OSSL_MAC_PARAM_DIGEST, (char *)"SHA256", 0),
    OSSL_PARAM_construct_end () };
  EVP_MAC *mac = EVP_MAC_fetch (NULL, "HMAC", NULL);
  EVP_MAC_CTX *context = mac != NULL ? EVP_MAC_CTX_new (mac) : NULL;

  EVP_MAC_free (mac);
  /* Without a key OpenSSL takes the last one; an empty one has to be said. */
  if (context == NULL ||
      EVP_MAC_init (context, key != NULL ? key : (const guint8 *)"", length, parameters) != 1) {
    EVP_MAC_CTX_free (context);
    return NULL;
  }
  return context;
}

gboolean
confab_omemo_crypto_end_hmac (EVP_MAC_CTX *context, guint8 digest[32]) {
  gsize length = 0;

  return EVP_MAC_final (context, digest, &length, 32) == 1 && length == 32;
}

static int
provide_hmac_init (void **hmac_context, const uint8_t *key, size_t key_length, void *user_data) {
  *hmac_context = NULL;
  if (key_length > MAX_KEY || (key == NULL && key_length > 0))
    return SG_ERR_INVAL;
  ERR_set_mark ();
  *hmac_context = confab_omemo_crypto_begin_hmac (key, key_length);
  return confab_omemo_crypto_settle (*hmac_context != NULL) ? SG_SUCCESS : SG_ERR_UNKNOWN;
}

static int
provide_hmac_update (void *hmac_context, const uint8_t *data, size_t length, void *user_data) {
  if (hmac_context == NULL)
    return SG_ERR_INVAL;
  ERR_set_mark ();
  return confab_omemo_crypto_settle (
             length == 0 || EVP_MAC_update (hmac_context, data, length) == 1)
             ? SG_SUCCESS
             : SG_ERR_UNKNOWN;
}

/* A digest into a buffer of the library's, and out of ours. */
static int
give_digest (guint8 *digest, gsize length, gboolean is_done, signal_buffer **output) {
  *output = is_done ? signal_buffer_create (digest, length) : NULL;
  OPENSSL_cleanse (digest, length);
  if (!is_done)
    return SG_ERR_UNKNOWN;
  return *output != NULL ? SG_SUCCESS : SG_ERR_NOMEM;
}

static int
provide_hmac_final (void *hmac_context, signal_buffer **output, void *user_data) {
  guint8 digest[32];

  *output = NULL;
  if (hmac_context == NULL)
    return SG_ERR_INVAL;
  ERR_set_mark ();
  return give_digest (digest, sizeof digest,
      confab_omemo_crypto_settle (confab_omemo_crypto_end_hmac (hmac_context, digest)), output);
}

static void
provide_hmac_cleanup (void *hmac_context, void *user_data) {
  EVP_MAC_CTX_free (hmac_context);
}

static int
provide_sha512_init (void **digest_context, void *user_data) {
  EVP_MD_CTX *context = EVP_MD_CTX_new ();

  ERR_set_mark ();
  if (!confab_omemo_crypto_settle (
          context != NULL && EVP_DigestInit_ex2 (context, EVP_sha512 (), NULL) == 1)) {
    EVP_MD_CTX_free (context);
    context = NULL;
  }
  *digest_context = context;
  return context != NULL ? SG_SUCCESS : SG_ERR_UNKNOWN;
}

static int
provide_sha512_update (void *digest_context, const uint8_t *data, size_t length, void *user_data) {
  if (digest_context == NULL)
    return SG_ERR_INVAL;
  ERR_set_mark ();
  return confab_omemo_crypto_settle (
             length == 0 || EVP_DigestUpdate (digest_context, data, length) == 1)
             ? SG_SUCCESS
             : SG_ERR_UNKNOWN;
}

/* Ends the sum and begins the next one in the same context. */
static int
provide_sha512_final (void *digest_context, signal_buffer **output, void *user_data) {
  guint8 digest[64];
  unsigned int length = 0;
  gboolean is_done;

  *output = NULL;
  if (digest_context == NULL)
    return SG_ERR_INVAL;
  ERR_set_mark ();
  is_done = EVP_DigestFinal_ex (digest_context, digest, &length) == 1 && length == sizeof digest &&
            EVP_DigestInit_ex2 (digest_context, EVP_sha512 (), NULL) == 1;
  return give_digest (digest, sizeof digest, confab_omemo_crypto_settle (is_done), output);
}

static void
provide_sha512_cleanup (void *digest_context, void *user_data) {
  EVP_MD_CTX_free (digest_context);
}

/* ---- the provider: AES ---- */

static int
run_for_library (signal_buffer **output, int kind, gboolean is_sealing, const uint8_t *key,
    size_t key_length, const uint8_t *iv, size_t iv_length, const uint8_t *in, size_t length) {
  const EVP_CIPHER *cipher = pick_cipher (kind, key_length);
  gsize out_length = 0;
  guint8 *out;
  gboolean is_done;

  *output = NULL;
  if (cipher == NULL || key == NULL || iv == NULL || iv_length != CONFAB_OMEMO_CRYPTO_BLOCK ||
      length > CONFAB_OMEMO_CRYPTO_MAX_TEXT || (in == NULL && length > 0))
    return SG_ERR_INVAL;
  /* Whoever has the keys can have sent this: it is the message that is wrong. */
  if (!is_sealing && kind == SG_CIPHER_AES_CBC_PKCS5 &&
      (length == 0 || length % CONFAB_OMEMO_CRYPTO_BLOCK != 0))
    return SG_ERR_INVALID_MESSAGE;

  out = confab_omemo_crypto_new_room (length);
  ERR_set_mark ();
  is_done = confab_omemo_crypto_settle (
      confab_omemo_crypto_run (cipher, is_sealing, key, iv, in, length, out, &out_length));
  if (is_done)
    *output = signal_buffer_create (out, out_length);
  confab_omemo_crypto_free_room (out, length);
  if (!is_done)
    return is_sealing ? SG_ERR_UNKNOWN : SG_ERR_INVALID_MESSAGE;
  return *output != NULL ? SG_SUCCESS : SG_ERR_NOMEM;
}

static int
provide_encrypt (signal_buffer **output, int cipher, const uint8_t *key, size_t key_length,
    const uint8_t *iv, size_t iv_length, const uint8_t *plaintext, size_t length, void *user_data) {
  return run_for_library (output, cipher, TRUE, key, key_length, iv, iv_length, plaintext, length);
}

static int
provide_decrypt (signal_buffer **output, int cipher, const uint8_t *key, size_t key_length,
    const uint8_t *iv, size_t iv_length, const uint8_t *ciphertext, size_t length,
    void *user_data) {
  return run_for_library (
      output, cipher, FALSE, key, key_length, iv, iv_length, ciphertext, length);
}

gboolean
confab_omemo_crypto_install (signal_context *context, const ConfabRandom *random) {
  signal_crypto_provider provider = {
    .random_func = provide_random,
    .hmac_sha256_init_func = provide_hmac_init,
    .hmac_sha256_update_func = provide_hmac_update,
    .hmac_sha256_final_func = provide_hmac_final,
    .hmac_sha256_cleanup_func = provide_hmac_cleanup,
    .sha512_digest_init_func = provide_sha512_init,
    .sha512_digest_update_func = provide_sha512_update,
    .sha512_digest_final_func = provide_sha512_final,
    .sha512_digest_cleanup_func = provide_sha512_cleanup,
    .encrypt_func = provide_encrypt,
    .decrypt_func = provide_decrypt,
    .user_data = (gpointer)random,
  };

  g_return_val_if_fail (context != NULL, FALSE);
  g_return_val_if_fail (random != NULL, FALSE);

  return signal_context_set_crypto_provider (context, &provider) == SG_SUCCESS;
}

/* ---- public keys ---- */

/* Numbers u of the curve whose every multiple by a clamped number is zero: 0, 1, -1 and the two of
 * order 8. */
static const guint8 bad_mont[][POINT] = {
  { 0 },
  { 1 },
  { 0xe0, 0xeb, 0x7a, 0x7c, 0x3b, 0x41, 0xb8, 0xae, 0x16, 0x56, 0xe3, 0xfa, 0xf1, 0x9f, 0xc4, 0x6a,
      0xda, 0x09, 0x8d, 0xeb, 0x9c, 0x32, 0xb1, 0xfd, 0x86, 0x62, 0x05, 0x16, 0x5f, 0x49, 0xb8,
      0x00 },
  { 0x5f, 0x9c, 0x95, 0xbc, 0xa3, 0x50, 0x8c, 0x24, 0xb1, 0xd0, 0xb1, 0x55, 0x9c, 0x83, 0xef, 0x5b,
      0x04, 0x44, 0x5c, 0xc4, 0x58, 0x1c, 0x8e, 0x86, 0xd8, 0x22, 0x4e, 0xdd, 0xd0, 0x9f, 0x11,
      0x57 },
  { 0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0x7f },
};

/* The same points as y, and y = 0, which stands for u = 1; the sign of x makes no difference. */
static const guint8 bad_edwards[][POINT] = {
  { 0 },
  { 1 },
  { 0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0,
      0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc,
      0x05 },
  { 0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f,
      0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03,
      0x7a },
  { 0xec, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
      0x7f },
};

/* TRUE for 2^255 - 19 and more; the highest bit is clear. */
static gboolean
is_beyond_field (const guint8 number[POINT]) {
  if (number[POINT - 1] != 0x7f || number[0] < 0xed)
    return FALSE;
  for (guint i = 1; i < POINT - 1; i++)
    if (number[i] != 0xff)
      return FALSE;
  return TRUE;
}

gboolean
confab_omemo_crypto_is_usable (const guint8 *key, gboolean is_edwards) {
  const guint8 (*bad)[POINT] = is_edwards ? bad_edwards : bad_mont;
  guint n_bad = is_edwards ? G_N_ELEMENTS (bad_edwards) : G_N_ELEMENTS (bad_mont);
  guint8 number[POINT];

  g_return_val_if_fail (key != NULL, FALSE);

  /* The highest bit is the sign of x for Edwards; for the other form nobody honest sets it, and
   * one key must not have two names. */
  if (!is_edwards && (key[POINT - 1] & 0x80) != 0)
    return FALSE;
  memcpy (number, key, POINT);
  number[POINT - 1] &= 0x7f;
  if (is_beyond_field (number))
    return FALSE;
  for (guint i = 0; i < n_bad; i++)
    if (memcmp (number, bad[i], POINT) == 0)
      return FALSE;
  return TRUE;
}
