/* Judge "link": where links begin and end, where they lead, and what is never one. */

#include <string.h>

#include "safety/safety-link.h"

#define CLEANED_BYTES 4096

/* ---- finding ---- */

typedef struct {
  const char *text;
  const char *links; /* joined by blanks */
} Finding;

static const Finding findings[] = {
  { "no link here", "" },
  { "", "" },
  { "see https://example.org.", "https://example.org" },
  { "(https://example.org/a_(b))", "https://example.org/a_(b)" },
  { "<https://example.org>", "https://example.org" },
  { "\"https://example.org/x\", he said", "https://example.org/x" },
  { "« https://example.org/x »", "https://example.org/x" },
  { "https://example.org?", "https://example.org" },
  { "https://a.example https://b.example", "https://a.example https://b.example" },
  { "go to example.org/x, then www.example.net", "example.org/x www.example.net" },
  { "EXAMPLE.COM", "EXAMPLE.COM" },
  { "ann@example.org", "" },
  { "ann@example.org/phone", "" },
  { "mailto:ann@example.org", "mailto:ann@example.org" },
  { "xmpp:ann@example.org?message;body=hi", "xmpp:ann@example.org?message;body=hi" },
  { "tel:+4930123", "tel:+4930123" },
  { "javascript:alert(1)//https://example.org", "javascript:alert(1)//https://example.org" },
  { "foo://example.org/x", "foo://example.org/x" },
  { "HTTPS://EXAMPLE.ORG", "HTTPS://EXAMPLE.ORG" },
  { "end.Next sentence", "" },
  { "1.2.3 and 3.14 and v1.0", "" },
  { "file.txt node.js e.g. i.e.", "" },
  { "https://", "" },
  { "http:", "" },
  { "www.", "" },
  { "..com", "" },
  { "https://例え.jp/パス", "https://例え.jp/パス" },
  { "https://example.org\nhttps://example.net", "https://example.org https://example.net" },
};

static void
test_find (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (findings); i++) {
    ConfabLinkSpan spans[8];
    const char *text = findings[i].text;
    gsize n = confab_safety_link_find (text, strlen (text), spans, G_N_ELEMENTS (spans));
    g_autoptr (GString) links = g_string_new (NULL);

    for (gsize k = 0; k < n; k++) {
      if (k > 0)
        g_string_append_c (links, ' ');
      g_string_append_len (links, text + spans[k].start, (gssize)(spans[k].end - spans[k].start));
    }
    g_assert_cmpstr (links->str, ==, findings[i].links);
  }
}

/* Hostile texts are found in time that grows with their length, and bounds hold. */
static void
test_find_many (void) {
  static const char *const pieces[] = { "https://example.org ", "a.b.c.d.", "http://", "((((",
    "www.", "x@", "a.com", "javascript:", "://", "é.", "\xff.", "[", "a:b:c:", "http:/", "-." };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree ConfabLinkSpan *spans = g_new (ConfabLinkSpan, 1000);
    gsize n, last = 0;

    while (text->len < 200000)
      g_string_append (text, pieces[i]);
    n = confab_safety_link_find (text->str, text->len, spans, 1000);
    g_assert_cmpuint (n, <=, CONFAB_LINK_MAX_FOUND);
    for (gsize k = 0; k < n; k++) {
      g_assert_cmpuint (spans[k].start, >=, last);
      g_assert_cmpuint (spans[k].start, <, spans[k].end);
      g_assert_cmpuint (spans[k].end, <=, text->len);
      g_assert_true (spans[k].kind == CONFAB_LINK_OTHER ||
                     spans[k].end - spans[k].start <= CONFAB_LINK_MAX_BYTES);
      last = spans[k].end;
    }
  }
}

/* ---- judging ---- */

static ConfabLinkVerdict
judge (const char *link, ConfabGrade grade, ConfabLinkFound *found, char *cleaned) {
  ConfabLinkFacts facts = {
    .link = link, .length = strlen (link), .grade = grade, .is_site_seen = TRUE
  };

  return confab_safety_judge_link (&facts, found, cleaned, CLEANED_BYTES);
}

typedef struct {
  const char *link, *cleaned, *host, *host_ascii, *site;
} Reading;

