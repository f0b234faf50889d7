/* Sign-in and stream against a real Prosody 13, with and without SASL2 (CONFAB_TEST_SASL2): both
 * roads of TLS, channel binding, wrong password, queries, taking a session up again after the line
 * was cut, and how often each of it waits for the server. */

#include <string.h>

#include "../lib/peer.c"

#include "base/base-envelope-private.h"
#include "delay.h"
#include "xmpp/xmpp-signin.h"

typedef struct {
  ConfabXmppStream *stream;
  ConfabXmppSigninResult *result; /* borrowed from `signin` */
  DexFuture *signin;
  guint32 acked;
  guint n_closed;
  GPtrArray *bodies; /* of messages that came */
} Person;

static DexFuture *
on_stanza (gpointer data, ConfabStanza *stanza, guint32 number) {
  Person *person = data;
  const char *body = confab_xmpp_stanza_get_child_text (stanza, "body", NULL);

  if (body != NULL)
    g_ptr_array_add (person->bodies, g_strdup (body));
  return NULL;
}

static void
on_acked (gpointer data, guint32 h) {
  ((Person *)data)->acked = h;
}

static void
on_closed (gpointer data, const GError *error) {
  ((Person *)data)->n_closed++;
}

static const ConfabXmppStreamHooks hooks = {
  .stanza = on_stanza, .acked = on_acked, .closed = on_closed
};

static gboolean
is_modern (void) {
  return g_getenv ("CONFAB_TEST_SASL2") != NULL;
}

static guint16 through; /* port of a proxy that is taken instead; 0: none */

/* For the next sign-in; all borrowed. */
static struct {
  const char *agent;
  ConfabSecret *token; /* in place of the password */
  gboolean gives_back;
  const Delay *delay; /* whose turns are counted */
  gint turns;
} fast;

static GError *
sign_in (Person *person, const char *local, const char *password, gboolean is_direct,
    const ConfabXmppResume *resume) {
  g_autoptr (ConfabJid) address =
      confab_base_jid_new_parts (local, g_getenv ("CONFAB_TEST_DOMAIN"), NULL, NULL);
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string (password);
  g_autoptr (ConfabNetRoute) route = confab_net_route_new (g_getenv ("CONFAB_TEST_DOMAIN"));
  const char *port = g_getenv (is_direct ? "CONFAB_TEST_DIRECT_PORT" : "CONFAB_TEST_PORT");
  const ConfabXmppSigninParams params = { .address = address,
    .password = fast.token == NULL ? secret : NULL,
    .token = fast.token,
    .agent = fast.agent,
    .gives_back = fast.gives_back,
    .last_mechanism = fast.token != NULL ? CONFAB_MECHANISM_SHA256 : CONFAB_MECHANISM_NONE,
    .last_had_binding = fast.token != NULL,
    .route = route,
    .resource = "0123456789abcdef",
    .resume = resume,
    .clock = confab_base_clock_system (),
    .random = confab_base_random_system () };
  GError *error = NULL;
  const GValue *value;

  route->host = g_strdup (g_getenv ("CONFAB_TEST_HOST"));
  route->port = (guint16)g_ascii_strtoull (port, NULL, 10);
  route->is_direct_tls = is_direct;
  if (through != 0)
    route->port = through;
  *person = (Person){ .signin = confab_xmpp_signin (&params) };
  person->bodies = g_ptr_array_new_with_free_func (g_free);
  peer_wait (person->signin);
  value = dex_future_get_value (person->signin, &error);
  if (value == NULL)
    return error;
  person->result = g_value_get_boxed (value);
  person->stream = person->result->stream;
  if (person->stream == NULL)
    return NULL;
  confab_xmpp_stream_attach (person->stream, &hooks, person);
  return NULL;
}

static void
person_clear (Person *person) {
  if (person->stream != NULL)
    confab_xmpp_stream_stop (person->stream);
  dex_clear (&person->signin);
  g_ptr_array_unref (person->bodies);
}

static void
expect_sign_in (
    Person *person, const char *local, gboolean is_direct, const ConfabXmppResume *resume) {
  g_autoptr (GError) error =
      sign_in (person, local, g_getenv ("CONFAB_TEST_PASSWORD"), is_direct, resume);

  g_assert_no_error (error);
}

