/* From the XML of a message to what it says (RFC 6121 5, XEP-0184, XEP-0203, XEP-0359), and our own
 * messages to XML. */

#include "base/base-clock.h"
#include "test-xep-fixture.h"
#include "xep/xep-message.h"
#include "xep/xep-omemo.h"
#include "xep/xep-read.h"

#define FROM_BOB                                                                                   \
  "<message from='bob@friend.example/x' to='alice@conf.example/desk' type='chat' id='m1'>"
#define DAY_US G_TIME_SPAN_DAY

static ConfabXepMessage *
read_xml (const char *xml) {
  g_autoptr (ConfabStanza) stanza = parse (xml);
  g_autoptr (ConfabJid) own = confab_base_jid_new (OWN, NULL);
  g_autoptr (ConfabJid) from = confab_base_jid_new (confab_xmpp_stanza_get (stanza, "from"), NULL);

  return confab_xep_message_read (stanza, own, from, NOW_US);
}

static ConfabXepMessage *
read_inside (const char *children) {
  g_autofree char *xml = g_strconcat (FROM_BOB, children, "</message>", NULL);

  return read_xml (xml);
}

static void
assert_body (const char *children, const char *body) {
  g_autoptr (ConfabXepMessage) message = read_inside (children);

  if (body == NULL) {
    g_assert_null (message);
    return;
  }
  g_assert_nonnull (message);
  g_assert_cmpstr (message->body, ==, body);
}

static void
test_plain (void) {
  g_autoptr (ConfabXepMessage) message = read_inside ("<body>Hi there</body>");

  g_assert_cmpstr (confab_base_jid_get_full (message->from), ==, "bob@friend.example/x");
  g_assert_cmpstr (confab_base_jid_get_full (message->to), ==, "alice@conf.example/desk");
  g_assert_cmpstr (message->id, ==, "m1");
  g_assert_cmpstr (message->body, ==, "Hi there");
  g_assert_null (message->origin_id);
  g_assert_null (message->stanza_id);
  g_assert_null (message->receipt_for);
  g_assert_false (message->wants_receipt);
  g_assert_false (message->is_error);
  g_assert_false (message->is_sealed);
  g_assert_cmpint (message->time_us, ==, 0);
}

