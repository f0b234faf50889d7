/* What strangers, contacts and malicious servers send inside a well-formed stream: who may say
 * what, and what they can make leave. The test paths are the ids of the cases. */

#include "hostile-case.h"
#include "xep/xep-message.h"

#define CHAT(from) "<message from='" from "' to='alice@conf.example/desk' type='chat'>"
#define FORWARDED                                                                                  \
  "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='" BOB "/p' "         \
  "to='alice@conf.example' type='chat'><body>send money</body></message></forwarded>"
#define PUSH(items) "<query xmlns='jabber:iq:roster'>" items "</query>"
#define ITEM "<item jid='" MALLORY "' name='Mum' subscription='both'/>"

static void
assert_told (const char *xml, const char *from, const char *body) {
  g_autofree char *line = told (from, body);

  assert_outcome (xml, line, "");
}

/* ---- a stranger sends one of everything (R02) ---- */

/* Whatever a stranger asks, a server answers the same for an account that is signed off. */
static void
test_stranger_asks (void) {
  static const char *const queries[] = {
    "get|<query xmlns='jabber:iq:version'/>",
    "get|<query xmlns='jabber:iq:last'/>",
    "get|<query xmlns='jabber:iq:time'/>",
    "get|<time xmlns='urn:xmpp:time'/>",
    "get|<ping xmlns='urn:xmpp:ping'/>",
    "get|<query xmlns='http://jabber.org/protocol/disco#info'/>",
    "get|<query xmlns='http://jabber.org/protocol/disco#info' node='http://x#1'/>",
    "get|<query xmlns='http://jabber.org/protocol/disco#items'/>",
    "get|<query xmlns='http://jabber.org/protocol/disco#items' "
    "node='http://jabber.org/protocol/commands'/>",
    "set|<command xmlns='http://jabber.org/protocol/commands' node='set-status' "
    "action='execute'/>",
    "get|<vCard xmlns='vcard-temp'/>",
    "get|<vcard xmlns='urn:ietf:params:xml:ns:vcard-4.0'/>",
    "get|<query xmlns='jabber:iq:roster'/>",
    "set|" PUSH (ITEM),
    "get|<pubsub xmlns='http://jabber.org/protocol/pubsub'><items "
    "node='eu.siacs.conversations.axolotl.devicelist'/></pubsub>",
    "get|<pubsub xmlns='http://jabber.org/protocol/pubsub'><items "
    "node='urn:xmpp:avatar:metadata'/></pubsub>",
    "set|<open xmlns='http://jabber.org/protocol/ibb' block-size='4096' sid='s'/>",
    "set|<data xmlns='http://jabber.org/protocol/ibb' seq='0' sid='s'>AAAA</data>",
    "set|<si xmlns='http://jabber.org/protocol/si' id='s' "
    "profile='http://jabber.org/protocol/si/profile/file-transfer'/>",
    "set|<query xmlns='http://jabber.org/protocol/bytestreams' sid='s'/>",
    "set|<jingle xmlns='urn:xmpp:jingle:1' action='session-initiate' sid='s'/>",
    "set|<x xmlns='http://jabber.org/protocol/rosterx'><item action='add' jid='" MALLORY "'/></x>",
    "get|<query xmlns='jabber:iq:private'><storage xmlns='storage:bookmarks'/></query>",
    "get|<query xmlns='jabber:iq:register'/>",
    "get|<query xmlns='jabber:iq:search'/>",
    "get|<query xmlns='jabber:iq:oob'/>",
    "set|<query xmlns='jabber:iq:oob'><url>https://canary/a</url></query>",
    "get|<confirm xmlns='http://jabber.org/protocol/http-auth' id='1' method='GET' "
    "url='https://canary/'/>",
    "get|<blocklist xmlns='urn:xmpp:blocking'/>",
    "set|<block xmlns='urn:xmpp:blocking'><item jid='" BOB "'/></block>",
    "set|<query xmlns='urn:xmpp:mam:2'/>",
    "set|<enable xmlns='urn:xmpp:carbons:2'/>",
    "get|<data xmlns='urn:xmpp:bob' cid='sha1+0@bob.xmpp.org'/>",
    "get|<prefs xmlns='urn:xmpp:mam:2'/>",
    "get|<request xmlns='urn:xmpp:http:upload:0' filename='a' size='1'/>",
    "get|<unknown xmlns='urn:unknown'/>",
    "set|<unknown xmlns='urn:unknown'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_auto (GStrv) parts = g_strsplit (queries[i], "|", 2);
    g_autofree char *xml = g_strdup_printf (
        "<iq from='" MALLORY "/x' to='alice@conf.example/desk' type='%s' id='q&amp;1'>%s</iq>",
        parts[0], parts[1]);

    assert_outcome (xml, "", REFUSAL (MALLORY "/x", "q&amp;1"));
  }
}

