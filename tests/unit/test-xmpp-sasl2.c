/* Sign-in by SASL2 (XEP-0388): the old session taken up in the same breath, and servers that lie.
 */

#include "test-xmpp-signin-case.h"

#define SASL2 "xmlns='urn:xmpp:sasl:2'"
#define INLINE_SM "<inline><sm xmlns='urn:xmpp:sm:3'/></inline>"
#define IDENTITY "<authorization-identifier>alice@conf.example</authorization-identifier>"
#define RESUMED(h) "<resumed xmlns='urn:xmpp:sm:3' previd='old' h='" h "'/>"
#define FEATURES(inside) "<stream:features>" inside "</stream:features>"

/* Opens with both profiles, waits for <authenticate/>, and gives what was asked for in it besides.
 */
static char *
scram_start (Peer *peer, PeerScram *scram, const char *inside) {
  g_autofree char *features =
      g_strdup_printf ("<mechanisms " SASL ">" PEER_MECHANISM "</mechanisms>"
                       "<authentication " SASL2 ">" PEER_MECHANISM "%s</authentication>",
          inside);
  g_autofree char *tag = NULL;
  const char *nonce;

  peer_open (peer, features);
  tag = peer_expect (peer, ">");
  g_assert_true (g_str_has_prefix (tag, "<authenticate "));
  g_assert_nonnull (strstr (tag, SASL2));
  scram->mechanism = peer_get_attribute (tag, "mechanism");
  g_free (peer_expect (peer, "<initial-response>"));
  scram->client_first = read_message (peer);
  nonce = strstr (scram->client_first, ",r=");
  g_assert_nonnull (nonce);
  scram->nonce = g_strdup (nonce + strlen (",r="));
  return peer_expect (peer, "</authenticate>");
}

static char *
exchange (Peer *peer, PeerScram *scram) {
  g_autofree char *encoded = NULL;

  peer_scram_make_first (scram, 4096, "");
  encoded = g_base64_encode ((const guchar *)scram->server_first, strlen (scram->server_first));
  peer_sendf (peer, "<challenge " SASL2 ">%s</challenge>", encoded);
  g_free (peer_expect (peer, "<response " SASL2 ">"));
  scram->client_final = read_message (peer);
  return peer_scram_prove (scram, NULL);
}

static void
send_success (Peer *peer, const char *proof, const char *more) {
  g_autofree char *encoded = g_base64_encode ((const guchar *)proof, strlen (proof));

  peer_sendf (
      peer, "<success " SASL2 "><additional-data>%s</additional-data>%s</success>", encoded, more);
}

/* Up to the server's word; what was asked for besides must be `asked`. */
static void
play (Case *c, ConfabXmppResume *resume, const char *offer, const char *asked, const char *more) {
  g_auto (PeerScram) scram = { 0 };
  g_autofree char *rest = NULL;
  g_autofree char *proof = NULL;

  case_init (c);
  c->params.resume = resume;
  case_start (c);
  rest = scram_start (c->peer, &scram, offer);
  g_assert_cmpstr (rest, ==, asked);
  proof = exchange (c->peer, &scram);
  send_success (c->peer, proof, more);
}

#define ASKED_NOTHING "</authenticate>"
#define ASKED_RESUME "<resume xmlns='urn:xmpp:sm:3' previd='old' h='3'/></authenticate>"

/* Four answers of the server: features, challenge, success, and one to all that makes a session.
 * Nothing but the proof is said, and no Bind 2, even where it is on offer. */