static void
test_types (void) {
  static const struct {
    const char *type;
    gboolean is_read;
  } cases[] = {
    { "", TRUE },
    { "type='chat'", TRUE },
    { "type='normal'", TRUE },
    { "type='banana'", TRUE }, /* counts as normal, RFC 6121 5.2.2 */
    { "type='groupchat'", FALSE },
    { "type='headline'", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml = g_strdup_printf (
        "<message from='bob@friend.example' %s><body>x</body></message>", cases[i].type);
    g_autoptr (ConfabXepMessage) message = read_xml (xml);

    g_assert_cmpint (message != NULL, ==, cases[i].is_read);
  }
}

static void
test_choice_of_body (void) {
  assert_body ("<body>one</body><body>two</body>", "one");
  assert_body ("<body xml:lang='de'>eins</body><body>one</body>", "one");
  assert_body ("<body xml:lang='de'>eins</body><body xml:lang='fr'>un</body>", "eins");
  assert_body ("<body xml:lang=''>none</body><body>later</body>", "none");
  assert_body ("<body xmlns='urn:evil'>no</body>", NULL);
  assert_body ("<body xmlns='urn:evil'>no</body><body>yes</body>", "yes");
  assert_body ("<x xmlns='urn:deep'><body xmlns='jabber:client'>no</body></x>", NULL);
  assert_body ("<body/>", NULL);
  assert_body ("<subject>only</subject>", NULL);
  assert_body ("<html xmlns='http://jabber.org/protocol/xhtml-im'><body "
               "xmlns='http://www.w3.org/1999/xhtml'>no</body></html><body>plain</body>",
      "plain");
}

static void
test_choice_by_language (void) {
  g_autoptr (ConfabXepMessage) message =
      read_xml ("<message from='bob@friend.example' xml:lang='FR'><body xml:lang='de'>eins</body>"
                "<body xml:lang='fr'>un</body></message>");

  g_assert_cmpstr (message->body, ==, "un");
}

static void
test_body_is_bounded (void) {
  g_autofree char *long_text = g_strnfill (CONFAB_XEP_MAX_BODY + 100, 'a');
  g_autofree char *xml = g_strconcat ("<body>", long_text, "</body>", NULL);
  g_autoptr (ConfabXepMessage) message = read_inside (xml);

  g_assert_cmpuint (strlen (message->body), ==, CONFAB_XEP_MAX_BODY);
}

static void
test_ids (void) {
  g_autofree char *long_id = g_strnfill (CONFAB_XEP_MAX_ID + 1, 'i');
  g_autofree char *xml =
      g_strdup_printf ("<message from='bob@friend.example' id='%s'><body>x</body>"
                       "<origin-id xmlns='urn:xmpp:sid:0' id='%s'/></message>",
          long_id, long_id);
  g_autoptr (ConfabXepMessage) too_long = read_xml (xml);
  g_autoptr (ConfabXepMessage) message =
      read_inside ("<body>x</body><origin-id xmlns='urn:xmpp:sid:0' id='o1'/>"
                   "<stanza-id xmlns='urn:xmpp:sid:0' by='alice@conf.example' id='s1'/>"
                   "<stanza-id xmlns='urn:xmpp:sid:0' by='friend.example' id='no'/>");

  g_assert_null (too_long->id);
  g_assert_null (too_long->origin_id);
  g_assert_cmpstr (message->origin_id, ==, "o1");
  g_assert_cmpstr (message->stanza_id, ==, "s1");
}

static void
test_stanza_id_by_others (void) {
  static const char *const by[] = {
    "bob@friend.example",
    "conf.example",
    "alice@conf.example/desk",
    "alice@conf.example.evil.example",
    "\xd0\xb0lice@conf.example",
    "@",
    "",
  };

  for (guint i = 0; i < G_N_ELEMENTS (by); i++) {
    g_autofree char *xml = g_strdup_printf (
        "<body>x</body><stanza-id xmlns='urn:xmpp:sid:0' by='%s' id='s1'/>", by[i]);
    g_autoptr (ConfabXepMessage) message = read_inside (xml);

    g_assert_null (message->stanza_id);
  }
}

static void
test_two_stanza_ids (void) {
  g_autoptr (ConfabXepMessage) message =
      read_inside ("<body>x</body><stanza-id xmlns='urn:xmpp:sid:0' by='alice@conf.example' "
                   "id='s1'/><stanza-id xmlns='urn:xmpp:sid:0' by='alice@conf.example' id='s2'/>");

  g_assert_null (message->stanza_id);
}

static void
test_receipts (void) {
  g_autoptr (ConfabXepMessage) asks =
      read_inside ("<body>x</body><request xmlns='urn:xmpp:receipts'/>");
  g_autoptr (ConfabXepMessage) receipt =
      read_inside ("<received xmlns='urn:xmpp:receipts' id='m7'/>");
  g_autoptr (ConfabXepMessage) loop =
      read_inside ("<body>x</body><received xmlns='urn:xmpp:receipts' id='m7'/><request "
                   "xmlns='urn:xmpp:receipts'/>");
  g_autoptr (ConfabXepMessage) without_id =
      read_xml ("<message from='bob@friend.example'><body>x</body><request "
                "xmlns='urn:xmpp:receipts'/></message>");

  g_assert_true (asks->wants_receipt);
  g_assert_cmpstr (receipt->receipt_for, ==, "m7");
  g_assert_null (receipt->body);
  g_assert_false (receipt->wants_receipt);
  g_assert_false (loop->wants_receipt);
  g_assert_false (without_id->wants_receipt);
  assert_body ("<request xmlns='urn:xmpp:receipts'/>", NULL);
  assert_body ("<received xmlns='urn:xmpp:receipts'/>", NULL);
}

static void
test_errors (void) {
  g_autoptr (ConfabXepMessage) error =
      read_xml ("<message type='error' from='bob@friend.example' id='m1'><body>Hi</body>"
                "<request xmlns='urn:xmpp:receipts'/><error type='cancel'><service-unavailable "
                "xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error></message>");
  g_autoptr (ConfabXepMessage) bare = read_xml (
      "<message type='error' from='bob@friend.example' id='m1'><body>Hi</body></message>");
  g_autoptr (ConfabXepMessage) without_id =
      read_xml ("<message type='error' from='bob@friend.example'><body>Hi</body></message>");

  g_assert_true (error->is_error);
  g_assert_cmpstr (error->error_condition, ==, "service-unavailable");
  g_assert_null (error->body);
  g_assert_false (error->wants_receipt);
  g_assert_true (bare->is_error);
  g_assert_null (bare->body);
  g_assert_null (without_id);
}

static void
test_sealed (void) {
  g_autoptr (ConfabXepMessage) message =
      read_inside ("<encrypted xmlns='eu.siacs.conversations.axolotl'/><body>Pay now</body>"
                   "<request xmlns='urn:xmpp:receipts'/>");
  g_autoptr (ConfabXepMessage) second =
      read_inside ("<body>Pay now</body><encrypted xmlns='urn:xmpp:omemo:2'/>");
  g_autoptr (ConfabXepMessage) other =
      read_inside ("<body>text</body><encrypted xmlns='urn:evil'/>");

  g_assert_true (message->is_sealed);
  g_assert_null (message->body);
  g_assert_true (message->wants_receipt);
  g_assert_true (second->is_sealed);
  g_assert_null (second->body);
  g_assert_false (other->is_sealed);
  g_assert_cmpstr (other->body, ==, "text");
}

static void
test_seals (void) {
  static const char *const seals[] = {
    "<encrypted xmlns='eu.siacs.conversations.axolotl'/>",
    "<encrypted xmlns='urn:xmpp:omemo:1'/>",
    "<encrypted xmlns='urn:xmpp:omemo:2'/>",
    "<openpgp xmlns='urn:xmpp:openpgp:0'/>",
    "<x xmlns='jabber:x:encrypted'/>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (seals); i++) {
    g_autofree char *xml = g_strconcat ("<body>hint</body>", seals[i], NULL);
    g_autoptr (ConfabXepMessage) message = read_inside (xml);

    g_assert_true (message->is_sealed);
    g_assert_null (message->body);
  }
}

#define OLD_SEALED                                                                                 \
  "<encrypted xmlns='eu.siacs.conversations.axolotl'><header sid='1'><iv>aXZpdml2aXZpdml2</iv>"    \
  "</header></encrypted>"
#define TWO_SEALED "<encrypted xmlns='urn:xmpp:omemo:2'><header sid='2'/></encrypted>"

/* One of each version, the newer first; what cannot be read and what is not known are none. */
static void
test_sealed_parts (void) {
  static const struct {
    const char *inside;
    guint n;
    ConfabOmemoVersion first;
  } cases[] = {
    { OLD_SEALED, 1, CONFAB_OMEMO_OLD },
    { TWO_SEALED, 1, CONFAB_OMEMO_TWO },
    { OLD_SEALED TWO_SEALED, 2, CONFAB_OMEMO_TWO },
    { TWO_SEALED TWO_SEALED OLD_SEALED OLD_SEALED, 2, CONFAB_OMEMO_TWO },
    { "<encrypted xmlns='urn:xmpp:omemo:2'/>" OLD_SEALED, 1, CONFAB_OMEMO_OLD },
    { "<encrypted xmlns='urn:xmpp:omemo:2'/>", 0, CONFAB_OMEMO_NONE },
    { "<encrypted xmlns='urn:xmpp:omemo:1'><header sid='1'/></encrypted>", 0, CONFAB_OMEMO_NONE },
    { "<openpgp xmlns='urn:xmpp:openpgp:0'/>", 0, CONFAB_OMEMO_NONE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml = g_strconcat ("<body>hint</body>", cases[i].inside, NULL);
    g_autoptr (ConfabXepMessage) message = read_inside (xml);

    g_assert_true (message->is_sealed);
    g_assert_null (message->body);
    if (cases[i].n == 0) {
      g_assert_null (message->sealed);
      continue;
    }
    g_assert_cmpuint (message->sealed->len, ==, cases[i].n);
    g_assert_cmpint (
        ((ConfabXepOmemoSealed *)message->sealed->pdata[0])->version, ==, cases[i].first);
  }
}

/* An error gives back what was sent; nothing of it is opened again. */
static void
test_sealed_error (void) {
  g_autoptr (ConfabXepMessage) message =
      read_xml ("<message type='error' id='m1' from='bob@friend.example'>" TWO_SEALED "</message>");

  g_assert_true (message->is_error);
  g_assert_false (message->is_sealed);
  g_assert_null (message->sealed);
}

static gint64
read_time (const char *delays) {
  g_autofree char *xml = g_strconcat ("<body>x</body>", delays, NULL);
  g_autoptr (ConfabXepMessage) message = read_inside (xml);

  return message->time_us;
}

static char *
delay (const char *from, gint64 time_us) {
  g_autofree char *stamp = confab_base_clock_format (time_us);

  return g_strdup_printf ("<delay xmlns='urn:xmpp:delay' from='%s' stamp='%s'/>", from, stamp);
}

static void
test_delay_by_whom (void) {
  static const struct {
    const char *from;
    gboolean counts;
  } cases[] = {
    { "conf.example", TRUE },
    { "alice@conf.example", TRUE },
    { "friend.example", TRUE },
    { "bob@friend.example", FALSE },
    { "bob@friend.example/x", FALSE },
    { "alice@conf.example/desk", FALSE },
    { "conf.example/x", FALSE },
    { "conf.example.evil.example", FALSE },
    { "evil.example", FALSE },
    { "@", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *xml = delay (cases[i].from, NOW_US - DAY_US);

    g_assert_cmpint (read_time (xml), ==, cases[i].counts ? NOW_US - DAY_US : 0);
  }
  g_assert_cmpint (
      read_time ("<delay xmlns='urn:xmpp:delay' stamp='2020-01-01T00:00:00Z'/>"), ==, 0);
  g_assert_cmpint (
      read_time (
          "<delay xmlns='jabber:x:delay' from='conf.example' stamp='2020-01-01T00:00:00Z'/>"),
      ==, 0);
}

static void
test_delay_when (void) {
  g_autofree char *skewed = delay ("conf.example", NOW_US + DAY_US / 2);
  g_autofree char *future = delay ("conf.example", NOW_US + 2 * DAY_US);

  g_assert_cmpint (read_time (skewed), ==, NOW_US);
  g_assert_cmpint (read_time (future), ==, 0);
  g_assert_cmpint (read_time ("<delay xmlns='urn:xmpp:delay' from='conf.example'/>"), ==, 0);
  g_assert_cmpint (
      read_time ("<delay xmlns='urn:xmpp:delay' from='conf.example' stamp='yesterday'/>"), ==, 0);
}

/* Our server's stamp comes last and wins; what was written before it in its name does not. */
static void
test_delay_of_several (void) {
  g_autofree char *forged = delay ("conf.example", NOW_US - 300 * DAY_US);
  g_autofree char *theirs = delay ("friend.example", NOW_US - 3 * DAY_US);
  g_autofree char *ours = delay ("conf.example", NOW_US - DAY_US);
  g_autofree char *honest = g_strconcat (theirs, ours, NULL);
  g_autofree char *more = delay ("evil.example", NOW_US);
  g_autofree char *flooded =
      g_strconcat (ours, more, more, more, more, more, more, more, more, NULL);
  g_autofree char *doubled = g_strconcat (forged, ours, NULL);

  g_assert_cmpint (read_time (honest), ==, NOW_US - DAY_US);
  g_assert_cmpint (read_time (doubled), ==, NOW_US - DAY_US);
  g_assert_cmpint (read_time (flooded), ==, 0);
}

static void
test_invitation (void) {
  g_autoptr (ConfabStanza) mediated =
      parse ("<message from='r@muc.example'><x xmlns='http://jabber.org/protocol/muc#user'><invite "
             "from='m@evil.example'/></x></message>");
  g_autoptr (ConfabStanza) direct = parse (
      "<message><x xmlns='jabber:x:conference' jid='r@muc.example'/><body>Come</body></message>");
  g_autoptr (ConfabStanza) plain = parse ("<message><body>Come</body></message>");

  g_assert_true (confab_xep_message_is_invitation (mediated));
  g_assert_true (confab_xep_message_is_invitation (direct));
  g_assert_false (confab_xep_message_is_invitation (plain));
}

static void
test_own (void) {
  g_autoptr (ConfabJid) bob = confab_base_jid_new ("bob@friend.example/phone", NULL);
  g_autoptr (ConfabDraft) draft = confab_base_draft_new (bob, "0123456789abcdef", "Hello & <you>");
  g_autoptr (ConfabStanza) message = confab_xep_message_new (draft, 0);
  g_autoptr (ConfabStanza) expected =
      parse ("<message type='chat' to='bob@friend.example' id='0123456789abcdef'>"
             "<body>Hello &amp; &lt;you&gt;</body><origin-id xmlns='urn:xmpp:sid:0' "
             "id='0123456789abcdef'/><request xmlns='urn:xmpp:receipts'/></message>");
  g_autofree char *text = confab_xmpp_stanza_to_string (message);
  g_autofree char *expected_text = confab_xmpp_stanza_to_string (expected);

  g_assert_cmpstr (text, ==, expected_text);
}

static void
test_receipt_goes_to_those_who_see_us (void) {
  g_autoptr (Fixture) fixture = fixture_new ();
  g_autoptr (ConfabJid) bob = confab_base_jid_new ("bob@friend.example/x", NULL);
  g_autoptr (ConfabJid) carol = confab_base_jid_new ("carol@friend.example", NULL);
  g_autoptr (ConfabJid) mallory = confab_base_jid_new ("mallory@evil.example/x", NULL);

  g_assert_true (confab_xep_message_send_receipt (fixture->out, bob, "m1"));
  assert_sent (fixture,
      "<message type='chat' to='bob@friend.example'><received xmlns='urn:xmpp:receipts' "
      "id='m1'/><no-store xmlns='urn:xmpp:hints'/></message>");
  g_assert_false (confab_xep_message_send_receipt (fixture->out, carol, "m1"));
  g_assert_false (confab_xep_message_send_receipt (fixture->out, mallory, "m1"));
  g_assert_false (confab_xep_message_send_receipt (fixture->out, bob, ""));
  fixture->is_hidden = TRUE;
  g_assert_false (confab_xep_message_send_receipt (fixture->out, bob, "m1"));
  assert_sent (fixture, NULL);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/xep/message/plain", test_plain);
  g_test_add_func ("/xep/message/types", test_types);
  g_test_add_func ("/xep/message/choice-of-body", test_choice_of_body);
  g_test_add_func ("/xep/message/choice-by-language", test_choice_by_language);
  g_test_add_func ("/xep/message/body-is-bounded", test_body_is_bounded);
  g_test_add_func ("/xep/message/ids", test_ids);
  g_test_add_func ("/xep/message/stanza-id-by-others", test_stanza_id_by_others);
  g_test_add_func ("/xep/message/two-stanza-ids", test_two_stanza_ids);
  g_test_add_func ("/xep/message/receipts", test_receipts);
  g_test_add_func ("/xep/message/errors", test_errors);
  g_test_add_func ("/xep/message/sealed", test_sealed);
  g_test_add_func ("/xep/message/sealed-parts", test_sealed_parts);
  g_test_add_func ("/xep/message/sealed-error", test_sealed_error);
  g_test_add_func ("/xep/message/seals", test_seals);
  g_test_add_func ("/xep/message/delay-by-whom", test_delay_by_whom);
  g_test_add_func ("/xep/message/delay-when", test_delay_when);
  g_test_add_func ("/xep/message/delay-of-several", test_delay_of_several);
  g_test_add_func ("/xep/message/invitation", test_invitation);
  g_test_add_func ("/xep/message/own", test_own);
  g_test_add_func (
      "/xep/message/receipt-to-those-who-see-us", test_receipt_goes_to_those_who_see_us);
  return g_test_run ();
}
