/* The element that has a text replace another: what is written reads back, and what says nothing of
 * the kind, or two things, names nothing. */

#include "xep/xep-correct.h"
#include "xep/xep-message.h"
#include "xep/xep-sce.h"

#define WORD(id) "<replace xmlns='urn:xmpp:message-correct:0' id='" id "'/>"

static void
check (const char *inside, const char *id) {
  g_autofree char *xml = g_strdup_printf ("<content xmlns='urn:xmpp:sce:1'>%s</content>", inside);
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_parse (xml, -1, NULL);

  g_assert_nonnull (content);
  g_assert_cmpstr (confab_xep_correct_read (content), ==, id);
}

static void
test_round (void) {
  g_autoptr (ConfabStanza) content = confab_xep_sce_empty_new ();

  confab_xmpp_stanza_take_child (content, confab_xep_correct_new ("a1"));
  g_assert_cmpstr (confab_xep_correct_read (content), ==, "a1");
}

static void
test_no_word (void) {
  g_autofree char *long_id = g_strnfill (5000, 'x');
  g_autofree char *too_long =
      g_strdup_printf ("<replace xmlns='urn:xmpp:message-correct:0' id='%s'/>", long_id);

  check (WORD ("a"), "a");
  check ("<replace xmlns='urn:xmpp:message-correct:0'/>", NULL);
  check (WORD (""), NULL);
  check ("<replace xmlns='urn:xmpp:message-correct:1' id='a'/>", NULL);
  check ("<replace id='a'/>", NULL);
  check ("<x>" WORD ("a") "</x>", NULL);
  check (WORD ("a") WORD ("b"), NULL);
  check (WORD ("a") "<retract xmlns='urn:xmpp:message-retract:1' id='a'/>", NULL);
  check (too_long, NULL);
}

static void
read_as (const char *inside, const char *body, const char *replaces) {
  g_autofree char *xml =
      g_strdup_printf ("<message xmlns='jabber:client' type='chat' id='m2'>%s</message>", inside);
  g_autoptr (ConfabStanza) stanza = confab_xmpp_stanza_parse (xml, -1, NULL);
  g_autoptr (ConfabJid) own = confab_base_jid_new ("alice@conf.example", NULL);
  g_autoptr (ConfabJid) from = confab_base_jid_new ("bob@friend.example/r", NULL);
  g_autoptr (ConfabXepMessage) message = confab_xep_message_read (stanza, own, from, 1);

  if (message == NULL) {
    g_assert_null (body);
    return;
  }
  g_assert_cmpstr (message->body, ==, body);
  g_assert_cmpstr (message->replaces, ==, replaces);
}

/* Outside of a seal it is never believed, and without a text it is nothing. */
static void
test_message (void) {
  read_as ("<body>Tea</body>" WORD ("m1"), "Tea", "m1");
  read_as ("<body>Tea</body>", "Tea", NULL);
  read_as (WORD ("m1"), NULL, NULL);
  read_as ("<body>Tea</body><encrypted xmlns='urn:xmpp:omemo:2'/>" WORD ("m1"), NULL, NULL);
  read_as ("<body>Tea</body><retract xmlns='urn:xmpp:message-retract:1' id='m1'/>" WORD ("m1"),
      "Tea", NULL);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/correct/round", test_round);
  g_test_add_func ("/xep/correct/no-word", test_no_word);
  g_test_add_func ("/xep/correct/message", test_message);
  return g_test_run ();
}
