/* Judge "typed": what is closed, where it points, what it may be told to leave alone, and that
 * neither length nor several messages are a way round. */

#include "test-safety-typed.h"

#define CARD "4539 1488 0343 6467"
#define KEY_BYTES "0123456789abcdef"

static void
test_closed (void) {
  ConfabTypedFound found;
  ConfabTypedFacts facts = { 0 };
  g_autofree char *long_text = NULL;

  g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_ASK);
  g_assert_cmpint (found.reason, ==, CONFAB_TYPED_UNREADABLE);
  g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_ASK);

  facts.text = "";
  g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_SEND);
  facts.length = 16 * 1024 * 1024 + 1;
  long_text = g_strnfill (facts.length, ' ');
  facts.text = long_text;
  g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_ASK);
  g_assert_cmpint (found.reason, ==, CONFAB_TYPED_UNREADABLE);
}

/* A forgotten grade is a stranger's, the widest. */
static void
test_forgotten_grade (void) {
  ConfabTypedFacts facts = { .text = "I'm 14", .length = 6 };

  g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_ASK);
}

static void
test_grades (void) {
  g_assert_cmpint (reason_of ("I'm 14", CONFAB_GRADE_STRANGER), ==, CONFAB_TYPED_AGE);
  g_assert_cmpint (reason_of ("I'm 14", CONFAB_GRADE_ADDED), ==, CONFAB_TYPED_AGE);
  g_assert_cmpint (reason_of ("I'm 14", CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_NOTHING);
  g_assert_cmpint (reason_of ("I'm 14", CONFAB_GRADE_CHECKED), ==, CONFAB_TYPED_NOTHING);
  g_assert_cmpint (reason_of (CARD, CONFAB_GRADE_CHECKED), ==, CONFAB_TYPED_CARD);
}

static void
test_place (void) {
  /* Behind characters of two, three and four bytes. */
  const char *text = "Grüße \xe2\x82\xac \xf0\x9f\x98\x80 " CARD ", bis später";
  const char *card = strstr (text, "4539");
  ConfabTypedFound found;
  ConfabTypedFacts facts = { .text = text, .length = strlen (text), .grade = CONFAB_GRADE_KNOWN };

  g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_ASK);
  g_assert_cmpuint (found.start, ==, card - text);
  g_assert_cmpuint (found.end, ==, card - text + strlen (CARD));
  g_assert_cmpuint (found.fingerprint, ==, 0);
}

/* The text need not end in NUL: nothing behind its length is read. */
static void
test_length (void) {
  ConfabTypedFacts facts = { .text = CARD, .length = 18, .grade = CONFAB_GRADE_KNOWN };
  g_autofree char *exact = g_memdup2 (CARD, strlen (CARD));

  g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_SEND);
  facts.text = exact;
  facts.length = strlen (CARD);
  g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_ASK);
}

static void
test_permits (void) {
  static const char *const spellings[] = { CARD, "4539148803436467", "4539-1488-0343-6467" };
  guint64 permit = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++) {
    ConfabTypedFound found;
    ConfabTypedFacts facts = {
      .text = spellings[i], .length = strlen (spellings[i]), .permit_key = (const guint8 *)KEY_BYTES
    };

    g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_ASK);
    g_assert_cmpuint (found.fingerprint, !=, 0);
    if (i == 0)
      permit = found.fingerprint;
    g_assert_cmpuint (found.fingerprint, ==, permit);
    facts.permits = &permit;
    facts.n_permits = 1;
    g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_SEND);
  }
}

/* What is permitted permits nothing beside it. */
static void
test_permit_is_for_one (void) {
  const char *text = CARD " or 5425 2334 3010 9903";
  ConfabTypedFound found;
  ConfabTypedFacts facts = { .text = text,
    .length = strlen (text),
    .grade = CONFAB_GRADE_KNOWN,
    .permit_key = (const guint8 *)KEY_BYTES };
  guint64 permit;

  confab_safety_judge_typed (&facts, &found);
  g_assert_cmpuint (found.start, ==, 0);
  permit = found.fingerprint;
  facts.permits = &permit;
  facts.n_permits = 1;
  g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_ASK);
  g_assert_cmpuint (found.start, ==, strstr (text, "5425") - text);
}

