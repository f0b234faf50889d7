/* Servers and lines that lie before anybody is signed in: no password, proof or name leaves, and
 * nobody tries again with less. Each case is said whole, in two, and a byte at a time. The test
 * paths are the ids of the cases. */

#include "../unit/test-cpu.h"
#include "../unit/test-xmpp-signin-case.h"

#include "xmpp/xmpp-sasl.h"

#define TLS_NS "xmlns='urn:ietf:params:xml:ns:xmpp-tls'"
#define M(name) "<mechanism>" name "</mechanism>"
#define OFFER(mechanisms) "<mechanisms " SASL ">" mechanisms "</mechanisms>"
#define MAX_STALL_US (100 * 1000)
#define TIMES 3 /* whole, in two, byte by byte */

/* One lie: what goes before it, and what it is. */
typedef struct {
  void (*set_up) (Case *c);                           /* nullable */
  void (*lead_up) (Case *c, PeerScram *scram);        /* to where the lie is told */
  char *(*dup_lie) (PeerScram *scram, gconstpointer); /* what the server says */
  gconstpointer data;
  int code; /* ConfabXmppError */
} Lie;

/* Nothing of who signs in, and no proof, is in what the client wrote since. */
static void
assert_nothing_given (Peer *peer) {
  static const char *const secrets[] = { "alice", PEER_PASSWORD, "<auth", "<response" };
  const char *written = peer_peek (peer);

  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    if (strstr (written, secrets[i]) != NULL)
      g_error ("%s in %s", secrets[i], written);
}

static void
tell (Peer *peer, const char *text, guint how) {
  gsize size = strlen (text);
  gsize piece = how == 0   ? size
                : how == 1 ? (gsize)g_test_rand_int_range (1, (int)MAX (size, 2))
                           : 1;

  peer_send_split (peer, text, MAX (piece, 1));
}

static void
assert_refused (const Lie *lie) {
  for (guint how = 0; how < TIMES; how++) {
    g_auto (PeerScram) scram = { 0 };
    g_autofree char *text = NULL;
    Case c;

    case_init (&c);
    if (lie->set_up != NULL)
      lie->set_up (&c);
    case_start (&c);
    lie->lead_up (&c, &scram);
    text = lie->dup_lie (&scram, lie->data);
    tell (c.peer, text, how);
    expect_xmpp (&c, lie->code);
    assert_nothing_given (c.peer);
    case_clear (&c);
  }
}

static char *
dup_literal (PeerScram *scram, gconstpointer data) {
  return g_strdup (data);
}

/* ---- before TLS ---- */

static void
be_plain (Case *c) {
  c->is_plain = TRUE;
}

static void
lead_to_features (Case *c, PeerScram *scram) {
  g_autofree char *header = peer_expect (c->peer, "version='1.0'>");

  /* Said under TLS alone. */
  g_assert_true (c->is_plain == (strstr (header, "alice") == NULL));
}

static void
lead_to_proceed (Case *c, PeerScram *scram) {
  peer_open (c->peer, "<starttls " TLS_NS "><required/></starttls>");
  g_free (peer_expect (c->peer, "<starttls " TLS_NS "/>"));
}

/* Features without STARTTLS, whatever else they offer. */
static void
test_tls_01 (void) {
  static const char *const features[] = {
    OFFER (M ("PLAIN")),
    OFFER (M ("PLAIN") M ("SCRAM-SHA-256") M ("SCRAM-SHA-256-PLUS")),
    "",
    PEER_BIND PEER_SM,
    "<starttls xmlns='urn:evil'/>" OFFER (M ("PLAIN")),
    "<starttls/>" OFFER (M ("PLAIN")),
    "<STARTTLS " TLS_NS "/>" OFFER (M ("PLAIN")),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (features); i++) {
    g_autofree char *text =
        g_strconcat (PEER_HEADER "<stream:features>", features[i], "</stream:features>", NULL);
    const Lie lie = { be_plain, lead_to_features, dup_literal, text, CONFAB_XMPP_ERROR_NOT_SECURE };

    assert_refused (&lie);
  }
}

