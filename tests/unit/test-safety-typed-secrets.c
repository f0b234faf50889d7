/* Judge "typed": codes, passwords, keys, phrases, tokens, and the account's own password. */

#include "safety/safety-typed-private.h"
#include "test-safety-typed.h"

#define PHRASE "live reveal romance wreck pink broom wink average season physical screen target"
#define PHRASE_24                                                                                  \
  "spatial kit impact pelican dutch vast absurd gas act fork never private energy crawl pause "    \
  "prosper setup scare until post dwarf drum mammal cake"
#define BODY                                                                                       \
  "MIIEpAIBAAKCAQEAmgGtIZ61nPahXvbxWh2DC7fOCda7wATnF1xkPH3ssLWA7De8\nlxLdLmquuUuujS+"              \
  "fopxaKEye91IYKc8QebCA6ddKHBD8q2pC"

static const Said codes[] = {
  { "the code is 482913", CONFAB_TYPED_ONE_TIME_CODE },
  { "code: 482-913", CONFAB_TYPED_ONE_TIME_CODE },
  { "4 8 2 9 1 3 is the code", CONFAB_TYPED_ONE_TIME_CODE },
  { "verification code 4829", CONFAB_TYPED_ONE_TIME_CODE },
  { "G-482913 is your Google verification code", CONFAB_TYPED_ONE_TIME_CODE },
  { "Use 482913 to log in", CONFAB_TYPED_ONE_TIME_CODE },
  { "Dein Best\xc3\xa4tigungscode lautet 482913", CONFAB_TYPED_ONE_TIME_CODE },
  { "Bestaetigungscode 482913", CONFAB_TYPED_ONE_TIME_CODE },
  { "Votre code de v\xc3\xa9rification est 482913", CONFAB_TYPED_ONE_TIME_CODE },
  { "tu c\xc3\xb3"
    "digo de verificaci\xc3\xb3n es 482913",
      CONFAB_TYPED_ONE_TIME_CODE },
  { "I got an SMS. 482913", CONFAB_TYPED_ONE_TIME_CODE },
  { "482913", CONFAB_TYPED_NOTHING },
  { "the code is 4829", CONFAB_TYPED_NOTHING },
  { "promo code 482913", CONFAB_TYPED_NOTHING },
  { "code postal 482913", CONFAB_TYPED_NOTHING },
  { "Gutscheincode 482913", CONFAB_TYPED_NOTHING },
  { "the code for the garage is 482913", CONFAB_TYPED_NOTHING },
  { "my code has 482913 lines", CONFAB_TYPED_NOTHING },
  { "I never got the code, it costs 482913$", CONFAB_TYPED_NOTHING },
  { "verification code for order 482913 is missing", CONFAB_TYPED_NOTHING },
};

static const Said passwords[] = {
  { "my password is hunter2", CONFAB_TYPED_PASSWORD },
  { "my password is sunflower", CONFAB_TYPED_PASSWORD },
  { "my password is \"tiger\" I think", CONFAB_TYPED_PASSWORD },
  { "my password is correct horse battery staple", CONFAB_TYPED_PASSWORD },
  { "the password for the wifi is hunter2", CONFAB_TYPED_PASSWORD },
  { "password hunter2", CONFAB_TYPED_PASSWORD },
  { "hunter2 is my password", CONFAB_TYPED_PASSWORD },
  { "I changed my password to hunter2", CONFAB_TYPED_PASSWORD },
  { "p a s s", CONFAB_TYPED_NOTHING },
  { "my PIN is 4829", CONFAB_TYPED_PASSWORD },
  { "Mein Passwort ist Schnuffel", CONFAB_TYPED_PASSWORD },
  { "WLAN-Passwort: Zitrone#3", CONFAB_TYPED_PASSWORD },
  { "Geheimzahl 4829", CONFAB_TYPED_PASSWORD },
  { "mon mot de passe est Papillon", CONFAB_TYPED_PASSWORD },
  { "mdp : hunter2", CONFAB_TYPED_PASSWORD },
  { "mi contrase\xc3\xb1"
    "a es mariposa",
      CONFAB_TYPED_PASSWORD },
  { "la clave es hunter2", CONFAB_TYPED_PASSWORD },
  { "I forgot my password", CONFAB_TYPED_NOTHING },
  { "my password is wrong", CONFAB_TYPED_NOTHING },
  { "my password is not working", CONFAB_TYPED_NOTHING },
  { "the password is 12 characters long", CONFAB_TYPED_NOTHING },
  { "what is the password?", CONFAB_TYPED_NOTHING },
  { "is the password sunflower?", CONFAB_TYPED_NOTHING },
  { "I forgot my password, it is annoying", CONFAB_TYPED_NOTHING },
  { "Passwort vergessen", CONFAB_TYPED_NOTHING },
  { "Das Passwort ist abgelaufen", CONFAB_TYPED_NOTHING },
  { "le mot de passe est expir\xc3\xa9", CONFAB_TYPED_NOTHING },
  { "la clave es la paciencia", CONFAB_TYPED_NOTHING },
  { "pin the message", CONFAB_TYPED_NOTHING },
};

