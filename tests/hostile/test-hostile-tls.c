/* Who sits in the line, or at its end, with TLS of their own: whoever is not the address's own
 * server gets no proof, and nothing weak is spoken. The test paths are the ids of the cases. */

#include "../lib/net-authority.h"
#include "../lib/net-await.h"
#include "../lib/net-openssl-server.h"
#include "../lib/net-resolver.h"
#include "../lib/net-server.h"

#include "net/net-private.h"
#include "xmpp/xmpp-signin.h"

#define DOMAIN "conf.example"
#define PASSWORD "pencil"
#define SASL "xmlns='urn:ietf:params:xml:ns:xmpp-sasl'"
#define HEADER                                                                                     \
  "<?xml version='1.0'?><stream:stream xmlns='jabber:client' "                                     \
  "xmlns:stream='http://etherx.jabber.org/streams' from='conf.example' id='s1' version='1.0'>"
#define TYPES(type)                                                                                \
  "<sasl-channel-binding xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='" type "'/>"            \
  "</sasl-channel-binding>"
#define BOTH "<mechanism>SCRAM-SHA-256</mechanism><mechanism>SCRAM-SHA-256-PLUS</mechanism>"
#define PLAIN "<mechanism>PLAIN</mechanism>"
#define BINDING_BYTES 32
#define SHORT_MS 600
#define DRIP_MS 100

typedef struct {
  NetAuthority *authority;
  NetAuthority *stranger;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->authority = net_authority_new ("The Test Authority");
  fixture->stranger = net_authority_new ("Somebody Else");
  net_authority_trust (fixture->authority);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  net_authority_free (fixture->authority);
  net_authority_free (fixture->stranger);
}

/* ---- a sign-in over the network ---- */

static DexFuture *
dial (gpointer data, const ConfabNetEndpoint *endpoint, GCancellable *cancellable) {
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (ConfabNetEndpoint) here =
      confab_net_endpoint_new ("127.0.0.1", (guint16)GPOINTER_TO_UINT (data), TRUE);

  return confab_net_link_open (route, here, cancellable);
}

/* To 127.0.0.1 on `port`, or where the names of the domain lead if that is 0. Returns: (transfer
 * full) (nullable) what went wrong */
static GError *
sign_in (guint16 port) {
  g_autoptr (ConfabJid) address = confab_base_jid_new ("alice@" DOMAIN, NULL);
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string (PASSWORD);
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  ConfabXmppSigninParams params = { .address = address,
    .password = password,
    .route = route,
    .resource = "0123456789abcdef0123456789abcdef",
    .clock = confab_base_clock_system (),
    .random = confab_base_random_system (),
    .dial = port != 0 ? dial : NULL,
    .dial_data = GUINT_TO_POINTER (port) };
  GError *error = NULL;

  net_await (confab_xmpp_signin (&params), &error);
  return error;
}

/* ---- TLS-05 ---- */

static const char *const steps[] = { "direct", "starttls" };

/* The records of the domain lead to somebody who has a certificate, for the name that they lead to
 * and for more, but not for the domain. */
static void
test_tls_05 (Fixture *fixture, gconstpointer data) {
  static const char *const names[] = { "evil.example", "*.example", "conf.example.evil.example",
    "im.conf.example", "127.0.0.1", "*" };
  gboolean is_direct = data == steps[0];

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    NetCertificateSpec spec = { .host = names[i] };
    g_autoptr (NetServer) server = net_server_new (is_direct ? NET_SERVER_TLS : NET_SERVER_STARTTLS,
        net_authority_issue (fixture->authority, &spec));
    g_autoptr (GResolver) before = g_resolver_get_default ();
    g_autoptr (NetResolver) resolver = net_resolver_install ();
    g_autoptr (GError) error = NULL;

    server->proceed = HEADER "<stream:features><starttls "
                             "xmlns='urn:ietf:params:xml:ns:xmpp-tls'/></stream:features>";
    resolver->name = NET_ANSWER_FOUND;
    resolver->direct = is_direct ? NET_ANSWER_FOUND : NET_ANSWER_NOT_FOUND;
    resolver->starttls = is_direct ? NET_ANSWER_NOT_FOUND : NET_ANSWER_FOUND;
    net_resolver_add (is_direct ? &resolver->direct_targets : &resolver->starttls_targets,
        "evil.example", server->port, 0, 0);
    if (is_direct) {
      error = sign_in (0);
      g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_IDENTITY);
      g_assert_cmpuint (server->heard->len, ==, 0);
    } else {
      g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
      g_autoptr (ConfabNetEndpoint) endpoint =
          confab_net_endpoint_new ("evil.example", server->port, FALSE);
      g_autoptr (GBytes) ask = g_bytes_new_static ("<starttls/>", 11);
      g_autoptr (ConfabNetLink) link =
          net_await_object (confab_net_link_open (route, endpoint, NULL), &error);
      g_autoptr (GBytes) proceed = NULL;

      g_assert_no_error (error);
      g_assert_true (net_await (confab_net_link_write (link, ask, NULL), &error));
      proceed = net_await_boxed (confab_net_link_read (link, NULL), &error);
      g_assert_false (net_await (confab_net_link_start_tls (link, route, NULL), &error));
      g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_IDENTITY);
      g_assert_false (confab_net_link_is_secure (link));
    }
    g_resolver_set_default (before);
  }
}