static void
send_message (Person *person, const char *to, const char *body) {
  g_autoptr (ConfabStanza) message = confab_xmpp_stanza_new ("message", CONFAB_NS_CLIENT);
  g_autofree char *address = g_strdup_printf ("%s@%s", to, g_getenv ("CONFAB_TEST_DOMAIN"));
  g_autoptr (ConfabJid) jid = confab_base_jid_new (address, NULL);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (ConfabEnvelope) envelope = NULL;

  confab_xmpp_stanza_set (message, "to", address);
  confab_xmpp_stanza_set (message, "type", "chat");
  confab_xmpp_stanza_set (message, "id", body);
  confab_xmpp_stanza_add_text (message, "body", NULL, body);
  bytes = confab_xmpp_stanza_to_bytes (message);
  envelope = confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, jid, body, bytes);
  confab_xmpp_stream_send_envelope (person->stream, envelope, 1);
}

static void
send_presence (Person *person) {
  g_autoptr (ConfabStanza) presence = confab_xmpp_stanza_new ("presence", CONFAB_NS_CLIENT);

  confab_xmpp_stream_send (person->stream, presence);
}

static gboolean
has_body (gpointer data) {
  return ((Person *)data)->bodies->len > 0;
}

static gboolean
has_closed (gpointer data) {
  return ((Person *)data)->n_closed > 0;
}

static gboolean
is_acked (gpointer data) {
  return ((Person *)data)->acked > 0;
}

static void
test_sign_in (void) {
  for (guint i = 0; i < 2; i++) {
    Person alice;
    g_autoptr (DexFuture) closing = NULL;

    expect_sign_in (&alice, "alice", i == 1, NULL);
    g_assert_cmpint (alice.result->mechanism, ==, CONFAB_MECHANISM_SHA256);
    g_assert_true (alice.result->had_binding);
    g_assert_cmpint (alice.result->had_sasl2, ==, is_modern ());
    g_assert_true (confab_xmpp_stream_is_managed (alice.stream));
    g_assert_nonnull (confab_xmpp_stream_get_session_id (alice.stream));
    closing = confab_xmpp_stream_close (alice.stream);
    peer_wait (closing);
    g_assert_cmpuint (alice.n_closed, ==, 1);
    person_clear (&alice);
  }
}

static void
test_wrong_password (void) {
  Person alice;
  g_autoptr (GError) error = sign_in (&alice, "alice", "wrong", FALSE, NULL);
  g_autoptr (GError) unknown = NULL;

  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_WRONG_PASSWORD);
  person_clear (&alice);
  unknown = sign_in (&alice, "nobody", "wrong", FALSE, NULL);
  g_assert_error (unknown, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_WRONG_PASSWORD);
  person_clear (&alice);
}

static void
test_messages (void) {
  Person alice, bob;

  expect_sign_in (&alice, "alice", FALSE, NULL);
  expect_sign_in (&bob, "bob", TRUE, NULL);
  send_presence (&alice);
  send_presence (&bob);
  send_message (&alice, "bob", "to bob <&>");
  peer_run_until (has_body, &bob);
  g_assert_cmpstr (g_ptr_array_index (bob.bodies, 0), ==, "to bob <&>");
  peer_run_until (is_acked, &alice);
  g_assert_cmpuint (alice.acked, ==, 2);
  person_clear (&alice);
  person_clear (&bob);
}

static void
test_query (void) {
  Person alice;
  g_autoptr (ConfabStanza) roster = confab_xmpp_stanza_new_iq ("get", NULL, NULL);
  g_autoptr (ConfabStanza) ping =
      confab_xmpp_stanza_new_iq ("get", g_getenv ("CONFAB_TEST_DOMAIN"), NULL);
  g_autoptr (DexFuture) answer = NULL;
  g_autoptr (DexFuture) pong = NULL;
  g_autoptr (GError) error = NULL;

  expect_sign_in (&alice, "alice", FALSE, NULL);
  confab_xmpp_stanza_add (roster, "query", "jabber:iq:roster");
  confab_xmpp_stanza_add (ping, "ping", "urn:xmpp:ping");
  answer = confab_xmpp_stream_request (alice.stream, roster);
  pong = confab_xmpp_stream_request (alice.stream, ping);
  peer_wait (answer);
  peer_wait (pong);
  dex_future_get_value (answer, &error);
  g_assert_no_error (error);
  dex_future_get_value (pong, &error);
  g_assert_no_error (error);
  person_clear (&alice);
}

/* Alice's line goes without a word; what bob writes meanwhile comes once, in the resumed session.
 */
