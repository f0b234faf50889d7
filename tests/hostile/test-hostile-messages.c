/* What messages try: to speak for others, to point at what is not theirs, to be somewhere else than
 * in a chat; and what this program cannot do yet, refused cleanly. The test paths are the ids of
 * the cases. */

#include "hostile-case.h"
#include "xep/xep-message.h"

#define FORWARDED                                                                                  \
  "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='" BOB "/p' "         \
  "to='alice@conf.example' type='chat'><body>send money</body></message></forwarded>"
#define PUSH(items) "<query xmlns='jabber:iq:roster'>" items "</query>"
#define ITEM "<item jid='" MALLORY "' name='Mum' subscription='both'/>"

/* ---- MSG ---- */

/* A correction is told with its sender, who alone it speaks for: that nothing comes of it,
 * flow-changed-again says. */
static void
test_msg_01 (void) {
  assert_told (
      CHAT (MALLORY "/x") "<replace id='m1' xmlns='urn:xmpp:message-correct:0'/><body>new</body>"
                          "</message>",
      MALLORY "/x", "new");
}

/* A word of its sender about an own message: that nothing comes of it, flow-taken and
 * test-messaging-retract say. */
static void
test_msg_06 (void) {
  assert_outcome (
      CHAT (MALLORY "/x") "<retract id='m1' xmlns='urn:xmpp:message-retract:1'/></message>",
      "message mallory@evil.example/x id=- body=- receipt=- wants=0 error=0/- sealed=0\n", "");
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

/* A receipt and a read mark are told with their sender, who alone they speak for: that nothing
 * comes of it, flow-told-by says. */
static void
test_msg_14 (void) {
  assert_outcome (CHAT (MALLORY "/x") "<received xmlns='urn:xmpp:receipts' id='m1'/></message>",
      "message " MALLORY "/x id=- body=- receipt=m1 wants=0 error=0/- sealed=0\n", "");
  assert_outcome (
      CHAT (MALLORY "/x") "<displayed xmlns='urn:xmpp:chat-markers:0' id='m1'/></message>",
      "message mallory@evil.example/x id=- body=- receipt=- wants=0 error=0/- sealed=0\n", "");
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
    "\xd0\xb0lice@conf.example", "alice@conf.example/other", "conf.example" };

  for (guint i = 0; i < G_N_ELEMENTS (senders); i++) {
    g_autofree char *xml = g_strdup_printf (
        "<message from='%s' type='chat'><received xmlns='urn:xmpp:carbons:2'>" FORWARDED
        "</received></message>",
        senders[i]);

    assert_silence (xml);
  }
  assert_told (CHAT (OWN) "<received xmlns='urn:xmpp:carbons:2'>" FORWARDED "</received></message>",
      BOB "/p", "send money");
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

/* Small pictures of a file, inside the message or at somebody's, are not read: nobody is asked for
 * them, and nothing of them is told. */
static void
test_fil_19 (void) {
  g_autofree char *filler = g_strnfill (500 * 1024, 'A');
  g_autofree char *inside = g_strdup_printf (
      CHAT (BOB "/r") "<data xmlns='urn:xmpp:bob' cid='sha1+0000@bob.xmpp.org' type='image/png' "
                      "max-age='9'>%s</data><body>text</body></message>",
      filler);
  static const char *const thumbnails[] = {
    "<thumbnail xmlns='urn:xmpp:thumbs:1' uri='cid:sha1+0000@bob.xmpp.org' width='999999'/>",
    "<thumbnail xmlns='urn:xmpp:thumbs:1' uri='https://canary/x.png'/>",
    "<thumbnail xmlns='urn:xmpp:thumbs:1' uri='data:image/png;base64,AAAA'/>",
  };

  assert_told (inside, BOB "/r", "text");
  for (guint i = 0; i < G_N_ELEMENTS (thumbnails); i++) {
    g_autofree char *alone = g_strconcat (CHAT (BOB "/r"), thumbnails[i], "</message>", NULL);
    g_autofree char *shared = g_strconcat (CHAT (BOB "/r"),
        "<file-sharing xmlns='urn:xmpp:sfs:0'><file xmlns='urn:xmpp:file:metadata:0'>",
        thumbnails[i], "</file></file-sharing><body>text</body></message>", NULL);

    assert_silence (alone);
    assert_told (shared, BOB "/r", "text");
  }
  assert_outcome ("<iq from='" MALLORY "/x' type='get' id='t1'><data xmlns='urn:xmpp:bob' "
                  "cid='sha1+0000@bob.xmpp.org'/></iq>",
      "", REFUSAL (MALLORY "/x", "t1"));
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

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
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
  g_test_add_func ("/hostile/MUC-04", test_muc_04);
  g_test_add_func ("/hostile/FIL-04", test_fil_04);
  g_test_add_func ("/hostile/FIL-19", test_fil_19);
  g_test_add_func ("/hostile/JIN-01", test_jin_01);
  g_test_add_func ("/hostile/JIN-03", test_jin_03);
  g_test_add_func ("/hostile/JIN-05", test_jin_05);
  g_test_add_func ("/hostile/JIN-06", test_jin_06);
  return g_test_run ();
}