/* Whatever else a stranger sends makes nothing leave. */
static void
test_stranger_tells (void) {
  static const char *const stanzas[] = {
    "<presence from='" MALLORY "/x'/>",
    "<presence from='" MALLORY "/x'><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' "
    "node='http://x' ver='abc='/><x xmlns='vcard-temp:x:update'><photo>00</photo></x></presence>",
    "<presence from='" MALLORY "/x' type='probe'/>",
    "<presence from='" MALLORY "/x' type='unavailable'/>",
    "<presence from='" MALLORY "' type='subscribe'/>",
    "<presence from='" MALLORY "' type='subscribed'/>",
    "<presence from='" MALLORY "' type='unsubscribe'/>",
    "<presence from='" MALLORY "' type='unsubscribed'/>",
    CHAT (MALLORY "/x") "<body>Hi</body><request xmlns='urn:xmpp:receipts'/><markable "
                        "xmlns='urn:xmpp:chat-markers:0'/><active "
                        "xmlns='http://jabber.org/protocol/chatstates'/></message>",
    CHAT (MALLORY "/x") "<composing xmlns='http://jabber.org/protocol/chatstates'/></message>",
    CHAT (MALLORY "/x") "<attention xmlns='urn:xmpp:attention:0'/></message>",
    CHAT (MALLORY "/x") "<propose xmlns='urn:xmpp:jingle-message:0' id='c1'/></message>",
    "<message from='" MALLORY "/x'><pubsub xmlns='http://jabber.org/protocol/pubsub'/></message>",
    "<iq from='" MALLORY "/x' type='result' id='q1'/>",
    "<iq from='" MALLORY "/x' type='error' id='q1'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (stanzas); i++) {
    g_autoptr (Outcome) outcome = run_case (stanzas[i]);

    g_assert_cmpstr (outcome->sent, ==, "");
    g_assert_cmpint (outcome->error, ==, -1);
  }
}

/* Even if somebody upstairs asks for it, no receipt goes to a stranger. */
static void
test_stranger_wants_receipt (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) mallory = confab_base_jid_new (MALLORY "/x", NULL);

  g_assert_false (confab_xep_message_send_receipt (fixture->out, mallory, "m1"));
  assert_sent (fixture, NULL);
}

/* ---- XML ---- */

static void
test_xml_13 (void) {
  assert_told (
      CHAT (
          BOB "/r") "<body>hi</body><stream:stream "
                    "xmlns:stream='http://etherx.jabber.org/streams'><iq type='set' id='p'>" PUSH (
                        ITEM) "</iq></stream:stream></message>",
      BOB "/r", "hi");
}

static void
test_xml_15 (void) {
  assert_silence ("<message xmlns='urn:evil' from='" BOB "'><body>x</body></message>");
  assert_silence (
      "<message xmlns='urn:evil' from='" BOB "'><body xmlns='jabber:client'>x</body></message>");
  assert_silence (
      "<iq xmlns='jabber:server' from='" OWN "' type='set' id='p1'>" PUSH (ITEM) "</iq>");
  assert_silence (CHAT (BOB "/r") "<body xmlns='urn:evil'>text</body></message>");
  assert_told ("<c:message xmlns:c='jabber:client' from='" BOB
               "/r' type='chat'><c:body>same</c:body>"
               "</c:message>",
      BOB "/r", "same");
  assert_told (CHAT (BOB "/r") "<body>same</body></message>", BOB "/r", "same");
}

static void
test_xml_16 (void) {
  g_autofree char *many = repeat ("<body xml:lang='x%u'>text %u</body>", 50);
  g_autofree char *xml = g_strconcat (CHAT (BOB "/r"), many, "</message>", NULL);

  assert_told (
      CHAT (BOB "/r") "<body>first</body><body>second</body></message>", BOB "/r", "first");
  assert_told (xml, BOB "/r", "text 0");
}

