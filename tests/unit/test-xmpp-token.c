/* Signing in with a token against a scripted server: in one breath on a line that is bound, after
 * the features where it is not. What servers do instead of taking it: test-hostile-token. */

#include "../lib/token-case.h"

#define ASKED(more)                                                                                \
  "<user-agent id='" AGENT "'/><fast xmlns='urn:xmpp:fast:0'" more "/></authenticate>"

/* Everything is there before the server has said a word, and nothing else is said. */
static void
test_ahead (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  g_autofree char *header = NULL;
  g_autofree char *rest = NULL;
  ConfabXmppSigninResult *result;
  Case c;

  begin (&c, TRUE);
  c.params.resume = resume;
  case_start (&c);
  header = peer_expect (c.peer, "version='1.0'>");
  g_assert_nonnull (strstr (header, " from='alice@conf.example' to='conf.example' "));
  rest = take_request (&c, TRUE);
  g_assert_cmpstr (rest, ==,
      "<user-agent id='" AGENT "'/><fast xmlns='urn:xmpp:fast:0'/>" RESUME "</authenticate>");
  peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", MODERN (INLINE_SM ALL));
  succeed (&c, TRUE,
      RESUMED "<token xmlns='urn:xmpp:fast:0' expiry='2026-12-01T00:00:00Z' "
              "token='secret-token:fast-2'/>");
  peer_send (c.peer, FEATURES);
  result = expect_success (&c);
  g_assert_true (result->had_token && result->had_sasl2 && result->had_binding);
  g_assert_cmpint (result->mechanism, ==, CONFAB_MECHANISM_SHA256);
  g_assert_true (result->is_resumed);
  g_assert_cmpstr (
      confab_base_secret_get_string (result->token), ==, "HT-SHA-256-EXPR secret-token:fast-2");
  end (&c);
}

/* A server that takes tokens and takes up no session in the same breath. */
static void
test_ahead_resumed_afterwards (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  Case c;

  begin (&c, TRUE);
  c.params.resume = resume;
  case_start (&c);
  g_free (take_request (&c, TRUE));
  peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", MODERN (ALL));
  succeed (&c, TRUE, "");
  peer_send (c.peer, FEATURES);
  g_free (peer_expect (c.peer, RESUME));
  peer_send (c.peer, RESUMED);
  g_assert_true (expect_success (&c)->is_resumed);
  end (&c);
}

/* Without a binding, only to a server that says it takes such tokens; a better one is asked for
 * where there could be one. */
static void
test_unbound (void) {
  g_autofree char *rest = NULL;
  ConfabXmppSigninResult *result;
  Case c;

  begin (&c, FALSE);
  case_start (&c);
  g_free (peer_expect (c.peer, "version='1.0'>"));
  peer_expect_none (c.peer, "<");
  peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", MODERN (ALL));
  rest = take_request (&c, FALSE);
  g_assert_cmpstr (rest, ==, ASKED (""));
  succeed (&c, FALSE, "");
  peer_send (c.peer, FEATURES);
  g_free (peer_bind (c.peer, NULL));
  peer_enable (c.peer, "new");
  result = expect_success (&c);
  g_assert_true (result->had_token);
  g_assert_false (result->had_binding);
  g_assert_null (result->token);
  end (&c);
  begin (&c, FALSE);
  c.params.dial = dial_bound;
  case_start (&c);
  peer_open (c.peer, MODERN (ALL));
  g_free (rest);
  rest = take_request (&c, FALSE);
  g_assert_nonnull (
      strstr (rest, "<request-token xmlns='urn:xmpp:fast:0' mechanism='HT-SHA-256-EXPR'/>"));
  succeed (&c, FALSE, "<token xmlns='urn:xmpp:fast:0' token='x'/>");
  peer_send (c.peer, FEATURES);
  g_free (peer_bind (c.peer, NULL));
  peer_enable (c.peer, "new");
  g_assert_cmpstr (
      confab_base_secret_get_string (expect_success (&c)->token), ==, "HT-SHA-256-EXPR x");
  end (&c);
}

/* A server that says more than PEER_MECHANISM. */
#define STRONGER                                                                                   \
  "<authentication " SASL2 ">" PEER_MECHANISM M ("SCRAM-SHA-256-PLUS")                             \
      M ("SCRAM-SHA-512-PLUS") "<inline>" ALL "</inline></authentication>"                         \
                               "<sasl-channel-binding "                                            \
                               "xmlns='urn:xmpp:sasl-cb:0'><channel-binding type='tls-exporter'/>" \
                               "</sasl-channel-binding>"

