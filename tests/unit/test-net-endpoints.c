/* Where a server is looked for: every combination of what the two SRV lookups may answer, and that
 * nothing is looked up where it must not be. */

#include <libdex.h>

#include "net/net-private.h"

#include "../lib/net-await.h"
#include "../lib/net-resolver.h"

#define DOMAIN "conf.example"

static GPtrArray *
find (ConfabNetRoute *route, GError **error) {
  GPtrArray *endpoints = net_await_boxed (
      confab_net_endpoints_find_within (route, confab_base_random_system (), 200, NULL), error);

  g_assert_true (endpoints == NULL || (endpoints->len > 0 && endpoints->len <= 16));
  return endpoints;
}

static void
assert_endpoint (
    GPtrArray *endpoints, guint index, const char *host, guint16 port, gboolean is_direct_tls) {
  const ConfabNetEndpoint *endpoint = endpoints->pdata[index];

  g_assert_cmpstr (endpoint->host, ==, host);
  g_assert_cmpuint (endpoint->port, ==, port);
  g_assert_true (endpoint->is_direct_tls == is_direct_tls);
}

typedef enum { BY_SRV, BY_DIRECT, BY_STARTTLS, BY_NAME, NO_SERVER, NO_LOOKUP } Outcome;

typedef enum { HAS, DOT, NONE, FAIL, HANG } Service;

/* What follows for each pair of answers; the domain itself has an address. RFC 6120 3.2.1
 * and 3.2.2, XEP-0368 section 5. */
static const Outcome outcomes[5][5] = {
  [HAS] = { BY_SRV, BY_DIRECT, BY_DIRECT, BY_DIRECT, BY_DIRECT },
  [DOT] = { BY_STARTTLS, NO_SERVER, NO_SERVER, NO_LOOKUP, NO_LOOKUP },
  [NONE] = { BY_STARTTLS, NO_SERVER, BY_NAME, BY_NAME, BY_NAME },
  [FAIL] = { BY_STARTTLS, NO_LOOKUP, BY_NAME, BY_NAME, BY_NAME },
  [HANG] = { BY_STARTTLS, NO_LOOKUP, BY_NAME, BY_NAME, BY_NAME },
};

static void
set_service (NetAnswer *answer, GList **targets, Service service, const char *host, guint16 port) {
  const NetAnswer answers[] = { NET_ANSWER_FOUND, NET_ANSWER_FOUND, NET_ANSWER_NOT_FOUND,
    NET_ANSWER_FAILED, NET_ANSWER_NEVER };

  *answer = answers[service];
  if (service == HAS)
    net_resolver_add (targets, host, port, 1, 1);
}

static void
check_pair (Service direct, Service starttls) {
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) endpoints = NULL;

  set_service (&resolver->direct, &resolver->direct_targets, direct, "d.example", 443);
  set_service (&resolver->starttls, &resolver->starttls_targets, starttls, "s.example", 5269);
  resolver->name = NET_ANSWER_FOUND;
  endpoints = find (route, &error);
  switch (outcomes[direct][starttls]) {
  case BY_SRV:
    g_assert_cmpuint (endpoints->len, ==, 2);
    break;
  case BY_DIRECT:
    assert_endpoint (endpoints, 0, "d.example", 443, TRUE);
    break;
  case BY_STARTTLS:
    assert_endpoint (endpoints, 0, "s.example", 5269, FALSE);
    break;
  case BY_NAME:
    assert_endpoint (endpoints, 0, DOMAIN, 5222, FALSE);
    g_assert_cmpuint (resolver->n_asked, ==, 3);
    break;
  case NO_SERVER:
    g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_NO_SERVER);
    g_assert_cmpuint (resolver->n_asked, ==, 2);
    break;
  case NO_LOOKUP:
    g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_LOOKUP);
    g_assert_cmpuint (resolver->n_asked, ==, 2);
    break;
  }
}

static void
test_pairs (void) {
  for (guint direct = HAS; direct <= HANG; direct++)
    for (guint starttls = HAS; starttls <= HANG; starttls++)
      check_pair (direct, starttls);
}

static void
check_name (NetAnswer answer, int code) {
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GError) error = NULL;

  resolver->name = answer;
  g_assert_null (find (route, &error));
  g_assert_error (error, CONFAB_NET_ERROR, code);
}

static void
test_name (void) {
  check_name (NET_ANSWER_NOT_FOUND, CONFAB_NET_ERROR_NO_SERVER);
  check_name (NET_ANSWER_FAILED, CONFAB_NET_ERROR_LOOKUP);
  check_name (NET_ANSWER_NEVER, CONFAB_NET_ERROR_LOOKUP);
}

