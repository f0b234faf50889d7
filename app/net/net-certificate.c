/* What GIO leaves open about a certificate: its bytes for a digest, and whether it was given out
 * for servers (GIO's check passes one that is for clients only). It trusts nothing: whether the
 * chain is good was decided before. */

#include "net/net-certificate.h"

#include <openssl/x509v3.h>

#define MAX_BYTES (1024 * 1024)

GBytes *
confab_net_certificate_dup_der (GTlsCertificate *certificate) {
  g_autoptr (GByteArray) der = NULL;

  if (certificate == NULL)
    return NULL;
  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL || der->len == 0 || der->len > MAX_BYTES)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&der));
}

X509 *
confab_net_certificate_parse (GBytes *der) {
  const unsigned char *next;
  gsize size;

  if (der == NULL)
    return NULL;
  next = g_bytes_get_data (der, &size);
  return d2i_X509 (NULL, &next, size);
}

gboolean
confab_net_certificate_is_for_servers (GTlsCertificate *certificate) {
  g_autoptr (GBytes) der = confab_net_certificate_dup_der (certificate);
  X509 *x509 = confab_net_certificate_parse (der);
  gboolean is_for_servers;

  if (x509 == NULL)
    return FALSE;
  is_for_servers = X509_check_purpose (x509, X509_PURPOSE_SSL_SERVER, 0) == 1;
  X509_free (x509);
  return is_for_servers;
}

gboolean
confab_net_certificate_has_name (GTlsCertificate *certificate, const char *domain) {
  const unsigned int flags =
      X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS | X509_CHECK_FLAG_NEVER_CHECK_SUBJECT;
  g_autoptr (GBytes) der = confab_net_certificate_dup_der (certificate);
  X509 *x509 = confab_net_certificate_parse (der);
  gboolean has_name;

  if (x509 == NULL)
    return FALSE;
  if (g_hostname_is_ip_address (domain))
    has_name = X509_check_ip_asc (x509, domain, flags) == 1;
  else
    has_name = X509_check_host (x509, domain, 0, flags, NULL) == 1;
  X509_free (x509);
  return has_name;
}
