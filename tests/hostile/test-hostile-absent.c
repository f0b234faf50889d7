/* What Confab does not do, it refuses cleanly or does not hear: calls and files between computers
 * (Jingle, IBB), rooms, corrections. Nothing shows, nothing leaves but a refusal, no name is looked
 * up, and Bob still gets through. The test paths are the ids of the cases. */

#include "../lib/net-resolver.h"
#include "../unit/test-cpu.h"
/* A hundred messages of one person in a minute. */
#define VICTIM_UNFOLDING

#include "hostile-victim.h"

#define CHAT(from) "<message from='" from "'" TO "type='chat'>"
#define GROUP(from) "<message from='" from "'" TO "type='groupchat'>"
#define ROOM "room@muc.example"
#define USER(inside) "<x xmlns='http://jabber.org/protocol/muc#user'>" inside "</x>"
#define MAX_TURN_US (100 * 1000)

#if defined(__SANITIZE_ADDRESS__)
#define MAX_GROWTH_KIB (512 * 1024)
#else
#define MAX_GROWTH_KIB (32 * 1024)
#endif

static guint
count (const char *text, const char *part) {
  guint n = 0;

  for (const char *at = text; (at = strstr (at, part)) != NULL; at += strlen (part))
    n++;
  return n;
}

/* `n` copies of `format`, "%u" being the count. */
static char *
repeat (const char *format, guint n) {
  g_auto (GStrv) parts = g_strsplit (format, "%u", -1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++) {
    g_autofree char *number = g_strdup_printf ("%u", i);
    g_autofree char *one = g_strjoinv (number, parts);

    g_string_append (text, one);
  }
  return g_string_free_and_steal (text);
}

/* Memory in use, from /proc/self/statm. */
static guint64
read_rss_kib (void) {
  g_autofree char *text = NULL;
  g_auto (GStrv) words = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtoull (words[1], NULL, 10) * (guint64)sysconf (_SC_PAGESIZE) / 1024;
}

/* ---- queries ---- */

/* `n` queries from one person: each is refused, in the same words as for every other one, and
 * nothing is to be seen; nobody's name is looked up. */
static void
assert_refused (Victim *v, const char *queries, guint n) {
  g_autoptr (GResolver) before = g_resolver_get_default ();
  g_autoptr (NetResolver) resolver = net_resolver_install ();
  g_autofree char *looks = victim_look (v);
  guint announced = v->n_announced;
  g_autofree char *written = victim_hit (v, queries, n);
  g_autofree char *after = victim_look (v);

  g_assert_cmpuint (count (written, "<iq type='error'"), ==, n);
  g_assert_cmpuint (count (written, "<iq "), ==, n);
  g_assert_cmpuint (count (written, "<message"), ==, 0);
  g_assert_cmpuint (count (written, "<presence"), ==, 0);
  g_assert_cmpstr (looks, ==, after);
  g_assert_cmpuint (v->n_announced, ==, announced);
  g_assert_cmpuint (resolver->n_asked, ==, 0);
  g_resolver_set_default (before);
}

static const char *const people[] = { BOB "/r", MALLORY "/x" };

/* Each of `insides` as a query from a buddy and from a stranger. */
static void
assert_all_refused (const char *const *insides, gsize n_insides) {
  g_autoptr (Victim) v = victim_new ();

  for (gsize i = 0; i < n_insides; i++)
    for (gsize who = 0; who < G_N_ELEMENTS (people); who++) {
      g_autofree char *xml = g_strdup_printf (
          "<iq from='%s'" TO "type='set' id='j%u'>%s</iq>", people[who], (guint)i, insides[i]);

      assert_refused (v, xml, 1);
    }
  victim_control (v);
}

#define JINGLE(attributes, inside)                                                                 \
  "<jingle xmlns='urn:xmpp:jingle:1' sid='s1' " attributes ">" inside "</jingle>"
