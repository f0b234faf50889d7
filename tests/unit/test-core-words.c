/* The private list: what is on it is asked about in whatever spelling, it is in the keyring and
 * nowhere else, and a keyring that says no costs nothing. */

#include "core/core-private.h"
#include "test-store-common.h"

#define NAME "M\xc3\xbcller-Lake"
#define STREET "Rosenstra\xc3\x9f"
#define NUMBER "07700 900123"

typedef struct {
  char *folder;
  ConfabKeyring *keyring;
  ConfabCore *core;
  ConfabModelAccount *account;
  ConfabModelContact *contact;
} Fixture;

static void
start (Fixture *fixture) {
  fixture->core = confab_core_new (fixture->folder, NULL, NULL);
  confab_core_set_keyring (fixture->core, fixture->keyring);
  test_settle (confab_core_open (fixture->core));
}

static void
stop (Fixture *fixture) {
  test_settle (confab_core_quit (fixture->core));
  g_clear_object (&fixture->core);
}

static void
set_up (Fixture *fixture, gconstpointer data) {
  fixture->folder = test_folder ();
  fixture->keyring = confab_keyring_new_in_memory ();
  fixture->account = confab_model_account_new (1, "alice@example.org");
  fixture->contact = confab_model_contact_new (fixture->account, "ben@example.net");
  start (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data) {
  stop (fixture);
  g_object_unref (fixture->contact);
  g_object_unref (fixture->account);
  confab_keyring_unref (fixture->keyring);
  test_folder_remove (fixture->folder);
  g_free (fixture->folder);
}

static DexFuture *
add (Fixture *fixture, const char *text) {
  g_autoptr (ConfabSecret) word = confab_base_secret_new_string (text);

  return confab_core_add_word (fixture->core, word);
}

static void
refuse (DexFuture *future, ConfabModelProblem problem) {
  g_autoptr (DexFuture) owned = future;
  g_autoptr (GError) error = NULL;

  g_assert_false (test_wait (owned, &error));
  g_assert_error (error, CONFAB_CORE_ERROR, (int)problem);
}

static guint
count (Fixture *fixture) {
  return g_list_model_get_n_items (confab_core_get_words (fixture->core));
}

static ConfabModelWord *
word_at (Fixture *fixture, guint at) {
  return g_list_model_get_item (confab_core_get_words (fixture->core), at);
}

static ConfabTypedReason
ask (Fixture *fixture, const char *text) {
  g_autoptr (ConfabModelQuestion) question = confab_messaging_guard_ask (fixture->core->guard,
      confab_model_contact_get_chat (fixture->contact), text, CONFAB_QUESTION_NONE);

  return question != NULL ? confab_model_question_get_found (question)->reason
                          : CONFAB_TYPED_NOTHING;
}

static void
test_spellings (Fixture *fixture, gconstpointer data) {
  static const char *const texts[] = {
    "I am M\xc3\xbcller-Lake",
    "it is MUELLER LAKE by the way",
    "m\xc3\xbcllerlake, that is me",
    "Rosenstra\xc3\x9f is where it is",
    "in ROSENSTRASS",
    "rosen-strass",
    "ring 07700 900123",
    "+44 7700 900 123",
    "07700-900-123",
  };

  g_assert_cmpint (ask (fixture, texts[0]), ==, CONFAB_TYPED_NOTHING);
  test_settle (add (fixture, NAME));
  test_settle (add (fixture, STREET));
  test_settle (add (fixture, NUMBER));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_test_message ("%s", texts[i]);
    g_assert_cmpint (ask (fixture, texts[i]), ==, CONFAB_TYPED_PRIVATE_WORD);
  }
  g_assert_cmpint (ask (fixture, "Shall we go to the lake?"), ==, CONFAB_TYPED_NOTHING);
  confab_model_contact_set_known (fixture->contact, TRUE);
  g_assert_cmpint (ask (fixture, texts[0]), ==, CONFAB_TYPED_NOTHING);
}

static void
test_kept (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelWord) name = NULL;

  test_settle (add (fixture, "  " NAME " "));
  test_settle (add (fixture, NUMBER));
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (count (fixture), ==, 2);
  g_assert_true (confab_core_are_words_read (fixture->core));
  g_assert_cmpint (ask (fixture, NAME), ==, CONFAB_TYPED_PRIVATE_WORD);
  name = word_at (fixture, 1);
  g_assert_cmpstr (confab_base_secret_get_string (confab_model_word_get_secret (name)), ==, NAME);
  test_settle (confab_core_remove_word (fixture->core, name));
  g_assert_cmpint (ask (fixture, NAME), ==, CONFAB_TYPED_NOTHING);
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (count (fixture), ==, 1);
}