/* Plain bytes behind <proceed/>, in the same segment or the next. */
static void
test_tls_03 (void) {
  static const char *const behind[] = { " ", "\n", "<", "<stream:features/>", "</stream:stream>",
    "<stream:features>" OFFER (M ("PLAIN")) "</stream:features><message "
                                            "from='bob@friend.example'><body>hi</body></message>" };

  for (gsize i = 0; i < G_N_ELEMENTS (behind); i++) {
    g_autofree char *text = g_strconcat ("<proceed " TLS_NS "/>", behind[i], NULL);
    g_auto (PeerScram) scram = { 0 };
    g_autoptr (GError) error = NULL;
    Case c;

    /* In one segment: it is refused by us, before a handshake begins. */
    case_init (&c);
    be_plain (&c);
    case_start (&c);
    lead_to_proceed (&c, &scram);
    peer_send (c.peer, text);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_PROTOCOL);
    g_assert_cmpstr (peer_peek (c.peer), ==, "");
    case_clear (&c);

    /* Later: it is in the way of the handshake, and never becomes one. */
    case_init (&c);
    be_plain (&c);
    case_start (&c);
    lead_to_proceed (&c, &scram);
    peer_send_split (c.peer, text, 1);
    assert_nothing_given (c.peer);
    peer_cut (c.peer);
    error = peer_wait_error (dex_ref (c.signin));
    g_assert_nonnull (error);
    case_clear (&c);
  }
}

/* ---- silence ---- */

typedef enum { IN_HEADER, IN_FEATURES, IN_CHALLENGE, IN_SUCCESS, IN_BIND, N_PHASES } Phase;

static void
lead_to_phase (Case *c, PeerScram *scram, Phase phase) {
  switch (phase) {
  case IN_HEADER:
    return;
  case IN_FEATURES:
    peer_send (c->peer, PEER_HEADER);
    return;
  case IN_CHALLENGE:
    peer_scram_start (c->peer, scram, PEER_MECHANISM, "");
    return;
  case IN_SUCCESS:
    peer_scram_start (c->peer, scram, PEER_MECHANISM, "");
    peer_scram_make_first (scram, 4096, "");
    peer_send_challenge (c->peer, scram->server_first);
    peer_scram_read_final (c->peer, scram);
    return;
  case IN_BIND:
    peer_welcome (c->peer, PEER_BIND);
    return;
  case N_PHASES:
    break;
  }
  g_assert_not_reached ();
}

/* A byte every ten seconds is no answer: each phase ends by its own clock, not by the last byte. */
static void
test_tls_14 (void) {
  static const char header[] = "<?xml version='1.0'?>";
  static const char drop[] = "                "; /* says nothing anywhere */
  g_autoptr (ConfabClockFake) fake = confab_base_clock_fake_new (1000000);

  for (Phase phase = 0; phase < N_PHASES; phase++) {
    g_auto (PeerScram) scram = { 0 };
    guint seconds = 0;
    Case c;

    case_init (&c);
    c.params.clock = confab_base_clock_fake_get (fake);
    case_start (&c);
    lead_to_phase (&c, &scram, phase);
    peer_settle ();
    for (; seconds < 60 && dex_future_is_pending (c.signin); seconds += 10) {
      peer_send_bytes (c.peer, phase == IN_HEADER ? &header[seconds / 10] : drop, 1);
      peer_settle ();
      confab_base_clock_fake_advance (fake, 10 * G_USEC_PER_SEC);
      peer_settle ();
    }
    g_assert_cmpuint (seconds, <=, 30);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_TIMED_OUT);
    case_clear (&c);
  }
}

/* ---- mechanisms ---- */

static void
had_scram (Case *c) {
  c->params.last_mechanism = CONFAB_MECHANISM_SHA256;
}

static void
had_binding (Case *c) {
  c->params.last_mechanism = CONFAB_MECHANISM_SHA256;
  c->params.last_had_binding = TRUE;
}