static void
test_fresh (void) {
  Case c;
  ConfabXmppSigninResult *result;
  g_autofree char *asked = NULL;
  g_autofree char *id = NULL;

  play (&c, NULL, "<inline><bind xmlns='urn:xmpp:bind:0'/><sm xmlns='urn:xmpp:sm:3'/></inline>",
      ASKED_NOTHING, IDENTITY);
  peer_send (c.peer, FEATURES (PEER_BIND PEER_SM));
  asked = peer_expect (c.peer, "<enable xmlns='urn:xmpp:sm:3' resume='true'/>");
  g_assert_null (strstr (asked, "<stream:stream"));
  id = peer_get_attribute (asked, "id");
  peer_sendf (c.peer,
      "<iq type='result' id='%s'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'>"
      "<jid>alice@conf.example/desk</jid></bind></iq>"
      "<enabled xmlns='urn:xmpp:sm:3' resume='true' id='new'/>",
      id);
  result = expect_success (&c);
  g_assert_true (result->had_sasl2);
  g_assert_cmpint (result->mechanism, ==, CONFAB_MECHANISM_SHA256);
  g_assert_false (result->is_resumed);
  g_assert_cmpstr (confab_xmpp_stream_get_session_id (result->stream), ==, "new");
  g_assert_nonnull (confab_xmpp_stanza_get_child (
      confab_xmpp_stream_get_features (result->stream), "sm", "urn:xmpp:sm:3"));
  case_clear (&c);
}

static DexFuture *
on_stanza (gpointer data, ConfabStanza *stanza, guint32 number) {
  GString *log = data;

  g_string_append_printf (log, "%s %u\n", confab_xmpp_stanza_get (stanza, "id"), number);
  return NULL;
}

/* Three answers, and the session goes on: what waited comes with the third, before the features,
 * and counts. */
static void
test_resumed (void) {
  static const ConfabXmppStreamHooks hooks = { .stanza = on_stanza };
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  g_autoptr (GString) log = g_string_new (NULL);
  ConfabXmppSigninResult *result;
  Case c;

  play (&c, resume, INLINE_SM, ASKED_RESUME, IDENTITY RESUMED ("7"));
  peer_send (c.peer, "<message id='four'/><message id='five'/><r xmlns='urn:xmpp:sm:3'/>");
  peer_send (c.peer, FEATURES (PEER_SM) "<message id='six'/>");
  result = expect_success (&c);
  g_assert_true (result->is_resumed);
  g_assert_true (result->has_resume_h);
  g_assert_cmpuint (result->resume_h, ==, 7);
  g_assert_cmpstr (confab_xmpp_stream_get_session_id (result->stream), ==, "old");
  confab_xmpp_stream_attach (result->stream, &hooks, log);
  g_free (peer_expect (c.peer, "<a xmlns='urn:xmpp:sm:3' h='"));
  peer_settle ();
  g_assert_cmpstr (log->str, ==, "four 4\nfive 5\nsix 6\n");
  confab_xmpp_stream_stop (result->stream);
  case_clear (&c);
}

static void
test_not_resumed (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  ConfabXmppSigninResult *result;
  Case c;

  play (&c, resume, INLINE_SM, ASKED_RESUME,
      IDENTITY "<failed xmlns='urn:xmpp:sm:3' h='9'><item-not-found "
               "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>");
  peer_send (c.peer, FEATURES (PEER_BIND PEER_SM));
  g_free (peer_bind (c.peer, NULL));
  peer_enable (c.peer, "new");
  result = expect_success (&c);
  g_assert_false (result->is_resumed);
  g_assert_true (result->has_resume_h);
  g_assert_cmpuint (result->resume_h, ==, 9);
  g_assert_cmpstr (confab_xmpp_stream_get_session_id (result->stream), ==, "new");
  case_clear (&c);
}

/* A server that signs in the modern way and resumes only afterwards. */
static void
test_resumed_afterwards (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  Case c;

  play (&c, resume, "", ASKED_NOTHING, IDENTITY);
  peer_send (c.peer, FEATURES (PEER_BIND PEER_SM));
  g_free (peer_expect (c.peer, "<resume xmlns='urn:xmpp:sm:3' previd='old' h='3'/>"));
  peer_send (c.peer, RESUMED ("7"));
  g_assert_true (expect_success (&c)->is_resumed);
  case_clear (&c);
}

