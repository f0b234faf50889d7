/* The gate: what may leave, to whom, and that it is counted. */

#include "base/base-envelope-private.h"
#include "test-xep-fixture.h"

#define BOB "bob@friend.example"
#define CAROL "carol@friend.example"
#define MALLORY "mallory@evil.example"

static gboolean
try (Fixture *fixture, const char *xml, ConfabDiscloseClass class) {
  g_autoptr (ConfabStanza) stanza = parse (xml);
  guint before = fixture->stream->sent->len;
  gboolean is_sent = confab_xep_out_send (fixture->out, stanza, class, FALSE);

  g_assert_cmpuint (fixture->stream->sent->len, ==, before + (is_sent ? 1 : 0));
  return is_sent;
}

static guint n_warnings;

static GLogWriterOutput
count_warnings (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data) {
  if ((level & G_LOG_LEVEL_WARNING) == 0)
    return g_log_writer_default (level, fields, n_fields, data);
  n_warnings++;
  return G_LOG_WRITER_HANDLED;
}

/* What claims to be what it is not is a fault of ours, and said in the log. */
static gboolean
is_refused (Fixture *fixture, const char *xml, ConfabDiscloseClass class) {
  guint before = n_warnings;
  gboolean is_sent = try (fixture, xml, class);

  g_assert_cmpuint (n_warnings, ==, before + 1);
  return !is_sent;
}

static void
test_no_class (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_true (is_refused (fixture, "<presence/>", CONFAB_CLASS_NONE));
  g_assert_true (
      is_refused (fixture, "<iq type='get' id='1'><a xmlns='b'/></iq>", CONFAB_CLASS_NONE));
  g_assert_true (
      is_refused (fixture, "<iq type='get' id='1'><a xmlns='b'/></iq>", CONFAB_CLASS_COUNT));
}

static void
test_class_must_fit (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  /* Text leaves in envelopes only. */
  for (guint i = CONFAB_CLASS_NONE; i <= CONFAB_CLASS_COUNT; i++) {
    ConfabDiscloseClass any = (ConfabDiscloseClass)i;

    g_assert_true (is_refused (fixture, "<message to='" BOB "'><body>Hi</body></message>", any));
    g_assert_true (
        is_refused (fixture, "<message to='" BOB "'><subject>Hi</subject></message>", any));
  }
  g_assert_true (
      is_refused (fixture, "<presence to='" BOB "' type='subscribed'/>", CONFAB_CLASS_PRESENCE));
  g_assert_true (
      is_refused (fixture, "<presence to='" BOB "' type='subscribe'/>", CONFAB_CLASS_APPROVE));
  g_assert_true (is_refused (fixture, "<presence type='probe'/>", CONFAB_CLASS_PRESENCE));
  g_assert_true (is_refused (fixture,
      "<iq to='" MALLORY "' type='result' id='1'><q xmlns='v'/></iq>", CONFAB_CLASS_ERROR));
  g_assert_true (
      is_refused (fixture, "<iq to='" BOB "' type='error' id='1'/>", CONFAB_CLASS_FEATURES));
  g_assert_true (is_refused (fixture, "<x xmlns='urn:other'/>", CONFAB_CLASS_PRESENCE));
}

#define FETCH_FROM(to)                                                                             \
  "<iq type='get' id='1' to='" to "'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"           \
  "<items node='n'/></pubsub></iq>"