/* What `offer` leaves to be remembered after a sign-in with a token, on a line that is bound.
 * `is_proved`: by the token. */
static void
expect_strength (
    const char *offer, gboolean is_proved, ConfabMechanism mechanism, gboolean has_binding) {
  ConfabXmppSigninResult *result;
  Case c;

  begin (&c, is_proved);
  c.params.dial = dial_bound;
  c.params.last_had_binding = FALSE;
  case_start (&c);
  if (is_proved)
    g_free (take_request (&c, TRUE));
  peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", offer);
  if (!is_proved)
    g_free (take_request (&c, FALSE));
  succeed (&c, is_proved, "");
  peer_send (c.peer, FEATURES);
  g_free (peer_bind (c.peer, NULL));
  peer_enable (c.peer, "new");
  result = expect_success (&c);
  g_assert_true (result->had_token && result->had_sasl2);
  g_assert_cmpint (result->mechanism, ==, mechanism);
  g_assert_cmpint (result->had_binding, ==, has_binding);
  end (&c);
}

/* R13: nobody between can have written what stands on a line that the token has proved, so it is
 * remembered; elsewhere it could lock the account out. */
static void
test_strength (void) {
  expect_strength (STRONGER, TRUE, CONFAB_MECHANISM_SHA512, TRUE);
  expect_strength (MODERN (ALL), TRUE, CONFAB_MECHANISM_SHA256, FALSE);
  expect_strength (STRONGER, FALSE, CONFAB_MECHANISM_SHA256, FALSE);
  /* nothing goes down */
  expect_strength ("<authentication " SASL2 ">" M ("SCRAM-SHA-1") "<inline>" ALL
                                                                  "</inline></authentication>",
      TRUE, CONFAB_MECHANISM_SHA256, FALSE);
}

/* A token that is too long, or none, is not kept; the sign-in is as good. */
static void
test_bad_tokens (void) {
  g_autofree char *longer = g_strnfill (1025, 'x');
  g_autofree char *big = g_strdup_printf ("<token xmlns='urn:xmpp:fast:0' token='%s'/>", longer);
  const char *tokens[] = { "<token xmlns='urn:xmpp:fast:0'/>",
    "<token xmlns='urn:xmpp:fast:0' token=''/>", "<token xmlns='urn:evil' token='x'/>", big };

  for (gsize i = 0; i < G_N_ELEMENTS (tokens); i++) {
    Case c;

    g_test_message ("%zu", i);
    begin (&c, TRUE);
    case_start (&c);
    g_free (take_request (&c, TRUE));
    peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", MODERN (ALL));
    succeed (&c, TRUE, tokens[i]);
    peer_send (c.peer, FEATURES);
    g_free (peer_bind (c.peer, NULL));
    peer_enable (c.peer, "new");
    g_assert_null (expect_success (&c)->token);
    end (&c);
  }
}

/* No device is bound, and no session is asked for. */
static void
test_given_back (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  g_autofree char *rest = NULL;
  Case c;

  begin (&c, TRUE);
  c.params.gives_back = TRUE;
  c.params.resume = resume;
  case_start (&c);
  rest = take_request (&c, TRUE);
  g_assert_cmpstr (rest, ==, ASKED (" invalidate='true'"));
  peer_sendf (c.peer, PEER_HEADER "<stream:features>%s</stream:features>", MODERN (INLINE_SM ALL));
  succeed (&c, TRUE, "");
  peer_send (c.peer, FEATURES);
  g_assert_null (expect_success (&c)->stream);
  peer_expect_none (c.peer, "<iq");
  end (&c);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/token/ahead", test_ahead);
  g_test_add_func ("/xmpp/token/ahead/resumed-afterwards", test_ahead_resumed_afterwards);
  g_test_add_func ("/xmpp/token/unbound", test_unbound);
  g_test_add_func ("/xmpp/token/strength", test_strength);
  g_test_add_func ("/xmpp/token/bad-tokens", test_bad_tokens);
  g_test_add_func ("/xmpp/token/given-back", test_given_back);
  return g_test_run ();
}
