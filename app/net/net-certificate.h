#pragma once

/* A server's certificate, read with OpenSSL where GIO does not say or check enough. */

#include <gio/gio.h>
#include <openssl/x509.h>

G_BEGIN_DECLS

/* The certificate as it was received. Takes NULL. Returns: (transfer full) (nullable) */
GBytes *confab_net_certificate_dup_der (GTlsCertificate *certificate);

/* Takes NULL. Returns: (transfer full) (nullable), to be freed with X509_free */
X509 *confab_net_certificate_parse (GBytes *der);

/* TRUE if the usages that it names, where it names any, are those of a server (RFC 5280 4.2.1.3 and
 * 4.2.1.12). */
gboolean confab_net_certificate_is_for_servers (GTlsCertificate *certificate);

/* TRUE if it is for `domain` (RFC 6125: names of the alternative kind only), a name or an address
 * of the network. Says which fault to tell, never that a certificate is good. */
gboolean confab_net_certificate_has_name (GTlsCertificate *certificate, const char *domain);

G_END_DECLS
