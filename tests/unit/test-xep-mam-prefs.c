/* What a server says of its archive: only the three words count, and lists that are too long to be
 * said again keep everything as it is. */

#include "xep/xep-mam-prefs.h"

#define ANSWER "<iq xmlns='jabber:client' type='result' id='1'>"
#define PREFS(inside) ANSWER "<prefs xmlns='urn:xmpp:mam:2' " inside "</prefs></iq>"

static ConfabStanza *
parse (const char *text) {
  g_autoptr (GError) error = NULL;
  ConfabStanza *stanza = confab_xmpp_stanza_parse (text, -1, &error);

  g_assert_no_error (error);
  return stanza;
}

static void
test_words (void) {
  static const struct {
    const char *answer;
    ConfabXepPrefs prefs;
  } rows[] = {
    { PREFS ("default='always'><always/><never/>"), CONFAB_XEP_PREFS_ALWAYS },
    { PREFS ("default='roster'>"), CONFAB_XEP_PREFS_ROSTER },
    { PREFS ("default='never'><never/>"), CONFAB_XEP_PREFS_NEVER },
    { PREFS ("default='Never'>"), CONFAB_XEP_PREFS_UNKNOWN },
    { PREFS ("default=''>"), CONFAB_XEP_PREFS_UNKNOWN },
    { PREFS (">"), CONFAB_XEP_PREFS_UNKNOWN },
    { ANSWER "<prefs xmlns='urn:xmpp:mam:1' default='never'/></iq>", CONFAB_XEP_PREFS_UNKNOWN },
    { ANSWER "<query xmlns='urn:xmpp:mam:2' default='never'/></iq>", CONFAB_XEP_PREFS_UNKNOWN },
    { ANSWER "</iq>", CONFAB_XEP_PREFS_UNKNOWN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (ConfabStanza) answer = parse (rows[i].answer);

    g_test_message ("%s", rows[i].answer);
    g_assert_cmpint (confab_xep_mam_prefs_read (answer), ==, rows[i].prefs);
    g_assert_cmpint (
        confab_xep_mam_prefs_can_set (answer), ==, rows[i].prefs != CONFAB_XEP_PREFS_UNKNOWN);
  }
}

static void
test_long_lists (void) {
  static const char *const names[] = { "always", "never" };
  static const guint lengths[] = { 0, 1, 500, 501, 5000 };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint j = 0; j < G_N_ELEMENTS (lengths); j++) {
      g_autoptr (GString) text = g_string_new (ANSWER "<prefs xmlns='urn:xmpp:mam:2' "
                                                      "default='always'>");
      g_autoptr (ConfabStanza) answer = NULL;

      g_string_append_printf (text, "<%s>", names[i]);
      for (guint n = 0; n < lengths[j]; n++)
        g_string_append_printf (text, "<jid>p%u@a.example</jid>", n);
      g_string_append_printf (text, "</%s></prefs></iq>", names[i]);
      answer = parse (text->str);
      g_assert_cmpint (confab_xep_mam_prefs_read (answer), ==, CONFAB_XEP_PREFS_ALWAYS);
      g_assert_cmpint (confab_xep_mam_prefs_can_set (answer), ==, lengths[j] <= 500);
    }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/xep/mam-prefs/words", test_words);
  g_test_add_func ("/xep/mam-prefs/long-lists", test_long_lists);
  return g_test_run ();
}