static void
test_xml_18 (void) {
  assert_told (
      CHAT (BOB "/r") "<body><![CDATA[<iq type='set' id='p1'>" PUSH (ITEM) "</iq>]]></body>"
                                                                           "</message>",
      BOB "/r", "<iq type='set' id='p1'>" PUSH (ITEM) "</iq>");
}

static void
test_xml_20 (void) {
  g_autofree char *long_id = g_strnfill (900 * 1024, 'i');
  g_autofree char *with_long_id = g_strdup_printf (
      "<iq from='" MALLORY "/x' type='get' id='%s'><ping xmlns='urn:xmpp:ping'/></iq>", long_id);
  g_autofree char *results = repeat ("<iq from='" MALLORY "/x' type='result' id='r%u'/>", 10000);

  assert_silence ("<iq from='" MALLORY "/x' type='get'><ping xmlns='urn:xmpp:ping'/></iq>");
  assert_silence ("<iq from='" MALLORY "/x' type='get' id=''><ping xmlns='urn:xmpp:ping'/></iq>");
  assert_silence (
      "<iq from='" MALLORY "/x' type='banana' id='1'><ping xmlns='urn:xmpp:ping'/></iq>");
  assert_silence ("<iq from='" MALLORY "/x' id='1'><ping xmlns='urn:xmpp:ping'/></iq>");
  assert_outcome ("<iq from='" MALLORY "/x' type='get' id='1'/>", "", REFUSAL (MALLORY "/x", "1"));
  assert_outcome ("<iq from='" BOB "/r' type='get' id='1'><ping xmlns='urn:xmpp:ping'/><ping "
                  "xmlns='urn:xmpp:ping'/></iq>",
      "", REFUSAL (BOB "/r", "1"));
  assert_outcome ("<iq from='" OWN "' type='set' id='1'>" PUSH (ITEM) PUSH (ITEM) "</iq>", "",
      REFUSAL (OWN, "1"));
  assert_silence (with_long_id);
  assert_silence (results);
}

static void
test_xml_22 (void) {
  g_autofree char *text = g_strnfill (64 * 1024, 't');
  g_autofree char *long_text = g_strdup_printf (
      "<message from='" BOB "' type='error' id='m1'><error type='cancel'><not-acceptable "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/><text "
      "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>%s</text></error></message>",
      text);

  assert_silence ("<iq from='" MALLORY "/x' type='error' id='1'/>");
  assert_silence ("<iq from='" MALLORY "/x' type='error' id='1'><error type='cancel'><weird "
                  "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>");
  assert_outcome ("<message from='" BOB "' type='error' id='m1'/>",
      "message " BOB " id=m1 body=- receipt=- wants=0 error=1/undefined-condition sealed=0\n", "");
  assert_outcome ("<message from='" BOB
                  "' type='error' id='m1'><error type='x'><error/></error></message>",
      "message " BOB " id=m1 body=- receipt=- wants=0 error=1/undefined-condition sealed=0\n", "");
  assert_outcome (long_text,
      "message " BOB " id=m1 body=- receipt=- wants=0 error=1/not-acceptable sealed=0\n", "");
}

static void
test_xml_24 (void) {
  g_autofree char *local = g_strnfill (1024, 'l');
  g_autofree char *resource = g_strnfill (1024, 'r');
  g_autofree char *long_local = g_strconcat (local, "@conf.example", NULL);
  g_autofree char *long_resource = g_strconcat ("a@conf.example/", resource, NULL);
  const char *const addresses[] = {
    "@",
    "a@",
    "@b",
    "a@b@c",
    "a@b/",
    "",
    "/",
    "a@b/x&#10;y",
    "a b@c",
    "a@b c",
    long_local,
    long_resource,
  };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autofree char *xml =
        g_strdup_printf ("<message from='%s'><body>x</body></message><presence from='%s'/>"
                         "<iq from='%s' type='get' id='1'><ping xmlns='urn:xmpp:ping'/></iq>",
            addresses[i], addresses[i], addresses[i]);

    assert_silence (xml);
  }
  assert_told (
      "<message from='" BOB "/r' to='@' type='chat'><body>x</body></message>", BOB "/r", "x");
}

/* ---- ROS ---- */

