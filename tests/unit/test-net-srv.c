/* The order of SRV records, with a random source that is the same every time. */

#include <string.h>

#include "net/net-private.h"
#include "net/net-srv.h"

#define N_DRAWS 4000

/* xorshift; its state is `data`. */
static void
fill (gpointer data, guint8 *bytes, gsize size) {
  guint64 *state = data;

  for (gsize i = 0; i < size; i++) {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    bytes[i] = *state >> 24;
  }
}

typedef struct {
  const char *host;
  guint16 priority;
  guint16 weight;
} Row;

static GPtrArray *
order (const Row *rows, guint n_rows, guint64 *state) {
  ConfabRandom random = { fill, state };
  g_autoptr (GPtrArray) records = confab_net_srv_records_new ();
  GList *targets = NULL;
  GPtrArray *endpoints;

  for (guint i = 0; i < n_rows; i++)
    targets = g_list_append (
        targets, g_srv_target_new (rows[i].host, 5222, rows[i].priority, rows[i].weight));
  confab_net_srv_records_add (records, targets, FALSE);
  g_resolver_free_targets (targets);
  endpoints = confab_net_srv_order (records, &random);
  g_assert_cmpuint (records->len, ==, 0);
  return endpoints;
}

static const char *
host_at (GPtrArray *endpoints, guint index) {
  return ((ConfabNetEndpoint *)endpoints->pdata[index])->host;
}

static void
test_priority (void) {
  const Row rows[] = { { "c", 30, 65535 }, { "a", 10, 1 }, { "b", 20, 65535 } };
  guint64 state = 1;

  for (guint i = 0; i < 100; i++) {
    g_autoptr (GPtrArray) endpoints = order (rows, G_N_ELEMENTS (rows), &state);

    g_assert_cmpuint (endpoints->len, ==, 3);
    g_assert_cmpstr (host_at (endpoints, 0), ==, "a");
    g_assert_cmpstr (host_at (endpoints, 1), ==, "b");
    g_assert_cmpstr (host_at (endpoints, 2), ==, "c");
  }
}

/* How often each of the rows, whose hosts are "a", "b", ..., comes first. */
static void
count_first (const Row *rows, guint n_rows, guint *counts) {
  guint64 state = 0x1234567;

  for (guint i = 0; i < N_DRAWS; i++) {
    g_autoptr (GPtrArray) endpoints = order (rows, n_rows, &state);

    g_assert_cmpuint (endpoints->len, ==, n_rows);
    counts[host_at (endpoints, 0)[0] - 'a']++;
  }
}

static void
test_weight (void) {
  const Row rows[] = { { "a", 5, 10 }, { "b", 5, 60 }, { "c", 5, 30 } };
  guint counts[3] = { 0 };

  count_first (rows, G_N_ELEMENTS (rows), counts);
  g_assert_cmpuint (ABS ((int)counts[0] - N_DRAWS / 10), <, N_DRAWS / 20);
  g_assert_cmpuint (ABS ((int)counts[1] - N_DRAWS * 6 / 10), <, N_DRAWS / 20);
  g_assert_cmpuint (ABS ((int)counts[2] - N_DRAWS * 3 / 10), <, N_DRAWS / 20);
}

static void
test_zero (void) {
  const Row equal[] = { { "a", 5, 0 }, { "b", 5, 0 } };
  const Row mixed[] = { { "a", 5, 99 }, { "b", 5, 0 } };
  guint counts[2] = { 0 };
  guint small[2] = { 0 };

  count_first (equal, G_N_ELEMENTS (equal), counts);
  g_assert_cmpuint (ABS ((int)counts[0] - N_DRAWS / 2), <, N_DRAWS / 20);
  count_first (mixed, G_N_ELEMENTS (mixed), small);
  g_assert_cmpuint (small[1], >, 0);
  g_assert_cmpuint (small[1], <, N_DRAWS / 25);
}

static void
test_both_services (void) {
  guint64 state = 7;
  ConfabRandom random = { fill, &state };
  g_autoptr (GPtrArray) records = confab_net_srv_records_new ();
  g_autoptr (GPtrArray) endpoints = NULL;
  GList *starttls = g_list_append (NULL, g_srv_target_new ("plain.example.", 5222, 5, 1));
  GList *direct = g_list_append (NULL, g_srv_target_new ("direct.example", 443, 9, 1));

  confab_net_srv_records_add (records, direct, TRUE);
  confab_net_srv_records_add (records, starttls, FALSE);
  endpoints = confab_net_srv_order (records, &random);
  g_assert_cmpuint (endpoints->len, ==, 2);
  g_assert_cmpstr (host_at (endpoints, 0), ==, "plain.example");
  g_assert_false (((ConfabNetEndpoint *)endpoints->pdata[0])->is_direct_tls);
  g_assert_cmpuint (((ConfabNetEndpoint *)endpoints->pdata[1])->port, ==, 443);
  g_assert_true (((ConfabNetEndpoint *)endpoints->pdata[1])->is_direct_tls);
  g_resolver_free_targets (starttls);
  g_resolver_free_targets (direct);
}

static void
test_hostile (void) {
  g_autofree char *long_host = g_strnfill (254, 'a');
  const Row rows[] = { { ".", 0, 0 }, { "", 0, 0 }, { "..", 0, 0 }, { "a b", 0, 0 },
    { "a\nb", 0, 0 }, { "b\xc3\xbc", 0, 0 }, { "-x", 0, 0 }, { "a/b", 0, 0 }, { long_host, 0, 0 },
    { "good.example", 0, 0 } };
  guint64 state = 3;
  g_autoptr (GPtrArray) endpoints = order (rows, G_N_ELEMENTS (rows), &state);

  g_assert_cmpuint (endpoints->len, ==, 1);
  g_assert_cmpstr (host_at (endpoints, 0), ==, "good.example");
}

static void
test_port_zero (void) {
  g_autoptr (GPtrArray) records = confab_net_srv_records_new ();
  GList *targets = g_list_append (NULL, g_srv_target_new ("a", 0, 0, 0));

  confab_net_srv_records_add (records, targets, FALSE);
  g_assert_cmpuint (records->len, ==, 0);
  g_resolver_free_targets (targets);
}

static void
test_many (void) {
  Row rows[500];
  guint64 state = 9;
  g_autoptr (GPtrArray) endpoints = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    rows[i] = (Row){ "host.example", i % 3, 65535 };
  endpoints = order (rows, G_N_ELEMENTS (rows), &state);
  g_assert_cmpuint (endpoints->len, ==, CONFAB_NET_SRV_MAX_ENDPOINTS);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/net/srv/priority", test_priority);
  g_test_add_func ("/net/srv/weight", test_weight);
  g_test_add_func ("/net/srv/zero", test_zero);
  g_test_add_func ("/net/srv/both-services", test_both_services);
  g_test_add_func ("/net/srv/hostile", test_hostile);
  g_test_add_func ("/net/srv/port-zero", test_port_zero);
  g_test_add_func ("/net/srv/many", test_many);
  return g_test_run ();
}
