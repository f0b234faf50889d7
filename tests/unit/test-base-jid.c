/* Addresses: what is one, what is none, and that each has a single written form. */

#include <string.h>

#include "base/base-jid.h"

typedef struct {
  const char *written;
  const char *full; /* prepared */
} Sample;

static const Sample valid_samples[] = {
  { "ann@example.org", "ann@example.org" },
  { "example.org", "example.org" },
  { "example.org/desk", "example.org/desk" },
  { "ann@example.org/desk", "ann@example.org/desk" },
  { "Ann@Example.ORG/Desk", "ann@example.org/Desk" },
  { "ann@example.org.", "ann@example.org" },
  { "ann@example.org./x", "ann@example.org/x" },
  { "ann@localhost", "ann@localhost" },
  { "ann@example.org/a/b@c", "ann@example.org/a/b@c" },
  { "ann@example.org//", "ann@example.org//" },
  { "ann@example.org/@", "ann@example.org/@" },
  { "example.org/x@y", "example.org/x@y" },
  { "ann@example.org/foo bar", "ann@example.org/foo bar" },
  { "ann@example.org/ ", "ann@example.org/ " },
  { "ann@192.0.2.7", "ann@192.0.2.7" },
  { "a@[::1]", "a@[::1]" },
  { "a@[2001:DB8::7]/x", "a@[2001:db8::7]/x" },
  { "a.b-c_d+e!#$%*=?^`{|}~@example.org", "a.b-c_d+e!#$%*=?^`{|}~@example.org" },
  { "space\\20cadet@example.org", "space\\20cadet@example.org" },
  { "ann@my_component.example.org", "ann@my_component.example.org" },
  { "ann@xn--mnchen-3ya.example", "ann@xn--mnchen-3ya.example" },
  /* Folded case, compatibility forms, characters that map to nothing. */
  { "J\xc3\x9cRGEN@M\xc3\x9cNCHEN.example", "j\xc3\xbcrgen@m\xc3\xbcnchen.example" },
  { "fu\xc3\x9f"
    "ball@example.org",
      "fussball@example.org" },
  { "stra\xc3\x9f"
    "e.example",
      "strasse.example" },
  { "\xef\xbd\x81nn@example.org", "ann@example.org" },    /* full-width a */
  { "an\xc2\xadn@example.org", "ann@example.org" },       /* soft hyphen */
  { "an\xe2\x80\x8bn@example.org", "ann@example.org" },   /* zero-width space */
  { "ann@example\xef\xbc\x8eorg", "ann@example.org" },    /* full-width dot */
  { "\xce\xa3@example.org", "\xcf\x83@example.org" },     /* capital sigma */
  { "e\xcc\x81@example.org", "\xc3\xa9@example.org" },    /* e and accent: composed */
  { "\xd0\xb0nn@example.org", "\xd0\xb0nn@example.org" }, /* Cyrillic a stays */
  { "ann@example.org/\xf0\x9f\xa6\x8a", "ann@example.org/\xf0\x9f\xa6\x8a" }, /* newer than 3.2 */
  { "ann@example.org/\xc2\xa0", "ann@example.org/ " },                        /* no-break space */
  { "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d@example.org",
      "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d@example.org" },
};

