/* Judge "typed": what is asked about with people who are not known, and never with the known (R09).
 */

#include "test-safety-typed.h"

static const Said said[] = {
  { "call me on 0170 1234567", CONFAB_TYPED_PHONE },
  { "+49 170 1234567", CONFAB_TYPED_PHONE },
  { "0049 170 1234567", CONFAB_TYPED_PHONE },
  { "555-123-4567", CONFAB_TYPED_PHONE },
  { "(555) 123-4567", CONFAB_TYPED_PHONE },
  { "06 12 34 56 78", CONFAB_TYPED_PHONE },
  { "612 34 56 78", CONFAB_TYPED_PHONE },
  { "my number is 5551234567", CONFAB_TYPED_PHONE },
  { "\xd9\xa0\xd9\xa1\xd9\xa7\xd9\xa0 \xd9\xa1\xd9\xa2\xd9\xa3\xd9\xa4\xd9\xa5\xd9\xa6\xd9\xa7",
      CONFAB_TYPED_PHONE },
  { "0170\n1234567", CONFAB_TYPED_PHONE },
  { "0800 1234567", CONFAB_TYPED_NOTHING },
  { "1-800-555-4567", CONFAB_TYPED_NOTHING },
  { "01.02.2024 14.30", CONFAB_TYPED_NOTHING },
  { "order number 0170 1234567", CONFAB_TYPED_NOTHING },
  { "Artikelnummer 0170 1234567", CONFAB_TYPED_NOTHING },
  { "I was born on 12 May 1990", CONFAB_TYPED_BIRTH_DATE },
  { "12/05/1990", CONFAB_TYPED_BIRTH_DATE },
  { "dob: 5/12/90", CONFAB_TYPED_BIRTH_DATE },
  { "Ich bin am 12. Mai 1990 geboren", CONFAB_TYPED_BIRTH_DATE },
  { "je suis n\xc3\xa9"
    "e le 12 mai 1990",
      CONFAB_TYPED_BIRTH_DATE },
  { "nac\xc3\xad el 12 de mayo de 1990", CONFAB_TYPED_BIRTH_DATE },
  { "my birthday is May 12th", CONFAB_TYPED_BIRTH_DATE },
  { "see you on 12/05/2025", CONFAB_TYPED_NOTHING },
  { "Mozart was born in 1756", CONFAB_TYPED_NOTHING },
  { "je ne le vois pas le 12 mai", CONFAB_TYPED_NOTHING },
  { "I'm 14", CONFAB_TYPED_AGE },
  { "i am fourteen years old", CONFAB_TYPED_AGE },
  { "ich bin 14 und neu hier", CONFAB_TYPED_AGE },
  { "j'ai 14 ans", CONFAB_TYPED_AGE },
  { "tengo 14 a\xc3\xb1os", CONFAB_TYPED_AGE },
  { "my daughter is 9", CONFAB_TYPED_AGE },
  { "I'm 14 minutes late", CONFAB_TYPED_NOTHING },
  { "I'm 14% sure", CONFAB_TYPED_NOTHING },
  { "am 14. Mai", CONFAB_TYPED_NOTHING },
  { "im 3. Stock", CONFAB_TYPED_NOTHING },
  { "my car is 14", CONFAB_TYPED_NOTHING },
  { "j'ai 14 ans d'exp\xc3\xa9rience", CONFAB_TYPED_NOTHING },
  { "I go to Lincoln High School", CONFAB_TYPED_SCHOOL },
  { "i go to lincoln high school", CONFAB_TYPED_SCHOOL },
  { "ich gehe aufs Goethe-Gymnasium", CONFAB_TYPED_SCHOOL },
  { "je vais au coll\xc3\xa8ge Jean Moulin", CONFAB_TYPED_SCHOOL },
  { "voy al colegio San Jos\xc3\xa9", CONFAB_TYPED_SCHOOL },
  { "I go to school by bus", CONFAB_TYPED_NOTHING },
  { "a great school", CONFAB_TYPED_NOTHING },
  { "ich gehe in die Fahrschule", CONFAB_TYPED_NOTHING },
  { "42 Elm Street", CONFAB_TYPED_STREET },
  { "350 5th Avenue", CONFAB_TYPED_STREET },
  { "Hauptstra\xc3\x9f"
    "e 12",
      CONFAB_TYPED_STREET },
  { "Hauptstr. 12a", CONFAB_TYPED_STREET },
  { "12 bis rue de la Paix", CONFAB_TYPED_STREET },
  { "calle Mayor 12", CONFAB_TYPED_STREET },
  { "C/ Mayor, 12", CONFAB_TYPED_STREET },
  { "2 blocks down the street", CONFAB_TYPED_NOTHING },
  { "Parkplatz 12", CONFAB_TYPED_NOTHING },
  { "Landstra\xc3\x9f"
    "e 12 km",
      CONFAB_TYPED_NOTHING },
  { "2 cours de maths", CONFAB_TYPED_NOTHING },
  { "la calle a las 12", CONFAB_TYPED_NOTHING },
};