#define FILE_OFFER(inside)                                                                         \
  JINGLE ("action='session-initiate' initiator='" BOB "/r'",                                       \
      "<content creator='initiator' name='a'><description "                                        \
      "xmlns='urn:xmpp:jingle:apps:file-transfer:5'><file>" inside "</file></description>"         \
      "<transport xmlns='urn:xmpp:jingle:transports:ibb:1' block-size='4096' sid='t'/></content>")

/* Files by Jingle: whatever size they claim, nobody takes them. */
static void
test_jin_08 (void) {
  static const char *const offers[] = {
    FILE_OFFER ("<name>a</name><size>-1</size>"),
    FILE_OFFER ("<name>a</name><size>0</size>"),
    FILE_OFFER ("<name>../../a</name><size>9223372036854775808</size>"),
    FILE_OFFER ("<name>a</name><size>10</size><range offset='99' length='-1'/>"),
    FILE_OFFER ("<hash xmlns='urn:xmpp:hashes:2' algo='sha-1'>AAAA</hash>"),
    JINGLE ("action='session-info'", "<checksum "
                                     "xmlns='urn:xmpp:jingle:apps:file-transfer:5' name='a'/>"),
    "<si xmlns='http://jabber.org/protocol/si' id='s' "
    "profile='http://jabber.org/protocol/si/profile/file-transfer'><file "
    "xmlns='http://jabber.org/protocol/si/profile/file-transfer' name='a' size='-1'/></si>",
  };

  assert_all_refused (offers, G_N_ELEMENTS (offers));
}

#define IBB "xmlns='http://jabber.org/protocol/ibb'"

/* Bytes inside the stream: no session begins, so nothing belongs to one. */
static void
test_jin_10 (void) {
  static const char *const steps[] = {
    "<open " IBB " block-size='70000' sid='s1' stanza='iq'/>",
    "<open " IBB " block-size='4096' sid='s1'/>",
    "<data " IBB " seq='0' sid='s1'>AAAA</data>",
    "<data " IBB " seq='0' sid='s1'>AAAA</data>",
    "<data " IBB " seq='65536' sid='s1'>?</data>",
    "<data " IBB " seq='-1' sid='s1'/>",
    "<close " IBB " sid='s1'/>",
    "<data " IBB " seq='1' sid='s1'>AAAA</data>",
    "<query xmlns='http://jabber.org/protocol/bytestreams' sid='s1'/>",
  };
  g_autoptr (Victim) v = NULL;
  guint64 before;
  g_autofree char *filler = g_strnfill (60000, 'A');

  assert_all_refused (steps, G_N_ELEMENTS (steps));

  /* As messages they are not even answered, however much comes. */
  v = victim_new ();
  before = read_rss_kib ();
  for (guint i = 0; i < 100; i++) {
    g_autofree char *xml = g_strdup_printf (
        CHAT (BOB "/r") "<data " IBB " seq='%u' sid='s1'>%s</data></message>", i, filler);

    victim_assert_no_trace (v, xml, 1);
  }
  g_assert_cmpuint (read_rss_kib (), <, before + MAX_GROWTH_KIB);
  victim_control (v);
}

#define CANDIDATES(inside)                                                                         \
  JINGLE ("action='transport-info'",                                                               \
      "<content creator='initiator' name='a'><transport "                                          \
      "xmlns='urn:xmpp:jingle:transports:ice-udp:1' ufrag='a' pwd='b'>" inside                     \
      "</transport></content>")

/* Where a call could be reached is neither looked up nor kept. */
static void
test_jin_11 (void) {
  static const char *const offers[] = {
    CANDIDATES ("<candidate ip='x.attacker.example' port='9' type='host' protocol='udp'/>"),
    CANDIDATES ("<candidate ip='x.local' port='9' type='host' protocol='udp'/>"),
    CANDIDATES ("<candidate ip='198.51.100.1' port='9' type='relay' protocol='udp'/>"),
    JINGLE ("action='transport-replace'",
        "<content creator='initiator' name='a'><transport "
        "xmlns='urn:xmpp:jingle:transports:s5b:1' sid='t'><candidate cid='c' "
        "host='x.attacker.example' jid='x@y' port='1'/></transport></content>"),
  };
  g_autoptr (Victim) v = victim_new ();
  guint64 before;

  assert_all_refused (offers, G_N_ELEMENTS (offers));
  before = read_rss_kib ();
  for (guint i = 0; i < 5; i++) {
    g_autofree char *some = repeat ("<iq from='" BOB "/r'" TO "type='set' id='c%u'>" CANDIDATES (
                                        "<candidate ip='x%u.attacker.example' port='9'/>") "</iq>",
        1000);

    assert_refused (v, some, 1000);
  }
  g_assert_cmpuint (read_rss_kib (), <, before + MAX_GROWTH_KIB);
  victim_control (v);
}

