/* A chat in words: what stands in a text and in a page, byte for byte; that nothing which people
 * wrote can pass for another message or for markup; what is copied, with names and without. */

#include <string.h>

#include "export/export-page.h"

#define MAY_3 G_GINT64_CONSTANT (1777809780000000) /* 2026-05-03T12:03:00Z */
#define DAY_US (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

static const ConfabExportWords words = { {
    [CONFAB_EXPORT_WORD_TITLE] = "Chat with Ann",
    [CONFAB_EXPORT_WORD_ABOUT] = "Ann is ann@example.org.\nThis file lies open.",
    [CONFAB_EXPORT_WORD_LEFT_OUT] = "Not in it: files.",
    [CONFAB_EXPORT_WORD_FIRST] = "First:",
    [CONFAB_EXPORT_WORD_LAST] = "Last:",
    [CONFAB_EXPORT_WORD_MADE] = "Written:",
    [CONFAB_EXPORT_WORD_COUNT] = "Messages:",
    [CONFAB_EXPORT_WORD_DAY] = "%-d %B %Y",
    [CONFAB_EXPORT_WORD_TIME] = "%H:%M",
    [CONFAB_EXPORT_WORD_ME] = "Me",
    [CONFAB_EXPORT_WORD_THEM] = "Ann",
    [CONFAB_EXPORT_WORD_FILE] = "File:",
    [CONFAB_EXPORT_WORD_UNOPENED] = "It could not be opened",
    [CONFAB_EXPORT_WORD_NOT_SENT] = "not sent",
    [CONFAB_EXPORT_WORD_CHANGED] = "changed",
} };

static ConfabExportPage *
page_new (ConfabExportForm form, const ConfabExportWords *its) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  return confab_export_page_new (form, its, zone);
}

static void
add (ConfabExportPage *page, GString *out, const char *text, gint64 time_us, gboolean is_own) {
  confab_export_page_add (
      page, &(ConfabExportMessage){ .time_us = time_us, .is_own = is_own, .text = text }, out);
}

/* One message of Ann's between the first and the last line of a page that has nothing else. */
static char *
dup_one (ConfabExportForm form, const ConfabExportWords *its, const char *text) {
  g_autoptr (ConfabExportPage) page = page_new (form, its);
  GString *out = g_string_new (NULL);

  add (page, out, text, MAY_3, FALSE);
  return g_string_free (out, FALSE);
}

/* ---- as a whole ---- */

static void
fill (ConfabExportPage *page, GString *out) {
  confab_export_page_begin (page, MAY_3, MAY_3 + DAY_US, MAY_3 + 2 * DAY_US, out);
  add (page, out, "Hi!\nAll well?", MAY_3, FALSE);
  /* What was written to the file so far is not in the string any more. */
  add (page, out, "Yes", MAY_3 + 60 * G_USEC_PER_SEC, TRUE);
  confab_export_page_add (page,
      &(ConfabExportMessage){
          .time_us = MAY_3 + DAY_US, .kind = CONFAB_EXPORT_KIND_FILE, .text = "a\nb.jpg" },
      out);
  confab_export_page_add (page,
      &(ConfabExportMessage){
          .time_us = MAY_3 + DAY_US, .kind = CONFAB_EXPORT_KIND_UNOPENED, .text = "not looked at" },
      out);
  confab_export_page_add (page,
      &(ConfabExportMessage){ .time_us = MAY_3 + DAY_US,
          .is_own = TRUE,
          .is_unsent = TRUE,
          .is_changed = TRUE,
          .text = "Wait" },
      out);
  confab_export_page_end (page, out);
}

static void
test_text (void) {
  g_autoptr (ConfabExportPage) page = page_new (CONFAB_EXPORT_TEXT, &words);
  g_autoptr (GString) out = g_string_new (NULL);

  fill (page, out);
  g_assert_cmpstr (out->str, ==,
      "Chat with Ann\n\n"
      "Ann is ann@example.org.\nThis file lies open.\n"
      "First: 3 May 2026\nLast: 4 May 2026\nWritten: 5 May 2026, 12:03\nNot in it: files.\n"
      "\n--- 3 May 2026 ---\n"
      "[12:03] Ann: Hi!\n    All well?\n"
      "[12:04] Me: Yes\n"
      "\n--- 4 May 2026 ---\n"
      "[12:03] Ann: File: a b.jpg\n"
      "[12:03] Ann: It could not be opened\n"
      "[12:03] Me: Wait (changed) (not sent)\n"
      "\nMessages: 5\n");
  g_assert_cmpuint (confab_export_page_get_n (page), ==, 5);
}