static void
test_ros_01 (void) {
  assert_outcome ("<iq type='set' from='" MALLORY "/x' id='p1'>" PUSH (ITEM) "</iq>", "",
      REFUSAL (MALLORY "/x", "p1"));
}

static void
test_ros_02 (void) {
  static const char *const senders[] = { "conf.example", "alice@conf.example/other",
    "alice@conf.example.evil.example", "\xd0\xb0lice@conf.example", "bob@conf.example" };

  for (guint i = 0; i < G_N_ELEMENTS (senders); i++) {
    g_autofree char *xml =
        g_strdup_printf ("<iq type='set' from='%s' id='p1'>" PUSH (ITEM) "</iq>", senders[i]);
    g_autoptr (Outcome) outcome = run_case (xml);

    g_assert_cmpstr (outcome->seen, ==, "");
    g_assert_nonnull (strstr (outcome->sent, "service-unavailable"));
  }
  assert_outcome ("<iq type='set' from='" OWN "' id='p1'>" PUSH (ITEM) "</iq>",
      "push " MALLORY " name=Mum subscription=3 asked=0 groups=- version=-\n",
      "<iq type='result' to='" OWN "' id='p1'/>\n");
}

static void
test_ros_03 (void) {
  static const char *const items[] = { "", ITEM ITEM, "<item jid='a@b@c' subscription='remove'/>",
    "<item subscription='remove'/>", "<item jid='" BOB "/r' subscription='remove'/>" };
  g_autofree char *removals =
      repeat ("<iq type='set' id='p%u'><query xmlns='jabber:iq:roster'><item jid='b%u@x.example' "
              "subscription='remove'/></query></iq>",
          2000);
  g_autoptr (Outcome) outcome = run_case (removals);
  g_auto (GStrv) told_lines = g_strsplit (outcome->seen, "\n", -1);

  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autofree char *xml = g_strdup_printf (
        "<iq type='set' id='p1'><query xmlns='jabber:iq:roster'>%s</query></iq>", items[i]);

    assert_outcome (xml, "",
        "<iq type='error' id='p1'><error type='modify'><bad-request "
        "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>\n");
  }
  g_assert_cmpuint (g_strv_length (told_lines), ==, 2000 + 1);
}

static void
test_ros_05 (void) {
  assert_outcome ("<iq type='set' id='p1'>" PUSH (
                      "<item jid='" MALLORY
                      "' name='Bob&#10;&#13;\xe2\x80\xae &lt;b&gt;x&lt;/b&gt;'/>") "</iq>",
      "push " MALLORY " name=Bob <b>x</b> subscription=0 asked=0 groups=- version=-\n",
      "<iq type='result' id='p1'/>\n");
}

static void
test_ros_06 (void) {
  assert_silence (CHAT (MALLORY "/x") "<x xmlns='http://jabber.org/protocol/rosterx'><item "
                                      "action='delete' jid='" BOB "'/></x></message>");
  assert_outcome ("<iq type='set' from='" BOB
                  "/r' id='1'><x xmlns='http://jabber.org/protocol/rosterx'><item "
                  "action='delete' jid='" BOB "'/></x></iq>",
      "", REFUSAL (BOB "/r", "1"));
}

/* ---- PRE ---- */

static void
test_pre_01 (void) {
  g_autofree char *many = repeat (
      "<presence from='m%u@evil.example' type='subscribe'><status>Hi</status></presence>", 10000);
  g_autoptr (Outcome) outcome = run_case (many);

  g_assert_cmpstr (outcome->sent, ==, "");
  assert_outcome (
      "<presence from='" MALLORY
      "/x' type='subscribe'><nick xmlns='http://jabber.org/protocol/nick'>Bob\xe2\x80\xae</nick>"
      "<status>&lt;b&gt;It is&#10;Bob\xe2\x80\xae&lt;/b&gt;</status></presence>",
      "presence " MALLORY " kind=4 priority=0 note=<b>It is Bob</b>\n", "");
}

static void
test_pre_03 (void) {
  g_autofree char *many =
      repeat ("<presence from='" BOB "/r'><c xmlns='http://jabber.org/protocol/caps' hash='sha-1' "
              "node='http://x' ver='v%u='/></presence>",
          5000);
  g_autoptr (Outcome) outcome = run_case (many);

  g_assert_cmpstr (outcome->sent, ==, "");
}