/* No call is under way, so nobody adds a camera to one. */
static void
test_jin_12 (void) {
  static const char *const offers[] = {
    JINGLE ("action='content-add'",
        "<content creator='initiator' name='v' senders='both'><description "
        "xmlns='urn:xmpp:jingle:apps:rtp:1' media='video'/><transport "
        "xmlns='urn:xmpp:jingle:transports:ice-udp:1'/></content>"),
    JINGLE ("action='content-modify'", "<content creator='initiator' name='v' senders='both'/>"),
    JINGLE ("action='session-accept'", "<content creator='initiator' name='v'/>"),
    JINGLE ("action='session-info'", "<ringing xmlns='urn:xmpp:jingle:apps:rtp:info:1'/>"),
  };

  assert_all_refused (offers, G_N_ELEMENTS (offers));
}

/* ---- rooms ---- */

static void
assert_no_traces (const char *const *stanzas, gsize n_stanzas) {
  g_autoptr (Victim) v = victim_new ();

  for (gsize i = 0; i < n_stanzas; i++) {
    g_test_message ("%s", stanzas[i]);
    victim_assert_no_trace (v, stanzas[i], 1);
  }
  victim_control (v);
}

/* Nobody joined, so nobody in a room is anybody: names that look like Bob are not Bob. */
static void
test_muc_01 (void) {
  static const char *const stanzas[] = {
    "<presence from='" ROOM "/Bob'" TO
    ">" USER ("<item affiliation='owner' role='moderator' jid='" BOB "/r'/>") "</presence>",
    "<presence from='" ROOM "/Bob'" TO "/>",
    "<presence from='" ROOM "/&#x392;ob'" TO ">" USER ("<item/>") "</presence>",
    "<presence from='" ROOM "/Bob&#x200d;'" TO ">" USER ("<item/>") "</presence>",
    GROUP (ROOM "/Bob") "<body>It is me</body></message>",
    GROUP (ROOM "/Bob&#x200d;") "<body>It is me</body></message>",
    GROUP (BOB "/Bob") "<body>It is me</body></message>",
  };

  assert_no_traces (stanzas, G_N_ELEMENTS (stanzas));
}

/* What a room says is its own words, and nothing that Confab says. */
static void
test_muc_06 (void) {
  static const char *const stanzas[] = {
    GROUP (ROOM) "<body>Bob is now verified</body></message>",
    GROUP (ROOM) USER ("<status code='104'/>") "</message>",
    "<message from='muc.example'" TO "><body>Bob is now verified</body></message>",
  };

  g_autoptr (Victim) v = victim_new ();

  assert_no_traces (stanzas, G_N_ELEMENTS (stanzas));
  /* As a message to one person it is what a stranger says, under the room's own address. */
  victim_hit_silently (
      v, CHAT (ROOM) USER ("<status code='104'/>") "<body>Bob is now verified</body></message>", 1);
  victim_assert_looks (v, BUDDY "? " ROOM " \"Bob is now verified\"\n" ROWS);
  victim_control (v);
}

