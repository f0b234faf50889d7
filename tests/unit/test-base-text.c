/* Text from outside: what goes, what stays, and the bounds. */

#include <string.h>

#include "base/base-text.h"

typedef struct {
  const char *text;
  const char *expected;
} Sample;

static const Sample lines[] = {
  { "Ann", "Ann" },
  { "  Ann  ", "Ann" },
  { "Ann \t\n  Lee", "Ann Lee" },
  { "Ann\xc2\xa0\xe3\x80\x80Lee", "Ann Lee" }, /* other spaces */
  { "Ann\xe2\x80\xa8Lee", "Ann Lee" },         /* line separator */
  { "Ann\xe2\xa0\x80Lee", "Ann Lee" },         /* empty braille cell */
  { "A\x01\x02n\x7f\xc2\x9bn", "Ann" },
  { "\xe2\x80\xaennA", "nnA" }, /* right-to-left override */
  { "\xd8\x9c"
    "A\xe2\x80\x8en\xe2\x80\x8fn\xe2\x81\xa6\xe2\x81\xa9",
      "Ann" },
  { "A\xe2\x80\x8bn\xe2\x80\x8dn\xef\xbb\xbf\xc2\xad\xe2\x81\xa0", "Ann" }, /* zero width */
  { "Ann\xf3\xa0\x81\x81\xf3\xa0\x84\x80", "Ann" }, /* tag, variation selector */
  { "Ann\xe3\x85\xa4\xe1\x85\x9f", "Ann" },         /* Hangul fillers */
  { "Ann\xef\xb7\x90\xef\xbf\xbe", "Ann" },         /* noncharacters */
  { "a\xff"
    "b",
      "a\xef\xbf\xbd"
      "b" },
  { "J\xc3\xbcrgen \xe6\x9d\x8e", "J\xc3\xbcrgen \xe6\x9d\x8e" },
  { "Ann \xf0\x9f\x8c\xb8", "Ann \xf0\x9f\x8c\xb8" },
  { "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81\xcc\x81"
    "b",
      "a\xcc\x81\xcc\x81\xcc\x81\xcc\x81"
      "b" },
  { "", NULL },
  { " \t\n", NULL },
  { "\xe2\x80\x8b\xe2\x80\xae", NULL },
  { "<b>Ann</b>", "<b>Ann</b>" },
};

static void
test_line (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *line = confab_base_text_dup_line (lines[i].text, 100);

    g_test_message ("line %zu", i);
    g_assert_cmpstr (line, ==, lines[i].expected);
  }
  g_assert_null (confab_base_text_dup_line (NULL, 100));
}

static void
test_line_bound (void) {
  static const struct {
    const char *text;
    gsize max;
    const char *expected;
  } samples[] = {
    { "abc", 3, "abc" },
    { "abcd", 3, "abc" },
    { "ab cd", 3, "ab" },
    { "ab cd", 4, "ab c" },
    { "\xc3\xa9\xc3\xa9\xc3\xa9", 2, "\xc3\xa9\xc3\xa9" },
    { "abc", 0, NULL },
    { "ab   ", 3, "ab" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autofree char *line = confab_base_text_dup_line (samples[i].text, samples[i].max);

    g_assert_cmpstr (line, ==, samples[i].expected);
  }
}

#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"
#define HEART "\xe2\x9d\xa4\xef\xb8\x8f"
#define FLAG "\xf0\x9f\x8f\xb4"
#define TAG(c) "\xf3\xa0\x81" c
#define SCOTLAND FLAG TAG ("\xa7") TAG ("\xa2") TAG ("\xb3") TAG ("\xa3") TAG ("\xb4") TAG ("\xbf")

static const Sample bodies[] = {
  { "Hello,\n\tworld", "Hello,\n\tworld" },
  { "  two  spaces  ", "  two  spaces  " },
  { "a\r\nb\rc\r\r\nd", "a\nb\nc\n\nd" },
  { "a\xe2\x80\xa8"
    "b\xe2\x80\xa9"
    "c",
      "a\nb\nc" },
  { "a\x01\x1b[31m\x7f\xc2\x85"
    "b",
      "a[31mb" },
  { "\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad\xe2\x80\xae"
    "a",
      "a" },
  { "\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9"
    "a",
      "a" },
  { "\xd8\x9c\xe2\x80\x8e\xe2\x80\x8f"
    "a",
      "a" },
  { "a\xe2\x80\x8b\xe2\x81\xa0\xef\xbb\xbf\xc2\xad"
    "b",
      "ab" },
  { "a\xef\xbf\xbe\xef\xb7\x90"
    "b",
      "ab" },
  { FAMILY HEART, FAMILY HEART },
  { SCOTLAND, SCOTLAND },
  { "a" TAG ("\xa7") TAG ("\xa2"), "a" }, /* hidden text */
  { FLAG "a" TAG ("\xa7"), FLAG "a" },
  { SCOTLAND TAG ("\xa7") TAG ("\xa7"), SCOTLAND TAG ("\xa7") },
  { "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae" }, /* Persian */
  { "\xd8\x80\xd9\xa1", "\xd8\x80\xd9\xa1" }, /* Arabic number sign */
  { "a\xff\xc0\xaf"
    "b",
      "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
      "b" },
  { "<b>&amp;</b>", "<b>&amp;</b>" },
  { "", "" },
  { NULL, "" },
};

static void
test_body (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autofree char *body = confab_base_text_dup_body (bodies[i].text, 1000);

    g_test_message ("body %zu", i);
    g_assert_cmpstr (body, ==, bodies[i].expected);
  }
}