static const Reading readings[] = {
  { "https://example.org", "https://example.org/", "example.org", "example.org", "example.org" },
  { "HTTPS://Example.ORG/A", "https://example.org/A", "example.org", "example.org", "example.org" },
  { "example.org", "https://example.org/", "example.org", "example.org", "example.org" },
  { "http://a.b.example.co.uk:8080/x?y#z", "http://a.b.example.co.uk:8080/x?y#z",
      "a.b.example.co.uk", "a.b.example.co.uk", "example.co.uk" },
  { "https://ann.github.io/", "https://ann.github.io/", "ann.github.io", "ann.github.io",
      "ann.github.io" },
  { "https://user:pass@evil.example/", "https://evil.example/", "evil.example", "evil.example",
      "evil.example" },
  { "https://müller.example/ä", "https://xn--mller-kva.example/%C3%A4", "müller.example",
      "xn--mller-kva.example", "xn--mller-kva.example" },
  { "https://xn--mller-kva.example/", "https://xn--mller-kva.example/", "müller.example",
      "xn--mller-kva.example", "xn--mller-kva.example" },
  { "https:\\\\evil.example\\a", "https://evil.example/a", "evil.example", "evil.example",
      "evil.example" },
  { "http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1", "127.0.0.1", "127.0.0.1" },
  { "http://017700000001/", "http://127.0.0.1/", "127.0.0.1", "127.0.0.1", "127.0.0.1" },
  { "http://[0:0::1]/", "http://[::1]/", "[::1]", "[::1]", "[::1]" },
  { "https://example.org./x", "https://example.org/x", "example.org", "example.org",
      "example.org" },
  { "https://example.org/?utm_source=a&id=5&fbclid=b", "https://example.org/?id=5", "example.org",
      "example.org", "example.org" },
  { "https://example.org/?utm_source=a", "https://example.org/", "example.org", "example.org",
      "example.org" },
  { "https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2", "example.org", "example.org",
      "example.org" },
  { "https://youtu.be/x?si=a&t=5", "https://youtu.be/x?t=5", "youtu.be", "youtu.be", "youtu.be" },
  { "https://example.org/?si=a", "https://example.org/?si=a", "example.org", "example.org",
      "example.org" },
  { "mailto:ann@example.org?subject=Hi&attach=/etc/passwd&cc=x@y.example",
      "mailto:ann@example.org?subject=Hi", "example.org", "example.org", "example.org" },
  { "mailto:ann@example.org?subject=a%0d%0abcc:x", "mailto:ann@example.org", "example.org",
      "example.org", "example.org" },
  { "tel:+49(30)123-4", "tel:+49301234", "", "", "" },
  { "xmpp:ann@example.org", "xmpp:ann@example.org", "example.org", "example.org", "example.org" },
  { "xmpp:ann@example.org?remove", "xmpp:ann@example.org", "example.org", "example.org",
      "example.org" },
  { "xmpp:ann@example.org?roster;name=Mum", "xmpp:ann@example.org", "example.org", "example.org",
      "example.org" },
  { "xmpp:ann@example.org?message;body=hi;subject=x", "xmpp:ann@example.org?message;body=hi",
      "example.org", "example.org", "example.org" },
  { "xmpp:room@muc.example.org?join;password=x", "xmpp:room@muc.example.org?join",
      "muc.example.org", "muc.example.org", "example.org" },
};

static void
test_read (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++) {
    ConfabLinkFound found;
    char cleaned[CLEANED_BYTES];

    g_test_message ("%s", readings[i].link);
    g_assert_cmpint (
        judge (readings[i].link, CONFAB_GRADE_KNOWN, &found, cleaned), !=, CONFAB_LINK_NO_LINK);
    g_assert_cmpstr (cleaned, ==, readings[i].cleaned);
    g_assert_cmpstr (found.host, ==, readings[i].host);
    g_assert_cmpstr (found.host_ascii, ==, readings[i].host_ascii);
    g_assert_cmpstr (found.site, ==, readings[i].site);
  }
}

/* Strangers, and buddies who are not known in life, send text. */
static void
test_not_known (void) {
  static const char *const links[] = { "https://example.org", "mailto:ann@example.org",
    "example.org", "xmpp:ann@example.org", "tel:+4930123", "geo:1,2" };

  for (gsize i = 0; i < G_N_ELEMENTS (links); i++)
    for (guint grade = CONFAB_GRADE_STRANGER; grade <= CONFAB_GRADE_CHECKED; grade++) {
      ConfabLinkFound found;
      char cleaned[CLEANED_BYTES];
      ConfabLinkVerdict verdict = judge (links[i], (ConfabGrade)grade, &found, cleaned);

      g_assert_true ((verdict == CONFAB_LINK_NO_LINK) == (grade < CONFAB_GRADE_KNOWN));
      g_assert_true ((cleaned[0] == '\0') == (verdict == CONFAB_LINK_NO_LINK));
      g_assert_true (
          (found.reasons & CONFAB_LINK_PERSON_NOT_KNOWN) != 0 || grade >= CONFAB_GRADE_KNOWN);
    }
}