/* ---- a server of XMPP on its own thread ---- */

typedef struct {
  const char *features;          /* the inside */
  const char *refusal;           /* in answer to the proof; NULL: the line is cut */
  GString *heard;                /* all that the client said */
  guint8 binding[BINDING_BYTES]; /* of this line (RFC 9266) */
  gboolean is_bound;             /* the proof was bound to this line */
} Middle;

static void
say (SSL *ssl, const char *text) {
  SSL_write (ssl, text, (int)strlen (text));
}

/* Until `end` has come. FALSE: the client hung up. Returns what came from `from` on. */
static gboolean
hear (SSL *ssl, Middle *middle, gsize *from, const char *end) {
  const char *found;
  char piece[4096];
  int n;

  while ((found = strstr (middle->heard->str + *from, end)) == NULL) {
    n = SSL_read (ssl, piece, sizeof piece);
    if (n <= 0)
      return FALSE;
    g_string_append_len (middle->heard, piece, n);
  }
  *from = (gsize)(found - middle->heard->str) + strlen (end);
  return TRUE;
}

/* The text of the last element that was heard, decoded. */
static char *
dup_last (Middle *middle) {
  const char *end = g_strrstr (middle->heard->str, "</");
  const char *start = end;
  g_autofree char *text = NULL;
  gsize size = 0;
  g_autofree guchar *decoded = NULL;

  while (start > middle->heard->str && start[-1] != '>')
    start--;
  text = g_strndup (start, (gsize)(end - start));
  decoded = g_base64_decode (text, &size);
  return g_strndup ((const char *)decoded, size);
}

static void
say_challenge (SSL *ssl, const char *client_first) {
  const char *nonce = strstr (client_first, ",r=");
  g_autofree char *first = g_strdup_printf ("r=%sX,s=c2FsdA==,i=4096", nonce + 3);
  g_autofree char *encoded = g_base64_encode ((const guchar *)first, strlen (first));
  g_autofree char *xml = g_strdup_printf ("<challenge " SASL ">%s</challenge>", encoded);

  say (ssl, xml);
}

/* The proof is bound to the line on which it came, and so is of no use on another one. */
static gboolean
is_bound_here (const Middle *middle, const char *client_final) {
  g_autoptr (GByteArray) bound = g_byte_array_new ();
  g_autofree char *encoded = NULL;
  g_autofree char *start = NULL;

  g_byte_array_append (bound, (const guint8 *)"p=tls-exporter,,", 16);
  g_byte_array_append (bound, middle->binding, BINDING_BYTES);
  encoded = g_base64_encode (bound->data, bound->len);
  start = g_strdup_printf ("c=%s,", encoded);
  return g_str_has_prefix (client_final, start);
}