static const Said keys[] = {
  { "-----BEGIN RSA PRIVATE KEY-----\n" BODY, CONFAB_TYPED_PRIVATE_KEY },
  { "--- BEGIN OPENSSH PRIVATE KEY --- " BODY, CONFAB_TYPED_PRIVATE_KEY },
  { "-----BEGIN RSA PRIVATE KEY-----", CONFAB_TYPED_NOTHING },
  { "-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa",
      CONFAB_TYPED_NOTHING },
  { BODY, CONFAB_TYPED_PRIVATE_KEY },
  { "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQAAAAAAAAABAAAAMwAAAAtzc2gtZW",
      CONFAB_TYPED_PRIVATE_KEY },
  { "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0cPq9d2b ann@box", CONFAB_TYPED_NOTHING },
  { PHRASE, CONFAB_TYPED_RECOVERY_PHRASE },
  { PHRASE_24, CONFAB_TYPED_RECOVERY_PHRASE },
  { "Write this down: " PHRASE " and keep it", CONFAB_TYPED_RECOVERY_PHRASE },
  { "legal winner thank year wave sausage worth useful legal winner thank year",
      CONFAB_TYPED_RECOVERY_PHRASE },
  { "legal winner thank year wave sausage worth useful legal winner thank", CONFAB_TYPED_NOTHING },
  { "ghp_uk8Io5yaGKbXJD2aSJd7n2Khd9fsuUeRSeZ5", CONFAB_TYPED_TOKEN },
  { "ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", CONFAB_TYPED_NOTHING },
  { "AKIA2E0A8F3B244C9986", CONFAB_TYPED_TOKEN },
  { "sk_live_JHY0i9Lo7f3VLFfRgyj3gXEy", CONFAB_TYPED_TOKEN },
  { "sk-proj-yxWslqCwTXjtqR1fQxstS98VpLl2AejxQUqRdS0gprzWWRpW", CONFAB_TYPED_TOKEN },
  { "sk-learn is slow, sk-something-else-altogether too", CONFAB_TYPED_NOTHING },
  { "xoxb-123456789012-123456789012-JHY0i9Lo7f3VLFfRgyj3gXEy", CONFAB_TYPED_TOKEN },
  { "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.uk8Io5yaGKbXJD2aSJd7n2Khd9fsuUeRSeZ5",
      CONFAB_TYPED_TOKEN },
  { "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw9", CONFAB_TYPED_TOKEN },
  { "postgres://admin:s3cret@db.example:5432/app", CONFAB_TYPED_TOKEN },
  { "https://example.com:8080/@ann", CONFAB_TYPED_NOTHING },
  { "api key: db5eba456bf92d5d98065e5751f75143", CONFAB_TYPED_TOKEN },
  { "my public key: db5eba456bf92d5d98065e5751f75143", CONFAB_TYPED_NOTHING },
  { "commit db5eba456bf92d5d98065e5751f75143 broke it", CONFAB_TYPED_NOTHING },
  { "glpat-U9LeMjCadW\nYqnElNPt5XAW", CONFAB_TYPED_TOKEN },
};

static void
test_codes (void) {
  check_said (codes, G_N_ELEMENTS (codes), CONFAB_GRADE_KNOWN);
}

static void
test_passwords (void) {
  check_said (passwords, G_N_ELEMENTS (passwords), CONFAB_GRADE_KNOWN);
}

static void
test_keys (void) {
  check_said (keys, G_N_ELEMENTS (keys), CONFAB_GRADE_KNOWN);
}

/* The list is BIP-39's own, word for word: SHA-256 of english.txt. */
static void
test_word_list (void) {
  g_autoptr (GString) list = g_string_new (NULL);
  g_autofree char *sum = NULL;

  for (guint i = 0; i < CONFAB_TYPED_PHRASE_WORDS; i++)
    g_string_append_printf (list, "%s\n", confab_safety_typed_wordlist[i]);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, list->str, (gssize)list->len);
  g_assert_cmpstr (sum, ==, "2f5eed53a4727b4bf8880d8f3f199efc90e58503646d9ff8eff3a2ed3b24dbda");
}