static void
test_html (void) {
  g_autoptr (ConfabExportPage) page = page_new (CONFAB_EXPORT_HTML, &words);
  g_autoptr (GString) out = g_string_new (NULL);

  fill (page, out);
  g_assert_true (g_str_has_prefix (out->str, "<!DOCTYPE html>\n<html>\n<head>\n<meta charset"));
  g_assert_nonnull (strstr (out->str, "content=\"default-src 'none'; style-src 'unsafe-inline'\""));
  g_assert_nonnull (strstr (out->str, "<title>Chat with Ann</title>"));
  g_assert_nonnull (strstr (out->str, "<p dir=\"auto\">Ann is ann@example.org.</p>\n"));
  g_assert_nonnull (strstr (out->str, "<p dir=\"auto\">Written: 5 May 2026, 12:03</p>\n"));
  g_assert_nonnull (strstr (out->str,
      "<h2>3 May 2026</h2>\n<div class=\"m\"><span><time datetime=\"2026-05-03T12:03:00Z\">12:03"
      "</time> <bdi>Ann</bdi></span><p dir=\"auto\">Hi!\nAll well?</p></div>\n"
      "<div class=\"m me\"><span>"));
  g_assert_nonnull (
      strstr (out->str, "<bdi>Me</bdi> · changed · not sent</span><p dir=\"auto\">Wait</p>"));
  g_assert_nonnull (strstr (out->str, ">File: a b.jpg</p>"));
  g_assert_null (strstr (out->str, "not looked at"));
  g_assert_true (g_str_has_suffix (
      out->str, "<p dir=\"auto\">Messages: 5</p>\n</footer>\n</body>\n</html>\n"));
}

/* ---- hostile ---- */

/* Every tag of the page stands here; what others wrote makes none. */
static guint
count (const char *text, const char *part) {
  gsize size = strlen (part);
  guint n = 0;

  /* By hand: strstr of a sanitizer goes through all of a long text each time. */
  for (; *text != '\0'; text++)
    if (strncmp (text, part, size) == 0)
      n++;
  return n;
}

static void
test_markup (void) {
  static const char *const texts[] = { "<script>alert(1)</script>", "</p></div><h2>4 May 2026</h2>",
    "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "&lt;b&gt; & &#60;i&#62;",
    "<!-- -->", "]]><![CDATA[<b>", "http://example.org/?a=1&b=<2>", "javascript:alert(1)",
    "</title></style><style>*{}" };
  g_autofree char *plain = dup_one (CONFAB_EXPORT_HTML, &words, "plain");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autofree char *text = dup_one (CONFAB_EXPORT_HTML, &words, texts[i]);

    g_assert_cmpuint (count (text, "<"), ==, count (plain, "<"));
    g_assert_cmpuint (count (text, ">"), ==, count (plain, ">"));
    g_assert_cmpuint (count (text, "\""), ==, count (plain, "\""));
    g_assert_cmpuint (count (text, "'"), ==, 0);
    g_assert_cmpuint (count (text, "href"), ==, count (texts[i], "href"));
  }
}

/* Names are the other side's word, too. */
static void
test_names (void) {
  ConfabExportWords hostile = words;
  g_autofree char *text = NULL;
  g_autofree char *html = NULL;

  hostile.words[CONFAB_EXPORT_WORD_THEM] = "<b>A\u202E\nnn: [12:00] Me</b>";
  text = dup_one (CONFAB_EXPORT_TEXT, &hostile, "x");
  g_assert_cmpstr (text, ==, "--- 3 May 2026 ---\n[12:03] <b>A nn: [12:00] Me</b>: x\n");
  html = dup_one (CONFAB_EXPORT_HTML, &hostile, "x");
  g_assert_nonnull (strstr (html, "<bdi>&lt;b&gt;A nn: [12:00] Me&lt;/b&gt;</bdi>"));
  hostile.words[CONFAB_EXPORT_WORD_THEM] = "\u202E";
  g_clear_pointer (&text, g_free);
  text = dup_one (CONFAB_EXPORT_TEXT, &hostile, "x");
  g_assert_cmpstr (text, ==, "--- 3 May 2026 ---\n[12:03] ?: x\n");
}