static const char *const invalid_samples[] = {
  "",
  "@",
  "@/",
  "/",
  "/x",
  "a@",
  CONFAB_BASE_JID_NOTE,
  "@b",
  "@b/x",
  "a@/x",
  "a@b/",
  "b/",
  "a@b@c",
  "a@@b",
  "a b@example.org",
  " ann@example.org",
  "ann@example.org ",
  "ann @example.org",
  "ann@ example.org",
  "ann@exa mple.org",
  "a\"b@example.org",
  "a&b@example.org",
  "a'b@example.org",
  "a:b@example.org",
  "a<b@example.org",
  "a>b@example.org",
  "ann\n@example.org",
  "ann@example.org/line\nfeed",
  "ann@example.org/\x7f",
  "ann@example.org/\x1b[2J",
  "ann@example.org/tab\tbed",
  "ann@example..org",
  "ann@.example.org",
  "ann@.",
  "ann@example.org..",
  "ann@-example.org",
  "ann@example-.org",
  "ann@exam<ple.org",
  "ann@example.org:5222",
  "ann@example.org?x",
  "ann@example.org#x",
  "ann@exa%6dple.org",
  "ann@exa\\mple.org",
  "ann@xn--\x80.example",
  "ann@xn--a.example",
  "ann@xn--999999999.example",
  "a@[::1",
  "a@::1",
  "a@[]",
  "a@[::1]]",
  "a@[fe80::1%eth0]",
  "a@[192.0.2.7]",
  "a@[zz::1]",
  "a@[1:2:3:4:5:6:7:8:9]",
  "ann@example\xe3\x80\x82org", /* ideographic full stop */
  "ann@xn--mnchen-3ya\xe3\x80\x82"
  "example",
  "ann@\xe1\xba\x9e.example", /* a letter newer than nameprep, which UTS 46 folds */
  "ann@xn--mnchen-3ya.\xe1\xba\x9e",
  "an\xef\xbc\xa0n@example.org", /* full-width at sign */
  "ann@example.org\xef\xbc\x8f"
  "x",                                   /* full-width slash */
  "ann\xc2\xa0@example.org",             /* no-break space in the local part */
  "an\xe2\x80\xaen@example.org",         /* right-to-left override */
  "ann@example.org/\xe2\x80\xaegpj.exe", /* the same in the resource */
  "ann@example.org/\xef\xbf\xbe",        /* noncharacter */
  "ann@example.org/\xee\x80\x80",        /* private use */
  "\xd7\xa9"
  "a@example.org",    /* directions mixed */
  "\xff@example.org", /* no UTF-8 */
  "ann@\xc3\x28.example",
  "ann@example.org/\xed\xa0\x80", /* a surrogate */
  "ann@example.org/\xc0\xaf",     /* overlong */
  "\xc2\xad@example.org",         /* nothing is left */
  "ann@example.org/\xc2\xad",
};

static void
test_valid (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (valid_samples); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabJid) jid = confab_base_jid_new (valid_samples[i].written, &error);
    g_autoptr (ConfabJid) again = NULL;

    g_test_message ("%s", valid_samples[i].written);
    g_assert_no_error (error);
    g_assert_nonnull (jid);
    g_assert_cmpstr (confab_base_jid_get_full (jid), ==, valid_samples[i].full);

    again = confab_base_jid_new (confab_base_jid_get_full (jid), NULL);
    g_assert_true (confab_base_jid_equal (jid, again));
  }
}

static void
test_invalid (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (invalid_samples); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabJid) jid = confab_base_jid_new (invalid_samples[i], &error);

    if (jid != NULL)
      g_error ("sample %zu was taken for %s", i, confab_base_jid_get_full (jid));
    g_assert_error (error, CONFAB_BASE_JID_ERROR, CONFAB_BASE_JID_ERROR_INVALID);
  }
  g_assert_null (confab_base_jid_new (NULL, NULL));
}

