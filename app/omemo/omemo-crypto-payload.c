/* The ciphers of both payloads (XEP-0384 v0.3 section 4.5 and 0.8 section 4.4), by OpenSSL.
 *
 * It refuses to give a plaintext out before its tag fits, to seal twice with one key, and to leave
 * a key or a part of a text behind when any step fails. */

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <string.h>

#include "omemo/omemo-crypto-private.h"
#include "omemo/omemo-crypto.h"

#define TAG 16
#define KEY_OLD 16
#define KEY_TWO 32

static const char payload_info[] = "OMEMO Payload";

/* Cuts of what HKDF gives for a payload of version 2. */
typedef struct {
  guint8 cipher_key[32];
  guint8 tag_key[32];
  guint8 iv[16];
} PayloadKeys;

G_STATIC_ASSERT (sizeof (PayloadKeys) == 80);

/* ---- payload of v0.3 ---- */

static gboolean
run_gcm (gboolean is_sealing, const guint8 *key, const guint8 *iv, gsize iv_length,
    const guint8 *in, gsize length, guint8 *out, guint8 tag[TAG]) {
  EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new ();
  int first = 0, last = 0;
  /* The tag to be checked is known before the end; the tag that was made, after it. */
  gboolean is_done =
      context != NULL &&
      EVP_CipherInit_ex2 (context, EVP_aes_128_gcm (), NULL, NULL, is_sealing ? 1 : 0, NULL) == 1 &&
      EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_IVLEN, (int)iv_length, NULL) == 1 &&
      EVP_CipherInit_ex2 (context, NULL, key, iv, is_sealing ? 1 : 0, NULL) == 1 &&
      (is_sealing || EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_SET_TAG, TAG, tag) == 1) &&
      (length == 0 || EVP_CipherUpdate (context, out, &first, in, (int)length) == 1) &&
      EVP_CipherFinal_ex (context, out + first, &last) == 1 &&
      (!is_sealing || EVP_CIPHER_CTX_ctrl (context, EVP_CTRL_AEAD_GET_TAG, TAG, tag) == 1) &&
      (gsize)first + (gsize)last == length;

  EVP_CIPHER_CTX_free (context);
  return is_done;
}

gboolean
confab_omemo_crypto_seal_old (const ConfabRandom *random, const guint8 *text, gsize length,
    guint8 blob[CONFAB_OMEMO_OLD_KEY], guint8 iv[CONFAB_OMEMO_OLD_IV], GBytes **payload) {
  guint8 fresh[KEY_OLD + TAG], fresh_iv[CONFAB_OMEMO_OLD_IV];
  guint8 *out;
  gboolean is_done;

  g_return_val_if_fail (random != NULL && blob != NULL && iv != NULL && payload != NULL, FALSE);
  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length > CONFAB_OMEMO_CRYPTO_MAX_TEXT)
    return FALSE;
  out = confab_omemo_crypto_new_room (length);
  ERR_set_mark ();
  is_done = confab_omemo_crypto_settle (
      confab_omemo_crypto_draw (random, fresh, KEY_OLD) &&
      confab_omemo_crypto_draw (random, fresh_iv, sizeof fresh_iv) &&
      run_gcm (TRUE, fresh, fresh_iv, sizeof fresh_iv, text, length, out, fresh + KEY_OLD));
  if (is_done) {
    memcpy (blob, fresh, sizeof fresh);
    memcpy (iv, fresh_iv, sizeof fresh_iv);
    *payload = g_bytes_new (out, length);
  }
  confab_omemo_crypto_free_room (out, length);
  OPENSSL_cleanse (fresh, sizeof fresh);
  return is_done;
}

char *
confab_omemo_crypto_open_old (const guint8 *blob, gsize blob_length, const guint8 *iv,
    gsize iv_length, const guint8 *payload, gsize length, gsize *text_length) {
  guint8 tag[TAG];
  guint8 *out;

  g_return_val_if_fail (text_length != NULL, NULL);

  *text_length = 0;
  if (blob == NULL || iv == NULL || (payload == NULL && length > 0) ||
      length > CONFAB_OMEMO_CRYPTO_MAX_TEXT)
    return NULL;
  if ((blob_length != KEY_OLD && blob_length != KEY_OLD + TAG) ||
      (iv_length != CONFAB_OMEMO_OLD_IV && iv_length != CONFAB_OMEMO_CRYPTO_BLOCK))
    return NULL;
  if (blob_length == KEY_OLD) {
    if (length < TAG)
      return NULL;
    length -= TAG;
    memcpy (tag, payload + length, TAG);
  } else {
    memcpy (tag, blob + KEY_OLD, TAG);
  }

  out = confab_omemo_crypto_new_room (length);
  ERR_set_mark ();
  if (!confab_omemo_crypto_settle (
          run_gcm (FALSE, blob, iv, iv_length, payload, length, out, tag))) {
    confab_omemo_crypto_free_room (out, length);
    return NULL;
  }
  *text_length = length;
  return (char *)out;
}

/* ---- payload of version 2 ---- */