static void
test_resume (void) {
  Person alice, bob, again, third;
  g_autoptr (ConfabXmppResume) resume = NULL;
  g_autoptr (ConfabXmppResume) later = NULL;

  expect_sign_in (&alice, "alice", FALSE, NULL);
  expect_sign_in (&bob, "bob", FALSE, NULL);
  send_presence (&alice);
  send_message (&bob, "alice", "first");
  peer_run_until (has_body, &alice);
  confab_net_link_close (confab_xmpp_stream_get_link (alice.stream));
  peer_run_until (has_closed, &alice);
  resume = confab_xmpp_stream_dup_resume (alice.stream);
  g_assert_nonnull (resume);
  send_message (&bob, "alice", "second");
  peer_run (200);
  expect_sign_in (&again, "alice", TRUE, resume);
  g_assert_true (again.result->is_resumed);
  g_assert_cmpstr (
      confab_xmpp_stream_get_bound (again.stream), ==, confab_xmpp_stream_get_bound (alice.stream));
  peer_run_until (has_body, &again);
  peer_run (200);
  g_assert_cmpuint (again.bodies->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (again.bodies, 0), ==, "second");
  send_message (&again, "bob", "back");
  peer_run_until (is_acked, &again);
  confab_xmpp_stream_stop (again.stream);
  later = confab_xmpp_stream_dup_resume (again.stream);
  g_free (later->id);
  later->id = g_strdup ("no such session");
  expect_sign_in (&third, "alice", FALSE, later);
  g_assert_false (third.result->is_resumed);
  g_assert_true (confab_xmpp_stream_is_managed (third.stream));
  person_clear (&alice);
  person_clear (&bob);
  person_clear (&again);
  person_clear (&third);
}

/* From the first byte of TLS, which waits once; then the stream is opened, and each answer counts.
 */
static void
test_waits (void) {
  Delay *delay =
      delay_new ((guint16)g_ascii_strtoull (g_getenv ("CONFAB_TEST_DIRECT_PORT"), NULL, 10),
          20 * G_TIME_SPAN_MILLISECOND);
  g_autoptr (ConfabXmppResume) resume = NULL;
  Person alice, again;
  gint fresh, resumed;

  through = delay->port;
  expect_sign_in (&alice, "alice", TRUE, NULL);
  fresh = g_atomic_int_get (&delay->turns);
  confab_net_link_close (confab_xmpp_stream_get_link (alice.stream));
  peer_run_until (has_closed, &alice);
  resume = confab_xmpp_stream_dup_resume (alice.stream);
  peer_run (200);
  expect_sign_in (&again, "alice", TRUE, resume);
  resumed = g_atomic_int_get (&delay->turns);
  g_assert_true (again.result->is_resumed);
  g_test_message ("fresh %d, resumed %d", fresh, resumed);
  g_assert_cmpint (fresh, ==, is_modern () ? 5 : 6);
  g_assert_cmpint (resumed, ==, is_modern () ? 4 : 6);
  through = 0;
  person_clear (&alice);
  person_clear (&again);
  delay_free (delay);
}

/* ---- tokens (XEP-0484) ---- */

#define AGENT "7e2b3e5c-33a1-4c56-9d4e-0123456789ab"

/* The one that a sign-in with the password brings; the session waits to be taken up. Returns:
 * (transfer full) */
static ConfabSecret *
fetch_token (ConfabXmppResume **resume) {
  ConfabSecret *token;
  Person alice;

  fast.agent = AGENT;
  fast.token = NULL;
  expect_sign_in (&alice, "alice", TRUE, NULL);
  g_assert_false (alice.result->had_token);
  g_assert_nonnull (alice.result->token);
  token = confab_base_secret_ref (alice.result->token);
  g_assert_true (g_str_has_prefix (confab_base_secret_get_string (token), "HT-SHA-256-EXPR "));
  confab_net_link_close (confab_xmpp_stream_get_link (alice.stream));
  peer_run_until (has_closed, &alice);
  if (resume != NULL)
    *resume = confab_xmpp_stream_dup_resume (alice.stream);
  peer_run (200);
  person_clear (&alice);
  return token;
}

/* Signs in with `token`. Returns the token that came; (transfer full) (nullable) */
static ConfabSecret *
use_token (ConfabSecret *token, const ConfabXmppResume *resume) {
  g_autoptr (GError) error = NULL;
  ConfabSecret *newer;
  Person alice;

  fast.token = token;
  error = sign_in (&alice, "alice", "not asked for", TRUE, resume);
  g_assert_no_error (error);
  g_assert_true (alice.result->had_token);
  g_assert_true (alice.result->had_sasl2);
  g_assert_cmpint (alice.result->is_resumed, ==, resume != NULL);
  if (fast.delay != NULL)
    fast.turns = g_atomic_int_get (&fast.delay->turns);
  newer = alice.result->token != NULL ? confab_base_secret_ref (alice.result->token) : NULL;
  if (alice.stream != NULL)
    confab_net_link_close (confab_xmpp_stream_get_link (alice.stream));
  person_clear (&alice);
  peer_run (200);
  return newer;
}