static void
test_parts (void) {
  g_autoptr (ConfabJid) jid = confab_base_jid_new ("ann@example.org/desk/top", NULL);
  g_autoptr (ConfabJid) bare = confab_base_jid_dup_bare (jid);
  g_autoptr (ConfabJid) same = confab_base_jid_dup_bare (bare);
  g_autoptr (ConfabJid) domain = confab_base_jid_new ("example.org", NULL);
  g_autoptr (ConfabJid) other = confab_base_jid_new ("ben@example.org/desk/top", NULL);
  g_autoptr (ConfabJid) server = confab_base_jid_new ("example.org/x", NULL);

  g_assert_cmpstr (confab_base_jid_get_local (jid), ==, "ann");
  g_assert_cmpstr (confab_base_jid_get_domain (jid), ==, "example.org");
  g_assert_cmpstr (confab_base_jid_get_resource (jid), ==, "desk/top");
  g_assert_cmpstr (confab_base_jid_get_bare (jid), ==, "ann@example.org");
  g_assert_false (confab_base_jid_is_bare (jid));

  g_assert_true (confab_base_jid_is_bare (bare));
  g_assert_true (same == bare);
  g_assert_cmpstr (confab_base_jid_get_full (bare), ==, "ann@example.org");
  g_assert_null (confab_base_jid_get_resource (bare));
  g_assert_null (confab_base_jid_get_local (domain));
  g_assert_cmpstr (confab_base_jid_get_domain (server), ==, "example.org");
  g_assert_cmpstr (confab_base_jid_get_resource (server), ==, "x");
  g_assert_cmpstr (confab_base_jid_get_bare (server), ==, "example.org");

  g_assert_false (confab_base_jid_equal (jid, bare));
  g_assert_true (confab_base_jid_bare_equal (jid, bare));
  g_assert_false (confab_base_jid_bare_equal (jid, other));
  g_assert_false (confab_base_jid_bare_equal (jid, domain));
  g_assert_true (confab_base_jid_equal (NULL, NULL));
  g_assert_false (confab_base_jid_equal (jid, NULL));
  g_assert_false (confab_base_jid_bare_equal (NULL, jid));
}

static void
test_from_parts (void) {
  g_autoptr (ConfabJid) jid = confab_base_jid_new_parts ("Ann", "Example.org", "desk", NULL);
  g_autoptr (ConfabJid) domain = confab_base_jid_new_parts (NULL, "example.org", NULL, NULL);

  g_assert_cmpstr (confab_base_jid_get_full (jid), ==, "ann@example.org/desk");
  g_assert_cmpstr (confab_base_jid_get_full (domain), ==, "example.org");

  g_assert_null (confab_base_jid_new_parts ("", "example.org", NULL, NULL));
  g_assert_null (confab_base_jid_new_parts (NULL, "", NULL, NULL));
  g_assert_null (confab_base_jid_new_parts (NULL, NULL, NULL, NULL));
  g_assert_null (confab_base_jid_new_parts ("ann", "example.org", "", NULL));
  /* A part cannot bring a separator with it. */
  g_assert_null (confab_base_jid_new_parts ("ann@evil.example/", "example.org", NULL, NULL));
  g_assert_null (confab_base_jid_new_parts ("ann", "evil.example/@example.org", NULL, NULL));
}

/* `count` times `unit`, between `before` and `after`. Returns: (transfer full) */
static char *
repeat (const char *before, const char *unit, gsize count, const char *after) {
  GString *text = g_string_new (before);

  for (gsize i = 0; i < count; i++)
    g_string_append (text, unit);
  g_string_append (text, after);
  return g_string_free (text, FALSE);
}

static gboolean
is_address (const char *before, const char *unit, gsize count, const char *after) {
  g_autofree char *text = repeat (before, unit, count, after);
  g_autoptr (ConfabJid) jid = confab_base_jid_new (text, NULL);

  return jid != NULL;
}