static void
test_pre_04 (void) {
  assert_outcome ("<presence from='" BOB
                  "/r'><x xmlns='vcard-temp:x:update'><photo>0123</photo></x></presence>",
      "presence " BOB "/r kind=1 priority=0 note=-\n", "");
  assert_silence ("<iq from='" BOB "' type='result' id='v1'><vCard xmlns='vcard-temp'><PHOTO>"
                  "<EXTVAL>http://canary/x.png</EXTVAL></PHOTO></vCard></iq>");
}

static void
test_pre_06 (void) {
  g_autofree char *status = g_strnfill (900 * 1024, 's');
  g_autofree char *xml =
      g_strdup_printf ("<presence from='" BOB "/r'><status>%s</status></presence>", status);

  assert_outcome ("<presence from='" BOB
                  "/r'><priority>999999999999</priority><show>evil</show></presence>",
      "presence " BOB "/r kind=1 priority=0 note=-\n", "");
  assert_outcome (xml, "presence " BOB "/r kind=1 priority=0 note=-\n", "");
}

static void
test_pre_08 (void) {
  assert_outcome ("<presence from='" MALLORY "' type='unsubscribed'><item jid='" BOB
                  "'/></presence>",
      "presence " MALLORY " kind=7 priority=0 note=-\n", "");
  assert_outcome ("<presence from='" MALLORY "/x' type='error'><error by='" BOB
                  "' type='cancel'/></presence>",
      "presence " MALLORY "/x kind=8 priority=0 note=-\n", "");
}

/* ---- MSG ---- */

/* What points at other messages is not read at all: what is left is a message of its sender. */
static void
test_msg_01 (void) {
  assert_told (
      CHAT (MALLORY "/x") "<replace id='m1' xmlns='urn:xmpp:message-correct:0'/><body>new</body>"
                          "</message>",
      MALLORY "/x", "new");
}

static void
test_msg_06 (void) {
  assert_silence (
      CHAT (MALLORY "/x") "<retract id='m1' xmlns='urn:xmpp:message-retract:1'/></message>");
}

static void
test_msg_08 (void) {
  assert_told (CHAT (MALLORY "/x") "<reply to='" BOB
                                   "' id='none' xmlns='urn:xmpp:reply:0'/><body>&gt; I owe "
                                   "you 500 EUR</body></message>",
      MALLORY "/x", "> I owe you 500 EUR");
}

static void
test_msg_09 (void) {
  g_autofree char *ranges = repeat ("<body start='-5' end='99999999%u'/>", 2000);
  g_autofree char *xml = g_strconcat (CHAT (BOB "/r"),
      "<body>text</body><fallback xmlns='urn:xmpp:fallback:0' for='x'>", ranges,
      "</fallback></message>", NULL);

  assert_told (xml, BOB "/r", "text");
}

static void
test_msg_11 (void) {
  g_autoptr (ConfabStanza) message = parse (
      CHAT (BOB "/r") "<body>x</body><delay xmlns='urn:xmpp:delay' from='" BOB
                      "' stamp='2019-01-01T00:00:00Z'/><delay xmlns='urn:xmpp:delay' "
                      "from='muc.example' stamp='2019-01-01T00:00:00Z'/><delay "
                      "xmlns='urn:xmpp:delay' from='conf.example' stamp='2999-01-01T00:00:00Z'/>"
                      "</message>");
  g_autoptr (ConfabJid) own = confab_base_jid_new (OWN, NULL);
  g_autoptr (ConfabJid) from = confab_base_jid_new (BOB "/r", NULL);
  g_autoptr (ConfabXepMessage) read = confab_xep_message_read (message, own, from, NOW_US);

  g_assert_cmpint (read->time_us, ==, 0);
}

static void
test_msg_12 (void) {
  assert_silence ("<message from='room@muc.example/Bob' type='groupchat'><body>x</body></message>");
  assert_silence ("<message from='" MALLORY "' type='headline'><body>Bob: x</body></message>");
  assert_outcome ("<message from='" MALLORY "' type='error' id='e1'><body>Bob: x</body></message>",
      "message " MALLORY " id=e1 body=- receipt=- wants=0 error=1/undefined-condition sealed=0\n",
      "");
  assert_silence ("<message from='" MALLORY "' type='error'><body>Bob: x</body></message>");
}