static void
test_fetch (void) {
  static const char *const other[] = {
    FETCH_FROM (BOB "/desk"),
    "<iq type='set' id='1' to='" BOB "'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
    "<items node='n'/></pubsub></iq>",
    "<iq type='get' id='1' to='" BOB "'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
    "<publish node='n'/></pubsub></iq>",
    "<iq type='get' id='1' to='" BOB "'><pubsub xmlns='http://jabber.org/protocol/pubsub'>"
    "<items node='n'/><publish node='n'/></pubsub></iq>",
    "<iq type='get' id='1' to='" BOB "'><query xmlns='jabber:iq:version'/></iq>",
    "<iq type='result' id='1' to='" BOB "'/>",
    "<message to='" BOB "'/>",
    "<presence to='" BOB "'/>",
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_true (try (fixture, FETCH_FROM (BOB), CONFAB_CLASS_FETCH));
  g_assert_true (try (fixture, FETCH_FROM (CAROL), CONFAB_CLASS_FETCH));
  g_assert_true (try (fixture, FETCH_FROM (OWN), CONFAB_CLASS_FETCH));
  g_assert_false (try (fixture, FETCH_FROM (MALLORY), CONFAB_CLASS_FETCH));
  for (guint i = 0; i < G_N_ELEMENTS (other); i++)
    g_assert_true (is_refused (fixture, other[i], CONFAB_CLASS_FETCH));
}

/* What is sealed comes from the makers of envelopes, and from nobody else. */
static void
test_sealed (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = CONFAB_CLASS_NONE; i <= CONFAB_CLASS_COUNT; i++)
    g_assert_true (is_refused (fixture,
        "<message to='" BOB "'><encrypted xmlns='urn:xmpp:omemo:2'/></message>",
        (ConfabDiscloseClass)i));
}

static void
test_own_server (void) {
  static const struct {
    const char *to;
    gboolean is_own;
  } cases[] = {
    { "", TRUE },
    { "to='alice@conf.example'", TRUE },
    { "to='conf.example'", TRUE },
    { "to='CONF.example'", TRUE },
    { "to='alice@conf.example/desk'", TRUE },
    { "to='alice@conf.example/phone'", FALSE },
    { "to='conf.example/x'", FALSE },
    { "to='other@conf.example'", FALSE },
    { "to='sub.conf.example'", FALSE },
    { "to='alice@conf.example.evil.example'", FALSE },
    { "to='" BOB "'", FALSE },
  };
  g_autoptr (Fixture) fixture = fixture_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml =
        g_strdup_printf ("<iq type='get' id='1' %s><q xmlns='a'/></iq>", cases[i].to);

    g_assert_cmpint (try (fixture, xml, CONFAB_CLASS_OWN_SERVER), ==, cases[i].is_own);
  }
  g_assert_true (is_refused (
      fixture, "<iq type='get' id='1' to='@'><q xmlns='a'/></iq>", CONFAB_CLASS_OWN_SERVER));
  g_assert_true (try (fixture, "<active xmlns='urn:xmpp:csi:0'/>", CONFAB_CLASS_OWN_SERVER));
}

static void
test_hidden (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_true (try (fixture, "<presence/>", CONFAB_CLASS_PRESENCE));
  fixture->is_hidden = TRUE;
  g_assert_false (try (fixture, "<presence/>", CONFAB_CLASS_PRESENCE));
  g_assert_false (try (fixture, "<presence to='" BOB "'/>", CONFAB_CLASS_PRESENCE));
}

/* Being here for one person is no broadcast, and needs no goodbye to all. */
static void
test_directed (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_true (try (fixture, "<presence to='" BOB "'/>", CONFAB_CLASS_PRESENCE));
  g_assert_false (try (fixture, "<presence to='" CAROL "'/>", CONFAB_CLASS_PRESENCE));
  g_assert_false (try (fixture, "<presence type='unavailable'/>", CONFAB_CLASS_PRESENCE));
  g_assert_true (try (fixture, "<presence/>", CONFAB_CLASS_PRESENCE));
  g_assert_true (
      try (fixture, "<presence to='" BOB "' type='unavailable'/>", CONFAB_CLASS_PRESENCE));
  g_assert_true (try (fixture, "<presence type='unavailable'/>", CONFAB_CLASS_PRESENCE));
}

static void
test_machine_goes_to_nobody (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_false (try (
      fixture, "<iq to='" BOB "' type='result' id='1'><q xmlns='v'/></iq>", CONFAB_CLASS_MACHINE));
  g_assert_false (
      try (fixture, "<iq type='result' id='1'><q xmlns='v'/></iq>", CONFAB_CLASS_MACHINE));
}