static void
test_bounds (void) {
  g_assert_true (is_address ("", "a", 1023, "@example.org"));
  g_assert_false (is_address ("", "a", 1024, "@example.org"));
  g_assert_true (is_address ("ann@example.org/", "r", 1023, ""));
  g_assert_false (is_address ("ann@example.org/", "r", 1024, ""));
  g_assert_true (is_address ("", "\xc3\xa9", 511, "@example.org"));
  g_assert_false (is_address ("", "\xc3\xa9", 512, "@example.org"));
  /* One character that becomes eighteen (33 bytes). */
  g_assert_true (is_address ("ann@example.org/", "\xef\xb7\xba", 31, ""));
  g_assert_false (is_address ("ann@example.org/\xef\xb7\xba"
                              "1",
      "\xef\xb7\xba", 30, ""));
  g_assert_false (is_address ("ann@example.org/", "\xef\xb7\xba", 32, ""));
  g_assert_false (is_address ("ann@example.org/", "\xef\xb7\xba", 341, ""));
  g_assert_true (is_address ("ann@", "d", 63, ".example"));
  g_assert_false (is_address ("ann@", "d", 64, ".example"));
  g_assert_true (is_address ("ann@", "d.", 120, "example"));
  g_assert_false (is_address ("ann@", "d.", 500, "example"));
  g_assert_false (is_address ("ann@", "d.", 512, "example"));
  g_assert_false (is_address ("", "a", 1000000, ""));
  g_assert_false (is_address ("", "@", 3000, ""));
  g_assert_false (is_address ("", "/", 3000, ""));
}

static void
test_ascii_domain (void) {
  static const Sample samples[] = {
    { "ann@example.org", "example.org" },
    { "ann@m\xc3\xbcnchen.example", "xn--mnchen-3ya.example" },
    { "ann@\xd8\xa7\xd9\x84\xd8\xa7\xd8\xb1\xd8\xaf\xd9\x86.example", "xn--mgbayh7gpa.example" },
    { "ann@xn--mnchen-3ya.example", "xn--mnchen-3ya.example" },
    { "ann@192.0.2.7", "192.0.2.7" },
    { "ann@[2001:db8::7]", "2001:db8::7" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (ConfabJid) jid = confab_base_jid_new (samples[i].written, NULL);
    g_autofree char *ascii = NULL;

    g_assert_nonnull (jid);
    ascii = confab_base_jid_dup_ascii_domain (jid, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (ascii, ==, samples[i].full);
  }
}

/* Text made of the characters that matter: never a crash, and what is an address keeps its form. */
static void
test_random (void) {
  static const char *const pieces[] = { "a", "A", "@", "/", ".", "-", "[", "]", ":", "1", "xn--",
    " ", "\xc3\x9f", "\xc3\xa9", "\xe2\x84\xab", "\xc7\x85", "\xe1\xba\x9e", "\xe3\x80\x82",
    "\xef\xbc\x8f", "\xef\xb7\xba", "\xe2\x80\x8d", "\xcc\x81", "\xd7\xa9", "\xf0\x9f\xa6\x8a",
    "\xe2\x80\xae", "\xff", "\xce\xa3", "\xe1\x8e\xa0", "\xef\xbb\xbf", "\n" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (24);
  guint valid = 0;

  for (guint i = 0; i < 40000; i++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autoptr (ConfabJid) jid = NULL;
    g_autoptr (ConfabJid) again = NULL;
    guint length = (guint)g_rand_int_range (rand, 1, 9);

    for (guint j = 0; j < length; j++)
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
    jid = confab_base_jid_new (text->str, NULL);
    if (jid == NULL)
      continue;
    valid++;
    again = confab_base_jid_new (confab_base_jid_get_full (jid), NULL);
    g_assert_true (confab_base_jid_equal (jid, again));
    g_assert_cmpstr (confab_base_jid_get_resource (again), ==, confab_base_jid_get_resource (jid));
    g_assert_cmpstr (confab_base_jid_get_local (again), ==, confab_base_jid_get_local (jid));
  }
  g_assert_cmpuint (valid, >, 1000);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/jid/valid", test_valid);
  g_test_add_func ("/base/jid/invalid", test_invalid);
  g_test_add_func ("/base/jid/parts", test_parts);
  g_test_add_func ("/base/jid/from-parts", test_from_parts);
  g_test_add_func ("/base/jid/bounds", test_bounds);
  g_test_add_func ("/base/jid/ascii-domain", test_ascii_domain);
  g_test_add_func ("/base/jid/random", test_random);
  return g_test_run ();
}