static char *
dup_offer (PeerScram *scram, gconstpointer data) {
  return g_strconcat (PEER_HEADER "<stream:features><mechanisms " SASL ">", data,
      "</mechanisms></stream:features>", NULL);
}

/* Once it was SCRAM; now it is less. */
static void
test_sasl_01 (void) {
  static const struct {
    void (*set_up) (Case *c);
    const char *mechanisms;
    int code;
  } cases[] = {
    { had_scram, M ("PLAIN"), CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR },
    { had_scram, M ("PLAIN") M ("SCRAM-SHA-1"), CONFAB_XMPP_ERROR_WEAKER },
    { had_scram, M ("SCRAM-SHA-1"), CONFAB_XMPP_ERROR_WEAKER },
    { had_binding, M ("SCRAM-SHA-256"), CONFAB_XMPP_ERROR_WEAKER },
    { had_binding, M ("SCRAM-SHA-512") M ("PLAIN"), CONFAB_XMPP_ERROR_WEAKER },
    { NULL, M ("PLAIN"), CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Lie lie = { cases[i].set_up, lead_to_features, dup_offer, cases[i].mechanisms,
      cases[i].code };

    assert_refused (&lie);
  }
}

/* What is no SCRAM is not tried, whatever it is called. */
static void
test_sasl_12 (void) {
  static const char *const mechanisms[] = { M ("DIGEST-MD5"), M ("ANONYMOUS"), M ("X-GOOGLE-TOKEN"),
    M ("EXTERNAL"), M ("CRAM-MD5"), M ("LOGIN"), M ("OAUTHBEARER"), M ("SCRAM-MD5"),
    M ("scram-sha-256"), M ("SCRAM-SHA-256 "), M ("SCRAM-SHA-256-"), M (""),
    "<mechanism xmlns='urn:evil'>SCRAM-SHA-256</mechanism>",
    "<mechanism><b>SCRAM-SHA-256</b></mechanism>",
    M ("DIGEST-MD5") M ("ANONYMOUS") M ("X-GOOGLE-TOKEN") M ("EXTERNAL") };

  for (gsize i = 0; i < G_N_ELEMENTS (mechanisms); i++) {
    const Lie lie = { NULL, lead_to_features, dup_offer, mechanisms[i],
      CONFAB_XMPP_ERROR_PASSWORD_IN_CLEAR };

    assert_refused (&lie);
  }
}

/* ---- the server's first message ---- */

static void
lead_to_first (Case *c, PeerScram *scram) {
  peer_scram_start (c->peer, scram, PEER_MECHANISM, "");
}

static char *
dup_element (const char *name, const char *text) {
  g_autofree char *encoded = g_base64_encode ((const guchar *)text, strlen (text));

  return g_strdup_printf ("<%s " SASL ">%s</%s>", name, encoded, name);
}

/* `data` with the client's nonce for "%s". */
static char *
dup_first (PeerScram *scram, gconstpointer data) {
  g_auto (GStrv) parts = g_strsplit (data, "%s", -1);
  g_autofree char *text = g_strjoinv (scram->nonce, parts);

  return dup_element ("challenge", text);
}

static void
assert_first_refused (const char *const *firsts, gsize n_firsts) {
  for (gsize i = 0; i < n_firsts; i++) {
    const Lie lie = { NULL, lead_to_first, dup_first, firsts[i], CONFAB_XMPP_ERROR_PROTOCOL };
    gint64 start_us = test_all_cpu_us ();

    assert_refused (&lie);
    /* SASL-05: refused, not counted to its end. */
    g_assert_cmpint (test_all_cpu_us () - start_us, <, TIMES * G_USEC_PER_SEC);
  }
}

#define FIRST(i) "r=%sX,s=c2FsdA==,i=" i

static void
test_sasl_04 (void) {
  static const char *const firsts[] = { FIRST ("1"), FIRST ("0"), FIRST ("2"), FIRST ("1000"),
    FIRST ("4095") };

  assert_first_refused (firsts, G_N_ELEMENTS (firsts));
}

static void
test_sasl_05 (void) {
  static const char *const firsts[] = { FIRST ("4294967295"), FIRST ("1000000000"),
    FIRST ("10000001"), FIRST ("2147483647"), FIRST ("2147483648") };

  assert_first_refused (firsts, G_N_ELEMENTS (firsts));
}

/* What may be asked for at most is worked out elsewhere: the main loop goes on, and stops at a
 * word. */
static void
test_sasl_05_work (void) {
  g_auto (PeerScram) scram = { 0 };
  gint64 until, longest_us = 0;
  Case c;

  case_init (&c);
  case_start (&c);
  peer_scram_start (c.peer, &scram, PEER_MECHANISM, "");
  peer_scram_make_first (&scram, 2000000, "");
  peer_send_challenge (c.peer, scram.server_first);
  until = g_get_monotonic_time () + 200 * 1000;
  while (g_get_monotonic_time () < until) {
    gint64 before = test_cpu_us ();

    g_main_context_iteration (NULL, FALSE);
    longest_us = MAX (longest_us, test_cpu_us () - before);
  }
  g_assert_cmpint (longest_us, <, MAX_STALL_US);
  g_assert_true (dex_future_is_pending (c.signin));
  g_cancellable_cancel (c.params.cancellable);
  expect_failure (&c, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_nothing_given (c.peer);
  case_clear (&c);
}

static void
test_sasl_06 (void) {
  static const char *const firsts[] = { FIRST ("-1"), FIRST ("4096abc"), FIRST (" 4096"),
    FIRST ("4096 "), FIRST ("+4096"), FIRST ("04096"), FIRST ("0x1000"), FIRST ("4096.0"),
    FIRST ("4e3"), FIRST (""), FIRST ("1234567890123456789012345678901234567890"),
    FIRST ("18446744073709555712") /* 2^64 + 4096 */, FIRST ("4294971392") /* 2^32 + 4096 */,
    FIRST ("\xd9\xa4\xd9\xa0\xd9\xa9\xd9\xa6") };

  assert_first_refused (firsts, G_N_ELEMENTS (firsts));
}

static void
test_sasl_07 (void) {
  static const char *const firsts[] = { "r=%s,s=c2FsdA==,i=4096", "r=X%s,s=c2FsdA==,i=4096",
    "r=other,s=c2FsdA==,i=4096", "r=,s=c2FsdA==,i=4096", "r=%sX,Y,s=c2FsdA==,i=4096",
    "r=%s X,s=c2FsdA==,i=4096", "r=%s\x7f,s=c2FsdA==,i=4096", "r=%s\xc3\xb6,s=c2FsdA==,i=4096",
    "R=%sX,s=c2FsdA==,i=4096" };

  assert_first_refused (firsts, G_N_ELEMENTS (firsts));
}

static void
test_sasl_11 (void) {
  static const char *const firsts[] = { "m=x,r=%sX,s=c2FsdA==,i=4096",
    "r=%sX,m=x,s=c2FsdA==,i=4096", "r=%sX,s=c2FsdA==,i=4096,m=x", "r=%sX,r=%sY,s=c2FsdA==,i=4096",
    "r=%sX,s=c2FsdA==,i=4096,r=%sY", "s=c2FsdA==,r=%sX,i=4096", "i=4096,s=c2FsdA==,r=%sX",
    "r=%sX,s=,i=4096", "r=%sX,s=?,i=4096", "r=%sX,i=4096",
    "r=%sX,s=c2FsdA==", "r=%sX,s=c2FsdA==,i=4096,i=4096", "r=%sX,s=c2FsdA==,i=4096,c=biws",
    "r=%sX,s=c2FsdA==,i=4096,p=AAAA", "r=%sX,s=c2FsdA==,i=4096,", "r=%sX,s=c2FsdA==,i=4096,v=AAAA",
    ",r=%sX,s=c2FsdA==,i=4096", "x" };

  assert_first_refused (firsts, G_N_ELEMENTS (firsts));
}

/* ---- success ---- */

/* Success without the server's own proof: straight away, or with a wrong one. */
static void
test_sasl_09 (void) {
  static const char *const wrong[] = { NULL, "v=", "v=AAAA", "ok",
    "v=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=" };
  static const char *const early[] = { "<success " SASL "/>",
    "<success " SASL ">dj1BQUFB</success>", "<success " SASL "/><stream:features/>" };

  for (gsize i = 0; i < G_N_ELEMENTS (early); i++) {
    const Lie lie = { NULL, lead_to_first, dup_literal, early[i], CONFAB_XMPP_ERROR_SERVER_PROOF };

    assert_refused (&lie);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_auto (PeerScram) scram = { 0 };
    Case c;

    case_init (&c);
    case_start (&c);
    lead_to_phase (&c, &scram, IN_SUCCESS);
    peer_send_success (c.peer, wrong[i]);
    expect_xmpp (&c, CONFAB_XMPP_ERROR_SERVER_PROOF);
    peer_expect_none (c.peer, "<stream:stream");
    case_clear (&c);
  }
}

/* ---- who sits in between ---- */

/* The list of types says that there was binding, and the mechanisms for it are gone; and a server
 * that refuses what says "I could have bound". */
static void
test_sasl_03 (void) {
  const char *stripped = PEER_HEADER
      "<stream:features>" OFFER (M ("SCRAM-SHA-256")) "<sasl-channel-binding "
                                                      "xmlns='urn:xmpp:sasl-cb:0'><channel-binding "
                                                      "type='tls-exporter'/></sasl-channel-binding>"
                                                      "</stream:features>";
  const Lie lie = { NULL, lead_to_features, dup_literal, stripped, CONFAB_XMPP_ERROR_INTERCEPTED };
  const ConfabSaslChoice yes = { .header = "y,," };
  g_autoptr (ConfabStanza) failure =
      confab_xmpp_stanza_parse ("<failure " SASL "><not-authorized/></failure>", -1, NULL);
  g_autoptr (GError) error = confab_xmpp_sasl_dup_failure (failure, &yes, FALSE);

  assert_refused (&lie);
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_INTERCEPTED);
}

/* A line that says the offer was another one (XEP-0474). */
static void
test_sasl_03_offer (void) {
  static const char *const firsts[] = { FIRST (
                                            "4096,h=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="),
    FIRST ("4096,h="), FIRST ("4096,h=AAAA") };

  for (gsize i = 0; i < G_N_ELEMENTS (firsts); i++) {
    const Lie lie = { NULL, lead_to_first, dup_first, firsts[i], CONFAB_XMPP_ERROR_INTERCEPTED };

    assert_refused (&lie);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  confab_base_secret_init ();
  g_test_add_func ("/hostile/TLS-01", test_tls_01);
  g_test_add_func ("/hostile/TLS-03", test_tls_03);
  g_test_add_func ("/hostile/TLS-14", test_tls_14);
  g_test_add_func ("/hostile/SASL-01", test_sasl_01);
  g_test_add_func ("/hostile/SASL-03", test_sasl_03);
  g_test_add_func ("/hostile/SASL-03/offer", test_sasl_03_offer);
  g_test_add_func ("/hostile/SASL-04", test_sasl_04);
  g_test_add_func ("/hostile/SASL-05", test_sasl_05);
  g_test_add_func ("/hostile/SASL-05/work", test_sasl_05_work);
  g_test_add_func ("/hostile/SASL-06", test_sasl_06);
  g_test_add_func ("/hostile/SASL-07", test_sasl_07);
  g_test_add_func ("/hostile/SASL-09", test_sasl_09);
  g_test_add_func ("/hostile/SASL-11", test_sasl_11);
  g_test_add_func ("/hostile/SASL-12", test_sasl_12);
  return g_test_run ();
}