/* XEP-0384 0.8 section 4.4: HKDF-SHA-256 with 256 zero bits as salt. */
static gboolean
derive_payload_keys (const guint8 key[KEY_TWO], PayloadKeys *keys) {
  guint8 salt[32] = { 0 };
  OSSL_PARAM parameters[] = {
    OSSL_PARAM_construct_utf8_string (OSSL_KDF_PARAM_DIGEST, (char *)"SHA256", 0),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_KEY, (guint8 *)key, KEY_TWO),
    OSSL_PARAM_construct_octet_string (OSSL_KDF_PARAM_SALT, salt, sizeof salt),
    OSSL_PARAM_construct_octet_string (
        OSSL_KDF_PARAM_INFO, (char *)payload_info, strlen (payload_info)),
    OSSL_PARAM_construct_end (),
  };
  EVP_KDF *kdf = EVP_KDF_fetch (NULL, "HKDF", NULL);
  EVP_KDF_CTX *context = kdf != NULL ? EVP_KDF_CTX_new (kdf) : NULL;
  gboolean is_done =
      context != NULL && EVP_KDF_derive (context, (guint8 *)keys, sizeof *keys, parameters) == 1;

  EVP_KDF_CTX_free (context);
  EVP_KDF_free (kdf);
  return is_done;
}

static gboolean
make_payload_tag (const PayloadKeys *keys, const guint8 *data, gsize length, guint8 tag[TAG]) {
  EVP_MAC_CTX *context = confab_omemo_crypto_begin_hmac (keys->tag_key, sizeof keys->tag_key);
  guint8 digest[32];
  gboolean is_done = context != NULL &&
                     (length == 0 || EVP_MAC_update (context, data, length) == 1) &&
                     confab_omemo_crypto_end_hmac (context, digest);

  EVP_MAC_CTX_free (context);
  if (is_done)
    memcpy (tag, digest, TAG);
  OPENSSL_cleanse (digest, sizeof digest);
  return is_done;
}

gboolean
confab_omemo_crypto_seal_two (const ConfabRandom *random, const guint8 *text, gsize length,
    guint8 blob[CONFAB_OMEMO_TWO_KEY], GBytes **payload) {
  guint8 fresh[KEY_TWO + TAG];
  PayloadKeys keys;
  gsize out_length = 0;
  guint8 *out;
  gboolean is_done;

  g_return_val_if_fail (random != NULL && blob != NULL && payload != NULL, FALSE);
  g_return_val_if_fail (text != NULL || length == 0, FALSE);

  if (length > CONFAB_OMEMO_CRYPTO_MAX_TEXT)
    return FALSE;
  out = confab_omemo_crypto_new_room (length);
  ERR_set_mark ();
  is_done = confab_omemo_crypto_settle (
      confab_omemo_crypto_draw (random, fresh, KEY_TWO) && derive_payload_keys (fresh, &keys) &&
      confab_omemo_crypto_run (
          EVP_aes_256_cbc (), TRUE, keys.cipher_key, keys.iv, text, length, out, &out_length) &&
      make_payload_tag (&keys, out, out_length, fresh + KEY_TWO));
  if (is_done) {
    memcpy (blob, fresh, sizeof fresh);
    *payload = g_bytes_new (out, out_length);
  }
  confab_omemo_crypto_free_room (out, length);
  OPENSSL_cleanse (&keys, sizeof keys);
  OPENSSL_cleanse (fresh, sizeof fresh);
  return is_done;
}

char *
confab_omemo_crypto_open_two (const guint8 *blob, gsize blob_length, const guint8 *payload,
    gsize length, gsize *text_length) {
  PayloadKeys keys;
  guint8 tag[TAG];
  guint8 *out;
  gboolean is_done;

  g_return_val_if_fail (text_length != NULL, NULL);

  *text_length = 0;
  if (blob == NULL || payload == NULL || blob_length != KEY_TWO + TAG)
    return NULL;
  if (length == 0 || length > CONFAB_OMEMO_CRYPTO_MAX_TEXT ||
      length % CONFAB_OMEMO_CRYPTO_BLOCK != 0)
    return NULL;

  out = confab_omemo_crypto_new_room (length);
  ERR_set_mark ();
  is_done = confab_omemo_crypto_settle (
      derive_payload_keys (blob, &keys) && make_payload_tag (&keys, payload, length, tag) &&
      CRYPTO_memcmp (tag, blob + KEY_TWO, TAG) == 0 &&
      confab_omemo_crypto_run (
          EVP_aes_256_cbc (), FALSE, keys.cipher_key, keys.iv, payload, length, out, text_length));
  OPENSSL_cleanse (&keys, sizeof keys);
  if (!is_done) {
    confab_omemo_crypto_free_room (out, length);
    return NULL;
  }
  /* What is left of the padding would not be reached by whoever wipes the text. */
  OPENSSL_cleanse (out + *text_length, length + CONFAB_OMEMO_CRYPTO_BLOCK + 1 - *text_length);
  return (char *)out;
}

void
confab_omemo_crypto_free (char *text, gsize length) {
  if (text == NULL)
    return;
  OPENSSL_cleanse (text, length + 1);
  g_free (text);
}