/* A room that changes its rules changes nothing here, and nothing is written to it. */
static void
test_muc_07 (void) {
  static const char *const stanzas[] = {
    GROUP (ROOM) USER ("<status code='172'/><status code='170'/>") "</message>",
    GROUP (ROOM) USER ("<status code='173'/>") "</message>",
    "<presence from='" ROOM "/me'" TO
    ">" USER ("<status code='110'/><status code='100'/>") "</presence>",
    "<iq from='" ROOM "'" TO "type='error' id='members'><error type='auth'><forbidden "
    "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></iq>",
    "<iq from='" ROOM "'" TO "type='result' id='members'><query "
    "xmlns='http://jabber.org/protocol/muc#admin'/></iq>",
  };

  assert_no_traces (stanzas, G_N_ELEMENTS (stanzas));
}

/* Of the processor, between one look at what is ready and the next. */
static gint64 turn_began_us, longest_turn_us;

static int
poll_and_note (GPollFD *fds, guint n_fds, int timeout_ms) {
  int ready;

  longest_turn_us = MAX (longest_turn_us, test_cpu_us () - turn_began_us);
  ready = g_poll (fds, n_fds, timeout_ms);
  turn_began_us = test_cpu_us ();
  return ready;
}

/* Twenty thousand people in a room that nobody joined: nothing is kept of them. */
static void
test_muc_09 (void) {
  g_autoptr (Victim) v = victim_new ();
  g_autofree char *before = victim_look (v);
  g_autofree char *after = NULL;
  guint64 rss_kib = 0;

  for (guint i = 0; i < 10; i++) {
    g_autofree char *some =
        repeat ("<presence from='" ROOM "/n%u'" TO
                ">" USER ("<item affiliation='none'/>") "</presence>"
                                                        "<presence from='" ROOM "/n%u'" TO
                                                        "type='unavailable'/>",
            1000);

    turn_began_us = test_cpu_us ();
    longest_turn_us = 0;
    g_main_context_set_poll_func (NULL, poll_and_note);
    victim_hit_silently (v, some, 2000);
    g_main_context_set_poll_func (NULL, g_poll);
    g_assert_cmpint (longest_turn_us, <, MAX_TURN_US);
    if (i == 1)
      rss_kib = read_rss_kib ();
  }
  after = victim_look (v);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpuint (read_rss_kib (), <, rss_kib + MAX_GROWTH_KIB);
  victim_control (v);
}

/* Who is sent elsewhere does not go there by itself. */
static void
test_muc_11 (void) {
  static const char *const stanzas[] = {
    "<presence from='" ROOM "/me'" TO "type='unavailable'>" USER (
        "<item affiliation='none' role='none'/><destroy jid='other@muc.evil.example'>"
        "<reason>Come here</reason><password>x</password></destroy>") "</presence>",
    "<presence from='" ROOM "/me'" TO "type='unavailable'>" USER (
        "<item><reason>Come</reason></item><status code='307'/><status code='110'/>") "</presence>",
    "<message from='" ROOM "'" TO "><x xmlns='jabber:x:conference' "
    "jid='other@muc.evil.example'/></message>",
    "<presence from='" ROOM "'" TO "type='error'><error type='modify'><gone "
    "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'>xmpp:other@muc.evil.example?join</gone>"
    "</error></presence>",
  };

  assert_no_traces (stanzas, G_N_ELEMENTS (stanzas));
}

#define OCCUPANT "<occupant-id xmlns='urn:xmpp:occupant-id:0' id='o1'/>"

static void
test_muc_12 (void) {
  static const char *const stanzas[] = {
    GROUP (ROOM "/Bob") OCCUPANT "<body>It is me</body></message>",
    "<presence from='" ROOM "/Bob'" TO ">" OCCUPANT "</presence>",
    GROUP (ROOM "/Bob") OCCUPANT
    "<replace xmlns='urn:xmpp:message-correct:0' id='b1'/><body>I owe you</body></message>",
  };

  assert_no_traces (stanzas, G_N_ELEMENTS (stanzas));
}

static void
test_muc_14 (void) {
  g_autofree char *filler = g_strnfill (900 * 1024, 's');
  g_autofree char *long_one =
      g_strdup_printf (GROUP (ROOM "/Bob") "<subject>%s</subject></message>", filler);
  const char *const stanzas[] = {
    GROUP (ROOM "/Bob") "<subject>New</subject><body>x</body></message>",
    GROUP (ROOM "/Bob") "<subject>&lt;a href='javascript:x'>y&lt;/a> javascript:x</subject>"
                        "</message>",
    CHAT (BOB "/r") "<subject>Verified</subject></message>",
    long_one,
  };

  assert_no_traces (stanzas, G_N_ELEMENTS (stanzas));
}