static void
test_never (void) {
  static const char *const never[] = { "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x",
    "file:///etc/passwd", "vbscript:x", "intent://x", "ms-msdt:x", "ms-anything:x", "smb://x/y",
    "admin:///", "trash:", "steam://run/1", "unknown://x", "https://", "https://[", "https://[::1",
    "https://a..b/", "https://example.org:port/", "https://example.org:65536/", "https://%00/",
    "https://\xff/", "http://1.2.3.4.5/", "http://256.1.1.1/", "tel:*%2306%23", "tel:", "tel:abc",
    "geo:x y", "mailto:", "mailto:x", "xmpp:", "xmpp:?join", "https://exa mple.org" };

  for (gsize i = 0; i < G_N_ELEMENTS (never); i++) {
    ConfabLinkFound found;
    char cleaned[CLEANED_BYTES];

    g_test_message ("%s", never[i]);
    g_assert_cmpint (
        judge (never[i], CONFAB_GRADE_CHECKED, &found, cleaned), ==, CONFAB_LINK_NO_LINK);
    g_assert_cmpuint (found.reasons, !=, 0);
    g_assert_cmpstr (cleaned, ==, "");
  }
}

static void
test_first_visit (void) {
  ConfabLinkFacts facts = {
    .link = "https://example.org", .length = 19, .grade = CONFAB_GRADE_CHECKED
  };
  ConfabLinkFound found;

  g_assert_cmpint (confab_safety_judge_link (&facts, &found, NULL, 0), ==, CONFAB_LINK_ASK);
  g_assert_cmpuint (found.reasons, ==, CONFAB_LINK_NEW_SITE);
  facts.is_site_seen = TRUE;
  g_assert_cmpint (confab_safety_judge_link (&facts, &found, NULL, 0), ==, CONFAB_LINK_OPEN);
  g_assert_cmpuint (found.reasons, ==, 0);
}

/* Who does not want to be asked about new sites is still asked about odd ones, and gets no links of
 * people that are not known. */
static void
test_new_sites_permitted (void) {
  static const struct {
    const char *link;
    ConfabLinkVerdict verdict;
  } lines[] = {
    { "https://example.org", CONFAB_LINK_OPEN },
    { "https://example.org@evil.example/", CONFAB_LINK_ASK },
    { "https://0x7f.1/", CONFAB_LINK_ASK },
    { "https://example.org:8443/", CONFAB_LINK_ASK },
    { "javascript:alert(1)", CONFAB_LINK_NO_LINK },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    for (guint grade = 0; grade <= CONFAB_GRADE_CHECKED; grade++) {
      ConfabLinkFacts facts = { .link = lines[i].link,
        .length = strlen (lines[i].link),
        .grade = (ConfabGrade)grade,
        .may_open_new = TRUE };

      g_assert_cmpint (confab_safety_judge_link (&facts, NULL, NULL, 0), ==,
          grade < CONFAB_GRADE_KNOWN ? CONFAB_LINK_NO_LINK : lines[i].verdict);
    }
}

/* Names of one's own are guarded as well-known ones are. */
static void
test_known_names (void) {
  static const char *const known[] = { "sunnyvale.example" };
  static const char *const posing[] = { "https://sunnyva1e.example/", "https://sunnyvаle.example",
    "https://sunnyvale.example.evil.example/", "https://sunnyvale-login.example/",
    "https://evil.example/sunnyvale.example/" };
  static const char *const honest[] = { "https://sunnyvale.example/",
    "https://chat.sunnyvale.example/", "https://other.example/" };
  ConfabLinkFacts facts = {
    .grade = CONFAB_GRADE_CHECKED, .is_site_seen = TRUE, .known = known, .n_known = 1
  };
  ConfabLinkFound found;

  for (gsize i = 0; i < G_N_ELEMENTS (posing); i++) {
    facts.link = posing[i];
    facts.length = strlen (posing[i]);
    g_test_message ("%s", posing[i]);
    g_assert_cmpint (confab_safety_judge_link (&facts, &found, NULL, 0), ==, CONFAB_LINK_ASK);
    g_assert_cmpstr (found.imitates, ==, "sunnyvale.example");
  }
  for (gsize i = 0; i < G_N_ELEMENTS (honest); i++) {
    facts.link = honest[i];
    facts.length = strlen (honest[i]);
    g_test_message ("%s", honest[i]);
    g_assert_cmpint (confab_safety_judge_link (&facts, &found, NULL, 0), ==, CONFAB_LINK_OPEN);
    g_assert_cmpstr (found.imitates, ==, "");
  }
}

/* What is opened is judged again the same, and is at its end. */
static void
test_cleaned_stays (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++) {
    ConfabLinkFound found;
    char once[CLEANED_BYTES], twice[CLEANED_BYTES];

    judge (readings[i].link, CONFAB_GRADE_KNOWN, &found, once);
    judge (once, CONFAB_GRADE_KNOWN, &found, twice);
    g_assert_cmpstr (once, ==, twice);
    g_assert_cmpstr (found.host_ascii, ==, readings[i].host_ascii);
    g_assert_cmpuint (found.n_removed, ==, 0);
  }
}

