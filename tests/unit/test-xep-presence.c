/* From the XML of presence to what it says (RFC 6121 3 and 4), and what we say ourselves. */

#include "test-xep-fixture.h"
#include "xep/xep-presence.h"

/* The hash is written down here, so that a change of what everybody hears is seen. */
#define HERE                                                                                       \
  "<presence><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' "                             \
  "node='http://jabber.org/protocol/caps' ver='mkCKRmmIzR23lOOjNu5XCaErjJE='/></presence>"

static ConfabXepPresence *
read_xml (const char *xml) {
  g_autoptr (ConfabStanza) stanza = parse (xml);
  g_autoptr (ConfabJid) own = confab_base_jid_new (OWN, NULL);
  g_autoptr (ConfabJid) from = confab_base_jid_new (confab_xmpp_stanza_get (stanza, "from"), NULL);

  return confab_xep_presence_read (stanza, own, from, NOW_US);
}

static void
test_kinds (void) {
  static const struct {
    const char *xml;
    int kind; /* -1: nothing */
    const char *from;
  } cases[] = {
    { "<presence from='b@x.example/r'/>", CONFAB_XEP_PRESENCE_HERE, "b@x.example/r" },
    { "<presence from='b@x.example/r'><show>chat</show></presence>", CONFAB_XEP_PRESENCE_HERE,
        "b@x.example/r" },
    { "<presence from='b@x.example/r'><show>away</show></presence>", CONFAB_XEP_PRESENCE_AWAY,
        "b@x.example/r" },
    { "<presence from='b@x.example/r'><show>xa</show></presence>", CONFAB_XEP_PRESENCE_AWAY,
        "b@x.example/r" },
    { "<presence from='b@x.example/r'><show>dnd</show></presence>", CONFAB_XEP_PRESENCE_BUSY,
        "b@x.example/r" },
    { "<presence from='b@x.example/r'><show>evil</show></presence>", CONFAB_XEP_PRESENCE_HERE,
        "b@x.example/r" },
    { "<presence from='b@x.example/r' type='unavailable'/>", CONFAB_XEP_PRESENCE_GONE,
        "b@x.example/r" },
    { "<presence from='b@x.example/r' type='error'/>", CONFAB_XEP_PRESENCE_ERROR, "b@x.example/r" },
    { "<presence from='b@x.example/r' type='subscribe'/>", CONFAB_XEP_PRESENCE_ASKS,
        "b@x.example" },
    { "<presence from='b@x.example/r' type='subscribed'/>", CONFAB_XEP_PRESENCE_ACCEPTS,
        "b@x.example" },
    { "<presence from='b@x.example/r' type='unsubscribe'/>", CONFAB_XEP_PRESENCE_ENDS,
        "b@x.example" },
    { "<presence from='b@x.example/r' type='unsubscribed'/>", CONFAB_XEP_PRESENCE_REFUSES,
        "b@x.example" },
    { "<presence from='b@x.example/r' type='probe'/>", -1, NULL },
    { "<presence from='b@x.example/r' type='available'/>", -1, NULL },
    { "<presence from='b@x.example/r' type=''/>", -1, NULL },
    { "<presence from='alice@conf.example' type='subscribe'/>", -1, NULL },
    { "<presence from='alice@conf.example/phone'/>", CONFAB_XEP_PRESENCE_HERE,
        "alice@conf.example/phone" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabXepPresence) presence = read_xml (cases[i].xml);

    if (cases[i].kind == -1) {
      g_assert_null (presence);
      continue;
    }
    g_assert_nonnull (presence);
    g_assert_cmpint (presence->kind, ==, cases[i].kind);
    g_assert_cmpstr (confab_base_jid_get_full (presence->from), ==, cases[i].from);
    g_assert_null (presence->note);
  }
}