static void
expect_no_use (ConfabSecret *token) {
  g_autoptr (GError) error = NULL;
  Person alice;

  fast.token = token;
  error = sign_in (&alice, "alice", "not asked for", TRUE, NULL);
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_TOKEN);
  person_clear (&alice);
}

/* Prosody gives another one at each sign-in here; the old one holds until the new one was used. */
static void
test_token (void) {
  g_autoptr (ConfabSecret) first = fetch_token (NULL);
  g_autoptr (ConfabSecret) second = use_token (first, NULL);
  g_autoptr (ConfabSecret) third = use_token (first, NULL);
  g_autoptr (ConfabSecret) fourth = NULL;

  g_assert_nonnull (second);
  g_assert_nonnull (third);
  expect_no_use (second);
  fourth = use_token (third, NULL);
  expect_no_use (first);
  g_assert_nonnull (fourth);
  fast.token = NULL;
  fast.agent = NULL;
}

static void
test_token_given_back (void) {
  g_autoptr (ConfabSecret) first = fetch_token (NULL);
  g_autoptr (ConfabSecret) none = NULL;

  fast.gives_back = TRUE;
  none = use_token (first, NULL);
  fast.gives_back = FALSE;
  g_assert_null (none);
  expect_no_use (first);
  fast.token = NULL;
  fast.agent = NULL;
}

/* Of somebody else, of another device, and none at all. */
static void
test_token_of_others (void) {
  g_autoptr (ConfabSecret) token = fetch_token (NULL);
  g_autoptr (ConfabSecret) made =
      confab_base_secret_new_string ("HT-SHA-256-EXPR secret-token:fast-of-nobody");
  g_autoptr (ConfabSecret) next = NULL;

  expect_no_use (made);
  fast.agent = "11111111-33a1-4c56-9d4e-0123456789ab";
  expect_no_use (token);
  fast.agent = AGENT;
  next = use_token (token, NULL);
  fast.token = NULL;
  fast.agent = NULL;
}

/* After TLS one wait, for everything: tag, features, sign-in, and the old session. */
static void
test_token_waits (void) {
  g_autoptr (ConfabXmppResume) resume = NULL;
  g_autoptr (ConfabSecret) token = fetch_token (&resume);
  g_autoptr (ConfabSecret) next = NULL;
  Delay *delay =
      delay_new ((guint16)g_ascii_strtoull (g_getenv ("CONFAB_TEST_DIRECT_PORT"), NULL, 10),
          20 * G_TIME_SPAN_MILLISECOND);

  through = delay->port;
  fast.delay = delay;
  next = use_token (token, resume);
  g_test_message ("resumed with a token: %d", fast.turns);
  g_assert_cmpint (fast.turns, ==, 2);
  through = 0;
  fast.delay = NULL;
  delay_free (delay);
  fast.token = NULL;
  fast.agent = NULL;
}

/* The server has no tokens, or has them no more. */
static void
test_no_tokens (void) {
  g_autoptr (ConfabSecret) made = confab_base_secret_new_string ("HT-SHA-256-EXPR something");
  Person alice;

  fast.agent = AGENT;
  expect_no_use (made);
  fast.token = NULL;
  expect_sign_in (&alice, "alice", TRUE, NULL);
  g_assert_null (alice.result->token);
  person_clear (&alice);
  fast.agent = NULL;
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/server/xmpp/sign-in", test_sign_in);
  g_test_add_func ("/server/xmpp/wrong-password", test_wrong_password);
  g_test_add_func ("/server/xmpp/messages", test_messages);
  g_test_add_func ("/server/xmpp/query", test_query);
  g_test_add_func ("/server/xmpp/resume", test_resume);
  g_test_add_func ("/server/xmpp/waits", test_waits);
  if (is_modern ()) {
    g_test_add_func ("/server/xmpp/token", test_token);
    g_test_add_func ("/server/xmpp/token/given-back", test_token_given_back);
    g_test_add_func ("/server/xmpp/token/of-others", test_token_of_others);
    g_test_add_func ("/server/xmpp/token/waits", test_token_waits);
  } else
    g_test_add_func ("/server/xmpp/no-tokens", test_no_tokens);
  return g_test_run ();
}