static void
test_several_messages (void) {
  static const char *const halves[] = { "4539 1488", "0343 6467" };
  static const char *const four[] = { "4539", "1488", "0343", "6467" };
  static const char *const words[] = { "my card: 4539 1488", "and then 0343 6467" };
  static const char *const after[] = { CARD, "thanks, bye" };
  static const char *const said[] = { "my password is", "hunter2" };
  static const char *const code[] = { "they sent me a code", "482913" };

  g_assert_cmpint (reason_of_last (halves, 2, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_CARD);
  g_assert_cmpint (reason_of_last (four, 4, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_CARD);
  g_assert_cmpint (reason_of_last (four, 3, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_NOTHING);
  g_assert_cmpint (reason_of_last (words, 2, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_CARD);
  /* What has left already is not asked about again. */
  g_assert_cmpint (reason_of_last (after, 2, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_NOTHING);
  g_assert_cmpint (reason_of_last (said, 2, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_PASSWORD);
  g_assert_cmpint (reason_of_last (code, 2, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_ONE_TIME_CODE);
}

/* The place is within the judged text, though the number began before it. */
static void
test_place_over_messages (void) {
  static const char *const before[] = { "4539 1488" };
  ConfabTypedFound found;
  ConfabTypedFacts facts = {
    .text = "0343 6467", .length = 9, .grade = CONFAB_GRADE_KNOWN, .before = before, .n_before = 1
  };

  g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_ASK);
  g_assert_cmpuint (found.start, ==, 0);
  g_assert_cmpuint (found.end, ==, 9);
}

/* Far more and far longer messages before than are looked at. */
static void
test_many_messages (void) {
  const char *before[100];
  g_autofree char *long_one = g_strnfill (10000, 'x');
  ConfabTypedFacts facts = { .text = "0343 6467",
    .length = 9,
    .grade = CONFAB_GRADE_KNOWN,
    .before = before,
    .n_before = G_N_ELEMENTS (before) };

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    before[i] = i % 3 == 0 ? long_one : i % 3 == 1 ? "" : NULL;
  g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_SEND);
  before[99] = "4539 1488";
  g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_ASK);
}

/* At every place of a text of several windows, whatever it is made of. */
static void
test_long_text (void) {
  static const char *const fillings[] = { "some words of a long talk, ", "7 ", "a1",
    "\xd0\x9f\xd1\x80 ", "\xe2\x80\x8b" };

  for (gsize f = 0; f < G_N_ELEMENTS (fillings); f++)
    for (gsize words = 0; words < 9000; words += 487) {
      g_autoptr (GString) text = g_string_new (NULL);
      ConfabTypedFound found;
      ConfabTypedFacts facts = { .grade = CONFAB_GRADE_KNOWN };
      gsize place;

      for (gsize i = 0; i < words; i++)
        g_string_append (text, fillings[f]);
      g_string_append (text, "\nso: ");
      place = text->len;
      g_string_append (text, "DE89 3704 0044 0532 0130 00.\n");
      for (gsize i = 0; i < 500; i++)
        g_string_append (text, fillings[f]);
      facts.text = text->str;
      facts.length = text->len;
      g_assert_cmpint (confab_safety_judge_typed (&facts, &found), ==, CONFAB_TYPED_ASK);
      g_assert_cmpint (found.reason, ==, CONFAB_TYPED_IBAN);
      g_assert_cmpuint (found.start, ==, place);
    }
}

/* Bytes that are no UTF-8 neither hide a number nor break anything. */
static void
test_no_utf8 (void) {
  g_assert_cmpint (reason_of ("\xff\xfe " CARD " \xc3", CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_CARD);
  g_assert_cmpint (reason_of ("4539\xff"
                              "1488\xff"
                              "0343\xff"
                              "6467",
                       CONFAB_GRADE_KNOWN),
      ==, CONFAB_TYPED_CARD);
}

/* Each of the two switches lets pass what it stands for and nothing else; one's own password is
 * asked about whatever is off. */
static void
test_switched_off (void) {
  static const struct {
    const char *text;
    gboolean is_secret;
  } lines[] = {
    { "my card is 4111 1111 1111 1111", TRUE },
    { "ring me at +49 30 901820", FALSE },
  };
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string ("correct horse battery");
  g_autoptr (ConfabTypedPassword) password = confab_safety_typed_password_new (secret);
  const ConfabTypedPassword *passwords[] = { password };

  for (guint bits = 0; bits < 4; bits++) {
    ConfabTypedFacts facts = { .secrets_permitted = (bits & 1) != 0,
      .facts_permitted = (bits & 2) != 0,
      .passwords = passwords,
      .n_passwords = 1 };

    for (gsize i = 0; i < G_N_ELEMENTS (lines); i++) {
      gboolean is_off = lines[i].is_secret ? facts.secrets_permitted : facts.facts_permitted;

      facts.text = lines[i].text;
      facts.length = strlen (facts.text);
      /* A number of a card is none of a telephone. */
      g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==,
          is_off ? CONFAB_TYPED_SEND : CONFAB_TYPED_ASK);
    }
    facts.text = "it is correct horse battery";
    facts.length = strlen (facts.text);
    g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_ASK);
    facts.text = NULL;
    g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_ASK);
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/typed/closed", test_closed);
  g_test_add_func ("/safety/typed/switched-off", test_switched_off);
  g_test_add_func ("/safety/typed/forgotten-grade", test_forgotten_grade);
  g_test_add_func ("/safety/typed/grades", test_grades);
  g_test_add_func ("/safety/typed/place", test_place);
  g_test_add_func ("/safety/typed/length", test_length);
  g_test_add_func ("/safety/typed/permits", test_permits);
  g_test_add_func ("/safety/typed/permit-is-for-one", test_permit_is_for_one);
  g_test_add_func ("/safety/typed/several-messages", test_several_messages);
  g_test_add_func ("/safety/typed/place-over-messages", test_place_over_messages);
  g_test_add_func ("/safety/typed/many-messages", test_many_messages);
  g_test_add_func ("/safety/typed/long-text", test_long_text);
  g_test_add_func ("/safety/typed/no-utf8", test_no_utf8);
  return g_test_run ();
}