/* A receipt is told with its sender, who alone it speaks for; a read mark is not read. */
static void
test_msg_14 (void) {
  assert_outcome (CHAT (MALLORY "/x") "<received xmlns='urn:xmpp:receipts' id='m1'/></message>",
      "message " MALLORY "/x id=- body=- receipt=m1 wants=0 error=0/- sealed=0\n", "");
  assert_silence (
      CHAT (MALLORY "/x") "<displayed xmlns='urn:xmpp:chat-markers:0' id='m1'/></message>");
}

static void
test_msg_15 (void) {
  static const char *const resources[] = { "Alice", "mum@home", "<b>x</b>", "/", "bob" };
  g_autofree char *longest = g_strnfill (1023, 'r');
  g_autofree char *long_xml =
      g_strdup_printf ("<message from='" BOB "/%s' type='chat'><body>x</body></message>", longest);
  g_autoptr (Outcome) outcome = run_case (long_xml);

  for (guint i = 0; i < G_N_ELEMENTS (resources); i++) {
    g_autofree char *xml = g_markup_printf_escaped (
        "<message from='" BOB "/%s' type='chat'><body>x</body></message>", resources[i]);
    g_autofree char *from = g_strconcat (BOB "/", resources[i], NULL);

    assert_told (xml, from, "x");
  }
  g_assert_true (g_str_has_prefix (outcome->seen, "message " BOB "/rrr"));
}

static void
test_msg_17 (void) {
  g_autofree char *many =
      repeat ("<message from='m%u@evil.example/x' type='chat'><body>Hi</body><request "
              "xmlns='urn:xmpp:receipts'/></message>",
          10000);
  gint64 start_us = g_get_monotonic_time ();
  g_autoptr (Outcome) outcome = run_split (HEADER, many, strlen (many), strlen (many));

  g_assert_cmpstr (outcome->sent, ==, "");
  g_test_message (
      "10,000 messages: %" G_GINT64_FORMAT " ms", (g_get_monotonic_time () - start_us) / 1000);
}

static void
test_msg_18 (void) {
  assert_told (
      CHAT (BOB "/r") "<html xmlns='http://jabber.org/protocol/xhtml-im'><body "
                      "xmlns='http://www.w3.org/1999/xhtml'><img src='http://canary/a.png'/><a "
                      "href='javascript:x'>y</a><style>s</style></body></html><body>plain</body>"
                      "</message>",
      BOB "/r", "plain");
  assert_silence (
      CHAT (BOB "/r") "<html xmlns='http://jabber.org/protocol/xhtml-im'><body "
                      "xmlns='http://www.w3.org/1999/xhtml'>only</body></html></message>");
}

static void
test_msg_20 (void) {
  g_autofree char *attention =
      repeat (CHAT (MALLORY "/x") "<attention xmlns='urn:xmpp:attention:0'/></message>", 1000);

  assert_silence (attention);
  assert_silence (
      CHAT (MALLORY "/x") "<captcha xmlns='urn:xmpp:captcha'><x xmlns='jabber:x:data' type='form'>"
                          "<field var='ocr'><media xmlns='urn:xmpp:media-element'><uri "
                          "type='image/png'>http://canary/</uri></media></field></x></captcha>"
                          "</message>");
}

/* ---- CAR, MAM ---- */

static void
test_car_01 (void) {
  assert_silence (CHAT (MALLORY "/x") "<received xmlns='urn:xmpp:carbons:2'>" FORWARDED
                                      "</received></message>");
  assert_silence (CHAT (MALLORY "/x") "<body>x</body><sent xmlns='urn:xmpp:carbons:2'>" FORWARDED
                                      "</sent></message>");
}

static void
test_car_03 (void) {
  static const char *const senders[] = { "alice@conf.example.evil.example",
    "\xd0\xb0lice@conf.example", "alice@conf.example/other", "conf.example", "alice@conf.example" };

  for (guint i = 0; i < G_N_ELEMENTS (senders); i++) {
    g_autofree char *xml = g_strdup_printf (
        "<message from='%s' type='chat'><received xmlns='urn:xmpp:carbons:2'>" FORWARDED
        "</received></message>",
        senders[i]);

    assert_silence (xml);
  }
}

