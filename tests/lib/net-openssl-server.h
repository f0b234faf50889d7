#pragma once

/* A server of OpenSSL with one version of TLS, on its own thread, for some connections, one after
 * the other; it does what the server of GIO cannot: old versions, tickets. It sends one byte back,
 * and with it its tickets. Included by one file each. */

#include <gio/gio.h>
#include <glib-unix.h>
#include <openssl/dh.h>
#include <openssl/ssl.h>

#include "net-authority.h"

typedef struct {
  GSocket *socket;
  GThread *thread;
  guint16 port;
  char *pem;
  int version;
  GPtrArray *chain;    /* of NetAuthority, sent behind the certificate; nullable */
  const char *ciphers; /* all that it speaks, up to TLS 1.2; NULL: the usual */
  guint dh_bits;       /* of its group for DHE; 0: the usual */
  gboolean has_no_ems; /* no extended master secret (RFC 7627) */
  void (*script) (SSL *ssl, gpointer data); /* in place of the echo, on the thread; nullable */
  gpointer script_data;
  guint n_connections;
  guint n_done;
  guint n_reused;
} NetOpensslServer;

static void
net_openssl_server_serve (NetOpensslServer *server, SSL *ssl) {
  g_autoptr (GSocket) peer = g_socket_accept (server->socket, NULL, NULL);
  char byte;

  g_unix_set_fd_nonblocking (g_socket_get_fd (peer), FALSE, NULL);
  SSL_set_fd (ssl, g_socket_get_fd (peer));
  if (SSL_accept (ssl) != 1)
    return;
  server->n_done++;
  server->n_reused += SSL_session_reused (ssl);
  if (server->script != NULL) {
    server->script (ssl, server->script_data);
    SSL_shutdown (ssl);
    return;
  }
  if (SSL_read (ssl, &byte, 1) == 1)
    SSL_write (ssl, &byte, 1);
  SSL_shutdown (ssl);
}

/* OpenSSL itself refuses groups this small. */
static int
net_openssl_allow_all (const SSL *ssl, const SSL_CTX *context, int operation, int bits, int nid,
    void *other, void *data) {
  return 1;
}

static void
net_openssl_server_weaken (NetOpensslServer *server, SSL_CTX *context) {
  EVP_PKEY_CTX *making = NULL;
  EVP_PKEY *group = NULL;

  if (server->ciphers != NULL)
    g_assert_true (SSL_CTX_set_cipher_list (context, server->ciphers));
  if (server->has_no_ems)
    SSL_CTX_set_options (context, SSL_OP_NO_EXTENDED_MASTER_SECRET);
  if (server->dh_bits == 0)
    return;
  SSL_CTX_set_security_callback (context, net_openssl_allow_all);
  making = EVP_PKEY_CTX_new_from_name (NULL, "DH", NULL);
  g_assert_cmpint (EVP_PKEY_paramgen_init (making), ==, 1);
  g_assert_cmpint (EVP_PKEY_CTX_set_dh_paramgen_prime_len (making, (int)server->dh_bits), ==, 1);
  g_assert_cmpint (EVP_PKEY_paramgen (making, &group), ==, 1);
  g_assert_true (SSL_CTX_set0_tmp_dh_pkey (context, group));
  EVP_PKEY_CTX_free (making);
}

static gpointer
net_openssl_server_run (gpointer data) {
  NetOpensslServer *server = data;
  SSL_CTX *context = SSL_CTX_new (TLS_server_method ());
  BIO *bio = BIO_new_mem_buf (server->pem, -1);
  X509 *x509 = PEM_read_bio_X509 (bio, NULL, NULL, NULL);
  EVP_PKEY *key = PEM_read_bio_PrivateKey (bio, NULL, NULL, NULL);

  SSL_CTX_set_security_level (context, 0);
  SSL_CTX_set_min_proto_version (context, server->version);
  SSL_CTX_set_max_proto_version (context, server->version);
  net_openssl_server_weaken (server, context);
  g_assert_true (SSL_CTX_use_certificate (context, x509));
  g_assert_true (SSL_CTX_use_PrivateKey (context, key));
  for (guint i = 0; server->chain != NULL && i < server->chain->len; i++)
    SSL_CTX_add1_chain_cert (context, ((NetAuthority *)server->chain->pdata[i])->x509);
  for (guint i = 0; i < server->n_connections; i++) {
    SSL *ssl = SSL_new (context);

    net_openssl_server_serve (server, ssl);
    SSL_free (ssl);
  }
  SSL_CTX_free (context);
  X509_free (x509);
  EVP_PKEY_free (key);
  BIO_free (bio);
  return NULL;
}

static G_GNUC_UNUSED NetOpensslServer *
net_openssl_server_new (
    NetAuthority *authority, const char *host, int version, guint n_connections) {
  NetCertificateSpec spec = { .host = host };
  NetOpensslServer *server = g_new0 (NetOpensslServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;

  server->pem = net_authority_issue_pem (authority, &spec);
  server->version = version;
  server->n_connections = n_connections;
  server->socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, 0, NULL);
  g_assert_true (g_socket_bind (server->socket, any, TRUE, NULL));
  g_assert_true (g_socket_listen (server->socket, NULL));
  bound = g_socket_get_local_address (server->socket, NULL);
  server->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  return server;
}

static G_GNUC_UNUSED void
net_openssl_server_start (NetOpensslServer *server) {
  server->thread = g_thread_new ("openssl-server", net_openssl_server_run, server);
}

/* After all its connections. */
static G_GNUC_UNUSED void
net_openssl_server_free (NetOpensslServer *server) {
  g_clear_pointer (&server->thread, g_thread_join);
  g_clear_pointer (&server->chain, g_ptr_array_unref);
  g_object_unref (server->socket);
  g_free (server->pem);
  g_free (server);
}
