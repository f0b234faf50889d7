#pragma once

/* A certificate authority for tests, and certificates with every kind of fault. Included by one
 * file each. Certificates are made in memory; only the authority's own goes to a file, which the
 * test makes the default trust of its process (a call of GIO that the program itself never makes).
 */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509v3.h>

#define NET_DAY ((gint64)86400)

typedef struct {
  X509 *x509;
  EVP_PKEY *key;
  char *path; /* where its certificate is, while it is trusted */
} NetAuthority;

/* How a certificate is made; the zero value is a good one. */
typedef struct {
  const char *host;   /* subjectAltName; NULL: none */
  gint64 from_s;      /* against now; 0: a day ago */
  gint64 until_s;     /* against now; 0: in 30 days */
  gboolean is_client; /* extended key usage of a client only */
  guint rsa_bits;     /* 0: a key on P-256 */
  gboolean has_sha1;  /* signed with SHA-1 */
} NetCertificateSpec;

static G_GNUC_UNUSED EVP_PKEY *
net_key_new (void) {
  EVP_PKEY *key = EVP_EC_gen ("P-256");

  g_assert_nonnull (key);
  return key;
}

static void
net_add_extension (X509 *x509, X509 *issuer, int nid, const char *value) {
  X509V3_CTX context;
  X509_EXTENSION *extension;

  X509V3_set_ctx_nodb (&context);
  X509V3_set_ctx (&context, issuer, x509, NULL, NULL, 0);
  extension = X509V3_EXT_conf_nid (NULL, &context, nid, value);
  g_assert_nonnull (extension);
  g_assert_true (X509_add_ext (x509, extension, -1));
  X509_EXTENSION_free (extension);
}

static X509 *
net_x509_new (EVP_PKEY *key, const char *name, gint64 from_s, gint64 until_s) {
  X509 *x509 = X509_new ();
  X509_NAME *subject = X509_get_subject_name (x509);
  guint64 serial = (guint64)g_random_int () + 1;

  X509_set_version (x509, X509_VERSION_3);
  ASN1_INTEGER_set_uint64 (X509_get_serialNumber (x509), serial);
  X509_gmtime_adj (X509_getm_notBefore (x509), from_s != 0 ? from_s : -NET_DAY);
  X509_gmtime_adj (X509_getm_notAfter (x509), until_s != 0 ? until_s : 30 * NET_DAY);
  X509_NAME_add_entry_by_txt (subject, "CN", MBSTRING_ASC, (const unsigned char *)name, -1, -1, 0);
  X509_set_pubkey (x509, key);
  return x509;
}

static G_GNUC_UNUSED NetAuthority *
net_authority_new (const char *name) {
  NetAuthority *authority = g_new0 (NetAuthority, 1);

  authority->key = net_key_new ();
  authority->x509 = net_x509_new (authority->key, name, -400 * NET_DAY, 400 * NET_DAY);
  X509_set_issuer_name (authority->x509, X509_get_subject_name (authority->x509));
  net_add_extension (authority->x509, authority->x509, NID_basic_constraints, "critical,CA:TRUE");
  net_add_extension (authority->x509, authority->x509, NID_key_usage, "critical,keyCertSign");
  net_add_extension (authority->x509, authority->x509, NID_subject_key_identifier, "hash");
  g_assert_cmpint (X509_sign (authority->x509, authority->key, EVP_sha256 ()), >, 0);
  return authority;
}

/* An authority under `issuer`. */
static G_GNUC_UNUSED NetAuthority *
net_authority_new_under (NetAuthority *issuer, const char *name) {
  NetAuthority *authority = g_new0 (NetAuthority, 1);

  authority->key = net_key_new ();
  authority->x509 = net_x509_new (authority->key, name, -400 * NET_DAY, 400 * NET_DAY);
  X509_set_issuer_name (authority->x509, X509_get_subject_name (issuer->x509));
  net_add_extension (authority->x509, issuer->x509, NID_basic_constraints, "critical,CA:TRUE");
  g_assert_cmpint (X509_sign (authority->x509, issuer->key, EVP_sha256 ()), >, 0);
  return authority;
}

static G_GNUC_UNUSED void
net_authority_free (NetAuthority *authority) {
  X509_free (authority->x509);
  EVP_PKEY_free (authority->key);
  if (authority->path != NULL)
    g_unlink (authority->path);
  g_free (authority->path);
  g_free (authority);
}

static char *
net_dup_pem (X509 *x509, EVP_PKEY *key) {
  BIO *bio = BIO_new (BIO_s_mem ());
  char *data;
  char *pem;
  long size;

  PEM_write_bio_X509 (bio, x509);
  if (key != NULL)
    PEM_write_bio_PrivateKey (bio, key, NULL, NULL, 0, NULL, NULL);
  size = BIO_get_mem_data (bio, &data);
  pem = g_strndup (data, size);
  BIO_free (bio);
  return pem;
}

static G_GNUC_UNUSED GTlsCertificate *
net_certificate_new (X509 *x509, EVP_PKEY *key) {
  g_autofree char *pem = net_dup_pem (x509, key);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_pem (pem, -1, &error);

  g_assert_no_error (error);
  return certificate;
}

/* `authority` NULL: signed by itself. */
static G_GNUC_UNUSED char *
net_authority_issue_pem (NetAuthority *authority, const NetCertificateSpec *spec) {
  EVP_PKEY *key = spec->rsa_bits != 0 ? EVP_RSA_gen (spec->rsa_bits) : net_key_new ();
  X509 *x509 = net_x509_new (key, "a server", spec->from_s, spec->until_s);
  X509 *issuer = authority != NULL ? authority->x509 : x509;
  char *pem;

  X509_set_issuer_name (x509, X509_get_subject_name (issuer));
  net_add_extension (x509, issuer, NID_basic_constraints, "critical,CA:FALSE");
  net_add_extension (
      x509, issuer, NID_ext_key_usage, spec->is_client ? "clientAuth" : "serverAuth");
  if (spec->host != NULL) {
    g_autofree char *names = g_strdup_printf ("DNS:%s", spec->host);

    net_add_extension (x509, issuer, NID_subject_alt_name, names);
  }
  g_assert_cmpint (X509_sign (x509, authority != NULL ? authority->key : key,
                       spec->has_sha1 ? EVP_sha1 () : EVP_sha256 ()),
      >, 0);
  pem = net_dup_pem (x509, key);
  X509_free (x509);
  EVP_PKEY_free (key);
  return pem;
}

static G_GNUC_UNUSED GTlsCertificate *
net_authority_issue (NetAuthority *authority, const NetCertificateSpec *spec) {
  g_autofree char *pem = net_authority_issue_pem (authority, spec);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_pem (pem, -1, &error);

  g_assert_no_error (error);
  return certificate;
}

/* Makes `authority` the only one that this process trusts by default. */
static G_GNUC_UNUSED void
net_authority_trust (NetAuthority *authority) {
  g_autofree char *pem = net_dup_pem (authority->x509, NULL);
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) error = NULL;
  int fd = g_file_open_tmp ("net-authority-XXXXXX.pem", &authority->path, &error);

  g_assert_no_error (error);
  g_close (fd, NULL);
  g_file_set_contents (authority->path, pem, -1, &error);
  g_assert_no_error (error);
  database = g_tls_file_database_new (authority->path, &error);
  g_assert_no_error (error);
  g_tls_backend_set_default_database (g_tls_backend_get_default (), database);
}