/* Numbered, on lines, in capitals, over messages, of another width. */
static void
test_phrase_ways_round (void) {
  static const char *const between[] = { " ", ", ", "\n", "\n- ", " \xe2\x80\xa2 ", "  ",
    "\xe2\x80\x8b ", "; " };
  g_auto (GStrv) words = g_strsplit (PHRASE, " ", -1);
  g_autoptr (GString) numbered = g_string_new (NULL);
  g_autofree char *capital = g_ascii_strup (PHRASE, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (between); i++) {
    g_autofree char *text = g_strjoinv (between[i], words);

    g_assert_cmpint (reason_of (text, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_RECOVERY_PHRASE);
  }
  for (guint i = 0; words[i] != NULL; i++)
    g_string_append_printf (numbered, "%u) %s\n", i + 1, words[i]);
  g_assert_cmpint (reason_of (numbered->str, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_RECOVERY_PHRASE);
  g_assert_cmpint (reason_of (capital, CONFAB_GRADE_KNOWN), ==, CONFAB_TYPED_RECOVERY_PHRASE);
  g_assert_cmpint (reason_of_last ((const char *const *)words, 12, CONFAB_GRADE_KNOWN), ==,
      CONFAB_TYPED_RECOVERY_PHRASE);
  g_assert_cmpint (reason_of_last ((const char *const *)words, 11, CONFAB_GRADE_KNOWN), ==,
      CONFAB_TYPED_NOTHING);
}

static ConfabTypedReason
reason_with_password (const char *password, const char *text, ConfabTypedFound *found) {
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string (password);
  g_autoptr (ConfabTypedPassword) own = confab_safety_typed_password_new (secret);
  g_autoptr (ConfabSecret) mark = confab_safety_typed_password_dup_mark (own);
  g_autoptr (ConfabTypedPassword) later = confab_safety_typed_password_new_from_mark (mark);
  const ConfabTypedPassword *const passwords_of[] = { NULL, own };
  const ConfabTypedPassword *const later_of[] = { later };
  ConfabTypedFacts facts = { .text = text,
    .length = strlen (text),
    .grade = CONFAB_GRADE_CHECKED,
    .passwords = passwords_of,
    .n_passwords = 2 };
  ConfabTypedFound ignored, again;

  g_assert_nonnull (own);
  confab_safety_judge_typed (&facts, found != NULL ? found : &ignored);
  /* A run that has only the mark says the same. */
  g_assert_nonnull (later);
  facts.passwords = later_of;
  facts.n_passwords = 1;
  confab_safety_judge_typed (&facts, &again);
  g_assert_cmpint (again.reason, ==, found != NULL ? found->reason : ignored.reason);
  return found != NULL ? found->reason : ignored.reason;
}

static void
test_own_password (void) {
  ConfabTypedFound found;

  g_assert_cmpint (reason_with_password ("oak-Leaf 77", "so it is oak-Leaf 77, ok?", &found), ==,
      CONFAB_TYPED_OWN_PASSWORD);
  g_assert_cmpuint (found.start, ==, 9);
  g_assert_cmpuint (found.end, ==, 20);
  g_assert_cmpint (
      reason_with_password ("oak-Leaf 77", "xoak-Leaf 77x", NULL), ==, CONFAB_TYPED_OWN_PASSWORD);
  g_assert_cmpint (reason_with_password ("oak-Leaf 77", "o a k l e a f 7 7", NULL), ==,
      CONFAB_TYPED_OWN_PASSWORD);
  g_assert_cmpint (reason_with_password ("oak-Leaf 77", "OAK\xe2\x80\x8bLEAF\n77", NULL), ==,
      CONFAB_TYPED_OWN_PASSWORD);
  g_assert_cmpint (
      reason_with_password ("oak-Leaf 77", "oak-Leaf 78", NULL), ==, CONFAB_TYPED_NOTHING);
  g_assert_cmpint (reason_with_password ("oak-Leaf 77", "", NULL), ==, CONFAB_TYPED_NOTHING);
  g_assert_cmpint (reason_with_password ("\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c 12",
                       "\xd0\xbf\xd0\xb0\xd1\x80\xd0\xbe\xd0\xbb\xd1\x8c-12", NULL),
      ==, CONFAB_TYPED_OWN_PASSWORD);
  /* Signs alone have no bare form. */
  g_assert_cmpint (
      reason_with_password ("!?!?", "really!?!?", NULL), ==, CONFAB_TYPED_OWN_PASSWORD);
  g_assert_cmpint (reason_with_password ("!?!?", "!?!", NULL), ==, CONFAB_TYPED_NOTHING);
}

static void
test_own_password_in_messages (void) {
  static const char *const before[] = { "oak-Le" };
  g_autoptr (ConfabSecret) secret = confab_base_secret_new_string ("oak-Leaf 77");
  g_autoptr (ConfabTypedPassword) own = confab_safety_typed_password_new (secret);
  ConfabTypedFacts facts = { .text = "af 77",
    .length = 5,
    .grade = CONFAB_GRADE_CHECKED,
    .before = before,
    .n_before = 1,
    .passwords = (const ConfabTypedPassword *const *)&own,
    .n_passwords = 1 };

  g_assert_cmpint (confab_safety_judge_typed (&facts, NULL), ==, CONFAB_TYPED_ASK);
}

/* Anywhere in a long text; and a text without it, full of places that look alike, is not asked
 * about. */
static void
test_own_password_in_long_text (void) {
  g_autofree char *filling = g_strnfill (60000, 'a');

  g_assert_cmpint (reason_with_password ("oak-Leaf 77", filling, NULL), ==, CONFAB_TYPED_NOTHING);
  for (gsize at = 0; at < 59000; at += 8191) {
    g_autofree char *text = g_strdup (filling);

    memcpy (text + at, "oak-Leaf 77", 11);
    g_assert_cmpint (
        reason_with_password ("oak-Leaf 77", text, NULL), ==, CONFAB_TYPED_OWN_PASSWORD);
  }
}

static void
test_password_lengths (void) {
  g_autofree char *long_one = g_strnfill (257, 'x');
  g_autoptr (ConfabSecret) too_short = confab_base_secret_new_string ("abc");
  g_autoptr (ConfabSecret) too_long = confab_base_secret_new_string (long_one);

  g_assert_null (confab_safety_typed_password_new (too_short));
  g_assert_null (confab_safety_typed_password_new (too_long));
}

/* What a keyring may hold instead of a mark. */
static void
test_bad_marks (void) {
  g_autoptr (ConfabSecret) password = confab_base_secret_new_string ("oak-Leaf 77");
  g_autoptr (ConfabTypedPassword) own = confab_safety_typed_password_new (password);
  g_autoptr (ConfabSecret) mark = confab_safety_typed_password_dup_mark (own);
  const char *text = confab_base_secret_get_string (mark);
  gsize size = strlen (text);
  g_autofree char *zeros = g_strnfill (size, '0');
  g_autofree char *highs = g_strnfill (size, 'f');

  g_assert_null (strstr (text, "oak"));
  zeros[0] = highs[0] = '1';
  for (gsize i = 0; i < 6; i++) {
    g_autofree char *bad = g_strdup (i == 4 ? zeros : i == 5 ? highs : text);
    g_autoptr (ConfabSecret) secret = NULL;

    if (i == 0)
      bad[0] = '2';
    else if (i == 1)
      bad[size - 1] = '\0';
    else if (i == 2)
      bad[5] = 'g';
    else if (i == 3)
      bad[0] = '\0';
    secret = confab_base_secret_new_string (bad);
    g_assert_null (confab_safety_typed_password_new_from_mark (secret));
  }
}

int
main (int argc, char **argv) {
  g_test_init (&argc, &argv, NULL);
  confab_base_secret_init ();
  g_test_add_func ("/safety/typed/codes", test_codes);
  g_test_add_func ("/safety/typed/passwords", test_passwords);
  g_test_add_func ("/safety/typed/keys", test_keys);
  g_test_add_func ("/safety/typed/word-list", test_word_list);
  g_test_add_func ("/safety/typed/phrase-ways-round", test_phrase_ways_round);
  g_test_add_func ("/safety/typed/own-password", test_own_password);
  g_test_add_func ("/safety/typed/bad-marks", test_bad_marks);
  g_test_add_func ("/safety/typed/own-password-in-messages", test_own_password_in_messages);
  g_test_add_func ("/safety/typed/own-password-in-long-text", test_own_password_in_long_text);
  g_test_add_func ("/safety/typed/password-lengths", test_password_lengths);
  return g_test_run ();
}