static void
test_body_bound (void) {
  const char *text = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x8c\xb8"
                     "b";
  static const gsize fitting[] = { 0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11 };

  for (gsize max = 0; max < G_N_ELEMENTS (fitting); max++) {
    g_autofree char *body = confab_base_text_dup_body (text, max);

    g_assert_cmpuint (strlen (body), ==, fitting[max]);
    g_assert_true (g_utf8_validate (body, -1, NULL));
    g_assert_true (g_str_has_prefix (text, body));
  }
}

/* Every character there is: what comes out is fit, and cleaning it again changes nothing. */
static void
test_every_character (void) {
  for (gunichar c = 1; c <= 0x10FFFF; c++) {
    char text[16] = "x";
    g_autofree char *line = NULL;
    g_autofree char *body = NULL;
    g_autofree char *again = NULL;
    gsize size;

    if (c >= 0xD800 && c <= 0xDFFF)
      continue;
    size = 1 + (gsize)g_unichar_to_utf8 (c, text + 1);
    text[size] = 'y';
    text[size + 1] = '\0';

    line = confab_base_text_dup_line (text, 3);
    body = confab_base_text_dup_body (text, 15);
    again = confab_base_text_dup_body (body, 15);
    g_assert_true (confab_base_text_is_xml (line));
    g_assert_true (confab_base_text_is_xml (body));
    g_assert_cmpstr (body, ==, again);
    g_assert_null (strchr (line, '\n'));
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x061C ||
        c == 0x200E || c == 0x200F) {
      g_assert_cmpstr (line, ==, "xy");
      g_assert_cmpstr (body, ==, "xy");
    }
  }
}

static void
test_is_xml (void) {
  static const char *const fit[] = { "", "a\t\n\r", "\xc2\x80", "\xed\x9f\xbf", "\xee\x80\x80",
    "\xef\xbf\xbd", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf" };
  static const char *const unfit[] = { "\x01", "a\x0b", "\x1b", "\xef\xbf\xbe", "\xef\xbf\xbf",
    "\xff", "\xed\xa0\x80", "\xc0\x80", "\xf4\x90\x80\x80", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (fit); i++)
    g_assert_true (confab_base_text_is_xml (fit[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (unfit); i++)
    g_assert_false (confab_base_text_is_xml (unfit[i]));
}

static void
test_parse_uint (void) {
  static const char *const bad[] = { "", " 1", "1 ", "+1", "-1", "0x10", "1.0", "1e3", "a",
    "\xd9\xa1", "101", "1000", "18446744073709551616", "99999999999999999999999999",
    "18446744073709551617", NULL };
  guint64 value = 42;

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_assert_false (confab_base_text_parse_uint (bad[i], 100, &value));
    g_assert_cmpuint (value, ==, 42);
  }
  g_assert_true (confab_base_text_parse_uint ("0", 0, &value));
  g_assert_cmpuint (value, ==, 0);
  g_assert_false (confab_base_text_parse_uint ("1", 0, &value));
  g_assert_true (confab_base_text_parse_uint ("100", 100, &value));
  g_assert_cmpuint (value, ==, 100);
  g_assert_true (confab_base_text_parse_uint ("0007", 100, &value));
  g_assert_cmpuint (value, ==, 7);
  g_assert_true (confab_base_text_parse_uint ("18446744073709551615", G_MAXUINT64, &value));
  g_assert_cmpuint (value, ==, G_MAXUINT64);
  g_assert_false (confab_base_text_parse_uint ("18446744073709551616", G_MAXUINT64, &value));
  g_assert_true (confab_base_text_parse_uint ("4294967295", G_MAXUINT32, &value));
  g_assert_false (confab_base_text_parse_uint ("4294967296", G_MAXUINT32, &value));
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/line", test_line);
  g_test_add_func ("/base/text/line-bound", test_line_bound);
  g_test_add_func ("/base/text/body", test_body);
  g_test_add_func ("/base/text/body-bound", test_body_bound);
  g_test_add_func ("/base/text/every-character", test_every_character);
  g_test_add_func ("/base/text/is-xml", test_is_xml);
  g_test_add_func ("/base/text/parse-uint", test_parse_uint);
  return g_test_run ();
}
