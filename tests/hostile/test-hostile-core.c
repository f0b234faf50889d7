/* Cases that need the whole core: what a person sees of them, what is kept, and that the others
 * still get through. */

#include "hostile-victim.h"

#define CHAT(from) "<message from='" from "'" TO "type='chat'>"
#define FORWARDED                                                                                  \
  "<forwarded xmlns='urn:xmpp:forward:0'><message xmlns='jabber:client' from='" BOB "/p' to='" OWN \
  "' type='chat'><body>send money</body></message></forwarded>"

static void
test_ros_01 (void) {
  g_autoptr (Victim) v = victim_new ();
  g_autofree char *written = victim_hit (v,
      "<iq type='set' from='" MALLORY "/x' id='p1'><query xmlns='jabber:iq:roster'><item "
      "jid='" MALLORY "' name='Mum' subscription='both'/></query></iq>",
      1);

  g_assert_nonnull (strstr (written, "service-unavailable"));
  victim_assert_looks (v, BUDDY ROWS);
  victim_control (v);
}

static void
test_pre_08 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_assert_no_trace (v,
      "<presence from='" MALLORY "'" TO "type='unsubscribed'><item jid='" BOB "'/></presence>", 1);
  victim_assert_no_trace (v,
      "<presence from='" MALLORY "/x'" TO "type='error'><error by='" BOB "' type='cancel'/>"
      "</presence>",
      1);
  victim_assert_no_trace (v, "<presence from='" MALLORY "/x'" TO "/>", 1);
  victim_control (v);
}

/* Text of strangers is one request, never a chat; the second of the same one is dropped. */
static void
test_msg_01 (void) {
  g_autoptr (Victim) v = victim_new ();
  g_autofree char *xml = g_strdup_printf (
      CHAT (MALLORY "/x") "<replace id='%s' xmlns='urn:xmpp:message-correct:0'/><body>I owe you"
                          "</body></message>",
      v->own_id);

  victim_hit_silently (v, xml, 1);
  victim_assert_looks (v, BUDDY "? " MALLORY " \"I owe you\"\n" ROWS);
  victim_assert_no_trace (v, xml, 1);
  victim_control (v);
}

static void
test_msg_12 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_assert_no_trace (
      v, "<message from='room@muc.example/Bob'" TO "type='groupchat'><body>x</body></message>", 1);
  victim_assert_no_trace (
      v, "<message from='" MALLORY "'" TO "type='error' id='b1'><body>Bob: x</body></message>", 1);
  victim_assert_no_trace (
      v, "<message from='" MALLORY "'" TO "type='headline'><body>Bob: x</body></message>", 1);
  victim_control (v);
}

/* Only Bob can say that it is on Bob's device, and only Bob's side that it could not go there. */
static void
test_msg_14 (void) {
  g_autoptr (Victim) v = victim_new ();
  g_autofree char *forged = g_strdup_printf (
      CHAT (MALLORY "/x") "<received xmlns='urn:xmpp:receipts' id='%s'/></message>", v->own_id);
  g_autofree char *read = g_strdup_printf (
      CHAT (MALLORY "/x") "<displayed xmlns='urn:xmpp:chat-markers:0' id='%s'/></message>",
      v->own_id);
  g_autofree char *failed = g_strdup_printf (
      "<message from='" MALLORY "/x'" TO "type='error' id='%s'><error type='cancel'/></message>",
      v->own_id);
  g_autofree char *true_one = g_strdup_printf (
      CHAT (BOB "/r") "<received xmlns='urn:xmpp:receipts' id='%s'/></message>", v->own_id);

  victim_assert_no_trace (v, forged, 1);
  victim_assert_no_trace (v, read, 1);
  victim_assert_no_trace (v, failed, 1);
  victim_hit_silently (v, true_one, 1);
  victim_assert_looks (v, BUDDY "I 3: to Bob\nBob 0: to Alice\n");
  victim_control (v);
}

static void
test_msg_15 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_hit_silently (v, CHAT (BOB "/Alice") "<body>one</body></message>", 1);
  victim_hit_silently (v, CHAT (BOB "/mum@home") "<body>two</body></message>", 1);
  victim_hit_silently (v, CHAT (BOB "/&lt;b>x&lt;/b>") "<body>three</body></message>", 1);
  victim_assert_looks (v, BUDDY ROWS "Bob 0: one\nBob 0: two\nBob 0: three\n");
  victim_control (v);
}

/* A live message with an old stamp is new, and stands where it came. */
static void
test_msg_11 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_hit_silently (v,
      CHAT (BOB "/r") "<body>old?</body><delay xmlns='urn:xmpp:delay' from='conf.example' "
                      "stamp='2019-01-01T00:00:00Z'/></message>",
      1);
  victim_assert_looks (v, BUDDY ROWS "Bob 0: old?\n");
  victim_control (v);
}

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

static void
assert_flood (const char *format, guint n) {
  g_autoptr (Victim) v = victim_new ();
  GListModel *requests = confab_model_account_get_requests (v->account);
  g_autofree char *flood = repeat (format, n);
  guint announced = v->n_announced;

  victim_hit_silently (v, flood, n);
  g_assert_cmpuint (g_list_model_get_n_items (requests), <=, 200);
  g_assert_cmpuint (g_list_model_get_n_items (requests), >=, 1);
  g_assert_cmpuint (v->n_announced, ==, announced);
  g_assert_cmpuint (
      g_list_model_get_n_items (confab_model_account_get_contacts (v->account)), ==, 1);
}

