/* TLS as a link does it: what is accepted, and every fault refused by its name. */

#include <libdex.h>

#include "net/net-private.h"

#include "../lib/net-authority.h"
#include "../lib/net-await.h"
#include "../lib/net-server.h"

#define DOMAIN "conf.example"
#define SHORT_MS 1500

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

static GTlsCertificate *
issue_good (Fixture *fixture) {
  NetCertificateSpec spec = { .host = DOMAIN };

  return net_authority_issue (fixture->authority, &spec);
}

static ConfabNetLink *
open_within (guint16 port, gboolean is_direct_tls, guint deadline_ms, GError **error) {
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (ConfabNetEndpoint) endpoint =
      confab_net_endpoint_new ("127.0.0.1", port, is_direct_tls);

  return net_await_object (confab_net_link_open_within (route, endpoint, deadline_ms, NULL), error);
}

static ConfabNetLink *
open_direct (guint16 port, GError **error) {
  return open_within (port, TRUE, 20000, error);
}

static void
assert_echo (ConfabNetLink *link, const char *text) {
  g_autoptr (GBytes) sent = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (net_await (confab_net_link_write (link, sent, NULL), &error));
  g_assert_no_error (error);
  back = net_await_boxed (confab_net_link_read (link, NULL), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (sent, back));
}

static void
test_good (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_TLS, issue_good (fixture));
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) link = open_direct (server->port, &error);
  g_autoptr (GBytes) exporter = NULL;
  g_autoptr (GBytes) end_point = NULL;
  g_autoptr (GByteArray) theirs = g_byte_array_new ();
  g_autofree char *issuer = NULL;

  g_assert_no_error (error);
  g_assert_true (confab_net_link_is_secure (link));
  g_assert_cmpstr (confab_net_link_get_protocol (link), ==, "TLS 1.3");
  issuer = confab_net_link_dup_issuer (link);
  g_assert_nonnull (strstr (issuer, "The Test Authority"));
  assert_echo (link, "hello");
  g_assert_cmpstr (server->alpn, ==, "xmpp-client");

  exporter = confab_net_link_dup_binding (link, CONFAB_BINDING_EXPORTER);
  g_assert_cmpuint (g_bytes_get_size (exporter), ==, 32);
  end_point = confab_net_link_dup_binding (link, CONFAB_BINDING_END_POINT);
  g_assert_true (g_tls_connection_get_channel_binding_data (
      G_TLS_CONNECTION (confab_net_link_get_stream (link)),
      G_TLS_CHANNEL_BINDING_TLS_SERVER_END_POINT, theirs, &error));
  g_assert_cmpmem (
      g_bytes_get_data (end_point, NULL), g_bytes_get_size (end_point), theirs->data, theirs->len);
  g_assert_null (confab_net_link_dup_binding (link, CONFAB_BINDING_NONE));
}

/* What is offered to a network that listens: the domain of the address, not the host dialled. */
static void
test_hello (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_SILENT, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) link = open_within (server->port, TRUE, SHORT_MS, &error);

  g_assert_null (link);
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TIMED_OUT);
  g_assert_nonnull (memmem (server->heard->data, server->heard->len, DOMAIN, strlen (DOMAIN)));
  g_assert_nonnull (memmem (server->heard->data, server->heard->len, "xmpp-client", 11));
}

typedef struct {
  const char *name;
  NetCertificateSpec spec;
  enum { BY_AUTHORITY, BY_STRANGER, BY_ITSELF } signer;
  int code; /* ConfabNetError */
} Fault;

