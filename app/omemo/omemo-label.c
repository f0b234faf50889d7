/* The name of a device counts only with its owner's signature: a server could give any device the
 * name of another. Signs no name itself: what a computer is called, nobody learns. */

#include "omemo/omemo-label-private.h"

#include <openssl/evp.h>
#include <string.h>

#include "omemo/omemo-context-private.h"

#define SIGNATURE_BYTES 64

static gboolean
verify (const guint8 *key, const char *label, GBytes *signature) {
  EVP_PKEY *point =
      EVP_PKEY_new_raw_public_key (EVP_PKEY_ED25519, NULL, key, CONFAB_OMEMO_KEY_BYTES);
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  gboolean is_signed = point != NULL && context != NULL &&
                       EVP_DigestVerifyInit (context, NULL, NULL, NULL, point) > 0 &&
                       EVP_DigestVerify (context, g_bytes_get_data (signature, NULL),
                           SIGNATURE_BYTES, (const guint8 *)label, strlen (label)) == 1;

  EVP_MD_CTX_free (context);
  EVP_PKEY_free (point);
  return is_signed;
}

/* Curve25519 does not say which of two points it was; both have one owner. */
gboolean
confab_omemo_label_is_signed (GBytes *identity, const char *label, GBytes *signature) {
  ec_public_key *point = NULL;
  g_autoptr (GBytes) edwards = NULL;
  guint8 key[CONFAB_OMEMO_KEY_BYTES];
  gboolean is_signed = FALSE;

  if (identity == NULL || label == NULL || signature == NULL ||
      g_bytes_get_size (identity) != CONFAB_OMEMO_KEY_BYTES ||
      g_bytes_get_size (signature) != SIGNATURE_BYTES ||
      curve_decode_point_mont (
          &point, g_bytes_get_data (identity, NULL), CONFAB_OMEMO_KEY_BYTES, NULL) < 0)
    return FALSE;
  edwards = confab_omemo_context_take (ec_public_key_get_ed (point));
  SIGNAL_UNREF (point);
  if (edwards == NULL || g_bytes_get_size (edwards) != sizeof key)
    return FALSE;
  memcpy (key, g_bytes_get_data (edwards, NULL), sizeof key);
  for (guint i = 0; i < 2 && !is_signed; i++) {
    is_signed = verify (key, label, signature);
    key[sizeof key - 1] ^= 0x80;
  }
  return is_signed;
}
