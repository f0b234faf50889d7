/* The word that takes a message back: what is written reads back, and what is no word names
 * nothing. */

#include "xep/xep-retract.h"
#include "xep/xep-sce.h"

static void
check (const char *inside, const char *id) {
  g_autofree char *xml = g_strdup_printf ("<content xmlns='urn:xmpp:sce:1'>%s</content>", inside);
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_parse (xml, -1, NULL);

  g_assert_nonnull (content);
  g_assert_cmpstr (confab_xep_retract_read (content), ==, id);
}

static void
test_round (void) {
  g_autoptr (ConfabStanza) content = confab_xep_sce_empty_new ();

  confab_xmpp_stanza_take_child (content, confab_xep_retract_new ("a1"));
  g_assert_cmpstr (confab_xep_retract_read (content), ==, "a1");
  g_assert_false (confab_xep_retract_is_text_for_others (content));
}

static void
test_no_word (void) {
  g_autofree char *long_id = g_strnfill (5000, 'x');
  g_autofree char *too_long =
      g_strdup_printf ("<retract xmlns='urn:xmpp:message-retract:1' id='%s'/>", long_id);

  check ("<retract xmlns='urn:xmpp:message-retract:1' id='a'/>", "a");
  check ("<retract xmlns='urn:xmpp:message-retract:1'/>", NULL);
  check ("<retract xmlns='urn:xmpp:message-retract:1' id=''/>", NULL);
  check ("<retract xmlns='urn:xmpp:message-retract:0' id='a'/>", NULL);
  check ("<retract id='a'/>", NULL);
  check ("<retracted xmlns='urn:xmpp:message-retract:1' id='a'/>", NULL);
  check ("<x><retract xmlns='urn:xmpp:message-retract:1' id='a'/></x>", NULL);
  check ("<retract xmlns='urn:xmpp:message-retract:1' id='a'/>"
         "<retract xmlns='urn:xmpp:message-retract:1' id='b'/>",
      NULL);
  check (too_long, NULL);
}

static void
test_for_others (void) {
  g_autoptr (ConfabStanza) ours = confab_xmpp_stanza_parse (
      "<content><fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:message-retract:1'/></content>",
      -1, NULL);
  g_autoptr (ConfabStanza) other = confab_xmpp_stanza_parse (
      "<content><fallback xmlns='urn:xmpp:fallback:0' for='urn:xmpp:reply:0'/></content>", -1,
      NULL);

  g_assert_true (confab_xep_retract_is_text_for_others (ours));
  g_assert_false (confab_xep_retract_is_text_for_others (other));
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/retract/round", test_round);
  g_test_add_func ("/xep/retract/no-word", test_no_word);
  g_test_add_func ("/xep/retract/for-others", test_for_others);
  return g_test_run ();
}
