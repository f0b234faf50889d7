/* Channel binding data (RFC 5929 tls-server-end-point, RFC 9266 tls-exporter). It gives nothing
 * where a binding is not well defined or not safe: the digest is taken from the certificate here,
 * since what the TLS libraries do with signatures that name no digest differs. */

#include "net/net-private.h"

#include <openssl/evp.h>
#include <openssl/objects.h>

#include "net/net-certificate.h"

#define EXPORTER_BYTES 32 /* RFC 9266 section 2 */

/* RFC 5929 4.1: the digest of the signature algorithm, SHA-256 in place of MD5 and SHA-1. Ed25519,
 * Ed448 and RSA-PSS name none in their identifier. */
static const EVP_MD *
get_end_point_digest (const X509 *x509) {
  int digest = NID_undef;

  if (!OBJ_find_sigid_algs (X509_get_signature_nid (x509), &digest, NULL))
    return NULL;
  switch (digest) {
  case NID_md5:
  case NID_sha1:
  case NID_sha256:
    return EVP_sha256 ();
  case NID_sha384:
    return EVP_sha384 ();
  case NID_sha512:
    return EVP_sha512 ();
  default:
    return NULL;
  }
}

GBytes *
confab_net_binding_dup_end_point (GTlsCertificate *certificate) {
  g_autoptr (GBytes) der = confab_net_certificate_dup_der (certificate);
  guint8 digest[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  const EVP_MD *md;
  X509 *x509;

  x509 = confab_net_certificate_parse (der);
  if (x509 == NULL)
    return NULL;
  md = get_end_point_digest (x509);
  X509_free (x509);
  if (md == NULL ||
      !EVP_Digest (g_bytes_get_data (der, NULL), g_bytes_get_size (der), digest, &size, md, NULL))
    return NULL;
  return g_bytes_new (digest, size);
}

GBytes *
confab_net_binding_dup_exporter (GTlsConnection *connection) {
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autoptr (GError) error = NULL;

  if (g_tls_connection_get_protocol_version (connection) != G_TLS_PROTOCOL_VERSION_TLS_1_3)
    return NULL;
  if (!g_tls_connection_get_channel_binding_data (
          connection, G_TLS_CHANNEL_BINDING_TLS_EXPORTER, data, &error))
    return NULL;
  /* An old library succeeded with nothing. */
  if (data->len != EXPORTER_BYTES)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&data));
}