/* The last one goes, and nothing is left in the keyring. */
static void
test_emptied (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelWord) word = NULL;
  g_autoptr (DexFuture) left = NULL;

  test_settle (add (fixture, NAME));
  word = word_at (fixture, 0);
  test_settle (confab_core_remove_word (fixture->core, word));
  g_assert_cmpuint (count (fixture), ==, 0);
  left = confab_keyring_load (fixture->keyring, CONFAB_KEYRING_WORDS, "");
  g_assert_true (test_wait (left, NULL));
  g_assert_null (g_value_get_boxed (dex_future_get_value (left, NULL)));
  /* Taken off already. */
  test_settle (confab_core_remove_word (fixture->core, word));
}

static void
test_refused_words (Fixture *fixture, gconstpointer data) {
  g_autofree char *long_word = g_strnfill (CONFAB_MODEL_MAX_WORD_BYTES + 1, 'a');

  refuse (add (fixture, ""), CONFAB_PROBLEM_WORD);
  refuse (add (fixture, "  "), CONFAB_PROBLEM_WORD);
  refuse (add (fixture, "a"), CONFAB_PROBLEM_WORD);
  refuse (add (fixture, "?!"), CONFAB_PROBLEM_WORD);
  refuse (add (fixture, "two\nlines"), CONFAB_PROBLEM_WORD);
  refuse (add (fixture, long_word), CONFAB_PROBLEM_WORD);
  test_settle (add (fixture, long_word + 1));
  refuse (add (fixture, long_word + 1), CONFAB_PROBLEM_EXISTS);
  for (guint i = count (fixture); i < CONFAB_MODEL_MAX_WORDS; i++) {
    g_autofree char *word = g_strdup_printf ("%0120u", i);

    test_settle (add (fixture, word));
  }
  refuse (add (fixture, "one more"), CONFAB_PROBLEM_NONE);
  g_assert_cmpuint (count (fixture), ==, CONFAB_MODEL_MAX_WORDS);
  stop (fixture);
  start (fixture);
  g_assert_cmpuint (count (fixture), ==, CONFAB_MODEL_MAX_WORDS);
}

/* No keyring at all in its place: what is there stays, and works. */
static void
test_refused_keyring (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabKeyring) none = confab_keyring_new ("words");
  g_autoptr (ConfabModelWord) word = NULL;

  test_settle (add (fixture, NAME));
  confab_core_set_keyring (fixture->core, none);
  refuse (add (fixture, NUMBER), CONFAB_PROBLEM_KEYRING_ABSENT);
  word = word_at (fixture, 0);
  refuse (confab_core_remove_word (fixture->core, word), CONFAB_PROBLEM_KEYRING_ABSENT);
  refuse (confab_core_read_words (fixture->core), CONFAB_PROBLEM_KEYRING_ABSENT);
  g_assert_cmpuint (count (fixture), ==, 1);
  g_assert_cmpint (ask (fixture, NAME), ==, CONFAB_TYPED_PRIVATE_WORD);
  /* Where it could not be read, nothing is written over it. */
  fixture->core->are_words_read = FALSE;
  confab_core_set_keyring (fixture->core, fixture->keyring);
  refuse (add (fixture, NUMBER), CONFAB_PROBLEM_NONE);
  test_settle (confab_core_read_words (fixture->core));
  g_assert_cmpuint (count (fixture), ==, 1);
  test_settle (add (fixture, NUMBER));
}

/* What the screen is told of a word. */
static void
test_edges (Fixture *fixture, gconstpointer data) {
  g_autoptr (ConfabModelWord) word = NULL;
  g_autoptr (ConfabModelWord) shorter = NULL;

  test_settle (add (fixture, "\xc3\x84ngel"));
  test_settle (add (fixture, "Anna"));
  shorter = word_at (fixture, 0);
  word = word_at (fixture, 1);
  g_assert_cmpuint (confab_model_word_get_first (word), ==, 0xc4);
  g_assert_cmpuint (confab_model_word_get_last (word), ==, 'l');
  g_assert_cmpuint (confab_model_word_get_length (word), ==, 5);
  g_assert_cmpuint (confab_model_word_get_first (shorter), ==, 'A');
  g_assert_cmpuint (confab_model_word_get_last (shorter), ==, 0);
}

int
main (int argc, char **argv) {
  /* No bus, no keyring. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  test_init (&argc, &argv);
#define ADD(name, function)                                                                        \
  g_test_add ("/core/words/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("spellings", test_spellings);
  ADD ("kept", test_kept);
  ADD ("emptied", test_emptied);
  ADD ("refused-words", test_refused_words);
  ADD ("refused-keyring", test_refused_keyring);
  ADD ("edges", test_edges);
#undef ADD
  return g_test_run ();
}
