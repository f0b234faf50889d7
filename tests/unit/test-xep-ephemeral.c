/* The timer of a message: what is written reads back, and no number, however it is written, becomes
 * a timer that nobody meant. */

#include "xep/xep-ephemeral.h"
#include "xep/xep-sce.h"

static ConfabEphemeral
read_xml (const char *inside, guint32 *seconds) {
  g_autofree char *xml = g_strdup_printf ("<content xmlns='urn:xmpp:sce:1'>%s</content>", inside);
  g_autoptr (ConfabStanza) content = confab_xmpp_stanza_parse (xml, -1, NULL);

  g_assert_nonnull (content);
  return confab_xep_ephemeral_read (content, seconds);
}

static void
check (const char *inside, ConfabEphemeral what, guint32 seconds) {
  guint32 read = 77;

  g_test_message ("%s", inside);
  g_assert_cmpint (read_xml (inside, &read), ==, what);
  g_assert_cmpuint (read, ==, seconds);
}

static void
check_number (const char *number, ConfabEphemeral what, guint32 seconds) {
  g_autofree char *xml =
      g_strdup_printf ("<ephemeral xmlns='urn:xmpp:ephemeral:0' timer='%s'/>", number);

  check (xml, what, seconds);
}

static void
test_round (void) {
  static const guint32 numbers[] = { CONFAB_XEP_EPHEMERAL_MIN, 3600, 604800,
    CONFAB_XEP_EPHEMERAL_MAX };
  guint32 seconds;

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autoptr (ConfabStanza) content = confab_xep_sce_content_new ("Tea?", TRUE);

    confab_xmpp_stanza_take_child (content, confab_xep_ephemeral_new (numbers[i]));
    g_assert_cmpint (confab_xep_ephemeral_read (content, &seconds), ==, CONFAB_EPHEMERAL_SET);
    g_assert_cmpuint (seconds, ==, numbers[i]);
  }
}

/* Our own way of ending it says it in both ways. */
static void
test_end (void) {
  g_autoptr (ConfabStanza) content = confab_xep_sce_empty_new ();
  guint32 seconds;

  confab_xmpp_stanza_take_child (content, confab_xep_ephemeral_new (0));
  confab_xmpp_stanza_take_child (content, confab_xep_ephemeral_out_new ());
  g_assert_cmpint (confab_xep_ephemeral_read (content, &seconds), ==, CONFAB_EPHEMERAL_OFF);
  check ("<i-want-out/>", CONFAB_EPHEMERAL_OFF, 0);
  check ("<i-want-out xmlns='jabber:client'/>", CONFAB_EPHEMERAL_OFF, 0);
  check ("<i-want-out xmlns='urn:xmpp:ephemeral:0'/>", CONFAB_EPHEMERAL_OFF, 0);
  check ("<i-want-out xmlns='urn:example'/>", CONFAB_EPHEMERAL_NONE, 0);
}

static void
test_numbers (void) {
  static const char *const no[] = { "", " ", "-1", "-604800", "+60", " 60", "60 ", "60s", "6e3",
    "0x60", "1", "4", "31536001", "4294967295", "4294967300", "18446744073709551615",
    "99999999999999999999999999", "\xd9\xa6\xd9\xa0", "60.5" };

  check_number ("5", CONFAB_EPHEMERAL_SET, 5);
  check_number ("0060", CONFAB_EPHEMERAL_SET, 60);
  check_number ("31536000", CONFAB_EPHEMERAL_SET, 31536000);
  check_number ("0", CONFAB_EPHEMERAL_OFF, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (no); i++)
    check_number (no[i], CONFAB_EPHEMERAL_NONE, 0);
}

static void
test_elements (void) {
  check ("", CONFAB_EPHEMERAL_NONE, 0);
  check ("<ephemeral xmlns='urn:xmpp:ephemeral:0'/>", CONFAB_EPHEMERAL_NONE, 0);
  check ("<ephemeral xmlns='urn:xmpp:ephemeral:1' timer='60'/>", CONFAB_EPHEMERAL_NONE, 0);
  check ("<ephemeral timer='60'/>", CONFAB_EPHEMERAL_NONE, 0);
  check ("<body xmlns='jabber:client'><ephemeral xmlns='urn:xmpp:ephemeral:0' timer='60'/></body>",
      CONFAB_EPHEMERAL_NONE, 0);
  check ("<ephemeral xmlns='urn:xmpp:ephemeral:0' timer='60'/>"
         "<ephemeral xmlns='urn:xmpp:ephemeral:0' timer='3600'/>",
      CONFAB_EPHEMERAL_NONE, 0);
}

/* "I want out" beside a timer says two things. */
static void
test_both (void) {
  guint32 seconds;

  g_assert_cmpint (
      read_xml ("<i-want-out/><ephemeral xmlns='urn:xmpp:ephemeral:0' timer='60'/>", &seconds), ==,
      CONFAB_EPHEMERAL_NONE);
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/ephemeral/round", test_round);
  g_test_add_func ("/xep/ephemeral/end", test_end);
  g_test_add_func ("/xep/ephemeral/numbers", test_numbers);
  g_test_add_func ("/xep/ephemeral/elements", test_elements);
  g_test_add_func ("/xep/ephemeral/both", test_both);
  return g_test_run ();
}