/* A dot among other targets counts for nothing. */
static void
test_dot_among (void) {
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) endpoints = NULL;

  resolver->starttls = NET_ANSWER_FOUND;
  net_resolver_add (&resolver->starttls_targets, ".", 5222, 0, 0);
  net_resolver_add (&resolver->starttls_targets, "s.example", 5222, 1, 0);
  endpoints = find (route, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (endpoints->len, ==, 1);
  assert_endpoint (endpoints, 0, "s.example", 5222, FALSE);
}

/* Neither a host that the account names, nor a proxy, nor an address of the network asks anybody.
 */
static void
test_fixed (void) {
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  const struct {
    const char *domain, *host;
    guint16 port;
    gboolean is_direct_tls, has_proxy;
    const char *found;
    guint16 first, second;
  } rows[] = {
    { DOMAIN, "h.example", 0, FALSE, FALSE, "h.example", 5223, 5222 },
    { DOMAIN, "h.example", 443, TRUE, FALSE, "h.example", 443, 0 },
    { DOMAIN, "h.example", 443, FALSE, FALSE, "h.example", 443, 0 },
    { DOMAIN, NULL, 5299, FALSE, FALSE, DOMAIN, 5299, 0 },
    { DOMAIN, NULL, 0, FALSE, TRUE, DOMAIN, 5223, 5222 },
    { DOMAIN, "h.example", 0, FALSE, TRUE, "h.example", 5223, 5222 },
    { DOMAIN, "h.example", 99, TRUE, TRUE, "h.example", 99, 0 },
    { "127.0.0.1", NULL, 0, FALSE, FALSE, "127.0.0.1", 5223, 5222 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ConfabNetRoute) route = confab_net_route_new (rows[i].domain);
    g_autoptr (GPtrArray) endpoints = NULL;
    g_autoptr (GError) error = NULL;

    route->host = g_strdup (rows[i].host);
    route->port = rows[i].port;
    route->is_direct_tls = rows[i].is_direct_tls;
    if (rows[i].has_proxy) {
      route->proxy = g_new0 (ConfabNetProxy, 1);
      route->proxy->host = g_strdup ("127.0.0.1");
      route->proxy->port = 9050;
    }
    endpoints = find (route, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (endpoints->len, ==, rows[i].second != 0 ? 2 : 1);
    assert_endpoint (
        endpoints, 0, rows[i].found, rows[i].first, rows[i].second != 0 || rows[i].is_direct_tls);
    if (rows[i].second != 0)
      assert_endpoint (endpoints, 1, rows[i].found, rows[i].second, FALSE);
  }
  g_assert_cmpuint (resolver->n_asked, ==, 0);
}

static void
test_cancelled (void) {
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  DexFuture *future;

  resolver->direct = NET_ANSWER_NEVER;
  resolver->starttls = NET_ANSWER_NEVER;
  future = confab_net_endpoints_find (route, confab_base_random_system (), cancellable);
  net_run_for (20);
  g_assert_cmpuint (resolver->n_asked, ==, 2);
  g_assert_true (dex_future_is_pending (future));
  g_cancellable_cancel (cancellable);
  g_assert_false (net_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  future = confab_net_endpoints_find (route, confab_base_random_system (), cancellable);
  g_assert_false (net_await (future, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (resolver->n_asked, ==, 2);
}

static void
test_copy (void) {
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (DOMAIN);
  g_autoptr (ConfabNetRoute) copy = NULL;

  route->host = g_strdup ("h.example");
  route->port = 7;
  route->is_direct_tls = TRUE;
  route->proxy = g_new0 (ConfabNetProxy, 1);
  route->proxy->host = g_strdup ("p.example");
  route->proxy->port = 9;
  route->proxy->host_user = g_strdup ("user");
  route->proxy->password = confab_base_secret_new_string ("word");
  copy = confab_net_route_copy (route);
  g_assert_true (copy->host != route->host && copy->proxy != route->proxy);
  g_assert_cmpstr (copy->domain, ==, DOMAIN);
  g_assert_cmpstr (copy->host, ==, "h.example");
  g_assert_cmpuint (copy->port, ==, 7);
  g_assert_true (copy->is_direct_tls);
  g_assert_cmpstr (copy->proxy->host, ==, "p.example");
  g_assert_cmpuint (copy->proxy->port, ==, 9);
  g_assert_cmpstr (copy->proxy->host_user, ==, "user");
  g_assert_true (confab_base_secret_equal (copy->proxy->password, route->proxy->password));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/net/endpoints/pairs", test_pairs);
  g_test_add_func ("/net/endpoints/name", test_name);
  g_test_add_func ("/net/endpoints/dot-among", test_dot_among);
  g_test_add_func ("/net/endpoints/fixed", test_fixed);
  g_test_add_func ("/net/endpoints/cancelled", test_cancelled);
  g_test_add_func ("/net/endpoints/copy", test_copy);
  return g_test_run ();
}
