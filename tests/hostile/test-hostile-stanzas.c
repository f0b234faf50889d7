/* What strangers, contacts and malicious servers send inside a well-formed stream: who may say
 * what, and what they can make leave. The test paths are the ids of the cases. */

#include "hostile-case.h"
#include "xep/xep-message.h"

#define PUSH(items) "<query xmlns='jabber:iq:roster'>" items "</query>"
#define ITEM "<item jid='" MALLORY "' name='Mum' subscription='both'/>"

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
    gint64 start_us = test_cpu_us ();
    g_autoptr (DexFuture) durable = confab_xep_table_route (fixture->table, stanza);

    g_assert_cmpint (test_cpu_us () - start_us, <, MAX_STALL_US);
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
  return g_test_run ();
}
