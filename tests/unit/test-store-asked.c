/* How texts become words, how what is typed is read, and where a hit is marked. */

#include <string.h>

#include "store/store-asked.h"
#include "store/store-words.h"

#define DAY (G_GINT64_CONSTANT (24) * 60 * 60 * G_USEC_PER_SEC)

static void
test_folding (void) {
  static const struct {
    const char *text;
    const char *folded;
  } cases[] = {
    { "", "" },
    { "  ,.!? \n", "" },
    { "Hello, World", "hello world" },
    { "Zo\xc3\xab \xc3\x89tudiant \xc3\x9c"
      "ber",
        "zoe etudiant uber" },
    { "Zoe\xcc\x88", "zoe" },
    { "Stra\xc3\x9f"
      "e \xc3\x98re \xc5\x81\xc3\xb3"
      "d\xc5\xba \xc3\x86on",
        "strasse ore lodz aeon" },
    { "don't e-mail ann@example.org", "don t e mail ann example org" },
    { "\xef\xbc\xa1\xef\xbc\x92 \xef\xac\x81sh", "a2 fish" },
    { "\xd0\x81\xd0\xbb\xd0\xba\xd0\xb0", "\xd0\xb5\xd0\xbb\xd0\xba\xd0\xb0" },
    { "\xe5\x8c\x97\xe4\xba\xac"
      "abc\xe5\xb8\x82",
        "\xe5\x8c\x97 \xe4\xba\xac abc \xe5\xb8\x82" },
    { "\xed\x95\x99\xea\xb5\x90\xec\x97\x90\xec\x84\x9c",
        "\xed\x95\x99 \xea\xb5\x90 \xec\x97\x90 \xec\x84\x9c" },
    { "\xf0\x9f\x8e\x89 2026", "2026" },
    { "\xe0\xa4\x95\xe0\xa4\xbf \xe0\xa4\x95\xe0\xa5\x81",
        "\xe0\xa4\x95\xe0\xa4\xbf \xe0\xa4\x95\xe0\xa5\x81" },
    { "\xc2\xa7own \xc2\xa7y2026", "own y2026" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folded = confab_store_words_fold (cases[i].text);

    g_assert_cmpstr (folded, ==, cases[i].folded);
  }
}

static void
test_long_words (void) {
  g_autofree char *text = g_strnfill (5000, 'a');
  g_autofree char *folded = confab_store_words_fold (text);

  g_assert_cmpuint (strlen (folded), ==, CONFAB_STORE_WORD_MAX_BYTES);
}

/* "word+word*|word": terms apart, + within one, * where it may go on. */
static char *
describe (const ConfabStoreAsked *asked) {
  GString *told = g_string_new (NULL);

  for (guint i = 0; i < asked->n_terms; i++) {
    const ConfabStoreTerm *term = &asked->terms[i];

    g_string_append (told, i > 0 ? "|" : "");
    for (guint k = 0; k < term->n; k++)
      g_string_append_printf (told, "%s%s", k > 0 ? "+" : "",
          (const char *)g_ptr_array_index (asked->words, term->first + k));
    g_string_append (told, term->is_beginning ? "*" : "");
  }
  return g_string_free (told, FALSE);
}

static void
test_words (void) {
  static const struct {
    const char *typed;
    const char *read;
  } cases[] = {
    { "", "" },
    { "   ", "" },
    { "hel", "hel*" },
    { "hello ", "hello" },
    { "Hello wor", "hello|wor*" },
    { "hello w", "hello" },
    { "w", "w" },
    { "\"hello world\"", "hello+world" },
    { "\"hello wor", "hello+wor*" },
    { "\xe2\x80\x9ehello world\xe2\x80\x9c zo\xc3\xab", "hello+world|zoe*" },
    { "ann@example.org ", "ann+example+org" },
    { "\xe5\x8c\x97\xe4\xba\xac", "\xe5\x8c\x97+\xe4\xba\xac" },
    { "a OR b NOT c", "a|or|b|not" },
    { "words:* ) \" DROP", "words|drop*" },
    { "NEAR(a b, 3) ^x {y}:z", "near+a|b|3|x|y" },
    { "\"\" \"", "" },
    { "what:ever else ", "what+ever|else" },
    { "\xff\xfe"
      "ok ",
        "ok" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
    g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (cases[i].typed, zone);
    g_autofree char *read = describe (asked);

    g_assert_cmpstr (read, ==, cases[i].read);
    g_assert_false (asked->has_link || asked->has_file || asked->from_me);
    g_assert_cmpint (asked->until_us, ==, G_MAXINT64);
  }
}

static void
test_filters (void) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (ConfabStoreAsked) asked =
      confab_store_asked_new ("from:ME has:Link tent from:\"Ann Lee\" on:1970-02 ", zone);
  g_autofree char *read = describe (asked);

  g_assert_cmpstr (read, ==, "tent");
  g_assert_true (asked->from_me && asked->has_link);
  g_assert_cmpstr (asked->from, ==, "Ann Lee");
  g_assert_cmpint (asked->since_us, ==, 31 * DAY);
  g_assert_cmpint (asked->until_us, ==, (31 + 28) * DAY);
}

static void
test_dates (void) {
  static const struct {
    const char *typed;
    gint64 since, until; /* days; -1: any */
    const char *words;
  } cases[] = {
    { "on:1970-01-02", 1, 2, "" },
    { "after:1970-01-02", 2, -1, "" },
    { "before:1970-01-02", -1, 1, "" },
    { "before:1971", -1, 365, "" },
    { "after:1970-12 before:1972-3-01", 365, 365 + 365 + 31 + 29, "" },
    { "before:19", -1, -1, "" },
    { "before:1970-13-01 x ", -1, -1, "1970+13+01|x" },
    { "on:1971-02-29 ", -1, -1, "1971+02+29" },
    { "on:off ", -1, -1, "off" },
    { "after:99999999999999999999 ", -1, -1, "99999999999999999999" },
    { "on:1970-01-01-01 ", -1, -1, "1970+01+01+01" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (cases[i].typed, zone);
    g_autofree char *read = describe (asked);

    g_assert_cmpint (asked->since_us, ==, cases[i].since < 0 ? 0 : cases[i].since * DAY);
    g_assert_cmpint (asked->until_us, ==, cases[i].until < 0 ? G_MAXINT64 : cases[i].until * DAY);
    g_assert_cmpstr (read, ==, cases[i].words);
  }
}

static void
test_bounds (void) {
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GString) typed = g_string_new (NULL);
  g_autoptr (ConfabStoreAsked) asked = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append (typed, "a-b ");
  asked = confab_store_asked_new (typed->str, zone);
  g_assert_cmpuint (asked->n_terms, ==, CONFAB_STORE_ASKED_MAX_TERMS);
  g_assert_cmpuint (asked->words->len, <=, CONFAB_STORE_ASKED_MAX_WORDS);
}

static void
test_marks (void) {
  static const struct {
    const char *typed;
    const char *text;
    const char *marked;
  } cases[] = {
    { "zoe", "Ask Zo\xc3\xab, not Zo", "Ask [Zo\xc3\xab], not Zo" },
    { "te", "a tent to test", "a [tent] to [test]" },
    { "\"to test\"", "to to test", "to [to test]" },
    { "\xe4\xba\xac\xe5\xb8\x82", "\xe5\x8c\x97\xe4\xba\xac\xe5\xb8\x82",
        "\xe5\x8c\x97[\xe4\xba\xac\xe5\xb8\x82]" },
    { "from:me ", "from me", "from me" },
    { "a ab ", "a ab", "[a] [ab]" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (ConfabStoreAsked) asked = confab_store_asked_new (cases[i].typed, zone);
    g_autoptr (GString) marked = g_string_new (cases[i].text);
    gsize pairs[20];
    guint n = confab_store_asked_mark (asked, cases[i].text, pairs, 10);

    for (guint k = n; k-- > 0;) {
      g_string_insert_c (marked, (gssize)pairs[2 * k + 1], ']');
      g_string_insert_c (marked, (gssize)pairs[2 * k], '[');
    }
    g_assert_cmpstr (marked->str, ==, cases[i].marked);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/asked/folding", test_folding);
  g_test_add_func ("/store/asked/long-words", test_long_words);
  g_test_add_func ("/store/asked/words", test_words);
  g_test_add_func ("/store/asked/filters", test_filters);
  g_test_add_func ("/store/asked/dates", test_dates);
  g_test_add_func ("/store/asked/bounds", test_bounds);
  g_test_add_func ("/store/asked/marks", test_marks);
  return g_test_run ();
}