static const Fault faults[] = {
  { "other-name", { .host = "evil.example" }, BY_AUTHORITY, CONFAB_NET_ERROR_TLS_IDENTITY },
  { "no-name", { .host = NULL }, BY_AUTHORITY, CONFAB_NET_ERROR_TLS_IDENTITY },
  { "parent-name", { .host = "example" }, BY_AUTHORITY, CONFAB_NET_ERROR_TLS_IDENTITY },
  { "dialled-host", { .host = "127.0.0.1" }, BY_AUTHORITY, CONFAB_NET_ERROR_TLS_IDENTITY },
  { "expired", { .host = DOMAIN, .from_s = -20 * NET_DAY, .until_s = -10 * NET_DAY }, BY_AUTHORITY,
      CONFAB_NET_ERROR_TLS_EXPIRED },
  { "not-yet", { .host = DOMAIN, .from_s = 10 * NET_DAY, .until_s = 20 * NET_DAY }, BY_AUTHORITY,
      CONFAB_NET_ERROR_TLS_NOT_YET },
  { "stranger", { .host = DOMAIN }, BY_STRANGER, CONFAB_NET_ERROR_TLS_UNTRUSTED },
  { "itself", { .host = DOMAIN }, BY_ITSELF, CONFAB_NET_ERROR_TLS_UNTRUSTED },
  { "client-only", { .host = DOMAIN, .is_client = TRUE }, BY_AUTHORITY,
      CONFAB_NET_ERROR_TLS_UNTRUSTED },
  { "weak-key", { .host = DOMAIN, .rsa_bits = 768 }, BY_AUTHORITY, CONFAB_NET_ERROR_TLS_UNTRUSTED },
  { "weak-digest", { .host = DOMAIN, .has_sha1 = TRUE }, BY_AUTHORITY,
      CONFAB_NET_ERROR_TLS_UNTRUSTED },
  { "expired-stranger", { .host = DOMAIN, .from_s = -20 * NET_DAY, .until_s = -10 * NET_DAY },
      BY_STRANGER, CONFAB_NET_ERROR_TLS_UNTRUSTED },
  { "expired-other", { .host = "evil.example", .from_s = -20 * NET_DAY, .until_s = -10 * NET_DAY },
      BY_AUTHORITY, CONFAB_NET_ERROR_TLS_IDENTITY },
};

static GTlsCertificate *
issue_fault (Fixture *fixture, const Fault *fault) {
  NetAuthority *signer = fault->signer == BY_AUTHORITY  ? fixture->authority
                         : fault->signer == BY_STRANGER ? fixture->stranger
                                                        : NULL;

  return net_authority_issue (signer, &fault->spec);
}

static char *
dup_day (gint64 offset_s) {
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) day = g_date_time_add_seconds (now, offset_s);

  return g_date_time_format (day, "%F");
}

/* Three times each, since a session must not be taken up again either. */
static void
test_fault (Fixture *fixture, gconstpointer data) {
  const Fault *fault = data;
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_TLS, issue_fault (fixture, fault));

  for (guint i = 0; i < 3; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabNetLink) link = open_direct (server->port, &error);
    g_autofree char *day = NULL;

    g_assert_null (link);
    g_assert_error (error, CONFAB_NET_ERROR, fault->code);
    g_assert_cmpuint (server->heard->len, ==, 0);
    if (fault->code == CONFAB_NET_ERROR_TLS_EXPIRED)
      day = dup_day (fault->spec.until_s);
    if (fault->code == CONFAB_NET_ERROR_TLS_NOT_YET)
      day = dup_day (fault->spec.from_s);
    if (day != NULL)
      g_assert_cmpstr (error->message, ==, day);
  }
}

