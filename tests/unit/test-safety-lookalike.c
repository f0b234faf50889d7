/* Look-alikes: what a person takes for somebody else, and what nobody confuses. */

#include <string.h>

#include "safety/safety-lookalike.h"

typedef struct {
  const char *a, *b;
} Pair;

static const Pair alike[] = {
  { "ann@example.org", "\xd0\xb0nn@example.org" }, /* Cyrillic a */
  { "ann@example.org", "\xce\xb1nn@example.org" }, /* Greek alpha */
  { "ann", "Ann" }, { "Ann", "ANN" },
  { "carmen@example.org", "carrnen@example.org" }, /* rn for m */
  { "paul", "pau1" }, { "Ida", "lda" },            /* capital I, small l */
  { "AI", "Al" }, { "bob", "b0b" }, { "Otto", "0tto" }, { "ren\xc3\xa9", "rene" },
  { "J\xc3\xb3", "Jo" }, { "H\xc3\xa9l\xc3\xa8ne", "Helene" }, { "rene\xcc\x81", "ren\xc3\xa9" },
  { "Zoe", "Zo\xc3\xab" }, { "S\xc3\xb8ren", "Soren" },
  { "ann\xe2\x80\x8b", "ann" }, /* zero-width space */
  { "ann\xef\xb8\x8f", "ann" }, /* variation selector */
  { "ann lee", "annlee" }, { "ann_lee", "ann-lee" },
  { "ann\xe2\x80\x90lee", "ann-lee" },           /* another hyphen */
  { "daniel", "dainel" },                        /* swapped */
  { "daniel", "danile" }, { "daniel", "danel" }, /* left out */
  { "daniel", "daniiel" },                       /* put in */
  { "daniel", "daniek" },                        /* replaced */
  { "daniel", "aniel" }, { "xdaniel", "daniel" }, { "ann@example.org", "ann@exarnple.org" },
  { "ann@example.org", "ann@examp1e.org" }, { "\xef\xbd\x81nn", "ann" }, /* full width */
  { "\xf0\x9d\x90\x9a\xf0\x9d\x90\xa7\xf0\x9d\x90\xa7", "ann" },         /* mathematical bold */
  { "\xd0\x90\xd0\x9d\xd0\x9d", "AHH" },                                 /* Cyrillic capitals */
};

static const Pair different[] = {
  { "ann", "ann" },
  { "", "" },
  { "ann", "ben" },
  { "al", "ed" },
  { "al", "an" },
  { "jo", "bo" },
  { "jo", "joe" },
  { "ann@example.org", "ben@example.org" },
  { "ann@example.org", "ann@example.net" },
  { "daniel", "danliea" },
  { "daniel", "leinad" },
  { "\xe6\x9d\x8e", "\xe7\x8e\x8b" },
  { "\xd0\xbc\xd0\xb0\xd1\x88\xd0\xb0", "\xd0\xbe\xd0\xbb\xd1\x8c\xd0\xb3\xd0\xb0" },
  { "\xe0\xa4\xb0\xe0\xa4\xbe\xe0\xa4\xae\xe0\xa4\xbe",
      "\xe0\xa4\xb8\xe0\xa5\x80\xe0\xa4\xa4\xe0\xa4\xbe" },
};

static void
test_alike (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (alike); i++) {
    g_test_message ("%s, %s", alike[i].a, alike[i].b);
    g_assert_true (confab_safety_looks_alike (alike[i].a, alike[i].b));
    g_assert_true (confab_safety_looks_alike (alike[i].b, alike[i].a));
  }
}

static void
test_different (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (different); i++) {
    g_test_message ("%s, %s", different[i].a, different[i].b);
    g_assert_false (confab_safety_looks_alike (different[i].a, different[i].b));
    g_assert_false (confab_safety_looks_alike (different[i].b, different[i].a));
  }
}

static gboolean
has_name_of (const char *a, const char *b) {
  g_autoptr (ConfabLook) look_a = confab_safety_look_new (a);
  g_autoptr (ConfabLook) look_b = confab_safety_look_new (b);
  gboolean has = confab_safety_look_has_name_of (look_a, look_b);

  g_assert_true (confab_safety_look_has_name_of (look_b, look_a) == has);
  return has;
}

/* Names of two people: the same one is the worst case, and short ones are often a letter apart. */
static void
test_names (void) {
  g_assert_true (has_name_of ("Ann", "Ann"));
  g_assert_true (has_name_of ("Ann", "ann"));
  g_assert_true (has_name_of ("Ann", "\xd0\xb0nn")); /* Cyrillic a */
  g_assert_true (has_name_of ("Ann Lee", "annlee"));
  g_assert_true (has_name_of ("Ann Lee", "ann.lee"));
  g_assert_true (has_name_of ("Ann Lee", "ann_lee"));
  g_assert_true (has_name_of ("Daniel", "Danlel"));
  g_assert_true (has_name_of ("carmen", "carrnen"));
  g_assert_true (has_name_of ("Ann", "\xff"));
  g_assert_false (has_name_of ("Ann", "Anna"));
  g_assert_false (has_name_of ("Ben", "Ken"));
  g_assert_false (has_name_of ("Ann", "Ben"));
  g_assert_false (has_name_of ("Daniel", "Denise"));
  g_assert_false (has_name_of ("", ""));
  g_assert_false (has_name_of ("\xe2\x80\x8b", "\xe2\x80\x8c"));
}

/* What cannot be judged is warned of, except that a thing always equals itself. */
static void
test_hostile (void) {
  g_autofree char *longest = g_strnfill (4096, 'a');
  g_autofree char *too_long = g_strnfill (4097, 'a');
  g_autoptr (GString) expanding = g_string_new (NULL);

  for (guint i = 0; i < 1365; i++)
    g_string_append (expanding, "\xef\xb7\xba"); /* each becomes eighteen */

  g_assert_true (confab_safety_looks_alike ("ann", "\xff"));
  g_assert_true (confab_safety_looks_alike ("\xc0\xaf", "ann"));
  g_assert_true (confab_safety_looks_alike ("ann", too_long));
  g_assert_false (confab_safety_looks_alike (too_long, too_long));
  g_assert_false (confab_safety_looks_alike ("ann", longest));
  g_assert_true (confab_safety_looks_alike (longest + 1, longest));
  g_assert_false (confab_safety_looks_alike ("ann", expanding->str));
  g_assert_true (confab_safety_looks_alike ("", "\xe2\x80\x8b"));
  g_assert_false (confab_safety_looks_alike ("", "ann"));
}

/* A new buddy is compared with everybody on the list while people wait. */
static void
test_speed (void) {
  gint64 start = g_get_monotonic_time ();
  gint64 each_us;

  for (guint i = 0; i < 1000; i++) {
    g_autofree char *other = g_strdup_printf ("somebody%u@example.org", i);

    g_assert_false (confab_safety_looks_alike ("ann.lee@example.org", other));
  }
  each_us = (g_get_monotonic_time () - start) / 1000;
  g_test_message ("%" G_GINT64_FORMAT " us for each pair", each_us);
  g_assert_cmpint (each_us, <, 1000);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/lookalike/alike", test_alike);
  g_test_add_func ("/safety/lookalike/different", test_different);
  g_test_add_func ("/safety/lookalike/names", test_names);
  g_test_add_func ("/safety/lookalike/hostile", test_hostile);
  g_test_add_func ("/safety/lookalike/speed", test_speed);
  return g_test_run ();
}