/* What a success may not say, or must. */
static void
test_lies (void) {
  static const char *lies[] = { "", "<authorization-identifier/>",
    "<authorization-identifier>mallory@conf.example</authorization-identifier>" RESUMED ("7"),
    "<authorization-identifier>alice@evil.example</authorization-identifier>" RESUMED ("7"),
    RESUMED ("7"), IDENTITY, IDENTITY RESUMED ("-1"), IDENTITY RESUMED ("4294967296"),
    IDENTITY "<resumed xmlns='urn:xmpp:sm:3' previd='other' h='7'/>",
    IDENTITY "<resumed xmlns='urn:xmpp:sm:2' previd='old' h='7'/>" };

  for (gsize i = 0; i < G_N_ELEMENTS (lies); i++) {
    g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
    Case c;

    g_test_message ("%s", lies[i]);
    play (&c, resume, INLINE_SM, ASKED_RESUME, lies[i]);
    peer_send (c.peer, FEATURES (PEER_BIND PEER_SM));
    expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
    case_clear (&c);
  }
}

static void
test_over_ack (void) {
  g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
  Case c;

  resume->is_live = TRUE;
  resume->sent = 5;
  play (&c, resume, INLINE_SM, ASKED_RESUME, IDENTITY RESUMED ("6"));
  g_free (peer_expect (c.peer, "<handled-count-too-high"));
  expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
  case_clear (&c);
}

/* SASL-09, SASL-11: the session is not taken up from somebody who proves nothing. */
static void
test_without_proof (void) {
  static const char *answers[] = { "<success " SASL2 ">" IDENTITY RESUMED ("7") "</success>",
    "<success " SASL2 "><additional-data/>" IDENTITY RESUMED ("7") "</success>",
    "<success " SASL2
    "><additional-data>dj1BQUFB</additional-data>" IDENTITY RESUMED ("7") "</success>",
    "<success " SASL2 ">dj1BQUFB</success>", "<success " SASL "/>",
    "<continue " SASL2 "><tasks><task>X</task></tasks></continue>" };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++) {
    g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
    g_auto (PeerScram) scram = { 0 };
    Case c;

    g_test_message ("%s", answers[i]);
    case_init (&c);
    c.params.resume = resume;
    case_start (&c);
    g_free (scram_start (c.peer, &scram, INLINE_SM));
    g_free (exchange (c.peer, &scram));
    peer_send (c.peer, answers[i]);
    peer_send (c.peer, FEATURES (PEER_BIND PEER_SM));
    expect_xmpp (&c, CONFAB_XMPP_ERROR_SERVER_PROOF);
    case_clear (&c);
  }
}

static void
test_failures (void) {
  static const struct {
    const char *inside;
    int code;
  } cases[] = {
    { "<not-authorized " SASL "/>", CONFAB_XMPP_ERROR_WRONG_PASSWORD },
    { "<account-disabled " SASL "/><text>Go away.</text>", CONFAB_XMPP_ERROR_ACCOUNT_DISABLED },
    { "<temporary-auth-failure " SASL "/>", CONFAB_XMPP_ERROR_TRY_LATER },
    { "<not-authorized/>", CONFAB_XMPP_ERROR_PROTOCOL },
    { "", CONFAB_XMPP_ERROR_PROTOCOL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (PeerScram) scram = { 0 };
    Case c;

    g_test_message ("%s", cases[i].inside);
    case_init (&c);
    case_start (&c);
    g_free (scram_start (c.peer, &scram, ""));
    g_free (exchange (c.peer, &scram));
    peer_sendf (c.peer, "<failure " SASL2 ">%s</failure>", cases[i].inside);
    expect_xmpp (&c, cases[i].code);
    case_clear (&c);
  }
}

/* The end, an error, or a flood, between the success and the features. */
static void
test_no_features (void) {
  static const char *ends[] = { "</stream:stream>",
    "<stream:error><system-shutdown xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error>" };
  static const int codes[] = { CONFAB_XMPP_ERROR_CLOSED, CONFAB_XMPP_ERROR_TRY_LATER };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    Case c;

    play (&c, NULL, "", ASKED_NOTHING, IDENTITY);
    peer_send (c.peer, "<message/>");
    peer_send (c.peer, ends[i]);
    expect_xmpp (&c, codes[i]);
    case_clear (&c);
  }
}