static void
test_msg_17 (void) {
  assert_flood (
      "<message from='m%u@evil%u.example/x'" TO "type='chat'><body>Hi</body></message>", 2000);
}

static void
test_pre_01 (void) {
  assert_flood ("<presence from='m%u@evil%u.example'" TO "type='subscribe'><status>Hi</status>"
                "</presence>",
      10000);
}

static void
test_car_01 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_assert_no_trace (v,
      CHAT (MALLORY "/x") "<received xmlns='urn:xmpp:carbons:2'>" FORWARDED "</received>"
                          "</message>",
      1);
  victim_assert_no_trace (
      v, CHAT (OWN "/other") "<sent xmlns='urn:xmpp:carbons:2'>" FORWARDED "</sent></message>", 1);
  victim_control (v);
}

static void
test_mam_01 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_assert_no_trace (v,
      CHAT (MALLORY "/x") "<result xmlns='urn:xmpp:mam:2' queryid='q' id='1'>" FORWARDED
                          "</result></message>",
      1);
  victim_control (v);
}

/* Who uses another's id takes nothing away from him. */
static void
test_mam_08 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_hit_silently (v,
      "<message from='" MALLORY "/x'" TO "type='chat' id='b2'><body>first</body><origin-id "
      "xmlns='urn:xmpp:sid:0' id='o2'/></message>",
      1);
  victim_hit_silently (v,
      "<message from='" BOB "/r'" TO "type='chat' id='b2'><body>mine</body><origin-id "
      "xmlns='urn:xmpp:sid:0' id='o2'/></message>",
      1);
  victim_assert_looks (v, BUDDY "? " MALLORY " \"first\"\n" ROWS "Bob 0: mine\n");
  /* The same once more is a double. */
  victim_assert_no_trace (v,
      "<message from='" BOB "/r'" TO "type='chat' id='b2'><body>mine</body><origin-id "
      "xmlns='urn:xmpp:sid:0' id='o2'/></message>",
      1);
  victim_control (v);
}

static void
test_muc_03 (void) {
  g_autoptr (Victim) v = victim_new ();
  g_autofree char *after = NULL;

  g_free (victim_hit (v, CHAT ("room@muc.example/Bob") "<body>It is me</body></message>", 1));
  after = victim_look (v);
  g_assert_null (strstr (after, "Bob 0: It is me"));
  victim_control (v);
}

static void
test_sto_15 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_hit_silently (
      v, CHAT (BOB "/r") "<body>'); DROP TABLE message;-- %s %_ \\</body></message>", 1);
  victim_assert_looks (v, BUDDY ROWS "Bob 0: '); DROP TABLE message;-- %s %_ \\\n");
  victim_control (v);
}

static void
test_xml_16 (void) {
  g_autoptr (Victim) v = victim_new ();

  victim_hit_silently (v,
      CHAT (BOB "/r") "<body xml:lang='de'>eins</body><body>one</body><body>two</body>"
                      "</message>",
      1);
  victim_assert_looks (v, BUDDY ROWS "Bob 0: one\n");
  victim_control (v);
}

/* G5: what was kept of all this does not keep the next start from working. */
static void
test_restart (void) {
  g_autoptr (Victim) v = victim_new ();
  const char *const expected =
      BUDDY "? " MALLORY " \"<b>'); DROP TABLE contact;--</b>\"\n? room@muc.example \"%s%n\"\n";

  victim_hit_silently (v,
      CHAT (MALLORY "/x") "<body>&lt;b>'); DROP TABLE contact;--\xe2\x80\xae&lt;/b></body>"
                          "</message>",
      1);
  victim_hit_silently (v,
      "<presence from='room@muc.example'" TO "type='subscribe'><status>%s%n</status></presence>",
      1);
  victim_restart (v);
  victim_assert_looks (v, expected);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/hostile/ROS-01/core", test_ros_01);
  g_test_add_func ("/hostile/PRE-01/core", test_pre_01);
  g_test_add_func ("/hostile/PRE-08/core", test_pre_08);
  g_test_add_func ("/hostile/MSG-01/core", test_msg_01);
  g_test_add_func ("/hostile/MSG-11/core", test_msg_11);
  g_test_add_func ("/hostile/MSG-12/core", test_msg_12);
  g_test_add_func ("/hostile/MSG-14/core", test_msg_14);
  g_test_add_func ("/hostile/MSG-15/core", test_msg_15);
  g_test_add_func ("/hostile/MSG-17/core", test_msg_17);
  g_test_add_func ("/hostile/CAR-01/core", test_car_01);
  g_test_add_func ("/hostile/MAM-01/core", test_mam_01);
  g_test_add_func ("/hostile/MAM-08/core", test_mam_08);
  g_test_add_func ("/hostile/MUC-03/core", test_muc_03);
  g_test_add_func ("/hostile/STO-15/core", test_sto_15);
  g_test_add_func ("/hostile/XML-16/core", test_xml_16);
  g_test_add_func ("/hostile/restart", test_restart);
  return g_test_run ();
}