static void
test_car_05 (void) {
  assert_silence (CHAT (
      OWN) "<received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><iq "
           "xmlns='jabber:client' type='set' id='p1'>" PUSH (ITEM) "</iq></forwarded></received>"
                                                                   "</message>");
  assert_silence (CHAT (
      OWN) "<received xmlns='urn:xmpp:carbons:2'><forwarded xmlns='urn:xmpp:forward:0'><presence "
           "xmlns='jabber:client' from='" BOB "/r'/></forwarded></received></message>");
}

static void
test_mam_01 (void) {
  assert_silence (CHAT (MALLORY "/x") "<result xmlns='urn:xmpp:mam:2' queryid='q' id='1'>" FORWARDED
                                      "</result></message>");
  assert_silence (CHAT (OWN) "<result xmlns='urn:xmpp:mam:2' queryid='q' id='1'>" FORWARDED
                             "</result></message>");
}

/* ---- what is not there yet is refused cleanly ---- */

static void
test_om_16 (void) {
  assert_outcome (
      CHAT (BOB "/r") "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'/>"
                      "</encrypted><body>Pay to DE00</body></message>",
      "message " BOB "/r id=- body=- receipt=- wants=0 error=0/- sealed=1\n", "");
  assert_outcome (
      CHAT (BOB "/r") "<body>Pay to DE00</body><encrypted xmlns='urn:xmpp:omemo:2'/></message>",
      "message " BOB "/r id=- body=- receipt=- wants=0 error=0/- sealed=1\n", "");
}

static void
test_om_19 (void) {
  assert_told (
      CHAT (
          BOB "/r") "<encryption xmlns='urn:xmpp:eme:0' namespace='urn:x' name='&lt;b&gt;Verified "
                    "Signal&lt;/b&gt;'/><body>text</body></message>",
      BOB "/r", "text");
}

static void
test_muc_04 (void) {
  g_autofree char *mediated = repeat (
      "<message from='room%u@muc.evil.example'><x xmlns='http://jabber.org/protocol/muc#user'>"
      "<invite from='" MALLORY "'><reason>Your bank</reason></invite><password>x</password></x>"
      "<body>You have been invited</body></message>",
      1000);

  assert_silence (mediated);
  assert_silence (CHAT (MALLORY "/x") "<x xmlns='jabber:x:conference' jid='evil@muc.evil.example' "
                                      "reason='Your bank'/><body>Join</body></message>");
}

static void
test_fil_04 (void) {
  assert_told (
      CHAT (MALLORY "/x") "<x xmlns='jabber:x:oob'><url>https://canary/a.jpg</url></x><body>"
                          "https://canary/a.jpg</body></message>",
      MALLORY "/x", "https://canary/a.jpg");
}

static void
test_jin_01 (void) {
  assert_outcome (
      "<iq from='" MALLORY "/x' type='set' id='j1'><jingle xmlns='urn:xmpp:jingle:1' "
      "action='session-initiate' sid='s'><content creator='initiator' name='a'><description "
      "xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/><transport "
      "xmlns='urn:xmpp:jingle:transports:ice-udp:1'><candidate ip='198.51.100.1' port='9'/>"
      "</transport></content></jingle></iq>",
      "", REFUSAL (MALLORY "/x", "j1"));
}

static void
test_jin_03 (void) {
  g_autofree char *many = repeat (
      CHAT (BOB "/r") "<propose xmlns='urn:xmpp:jingle-message:0' id='c%u'><description "
                      "xmlns='urn:xmpp:jingle:apps:rtp:1' media='audio'/></propose></message>",
      1000);

  assert_silence (many);
}

static void
test_jin_05 (void) {
  assert_outcome ("<iq from='" MALLORY "/x' type='set' id='j1'><jingle xmlns='urn:xmpp:jingle:1' "
                  "action='session-terminate' sid='bobs'/></iq>",
      "", REFUSAL (MALLORY "/x", "j1"));
}

static void
test_jin_06 (void) {
  g_autofree char *contents = repeat ("<content/>", 1000);
  g_autofree char *xml =
      g_strdup_printf ("<iq from='" BOB "/r' type='set' id='j1'><jingle xmlns='urn:xmpp:jingle:1' "
                       "action='session-initiate'>%s</jingle></iq>",
          contents);

  assert_outcome (xml, "", REFUSAL (BOB "/r", "j1"));
}