static void
test_priority (void) {
  static const struct {
    const char *text;
    int priority;
  } cases[] = {
    { "5", 5 },
    { "0", 0 },
    { "-5", -5 },
    { "127", 127 },
    { "-128", -128 },
    { "128", 0 },
    { "-129", 0 },
    { "", 0 },
    { "-", 0 },
    { "1e3", 0 },
    { "+1", 0 },
    { " 1", 0 },
    { "--1", 0 },
    { "999999999999", 0 },
    { "-0", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml = g_strdup_printf (
        "<presence from='b@x.example/r'><priority>%s</priority></presence>", cases[i].text);
    g_autoptr (ConfabXepPresence) presence = read_xml (xml);

    g_assert_cmpint (presence->priority, ==, cases[i].priority);
  }
}

static void
test_note (void) {
  g_autofree char *long_text = g_strnfill (5000, 'n');
  g_autofree char *xml = g_strdup_printf (
      "<presence from='m@evil.example' type='subscribe'><status>%s</status></presence>", long_text);
  g_autoptr (ConfabXepPresence) bounded = read_xml (xml);
  g_autoptr (ConfabXepPresence) note = read_xml (
      "<presence from='m@evil.example' type='subscribe'><status> &lt;b&gt;It is\n me\xe2\x80\xae "
      "</status><nick xmlns='http://jabber.org/protocol/nick'>Bob</nick></presence>");
  g_autoptr (ConfabXepPresence) status =
      read_xml ("<presence from='m@evil.example'><status>advert</status></presence>");

  g_assert_cmpuint (g_utf8_strlen (bounded->note, -1), ==, CONFAB_XEP_MAX_NOTE);
  g_assert_cmpstr (note->note, ==, "<b>It is me");
  g_assert_null (status->note);
}

static void
test_broadcast (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_true (confab_xep_presence_announce (fixture->out));
  assert_sent (fixture, HERE);
  g_assert_true (confab_xep_presence_leave (fixture->out));
  assert_sent (fixture, "<presence type='unavailable'/>");

  fixture->is_hidden = TRUE;
  g_assert_false (confab_xep_presence_announce (fixture->out));
  assert_sent (fixture, NULL);
}

/* Hiding takes back what was said; who was never seen does not say that he goes. */
static void
test_leave (void) {
  g_autoptr (Fixture) fixture = fixture_new ();

  g_assert_false (confab_xep_presence_leave (fixture->out));
  assert_sent (fixture, NULL);
  g_assert_true (confab_xep_presence_announce (fixture->out));
  assert_sent (fixture, HERE);
  fixture->is_hidden = TRUE;
  g_assert_true (confab_xep_presence_leave (fixture->out));
  assert_sent (fixture, "<presence type='unavailable'/>");
  g_assert_false (confab_xep_presence_leave (fixture->out));
  assert_sent (fixture, NULL);
}

static void
take_stream (Fixture *fixture, gboolean is_resumed) {
  g_autoptr (ConfabXmppStream) stream = g_object_new (CONFAB_TYPE_XMPP_STREAM, NULL);

  stream->is_resumed = is_resumed;
  confab_xep_out_set_stream (fixture->out, NULL);
  confab_xep_out_set_stream (fixture->out, stream);
  g_set_object (&fixture->stream, stream);
}

/* A session that goes on is as visible as it was left. */
static void
test_leave_after_resume (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabXepOut) fresh = confab_xep_out_new (fixture->own, fixture->ledger, NULL, NULL);

  take_stream (fixture, TRUE);
  g_assert_false (confab_xep_presence_leave (fixture->out));
  g_assert_true (confab_xep_presence_announce (fixture->out));
  take_stream (fixture, TRUE);
  g_assert_true (confab_xep_presence_leave (fixture->out));
  g_assert_true (confab_xep_presence_announce (fixture->out));
  take_stream (fixture, FALSE);
  g_assert_false (confab_xep_presence_leave (fixture->out));

  take_stream (fixture, TRUE);
  confab_xep_out_set_stream (fresh, fixture->stream);
  g_assert_true (confab_xep_presence_leave (fresh));
}

static void
test_subscriptions (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) eve = confab_base_jid_new ("eve@other.example/r", NULL);
  g_autoptr (ConfabJid) dora = confab_base_jid_new ("dora@friend.example", NULL);

  g_assert_true (confab_xep_presence_ask (fixture->out, eve, "It is me, <Alice>"));
  assert_sent (fixture, "<presence to='eve@other.example' type='subscribe'><status>It is me, "
                        "&lt;Alice&gt;</status></presence>");
  g_assert_true (confab_xep_presence_ask (fixture->out, eve, NULL));
  assert_sent (fixture, "<presence to='eve@other.example' type='subscribe'/>");
  g_assert_true (confab_xep_presence_approve (fixture->out, eve));
  assert_sent (fixture, "<presence to='eve@other.example' type='subscribed'/>");
  g_assert_true (confab_xep_presence_end (fixture->out, eve));
  assert_sent (fixture, "<presence to='eve@other.example' type='unsubscribe'/>");
  g_assert_true (confab_xep_presence_refuse (fixture->out, dora));
  assert_sent (fixture, "<presence to='dora@friend.example' type='unsubscribed'/>");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/presence/kinds", test_kinds);
  g_test_add_func ("/xep/presence/priority", test_priority);
  g_test_add_func ("/xep/presence/note", test_note);
  g_test_add_func ("/xep/presence/broadcast", test_broadcast);
  g_test_add_func ("/xep/presence/leave", test_leave);
  g_test_add_func ("/xep/presence/leave-after-resume", test_leave_after_resume);
  g_test_add_func ("/xep/presence/subscriptions", test_subscriptions);
  return g_test_run ();
}