static void
test_muc_15 (void) {
  g_autoptr (Victim) v = victim_new ();
  static const char *const insides[] = {
    "<replace xmlns='urn:xmpp:message-correct:0' id='%s'/><body>other words</body>",
    "<retract xmlns='urn:xmpp:message-retract:1' id='%s'/>",
    "<apply-to xmlns='urn:xmpp:fasten:0' id='%s'><moderated xmlns='urn:x'/></apply-to>",
    "<reactions xmlns='urn:xmpp:reactions:0' id='%s'><reaction>x</reaction></reactions>",
  };
  const char *const ids[] = { "b1", v->own_id };

  for (gsize i = 0; i < G_N_ELEMENTS (insides); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (ids); j++) {
      g_auto (GStrv) parts = g_strsplit (insides[i], "%s", 2);
      g_autofree char *xml =
          g_strconcat (GROUP (ROOM "/Bob"), parts[0], ids[j], parts[1], "</message>", NULL);

      victim_assert_no_trace (v, xml, 1);
    }
  victim_control (v);
}

/* ---- corrections ---- */

/* What says that it puts another message right is a message of its own, and stands where it came,
 * unless it was the last one: what was read before stays as it was, in its place. Of what is
 * sealed, flow-changed-again and test-messaging-change say the same. */
static void
test_msg_03 (void) {
  g_autoptr (Victim) v = victim_new ();
  g_autoptr (GString) expected = g_string_new (BUDDY ROWS);

  for (guint i = 0; i < 100; i++) {
    g_autofree char *xml = g_strdup_printf (CHAT (BOB "/r") "<body>line %u</body></message>", i);

    victim_hit_silently (v, xml, 1);
    g_string_append_printf (expected, "Bob 0: line %u\n", i);
  }
  victim_hit_silently (v,
      "<message from='" BOB "/r'" TO "type='chat' id='b9'><replace "
      "xmlns='urn:xmpp:message-correct:0' id='b1'/><body>never said that</body></message>",
      1);
  g_string_append (expected, "Bob 0: never said that\n");
  victim_assert_looks (v, expected->str);
  /* Nor can anybody else take it back; its writer can, and the empty place stays in its order. */
  victim_assert_no_trace (v,
      "<message from='" MALLORY "/r'" TO "type='chat' id='b10'><retract "
      "xmlns='urn:xmpp:message-retract:1' id='b1'/></message>",
      1);
  victim_hit_silently (v,
      "<message from='" BOB "/r'" TO "type='chat' id='b11'><retract "
      "xmlns='urn:xmpp:message-retract:1' id='b1'/></message>",
      1);
  g_string_replace (expected, "to Alice", "", 1);
  victim_assert_looks (v, expected->str);
  victim_control (v);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/hostile/JIN-08", test_jin_08);
  g_test_add_func ("/hostile/JIN-10", test_jin_10);
  g_test_add_func ("/hostile/JIN-11", test_jin_11);
  g_test_add_func ("/hostile/JIN-12", test_jin_12);
  g_test_add_func ("/hostile/MUC-01", test_muc_01);
  g_test_add_func ("/hostile/MUC-06", test_muc_06);
  g_test_add_func ("/hostile/MUC-07", test_muc_07);
  g_test_add_func ("/hostile/MUC-09", test_muc_09);
  g_test_add_func ("/hostile/MUC-11", test_muc_11);
  g_test_add_func ("/hostile/MUC-12", test_muc_12);
  g_test_add_func ("/hostile/MUC-14", test_muc_14);
  g_test_add_func ("/hostile/MUC-15", test_muc_15);
  g_test_add_func ("/hostile/MSG-03", test_msg_03);
  return g_test_run ();
}