static void
test_counted (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) bob = confab_base_jid_new (BOB, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<message/>", 10);
  g_autoptr (ConfabEnvelope) envelope =
      confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, bob, "m1", bytes);

  g_assert_true (try (fixture, "<iq to='" BOB "/r' type='result' id='1'/>", CONFAB_CLASS_PING));
  g_assert_false (
      try (fixture, "<iq to='" MALLORY "/r' type='result' id='1'/>", CONFAB_CLASS_PING));
  g_assert_cmpuint (confab_safety_ledger_get (fixture->ledger, CONFAB_CLASS_PING, BOB), ==, 1);
  g_assert_cmpuint (confab_safety_ledger_get_total (fixture->ledger, CONFAB_CLASS_PING), ==, 1);

  g_assert_true (confab_xep_out_send_envelope (fixture->out, envelope, 7));
  g_assert_cmpuint (confab_safety_ledger_get (fixture->ledger, CONFAB_CLASS_MESSAGE, BOB), ==, 1);
}

static void
test_no_stream (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) bob = confab_base_jid_new (BOB, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("<message/>", 10);
  g_autoptr (ConfabEnvelope) envelope =
      confab_base_envelope_new (CONFAB_ENVELOPE_PLAIN, bob, "m1", bytes);
  g_autoptr (ConfabStanza) presence = parse ("<presence/>");

  confab_xep_out_set_stream (fixture->out, NULL);
  g_assert_null (confab_xep_out_get_stream (fixture->out));
  g_assert_false (confab_xep_out_send (fixture->out, presence, CONFAB_CLASS_PRESENCE, TRUE));
  g_assert_false (confab_xep_out_send_envelope (fixture->out, envelope, 7));
  for (guint i = CONFAB_CLASS_NONE; i < CONFAB_CLASS_COUNT; i++)
    g_assert_cmpuint (
        confab_safety_ledger_get_total (fixture->ledger, (ConfabDiscloseClass)i), ==, 0);
}

static void
test_request_refused (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabStanza) iq =
      parse ("<iq to='" MALLORY "/r' type='get'><query xmlns='jabber:iq:version'/></iq>");
  g_autoptr (DexFuture) future =
      confab_xep_out_request (fixture->out, iq, CONFAB_CLASS_FEATURES, FALSE);
  g_autoptr (GError) error = NULL;

  wait_for (future);
  g_assert_null (dex_future_get_value (future, &error));
  g_assert_error (error, CONFAB_XMPP_ERROR, CONFAB_XMPP_ERROR_CLOSED);
  assert_sent (fixture, NULL);
}

/* Without anybody to ask, everybody is a stranger. */
static void
test_no_facts (void) {
  g_autoptr (ConfabJid) own = confab_base_jid_new (OWN "/desk", NULL);
  g_autoptr (ConfabLedger) ledger = confab_safety_ledger_new ();
  g_autoptr (ConfabXepOut) out = confab_xep_out_new (own, ledger, NULL, NULL);
  g_autoptr (ConfabXmppStream) stream = g_object_new (CONFAB_TYPE_XMPP_STREAM, NULL);
  g_autoptr (ConfabStanza) ping = parse ("<iq to='" BOB "' type='result' id='1'/>");

  confab_xep_out_set_stream (out, stream);
  g_assert_cmpstr (confab_base_jid_get_full (confab_xep_out_get_own (out)), ==, OWN);
  g_assert_false (confab_xep_out_send (out, ping, CONFAB_CLASS_PING, FALSE));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_log_set_writer_func (count_warnings, NULL, NULL);
  dex_init ();
  g_test_add_func ("/xep/out/no-class", test_no_class);
  g_test_add_func ("/xep/out/class-must-fit", test_class_must_fit);
  g_test_add_func ("/xep/out/fetch", test_fetch);
  g_test_add_func ("/xep/out/sealed", test_sealed);
  g_test_add_func ("/xep/out/own-server", test_own_server);
  g_test_add_func ("/xep/out/hidden", test_hidden);
  g_test_add_func ("/xep/out/directed", test_directed);
  g_test_add_func ("/xep/out/machine-goes-to-nobody", test_machine_goes_to_nobody);
  g_test_add_func ("/xep/out/counted", test_counted);
  g_test_add_func ("/xep/out/no-stream", test_no_stream);
  g_test_add_func ("/xep/out/request-refused", test_request_refused);
  g_test_add_func ("/xep/out/no-facts", test_no_facts);
  return g_test_run ();
}