static void
test_bounds (void) {
  g_autofree char *tail = g_strnfill (CONFAB_LINK_MAX_BYTES, 'a');
  g_autofree char *long_link = g_strconcat ("https://example.org/", tail, NULL);
  ConfabLinkFacts facts = { .link = "https://example.org/abc", .length = 23 };
  ConfabLinkFound found;
  char small[24], smaller[23], cleaned[CLEANED_BYTES];

  g_assert_cmpint (
      judge (long_link, CONFAB_GRADE_CHECKED, &found, cleaned), ==, CONFAB_LINK_NO_LINK);
  facts.grade = CONFAB_GRADE_CHECKED;
  facts.is_site_seen = TRUE;
  g_assert_cmpint (
      confab_safety_judge_link (&facts, &found, small, sizeof small), ==, CONFAB_LINK_OPEN);
  g_assert_cmpstr (small, ==, "https://example.org/abc");
  g_assert_cmpint (
      confab_safety_judge_link (&facts, &found, smaller, sizeof smaller), ==, CONFAB_LINK_NO_LINK);
  g_assert_cmpuint (found.reasons & CONFAB_LINK_UNREADABLE, !=, 0);
  g_assert_cmpstr (smaller, ==, "");

  facts = (ConfabLinkFacts){ 0 };
  g_assert_cmpint (confab_safety_judge_link (&facts, &found, NULL, 0), ==, CONFAB_LINK_NO_LINK);
}

/* Characters that nobody sees are taken out without harm to a long one behind them. */
static void
test_hidden (void) {
  static const char *const hidden[] = { "\xe2\x80\x8b", "\xe2\x80\xae", "\xc2\xad",
    "\xef\xbb\xbf" };

  for (gsize i = 0; i < G_N_ELEMENTS (hidden); i++) {
    g_autofree char *link = g_strdup_printf ("https://ex%s\xf0\x9f\x90\x9f.example/", hidden[i]);
    ConfabLinkFacts facts = { .link = "https://ex\xf0\x9f\x90\x9f.example/",
      .grade = CONFAB_GRADE_KNOWN };
    ConfabLinkFound plain, found;

    facts.length = strlen (facts.link);
    confab_safety_judge_link (&facts, &plain, NULL, 0);
    facts.link = link;
    facts.length = strlen (link);
    g_assert_cmpint (confab_safety_judge_link (&facts, &found, NULL, 0), !=, CONFAB_LINK_OPEN);
    g_assert_true ((found.reasons & CONFAB_LINK_HIDDEN_CHARACTERS) != 0);
    g_assert_cmpstr (found.host_ascii, ==, plain.host_ascii);
    g_assert_cmpstr (found.host, ==, plain.host);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/link/new-sites-permitted", test_new_sites_permitted);
  g_test_add_func ("/safety/link/find", test_find);
  g_test_add_func ("/safety/link/find-many", test_find_many);
  g_test_add_func ("/safety/link/read", test_read);
  g_test_add_func ("/safety/link/not-known", test_not_known);
  g_test_add_func ("/safety/link/never", test_never);
  g_test_add_func ("/safety/link/first-visit", test_first_visit);
  g_test_add_func ("/safety/link/known-names", test_known_names);
  g_test_add_func ("/safety/link/cleaned-stays", test_cleaned_stays);
  g_test_add_func ("/safety/link/bounds", test_bounds);
  g_test_add_func ("/safety/link/hidden", test_hidden);
  return g_test_run ();
}
