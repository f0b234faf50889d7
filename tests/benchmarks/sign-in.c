/* How long a sign-in takes on a line of 100 ms there and back, and how often it waits for the
 * server, beside the same line opened with TLS and nothing else. Medians of 5, from the first
 * packet to the stream that can be used. Runs beside a Prosody (with-prosody.py), with SASL2 where
 * CONFAB_TEST_SASL2 is set. Prints name, waits, milliseconds and those of the line alone. */

#include "../lib/peer.c"

#include "../server/delay.h"
#include "xmpp/xmpp-signin.h"

#define ROUNDS 5
#define AGENT "7e2b3e5c-33a1-4c56-9d4e-0123456789ab"
#define LATE_US (50 * G_TIME_SPAN_MILLISECOND)

typedef struct {
  ConfabNetRoute *route;
  ConfabJid *address;
  ConfabSecret *password;
  ConfabSecret *token; /* of the last sign-in with the password; NULL: the server gives none */
  Delay *delay;
} Bench;

typedef struct {
  double ms;
  int waits;
} Figure;

static int
compare (gconstpointer a, gconstpointer b) {
  double difference = ((const Figure *)a)->ms - ((const Figure *)b)->ms;

  return difference < 0 ? -1 : difference > 0;
}

static Figure
median (Figure *figures) {
  qsort (figures, ROUNDS, sizeof *figures, compare);
  return figures[ROUNDS / 2];
}

static const GValue *
await_value (DexFuture *future) {
  g_autoptr (GError) error = NULL;
  const GValue *value;

  peer_wait (future);
  value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  return value;
}

static Figure
measure_line (const Bench *bench) {
  ConfabNetEndpoint endpoint = {
    .host = bench->route->host, .port = bench->route->port, .is_direct_tls = TRUE
  };
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (DexFuture) opened = confab_net_link_open (bench->route, &endpoint, NULL);
  Figure figure = { 0 };

  confab_net_link_close (g_value_get_object (await_value (opened)));
  figure.ms = (double)(g_get_monotonic_time () - begun) / 1000;
  peer_run (250);
  return figure;
}

/* Ends with the line cut, so that the session waits to be taken up. `resume` in and out. `token`
 * NULL: with the password. */
static Figure
measure_signin (Bench *bench, ConfabSecret *token, ConfabXmppResume **resume) {
  const ConfabXmppSigninParams params = { .address = bench->address,
    .password = token == NULL ? bench->password : NULL,
    .token = token,
    .agent = AGENT,
    .last_mechanism = token != NULL ? CONFAB_MECHANISM_SHA256 : CONFAB_MECHANISM_NONE,
    .last_had_binding = token != NULL,
    .route = bench->route,
    .resource = "0123456789abcdef",
    .resume = *resume,
    .clock = confab_base_clock_system (),
    .random = confab_base_random_system () };
  gint64 begun = g_get_monotonic_time ();
  g_autoptr (DexFuture) signin = confab_xmpp_signin (&params);
  ConfabXmppSigninResult *result = g_value_get_boxed (await_value (signin));
  Figure figure = { .ms = (double)(g_get_monotonic_time () - begun) / 1000,
    .waits = g_atomic_int_get (&bench->delay->turns) };

  g_assert_cmpint (result->is_resumed, ==, *resume != NULL);
  if (result->token != NULL) {
    g_clear_pointer (&bench->token, confab_base_secret_unref);
    bench->token = confab_base_secret_ref (result->token);
  }
  confab_xmpp_stream_stop (result->stream);
  g_clear_pointer (resume, confab_xmpp_resume_free);
  *resume = confab_xmpp_stream_dup_resume (result->stream);
  peer_run (250);
  return figure;
}

static void
print_figure (const char *name, Figure *figures, double line) {
  Figure middle = median (figures);

  printf ("%s\t%d\t%.0f\t%.0f\n", name, middle.waits, middle.ms, line);
}

int
main (int argc, char **argv) {
  gboolean is_modern = g_getenv ("CONFAB_TEST_SASL2") != NULL;
  g_autofree char *address = g_strconcat ("alice@", g_getenv ("CONFAB_TEST_DOMAIN"), NULL);
  Bench bench = { 0 };
  Figure line[ROUNDS], fresh[ROUNDS], again[ROUNDS], quick[ROUNDS], quickest[ROUNDS];
  double alone;

  dex_init ();
  confab_base_secret_init ();
  bench.address = confab_base_jid_new (address, NULL);
  bench.password = confab_base_secret_new_string (g_getenv ("CONFAB_TEST_PASSWORD"));
  bench.delay = delay_new (
      (guint16)g_ascii_strtoull (g_getenv ("CONFAB_TEST_DIRECT_PORT"), NULL, 10), LATE_US);
  bench.route = confab_net_route_new (g_getenv ("CONFAB_TEST_DOMAIN"));
  bench.route->host = g_strdup (g_getenv ("CONFAB_TEST_HOST"));
  bench.route->port = bench.delay->port;
  bench.route->is_direct_tls = TRUE;
  for (guint i = 0; i < ROUNDS; i++) {
    g_autoptr (ConfabXmppResume) resume = NULL;

    line[i] = measure_line (&bench);
    fresh[i] = measure_signin (&bench, NULL, &resume);
    again[i] = measure_signin (&bench, NULL, &resume);
    if (!is_modern)
      continue;
    g_assert_nonnull (bench.token);
    quickest[i] = measure_signin (&bench, bench.token, &resume);
    g_clear_pointer (&resume, confab_xmpp_resume_free);
    quick[i] = measure_signin (&bench, bench.token, &resume);
  }
  alone = median (line).ms;
  print_figure (is_modern ? "SASL2, a new session" : "SCRAM, a new session", fresh, alone);
  print_figure (is_modern ? "SASL2, taken up" : "SCRAM, taken up", again, alone);
  if (is_modern) {
    print_figure ("token, a new session", quick, alone);
    print_figure ("token, taken up", quickest, alone);
  }
  g_clear_pointer (&bench.token, confab_base_secret_unref);
  delay_free (bench.delay);
  confab_net_route_free (bench.route);
  confab_base_jid_unref (bench.address);
  confab_base_secret_unref (bench.password);
  return 0;
}
