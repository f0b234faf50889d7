/* The words of the register: every row, state and choice has some, and none of the trade's. */

#include <string.h>

#include "safety/safety-words.h"

/* ui/safety speaks as people do. */
static void
assert_plain (const char *words) {
  static const char *const jargon[] = { "omemo", "end-to-end", "jid", "roster", "stanza",
    "subscription", "tls", "fingerprint", "resource", "peer", "client", "archive", "encrypt",
    "protocol", "metadata", "verified", "secure", "ip address", "!" };
  g_autofree char *low = g_utf8_casefold (words, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (jargon); i++)
    if (strstr (low, jargon[i]) != NULL)
      g_error ("“%s” stands in “%s”", jargon[i], words);
}

static void
test_rows (void) {
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 1; i <= CONFAB_RISK_COUNT; i++) {
    const ConfabRisk *risk = confab_safety_register_get (i);
    const char *title = confab_safety_words_title (risk);
    const char *sentence = confab_safety_words_sentence (risk);

    assert_plain (title);
    assert_plain (sentence);
    g_assert_true (g_hash_table_add (titles, (gpointer)title));
    g_assert_cmpuint (strlen (title), <=, 40);
    g_assert_true (g_str_has_suffix (sentence, "."));
    g_assert_cmpuint (g_utf8_strlen (sentence, -1), <=, 240);
    /* What is not built promises nothing, and what is built in part says what is not. */
    if (risk->built == CONFAB_BUILT_NO)
      g_assert_true (strstr (sentence, " yet") != NULL || strstr (sentence, " no ") != NULL);
  }
  for (guint group = 0; group < CONFAB_GROUP_COUNT; group++)
    assert_plain (confab_safety_words_group ((ConfabRiskGroup)group));
}

static void
test_states (void) {
  for (int i = 1; i <= CONFAB_RISK_COUNT; i++)
    for (guint kind = 0; kind <= CONFAB_STATE_ON; kind++) {
      ConfabRiskState state = { (ConfabRiskStateKind)kind, g_get_real_time () };
      g_autofree char *words =
          confab_safety_words_dup_state (confab_safety_register_get (i), state);

      assert_plain (words);
      g_assert_cmpuint (strlen (words), >, 0);
    }
}

static void
test_choices (void) {
  for (guint choice = 1; choice < CONFAB_CHOICE_COUNT; choice++) {
    /* The quiet hours are times, and have no words of their own. */
    int last =
        choice == CONFAB_CHOICE_QUIET ? -1 : confab_safety_choice_last ((ConfabChoice)choice);

    assert_plain (confab_safety_words_question ((ConfabChoice)choice));
    for (int value = 0; value <= last; value++) {
      const char *weakened = confab_safety_words_weakened ((ConfabChoice)choice, value);

      assert_plain (confab_safety_words_value ((ConfabChoice)choice, value));
      assert_plain (confab_safety_words_meaning ((ConfabChoice)choice, value));
      g_assert_cmpint (
          weakened != NULL, ==, confab_safety_choice_weakens ((ConfabChoice)choice, value));
      if (weakened != NULL)
        assert_plain (weakened);
    }
    g_assert_null (confab_safety_words_value ((ConfabChoice)choice, last + 1));
    g_assert_null (confab_safety_words_value ((ConfabChoice)choice, -1));
  }
  for (guint promise = 1; promise < CONFAB_PROMISE_COUNT; promise++)
    g_assert_cmpuint (strlen (confab_safety_words_promise ((ConfabPromise)promise)), >, 0);
}

int
main (int argc, char *argv[]) {
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/safety-words/rows", test_rows);
  g_test_add_func ("/ui/safety-words/states", test_states);
  g_test_add_func ("/ui/safety-words/choices", test_choices);
  return g_test_run ();
}