/* ---- siblings: the same part, twenty thousand times in one stanza ---- */

static void
test_many_parts (void) {
  static const char *const parts[] = {
    "<body xml:lang='x%u'/>",
    "<stanza-id xmlns='urn:xmpp:sid:0' by='" OWN "' id='%u'/>",
    "<delay xmlns='urn:xmpp:delay' from='conf.example' stamp='%u'/>",
    "<x xmlns='http://jabber.org/protocol/muc#user'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *many = repeat (parts[i], 9000);
    g_autofree char *xml = g_strconcat (CHAT (BOB "/r"), many, "<body>text</body></message>", NULL);
    g_autoptr (ConfabStanza) stanza = parse (xml);
    g_autoptr (Fixture) fixture = fixture_new ();
    gint64 start_us = g_get_monotonic_time ();
    g_autoptr (DexFuture) durable = confab_xep_table_route (fixture->table, stanza);

    g_assert_cmpint (g_get_monotonic_time () - start_us, <, MAX_STALL_US);
    g_assert_nonnull (strstr (fixture->seen->str, "body=text"));
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/hostile/stranger-asks", test_stranger_asks);
  g_test_add_func ("/hostile/stranger-tells", test_stranger_tells);
  g_test_add_func ("/hostile/stranger-wants-receipt", test_stranger_wants_receipt);
  g_test_add_func ("/hostile/many-parts", test_many_parts);
  g_test_add_func ("/hostile/XML-13", test_xml_13);
  g_test_add_func ("/hostile/XML-15", test_xml_15);
  g_test_add_func ("/hostile/XML-16", test_xml_16);
  g_test_add_func ("/hostile/XML-18", test_xml_18);
  g_test_add_func ("/hostile/XML-20", test_xml_20);
  g_test_add_func ("/hostile/XML-22", test_xml_22);
  g_test_add_func ("/hostile/XML-24", test_xml_24);
  g_test_add_func ("/hostile/ROS-01", test_ros_01);
  g_test_add_func ("/hostile/ROS-02", test_ros_02);
  g_test_add_func ("/hostile/ROS-03", test_ros_03);
  g_test_add_func ("/hostile/ROS-05", test_ros_05);
  g_test_add_func ("/hostile/ROS-06", test_ros_06);
  g_test_add_func ("/hostile/PRE-01", test_pre_01);
  g_test_add_func ("/hostile/PRE-03", test_pre_03);
  g_test_add_func ("/hostile/PRE-04", test_pre_04);
  g_test_add_func ("/hostile/PRE-06", test_pre_06);
  g_test_add_func ("/hostile/PRE-08", test_pre_08);
  g_test_add_func ("/hostile/MSG-01", test_msg_01);
  g_test_add_func ("/hostile/MSG-06", test_msg_06);
  g_test_add_func ("/hostile/MSG-08", test_msg_08);
  g_test_add_func ("/hostile/MSG-09", test_msg_09);
  g_test_add_func ("/hostile/MSG-11", test_msg_11);
  g_test_add_func ("/hostile/MSG-12", test_msg_12);
  g_test_add_func ("/hostile/MSG-14", test_msg_14);
  g_test_add_func ("/hostile/MSG-15", test_msg_15);
  g_test_add_func ("/hostile/MSG-17", test_msg_17);
  g_test_add_func ("/hostile/MSG-18", test_msg_18);
  g_test_add_func ("/hostile/MSG-20", test_msg_20);
  g_test_add_func ("/hostile/CAR-01", test_car_01);
  g_test_add_func ("/hostile/CAR-03", test_car_03);
  g_test_add_func ("/hostile/CAR-05", test_car_05);
  g_test_add_func ("/hostile/MAM-01", test_mam_01);
  g_test_add_func ("/hostile/OM-16", test_om_16);
  g_test_add_func ("/hostile/OM-19", test_om_19);
  g_test_add_func ("/hostile/MUC-04", test_muc_04);
  g_test_add_func ("/hostile/FIL-04", test_fil_04);
  g_test_add_func ("/hostile/JIN-01", test_jin_01);
  g_test_add_func ("/hostile/JIN-03", test_jin_03);
  g_test_add_func ("/hostile/JIN-05", test_jin_05);
  g_test_add_func ("/hostile/JIN-06", test_jin_06);
  return g_test_run ();
}