static void
test_flood_ahead (void) {
  g_autoptr (GString) flood = g_string_new (NULL);
  Case c;

  for (guint i = 0; i < 10001; i++)
    g_string_append (flood, "<message/>");
  play (&c, NULL, "", ASKED_NOTHING, IDENTITY);
  peer_send (c.peer, flood->str);
  expect_xmpp (&c, CONFAB_XMPP_ERROR_LIMIT);
  case_clear (&c);
}

/* The line breaks somewhere in the last answer, or it comes byte by byte: nothing but the whole of
 * it is a sign-in, and the old session is as it was. A session that is taken up stands without what
 * may come behind (XEP-0198 9.2). */
static void
test_cut_anywhere (void) {
  static const char rest[] = IDENTITY RESUMED ("7") "</success>";
  gsize cut = 0, size;

  do {
    g_autoptr (ConfabXmppResume) resume = confab_xmpp_resume_new ("old", NULL, 3);
    g_auto (PeerScram) scram = { 0 };
    g_autofree char *proof = NULL;
    g_autofree char *encoded = NULL;
    g_autofree char *text = NULL;
    Case c;

    case_init (&c);
    c.params.resume = resume;
    case_start (&c);
    g_free (scram_start (c.peer, &scram, INLINE_SM));
    proof = exchange (c.peer, &scram);
    encoded = g_base64_encode ((const guchar *)proof, strlen (proof));
    text = g_strdup_printf (
        "<success " SASL2 "><additional-data>%s</additional-data>%s", encoded, rest);
    size = strlen (text);
    if (cut < size) {
      g_autoptr (GError) error = NULL;

      peer_send_bytes (c.peer, text, cut);
      peer_settle ();
      peer_cut (c.peer);
      error = peer_wait_error (dex_ref (c.signin));
      g_assert_error (error, CONFAB_NET_ERROR, CONFAB_NET_ERROR_CLOSED);
    } else {
      peer_send_split (c.peer, text, 1);
      g_assert_true (expect_success (&c)->is_resumed);
    }
    g_assert_cmpuint (resume->h_in, ==, 3);
    case_clear (&c);
    cut += 5;
  } while (cut < size + 5);
}

/* It was there last time; without a binding nobody proves that the server took it away itself. */
static void
test_taken_away (void) {
  Case c;

  case_init (&c);
  c.params.last_had_sasl2 = TRUE;
  case_start (&c);
  peer_open (c.peer, "<mechanisms " SASL ">" PEER_MECHANISM "</mechanisms>");
  expect_xmpp (&c, CONFAB_XMPP_ERROR_WEAKER);
  g_assert_cmpstr (peer_peek (c.peer), ==, "");
  case_clear (&c);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/xmpp/sasl2/fresh", test_fresh);
  g_test_add_func ("/xmpp/sasl2/resumed", test_resumed);
  g_test_add_func ("/xmpp/sasl2/not-resumed", test_not_resumed);
  g_test_add_func ("/xmpp/sasl2/resumed-afterwards", test_resumed_afterwards);
  g_test_add_func ("/xmpp/sasl2/lies", test_lies);
  g_test_add_func ("/xmpp/sasl2/over-ack", test_over_ack);
  g_test_add_func ("/xmpp/sasl2/without-proof", test_without_proof);
  g_test_add_func ("/xmpp/sasl2/failures", test_failures);
  g_test_add_func ("/xmpp/sasl2/no-features", test_no_features);
  g_test_add_func ("/xmpp/sasl2/flood-ahead", test_flood_ahead);
  g_test_add_func ("/xmpp/sasl2/cut-anywhere", test_cut_anywhere);
  g_test_add_func ("/xmpp/sasl2/taken-away", test_taken_away);
  return g_test_run ();
}