static void
play_middle (SSL *ssl, gpointer data) {
  Middle *middle = data;
  g_autofree char *features =
      g_strconcat (HEADER "<stream:features>", middle->features, "</stream:features>", NULL);
  g_autofree char *first = NULL;
  g_autofree char *final = NULL;
  gsize at = 0;

  SSL_export_keying_material (
      ssl, middle->binding, BINDING_BYTES, "EXPORTER-Channel-Binding", 24, NULL, 0, 0);
  if (!hear (ssl, middle, &at, "version='1.0'>"))
    return;
  say (ssl, features);
  if (!hear (ssl, middle, &at, "</auth>"))
    return;
  first = dup_last (middle);
  say_challenge (ssl, first);
  if (!hear (ssl, middle, &at, "</response>"))
    return;
  final = dup_last (middle);
  middle->is_bound = is_bound_here (middle, final);
  if (middle->refusal != NULL) {
    say (ssl, middle->refusal);
    hear (ssl, middle, &at, "</auth>"); /* until it hangs up */
  }
}

/* Returns: (transfer full) (nullable) what went wrong */
static GError *
meet (Fixture *fixture, Middle *middle, int version) {
  NetOpensslServer *server = net_openssl_server_new (fixture->authority, DOMAIN, version, 1);
  GError *error;

  middle->heard = g_string_new (NULL);
  server->script = play_middle;
  server->script_data = middle;
  server->has_no_ems = version == TLS1_2_VERSION;
  net_openssl_server_start (server);
  error = sign_in (server->port);
  net_openssl_server_free (server);
  return error;
}

/* Somebody in the middle who has a good certificate passes everything on. What the real server
 * would see is a proof for another line; how servers word that differs. */
static void
test_tls_09 (Fixture *fixture, gconstpointer data) {
  static const char *const refusals[] = {
    "<failure " SASL "><malformed-request/></failure>",
    "<failure " SASL "><not-authorized/><text>Channel binding does not match</text></failure>",
    "<challenge " SASL ">ZT1jaGFubmVsLWJpbmRpbmdzLWRvbnQtbWF0Y2g=</challenge>",
    "<success " SASL ">ZT1jaGFubmVsLWJpbmRpbmdzLWRvbnQtbWF0Y2g=</success>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    Middle middle = { .features =
                          "<mechanisms " SASL ">" PLAIN BOTH "</mechanisms>" TYPES ("tls-exporter"),
      .refusal = refusals[i] };
    g_autoptr (GError) error = meet (fixture, &middle, TLS1_3_VERSION);

    g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_INTERCEPTED);
    g_assert_true (middle.is_bound);
    g_assert_null (strstr (middle.heard->str, PASSWORD));
    g_assert_null (strstr (middle.heard->str, "'PLAIN'"));
    /* One try, and none without binding. */
    g_assert_true (strstr (middle.heard->str, "<auth") == g_strrstr (middle.heard->str, "<auth"));
    g_string_free (middle.heard, TRUE);
  }
}

/* TLS 1.2 without the extended master secret: what exports keys there binds nothing. */
static void
test_tls_10 (Fixture *fixture, gconstpointer data) {
  Middle exporter = { .features =
                          "<mechanisms " SASL ">" BOTH "</mechanisms>" TYPES ("tls-exporter") };
  Middle end_point = { .features = "<mechanisms " SASL ">" BOTH
                                   "</mechanisms>" TYPES ("tls-server-end-point") };
  g_autoptr (GError) error = meet (fixture, &exporter, TLS1_2_VERSION);
  g_autoptr (GError) other = NULL;

  /* It goes on unbound only against a server's proof of its offer, which is not there. */
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_INTERCEPTED);
  g_assert_null (strstr (exporter.heard->str, "<response"));
  g_assert_null (strstr (exporter.heard->str, "-PLUS"));
  g_string_free (exporter.heard, TRUE);

  other = meet (fixture, &end_point, TLS1_2_VERSION);
  g_assert_nonnull (strstr (end_point.heard->str, "mechanism='SCRAM-SHA-256-PLUS'"));
  g_assert_nonnull (strstr (end_point.heard->str, "<response"));
  g_assert_false (end_point.is_bound); /* to the certificate, and not by the exporter */
  g_string_free (end_point.heard, TRUE);
}

/* ---- TLS-12 ---- */

typedef struct {
  const char *name;
  const char *ciphers;
  guint rsa_bits;
  guint dh_bits;
} Weak;