static void
test_fault_starttls (Fixture *fixture, gconstpointer data) {
  const Fault *fault = data;
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_STARTTLS, issue_fault (fixture, fault));
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<starttls/>", 11);
  g_autoptr (GBytes) proceed = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) link = open_within (server->port, FALSE, 20000, &error);

  g_assert_true (net_await (confab_net_link_write (link, bytes, NULL), &error));
  proceed = net_await_boxed (confab_net_link_read (link, NULL), &error);
  g_assert_no_error (error);
  g_assert_false (net_await (confab_net_link_start_tls (link, route, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, fault->code);
  g_clear_error (&error);

  g_assert_false (confab_net_link_is_secure (link));
  g_assert_null (confab_net_link_dup_binding (link, CONFAB_BINDING_END_POINT));
  g_assert_false (net_await (confab_net_link_write (link, bytes, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_false (net_await (confab_net_link_read (link, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
}

static void
test_starttls (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_STARTTLS, issue_good (fixture));
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<starttls/>", 11);
  g_autoptr (GBytes) proceed = NULL;
  g_autoptr (GError) error = NULL;
  ConfabNetLink *link = open_within (server->port, FALSE, 20000, &error);
  DexFuture *future;

  g_assert_false (confab_net_link_is_secure (link));
  g_assert_null (confab_net_link_get_protocol (link));
  g_assert_null (confab_net_link_dup_issuer (link));
  g_assert_null (confab_net_link_dup_binding (link, CONFAB_BINDING_END_POINT));
  g_assert_true (net_await (confab_net_link_write (link, bytes, NULL), &error));
  proceed = net_await_boxed (confab_net_link_read (link, NULL), &error);
  g_assert_cmpmem (g_bytes_get_data (proceed, NULL), g_bytes_get_size (proceed), "<proceed/>", 10);

  future = confab_net_link_start_tls (link, route, NULL);
  g_assert_false (confab_net_link_is_secure (link));
  g_assert_false (net_await (confab_net_link_write (link, bytes, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
  g_clear_error (&error);
  g_assert_true (net_await (future, &error));
  g_assert_no_error (error);
  g_assert_true (confab_net_link_is_secure (link));
  g_assert_null (server->alpn);
  assert_echo (link, "secret");
  assert_echo (link, "and more");

  g_object_add_weak_pointer (G_OBJECT (link), (gpointer *)&link);
  g_object_unref (link);
  g_assert_true (net_wait_for_null ((gpointer *)&link));
}

/* TLS-03: plain bytes behind <proceed/> are no part of a handshake. */
static void
test_injected (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_STARTTLS, issue_good (fixture));
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<starttls/>", 11);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) link = open_within (server->port, FALSE, 20000, &error);

  server->proceed = "<proceed/><message from='bob@friend.example'/>";
  g_assert_true (net_await (confab_net_link_write (link, bytes, NULL), &error));
  g_assert_no_error (error);
  net_run_for (50);
  g_assert_false (net_await (confab_net_link_start_tls (link, route, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_PROTOCOL);
  g_assert_false (confab_net_link_is_secure (link));
}

static void
test_read_pending (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_STARTTLS, issue_good (fixture));
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) link = open_within (server->port, FALSE, 20000, &error);
  DexFuture *read = confab_net_link_read (link, NULL);

  g_assert_false (net_await (confab_net_link_start_tls (link, route, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_PROTOCOL);
  g_clear_error (&error);
  g_assert_false (net_await (read, &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
}

static void
test_twice (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_TLS, issue_good (fixture));
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) link = open_direct (server->port, &error);

  g_assert_false (net_await (confab_net_link_start_tls (link, route, NULL), &error));
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_PROTOCOL);
}

/* The same name and port, with a good certificate first and then another. */
static void
test_replaced (Fixture *fixture, gconstpointer data) {
  NetCertificateSpec spec = { .host = DOMAIN };
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_TLS, issue_good (fixture));
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) refused = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autoptr (ConfabNetLink) link = open_direct (server->port, &error);
    g_autoptr (GBytes) exporter = NULL;

    g_assert_no_error (error);
    assert_echo (link, "x");
    exporter = confab_net_link_dup_binding (link, CONFAB_BINDING_EXPORTER);
    g_assert_nonnull (exporter);
  }
  g_set_object (&server->certificate, NULL);
  server->certificate = net_authority_issue (fixture->stranger, &spec);
  refused = open_direct (server->port, &error);
  g_assert_null (refused);
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_UNTRUSTED);
}

static void
test_closes (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (GPOINTER_TO_INT (data), NULL);

  for (guint i = 0; i < 20; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabNetLink) link = open_direct (server->port, &error);

    g_assert_null (link);
    g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
  }
}

static void
test_no_tls (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_NO_TLS, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (ConfabNetLink) link = open_direct (server->port, &error);

  g_assert_null (link);
  g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_TLS_PROTOCOL);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data) {
  g_autoptr (NetServer) server = net_server_new (NET_SERVER_SILENT, NULL);
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (ConfabNetEndpoint) endpoint =
      confab_net_endpoint_new ("127.0.0.1", server->port, TRUE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DexFuture *future = confab_net_link_open (route, endpoint, cancellable);

  net_run_for (50);
  g_assert_true (dex_future_is_pending (future));
  g_cancellable_cancel (cancellable);
  g_assert_false (net_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  net_run_for (50);
  g_assert_cmpint (server->n_pending, ==, 0);
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
  add ("/net/tls/good", NULL, test_good);
  add ("/net/tls/hello", NULL, test_hello);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *direct = g_strdup_printf ("/hostile/TLS-07/%s", faults[i].name);
    g_autofree char *starttls = g_strdup_printf ("/hostile/TLS-07/starttls-%s", faults[i].name);

    add (direct, &faults[i], test_fault);
    add (starttls, &faults[i], test_fault_starttls);
  }
  add ("/net/tls/starttls", NULL, test_starttls);
  add ("/hostile/TLS-03/line", NULL, test_injected);
  add ("/net/tls/read-pending", NULL, test_read_pending);
  add ("/net/tls/twice", NULL, test_twice);
  add ("/net/tls/replaced", NULL, test_replaced);
  add ("/net/tls/closes", GINT_TO_POINTER (NET_SERVER_CLOSE), test_closes);
  add ("/net/tls/hangs-up", GINT_TO_POINTER (NET_SERVER_HANG_UP), test_closes);
  add ("/net/tls/no-tls", NULL, test_no_tls);
  add ("/net/tls/cancelled", NULL, test_cancelled);
  return g_test_run ();
}