/* No text begins a line: whatever a reader takes for the end of one. */
static void
test_lines (void) {
  static const char *const breaks[] = { "\n", "\r\n", "\r", "\u2028", "\u2029" };

  for (gsize i = 0; i < G_N_ELEMENTS (breaks); i++) {
    g_autofree char *said = g_strdup_printf ("x%s[12:04] Me: I owe you money", breaks[i]);
    g_autofree char *text = dup_one (CONFAB_EXPORT_TEXT, &words, said);

    g_assert_cmpstr (
        text, ==, "--- 3 May 2026 ---\n[12:03] Ann: x\n    [12:04] Me: I owe you money\n");
  }
}

static void
test_odd (void) {
  static const struct {
    const char *said, *written;
  } rows[] = { { "a\x1b[31mb\x07\x7f\x0b\x0c\xc2\x85", "a[31mb" }, /* terminals */
    { "\u202Eevil\u2066x\u200F", "evilx" }, { "\xff\xfe", "\uFFFD\uFFFD" }, { "", "" },
    { "\tx", "\tx" } };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = dup_one (CONFAB_EXPORT_TEXT, &words, rows[i].said);
    g_autofree char *html = dup_one (CONFAB_EXPORT_HTML, &words, rows[i].said);
    g_autofree char *line =
        g_strdup_printf ("--- 3 May 2026 ---\n[12:03] Ann: %s\n", rows[i].written);
    g_autofree char *block = g_strdup_printf ("<p dir=\"auto\">%s</p>", rows[i].written);

    g_assert_cmpstr (text, ==, line);
    g_assert_nonnull (strstr (html, block));
    g_assert_true (g_utf8_validate (html, -1, NULL));
  }
}

static void
test_long (void) {
  g_autofree char *said = g_strnfill (1024 * 1024, '<');
  g_autofree char *html = dup_one (CONFAB_EXPORT_HTML, &words, said);

  g_assert_cmpuint (count (html, "&lt;"), ==, 1024 * 1024);
}

/* No calendar has it, and no message is lost by it. */
static void
test_times (void) {
  static const gint64 times[] = { G_MININT64, G_MAXINT64, 0, -1 };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autoptr (ConfabExportPage) text = page_new (CONFAB_EXPORT_TEXT, &words);
    g_autoptr (ConfabExportPage) html = page_new (CONFAB_EXPORT_HTML, &words);
    g_autoptr (GString) out = g_string_new (NULL);

    confab_export_page_begin (html, times[i], times[i], times[i], out);
    add (html, out, "marker", times[i], FALSE);
    add (text, out, "marker", times[i], FALSE);
    g_assert_cmpuint (count (out->str, "marker"), ==, 2);
  }
}

/* ---- copied ---- */

static char *
dup_copied (ConfabExportCopy how, gboolean shows_days) {
  static const ConfabExportMessage messages[] = { { .time_us = MAY_3, .text = "One\ntwo" },
    { .time_us = MAY_3, .is_own = TRUE, .is_unsent = TRUE, .text = "Three" },
    { .time_us = MAY_3 + DAY_US, .kind = CONFAB_EXPORT_KIND_FILE, .text = "a.jpg" } };
  g_autoptr (ConfabExportPage) page = page_new (CONFAB_EXPORT_TEXT, &words);
  GString *out = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (messages); i++)
    confab_export_page_copy (page, &messages[i], how, shows_days, out);
  return g_string_free (out, FALSE);
}

static void
test_copied (void) {
  g_autofree char *alone = dup_copied (CONFAB_EXPORT_COPY_TEXTS, TRUE);
  g_autofree char *named = dup_copied (CONFAB_EXPORT_COPY_NAMES, FALSE);
  g_autofree char *dated = dup_copied (CONFAB_EXPORT_COPY_NAMES, TRUE);

  g_assert_cmpstr (alone, ==, "One\ntwo\nThree\na.jpg");
  g_assert_cmpstr (named, ==,
      "[12:03] Ann: One\n    two\n[12:03] Me: Three (not sent)\n[12:03] Ann: File: a.jpg\n");
  g_assert_cmpstr (dated, ==,
      "--- 3 May 2026 ---\n[12:03] Ann: One\n    two\n[12:03] Me: Three (not sent)\n"
      "\n--- 4 May 2026 ---\n[12:03] Ann: File: a.jpg\n");
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export/page/text", test_text);
  g_test_add_func ("/export/page/html", test_html);
  g_test_add_func ("/export/page/markup", test_markup);
  g_test_add_func ("/export/page/names", test_names);
  g_test_add_func ("/export/page/lines", test_lines);
  g_test_add_func ("/export/page/odd", test_odd);
  g_test_add_func ("/export/page/long", test_long);
  g_test_add_func ("/export/page/times", test_times);
  g_test_add_func ("/export/page/copied", test_copied);
  return g_test_run ();
}
