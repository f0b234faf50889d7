/* Words of the server card: what may be opened, that nothing is said which was not told, and that
 * every fact has its place. */

#include "safety/safety-card-words.h"

static void
assert_link (ConfabFactKind kind, const char *text, gboolean may_open) {
  g_autoptr (ConfabModelFact) fact = confab_model_fact_new (kind, 0, text, NULL);

  g_assert_cmpstr (confab_safety_card_words_link (fact), ==, may_open ? text : NULL);
}

static void
test_links (void) {
  static const char *const closed[] = { "http://example.org/", "javascript:alert(1)",
    "file:///etc/passwd", "data:text/html,x", "ftp://example.org/", "example.org", "",
    " https://example.org/", "httpsx:y", "tel:+491", "abuse@example.org" };

  assert_link (CONFAB_FACT_ABUSE, "https://example.org/", TRUE);
  assert_link (CONFAB_FACT_SALES, "HTTPS://example.org/", TRUE);
  assert_link (CONFAB_FACT_ADMIN, "mailto:a@example.org", TRUE);
  assert_link (CONFAB_FACT_STATUS, "xmpp:a@example.org", TRUE);
  assert_link (CONFAB_FACT_TERMS, "https://example.org/terms", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (closed); i++) {
    assert_link (CONFAB_FACT_ABUSE, closed[i], FALSE);
    assert_link (CONFAB_FACT_TERMS, closed[i], FALSE);
  }
  /* A link elsewhere is text. */
  assert_link (CONFAB_FACT_EXTRA, "https://example.org/", FALSE);
  assert_link (CONFAB_FACT_DEVICE_HERE, "https://example.org/", FALSE);
  assert_link (CONFAB_FACT_CERTIFICATE, "https://example.org/", FALSE);
}

static void
test_hours (void) {
  static const struct {
    gint64 hours;
    const char *words;
  } cases[] = {
    { CONFAB_FACT_UNSAID, "Not said" },
    { CONFAB_FACT_FOREVER, "Without an end" },
    { G_MININT64, "Not said" },
    { 1, "1 hour" },
    { 47, "47 hours" },
    { 48, "2 days" },
    { 30 * 24, "30 days" },
    { 730 * 24, "2 years" },
    { 100 * 366 * 24, "100 years" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = confab_safety_card_words_dup_hours (cases[i].hours);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

/* The line follows the switch: what the server said last, in the words of its first answer. */
static void
test_keeps (void) {
  g_assert_cmpstr (
      confab_safety_card_words_keeps (CONFAB_SERVER_KEEPS_EVERYTHING), ==, "All of them");
  g_assert_cmpstr (
      confab_safety_card_words_keeps (CONFAB_SERVER_KEEPS_CONTACTS), ==, "Those with your buddies");
  g_assert_cmpstr (confab_safety_card_words_keeps (CONFAB_SERVER_KEEPS_NOTHING), ==,
      "None, but for people who were put on a list there");
  g_assert_null (confab_safety_card_words_keeps (CONFAB_SERVER_KEEPS_UNKNOWN));
  g_assert_null (confab_safety_card_words_keeps (CONFAB_SERVER_KEEPS_FIXED));
  g_assert_null (confab_safety_card_words_keeps (CONFAB_SERVER_KEEPS_NO_COPIES));
}

static void
assert_text (ConfabFactKind kind, gint64 number, const char *given, const char *text) {
  g_autoptr (ConfabModelFact) fact = confab_model_fact_new (kind, number, given, NULL);
  g_autofree char *words = confab_safety_card_words_dup_text (fact);

  g_assert_cmpstr (words, ==, text);
}

/* Silence is neither yes nor no. */
static void
test_silence (void) {
  for (int kind = CONFAB_FACT_RETENTION; kind <= CONFAB_FACT_BACKUP_KEPT; kind++)
    assert_text ((ConfabFactKind)kind, CONFAB_FACT_UNSAID, NULL, "Not said");
  assert_text (CONFAB_FACT_ARCHIVE_DEFAULT, CONFAB_FACT_UNSAID, NULL, "Not said");
  assert_text (CONFAB_FACT_ARCHIVE_OLDEST, CONFAB_FACT_UNSAID, NULL, "Not said");
  assert_text (CONFAB_FACT_ARCHIVE_OLDEST, 0, NULL, "Nothing is there");
  assert_text (CONFAB_FACT_AT_REST, 0, NULL, "No");
  assert_text (CONFAB_FACT_RETENTION, 0, NULL, "Not at all");
  assert_text (CONFAB_FACT_ACCESS, CONFAB_FACT_ACCESS_NONE, NULL, "Nobody but you");
  assert_text (CONFAB_FACT_ACCESS, CONFAB_FACT_ACCESS_ADMINS | CONFAB_FACT_ACCESS_ADVERTISERS, NULL,
      "The people who run it\nAdvertisers");
}

/* Names of an authority are text, however odd. */
static void
test_authority (void) {
  assert_text (
      CONFAB_FACT_CERTIFICATE, 0, "C=US,O=Let's Encrypt,CN=R13", "Let's Encrypt vouches for that.");
  assert_text (CONFAB_FACT_CERTIFICATE, 0, "CN=Home, C=DE", "Home vouches for that.");
  assert_text (CONFAB_FACT_CERTIFICATE, 0, "%s%n<b>", "%s%n<b> vouches for that.");
  assert_text (CONFAB_FACT_CERTIFICATE, 0, NULL, "Who vouches for that is not known here.");
}

static void
test_places (void) {
  for (int kind = CONFAB_FACT_NONE; kind < CONFAB_FACT_COUNT; kind++) {
    g_autoptr (ConfabModelFact) fact = confab_model_fact_new ((ConfabFactKind)kind, 1, "x", NULL);
    g_autofree char *title = confab_safety_card_words_dup_title (fact, "example.org");
    gboolean has_place = confab_safety_card_words_part (fact) != CONFAB_CARD_COUNT;

    g_assert_cmpint (has_place, ==, kind != CONFAB_FACT_NONE && kind != CONFAB_FACT_DEVICES);
    g_assert_cmpint (has_place, ==, *title != '\0');
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/card/links", test_links);
  g_test_add_func ("/safety/card/hours", test_hours);
  g_test_add_func ("/safety/card/keeps", test_keeps);
  g_test_add_func ("/safety/card/silence", test_silence);
  g_test_add_func ("/safety/card/authority", test_authority);
  g_test_add_func ("/safety/card/places", test_places);
  return g_test_run ();
}
