/* tls-server-end-point for each algorithm that a certificate may be signed with, against digests
 * made here. */

#include "net/net-certificate.h"
#include "net/net-private.h"

#include "../lib/net-authority.h"

typedef struct {
  const char *name;
  const char *key; /* "RSA", "EC", "RSA-PSS" (as padding) or an algorithm of its own */
  const char *digest;
  const char *expected; /* NULL: no binding */
} Row;

static const Row rows[] = {
  { "rsa-md5", "RSA", "MD5", "SHA256" },
  { "rsa-sha1", "RSA", "SHA1", "SHA256" },
  { "rsa-sha224", "RSA", "SHA224", NULL },
  { "rsa-sha256", "RSA", "SHA256", "SHA256" },
  { "rsa-sha384", "RSA", "SHA384", "SHA384" },
  { "rsa-sha512", "RSA", "SHA512", "SHA512" },
  { "ec-sha1", "EC", "SHA1", "SHA256" },
  { "ec-sha256", "EC", "SHA256", "SHA256" },
  { "ec-sha384", "EC", "SHA384", "SHA384" },
  { "ec-sha512", "EC", "SHA512", "SHA512" },
  { "ec-sha3", "EC", "SHA3-256", NULL },
  { "pss-sha256", "RSA-PSS", "SHA256", NULL },
  { "ed25519", "ED25519", NULL, NULL },
  { "ed448", "ED448", NULL, NULL },
};

static EVP_PKEY *
new_key (const Row *row) {
  if (g_str_equal (row->key, "EC"))
    return EVP_EC_gen ("P-256");
  if (g_str_has_prefix (row->key, "RSA"))
    return EVP_RSA_gen (2048);
  return EVP_PKEY_Q_keygen (NULL, NULL, row->key);
}

static void
sign (const Row *row, X509 *x509, EVP_PKEY *key) {
  EVP_MD_CTX *context = EVP_MD_CTX_new ();
  EVP_PKEY_CTX *key_context = NULL;
  const EVP_MD *md = row->digest != NULL ? EVP_get_digestbyname (row->digest) : NULL;

  g_assert_true (EVP_DigestSignInit (context, &key_context, md, NULL, key));
  if (g_str_equal (row->key, "RSA-PSS"))
    g_assert_cmpint (EVP_PKEY_CTX_set_rsa_padding (key_context, RSA_PKCS1_PSS_PADDING), ==, 1);
  g_assert_cmpint (X509_sign_ctx (x509, context), >, 0);
  EVP_MD_CTX_free (context);
}

static void
test_row (gconstpointer data) {
  const Row *row = data;
  EVP_PKEY *key = new_key (row);
  X509 *x509 = net_x509_new (key, "a server", 0, 0);
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (GBytes) binding = NULL;

  X509_set_issuer_name (x509, X509_get_subject_name (x509));
  sign (row, x509, key);
  certificate = net_certificate_new (x509, NULL);
  binding = confab_net_binding_dup_end_point (certificate);
  if (row->expected == NULL)
    g_assert_null (binding);
  else {
    guint8 digest[EVP_MAX_MD_SIZE];
    unsigned int size;

    g_assert_true (X509_digest (x509, EVP_get_digestbyname (row->expected), digest, &size));
    g_assert_nonnull (binding);
    g_assert_cmpmem (g_bytes_get_data (binding, NULL), g_bytes_get_size (binding), digest, size);
  }
  X509_free (x509);
  EVP_PKEY_free (key);
}

static void
test_none (void) {
  g_assert_null (confab_net_binding_dup_end_point (NULL));
  g_assert_false (confab_net_certificate_is_for_servers (NULL));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/binding/none", test_none);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/net/binding/%s", rows[i].name);

    g_test_add_data_func (path, &rows[i], test_row);
  }
  return g_test_run ();
}