static void
test_strangers (void) {
  check_said (said, G_N_ELEMENTS (said), CONFAB_GRADE_STRANGER);
  check_said (said, G_N_ELEMENTS (said), CONFAB_GRADE_ADDED);
}

static void
test_known (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_cmpint (reason_of (said[i].text, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_NOTHING);
}

typedef struct {
  const char *item;
  const char *spellings[6];
} Listed;

static const Listed listed[] = {
  { "M\xc3\xbcllerstra\xc3\x9f"
    "e",
      { "muellerstrasse", "M\xc3\x9cLLERSTRASSE", "m\xc3\xbcllerstr.",
          "Mullerstra\xc3\x9f"
          "e",
          "M\xc3\xbcller - Stra\xc3\x9f"
          "e" } },
  { "Jean-Pierre", { "jean pierre", "JEANPIERRE",
                       "J\xc3\xa9"
                       "an-Pierre",
                       "je suis Jean-Pierre.", "J e a n P i e r r e" } },
  { "+49 170 1234567", { "0170 1234567", "00491701234567", "0170/123-45-67", "(0170) 1234567" } },
  { "Rex", { "my dog Rex", "REX!", "rex", "r-e-x" } },
  { "\xd0\x96\xd1\x83\xd0\xba\xd0\xbe\xd0\xb2",
      { "\xd0\xb6\xd1\x83\xd0\xba\xd0\xbe\xd0\xb2", "\xd0\x96\xd0\xa3\xd0\x9a\xd0\x9e\xd0\x92",
          "\xd0\x96 \xd1\x83 \xd0\xba \xd0\xbe \xd0\xb2" } },
};

static ConfabTypedReason
reason_with_item (const char *item, const char *text, ConfabGrade grade) {
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string (item);
  const ConfabSecret *const list[] = { NULL, secret };
  ConfabTypedFound found;
  ConfabTypedFacts facts = { .text = text,
    .length = strlen (text),
    .grade = grade,
    .private_words = list,
    .n_private_words = 2 };

  confab_safety_judge_typed (&facts, &found);
  return found.reason;
}

static void
test_private_list (void) {
  for (gsize i = 0; i < G_N_ELEMENTS (listed); i++)
    for (gsize s = 0; s < 6 && listed[i].spellings[s] != NULL; s++) {
      const char *text = listed[i].spellings[s];

      if (reason_with_item (listed[i].item, text, CONFAB_GRADE_STRANGER) !=
          CONFAB_TYPED_PRIVATE_WORD)
        g_error ("\"%s\" is not found in \"%s\"", listed[i].item, text);
      g_assert_cmpint (
          reason_with_item (listed[i].item, text, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_NOTHING);
    }
}

/* Only whole words. */
static void
test_private_list_elsewhere (void) {
  g_assert_cmpint (
      reason_with_item ("Ann", "an annual plan", CONFAB_GRADE_STRANGER), ==, CONFAB_TYPED_NOTHING);
  g_assert_cmpint (reason_with_item ("Rex", "Rexburg and T-Rexes", CONFAB_GRADE_STRANGER), ==,
      CONFAB_TYPED_NOTHING);
  g_assert_cmpint (
      reason_with_item ("", "anything", CONFAB_GRADE_STRANGER), ==, CONFAB_TYPED_NOTHING);
  g_assert_cmpint (reason_with_item ("+49 170 1234567", "0170 7654321 km", CONFAB_GRADE_STRANGER),
      !=, CONFAB_TYPED_PRIVATE_WORD);
}

/* What a known person's message is asked about, a stranger's is too, for the same reason. */
static void
test_stranger_is_wider (void) {
  static const char *const pieces[] = { "4539 1488 0343 6467", "my password is hunter2",
    "the code is 482913", "I'm 14", "0170 1234567", "42 Elm Street", "Lincoln High School",
    "born on 12 May 1990, me", "some words", "DE89370400440532013000" };

  for (gsize a = 0; a < G_N_ELEMENTS (pieces); a++)
    for (gsize b = 0; b < G_N_ELEMENTS (pieces); b++) {
      g_autofree char *text = g_strdup_printf ("%s. %s", pieces[a], pieces[b]);
      ConfabTypedReason known = reason_of (text, CONFAB_GRADE_KNOWN);
      ConfabTypedReason stranger = reason_of (text, CONFAB_GRADE_STRANGER);

      if (known != CONFAB_TYPED_NOTHING)
        g_assert_cmpint (stranger, ==, known);
    }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  g_test_add_func ("/safety/typed/strangers", test_strangers);
  g_test_add_func ("/safety/typed/known", test_known);
  g_test_add_func ("/safety/typed/private-list", test_private_list);
  g_test_add_func ("/safety/typed/private-list-elsewhere", test_private_list_elsewhere);
  g_test_add_func ("/safety/typed/stranger-is-wider", test_stranger_is_wider);
  return g_test_run ();
}