static const Weak weak[] = {
  { "null", "eNULL:@SECLEVEL=0", 2048, 0 },
  { "anonymous", "aNULL:@SECLEVEL=0", 0, 0 },
  { "control", "ECDHE-RSA-AES128-GCM-SHA256", 2048, 0 }, /* is spoken */
  { "dh-512", "DHE-RSA-AES128-GCM-SHA256:@SECLEVEL=0", 2048, 512 },
};

static void
test_tls_12 (Fixture *fixture, gconstpointer data) {
  const Weak *one = data;
  NetCertificateSpec spec = { .host = DOMAIN, .rsa_bits = one->rsa_bits };
  NetOpensslServer *server = net_openssl_server_new (fixture->authority, DOMAIN, TLS1_2_VERSION, 1);
  g_autoptr (GError) error = NULL;

  g_free (server->pem);
  server->pem = net_authority_issue_pem (fixture->authority, &spec);
  server->ciphers = one->ciphers;
  server->dh_bits = one->dh_bits;
  net_openssl_server_start (server);
  error = sign_in (server->port);
  g_assert_nonnull (error);
  g_assert_true (error->domain == CONFAB_NET_ERROR);
  g_thread_join (g_steal_pointer (&server->thread));
  g_assert_cmpuint (server->n_done, ==, g_str_equal (one->name, "control") ? 1 : 0);
  net_openssl_server_free (server);
}

/* ---- TLS-14 ---- */

typedef struct {
  NetServer *server;
  guint connection;
  gsize at;
} Drip;

/* The beginning of a handshake, a byte at a time. */
static gboolean
on_drip (gpointer data) {
  static const char hello[] = "\x16\x03\x03\x40\x00\x02\x00\x3f\xfc\x03\x03";
  Drip *drip = data;
  GPtrArray *connections = drip->server->connections;

  if (connections->len == 0 || drip->at >= sizeof hello)
    return G_SOURCE_CONTINUE;
  if (drip->connection != connections->len)
    drip->at = 0;
  drip->connection = connections->len;
  g_output_stream_write (g_io_stream_get_output_stream (connections->pdata[connections->len - 1]),
      hello + drip->at++, 1, NULL, NULL);
  return G_SOURCE_CONTINUE;
}

static guint
count_open (void) {
  g_autoptr (GDir) folder = g_dir_open ("/proc/self/fd", 0, NULL);
  guint n = 0;

  while (g_dir_read_name (folder) != NULL)
    n++;
  return n;
}

static void
open_in_vain (const NetServer *server) {
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (ConfabNetEndpoint) endpoint =
      confab_net_endpoint_new ("127.0.0.1", server->port, TRUE);
  g_autoptr (GError) error = NULL;
  gint64 start_us = g_get_monotonic_time ();

  g_assert_null (
      net_await_object (confab_net_link_open_within (route, endpoint, SHORT_MS, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT);
  g_assert_cmpint (g_get_monotonic_time () - start_us, <, 20 * SHORT_MS * 1000);
}

/* A handshake that is silent, or drips, ends when its time is over; nothing of it stays open. */
static void
test_tls_14 (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_SILENT, NULL);
  Drip drip = { server, 0, 0 };
  guint source, before;

  open_in_vain (server);
  net_run_for (50);
  before = count_open ();
  source = g_timeout_add (DRIP_MS, on_drip, &drip);
  for (guint i = 0; i < 3; i++)
    open_in_vain (server);
  g_source_remove (source);
  net_run_for (50);
  /* The server of the test keeps its own ends. */
  g_assert_cmpuint (count_open (), <=, before + 3);
}

static void
add (const char *path, gconstpointer data, void (*test) (Fixture *, gconstpointer)) {
  g_test_add (path, Fixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  add ("/hostile/TLS-05/direct", steps[0], test_tls_05);
  add ("/hostile/TLS-05/starttls", steps[1], test_tls_05);
  add ("/hostile/TLS-09", NULL, test_tls_09);
  add ("/hostile/TLS-10", NULL, test_tls_10);
  for (gsize i = 0; i < G_N_ELEMENTS (weak); i++) {
    g_autofree char *path = g_strdup_printf ("/hostile/TLS-12/%s", weak[i].name);

    add (path, &weak[i], test_tls_12);
  }
  add ("/hostile/TLS-14/line", NULL, test_tls_14);
  return g_test_run ();
}
